"""Which claims must be looked at together: the parts into which a ledger falls for reckoning.

What is reckoned within each part and put together is what is reckoned over all, so a ledger that grows needs only the
parts that grew to be worked out anew, and parts can be worked out side by side.

    cell    comparisons and series: one conflict, one party, one kind of people or things. Keys, leads, origins and
            series lines all hold these. Kinds of equipment that are told together ("tanks and other armoured
            vehicles") are one.
    realm   checks: one conflict, since some hold a conflict's two parties, or all figures of a document, against each
            other. A claim without a conflict goes with its document, where that tells of one conflict alone.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from counterclaim.ledger.records import plain
from counterclaim.model import Claim, Entry
from counterclaim.reconcile import equipment, units
from counterclaim.reconcile.items import grouped

Cell = tuple[str, str, str]
MERGED = "equipment"
PARTED = "\x1f"  # between the parts of a cell's name


def cell(claim: Claim) -> Cell:
    """The part that a claim stands in for comparisons and series: conflict, party, kind."""
    return (claim.conflict or "", claim.party or "", _kind(claim.object))


@lru_cache(maxsize=4096)
def _kind(counted: str) -> str:
    return MERGED if counted in _merged() else units.kind(counted)


def name_of(claim: Claim) -> str:
    """The name of the cell that a claim stands in: equal names, one cell."""
    return _name(cell(claim))


@lru_cache(maxsize=65536)
def _name(cell: Cell) -> str:
    return plain(PARTED.join(cell)) or ""


@cache
def _merged() -> frozenset[str]:
    return frozenset(part for name in equipment.names() for part in equipment.parts(name))


def cells(entries: Iterable[Entry]) -> dict[Cell, list[Entry]]:
    """The claims by cell, in the order in which they come.

    >>> cells(())
    {}
    """
    return grouped(entries, lambda entry: cell(entry.claim))


def realms(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The claims by realm, in the order in which they come; "" holds what belongs to no conflict.

    >>> realms(())
    {}
    """
    told: dict[str, set[str]] = {}
    for entry in entries:
        if entry.claim.conflict:
            told.setdefault(entry.document, set()).add(entry.claim.conflict)
    return grouped(entries, lambda entry: realm(entry.claim.conflict, told.get(entry.document, set())))


def realm(conflict: str | None, of_document: set[str]) -> str:
    """The realm of a claim: its conflict, else the only one that its document tells of.

    >>> realm(None, {"russia-ukraine"}), realm(None, {"russia-ukraine", "israel-gaza"}), realm("israel-gaza", set())
    ('russia-ukraine', '', 'israel-gaza')
    """
    return conflict or (next(iter(of_document)) if len(of_document) == 1 else "")
