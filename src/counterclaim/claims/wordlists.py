"""Lists of words from the vocabulary, as sets and as patterns, each made once."""

import functools
import re
from collections.abc import Iterable

from counterclaim.vocabulary.words import toml


@functools.cache
def word_set(file: str, *keys: str) -> frozenset[str]:
    """The list of words that stands under these keys of `vocabulary/data/FILE`, as a set.

    >>> "general" in word_set("speech.toml", "persons_words")
    True
    """
    found = toml(file)
    for key in keys:
        found = found[key]
    return frozenset(found)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; a blank stands for any white space.

    >>> alternatives(["no", "no one"])
    'no\\\\s+one|no'
    """
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@functools.cache
def any_of(file: str, *keys: str) -> str:
    """`alternatives` of a list of words of the vocabulary."""
    return alternatives(word_set(file, *keys))
