"""Which words stand in which claims: what the search of a large publication loads instead of every claim.

The words are cut into scripts by their first letters, each word with the numbers of its claims; claims stand in small
blocks by their numbers. A question loads a script for each of its words and the blocks of what it shows. A figure's own
numbers are entered once more after "=", so that claims with that figure come first.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

BLOCK = 200  # claims in one script: about 80 kB
COMMON = 20_000  # claims with a word above which its numbers are left out: "killed" stands in half of all
LETTERS = 2  # of a word, by which it is found: some 800 scripts, the largest about 1 MB for a million claims
FIGURE = "="
JOINED = re.compile(r"(?<=\d),(?=\d{3})")
MARKS = re.compile(r"[\u0300-\u036f]+")
WORD = re.compile(r"[^\W_]+")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Places: TypeAlias = "array[int] | int"  # numbers of claims in order; of a common word only how many there are


def words_of(text: str) -> set[str]:
    """The words of a text as they are looked up: small letters without accents, numbers without commas.

    >>> sorted(words_of("16,000 in Córdoba, 3.5 a day"))
    ['16000', '3', '5', 'a', 'cordoba', 'day', 'in']
    """
    plain = MARKS.sub("", unicodedata.normalize("NFKD", JOINED.sub("", text))).lower()
    return set(WORD.findall(plain))


def begun(word: str) -> str:
    """The script in which a word is found: its first letters, in names that every disk can hold.

    >>> begun("killed"), begun("=16000"), begun("київ")
    ('ki', '16', '43a-438')
    """
    first = word.removeprefix(FIGURE)[:LETTERS]
    return first if first.isascii() else "-".join(f"{ord(letter):x}" for letter in first)


class Index:
    """The words of claims as they are taken in, one claim after another."""

    def __init__(self) -> None:
        self._places: dict[str, Places] = {}
        self.claims = 0

    def take(self, figure: str, texts: Iterable[str]) -> None:
        """Enter the next claim."""
        words = set().union(*map(words_of, (figure, *texts)))
        for word in (*words, *(FIGURE + one for one in words_of(figure) if one[0].isdecimal())):
            found = self._places.setdefault(word, array("I"))
            if isinstance(found, int):
                self._places[word] = found + 1
            elif len(found) >= COMMON:
                self._places[word] = len(found) + 1
            else:
                found.append(self.claims)
        self.claims += 1

    def scripts(self) -> Mapping[str, Mapping[str, str | int]]:
        """For each script its words by the alphabet, with where they stand."""
        found: dict[str, dict[str, str | int]] = {}
        for word in sorted(self._places):
            found.setdefault(begun(word), {})[word] = told(self._places[word])
        return found


def told(places: Places) -> str | int:
    """The numbers of claims in few letters: each as its distance from the one before, to base 36.

    >>> told(array("I", [3, 40, 41])), told(25_000)
    ('3,11,1', 25000)
    """
    if isinstance(places, int):
        return places
    return ",".join(map(_short, _steps(places)))


def _steps(places: Sequence[int]) -> Iterable[int]:
    yield places[0]
    yield from (after - before for before, after in pairwise(places))


def _short(number: int) -> str:
    if number < len(DIGITS):
        return DIGITS[number]
    return _short(number // len(DIGITS)) + DIGITS[number % len(DIGITS)]
