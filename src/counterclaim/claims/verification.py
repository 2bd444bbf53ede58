"""What a text says of its own figures: that they could not be verified, or that they were."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.claims.sentences import Sentence
from counterclaim.claims.stance import patterns
from counterclaim.vocabulary.words import toml

Verification = Literal["unverified", "verified"]
KINDS: tuple[Verification, ...] = ("unverified", "verified")
BEHIND, FAR_BEHIND = 2, 12  # sentences behind a figure that its caveat may stand, and one that speaks of all claims


@dataclass(frozen=True, slots=True)
class Caveat:
    """Words [start, end) of sentence `sentence` about verification; `wide`: of all claims so far."""

    sentence: int
    kind: Verification
    wide: bool
    start: int
    end: int


def find_caveats(text: str, sentences: Sequence[Sentence]) -> list[Caveat]:
    """Sentences that say whether something was verified, in order.

    >>> from counterclaim.claims.sentences import split_sentences
    >>> text = "Twelve died, he said. The figures could not be independently verified."
    >>> [(c.sentence, c.kind, c.wide) for c in find_caveats(text, split_sentences(text))]
    [(1, 'unverified', True)]
    """
    found = []
    signs = toml("stance.toml")["signs"]["words"]
    for number, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        low = words.lower()
        if not any(sign in low for sign in signs):
            continue
        for kind in KINDS:
            match = next((m for p in patterns(kind) if (m := p.search(words))), None)
            if match:
                wide = any(p.search(words) for p in patterns("all"))
                start = sentence.start
                found.append(Caveat(number, kind, wide, start + match.start(), start + match.end()))
                break
    return found


def caveat_of(index: int, caveats: Sequence[Caveat], sentences: Sequence[Sentence]) -> Caveat | None:
    """The caveat that governs a figure in sentence `index`: in it or the two after; a wide one further behind."""
    for caveat in caveats[bisect.bisect_left(caveats, index, key=lambda c: c.sentence) :]:
        gap = caveat.sentence - index
        if gap > FAR_BEHIND:
            return None
        same = sentences[caveat.sentence].paragraph == sentences[index].paragraph
        if gap == 0 or (gap <= BEHIND and same) or caveat.wide:
            return caveat
    return None
