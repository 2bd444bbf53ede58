"""How far two readers agree: Krippendorff's alpha for each field, and the F1 of which figures are claims at all.

Each reader's view of a claim is what was read with that reader's own decisions applied, where the reader decided on it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.ledger import Decision, live
from counterclaim.ledger.decision import additions, by_claim, standing
from counterclaim.model import Claim, Entry

FIELDS = ("value", "unit", "measure", "object", "party", "claimant", "time", "place")
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
    views = _views(entries, decisions)
    shared = {claim: seen for claim, seen in views.items() if len(seen) > 1}
    if not shared:
        return None
    units: dict[str, dict[str, list[Hashable]]] = {field: {} for field in FIELDS}
    for claim, seen in shared.items():
        held = [one for one in seen.values() if one is not None]
        for field in FIELDS:
            units[field][claim] = [_value(one, field) for one in held]
    differing = [
        (claim, "a claim or not") for claim, seen in shared.items() if None in seen.values() and any(seen.values())
    ]
    differing += [(claim, field) for field in FIELDS for claim, values in units[field].items() if len(set(values)) > 1]
    return Agreement(
        readers=tuple(sorted({reader for seen in shared.values() for reader in seen})),
        claims=len(shared),
        alpha={field: alpha(list(of.values())) for field, of in units.items()},
        span_f1=_span_f1(shared),
        differing=tuple(sorted(differing)),
    )


def _views(entries: Sequence[Entry], decisions: Iterable[Decision]) -> dict[str, dict[str, Claim | None]]:
    """What each reader holds of each claim that the reader decided on; None: that it is no claim."""
    read = {entry.claim.id: entry for entry in entries}
    views: dict[str, dict[str, Claim | None]] = {}
    standing_now = live(decisions)
    for reader in {one.actor for one in standing_now}:
        own = by_claim(one for one in standing_now if one.actor == reader and one.action in SEEN)
        added = {one.claim.id: one for found in additions(own).values() for one in found}
        for claim, about in own.items():
            entry = added.get(claim) or (standing(read[claim], about) if claim in read else None)
            if entry is not None:
                views.setdefault(claim, {})[reader] = None if entry.status == "rejected" else entry.claim
    return views


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
        held = sum((a is not None) + (b is not None) for a, b in both)
        if held:
            scores.append(2 * agreed / held)
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
