"""HEAPING and FROZEN: a series that is rounded, or that stood still.

Needs all claims of one claimant about one quantity together. Both are notes on how a series was counted.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.drops import value
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item

ENOUGH = 20  # figures of a series whose last digits can tell something
BASES = {1000: "three zeros or more", 100: "two zeros or more", 10: "a zero"}
HEAPED = Fraction(1, 2)  # share of round figures; one in ten is expected by chance
REPORTS = 3  # equal ones, one a day
RARE = Fraction(1, 20)  # runs of equal reports of this length that chance would give in the series


def find(case: Case) -> Iterable[Finding]:
    """All notes on the shape of series."""
    for line in case.lines:
        yield from of_track([value(item) for item in line.track], line.track.__getitem__)


def of_track(values: Sequence[Exact | float], at: Callable[[int], Item]) -> Iterable[Finding]:
    """The notes on the totals of a series, one a day; `at` gives the figure in a place.

    >>> list(of_track([1, 2, 3], lambda place: None))
    []
    """
    yield from _heaped(values, at)
    yield from _frozen(values, at)


def _heaped(values: Sequence[Exact | float], at: Callable[[int], Item]) -> Iterable[Finding]:
    for base, zeros in BASES.items():
        large = [place for place, number in enumerate(values) if number >= 10 * base]
        round_ones = [place for place in large if values[place] % base == 0]
        if len(large) >= ENOUGH and len(round_ones) >= HEAPED * len(large):
            share = Fraction(100 * len(round_ones), len(large))
            first = at(large[0])
            yield told(
                "HEAPING",
                [first, at(large[-1])],
                "undecidable",
                "info",
                {
                    "share": f"{wording.number(round(share, 1))} %",
                    "count": wording.number(len(large)),
                    "zeros": zeros,
                    "who": wording.claimant(first.claim.claimant),
                },
            )
            return


def _frozen(values: Sequence[Exact | float], at: Callable[[int], Item]) -> Iterable[Finding]:
    runs = [list(same) for _, same in groupby(range(len(values)), key=values.__getitem__)]
    if len(runs) < 2:
        return
    still = len(values) - len(runs)  # steps on which nothing changed
    for run in runs:
        if len(run) >= REPORTS and _unusual(len(run), still, len(values)):
            first, last = at(run[0]), at(run[-1])
            yield told(
                "FROZEN",
                [first, last],
                "undecidable",
                "info",
                {
                    "given": wording.number(value(first)),
                    "count": wording.number(len(run)),
                    "who": wording.claimant(first.claim.claimant),
                    "then": wording.on(first.day),
                    "on": wording.on(last.day),
                },
            )


def _unusual(length: int, still: int, count: int) -> bool:
    """Whether a series that stands still as often as this one does elsewhere would seldom stand still so long."""
    share = Fraction(still - (length - 1), max(1, count - length))
    return share ** (length - 1) * count <= RARE
