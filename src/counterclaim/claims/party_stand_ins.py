"""Words that stand for a party without its name: the rebels, the army, the enemy of whoever speaks, `our`, `its`."""

import functools

from counterclaim.claims.parse import Tree
from counterclaim.claims.party_mentions import WORDS, Parties
from counterclaim.claims.relations import ancestors
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import is_country, unnamed_group
from counterclaim.vocabulary.conflicts import fights_at_home, opponents, opponents_at_home
from counterclaim.vocabulary.words import toml

_STEPS = 9  # of the way up a tree


@functools.cache
def _stand_ins() -> frozenset[str]:
    return frozenset().union(*toml(WORDS)["roles"].values())


def stand_ins(tree: Tree, parties: Parties, side: str | None) -> list[tuple[int, str]]:
    """Words that stand for a party without its name: `the guerrillas`, `the army`, `the enemy`, `our`, `its`."""
    found = []
    foe = foe_of(side, parties) if side else None
    rebel, army = parties.fighters
    known = _stand_ins()
    for t in tree:
        party = None
        if t.low not in known:
            continue
        if t.low in word_set(WORDS, "roles", "enemy"):
            party = foe
        elif t.low in word_set(WORDS, "roles", "rebel"):
            party = rebels_of(rebel, t.low, parties)
        elif t.low in word_set(WORDS, "roles", "army"):
            party = army
        elif t.low in word_set(WORDS, "roles", "our"):
            party = side
        elif t.low in word_set(WORDS, "roles", "its") and t.tag == "PRP$":
            party = _antecedent(tree, t.i, parties) or side
        elif t.low in word_set(WORDS, "roles", "which") and t.dep == "nsubj" and tree[t.head].dep == "relcl":
            party = _named_by(tree, tree[t.head].head, parties)
        elif t.low in word_set(WORDS, "roles", "it") and t.tag == "PRP" and t.dep == "nsubj":
            party = _antecedent(tree, t.i, parties)
        if party and not _named(tree, t.i, parties):
            found.append((t.i, party))
    return found


def rebels_of(rebel: str | None, word: str, parties: Parties) -> str | None:
    """Whom a word for rebels means in a text that names the group `rebel`: `the rebels` are not the Islamic State."""
    if rebel not in word_set(WORDS, "no_rebels") or word not in word_set(WORDS, "rebelling"):
        return rebel
    land = next((p for p in (parties.fighters[1], *parties.ranked) if p and fights_at_home(p)), None)
    return unnamed_group(land, "rebels") if land else None


def _antecedent(tree: Tree, i: int, parties: Parties) -> str | None:
    """Whom `its` means: the party in the subject of the nearest verb above it, but of one that does harm.

    Of `Lebanon's Hezbollah` it is the last, which the subject is.
    """
    for j, _ in ancestors(tree, i, _STEPS):
        for c in reversed(tree[j].children):
            if tree[c].dep != "nsubj" or tree[j].low in word_set(WORDS, "harming") or c == i:
                continue
            if party := _named_by(tree, c, parties):
                return party
    return None


def _named_by(tree: Tree, noun: int, parties: Parties) -> str | None:
    """The last party that a noun names, with the words before it."""
    named = parties.within(tree[min([noun, *tree[noun].children])].start, tree[noun].end)
    return named[-1].party if named else None


def _named(tree: Tree, i: int, parties: Parties) -> bool:
    """Whether a name or adjective stands with a noun: `Hamas militants`, `militants of the PKK`."""
    first = i
    while (
        first > 0 and first > i - 4 and tree[first - 1].tag in ("JJ", "NN", "NNP", "POS", "NNS", "NNPS", "HYPH", "VBN")
    ):
        first -= 1
    return any(m.start < tree[i].end for m in parties.within(tree[first].start, tree[i].end))


def foe_of(side: str, parties: Parties) -> str | None:
    """The enemy of a side that a text names most; where it names none, who strikes there or the one state it fights."""
    foes = [p for p in parties.ranked if p in opponents(side)]
    home = opponents_at_home(side)
    if not foes:
        striker = next((m.party for m in parties.strikers if m.party != side), None)
        states = [p for p in opponents(side) if is_country(p)]
        return striker or (states[0] if len(states) == 1 else None)
    return next((p for p in foes if p in home), foes[0])
