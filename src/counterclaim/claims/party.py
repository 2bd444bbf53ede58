"""Whose people or things a figure counts: every party that the text names is a candidate, weighed by a small model."""

import collections
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.parse import Tree
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.relations import ancestors, bucket, is_passive
from counterclaim.claims.scenes import Scene
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.conflicts import conflicts

ACTING = {"launched", "attacks", "controlled", "liberated", "advanced", "strength", "mobilised", "requested", "delivered", "pledged"}
NEAR = 700  # characters before a sentence (a third of it after) whose parties are those of the same story
FORCES = {"soldiers", "fighters", "officers", "foreign_fighters", "police"}


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named at [start, end) of the text: by name, adjective, people, capital, place or official."""

    start: int
    end: int
    party: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one text: all mentions in order, and how often each is named."""

    mentions: tuple[PartyMention, ...]
    counts: dict[str, int]
    titled: frozenset[str]

    def around(self, start: int, end: int) -> list[str]:
        """The parties named in a stretch of the text, most named first; a place counts half."""
        counts: collections.Counter[str] = collections.Counter()
        for m in self.mentions:
            if start <= m.start < end:
                counts[m.party] += 1 if m.form == "place" else 2
        return sorted(counts, key=lambda p: (-counts[p], p))

    @property
    def ranked(self) -> list[str]:
        """Most named first."""
        return sorted(self.counts, key=lambda p: (-self.counts[p], p))


def gather(mentions: Sequence[PartyMention], title: Sequence[PartyMention]) -> Parties:
    """The parties of a text from their mentions."""
    counts = collections.Counter(m.party for m in mentions if m.form != "place")
    for m in mentions:
        if m.form == "place" and m.party not in counts:
            counts[m.party] += 1
    return Parties(tuple(mentions), dict(counts), frozenset(m.party for m in title))


def _role(tree: Tree, i: int, phrase: Phrase, cue: int | None) -> str:
    """What a mention at token i is to the figure and its cue."""
    noun = phrase.noun if phrase.noun is not None else phrase.last
    if phrase.first <= i <= phrase.end:
        return "np"
    up = ancestors(tree, i, 10)
    chain = [j for j, _ in up]
    deps = [d for _, d in up]
    if i < phrase.first and phrase.first - i <= 4 and (tree[i].dep == "poss" or tree[i].tag == "JJ") and not any(t.tag.startswith("VB") or t.tag == "," for t in tree[i + 1 : phrase.first]):
        return "pre"
    if noun in chain[:4]:
        step = chain.index(noun)
        return "under:" + (deps[0] if step == 0 else deps[step])
    if cue is not None and cue in chain[:3] and not tree[cue].tag.startswith("V"):
        way = deps[chain.index(cue)]
        if way in ("amod", "poss", "compound", "nmod") or (way == "prep" and tree[chain[chain.index(cue) - 1]].low == "of"):
            return "np"
    if cue is not None:
        sufferer = _sufferer(tree, phrase, cue)
        if sufferer is not None and (i == sufferer or sufferer in chain[:3]):
            return "sufferer"
    if cue is not None and cue in chain[:5]:
        way = deps[chain.index(cue)]
        if way in ("nsubj", "nsubjpass"):
            return "subj:" + ("pass" if is_passive(tree, cue) else "act") + (":before" if i < phrase.first else ":after")
        if way in ("prep", "agent"):
            prep = tree[chain[chain.index(cue) - 1]].low if chain.index(cue) else ""
            return "prep:" + prep
        return "undercue:" + way
    if cue is not None:
        for j, _ in ancestors(tree, cue, 6):
            if j in chain:
                way = deps[chain.index(j)]
                return f"over:{way}:{tree[cue].dep}"
    return "far"


