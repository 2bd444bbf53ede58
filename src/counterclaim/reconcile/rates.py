"""So many a day over known days -> so many over these days. The conversion is always shown and marked as derived."""

from fractions import Fraction

from counterclaim.reconcile import wording
from counterclaim.reconcile.intervals import Interval, scaled
from counterclaim.reconcile.items import Item

UNITS = {"day": 1, "week": 7, "month": 30}  # days of what a rate is told of


def flow(item: Item) -> Interval | None:
    """What a rate makes over the days that its text tells; None for no rate, or where it tells no days.

    Its hard interval times the days; a week counts seven, a month thirty.
    """
    per, length = item.claim.figure.per, item.days.length
    if per is None or length is None or length < UNITS[per]:
        return None
    return scaled(item.hard, Fraction(length, UNITS[per]))


def conversion(item: Item) -> str | None:
    """The conversion in words: "100 a day over 7 days makes 700"; None where there is none."""
    made = flow(item)
    if made is None:
        return None
    figure = item.claim.figure
    rate = f"{wording.figure(figure)} a {figure.per}"
    return f"{rate} over {item.days.length} days makes {wording.interval(made, figure.unit)}"
