"""Incidents -> coded rows under one policy, with what was left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from counterclaim.ledger.decision import Decision
from counterclaim.model import Record
from counterclaim.reconcile.align import Row, row
from counterclaim.reconcile.intervals import plain
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.periods import Days, day
from counterclaim.reconcile.policies.conflicts import Chosen, chosen
from counterclaim.reconcile.policies.fields import added, goes_in, slots
from counterclaim.reconcile.policies.figures import coded, households
from counterclaim.reconcile.policies.grades import grade
from counterclaim.reconcile.policies.policy import Field, Policy, Setting
from counterclaim.reconcile.policies.precision import clarity, date_code, place_code
from counterclaim.reconcile.policies.splitting import over_days, over_places

PLACES = "split_places"  # the setting by which a sum over the towns that its sentence lists is split over them
SPLIT = "split_days"  # the setting by which a sum of several days is split over them
NOT_EVENTS = {
    "total": "a running total, never part of an incident",
    "state": "a level on a day, no incident",
    "planned": "a plan or a request",
    "unspecified": "its time is not told, and it is in no incident",
    "period": "in no incident: no attack is told of, or it is a sum by day",
}


class Event(Protocol):
    """What is needed of an incident: which claims it has, where and when."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def claims(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def documents(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def place(self) -> str | None: ...  # noqa: D102
    @property
    def start(self) -> str | None: ...  # noqa: D102
    @property
    def end(self) -> str | None: ...  # noqa: D102
    @property
    def conflict(self) -> str | None: ...  # noqa: D102


class Coded(Record, frozen=True, kw_only=True):
    """One column of one incident under one policy; None where the policy has no number for it."""

    policy: str
    incident: str
    conflict: str | None
    place: str | None
    start: str | None
    end: str | None
    field: str
    what: str
    said_by: str | None = None  # the side, where the policy keeps who says so
    low: float | int | None
    best: float | int | None
    high: float | int | None
    origins: int
    date_code: int | None = None
    place_code: int | None = None
    clarity: int | None = None  # 1 an event told by itself, 2 a sum of several, where the policy tells that
    grade: str | None = None  # of the allegation, where the policy has grades: set by a person, else proposed
    graded_by: str | None = None  # who set it; None: proposed from what is counted
    reasons: tuple[str, ...] = ()
    claims: tuple[str, ...]
    documents: tuple[str, ...]


class Coding(Record, frozen=True, kw_only=True):
    """A policy's rows, how many claims are in none and why, and what the policy needs that no article tells."""

    policy: str
    rows: tuple[Coded, ...]
    left: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...] = ()
    settings: dict[str, Setting] = msgspec.field(default_factory=dict)


class Single(Record, frozen=True, kw_only=True):
    """A claim that is coded by itself: a level or a running total under a policy that takes those."""

    id: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    place: str | None
    start: str | None
    end: str | None
    conflict: str | None


def code(
    origins: Sequence[Origin], events: Sequence[Event], under: Policy, set_to: Mapping[str, Setting] | None = None,
    decisions: Iterable[Decision] = (),
) -> Coding:  # fmt: skip
    """The rows of these incidents under a policy. Claims of one origin count once, an altered copy not at all.

    `decisions`, the live ones of a ledger, tell which grades people set.

    >>> from counterclaim.reconcile.policies.policy import policy
    >>> code((), (), policy("acled")).rows
    ()
    """
    settings = {name: parameter.off for name, parameter in under.parameters.items()} | dict(set_to or {})
    found = {(m.entry.document, m.claim.id): Member(m, n, o.altered) for n, o in enumerate(origins) for m in o.members}
    used, set_by = set[str](), grades_set(decisions)
    written: list[Coded] = []
    for event in (*events, *_singles(found.values(), events, under)):
        own = [found[at] for at in zip(event.documents, event.claims, strict=True) if at in found]
        rows = _rows([member for member in own if not _left_out(member, under, settings)])
        made = [one for field in under.fields for one in _column(event, rows, field, under, settings)]
        used.update(claim for one in made for claim in one.claims)
        written += _graded(made, own, settings, set_by) if under.grades else made
    inside = {claim for event in events for claim in event.claims}
    left = Counter(
        _why_not(member, under, inside, settings) for member in found.values() if member.item.claim.id not in used
    )
    rest = tuple(sorted(left.items()))
    return Coding(policy=under.id, rows=tuple(written), left=rest, unknown=under.unknown, settings=settings)


class Member(NamedTuple):
    """A claim, the number of its origin, and whether that is an altered copy."""

    item: Item
    origin: int
    altered: bool


def _singles(found: Iterable[Member], events: Sequence[Event], under: Policy) -> Iterator[Single]:
    if not under.levels:
        return
    inside = {claim for event in events for claim in event.claims}
    for item, *_ in found:
        if item.claim.id not in inside and not unfit(item):
            claim = item.claim
            yield Single(
                id=claim.id, claims=(claim.id,), documents=(item.entry.document,),
                place=claim.place.name if claim.place else None, start=claim.time.start, end=claim.time.end,
                conflict=claim.conflict,
            )  # fmt: skip


