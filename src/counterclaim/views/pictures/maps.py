"""A map of claims, without tiles or network: each claim at its place, how precisely that is told drawn as a radius."""

from collections.abc import Iterable, Sequence

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.pictures import ground as grounds
from counterclaim.views.pictures.canvas import SMALL, Labels, at, fitted, line, linked, stroked, text, units, width
from counterclaim.views.pictures.clusters import Cluster, Voices, clusters_of, half
from counterclaim.views.pictures.picture import NARROW, WIDE, Cell, Drawing, Picture
from counterclaim.views.pictures.sites import Site, frame, inside, kilometres, sites
from counterclaim.views.pictures.styles import INK, LOWER, SHAPES, SOFT, STYLES, Style, group
from counterclaim.views.pictures.voices import (
    ACROSS,
    NO_NAMES,
    PARTY,
    Link,
    Names,
    Voice,
    anchor,
    said_on,
    several_conflicts,
    side_of,
    styles_of_voices,
    told,
    voice,
    voice_name,
    who,
)
from counterclaim.views.points import rounded

HIGH = {WIDE: 440, NARROW: 360}
HEADERS = (
    "place",
    "precision",
    "latitude",
    "longitude",
    "side",
    "claimant",
    "figure",
    "what",
    "day",
    "outlet",
    "claim",
)
BORDERS = "Boundaries: Natural Earth. Dashed ones are disputed; none is a view on the status of any territory."


def claims_map(entries: Iterable[Entry], *, link: Link = anchor, names: Names = NO_NAMES, source: str = "") -> Picture:
    """Return the claims on a map zoomed to their places; those without a place, or far off, are counted and listed.

    A dashed circle is as large as the region or country that a claim is about, where it tells no nearer place. Places
    too near each other to tell apart stand under one mark with the number of its claims; a mark of one claim leads to
    it. Sides are told apart only where all claims are about one conflict.

    >>> claims_map([]).summary
    'No claim here has a place with a known position.'
    """
    every = list(entries)
    found = sites(every)
    order: dict[object, int] = {
        (site.name, site.lon, site.lat, site.precision): place for place, site in enumerate(found)
    }
    placed = sorted(every, key=lambda entry: order.get(_at(entry), len(order)))
    rows = tuple(row(entry, names) for entry in placed)
    voices = [voice(entry.claim) for entry in every]
    return map_of(found, voices, len(every), rows=rows, link=link, names=names, source=source)


def map_of(
    found: Sequence[Site],
    voices: Iterable[Voice],
    claims: int,
    *,
    rows: tuple[tuple[Cell, ...], ...] = (),
    link: Link = anchor,
    names: Names = NO_NAMES,
    source: str = "",
) -> Picture:
    """Return the map of so many claims, of which those with a known position are counted by place."""
    spoken = dict.fromkeys(voices)
    styles = styles_of_voices(spoken, names)
    without = claims - sum(site.claims for site in found)
    return Picture(
        kind="map",
        title="Where the claims are about",
        subtitle="Each mark is a claim at its place, a number is several. A dashed circle is as large as the region or "
        "country where no nearer place is told." + (ACROSS if several_conflicts(spoken) else ""),
        summary=_summary(found, without),
        wide=_drawing(found, styles, names, WIDE, link),
        narrow=_drawing(found, styles, names, NARROW, link),
        headers=HEADERS,
        rows=rows,
        notes=tuple(_notes(found, without)),
        source=source,
    )


def _place(entry: Entry) -> str:
    return words.clean(entry.claim.place.name) if entry.claim.place else words.UNSTATED


def _at(entry: Entry) -> tuple[str, float, float, str] | None:
    place = entry.claim.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return words.clean(place.name), place.lon, place.lat, place.precision or "city"


def row(entry: Entry, names: Names = NO_NAMES) -> tuple[Cell, ...]:
    """Return a claim as a row of the map's table."""
    claim, where = entry.claim, _at(entry)
    precision = where[3] if where else ""
    return (
        _place(entry),
        precision,
        rounded(where[2], precision) if where else None,
        rounded(where[1], precision) if where else None,
        voice_name(side_of(claim), names),
        who(entry),
        words.figure(claim.figure),
        words.what(claim.measure, claim.object, claim.party),
        said_on(entry),
        entry.outlet or "",
        claim.id,
    )


def _summary(found: Sequence[Site], without: int) -> str:
    if not found:
        return "No claim here has a place with a known position."
    count = sum(site.claims for site in found)
    most = ", ".join(f"{site.name} {site.claims:,}" for site in found[:5])
    rest = f"; {words.counted(without, 'claim')} tell no place with a known position" if without else ""
    return f"{words.counted(count, 'claim')} about {words.counted(len(found), 'place')}: {most}{rest}."


def _notes(found: Sequence[Site], without: int) -> list[str]:
    notes = []
    if found:
        beyond = inside(frame(found, WIDE, HIGH[WIDE]), found)[1]
        if beyond:
            named = ", ".join(site.name for site in beyond[:6]) + (" and others" if len(beyond) > 6 else "")
            count = words.counted(sum(site.claims for site in beyond), "claim")
            notes.append(f"Outside this map, in the table: {count} about {named}.")
    if without:
        notes.append(f"Without a place of known position, in the table: {words.counted(without, 'claim')}.")
    return [*notes, BORDERS]


