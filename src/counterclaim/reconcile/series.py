"""One claimant's own figures of one quantity over time: totals, increments, corrections and breaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry, Point, Series
from counterclaim.reconcile.align import row
from counterclaim.reconcile.drops import Drop, drops, value
from counterclaim.reconcile.intervals import granularity, plain, slack
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.keys import is_part, unfit
from counterclaim.reconcile.origins import Origin, of_items
from counterclaim.reconcile.rates import flow
from counterclaim.vocabulary import actors

KINDS = ("total", "period", "state")
LineKey = tuple[str, str, str, str, str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A series before it is written out: told figures in order, the totals one a day, their falls."""

    told: tuple[Item, ...]
    track: tuple[Item, ...]
    drops: tuple[Drop, ...]
    repeats: frozenset[int]  # ids of items that only repeat an earlier day's figure

    @property
    def head(self) -> Item:
        """Any of its figures, for what all share."""
        return self.told[0]


def series(entries: Sequence[Entry], decisions: Iterable[Decision] = ()) -> tuple[Series, ...]:
    """Each claimant's totals with increments, its flows, its levels; figures without day or claimant are left out.

    A difference of two totals of neighbouring days stands in a series as a derived point (the days after the first
    total up to the second), never as a claim; where a stated increment covers that day there is none. A rate over days
    that are told stands beside what it makes over them, derived too.
    `decisions`, the live ones of a ledger, tell which origins people merged or split.

    >>> series(())
    ()
    """
    return of_origins(of_items(items(entries), {}, decisions))


def of_origins(origins: Sequence[Origin]) -> tuple[Series, ...]:
    """The series of claims whose origins are known."""
    return tuple(sorted((written_out(line) for line in lines(origins)), key=rank))


def rank(s: Series) -> tuple[str, str, str, str, str, str, str]:
    """The place of a series among all: by what it counts, then by who speaks, then by its first figure."""
    first = " ".join((s.time_kind, *((s.points[0].date or "", s.points[0].claim) if s.points else ())))
    return (s.conflict or "", s.party or "", s.measure, s.object, s.side or "", s.claimant or "", first)


def lines(origins: Iterable[Origin]) -> tuple[Line, ...]:
    """The series of all claimants, one figure per origin and day."""
    told = [(item, repeat) for origin in origins for item, repeat in _tellings(origin)]
    groups = grouped(told, lambda pair: line_key(pair[0]))
    return tuple(_line(group) for group in groups.values())


def _tellings(origin: Origin) -> list[tuple[Item, bool]]:
    """The figure of an origin on each day it was told for; on later days it is a repeat."""
    if len(origin.members) == 1:
        return [(origin.first, False)] if origin.first.who else []
    by_day = grouped((m for m in origin.members if m.who), lambda item: item.day)
    best = [row(Origin(tuple(members), ())).item for members in by_day.values()]
    return [(item, number > 0) for number, item in enumerate(best)]


def line_key(item: Item) -> LineKey | None:
    """What the figures of one series share; None for figures that stand in none."""
    claim = item.claim
    if unfit(item) or is_part(item) or not item.who or item.day is None or claim.time.kind not in KINDS:
        return None
    return (
        item.who,
        claim.conflict or "",
        claim.party or "",
        claim.measure,
        claim.object,
        claim.figure.unit,
        claim.figure.per or "",
        item.area,
        claim.time.kind == "state",
    )


def _line(group: Sequence[tuple[Item, bool]]) -> Line:
    told = tuple(sorted((item for item, _ in group), key=_when))
    repeats = frozenset(id(item) for item, repeat in group if repeat)
    track = daily(item for item in told if on_track(item, repeats))
    return Line(told, track, drops(track), repeats)


def on_track(item: Item, repeats: frozenset[int]) -> bool:
    """Totals, also one told again for a day of its own; not one that a later article merely repeats.

    `repeats` holds the `id()` of items that tell an earlier day's figure again.
    """
    return item.claim.time.kind == "total" and not (id(item) in repeats and item.days.inferred)


def _when(item: Item) -> tuple[str, bool, str]:
    return (item.day.isoformat() if item.day else "", item.claim.time.kind == "total", item.claim.id)


def daily(totals: Iterable[Item]) -> tuple[Item, ...]:
    """One number a day: where a day has several, the one told most finely, then the larger."""

    def fineness(item: Item) -> tuple[bool, int, float, str]:
        step = granularity(item.claim.figure.value or 0)
        return (item.days.inferred, step, -float(value(item)), item.claim.id)

    by_day = grouped((item for item in totals if item.point is not None), lambda item: item.day)
    return tuple(min(group, key=fineness) for group in by_day.values() if not listed(group))


def listed(group: Sequence[Item]) -> bool:
    """Whether one report gives several totals for the day: a list of kinds within a kind, none of them the whole."""
    own = grouped(group, lambda item: item.record).values()
    return any(len({item.hard for item in same}) > 1 for same in own)


def additions(line: Line) -> Iterable[tuple[Item, Item, Item]]:
    """Two totals of days that follow each other and the smaller increase that the claimant stated for the later day.

    What the totals grew by beyond it was added for earlier days, or the increase covers less than the total.
    """
    stated = {item.day: item for item in line.told if item.claim.time.kind == "period" and _one_day(item)}
    for before, after in pairwise(line.track):
        flow = stated.get(after.day)
        if flow is None or before.day is None or after.day is None or (after.day - before.day).days != 1:
            continue
        figures = [item.claim.figure for item in (before, after, flow)]
        if value(after) - value(before) - value(flow) > slack(*figures):
            yield before, after, flow


