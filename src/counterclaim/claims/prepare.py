"""Everything that is looked up in a text before any figure is bound: scenes, actors, places, parties, speech."""

import bisect
import collections
import re
from dataclasses import dataclass, replace

from counterclaim.claims.attribution import Speech, Stage
from counterclaim.claims.identity import Cast
from counterclaim.claims.parse import Tree
from counterclaim.claims.party_mentions import Parties, PartyMention, gather, part_of, with_stories
from counterclaim.claims.quotes import find_quotes
from counterclaim.claims.scenes import Reading, take_apart
from counterclaim.claims.scopes import scopes
from counterclaim.claims.sources import Source, speech_words, things
from counterclaim.claims.speech import Act, find_acts
from counterclaim.claims.turns import find_turns
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Document
from counterclaim.vocabulary.actors import ActorMention, adjectives, find_actors, party_ids
from counterclaim.vocabulary.conflicts import opponents_at_home
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


def _party_mentions(text: str, actors: list[ActorMention], places: list[PlaceMention]) -> list[PartyMention]:
    known = party_ids()
    found = []
    for m in actors:
        party = m.actor.party or (m.actor.side if m.actor.side in known and m.actor.side != "independent" else None)
        if party:
            found.append(PartyMention(m.start, m.end, party, m.form))
    taken = sorted((m.start, m.end) for m in found)  # none inside another
    for p in places:
        last = bisect.bisect_left(taken, (p.end, 0)) - 1
        weapon = p.text in word_set("party_words.toml", "weapon_names")
        if p.country and not weapon and not (last >= 0 and p.start < taken[last][1]):
            found.append(PartyMention(p.start, p.end, p.country, "place"))
    return [replace(m, part=part_of(text, m)) for m in sorted(found, key=lambda m: (m.start, m.end))]


def _but_seats(mentions: list[PartyMention], stage: Stage) -> list[PartyMention]:
    """The mentions but those that only tell where a monitor sits: `researchers at a university in Belgium`."""
    monitors = [speech.source for speech in stage.speeches if speech.source.kind == "monitor"]
    return [m for m in mentions if not any(s.start < m.start and m.end <= s.end for s in monitors)]


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


def _is_anonymous(tree: Tree, act: Act) -> bool:
    """Whether a source is only some reports: `according to initial reports`, `some estimates put`."""
    named = any(t.tag in ("NNP", "NNPS") for t in tree[act.first : act.last + 1])
    if act.first + 1 == act.last and tree[act.first].low in adjectives():  # "according to Israeli tallies"
        return False
    singled_out = act.first > 0 and tree[act.first - 1].low in speech_words("singling")
    return tree[act.last].low in things() and not named and not singled_out


def _is_hearsay(tree: Tree, act: Act) -> bool:
    """Whether a source is nothing but reports, of nobody: `reports say`, `initial reports suggest`."""
    words = [t.low for t in tree[act.first : act.last + 1]]
    before = tree[act.first - 1].low if act.first else ""
    vague = words[-1] in speech_words("hearsay") and all(w in speech_words("vague_reports") for w in words[:-1])
    return vague and act.how == "verb" and before not in speech_words("definite")


_DATELINE = re.compile(r"\A[^a-z\n(]{3,60}\(([^)\n]{4,60})\)\s*(?:--?|—)")  # "CLANDESTINE, 15 JUL 89 (RADIO X) --"
_OURS = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)


def _broadcaster(text: str) -> Source | None:
    """The group whose own station a broadcast is: named in its dateline, and it speaks of itself as `we`."""
    line = _DATELINE.match(text)
    if line is None or not _OURS.search(text, line.end(), line.end() + 1500):
        return None
    groups = [m.actor for m in find_actors(line.group(1).title()) if m.actor.kind == "group"]
    if not groups:
        return None
    return Source(groups[0].name, groups[0].id, groups[0].side, "body", -1, -1, "", False, (line.group(1).title(),))


