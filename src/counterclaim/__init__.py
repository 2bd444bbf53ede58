"""Counterclaim keeps an auditable ledger of the figures that parties to a conflict claim.

The house, in the order in which a sentence travels: `articles` reads anything into documents, `claims` finds
the claims in them, `ledger` keeps both, `reconcile` reckons with them, `views` show them. `vocabulary` holds
the words. `pipeline` and `cli` are the only files that know all stages.
"""

__version__ = "0.1.0"
