"""What two policies make of the same incidents: the rows in which they differ, and by which of their rules."""

from collections.abc import Iterator, Sequence

from counterclaim.model import Record
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.policies.coding import Coded, Coding

Number = float | int | None


class Difference(Record, frozen=True, kw_only=True):
    """One thing that two policies count of one incident, and what each makes of it."""

    incident: str
    place: str | None
    start: str | None
    end: str | None
    what: str
    first: tuple[Coded, ...]  # none: this policy has no such row
    second: tuple[Coded, ...]
    text: str


def differences(one: Coding, other: Coding) -> tuple[Difference, ...]:
    """Where two codings differ; rows that give the same three numbers are left out.

    >>> differences(Coding(policy="a", rows=(), left=()), Coding(policy="b", rows=(), left=()))
    ()
    """
    return tuple(_differences(one, other))


def _differences(one: Coding, other: Coding) -> Iterator[Difference]:
    mine, theirs = (grouped(coding.rows, lambda row: (row.incident, row.what)) for coding in (one, other))
    for at in dict.fromkeys([*mine, *theirs]):
        first, second = mine.get(at, []), theirs.get(at, [])
        if _numbers(first) == _numbers(second):
            continue
        known = (first or second)[0]
        yield Difference(
            incident=at[0],
            place=known.place,
            start=known.start,
            end=known.end,
            what=at[1],
            first=tuple(first),
            second=tuple(second),
            text=f"{one.policy}: {told(first)}; {other.policy}: {told(second)}",
        )


def _numbers(rows: Sequence[Coded]) -> list[tuple[Number, Number, Number]]:
    return [(row.low, row.best, row.high) for row in rows]


def told(rows: Sequence[Coded]) -> str:
    """The numbers of some rows in words.

    >>> told([])
    'no row'
    """
    return ", ".join(f"{row.said_by + ' ' if row.said_by else ''}{numbers(row)}" for row in rows) or "no row"


def numbers(row: Coded) -> str:
    """Lowest, best and highest of a row as in print: "12", "100 to 120, best 110", "at least 24", "blank"."""
    low, best, high = (None if n is None else f"{n:,}" for n in (row.low, row.best, row.high))
    if low is None and high is None:
        return best or "blank"
    if low == high:
        return low or ""
    reach = f"up to {high}" if low in (None, "0") else f"at least {low}" if high is None else f"{low} to {high}"
    return f"{reach}, best {best}" if best not in (None, low, high) or (best and high is None) else reach
