"""A claimant's own published series, and where a figure told in news stands in it.

A series is what a table gave (rule `table:...`): totals by day, of one voice about one quantity. News of a day often
has the list of that morning or of the evening before, and tells a body's figure as the country's: a figure is looked
for on its day and one day to either side, under the voice that it speaks for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from counterclaim.reconcile.digits import slips
from counterclaim.reconcile.intervals import Exact, Interval, granularity
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import same_start
from counterclaim.reconcile.periods import DAY
from counterclaim.tables.mapping import COLLECTED, TABLE

NEAR = (
    1  # days: 80.5 % of coded totals equal the list of their day, 4 to 7 % that of a day to either side (Radford data)
)
TELLING = 100  # a smaller number stands in a series on some day by chance
KINDS = ("total", "unspecified")  # of a figure in news that may be a running total
PEOPLE, SOLDIERS = "people", "soldiers"  # "32,300 Russians dead" is told of a list that counts soldiers

Key = tuple[str, str, str, str, str, str]
Where = Literal["same", "rounded", "earlier", "later", "slip", "other"]


@dataclass(frozen=True)
class OwnSeries:
    """The totals that one voice published of one quantity, by day."""

    items: tuple[Item, ...]

    @cached_property
    def by_day(self) -> dict[date, list[Item]]:
        """What was given for each day, in order; several where transcriptions differ."""
        days = grouped(self.items, lambda item: item.day)
        return {day: days[day] for day in sorted(days)}

    @cached_property
    def by_value(self) -> dict[Exact, list[Item]]:
        """The days of each value, in order."""
        ordered = (item for same in self.by_day.values() for item in same)
        return grouped(ordered, lambda item: item.point)

    def near(self, day: date, reach: int = NEAR) -> list[Item]:
        """Its figures of a day and of the days around, the day itself first, earlier before later."""
        found = list(self.by_day.get(day, ()))
        for away in range(1, reach + 1):
            found += self.by_day.get(day - away * DAY, ())
            found += self.by_day.get(day + away * DAY, ())
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a figure stands in its claimant's own series, and the figure of the series that shows it."""

    where: Where
    shown: Item  # the figure that it equals, or is a slip of, or the one of its day
    of_day: Item  # what the series has for the day, or next to it
    slip: str = ""


def from_table(item: Item) -> bool:
    """Whether a figure stands in a table that its claimant published, not in a collection of what was said."""
    return item.claim.rule.startswith(TABLE) and not item.claim.rule.endswith(COLLECTED)


def key(item: Item) -> Key | None:
    """What a series and the figures looked for in it share; None for figures that stand in none."""
    if not item.voice or item.area or item.day is None or item.claim.figure.per:
        return None
    return (item.voice, *item.subject)


def own_series(found: Iterable[Item]) -> dict[Key, OwnSeries]:
    """The series of totals that tables gave, by voice and quantity.

    >>> own_series(())
    {}
    """
    totals = (item for item in found if from_table(item) and item.claim.time.kind == "total" and item.point is not None)
    return {at: OwnSeries(tuple(group)) for at, group in grouped(totals, key).items()}


def series_for(item: Item, known: dict[Key, OwnSeries]) -> OwnSeries | None:
    """The series that a figure of news may be looked for in; None where its claimant published none that is here."""
    at = key(item)
    if at is None or item.claim.time.kind not in KINDS or item.claim.stance != "asserts":
        return None
    if (there := known.get(at)) is None and item.kind == PEOPLE:
        there = known.get((*at[:4], SOLDIERS, at[5]))
    return there


def looked_up(item: Item, series: OwnSeries) -> Verdict | None:
    """Where a total told in news stands in the series; None where the series has nothing for its day, or a figure whose
    time is not told is not in it."""
    if item.day is None:
        return None
    around = series.near(item.day)
    if not around or not same_start(item, around[0]):
        return None
    same = next((own for own in around if own.point == item.point and item.point is not None), None)
    if same is not None:
        return Verdict("same", same, around[0])
    if item.claim.time.kind != "total":
        return None
    rounded = next((own for own in around if fits(item, own)), None)
    if rounded is not None:
        return Verdict("rounded", rounded, around[0])
    return None if item.point is None or item.point < TELLING else _elsewhere(item, series, around)


def _elsewhere(item: Item, series: OwnSeries, around: Sequence[Item]) -> Verdict | None:
    """A total that is not what the series has around its day: of another day, mistyped, or another count."""
    assert item.day is not None
    twins = series.by_value.get(item.point or 0, [])
    before = [own for own in twins if own.day is not None and own.day < item.day]
    if before:
        return Verdict("earlier", before[-1], around[0])
    if twins:
        return Verdict("later", twins[0], around[0])
    for own in around:
        for slip in slips(item.point or 0, own.point or 0):
            return Verdict("slip", own, around[0], slip)
    # A list of losses is told as killed; casualties are another count, so that they differ tells nothing.
    told_as = ("killed", around[0].claim.measure)
    return Verdict("other", around[0], around[0]) if item.claim.measure in told_as else None


def fits(item: Item, own: Item) -> bool:
    """Whether the words of a figure hold the series' number: "more than 32,000", "about 500", "32,000" of 32,300."""
    value = own.point
    if value is None:
        return False
    low, high = item.hard
    if item.point is not None and item.claim.figure.qualifier == "exact":
        half = granularity(item.claim.figure.value or 0)
        low, high = Interval(item.point - half, item.point + half)
    if high is None and low is not None:
        high = low + granularity(item.claim.figure.value or 0) if item.claim.figure.value else None
    return (low is None or low <= value) and (high is None or value <= high)
