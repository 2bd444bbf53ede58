"""Small multiples: one little picture of figures over time for each measure, all over the same days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.model import Entry, Series
from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, Labels, at, fitted, line, ruled, stroked, text, width, wrapped
from counterclaim.views.pictures.dates import Days
from counterclaim.views.pictures.marks import Height, line_of
from counterclaim.views.pictures.picture import NARROW, WIDE, Drawing, Picture
from counterclaim.views.pictures.scales import Number, nice_ticks, short
from counterclaim.views.pictures.styles import SHAPES, Style, group
from counterclaim.views.pictures.tracks import HEADERS, Spot, Track, latest, rows, summary, tracks
from counterclaim.views.pictures.voices import NO_NAMES, Names, short_day

MOST_PANELS = 24  # more of them no reader compares; the notes say how many there are
COLUMNS = {WIDE: 4, NARROW: 2}
PANEL, HEAD, PLOT, GUTTER = 166, 60, 74, 18


def multiples(
    series: Sequence[Series], entries: Mapping[str, Entry], *, names: Names = NO_NAMES, source: str = ""
) -> Picture:
    """Return a small picture for each measure, those with most figures first, each with its own scale from zero.

    All panels show the same days, so that what happened together stands together; claimants keep their style.

    >>> multiples([], {}).summary
    'No series.'
    """
    groups: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for one in series:
        groups[one.conflict, one.party, one.measure, one.object, one.unit, one.time_kind].append(one)
    panels = [tracks(same, entries, names) for same in groups.values()]
    panels = [found for found in panels if any(_main(track) for track in found)]
    panels.sort(key=lambda found: (-sum(len(_main(track)) for track in found), _title(found)))
    shown = panels[:MOST_PANELS]
    parties = {found[0].series.party for found in panels}
    of = f" ({words.party_name(parties.pop(), names)})" if len(parties) == 1 and None not in parties else ""
    notes = [f"{len(shown)} of {words.counted(len(panels), 'measure')} are drawn, those with most figures."]
    return Picture(
        kind="multiples",
        title=f"Every measure over time{of}",
        subtitle="All panels cover the same days; each has its own scale, from zero.",
        summary=" ".join(f"{_title(found)}: {summary(found)}" for found in shown[:6]) or "No series.",
        wide=_drawing(shown, WIDE, bool(of)),
        narrow=_drawing(shown, NARROW, bool(of)),
        headers=("what", *HEADERS),
        rows=tuple((_title(found), *row) for found in panels for row in rows(found, entries)),
        notes=tuple(notes if len(panels) > len(shown) else ()),
        source=source,
    )


def _main(track: Track) -> Sequence[Spot]:
    return track.spots or track.bars


def _title(found: Sequence[Track], *, short: bool = False) -> str:
    head = found[0].series
    return words.what(head.measure, head.object, None if short else head.party)


def _drawing(panels: Sequence[Sequence[Track]], wide: float, one_party: bool) -> Drawing:
    if not panels:
        return Drawing(width=wide, height=30, body=text(0, 18, "No series with a day.", soft=True))
    days = [spot.day for found in panels for track in found for spot in _main(track)]
    keys, top = _keys(panels, wide)
    columns = min(COLUMNS[int(wide)], max(2, len(panels)))
    room = (wide - GUTTER * (columns - 1)) / columns
    body = [keys]
    for place, found in enumerate(panels):
        x, y = (room + GUTTER) * (place % columns), top + PANEL * (place // columns)
        body.append(
            at(x, y, _panel(found, _title(found, short=one_party), Days(min(days), max(days), 4, room - 6), room))
        )
    return Drawing(width=wide, height=top + PANEL * -(-len(panels) // columns) - 10, body="".join(body))


def _keys(panels: Sequence[Sequence[Track]], wide: float) -> tuple[str, float]:
    """The claimants with their marks, on as many lines as they need."""
    voices: dict[tuple[Style, str], None] = dict.fromkeys((t.style, t.name) for found in panels for t in found)
    x, y, body = 0.0, 14.0, []
    for style, name in list(voices)[:8]:
        shown = fitted(name, wide - 24, SMALL)
        need = width(shown, SMALL) + 34
        if x and x + need > wide:
            x, y = 0, y + 20
        body.append(group(style, at(x + 6, y - 4, SHAPES[style], scale=0.9)) + text(x + 17, y, shown, size=SMALL))
        x += need
    return "".join(body), y + 14


def _panel(found: Sequence[Track], title: str, across: Days, room: float) -> str:
    """One measure: what it is, its newest figure, its line, its scale and the first and last day."""
    unit = found[0].series.unit
    newest = latest(max(found, key=lambda track: _main(track)[-1].day if _main(track) else date.min))
    lines = wrapped(title, room, SMALL, bold=True)[:2]
    parts = [text(0, 14 + 15 * row, said, size=SMALL, bold=True) for row, said in enumerate(lines)]
    value = fitted(words.number(newest.height, unit) if newest else "", room)
    parts.append(text(0, 46, value))
    top, foot = HEAD, HEAD + PLOT
    peak = max((spot.height for track in found for spot in _main(track)), default=1)
    stop = nice_ticks(peak, 3)[-1]

    def y(height: Number) -> float:
        return foot - PLOT * height / stop

    parts.append(ruled([line(0, top, room, top)]))
    parts.append(text(0, top + 12, short(stop, tight=True), size=11, soft=True, halo=True))
    for track in found:
        if track.spots:
            drawn = line_of(track, across, y, Labels(0, 0, 0, 0), 0)
        else:
            drawn = _stems(track, across, y, foot)
        parts.append(group(track.style, drawn))
    parts.append(stroked(line(0, foot, room, foot), 1))
    parts.append(text(0, foot + 15, short_day(across.first.isoformat()), size=11, soft=True))
    if across.first != across.last:
        parts.append(text(room, foot + 15, short_day(across.last.isoformat()), anchor="end", size=11, soft=True))
    return "".join(parts)


def _stems(track: Track, across: Days, y: Height, foot: float) -> str:
    """Figures within periods, a stem each; of those at one place the highest."""
    tops: dict[int, float] = {}
    for spot in track.bars:
        x = round(across.x(spot.day))
        tops[x] = min(tops.get(x, foot), y(spot.height))
    return stroked("".join(line(x, foot, x, top) for x, top in tops.items()), 1.2)
