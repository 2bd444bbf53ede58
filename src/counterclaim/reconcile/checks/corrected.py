"""CORRECTION that somebody tells: in a sentence, as a negative figure of a table, as an addition for earlier days.

Needs all claims of one claimant about one quantity together. Corrections that only the series shows are in `totals`.
"""

from collections.abc import Iterable, Sequence

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.checks.words import between, pattern
from counterclaim.reconcile.drops import value
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.series import additions


def find(case: Case) -> Iterable[Finding]:
    """All corrections that are told, and all additions."""
    for own in case.by_document.values():
        for same in grouped(own, one_sentence).values():
            yield from _said(same)
    for item in case.told:
        if item.claim.time.kind == "period" and item.point is not None and item.point < 0:
            yield _published(item)
    for line in case.lines:
        for before, after, stated in additions(line):
            yield _added(before, after, stated)


def one_sentence(item: Item) -> tuple[object, ...] | None:
    """What figures share of which one may replace the other in a sentence; None for a figure that may be neither."""
    claim = item.claim
    if item.point is None or claim.time.kind not in ("total", "unspecified", "state"):
        return None
    return (claim.quote.start, item.subject, claim.measure)


def replaced(same: Sequence[Item]) -> tuple[Item, Item] | None:
    """Two figures of a sentence that says that one replaces the other, the old one first: "revised its toll from 1,400
    to 1,200"; None where it says no such thing.

    >>> replaced(()) is None
    True
    """
    if len(same) != 2 or not pattern("corrected").search(same[0].claim.quote.text):
        return None
    a, b = sorted(same, key=lambda item: item.claim.figure.start)
    words = between(a, b).casefold().split()
    if "to" not in words and "from" not in words:
        return None
    return (b, a) if "from" in words else (a, b)


def _said(same: Sequence[Item]) -> Iterable[Finding]:
    if (pair := replaced(same)) is None:
        return
    old, new = pair
    yield told(
        "CORRECTION_TOLD",
        [old, new],
        "holds",
        "info",
        {
            "who": wording.claimant(new.claim.claimant),
            "old": wording.figure(old.claim.figure),
            "new": wording.figure(new.claim.figure),
        },
    )


def _published(item: Item) -> Finding:
    words = {"who": wording.claimant(item.claim.claimant), "on": wording.on(item.day)}
    step = wording.number(item.point or 0)
    return told("CORRECTION_PUBLISHED", [item], "holds", "info", {"step": step, **words})


def _added(before: Item, after: Item, stated: Item) -> Finding:
    made = value(after) - value(before)
    who = wording.claimant(after.claim.claimant)
    return told(
        "ADDITION",
        [after, before, stated],
        "undecidable",
        "info",
        {
            "whose": wording.possessive(who),
            "before": wording.number(value(before)),
            "after": wording.number(value(after)),
            "made": wording.number(made),
            "stated": wording.figure(stated.claim.figure),
            "rest": wording.number(made - value(stated)),
            "on": wording.on(after.day),
        },
        derived=made - value(stated),
    )
