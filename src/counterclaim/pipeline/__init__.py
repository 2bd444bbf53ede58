"""All stages at work: from sources to a ledger, and from a ledger to what the verbs show.

This package and the command line are the only ones that know all stages. `reading` goes from sources to the ledger,
`answers` from the ledger to comparisons, series, checks, pages and exports. The heavy stages are imported where
they are first needed: `import counterclaim` stays quick.
"""
