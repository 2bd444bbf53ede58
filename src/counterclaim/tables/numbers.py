"""The number in a cell, and the figure that it makes with what the row says of it."""

import re
from functools import lru_cache

from counterclaim.claims.bounds import bounds
from counterclaim.claims.figure_grammar import FigureMention, Number, whole
from counterclaim.model import LARGEST, Figure, Qualifier, Unit
from counterclaim.tables.cells import Cell

BLANK = frozenset({"", "-", "–", "—", "nan", "na", "n/a", "null", "none", "."})
_GROUPED = re.compile(r"-?\d{1,3}(?:[, \u00a0\u2009\u202f'’]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
# What the words of a mapping are in a record: whether the number itself is out is kept apart.
BOUNDS: dict[str, tuple[Qualifier, bool]] = {
    "exact": ("exact", False),
    "approx": ("approx", False),
    "almost": ("almost", False),
    "more_than": ("more_than", True),
    "at_least": ("more_than", False),
    "less_than": ("less_than", True),
    "at_most": ("less_than", False),
}


@lru_cache(maxsize=65536)
def number(words: str) -> Number | None:
    """The number that a cell holds, with or without separated thousands or a power of ten; None where it holds none,
    or one above `model.LARGEST`.

    >>> number("700,000"), number("1e+05"), number("101.0"), number("about 5"), number("1e30")
    (700000, 100000, 101, None, None)
    """
    printed = words.strip()
    grouped = _GROUPED.fullmatch(printed)
    if not grouped and not _PLAIN.fullmatch(printed):
        return None
    value = float(re.sub(r"[^\d.-]", "", printed) if grouped else printed)
    return whole(value) if abs(value) <= LARGEST else None


def blank(words: str) -> bool:
    """Whether a cell says that there is no figure.

    >>> blank(" NaN "), blank("0")
    (True, False)
    """
    return words.strip().casefold() in BLANK


def one(cell: Cell, value: Number, bound: str, unit: Unit, text: str) -> Figure:
    """The figure of one cell with the word that bounds it.

    >>> one(Cell(0, 3, "480"), 480, "at_least", "persons", "480").low
    480
    """
    qualifier, strict = BOUNDS[bound]
    said = FigureMention(cell.start, cell.end, text, value, None, None, qualifier, strict=strict)
    low, high = bounds(said, persons=unit in ("persons", "items"))
    return Figure(
        start=cell.start, end=cell.end, text=text, value=value, low=low, high=high, qualifier=qualifier, unit=unit
    )


def ranged(start: int, end: int, low: Number, high: Number, unit: Unit, text: str) -> Figure:
    """The figure of two cells that are the ends of a range; its words run from one to the other.

    >>> ranged(0, 7, 300, 400, "persons", "300,400").high
    400
    """
    return Figure(start=start, end=end, text=text, value=None, low=low, high=high, qualifier="range", unit=unit)


def estimated(cell: Cell, value: Number, low: Number | None, high: Number | None, unit: Unit, text: str) -> Figure:
    """The figure of a cell with the bounds that its own row gives beside it.

    >>> estimated(Cell(0, 3, "430"), 430, 310, 550, "persons", "430").qualifier
    'approx'
    """
    return Figure(
        start=cell.start, end=cell.end, text=text, value=value, low=low, high=high, qualifier="approx", unit=unit
    )
