"""SERIES_OUTLIER and what lies behind it: STALE_VALUE, DATE_ORDER, DIGIT_SLIP, PERIOD_GUESS, PERIOD_MISMATCH.

Needs all claims of one claimant about one quantity together. A total that does not rise with the others of its series
is diagnosed before it is called odd: an older figure, a figure of a later day, a slip of digits, a period's figure.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, number
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.digits import CHANGED, meant
from counterclaim.reconcile.drops import SMALL, value
from counterclaim.reconcile.intervals import granularity
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.periods import DAY, apart
from counterclaim.reconcile.rising import Odd

FINE = Fraction(1, 40)  # a number told to a fortieth or finer (22,800 by hundreds) is seldom met twice by chance
LEAST = 100
COARSE = 4  # times the step to which a number that stands outside of its series may be rounded: 9,000 by thousands
PERIOD = Fraction(3, 10)  # of the running total: below it a figure is likelier a period's or a place's
WINDOWS = (1, 7, 30)  # days of the periods that reports usually tell
LIKE = Fraction(9, 5)  # times more or less than the usual rate adds in such a period
PAST = 60  # days over which the usual rate is taken
NARROW = Fraction(1, 10)  # of the number: how far apart its neighbours may be for a slip of digits to be told


def find(case: Case) -> Iterable[Finding]:
    """All totals that do not rise with their series, each with the diagnosis that fits, if one does."""
    for told_of in stories(case).values():
        yield from told_of


def stories(case: Case) -> dict[int, tuple[Finding, ...]]:
    """What is told of each total, by its `id()`, that does not rise with its series; `totals` tells of other falls."""
    falls = [drop for line in case.lines for drop in line.drops if drop.verdict != "stale"]
    fallen = {id(drop.after) for drop in falls}
    outside = {id(each.item) for _, each in case.odd}
    found: dict[int, tuple[Finding, ...]] = {}
    left: list[Odd] = []
    for _, each in case.odd:
        same = [item for item in case.totals.get(number(each.item), ()) if id(item) not in outside]
        told_of = tuple(_diagnosed(each, same)) or (() if id(each.item) in fallen else tuple(_outside(each)))
        if told_of:
            found[id(each.item)] = told_of
        else:
            left.append(each)
    high = told_high(case, found)
    beside = {id(drop.after) for drop in falls if id(drop.before) in high}  # of these falls nothing else is told
    found.update({id(e.item): made for e in left if id(e.item) in beside and (made := tuple(_outside(e)))})
    return found


def told_high(case: Case, told_of: Container[int]) -> frozenset[int]:
    """The `id()`s of figures above those that follow of which something is told: a fall from them tells no more."""
    return frozenset(id(each.item) for _, each in case.odd if each.high and id(each.item) in told_of)


def telling(item: Item) -> bool:
    """Whether the number is seldom met twice by chance: a hundred or more, told to a fortieth or finer."""
    number = value(item)
    return number >= LEAST and granularity(item.claim.figure.value or 0) <= number * FINE


def fine(item: Item) -> bool:
    """Whether a number that stands outside of its series is not so round that another is as much by chance."""
    return value(item) >= LEAST and granularity(item.claim.figure.value or 0) * COARSE <= value(item)


def _diagnosed(each: Odd, same: Sequence[Item]) -> Iterable[Finding]:
    """What is certain first; where nothing is, a slip of digits and a period's figure may both fit."""
    certain = next((f for f in (_stale(each, same), _future(each, same), _flow(each)) if f is not None), None)
    return [certain] if certain else [f for f in (_slipped(each), _period(each)) if f is not None]


def _outside(each: Odd) -> Iterable[Finding]:
    """A figure that nothing explains, by how far outside it stands."""
    if each.large:
        yield told("SERIES_OUTLIER", [each.item, *_neighbours(each)], "violated", "warn", _words(each))
    elif each.share > SMALL:
        yield told("SERIES_OUTLIER.near", [each.item, *_neighbours(each)], "undecidable", "info", _words(each))


def _neighbours(each: Odd) -> list[Item]:
    return [item for item in (each.before, each.after) if item is not None]


def _words(each: Odd) -> dict[str, str]:
    """The names under which the texts speak of an odd figure and its neighbours."""
    item = each.item
    near = [f"{wording.number(value(n))} on {wording.on(n.day)}" for n in _neighbours(each)]
    who = wording.claimant(item.claim.claimant)
    return {
        "given": wording.figure(item.claim.figure),
        "on": wording.on(item.day),
        "who": who,
        "whose": wording.possessive(who),
        "around": wording.joined(near),
        "low": wording.number(value(each.before)) if each.before else "0",
        "high": wording.number(value(each.after)) if each.after else "an open end",
    }


