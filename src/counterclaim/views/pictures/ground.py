"""The ground of a map: land, coasts and borders in a frame, made as small as the eye allows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.views.pictures.atlas import Points, Shape, atlas
from counterclaim.views.pictures.canvas import SMALL, Labels, text, units, width
from counterclaim.views.pictures.projection import Projection, equal_earth, flat

Arc = Callable[[int], list[tuple[float, float]]]
FINE, FAR = 1.0, 2.0  # units: points of a line closer than that are one; of a map of half the world
LEAST_ISLAND = 2.5  # units: a smaller one is a speck of dust
LEAST_REGIONS = 0.16  # units a km: where a hundred km are smaller than that, borders of regions are a grey wash
SEATS = 8  # places tried for a country's name
LAND, COAST, REGION = "#f3f0e9", "#8a857a", "#cdc8bc"


@dataclass(frozen=True, eq=False)
class Ground:
    """A part of the world in a box of units: `scale` units a km, `middle` the km at the box's middle."""

    plane: Projection
    middle: tuple[float, float]
    scale: float
    wide: float
    high: float

    def at(self, points: Points) -> Points:
        """Return degrees as units of the box."""
        return self._in_units(self.plane(points))

    def _in_units(self, km: Points) -> Points:
        x = (km[:, 0] - self.middle[0]) * self.scale + self.wide / 2
        y = (self.middle[1] - km[:, 1]) * self.scale + self.high / 2
        return np.column_stack([x, y])

    def arc(self, number: int) -> Points:
        """The points of an arc in units, from its end where the number is negative."""
        starts, own = atlas().starts, number if number >= 0 else ~number
        found = self._in_units(flat(self.plane)[0][starts[own] : starts[own + 1]])
        return found if number >= 0 else found[::-1]

    @cached_property
    def boxes(self) -> Points:
        """Left, top, right, bottom of every arc in units."""
        least = flat(self.plane)[1]
        low, high = self._in_units(least[:, [0, 3]]), self._in_units(least[:, [2, 1]])  # north is up
        return np.hstack([low, high])

    @cached_property
    def rings(self) -> Points:
        """Left, top, right, bottom of every ring of a country in units, one country after the other."""
        arcs, starts = _arcs()
        boxes = self.boxes[arcs]
        return np.hstack([np.minimum.reduceat(boxes[:, :2], starts), np.maximum.reduceat(boxes[:, 2:], starts)])

    @cached_property
    def seen(self) -> Sequence[bool]:
        """Which arcs reach into the frame."""
        b = self.boxes
        inside = (b[:, 0] < self.wide) & (b[:, 2] > 0) & (b[:, 1] < self.high) & (b[:, 3] > 0)
        return [bool(one) for one in inside]

    def thinned(self, number: int) -> list[tuple[float, float]]:
        """Return an arc's points in units without those too close to be told apart; both ends stay."""
        found = self.arc(number).round(1).tolist()
        fine = FINE if self.scale >= LEAST_REGIONS else FAR
        kept = [found[0]]
        for point in found[1:-1]:
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= fine:
                kept.append(point)
        return [(x, y) for x, y in [*kept, found[-1]]]


@lru_cache(maxsize=4)
def world(wide: float) -> Ground:
    """Return the ground of the whole world in a box of that width.

    >>> world(720).high
    316.8
    """
    return Ground(equal_earth, (0.0, 900.0), wide / 35_000, wide, wide * 0.44)


