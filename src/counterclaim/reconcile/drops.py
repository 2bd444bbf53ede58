"""Where a cumulative count falls, and what the fall looks like: diagnosis before alarm.

Official series do fall: the equipment tallies of the Ukrainian General Staff have 13 downward corrections in 1,626
days, its personnel tally none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Literal

from counterclaim.reconcile.intervals import Exact, granularity
from counterclaim.reconcile.items import Item

Verdict = Literal["correction", "break", "outlier", "spike", "late", "stale"]

SMALL = Fraction(2, 100)  # of a total: a fall that rounding or a correction explains
PIECES = 5  # a count that falls by fewer is not called wrong, however small it is
LARGE = Fraction(15, 100)  # beyond it 10 of 380 hand-coded reports fell, nearly all coding faults
ROUNDED = 100  # a total rounded to hundreds or coarser may stand for one that is a little larger
FOLLOW = 3  # later figures that show whether the new level is kept, and earlier ones that show whether it is new
USUAL = 9  # reports whose growth tells what is usual
GROWTH = Fraction(5, 2)  # times the usual step: a count that grows by no more goes on from its new level
JUMP = 5  # times the usual step: a count that rose by more and fell back at once was too high for a day
MOVED = 2  # figures between a number and its repeat that show that the series had moved on
SPARSE = 5  # a total that grows by less than this between reports meets an earlier number by chance


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure lower than the one before it, by which share, and what it looks like."""

    before: Item
    after: Item
    share: Fraction
    verdict: Verdict

    @property
    def large(self) -> bool:
        """Whether rounding, lateness and a piece or two do not explain it."""
        return self.share > LARGE and value(self.before) - value(self.after) >= PIECES


def drops(track: Sequence[Item]) -> tuple[Drop, ...]:
    """The falls of one claimant's totals, one figure a day in order of days; falls within rounding are none.

    correction  the new level is kept        break    so, after a fall of more than 15 %
    outlier     the next figure is back up   spike    the figure before was the odd one
    late        nothing follows yet, or the figures go on falling
    stale       the figure of at least two reports earlier, told again
    """
    found: list[Drop] = []
    kept: list[Item] = []
    places: list[int] = []  # of the kept ones in the track
    last_kept: dict[Exact, int] = {}  # where a number last stood among the kept ones
    last_told = {value(item): place for place, item in enumerate(track)}  # where it last stands at all
    for place, item in enumerate(track):
        drop = None
        if kept and value(item) < value(kept[-1]):
            fall = value(kept[-1]) - value(item)
            stale = _moved_on(len(kept) - last_kept.get(value(item), len(kept)), fall)
            early = _moved_on(last_told[value(kept[-1])] - places[-1], fall)
            drop = _drop(kept[-USUAL:], item, track[place + 1 : place + 1 + FOLLOW], stale=stale, early=early)
        if drop:
            found.append(drop)
        if drop and drop.verdict == "spike":
            kept.pop()
            places.pop()
        if drop is None or drop.verdict not in ("outlier", "late", "stale"):
            last_kept[value(item)] = len(kept)
            kept.append(item)
            places.append(place)
    return tuple(found)


def _moved_on(reports: int, fall: Exact) -> bool:
    """Whether a number that comes again after so many reports was told again, and not met by a slow count."""
    return reports > MOVED and reports * SPARSE <= fall


def _drop(kept: Sequence[Item], item: Item, following: Sequence[Item], *, stale: bool, early: bool) -> Drop | None:
    before = kept[-1]
    high, low = value(before), value(item)
    if high - low <= slack(before) + slack(item):
        return None
    later = [value(other) for other in following]
    share = Fraction(high - low) / high
    if stale and (not later or later[0] >= high):
        return Drop(before, item, share, "stale")
    numbers = [value(other) for other in kept]
    if early and len(kept) > 1 and numbers[-2] <= low:
        return Drop(before, item, share, "spike")
    return Drop(before, item, share, _verdict(share, low, numbers, later))


def _verdict(share: Fraction, low: Exact, kept: Sequence[Exact], later: Sequence[Exact]) -> Verdict:
    high, past = kept[-1], kept[:-1]
    step = _usual(past)
    if past and 2 * max(past[1 - FOLLOW :]) < high and share > LARGE:
        return "spike"
    if not later or min(later) < low:
        return "late"
    if share <= SMALL:
        return "correction"
    if later[0] >= high and (step is None or later[0] - low > GROWTH * step):
        return "outlier"
    if share <= LARGE:
        jumped = step is not None and past[-1] <= low and high - past[-1] > JUMP * step
        return "spike" if jumped else "correction"
    if min(kept[-FOLLOW:]) <= low:
        return "spike"
    return "break" if len(later) == FOLLOW and max(later) < high else "late"


def _usual(past: Sequence[Exact]) -> Exact | None:
    """What the totals usually grew by from report to report; None where too few are known."""
    steps = [after - before for before, after in pairwise(past)]
    return max(median(map(Fraction, steps)), Fraction(1)) if len(steps) >= FOLLOW else None


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
