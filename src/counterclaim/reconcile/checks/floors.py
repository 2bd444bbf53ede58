"""FLOOR_EXCEEDED and NAMED_GT_TOTAL: a total below what was verified one by one, or below a list of names.

Needs all claims about one quantity together. A verified count is a lower bound: who has fewer dead than were verified
by then counts other people, or an earlier day. Floors are told as verified, or their sentence says so (`check_words`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from counterclaim.model import Finding
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.checks.words import pattern
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import same_start
from counterclaim.reconcile.periods import day

BASIS = ("names", "verified")  # groups of words, the stronger first


def find(case: Case) -> Iterable[Finding]:
    """All totals below a floor of their day."""
    for group in grouped(case.told, _count).values():
        floors = {id(item): basis for item in group if (basis := basis_of(item))}
        if floors:
            yield from _below(group, floors)


def _count(item: Item) -> tuple[object, ...] | None:
    if item.claim.time.kind != "total" or item.day is None or not item.who or item.claim.figure.unit != "persons":
        return None
    return (*item.quantity, item.area)


def basis_of(item: Item) -> str | None:
    """How a figure was checked: "names" of a list of names, "verified" of a verified count; None of any other."""
    if item.role != "independent" or item.hard.low is None or not item.hard.low:
        return None
    for basis in BASIS:
        if pattern(basis).search(item.claim.quote.text):
            return basis
    return "verified" if item.claim.verification == "verified" else None


def _below(group: Sequence[Item], floors: dict[int, str]) -> Iterable[Finding]:
    """Each other total against the highest floor of a day not after its own."""
    rising: list[Item] = []  # each floor higher than all before it
    for item in sorted((i for i in group if id(i) in floors), key=lambda i: (i.day or date.min, i.hard.low or 0)):
        if not rising or (item.hard.low or 0) > (rising[-1].hard.low or 0):
            rising.append(item)
    for item in group:
        at = bisect_right(rising, item.day or date.min, key=lambda floor: floor.day or date.min)
        if id(item) not in floors and at and same_start(item, rising[at - 1]):
            yield from _against(item, rising[at - 1], floors[id(rising[at - 1])])


def _against(item: Item, floor: Item, basis: str) -> Iterable[Finding]:
    reach = intervals.Interval(floor.hard.low, floor.hard.low)
    slack = intervals.slack(item.claim.figure, floor.claim.figure)
    if not intervals.above(reach, item.hard, slack):
        return
    words = {
        "who": wording.claimant(item.claim.claimant),
        "other": wording.claimant(floor.claim.claimant),
        "given": wording.figure(item.claim.figure),
        "floor": wording.number(floor.hard.low or 0),
        "on": wording.on(item.day),
        "then": wording.on(floor.day),
        "verified": "confirmed by name" if basis == "names" else "verified",
    }
    if basis == "names" and _known(floor) <= _known(item):
        yield told("NAMED_GT_TOTAL", [item, floor], "violated", "error", words)
    else:
        yield told("FLOOR_EXCEEDED", [item, floor], "violated", "warn", words)


def _known(item: Item) -> date:
    """The day from which a figure could be known: that of publication, else its own."""
    return day(item.entry.published) or item.day or date.min
