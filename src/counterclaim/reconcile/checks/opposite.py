"""BINARY_CONTRADICTION: one side gives a figure that the other rejects, or says that there were none.

Needs all claims of a conflict about one party together. What is asserted without a figure ("the bridge is destroyed")
is no claim; `state` reads it from the texts.
"""

from collections.abc import Hashable, Iterable
from itertools import combinations

from counterclaim.model import Comparison, Finding, SideRange
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import PARTIES
from counterclaim.reconcile.checks.case import Case, near_places
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.periods import apart

NEAR = 7  # days between a figure and its rejection


def find(case: Case) -> Iterable[Finding]:
    """All opposite assertions, but for those that comparisons tell."""
    for group in grouped(case.found, _number).values():
        denials = [item for item in group if item.claim.stance == "denies"]
        if denials:
            yield from _rejected(denials, [item for item in group if not unfit(item)])


def compared(case: Case) -> Iterable[Finding]:
    """The opposite assertions that comparisons tell."""
    for comparison in case.comparisons:
        yield from _none(comparison, case)


def _number(item: Item) -> tuple[Hashable, ...] | None:
    return (*item.subject, item.hard) if item.voice else None


def _rejected(denials: list[Item], asserted: list[Item]) -> Iterable[Finding]:
    """Each rejection with the nearest figure of another voice that it is about."""
    seen: set[str] = set()
    for denial in denials:
        others = [o for o in asserted if o.voice != denial.voice and near_places(o, denial)]
        near = [(apart(o.day, denial.day), o) for o in others]
        close = sorted(
            ((gap, o.claim.id, o) for gap, o in near if gap is not None and gap <= NEAR), key=lambda t: t[:2]
        )
        if close and denial.voice not in seen:
            seen.add(denial.voice)
            other = close[0][2]
            yield told(
                "BINARY_CONTRADICTION",
                [other, denial],
                "undecidable",
                "info",
                {
                    "who": wording.claimant(other.claim.claimant),
                    "other": wording.claimant(denial.claim.claimant),
                    "given": wording.figure(other.claim.figure),
                    "denied": wording.figure(denial.claim.figure),
                },
            )


def _none(comparison: Comparison, case: Case) -> Iterable[Finding]:
    """A side that gave nought beside one that gave at least one."""
    speaking = [side for side in comparison.sides if side.role in PARTIES]
    for a, b in combinations(speaking, 2):
        if not opposed(a.side, b.side, comparison.conflict):
            continue
        some, none = (a, b) if b.high == 0 else (b, a)
        if none.high == 0 and (some.low or 0) > 0:
            items = [_item(side, case) for side in (some, none)]
            yield told(
                "BINARY_NONE",
                items,
                "undecidable",
                "info",
                {
                    "who": wording.claimant(items[0].claim.claimant),
                    "other": wording.claimant(items[1].claim.claimant),
                    "given": wording.counted(items[0].claim.figure, items[0].claim.object),
                },
            )


def _item(side: SideRange, case: Case) -> Item:
    return case.by_id[side.latest_claim or side.claims[0]]
