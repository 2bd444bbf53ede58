"""The range of each side's claims, and how far apart the sides are. Opposing sides are never averaged."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from counterclaim.model import SideRange
from counterclaim.reconcile.align import PARTIES, Label, Row
from counterclaim.reconcile.intervals import Exact, Interval, above, hull, implied, plain, times_apart
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.parties import opposed

ORDER = ("self", "opponent", "third", "independent", "unattributed")


def columns(rows: Sequence[Row]) -> list[tuple[Label, list[Row]]]:
    """The rows by side: the party's own first, then opponents, third parties, independent sources, nobody."""
    found = [(label, sorted(group, key=_age)) for label, group in grouped(rows, lambda r: r.label).items()]
    return sorted(found, key=lambda c: (ORDER.index(c[0][1]), c[0][0] or ""))


def _age(row: Row) -> tuple[bool, bool, object, str, str]:
    """Bounds and altered copies first, then by day, and figures of one day as they were published."""
    item = row.item
    return (item.point is not None, not row.origin.altered, row.day, item.entry.published or "", item.claim.id)


def side_ranges(rows: Sequence[Row]) -> tuple[SideRange, ...]:
    """All columns. An origin that people merged over several counts in the first of them alone."""
    made, before = list[SideRange](), set[str]()
    for label, group in columns(rows):
        made.append(side_range(label, group, frozenset(before)))
        before |= merged_in(group)
    return tuple(made)


def merged_in(rows: Sequence[Row]) -> set[str]:
    """What people merged as one, of which a figure stands in these rows."""
    return {row.origin.merged for row in rows if row.origin.merged is not None and not row.origin.altered}


def side_range(label: Label, rows: Sequence[Row], elsewhere: frozenset[str] = frozenset()) -> SideRange:
    """One column: lowest and highest stated, the newest number, and how many origins stand behind it besides those that
    count `elsewhere`."""
    reach = envelope(rows)
    newest, oldest = newest_point(rows), oldest_point(rows)
    members = sorted(
        (member for row in rows for member in row.origin.members),
        key=lambda i: (i.entry.document, i.claim.figure.start),
    )
    return SideRange(
        side=label[0],
        role=label[1],
        low=plain(reach.low),
        high=plain(reach.high),
        latest=plain(newest.item.point) if newest else None,
        latest_claim=newest.item.claim.id if newest else None,
        claims=tuple(member.claim.id for member in members),
        documents=tuple(member.entry.document for member in members),
        origins=counted((row.origin for row in rows), elsewhere),
        first=plain(oldest.item.point) if oldest else None,
        first_claim=oldest.item.claim.id if oldest else None,
        usual_high=plain(usual_high(rows)) if reach.high is None else None,
    )


def counted(origins: Iterable[Origin], elsewhere: frozenset[str] = frozenset()) -> int:
    """How many origins corroborate: those that people merged as one, altered copies not, but one where there are only
    these. None where all are among those that count `elsewhere`.
    """
    telling = [origin.merged for origin in origins if not origin.altered]
    ones = {one for one in telling if one is not None}
    return 1 if not telling else telling.count(None) + len(ones - elsewhere)


def telling(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that count: all but altered copies, and these where there are no others."""
    return [row for row in rows if not row.origin.altered] or rows


def envelope(rows: Sequence[Row]) -> Interval:
    """From the lowest stated low to the highest stated high; copies of a claim, altered or not, cannot move it."""
    return hull(row.item.hard for row in telling(rows))


def overall(rows: Sequence[Row]) -> Interval:
    """From the lowest low to the highest high of all columns, the independent and the unnamed included."""
    return hull(envelope(group) for _, group in columns(rows))


def usual_high(rows: Sequence[Row]) -> Exact | None:
    """The highest end of the rows that count, an open one where readers usually take it to be; None where that is open
    too.
    """
    ends = [hard if (hard := row.item.hard.high) is not None else implied(row.item.claim.figure).high
            for row in telling(rows)]  # fmt: skip
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def newest_point(rows: Sequence[Row]) -> Row | None:
    """The newest of the rows that count that has a number (a bound has none)."""
    told = [row for row in telling(rows) if row.item.point is not None]
    return max(told, key=_age) if told else None


def oldest_point(rows: Sequence[Row]) -> Row | None:
    """The oldest of the rows that count that has a number: what the side gave first."""
    told = [row for row in telling(rows) if row.item.point is not None]
    return min(told, key=_age) if told else None


def opposing(rows: Sequence[Row], conflict: str) -> list[tuple[list[Row], list[Row]]]:
    """The pairs of columns that speak for different sides; independent sources and nobody are in none."""
    speaking = [(label, group) for label, group in columns(rows) if label[1] in PARTIES]
    return [(a, b) for (x, a), (y, b) in combinations(speaking, 2) if opposed(x[0], y[0], conflict)]


def guaranteed(pairs: Sequence[tuple[list[Row], list[Row]]]) -> Exact | None:
    """How many times apart the sides are at the least; None where fewer than two have spoken."""
    factors = [times_apart(envelope(a), envelope(b)) for a, b in pairs]
    return max((factor for factor in factors if factor is not None), default=None)


def pointwise(pairs: Sequence[tuple[list[Row], list[Row]]]) -> Exact | None:
    """The largest newest number over the smallest of the opposing side; None where a side gave only bounds."""
    factors: list[Exact] = []
    for a, b in pairs:
        x, y = newest_point(a), newest_point(b)
        if x and y and x.item.point is not None and y.item.point is not None:
            factor = times_apart(Interval(x.item.point, x.item.point), Interval(y.item.point, y.item.point))
            factors += [] if factor is None else [factor]
    return max(factors, default=None)


def gap(pairs: Sequence[tuple[list[Row], list[Row]]]) -> Exact | None:
    """Of shares: the points between the sides at the least; nought where their ranges meet."""
    gaps: list[Exact] = []
    for a, b in pairs:
        x, y = envelope(a), envelope(b)
        for higher, lower in ((x, y), (y, x)):
            if above(higher, lower) and higher.low is not None and lower.high is not None:
                gaps.append(higher.low - lower.high)
        gaps.append(0)
    return max(gaps, default=None)
