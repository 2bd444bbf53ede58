"""SUSPICIOUS_TEXT: a page that reads as if a machine had made it out of another text, as pages that poison crawlers do.

Needs one document's text at a time. Two signs, each measured on news that people wrote and on pages made of them:

    pairs     words that nobody writes together ("the of") where words were shuffled: found in 30 of 30 such pages
    repeats   the same runs of words again and again where a text was recombined pair by pair: found in 27 of 30

Of 8,646 texts of agencies, newspapers and encyclopaedias of 120 words or more, 16 show a sign. A page recombined word
by word (a chain of order one) shows neither, and is not told.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.vocabulary.words import toml

FILE = "check_words.toml"
WORDS = re.compile(r"[^\W\d_]+")
ENOUGH = 120  # words, below which pairs tell nothing
LONG = 300  # words, below which repeats tell nothing
ODD = 0.01  # share of pairs that nobody writes: 0.4 % at most of 99 in 100 news
THREE, SIX = 0.72, 0.8  # least shares of different runs of three and six words


def find(case: Case) -> Iterable[Finding]:
    """All documents whose words stand together as no person puts them."""
    for own in case.by_document.values():
        why = sign(case.texts.get(own[0].entry.text_sha256, ""))
        if why is not None:
            name, share = why
            words = {"share": wording.number(round(100 * share, 1))}
            yield told(f"SUSPICIOUS_TEXT.{name}", own[:1], "undecidable", "warn", words)


def sign(text: str) -> tuple[str, float] | None:
    """The sign that a text shows, with its share of pairs or runs; None for most texts.

    >>> sign("Two died in the fighting near the town.")
    """
    words = WORDS.findall(text.casefold())
    if len(words) < ENOUGH:
        return None
    odd = toml(FILE)["never_together"]
    first, then = frozenset(odd["first"]), frozenset(odd["then"])
    pairs = sum(b in then for a, b in pairwise(words) if a in first) / (len(words) - 1)
    if pairs >= ODD:
        return "pairs", pairs
    if len(words) >= LONG and different(words, 6) < SIX and different(words, 3) < THREE:
        return "repeats", 1 - different(words, 6)
    return None


def different(words: Sequence[str], length: int) -> float:
    """The share of different runs among all runs of so many words.

    >>> different("a b a b a".split(), 2)
    0.5
    """
    runs = [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
    return len(set(runs)) / max(len(runs), 1)
