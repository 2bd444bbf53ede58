"""What a picture of series draws of each: figures by day, increases, corrections, breaks, gaps."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from counterclaim.model import Entry, Point, Series, Unit
from counterclaim.views import words
from counterclaim.views.pictures.dates import parsed
from counterclaim.views.pictures.picture import Cell
from counterclaim.views.pictures.scales import Number
from counterclaim.views.pictures.styles import STYLES, Style
from counterclaim.views.pictures.voices import NO_NAMES, NOBODY, Names, bodies, body, short_day, styles_of

HEADERS = ("claimant", "day", "kind", "figure", "low", "high", "mark", "outlet", "claim")


@dataclass(frozen=True)
class Spot:
    """One figure of a series on its day."""

    day: date
    point: Point
    height: Number
    first: date  # of the days that an increase is about; of a total its own day
    shown: str  # the figure as it was given

    @property
    def exact(self) -> bool:
        """Whether the figure is one number."""
        return self.point.low == self.point.high


@dataclass(frozen=True)
class Track:
    """One claimant's figures as they are drawn."""

    name: str
    style: Style
    series: Series
    spots: tuple[Spot, ...]  # totals or levels, in order; of a series of flows none
    bars: tuple[Spot, ...]  # increases: told, or worked out from two totals
    undated: int


def tracks(series: Sequence[Series], entries: Mapping[str, Entry], names: Names = NO_NAMES) -> list[Track]:
    """Return the tracks of series of one quantity, sides by the alphabet."""
    styles = styles_of([_side(one) for one in series], names, series[0].conflict if series else None)
    found = [_track(one, styles[_side(one)], entries) for one in series]
    return sorted(found, key=lambda track: (STYLES.index(track.style), track.name))


def _side(series: Series) -> str | None:
    return series.side or ("independent" if series.claimant else None)


def _track(series: Series, style: Style, entries: Mapping[str, Entry]) -> Track:
    spots: dict[bool, list[Spot]] = {True: [], False: []}
    undated = 0
    totals: list[date] = []  # days on which one was given, before and with the point; points come in order
    for point in series.points:
        day, height = parsed(point.date), _height(point)
        if day is None or height is None:
            undated += 1
            continue
        flow = point.kind == "period"
        first = _first(point, day, totals, entries) if flow else day
        given = _given(point, series.unit, entries.get(point.claim))
        spots[flow].append(Spot(day, point, height, min(first, day), given))
        if point.mark == "derived" or not (flow or point.mark == "repeat"):  # of repeats those that were reckoned with
            totals.append(day)
    return Track(_name(series, entries), style, series, _sorted(spots[False]), _sorted(spots[True]), undated)


def _first(point: Point, day: date, totals: Sequence[date], entries: Mapping[str, Entry]) -> date:
    """The first day of an increase: as told, or the day after the total that it was worked out from."""
    if point.mark == "derived":
        return next((one + timedelta(days=1) for one in reversed(totals) if one < day), day)
    entry = entries.get(point.claim)
    return (parsed(entry.claim.time.start) if entry else None) or day


def _sorted(spots: list[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda spot: spot.day))


def _height(point: Point) -> Number | None:
    return next((value for value in (point.value, point.low, point.high) if value is not None), None)


def _given(point: Point, unit: Unit, entry: Entry | None) -> str:
    """A figure as its claimant gave it; one that was worked out, or whose claim is not at hand, as its bounds."""
    if entry is not None and point.mark != "derived":
        return words.figure(entry.claim.figure)
    return words.interval(point.low, point.high, unit) if point.value is None else words.number(point.value, unit)


def _name(series: Series, entries: Mapping[str, Entry]) -> str:
    """The claimant as most of its claims name it; a private person by role."""
    own = [entry for point in series.points if (entry := entries.get(point.claim)) and entry.claim.claimant]
    if own:
        return bodies(own)[Counter(map(body, own)).most_common(1)[0][0]]
    return NOBODY if series.claimant is None else words.clean(series.claimant)


def newest(track: Track) -> list[Spot]:
    """Return the newest figure of a track; of increases all that are about the newest day, since none is later."""
    if track.spots:
        return [track.spots[-1]]
    return [spot for spot in track.bars if spot.day == track.bars[-1].day]


def one_or_count(spots: Sequence[Spot]) -> str:
    """Return the figure that all of these give; where they differ how many they are, for none of them is the one."""
    shown = {spot.shown for spot in spots}
    return shown.pop() if len(shown) == 1 else words.counted(len(spots), "figure")


def reach(found: Sequence[Track]) -> tuple[date, date]:
    """Return the first and the last day that figures of some tracks are about; increases count by their last days.

    Where a claimant gave no totals, the first days of its figures count too.
    """
    spots = [spot for track in found for spot in (*track.spots, *track.bars)]
    firsts = [spot.first for track in found if not track.spots for spot in track.bars]
    return min([*firsts, *(spot.day for spot in spots)]), max(spot.day for spot in spots)