def _rows(own: Sequence[Member]) -> list[Row]:
    """One row for each origin among the claims of an incident."""
    same = grouped(own, lambda member: member.origin)
    return [row(Origin(tuple(member.item for member in members), ())) for members in same.values()]


def _graded(
    made: Sequence[Coded], own: Sequence[Member], set_to: Mapping[str, Setting], set_by: Mapping[str, Decision]
) -> list[Coded]:
    """The rows of an incident with the grade that a person set for one of its claims, else that its claims propose."""
    told = [member for member in own if not member.altered]
    proposed, why = grade([m.item for m in told], {id(m.item): m.origin for m in told}, set_to)
    graded = f"grade {proposed}, proposed: {'; '.join(why)}"
    chosen = max((set_by[m.item.claim.id] for m in own if m.item.claim.id in set_by), key=_when, default=None)
    if chosen is None:
        return [msgspec.structs.replace(one, grade=proposed, reasons=(*one.reasons, graded)) for one in made]
    said = f"grade {chosen.after['grade']}, set by {chosen.actor}" + (f": {chosen.reason}" if chosen.reason else "")
    return [
        msgspec.structs.replace(
            one, grade=chosen.after["grade"], graded_by=chosen.actor, reasons=(*one.reasons, graded, said)
        )
        for one in made
    ]


def _when(decision: Decision) -> str:
    return decision.at


def grades_set(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last grade that a person set for the incident of each claim.

    >>> grades_set([Decision(actor="a", at="1", action="accept", claims=("c_a",))])
    {}
    """
    return {claim: one for one in decisions if one.action == "grade" for claim in one.claims}


def _left_out(member: Member, under: Policy, set_to: Mapping[str, Setting]) -> str | None:
    """Why a claim is not coded; None where it may be."""
    item = member.item
    if item.claim.stance == "denies":
        return "rejected by its claimant"
    if reason := unfit(item):
        return reason
    if member.altered:
        return "an altered copy of another claim"
    if item.claim.figure.unit != "persons" and not ("household_size" in under.parameters and households(item)):
        return "a share or things, no number of people"
    if item.claim.figure.per:
        return "a rate, no number of people"
    length = item.days.length if item.claim.time.kind == "period" else None
    if length is not None and length > under.longest_days and not under.levels and not set_to.get(SPLIT):
        return f"a sum over more than {under.longest_days} days, no incident"
    return None


def _why_not(member: Member, under: Policy, inside: set[str], set_to: Mapping[str, Setting]) -> str:
    if reason := _left_out(member, under, set_to):
        return reason
    item = member.item
    in_one = item.claim.id in inside
    return (
        "no count that this policy takes, or part of another"
        if in_one or under.levels
        else NOT_EVENTS[item.claim.time.kind]
    )


# ---------------------------------------------------------------- one column of one incident
def _column(
    event: Event, rows: Sequence[Row], field: Field, under: Policy, set_to: Mapping[str, Setting]
) -> Iterator[Coded]:
    """The row or rows of one column: one for each side that speaks where the policy keeps who says so."""
    fitting = [row for row in rows if goes_in(row.item, field, set_to)]
    if under.choice == "each":
        groups = [(_voice(row), [row]) for row in fitting]
    elif under.keeps_claimant:
        # No part told by one stands beside the whole told by another.
        whole = [row for slot in slots(fitting).values() for row in slot]
        groups = sorted(grouped(whole, _voice).items())
    else:
        groups = [("", fitting)] if fitting else []
    for voice, group in groups:
        parts = [
            chosen([(row, coded(row.item, under, set_to)) for row in slot], under, field, set_to)
            for slot in slots(group).values()
        ]
        sum_of = added(parts)
        found = _written(event, field, under, sum_of, voice)
        days = over_days(found, under.longest_days) if set_to.get(SPLIT) else (found,)
        if set_to.get(PLACES) and len(sum_of.rows) == 1:
            sentence = sum_of.rows[0].item.claim.quote.text
            yield from (one for of_day in days for one in over_places(of_day, sentence))
        else:
            yield from days


def _voice(row: Row) -> str:
    return row.label[0] or ("independent" if row.label[1] == "independent" else "nobody named")


def _written(event: Event, field: Field, under: Policy, found: Chosen, voice: str) -> Coded:
    days = Days(day(event.start), day(event.end), False)
    members = [member for row in found.rows for member in row.origin.members]
    low, best, high = (plain(end) for end in found.triple)
    return Coded(
        policy=under.id,
        incident=event.id,
        conflict=event.conflict,
        place=event.place,
        start=event.start,
        end=event.end,
        field=field.name,
        what=field.what,
        said_by=voice or None,
        low=low,
        best=best,
        high=high,
        origins=len(found.rows),
        date_code=date_code(days, under.date_codes),
        place_code=place_code(members, under.place_codes),
        clarity=clarity(members) if under.clarity else None,
        reasons=found.reasons,
        claims=tuple(member.claim.id for member in members),
        documents=tuple(member.entry.document for member in members),
    )
