"""What speaks for the days that an event may have happened on: features for the model `days`."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterclaim.claims.clauses import standing, token_at, verbs_above
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.periods import When
from counterclaim.claims.scenes import Scene
from counterclaim.claims.wordlists import any_of
from counterclaim.model import Time
from counterclaim.vocabulary.words import toml

_WORDS = "binding_words.toml"


@dataclass(frozen=True, slots=True)
class Timed:
    """What a figure's time is told from: the text, its scene, the figure and what it was bound to."""

    text: str
    scene: Scene
    figure: FigureMention
    measure: str
    object: str
    cue: int | None = None  # token of the word that carries the measure
    own_side: bool = False  # the side that suffers says so itself


@dataclass(frozen=True, slots=True)
class Dated:
    """What a text's dates are reckoned from: day of publication, whether it is that day's digest, the war's start."""

    published: str | None
    digest: bool
    war: str | None
    dateline: int | None  # where the date of a dateline ends: it dates the report, not the event


@dataclass(slots=True)
class Option:
    """Days on which it may have happened, the words that name them, and what speaks for them."""

    first: str | None
    last: str | None
    when: When | None
    source: str
    features: list[str] = field(default_factory=list)


@functools.cache
def _grew() -> re.Pattern[str]:
    about = r"(?:(?:about|around|at least|nearly|almost|some|more than|over|another|a further)\s+)?"
    of, by = any_of(_WORDS, "time", "grew_of"), any_of(_WORDS, "time", "grew_by")
    return re.compile(rf"\b(?:(?:{of})\s+of|(?:{by})\s+by)\s+{about}$", re.IGNORECASE)


def is_growth(one: Timed) -> bool:
    """Whether a figure is what a count grew by: `an increase of 910`."""
    return _ends_in_growth(one.text[max(0, one.figure.start - 45) : one.figure.start])


@functools.lru_cache(maxsize=64)  # asked for each of a figure's options
def _ends_in_growth(words: str) -> bool:
    return bool(_grew().search(words))


# ---------------------------------------------------------------- what speaks for them
@functools.cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_WORDS, 'time', 'said')})\s*(?:(?:\w+\s+)?(?:on|early|late)\s*)?$")


_SAID_BEHIND = re.compile(r"\s+(?:that|in a (?:statement|press|news|video|post|televised)|told|said)\b")


def is_said(text: str, when: When | None) -> bool:
    """Whether a time is that of a report: `said on Friday`, `reported Friday that`."""
    if when is None:
        return False
    return _is_said(text[max(0, when.start - 30) : when.start], when.text, text[when.end : when.end + 30])


@functools.lru_cache(maxsize=512)  # the times of a text are asked for by each of its figures
def _is_said(before: str, words: str, behind: str) -> bool:
    led = re.match(r"(?:on|in)\s+", words)
    return bool(_said().search(before)) or (led is None and bool(_SAID_BEHIND.match(behind)))


@functools.cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = toml(_WORDS)["time"]
    words = [*table["event"], *table["fresh"]]
    return tuple((w, re.compile(rf"\b{w}(?:s|es)?\b")) for w in words)


@functools.lru_cache(maxsize=64)  # the figures of one sentence stand one behind the other
def _marks_of(sentence: str) -> tuple[str, ...]:
    low = sentence.lower()
    return tuple(word for word, pattern in _marks() if word in low and pattern.search(low))


_ANY_WORD = re.compile(r"[A-Za-z]+|\d+")


@functools.lru_cache(maxsize=2048)
def _shape(words: str) -> tuple[str, ...]:
    """The words of a time expression as classes: days of the week, months and numbers are each one."""
    table = toml("time_words.toml")
    found = []
    for word in _ANY_WORD.findall(words.lower()):
        if word.isdigit():
            found.append("YEAR" if len(word) == 4 else "NUMBER")
        elif word in table["weekdays"]:
            found.append("WEEKDAY")
        elif word in table["months"]:
            found.append("MONTH")
        elif word in table["numbers"] and len(word) > 2:
            found.append("NUMBER")
        else:
            found.append(word)
    return tuple(found)


def scale(size: int, limits: Sequence[int]) -> str:
    """A size as a class: the first of the limits that it keeps to.

    >>> scale(5, (3, 8, 31)), scale(99, (3, 8, 31))
    ('8', 'more')
    """
    return next((str(limit) for limit in limits if size <= limit), "more")


@functools.lru_cache(maxsize=2048)
def length_of(first: str | None, last: str | None) -> str:
    """How many days a stretch has, as a class."""
    if not first or not last or len(first) < 10 or len(last) < 10:
        return "open"
    return scale((date.fromisoformat(last) - date.fromisoformat(first)).days, (0, 1, 3, 8, 31, 366))


@functools.lru_cache(maxsize=2048)
def _ago(last: str | None, published: str | None) -> str:
    """How long before the report."""
    if not last or not published or len(last) < 10:
        return "unknown"
    days = (date.fromisoformat(published) - date.fromisoformat(last)).days
    return "ahead" if days < 0 else scale(days, (0, 1, 2, 3, 7, 31, 366))