# ---------------------------------------------------------------- drawing
def _drawing(found: Sequence[Site], styles: Voices, names: Names, wide: float, link: Link) -> Drawing:
    if not found:
        return Drawing(width=wide, height=30, body=text(0, 18, "No claim with a place.", soft=True))
    ground = frame(found, wide, HIGH[int(wide)])
    high = ground.high
    shown, _ = inside(ground, found)
    clusters = clusters_of(shown, styles)
    keys, top = _keys(clusters, styles, names, wide)
    labels = Labels(2, 2, wide - 2, high - 24)
    for one in clusters:
        reach = one.room
        labels.taken.append((one.x - reach, one.y - 8, one.x + reach, one.y + 8))
    named = "".join(_name(one, one.room + 3, labels) for one in clusters)
    land = grounds.drawn(ground) + grounds.names(ground, labels)
    marks = "".join(_circles(one, ground) for one in clusters) + "".join(_marks(one, link) for one in clusters)
    box = f'width="{units(wide)}" height="{units(high)}" viewBox="0 0 {units(wide)} {units(high)}"'
    frame_ = f'<path class="frame" d="M0 0H{units(wide)}V{units(high)}H0z" fill="none" stroke="#cdc8bc"/>'
    inner = f'<svg y="{units(top)}" {box} overflow="hidden">{land}{marks}{named}{_length(ground)}{frame_}</svg>'
    return Drawing(width=wide, height=top + high + 2, body=keys + inner)


def _keys(clusters: Sequence[Cluster], styles: Voices, names: Names, wide: float) -> tuple[str, float]:
    """Which side has which mark, on as many lines as that takes."""
    there = {heap.voice for one in clusters for heap in one.heaps}
    voices: dict[Style, dict[str, None]] = {}
    for key in (key for key in styles if key in there):
        name = PARTY if styles[key] == "party" else voice_name(key[1], names)
        voices.setdefault(styles[key], {})[name] = None
    x, y, body = 0.0, 13.0, []
    for style in sorted(voices, key=STYLES.index):  # one sign stands once, for all whom it stands for
        shown = fitted(words.clean(", ".join(voices[style])), wide - 24, SMALL)
        need = width(shown, SMALL) + 34
        if x and x + need > wide:
            x, y = 0, y + 20
        body.append(group(style, at(x + 7, y - 4, SHAPES[style])) + text(x + 18, y, shown, size=SMALL))
        x += need
    return "".join(body), y + 12


def _circles(one: Cluster, ground: grounds.Ground) -> str:
    """How precisely the places are told, where that is wider than the mark."""
    reaches = {round(site.km * ground.scale, 1) for site in one.places if site.precision in ("region", "country")}
    drawn = "".join(
        f'<circle cx="{units(one.x)}" cy="{units(one.y)}" r="{units(reach)}"/>'
        for reach in sorted(reaches)
        if reach > 9
    )
    dashed = stroked(drawn, 1.1, ' stroke-dasharray="4 3"')
    return f'<g class="soft" color="{SOFT}">{dashed}</g>' if drawn else ""


def _marks(one: Cluster, link: Link) -> str:
    """A mark for each kind of voice side by side, with the number of its claims where there are several."""
    x, parts = one.x - one.room, []
    for style, count in one.marks.items():
        x += half(count)
        parts.append(group(style, _mark(x, one.y, count, style)))
        x += half(count)
    if one.alone is not None:
        alone = one.alone
        return linked(link(alone.claim.id), f"{one.places[0].name}. {told(alone)}", "".join(parts), stop=False)
    where = ", ".join(f"{site.name}: {words.counted(site.claims, 'claim')}" for site in one.places[:8])
    return linked(None, where, "".join(parts))


def _mark(x: float, y: float, count: int, style: Style) -> str:
    halo = f'<g class="halo" stroke="#fff" stroke-width="2.5" paint-order="stroke">{SHAPES[style]}</g>'
    if count == 1:
        return at(x, y, halo)
    shape = SHAPES["a"] if style == "unattributed" else SHAPES[style]
    disc = f'<g class="halo" stroke="#fff" stroke-width="1" paint-order="stroke">{shape}</g>'
    number = f"{count}" if count < 1000 else f"{count / 1000:.0f}k"
    drop = 3.6 + LOWER.get(style, 0) * 1.8
    inside_ = f'<text class="on" x="{units(x)}" y="{units(y + drop)}" fill="#fff" text-anchor="middle" '
    return at(x, y, disc, scale=half(count) / 5.3) + f'{inside_}font-size="10" font-weight="700">{number}</text>'


def _name(one: Cluster, reach: float, labels: Labels) -> str:
    """The place, and the figure of a claim that stands alone."""
    first = one.places[0]
    more = f" and {len(one.places) - 1} more" if len(one.places) > 1 else ""
    tries = [f"{first.name}{more}", first.name]
    if one.alone is not None:
        tries.insert(0, f"{first.name}: {words.figure(one.alone.claim.figure)}")
    for shown in tries:
        place = labels.place(shown, one.x, one.y, size=SMALL, bold=True, reach=reach, rise=12)
        if place:
            drawn = text(place[0], place[1], shown, anchor=place[2], size=SMALL, bold=True, halo=True)
            return f'<g class="ink" color="{INK}">{drawn}</g>'
    return ""


def _length(ground: grounds.Ground) -> str:
    """A bar of a round number of kilometres."""
    km = kilometres(ground)
    if km is None:
        return ""
    long, y = km * ground.scale, ground.high - 10
    bar = line(10, y - 4, 10, y) + line(10 + long, y - 4, 10 + long, y) + line(10, y, 10 + long, y)
    return stroked(bar, 1.2) + text(16 + long, y + 1, f"{km:,} km", size=11, halo=True)
