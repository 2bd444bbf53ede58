"""Which texts are nearly one text: MinHash to find candidates, counted shingles to decide."""

import re
from collections.abc import Mapping

from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # words
PERMUTATIONS = 128
SEED = 20220224
CANDIDATE = 0.5  # Jaccard similarity at which the index proposes a pair
SAME = 0.8  # Jaccard similarity from which two texts are one
CONTAINED = 0.6  # share of the shorter text's shingles from which it is a cut of the longer
BANDS = 32  # of 4 rows each: a pair at 0.5 is proposed with probability 0.87, at 0.6 with 0.99

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """All runs of five words, case aside; a shorter text is one run.

    >>> sorted(shingles("One two three four five six"))
    ['one two three four five', 'two three four five six']
    """
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts are one by their shingles.

    >>> alike(shingles("a b c d e f g h"), shingles("a b c d e f g h i")), alike(shingles("a b c"), shingles("d e f"))
    (True, False)
    """
    shared = len(a & b)
    if not shared:
        return False
    return shared / len(a | b) >= SAME or shared / min(len(a), len(b)) >= CONTAINED


def clusters(texts: Mapping[str, str]) -> dict[str, str]:
    """The name of the cluster of each text: the smallest key of the texts that are nearly one.

    Each text is held against the first of each cluster only, so a thousand reprints cost a thousand look-ups.

    >>> clusters({"a": "one two three four five six", "b": "One two three four five six!", "c": "Something else."})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    keys = sorted(texts)
    sets = [shingles(texts[key]) for key in keys]
    leader = {key: key for key in keys}
    index = RMinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS, num_bands=BANDS)
    for number, key in enumerate(keys):
        if not sets[number]:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(sets[number]))
        twin = next((other for other in sorted(index.query(sketch)) if alike(sets[number], sets[other])), None)
        if twin is None:
            index.insert(number, sketch)
        else:
            leader[key] = keys[twin]
    return leader
