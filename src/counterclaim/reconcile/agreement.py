"""How far two readers agree: Krippendorff's alpha for each field, and the F1 of which figures are claims at all.

Each reader's view of a claim is the claim as that reader's last decision on it left or accepted it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from counterclaim.ledger import Decision, live
from counterclaim.ledger.decision import by_claim, standing, version
from counterclaim.model import Claim, Entry

FIELDS = ("value", "unit", "measure", "object", "party", "claimant", "time", "place")
A_CLAIM = "a claim or not"
SEEN = ("accept", "correct", "reject", "add")  # decisions that say what a reader holds of a claim


@dataclass(frozen=True)
class Agreement:
    """What two or more readers decided on the same claims."""

    readers: tuple[str, ...]
    claims: int  # decided on by at least two readers
    alpha: Mapping[str, float | None]  # by field; None where nothing varies and chance cannot be told from agreement
    span_f1: float | None  # mean over pairs of readers, of which figures are claims
    differing: tuple[tuple[str, str], ...]  # claim and field on which readers differ: for curation


def agreement(entries: Sequence[Entry], decisions: Iterable[Decision]) -> Agreement | None:
    """The agreement of readers over claims that at least two decided on; None where there are none.

    `entries`: claims as read, before any decision.

    >>> agreement([], [Decision(actor="a", at="1", action="accept", claims=("c_a",))]) is None
    True
    """
    views = held(entries, decisions)
    shared = {claim: seen for claim, seen in views.items() if len(seen) > 1}
    if not shared:
        return None
    units: dict[str, dict[str, list[Hashable]]] = {field: {} for field in FIELDS}
    for claim, seen in shared.items():
        claims = [one for one in seen.values() if one is not None]
        for field in FIELDS:
            units[field][claim] = [_value(one, field) for one in claims]
    return Agreement(
        readers=tuple(sorted({reader for seen in shared.values() for reader in seen})),
        claims=len(shared),
        alpha={field: alpha(list(of.values())) for field, of in units.items()},
        span_f1=_span_f1(shared),
        differing=tuple(sorted((claim, field) for claim, seen in shared.items() for field in differing(seen.values()))),
    )


def held(entries: Iterable[Entry], decisions: Iterable[Decision]) -> dict[str, dict[str, Claim | None]]:
    """What each reader holds of each claim that the reader decided on; None: that it is no claim.

    `entries`: claims as read. Who accepts holds the version that the decision names, else the claim as it stood then:
    what another had corrected before is accepted with it.

    >>> held([], [Decision(actor="a", at="1", action="accept", claims=("c_a",))])
    {}
    """
    read = {entry.claim.id: entry for entry in entries}
    views: dict[str, dict[str, Claim | None]] = {}
    for claim, about in by_claim(live(decisions)).items():
        state, states = read.get(claim), [read[claim]] if claim in read else []
        for one in about:
            if one.action == "add":
                state = msgspec.convert(one.after, Entry)
            elif state is not None:
                state = standing(state, [one])
            if state is None:
                continue
            states.append(state)
            if one.action in SEEN:
                views.setdefault(claim, {})[one.actor] = None if one.action == "reject" else _seen(one, states, claim)
    return views


def _seen(decision: Decision, states: Sequence[Entry], claim: str) -> Claim:
    """The version of a claim that a decision is about; the newest where it names none, or one of an older reading."""
    named = decision.after.get(claim) if decision.action == "accept" and isinstance(decision.after, dict) else None
    found = (state.claim for state in states if named is not None and version(state.claim) == named)
    return next(found, states[-1].claim)


def differing(held_now: Iterable[Claim | None]) -> tuple[str, ...]:
    """The fields in which readers' views of one claim differ; `A_CLAIM` where some hold that it is none.

    >>> differing([None, None])
    ()
    """
    views = list(held_now)
    claims = [one for one in views if one is not None]
    fields = tuple(field for field in FIELDS if len({_value(one, field) for one in claims}) > 1)
    return (A_CLAIM, *fields) if claims and len(claims) < len(views) else fields


def _value(claim: Claim, field: str) -> Hashable:
    match field:
        case "value":
            return claim.figure.low, claim.figure.high
        case "unit":
            return claim.figure.unit
        case "claimant":
            return claim.claimant and (claim.claimant.id or claim.claimant.name)
        case "time":
            return claim.time.kind, claim.time.start, claim.time.end
        case "place":
            return claim.place and claim.place.name
    value: Hashable = getattr(claim, field)
    return value


def _span_f1(shared: Mapping[str, Mapping[str, Claim | None]]) -> float | None:
    """Mean over pairs of readers of the F1 of which figures they hold to be claims."""
    readers = sorted({reader for seen in shared.values() for reader in seen})
    scores = []
    for one, two in combinations(readers, 2):
        both = [(seen[one], seen[two]) for seen in shared.values() if one in seen and two in seen]
        agreed = sum(a is not None and b is not None for a, b in both)
        figures = sum((a is not None) + (b is not None) for a, b in both)
        if figures:
            scores.append(2 * agreed / figures)
    return sum(scores) / len(scores) if scores else None


def alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal data: 1 is full agreement, 0 is chance. None where it is not defined.

    Each unit holds the values that readers gave it; units with fewer than two say nothing.
    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), section C: the coincidence matrix.

    >>> round(alpha([["a", "a"], ["b", "b"], ["a", "b"]]), 3), alpha([["a", "a"]])
    (0.444, None)
    """
    pairable = [unit for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in pairable:
        counts = Counter(unit)
        totals.update(counts)
        observed += sum(n * (len(unit) - n) for n in counts.values()) / (len(unit) - 1)
    n = sum(totals.values())
    expected = sum(count * (n - count) for count in totals.values()) / (n - 1) if n > 1 else 0
    return 1 - observed / expected if expected else None
