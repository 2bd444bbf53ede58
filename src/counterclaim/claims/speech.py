"""Who says so: acts of speech in a sentence, each with the words that name its source.

`X said`, `said X`, `according to X`, `X's claim of`, `citing X`, a headline's `- X` and `X: ...`, a source in brackets.
Whether a figure belongs to an act is weighed elsewhere (`attribution`); here it is only found.
"""

import functools
import re
from dataclasses import dataclass

from counterclaim.claims.lexicon import inflect
from counterclaim.claims.parse import Tree
from counterclaim.claims.sources import role_words, speech_words
from counterclaim.claims.speakers import (
    TITLE,
    behind_medium,
    giver,
    givers_of,
    head_of,
    nouns,
    objects_of,
    quoted_as_saying,
    run_before,
    span_of,
    speaker_of,
    subject_of,
    verbs,
)
from counterclaim.claims.wordlists import alternatives, word_set
from counterclaim.vocabulary.words import toml

AS = 8  # tokens behind "quoted" in which its "as saying" stands


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
def _issuing() -> frozenset[str]:
    return frozenset(form for verb in toml("speech.toml")["issuing"] for form in inflect(verb))


@functools.cache
def _speaking() -> re.Pattern[str]:
    words = alternatives({*verbs(), "according", "per", "citing", "quoting"})
    return re.compile(rf"\b(?:{words})\b|[–—-]\s[A-Z]", re.IGNORECASE)


def may_speak(sentence: str) -> bool:
    """Whether a sentence has any word of speech, by its letters alone.

    >>> may_speak("The ministry said so."), may_speak("It rained.")
    (True, False)
    """
    return bool(_speaking().search(sentence))


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
    base = verbs().get(tree[i].low)
    if base is None or _passive_infinitive(tree, i) or _is_no_report(tree, i):
        return None
    if not (tree[i].tag.startswith("VB") or tree[i].low in ("says", "said") or _is_verb_after_all(tree, i)):
        return None
    if tree[i].low in speech_words("citing") and tree[i].tag == "VBG":
        objects = [c for c in tree[i].children if tree[c].dep in ("dobj", "pobj")]
        return [Act("citing", i, *span_of(tree, objects[0]), False, base)] if objects else None
    if base in ("quote", "cite") and (quoted := quoted_as_saying(tree, i)) is not None:
        return [Act("citing", i, *span_of(tree, quoted), False, base)]
    passive = _of_passive(tree, i, base)
    if passive is not None:
        return passive
    if not tree[i].tag.startswith("VB") and _is_verb_after_all(tree, i):
        return [Act("verb", i, run_before(tree, i), i - 1, True, base)]
    source = speaker_of(tree, i, base)
    if source is None:
        return None
    how = "weak" if base in speech_words("weak") else "verb"
    first, last = span_of(tree, giver(tree, source))
    if source > i:
        first = min(max(first, behind_medium(tree, i)), last)
    return [Act(how, i, first, last, source < i, base)]


def _of_passive(tree: Tree, i: int, base: str) -> list[Act] | None:
    """`as stated by X`, `quoted by Tass as saying`: who says so is the agent, or is quoted; None of an active verb."""
    auxiliaries = any(tree[c].dep == "auxpass" for c in tree[i].children)
    stated = tree[i].tag == "VBD" and i > 0 and tree[i - 1].low == "as"  # "as stated the day before by the ministry"
    bare = (tree[i].tag == "VBN" or stated) and tree[i].dep in ("acl", "advcl", "relcl", "amod")
    if not auxiliaries and not bare:
        return None
    if bare and base == "claim" and tree[tree[i].head].low in word_set("binding_words.toml", "attribution", "events"):
        return []  # "an attack claimed by X": who did it
    by = [c for c in tree[i].children if tree[c].dep == "agent" or (bare and c > i and tree[c].low == "by")]
    agents = [Act("agent", i, *span_of(tree, g), False, base) for c in by for g in objects_of(tree, c)][:1]
    quoted = subject_of(tree, i) if auxiliaries and base in ("quote", "cite") else None
    if quoted is not None and any(t.low == "as" for t in tree[i : i + AS]):
        return [Act("verb", i, *span_of(tree, quoted), True, base), *agents]
    return agents or ([] if auxiliaries and base not in ("quote", "cite") else None)