def _sufferer(tree: Tree, phrase: Phrase, cue: int) -> int | None:
    """The subject of `lost`, `suffered`, `sustained` above the figure: whose losses they are."""
    for verb in (cue, *(j for j, _ in ancestors(tree, cue, 3)), *(j for j, _ in ancestors(tree, phrase.last, 3))):
        if tree[verb].low in _SUFFER:
            while True:
                subjects = [c for c in tree[verb].children if tree[c].dep in ("nsubj", "nsubjpass")]
                if subjects:
                    return subjects[0]
                if tree[verb].dep not in ("xcomp", "conj") or tree[verb].head == verb:
                    return None
                verb = tree[verb].head
    return None


def evidence(scene: Scene, phrase: Phrase, cue: int | None, parties: Parties) -> dict[str, list[str]]:
    """For each party named in the sentence, how it stands to the figure."""
    tree = scene.tree
    found: dict[str, list[str]] = collections.defaultdict(list)
    for m in parties.mentions:
        if not scene.sentence.start <= m.start < scene.sentence.end:
            continue
        tokens = [t.i for t in tree if t.start < m.end and t.end > m.start]
        if not tokens:
            continue
        i = tokens[-1]
        role = _role(tree, i, phrase, cue)
        form = "place" if m.form == "place" else "adj" if m.form == "adjective" else "name"
        prep = ""
        for j in range(tokens[0] - 1, max(-1, tokens[0] - 4), -1):
            if tree[j].tag in ("IN", "TO"):
                prep = tree[j].low
                break
            if tree[j].tag not in ("DT", "JJ", "NN", "NNP", "POS", "PRP$"):
                break
        head = tree[tree[i].head].low if tree[i].head != i else ""
        side = "L" if i < phrase.first else "R" if i > phrase.end else "I"
        weapon = head in _WEAPON
        found[m.party] += [
            f"role={role}", f"role={role}:{form}", f"prep={prep}:{side}:{form}", f"dist={side}:{bucket(abs(i - phrase.first))}:{form}",
            f"side={side}:{form}", f"weapon={weapon}:{side}", f"form={form}",
        ]  # fmt: skip
    return found


@functools.cache
def _enemies() -> frozenset[tuple[str, str]]:
    pairs = set()
    for conflict in conflicts().values():
        for one in conflict.sides:
            for other in conflict.sides:
                if one is not other:
                    pairs |= {(a, b) for a in one for b in other}
    return frozenset(pairs)


@functools.cache
def _kind_of(party: str) -> str:
    actor = get(party)
    return actor.kind if actor else "unknown"


_NOUNS = {
    "rebel": ("rebel", "rebels", "guerrilla", "guerrillas", "insurgent", "insurgents", "terrorist", "terrorists", "militant", "militants", "gunman", "gunmen", "fighter", "fighters", "jihadists", "separatists", "subversives", "extremists"),
    "army": ("army", "troops", "soldiers", "soldier", "servicemen", "military", "government", "police", "policemen", "guardsmen"),
    "enemy": ("enemy", "invaders", "occupiers", "aggressor", "invader"),
    "civil": ("civilians", "civilian", "residents", "peasants", "people", "children", "villagers", "women", "persons"),
}  # fmt: skip


def _noun_class(tree: Tree, phrase: Phrase) -> str:
    words = {t.low for t in tree[phrase.first : phrase.end + 1]}
    return next((name for name, nouns in _NOUNS.items() if words & set(nouns)), "other")


_WEAPON = {"strike", "strikes", "attack", "attacks", "missile", "missiles", "drone", "drones", "airstrike", "airstrikes", "shelling", "bombing", "raid", "raids", "fire", "bombardment", "artillery", "rocket", "rockets", "forces", "troops", "soldiers", "warplanes", "jets", "assault", "offensive", "invasion", "aggression", "occupation", "bomb", "bombs", "gunmen", "militants"}


_SUFFER = {"lost", "lose", "loses", "losing", "suffered", "suffer", "suffers", "suffering", "sustained", "sustain", "sustains", "endured", "endures"}
_AT = {"in", "at", "near", "on", "around", "outside", "inside", "across", "throughout", "against", "over", "from", "between", "into", "within"}


