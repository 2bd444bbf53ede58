"""Which words of its sentence an act of speech covers, and how it stands to them.

`X said 40 died` covers what follows; `40 died, X said on Friday` what stands before, back to the mark or the other
speaker that closes it off; `according to X` either, by where it stands; a headline's dash and colon likewise.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.parse import Tree
from counterclaim.claims.relations import ancestors
from counterclaim.claims.speech import Act
from counterclaim.claims.wordlists import word_set

FAR = 40  # tokens: what stands further off does not tell how a source stands to its words
DATELINE = 6  # tokens of a place and its dash at most, before the first sentence
WITHIN = 8  # tokens behind a verb of speech in which its `that` stands
_CIRCUMSTANCE = ("IN", "DT", "NN", "NNP", "NNPS", "CD", "RB", "JJ", "POS")  # tags of the words before it
_WORDS = "binding_words.toml"
_MARKS = (",", "''", "``", '"', "-", "–", "—", ":", "”", "“", "'")  # before a source they part it from what it said
_OBJECTS = ("ccomp", "dobj", "oprd", "acomp", "xcomp", "obj")  # of a verb: it goes on behind
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_HELPING = ("has", "have", "had", "is", "was", "are", "were", "been", "be")
_SKIP = ("DT", "RB", "PRP$", "CC", "NN", "NNS", "NNP", "NNPS", "JJ", "POS")  # between a mark and a source


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens [first, last] that an act covers; `kind`: lead, trail, middle, source (it covers none)."""

    kind: str
    first: int
    last: int
    complement: str  # what the verb takes: that, ccomp, of (`accused Y of doing`), dobj, xcomp, quote, none

    def holds(self, i: int) -> bool:
        """Whether token i is covered."""
        return self.first <= i <= self.last


def scopes(tree: Tree, acts: Sequence[Act]) -> list[Scope]:
    """The scope of each act of a sentence: cut where another speaker's begins or ends, and at a semicolon."""
    plain = [_plain(tree, act) for act in acts]
    marks = [t.i for t in tree if t.low == ";"]
    leads = sorted(_opening(tree, act) for act, one in zip(acts, plain, strict=True) if one.kind == "lead")
    trails = sorted(
        max(act.cue, act.last) for act, one in zip(acts, plain, strict=True) if one.kind in ("trail", "middle")
    )
    return [_bounded(act, one, marks, leads, trails) for act, one in zip(acts, plain, strict=True)]


def _opening(tree: Tree, act: Act) -> int:
    """Where an act begins to lead on: at its source; at its verb where that shares the subject of a verb before it."""
    shared = act.before and any(t.tag in _FINITE and t.low not in _HELPING for t in tree[act.last + 1 : act.cue])
    return act.cue if shared else min(act.cue, act.first)


def _bounded(act: Act, one: Scope, marks: list[int], leads: list[int], trails: list[int]) -> Scope:
    """A scope between its neighbours: semicolons, where others lead on (`, while Y said`), where others have ended."""
    low, high = min(act.cue, act.first), max(act.cue, act.last)
    first, last = one.first, one.last
    before, after = bisect.bisect_left(marks, low), bisect.bisect_right(marks, high)
    if before:
        first = max(first, marks[before - 1] + 1)
    if after < len(marks):
        last = min(last, marks[after] - 1)
    following = bisect.bisect_right(leads, high)
    if following < len(leads):
        last = min(last, max(leads[following] - 1, high))
    ended = bisect.bisect_left(trails, low)
    if ended and one.kind == "trail":
        first = max(first, trails[ended - 1] + 1)
    return Scope(one.kind, first, last, one.complement)


def _plain(tree: Tree, act: Act) -> Scope:
    end = len(tree) - 1
    low, high = min(act.cue, act.first), max(act.cue, act.last)
    if act.how == "colon":
        return Scope("lead", act.cue + 1, end, "quote")
    if act.how == "citing" and tree[act.cue].tag != "VBG":
        return Scope("lead", act.last + 1, end, "ccomp")
    if act.how in ("preposition", "citing", "dash"):
        opens = _opens(tree, low)
        after = tree[high + 1].low if high < end else ""
        middle = not opens and after == "," and end - high > 6
        if opens:
            return Scope("lead", high + 1, end, "none")
        return Scope("middle" if middle else "trail", 0, end if middle else low - 1, "none")
    if act.how in ("noun", "issue"):
        return Scope("lead", act.cue + 1, end, "none")
    return _of_verb(tree, act, low, high)


