"""How one word list is proved, and what every prover needs: its words, and whether one stands in a sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.vocabulary.words import toml

Word = tuple[str, str]  # an entry and one of its words


@dataclass(frozen=True, slots=True)
class Prover:
    """How one list is proved: the words that it has, and those that a sentence of a day matches."""

    wanted: Callable[[], Iterable[Word]]
    found: Callable[[str, str | None], Iterable[Word]]


def stands_in(word: str, sentence: str) -> bool:
    """Whether a word or phrase stands in a sentence as whole words, case aside.

    >>> stands_in("or so", "About 12 or so died."), stands_in("man", "Some women came.")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", sentence.lower()) is not None


def _inner(value: Any) -> Iterable[Any]:
    """What a list or table holds; of a number or word nothing."""
    return value if isinstance(value, list | dict) else ()


def lists(file: str, *sections: str) -> Iterator[Word]:
    """The words of the lists of a file, or of some of its sections, with the dotted name of their section."""

    def within(name: str, value: Any) -> Iterator[Word]:
        if isinstance(value, dict) and any(isinstance(word, str) for v in value.values() for word in _inner(v)):
            for key, inner in value.items():
                yield from within(f"{name}.{key}", inner)
        elif isinstance(value, list | dict):
            yield from ((name, word) for word in value if isinstance(word, str))

    for name, value in toml(file).items():
        yield from within(name, value) if not sections or name in sections else ()