@lru_cache(maxsize=8)
def drawn(ground: Ground) -> str:
    """Return land, coasts and borders as a few paths; of half the world only the land with its edges."""
    thin: dict[int, list[tuple[float, float]]] = {}

    def arc(number: int) -> list[tuple[float, float]]:
        own = number if number >= 0 else ~number
        if own not in thin:
            thin[own] = ground.thinned(own)
        return thin[own] if number >= 0 else thin[own][::-1]

    boxes = iter(ground.rings.tolist())
    land = "".join(_filled(ground, shape, arc, boxes) for shape in atlas().countries)
    near = ground.scale >= LEAST_REGIONS
    lines: dict[str, list[str]] = {kind: [] for kind in ("cnrd" if near else "d")}
    for number, kind in enumerate(atlas().kinds):
        if kind in lines and ground.seen[number] and not _seam(number) and not _speck(ground, number, kind):
            lines[kind].append(_runs(arc(number), ground))
    edge = "" if near else f' stroke="{COAST}" stroke-width="0.5"'
    body = f'<path class="land" color="{LAND}" fill="currentColor" fill-rule="evenodd" d="{land}"{edge}/>'
    if not near and lines["d"]:  # what is disputed of the land's edge is wiped, then dashed
        wiped = f'color="{LAND}" stroke="currentColor" stroke-width="1.2"'
        body += f'<path class="land" {wiped} fill="none" d="{"".join(lines["d"])}"/>'
    return body + "".join(_border(kind, "".join(found)) for kind, found in lines.items() if found)


def _border(kind: str, d: str) -> str:
    colour, thick = (REGION, 0.7) if kind == "r" else (COAST, 0.6 if kind == "c" else 1)
    dashes = ' stroke-dasharray="3 2.5"' if kind == "d" else ""
    return f'<path class="border" d="{d}" fill="none" stroke="{colour}" stroke-width="{thick}"{dashes}/>'


def _seam(number: int) -> bool:
    """Whether an arc is the cut along the 180th meridian, which is no coast."""
    of = atlas()
    return bool((np.abs(of.points[of.starts[number] : of.starts[number + 1], 0]) > 179.99).all())


def _speck(ground: Ground, number: int, kind: str) -> bool:
    """Whether an arc is the coast of an island too small to be drawn."""
    left, top, right, bottom = ground.boxes[number]
    return kind == "c" and max(right - left, bottom - top) < LEAST_ISLAND


def _filled(ground: Ground, shape: Shape, arc: Arc, boxes: Iterator[list[float]]) -> str:
    """A country's land; `boxes` go on with those of its rings."""
    parts = []
    for ring, (left, top, right, bottom) in zip(shape.rings, boxes, strict=False):
        if (
            right < 0
            or left > ground.wide
            or bottom < 0
            or top > ground.high
            or max(right - left, bottom - top) < LEAST_ISLAND
        ):
            continue
        points = [point for number in ring for point in arc(number)]
        parts.append(_path(clipped(points, ground.wide, ground.high), "z"))
    return "".join(parts)


def clipped(points: list[tuple[float, float]], wide: float, high: float) -> list[tuple[float, float]]:
    """Return a polygon cut to a box (Sutherland and Hodgman's way, edge by edge).

    >>> clipped([(-5, 2), (5, 2), (5, 8), (-5, 8)], 10, 10)
    [(0, 2.0), (5, 2), (5, 8), (0, 8.0)]
    """
    for axis, limit, sign in ((0, 0, 1), (0, wide, -1), (1, 0, 1), (1, high, -1)):
        if not points:
            return []
        kept: list[tuple[float, float]] = []
        before = points[-1]
        for point in points:
            inside, was = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if inside:
                kept.append(point)
            before = point
        points = kept
    return points


def _runs(points: list[tuple[float, float]], ground: Ground) -> str:
    """The stretches of a line that are inside the frame, each with a point beyond its ends."""
    inside = [-2 <= x <= ground.wide + 2 and -2 <= y <= ground.high + 2 for x, y in points]
    if all(inside):
        return _path(points, "")
    runs: list[list[tuple[float, float]]] = [[]]
    for place, point in enumerate(points):
        if any(inside[max(0, place - 1) : place + 2]):
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return "".join(_path(run, "") for run in runs if len(run) > 1)


