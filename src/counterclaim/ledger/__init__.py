"""The ledger: what was read and what was claimed, in one SQLite file that only grows.

`schema.sql` says which tables there are and which triggers guard them, `schema.py` builds and compares them,
`connection.py` opens the file, `records.py` writes records as canonical JSON, `chain.py` hashes each row with
the one before, `spans.py` checks that words stand where a claim says, `append.py` adds one reading, `filters.py`
turns the shared filter into SQL, `withdraw.py` takes a text out, `verify.py` re-checks everything, and
`store.py` is the door: the class `Ledger`.
"""

from counterclaim.ledger.append import Added
from counterclaim.ledger.store import Ledger, Reading
from counterclaim.ledger.verify import Broken
from counterclaim.ledger.withdraw import Withdrawal

__all__ = ["Added", "Broken", "Ledger", "Reading", "Withdrawal"]
