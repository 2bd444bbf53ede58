"""Boundaries of the world's countries and first-level regions, as packed by tools/build_boundaries.py.

Natural Earth, public domain. What is drawn is no view on the status of any territory: lines that are disputed have a
kind of their own.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # one row a point: longitude, latitude in degrees
EARTH = 6371.0  # mean radius in km


@dataclass(frozen=True, eq=False)
class Shape:
    """A country or a region: its rings as signed numbers of arcs, outer rings and holes alike."""

    code: str
    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """All boundaries; arc `i` is `points[starts[i]:starts[i + 1]]`, its kind `kinds[i]` (c coast, n, r, d disputed)."""

    points: Points
    starts: NDArray[np.int64]
    kinds: str
    countries: tuple[Shape, ...]
    regions: tuple[Shape, ...]

    def arc(self, number: int) -> Points:
        """Return the points of an arc, from its end where the number is negative."""
        own = number if number >= 0 else ~number
        found = self.points[self.starts[own] : self.starts[own + 1]]
        return found if number >= 0 else found[::-1]

    def ring(self, numbers: Sequence[int]) -> Points:
        """Return the points of a ring."""
        return np.concatenate([self.arc(number) for number in numbers])


@cache
def atlas() -> Atlas:
    """Return the boundaries; read once, in a fifth of a second.

    >>> len(atlas().countries) > 200, set(atlas().kinds) == set("cnrd")
    (True, True)
    """
    packed = files("counterclaim.views.pictures").joinpath("data/boundaries.json.gz").read_bytes()
    told = json.loads(gzip.decompress(packed))
    steps = np.array([step for arc in told["arcs"] for step in arc], dtype=np.float64)
    starts = np.concatenate([[0], np.cumsum([len(arc) for arc in told["arcs"]])]).astype(np.int64)
    run = np.cumsum(steps, axis=0)
    before = np.concatenate([[[0.0, 0.0]], run])[starts[:-1]]
    points = (run - np.repeat(before, np.diff(starts), axis=0)) * told["transform"]["scale"]
    return Atlas(
        points=points + told["transform"]["translate"],
        starts=starts,
        kinds=told["kinds"],
        countries=tuple(_shapes(told["objects"]["countries"], "k")),
        regions=tuple(_shapes(told["objects"]["regions"], "c")),
    )


def _shapes(layer: dict[str, Any], code: str) -> Iterator[Shape]:
    for one in layer["geometries"]:
        if one.get("arcs"):
            rings = one["arcs"] if one["type"] == "Polygon" else [ring for part in one["arcs"] for ring in part]
            yield Shape(one["properties"][code], one["properties"]["n"], tuple(tuple(ring) for ring in rings))


def containing(shapes: Sequence[Shape], lon: float, lat: float) -> Shape | None:
    """Return the shape in which a place lies; None at sea.

    >>> found = containing(atlas().countries, 30.5, 50.45)
    >>> found.name if found else None
    'Ukraine'
    """
    boxes = _boxes()
    for shape in shapes:
        rings = [ring for ring in shape.rings if _near(boxes, ring, lon, lat)]
        if rings and sum(_crossings(atlas().ring(ring), lon, lat) for ring in rings) % 2:
            return shape
    return None


@cache
def _boxes() -> Points:
    """Least and greatest longitude and latitude of each arc."""
    of = atlas()
    low = np.minimum.reduceat(of.points, of.starts[:-1])
    return np.hstack([low, np.maximum.reduceat(of.points, of.starts[:-1])])


def _near(boxes: Points, ring: Sequence[int], lon: float, lat: float) -> bool:
    own = boxes[[number if number >= 0 else ~number for number in ring]]
    west, south, east, north = own[:, 0].min(), own[:, 1].min(), own[:, 2].max(), own[:, 3].max()
    return bool(west <= lon <= east and south <= lat <= north)


def _crossings(ring: Points, lon: float, lat: float) -> int:
    """How often a ray to the east crosses a ring."""
    x, y = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    spans = (y > lat) != (y2 > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = x + (lat - y) / (y2 - y) * (x2 - x)
    return int(np.count_nonzero(spans & (meets > lon)))


def radius(shape: Shape) -> float:
    """Return the radius in km of a circle as large as a shape.

    >>> found = containing(atlas().regions, 35.0, 48.5)
    >>> 95 < radius(found) < 110 if found else None  # Dnipropetrovsk region, 31,900 km²
    True
    """
    total = 0.0
    for numbers in shape.rings:
        ring = np.radians(atlas().ring(numbers))
        lon, height = ring[:, 0], np.sin(ring[:, 1])
        total += float(np.sum((np.roll(lon, -1) - lon) * (np.roll(height, -1) + height))) / 2
    return float(EARTH * (abs(total) / pi) ** 0.5)
