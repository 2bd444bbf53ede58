"""Which claims of one key stand side by side: on one day for totals and levels, over one window for flows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import combinations, pairwise

from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import Key, key, same_start
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.parties import Role, opposed
from counterclaim.reconcile.units import readings, relation

TOLERANCE = {"total": 7, "state": 3, "planned": 31}  # days between two figures of one comparison
EVENT = 3  # days: windows of one place no longer than this, a day apart in length, are of one event if they overlap
MAIN = ("killed", "casualties", "lost")  # which measure a mixed comparison is headed by, where as many sides use each
SPECIFIC = ("total", "period", "state", "planned", "unspecified")
FLOWS = ("period", "unspecified")
PARTIES: tuple[Role, ...] = ("self", "opponent", "third")

Label = tuple[str | None, Role]


@dataclass(frozen=True, slots=True)
class Row:
    """One origin as it enters a comparison: by the mention that tells most."""

    origin: Origin
    item: Item
    label: Label

    @property
    def day(self) -> date:
        """Its day; the first of days where it has none (such rows meet only within their document)."""
        return self.item.day or date.min


@dataclass(frozen=True, slots=True)
class Window:
    """Rows that stand side by side under one heading."""

    key: Key
    measure: str
    rows: tuple[Row, ...]
    bracketed: bool = False  # a side's total on the day lies between an earlier and a later one


def row(origin: Origin) -> Row:
    """The row of an origin: the attributed mention first, then a number before a word, a told time before none."""

    def fullness(item: Item) -> tuple[bool, bool, int, bool]:
        return (not item.who, item.point is None, SPECIFIC.index(item.claim.time.kind), item.days.inferred)

    best = min(origin.members, key=fullness) if len(origin.members) > 1 else origin.members[0]
    return Row(origin, best, label(best))


def label(item: Item) -> Label:
    """The column that a claim stands in: its side, all independent sources together, or nobody."""
    if item.role in ("independent", "unattributed"):
        return ("independent" if item.role == "independent" else None, item.role)
    return (item.side, item.role)


def windows(origins: Iterable[Origin], on: date | None = None) -> tuple[Window, ...]:
    """All sets of rows that may be compared, one per quantity and meeting of sides; see `meetings`."""
    by_key = grouped((row(origin) for origin in origins), lambda r: key(r.item))
    return tuple(window for at, rows in by_key.items() for window in of_key(at, rows, on))


def of_key(at: Key, rows: Sequence[Row], on: date | None = None) -> list[Window]:
    """The windows of the rows of one key."""
    return _flows(at, rows, on) if at.time_kind in FLOWS else _levels(at, rows, on)


# ---------------------------------------------------------------- totals, levels, plans
Column = tuple[Label, str]  # a side's figures in one measure


def _levels(at: Key, rows: Sequence[Row], on: date | None) -> list[Window]:
    found: list[Window] = []
    for same in by_start(rows):
        tolerance = TOLERANCE[at.time_kind]
        columns = _columns(same)
        for day in [on] if on else meeting_days(same, at.conflict, tolerance):
            chosen = [r for column in columns.values() for r in nearest(column, day, tolerance, bracket=bool(on))]
            far = any(abs(r.day - day).days > tolerance for r in chosen)
            found += by_measure(at, chosen, bracketed=far)
        if on is None:
            shown = {r.item.claim.measure for window in found for r in window.rows}
            for measure, group in grouped(same, lambda r: r.item.claim.measure).items():
                if measure not in shown:
                    found.append(_newest(at, measure, group, tolerance))
    return found


def _columns(rows: Iterable[Row]) -> dict[Column, list[Row]]:
    """The columns in the order of their names, the rows of each in order of days."""
    ordered = sorted(rows, key=lambda r: (r.label[1], r.label[0] or "", r.item.claim.measure, r.day))
    return grouped(ordered, lambda r: (r.label, r.item.claim.measure))


def _newest(at: Key, measure: str, rows: Sequence[Row], tolerance: int) -> Window:
    last = max(r.day for r in rows)
    return Window(at, measure, tuple(r for column in _columns(rows).values() for r in nearest(column, last, tolerance)))


def by_start(rows: Sequence[Row]) -> list[list[Row]]:
    """Totals apart by their start; one that tells no start goes with the latest start before its day."""
    starts: list[list[Row]] = []
    told = sorted((r for r in rows if r.item.days.first), key=lambda r: (r.item.days.first or date.min, r.day))
    for r in told:
        if starts and same_start(starts[-1][0].item, r.item):
            starts[-1].append(r)
        else:
            starts.append([r])
    for r in rows:
        if r.item.days.first is None:
            before = [group for group in starts if (group[0].item.days.first or date.min) <= r.day]
            home = before[-1] if before else starts[0] if starts else None
            if home is None:
                starts.append([r])
            else:
                home.append(r)
    return starts


def meeting_days(rows: Sequence[Row], conflict: str, tolerance: int) -> list[date]:
    """The days for which sides are set side by side: the last of each run of meetings of two opposing sides.

    Where no two opposing sides met, the meetings with independent sources. Days within the tolerance of each other
    make one, the last.
    """
    by_label = grouped(sorted(rows, key=lambda r: r.day), lambda r: r.label)
    named = [label for label in by_label if label[1] != "unattributed"]
    pairs = list(combinations(named, 2))
    parties = [(a, b) for a, b in pairs if a[1] in PARTIES and b[1] in PARTIES and opposed(a[0], b[0], conflict)]
    for chosen in (parties, pairs):
        days = {day for a, b in chosen for day in runs(meetings(by_label[a], by_label[b], tolerance), tolerance)}
        if days:
            return runs(sorted(days), tolerance)
    return []


def meetings(a: Sequence[Row], b: Sequence[Row], tolerance: int) -> list[date]:
    """The days on which two columns have spoken within the tolerance, in order.

    Neighbours in time by different sides are enough to find every meeting, so the work is that of one walk.
    """
    by_day = grouped(merge(a, b, key=lambda r: r.day), lambda r: r.day)
    spoke = [(day, {r.label for r in rows}) for day, rows in by_day.items()]
    late = [
        day
        for (before, who), (day, then) in pairwise(spoke)
        if len(who | then) > 1 and (day - before).days <= tolerance
    ]
    return sorted({*late, *(day for day, who in spoke if len(who) > 1)})


def runs(days: Sequence[date], tolerance: int) -> list[date]:
    """Of days that follow each other within the tolerance, the last.

    >>> [day.day for day in runs([date(2022, 3, 1), date(2022, 3, 5), date(2022, 3, 25)], 7)]
    [5, 25]
    """
    return [day for day, after in pairwise([*days, None]) if day and (after is None or (after - day).days > tolerance)]


def nearest(column: Sequence[Row], day: date, tolerance: int, *, bracket: bool = False) -> list[Row]:
    """One column's figures (in order of days) of the day nearest to the one asked for; of two as near, the earlier.

    With `bracket`, where none is near enough: the last before and the first after, between which a total must lie.
    """
    at = bisect_right(column, day, key=lambda r: r.day)
    before = column[at - 1].day if at else None
    after = column[at].day if at < len(column) else None
    near = [d for d in (before, after) if d is not None and abs(d - day) <= timedelta(days=tolerance)]
    if near:
        days = {min(near, key=lambda d: (abs(d - day), d))}
    elif bracket and before and after and column[0].item.claim.time.kind == "total":
        days = {before, after}
    else:
        return []
    return [r for d in sorted(days) for r in _of_day(column, d)]


def _of_day(column: Sequence[Row], day: date) -> Sequence[Row]:
    return column[bisect_left(column, day, key=lambda r: r.day) : bisect_right(column, day, key=lambda r: r.day)]


# ---------------------------------------------------------------- flows
def _flows(at: Key, rows: Sequence[Row], on: date | None) -> list[Window]:
    """One set per window of days; of windows in which only one column speaks, the newest alone."""
    sets = [by_measure(at, group) for group in same_days(rows, event=bool(at.area)) if on is None or _covers(group, on)]
    told = [window for group in sets for window in group]
    if on:
        return told
    lone = grouped((w for w in told if _one_sided(w)), lambda w: (w.measure, w.rows[0].label))
    return [window for window in told if not _one_sided(window)] + [_latest(same) for same in lone.values()]


def _latest(windows: Sequence[Window]) -> Window:
    """The window of the newest day; of several the one with the last claim by its id."""
    days = [max(r.day for r in window.rows) for window in windows]
    newest = [window for window, day in zip(windows, days, strict=True) if day == max(days)]
    return newest[0] if len(newest) == 1 else max(newest, key=lambda w: max(r.item.claim.id for r in w.rows))


def _one_sided(window: Window) -> bool:
    return len({r.label for r in window.rows}) == 1


def _covers(rows: Sequence[Row], on: date) -> bool:
    return any((r.item.days.first or r.day) <= on <= r.day for r in rows)


def same_days(rows: Sequence[Row], *, event: bool) -> list[list[Row]]:
    """Rows whose windows are the same days; of one place (`event`), short windows that overlap the first too."""
    groups: list[list[Row]] = []
    ordered = sorted(rows, key=lambda r: (r.item.days.first or r.day, r.day))
    for r in ordered:
        head = groups[-1][0].item.days if groups else None
        if head is not None and (head[:2] == r.item.days[:2] or (event and of_one_event(head.first, head.last, r))):
            groups[-1].append(r)
        else:
            groups.append([r])
    return groups


def of_one_event(first: date | None, last: date | None, r: Row) -> bool:
    """Whether a row is of the event of these days: short, begun before it ends, at most a day longer or shorter."""
    if last is None or r.item.day is None:
        return False
    start, begun = first or last, r.item.days.first or r.item.day
    longer = abs((last - start).days - (r.item.day - begun).days)
    return begun <= last and (last - start).days < EVENT and longer <= 1


# ---------------------------------------------------------------- measures of one family
def by_measure(at: Key, rows: Sequence[Row], *, bracketed: bool = False) -> list[Window]:
    """One set per measure. A side that uses none of the leading measure joins it with the nearest it has (noted UNIT).

    A part of a window ("on Friday") never stands for the whole: rows are of one window already.
    """
    groups = grouped(rows, lambda r: r.item.claim.measure)
    if not groups:
        return []

    def weight(measure: str) -> tuple[int, int, str]:
        sides = {r.label for r in groups[measure] if r.label[1] in PARTIES}
        return (-len(sides), MAIN.index(measure) if measure in MAIN else len(MAIN), measure)

    lead, *rest = sorted(groups, key=weight)
    joined = list(groups[lead])
    for measure in rest:
        present = {r.label for r in joined}
        guests = [r for r in groups[measure] if r.label not in present and r.label[1] in PARTIES]
        guests = [r for r in guests if relation(readings(r.item.claim), readings(joined[0].item.claim)) != "apart"]
        joined += guests
        if len({r.label for r in groups[measure]}) == 1 and len(guests) == len(groups[measure]):
            groups[measure] = []
    return [Window(at, lead, tuple(joined), bracketed)] + [
        Window(at, measure, tuple(groups[measure]), bracketed) for measure in rest if groups[measure]
    ]
