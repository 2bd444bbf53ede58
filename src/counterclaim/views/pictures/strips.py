"""A strip of bars under a line: increases as they were told, or worked out from two totals."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from markupsafe import escape

from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, line, ruled, stroked, text, units, wrapped
from counterclaim.views.pictures.dates import Days, axis
from counterclaim.views.pictures.marks import Height
from counterclaim.views.pictures.picture import WIDE
from counterclaim.views.pictures.scales import Number, nice_ticks, short
from counterclaim.views.pictures.styles import group
from counterclaim.views.pictures.tracks import Bar, Track
from counterclaim.views.pictures.voices import short_day

STRIP = 84
WIDEST = 16  # of a bar; a few bars far apart are no blocks


def strip(
    track: Track, bars: Sequence[Bar], by: str, across: Days, top: float, high: float, wide: float
) -> tuple[str, float]:
    """Return the bars of a track under its line, from zero, with their own scale and days; and where they end."""
    heads = wrapped(_heading(track, bars, by), wide, SMALL)
    foot = top + 16 + 16 * len(heads) + high
    levels = nice_ticks(max(bar.value for bar in bars), 3)

    def y(value: Number) -> float:
        return foot - high * value / levels[-1]

    left = across.left - 10
    body = "".join(text(0, top + 14 + 16 * row, said, size=SMALL, soft=True) for row, said in enumerate(heads))
    body += ruled(line(left, y(level), wide, y(level)) for level in levels)
    for level in levels:
        body += text(left - 6, y(level) + 4, short(level, tight=wide < WIDE), anchor="end", size=SMALL, soft=True)
    thick = _thickness(bars, across)
    drawn = "".join(_bar(bar, track, across, y, foot, thick) for bar in bars)
    base = stroked(line(left, foot, wide, foot), 1)
    return axis(across, foot, foot, wide) + body + group(track.style, drawn) + base, foot


def _heading(track: Track, bars: Sequence[Bar], by: str) -> str:
    derived = sum(bar.derived for bar in bars)
    how = "worked out from the totals" if derived == len(bars) else "as given" if not derived else ""
    what = f"{track.name}: {'within a period' if not track.spots else 'increases'}"
    what += f", summed by {by}" if by else ""
    return f"{what}, {how}" if how else f"{what}; filled as given, hollow worked out from the totals"


def _thickness(bars: Sequence[Bar], across: Days) -> float:
    days = sorted(bar.first for bar in bars)
    steps = [(after - before).days for before, after in pairwise(days) if after > before]
    if not steps:
        return WIDEST / 2
    slot = (across.right - across.left) * min(steps) / max(1, (across.last - across.first).days)
    return min(WIDEST, max(1.5, slot * 0.76))


def _bar(bar: Bar, track: Track, across: Days, y: Height, foot: float, thick: float) -> str:
    start, stop = _clipped(across, bar.first), _clipped(across, bar.last)
    if bar.first != bar.last:
        thick = max(1.5, (stop - start) * 0.8)
    middle, top = (start + stop) / 2, y(bar.value)
    x = middle - thick / 2
    shape = f"M{units(x)} {units(foot)}V{units(top)}h{units(thick)}V{units(foot)}z"
    hollow = bar.derived and thick >= 5
    paint = ' fill="none" stroke="currentColor" stroke-width="1.3"' if hollow else ""
    day = short_day(bar.first.isoformat()) + (f" to {short_day(bar.last.isoformat())}" if bar.first != bar.last else "")
    more = " or more" if bar.open else ""
    aloud = escape(f"{words.number(bar.value, track.series.unit)}{more}, {day}")
    drawn = f'<path d="{shape}"{paint}><title>{aloud}</title></path>'
    if bar.open:
        arrow = f'<path d="M{units(middle)} {units(top - 2)}v-11m-4 4l4-4l4 4"/>'
        drawn += stroked(arrow, 1.4)
    return drawn


def _clipped(across: Days, day: date) -> float:
    return min(max(across.x(day), across.left), across.right)
