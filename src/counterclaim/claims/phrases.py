"""What a figure counts: the noun phrase that it opens, and where it hangs in the sentence's tree."""

import bisect
from dataclasses import dataclass

from counterclaim.claims.lexicon import Counted, find_object
from counterclaim.claims.parse import Tree
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import peoples

_WORDS = "binding_words.toml"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure in its tree: its tokens [first, last], the noun it counts (None: elliptic), the phrase's end."""

    first: int
    last: int
    noun: int | None
    end: int  # last token of the noun phrase, or of the figure
    of: bool  # the noun follows "of": "hundreds of civilians", "70% of the city"
    counted: Counted | None


_IN_PHRASE = frozenset("JJ JJR JJS NN NNS NNP NNPS POS PRP$ HYPH CD FW AFX `` '' $ SYM VBN VBG ADD LS".split())  # tags
_NOUN = ("NN", "NNS", "NNP", "NNPS")
_VERBAL = ("VBN", "VBG", "VBD")
_WITHIN = ("%", "percent", "or", "-", "/", "more", "other", "others")  # words within a phrase, whatever their tag
_BEHIND = ("%", "percent", "per", "cent", "-", "more", "or", "so", "+")  # between a figure and its noun
_THEM = ("them", "whom", "those")
PEOPLE = Counted("people", "persons")
_BE = ("are", "were", "is", "being", "was")


def _np_end(tree: Tree, start: int, limit: int) -> int | None:
    """Index of the last noun of the phrase that begins at `start`, by tags alone."""
    last = None
    for i in range(start, min(len(tree), limit)):
        if last is not None and tree[last].tag == "NNS" and tree[i].low in word_set(_WORDS, "counted", "as_whom"):
            break  # "took 112 fighters prisoner"
        if tree[i].tag in _NOUN:
            last = i
        elif _ends(tree, i, i == start, last is None):
            break
    return last


def _ends(tree: Tree, i: int, opens: bool, nounless: bool) -> bool:
    """Whether token i, no noun, ends a noun phrase: not an opening article, "very large", "and armed"."""
    token, after = tree[i], tree[i + 1].tag if i + 1 < len(tree) else ""
    if token.tag in _VERBAL and after not in _NOUN and after not in ("JJ", "HYPH", "VBG"):
        return True
    if token.tag == "VBG" and i and tree[i - 1].tag == "NNS":
        return True  # "people seeking food aid"
    if token.tag == "CD" and i and tree[i - 1].low in ("-", "‑"):
        return False  # "Su-25 jets"
    if token.tag in _IN_PHRASE or token.low in _WITHIN:
        return token.tag == "CD" and not nounless
    if token.tag in ("DT", "IN") and opens:
        return token.tag == "IN"  # "950 by June", "600 towards Moscow": no noun of the number
    joins = token.tag == "CC" and nounless and (after.startswith("JJ") or (after == "NNP" and tree[i - 1].tag == "JJ"))
    return not (joins or (token.tag == "RB" and (after.startswith("JJ") or after == "VBN")))


def tokens_at(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """First and last token that overlap the characters [start, end) of the text; None where there is none."""
    first = bisect.bisect_right(tree, start, key=lambda t: t.end)
    last = bisect.bisect_left(tree, end, key=lambda t: t.start) - 1
    return (first, last) if first <= last else None


def phrase_of(tree: Tree, first: int, last: int) -> Phrase:
    """The noun phrase that a figure at tokens [first, last] opens."""
    words = [t.low for t in tree]
    i = last + 1
    while i < len(tree) and words[i] in _BEHIND:
        i += 1
    if words[i : i + 2] == ["out", "of"]:
        i += 1
    of = i < len(tree) and words[i] == "of"
    start = i + 1 if of else i
    while of and start < len(tree) and tree[start].tag in ("DT", "PRP$", "PDT", "WDT"):
        start += 1
    elliptic = start < len(tree) and words[start] in word_set(_WORDS, "counted", "elliptic")
    if not of and elliptic and not (start + 1 < len(tree) and tree[start + 1].tag in _NOUN):
        return Phrase(first, last, None, last, False, None)
    noun = _np_end(tree, start, start + 9)
    if noun is None:
        return Phrase(first, last, None, last, of, _predicate(tree, words, start) if of else None)
    counted = None
    if words[noun] in word_set(_WORDS, "counted", "units") and words[noun + 1 : noun + 2] == ["of"]:
        noun = _np_end(tree, noun + 2, noun + 10) or noun  # "603 units of military vehicles"
    for j in range(noun, start - 1, -1):
        if counted := find_object(words, j, start):
            break
    if counted is None and words[noun] in peoples():
        counted = PEOPLE  # "384 Libyans"
    return Phrase(first, last, noun, noun, of, counted)


def _predicate(tree: Tree, words: list[str], start: int) -> Counted | None:
    """What `40 of them are children` counts."""
    if start + 2 < len(tree) and words[start] in (*_THEM, "these") and words[start + 1] in _BE:
        noun = _np_end(tree, start + 2, start + 6)
        return find_object(words, noun, start + 2) if noun is not None else None
    if start + 1 < len(tree) and words[start] in _THEM and tree[start + 1].tag in _NOUN:
        return find_object(words, start + 1, start + 1)
    return None
