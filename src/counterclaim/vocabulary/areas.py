"""In which country, first-level and second-level division a place of the gazetteer lies."""

import functools
from collections.abc import Mapping
from typing import NamedTuple

from counterclaim.vocabulary.gazetteer import fold, gazetteer
from counterclaim.vocabulary.words import rows


class Area(NamedTuple):
    """A country and its divisions by name; None where they are not known."""

    iso2: str | None = None
    country: str | None = None
    division: str | None = None  # first level
    district: str | None = None  # second level


NOWHERE = Area()


def area_of(id: str | None, name: str) -> Area:
    """Where a place of this GeoNames id lies, or one of our own places by its name; NOWHERE for any other.

    A town's district is not in the gazetteer. Borders are those of GeoNames, and no view on the status of a territory.

    >>> area_of("706483", "Kharkiv")
    Area(iso2='UA', country='Ukraine', division='Kharkiv Oblast', district=None)
    >>> area_of(None, "Nowhere at all")
    Area(iso2=None, country=None, division=None, district=None)
    """
    line = _lines().get(id or "")
    if line is not None:
        _, named, kind, iso, division = line.split("\t")[:5]
        own = _divisions().get((iso, division)) if division and kind != "C" else None
        return Area(iso, country_name(iso), own, named if kind == "B" else None)
    extra = gazetteer().extra.get(fold(name), ())
    iso2 = _iso().get(extra[0].country or "") if extra else None
    return Area(iso2, country_name(iso2)) if iso2 else NOWHERE


def country_name(iso2: str | None) -> str | None:
    """The usual English name of a country by its ISO code.

    >>> country_name("SS"), country_name("??")
    ('South Sudan', None)
    """
    return _names().get(iso2 or "")


@functools.cache
def _names() -> Mapping[str, str]:
    return {row["iso2"]: row["name"] for row in rows("countries.csv") if row["iso2"]}


@functools.cache
def _iso() -> Mapping[str, str]:
    """ISO codes by party id; the territories that are parties of their own lie in Palestine."""
    own = {row["id"]: row["iso2"] for row in rows("countries.csv") if row["iso2"]}
    return own | {"gaza": "PS", "west_bank": "PS"}


@functools.cache
def _lines() -> Mapping[str, str]:
    return {line[: line.index("\t")]: line for line in gazetteer().lines}


@functools.cache
def _divisions() -> Mapping[tuple[str, str], str]:
    """First-level divisions by country and code."""
    found = {}
    for line in gazetteer().lines:
        _, name, kind, iso, division = line.split("\t", 5)[:5]
        if kind == "A":
            found[iso, division] = name
    return found
