"""Country and divisions of a place, for tables that ask for them: by the gazetteer, else by the map's boundaries."""

import csv
import functools
import math
from collections.abc import Mapping
from importlib.resources import files

from counterclaim.model import Place
from counterclaim.views.pictures.atlas import atlas, containing
from counterclaim.vocabulary.areas import NOWHERE, Area, area_of, country_name

POINTS = ("site", "city")  # a point that stands for no more than this lies where its place lies


def area(place: Place | None) -> Area:
    """Where a place lies: what the gazetteer knows of it, and for a site or a town what the boundaries of the map tell.

    A region that is no division of its own ("Donbas") has a country and no division.

    >>> area(Place(name="Bakhmut", text="Bakhmut", lat=48.59, lon=38.0, precision="city"))[:3]
    ('UA', 'Ukraine', 'Donetsk')
    >>> area(Place(name="Utopia", text="Utopia"))
    Area(iso2=None, country=None, division=None, district=None)
    """
    if place is None:
        return NOWHERE
    known = area_of(place.id, place.name)
    if place.lat is None or place.lon is None or (known.iso2 and (known.division or place.precision not in POINTS)):
        return known
    drawn = _by_boundaries(round(place.lon, 4), round(place.lat, 4), place.precision in POINTS)
    return known if known.iso2 and known.iso2 != drawn.iso2 else drawn


@functools.lru_cache(maxsize=4096)
def _by_boundaries(lon: float, lat: float, with_division: bool) -> Area:
    shape = containing(atlas().countries, lon, lat)
    iso2 = shape.code[:2] if shape is not None else None  # parts of Palestine stand apart on the map
    if iso2 is None or country_name(iso2) is None:
        return NOWHERE
    division = containing(atlas().regions, lon, lat) if with_division else None
    return Area(iso2, country_name(iso2), division.name if division else None)


@functools.cache
def _numbers() -> Mapping[str, int]:
    text = files("counterclaim.views.exports").joinpath("country_numbers.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["iso2"]: int(row["number"]) for row in csv.DictReader(lines)}


def number_of(iso2: str | None) -> int | None:
    """The ISO 3166-1 number of a country.

    >>> number_of("UA"), number_of(None)
    (804, None)
    """
    return _numbers().get(iso2 or "")


@functools.cache
def _regions() -> Mapping[str, Mapping[str, str]]:
    text = files("counterclaim.views.exports").joinpath("regions.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["iso2"]: row for row in csv.DictReader(lines)}


def region_of(iso2: str | None, to: str) -> str | None:
    """The region of a country, as UCDP GED (`ged`) or ACLED (`acled`) draws it; None where theirs is not known.

    >>> region_of("UA", "ged"), region_of("SD", "acled"), region_of("EG", "ged"), region_of(None, "ged")
    ('Europe', 'Northern Africa', 'Middle East', None)
    """
    return _regions().get(iso2 or "", {}).get(to) or None


def cell_of(place: Place | None) -> int | None:
    """The grid cell of a site or a town; None of anything larger, which may lie in many."""
    if place is None or place.lat is None or place.lon is None or place.precision not in POINTS:
        return None
    return grid_cell(place.lat, place.lon)


def grid_cell(lat: float, lon: float) -> int:
    """The cell of half a degree of PRIO-GRID (Tollefsen, Strand and Buhaug 2012), counted from the south-west corner.

    All 2,989 points of UCDP GED in Ukraine, 2014 to 2021, have the cell that this gives.

    >>> grid_cell(48.59, 38.0)
    199877
    """
    return math.floor((lat + 90) * 2) * 720 + math.floor((lon + 180) * 2) + 1
