"""Where a cumulative count falls, and what the fall looks like: diagnosis before alarm.

Official series do fall: the equipment tallies of the Ukrainian General Staff have 13 downward corrections in 1,626
days, its personnel tally none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from counterclaim.reconcile.intervals import Exact, granularity
from counterclaim.reconcile.items import Item

Verdict = Literal["correction", "break", "outlier", "spike", "late", "stale"]

SMALL = Fraction(2, 100)  # of a total: a fall that rounding or a correction explains
LARGE = Fraction(15, 100)  # beyond it 10 of 380 hand-coded reports fell, nearly all coding faults
ROUNDED = 100  # a total rounded to hundreds or coarser may stand for one that is a little larger
FOLLOW = 3  # later figures that show whether the new level is kept, and earlier ones that show whether it is new
MOVED = 2  # figures between a number and its repeat that show that the series had moved on
SPARSE = 5  # a total that grows by less than this between reports meets an earlier number by chance


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure lower than the one before it, by which share, and what it looks like."""

    before: Item
    after: Item
    share: Fraction
    verdict: Verdict


def drops(track: Sequence[Item]) -> tuple[Drop, ...]:
    """The falls of one claimant's totals, one figure a day in order of days; falls within rounding are none.

    correction  the new level is kept        break    so, after a fall of more than 15 %
    outlier     the next figure is back up   spike    the figure before was the odd one
    late        nothing follows yet, or the figures go on falling
    stale       the figure of at least two reports earlier, told again
    """
    found: list[Drop] = []
    kept: list[Item] = []
    last_seen: dict[Exact, int] = {}  # where a number last stood among the kept ones
    for place, item in enumerate(track):
        drop = None
        if kept:
            since = len(kept) - last_seen.get(value(item), len(kept))
            stale = since > MOVED and since * SPARSE <= value(kept[-1]) - value(item)
            drop = _drop(kept[-FOLLOW:], item, track[place + 1 : place + 1 + FOLLOW], stale=stale)
        if drop:
            found.append(drop)
        if drop is None or drop.verdict not in ("outlier", "late", "stale"):
            last_seen[value(item)] = len(kept)
            kept.append(item)
    return tuple(found)


def _drop(kept: Sequence[Item], item: Item, following: Sequence[Item], *, stale: bool) -> Drop | None:
    before = kept[-1]
    high, low = value(before), value(item)
    if low >= high or high - low <= slack(before) + slack(item):
        return None
    later = [value(other) for other in following]
    share = Fraction(high - low) / high
    if stale and (not later or later[0] >= high):
        return Drop(before, item, share, "stale")
    return Drop(before, item, share, _verdict(share, high, low, later, min(value(other) for other in kept)))


def _verdict(share: Fraction, high: Exact, low: Exact, later: Sequence[Exact], first: Exact) -> Verdict:
    if not later or min(later) < low:
        return "late"
    if share <= SMALL:
        return "correction"
    if later[0] >= high:
        return "outlier"
    if share <= LARGE:
        return "correction"
    if first <= low:
        return "spike"
    return "break" if len(later) == FOLLOW and max(later) < high else "late"


def value(item: Item) -> Exact:
    """The number of an item that has one.

    Tracks hold only such items.
    """
    assert item.point is not None
    return item.point


def slack(item: Item) -> Exact:
    """By how much a total may be rounded: half its step where that is a hundred or more, or where it says "about"."""
    step = granularity(item.claim.figure.value or 0)
    return Fraction(step, 2) if step >= ROUNDED or item.claim.figure.qualifier == "approx" else 0
