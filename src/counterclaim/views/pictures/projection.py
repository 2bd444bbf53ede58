"""From longitude and latitude to a plane: equal areas around a point for a part of the world, Equal Earth for all."""

from collections.abc import Callable

import numpy as np

from counterclaim.views.pictures.atlas import EARTH, Points

Projection = Callable[[Points], Points]  # degrees to km, y to the north

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018: coefficients of the polynomial.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def around(lon: float, lat: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection around a point.

    >>> around(30.0, 50.0)(np.array([[30.0, 50.0], [30.0, 51.0]])).round().tolist()
    [[0.0, 0.0], [0.0, 111.0]]
    """
    lon0, lat0 = np.radians([lon, lat])

    def plane(points: Points) -> Points:
        x, y = np.radians(points[:, 0]) - lon0, np.radians(points[:, 1])
        inner = 1 + np.sin(lat0) * np.sin(y) + np.cos(lat0) * np.cos(y) * np.cos(x)
        k = np.sqrt(2 / np.maximum(inner, 1e-9))
        north = np.cos(lat0) * np.sin(y) - np.sin(lat0) * np.cos(y) * np.cos(x)
        return np.column_stack([k * np.cos(y) * np.sin(x), k * north]) * EARTH

    return plane


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
