"""HEAPING and FROZEN: a series that is rounded, or that stood still.

Needs all claims of one claimant about one quantity together. Both are notes on how a series was counted.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.drops import value
from counterclaim.reconcile.series import Line

ENOUGH = 20  # figures of a series whose last digits can tell something
BASES = {1000: "three zeros or more", 100: "two zeros or more", 10: "a zero"}
HEAPED = Fraction(1, 2)  # share of round figures; one in ten is expected by chance
REPORTS = 3  # equal ones, one a day
RARE = Fraction(1, 20)  # runs of equal reports of this length that chance would give in the series


def find(case: Case) -> Iterable[Finding]:
    """All notes on the shape of series."""
    for line in case.lines:
        yield from _heaped(line)
        yield from _frozen(line)


def _heaped(line: Line) -> Iterable[Finding]:
    for base, zeros in BASES.items():
        large = [item for item in line.track if value(item) >= 10 * base]
        round_ones = [item for item in large if value(item) % base == 0]
        if len(large) >= ENOUGH and len(round_ones) >= HEAPED * len(large):
            share = Fraction(100 * len(round_ones), len(large))
            yield told(
                "HEAPING",
                [large[0], large[-1]],
                "undecidable",
                "info",
                {
                    "share": f"{wording.number(round(share, 1))} %",
                    "count": wording.number(len(large)),
                    "zeros": zeros,
                    "who": wording.claimant(line.head.claim.claimant),
                },
            )
            return


def _frozen(line: Line) -> Iterable[Finding]:
    runs = [list(same) for _, same in groupby(line.track, key=value)]
    if len(runs) < 2:
        return
    still = len(line.track) - len(runs)  # steps on which nothing changed
    for run in runs:
        if len(run) >= REPORTS and _unusual(len(run), still, len(line.track)):
            yield told(
                "FROZEN",
                [run[0], run[-1]],
                "undecidable",
                "info",
                {
                    "given": wording.number(value(run[0])),
                    "count": wording.number(len(run)),
                    "who": wording.claimant(run[0].claim.claimant),
                    "then": wording.on(run[0].day),
                    "on": wording.on(run[-1].day),
                },
            )


def _unusual(length: int, still: int, count: int) -> bool:
    """Whether a series that stands still as often as this one does elsewhere would seldom stand still so long."""
    share = Fraction(still - (length - 1), max(1, count - length))
    return share ** (length - 1) * count <= RARE
