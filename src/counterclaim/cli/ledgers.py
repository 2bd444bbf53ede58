"""Opening a ledger for a verb, and finding in it what the user named."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.errors import LedgerError, UsageError
from counterclaim.model import Entry, Filter

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


def opened(path: str) -> "Ledger":
    """The ledger in a file that is there already."""
    if not Path(path).exists():
        raise LedgerError(
            f"no ledger at {path}: make one with `counterclaim read ARTICLES --into {path}`, "
            "or name another with --ledger"
        )
    from counterclaim.ledger import Ledger

    return Ledger(path, create=False)


@contextlib.contextmanager
def asked(where: Filter, path: str) -> "Iterator[tuple[Ledger, Filter]]":
    """An open ledger and a filter whose names are known."""
    from counterclaim.pipeline.known import checked

    with opened(path) as ledger:
        yield ledger, checked(where, ledger)


def found_claim(ledger: "Ledger", beginning: str) -> Entry:
    """The claim whose id begins so; UsageError where there is none, or more than one."""
    found = ledger.find(beginning) if beginning else ()
    ids = sorted({entry.claim.id for entry in found})
    if not ids:
        raise UsageError(
            f"no claim begins with {beginning!r}: `counterclaim list --ledger {ledger.path}` shows the ids"
        )
    if len(ids) > 1:
        some = ", ".join(ids[:5]) + (" ..." if len(ids) > 5 else "")
        raise UsageError(f"{len(ids):,} claims begin with {beginning!r}: give more letters of {some}")
    return found[-1]  # the newest of byte-identical documents
