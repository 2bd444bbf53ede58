"""Whose people or things a figure counts: every party that the text names is a candidate, weighed by a small model."""

import functools
from dataclasses import dataclass

from counterclaim.claims.party_evidence import NEAR, WORDS, Evidence, Parties, event_place, evidence, noun_class
from counterclaim.claims.phrases import tokens_at
from counterclaim.claims.relations import bucket
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.conflicts import conflicts

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
    manner: str  # what befalls the counted: the party acts, loses things, or is harmed
    group: str
    noun: str
    recent: list[str]
    agents: list[str]
    near: list[str]
    befell: str | None
    how: str

    @property
    def manner_group(self) -> str:
        return f"{self.manner}:{self.group}"


@functools.cache
def _enemies() -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
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


def candidates(standing: Standing, asked: Asked, parties: Parties, own: Evidence) -> list[tuple[str | None, list[str]]]:
    """Each party that the figure may be about, None too, with features; `own` is the evidence of its sentence."""
    view = _view(standing, asked, parties, own)
    earlier = [asked.earlier] if asked.earlier else []
    names = dict.fromkeys([*own, *view.near[:5], *parties.ranked[:4], *earlier, *view.recent])
    found: list[tuple[str | None, list[str]]] = [
        (party, [*_standing_features(view, party), *_text_features(view, party), *_speaker_features(view, party)])
        for party in names
    ]
    return [*found, (None, _nobody(view))]


def _view(standing: Standing, asked: Asked, parties: Parties, own: Evidence) -> _View:
    sentence, counted = standing.scene.sentence, standing.phrase.counted
    acting = asked.measure in word_set(WORDS, "acting") or (asked.measure == "captured" and asked.kind != "persons")
    armed = counted is not None and counted.object in word_set(WORDS, "forces")
    befell, how = event_place(standing, parties)
    return _View(
        standing=standing,
        asked=asked,
        parties=parties,
        own=own,
        manner="act" if acting else "loss" if asked.measure in word_set(WORDS, "losing") else "harm",
        group="force" if armed else "person" if asked.kind == "persons" else "thing",
        noun=noun_class(standing.scene.tree, standing.phrase),
        recent=parties.recent(sentence.start),
        agents=[p for p, found in own.items() if any(f.startswith(_AGENT) for f in found)],
        near=parties.around(sentence.start - NEAR, sentence.end + NEAR // 3),
        befell=befell,
        how=how,
    )


def _standing_features(view: _View, party: str) -> list[str]:
    """How a party stands in the sentence, in the text, and to what was read before."""
    own, parties, agents, m = view.own, view.parties, view.agents, view.manner_group
    here, same, gap = party in own, party == view.asked.earlier, min(view.asked.gap, 2)
    rank = parties.ranked.index(party) if party in parties.counts else 9
    top = rank < 2
    share = int(10 * parties.counts.get(party, 0) / max(1, sum(parties.counts.values())))
    told = own.get(party, [])
    return [
        *(f"{x}|{m}" for x in told), *told,
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
    own, m, enemies, side = view.own, view.manner_group, _enemies(), view.asked.side
    rank = view.parties.ranked.index(party) if party in view.parties.counts else 9
    place = view.near.index(party) if party in view.near else 9
    kind, here, agent = _kind_of(party), party in own, party in view.agents
    against = any((a, party) in enemies for a in view.agents)
    in_phrase = any(x.startswith("role=np") for x in own.get(party, []))
    at = f"befell={party == view.befell}:{view.how}"
    foe_befell = view.befell is not None and (view.befell, party) in enemies
    return [
        f"near={min(place, 4)}|{m}", f"near={min(place, 4)}:here={here}", f"near={min(place, 3)}:rank={min(rank, 3)}",
        f"kind={kind}:{view.noun}|{view.manner}", f"kind={kind}|{m}", f"kind={kind}:{view.noun}:near={place == 0}",
        f"{at}|{m}", f"{at}:agent={agent}|{view.manner}", f"{at}:np={in_phrase}|{view.group}",
        f"{at}:near={min(place, 2)}", f"befell={party == view.befell}:own={min(len(own), 3)}|{m}",
        f"foe={against}|{m}", f"foe={against}:here={here}",
        f"foesay={side is not None and (side, party) in enemies}|{view.manner}:{view.noun}",
        f"foebefell={foe_befell}:{view.how}|{m}",
        f"foeself={side == party}:{view.noun}|{view.manner}", f"friend={agent}:{view.noun}|{view.manner}",
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
    counted = phrase.counted.object if phrase.counted else ("none" if phrase.noun is None else "unknown")
    return [
        f"nobody|{view.manner_group}",
        "nobody",
        f"nobody:here={min(len(view.own), 2)}",
        f"nobody:obj={counted}",
        f"nobody:m={asked.measure}",
        f"nobody:earlier={asked.earlier is None}:{min(asked.gap, 2)}",
        f"nobody:known={min(len(view.parties.counts), 3)}",
    ]


# ---------------------------------------------------------------- parties that need no weighing
def sufferer(own: Evidence) -> str | None:
    """The one party that `lost`, `suffered` or `sustained` what the figure counts; right in all of the cases seen."""
    named = {party for party, found in own.items() if "role=sufferer" in found}
    return named.pop() if len(named) == 1 else None


def receiver(standing: Standing, measure: str, parties: Parties) -> str | None:
    """To whom things are delivered or pledged: the first party behind `to` or `for` and after the figure."""
    if measure not in word_set(WORDS, "received"):
        return None
    tree, end = standing.scene.tree, standing.phrase.end
    if end >= len(tree):
        return None
    words = word_set(WORDS, "receivers")
    for m in parties.within(tree[end].end, standing.scene.sentence.end):
        tokens = tokens_at(tree, m.start, m.end)
        if tokens is None or tokens[0] == 0:
            continue
        i = tokens[0]
        if tree[i - 1].low in words or (tree[i - 1].tag == "DT" and tree[i - 2].low in words):
            return m.party
    return None


def rebels(standing: Standing, parties: Parties) -> str | None:
    """The one armed group that a text speaks of, where rebels are counted that no name or adjective stands with."""
    if noun_class(standing.scene.tree, standing.phrase) != "rebel":
        return None
    alone = evidence(Standing(standing.scene, standing.phrase, None), parties)
    if any("role=np" in found for found in alone.values()):
        return None
    groups = [p for p in parties.ranked if _kind_of(p) == "group"]
    return groups[0] if len(groups) == 1 else None
