"""From a ledger to what coding policies make of its incidents."""

from typing import TYPE_CHECKING

from counterclaim.model import Filter
from counterclaim.pipeline.answers import Texts, filter_of

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.reconcile.policies import Coding, Difference


def code(
    ledger: "Ledger",
    where: Filter | None = None,
    *,
    policy: str = "as_written",
    settings: dict[str, str] | None = None,
    **fields: str,
) -> "Coding":
    """The incidents of a ledger as a policy codes them: `code(ledger, policy="acled", party="ukraine")`.

    Incidents and origins are as people left them; a filter tells which incidents are coded: those in which a claim
    that passes stands. UsageError: no such policy or setting.
    """
    from counterclaim.ledger import live
    from counterclaim.pipeline.joined import incidents
    from counterclaim.reconcile import policies
    from counterclaim.reconcile.origins import origins
    from counterclaim.reconcile.policies.policy import settings as checked_settings

    under = policies.policy(policy)
    set_to = checked_settings(under, settings or {})
    chosen = filter_of(ledger, where, fields)
    events = incidents(ledger, chosen)
    kept = {entry.claim.id for entry in ledger.entries(chosen)}.union(*(event.claims for event in events))
    entries = tuple(entry for entry in ledger.entries() if entry.claim.id in kept)
    decisions = live(ledger.decisions())
    found = origins(entries, Texts(ledger), decisions)
    return policies.code(found, events, under, set_to, decisions)


def coding_difference(
    ledger: "Ledger", one: str, other: str, where: Filter | None = None, **fields: str
) -> "tuple[Difference, ...]":
    """The incidents that two policies code differently: `coding_difference(ledger, "acled", "ucdp")`."""
    from counterclaim.reconcile.policies import differences

    chosen = filter_of(ledger, where, fields)
    first, second = (code(ledger, chosen, policy=policy) for policy in (one, other))
    return differences(first, second)
