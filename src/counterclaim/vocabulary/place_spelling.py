"""Misspelt names of places: "Severodonestk", "Luhanks"."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from counterclaim.vocabulary.gazetteer import country_ids, fold, gazetteer
from counterclaim.vocabulary.words import toml

SHORTEST = 7  # letters: below, one slip makes too many other words
SLIPS = 2  # letters wrong, missing, too many or swapped; one in names of fewer than ten
MOST_TRIED = 40  # words of one text


class Word(Protocol):
    """A capitalised word that no list has."""

    start: int
    end: int
    key: str


@functools.cache
def _names_of(country: str) -> tuple[str, ...]:
    """Long one-word names in a country."""
    isos = {iso for iso, id_ in country_ids().items() if id_ == country}
    return gazetteer().names_in(frozenset(isos), SHORTEST)


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
        m = re.compile(r"([\w'’-]+)\s{1,3}$").search(text, max(0, word.start - 20), word.start)
        alone = not re.compile(r"\s[A-Z]").match(text, word.end)
        if not m or fold(m[1]) not in prepositions or not alone:
            continue
        tried += 1
        if name := _nearest(word.key, tuple(spoken_of)):
            yield word, fold(m[1]), name


@functools.lru_cache(maxsize=10_000)
def _nearest(key: str, countries: tuple[str, ...]) -> str | None:
    slips = SLIPS if len(key) >= 10 else 1
    for country in countries:
        names = [n for n in _names_of(country) if n[0] == key[0]]
        best = process.extractOne(key, names, scorer=OSA.distance, score_cutoff=slips)
        if best is not None:
            return str(best[0])
    return None
