"""Figures over time: steps for totals, bars for increases, arrows for open bounds, marks for corrections and breaks.

Between two figures that are far apart nothing is drawn but a bracket: nobody gave a figure there.
"""

from collections.abc import Mapping, Sequence

from counterclaim.model import Entry, Series
from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, Labels, at, fitted, line, ruled, stroked, text, width
from counterclaim.views.pictures.dates import Days, axis, gaps
from counterclaim.views.pictures.marks import breaks, line_of
from counterclaim.views.pictures.picture import NARROW, WIDE, Drawing, Picture
from counterclaim.views.pictures.scales import Number, Scale, log_scale, log_ticks, nice_ticks, short
from counterclaim.views.pictures.strips import STRIP, strip
from counterclaim.views.pictures.styles import SHAPES, group
from counterclaim.views.pictures.tracks import HEADERS, Track, bars, newest, reach, rows, said, summary, tracks
from counterclaim.views.pictures.voices import NO_NAMES, Link, Names, anchor

MARKS_AT_MOST = {WIDE: 60, NARROW: 24}  # beyond this single marks run into each other
HIGH = {WIDE: 240, NARROW: 190}
KEY_ROW, FOOT = 21, 26


def series_picture(
    series: Series | Sequence[Series],
    entries: Mapping[str, Entry],
    *,
    log: bool = False,
    link: Link = anchor,
    names: Names = NO_NAMES,
    source: str = "",
) -> Picture:
    """Return the figures of one or more claimants of one quantity over time; `entries` by the ids of claims.

    Each mark leads to its claim where `link` gives an address. The axis starts at zero; with `log` it is logarithmic
    and says so. Increases stand as bars under the totals, summed by week or month where there are more than fit, which
    the notes tell. Raises ValueError for no series at all.

    >>> line = Series(
    ...     claimant="Army",
    ...     side="norland",
    ...     measure="killed",
    ...     object="soldiers",
    ...     party="westland",
    ...     conflict=None,
    ...     time_kind="total",
    ...     unit="persons",
    ...     points=(),
    ... )
    >>> series_picture(line, {}).summary
    'Army gave no figure that has a day.'
    """
    every = [series] if isinstance(series, Series) else list(series)
    if not every:
        raise ValueError("a picture of series needs at least one series")
    found = tracks(every, entries, names)
    head = every[0]
    kind = words.label("times", head.time_kind)
    return Picture(
        kind="series",
        title=words.quantity(head),
        subtitle=f"{kind.capitalize()}, by the day that each figure is about. "
        + ("Logarithmic scale." if log else "The scale starts at zero."),
        summary=summary(found),
        wide=_drawing(found, WIDE, log, link),
        narrow=_drawing(found, NARROW, log, link),
        headers=HEADERS,
        rows=tuple(rows(found, entries)),
        notes=tuple(_notes(found)),
        source=source,
    )


def _notes(found: Sequence[Track]) -> list[str]:
    notes = []
    for track in found:
        if len(track.spots) > MARKS_AT_MOST[WIDE]:
            notes.append(f"{track.name}: {len(track.spots):,} figures as a line, without marks of their own.")
        if by := bars(track, _bar_room(WIDE))[1]:
            notes.append(f"{track.name}: increases are summed by {by}; each of them is in the table.")
        if any(bar.open for bar in bars(track, _bar_room(WIDE))[0]):
            notes.append(f"{track.name}: an increase without an upper end stands at its lower one, with an arrow.")
        if track.undated:
            notes.append(f"{track.name}: {words.counted(track.undated, 'figure')} without a day or a number not drawn.")
    if any(gaps([spot.day for spot in track.spots]) for track in found):
        notes.append("Brackets stand where no figure was given for long; nothing is drawn in between.")
    return notes


def _bar_room(wide: float) -> int:
    return int(wide / 5)


