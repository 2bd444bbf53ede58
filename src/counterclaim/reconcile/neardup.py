"""Which texts are nearly one text: MinHash to find candidates, counted shingles to decide."""

import re
from collections.abc import Iterator, Mapping
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # words
PERMUTATIONS = 128
SEED = 20220224
CANDIDATE = 0.5  # Jaccard similarity at which the index proposes a pair
SAME = 0.8  # Jaccard similarity from which two texts are one
CONTAINED = 0.6  # share of the shorter text's shingles from which it is a cut of the longer
BEGINNING = 60  # words: the lead and the sentence behind it
BANDS = 32  # of 4 rows each: a pair at 0.5 is proposed with probability 0.87, at 0.6 with 0.99

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """All runs of five words, case aside; a shorter text is one run.

    >>> sorted(shingles("One two three four five six"))
    ['one two three four five', 'two three four five six']
    """
    return _runs(_WORD.findall(text.casefold()))


def _runs(words: list[str]) -> frozenset[str]:
    if len(words) <= SHINGLE:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts are one by their shingles.

    >>> alike(shingles("a b c d e f g h"), shingles("a b c d e f g h i")), alike(shingles("a b c"), shingles("d e f"))
    (True, False)
    """
    shared = len(a & b)
    if not shared:
        return False
    return shared / (len(a) + len(b) - shared) >= SAME or shared / min(len(a), len(b)) >= CONTAINED


def clusters(texts: Mapping[str, str]) -> dict[str, str]:
    """The name of the cluster of each text: the smallest key of the texts that a chain of near texts leads to.

    Chains, not the order of the texts, make the clusters: they are the same however a ledger grew. Candidates are found
    by the whole text and by its beginning, since a cut leaves the beginning. Texts of the same shingles are looked up
    once, and no text is held against another of its own cluster, so a thousand reprints cost a thousand look-ups.

    >>> clusters({"a": "one two three four five six", "b": "One two three four five six!", "c": "Something else."})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    words = {key: _WORD.findall(texts[key].casefold()) for key in sorted(texts)}
    once: dict[frozenset[str], str] = {}
    leader: dict[str, str] = {}
    for key, own in words.items():
        leader[key] = once.setdefault(_runs(own), key)
    distinct = {key: found for found, key in once.items() if found}
    parent = {key: key for key in distinct}
    for a, b in _candidates(distinct, words):
        x, y = sorted((_root(parent, a), _root(parent, b)))
        if x != y and alike(distinct[a], distinct[b]):
            parent[y] = x
    return {key: _root(parent, first) if first in parent else key for key, first in leader.items()}


def _candidates(distinct: Mapping[str, frozenset[str]], words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that may be near, by the whole and by the beginning."""
    names = list(distinct)
    wholes = RMinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, num_bands=BANDS)
    beginnings = RMinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, num_bands=BANDS)
    for number, key in enumerate(names):
        whole = _sketch(distinct[key])
        beginning = _sketch(_runs(words[key][:BEGINNING])) if len(words[key]) > BEGINNING else whole
        for index, sketch in ((wholes, whole), (beginnings, beginning)):
            yield from ((names[other], key) for other in sorted(index.query(sketch)))
            index.insert(number, sketch)


def bands(text: str) -> tuple[int, ...]:
    """The keys by which `clusters` finds the texts that may be near one, of the whole and of its beginning: two texts
    are candidates where a key stands in the same place of both. Empty for a text without words.

    >>> bands("one two three four five six") == bands("One two three four five six!"), len(bands("one two"))
    (True, 64)
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return ()
    digests = [_sketch(_runs(words)).digest()]
    digests.append(_sketch(_runs(words[:BEGINNING])).digest() if len(words) > BEGINNING else digests[0])
    each = PERMUTATIONS // BANDS
    return tuple(
        crc32(str(digest[at : at + each]).encode()) for digest in digests for at in range(0, PERMUTATIONS, each)
    )


def _sketch(found: frozenset[str]) -> RMinHash:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(found)
    return sketch


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key
