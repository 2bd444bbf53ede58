"""Who says so: acts of speech in a sentence, each with the words that name its source.

`X said`, `said X`, `according to X`, `X's claim of`, `citing X`, a headline's `- X` and `X: ...`, a source in brackets.
Whether a figure belongs to an act is weighed elsewhere (`attribution`); here it is only found.
"""

import functools
import re
from dataclasses import dataclass

from counterclaim.claims.lexicon import inflect, plural
from counterclaim.claims.parse import Tree
from counterclaim.claims.sources import role_words, speech_words
from counterclaim.vocabulary.words import toml


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody is made the source: `how` it is done, the cue's token, the source's tokens [first, last]."""

    how: str  # verb, weak, preposition, noun, citing, dash, colon
    cue: int
    first: int
    last: int
    before: bool  # the source stands before the cue
    verb: str  # base form of the cue


@functools.cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb in reversed(toml("speech.toml")["verbs"]) for form in inflect(verb) if " " not in form}


@functools.cache
def _nouns() -> frozenset[str]:
    return frozenset(w for noun in toml("speech.toml")["nouns"] for w in (noun, plural(noun)))


@functools.cache
def _issuing() -> frozenset[str]:
    return frozenset(form for verb in toml("speech.toml")["issuing"] for form in inflect(verb))


@functools.cache
def _speaking() -> re.Pattern[str]:
    words = sorted({*_verbs(), "according", "citing", "quoting"}, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b|[–—-]\s[A-Z]", re.IGNORECASE)


def may_speak(sentence: str) -> bool:
    """Whether a sentence has any word of speech, by its letters alone.

    >>> may_speak("The ministry said so."), may_speak("It rained.")
    (True, False)
    """
    return bool(_speaking().search(sentence))


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(form for verb in toml("speech.toml")["always_speak"] for form in inflect(verb))


PARTICIPLE = 40  # tokens before "adding that" within which its speaker spoke
_CLAUSES = {"relcl", "acl", "advcl", "ccomp", "punct", "parataxis", "cc"}
_NOT_FIRST = ("DT", "RB", "IN", ",", "``", "''", ":", "-LRB-", "CC", "PDT")  # tags at the edges of a phrase
_NOT_LAST = (",", ":", "RB", "``", "''", "IN", "-LRB-", "-RRB-", ".", "POS")
_TITLE = ("NNP", "NNPS", "NN", "NNS", "JJ", "POS", "IN", "DT")  # tags of the words of a name in a headline
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def _span_of(tree: Tree, i: int) -> tuple[int, int]:
    """The noun phrase headed by token i, without its clauses."""
    keep = [i]
    stack = [i]
    while stack:
        for child in tree[stack.pop()].children:
            if tree[child].dep in _CLAUSES or (tree[child].dep == "appos" and child - i > 12):
                continue
            if abs(child - i) <= 16:
                keep.append(child)
                stack.append(child)
    first, last = min(keep), max(keep)
    while first < i and tree[first].tag in _NOT_FIRST and tree[first].low != "un" and tree[first + 1].low != "-":
        first += 1
    while last > i and tree[last].tag in _NOT_LAST:
        last -= 1
    return first, last


def _verb_source(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, through its auxiliaries, its conjunct and `was quoted as saying`."""
    for child in tree[verb].children:
        if tree[child].dep in _SUBJECTS:
            return child
    if tree[verb].dep in ("conj", "xcomp", "advcl", "ccomp") and tree[verb].head != verb:
        head = tree[verb].head
        if tree[verb].dep == "advcl" and tree[verb].tag not in ("VBG", "VB"):
            return None
        if tree[verb].dep == "ccomp" and tree[verb].tag != "VBG":
            return None
        if tree[head].tag.startswith("VB") or tree[head].dep == "ROOT":
            return _verb_source(tree, head)
    clause = tree[verb].dep in ("acl", "relcl") and tree[verb].tag in ("VBG", "VBD", "VBZ", "VBP")
    if clause and tree[verb].head != verb:
        return tree[verb].head
    return None