def _one_day(item: Item) -> bool:
    return item.point is not None and item.point > 0 and item.days.length in (1, 2)


def written_out(line: Line) -> Series:
    """A series as a record."""
    claim = line.head.claim
    has_total = any(item.claim.time.kind == "total" for item in line.told)
    points = [*_told_points(line), *_derived_points(line), *_of_rates(line)]
    return Series(
        claimant=_name(line),
        side=line.head.side,
        measure=claim.measure,
        object=claim.object,
        party=claim.party,
        conflict=claim.conflict,
        time_kind="total" if has_total else claim.time.kind,
        unit=claim.figure.unit,
        points=tuple(sorted(points, key=point_order)),
    )


def point_order(point: Point) -> tuple[str, bool, bool, str, str]:
    """The place of a point in its series."""
    return (point.date or "", point.kind == "period", point.mark == "derived", point.claim, point.document)


def _name(line: Line) -> str | None:
    """The body that speaks, by its name in the vocabulary, else as the documents name it; never a private person."""
    claimant = line.head.claim.claimant
    if claimant is None or claimant.kind == "private":
        return None
    known = actors.get(line.head.who)
    return known.name if known else claimant.name


def _told_points(line: Line) -> Iterable[Point]:
    fallen = {id(drop.after): drop for drop in line.drops}
    added = {id(after) for _, after, _ in additions(line)}
    for item in line.told:
        drop = fallen.get(id(item))
        mark: str | None = "repeat" if id(item) in line.repeats else None
        if drop and drop.verdict in ("correction", "break"):
            mark = drop.verdict
        elif id(item) in added:
            mark = "addition"
        elif item.claim.time.kind == "period" and item.point is not None and item.point < 0:
            mark = "correction"  # published as such
        yield Point(
            claim=item.claim.id,
            document=item.entry.document,
            date=item.day.isoformat() if item.day else None,
            value=plain(item.point),
            low=plain(item.hard.low),
            high=plain(item.hard.high),
            kind=item.claim.time.kind,
            mark=mark,  # type: ignore[arg-type]
        )


def _of_rates(line: Line) -> Iterable[Point]:
    """rate x days = flow, where the text tells the days."""
    for item in line.told:
        made = flow(item)
        if made is not None:
            low, high = plain(made.low), plain(made.high)
            yield Point(
                claim=item.claim.id,
                document=item.entry.document,
                date=item.day.isoformat() if item.day else None,
                value=low if low == high else None,
                low=low,
                high=high,
                kind="period",
                mark="derived",
            )


def _derived_points(line: Line) -> Iterable[Point]:
    """total - total = flow, between days that follow each other in the series and without a fall between them."""
    stated = {item.day for item in line.told if item.claim.time.kind == "period"}
    for before, after in pairwise(line.track):
        step = value(after) - value(before)
        exact = before.claim.figure.qualifier == after.claim.figure.qualifier == "exact"
        if step < 0 or not exact or after.day in stated or after.day is None:
            continue
        flow = plain(step)
        yield Point(
            claim=after.claim.id,
            document=after.entry.document,
            date=after.day.isoformat(),
            value=flow,
            low=flow,
            high=flow,
            kind="period",
            mark="derived",
        )


# ---------------------------------------------------------------- from day to day
def steps(series: Series) -> tuple[float | int | None, ...]:
    """For each point how far a total or level went since the last day before it that tells one; None where it is not
    told.

    Of several figures of one day the one told most finely stands for the day, as in `daily`, and the others have no
    step; nor have repeats, bounds, days without a number, and flows.

    >>> points = [
    ...     Point(claim=name, document=name, date=day, value=value, low=value, high=value, kind="total")
    ...     for name, day, value in (("a", "2022-03-01", 480), ("b", "2022-03-02", 500), ("c", "2022-03-02", 507))
    ... ]
    >>> made = Series(
    ...     claimant=None,
    ...     side=None,
    ...     measure="killed",
    ...     object="people",
    ...     party=None,
    ...     conflict=None,
    ...     time_kind="total",
    ...     unit="persons",
    ...     points=tuple(points),
    ... )
    >>> steps(made)
    (None, None, 27)
    """
    found: list[float | int | None] = [None] * len(series.points)
    if series.time_kind == "period":
        return tuple(found)
    own = [n for n, p in enumerate(series.points) if p.kind == series.time_kind and p.date and p.mark != "repeat"]
    by_day = grouped(own, lambda n: series.points[n].date)
    stands = [_of_day([(n, series.points[n]) for n in by_day[at]]) for at in sorted(by_day, key=str)]
    for before, after in pairwise(stands):
        if before is not None and after is not None:
            found[after] = (series.points[after].value or 0) - (series.points[before].value or 0)
    return tuple(found)


def _of_day(points: Sequence[tuple[int, Point]]) -> int | None:
    """The place of the point that stands for a day; None where it has no number, or a list of kinds within a kind."""
    told = [(n, p) for n, p in points if p.value is not None]
    if not told or any(
        len({p.value for _, p in same}) > 1 for same in grouped(told, lambda at: at[1].document).values()
    ):
        return None
    return min(told, key=lambda at: (granularity(at[1].value or 0), -(at[1].value or 0), at[1].claim))[0]
