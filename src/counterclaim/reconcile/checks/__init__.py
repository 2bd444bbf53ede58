"""What arithmetic says of claims: holds, violated, or cannot be decided.

One module per kind of check, each with a `find` that turns the `Case` into findings. Nothing alarms before rounding,
correction and different units have been thought of.

    sums            SUM_PARTS, SUM_PARTS_LE, with POPULATION_MISMATCH from `population`
    parts           PART_LE_WHOLE, SUBSET_UNIT
    rolled          SUM_PARTS and PART_LE_WHOLE along the tree of equipment
    totals          TOTAL_MINUS_INC, MONO_CUM, CORRECTION, SERIES_BREAK
    corrected       CORRECTION that is told, additions for earlier days
    outliers        SERIES_OUTLIER, STALE_VALUE, DATE_ORDER, DIGIT_SLIP, PERIOD_GUESS, PERIOD_MISMATCH of series
    swaps           TARGET_SWAP, CLAIMANT_SWAP
    shapes          HEAPING, FROZEN
    rates           RATE_JUMP, RANK_CLAIM, with RATE_CEILING from `ceilings`
    ratios          RATIO_IMPLAUSIBLE
    floors          FLOOR_EXCEEDED, NAMED_GT_TOTAL
    contradictions  RATIO_PARTIES, CROSS_CONTRADICTION, SELF_CONTRADICTION, DIGIT_SLIP, PERIOD_MISMATCH
    opposite        BINARY_CONTRADICTION of figures
    state           BINARY_CONTRADICTION of a thing's state, from the texts
    unit_words      UNIT_MISMATCH, UNIT_MISUSE, UNIT_DRIFT
    changes         PCT_RANGE, TEXT_ARITH
    headlines       HEADLINE_BODY
    own_series      OWN_SERIES, STALE_VALUE, DATE_ORDER, DIGIT_SLIP of news against the claimant's own series
    copies          ALTERED_COPY, CIRCULAR, LOOKALIKE
    babble          SUSPICIOUS_TEXT
    dependent       DEPENDENT
    dates           DATE_ORDER, DATELINE_FORGED
    sources         NO_CLAIMANT, DUPLICATE, NUM_JOINED

Each says in its docstring which claims it needs together. None needs more than all claims of one conflict about one
party, but for `swaps` (both parties of a conflict) and those that look at a document; each grows with the claims (n log
n at most), by groups under keys and one walk along each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry, Finding
from counterclaim.reconcile.checks import (
    babble,
    changes,
    contradictions,
    copies,
    corrected,
    dates,
    dependent,
    floors,
    headlines,
    opposite,
    outliers,
    own_series,
    parts,
    rates,
    ratios,
    rolled,
    shapes,
    sources,
    state,
    sums,
    swaps,
    totals,
    unit_words,
)
from counterclaim.reconcile.checks.case import Case, prepare
from counterclaim.reconcile.realms import realms

Kind = Callable[[Case], Iterable[Finding]]

KINDS: tuple[Kind, ...] = (
    sums.find,
    parts.find,
    rolled.find,
    totals.find,
    corrected.find,
    outliers.find,
    swaps.find,
    shapes.find,
    rates.find,
    ratios.find,
    floors.find,
    contradictions.find,
    opposite.find,
    state.find,
    unit_words.find,
    changes.find,
    headlines.find,
    own_series.find,
    copies.find,
    copies.lookalikes,
    babble.find,
    dependent.find,
    dates.find,
    sources.find,
)
COMPARED: tuple[Kind, ...] = (contradictions.compared, opposite.compared, unit_words.compared)  # what comparisons tell
# What grows by itself, each in its own way, where claims are added: whole series, pairs of claimants, names, states.
STATES: tuple[Kind, ...] = (state.find,)
APART: tuple[Kind, ...] = (shapes.find, copies.lookalikes, *STATES)
# The findings that a reader should see first; those that say how a figure was read or counted come last.
ORDER = (
    "RATIO_PARTIES", "BINARY_CONTRADICTION", "CROSS_CONTRADICTION", "SELF_CONTRADICTION", "DIGIT_SLIP", "TARGET_SWAP",
    "CLAIMANT_SWAP", "NAMED_GT_TOTAL", "FLOOR_EXCEEDED", "SUM_PARTS", "SUM_PARTS_LE", "TOTAL_MINUS_INC",
    "PART_LE_WHOLE", "SUBSET_UNIT", "UNIT_MISMATCH", "UNIT_MISUSE", "UNIT_DRIFT", "PERIOD_MISMATCH", "PERIOD_GUESS",
    "DATE_ORDER", "DATELINE_FORGED", "POPULATION_MISMATCH", "HEADLINE_BODY", "ALTERED_COPY", "SERIES_OUTLIER",
    "CORRECTION", "SERIES_BREAK", "RATE_CEILING", "RATE_JUMP", "RANK_CLAIM", "PCT_RANGE", "TEXT_ARITH", "MONO_CUM",
    "OWN_SERIES", "RATIO_IMPLAUSIBLE", "STALE_VALUE", "CIRCULAR", "LOOKALIKE", "SUSPICIOUS_TEXT",
    "DEPENDENT", "NO_CLAIMANT", "NUM_JOINED",
    "FROZEN", "HEAPING", "DUPLICATE",
)  # fmt: skip
CONFIRMED = 3  # claims of a total less its increase that is set against the claimant's own earlier total
SEVERITY = ("error", "warn", "info")
OUTCOME = ("violated", "undecidable", "holds")


def check(
    entries: Sequence[Entry], texts: Mapping[str, str], decisions: Sequence[Decision] = ()
) -> tuple[Finding, ...]:
    """All findings: what is violated first, the severe before the rest; then by what they tell, then by document.

    Each realm (`realms`) is reckoned with by itself: figures of two conflicts have nothing to say of each other.
    `texts` is text_sha256 -> text. They serve near-duplicates, headlines and superlatives; without them those checks
    see sentences only. `decisions`, the live ones of a ledger, tell which origins people merged or split.

    >>> check((), {})
    ()
    """
    found = (of_realm(own, texts, decisions) for own in realms(entries).values())
    return tuple(sorted(chain.from_iterable(found), key=rank))


def of_realm(
    entries: Sequence[Entry], texts: Mapping[str, str], decisions: Iterable[Decision] = ()
) -> tuple[Finding, ...]:
    """The findings of the claims of one realm."""
    used = {entry.text_sha256 for entry in entries}
    known = {sha: text for sha in used if (text := texts.get(sha)) is not None}
    return of_case(prepare(entries, known, decisions))


def of_case(case: Case, kinds: Sequence[Kind] | None = None) -> tuple[Finding, ...]:
    """The findings of a case that is already prepared, of all kinds of checks or of some."""
    found = chain.from_iterable(find(case) for find in (kinds if kinds is not None else (*KINDS, *COMPARED)))
    return tuple(sorted(found, key=rank))


def rank(f: Finding) -> tuple[int, int, bool, int, int, str, tuple[str, ...]]:
    """The place of a finding among all."""
    outcome, severity, told = OUTCOME.index(f.outcome), SEVERITY.index(f.severity), ORDER.index(f.code)
    first = severity if f.outcome == "violated" else 0
    return (outcome, first, derived_only(f), told, severity, f.documents[0] if f.documents else "", f.claims)


def derived_only(f: Finding) -> bool:
    """Whether a finding only works out the total of the day before, with no figure of that day to set against it."""
    return f.code == "TOTAL_MINUS_INC" and f.outcome == "holds" and len(f.claims) < CONFIRMED
