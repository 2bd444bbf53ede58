"""Misspelt names of places: "Severodonestk", "Luhanks"."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from counterclaim.vocabulary.gazetteer import gazetteer
from counterclaim.vocabulary.words import toml

SHORTEST = 7  # letters: below, one slip makes too many other words
SLIPS = 2  # letters wrong, missing, too many or swapped; one in names of fewer than ten
MOST_TRIED = 40  # words of one text
_BEFORE = re.compile(r"([a-zA-Z]+)\s{1,3}$")
_CAPITAL_BEHIND = re.compile(r"\s[A-Z]")


class Word(Protocol):
    """A capitalised word that no list has."""

    start: int
    end: int
    key: str


@functools.lru_cache(maxsize=40)
def _names_of(country: str) -> dict[str, list[str]]:
    """Long one-word names in a country by their first letter."""
    found: dict[str, list[str]] = {}
    for name in gazetteer().long_names(country):
        found.setdefault(name[0], []).append(name)
    return found


def misspelt(text: str, words: Iterable[Word], votes: Counter[str]) -> Iterator[tuple[Word, str, str]]:
    """Words behind a preposition that are nearly the name of a place in a country that the text speaks of.

    Each with the word before it and the name in its right spelling.
    """
    prepositions = frozenset(toml("places_words.toml")["prepositions"])
    spoken_of = [country for country, _ in votes.most_common(3)]
    tried = 0
    for word in words:
        if len(word.key) < SHORTEST or not word.key.isalpha() or tried >= MOST_TRIED:
            continue
        m = _BEFORE.search(text, max(0, word.start - 14), word.start)
        if not m or m[1].lower() not in prepositions or _CAPITAL_BEHIND.match(text, word.end):
            continue
        tried += 1
        if name := _nearest(word.key, tuple(spoken_of)):
            yield word, m[1].lower(), name


@functools.lru_cache(maxsize=10_000)
def _nearest(key: str, countries: tuple[str, ...]) -> str | None:
    slips = SLIPS if len(key) >= 10 else 1
    for country in countries:
        names = _names_of(country).get(key[0], [])
        near = process.extract(key, names, scorer=OSA.distance, score_cutoff=slips, limit=9)
        if near:
            return str(min(near, key=lambda n: (n[1], -_known(str(n[0])), n[0]))[0])
    return None


def _known(name: str) -> float:
    """How well known a name is: its people, our own entries before all."""
    first = gazetteer().places(name)[0]
    return float("inf") if first.kind == "extra" else first.population
