"""Which of one claimant's totals rise together, and which stand outside: the longest rising run of the series.

A series is cut into phases where its count starts anew or is corrected. Within a phase the figures outside of the
longest run that never falls are odd; how far they stand outside of their neighbours in the run is told as a share.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from counterclaim.reconcile.drops import LARGE, PIECES, value
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.series import Line, listed, on_track

ENOUGH = 3  # figures that rise together before one beside them is called odd


@dataclass(frozen=True, slots=True)
class Odd:
    """A total outside of the run, its neighbours in the run, and by which share it lies below or above them."""

    item: Item
    before: Item | None
    after: Item | None
    share: Fraction
    run: tuple[Item, ...]  # the rising figures of its phase

    @property
    def large(self) -> bool:
        """Whether rounding, lateness and a piece or two do not explain it."""
        near = [abs(Fraction(value(other) - value(self.item))) for other in (self.before, self.after) if other]
        return self.share > LARGE and min(near) >= PIECES

    @property
    def high(self) -> bool:
        """Whether it stands above the figures that follow."""
        return self.after is not None and value(self.item) > value(self.after)


def odd(line: Line) -> tuple[Odd, ...]:
    """The totals of a series that do not rise with the others, in order of days.

    A phase of fewer than three rising figures, or with more odd ones than rising ones, tells nothing.
    """
    return tuple(found for phase in phases(line) for found in _of_phase(phase))


def phases(line: Line) -> list[list[Item]]:
    """The totals of a series, each number once a day, cut where the claimant counts anew or corrects itself."""
    cuts = [drop.after.day for drop in line.drops if drop.verdict in ("break", "correction") and drop.after.day]
    by_phase = grouped(totals(line), lambda item: bisect_right(cuts, item.day or date.min))
    return list(by_phase.values())


def totals(line: Line) -> list[Item]:
    """All totals of a series that have a number: each number of a day once, days that are lists of kinds left out."""
    told = [item for item in line.told if item.point is not None and on_track(item, line.repeats)]
    by_day = grouped(told, lambda item: item.day)
    days = [group for group in by_day.values() if not listed(group)]
    return [same[0] for group in days for same in grouped(sorted(group, key=_size), value).values()]


def _size(item: Item) -> tuple[Exact, str]:
    return (value(item), item.claim.id)


def _of_phase(phase: Sequence[Item]) -> Iterable[Odd]:
    inside = longest_rising([value(item) for item in phase])
    if len(inside) < ENOUGH or len(inside) < len(phase) - len(inside):
        return
    run = tuple(phase[place] for place in inside)
    kept = set(inside)
    for place, item in enumerate(phase):
        if place not in kept:
            at = bisect_left(inside, place)
            before, after = run[at - 1] if at else None, run[at] if at < len(run) else None
            yield Odd(item, before, after, _outside(item, before, after), run)


def _outside(item: Item, before: Item | None, after: Item | None) -> Fraction:
    number = value(item)
    if before is not None and number < value(before):
        return Fraction(value(before) - number) / value(before)
    if after is not None and number > value(after):
        return Fraction(number - value(after)) / number
    return Fraction(0)


def longest_rising(numbers: Sequence[Exact]) -> list[int]:
    """The places of a longest run that never falls (patience sorting, n log n).

    >>> longest_rising([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    >>> longest_rising([])
    []
    """
    tops: list[Exact] = []  # the lowest last number of a run of each length
    ends: list[int] = []
    earlier: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_right(tops, number)
        earlier.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    run: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(place)
        place = earlier[place]
    return run[::-1]
