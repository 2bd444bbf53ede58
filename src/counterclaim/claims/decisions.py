"""What the reader decides about each number that ends in no claim, recorded only while somebody asks.

Where a rule or a model turns a number down, it says so here in passing; `leftovers` tells people. While nobody asks a
decision costs one look into a variable of the context, and reading stays a pure function of the document.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from counterclaim.claims.figure_grammar import FigureMention


@dataclass(frozen=True, slots=True)
class Decision:
    """One number at [start, end) that was turned down: by which rule, and the words that told."""

    start: int
    end: int
    rule: str
    words: str = ""
    measure: str | None = None  # the best that was weighed, and its probability
    probability: float | None = None
    article: bool = False  # "a soldier": a figure only of victims


_open: ContextVar[list[Decision] | None] = ContextVar("decisions", default=None)


@contextmanager
def recorded() -> Iterator[list[Decision]]:
    """Record the decisions of everything that is read within.

    >>> from counterclaim.claims.figures import find_figures
    >>> with recorded() as decisions:
    ...     figures = find_figures("The 43-year-old leads 12 men.")
    >>> [(d.start, d.rule, d.words) for d in decisions]
    [(4, 'after', '-year-old')]
    """
    decisions: list[Decision] = []
    token = _open.set(decisions)
    try:
        yield decisions
    finally:
        _open.reset(token)


def turned_down(start: int, end: int, rule: str, words: re.Match[str] | str = "") -> Literal[True]:
    """Note that the number at [start, end) is none; always true, so that a test can end with it."""
    if (decisions := _open.get()) is not None:
        decisions.append(Decision(start, end, rule, words if isinstance(words, str) else words.group()))
    return True


def unbound(figure: FigureMention, measure: str | None = None, probability: float | None = None) -> None:
    """Note that a figure carries no measure: the best that was weighed, if there was one, and its probability."""
    if (decisions := _open.get()) is not None:
        rule, probability = ("no_cue", None) if measure is None else ("below", probability)
        article = figure.hint == "article"
        decisions.append(Decision(figure.start, figure.end, rule, "", measure, probability, article))


def faint(figure: FigureMention, measure: str, probability: float) -> None:
    """Note that a figure is too unlikely in a text with few words of conflict: its measure and probability."""
    if (decisions := _open.get()) is not None:
        article = figure.hint == "article"
        decisions.append(Decision(figure.start, figure.end, "faint", "", measure, probability, article))
