"""Decisions about several claims at once, and decisions that settle what readers differ on.

Many claims are accepted at once only where they are one origin with one figure of one thing; the form says how many
there are, and where meanwhile there are others, nothing is decided. One decision, so it is undone as one.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import CORRECTABLE, live
from counterclaim.model import Claim, Entry
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.reckoned import members
from counterclaim.pipeline.serve.second import views
from counterclaim.reconcile.realms import name_of

OPEN = ("unreviewed", "flagged")


def alike(members: Sequence[Entry], claim: str) -> tuple[str, ...]:
    """Of the claims of an origin those that give the same figure of the same thing as one, and wait for a decision."""
    wanted = next((_same(entry) for entry in members if entry.claim.id == claim), None)
    found = (entry.claim.id for entry in members if entry.status in OPEN and _same(entry) == wanted)
    return tuple(dict.fromkeys(found))


def _same(entry: Entry) -> tuple[Any, ...]:
    claim = entry.claim
    figure, who = claim.figure, claim.claimant
    says = (who.id or who.name, who.side) if who else None
    return (figure.value, figure.low, figure.high, figure.unit, figure.per, claim.measure, claim.object, claim.party,
            claim.stance, says)  # fmt: skip


def accepted(desk: Desk, claim: str, count: str) -> tuple[str, ...]:
    """The claims to accept together; UsageError where they are not as many as the form said."""
    found = alike(members(desk, claim), claim)
    if str(len(found)) != count or len(found) < 2:
        raise UsageError(f"{len(found)} claims of this origin and figure wait now, not {count}: look at them again")
    return found


def one_origin(desk: Desk, claims: Sequence[str]) -> tuple[str, ...]:
    """The claims that are said to be one: those chosen, and where they stand in several parts of the ledger the others
    of their origins too, since a part is reckoned with by itself and knows of no tie in another (`realms`).
    """
    if len({name_of(entry.claim) for entry in desk.claims(claims)}) < 2:
        return tuple(claims)
    own = (entry.claim.id for claim in claims for entry in members(desk, claim))
    return tuple(dict.fromkeys((*claims, *own)))


def changes(desk: Desk, entry: Entry, reader: str) -> list[tuple[str, dict[str, Any]]]:
    """What makes a claim stand as one reader has it: actions, each with what it says."""
    found = views(desk).get(entry.claim.id, {})
    if reader not in found:
        raise UsageError(f"{reader!r} has not decided on this claim")
    view = found[reader]
    if view is None:
        return [("reject", {"reason": _reason(desk, entry.claim.id, reader)})]
    fields = [name for name in CORRECTABLE if getattr(view, name) != getattr(entry.claim, name)]
    made: list[tuple[str, dict[str, Any]]] = [("correct", _correction(entry.claim, view, name)) for name in fields]
    return made or [("accept", {})]


def _correction(now: Claim, wanted: Claim, field: str) -> dict[str, Any]:
    before, after = (msgspec.to_builtins(getattr(claim, field)) for claim in (now, wanted))
    return {"field": field, "before": before, "after": after}


def _reason(desk: Desk, claim: str, reader: str) -> str:
    own = [one for one in desk.live() if one.actor == reader and one.action == "reject" and claim in one.claims]
    return (own[-1].reason if own else None) or "other"


def undone(desk: Desk, claims: Sequence[str]) -> str:
    """The newest decision of this person about these claims, or about any where none is named."""
    own = [one for one in live(desk.ledger.decisions()) if one.actor == desk.actor]
    about = [one for one in own if not claims or set(claims) & set(one.claims)]
    if not about:
        raise UsageError("nothing of yours to undo here")
    return about[-1].id