def _is_sent_from(cast: Cast, tree: Tree, act: Act) -> bool:
    """Whether the words only tell where a report comes from: `a report from San Salvador states`."""
    if act.first < 2 or tree[act.first - 1].low != "from" or tree[act.first - 2].low not in speech_words("dispatches"):
        return False
    start, end = tree[act.first].start, tree[act.last].end
    seats = [(m.start, m.end) for m in cast.actors if m.form == "metonym"]
    known = [*seats, *((place.start, place.end) for place in cast.places)]
    return any(first == start or (start < first and last == end) for first, last in known)


def _is_dateline(cast: Cast, tree: Tree, act: Act) -> bool:
    """Whether the words before a colon only tell where a report was written: `BEIRUT: Two men died on Friday.`"""
    start, end = tree[act.first].start, tree[act.last].end
    seats = any(m.start == start and m.end == end and m.form == "metonym" for m in cast.actors)
    return tree[len(tree) - 1].low == "." and (seats or any(p.start == start and p.end == end for p in cast.places))


_CLOSED = ("”", "''")  # marks that end a quotation: `it was “hell” the mayor said`


def _source(cast: Cast, tree: Tree, act: Act) -> Source | None:
    """Whom an act of speech names; behind a dash or before a colon no mere report (`live updates`)."""
    if _is_sent_from(cast, tree, act):
        return None
    if act.how == "colon" and _is_dateline(cast, tree, act):
        return None
    if act.how in ("dash", "colon") and tree[act.last - (tree[act.last].tag == ".")].low in things():
        return None
    if _is_hearsay(tree, act):
        return None
    some = act.first > 0 and tree[act.first - 1].low == "some"
    if (act.how == "preposition" or (some and act.before)) and _is_anonymous(tree, act):
        return None
    first = next((t.i + 1 for t in reversed(tree[act.first : act.last]) if t.low in _CLOSED), act.first)
    saying = act.how == "preposition" or (act.how == "verb" and act.verb in speech_words("always_speak"))
    surely = act.how == "verb" and act.verb in speech_words("persons_verbs") and tree[act.last].tag.startswith("NN")
    return cast.resolve(tree[first].start, tree[act.last].end, saying, surely)


def prepare(document: Document, *, any_cause: bool = False) -> Prepared:
    """Look up everything in a document that its figures may be bound to; nothing where it is not about conflict."""
    text = document.text
    reading = take_apart(text, any_cause=any_cause)
    if not reading.scenes:
        return Prepared(document, reading, [], [], gather([], []), Stage(text, reading.sentences, [], ()), None)
    actors = find_actors(text)
    named = {m.actor.party for m in actors if m.actor.party}
    states = {m.actor.party for m in actors if m.actor.kind == "state" and m.actor.party}
    spoken = frozenset(states.union(*map(opponents_at_home, named - states)))
    places = find_places(text, countries=spoken)
    actors = find_actors(text, places=places)
    title = _party_mentions(document.title or "", find_actors(document.title or ""), [])
    stage = stage_of(text, reading, Cast(text, actors, places, _home(actors, places)))
    mentions = _but_seats(_party_mentions(text, actors, places), stage)
    parties = with_stories(text, gather(mentions, title), title)
    return Prepared(document, reading, actors, places, parties, stage, _issuer(document.outlet) or _broadcaster(text))


def stage_of(text: str, reading: Reading, cast: Cast) -> Stage:
    """The acts of speech of a text with their sources, and its quotations."""
    speeches = []
    for scene in reading.scenes:
        acts = [(act, _source(cast, scene.tree, act)) for act in find_acts(scene.tree)]
        sourced = [(act, source) for act, source in acts if source is not None]
        reach = scopes(scene.tree, [act for act, _ in sourced])
        for (act, source), scope in zip(sourced, reach, strict=True):
            speeches.append(Speech(scene.index, scene.tree, act, source, scope))

    return Stage(text, reading.sentences, find_quotes(text), tuple(speeches), find_turns(text))


def cast_of(prepared: Prepared) -> Cast:
    """The cast of a text, to look up words that no act of speech of it names."""
    home = _home(prepared.actors, prepared.places)
    return Cast(prepared.document.text, prepared.actors, prepared.places, home)
