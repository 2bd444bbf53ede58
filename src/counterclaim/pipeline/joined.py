"""From a ledger to what stands together: claims of one origin, claims of one attack."""

from typing import TYPE_CHECKING

from counterclaim.model import Filter
from counterclaim.pipeline.answers import Texts, filter_of

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.reconcile.incidents import Incident
    from counterclaim.reconcile.listed import ListedOrigin


def origins(ledger: "Ledger", where: Filter | None = None, **fields: str) -> "tuple[ListedOrigin, ...]":
    """Each origin with all its tellings, those told by most outlets first: `origins(ledger, measure="killed")`.

    All claims of a conflict are looked at. A filter tells which origins are shown: those with a claim that passes.
    """
    from counterclaim.ledger import live
    from counterclaim.reconcile.listed import listed
    from counterclaim.reconcile.origins import origins as trace

    chosen = filter_of(ledger, where, fields)
    around = Filter(conflict=chosen.conflict)
    found = trace(tuple(ledger.entries(around)), Texts(ledger), live(ledger.decisions()))
    passing = _passing(ledger, chosen)
    return tuple(one for one in listed(found) if not passing.isdisjoint(one.claims))


def incidents(ledger: "Ledger", where: Filter | None = None, **fields: str) -> "tuple[Incident, ...]":
    """Claims of one attack as one incident, by day: `incidents(ledger, place="Kharkiv")`.

    All claims are looked at, since one attack may be told of two parties or of none. A filter tells which incidents
    are shown: those with a claim that passes.
    """
    from counterclaim.ledger import live
    from counterclaim.reconcile.incidents import incidents as put_together

    chosen = filter_of(ledger, where, fields)
    found = put_together(tuple(ledger.entries()), live(ledger.decisions()))
    passing = _passing(ledger, chosen)
    return tuple(one for one in found if not passing.isdisjoint(one.claims))


def _passing(ledger: "Ledger", chosen: Filter) -> frozenset[str]:
    return frozenset(entry.claim.id for entry in ledger.entries(chosen))
