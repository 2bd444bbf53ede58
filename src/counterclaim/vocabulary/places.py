"""Places in running text: names of the gazetteer, with the words that belong to them ("eastern", "refugee camp").

Capitalised words are looked up, the longest name first. A name is taken for a place by what stands around it, by how
large the place is, and by the countries that the text is about; so is the one meant among namesakes. Names beside
another capital are persons or bodies ("Paris Hilton", "Washington Post"). Copy that is all capitals is read too.
"""

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.vocabulary.gazetteer import Gazetteer, GazetteerPlace, Precision, fold, gazetteer
from counterclaim.vocabulary.place_spelling import misspelt
from counterclaim.vocabulary.words import rows, toml


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


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    key: str
    shouted: bool  # in copy that is all capitals


@dataclass(slots=True)
class _Name:
    """A name of the gazetteer in the text, not yet judged."""

    start: int
    end: int
    key: str
    options: tuple[GazetteerPlace, ...]
    before: str  # the word before, folded, "" where there is none
    beside: tuple[str, str]  # capitalised words right before and behind that are not part of a place
    shouted: bool
    typo: bool = False


_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĞĪİŁŃŌŐŘŚŞŠŪŻŽʿ]"
_WORD = rf"{_CAPITAL}[\w'’ʼ]{{0,30}}"
_JOIN = r"(?:-(?:i|e|al|el|as|ad|es|ez|ul|ur|la|le|de|sur|and|the)?-?|\s{1,6}(?:of|the|of\sthe|al|el|de|la|del|da|e|i|an|as|upon|and)[\s-]|\.?\s{1,6}|-)"
_RUN = re.compile(rf"(?<![\w'’])(?:al|el|as|ad|ash|ar)?-?{_WORD}(?:{_JOIN}{_WORD}){{0,30}}")
_PIECE = re.compile(r"[\w'’ʼ]+")
_SMALL = 100_000  # people; smaller places need more to show that they are meant
_LONGEST = 5  # words of a name


@functools.cache
def _words() -> dict[str, Any]:
    return toml("places_words.toml")


@functools.cache
def _set(*path: str) -> frozenset[str]:
    found: Any = _words()
    for key in path:
        found = found[key]
    return frozenset(fold(word) for word in found)


@functools.cache
def _stop() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("places_stop.csv"))


@functools.cache
def _peoples() -> dict[str, str]:
    """Folded adjectives, peoples and names of countries, and the country of each."""
    found: dict[str, str] = {}
    for row in rows("countries.csv"):
        for field in ("name", "names", "acronyms", "adjectives", "peoples"):
            for form in filter(None, row[field].split(";")):
                found.setdefault(fold(form), row["id"])
    return found


