"""The gazetteer: names of places in data/gazetteer.tsv.gz (GeoNames, CC BY 4.0) and in our own data/places_extra.csv.

tools/build_gazetteer.py makes the packed file. Names are looked up folded: small letters, no accents, no apostrophes,
blanks for hyphens.
"""

import functools
import gzip
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from counterclaim.vocabulary.words import DATA, rows

Kind = Literal["country", "division", "district", "place", "extra"]
Precision = Literal["site", "city", "region", "country"]

_KINDS: dict[str, tuple[Kind, Precision]] = {
    "C": ("country", "country"),
    "A": ("division", "region"),
    "B": ("district", "region"),
    "P": ("place", "city"),
}
_DROPPED = str.maketrans({c: "" for c in "'’‘ʼʻ`´ʹ\".,"} | {"-": " ", "–": " ", "\u00a0": " ", "\n": " ", "\t": " "})
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ə": "a"}
)


def fold(name: str) -> str:
    """The form in which names are looked up.

    >>> fold("Sana’a"), fold("Mazār-i-Sharif")
    ('sanaa', 'mazar i sharif')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).translate(_PLAIN)
    return " ".join(name.translate(_DROPPED).lower().split())


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place; `country` is a party id where countries.csv has the country, else None."""

    id: str | None
    name: str
    kind: Kind
    country: str | None
    division: str
    lat: float | None
    lon: float | None
    population: int
    precision: Precision


@functools.cache
def country_ids() -> Mapping[str, str]:
    """Party ids of countries by ISO 3166-1 code."""
    return {row["iso2"]: row["id"] for row in rows("countries.csv") if row["iso2"]}


# Parts of a country that count as a party of their own (GeoNames country and first-level division).
_TERRITORIES = {("PS", "GZ"): "gaza", ("PS", "WE"): "west_bank"}


class Gazetteer:
    """Folded names and what they can mean; places are made when they are asked for."""

    def __init__(self, places: list[str], names: dict[str, str], extra: dict[str, tuple[GazetteerPlace, ...]]) -> None:
        self._places, self.names, self.extra = places, names, extra
        self.longest: dict[str, int] = {}  # first word: most words of a name that begins with it
        for name in (*names, *extra):
            first, _, rest = name.partition(" ")
            if rest:
                self.longest[first] = max(self.longest.get(first, 1), rest.count(" ") + 2)

    def __contains__(self, key: str) -> bool:
        return key in self.names or key in self.extra

    def places(self, key: str) -> tuple[GazetteerPlace, ...]:
        """What a folded name can mean, the likeliest first; our own entries before all others."""
        listed = tuple(_place(self._places[int(n)]) for n in self.names[key].split(",")) if key in self.names else ()
        return (*self.extra.get(key, ()), *listed)

    def names_in(self, isos: frozenset[str], shortest: int) -> tuple[str, ...]:
        """Names of one word and at least so many letters of places in countries, by ISO code."""
        inside = {str(n) for n, line in enumerate(self._places) if line.split("\t", 4)[3] in isos}
        ours = {country_ids().get(iso) for iso in isos}
        extra = (key for key, places in self.extra.items() if any(p.country in ours for p in places))
        listed = (key for key, numbers in self.names.items() if not inside.isdisjoint(numbers.split(",")))
        return tuple(sorted({key for key in (*extra, *listed) if len(key) >= shortest and key.isalpha()}))


@functools.lru_cache(maxsize=20_000)
def _place(line: str) -> GazetteerPlace:
    id_, name, code, iso, division, lat, lon, population = line.split("\t")
    kind, precision = _KINDS[code]
    country = _TERRITORIES.get((iso, division)) or country_ids().get(iso)
    where = (float(lat), float(lon)) if lat and lon else (None, None)
    return GazetteerPlace(id_, name, kind, country, division, *where, int(population), precision)


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    text = gzip.decompress((DATA / "gazetteer.tsv.gz").read_bytes()).decode("utf-8")
    places, _, names = text.partition("\n\n")
    table = dict(cast(tuple[str, str], tuple(line.split("\t"))) for line in names.split("\n"))
    return Gazetteer(places.split("\n"), table, _extra())


def _extra() -> dict[str, tuple[GazetteerPlace, ...]]:
    found: dict[str, tuple[GazetteerPlace, ...]] = {}
    for row in rows("places_extra.csv"):
        place = GazetteerPlace(
            None,
            row["name"],
            "extra",
            row["country"] or None,
            "",
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            0,
            cast(Precision, row["precision"]),
        )
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            key = fold(name)
            found[key] = (*found.get(key, ()), place)
    return found
