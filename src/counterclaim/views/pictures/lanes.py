"""The rows of a timeline: on which days a claimant spoke, and which days stand under one mark."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from counterclaim.views.pictures.heaps import One
from counterclaim.views.pictures.styles import Style

NEAR = 9  # units: claims of one row closer than that stand under one, larger mark


class Told(NamedTuple):
    """What a claimant said on one day: the day as it is told, perhaps a month, and how to look at one of the claims."""

    iso: str | None
    one: One


class Stack(NamedTuple):
    """Days of a row that stand under one mark: its place, the first and the last of them, and how many claims."""

    x: float
    first: int
    last: int
    claims: int


@dataclass(frozen=True)
class Speaker:
    """A claimant of one voice, how many claims there are, and the first day."""

    conflict: str | None
    style: Style
    name: str
    claims: int
    first: date


@dataclass(frozen=True)
class Lane:
    """One row: a claimant, or all that have no row of their own."""

    name: str
    style: Style
    days: Sequence[int]  # of the calendar (`date.toordinal`), in order
    counts: Sequence[int]  # of the claims on each
    told: Callable[[int], Told]  # what was said on the day that stands in a place

    @property
    def claims(self) -> int:
        """How many claims stand in it."""
        return sum(self.counts)


def stacks(lane: Lane, places: Sequence[float]) -> list[Stack]:
    """Return the days of a row, those under one mark that lie within its reach, which grows with its claims.

    >>> lane = Lane("", "a", [1, 2, 3], [1, 1, 4], lambda place: Told(None, lambda: None))
    >>> [(one.first, one.last, one.claims) for one in stacks(lane, [0.0, 8.0, 30.0])]
    [(0, 1, 2), (2, 2, 4)]
    """
    before = [0, *accumulate(lane.counts)]  # claims before each day
    found: list[Stack] = []
    end = 0
    while end < len(places):
        start, end = end, end + 1
        while end < len(places):
            reach = places[start] + NEAR * scale(before[end] - before[start])
            if places[end] >= reach:
                break
            end = bisect_left(places, reach, end)
        found.append(Stack(places[start], start, end - 1, before[end] - before[start]))
    return found


def scale(count: int) -> float:
    """Return how much larger the mark of so many claims is than that of one.

    >>> scale(1), scale(2), scale(10)
    (1, 1.6, 1.9)
    """
    return 1 if count == 1 else 1.9 if count > 9 else 1.6
