"""Lists of words from the vocabulary, as sets and as patterns, each made once."""

import functools
import re
from collections.abc import Iterable, Sequence

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


def alternatives(words: Iterable[str], blank: str = r"\s+") -> str:
    """A pattern for any of these words, the longest first; a blank stands for any white space.

    Words in small letters share their beginnings, which makes long lists several times as fast.

    >>> alternatives(["no", "no one", "none"], blank=" ")
    'no(?: one|ne)?'
    """
    known = sorted(set(words), key=lambda w: (-len(w), w))
    if any(word != word.lower() for word in known):  # "US army" and "us": which is longer, nobody sees before the end
        return "|".join(blank.join(map(re.escape, word.split(" "))) for word in known)
    return _branches(known, blank)


def _branches(words: Sequence[str], blank: str) -> str:
    """The pattern of words as a tree, letter by letter."""
    rests: dict[str, list[str]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    found = [(blank if c == " " else re.escape(c)) + _branches(rest, blank) for c, rest in rests.items()]
    if "" in words and found:
        return f"(?:{'|'.join(found)})?"
    return f"(?:{'|'.join(found)})" if len(found) > 1 else "".join(found)


@functools.cache
def any_of(file: str, *keys: str) -> str:
    """`alternatives` of a list of words of the vocabulary."""
    return alternatives(word_set(file, *keys))