def event_place(scene: Scene, phrase: Phrase, parties: Parties) -> tuple[str | None, str]:
    """Whose land the event befell, as the nearest place after `in`, `on`, `near` tells; and where that stands."""
    tree, best = scene.tree, None
    for m in parties.mentions:
        if not scene.sentence.start <= m.start < scene.sentence.end or m.form == "adjective":
            continue
        i = next((t.i for t in tree if t.start < m.end and t.end > m.start), None)
        if i is None:
            continue
        j = i - 1
        while j >= 0 and j > i - 7 and tree[j].tag in ("DT", "JJ", "NN", "NNP", "NNPS", "POS", "NNS", "HYPH", "VBN", ","):
            j -= 1
        if m.form != "place" and not (m.form in ("metonym", "name") and j >= 0 and tree[j].low in _AT):
            continue
        fit = (not (j >= 0 and tree[j].low in _AT), abs(i - phrase.first) + (4 if i < phrase.first else 0))
        if best is None or fit < best[0]:
            best = (fit, m.party, "at" if not fit[0] else "bare")
    if best is not None:
        return best[1], best[2]
    before = [m.party for m in parties.mentions if scene.sentence.start - NEAR <= m.start < scene.sentence.start and m.form == "place"]
    return (before[-1], "before") if before else (None, "none")


