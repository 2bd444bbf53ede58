"""A strip of bars under a line: increases as they were told, or worked out from two totals."""

from collections.abc import Sequence
from itertools import pairwise

from counterclaim.views import words
from counterclaim.views.pictures.canvas import SMALL, line, linked, ruled, stroked, text, units, wrapped
from counterclaim.views.pictures.dates import Days, axis
from counterclaim.views.pictures.marks import Height
from counterclaim.views.pictures.picture import WIDE
from counterclaim.views.pictures.scales import Number, nice_ticks, short
from counterclaim.views.pictures.styles import group
from counterclaim.views.pictures.tracks import Bar, Track
from counterclaim.views.pictures.voices import Link, short_day

STRIP = 84
WIDEST = 16  # of a bar of one day; a few bars far apart are no blocks
HOLLOW = ' fill="none" stroke="currentColor" stroke-width="1.3"'


def strip(
    track: Track, bars: Sequence[Bar], by: str, across: Days, top: float, high: float, wide: float, link: Link
) -> tuple[str, float]:
    """Return the bars of a track under its line, from zero, with their own scale and days; and where they end.

    Increases over several days stand as wide as their days and as high as one of these days on average, so that areas
    compare. Of a claimant without totals, whose figures' days may overlap, each stands at its own height, an outline
    as wide as its days.
    """
    rate = bool(track.spots) and not by and any(bar.days > 1 for bar in bars)
    heads = wrapped(_heading(track, bars, by, rate=rate), wide, SMALL)
    foot = top + 16 + 16 * len(heads) + high
    levels = nice_ticks(max(bar.a_day if rate else bar.value for bar in bars), 3)

    def y(value: Number) -> float:
        return foot - high * value / levels[-1]

    left = across.left - 10
    body = "".join(text(0, top + 14 + 16 * row, said, size=SMALL, soft=True) for row, said in enumerate(heads))
    body += ruled(line(left, y(level), wide, y(level)) for level in levels)
    for level in levels:
        body += text(left - 6, y(level) + 4, short(level, tight=wide < WIDE), anchor="end", size=SMALL, soft=True)
    thick = _thickness(bars, across)
    drawn = "".join(_bar(bar, track, across, y, foot, thick, rate=rate, link=link) for bar in bars)
    base = stroked(line(left, foot, wide, foot), 1)
    return axis(across, foot, foot, wide) + body + group(track.style, drawn) + base, foot


def _heading(track: Track, bars: Sequence[Bar], by: str, *, rate: bool) -> str:
    derived = sum(bar.derived for bar in bars)
    how = "worked out from the totals" if derived == len(bars) else "as given" if not derived else ""
    what = f"{track.name}: {'within a period' if not track.spots else 'increases'}"
    what += f", summed by {by}" if by else " a day, on average over the days of each" if rate else ""
    what += ", outlines as wide as their days" if not track.spots and any(bar.days > 1 for bar in bars) else ""
    return f"{what}, {how}" if how else f"{what}; filled as given, hollow worked out from the totals"


def _thickness(bars: Sequence[Bar], across: Days) -> float:
    days = sorted(bar.first for bar in bars)
    steps = [(after - before).days for before, after in pairwise(days) if after > before]
    if not steps:
        return WIDEST / 2
    return min(WIDEST, max(1.5, _a_day(across) * min(steps) * 0.76))


def _a_day(across: Days) -> float:
    """How wide a day is."""
    return (across.right - across.left) / max(1, (across.last - across.first).days)


def _bar(bar: Bar, track: Track, across: Days, y: Height, foot: float, thick: float, *, rate: bool, link: Link) -> str:
    middle = across.x(bar.last)
    if bar.days > 1:
        start, stop = ends(bar, across)
        middle, thick = (start + stop) / 2, max(1.5, (stop - start) * 0.9)
    top = y(bar.a_day if rate else bar.value)
    outline = bar.days > 1 and not track.spots
    shape = (
        f"M{units(middle - thick / 2)} {units(foot)}V{units(top)}h{units(thick)}V{units(foot)}{'' if outline else 'z'}"
    )
    hollow = outline or (bar.derived and thick >= 5)
    drawn = f'<path d="{shape}"{HOLLOW if hollow else ""}/>'
    if bar.open:
        arrow = f'<path d="M{units(middle)} {units(top - 2)}v-11m-4 4l4-4l4 4"/>'
        drawn += stroked(arrow, 1.4)
    return linked(link(bar.claim) if bar.claim else None, _aloud(bar, track), drawn, stop=False)


def _aloud(bar: Bar, track: Track) -> str:
    """The bar in words: `at least 1,030 in 3 days, 5 Feb 2023 to 7 Feb 2023`."""
    days = short_day(bar.last.isoformat())
    if bar.days > 1:
        days = f"{short_day(bar.first.isoformat())} to {days}"
    summed = words.number(round(bar.value), track.series.unit) + (" or more" if bar.open else "")
    return f"{bar.shown or summed}, {days}"


def ends(bar: Bar, across: Days) -> tuple[float, float]:
    """Return where the days of a bar begin and end, inside the plot."""
    half = _a_day(across) / 2
    start, stop = across.x(bar.first) - half, across.x(bar.last) + half
    return max(start, across.left - 4), min(stop, across.right + 4)
