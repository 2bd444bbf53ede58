"""A timeline of who said what when: a row for each claimant, a mark for each day on which a claim was published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import escape

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, Labels, at, fitted, line, linked, ruled, text, wrapped
from counterclaim.views.pictures.dates import Days, axis, parsed
from counterclaim.views.pictures.lanes import Lane, Speaker, Stack, Told, scale, stacks
from counterclaim.views.pictures.picture import NARROW, WIDE, Cell, Drawing, Picture
from counterclaim.views.pictures.styles import LOWER, SHAPES, STYLES, Style, group
from counterclaim.views.pictures.voices import (
    ACROSS,
    NO_NAMES,
    Link,
    Names,
    Voice,
    anchor,
    bodies,
    body,
    said_on,
    several_conflicts,
    short_day,
    side_of,
    styles_of_voices,
    told,
    voice,
    voice_name,
    who,
)

MOST_ROWS = 14  # claimants with a row of their own: what fits one screen; all others share the last one
OTHERS: Style = "unattributed"  # the style of the row that all share who have none of their own
HEADERS = ("day", "side", "claimant", "figure", "what", "outlet", "claim")
Styles = dict[Voice, Style]
LABEL, ROW = 200, {WIDE: 30, NARROW: 44}


def timeline(entries: Iterable[Entry], *, link: Link = anchor, names: Names = NO_NAMES, source: str = "") -> Picture:
    """Return who said what when, sides by the alphabet; the day is that of publication, else the claim's own last day.

    The claimants who spoke most have rows of their own, all others share one; a claimant whom documents spell in
    several ways has one row. Claims of one row within a few units stand under one larger mark with their number; a
    mark of one claim leads to it. Claims without any day are counted and in the table.

    >>> timeline([]).summary
    'No claims.'
    """
    every = list(entries)
    styles = styles_of_voices((voice(entry.claim) for entry in every), names)
    dated = [(day, entry) for entry in every if (day := parsed(said_on(entry))) is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].claim.id))
    lanes = _lanes(dated, styles)
    rows = tuple(row(entry, names) for entry in sorted(every, key=lambda e: said_on(e) or "9999"))
    speakers = len({body(entry) for _, entry in dated})
    return timeline_of(lanes, styles, speakers, len(every), rows=rows, link=link, source=source)


def timeline_of(
    lanes: Sequence[Lane],
    voices: Iterable[Voice],
    speakers: int,
    claims: int,
    *,
    rows: tuple[tuple[Cell, ...], ...] = (),
    link: Link = anchor,
    source: str = "",
) -> Picture:
    """Return the timeline of so many claims of so many claimants, of which those with a day stand in the lanes."""
    dated = sum(lane.claims for lane in lanes)
    return Picture(
        kind="timeline",
        title="Who said what when",
        subtitle="Each mark is a claim on the day of its publication, else the last day that it is about; "
        "a larger mark with a number is several." + (ACROSS if several_conflicts(voices) else ""),
        summary=_summary(lanes, speakers, claims),
        wide=_drawing(lanes, WIDE, link),
        narrow=_drawing(lanes, NARROW, link),
        headers=HEADERS,
        rows=rows,
        notes=tuple(_notes(lanes, speakers, claims - dated)),
        source=source,
    )


def _lanes(dated: Sequence[tuple[date, Entry]], styles: Styles) -> list[Lane]:
    by_voice: dict[tuple[str | None, Style, str], list[tuple[date, Entry]]] = defaultdict(list)
    for day, entry in dated:
        by_voice[entry.claim.conflict, styles[voice(entry.claim)], body(entry)].append((day, entry))
    spelt = bodies(entry for _, entry in dated)
    every = {Speaker(*key[:2], spelt[key[2]], len(own), own[0][0]): own for key, own in by_voice.items()}
    kept = rows_of_their_own(every)
    lanes = [_lane_of(one.name, one.style, every[one]) for one in kept]
    rest = [one for one in every if one not in kept]
    shared = sorted((pair for one in rest for pair in every[one]), key=lambda pair: pair[0])
    return lanes + ([_lane_of(others(len(rest)), OTHERS, shared)] if rest else [])


def _lane_of(name: str, style: Style, dated: Sequence[tuple[date, Entry]]) -> Lane:
    def told(place: int) -> Told:
        entry = dated[place][1]
        return Told(said_on(entry), lambda: entry)

    return Lane(name, style, [day.toordinal() for day, _ in dated], [1] * len(dated), told)


def rows_of_their_own(speakers: Iterable[Speaker]) -> list[Speaker]:
    """Return the claimants who spoke most, by conflict, in each the sides by the alphabet.

    >>> rows_of_their_own([])
    []
    """

    def place(one: Speaker) -> tuple[str, int, date, str]:
        return one.conflict or "~", STYLES.index(one.style), one.first, one.name

    busiest = sorted(speakers, key=lambda one: (-one.claims, place(one)))
    return sorted(busiest if len(busiest) <= MOST_ROWS else busiest[: MOST_ROWS - 1], key=place)


def others(count: int) -> str:
    """Return the name of the row that all share who have none of their own; it comes last.

    >>> others(2)
    '2 other claimants'
    """
    return words.counted(count, "other claimant")


def _summary(lanes: Sequence[Lane], speakers: int, claims: int) -> str:
    if not claims:
        return "No claims."
    if not lanes:
        return f"{words.counted(claims, 'claim')} without a day."
    first, last = _reach(lanes)
    when = words.day(first.isoformat()) if first == last else f"{words.day(str(first))} to {words.day(str(last))}"
    most = ", ".join(f"{lane.name} {lane.claims:,}" for lane in sorted(lanes, key=lambda x: -x.claims)[:4])
    dated = sum(lane.claims for lane in lanes)
    return f"{words.counted(dated, 'claim')} by {words.counted(speakers, 'claimant')}, {when}: {most}."


def _reach(lanes: Sequence[Lane]) -> tuple[date, date]:
    """The first and the last day."""
    first, last = min(lane.days[0] for lane in lanes), max(lane.days[-1] for lane in lanes)
    return date.fromordinal(first), date.fromordinal(last)


def _notes(lanes: Sequence[Lane], speakers: int, undated: int) -> list[str]:
    notes = []
    if undated:
        notes.append(f"{words.counted(undated, 'claim')} without a day not drawn; in the table.")
    if len(lanes) == MOST_ROWS and speakers > MOST_ROWS:
        notes.append(f"Rows of their own have the {MOST_ROWS - 1} who spoke most; all claims are in the table.")
    return notes


def row(entry: Entry, names: Names = NO_NAMES) -> tuple[Cell, ...]:
    """Return a claim as a row of the timeline's table."""
    claim = entry.claim
    return (
        said_on(entry),
        voice_name(side_of(claim), names),
        who(entry),
        words.figure(claim.figure),
        words.what(claim.measure, claim.object, claim.party),
        entry.outlet or "",
        claim.id,
    )