def _quoted_as_saying(tree: Tree, i: int) -> int | None:
    """The army of `television quoted the army as saying`."""
    objects = [c for c in tree[i].children if tree[c].dep == "dobj" and c > i]
    return objects[0] if objects and any(t.low == "as" for t in tree[objects[0] : objects[0] + 8]) else None


def _behind_comma(tree: Tree, verb: int, subject: int | None) -> int | None:
    """`..., a source in the police told`: the name between a comma and the verb, where the tree took a clause's noun."""
    first = verb - 1
    while first > 0 and (tree[first].tag in _TITLE or tree[first].tag in ("CC", "CD", "HYPH", "PRP$", "PRP")):
        first -= 1
    if subject is None or subject >= first or first + 1 >= verb or tree[first].low not in (",", "''", '"', "”"):
        return None
    if not any(t.tag.startswith("VB") for t in tree[subject:first]):
        return None
    ends = next((i for i in range(first + 1, verb) if tree[i].tag == "IN"), verb)
    heads = [i for i in range(first + 1, ends) if tree[i].tag.startswith("NN") or tree[i].tag == "PRP"]
    return heads[-1] if heads else None


def _opening_name(tree: Tree, verb: int) -> int | None:
    """`Valerii Zaluzhnyi, commander-in-chief of the forces, said`: the name that opens the sentence."""
    if verb < 4 or tree[verb - 1].low != ",":
        return None
    first = next((i for i, t in enumerate(tree[:verb]) if t.tag not in _NOT_FIRST), verb)
    last = first
    while last < verb and tree[last].tag in ("NNP", "NNPS", "HYPH"):
        last += 1
    if last - first < 2 or tree[last].low != "," or last >= verb - 1:
        return None
    return None if any(t.tag in ("VBD", "VBZ", "VBP") for t in tree[last:verb]) else last - 1


def _participle_source(tree: Tree, i: int) -> int | None:
    """Of `adding that`, `posting that` behind a comma: whoever spoke last in the sentence."""
    if tree[i].tag != "VBG" or i < 3 or tree[i - 1].low != ",":
        return None
    for j in range(i - 2, max(0, i - PARTICIPLE) - 1, -1):
        if tree[j].tag in ("VBD", "VBZ", "VBP", "VBN") and tree[j].low in _saying():
            behind = tree[j - 1].tag in (",", "''", "``") or tree[j - 1].low == '"'
            return (_neighbour_source(tree, j) if behind else None) or _verb_source(tree, j)
    return None


def _neighbour_source(tree: Tree, verb: int) -> int | None:
    """Where the tree has no subject: `said Serhiy Lysak`, the noun right behind the verb."""
    for i in range(verb + 1, min(verb + 8, len(tree))):
        if tree[i].tag in ("NNP", "NNPS") or (tree[i].tag in ("NN", "NNS") and tree[i].low in role_words()):
            return _head_of(tree, i)
        if tree[i].tag not in ("DT", "JJ", "NN", "NNS", "POS", "HYPH", "VBN", "CD", ","):
            return None
    return None


def _left_source(tree: Tree, verb: int) -> int | None:
    """Where the tree has no subject though a name stands right before the verb: `The military announces`."""
    i = verb - 1
    while i >= 0 and (
        tree[i].tag in ("MD", "RB") or tree[i].low in ("has", "have", "had", "also") or _comma(tree, i, verb)
    ):
        i -= 1
    if i >= 0 and (tree[i].tag in ("NNP", "NNPS", "PRP") or tree[i].low in role_words()):
        return i
    return None


def _comma(tree: Tree, i: int, verb: int) -> bool:
    """`the governor, Serhiy Lysak, said`."""
    return i == verb - 1 and tree[i].low == ","


def _head_of(tree: Tree, i: int) -> int:
    while 0 < tree[i].head - i < 6 and tree[i].dep in ("compound", "amod", "nmod", "poss"):
        i = tree[i].head
    return i