def verb_form(one: Timed) -> str:
    """The tense of the word that carries the measure: `has been killed`, `were killed`, `kills`, `killing`."""
    if one.cue is None:
        return "none"
    tree = one.scene.tree
    token = tree[one.cue]
    auxiliaries = sorted({tree[c].low for c in token.children if tree[c].dep in ("aux", "auxpass")})
    return f"{token.tag}:{'+'.join(auxiliaries[:2])}"


def weigh(option: Option, one: Timed, given: Dated, earlier: Time | None, crowd: str, tense: str) -> None:
    """Fill in the features of an option."""
    source, index = option.source, min(3, one.scene.index)
    out = option.features
    length, ago = length_of(option.first, option.last), _ago(option.first or option.last, given.published)
    digest = "digest" if given.digest else "news"
    out += [
        source, f"{source}:own={crowd}", f"{source}:{digest}", f"{source}:m={one.measure}", f"{source}:length={length}",
        f"{source}:ago={ago}", f"length={length}", f"ago={ago}", f"{source}:tense={tense}", f"{source}:index={index}",
        f"ago={ago}:tense={tense}", f"{source}:own={crowd}:{digest}", f"{source}:own={crowd}:index={index}",
        f"length={length}:m={one.measure}", f"{source}:cue={'none' if one.cue is None else 'some'}",
    ]  # fmt: skip
    marks = _marks_of(one.text[one.scene.sentence.start : one.scene.sentence.end])
    out += [f"{source}:mark={mark}" for mark in marks]
    if (
        earlier is not None
        and option.source != "earlier"
        and (earlier.start, earlier.end) == (option.first, option.last)
    ):
        out.append(f"{source}:as-earlier")
    if source == "earlier" and earlier is not None:
        out += [f"earlier:{earlier.kind}", f"earlier:{earlier.kind}:own={crowd}"]
    if is_growth(one):
        out += [f"{source}:growth", f"{source}:growth:length={length}"]
    if option.when is not None:
        out += _of_words(option.when, option, one)


def _of_words(when: When, option: Option, one: Timed) -> Iterator[str]:
    """How the words of a time stand to the figure."""
    source, text, figure = option.source, one.text, one.figure
    said = "said" if is_said(text, when) else "not-said"
    yield f"{source}:{said}"
    yield f"{source}:{when.kind}"
    yield f"{source}:{when.kind}:length={length_of(option.first, option.last)}"
    yield f"{source}:{said}:length={length_of(option.first, option.last)}"
    for shape in _shape(when.text):
        yield f"word={shape}"
        yield f"{source}:word={shape}"
    behind = when.start >= figure.end
    words = text[figure.end : when.start] if behind else text[when.end : figure.start]
    if source not in ("own", "told"):
        lines = words.count("\n")
        yield f"{source}:lines={min(3, lines)}"
        yield f"{source}:far={scale(len(words), (60, 150, 300, 600))}"
        yield f"{source}:{said}:lines={min(2, lines)}"
        return
    side = "right" if behind else "left"
    yield f"own:{side}"
    if behind and re.match(r"\s+of\s+(?:them|whom|these|those|which)\b", text[figure.end : figure.end + 12]):
        yield f"own:of-them:{when.kind}"
    yield f"own:{side}:{when.kind}"
    yield f"own:{side}:far={scale(len(words), (15, 40, 80, 150, 300))}"
    yield f"own:{side}:commas={min(3, words.count(','))}"
    yield f"own:{side}:parts={min(3, len(_parts().findall(words)))}"
    yield f"own:{side}:digits={min(2, len(_NUMBER.findall(words)))}"
    here, there = token_at(one.scene.tree, figure.start), token_at(one.scene.tree, when.end - 1)
    if here is None or there is None:
        return
    where = standing(one.scene.tree, here, there)
    yield f"own:{side}:{where}"
    yield f"own:{where}:{said}"
    for hang in hanging(one, there):
        yield f"own:{hang}"
        yield f"own:{hang}:{when.kind}"


def hanging(one: Timed, there: int) -> tuple[str, ...]:
    """How a time whose last token is `there` hangs in its sentence: on which clause, beside the cue, as whose name.

    `hostages abducted in May were freed`: May stands in a clause that describes the hostages; in `the 7 October
    attack` it names an attack.
    """
    tree = one.scene.tree
    verb = verbs_above(tree, there)[0]
    beside = "none" if one.cue is None else "cue" if verb == one.cue else standing(tree, one.cue, there)
    behind = tree[there + 1] if there + 1 < len(tree) else None
    names = behind is not None and behind.tag.startswith("NN")
    return f"clause={tree[verb].dep}:{beside}", f"beside={beside}", f"names={names}"


_NUMBER = re.compile(r"\b\d[\d,.]*\b")


@functools.cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"[;:–—]|\b(?:{any_of(_WORDS, 'time', 'clauses')})\b")
