"""The ledger: what was read, what was claimed and what people decided, in one SQLite file that only grows.

`schema.sql` says which tables there are and which triggers guard them, `schema.py` builds, compares and upgrades
them, `connection.py` opens the file, `records.py` writes records as canonical JSON, `chain.py` hashes each row with
the one before, `spans.py` checks that words stand where a claim says, `append.py` adds one reading, `filters.py`
turns the shared filter into SQL, `decision.py` says what a person's decision is and what it leaves standing,
`deciding.py` appends one, `standing.py` merges them with what was read, `withdraw.py` takes a text out, `verify.py`
re-checks everything, and `store.py` is the door: the class `Ledger`.
"""

from counterclaim.ledger.append import Added
from counterclaim.ledger.decision import Decision, decided, live
from counterclaim.ledger.store import Ledger, Reading
from counterclaim.ledger.verify import Broken
from counterclaim.ledger.withdraw import Withdrawal

__all__ = ["Added", "Broken", "Decision", "Ledger", "Reading", "Withdrawal", "decided", "live"]
