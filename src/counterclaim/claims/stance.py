"""How a figure is meant: asserted, hedged, conditional, planned or denied, by the words of its clause (stance.toml)."""

import functools
import re

from counterclaim.claims.scenes import Scene
from counterclaim.claims.wordlists import any_of, word_set
from counterclaim.model import Stance
from counterclaim.vocabulary.words import toml

_WORDS = "binding_words.toml"
_REACH = 100  # characters before a figure within which those can stand
_CONDITIONS = 3  # of the conditional patterns those that open a clause: "if", "unless", "in case"


@functools.cache
def patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of stance.toml for one kind of stance or verification."""
    return tuple(re.compile(p, re.IGNORECASE) for p in toml("stance.toml")[kind]["patterns"])


@functools.cache
def _any_of_kind(kind: str, first: int | None = None) -> re.Pattern[str]:
    """One pattern for all of a kind, or its `first` few, for words in lower case: a tenth of the time of each apart."""
    found = toml("stance.toml")[kind]["patterns"][:first]
    return re.compile("|".join(f"(?:{pattern})" for pattern in found))


YET_TO_COME = ("requested", "pledged")  # measures whose figures are planned, and so is their time


@functools.lru_cache(maxsize=64)  # the figures of one sentence stand one behind the other
def flat(words: str) -> str:
    """Words with one blank between them."""
    return re.sub(r"\s+", " ", words)


@functools.cache
def _clause_marks() -> re.Pattern[str]:
    return re.compile(rf"[;:–—]|,\s(?:{any_of(_WORDS, 'stance', 'clauses')})\s")


@functools.cache
def _bearer_marks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_WORDS, 'stance', 'bearers')})\b", re.IGNORECASE)


def stance_of(scene: Scene, text: str, at: int, measure: str, verb: str | None) -> Stance:
    """How the figure at offset `at` is meant; `verb` is the one by which its source says so."""
    if verb in word_set("speech.toml", "deny"):
        return "denies"
    if measure in YET_TO_COME:
        return "planned"
    start, end = scene.sentence.start, scene.sentence.end
    clause = _clause(text, start, at, end).lower()
    if measure in word_set(_WORDS, "stance", "planned_measures") and _any_of_kind("planned").search(clause):
        return "planned"
    if verb is not None and _is_called_false(flat(text[start:end]).lower(), at - start):
        return "denies"
    before = flat(text[start:end])[: max(0, at - start)][-_REACH:]
    if _any_of_kind("conditional", _CONDITIONS).search(before.lower()):
        return "conditional"
    if _any_of_kind("hedged").search(clause) or verb in word_set("speech.toml", "hedge_verbs"):
        return "hedged"
    return "asserts"


def _is_called_false(sentence: str, at: int) -> bool:
    """Whether the source calls what it tells false: `it is not true that 60 died`, `reports of 60 dead were false`."""
    return any(found.start() < at < found.end() for p in patterns("denied") for found in p.finditer(sentence))


def _clause(text: str, start: int, at: int, end: int) -> str:
    """The words around an offset, to the nearest marks that close a clause."""
    left = max((m.end() for m in _clause_marks().finditer(text[start:at])), default=0)
    ends = [m.start() for marks in (_clause_marks(), _bearer_marks()) if (m := marks.search(text[at:end]))]
    return re.sub(r"\s+", " ", text[start + left : at + min(ends, default=end - at)])
