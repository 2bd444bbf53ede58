"""RATE_CEILING: a daily rate that would use up a force within weeks.

Needs all claims about one party of a conflict together. Strengths are those that the ledger's own claims give for the
whole of a party, and those of `plausible.toml`; where neither is known nothing is checked.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.steps import SHORT, Step, StepKey
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.vocabulary.words import toml

FILE = "plausible.toml"
FORCES = ("soldiers",)
Force = tuple[str, str]  # conflict, party


def exceeding(case: Case, by_key: Mapping[StepKey, Sequence[Step]]) -> Iterable[Finding]:
    """Of each side's daily figures about a force the highest, where it would use the force up within the days set."""
    known = strengths(case)
    for own in by_key.values():
        head = own[0].claims[0]
        strength = known.get((head.claim.conflict or "", head.claim.party or ""))
        if strength is None or head.kind not in FORCES or head.area:
            continue
        highest = max((step for step in own if step.length <= SHORT), key=lambda step: step.rate, default=None)
        if highest is not None and highest.rate * int(toml(FILE)["ceiling"]["days"]) > strength[0]:
            yield _over(highest, *strength)


def strengths(case: Case) -> dict[Force, tuple[Exact, str, Item | None]]:
    """The largest strength known of each force, by whom, and its claim where the ledger has it."""
    rows = toml(FILE).get("strength", ())
    found: dict[Force, tuple[Exact, str, Item | None]] = {
        (row["conflict"], row["party"]): (int(row["people"]), str(row["source"]), None) for row in rows
    }
    for force, items in grouped(case.told, _force).items():
        largest = max(items, key=lambda item: (item.hard.low or 0, item.claim.id))
        name = wording.claimant(largest.claim.claimant)
        if force not in found or found[force][0] < (largest.hard.low or 0):
            found[force] = (largest.hard.low or 0, name, largest)
    return found


def _force(item: Item) -> Force | None:
    claim = item.claim
    whole = claim.measure == "strength" and item.kind in FORCES and not item.area and claim.figure.unit == "persons"
    return (claim.conflict, claim.party) if whole and claim.conflict and claim.party and item.hard.low else None


def _over(step: Step, strength: Exact, name: str, claim: Item | None) -> Finding:
    words = {
        "rate": wording.number(round(step.rate)),
        "strength": wording.number(strength),
        "days": wording.days(int(Fraction(strength) / step.rate)),
        "party": wording.side(step.claims[0].claim.party),
        "other": name,
    }
    return told("RATE_CEILING", [*step.claims, *([claim] if claim else [])], "undecidable", "warn", words)