@functools.cache
def country_of(name: str) -> str | None:
    """The party id of the country that a place lies in, by its likeliest meaning; None where it is not known.

    >>> country_of("Kharkiv"), country_of("Khan Younis"), country_of("Atlantis")
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
    names, unknown, votes = _looked_up(text)
    for country in countries:
        votes[country] += 5
    names += [_Name(t.start, t.end, key, gazetteer().places(key), before, ("", ""), t.shouted, True)
              for t, before, key in misspelt(text, unknown, votes)]  # fmt: skip
    found = [m for name in names if (m := _judged(text, name, votes)) is not None]
    found += _kinds(text, found)
    return _outermost(found)


# ---------------------------------------------------------------- looking names up
def _looked_up(text: str) -> tuple[list[_Name], list[_Token], Counter[str]]:
    """Names of the gazetteer, capitalised words that are none, and how often each country is spoken of."""
    book, names, unknown, votes = gazetteer(), [], [], Counter[str]()
    peoples = _peoples()
    for run in _RUN.finditer(text):
        tokens = _tokens(run)
        taken: list[tuple[int, int, str]] = []
        i = 0
        while i < len(tokens):
            n, key = _longest(book, text, tokens, i)
            if n:
                taken.append((i, i + n, key))
            elif tokens[i].key in peoples:
                votes[peoples[tokens[i].key]] += 1
            else:
                unknown.append(tokens[i])
            i += n or 1
        for a, b, key in taken:
            name = _name(text, book, tokens, taken, a, b, key)
            names.append(name)
            if name.options[0].kind == "country" or (key in peoples and name.options[0].country):
                votes[name.options[0].country or ""] += 1
            elif name.options[0].population >= 5 * _SMALL or name.options[0].kind == "extra":
                votes[name.options[0].country or ""] += 1
    del votes[""]
    return names, unknown, votes


def _tokens(run: re.Match[str]) -> list[_Token]:
    words = [_Token(run.start() + m.start(), run.start() + m.end(), "", False) for m in _PIECE.finditer(run[0])]
    text = run.string
    shouted = sum(text[t.start : t.end].isupper() and t.end - t.start > 1 for t in words) >= max(3, len(words) - 1)
    for token in words:
        word = text[token.start : token.end]
        if word.endswith(("'s", "’s", "'S", "’S")):
            token.end -= 2
        elif word.endswith(("'", "’")):
            token.end -= 1
        token.key = fold(text[token.start : token.end])
        token.shouted = shouted
    return [t for t in words if t.key]


def _longest(book: Gazetteer, text: str, tokens: list[_Token], i: int) -> tuple[int, str]:
    """How many words from the i-th on make the longest name, and the name; 0 where none does."""
    first = tokens[i]
    most = min(_LONGEST, book.longest.get(first.key, 1), len(tokens) - i)
    for n in range(most, 0, -1):
        last = tokens[i + n - 1]
        if any(text[t.end : t.end + 2] in ("'s", "’s") for t in tokens[i : i + n - 1]):
            continue
        key = first.key if n == 1 else fold(text[first.start : last.end])
        if key in book and text[last.start : last.start + 1].isupper() and (n > 1 or len(key) > 2):
            return n, key
    return 0, ""


def _name(
    text: str, book: Gazetteer, tokens: list[_Token], taken: list[tuple[int, int, str]], a: int, b: int, key: str
) -> _Name:
    start, end = tokens[a].start, tokens[b - 1].end
    previous = tokens[a - 1] if a else None
    following = tokens[b] if b < len(tokens) else None
    ends = {e for _, e, _ in taken}
    begins = {s for s, _, _ in taken}
    left = previous.key if previous and text[previous.end : start].strip(" \n") == "" and a not in ends else ""
    right = following.key if following and text[end : following.start].strip(" \n") == "" and b not in begins else ""
    before = previous.key if previous and text[previous.end : start].strip() == "" else _word_before(text, start)
    return _Name(start, end, key, book.places(key), before, (left, right), tokens[a].shouted)


_BEFORE = re.compile(r"([\w'’-]+)(?:\s{1,6}(?:the\s{1,6})?|\s?[\"“(\[]\s?)$")


def _word_before(text: str, start: int) -> str:
    m = _BEFORE.search(text, max(0, start - 24), start)
    return fold(m[1]) if m else ""


# ---------------------------------------------------------------- is it a place, and which
def _judged(text: str, name: _Name, votes: Counter[str]) -> PlaceMention | None:
    """The place that a name means, with the words that belong to it, or None."""
    start, end, precision = _with_kind(text, name)
    has_kind = precision is not None
    place = max(name.options, key=lambda p: (_weight(p, votes, has_kind), -name.options.index(p)))
    if not _is_place(text, name, place, votes, has_kind):
        return None
    exact = precision or place.precision
    if place.precision in ("site", "country") and precision != "site":
        exact = place.precision
    return PlaceMention(start, end, text[start:end], place.name, place.id, place.country, place.lat, place.lon, exact)


def _weight(place: GazetteerPlace, votes: Counter[str], has_kind: bool) -> float:
    """How likely a place is the one meant among its namesakes."""
    size = {"country": 6.0, "extra": 5.0, "division": 3.0, "district": 1.0}.get(place.kind, 0.0)
    if place.kind == "place":
        size = 3.5 if place.population >= _SMALL else 2.0 if place.population >= 20_000 else 0.5
    if has_kind and place.kind in ("division", "district"):
        size += 2.0
    told = votes.get(place.country or "", 0)
    return size + (4.0 + min(told, 10) / 10 if told else 0.0)


def _is_place(text: str, name: _Name, place: GazetteerPlace, votes: Counter[str], has_kind: bool) -> bool:
    one_word = " " not in name.key
    left, right = name.beside
    if right in _set("beside", "body") or (one_word and left in _set("beside", "titles")):
        return False
    known = place.kind in ("country", "extra")
    if has_kind and not (name.key in _stop() and name.before in ("a", "an", "the")):
        return known or bool(votes.get(place.country or "")) or name.key not in _stop()
    if one_word and name.key in _stop():
        return False
    if not name.shouted and one_word and _is_person(left, right, known):
        return False
    if known:
        return True
    told, before = bool(votes.get(place.country or "")), name.before
    if place.kind == "place" and place.population >= 3 * _SMALL and not name.shouted:
        return True
    if told or _in_named_country(text, name, place):
        weak = place.kind == "district" or (place.kind == "place" and place.population < 5_000) or name.shouted
        return before in _set("prepositions") or not weak
    large = place.kind == "division" or place.population >= _SMALL
    return before in _set("locative") and large


def _is_person(left: str, right: str, known: bool) -> bool:
    """Whether the capitals beside a name show that it is part of a longer one."""
    plain, peoples = _set("beside", "plain"), _peoples()

    def strange(word: str) -> bool:
        return bool(word) and word not in plain and word not in peoples and word not in _set("directions")

    titles = _set("beside", "titles")
    return (strange(right) and right not in titles) or (strange(left) and not known and left not in titles)


def _in_named_country(text: str, name: _Name, place: GazetteerPlace) -> bool:
    """Whether ", Mali" stands behind."""
    m = re.compile(r",\s{1,3}((?:[A-Z][\w'’-]+\s?){1,3})").match(text, name.end)
    return bool(m and place.country and _peoples().get(fold(m[1])) == place.country)


# ---------------------------------------------------------------- words that belong to a name
@functools.cache
def _behind() -> tuple[re.Pattern[str], dict[str, Precision]]:
    kinds: dict[str, Precision] = {w: p for p in ("region", "city", "site") for w in _words()["behind"][p]}  # type: ignore[misc]
    return re.compile(rf"\s{{1,3}}({_either(kinds)})\b", re.IGNORECASE), kinds


@functools.cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\b({_either(_words()['directions'])})\s{{1,3}}$", re.IGNORECASE)


def _either(choices: Collection[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in sorted(choices, key=len, reverse=True))


def _with_kind(text: str, name: _Name) -> tuple[int, int, Precision | None]:
    """The span with "eastern" before and "refugee camp" behind, and what the latter makes of it."""
    start, end, precision = name.start, name.end, None
    pattern, kinds = _behind()
    if m := pattern.match(text, end):
        end, precision = m.end(), kinds[re.sub(r"\s+", " ", m[1].lower())]
    if m := _ahead().search(text, max(0, start - 16), start):
        start = m.start()
    return start, end, precision


@functools.cache
def _kind_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’ʼ-]{1,30}"
    link = r"(?:\s(?:of|de|la|el|al|the|and)\s|\s|-)"
    sites = _either(_words()["behind"]["site"] + _words()["behind"]["city"] + _words()["behind"]["region"])
    towns = _either(_words()["of"]["city"] + _words()["of"]["region"])
    return (
        re.compile(
            rf"(?<![\w'’-])(?:(?-i:al|el)-)?{word}(?:{link}{word}){{0,4}}\s{{1,3}}(?P<kind>{sites})\b", re.IGNORECASE
        ),
        re.compile(rf"\b(?P<kind>{towns})\s{{1,3}}of\s{{1,3}}(?P<name>{word}(?:{link}{word}){{0,3}})", re.IGNORECASE),
    )


def _kinds(text: str, found: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Names that the gazetteer has not, but whose kind the text tells: "Freedom Square", "the village of Zerkoh"."""
    behind, of = _kind_patterns()
    kinds = {**_behind()[1], **{w: p for p in ("region", "city") for w in _words()["of"][p]}}
    for m in behind.finditer(text):
        start = _without_plain(text, m.start(), m.start("kind"))
        inside = next((p for p in found if p.start < m.end() and m.start() < p.end), None)
        if start < m.start("kind") and inside is None:
            yield _unlisted(text, start, m.end(), kinds[re.sub(r"\s+", " ", m["kind"].lower())])
    for m in of.finditer(text):
        if not any(p.start < m.end() and m.start("name") < p.end for p in found):
            yield _unlisted(text, m.start("name"), m.end("name"), kinds[re.sub(r"\s+", " ", m["kind"].lower())])


def _without_plain(text: str, start: int, end: int) -> int:
    """Past "The", "In" and demonyms at the beginning of a name."""
    for m in re.compile(r"[\w'’-]+\s*").finditer(text, start, end):
        word = fold(m[0])
        if word in _set("beside", "plain") or word in _peoples() or word in _set("beside", "titles"):
            start = m.end()
        else:
            break
    return start


def _unlisted(text: str, start: int, end: int, precision: Precision) -> PlaceMention:
    words = text[start:end]
    return PlaceMention(start, end, words, re.sub(r"\s+", " ", words), None, None, None, None, precision)


def _outermost(found: list[PlaceMention]) -> list[PlaceMention]:
    """Mentions in their order, the longest of those that overlap."""
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
