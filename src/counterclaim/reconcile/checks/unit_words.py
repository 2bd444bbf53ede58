"""UNIT_MISMATCH, UNIT_MISUSE and UNIT_DRIFT: words that may count different things, between sides and reports.

Needs all claims of one side about one party together, and each document's.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from counterclaim.model import Comparison, Finding
from counterclaim.reconcile import units, wording
from counterclaim.reconcile.align import PARTIES
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import TABLE, Item, grouped
from counterclaim.reconcile.periods import apart
from counterclaim.reconcile.readings import seldom
from counterclaim.vocabulary.words import toml

PEOPLE_HARMED = ("killed", "wounded")  # families of measures
FEW = 1000  # killed and wounded of one day are often as many by chance below it: 7 of 7 in one ministry's daily table
AGO = 31  # days between two reports of one figure


def find(case: Case) -> Iterable[Finding]:
    """All mixed units, but for those that comparisons tell."""
    for own in case.by_document.values():
        yield from _in_sentence(own)
    for group in grouped(case.told, _one_number).values():
        yield from _between_reports(group, case)


def compared(case: Case) -> Iterable[Finding]:
    """The mixed units that comparisons tell."""
    for comparison in case.comparisons:
        yield from _between_sides(comparison, case)


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
    """A number of one side that is seldom met twice by chance, whatever it is said to count."""
    claim = item.claim
    if item.family not in PEOPLE_HARMED or item.point is None or not item.voice or not seldom(item):
        return None
    if item.family == "wounded" and item.point < FEW:
        return None
    return (item.voice, claim.conflict, claim.party, item.kind, claim.figure.unit, claim.time.kind, item.point)


def _between_reports(group: Sequence[Item], case: Case) -> Iterable[Finding]:
    """One side's number under two words: killed in one report and casualties in another, or eliminated and dead."""
    first, *others = sorted(group, key=_age)
    seen = {_counts(first)}
    for other in others:
        gap = apart(first.day, other.day)
        if _counts(other) in seen or gap is None or gap > AGO:
            continue
        seen.add(_counts(other))
        if other.claim.measure != first.claim.measure and not _passed_on(first, other):
            yield _misused(first, other, case)
        elif _words(first) and _words(other) and first.entry.document != other.entry.document:
            yield _drifted(first, other)


def _counts(item: Item) -> tuple[object, ...]:
    return (item.claim.measure, frozenset(units.readings(item.claim)))


def _age(item: Item) -> tuple[str, str, int]:
    return (item.entry.published or "", item.entry.document, item.claim.figure.start)


def _words(item: Item) -> str:
    """The words that tell what a figure measures, as the text has them; else the measure."""
    told_ = [span.text for span in item.claim.spans if span.field == "measure"]
    return " ".join(told_) or item.claim.measure


def _passed_on(first: Item, other: Item) -> bool:
    """Whether the later report names the earlier one's outlet, or somebody between itself and the claimant."""
    return bool(other.claim.via) and not first.claim.via


def _misused(first: Item, other: Item, case: Case) -> Finding:
    number = wording.figure(first.claim.figure)
    loose, plain = (other, first) if len(_names(other)) > len(_names(first)) else (first, other)
    beside = [wording.figure(item.claim.figure) for item in _wounded_beside(first, other, case)]
    with_ = f", with {beside[0]} wounded" if beside else ""
    where = _where(loose)
    words = (
        f"{wording.measure(loose.claim.measure)} in {where}; elsewhere as {wording.measure(plain.claim.measure)}{with_}"
    )
    return finding(
        "UNIT_MISUSE",
        [first, other],
        "undecidable",
        "warn",
        f"{number} {first.claim.measure}, {number} {other.claim.measure}",
        f"{wording.possessive(wording.claimant(first.claim.claimant))} {number} is given as {words}.",
        reasons=("one report used a looser word",),
        next_step="Look for the figure in the claimant's own words.",
    )


def _where(item: Item) -> str:
    """Where a figure stands: the outlet, else the report of a day, else the table that it was imported from."""
    if item.entry.outlet or item.entry.published:
        return item.entry.outlet or f"the report of {wording.on(item.entry.published)}"
    return "a table of its figures" if item.claim.rule.startswith(TABLE) else "a report without a date"


def _wounded_beside(first: Item, other: Item, case: Case) -> list[Item]:
    """Figures of wounded that stand beside the number where it is given as killed."""
    killed = next((item for item in (first, other) if item.claim.measure == "killed"), None)
    if killed is None or "wounded" in (first.claim.measure, other.claim.measure):
        return []
    near = case.by_document[killed.entry.document]
    return [i for i in near if i.claim.measure == "wounded" and (i.voice, i.kind) == (killed.voice, killed.kind)]


def _drifted(first: Item, other: Item) -> Finding:
    later, earlier = _where(other), _where(first)
    return told(
        "UNIT_DRIFT",
        [first, other],
        "undecidable",
        "warn",
        {
            "given": wording.figure(first.claim.figure),
            "was": _words(first),
            "now": _words(other),
            "later": later,
            "earlier": earlier,
        },
    )
