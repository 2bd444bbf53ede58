"""A timeline of who said what when: a row for each claimant, a mark for each day on which a claim was published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, Labels, at, fitted, line, linked, ruled, text, wrapped
from counterclaim.views.pictures.dates import Days, axis, parsed
from counterclaim.views.pictures.picture import NARROW, WIDE, Cell, Drawing, Picture
from counterclaim.views.pictures.styles import LOWER, SHAPES, STYLES, Style, group
from counterclaim.views.pictures.voices import (
    ACROSS,
    NO_NAMES,
    Link,
    Names,
    anchor,
    bodies,
    body,
    said_on,
    several_conflicts,
    short_day,
    side_of,
    styles_by_conflict,
    told,
    voice_name,
    who,
)

MOST_ROWS = 14  # claimants with a row of their own: what fits one screen; all others share the last one
NEAR = 9  # units: claims of one row closer than that stand under one, larger mark
HEADERS = ("day", "side", "claimant", "figure", "what", "outlet", "claim")
Styles = dict[tuple[str | None, str | None], Style]
LABEL, ROW = 200, {WIDE: 30, NARROW: 44}


@dataclass(frozen=True)
class Lane:
    """One row: a claimant, or all that have no row of their own."""

    name: str
    style: Style
    claims: tuple[tuple[date, Entry], ...]


def timeline(entries: Iterable[Entry], *, link: Link = anchor, names: Names = NO_NAMES, source: str = "") -> Picture:
    """Return who said what when, sides by the alphabet; the day is that of publication, else the claim's own last day.

    The claimants who spoke most have rows of their own, all others share one; a claimant whom documents spell in
    several ways has one row. Claims of one row within a few units stand under one larger mark with their number; a
    mark of one claim leads to it. Claims without any day are counted and in the table.

    >>> timeline([]).summary
    'No claims.'
    """
    every = list(entries)
    styles = styles_by_conflict(every, names)
    dated = [(day, entry) for entry in every if (day := parsed(said_on(entry))) is not None]
    lanes = _lanes(sorted(dated, key=lambda pair: (pair[0], pair[1].claim.id)), styles)
    return Picture(
        kind="timeline",
        title="Who said what when",
        subtitle="Each mark is a claim on the day of its publication, else the last day that it is about; "
        "a larger mark with a number is several." + (ACROSS if several_conflicts(every) else ""),
        summary=_summary(every, dated, lanes),
        wide=_drawing(lanes, WIDE, link),
        narrow=_drawing(lanes, NARROW, link),
        headers=HEADERS,
        rows=tuple(_row(entry, names) for entry in sorted(every, key=lambda e: said_on(e) or "9999")),
        notes=tuple(_notes(every, dated, lanes)),
        source=source,
    )


def _lanes(dated: Sequence[tuple[date, Entry]], styles: Styles) -> list[Lane]:
    """Rows by conflict, in each the sides by the alphabet; the one that several share comes last."""
    by_voice: dict[tuple[str | None, Style, str], list[tuple[date, Entry]]] = defaultdict(list)
    for day, entry in dated:
        claim = entry.claim
        by_voice[claim.conflict, styles[claim.conflict, side_of(claim)], body(entry)].append((day, entry))
    spelt = bodies(entry for _, entry in dated)

    def place(voice: tuple[str | None, Style, str]) -> tuple[str, int, date, str]:
        conflict, style, named = voice
        return conflict or "~", STYLES.index(style), by_voice[voice][0][0], spelt[named]

    busiest = sorted(by_voice, key=lambda voice: (-len(by_voice[voice]), place(voice)))
    kept = sorted(busiest if len(busiest) <= MOST_ROWS else busiest[: MOST_ROWS - 1], key=place)
    lanes = [Lane(spelt[voice[2]], voice[1], tuple(by_voice[voice])) for voice in kept]
    rest = [voice for voice in busiest if voice not in kept]
    if rest:
        shared = sorted((pair for voice in rest for pair in by_voice[voice]), key=lambda pair: pair[0])
        lanes.append(Lane(words.counted(len(rest), "other claimant"), "unattributed", tuple(shared)))
    return lanes


def _summary(every: Sequence[Entry], dated: Sequence[tuple[date, Entry]], lanes: Sequence[Lane]) -> str:
    if not every:
        return "No claims."
    if not dated:
        return f"{words.counted(len(every), 'claim')} without a day."
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    when = words.day(first.isoformat()) if first == last else f"{words.day(str(first))} to {words.day(str(last))}"
    most = ", ".join(f"{lane.name} {len(lane.claims):,}" for lane in sorted(lanes, key=lambda x: -len(x.claims))[:4])
    return f"{words.counted(len(dated), 'claim')} by {words.counted(_voices(dated), 'claimant')}, {when}: {most}."


def _voices(dated: Sequence[tuple[date, Entry]]) -> int:
    return len({body(entry) for _, entry in dated})


def _notes(every: Sequence[Entry], dated: Sequence[tuple[date, Entry]], lanes: Sequence[Lane]) -> list[str]:
    notes = []
    if len(dated) < len(every):
        notes.append(f"{words.counted(len(every) - len(dated), 'claim')} without a day not drawn; in the table.")
    if len(lanes) == MOST_ROWS and _voices(dated) > MOST_ROWS:
        notes.append(f"Rows of their own have the {MOST_ROWS - 1} who spoke most; all claims are in the table.")
    return notes


def _row(entry: Entry, names: Names) -> tuple[Cell, ...]:
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
    days = [day for lane in lanes for day, _ in lane.claims]
    across = Days(min(days), max(days), (LABEL + 24) if beside else 14, wide - 20)
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
    stacks = _stacks(lane, across)
    for x, same in stacks:
        labels.block(x, middle, _scale(len(same)) * 6)
    marks = "".join(_mark(x, middle, same, lane, labels, link) for x, same in stacks)
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


def _stacks(lane: Lane, across: Days) -> list[tuple[float, list[Entry]]]:
    stacks: list[tuple[float, list[Entry]]] = []
    for day, entry in lane.claims:
        x = across.x(day)
        if stacks and x - stacks[-1][0] < NEAR * _scale(len(stacks[-1][1])):
            stacks[-1][1].append(entry)
        else:
            stacks.append((x, [entry]))
    return stacks


def _scale(count: int) -> float:
    return 1 if count == 1 else 1.9 if count > 9 else 1.6


def _mark(x: float, y: float, same: Sequence[Entry], lane: Lane, labels: Labels, link: Link) -> str:
    first = same[0]
    if len(same) == 1:
        shown = _said(first)
        place = labels.place(shown, x, y)
        label = text(place[0], place[1], shown, anchor=place[2], size=SMALL, halo=True) if place else ""
        mark = at(x, y, SHAPES[lane.style])
        return linked(link(first.claim.id), told(first), mark, stop=False) + _inked(label)
    days = f"{short_day(said_on(first))} to {short_day(said_on(same[-1]))}"
    aloud = f"{lane.name}: {len(same):,} claims, {days}"
    count = _count(x, y, len(same), lane.style)
    return f"<g><title>{escape(words.clean(aloud))}</title>{count}</g>"


def _count(x: float, y: float, count: int, style: Style) -> str:
    """A larger mark with the number of its claims in it; a cross has its number beside it on a disc."""
    size = 9.5 if count < 100 else 8
    shape = SHAPES["a"] if style == "unattributed" else SHAPES[style]
    number = f"{count:,}" if count < 1000 else f"{count / 1000:.0f}k"
    middle = y + 3.4 + LOWER.get(style, 0) * 1.6
    inside = text(x, middle, number, anchor="middle", size=size, bold=True).replace("<text", '<text fill="#fff"', 1)
    return at(x, y, shape, scale=_scale(count)) + inside.replace("<text", '<text class="on"', 1)


def _said(entry: Entry) -> str:
    claim = entry.claim
    return f"{words.figure(claim.figure)} {claim.measure.replace('_', ' ')}"


def _inked(body: str) -> str:
    return f'<g class="ink" color="#1b1b1b">{body}</g>' if body else ""
