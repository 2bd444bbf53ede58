"""The page that people work in, served on the user's own machine.

guard.py     who may ask: this machine, this browser, this page
desk.py      the ledger for many requests: one copy for all of them, what was made kept until it moves
preparing.py the copy brought up to the ledger in a process of its own
starting.py  what the first pages need, made ready beside the requests
state.py     one state of the copy: lists, results in order, pictures counted
again.py     screens asked for again while nothing has moved
asked.py     what an address asks for
unknown.py   words of an address that the ledger does not have
reckoned.py  what follows from the claims, asked of the copy
worth.py     which claims are worth a person's minute
screens.py   each screen from the ledger
findings.py  the screens of what was reckoned: side by side, series, checks
joining.py   the screens of what stands together: origins and incidents
most.py      what a picture can show of very many claims that are reckoned
pictured.py  the screens of pictures, and pictures as files
as_json.py   each screen as JSON
deciding.py  what a form says, as decisions
grown.py     what was read and decided when, for the page of the method
together.py  many claims decided on at once, and what readers differ on settled
second.py    how many readers have decided on a claim, and whom it still waits for
values.py    what a person typed, as the value of a field
live.py      a reading that runs while the page is open, and what came in
routes.py    which address leads where
"""

from counterclaim.pipeline.serve.routes import application

__all__ = ["application"]
