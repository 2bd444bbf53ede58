"""Figures that their own source took back or corrected, as far as words or the source's series show it.

    corrected   a sentence says that the source replaced it ("revised its toll from 1,400 to 1,200"), or the source's
                totals fell to a new level and went on from there
    retracted   the source itself rejects the figure that it gave before
Proposed, as all that is counted: a person may set either, with a reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from counterclaim.reconcile.align import EVENT, TOLERANCE
from counterclaim.reconcile.checks.corrected import one_sentence, replaced
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.series import lines

Back = Literal["retracted", "corrected"]


def taken_back(origins: Sequence[Origin]) -> dict[tuple[str, str], Back]:
    """What its own source took back or corrected, by document and claim.

    >>> taken_back(())
    {}
    """
    told = [member for origin in origins for member in origin.members]
    same = grouped(told, _figure)
    found: dict[tuple[str, str], Back] = {}
    for old in _corrected(origins, told):
        for item in same.get(_figure(old) or (), (old,)):
            if item is old or _before(item, old):
                found[item.entry.document, item.claim.id] = "corrected"
    for denial in told:
        if denial.claim.stance == "denies":
            for item in same.get(_figure(denial) or (), ()):
                elsewhere = item.claim.stance != "denies" and item.entry.document != denial.entry.document
                if elsewhere and _before(item, denial):
                    found[item.entry.document, item.claim.id] = "retracted"
    return found


def _figure(item: Item) -> tuple[object, ...] | None:
    """Whose figure of what it is."""
    return (item.voice, *item.subject, item.claim.measure, item.area, item.hard) if item.voice else None


def _corrected(origins: Iterable[Origin], told: Sequence[Item]) -> Iterator[Item]:
    for group in grouped(told, lambda item: (item.entry.document, one_sentence(item))).values():
        pair = replaced(group) if one_sentence(group[0]) else None
        if pair is not None and pair[0].voice:
            yield pair[0]
    for line in lines(origins):
        yield from (drop.before for drop in line.drops if drop.verdict == "correction")


def _before(item: Item, later: Item) -> bool:
    """Whether a figure was given before, so near that it is the one meant."""
    if item.day is None or later.day is None:
        return False
    return 0 <= (later.day - item.day).days <= TOLERANCE.get(item.claim.time.kind, EVENT)
