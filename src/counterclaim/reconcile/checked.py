"""How far a claim is checked: what is counted (`ladder`) beside what people set, which stands.

Source reliability (A to F, of a source on a topic) and information credibility (1 to 6, of a claim) are two axes: both
are shown, never multiplied, and without a person's word they are F and 6: cannot be judged. Reasons stand in the
decisions.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from counterclaim.ledger.decision import Decision
from counterclaim.ledger.judging import Reliability, Rung, SideState, Topic
from counterclaim.model import Claimant, Entry, Record
from counterclaim.reconcile.items import speaker
from counterclaim.reconcile.ladder import Counted
from counterclaim.reconcile.parties import role

LAND = ("controlled", "captured", "territory")


class Checked(Record, frozen=True, kw_only=True):
    """How far one claim is checked, and by whom; what nobody judged is F and 6."""

    status: Rung | SideState  # what stands: set by a person, else counted
    set_by: str | None = None  # the pseudonym of who set it; None: counted
    reason: str | None = None
    counted: Rung | None = None  # None where it was not counted
    beside: tuple[SideState, ...] = ()  # counted: disputed, denied, pending
    origins: int | None = None  # independent ones that give this figure, its own too
    verifier: str | None = None
    method: str | None = None  # a link, or the image, list or register
    source: str | None = None  # whom the letter grades
    topic: Topic = "other"
    reliability: Reliability = "F"
    credibility: int = 6
    likelihood: str | None = None  # a reviewer's words
    yardstick: str | None = None
    quote: str | None = None  # the sentence in which they stand


class CheckedEntry(Entry, frozen=True, kw_only=True):
    """A claim that goes out with how far it is checked."""

    checked: Checked | None = None


class Judgements(NamedTuple):
    """The live judgements of people: the last of each kind about each claim, and the last letter of each source."""

    of_claims: Mapping[tuple[str, str], Decision]  # by action and claim
    of_sources: Mapping[tuple[str, str], Decision]  # by source and topic


def judgements(decisions: Iterable[Decision]) -> Judgements:
    """The judgements among the live decisions of a ledger, oldest first.

    >>> judgements([Decision(actor="a", at="1", action="accept", claims=("c_a",))]).of_claims
    {}
    """
    claims: dict[tuple[str, str], Decision] = {}
    sources: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        if one.action in ("status", "credibility", "likelihood"):
            claims |= {(one.action, claim): one for claim in one.claims}
        elif one.action == "reliability":
            sources[one.target or "", one.after["topic"]] = one
    return Judgements(claims, sources)


def checked(entry: Entry, known: Judgements, count: Counted | None) -> Checked:
    """How far a claim is checked; `count` is what `ladder` counted of it, None where that was not asked.

    >>> from counterclaim.model import Claim, Figure, Span, Time
    >>> two = Figure(start=0, end=3, text="Two", value=2, low=2, high=2, qualifier="exact", unit="persons")
    >>> claim = Claim(
    ...     id="c_a",
    ...     document="a.txt",
    ...     quote=Span(start=0, end=9, text="Two died."),
    ...     figure=two,
    ...     measure="killed",
    ...     object="people",
    ...     party=None,
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="period"),
    ...     rule="x",
    ... )
    >>> found = checked(Entry(claim=claim, document="a.txt"), judgements(()), None)
    >>> found.status, found.reliability, found.credibility
    ('reported', 'F', 6)
    """
    claim = entry.claim
    rung, origins, beside = count or (None, None, ())
    said = {kind: known.of_claims.get((kind, claim.id)) for kind in ("status", "credibility", "likelihood")}
    status, about = said["status"], topic(entry)
    who = source(claim.claimant)
    letter = known.of_sources.get((who, about)) if who else None
    set_to: Mapping[str, Any] = status.after if status else {}
    words: Mapping[str, Any] = said["likelihood"].after if said["likelihood"] else {}
    return Checked(
        status=set_to.get("status") or rung or ("attributed" if claim.claimant else "reported"),
        set_by=status.actor if status else None,
        reason=status.reason if status else None,
        counted=rung,
        beside=beside,
        origins=origins,
        verifier=set_to.get("verifier"),
        method=set_to.get("method"),
        source=who or None,
        topic=about,
        reliability=letter.after["reliability"] if letter else "F",
        credibility=said["credibility"].after["credibility"] if said["credibility"] else 6,
        likelihood=words.get("words"),
        yardstick=words.get("yardstick"),
        quote=words.get("quote"),
    )


def source(claimant: Claimant | None) -> str:
    """Whom a letter grades: the body that speaks, an official's body, a monitor; empty for private persons and nobody.

    >>> source(None)
    ''
    """
    return "" if claimant is None or claimant.kind == "private" else speaker(claimant)


def topic(entry: Entry) -> Topic:
    """On what a source speaks in a claim: its own side's losses, the other side's, territory, or something else."""
    claim = entry.claim
    if claim.figure.unit == "km2" or claim.measure in LAND:
        return "territory"
    towards = role(claim.claimant, claim.party, claim.conflict)
    return "own_losses" if towards == "self" else "enemy_losses" if towards == "opponent" else "other"


def with_checks(entry: Entry, found: Checked | None) -> CheckedEntry:
    """The claim as it goes out."""
    return CheckedEntry(**{name: getattr(entry, name) for name in Entry.__struct_fields__}, checked=found)
