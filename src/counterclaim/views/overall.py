"""The range of claims over all sides of a comparison: its two ends, each with the side that gives it."""

from counterclaim.model import Comparison, SideRange
from counterclaim.views import words
from counterclaim.views.pictures.voices import NO_NAMES, Names, side_name

LABEL = "Range of claims over all sides"
CAVEAT = "not a confidence interval"


def ends(comparison: Comparison) -> tuple[SideRange, SideRange] | None:
    """The sides that give the lowest and the highest end; None where one side alone spoke.

    Where the range is open-ended, the second is the open-ended side with the higher figure.
    """
    sides = comparison.sides
    if len(sides) < 2:
        return None
    lowest = min(sides, key=lambda side: side.low or 0)
    highest = max(sides, key=lambda side: (side.high is None, (side.low if side.high is None else side.high) or 0))
    return lowest, highest


def overall(comparison: Comparison, names: Names = NO_NAMES) -> str | None:
    """The range in words, each end with its side; None where one side alone spoke."""
    found = ends(comparison)
    if found is None:
        return None
    lowest, highest = found
    unit = comparison.unit
    low = words.number(lowest.low or 0, unit)
    high = words.interval(highest.low, None, unit) if highest.high is None else words.number(highest.high, unit)
    return f"{low} ({side_name(lowest, names)}) to {high} ({side_name(highest, names)}); {CAVEAT}"
