"""From longitude and latitude to a plane: equal areas around a point for a part of the world, Equal Earth for all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from counterclaim.views.pictures.atlas import EARTH, Points, atlas

Projection = Callable[[Points], Points]  # degrees to km, y to the north

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018: coefficients of the polynomial.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True)
class Around:
    """Lambert's azimuthal equal-area projection around a point."""

    lon: float
    lat: float

    def __call__(self, points: Points) -> Points:
        """Return degrees as km."""
        return self.of(vectors(points))

    def of(self, found: Points) -> Points:
        """Return directions from the middle of the globe as km."""
        lon, lat = np.radians([self.lon, self.lat])
        x, y, z = found
        ahead = np.cos(lon) * x + np.sin(lon) * y
        east = np.cos(lon) * y - np.sin(lon) * x
        north = np.cos(lat) * z - np.sin(lat) * ahead
        k = EARTH * np.sqrt(2 / np.maximum(1 + np.sin(lat) * z + np.cos(lat) * ahead, 1e-9))
        return np.column_stack([k * east, k * north])


def around(lon: float, lat: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection around a point.

    >>> around(30.0, 50.0)(np.array([[30.0, 50.0], [30.0, 51.0]])).round().tolist()
    [[0.0, 0.0], [0.0, 111.0]]
    """
    return Around(lon, lat)


def vectors(points: Points) -> Points:
    """Return degrees as directions from the middle of the globe: rows of x, of y, of z.

    >>> vectors(np.array([[90.0, 0.0], [0.0, 90.0]])).round(6).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@cache
def _boundaries() -> Points:
    return vectors(atlas().points)


@lru_cache(maxsize=4)  # of two megabytes; a map is drawn twice on one plane, for a wide and a narrow page
def flat(plane: Projection) -> tuple[Points, Points]:
    """Return every point of every boundary in km, and the least and greatest of each arc."""
    points = plane.of(_boundaries()) if isinstance(plane, Around) else plane(atlas().points)
    starts = atlas().starts[:-1]
    return points, np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])


def equal_earth(points: Points) -> Points:
    """Return the whole world in the Equal Earth projection.

    >>> equal_earth(np.array([[0.0, 0.0], [180.0, 0.0]])).round(-2).tolist()
    [[0.0, 0.0], [17200.0, 0.0]]
    """
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(lat))
    t2, t6 = t**2, t**6
    wide = 3 * (9 * A4 * t**8 + 7 * A3 * t6 + 3 * A2 * t2 + A1)
    x = 2 * np.sqrt(3) * lon * np.cos(t) / wide
    return np.column_stack([x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))]) * EARTH
