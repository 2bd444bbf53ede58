"""Numbers that only compare others and count nothing: ratios, so many for each of another, so many times as much."""

import functools
import re

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.wordlists import any_of

_TO_ONE = re.compile(r"\s?:\s?|\s+to\s+|-to-", re.IGNORECASE)


def is_ratio(text: str, a: FigureMention, b: FigureMention) -> bool:
    """Whether two numbers side by side are a ratio and count nothing: `outnumbered three to one`, `5-to-1`."""
    one = b.value == 1 and b.hint != "article"
    return one and (a.value or 0) > 1 and bool(_TO_ONE.fullmatch(text, a.end, b.start))


_EVERY_BEFORE = re.compile(r"\bfor (?:every|each)(?: (?!(?:and|but|while)\b)[^\s.;:!?]+){1,12} \Z", re.IGNORECASE)
_EVERY_BEHIND = re.compile(r"[^.;:!?,\n]{1,80}? for (?:every|each) \w+", re.IGNORECASE)


def is_for_every(text: str, figure: FigureMention) -> bool:
    """Whether a number is what there is of one thing for each of another: `six soldiers lost for every one killed`."""
    if figure.hint not in (None, "sign"):
        return False
    before = _EVERY_BEFORE.search(text, max(0, figure.start - 90), figure.start)
    return bool(before or _EVERY_BEHIND.match(text, figure.end))


@functools.cache
def _multiple() -> re.Pattern[str]:
    return re.compile(rf"\s+times\s+(?:{any_of('figure_words.toml', 'multiples', 'behind')})\b", re.IGNORECASE)


def is_multiple(text: str, figure: FigureMention) -> bool:
    """Whether a number only compares two others: `several times lower`, `three times as many`.

    >>> from counterclaim.claims.figures import find_figures
    >>> [f.text for f in find_figures("Shelling was five times heavier; they shelled it five times.")]
    ['five']
    """
    return figure.hint is None and bool(_multiple().match(text, figure.end))