# ---------------------------------------------------------------- a figure of another day
def _stale(each: Odd, same: Sequence[Item]) -> Finding | None:
    """A number below its neighbours that the side gave at least two days earlier; `same` are all its tellings."""
    item, before = each.item, each.before
    if before is None or not LEAST <= value(item) < value(before) or item.day is None:
        return None
    twin = next((other for other in reversed(same) if other.day and other.day <= item.day - 2 * DAY), None)
    if twin is None:
        return None
    words = {**_words(each), "then": wording.on(twin.day), "before": wording.number(value(before))}
    return told("STALE_VALUE", [item, twin, before], "undecidable", "info", words)


def _future(each: Odd, same: Sequence[Item]) -> Finding | None:
    """A number above those that follow, which the side first gave on a later day."""
    item = each.item
    if not each.high or item.day is None or not telling(item):
        return None
    others = [other for other in same if other.day and (apart(other.day, item.day) or 0) >= 2]
    if not others or any(other.day and other.day < item.day for other in others):
        return None
    words = {**_words(each), "then": wording.on(others[0].day)}
    return told("DATE_FUTURE", [item, others[0]], "violated", "error", words)


# ---------------------------------------------------------------- a figure of a period
def _flow(each: Odd) -> Finding | None:
    """A number that is exactly what the totals around its day grew by."""
    item, before = each.item, each.before
    if before is None or value(item) >= value(before) * PERIOD or not fine(item):
        return None
    for a, b in pairwise(_last_reports(each)):
        if value(b) - value(a) == value(item):
            words = {
                **_words(each),
                "before": wording.number(value(a)),
                "after": wording.number(value(b)),
                "then": wording.on(a.day),
                "until": wording.on(b.day),
            }
            return told("PERIOD_STORED", [item, a, b], "violated", "error", words)
    return None


def _last_reports(each: Odd) -> Sequence[Item]:
    """The two figures of the run before the odd one and the two after it."""
    at = bisect_right(each.run, value(each.before), key=value) if each.before else 0
    return each.run[max(0, at - 2) : at + 2]


def _period(each: Odd) -> Finding | None:
    """A number below a third of the running total that its usual rate adds in a day, a week or a month."""
    item, before = each.item, each.before
    if before is None or value(item) >= value(before) * PERIOD:
        return None
    rate = usual_rate(each.run, before)
    if not rate or not value(item):
        return None
    days = value(item) / rate
    if not any(window / LIKE <= days <= window * LIKE for window in WINDOWS):
        return None
    words = {
        **_words(each),
        "before": wording.number(value(before)),
        "then": wording.on(before.day),
        "rate": wording.number(round(rate)) if rate >= 1 else wording.number(rate),
        "days": wording.days(max(1, round(days))),
    }
    return told("PERIOD_GUESS", [item, before], "undecidable", "warn", words)


def usual_rate(run: Sequence[Item], last: Item) -> Fraction | None:
    """How much a day a rising series added over the sixty days up to one of its figures, or since its start."""
    at = next(place for place, item in enumerate(run) if item is last)
    if last.day is None:
        return None
    earlier = [item for item in run[max(0, at - 2 * PAST) : at] if item.day and (last.day - item.day).days >= PAST]
    first = earlier[-1] if earlier else run[0]
    if first.day is None or first.day >= last.day:
        return None
    return Fraction(value(last) - value(first)) / (last.day - first.day).days


# ---------------------------------------------------------------- a slip of digits
def _slipped(each: Odd) -> Finding | None:
    """A number that one slip of the pen turns into one between its neighbours."""
    before, after = each.before, each.after
    same_day = [other for other in each.run if other.day == each.item.day] if before and after else []
    if before is None or after is None or each.share <= SMALL:
        return None
    low, high = value(before), value(after)
    if high - low > NARROW * high:
        return None
    exact_told = granularity(each.item.claim.figure.value or 0) * 100 <= value(each.item)
    found = [pair for pair in meant(value(each.item)) if low <= pair[0] <= high and (exact_told or pair[1] != CHANGED)]
    exact = [pair for pair in found if any(value(other) == pair[0] for other in same_day)]
    if not found:
        return None
    right, how = exact[0] if exact else min(found, key=lambda pair: abs(Fraction(2 * pair[0]) - low - high))
    words = {**_words(each), "meant": wording.number(right), "slip": how}
    return told("DIGIT_SLIP", [each.item, before, after], "violated", "warn", words)
