"""Coordinates as they are given away: no finer than the place is known."""

from msgspec.structs import replace

from counterclaim.model import Entry, Place

# Decimals of a degree by what a point stands for, so that the last one told is smaller than the place: 0.001 is 111 m
# of latitude, 0.01 is 1.1 km, 0.1 is 11 km. A point without a precision is taken for the coarsest.
DECIMALS = {"site": 3, "city": 2, "region": 1, "country": 1}
ROUNDED = "rounded to what the place's precision allows: 3 decimals for a site, 2 for a city, 1 for more"


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude of a place in degrees, rounded by its precision; None where they are not known.

    >>> point_of(Place(name="Kharkiv", text="Kharkiv", lat=49.98081, lon=36.25272, precision="city"))
    (49.98, 36.25)
    """
    if place is None or place.lat is None or place.lon is None:
        return None
    return rounded(place.lat, place.precision), rounded(place.lon, place.precision)


def rounded(degrees: float, precision: str | None) -> float:
    """A coordinate rounded by the precision of its place.

    >>> rounded(31.41667, "region"), rounded(34.33333, "site")
    (31.4, 34.333)
    """
    return round(degrees, DECIMALS.get(precision or "country", 1))


COARSE = 1  # decimals of a degree: 11 km of latitude, the size of a district (second-level division)


def coarsened(entry: Entry) -> Entry:
    """A claim whose point is no finer than a district, where a position could endanger people.

    Its precision says so, and formats take it for a region. Names of places stay as the text has them.
    """
    place = entry.claim.place
    if place is None or place.lat is None or place.lon is None:
        return entry
    precision = "country" if place.precision == "country" else "region"
    moved = replace(place, lat=round(place.lat, COARSE), lon=round(place.lon, COARSE), precision=precision)
    return replace(entry, claim=replace(entry.claim, place=moved))