def _of_verb(tree: Tree, act: Act, low: int, high: int) -> Scope:
    end = len(tree) - 1
    takes = _complement(tree, act.cue)
    if not act.before:
        return Scope("trail", 0, low - 1, takes) if low > 1 else Scope("lead", high + 1, end, takes)
    start = act.first
    while start > 0 and tree[start - 1].tag in _SKIP and tree[start - 1].low not in ("and", "but", "or"):
        start -= 1
    told = tree[min(act.cue + 1, end)].low == "," and any(
        tree[c].dep == "ccomp" and c < start for c in tree[act.cue].children
    )
    dateline = start < DATELINE and all(t.tag in ("NNP", ",", ":", "HYPH") for t in tree[:start])
    parted = start > 1 and tree[start - 1].low in _MARKS and not dateline
    named = tree[act.cue].dep == "relcl" and tree[act.cue].head == low - 1  # "the state news agency Sana reported"
    if parted and (told or takes in ("none", "person")) and (tree[act.cue].dep != "relcl" or named):
        after = next((t.low for t in tree[act.cue + 1 : act.cue + FAR] if t.low in (",", "''", "``", '"')), "")
        middle = bool(after) and tree[min(act.cue + 1, end)].low == "," and end - act.cue > 5
        return Scope("middle" if middle else "trail", 0, end if middle else start - 1, takes)
    return Scope("lead", act.cue + 1, end, takes)


def _complement(tree: Tree, cue: int) -> str:
    """What a verb of speech takes behind it."""
    after = tree[cue + 1].low if cue + 1 < len(tree) else ""
    if after == "that" or _that_behind(tree, cue):
        return "that"
    if after in ("``", '"', ":", "“"):
        return "quote"
    if after == ";":  # "40 died, the governor said; 15 were hurt"
        return "none"
    found = [tree[c].dep for c in tree[cue].children if c > cue]
    if any(tree[g].dep == "pcomp" for c in tree[cue].children if tree[c].low == "of" for g in tree[c].children):
        return "of"
    if "ccomp" in found:
        return "ccomp"
    if "xcomp" in found:
        return "xcomp"
    if "dobj" in found or "oprd" in found:
        return "person" if tree[cue].low in ("told", "tells", "tell", "telling") else "dobj"
    return "none"


def _that_behind(tree: Tree, cue: int) -> bool:
    """Whether only a time or a circumstance stands before `that`: `said on Friday that`, `said in a statement that`."""
    for token in tree[cue + 1 : cue + WITHIN]:
        if token.low == "that":
            return token.tag in ("IN", "WDT") and tree[cue + 1].tag in ("IN", "NNP", "NN", "RB")
        if token.tag not in _CIRCUMSTANCE:
            return False
    return False


def _opens(tree: Tree, i: int) -> bool:
    """Whether a preposition stands at the beginning of its sentence or clause."""
    if i > FAR:
        return False
    before = [t for t in tree[:i] if t.tag not in ("RB", "CC", "``", "_SP", ":", "IN", "DT") and t.low != ","]
    return not before or (i > 0 and tree[i - 1].low in (";", "while", "but", "and"))


def covered(tree: Tree, noun: int, cue: int) -> list[str]:
    """How deep a figure's noun lies below a cue: clauses and phrases of circumstance on the way, as features."""
    steps = [(tree[noun].dep, noun)]
    for above, _ in ancestors(tree, noun, 14):
        if above == cue:
            break
        steps.append((tree[above].dep, above))
    found = []
    if any(dep in ("relcl", "acl") for dep, _ in steps):
        found.append("relative")
    if any(dep == "advcl" for dep, _ in steps):
        found.append("adverbial")
        marks = word_set(_WORDS, "attribution", "subordinating")
        clauses = (c for dep, i in steps if dep == "advcl" for c in tree[i].children)
        found += [f"mark-{tree[c].low}" for c in clauses if tree[c].low in marks][:1]
    prepositions = word_set(_WORDS, "attribution", "circumstances")
    found += [f"prep-{tree[i].low}" for dep, i in steps if dep == "prep" and tree[i].low in prepositions][:2]
    return found
