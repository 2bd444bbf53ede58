"""Whether a figure is a running total, a flow over days, a level, or planned: features for the model `time`."""

import functools
import re
from collections.abc import Iterator

from counterclaim.claims.clauses import token_at, verbs_above
from counterclaim.claims.measure_rules import is_level
from counterclaim.claims.periods import When
from counterclaim.claims.relations import ancestors
from counterclaim.claims.speakers import verbs
from counterclaim.claims.stance import YET_TO_COME
from counterclaim.claims.weights import best, weights
from counterclaim.claims.when_features import Timed, hanging, is_said, length_of, verb_form
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Stance, TimeKind
from counterclaim.vocabulary.words import toml

TIME_KINDS: tuple[TimeKind, ...] = ("period", "total", "state", "planned", "unspecified")  # those that the model weighs
_WORDS = "binding_words.toml"


# ---------------------------------------------------------------- which kind of time
_PERFECT = re.compile(r" (?:has|have) (?:(?:been|now|already|so far) ){0,4}\w+(?:ed|en|t|n) ")


@functools.cache
def _marks() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The names of features, the words of a sentence that give them, and their patterns."""
    table = toml(_WORDS)["time"]
    total = [(f"w={w}", w, re.compile(rf"\b{w}\b")) for w in table["total"]]
    events = [(f"e={w}", w, re.compile(rf"\b{w}s?\b")) for w in table["event"]]
    return (*total, *events, *((f"es={w}", f"{w}s", re.compile(rf"\b{w}s\b")) for w in table["event"]))


def _marks_in(low: str) -> tuple[str, ...]:
    """The marks in words of small letters."""
    return tuple(name for name, word, pattern in _marks() if word in low and pattern.search(low))


@functools.lru_cache(maxsize=64)  # the figures of one sentence stand one behind the other
def _sentence_features(words: str) -> tuple[str, tuple[str, ...]]:
    """The tense of a sentence, and its words that are features."""
    low = " " + re.sub(r"\s+", " ", words.lower()) + " "
    return "perfect" if _PERFECT.search(low) else "other", _marks_in(low)


def time_features(one: Timed, own: When | None, kinds: set[str], earlier: str | None, stance: Stance) -> list[str]:
    """What tells whether a figure is a running total, a flow or a level.

    `own` is the time expression next to it, `kinds` are those of its sentence, `earlier` that of the figure before.
    """
    sentence, value = one.scene.sentence, one.figure.value
    tense, marks = _sentence_features(one.text[sentence.start : sentence.end])
    size = "none" if value is None else str(min(6, len(str(int(abs(value))))))
    kind = own.kind if own else None
    length = "none" if own is None else length_of(str(own.first or ""), str(own.last or ""))
    said = "said" if is_said(one.text, own) else "not"
    verb = verb_form(one)
    side = "own" if one.own_side else "other"
    return [
        *_near(one),
        f"stance={stance}",
        f"stance={stance}:{one.measure}",
        f"verb={verb}",
        f"verb={verb}:{one.measure}",
        f"verb={verb}:own={kind}",
        f"length={length}",
        f"length={length}:{said}",
        f"length={length}:own={kind}:{size}",
        f"side={side}:{one.object}:own={kind}",
        f"side={side}:{one.object}:{one.measure}",
        f"side={side}:{one.object}:length={length}:size={size}",
        f"index={min(3, one.scene.index)}",
        f"perf={tense}:own={kind}",
        f"m={one.measure}",
        f"m={one.measure}:{tense}",
        f"o={one.object}",
        f"size={size}",
        f"size={size}:{one.measure}",
        f"own={kind}",
        f"own={kind}:{one.measure}",
        f"tense={tense}",
        f"earlier={earlier}",
        f"size={size}:own={kind}",
        f"o={one.object}:size={size}",
        *marks,
        *_beside(one, kind),
        *_hanging(one, own),
        *(f"has={k}" for k in sorted(kinds)),
    ]


def _near(one: Timed) -> list[str]:
    """The words of time and of events next to the figure, and whether it stands behind a verb of level."""
    behind = is_level(one.text, one.scene.sentence.start, one.figure.start)
    near = one.text[max(0, one.figure.start - 40) : one.figure.end + 40].lower()
    return [*([f"level:{one.measure}", "level"] if behind else ()), *(f"near={word}" for word in _marks_in(near))]


def is_earlier_count(one: Timed, when: When | None, counted: bool) -> bool:
    """Whether a figure is what somebody had counted up to a day: `On 2 March it had reported 498 dead`.

    The day and the figure hang on one verb of speech with `had`. Where the figure has a verb of its own (`had said that
    498 had died`) it may tell of that day alone, unless a running total was `counted` right before.
    """
    tree = one.scene.tree
    here, day = token_at(tree, one.figure.start), token_at(tree, when.end - 1) if when else None
    if here is None or day is None or one.measure not in word_set(_WORDS, "time", "counted_up"):
        return False
    if not word_set(_WORDS, "time", "event").isdisjoint(
        t.low for t in tree[here:]
    ):  # "had reported 12 dead in an ambush"
        return False
    verb = verbs_above(tree, day)[0]
    if tree[verb].low not in verbs() or not any(tree[c].low in ("had", "’d", "'d") for c in tree[verb].children):
        return False
    return verb in verbs_above(tree, here)[: 2 if counted else 1]


def kind_of(features: list[str], measure: str) -> TimeKind:
    """Total, flow or level, as the time model weighs it; what is asked for or pledged is planned."""
    if measure in YET_TO_COME:
        return "planned"
    chosen = best(weights("time"), [[f"{kind}|{f}" for f in ("bias", *features)] for kind in TIME_KINDS])
    return TIME_KINDS[chosen[0]] if chosen else "period"


def _hanging(one: Timed, own: When | None) -> Iterator[str]:
    """How the time next to a figure hangs in its sentence."""
    there = token_at(one.scene.tree, own.end - 1) if own else None
    if own is None or there is None:
        return
    for hang in hanging(one, there):
        yield f"hang:{hang}"
        yield f"hang:{hang}:{own.kind}"


# ---------------------------------------------------------------- the words beside a figure
_UP = 5  # steps above a figure: "a deal for the release of 50 women"
_LEAF = ("CD", "NNP", "NNPS", "LS")  # numbers and names: no words of grammar


def _beside(one: Timed, kind: str | None) -> Iterator[str]:
    """The words of grammar next to a figure, and the words that carry its measure."""
    tree, figure = one.scene.tree, one.figure
    if one.cue is not None:
        yield f"cue={tree[one.cue].low}"
        yield f"cue={tree[one.cue].low}:own={kind}"
    at = token_at(tree, figure.start)
    if at is None:
        return
    for name, i in (("-1", at - 1), ("-2", at - 2), ("+1", at + 1), ("+2", at + 2)):
        if 0 <= i < len(tree) and tree[i].tag not in _LEAF:
            yield f"{name}={tree[i].low}"
    for step, (i, _) in enumerate(ancestors(tree, at, _UP)):
        if tree[i].tag not in _LEAF:
            yield f"up={tree[i].low}"
            yield f"up{min(step, 1)}={tree[i].low}"
    above = verbs_above(tree, at)
    modal = next((tree[c].low for c in tree[above[0]].children if tree[c].tag == "MD"), "")
    yield f"modal={modal}"
    yield f"verb-above={tree[above[0]].low}"
    yield f"verb-above={tree[above[0]].tag}:root={tree[above[-1]].tag}"
    yield f"depth={min(3, len(above))}:own={kind}"
