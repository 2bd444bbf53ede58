"""Small multiples: one little picture of figures over time for each measure, over the days of its conflict."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.model import Entry, Series
from counterclaim.views import words
from counterclaim.views.pictures.canvas import (
    SMALL,
    Labels,
    at,
    fitted,
    line,
    ruled,
    stroked,
    text,
    units,
    width,
    wrapped,
)
from counterclaim.views.pictures.dates import Days
from counterclaim.views.pictures.marks import Height, line_of
from counterclaim.views.pictures.picture import NARROW, WIDE, Drawing, Picture
from counterclaim.views.pictures.scales import Number, nice_ticks, short
from counterclaim.views.pictures.strips import ends
from counterclaim.views.pictures.styles import SHAPES, Style, group
from counterclaim.views.pictures.tracks import (
    HEADERS,
    Bar,
    Spot,
    Track,
    bars_of,
    newest,
    one_or_count,
    reach,
    rows,
    summary,
    tracks,
)
from counterclaim.views.pictures.voices import ACROSS, NO_NAMES, Link, Names, anchor, short_day

MOST_PANELS = 24  # more of them no reader compares; the notes say how many there are
MOST_KEYS = 8  # claimants named with their marks above the panels: two lines of a wide page
ARROW = 1.3  # of a panel's height: room for the arrow of a figure without an upper end
COLUMNS = {WIDE: 4, NARROW: 2}
PANEL, HEAD, PLOT, GUTTER = 166, 60, 74, 18


def multiples(
    series: Sequence[Series],
    entries: Mapping[str, Entry],
    *,
    link: Link = anchor,
    names: Names = NO_NAMES,
    source: str = "",
) -> Picture:
    """Return a small picture for each measure, those with most figures first, each with its own scale from zero.

    Panels of one conflict show the same days, so that what happened together stands together; claimants keep their
    style. Each mark leads to its claim.

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
    several = len({found[0].series.conflict for found in shown}) > 1
    same = "Panels of one conflict cover the same days" if several else "All panels cover the same days"
    return Picture(
        kind="multiples",
        title=f"Every measure over time{of}",
        subtitle=f"{same}; each has its own scale, from zero." + (ACROSS if several else ""),
        summary=" ".join(f"{_title(found)}: {summary(found)}" for found in shown[:6]) or "No series.",
        wide=_drawing(shown, WIDE, bool(of), link),
        narrow=_drawing(shown, NARROW, bool(of), link),
        headers=("what", *HEADERS),
        rows=tuple((_title(found), *row) for found in panels for row in rows(found, entries)),
        notes=tuple(_notes(panels, shown)),
        source=source,
    )


def _notes(panels: Sequence[Sequence[Track]], shown: Sequence[Sequence[Track]]) -> list[str]:
    notes = []
    if len(panels) > len(shown):
        notes.append(f"{len(shown)} of {words.counted(len(panels), 'measure')} are drawn, those with most figures.")
    if any(bar.days > 1 for found in shown for track in found for bar in _outlines(track)):
        notes.append("An outline is a figure for several days, as wide as these.")
    return notes


def _outlines(track: Track) -> Sequence[Bar]:
    """The figures within periods of a claimant who gave no totals."""
    return () if track.spots else bars_of(track)


def _main(track: Track) -> Sequence[Spot]:
    return track.spots or track.bars


def _title(found: Sequence[Track], *, short: bool = False) -> str:
    head = found[0].series
    return words.quantity(head, party=not short)


