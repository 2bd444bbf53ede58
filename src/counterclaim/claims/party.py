"""Whose people or things a figure counts: every party that the text names is a candidate, weighed by a small model."""

import functools
from dataclasses import dataclass, replace

from counterclaim.claims import party_sides
from counterclaim.claims.party_evidence import Evidence, event_place, noun_class
from counterclaim.claims.party_mentions import NEAR, WORDS, Parties
from counterclaim.claims.party_roles import Roles, roles_of
from counterclaim.claims.party_rules import harmers
from counterclaim.claims.party_verdict import Case, acts, verdict
from counterclaim.claims.relations import bucket
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.conflicts import opponents
from counterclaim.vocabulary.words import toml

_AGENT = ("role=subj:act:before", "role=prep:by", "weapon=True")  # how a party stands that does harm


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a figure before its party is.

    `earlier` is the party of the figure before, `gap` how many sentences back that stands, `side` that of whoever says
    so, `speaker` the offsets of the words that name them.
    """

    measure: str
    kind: str
    earlier: str | None
    gap: int
    side: str | None
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _View:
    """All that the parties of a text are compared by for one figure."""

    standing: Standing
    asked: Asked
    parties: Parties
    own: Evidence
    does: str  # whether the party does what is counted or bears it
    manner: str  # what befalls the counted: the party acts, loses things, or is harmed
    group: str
    noun: str
    recent: list[str]
    agents: list[str]
    near: list[str]
    befell: str | None
    how: str
    roles: Roles
    ranks: dict[str, list[str]]  # of each kind of role the parties that stand in it

    @property
    def manner_group(self) -> str:
        return f"{self.manner}:{self.group}"


@functools.cache
def _kind_of(party: str) -> str:
    actor = get(party)
    return actor.kind if actor else "unknown"


def candidates(standing: Standing, asked: Asked, parties: Parties, own: Evidence) -> list[tuple[str | None, list[str]]]:
    """Each party that the figure may be about, None too, with features; `own` is the evidence of its sentence."""
    asked, parties = _in_story(standing, asked, parties)
    view = _view(standing, asked, parties, own)
    case = Case(standing, asked.measure, asked.kind, view.group == "force", view.roles, parties, asked.side)
    told = verdict(case)
    first = [told[1]] if told else []
    earlier = [asked.earlier] if asked.earlier else []
    names = dict.fromkeys([*first, *own, *view.near[:5], *parties.ranked[:4], *earlier, *view.recent])
    for barred in ("both", *harmers(standing, asked.measure, asked.kind, view.roles, parties)):
        names.pop(barred, None)
    if _unarmed(standing, asked):
        names = {p: None for p in names if _kind_of(p) not in _ARMED or p in word_set(WORDS, "peoples")}
    makers = (_role_features, _standing_features, _text_features, _story_features, _speaker_features)
    found: list[tuple[str | None, list[str]]] = [
        (party, [*_told(view, told, party), *(f for maker in makers for f in maker(view, party))]) for party in names
    ]
    group = party_sides.unnamed(standing, view.roles, parties)
    if group is not None and group not in names:
        features = party_sides.unnamed_features(standing, parties, view.roles)
        found.append((group, [*(f"{x}|{view.manner}" for x in features), *features]))
    return [*found, (None, [*_nobody(view), f"nobody:told={told[0] if told else ''}"])]


_ARMED = ("group", "body")  # kinds of parties that have fighters or staff, and no civilians


def _unarmed(standing: Standing, asked: Asked) -> bool:
    """Whether civilians who suffer are counted, or people who fled: they are no armed group's and no body's."""
    counted = standing.phrase.counted
    civil = counted is not None and counted.object in word_set(WORDS, "civil_objects")
    return asked.measure == "displaced" or (civil and asked.measure in word_set(WORDS, "told_together"))


def _in_story(standing: Standing, asked: Asked, parties: Parties) -> tuple[Asked, Parties]:
    """What is known and named in the story where a figure stands: nothing of another item of an outline."""
    start = standing.scene.sentence.start
    story = parties.story(start)
    opens = not story.within(story.starts[-1] if story.starts else 0, start)
    if story is not parties and asked.gap and opens:
        asked = replace(asked, earlier=None, gap=9)
    return asked, story


def _told(view: _View, told: tuple[str, str] | None, party: str) -> list[str]:
    """Whether grammar alone tells that party, and by which rule."""
    if told is None:
        return []
    rule, same = told[0], party == told[1]
    return [f"told={rule}:{same}", f"told={same}", f"told={rule}:{same}|{view.group}:{party == view.asked.earlier}"]


def _view(standing: Standing, asked: Asked, parties: Parties, own: Evidence) -> _View:
    sentence, counted = standing.scene.sentence, standing.phrase.counted
    acting = acts(standing, asked.measure, asked.kind)
    armed = counted is not None and counted.object in word_set(WORDS, "forces")
    befell, how = event_place(standing, parties)
    roles = roles_of(standing, parties, asked.side)
    return _View(
        standing=standing,
        asked=asked,
        parties=parties,
        own=own,
        does="does" if acting else "bears",
        manner=_manner(asked.measure, acting=acting),
        group="force" if armed else "person" if asked.kind == "persons" else "thing",
        noun=noun_class(standing.scene.tree, standing.phrase),
        recent=parties.recent(sentence.start),
        agents=[p for p, found in own.items() if any(f.startswith(_AGENT) for f in found)],
        near=parties.around(sentence.start - NEAR, sentence.end + NEAR // 3),
        befell=befell,
        how=how,
        roles=roles,
        ranks={name: [p for p, its in roles.items() if any(r.startswith(name) for r in its)] for name in _RANKS},
    )


def _manner(measure: str, *, acting: bool) -> str:
    """What kind of measure: the party fires, holds, sends, receives; it flees, is taken, loses things, is harmed."""
    kinds = toml(WORDS)["manners"]["acting" if acting else "suffering"]
    return next((kind for kind, measures in kinds.items() if measure in measures), "act" if acting else "harm")


# roles, those that tell most first
_RANKS = ("own", "cueown", "sufferer", "patient", "at", "goals", "object", "subject", "agent", "speaker")


def _role_features(view: _View, party: str) -> list[str]:
    """What a party is to the figure by grammar, and whether another stands in a role that tells more."""
    m, mine = view.manner_group, view.roles.get(party, frozenset())
    found = [f"is={r}|{x}" for r in mine for x in (m, view.manner)] + [f"is={r}|{view.does}" for r in mine]
    found.append(f"are={'&'.join(sorted({r.split('+')[0].split(':')[0] for r in mine}))}|{view.manner}")
    kinds = view.ranks
    top = next((name for name in _RANKS if kinds[name]), "none")
    found.append(f"top={top}:{party in kinds.get(top, ())}|{m}")
    for name in _RANKS:
        if kinds[name]:
            found.append(f"has={name}:{party in kinds[name]}:{len(kinds[name]) > 1}|{m}")
            found.append(f"has={name}:{party in kinds[name]}:{view.noun}|{view.manner}")
    return found


def _standing_features(view: _View, party: str) -> list[str]:
    """How a party stands in the sentence, in the text, and to what was read before."""
    own, parties, agents, m = view.own, view.parties, view.agents, view.manner_group
    here, same, gap = party in own, party == view.asked.earlier, min(view.asked.gap, 2)
    rank = parties.ranked.index(party) if party in parties.counts else 9
    top = rank < 2
    share = int(10 * parties.counts.get(party, 0) / max(1, sum(parties.counts.values())))
    told = own.get(party, [])
    return [
        *(f"{x}|{m}" for x in told), *(f"{x}|{view.does}" for x in told),
        f"here={here}|{m}", f"rank={min(rank, 4)}|{m}", f"rank={min(rank, 4)}:here={here}",
        f"titled={party in parties.titled}", f"recent={party in view.recent}:{here}", f"alone={len(own) == 1}:{here}",
        f"earlier={same}:{gap}", f"earlier={same}:{gap}|{view.manner}:here={here}:own={bool(own)}",
        f"saidby={party == view.asked.side}|{m}", f"agent={party in agents}|{m}",
        f"other={bool(agents) and party not in agents and top}|{m}",
        f"othersay={view.asked.side is not None and party != view.asked.side and top}|{m}",
        f"only={len(parties.counts) <= 1}", f"elliptic={view.standing.phrase.noun is None}:{same}:{gap}",
        f"bias|{m}", f"share={bucket(share)}|{view.manner}",
    ]  # fmt: skip


def _text_features(view: _View, party: str) -> list[str]:
    """How near a party is named, what kind it is, where the event befell, and who are enemies."""
    own, m, side = view.own, view.manner_group, view.asked.side
    rank = view.parties.ranked.index(party) if party in view.parties.counts else 9
    place = view.near.index(party) if party in view.near else 9
    kind, here, agent = _kind_of(party), party in own, party in view.agents
    against = any(party in opponents(a) for a in view.agents)
    in_phrase = any(x.startswith("role=np") for x in own.get(party, []))
    at = f"befell={party == view.befell}:{view.how}"
    foe_befell = view.befell is not None and party in opponents(view.befell)
    return [
        f"near={min(place, 4)}|{m}", f"near={min(place, 4)}:here={here}", f"near={min(place, 3)}:rank={min(rank, 3)}",
        f"kind={kind}:{view.noun}|{view.manner}", f"kind={kind}|{m}", f"kind={kind}:{view.noun}:near={place == 0}",
        f"{at}|{m}", f"{at}:agent={agent}|{view.manner}", f"{at}:np={in_phrase}|{view.group}",
        f"{at}:near={min(place, 2)}", f"befell={party == view.befell}:own={min(len(own), 3)}|{m}",
        f"foe={against}|{m}", f"foe={against}:here={here}",
        f"foesay={side is not None and party in opponents(side)}|{view.manner}:{view.noun}",
        f"foebefell={foe_befell}:{view.how}|{m}",
        f"foeself={side == party}:{view.noun}|{view.manner}", f"friend={agent}:{view.noun}|{view.manner}",
    ]  # fmt: skip


def _story_features(view: _View, party: str) -> list[str]:
    """What the sentences before tell of a party: whether it is struck there or strikes, whose land is spoken of."""
    parties, m, here = view.parties, view.manner_group, party in view.own
    start = view.standing.scene.sentence.start
    before = parties.within(start - NEAR, start)
    parts = {x.part for x in before if x.party == party and x.part}
    struck = parties.struck.index(party) if party in parties.struck else 9
    land = parties.lands.index(party) if party in parties.lands else 9
    last = next((x.party for x in reversed(before) if x.form != "place"), None)
    striker = parties.striker(start)
    against = striker is not None and party in opponents(striker)
    own = min(len(view.own), 2)
    return [
        f"before={'&'.join(sorted(parts))}|{m}", f"before={'&'.join(sorted(parts))}:own={own}",
        f"struck={min(struck, 2)}:of={min(len(parties.struck), 2)}|{m}",
        f"struck={min(struck, 2)}:own={own}|{view.manner}",
        f"land={min(land, 2)}:of={min(len(parties.lands), 2)}|{m}",
        f"land={min(land, 2)}:own={own}:here={here}|{view.manner}",
        f"last={party == last}:own={own}|{m}", f"strikes={party == striker}:{against}|{m}",
        f"strikes={party == striker}:{against}:own={own}|{view.manner}",
        f"land={min(land, 2)}:struck={min(struck, 2)}:{view.noun}|{view.manner}",
    ]  # fmt: skip


def _speaker_features(view: _View, party: str) -> list[str]:
    """Whether a party is named in the sentence only where the source is."""
    if view.asked.speaker is None or party not in view.own:
        return []
    start, end = view.asked.speaker
    mentions = view.parties.of(view.standing.scene.sentence)
    if not all(start <= m.start < end for m in mentions if m.party == party):
        return []
    return [f"speaker|{view.manner_group}", "speaker"]


def _nobody(view: _View) -> list[str]:
    """What tells that nobody who is named is meant."""
    phrase, asked = view.standing.phrase, view.asked
    kinds = {name for name in _RANKS if any(r.startswith(name) for roles in view.roles.values() for r in roles)}
    counted = phrase.counted.object if phrase.counted else ("none" if phrase.noun is None else "unknown")
    return [
        f"nobody|{view.manner_group}",
        "nobody",
        f"nobody:here={min(len(view.own), 2)}",
        f"nobody:obj={counted}",
        f"nobody:noun={view.noun}|{view.manner}",
        f"nobody:wide={not view.standing.scene.words.isdisjoint(word_set(WORDS, 'worldwide'))}|{view.manner}",
        f"nobody:m={asked.measure}",
        f"nobody:earlier={asked.earlier is None}:{min(asked.gap, 2)}",
        f"nobody:known={min(len(view.parties.counts), 3)}",
        *(f"nobody:has={name}|{view.manner}" for name in kinds),
        f"nobody:top={next((n for n in _RANKS if n in kinds), 'none')}|{view.manner_group}",
    ]
