"""Claims by place: what stands at one point of a map, how precisely the place is told, and what part of the world."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.pictures.atlas import Points, atlas, containing, radius
from counterclaim.views.pictures.ground import Ground, world
from counterclaim.views.pictures.heaps import Heap, heaps
from counterclaim.views.pictures.projection import around, equal_earth

# How far from its point a place may be. A town: what UCDP GED calls "within about 25 km" (where_prec 2) is for places
# near a town; the town itself is nearer. A region, a country: the circle as large as the one that holds the point.
SITE_KM, CITY_KM, REGION_KM, COUNTRY_KM = 2.0, 10.0, 100.0, 400.0
LEAST_KM = 420.0  # across: less shows no border by which a reader would know where it is
WORLD_KM = 11_000.0  # across: more does not fit a plane around a point


@dataclass(frozen=True)
class Site:
    """A place with the claims about it."""

    name: str
    lon: float
    lat: float
    precision: str
    km: float  # how far from the point the place may reach
    heaps: tuple[Heap, ...]  # the claims about it

    @property
    def claims(self) -> int:
        """How many claims are about it."""
        return sum(heap.claims for heap in self.heaps)


def sites(entries: Iterable[Entry]) -> list[Site]:
    """Return the places that have a position, those with most claims first.

    >>> sites([])
    []
    """
    found: dict[tuple[str, float, float, str], list[Entry]] = {}
    for entry in entries:
        place = entry.claim.place
        if place is not None and place.lat is not None and place.lon is not None:
            key = (words.clean(place.name), place.lon, place.lat, place.precision or "city")
            found.setdefault(key, []).append(entry)
    return in_order(Site(*key, reach(*key[1:]), heaps(same)) for key, same in found.items())


def in_order(found: Iterable[Site]) -> list[Site]:
    """Return places with those of most claims first.

    >>> in_order([])
    []
    """
    return sorted(found, key=lambda site: (-site.claims, site.name))


@cache
def reach(lon: float, lat: float, precision: str) -> float:
    """Return how far from its point a place of that precision may be, in kilometres.

    >>> reach(30.5, 50.4, "city")
    10.0
    """
    if precision in ("site", "city"):
        return SITE_KM if precision == "site" else CITY_KM
    shape = containing(atlas().regions if precision == "region" else atlas().countries, lon, lat)
    return (REGION_KM if precision == "region" else COUNTRY_KM) if shape is None else radius(shape)


def frame(found: Sequence[Site], wide: float, high: float) -> Ground:
    """Return the ground of a map that shows the places, countries by their point; the whole world where it must."""
    near = [site for site in found if site.precision != "country"] or list(found)
    near = _without_strays(near)
    points = np.array([[site.lon, site.lat] for site in near])
    reach = np.array([min(site.km, 500.0) for site in near])
    plane = around(*_middle(points))
    flat = plane(points)
    low, top = (flat - reach[:, None]).min(axis=0), (flat + reach[:, None]).max(axis=0)
    span = np.maximum((top - low) * 1.3, LEAST_KM * np.array([1, high / wide]))
    if span.max() > WORLD_KM:
        return world(wide)
    middle = (low + top) / 2
    return Ground(plane, (float(middle[0]), float(middle[1])), float(min(wide / span[0], high / span[1])), wide, high)


def _middle(points: Points) -> tuple[float, float]:
    """The middle of places on the globe, also across the 180th meridian."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    x, y, z = (np.cos(lat) * np.cos(lon)).mean(), (np.cos(lat) * np.sin(lon)).mean(), np.sin(lat).mean()
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


def _without_strays(found: list[Site]) -> list[Site]:
    """The places without a few that lie far off: at most one claim in twenty, three times as far as all others."""
    weights = np.array([site.claims for site in found], dtype=float)
    points = np.array([[site.lon, site.lat] for site in found])
    order = np.argsort(points[:, 0])
    middle = points[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)]
    flat = around(float(middle[0]), float(middle[1]))(points)
    away = np.hypot(flat[:, 0], flat[:, 1])
    rank = np.argsort(away)
    most = rank[np.cumsum(weights[rank]) <= 0.95 * weights.sum()]
    if not len(most) or len(most) == len(found):
        return found
    limit = 3 * max(float(away[most].max()), LEAST_KM / 2)
    return [site for site, far in zip(found, away, strict=True) if far <= limit] if away.max() > limit else found


def inside(ground: Ground, found: Sequence[Site]) -> tuple[list[tuple[float, float, Site]], list[Site]]:
    """Return the places in the frame with their points in units, and those outside of it."""
    placed = ground.at(np.array([[site.lon, site.lat] for site in found]))
    shown, beyond = [], []
    for (x, y), site in zip(placed.tolist(), found, strict=True):
        if 0 <= x <= ground.wide and 0 <= y <= ground.high:
            shown.append((x, y, site))
        else:
            beyond.append(site)
    return shown, beyond


def kilometres(ground: Ground) -> int | None:
    """Return a round length that is about a sixth of the map's width; None for the world, where no length holds.

    >>> kilometres(Ground(around(0, 0), (0.0, 0.0), 0.5, 720, 400))
    200
    """
    if ground.plane is equal_earth:
        return None
    room = ground.wide / 6 / ground.scale
    return max(step for power in (1, 10, 100, 1000) for step in (power, 2 * power, 5 * power) if step <= max(room, 1))
