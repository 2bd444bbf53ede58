"""A claimant's own published figures of single days and other periods, and where a flow told in news stands in them.

A flow is what a table gives for a period, or what its totals grew by over it. News of a day tells the list of that
morning or of the evening before, so a day's figure is looked for one day to either side; longer periods by their own
days alone. A figure that is far from the series' is of an attack or a place, and is not judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from counterclaim.reconcile.digits import slips
from counterclaim.reconcile.intervals import Exact, Interval, granularity
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.official import NEAR, PEOPLE, SOLDIERS, TELLING, Key, OwnSeries, Where, from_table, key
from counterclaim.reconcile.periods import DAY

ONE_DAY = 2  # days: "overnight" and "the last 24 hours" touch two dates
LONGEST = 31
RECENT = 7  # days before in which an older day's figure is looked for
FAR = 2  # times more or less than the series' figure: another count than the whole day's


class Flow(NamedTuple):
    """What a series has for a period: its number, and the rows that show it."""

    number: Exact
    first: date
    last: date
    rows: tuple[Item, ...]


class FlowVerdict(NamedTuple):
    """Where a flow stands in the series, the flow that shows it, and the series' own for those days."""

    where: Where
    shown: Flow
    of_days: Flow
    slip: str = ""


@dataclass(frozen=True)
class OwnFlows:
    """The flows that one voice published of one quantity by their days, and its totals."""

    stated: Mapping[tuple[date, date], tuple[Item, ...]]
    totals: OwnSeries | None

    def over(self, first: date, last: date) -> Iterator[Flow]:
        """What the series has for exactly these days: as stated, then as the growth of its totals."""
        for item in self.stated.get((first, last), ()):
            if item.point is not None:
                yield Flow(item.point, first, last, (item,))
        if self.totals is None:
            return
        before, after = (self.totals.by_day.get(day, ()) for day in (first - DAY, last))
        for a in before[:1]:
            for b in after[:1]:
                if a.point is not None and b.point is not None and b.point > a.point:
                    yield Flow(b.point - a.point, first, last, (b, a))


def own_flows(found: Iterable[Item], totals: Mapping[Key, OwnSeries]) -> dict[Key, OwnFlows]:
    """The flows that tables gave or whose totals they gave, by voice and quantity.

    >>> own_flows((), {})
    {}
    """
    of_tables = (item for item in found if from_table(item) and item.claim.time.kind == "period" and item.days.first)
    by_key = grouped(of_tables, key)
    return {
        at: OwnFlows({days: tuple(same) for days, same in _by_days(by_key.get(at, ())).items()}, totals.get(at))
        for at in (*by_key, *(at for at in totals if at not in by_key))
    }


def _by_days(items: Iterable[Item]) -> dict[tuple[date, date], list[Item]]:
    return grouped(
        items, lambda item: (item.days.first, item.days.last) if item.days.first and item.days.last else None
    )


def flows_for(item: Item, known: Mapping[Key, OwnFlows]) -> OwnFlows | None:
    """The flows that a figure of news may be looked for in; None where its claimant published none that is here."""
    at = key(item)
    if at is None or item.claim.time.kind != "period" or item.claim.stance != "asserts" or item.days.first is None:
        return None
    if (there := known.get(at)) is None and item.kind == PEOPLE:
        there = known.get((*at[:4], SOLDIERS, at[5]))
    return there


def looked_up_flow(item: Item, flows: OwnFlows) -> FlowVerdict | None:
    """Where a flow told in news stands in its claimant's own; None where that has nothing for its days."""
    length = item.days.length
    if item.days.first is None or item.days.last is None or not length or length > LONGEST:
        return None
    around = list(_around(item.days.first, item.days.last, flows))
    if not around or item.point is None:
        return None
    for where, fitting in (("same", _same), ("rounded", _rounded)):
        shown = next((flow for flow in around if fitting(item, flow)), None)
        if shown is not None:
            return FlowVerdict(where, shown, around[0])  # type: ignore[arg-type]
    near = around[0]
    if item.point < TELLING or not near.number / FAR <= item.point <= near.number * FAR:
        return None
    older = _older(item, flows, near.first) if length <= ONE_DAY else None
    if older is not None:
        return FlowVerdict("earlier", older, near)
    slip = next(((flow, how) for flow in around for how in slips(item.point, flow.number)), None)
    return FlowVerdict("slip", slip[0], near, slip[1]) if slip else FlowVerdict("other", near, near)


def _around(first: date, last: date, flows: OwnFlows) -> Iterator[Flow]:
    yield from flows.over(first, last)
    if (last - first).days < ONE_DAY:
        for away in (0, *(sign * n for n in range(1, NEAR + 1) for sign in (-1, 1))):
            day = last + away * DAY
            yield from flows.over(day, day)
            yield from flows.over(day - DAY, day)


def _same(item: Item, flow: Flow) -> bool:
    return item.point == flow.number and item.claim.figure.qualifier == "exact"


def _rounded(item: Item, flow: Flow) -> bool:
    """Whether the words hold the series' number: "about 1,000" or "1,000" of 1,030."""
    low, high = item.hard
    step = granularity(item.claim.figure.value or 0)
    if item.point is not None and item.claim.figure.qualifier == "exact":
        low, high = Interval(item.point - step, item.point + step) if step > 1 else item.hard
    if high is None and low is not None:
        high = low + step
    return (low is None or low <= flow.number) and (high is None or flow.number <= high)


def _older(item: Item, flows: OwnFlows, first: date) -> Flow | None:
    """The flow of one of the days before that is the figure's number."""
    for away in range(NEAR + 1, RECENT + 1):
        day = first - away * DAY
        found = next((flow for flow in flows.over(day, day) if _same(item, flow)), None)
        if found is not None:
            return found
    return None
