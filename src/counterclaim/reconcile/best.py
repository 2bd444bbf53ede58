"""A named "best" figure of one side, where a reader asks for it: a policy, inside one side only, never across sides.

    latest      the newest number
    lowest      the lowest number that two independent origins or more give (as ACLED takes the most conservative)
    floor       what was documented or verified at the least, as people set
    chosen      the figure that a reviewer chose, with the reason (as a coder's `best` in UCDP GED)
By default there is none. Where a policy finds nothing in a side, that side has no best figure.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import Decision
from counterclaim.model import Comparison, Entry, Record, SideRange
from counterclaim.reconcile.checked import Checked

Policy = Literal["latest", "lowest", "floor", "chosen"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
Judged = Mapping[str, tuple[Entry, Checked]]  # a claim and how far it is checked, by id


class Best(Record, frozen=True, kw_only=True):
    """One side's figure under a policy, the claim that gives it, and why."""

    side: str | None
    policy: Policy
    value: float | int | None
    claim: str | None
    reason: str | None = None


def best(comparison: Comparison, policy: str, known: Judged, chosen: Mapping[str, Decision] = {}) -> tuple[Best, ...]:
    """The figure of each side under a policy; of unattributed figures none. UsageError: no such policy.

    `chosen`: a reviewer's choice by claim.
    """
    asked = next((one for one in POLICIES if one == policy), None)
    if asked is None:
        raise UsageError(f"no policy of best figures is called {policy!r}: known are {', '.join(POLICIES)}")
    return tuple(_of_side(side, asked, known, chosen) for side in comparison.sides if side.role != "unattributed")


def _of_side(side: SideRange, policy: Policy, known: Judged, chosen: Mapping[str, Decision]) -> Best:
    own = [known[claim] for claim in side.claims if claim in known]
    if policy == "latest":
        return Best(side=side.side, policy=policy, value=side.latest, claim=side.latest_claim)
    if policy == "chosen":
        picked = [(chosen[one.claim.id], one) for one, _ in own if one.claim.id in chosen]
        if not picked:
            return Best(side=side.side, policy=policy, value=None, claim=None)
        decision, of = max(picked, key=lambda pair: pair[0].at)
        return _made(side, policy, of, of.claim.figure.value, f"{decision.actor}: {decision.reason}")
    if policy == "lowest":
        found = [entry for entry, checked in own if checked.counted == "corroborated" and _number(entry) is not None]
        least = min(found, key=lambda one: (_number(one) or 0, one.claim.id), default=None)
        return _made(side, policy, least, None if least is None else least.claim.figure.value)
    shown = [entry for entry, checked in own if checked.status in ("documented", "verified")]
    most = max(shown, key=lambda one: (one.claim.figure.low or 0, one.claim.id), default=None)
    return _made(side, policy, most, None if most is None else most.claim.figure.low)


def _number(entry: Entry) -> float | int | None:
    """The number of a figure; a bound has none, and is never a best figure."""
    return entry.claim.figure.value if entry.claim.figure.qualifier in ("exact", "approx") else None


def _made(
    side: SideRange, policy: Policy, entry: Entry | None, value: float | int | None, reason: str | None = None
) -> Best:
    claim = None if entry is None else entry.claim.id
    return Best(side=side.side, policy=policy, value=value, claim=claim, reason=reason)
