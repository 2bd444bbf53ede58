"""Sides that no name of the text tells: an armed group without a name, and both sides counted together."""

from counterclaim.claims.lexicon import plural
from counterclaim.claims.party_evidence import event_place
from counterclaim.claims.party_mentions import NEAR, WORDS, Parties
from counterclaim.claims.party_roles import Roles, roles_of
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import is_country, unnamed_group
from counterclaim.vocabulary.conflicts import conflict_of, enemy_in, fights_at_home


def _rebel_word(standing: Standing) -> str | None:
    """The noun for rebels that a figure counts, as the text has it; plural."""
    tree, phrase = standing.scene.tree, standing.phrase
    if phrase.noun is None:
        return None
    known, word = word_set(WORDS, "unnamed"), tree[phrase.noun].low
    return word if word in known else plural(word) if plural(word) in known else None


def unnamed(standing: Standing, roles: Roles, parties: Parties) -> str | None:
    """Party id of the armed group without a name that a figure counts: `20 militants`, in Iraq.

    None where the text names a group that it may be: as theirs, or among those that it names most.
    """
    word = _rebel_word(standing)
    if word is None:
        return None
    own = [p for p, found in roles.items() if not found.isdisjoint(("own", "origins:np", "patient:up"))]
    others = word_set(WORDS, "no_rebels") if word in word_set(WORDS, "rebelling") else ()
    groups = [p for p in (*own, *(p for p in roles if p in parties.ranked[:3])) if not is_country(p)]
    if any(p not in others for p in groups):
        return None
    own = [p for p in own if is_country(p)]
    if any(p in word_set(WORDS, "of_palestine") for p in parties.ranked[:4]):
        return None
    befell, how = event_place(standing, parties)
    states = [*own, befell if how == "at" else None, *parties.lands[:1], parties.fighters[1], befell, *parties.ranked]
    fighting = [p for p in states if p and fights_at_home(p)]  # "rebels at the Jordanian border": those of Syria
    land = next((p for p in fighting or states if p), None)
    return unnamed_group(land, word) if land and is_country(land) else None


def untold(standing: Standing, roles: Roles, parties: Parties) -> str | None:
    """That group where no group is named in all the story; else it is to be weighed."""
    return unnamed(standing, roles, parties) if all(map(is_country, parties.ranked)) else None


def unnamed_features(standing: Standing, parties: Parties, roles: Roles) -> list[str]:
    """What tells that the counted rebels are of no group that the text names."""
    start = standing.scene.sentence.start
    groups = [p for p in parties.around(start - NEAR, standing.scene.sentence.end) if not is_country(p)]
    owned = any("own" in found for found in roles.values())
    named = any(not is_country(p) for p in parties.ranked)
    return [
        "unnamed", f"unnamed:own={owned}", f"unnamed:near={min(len(groups), 2)}:own={owned}",
        f"unnamed:groups={named}", f"unnamed:fighters={parties.fighters[0] is not None}",
    ]  # fmt: skip


def enemy_of_taker(standing: Standing, parties: Parties, side: str | None, published: str | None) -> str | None:
    """Whom a side fights that says it shot down or seized things, where the text names no enemy of it.

    `Moscow said it had shot down 12 drones over Belgorod`: the enemy in the conflict that the text and its day tell.
    """
    if side is None or "subject++" not in roles_of(standing, parties, side).get(side, ()):
        return None
    conflict = conflict_of(parties.ranked[:3], parties.lands, published)
    return enemy_in(conflict, side) if conflict else None
