"""Which sentences are one sentence told again: the words around a figure, whatever the figure.

Whoever copies a dispatch changes the headline, cuts the end, moves the attribution, and leaves most words of a sentence
in their order. Two sentences are one when most words of the shorter stand in the longer in the same order and both
name the same names. Another place, person or weekday makes another event of the same formula ("five were killed in a
strike on ..."). Numbers are masked, so that a copy with another digit is still seen as a copy.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from counterclaim.model import Claim

BESIDE = 3  # words on each side of a figure by which candidates are found; a copy leaves one of the two sides whole
FEWEST = 8  # words of the shorter sentence; below it two reporters write the same by chance
SHARE = (
    0.75  # of the words of the shorter sentence, in order; copies made by editing keep 0.75 and more (bench.origins)
)
REACH = 48  # characters in which these words are looked for
LONGER = 2.5  # times as many words in the longer: a sentence that was joined with its neighbour

_WORD = re.compile(r"\d[\d,.]*\d|\w+")
MASK = "#"


@dataclass(frozen=True)
class Passage:
    """A figure's sentence as words; `at` is the place of the figure among them."""

    words: tuple[str, ...]
    at: int
    names: frozenset[str]
    figures: tuple[str, ...]  # the other numbers, as written


def passage(text: str, first: int, last: int) -> Passage:
    """A sentence as words, case aside, its numbers masked; its figure stands at [first, last).

    >>> found = passage("On Friday 12 of 40 died in Rafah.", 10, 12)
    >>> " ".join(found.words), found.at, sorted(found.names), found.figures
    ('on friday # of # died in rafah', 2, ['friday', 'rafah'], ('40',))
    """
    before, after = _WORD.findall(text, 0, first), _WORD.findall(text, last)
    names = {word.casefold() for word in [*before[1:], *after] if word[0].isupper()}
    written = [*map(_masked, before), MASK, *map(_masked, after)]
    others = tuple(word for word in [*before, *after] if word[0].isdigit())
    return Passage(tuple(written), len(before), frozenset(names), others)


def around(claim: Claim) -> tuple[int, int]:
    """A number for the three words in front of a figure and one for those behind it, 0 where there are fewer.

    The same words give the same numbers within one run of the program.
    """
    text, first, last = claim.quote.text, claim.figure.start - claim.quote.start, claim.figure.end - claim.quote.start
    before = _WORD.findall(text, max(0, first - REACH), first)[-BESIDE:]
    after = _WORD.findall(text, last, last + REACH)[:BESIDE]
    return _number(before), _number(after)


def _number(words: list[str]) -> int:
    return hash(" ".join(map(_masked, words))) or 1 if len(words) == BESIDE else 0


def _masked(word: str) -> str:
    return MASK if word[0].isdigit() else word.casefold()


def retold(a: Passage, b: Passage) -> bool:
    """Whether two sentences are one told again.

    >>> one = Passage(tuple("the shells fell on the harbour and # people died there".split()), 7, frozenset(), ())
    >>> two = Passage(tuple("shells fell on the harbour and # people died there today".split()), 6, frozenset(), ())
    >>> far = Passage(tuple("the minister said that in the north # people died".split()), 7, frozenset(), ())
    >>> retold(one, two), retold(one, far)
    (True, False)
    """
    if a.words == b.words:
        return len(a.words) >= FEWEST
    short, long = sorted((a.words, b.words), key=len)
    if len(short) < FEWEST or len(long) > LONGER * len(short):
        return False
    if not (a.names <= b.names or b.names <= a.names):
        return False
    return LCSseq.similarity(short, long) >= SHARE * len(short)