def find_acts(tree: Tree) -> list[Act]:
    """Every act of speech in a sentence, in order."""
    found: list[Act] = []
    for token in tree:
        found += _of_verb(tree, token.i) or []
        found += _of_preposition(tree, token.i) or []
        found += _of_noun(tree, token.i) or []
    found += _of_form(tree)
    return found


def _of_verb(tree: Tree, i: int) -> list[Act] | None:
    base = _verbs().get(tree[i].low)
    if base is None or _passive_infinitive(tree, i) or _is_no_report(tree, i):
        return None
    if not (tree[i].tag.startswith("VB") or tree[i].low in ("says", "said") or _is_verb_after_all(tree, i)):
        return None
    if tree[i].low in speech_words("citing") and tree[i].tag == "VBG":
        objects = [c for c in tree[i].children if tree[c].dep in ("dobj", "pobj")]
        return [Act("citing", i, *_span_of(tree, objects[0]), False, base)] if objects else None
    if base in ("quote", "cite") and (quoted := _quoted_as_saying(tree, i)) is not None:
        return [Act("citing", i, *_span_of(tree, quoted), False, base)]
    auxiliaries = {tree[c].low for c in tree[i].children if tree[c].dep == "auxpass"}
    if auxiliaries:
        agents = [g for c in tree[i].children if tree[c].dep == "agent" for g in _objects(tree, c)]
        if agents:
            return [Act("agent", i, *_span_of(tree, agents[0]), False, base)]
        if base not in ("quote", "cite"):
            return None
    if not tree[i].tag.startswith("VB") and _is_verb_after_all(tree, i):
        return [Act("verb", i, _run_before(tree, i), i - 1, True, base)]
    inverted = i > 0 and base in speech_words("inverted") and tree[i - 1].tag in (",", "''", ":", "``", ".")
    source = (_neighbour_source(tree, i) if inverted else None) or _participle_source(tree, i) or _verb_source(tree, i)
    source = _opening_name(tree, i) or _behind_comma(tree, i, source) or source
    if source is None or tree[source].low in ("who", "which", "that", "there", "what"):
        if source is not None and tree[source].low in ("who", "which", "that") and tree[i].dep == "relcl":
            source = tree[i].head
        else:
            source = _left_source(tree, i)
            if source is None and base in speech_words("before_names"):
                source = _neighbour_source(tree, i)
    if source is None:
        return None
    how = "weak" if base in speech_words("weak") else "verb"
    before = source < i
    return [Act(how, i, *_span_of(tree, _giver(tree, source)), before, base)]


def _giver(tree: Tree, noun: int) -> int:
    """Who stands behind a report that speaks: `figures from the ministry show`, `according to a UN report`."""
    givers = _givers(tree, noun) if tree[noun].low in _nouns() else []
    return givers[0] if givers else noun


def _passive_infinitive(tree: Tree, i: int) -> bool:
    """`houses said to have been hit`, `believed to be dead`: nobody is the subject."""
    after = [t.low for t in tree[i + 1 : i + 3]]
    return after[:1] == ["to"] and tree[i].low in speech_words("said_to_be")


def _is_no_report(tree: Tree, i: int) -> bool:
    """`claimed responsibility`, `declared war`, `the said commander`."""
    if i and tree[i - 1].low in ("the", "a"):
        return True
    return any(tree[c].dep == "dobj" and tree[c].low in speech_words("no_reports") for c in tree[i].children)


def _is_verb_after_all(tree: Tree, i: int) -> bool:
    """`Members of parliament report that`, `the army claims to have`, though it is parsed as a noun."""
    if i == 0 or i + 1 >= len(tree) or tree[i].low not in speech_words("verbs_like_nouns"):
        return False
    clause = tree[i + 1].low == "that" or (tree[i + 1].low == "to" and i + 2 < len(tree) and tree[i + 2].tag == "VB")
    return clause and tree[i - 1].tag in ("NNP", "NNPS", "NNS", "NN") and tree[_run_before(tree, i) - 1].tag != "VBD"