@dataclass(frozen=True)
class Bar:
    """One bar of a strip: an increase over its days, or the sum of a week's or a month's."""

    first: date
    last: date
    value: Number
    open: bool  # at least one increase in it has no upper end
    derived: bool  # worked out from totals, not told
    claim: str | None = None  # that gives it; none for a sum
    shown: str = ""  # as it was given; nothing for a sum

    @property
    def days(self) -> int:
        """How many days it is about."""
        return (self.last - self.first).days + 1

    @property
    def a_day(self) -> float:
        """The increase of each of its days, were they all alike."""
        return self.value / self.days


def bars(track: Track, room: int) -> tuple[list[Bar], str]:
    """Return the increases of a track and how they are grouped: single, or summed by week or month to fit the room.

    Of an increase over several days each week or month has the share of the days that lie in it. Figures of a claimant
    without totals are not summed where their days overlap.
    """
    single = bars_of(track)
    overlap = not track.spots and any(after.first <= before.last for before, after in pairwise(single))
    if len(single) <= room or overlap:
        return single, ""
    by_week = _summed(single, lambda day: (m := day - timedelta(days=day.weekday()), m + timedelta(days=6)))
    if len(by_week) <= room:
        return by_week, "week"
    return _summed(single, _month), "month"


def _bar(spot: Spot) -> Bar:
    derived = spot.point.mark == "derived"
    return Bar(spot.first, spot.day, spot.height, spot.point.high is None, derived, spot.point.claim, spot.shown)


def bars_of(track: Track) -> list[Bar]:
    """Return each increase, none over days that the one before it has told.

    "Overnight" and "in 24 hours" name the day before as well, so that every day would be counted twice. Figures of a
    claimant without totals may be about the same days in truth: of them only those that touch are parted.
    """
    found: list[Bar] = []
    for bar in map(_bar, track.bars):
        told = found[-1].last if found else date.min
        touches = bar.first == told if not track.spots else bar.first <= told
        found.append(replace(bar, first=told + timedelta(days=1)) if touches and told < bar.last else bar)
    return found


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _summed(single: Sequence[Bar], span: Callable[[date], tuple[date, date]]) -> list[Bar]:
    found: dict[tuple[date, date], list[tuple[Bar, Number]]] = {}
    for bar in single:
        day = bar.first
        while day <= bar.last:
            first, last = span(day)
            share = (min(last, bar.last) - day).days + 1
            part = bar.value if share == bar.days else bar.a_day * share
            found.setdefault((first, last), []).append((bar, part))
            day = last + timedelta(days=1)
    return [
        Bar(first, last, sum(part for _, part in same), any(b.open for b, _ in same), all(b.derived for b, _ in same))
        for (first, last), same in found.items()
    ]


def rows(found: Sequence[Track], entries: Mapping[str, Entry]) -> list[tuple[Cell, ...]]:
    """Return every figure of the tracks as rows of a table."""
    return [_row(track, point, entries.get(point.claim)) for track in found for point in track.series.points]


def _row(track: Track, point: Point, entry: Entry | None) -> tuple[Cell, ...]:
    shown = _given(point, track.series.unit, entry)
    mark = words.label("marks", point.mark) if point.mark else ""
    kind = words.label("times", point.kind)
    outlet = (entry.outlet or "") if entry else ""
    return track.name, point.date, kind, shown, point.low, point.high, mark, outlet, point.claim


def summary(found: Sequence[Track]) -> str:
    """Return the series in words: how many figures, first and latest, what was lowered, the largest increase."""
    return " ".join(_told(track) for track in found)


def _told(track: Track) -> str:
    main = track.spots or track.bars
    if not main:
        return f"{track.name} gave no figure that has a day."
    kind = words.label("times", track.series.time_kind)
    head = f"{track.name} gave {words.counted(len(main), 'figure')} ({kind})"
    if len(main) == 1:
        return f"{head}: {said(main)}."
    first = [spot for spot in main if spot.day == main[0].day]
    parts = [f"{head}: first {said(main[:1] if track.spots else first)}, latest {said(newest(track))}."]
    marks = [spot.point.mark for spot in main]
    for mark, one, many in (("correction", "is lower", "are lower"), ("break", "begins", "begin")):
        if count := marks.count(mark):  # type: ignore[arg-type]
            rest = "than the one before" if mark == "correction" else "another way of counting"
            parts.append(f"{count:,} {one if count == 1 else many} {rest}.")
    if track.spots and track.bars:
        top = max(track.bars, key=lambda spot: spot.height)
        parts.append(f"The largest increase is {said([top])}.")
    return " ".join(parts)


def said(spots: Sequence[Spot]) -> str:
    """Return the figure of one day in words, or how many there are, with the day."""
    return f"{one_or_count(spots)} ({short_day(spots[0].point.date)})"