def _drawing(panels: Sequence[Sequence[Track]], wide: float, one_party: bool, link: Link) -> Drawing:
    if not panels:
        return Drawing(width=wide, height=30, body=text(0, 18, "No series with a day.", soft=True))
    days = _days(panels)
    keys, top = _keys(panels, wide)
    columns = min(COLUMNS[int(wide)], max(2, len(panels)))
    room = (wide - GUTTER * (columns - 1)) / columns
    body = [keys]
    for place, found in enumerate(panels):
        x, y = (room + GUTTER) * (place % columns), top + PANEL * (place // columns)
        across = Days(*days[found[0].series.conflict], 4, room - 6)
        body.append(at(x, y, _panel(found, _title(found, short=one_party), across, room, link)))
    return Drawing(width=wide, height=top + PANEL * -(-len(panels) // columns) - 10, body="".join(body))


def _keys(panels: Sequence[Sequence[Track]], wide: float) -> tuple[str, float]:
    """The claimants with their marks, on as many lines as they need."""
    voices: dict[tuple[Style, str], None] = dict.fromkeys((t.style, t.name) for found in panels for t in found)
    x, y, body = 0.0, 14.0, []
    for style, name in list(voices)[:MOST_KEYS]:
        shown = fitted(name, wide - 24, SMALL)
        need = width(shown, SMALL) + 34
        if x and x + need > wide:
            x, y = 0, y + 20
        body.append(group(style, at(x + 6, y - 4, SHAPES[style], scale=0.9)) + text(x + 17, y, shown, size=SMALL))
        x += need
    more = len(voices) - MOST_KEYS
    if more > 0:
        said = f"and {words.counted(more, 'other claimant')}, named in the table"
        x, y = (0, y + 20) if x and x + width(said, SMALL) > wide else (x, y)
        body.append(text(x, y, said, size=SMALL, soft=True))
    return "".join(body), y + 14


def _days(panels: Sequence[Sequence[Track]]) -> dict[str | None, tuple[date, date]]:
    """The first and the last day of each conflict's panels."""
    ends: dict[str | None, list[date]] = defaultdict(list)
    for found in panels:
        ends[found[0].series.conflict] += reach(found)
    return {conflict: (min(days), max(days)) for conflict, days in ends.items()}


def _panel(found: Sequence[Track], title: str, across: Days, room: float, link: Link) -> str:
    """One measure: what it is, its newest figure and its kind, its line, its scale and the first and last day."""
    last = [spot for track in found if _main(track) for spot in newest(track)]
    last = [spot for spot in last if spot.day == max(one.day for one in last)]
    lines = wrapped(title, room, SMALL, bold=True)
    lines = [*lines[:1], fitted(" ".join(lines[1:]), room, SMALL, bold=True)] if len(lines) > 2 else lines
    parts = [text(0, 14 + 15 * row, said, size=SMALL, bold=True) for row, said in enumerate(lines)]
    value = fitted(one_or_count(last) if last else "", room)
    kind = words.label("times", found[0].series.time_kind)
    parts.append(text(0, 46, value))
    if width(value) + 8 + width(kind, 11) <= room:
        parts.append(text(width(value) + 8, 46, kind, size=11, soft=True))
    top, foot = HEAD, HEAD + PLOT
    peak = max((spot.height for track in found for spot in _main(track)), default=1)
    is_open = any(spot.point.high is None for track in found for spot in track.spots)
    stop = nice_ticks(peak * (ARROW if is_open else 1), 3)[-1]

    def y(height: Number) -> float:
        return foot - PLOT * height / stop

    parts.append(ruled([line(0, top, room, top)]))
    parts.append(text(room, top - 3, short(stop, tight=True), anchor="end", size=11, soft=True))
    for track in found:
        if track.spots:
            drawn = line_of(track, across, y, Labels(0, 0, 0, 0), 0, link)
        else:
            drawn = _stems(track, across, y, foot)
        parts.append(group(track.style, drawn))
    parts.append(stroked(line(0, foot, room, foot), 1))
    parts.append(text(0, foot + 15, short_day(across.first.isoformat()), size=11, soft=True))
    if across.first != across.last:
        parts.append(text(room, foot + 15, short_day(across.last.isoformat()), anchor="end", size=11, soft=True))
    return "".join(parts)


def _stems(track: Track, across: Days, y: Height, foot: float) -> str:
    """Figures within periods, a stem or an outline as wide as their days; of those at one place the highest."""
    tops: dict[tuple[int, int], float] = {}
    for bar in _outlines(track):
        start, stop = ends(bar, across) if bar.days > 1 else (across.x(bar.last), across.x(bar.last))
        place = round(start), round(stop)
        tops[place] = min(tops.get(place, foot), y(bar.value))
    return stroked("".join(_stem(*place, foot, top) for place, top in tops.items()), 1.2)


def _stem(start: int, stop: int, foot: float, top: float) -> str:
    if start == stop:
        return line(start, foot, start, top)
    return f'<path d="M{start} {units(foot)}V{units(top)}H{stop}V{units(foot)}"/>'