def _run_before(tree: Tree, i: int) -> int:
    """The first token of the run of nouns and prepositions that ends before token i."""
    first = i - 1
    while first > 0 and (tree[first - 1].tag in _TITLE or tree[first - 1].tag in ("CC", "CD", "HYPH")):
        first -= 1
    while first < i - 1 and tree[first].tag in _NOT_FIRST:
        first += 1
    return first


def _of_preposition(tree: Tree, i: int) -> list[Act] | None:
    if tree[i].low == "according" and i + 2 < len(tree) and tree[i + 1].low == "to":
        objects = [c for c in tree[i + 1].children if tree[c].dep == "pobj"]
        source = objects[0] if objects else _head_of(tree, i + 2)
        return [Act("preposition", i, *_span_of(tree, _giver(tree, source)), False, "according")]
    if tree[i].low in ("quoting", "citing") and not tree[i].tag.startswith("VB") and i + 1 < len(tree):
        return [Act("citing", i, *_span_of(tree, _head_of(tree, i + 1)), False, "cite")]
    return None


def _of_noun(tree: Tree, i: int) -> list[Act] | None:
    """`the Kremlin's claim of 1,351`, `figures from the ministry`, `estimates by analysts`."""
    if tree[i].low not in _nouns() or not tree[i].tag.startswith("NN"):
        return None
    found = []
    verb = tree[i].head
    if tree[i].dep == "dobj" and tree[verb].low in _issuing():
        source = _verb_source(tree, verb)
        if source is not None:
            found.append(Act("issue", verb, *_span_of(tree, source), source < verb, tree[i].low))
    owners = [c for c in tree[i].children if tree[c].dep == "poss" and tree[c].tag != "PRP$"]
    found += [Act("noun", i, *_span_of(tree, owner), True, tree[i].low) for owner in owners]
    return found + [Act("noun", i, *_span_of(tree, g), False, tree[i].low) for g in _givers(tree, i)]


def _givers(tree: Tree, noun: int) -> list[int]:
    """Who made a report, behind it: `figures from X`, `data released by X`."""
    found = []
    for child in tree[noun].children:
        if tree[child].dep in ("prep", "agent") and tree[child].low in ("from", "by"):
            found += _objects(tree, child)
        elif tree[child].dep == "acl" and tree[child].low in speech_words("given_out"):
            found += [g for by in tree[child].children if tree[by].low in ("by", "from") for g in _objects(tree, by)]
    return found


def _objects(tree: Tree, preposition: int) -> list[int]:
    return [g for g in tree[preposition].children if tree[g].dep == "pobj"]


_DASH = re.compile(r"^[–—‒-]+$")


def _spaced(tree: Tree, i: int) -> bool:
    """Whether blanks stand around a dash: it is no hyphen of `two-year-old`."""
    return i == 0 or (tree[i].start > tree[i - 1].end and (i + 1 == len(tree) or tree[i + 1].start > tree[i].end))


def _of_form(tree: Tree) -> list[Act]:
    """A headline's `... - Russian Defence Ministry`, and `Zelenskyy: 16,000 ...`."""
    found = []
    limit = len(tree)
    for i in range(limit - 1, max(0, limit - 9), -1):
        if _DASH.match(tree[i].low) and _spaced(tree, i) and 1 <= limit - 1 - i <= 7:
            rest = tree[i + 1 :]
            if all(t.tag in (*_TITLE, "CC", ".") for t in rest):
                found.append(Act("dash", i, i + 1, limit - 1, False, "dash"))
            break
    for i in range(1, min(9, limit - 2)):
        if tree[i].low == ":" and all(t.tag in (*_TITLE, "HYPH") for t in tree[:i]):
            found.append(Act("colon", i, 0, i - 1, True, "colon"))
            break
    if 2 < limit <= 8 and _DASH.match(tree[0].low) and all(t.tag in (*_TITLE, "_SP", ":") for t in tree):
        found.append(Act("dash", 0, 1, limit - 1, False, "dash"))
    return found