# ---------------------------------------------------------------- drawing
def _drawing(lanes: Sequence[Lane], wide: float, link: Link) -> Drawing:
    if not lanes:
        return Drawing(width=wide, height=30, body=text(0, 18, "No claim that has a day.", soft=True))
    beside = wide >= WIDE
    across = Days(*_reach(lanes), (LABEL + 24) if beside else 14, wide - 20)
    high, y, body = ROW[int(wide)], 4.0, []
    for lane in lanes:
        body.append(_lane(lane, across, y, wide, high, link))
        y += high
    return Drawing(width=wide, height=y + 28, body=axis(across, 0, y + 4, wide) + "".join(body))


def _lane(lane: Lane, across: Days, top: float, wide: float, high: float, link: Link) -> str:
    beside = wide >= WIDE
    middle = top + (high / 2 if beside else high - 14)
    base = middle + 4 if beside else top + 12
    head = at(7, base - 4, SHAPES[lane.style], scale=0.9) + _named(lane, base, wide)
    rule = ruled([line(across.left - 8, middle, wide, middle)])
    labels = Labels(across.left - 8, top, wide, top + high)
    marked = stacks(lane, [across.at(day) for day in lane.days])
    for one in marked:
        labels.block(one.x, middle, scale(one.claims) * 6)
    marks = "".join(_mark(one, middle, lane, labels, link) for one in marked)
    return rule + group(lane.style, head + marks)


def _named(lane: Lane, base: float, wide: float) -> str:
    """Who speaks, on two lines where one does not hold the name."""
    room = LABEL - 26 if wide >= WIDE else wide - 80
    lines = wrapped(lane.name, room, SMALL, bold=True)
    if wide < WIDE or len(lines) == 1:
        return text(20, base, fitted(lane.name, room, SMALL, bold=True), size=SMALL, bold=True, halo=True)
    shown = (lines[0], fitted(" ".join(lines[1:]), room, SMALL, bold=True))
    return "".join(
        text(20, base - 7 + 13 * row, one, size=SMALL, bold=True, halo=True) for row, one in enumerate(shown)
    )


def _mark(stack: Stack, y: float, lane: Lane, labels: Labels, link: Link) -> str:
    x, count = stack.x, stack.claims
    if count == 1:
        alone = lane.told(stack.first).one()
        shown = _said(alone)
        place = labels.place(shown, x, y)
        label = text(place[0], place[1], shown, anchor=place[2], size=SMALL, halo=True) if place else ""
        mark = at(x, y, SHAPES[lane.style])
        return linked(link(alone.claim.id), told(alone), mark, stop=False) + _inked(label)
    first, last = (short_day(lane.told(place).iso) for place in (stack.first, stack.last))
    aloud = f"{lane.name}: {count:,} claims, {first} to {last}"
    return f"<g><title>{escape(words.clean(aloud))}</title>{_count(x, y, count, lane.style)}</g>"


def _count(x: float, y: float, count: int, style: Style) -> str:
    """A larger mark with the number of its claims in it; a cross has its number beside it on a disc."""
    size = 9.5 if count < 100 else 8
    shape = SHAPES["a"] if style == "unattributed" else SHAPES[style]
    number = f"{count:,}" if count < 1000 else f"{count / 1000:.0f}k"
    middle = y + 3.4 + LOWER.get(style, 0) * 1.6
    inside = text(x, middle, number, anchor="middle", size=size, bold=True).replace("<text", '<text fill="#fff"', 1)
    return at(x, y, shape, scale=scale(count)) + inside.replace("<text", '<text class="on"', 1)


def _said(entry: Entry) -> str:
    claim = entry.claim
    return f"{words.figure(claim.figure)} {claim.measure.replace('_', ' ')}"


def _inked(body: str) -> str:
    return f'<g class="ink" color="#1b1b1b">{body}</g>' if body else ""
