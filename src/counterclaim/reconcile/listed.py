"""An origin as it is listed: one figure, and everywhere that it was told."""

from collections.abc import Iterable, Iterator

from counterclaim.model import Figure, Record
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import row
from counterclaim.reconcile.origins import Origin


class ListedOrigin(Record, frozen=True, kw_only=True):
    """Claims that count once, what shows it, and how sure that is."""

    claimant: str | None  # None: nobody is named
    side: str | None
    figure: Figure  # as the fullest telling has it
    measure: str
    object: str
    party: str | None
    conflict: str | None
    first: str | None  # ISO days that the tellings hold for
    last: str | None
    claims: tuple[str, ...]  # the earliest first
    documents: tuple[str, ...]  # of each claim
    outlets: tuple[str, ...]  # each once, in order of their tellings
    evidence: tuple[str, ...]  # names of the ties: repeat, reprint, passage ...
    confidence: float  # that all these are one, 0 to 1
    altered: bool  # told with another figure than the sentence that it copies


def listed(origins: Iterable[Origin]) -> Iterator[ListedOrigin]:
    """The origins for other eyes, those told by most outlets first.

    >>> list(listed(()))
    []
    """
    made = [_listed(origin) for origin in origins]
    return iter(sorted(made, key=lambda o: (-len(o.outlets), -len(o.claims), o.first or "9999", o.claims)))


def _listed(origin: Origin) -> ListedOrigin:
    item = row(origin).item
    claim = item.claim
    days = sorted(member.day.isoformat() for member in origin.members if member.day)
    return ListedOrigin(
        claimant=wording.claimant(claim.claimant) if claim.claimant else None,
        side=item.side,
        figure=claim.figure,
        measure=claim.measure,
        object=claim.object,
        party=claim.party,
        conflict=claim.conflict,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        claims=tuple(member.claim.id for member in origin.members),
        documents=tuple(member.entry.document for member in origin.members),
        outlets=tuple(dict.fromkeys(member.entry.outlet for member in origin.members if member.entry.outlet)),
        evidence=origin.evidence,
        confidence=origin.confidence,
        altered=origin.altered,
    )
