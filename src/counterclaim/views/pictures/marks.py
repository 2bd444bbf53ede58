"""One claimant's line: its steps, and a mark for every bound, correction, break and gap."""

from collections.abc import Callable
from itertools import pairwise

from counterclaim.views.pictures.canvas import SMALL, Labels, at, line, linked, stroked, text, units, width
from counterclaim.views.pictures.dates import Days, gaps
from counterclaim.views.pictures.scales import Number
from counterclaim.views.pictures.styles import INK, SHAPES, dash
from counterclaim.views.pictures.tracks import Spot, Track, said
from counterclaim.views.pictures.voices import Link, nowhere

Height = Callable[[Number], float]  # from a number to its place from the top
RING = f'<circle class="ink" color="{INK}" r="9" fill="none" stroke="currentColor" stroke-width="1.4"/>'
LEVELS = ' stroke-dasharray="1 5" stroke-linecap="round"'  # between two levels nothing is known: dots, not a line


def line_of(track: Track, across: Days, y: Height, labels: Labels, most: int, link: Link = nowhere) -> str:
    """Return a track's line with its marks; of more than `most` figures only corrections, breaks and the newest."""
    apart = dict(gaps([spot.day for spot in track.spots]))
    dashes = LEVELS if track.series.time_kind == "state" else dash(track.style)
    parts = [stroked(f'<path d="{_path(track, across, y, frozenset(apart))}"{dashes}/>', 2.2)]
    drawn = [spot for spot in track.spots if len(track.spots) <= most or spot.point.mark in ("correction", "break")]
    for spot in drawn:
        labels.block(across.x(spot.day), y(spot.height), 6)
    for place, spot in enumerate(track.spots):
        told = spot.point.mark in ("correction", "break") or place == len(track.spots) - 1
        if told or len(track.spots) <= most:
            parts.append(_spot(spot, track, across.x(spot.day), y, labels, link))
        elif None in (spot.point.value, spot.point.low, spot.point.high):  # of many rounded ones a band would be made
            parts.append(_bounds(spot, across.x(spot.day), y))
    for place, days in apart.items():
        before, after = track.spots[place], track.spots[place + 1]
        middle = (y(before.height) + y(after.height)) / 2
        parts.append(_bracket(across.x(before.day) + 12, across.x(after.day) - 12, middle, days, labels))
    return "".join(parts)


def _path(track: Track, across: Days, y: Height, apart: frozenset[int]) -> str:
    """Steps for totals, joined points for levels; broken at gaps and breaks; half a unit is as fine as it gets."""
    parts: list[str] = []
    fresh, last_x, last_y = True, 0.0, 0.0
    for place, spot in enumerate(track.spots):
        x, height = across.x(spot.day), y(spot.height)
        if fresh or spot.point.mark == "break":
            parts.append(f"M{units(x)} {units(height)}")
        elif x - last_x < 0.5 and height <= last_y and place not in apart and place + 1 < len(track.spots):
            continue  # a rise within half a unit is taken up by the next one
        elif track.series.time_kind == "total":
            parts.append(f"H{units(x)}V{units(height)}")
        else:
            parts.append(f"L{units(x)} {units(height)}")
        fresh, last_x, last_y = place in apart, x, height
    return "".join(parts)


def _spot(spot: Spot, track: Track, x: float, y: Height, labels: Labels, link: Link) -> str:
    shape, lowered = SHAPES[track.style], spot.point.mark == "correction"
    if spot.point.mark == "repeat":
        shape = '<circle class="water" r="4" fill="#fff" stroke="currentColor" stroke-width="1.6"/>'
    height = y(spot.height)
    parts = ["" if spot.exact else _bounds(spot, x, y), at(x, height, shape)]
    if lowered:
        parts.append(at(x, height, RING) + _label("lowered", x, height, labels))
    return linked(link(spot.point.claim), f"{track.name}: {said([spot])}", "".join(parts), stop=False)


def _label(name: str, x: float, y: float, labels: Labels) -> str:
    place = labels.place(name, x, y, reach=13)
    if place is None:
        return ""
    left, base, anchor = place
    return f'<g class="ink" color="{INK}">{text(left, base, name, anchor=anchor, size=SMALL, halo=True)}</g>'


def _bounds(spot: Spot, x: float, y: Height) -> str:
    low, high = spot.point.low, spot.point.high
    if low is not None and high is not None:
        caps = line(x - 4, y(low), x + 4, y(low)) + line(x - 4, y(high), x + 4, y(high))
        return stroked(line(x, y(low), x, y(high)) + caps, 1.5)
    way = 1 if high is None else -1
    head = f"v{-16 * way}m-4.5 {5 * way}l4.5 {-5 * way}l4.5 {5 * way}"
    return stroked(f'<path d="M{units(x)} {units(y(spot.height) - 6 * way)}{head}"/>', 1.5)


def _bracket(start: float, stop: float, y: float, days: int, labels: Labels) -> str:
    """Where nobody gave a figure: two ends, and between them only how long it was."""
    if stop - start < 4:
        return ""
    ends = line(start, y - 5, start, y + 5) + line(stop, y - 5, stop, y + 5)
    for name in (f"no figure for {days} days", f"{days} days"):
        half, middle = width(name, SMALL) / 2 + 4, (start + stop) / 2
        box = (middle - half, y - 7, middle + half, y + 7)
        if 2 * half + 12 < stop - start and labels.free(box):
            labels.taken.append(box)
            arms = line(start, y, middle - half, y) + line(middle + half, y, stop, y)
            return stroked(ends + arms, 0.8) + text(middle, y + 4, name, anchor="middle", size=SMALL, soft=True)
    return stroked(ends + line(start, y, stop, y), 0.8)


def breaks(track: Track, across: Days, top: float, foot: float, labels: Labels) -> str:
    """Return an upright, dashed line at each break of a track, named where there is room."""
    parts = []
    for before, spot in pairwise((None, *track.spots)):
        if before is None or spot is None or spot.point.mark != "break":
            continue
        x = across.x(spot.day)
        parts.append(stroked(line(x, top - 8, x, foot), 1.2, ' stroke-dasharray="4 4"'))
        for name in ("counted differently from here", "break"):
            place = labels.place(name, x, top - 4, reach=6)
            if place:
                parts.append(text(place[0], place[1], name, anchor=place[2], size=SMALL, halo=True))
                break
    return "".join(parts)
