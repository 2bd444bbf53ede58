"""What a figure counts: the noun phrase that it opens, and where it hangs in the sentence's tree."""

from dataclasses import dataclass

from counterclaim.claims.lexicon import Counted, find_object
from counterclaim.claims.parse import Tree


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure in its tree: its tokens [first, last], the noun it counts (None: elliptic), the phrase's end."""

    first: int
    last: int
    noun: int | None
    end: int  # last token of the noun phrase, or of the figure
    of: bool  # the noun follows "of": "hundreds of civilians", "70% of the city"
    counted: Counted | None


_IN_PHRASE = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "HYPH", "CD", "FW", "AFX", "``", "''", "$", "SYM", "VBN", "VBG", "ADD", "LS", "_SP"}
_NOUN = ("NN", "NNS", "NNP", "NNPS")
_LINKS = {"of"}
_ELLIPTIC = {"dead", "wounded", "injured", "missing", "killed", "more", "homeless"}


def _np_end(tree: Tree, start: int, limit: int) -> int | None:
    """Index of the last noun of the phrase that begins at `start`, by tags alone."""
    last = None
    i = start
    while i < min(len(tree), limit):
        token = tree[i]
        after = tree[i + 1].tag if i + 1 < len(tree) else ""
        if token.tag in _NOUN:
            last = i
        elif token.tag in ("VBN", "VBG", "VBD") and after not in _NOUN and after not in ("JJ", "HYPH", "VBG"):
            break
        elif token.tag not in _IN_PHRASE and token.low not in ("%", "percent", "or", "-", "/", "more", "other", "others"):
            if not (token.tag in ("DT", "IN") and i == start) and not (token.tag == "RB" and after.startswith("JJ")):
                if not (token.tag == "CC" and last is None and after.startswith("JJ")):
                    break
        elif last is not None and token.tag == "CD":
            break
        i += 1
    return last


def figure_tokens(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """First and last token that overlap the characters [start, end)."""
    hits = [t.i for t in tree if t.start < end and t.end > start]
    return (hits[0], hits[-1]) if hits else None


def phrase_of(tree: Tree, first: int, last: int) -> Phrase:
    """The noun phrase that a figure at tokens [first, last] opens."""
    words = [t.low for t in tree]
    i = last + 1
    while i < len(tree) and words[i] in ("%", "percent", "per", "cent", "-", "more", "or", "so", "+"):
        i += 1
    of = i < len(tree) and words[i] in _LINKS
    start = i + 1 if of else i
    while of and start < len(tree) and tree[start].tag in ("DT", "PRP$", "PDT", "WDT"):
        start += 1
    if not of and start < len(tree) and (words[start] in _ELLIPTIC and not (start + 1 < len(tree) and tree[start + 1].tag in _NOUN)):
        return Phrase(first, last, None, last, False, None)
    noun = _np_end(tree, start, start + 9)
    if noun is None:
        return Phrase(first, last, None, last, of, _predicate(tree, words, start) if of else None)
    counted = None
    for j in range(noun, start - 1, -1):
        if counted := find_object(words, j, start):
            break
    return Phrase(first, last, noun, noun, of, counted)


def _predicate(tree: Tree, words: list[str], start: int) -> Counted | None:
    """What `40 of them are children` counts."""
    if start + 2 < len(tree) and words[start] in ("them", "whom", "those", "these") and words[start + 1] in ("are", "were", "is", "being", "was"):
        noun = _np_end(tree, start + 2, start + 6)
        return find_object(words, noun, start + 2) if noun is not None else None
    if start + 1 < len(tree) and words[start] in ("them", "whom", "those") and tree[start + 1].tag in _NOUN:
        return find_object(words, start + 1, start + 1)
    return None
