"""The drawing of a ladder: a heading, a bracket and its rungs for each side, and the stretch between two sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import Comparison, Entry, SideRange
from counterclaim.reconcile import wording
from counterclaim.reconcile.intervals import exact
from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, at, fitted, line, linked, ruled, stroked, text, units, width
from counterclaim.views.pictures.picture import WIDE, Drawing
from counterclaim.views.pictures.scales import Number, Scale, log_ticks, short
from counterclaim.views.pictures.styles import SHAPES, Style, dash, group
from counterclaim.views.pictures.voices import Link, said_on, short_day, told

AXIS, GAP_ROW = 30, 30
LABELS, WIDER, NAME = 262, 90, 34  # of a wide drawing: room for names, at most so much more, what of it stays free


@dataclass(frozen=True)
class Rung:
    """Claims of one claimant that give the same figure; the newest stands for them."""

    entry: Entry
    times: int
    name: str  # what the claimant goes by

    @property
    def ends(self) -> tuple[Number | None, Number | None]:
        """The bounds of the figure."""
        return self.entry.claim.figure.low, self.entry.claim.figure.high

    @property
    def point(self) -> Number | None:
        """Where the mark stands: the number that was said, else the bound that the words give."""
        figure, (low, high) = self.entry.claim.figure, self.ends
        if figure.qualifier == "more_than" and low is not None:
            return low
        return next((value for value in (figure.value, low, high) if value is not None), None)


@dataclass(frozen=True)
class Rail:
    """One side of the ladder."""

    name: str
    role: str
    style: Style
    side: SideRange
    rungs: tuple[Rung, ...]  # drawn and named
    strokes: tuple[Rung, ...]  # drawn as strokes on the bracket
    shown: str


@dataclass(frozen=True)
class _Sheet:
    """Where things stand in one layout: names to the left of the scale, or above it where the page is narrow."""

    wide: float
    scale: Scale
    link: Link
    percent: bool
    wider: float = 0  # the longest names need so much more room

    @property
    def beside(self) -> bool:
        return self.wide >= WIDE

    @property
    def left(self) -> float:
        return LABELS + self.wider if self.beside else 14

    @property
    def right(self) -> float:
        return self.wide - (90 if self.beside else 14)

    def x(self, value: Number) -> float:
        return self.left + (self.right - self.left) * self.scale.at(value) / 100


def drawing(rails: Sequence[Rail], scale: Scale, comparison: Comparison, link: Link, wide: float) -> Drawing:
    """Return the ladder laid out for a page of this width, the scale at its foot."""
    longest = max((width(_by(rung), SMALL) for rail in rails for rung in rail.rungs), default=0)
    wider = min(max(0, longest - (LABELS - NAME)), WIDER)
    sheet = _Sheet(wide, scale, link, comparison.unit == "percent", wider)
    y, body = 0.0, []
    for place, rail in enumerate(rails):
        y += 12 if place else 0
        drawn, y = _side(rail, sheet, y)
        body.append(drawn)
    gap = _gap(rails, comparison)
    if gap:
        body.append(_dimension(sheet, y + 14, *gap))
        y += GAP_ROW
    y += 8
    return Drawing(width=wide, height=y + AXIS, body=_axis(sheet, y) + "".join(body))


def _axis(sheet: _Sheet, foot: float) -> str:
    ticks: list[Number] = [0, 25, 50, 75, 100] if sheet.percent else log_ticks(sheet.scale)
    lines, labels, last = [], [], -99.0
    for tick in ticks:
        x, name = sheet.x(tick), short(tick) + (" %" if sheet.percent else "")
        lines.append(line(x, 0, x, foot))
        half = width(name, SMALL) / 2
        if x - half > last + 8 and x - half >= -1 and x + half <= sheet.wide + 1:
            labels.append(text(x, foot + 17, name, anchor="middle", size=SMALL, soft=True))
            last = x + half
    return ruled(lines) + "".join(labels)


def _side(rail: Rail, sheet: _Sheet, top: float) -> tuple[str, float]:
    """One side's heading, bracket and rungs; and where it ends."""
    name = fitted(rail.name, 150 if sheet.beside else sheet.wide - 30, bold=True)
    head = at(7, top + 15, SHAPES[rail.style]) + text(20, top + 19.5, name, bold=True, halo=True)
    role = rail.role
    if sheet.beside:
        under = text(20, top + 35, fitted(role, sheet.left - 30, SMALL), size=SMALL, soft=True) if role else ""
        bracket, y = _bracket(rail, sheet, top + 15), top + (40 if role else 26)
    else:
        room = sheet.wide - 30 - width(name, bold=True)
        under = text(
            26 + width(name, bold=True), top + 19.5, fitted(role, room, SMALL), size=SMALL, soft=True, halo=True
        )
        bracket, y = _bracket(rail, sheet, top + 36), top + (48 if _bracketed(rail) else 26)
    rungs = []
    for rung in rail.rungs:
        rungs.append(_rung(rung, rail.style, sheet, y))
        y += 27 if sheet.beside else 42
    return group(rail.style, head + bracket + "".join(rungs)) + under, y


def _bracketed(rail: Rail) -> bool:
    """Whether a side's range is more than its one rung shows."""
    return bool(rail.strokes) or (len(rail.rungs) > 1 and rail.side.low != rail.side.high)