def _path(points: Sequence[tuple[float, float]], end: str) -> str:
    """A path of relative steps in tenths of a unit: half as long as one of places."""
    if len(points) < 2:
        return ""
    x, y = round(points[0][0], 1), round(points[0][1], 1)
    steps = []
    for px, py in points[1:]:
        dx, dy = round(px - x, 1), round(py - y, 1)
        if dx or dy:
            steps.append(f"{_step(dx)}{'' if dy < 0 else ' '}{_step(dy)}")
            x, y = round(x + dx, 1), round(y + dy, 1)
    if not steps:
        return ""
    joined = "".join(step if step[0] == "-" else " " + step for step in steps).lstrip()
    return f"M{units(points[0][0])} {units(points[0][1])}l{joined}{end}"


def _step(value: float) -> str:
    """A step without the nought before its point."""
    shown = f"{value:g}"
    return shown[1:] if shown.startswith("0.") else f"-{shown[2:]}" if shown.startswith("-0.") else shown


def names(ground: Ground, labels: Labels) -> str:
    """Return the names of countries where most of their land in the frame lies, as far as there is room."""
    parts = []
    for size, name, seats in _seats(ground):
        half = width(name, SMALL) / 2 + 3
        for x, y in seats if size > 2 else ():
            box = (x - half, y - 11, x + half, y + 5)
            if labels.free(box):
                labels.taken.append(box)
                parts.append(text(x, y, name, anchor="middle", size=SMALL, soft=True, halo=True))
                break
    return "".join(parts)


@lru_cache(maxsize=8)
def _seats(ground: Ground) -> list[tuple[int, str, list[list[float]]]]:
    """For each country how many of a grid of places in the frame it holds, and those nearest to their middle; the
    largest first."""
    return sorted(_held(ground), key=lambda seat: (-seat[0], seat[1]))


def _held(ground: Ground) -> Iterator[tuple[int, str, list[list[float]]]]:
    xs = (np.arange(26) + 0.5) * ground.wide / 26
    ys = (np.arange(18) + 0.5) * ground.high / 18
    grid = np.stack(np.meshgrid(xs, ys), axis=-1)
    reaching, place = _reaching(ground), 0
    for shape in atlas().countries:
        inside = np.zeros(grid.shape[:2], dtype=bool)
        for ring in shape.rings:
            if reaching[place]:
                inside ^= _holds(_ring(ground, ring), xs, ys)
            place += 1
        own = grid[inside]
        if len(own):
            order = np.argsort(((own - own.mean(axis=0)) ** 2).sum(axis=1))
            yield len(own), shape.name, own[order[:SEATS]].tolist()


def _reaching(ground: Ground) -> list[bool]:
    """Which rings of countries, one after the other, reach into the frame and are wider than a letter."""
    left, top, right, bottom = ground.rings.T
    found = (right > 0) & (left < ground.wide) & (bottom > 0) & (top < ground.high) & (right - left > 12)
    return [bool(one) for one in found]


@cache
def _arcs() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The arcs of all rings of countries, one after the other, and where each ring begins."""
    rings = [ring for shape in atlas().countries for ring in shape.rings]
    arcs = np.array([number if number >= 0 else ~number for ring in rings for number in ring], dtype=np.int64)
    return arcs, np.cumsum([0, *(len(ring) for ring in rings[:-1])])


def _ring(ground: Ground, ring: Sequence[int]) -> Points:
    return np.concatenate([ground.arc(number) for number in ring])


def _holds(ring: Points, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which places of a grid of rows `ys` lie in a ring: by the parity of the crossings to the right of each."""
    x, y = ring[:, 0], ring[:, 1]
    above = y[:, None] > ys
    step, row = np.nonzero(above != np.roll(above, -1, axis=0))
    after = (step + 1) % len(ring)
    meets = x[step] + (ys[row] - y[step]) / (y[after] - y[step]) * (x[after] - x[step])
    crossed = np.zeros((len(ys), len(xs) + 1), dtype=np.int64)
    np.add.at(crossed, (row, np.searchsorted(xs, meets)), 1)  # to the right of so many places of its row
    return np.cumsum(crossed[:, ::-1], axis=1)[:, ::-1][:, 1:] % 2 == 1
