"""Soldiers, fighters, civilians or people not said: weighed where the noun does not tell.

Of "384 Libyans", "26 dead" or "another 20" the sentence, the side and the figures around tell who they were; what
`counting` makes of them by rule is one feature among these.
"""

from counterclaim.claims.counting import Asked, Before
from counterclaim.claims.lexicon import find_object
from counterclaim.claims.relations import governor
from counterclaim.claims.weights import best, weights
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import is_country

KINDS = ("people", "civilians", "soldiers", "fighters")
_CONTENT = ("NN", "NNS", "JJ", "VBD", "VBN", "VB", "VBG", "VBZ")  # tags of the words that tell who was there
_NEAR = 6  # words around a figure that are features by themselves


def is_untold(asked: Asked, ruled: str) -> bool:
    """Whether the noun leaves open what kind of people a figure counts, and the rules made one of the four of it."""
    counted = asked.phrase.counted
    told = counted is not None and counted.object not in word_set("binding_words.toml", "counted", "vague_objects")
    return asked.kind == "persons" and not told and ruled in KINDS


def options(asked: Asked, before: Before, ruled: str, party: str | None, side: str | None) -> list[list[str]]:
    """The features of each of the four kinds, in the order of `KINDS`."""
    shared = _features(asked, before, ruled, party, side)
    return [[f"{kind}|{feature}" for feature in shared] for kind in KINDS]


def weighed(asked: Asked, before: Before, ruled: str, party: str | None, side: str | None) -> str:
    """The likeliest kind of people, where the noun does not tell; else what the rules say."""
    if not is_untold(asked, ruled):
        return ruled
    found = best(weights("object"), options(asked, before, ruled, party, side))
    return KINDS[found[0]] if found else ruled


def _features(asked: Asked, before: Before, ruled: str, party: str | None, side: str | None) -> list[str]:
    scene, phrase, measure = asked.scene, asked.phrase, asked.measure
    tree = scene.tree
    noun = phrase.noun if phrase.noun is not None else phrase.last
    named = tree[noun].low if phrase.noun is not None else ""
    if phrase.noun is not None and tree[noun].tag.startswith("NNP"):
        named = "NAME"
    of = "none" if party is None else "country" if is_country(party) else "group"
    whose = "none" if side is None else "own" if side == party else "other"
    near = before.scene is not None and scene.index - before.scene <= 1
    earlier = before.object if near else "none"
    same = before.scene == scene.index
    verb, how = governor(tree, noun)
    words = {t.low for t in tree if t.tag in _CONTENT}
    around = [t.low for t in tree[max(0, phrase.first - _NEAR) : phrase.end + _NEAR] if t.tag in _CONTENT]
    return [
        "bias", f"ruled={ruled}", f"ruled={ruled}:noun={named}", f"noun={named}", f"measure={measure}",
        f"party={of}", f"side={whose}", f"party={of}:side={whose}", f"party={of}:side={whose}:noun={named}",
        f"measure={measure}:party={of}:{whose}", f"before={earlier}:{same}", f"before={earlier}:{before.included}",
        f"whole={before.whole}",
        f"before={earlier}:{same}:noun={named}", f"verb={tree[verb].low if verb is not None else ''}:{how}",
        f"ruled={ruled}:party={of}:{whose}", f"value={asked.figure.value == 1}", f"named={party}",
        f"single={asked.figure.hint == 'article'}", f"ruled={ruled}:before={earlier}:{same}",
        *(f"modified={t.low}" for t in tree[phrase.last + 1 : noun] if not t.tag.startswith("NNP")),
        *(f"word={word}" for word in sorted(words)), *(f"near={word}" for word in around), *_others(asked),
    ]  # fmt: skip


def _others(asked: Asked) -> list[str]:
    """Kinds of people that the sentence names beside those that are counted."""
    tree, phrase = asked.scene.tree, asked.phrase
    words = [t.low for t in tree]
    found = set()
    for at, token in enumerate(tree):
        if token.tag.startswith("NN") and not phrase.first <= at <= phrase.end:
            counted = find_object(words, at, max(0, at - 2))
            if counted and counted.kind == "persons":
                found.add(f"has={counted.object}:{token.dep in ('nsubj', 'pobj')}")
    return sorted(found)
