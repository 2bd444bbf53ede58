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
_DROPPED = str.maketrans(dict.fromkeys("'’‘ʼʻ`´ʹ\".,", "") | {"-": " ", "–": " ", "\u00a0": " ", "\n": " ", "\t": " "})
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
    folded: str  # the name as it is looked up
    village_matters: bool = False  # in a country with conflicts, of which the gazetteer has every village


@functools.cache
def country_ids() -> Mapping[str, str]:
    """Party ids of countries by ISO 3166-1 code."""
    return {row["iso2"]: row["id"] for row in rows("countries.csv") if row["iso2"]}


# Parts of a country that count as a party of their own (GeoNames country and first-level division).
_TERRITORIES = {("PS", "GZ"): "gaza", ("PS", "WE"): "west_bank"}
_WHOLE = {"gaza": "palestine", "west_bank": "palestine"}


REMEMBERED = 20_000  # names whose places are kept at hand


class Gazetteer:
    """Folded names and what they can mean; places are made when they are asked for."""

    def __init__(
        self,
        places: list[str],
        names: dict[str, str],
        long: dict[str, str],
        extra: dict[str, tuple[GazetteerPlace, ...]],
    ) -> None:
        self._places, self.names, self._long, self.extra = places, names, long, extra
        self._found: dict[str, tuple[GazetteerPlace, ...]] = {}
        self.longest: dict[str, int] = {}  # first word: most words of a name that begins with it
        for name in (*names, *extra):
            if " " in name:
                first, words = name[: name.index(" ")], name.count(" ") + 1
                if words > self.longest.get(first, 1):
                    self.longest[first] = words

    @property
    def lines(self) -> list[str]:
        """Every place as the packed file has it: id, name, kind, country, division, position, people."""
        return self._places

    def __contains__(self, key: str) -> bool:
        return key in self.names or key in self.extra

    def long_names(self, country: str) -> tuple[str, ...]:
        """Names of one word and at least seven letters in a country with conflicts, by party id; none for others."""
        isos = [iso for iso, id_ in country_ids().items() if id_ == _WHOLE.get(country, country)]
        listed = (name for iso in isos for name in self._long.get(iso, "").split())
        extra = (key for key, found in self.extra.items() if found[0].country == country)
        return tuple(sorted({key for key in (*listed, *extra) if len(key) >= 7 and key.isalpha()}))

    def places(self, key: str) -> tuple[GazetteerPlace, ...]:
        """What a folded name can mean, the likeliest first; our own entries before all others."""
        found = self._found.get(key)
        if found is None:
            numbers = self.names[key].split(",") if key in self.names else ()
            found = (*self.extra.get(key, ()), *(self._place(self._places[int(n)]) for n in numbers))
            if len(self._found) > REMEMBERED:
                self._found.clear()
            self._found[key] = found
        return found

    def _place(self, line: str) -> GazetteerPlace:
        return _place(line, line.split("\t", 4)[3] in self._long)


def _place(line: str, village_matters: bool) -> GazetteerPlace:
    id_, name, code, iso, division, lat, lon, population = line.split("\t")
    kind, precision = _KINDS[code]
    country = _TERRITORIES.get((iso, division)) or country_ids().get(iso)
    return GazetteerPlace(
        id=id_,
        name=name,
        kind=kind,
        country=country,
        division=division,
        lat=float(lat) if lat and lon else None,
        lon=float(lon) if lat and lon else None,
        population=int(population),
        precision=precision,
        folded=fold(name),
        village_matters=village_matters,
    )


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    text = gzip.decompress((DATA / "gazetteer.tsv.gz").read_bytes()).decode("utf-8")
    places, names, long = text.split("\n\n")
    return Gazetteer(places.split("\n"), _table(names), _table(long), _extra())


def _table(block: str) -> dict[str, str]:
    parts = block.replace("\t", "\n").split("\n")
    return dict(zip(parts[::2], parts[1::2], strict=True))


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
            fold(row["name"]),
        )
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            key = fold(name)
            found[key] = (*found.get(key, ()), place)
    return found
