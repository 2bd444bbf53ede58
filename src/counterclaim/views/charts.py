"""Charts as SVG markup: plain functions, no script, no style attribute, every label escaped.

Positions along x are percentages and type is in pixels, so a chart fits any width and its words never shrink.
Colours come from `charts.css` by class; each style has a shape and a pattern of its own as well, so that
nothing hangs on colour (interface rules: circle, square, triangle, cross; solid, dashed, dotted).
A bar is a range of claims. It is never shaded like a probability.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from markupsafe import Markup, escape

from counterclaim.views.pictures.scales import Number, Scale, log_scale, log_ticks, nice_ticks

Style = Literal["a", "b", "third", "independent", "unattributed"]

SHAPES: dict[Style, str] = {
    "a": '<circle r="6"/>',
    "b": '<rect x="-5.5" y="-5.5" width="11" height="11"/>',
    "third": '<path d="M0-7 7 0 0 7-7 0z"/>',
    "independent": '<path d="M0-7 7 5.5H-7z"/>',
    "unattributed": '<path class="cross" d="M-5-5 5 5M-5 5 5-5"/>',
}
ROW, GAP_ROW, AXIS_ROW = 46, 30, 24  # pixels
STEP_HEIGHT, TOP = 190, 26  # pixels; TOP keeps the uppermost label inside
DOTS_AT_MOST = 40  # beyond this the dots of a step chart run into each other at 640 px


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a range chart: what one side claims, None where an end is open."""

    label: str
    shown: str  # the range in words
    low: Number | None
    high: Number | None
    latest: Number | None
    style: Style


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One claim in a step chart; `value` or bounds, and the mark that the series gives it."""

    day: str | None  # ISO date; a dot without one is not drawn
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    mark: str | None = None


def style_sheet() -> str:
    """Return the CSS that the charts need, for a page to inline.

    >>> ".chart" in style_sheet()
    True
    """
    return files("counterclaim.views").joinpath("charts.css").read_text(encoding="utf-8")


def marker(style: Style) -> Markup:
    """Return the shape of a style as a small picture that goes before a name; it says nothing aloud.

    >>> marker("a")[:22]
    Markup('<svg class="key sa" wi')
    """
    return Markup(f'<svg class="key s{style[0]}" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">') + (
        Markup(SHAPES[style] + "</svg>")
    )


def short(value: Number) -> str:
    """Return a number for an axis, thousands grouped, millions as such.

    >>> short(10000), short(2_000_000), short(0.1), short(2.5)
    ('10,000', '2 million', '0.1', '2.5')
    """
    if value >= 1_000_000:
        return f"{value / 1_000_000:,.4g} million"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _svg(kind: str, height: int, ident: str, title: str, desc: str, body: str) -> Markup:
    name = escape(ident)
    return Markup(
        f'<svg class="chart {kind}" width="100%" height="{height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(desc)}</desc>{body}</svg>'
    )


def _at(x: float, y: float, shape: str, kind: str = "") -> str:
    return f'<svg x="{x}%" y="{y:g}" class="mk{kind}" overflow="visible">{shape}</svg>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "") -> str:
    more = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}%" y="{y:g}"{more}{kind and f" class={kind}"}>{escape(words)}</text>'


def _anchor(x: float) -> str:
    return "start" if x < 18 else "end" if x > 82 else "middle"


def range_chart(
    bars: Sequence[Bar],
    *,
    ident: str,
    title: str,
    desc: str,
    percent: bool = False,
    gap: tuple[Number, Number, str] | None = None,
) -> Markup:
    """Return the ranges of claims of several sides under one another, on a log scale (shares: 0 to 100).

    `gap` is (end of the lower range, start of the higher range, words) and is drawn as a dimension line.

    >>> bars = [Bar(label="A", shown="3 to 9", low=3, high=9, latest=9, style="a")]
    >>> "<title" in range_chart(bars, ident="q1", title="Range", desc="A: 3 to 9")
    True
    """
    values = [value for bar in bars for value in (bar.low, bar.high, bar.latest) if value is not None]
    scale = Scale(start=0, stop=100, log=False) if percent else log_scale(values)
    foot = ROW * len(bars) + (GAP_ROW if gap else 0)
    ticks: list[Number] = [0, 25, 50, 75, 100] if percent else log_ticks(scale)
    body = [_grid(scale.at(tick), foot, short(tick) + ("%" if percent else "")) for tick in ticks]
    body += [_bar(bar, scale, ROW * row) for row, bar in enumerate(bars)]
    if gap:
        body.append(_gap(scale.at(gap[0]), scale.at(gap[1]), ROW * len(bars) + 8, gap[2]))
    return _svg("ranges", foot + AXIS_ROW, ident, title, desc, "".join(body))


def _grid(x: float, foot: float, words: str) -> str:
    line = f'<line class="grid" x1="{x}%" x2="{x}%" y1="0" y2="{foot}"/>'
    return line + _text(x, foot + 16, words, anchor=_anchor(x), kind="tick")


def _bar(bar: Bar, scale: Scale, top: int) -> str:
    y = top + 32
    start = 0.0 if bar.low is None else scale.at(bar.low)
    stop = 100.0 if bar.high is None else scale.at(bar.high)
    key = f'<svg x="7" y="{top + 12}" class="mk" overflow="visible">{SHAPES[bar.style]}</svg>'
    parts = [key, f'<text x="19" y="{top + 16}" class="row">{escape(bar.label)}: {escape(bar.shown)}</text>']
    if stop > start:
        parts.append(f'<line class="range" x1="{start}%" x2="{stop}%" y1="{y}" y2="{y}"/>')
        parts.append(_at(start, y, _ARROW_LEFT if bar.low is None else _CAP))
        parts.append(_at(stop, y, _ARROW_RIGHT if bar.high is None else _CAP))
    shown_at = bar.latest if bar.latest is not None else bar.low if start == stop else None
    if shown_at is not None:
        parts.append(_at(scale.at(shown_at), y, SHAPES[bar.style]))
    return f'<g class="s{bar.style[0]}">{"".join(parts)}</g>'


_CAP = '<path class="cap" d="M0-8V8"/>'
_ARROW_RIGHT = '<path class="cap" d="M-9-6 0 0-9 6"/>'
_ARROW_LEFT = '<path class="cap" d="M9-6 0 0 9 6"/>'
_ARROW_UP = '<path class="cap" d="M0-8V-22M-5-17 0-22 5-17"/>'
_ARROW_DOWN = '<path class="cap" d="M0 8V22M-5 17 0 22 5 17"/>'


def _gap(start: float, stop: float, y: int, words: str) -> str:
    ends = "".join(_at(x, y, '<path d="M0-4V4"/>') for x in (start, stop))
    middle = round((start + stop) / 2, 2)
    line = f'<line x1="{start}%" x2="{stop}%" y1="{y}" y2="{y}"/>'
    return f'<g class="gap">{line}{ends}{_text(middle, y + 16, words, anchor=_anchor(middle))}</g>'


def step_chart(
    dots: Sequence[Dot],
    *,
    ident: str,
    title: str,
    desc: str,
    style: Style = "a",
    kind: Literal["total", "period", "state"] = "total",
    percent: bool = False,
) -> Markup:
    """Return one claimant's figures over time: steps for totals, stems for periods, joined dots for states.

    The axis starts at zero. Open bounds are arrows, ranges are uprights, breaks are dashed, corrections wear a ring.
    Empty where the dots that have a day and a number are not of two days.

    >>> dots = [Dot(day="2022-06-12", value=32000), Dot(day="2022-06-13", value=32300)]
    >>> "13 Jun 2022" in step_chart(dots, ident="s1", title="t", desc="32300 on the second day")
    True
    """
    placed = sorted(
        ((day, dot) for dot in dots if (day := _day(dot.day)) is not None and _height(dot) is not None),
        key=lambda pair: pair[0],
    )
    if not placed or placed[0][0] == placed[-1][0]:
        return Markup("")
    first, last = placed[0][0], placed[-1][0]
    air = (last.toordinal() - first.toordinal()) * 0.03
    across = Scale(start=first.toordinal() - air, stop=last.toordinal() + air, log=False)
    top = max(value for _, dot in placed for value in (dot.value, dot.low, dot.high) if value is not None)
    ticks: list[Number] = [0, 50, 100] if percent else nice_ticks(top)
    upright = Scale(start=0, stop=ticks[-1], log=False)
    places = [_Place(across.at(day.toordinal()), dot, upright) for day, dot in placed]
    body = [_level(_y(upright, tick), short(tick) + ("%" if percent else "")) for tick in ticks]
    body.append(f'<g class="s{style[0]}">{_path(places, kind)}{_dots(places, style)}</g>')
    for end, day in ((places[0], first), (places[-1], last)):
        words = f"{day.day} {day:%b} {day.year}"
        body.append(_text(end.x, STEP_HEIGHT + 18, words, anchor="start" if end.x < 50 else "end", kind="tick"))
    return _svg("steps", STEP_HEIGHT + AXIS_ROW, ident, title, desc, "".join(body))


class _Place:
    """A dot with its place: x in percent, heights in pixels from the top."""

    def __init__(self, x: float, dot: Dot, upright: Scale) -> None:
        self.x, self.dot, self.y = x, dot, _y(upright, _height(dot) or 0)
        self.low = None if dot.low is None else _y(upright, dot.low)
        self.high = None if dot.high is None else _y(upright, dot.high)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None


def _height(dot: Dot) -> Number | None:
    return next((value for value in (dot.value, dot.low, dot.high) if value is not None), None)


def _y(upright: Scale, value: Number) -> float:
    return round(STEP_HEIGHT - (STEP_HEIGHT - TOP) * upright.at(value) / 100, 1)


def _level(y: float, words: str) -> str:
    return f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>' + _text(0, y - 4, words, kind="tick")


def _path(places: Sequence[_Place], kind: str) -> str:
    """Draw in a box of 1000 units that stretches with the page; the line keeps its width."""
    if kind == "period":
        path = "".join(f"M{place.x * 10:.1f} {STEP_HEIGHT}V{place.y}" for place in places)
    else:
        path = f"M{places[0].x * 10:.1f} {places[0].y}"
        join = "H{0:.1f}V{1}" if kind == "total" else "L{0:.1f} {1}"
        path += "".join(join.format(place.x * 10, place.y) for place in places[1:])
    box = f'width="100%" height="{STEP_HEIGHT}" viewBox="0 0 1000 {STEP_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg {box}><path class="line" vector-effect="non-scaling-stroke" d="{path}"/></svg>'


def _dots(places: Sequence[_Place], style: Style) -> str:
    crowded = len(places) > DOTS_AT_MOST
    parts = []
    for place in places:
        parts.append(_bounds(place))
        if place.dot.mark == "break":
            parts.append(f'<line class="break" x1="{place.x}%" x2="{place.x}%" y1="{TOP}" y2="{STEP_HEIGHT}"/>')
        if place.dot.mark == "correction":
            parts.append(_at(place.x, place.y, '<circle class="ring" r="10"/>'))
        if not crowded or place.dot.mark:
            parts.append(_at(place.x, place.y, SHAPES[style]))
    return "".join(parts)


def _bounds(place: _Place) -> str:
    dot, exact = place.dot, place.dot.low == place.dot.high == place.dot.value
    if exact or (dot.low is None and dot.high is None):
        return ""
    if place.low is not None and place.high is not None:
        return f'<line class="range" x1="{place.x}%" x2="{place.x}%" y1="{place.low}" y2="{place.high}"/>'
    return _at(place.x, place.y, _ARROW_UP if dot.high is None else _ARROW_DOWN)