def _drawing(found: Sequence[Track], wide: float, log: bool, link: Link) -> Drawing:
    shown = [track for track in found if track.spots or track.bars]
    if not shown:
        return Drawing(width=wide, height=30, body=text(0, 18, "No figure that has a day.", soft=True))
    tight = wide < WIDE
    top, body = _keys(shown, wide)
    left = _margin(shown, tight)
    across = Days(*reach(shown), left + 10, wide - 12)
    if any(track.spots for track in shown):
        foot = top + 16 + HIGH[int(wide)]
        body += _plot(shown, across, top + 16, foot, wide, log, link)
        top = foot + FOOT
    for track in shown:
        if track.bars:
            high = STRIP if track.spots else HIGH[int(wide)] - 40
            grouped, by = bars(track, _bar_room(wide))
            drawn, foot = strip(track, grouped, by, across, top, high, wide, link)
            body, top = body + drawn, foot + FOOT
    return Drawing(width=wide, height=top, body=body)


def _keys(shown: Sequence[Track], wide: float) -> tuple[float, str]:
    """One row a claimant: mark, name, newest figure."""
    body = []
    for place, track in enumerate(shown):
        y, last = 14 + KEY_ROW * place, said(newest(track))
        room = wide - 24 - (width(last) + 10 if wide >= WIDE else 0)
        name = fitted(track.name, room, bold=True)
        body.append(group(track.style, at(7, y - 4.5, SHAPES[track.style]) + text(20, y, name, bold=True)))
        start = 20 + width(name, bold=True) + 10
        if width(last) <= wide - start:
            body.append(text(start, y, f"{last}", soft=True))
    return KEY_ROW * len(shown), "".join(body)


def _heights(shown: Sequence[Track]) -> list[Number]:
    return [
        value
        for track in shown
        for spot in track.spots
        for value in (spot.height, spot.point.low, spot.point.high)
        if value is not None
    ]


def _margin(shown: Sequence[Track], tight: bool) -> float:
    """Room for the widest number of any scale on the left."""
    tops = [max(_heights(shown), default=0)]
    tops += [
        max((bar.value for bar in bars(track, _bar_room(NARROW if tight else WIDE))[0]), default=0) for track in shown
    ]
    ticks = [tick for top in tops for tick in nice_ticks(top)] + ([100] if _sign(shown) else [])
    return max(28, *(width(short(tick, tight=tight) + _sign(shown), SMALL) for tick in ticks)) + 8


def _sign(shown: Sequence[Track]) -> str:
    return " %" if shown[0].series.unit == "percent" else ""


def _upright(shown: Sequence[Track], log: bool) -> tuple[Scale, list[Number]]:
    values = _heights(shown)
    if log:
        scale = log_scale(values)
        return scale, log_ticks(scale)
    if shown[0].series.unit == "percent":
        return Scale(start=0, stop=100, log=False), [0, 25, 50, 75, 100]
    levels = nice_ticks(max(values))
    return Scale(start=0, stop=levels[-1], log=False), levels


def _plot(shown: Sequence[Track], across: Days, top: float, foot: float, wide: float, log: bool, link: Link) -> str:
    scale, levels = _upright(shown, log)

    def y(value: Number) -> float:
        return foot - (foot - top) * scale.at(value) / 100

    left, sign = across.left - 10, _sign(shown)
    grid = ruled(line(left, y(level), wide, y(level)) for level in levels)
    for level in levels:
        name = short(level, tight=wide < WIDE) + sign
        grid += text(left - 6, y(level) + 4, name, anchor="end", size=SMALL, soft=True)
    base = stroked(line(left, foot, wide, foot), 1) if not log else ""
    labels = Labels(left, top - 14, wide, foot)
    marks = "".join(breaks(track, across, top, foot, labels) for track in shown)
    most = MARKS_AT_MOST[int(wide)]
    drawn = "".join(group(track.style, line_of(track, across, y, labels, most, link)) for track in shown)
    return axis(across, foot, foot, wide) + grid + base + marks + drawn
