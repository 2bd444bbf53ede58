"""A ledger entry with what the rules of reckoning need of it, worked out once; the order of the input plays no part."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from counterclaim.model import Claim, Claimant, Entry, Place
from counterclaim.reconcile import intervals, parties, periods, units
from counterclaim.vocabulary import actors
from counterclaim.vocabulary.words import toml

TABLE = "table:"  # begins the rule of claims that were imported from a table

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Item:
    """One claim made ready for grouping; every field is a plain value that can stand in a key or a column."""

    entry: Entry
    claim: Claim
    hard: intervals.Interval
    point: intervals.Exact | None
    days: periods.Days
    who: str  # the claimant: id, else name, case aside; "" where nobody is named
    voice: str  # the side where the claimant speaks for one, else the claimant
    side: str | None
    role: parties.Role
    family: str
    kind: str
    area: str  # "" for the whole
    day: date | None  # the last day that the figure holds for
    record: tuple[str, int]  # what tells a figure once: its document, or its row of a table of many reports
    subject: tuple[str, str, str, str, str]  # whose and which people or things: what claims of one quantity share
    quantity: tuple[str, ...]  # the subject with the measure and the rate: what two mentions of one figure share


def items(entries: Sequence[Entry]) -> tuple[Item, ...]:
    """One item per claim of a document, sorted by document and place in it; a repeated entry counts once.

    >>> items(())
    ()
    """
    once = {(entry.document, entry.claim.id): entry for entry in sorted(entries, key=order, reverse=True)}
    return tuple(item_of(entry) for entry in reversed(once.values()))


def order(entry: Entry) -> tuple[str, int, int, str, str]:
    """The place of a claim among all: by document, and then as they stand in it."""
    figure = entry.claim.figure
    return (entry.document, figure.start, figure.end, entry.claim.id, entry.claim.rule)


def item_of(entry: Entry) -> Item:
    """One claim made ready for grouping.

    >>> from counterclaim.model import Claim, Figure, Span, Time
    >>> claim = Claim(
    ...     id="c_a",
    ...     document="a.txt",
    ...     quote=Span(start=0, end=9, text="Two died."),
    ...     figure=Figure(start=0, end=3, text="Two", value=2, low=2, high=2, qualifier="exact", unit="persons"),
    ...     measure="killed",
    ...     object="people",
    ...     party="mali",
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="period"),
    ...     rule="x",
    ... )
    >>> item_of(Entry(claim=claim, document="a.txt")).subject
    ('', 'mali', 'killed', 'people', 'persons')
    """
    claim = entry.claim
    role = parties.role(claim.claimant, claim.party, claim.conflict)
    who = speaker(claim.claimant)
    side = claim.claimant.side if claim.claimant else None
    days = periods.days(entry)
    family, kind = units.family(claim.measure, claim.figure.unit), units.kind(claim.object) + detail(claim)
    subject = (claim.conflict or "", claim.party or "", family, kind, claim.figure.unit)
    return Item(
        entry=entry,
        claim=claim,
        hard=intervals.hard(claim.figure),
        point=intervals.point(claim.figure),
        days=days,
        who=who,
        voice=side if side and role != "independent" else who,
        side=side,
        role=role,
        family=family,
        kind=kind,
        area=area(claim.place, claim.party),
        day=days.last,
        record=(entry.document, claim.quote.start if claim.rule.startswith(TABLE) else 0),
        subject=subject,
        quantity=(*subject, claim.measure, claim.object, claim.figure.per or ""),
    )


def detail(claim: Claim) -> str:
    """What a table counts more finely than any list of objects does, as an ending of the kind; empty for most claims.

    Ships and submarines are both `ships`, and are two series.
    """
    return next((f": {span.text.casefold()}" for span in claim.spans if span.field == "detail"), "")


def speaker(claimant: Claimant | None) -> str:
    """The key of a claimant: the id of the body that speaks, else its name, case aside; empty where nobody is named.

    >>> speaker(None)
    ''
    """
    return "" if claimant is None else body(claimant.id or claimant.name)


@lru_cache(maxsize=65536)
def body(claimant: str) -> str:
    """The body that an official speaks for, where the vocabulary tells it; else the claimant itself, case aside.

    >>> body("person/konashenkov"), body("A Neighbour")
    ('russia/mod', 'a neighbour')
    """
    known = actors.speaks_for(claimant) if claimant.startswith("person/") else None
    return (known.id if known else claimant).casefold()


def area(place: Place | None, party: str | None) -> str:
    """The key of a place; empty for none, for a whole country, and for the territory that the party's name says or that
    it holds (`camps.toml`).

    >>> area(Place(name="Gaza", text="Gaza"), "gaza"), area(Place(name="Rafah", text="Rafah"), "gaza")
    ('', 'rafah')
    >>> area(Place(name="Gaza Strip", text="Gaza"), "hamas")
    ''
    """
    return "" if place is None or place.precision == "country" else _area(place.name, party)


@lru_cache(maxsize=65536)
def _area(place: str, party: str | None) -> str:
    name = place.casefold()
    short = {name, name.removesuffix(" strip"), name.removeprefix("the ").removesuffix(" strip")}
    if party and not short.isdisjoint({party.replace("_", " "), *toml("camps.toml")["held"].get(party, ())}):
        return ""
    return name


def grouped(things: Iterable[T], key: Callable[[T], K | None]) -> dict[K, list[T]]:
    """The things under their keys, in order; those whose key is None are left out.

    >>> grouped([1, 2, 3], lambda n: n % 2)
    {1: [1, 3], 0: [2]}
    """
    groups: dict[K, list[T]] = {}
    for thing in things:
        at = key(thing)
        if at is None:
            continue
        if (group := groups.get(at)) is None:
            groups[at] = [thing]
        else:
            group.append(thing)
    return groups
