"""The words that bound a number ("more than", "about", "or so") and the interval that they entail.

The bounds are those of the reckoning rules: "more than 480" persons entails 481 to open, "about 500" 450 to 550. The
words stand in numbers.toml under `qualifiers`.
"""

import functools
import math
import re
from dataclasses import dataclass, replace
from typing import cast

from counterclaim.claims.figure_grammar import FigureMention, Number, whole
from counterclaim.claims.wordlists import alternatives, any_of, word_set
from counterclaim.model import Qualifier
from counterclaim.vocabulary.words import toml

_FILLERS = ("figure_words.toml", "fillers", "words")


@dataclass(frozen=True, slots=True)
class _Qualifiers:
    """The bounding words before a number and behind it: patterns, and what each word means."""

    left: re.Pattern[str]
    before: dict[str, Qualifier]
    right: re.Pattern[str]
    after: dict[str, Qualifier]
    strict: frozenset[str]
    ends: tuple[str, ...]  # what the words before a bounded number can end with


@functools.cache
def _qualifiers() -> _Qualifiers:
    table: dict[str, list[str]] = toml("numbers.toml")["qualifiers"]
    before = {
        w: cast(Qualifier, kind)
        for kind, words in table.items()
        if kind != "strict" and not kind.startswith("after_")
        for w in words
    }
    after = {
        w: cast(Qualifier, kind.removeprefix("after_"))
        for kind, words in table.items()
        if kind.startswith("after_")
        for w in words
    }
    filler = rf"(?:(?:{any_of(*_FILLERS)})\s+)?"
    left = re.compile(
        rf"(?:^|(?<=[\s(\[“\"‘'—–\-~:;,/]))(?P<q>{alternatives(before)})\s*{filler}[$€£]?\s*$", re.IGNORECASE
    )
    behind_noun = "|".join(re.escape(w) for w in after if w.startswith(("or ", "and ")))
    right = re.compile(
        rf"[\s-]{{0,3}}(?:{alternatives(after)})\b|(?:\s[a-z]{{3,20}}){{1,2}}\s(?P<far>{behind_noun})\b", re.IGNORECASE
    )
    ends = {w.split()[-1].casefold() for w in (*before, *word_set(*_FILLERS))}
    return _Qualifiers(left, before, right, after, frozenset(table["strict"]), tuple(sorted(ends)))


def qualified(text: str, figure: FigureMention) -> FigureMention:
    """A figure with the bounding word that stands right before or behind it, if one does; a range stays one."""
    found = _bounded(text, figure)
    return replace(found, qualifier="range") if figure.qualifier == "range" else found


def _bounded(text: str, figure: FigureMention) -> FigureMention:
    known = _qualifiers()
    start = max(0, figure.start - 48)
    near = text[start : figure.start].rstrip().rstrip("$€£").rstrip().casefold()
    if near.endswith(known.ends) and (m := known.left.search(text, start, figure.start)):
        word = re.sub(r"\s+", " ", m.group("q").lower())
        return replace(figure, qualifier=known.before[word], qualified_from=m.start("q"), strict=word in known.strict)
    if m := known.right.match(text, figure.end, figure.end + 48):
        word = (m.group("far") or m.group()).strip(" -\n\t").lower()
        return replace(figure, qualifier=known.after[re.sub(r"\s+", " ", word)])
    if text[figure.end : figure.end + 1] == "+":
        return replace(figure, qualifier="more_than")
    return figure


def bounds(figure: FigureMention, *, persons: bool = True) -> tuple[Number | None, Number | None]:
    """The hard interval that the words entail, both ends inclusive.

    >>> from counterclaim.claims.figures import find_figures
    >>> [bounds(f) for f in find_figures("about 500 men; up to 20; more than 480; at least 480; fewer than 80")]
    [(450, 550), (0, 20), (481, None), (480, None), (0, 79)]
    """
    if figure.qualifier == "range" or figure.low is not None:
        return figure.low, figure.high
    if figure.value is None:
        flat = re.sub(r"\s+", " ", figure.text.lower())
        return toml("numbers.toml")["vague"].get(flat), None
    value = figure.value
    step = 1 if persons and float(value).is_integer() else 0
    if figure.qualifier == "more_than":
        return value + (step if figure.strict else 0), None
    if figure.qualifier == "less_than":
        return 0, value - (step if figure.strict else 0)
    grain = _power_of_ten(value)
    if figure.qualifier == "almost":
        return max(0, whole(value - 2 * grain)), value - step
    if figure.qualifier == "approx":
        slack = max(grain / 2, 0.05 * value)
        if step:  # people and things are whole: 408.5 to 451.5 of them are 409 to 451
            return math.ceil(value - slack), math.floor(value + slack)
        return whole(value - slack), whole(value + slack)
    return value, value


def _power_of_ten(value: Number) -> Number:
    """The rounding that a hedge speaks of: about 500 is 450 to 550, about 70% is 65 to 75."""
    grain = 1
    while value and float(value).is_integer() and value % (grain * 10) == 0:
        grain *= 10
    return grain