def _passive_infinitive(tree: Tree, i: int) -> bool:
    """`houses said to have been hit`, `believed to be dead`: nobody is the subject."""
    after = [t.low for t in tree[i + 1 : i + 3]]
    return after[:1] == ["to"] and tree[i].low in speech_words("said_to_be")


def _is_no_report(tree: Tree, i: int) -> bool:
    """`claimed responsibility`, `declared war`, `has not given a number`, `the said commander`, `named him as`."""
    if i and tree[i - 1].low in ("the", "a"):
        return True
    if any(tree[c].dep == "neg" for c in tree[i].children) and tree[i].low not in ("deny", "dispute"):
        return True
    if any(t.tag == "PRP" for t in tree[i + 1 : i + 2]) and any(t.low == "as" for t in tree[i + 2 : i + 3]):
        return True
    return any(tree[c].dep == "dobj" and tree[c].low in speech_words("no_reports") for c in tree[i].children)


def _is_verb_after_all(tree: Tree, i: int) -> bool:
    """`Members of parliament report that`, `the army claims to have`, though it is parsed as a noun."""
    if i == 0 or i + 1 >= len(tree) or tree[i].low not in speech_words("verbs_like_nouns"):
        return False
    clause = tree[i + 1].low == "that" or (tree[i + 1].low == "to" and i + 2 < len(tree) and tree[i + 2].tag == "VB")
    clause = clause or any(tree[c].dep == "ccomp" and c > i for c in tree[i].children)
    someone = tree[i - 1].tag in ("NNP", "NNPS", "NNS", "NN") or tree[i - 1].low in role_words()
    return clause and someone and tree[run_before(tree, i) - 1].tag != "VBD"


def _of_preposition(tree: Tree, i: int) -> list[Act] | None:
    if tree[i].low == "according" and i + 2 < len(tree) and tree[i + 1].low == "to":
        objects = [c for c in tree[i + 1].children if tree[c].dep == "pobj"]
        source = objects[0] if objects else head_of(tree, i + 2)
        return [Act("preposition", i, *span_of(tree, giver(tree, source)), False, "according")]
    if tree[i].low == "per" and i and tree[i - 1].low in ("as", ","):  # "as per the army"; "40 per day" has no speaker
        return [Act("preposition", i, *span_of(tree, g), False, "per") for g in objects_of(tree, i)]
    if tree[i].low in ("quoting", "citing") and not tree[i].tag.startswith("VB") and i + 1 < len(tree):
        return [Act("citing", i, *span_of(tree, head_of(tree, i + 1)), False, "cite")]
    return None


def _of_noun(tree: Tree, i: int) -> list[Act] | None:
    """`the Kremlin's claim of 1,351`, `figures from the ministry`, `estimates by analysts`."""
    if tree[i].low not in nouns() or not tree[i].tag.startswith("NN"):
        return None
    found = []
    verb = tree[i].head
    if tree[i].dep == "dobj" and tree[verb].low in _issuing() and not _is_no_report(tree, verb):
        source = subject_of(tree, verb)
        if source is not None:
            found.append(Act("issue", verb, *span_of(tree, source), source < verb, tree[i].low))
    owners = [c for c in tree[i].children if tree[c].dep == "poss" and tree[c].tag != "PRP$"]
    found += [Act("noun", i, *span_of(tree, owner), True, tree[i].low) for owner in owners]
    return found + [Act("noun", i, *span_of(tree, g), False, tree[i].low) for g in givers_of(tree, i)]


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
            if all(t.tag in (*TITLE, "CC", ".") for t in rest):
                found.append(Act("dash", i, i + 1, limit - 1, False, "dash"))
            break
    for i in range(1, min(9, limit - 2)):
        if tree[i].low == ":" and all(t.tag in (*TITLE, "HYPH") for t in tree[:i]):
            found.append(Act("colon", i, 0, i - 1, True, "colon"))
            break
    if 2 < limit <= 8 and _DASH.match(tree[0].low) and all(t.tag in (*TITLE, "_SP", ":") for t in tree):
        found.append(Act("dash", 0, 1, limit - 1, False, "dash"))
    return found
