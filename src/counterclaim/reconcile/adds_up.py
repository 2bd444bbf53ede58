"""How often a claimant's own figures add up: holds / (holds + violated), of what is asked of nobody else's figures.

Called "adds up", never "reliable": a series may add up to the digit and be far from what happened, and a claimant who
corrects itself violates more often than one who never does. What cannot be decided counts on neither side, and a total
less its increase that meets no figure of the day before counts not at all.
"""

from collections.abc import Iterable, Mapping

from counterclaim.model import Entry, Finding, Record
from counterclaim.reconcile.checks import derived_only
from counterclaim.reconcile.items import grouped, speaker

# Checks that set figures of one claimant against each other, or against the words around them.
OWN = frozenset((
    "SUM_PARTS", "SUM_PARTS_LE", "PART_LE_WHOLE", "SUBSET_UNIT", "TOTAL_MINUS_INC", "MONO_CUM", "SERIES_OUTLIER",
    "SELF_CONTRADICTION", "PCT_RANGE", "TEXT_ARITH", "RANK_CLAIM", "OWN_SERIES", "NAMED_GT_TOTAL",
))  # fmt: skip
LEAST = 5  # decided checks, below which a share says nothing: as for the factors of a conflict (`spread`)


class AddsUp(Record, frozen=True, kw_only=True):
    """One claimant's own checks."""

    claimant: str  # the name under which it is told most often
    side: str | None
    holds: int
    violated: int
    undecidable: int
    share: float | None  # holds / (holds + violated); None below five decided checks


def adds_up(findings: Iterable[Finding], entries: Iterable[Entry]) -> tuple[AddsUp, ...]:
    """How often each claimant's own figures add up, those with most checks first. Of private persons nothing is told.

    >>> adds_up((), ())
    ()
    """
    named = {entry.claim.id: entry for entry in entries}
    told: dict[str, list[str]] = {}
    for one in findings:
        if one.code in OWN and not derived_only(one) and (who := _one_claimant(one, named)):
            told.setdefault(who, []).append(one.outcome)
    people = grouped(named.values(), lambda entry: speaker(entry.claim.claimant))
    made = (_counted(outcomes, people[who]) for who, outcomes in told.items())
    return tuple(sorted(made, key=lambda one: (-(one.holds + one.violated), one.claimant)))


def _one_claimant(finding: Finding, named: Mapping[str, Entry]) -> str | None:
    """The one who gave all figures of a finding; None where several did, nobody is named, or a private person did."""
    found = [named[claim].claim.claimant for claim in finding.claims if claim in named]
    voices = {speaker(who) for who in found}
    return voices.pop() or None if len(voices) == 1 and all(who and who.kind != "private" for who in found) else None


def _counted(outcomes: list[str], own: list[Entry]) -> AddsUp:
    names = [entry.claim.claimant for entry in own if entry.claim.claimant]
    most = max(sorted({who.name for who in names}), key=[who.name for who in names].count)
    holds, violated = outcomes.count("holds"), outcomes.count("violated")
    decided = holds + violated
    return AddsUp(
        claimant=most,
        side=names[0].side,
        holds=holds,
        violated=violated,
        undecidable=outcomes.count("undecidable"),
        share=holds / decided if decided >= LEAST else None,
    )
