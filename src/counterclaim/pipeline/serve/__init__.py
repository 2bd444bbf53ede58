"""The page that people work in, served on the user's own machine.

guard.py     who may ask: this machine, this browser, this page
desk.py      the ledger for many requests: what was reckoned is kept until the ledger grows
asked.py     what an address asks for
screens.py   each screen from the ledger
findings.py  the screens of what was reckoned: side by side, series, checks
joining.py   the screens of what stands together: origins and incidents
deciding.py  what a form says, as decisions
together.py  many claims decided on at once, and what readers differ on settled
second.py    how many readers have decided on a claim, and whom it still waits for
values.py    what a person typed, as the value of a field
live.py      a reading that runs while the page is open, and what came in
routes.py    which address leads where
"""

from counterclaim.pipeline.serve.routes import application

__all__ = ["application"]
