"""Places in running text: names of the gazetteer, with the words that belong to them ("eastern", "refugee camp").

Capitalised words are looked up, the longest name first. A name is taken for a place by what stands around it, by how
large the place is, and by the countries that the text is about; so is the one meant among namesakes. Names beside
another capital are persons or bodies ("Paris Hilton", "Washington Post"). Copy that is all capitals is read too.
"""

import functools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from counterclaim.vocabulary.gazetteer import GazetteerPlace, Precision, fold, gazetteer
from counterclaim.vocabulary.place_scan import Name, Scan, scan
from counterclaim.vocabulary.place_spelling import misspelt
from counterclaim.vocabulary.place_words import behind, either, kinds, peoples, word_set, words
from counterclaim.vocabulary.words import rows

SMALL = 100_000  # people; smaller places need more to show that they are meant
BIG = 300_000  # people; larger ones need nothing


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where it stands; `name` is the gazetteer's, and `id`, `lat`, `lon` are None where it is not in it."""

    start: int
    end: int
    text: str
    name: str
    id: str | None  # GeoNames
    country: str | None  # party id
    lat: float | None
    lon: float | None
    precision: Precision


@functools.cache
def country_of(name: str) -> str | None:
    """The party id of the country that a place lies in, by its likeliest meaning; None where it is not known.

    >>> country_of("Kharkiv"), country_of("Khan Younis"), country_of("Nowhere At All")
    ('ukraine', 'gaza', None)
    """
    options = gazetteer().places(fold(name))
    return options[0].country if options else None


def find_places(text: str, *, countries: Collection[str] = ()) -> list[PlaceMention]:
    """The places that a text names, in its order, none inside another.

    `countries`, party ids of countries that the document speaks of, are preferred among namesakes; those that the
    text itself names count without being given.

    >>> [(p.text, p.country, p.precision) for p in find_places("Shells hit Bakhmut and northern Mali.")]
    [('Bakhmut', 'ukraine', 'city'), ('northern Mali', 'mali', 'country')]
    """
    seen = scan(text)
    most = max(seen.votes.values(), default=1)
    for country in countries:
        seen.votes[country] += most
    found = [m for name in [*seen.names, *_misspelt(text, seen)] if (m := _judged(text, name, seen.votes)) is not None]
    return _outermost([*found, *_unlisted(text, seen, found)])


def _misspelt(text: str, seen: Scan) -> list[Name]:
    return [
        Name(token.start, token.end, key, gazetteer().places(key), before, "", "", shouted=False, typo=True)
        for token, before, key in misspelt(text, seen.unknown, seen.votes)
    ]


def _unlisted(text: str, seen: Scan, found: list[PlaceMention]) -> list[PlaceMention]:
    """Places that the gazetteer has not; those around one that it has only lend it their length."""
    out = []
    for start, end, precision in seen.unlisted:
        if not any(p.start < end and start < p.end for p in found):
            name = re.sub(r"\s+", " ", text[start:end])
            out.append(PlaceMention(start, end, text[start:end], name, None, None, None, None, precision))
    return out


def _outermost(found: list[PlaceMention]) -> list[PlaceMention]:
    """Mentions in their order, the longest of those that overlap."""
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


# ---------------------------------------------------------------- is it a place, and which
@functools.cache
def _stop() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("places_stop.csv"))


def _judged(text: str, name: Name, votes: Counter[str]) -> PlaceMention | None:
    """The place that a name means, with the words that belong to it, or None."""
    start, end, kind = _with_kind(text, name)
    if kind and (whole := fold(text[name.start : end])) in gazetteer().extra:  # "Engels air base"
        place = gazetteer().extra[whole][0]
        words = text[start:end]
        exact = kind if kind == "site" else place.precision
        return PlaceMention(start, end, words, place.name, None, place.country, place.lat, place.lon, exact)
    place = max(name.options, key=lambda p: _weight(p, name.key, votes, kind is not None))
    if not _is_place(text, name, place, votes, kind is not None):
        return None
    exact = place.precision if place.precision in ("site", "country") and kind != "site" else kind or place.precision
    ours = next((p.name for p in name.options if p.kind == "extra" and p.country == place.country), place.name)
    return PlaceMention(start, end, text[start:end], ours, place.id, place.country, place.lat, place.lon, exact)


def _weight(place: GazetteerPlace, key: str, votes: Counter[str], has_kind: bool) -> float:
    """How likely a place is the one meant among its namesakes."""
    size = {"country": 6.0, "extra": 6.5, "division": 3.0, "district": 1.0}.get(place.kind, 0.0)
    if place.kind == "place":
        size = 3.5 if place.population >= SMALL else 2.0 if place.population >= SMALL / 5 else 0.5
    if has_kind and place.kind in ("division", "district"):
        size += 2.0
    told = votes.get(place.country or "", 0)
    share = told / max(votes.values()) if told else 0.0
    usual = place.folded
    size += 2.0 if usual == key or (place.kind in ("division", "district") and key in usual) else 0.0
    return size + (2.0 + 3.0 * share if told else 0.0)