def candidates(
    scene: Scene, phrase: Phrase, cue: int | None, measure: str, kind: str, parties: Parties, earlier: str | None, earlier_gap: int, side: str | None, speaker: tuple[int, int] | None
) -> list[tuple[str | None, list[str]]]:
    """Each party that the figure may be about, None too, with features.

    `earlier` is the party of the figure before, `side` that of whoever says so, `speaker` their words' offsets.
    """
    own = evidence(scene, phrase, cue, parties)
    acting = measure in ACTING or (measure == "captured" and kind != "persons")
    counted = phrase.counted.object if phrase.counted else ("none" if phrase.noun is None else "unknown")
    group = "force" if counted in FORCES else "person" if kind == "persons" else "thing"
    manner = "act" if acting else "loss" if measure in ("lost", "destroyed", "shot_down", "seized", "damaged") else "harm"
    ranked = parties.ranked
    recent = [m.party for m in parties.mentions if m.end <= scene.sentence.start][-3:]
    agents = [p for p, f in own.items() if any(x.startswith(("role=subj:act:before", "role=prep:by", "weapon=True")) for x in f)]
    near = parties.around(scene.sentence.start - NEAR, scene.sentence.end + NEAR // 3)
    names = list(dict.fromkeys([*own, *near[:5], *ranked[:4], *([earlier] if earlier else []), *recent]))
    befell, how = event_place(scene, phrase, parties)
    enemies, noun = _enemies(), _noun_class(scene.tree, phrase)
    found: list[tuple[str | None, list[str]]] = []
    for party in names:
        features = [f"{x}|{manner}:{group}" for x in own.get(party, [])] + own.get(party, [])
        rank = ranked.index(party) if party in ranked else 9
        features += [
            f"here={party in own}|{manner}:{group}", f"rank={min(rank, 4)}|{manner}:{group}", f"rank={min(rank, 4)}:here={party in own}",
            f"titled={party in parties.titled}", f"recent={party in recent}:{party in own}", f"alone={len(own) == 1}:{party in own}",
            f"earlier={party == earlier}:{min(earlier_gap, 2)}", f"earlier={party == earlier}:{min(earlier_gap, 2)}|{manner}:here={party in own}:own={bool(own)}",
            f"saidby={party == side}|{manner}:{group}", f"agent={party in agents}|{manner}:{group}",
            f"other={bool(agents) and party not in agents and rank < 2}|{manner}:{group}", f"othersay={side is not None and party != side and rank < 2}|{manner}:{group}",
            f"only={len(parties.counts) <= 1}", f"elliptic={phrase.noun is None}:{party == earlier}:{min(earlier_gap, 2)}",
            f"bias|{manner}:{group}", f"share={bucket(int(10 * parties.counts.get(party, 0) / max(1, sum(parties.counts.values()))))}|{manner}",
        ]  # fmt: skip
        place = near.index(party) if party in near else 9
        kind_is = _kind_of(party)
        against = any((a, party) in enemies for a in agents)
        features += [
            f"near={min(place, 4)}|{manner}:{group}", f"near={min(place, 4)}:here={party in own}", f"near={min(place, 3)}:rank={min(rank, 3)}",
            f"kind={kind_is}:{noun}|{manner}", f"kind={kind_is}|{manner}:{group}", f"kind={kind_is}:{noun}:near={place == 0}",
            f"befell={party == befell}:{how}|{manner}:{group}", f"befell={party == befell}:{how}:agent={party in agents}|{manner}", f"befell={party == befell}:{how}:np={any(x.startswith('role=np') for x in own.get(party, []))}|{group}",
            f"befell={party == befell}:{how}:near={min(place, 2)}", f"befell={party == befell}:own={min(len(own), 3)}|{manner}:{group}",
            f"foe={against}|{manner}:{group}", f"foe={against}:here={party in own}", f"foesay={side is not None and (side, party) in enemies}|{manner}:{noun}",
            f"foebefell={befell is not None and (befell, party) in enemies}:{how}|{manner}:{group}",
            f"foeself={side == party}:{noun}|{manner}", f"friend={party in agents}:{noun}|{manner}",
        ]  # fmt: skip
        if speaker and party in own and all(speaker[0] <= m.start < speaker[1] for m in parties.mentions if m.party == party and scene.sentence.start <= m.start < scene.sentence.end):
            features += [f"speaker|{manner}:{group}", "speaker"]
        found.append((party, features))
    nobody = [f"nobody|{manner}:{group}", "nobody", f"nobody:here={min(len(own), 2)}", f"nobody:obj={counted}", f"nobody:m={measure}", f"nobody:earlier={earlier is None}:{min(earlier_gap, 2)}", f"nobody:known={min(len(parties.counts), 3)}"]
    found.append((None, nobody))
    return found


def receiver(scene: Scene, phrase: Phrase, measure: str, parties: Parties) -> str | None:
    """To whom things are delivered or pledged: the one party behind `to` or `for` and after the figure."""
    if measure not in ("delivered", "pledged"):
        return None
    tree, found = scene.tree, []
    for m in parties.mentions:
        if phrase.end < len(tree) and tree[phrase.end].end <= m.start < scene.sentence.end:
            i = next((t.i for t in tree if t.start < m.end and t.end > m.start), None)
            if i is not None and i > 0 and (tree[i - 1].low in ("to", "for") or tree[i - 1].tag == "DT" and tree[i - 2].low in ("to", "for")):
                found.append(m.party)
    return found[0] if found else None


def rebels(scene: Scene, phrase: Phrase, parties: Parties) -> str | None:
    """The one armed group that a text speaks of, where rebels are counted that no name or adjective stands with."""
    if _noun_class(scene.tree, phrase) != "rebel" or any("role=np" in f for f in evidence(scene, phrase, None, parties).values()):
        return None
    groups = [p for p in parties.ranked if _kind_of(p) == "group"]
    return groups[0] if len(groups) == 1 else None


def sufferer(scene: Scene, phrase: Phrase, cue: int | None, parties: Parties) -> str | None:
    """The one party that `lost`, `suffered` or `sustained` what the figure counts; right in all of the cases seen."""
    named = {party for party, found in evidence(scene, phrase, cue, parties).items() if "role=sufferer" in found}
    return named.pop() if len(named) == 1 else None
