"""How many a day: every side's figures over known days, stated or as the difference of two totals of one claimant."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.words import days_told
from counterclaim.reconcile.drops import SMALL, value
from counterclaim.reconcile.intervals import Exact, exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import DAY
from counterclaim.reconcile.rates import UNITS

SHORT = 3  # days: a figure over no more is of a day
PEOPLE = "persons"  # tallies of equipment jump too often for a note to be of use (1 day in 80)

StepKey = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """So many a day over these days, stated or as the difference of two totals."""

    first: date
    last: date
    number: Exact
    length: int
    claims: tuple[Item, ...]
    rate: Exact  # the number a day


def step(first: date, last: date, number: Exact, length: int, claims: tuple[Item, ...]) -> Step:
    """A step with its rate."""
    return Step(first, last, number, length, claims, number if length == 1 else Fraction(number) / length)


def key(item: Item) -> StepKey:
    """Whose figures of what a day is held against: the side's, whatever body of it spoke, killed beside casualties."""
    return (item.voice, *item.subject)


def steps(case: Case) -> dict[StepKey, list[Step]]:
    """Every side's figures over known days, by their last day; where a flow is stated, no difference beside it.

    Totals that do not rise with their series make no difference.
    """
    told = [one for item in case.told if (one := _stated(item))]
    days = {(key(one.claims[0]), one.last) for one in told if one.length <= SHORT}
    outside = {id(each.item) for _, each in case.odd if each.share > SMALL}
    made = [
        step(before.day, after.day, value(after) - value(before), (after.day - before.day).days, (before, after))
        for line in case.lines
        if line.head.claim.figure.unit == PEOPLE
        for before, after in pairwise(item for item in line.track if id(item) not in outside)
        if before.day and after.day and value(after) >= value(before) and (key(after), after.day) not in days
    ]
    by_key = grouped([*told, *made], lambda one: key(one.claims[0]))
    return {at: sorted(own, key=lambda s: (s.last, s.first, s.claims[0].claim.id)) for at, own in by_key.items()}


def _stated(item: Item) -> Step | None:
    claim = item.claim
    if claim.time.kind != "period" or not item.voice or claim.figure.unit != PEOPLE or not item.hard.low:
        return None
    printed = exact(claim.figure.value) if claim.figure.value else item.hard.low
    if claim.figure.per:
        return _rate(item, printed, UNITS[claim.figure.per])
    days, length = item.days, days_told(item)
    if days.first is None or days.last is None or not length:
        return None
    return step(days.first, days.last, printed, length, (item,))


def _rate(item: Item, number: Exact, length: int) -> Step | None:
    """So many a day, a week or a month, as a figure for the last of them that the claim is about."""
    if item.day is None:
        return None
    return step(item.day - (length - 1) * DAY, item.day, number, length, (item,))