def _is_place(text: str, name: Name, place: GazetteerPlace, votes: Counter[str], has_kind: bool) -> bool:
    one_word = " " not in name.key
    told = bool(votes.get(place.country or "")) or _in_named_country(text, name, place)
    if name.right in word_set("beside", "body") or (one_word and name.left in word_set("beside", "titles")):
        return False
    if name.key in _stop():
        kind = behind().match(text, name.end)
        sure = kind is not None and kind[1].lower() not in word_set("needs_name")
        return (sure and told and name.before not in ("a", "an", "the") and not name.shouted) or _told_city(
            text, name, place
        )
    if one_word and not _spelt_out(text, name, place, told):
        return False
    if one_word and not name.shouted and _is_person(name, place, has_kind):
        return False
    if place.kind in ("country", "extra") or (place.population >= BIG and place.kind == "place" and not name.shouted):
        return True
    if told:
        return _fits(name, place, has_kind)
    return name.before in word_set("locative") and (place.kind == "division" or place.population >= SMALL)


_ALONE = re.compile(r"\s{1,3}(?:[a-z(–—-]|\d)|[,.;:)\]'’\"”]|\s*$")


def _told_city(text: str, name: Name, place: GazetteerPlace) -> bool:
    """Whether a word of many meanings is a city by its country and `in` before it: "in Nice, France"."""
    known = place.population >= SMALL and place.kind == "place" and place.folded == name.key
    alone = not name.left and not name.right and bool(_ALONE.match(text, name.end))
    lone = known and alone and not name.shouted and text[name.start - 3 : name.start].lower() in ("in ", "in\n")
    return lone and (place.country in _countries_of(text) or _in_named_country(text, name, place))


@functools.lru_cache(maxsize=4)
def _countries_of(text: str) -> frozenset[str]:
    """The countries that a text names by their own words."""
    found = {peoples().get(fold(m[0])) for m in re.finditer(r"\b[A-Z][a-z]{3,20}\b", text)}
    return frozenset(c for c in found if c)


def _spelt_out(text: str, name: Name, place: GazetteerPlace, told: bool) -> bool:
    """Whether a short word is more than an abbreviation ("FAO") or a rare spelling ("Agro" for Agra)."""
    usual = place.folded == name.key
    if text[name.start : name.end].isupper() and not name.shouted and place.kind != "country":
        return usual and place.population >= SMALL
    return usual or len(name.key) > 5 or place.kind != "place" or (told and name.before in word_set("locative"))


def _fits(name: Name, place: GazetteerPlace, has_kind: bool) -> bool:
    """Whether the words before allow a smaller place in a country that the text speaks of."""
    if has_kind:
        return True
    usual = place.folded == name.key or place.population >= SMALL
    if place.kind == "place" and place.population < SMALL and not place.village_matters:
        return usual and name.before in word_set("locative")
    weak = place.kind == "district" or place.population < SMALL / 20 or name.shouted or not usual
    return not weak or name.before in word_set("prepositions")


def _is_person(name: Name, place: GazetteerPlace, has_kind: bool) -> bool:
    """Whether the capitals beside a name show that it is part of a longer one."""
    known = place.kind in ("country", "extra") or has_kind
    return (_strange(name.right) and not has_kind) or (_strange(name.left) and not known)


def _strange(word: str) -> bool:
    if not word or word in peoples():
        return False
    return not any(word in word_set(*path) for path in (("beside", "plain"), ("directions",), ("beside", "titles")))


_COUNTRY_BEHIND = re.compile(r",\s{1,3}((?:[A-Z][\w'’-]{0,30}\s?){1,3})")


def _in_named_country(text: str, name: Name, place: GazetteerPlace) -> bool:
    """Whether ", Mali" stands behind."""
    m = _COUNTRY_BEHIND.match(text, name.end)
    return bool(m and place.country and peoples().get(fold(m[1])) == place.country)


@functools.cache
def _directions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words()['directions'])})\s{{1,3}}$", re.IGNORECASE)


def _with_kind(text: str, name: Name) -> tuple[int, int, Precision | None]:
    """The span with "eastern" before and "refugee camp" behind, and what the latter makes of it."""
    start, end, precision = name.start, name.end, None
    m = behind().match(text, end)
    if m and (m[1].lower() not in word_set("not_with_name") or not name.options[0].population):
        end, precision = m.end(), kinds()[re.sub(r"\s+", " ", m[1].lower())]
    if m := _directions().search(text, max(0, start - 16), start):
        start = m.start()
    return start, end, precision
