"""Parties that need no weighing: where the grammar of a sentence tells by itself whose people or things are counted."""

from counterclaim.claims.party_evidence import WORDS, Evidence, Parties, evidence, noun_class
from counterclaim.claims.party_roles import Roles
from counterclaim.claims.phrases import tokens_at
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.conflicts import opponents


def owner(standing: Standing, measure: str, kind: str, roles: Roles, parties: Parties) -> str | None:
    """Whose the counted noun says that they are: `Russian soldiers`, `234 Israelis`; two enemies are `both`.

    Of weapons an adjective may tell the maker alone (`Soviet helicopters`): there it must be a party of the story.
    """
    if measure in word_set(WORDS, "not_by_owner") or (measure == "captured" and kind != "persons"):
        return None
    owners = [p for p, found in roles.items() if "own" in found]
    if kind != "persons":
        owners = [p for p in owners if p in parties.ranked[:2] or opponents(p) & set(parties.ranked[:3])]
    if len(owners) == 2 and owners[1] in opponents(owners[0]):
        return "both"
    return owners[0] if len(owners) == 1 else None


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
    groups = [p for p in parties.ranked if (actor := get(p)) and actor.kind == "group"]
    return groups[0] if len(groups) == 1 else None
