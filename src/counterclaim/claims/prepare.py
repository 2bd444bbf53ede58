"""Everything that is looked up in a text before any figure is bound: scenes, actors, places, parties, speech."""

import collections
from dataclasses import dataclass

from counterclaim.claims.attribution import Speech, Stage
from counterclaim.claims.identity import Cast
from counterclaim.claims.party_evidence import Parties, PartyMention, gather
from counterclaim.claims.quotes import find_quotes
from counterclaim.claims.scenes import Reading, take_apart
from counterclaim.claims.sources import Source
from counterclaim.claims.speech import find_acts
from counterclaim.model import Document
from counterclaim.vocabulary.actors import ActorMention, find_actors, party_ids
from counterclaim.vocabulary.places import PlaceMention, find_places


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all that its figures may be bound to."""

    document: Document
    reading: Reading
    actors: list[ActorMention]
    places: list[PlaceMention]
    parties: Parties
    stage: Stage
    issuer: Source | None  # the body whose own communique the document is


def _party_mentions(actors: list[ActorMention], places: list[PlaceMention]) -> list[PartyMention]:
    known = party_ids()
    found = []
    for m in actors:
        party = m.actor.party or (m.actor.side if m.actor.side in known and m.actor.side != "independent" else None)
        if party:
            found.append(PartyMention(m.start, m.end, party, m.form))
    taken = [(m.start, m.end) for m in found]
    for p in places:
        if p.country and not any(a < p.end and p.start < b for a, b in taken):
            found.append(PartyMention(p.start, p.end, p.country, "place"))
    return sorted(found, key=lambda m: (m.start, m.end))


def _home(actors: list[ActorMention], places: list[PlaceMention]) -> str | None:
    """Whose the local authorities are: the country of the places named, else the party most named."""
    counts: collections.Counter[str] = collections.Counter()
    for p in places:
        if p.country and p.precision != "country":
            counts[p.country] += 2
    for m in actors:
        if m.actor.kind == "state" and m.actor.party:
            counts[m.actor.party] += 1
    return max(sorted(counts), key=lambda c: counts[c]) if counts else None


def _issuer(outlet: str | None) -> Source | None:
    """The body whose own communique a document is, told by its outlet."""
    named = find_actors(outlet) if outlet else []
    bodies = [m.actor for m in named if m.actor.kind in ("body", "group") and m.form != "adjective"]
    if not bodies:
        return None
    first = bodies[0]
    aliases = tuple(other.name for other in bodies[1:3] if other.side == first.side)
    return Source(first.name, first.id, first.side, "body", -1, -1, "", False, aliases)


def prepare(document: Document, *, any_cause: bool = False) -> Prepared:
    """Look up everything in a document that its figures may be bound to; nothing where it is not about conflict."""
    text = document.text
    reading = take_apart(text, any_cause=any_cause)
    if not reading.scenes:
        return Prepared(document, reading, [], [], gather([], []), Stage(text, reading.sentences, [], ()), None)
    actors = find_actors(text)
    spoken = frozenset(m.actor.party for m in actors if m.actor.kind == "state" and m.actor.party)
    places = find_places(text, countries=spoken)
    actors = find_actors(text, places=places)
    title = _party_mentions(find_actors(document.title or ""), [])
    parties = gather(_party_mentions(actors, places), title)
    home = _home(actors, places)
    cast = Cast(text, actors, places, home)
    speeches = []
    for scene in reading.scenes:
        for act in find_acts(scene.tree):
            start, end = scene.tree[act.first].start, scene.tree[act.last].end
            source = cast.resolve(start, end)
            if source is not None:
                speeches.append(Speech(scene.index, scene.tree, act, source))
    stage = Stage(text, reading.sentences, find_quotes(text), tuple(speeches))
    return Prepared(document, reading, actors, places, parties, stage, _issuer(document.outlet))
