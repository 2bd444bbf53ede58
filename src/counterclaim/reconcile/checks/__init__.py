"""What arithmetic says of claims: holds, violated, or cannot be decided.

One module per kind of check, each with a `find` that turns the `Case` into findings. Nothing alarms before rounding,
correction and different units have been thought of.

    sums            SUM_PARTS, SUM_PARTS_LE, with POPULATION_MISMATCH from `population`
    parts           PART_LE_WHOLE, SUBSET_UNIT
    totals          TOTAL_MINUS_INC, MONO_CUM, CORRECTION, SERIES_BREAK
    rates           RATE_JUMP, RANK_CLAIM
    contradictions  RATIO_PARTIES, CROSS_CONTRADICTION, SELF_CONTRADICTION, DIGIT_SLIP, PERIOD_MISMATCH
    unit_words      UNIT_MISMATCH, UNIT_MISUSE
    changes         PCT_RANGE, TEXT_ARITH
    headlines       HEADLINE_BODY
    copies          ALTERED_COPY, CIRCULAR
    sources         NO_CLAIMANT, DUPLICATE, NUM_JOINED
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from counterclaim.model import Entry, Finding
from counterclaim.reconcile.checks import (
    changes,
    contradictions,
    copies,
    headlines,
    parts,
    rates,
    sources,
    sums,
    totals,
    unit_words,
)
from counterclaim.reconcile.checks.case import Case, prepare

KINDS = (
    sums.find,
    parts.find,
    totals.find,
    rates.find,
    contradictions.find,
    unit_words.find,
    changes.find,
    headlines.find,
    copies.find,
    sources.find,
)
# The findings that a reader should see first; those that say how a figure was read or counted come last.
ORDER = (
    "RATIO_PARTIES", "CROSS_CONTRADICTION", "SELF_CONTRADICTION", "DIGIT_SLIP", "SUM_PARTS", "SUM_PARTS_LE",
    "TOTAL_MINUS_INC", "PART_LE_WHOLE", "SUBSET_UNIT", "UNIT_MISMATCH", "UNIT_MISUSE", "PERIOD_MISMATCH",
    "POPULATION_MISMATCH", "HEADLINE_BODY", "ALTERED_COPY", "CIRCULAR",
    "CORRECTION", "SERIES_BREAK", "RATE_JUMP", "RANK_CLAIM", "PCT_RANGE", "TEXT_ARITH",
    "MONO_CUM", "NO_CLAIMANT", "NUM_JOINED", "DUPLICATE",
)  # fmt: skip
CONFIRMED = 3  # claims of a total less its increase that is set against the claimant's own earlier total
SEVERITY = ("error", "warn", "info")
OUTCOME = ("violated", "undecidable", "holds")


def check(entries: Sequence[Entry], texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """All findings: what is violated first, the severe before the rest; then by what they tell, then by document.

    `texts` is text_sha256 -> text. They serve near-duplicates, headlines and superlatives; without them those checks
    see sentences only.

    >>> check((), {})
    ()
    """
    return of_case(prepare(entries, texts))


def of_case(case: Case) -> tuple[Finding, ...]:
    """The findings of a case that is already prepared."""
    found = chain.from_iterable(find(case) for find in KINDS)
    return tuple(sorted(found, key=_rank))


def _rank(f: Finding) -> tuple[object, ...]:
    outcome, severity, told = OUTCOME.index(f.outcome), SEVERITY.index(f.severity), ORDER.index(f.code)
    alone = f.code == "TOTAL_MINUS_INC" and len(f.claims) < CONFIRMED
    first = severity if f.outcome == "violated" else 0
    return (outcome, first, alone, told, severity, f.documents[:1], f.claims)