def _bracket(rail: Rail, sheet: _Sheet, y: float) -> str:
    """The range of a side's claims: two ends joined, an open end an arrow; strokes where unnamed claims stand."""
    low, high = rail.side.low, rail.side.high
    if not _bracketed(rail):
        return ""
    start = sheet.left if low is None else sheet.x(low)
    stop = sheet.right + 10 if high is None else sheet.x(high)
    bar = f'<path d="M{units(start)} {units(y)}H{units(stop)}"{dash(rail.style)}/>'
    ends = _end(start, y, low is None, -1) + _end(stop, y, high is None, 1)
    ticks = "".join(line(sheet.x(rung.point or 0), y - 4, sheet.x(rung.point or 0), y + 4) for rung in rail.strokes)
    return stroked(bar + ends, 2) + stroked(ticks, 1)


def _end(x: float, y: float, is_open: bool, way: int) -> str:
    return (
        f'<path d="M{units(x - 7 * way)} {units(y - 5)}l{7 * way} 5l{-7 * way} 5"/>'
        if is_open
        else line(x, y - 6, x, y + 6)
    )


def _rung(rung: Rung, style: Style, sheet: _Sheet, top: float) -> str:
    """One claim: who gave it, the mark, and the figure beside the mark."""
    entry, point = rung.entry, rung.point or 0
    low, high = rung.ends
    often = _often(rung)
    y = top + (13 if sheet.beside else 29)
    x = sheet.x(point)
    parts = [at(x, y, SHAPES[style])]
    if low != high or low is None:
        start = sheet.left if low is None else sheet.x(low)
        stop = min(sheet.right + 10, x + 44) if high is None else sheet.x(high)
        parts.append(
            stroked(line(start, y, stop, y) + _end(stop, y, high is None, 1) + _end(start, y, low is None, -1))
        )
    down = 26 if sheet.beside else 40
    hit = f'<path d="M0 {units(top)}H{units(sheet.wide)}v{down}H0z" fill="none" pointer-events="all"/>'
    about = linked(
        sheet.link(entry.claim.id),
        told(entry) + often,
        hit + "".join(parts) + _named(rung, sheet, top, words.figure(entry.claim.figure)),
    )
    lead = ruled([line(20, y, sheet.x(point) - 8, y, more=' stroke-dasharray="1 4"')]) if sheet.beside else ""
    return lead + about


def _often(rung: Rung) -> str:
    return f" ({rung.times} times)" if rung.times > 1 else ""


def _by(rung: Rung, room: float | None = None) -> str:
    """Who gave the figure, and when; where the room is short the name is cut, never the day."""
    tail = f", {short_day(said_on(rung.entry))}{_often(rung)}"
    return (rung.name if room is None else fitted(rung.name, room - width(tail, SMALL), SMALL)) + tail


def _named(rung: Rung, sheet: _Sheet, top: float, figure: str) -> str:
    if not sheet.beside:
        first = fitted(figure, sheet.wide / 2, bold=True)
        start = width(first, bold=True) + 8
        rest = text(start, top + 15, _by(rung, sheet.wide - start), size=SMALL, soft=True, halo=True)
        return f'<g class="ink">{text(0, top + 15, first, bold=True, halo=True)}</g>{rest}'
    low, high = rung.ends
    end = max(sheet.x(value) for value in (rung.point, low, high) if value is not None)
    end = min(end + 44, sheet.right + 10) if high is None else end
    room = sheet.wide - end - 12
    name = text(20, top + 17.5, _by(rung, sheet.left - NAME), size=SMALL, soft=True, halo=True)
    shown = fitted(figure, 200, bold=True)
    if width(shown, bold=True) <= room:
        return name + text(end + 11, top + 17.5, shown, bold=True, halo=True)
    start = min(sheet.x(value) for value in (rung.point, low, high) if value is not None)
    return name + text(start - 11, top + 17.5, shown, anchor="end", bold=True, halo=True)


def _gap(rails: Sequence[Rail], comparison: Comparison) -> tuple[Number, Number, str] | None:
    """The empty stretch between the two parties' ranges, where they do not touch."""
    main = [rail.side for rail in rails if rail.side.role in ("self", "opponent")]
    for lower, higher in (main, main[::-1]) if len(main) == 2 else ():
        if lower.high is not None and higher.low is not None and lower.high < higher.low:
            return lower.high, higher.low, apart(comparison)
    return None


def apart(comparison: Comparison) -> str:
    """Return how far apart the ranges of the sides are, in words.

    >>> from counterclaim.reconcile.compare import compare
    >>> [apart(one) for one in compare(())]
    []
    """
    if comparison.gap_points is not None:
        return f"{words.number(comparison.gap_points)} points apart"
    if comparison.factor_guaranteed is None:
        return ""
    return f"at least {wording.times(exact(comparison.factor_guaranteed))} times apart"


def _dimension(sheet: _Sheet, y: float, start: Number, stop: Number, said: str) -> str:
    x1, x2 = sheet.x(start), sheet.x(stop)
    ends = line(x1, y - 5, x1, y + 5) + line(x2, y - 5, x2, y + 5) + line(x1, y, x2, y)
    half = width(said, SMALL) / 2
    middle = min(max((x1 + x2) / 2, half), sheet.wide - half)
    return stroked(ends, 1.2) + text(middle, y + 17, said, anchor="middle", size=SMALL, halo=True)
