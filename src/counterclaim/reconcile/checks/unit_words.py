"""UNIT_MISMATCH and UNIT_MISUSE: words that may count different things, between sides, in and between reports."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache

from counterclaim.model import Comparison, Finding
from counterclaim.reconcile import units, wording
from counterclaim.reconcile.align import PARTIES
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.intervals import granularity
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import apart
from counterclaim.vocabulary.words import toml

FINE = Fraction(1, 100)  # a number told to a hundredth or finer is seldom met twice by chance
LEAST = 100
AGO = 31  # days between two reports of one figure


def find(case: Case) -> Iterable[Finding]:
    """All mixed units."""
    for comparison in case.comparisons:
        yield from _between_sides(comparison, case)
    for own in case.by_document.values():
        yield from _in_sentence(own)
    for group in grouped(case.told, _one_number).values():
        yield from _between_reports(group)


def _between_sides(comparison: Comparison, case: Case) -> Iterable[Finding]:
    note = next((note for note in comparison.notes if note.startswith("UNIT: ")), None)
    speaking = [side for side in comparison.sides if side.role in PARTIES]
    if note is None or len(speaking) < 2:
        return
    items = [case.by_id[side.latest_claim or side.claims[0]] for side in speaking]
    items.sort(key=lambda item: (-(item.hard.low or 0), item.claim.id))
    told = [f"{wording.figure(i.claim.figure)} {wording.measure(i.claim.measure)}" for i in items]
    yield finding(
        "UNIT_MISMATCH",
        items,
        "undecidable",
        "warn",
        " against ".join(told),
        f"{told[0]} is set against {wording.joined(told[1:])}. These may count different things.",
        reasons=[
            f"{item.claim.measure} may count {' or '.join(_names(item))}" for item in items if len(_names(item)) > 1
        ],
        next_step="Look for what each source counts, and for its figures of killed and wounded apart.",
    )


def _names(item: Item) -> list[str]:
    return [units.name(reading) for reading in units.readings(item.claim)]


@cache
def _dead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(toml(units.FILE)['mixing']['killed'])})\b", re.IGNORECASE)


def _in_sentence(own: Sequence[Item]) -> Iterable[Finding]:
    """A figure of casualties or losses in a sentence that speaks of the dead, where no other figure is of them."""
    for same in grouped(own, lambda item: item.claim.quote.start).values():
        if any(item.claim.measure in ("killed", "wounded") for item in same):
            continue
        for item in same:
            word = _dead().search(item.claim.quote.text)
            if item.family == "killed" and word and len(units.readings(item.claim)) > 1:
                given = f"{wording.figure(item.claim.figure)} {item.claim.measure}"
                yield finding(
                    "UNIT_MISMATCH",
                    [item],
                    "undecidable",
                    "warn",
                    f"{given}, '{word.group()}'",
                    f"The sentence says '{word.group()}' and gives {given}. These may count different things.",
                    reasons=[f"{item.claim.measure} may count {' or '.join(_names(item))}"],
                    next_step="Look for the figure in the claimant's own words.",
                )


def _one_number(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    if item.family != "killed" or item.point is None or item.point < LEAST or not item.voice:
        return None
    if granularity(claim.figure.value or 0) > item.point * FINE:
        return None
    return (item.voice, item.subject, claim.time.kind, item.point)


def _between_reports(group: Sequence[Item]) -> Iterable[Finding]:
    """One side's number that is killed in one report and casualties or losses in another."""
    by_measure = grouped(group, lambda item: item.claim.measure)
    first, *others = (same[0] for same in by_measure.values())
    for other in others:
        gap = apart(first.day, other.day)
        if gap is None or gap > AGO:
            continue
        number = wording.figure(first.claim.figure)
        words = f"{first.claim.measure} in one place and as {other.claim.measure} in another"
        yield finding(
            "UNIT_MISUSE",
            [first, other],
            "undecidable",
            "warn",
            f"{number} {first.claim.measure}, {number} {other.claim.measure}",
            f"{wording.possessive(wording.claimant(first.claim.claimant))} {number} is given as {words}.",
            reasons=("one report used a looser word",),
            next_step="Look for the figure in the claimant's own words.",
        )
