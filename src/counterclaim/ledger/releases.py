"""Names for states of a ledger: a file beside it, to which lines are added, a name and the head of the chain each.

The head alone proves which state is meant; the name is for people. So it stands beside the ledger, not in it: to name
a state changes nothing in the chain, and where the file is lost the published head still leads to the row.
"""

import json
from pathlib import Path

from counterclaim.errors import LedgerError, UsageError
from counterclaim.ledger.store import Ledger
from counterclaim.model import Record

SUFFIX = ".releases"
LONGEST = 100  # characters of a name


class Release(Record, frozen=True, kw_only=True):
    """A named state."""

    name: str
    head: str
    at: str


def beside(ledger: Path) -> Path:
    """Where the names of a ledger's states stand.

    >>> beside(Path("war.db")).name
    'war.db.releases'
    """
    return ledger.with_name(ledger.name + SUFFIX)


def releases(ledger: Ledger) -> tuple[Release, ...]:
    """The named states of a ledger, oldest first. LedgerError: the file beside it is damaged."""
    path = beside(ledger.path)
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(Release(**json.loads(line)) for line in lines if line.strip())
    except (ValueError, TypeError) as error:
        raise LedgerError(
            f"{str(path)!r} is damaged: each line holds name, head and at; mend it or take it away"
        ) from error


def release(ledger: Ledger, name: str, *, at: str) -> Release:
    """Name the state of now. UsageError: the name is taken by another state, or is none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "war.db"), create=True) as ledger:
    ...     release(ledger, "spring", at="2026-04-01").name, [one.name for one in releases(ledger)]
    ('spring', ['spring'])
    """
    shown = name.strip()
    if not shown or len(shown) > LONGEST or not shown.isprintable():
        raise UsageError(f"{name[:LONGEST]!r} is no name for a release: give up to {LONGEST} letters, digits and signs")
    made = Release(name=shown, head=ledger.head(), at=at)
    for known in releases(ledger):
        if known.name == shown:
            if known.head == made.head:
                return known
            raise UsageError(f"a release is called {shown!r} already, of {known.at}: give another name")
    with beside(ledger.path).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"name": made.name, "head": made.head, "at": made.at}, ensure_ascii=False) + "\n")
    return made
