"""What a figure counts: the noun behind it, else what the sentence, or the figure before it, tells.

Hostages taken and freed are hostages whatever the noun ("24 people held hostage"); members are of what they are members
of; a bare number counts what the figure before it counted.
"""

from dataclasses import dataclass

from counterclaim.claims.figure_grammar import FigureMention, value_of
from counterclaim.claims.lexicon import find_object
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.scenes import Scene
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.words import toml

_WORDS = "binding_words.toml"
_INCLUDED = 12  # words before a figure in which "including" makes it a part
_RIGHT_BEFORE = 3  # words before a figure in which "including" goes on: "including 20 who were seeking aid"
_NEAR_CUE = 3  # words around a cue in which "civilian" or "military" tells whose deaths they are
_WHOM = 20  # words before "63 of whom" in which stands who they are


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that counts something: where it stands and what it measures."""

    scene: Scene
    figure: FigureMention
    phrase: Phrase
    measure: str
    kind: str
    cue: int | None


@dataclass(frozen=True, slots=True)
class Before:
    """What the figure before counted."""

    object: str | None
    scene: int | None  # index of its sentence
    included: bool
    measure: str | None
    whole: str | None = None  # where it stands for a part: what that is a part of


def is_included(scene: Scene, phrase: Phrase) -> bool:
    """Whether a figure stands for a part of the one before it: `including 20 children`, `40 of them`."""
    near = scene.tree[max(0, phrase.first - 4) : phrase.first + 3]
    return any(t.low in _set("part_of") for t in near)


def whole_of(before: Before, scene: Scene, included: bool) -> str | None:
    """What people a figure is a part of: in `13 men, two boys among them` and what is listed behind it, men."""
    if before.scene != scene.index or not (included or before.whole):
        return None
    found = before.whole or before.object
    return found if found and _is_persons(found) else None


def _is_persons(counted: str) -> bool:
    """Whether an object is some kind of people."""
    return bool(toml("objects.toml").get(counted, {}).get("kind") == "persons")


def _set(key: str) -> frozenset[str]:
    return word_set(_WORDS, "counted", key)


def object_of(asked: Asked, before: Before) -> str:
    """What is counted; a bare number counts what the figure before it in the sentence counted."""
    phrase, scene, measured = asked.phrase, asked.scene, asked.measure
    counted = phrase.counted.object if phrase.counted else None
    if asked.figure.hint == "money":
        return "money"
    if measured == "attacks":
        return counted if counted and asked.kind != "persons" else "attacks"
    if measured in _set("area_measures") and asked.kind != "places":
        return "area"
    if _is_share(asked) and (
        asked.kind == "places" or (measured == "captured" and counted is None and _of_name(asked))
    ):
        return "area"
    if measured == "support":
        return "people"
    if asked.kind == "persons" and measured in _set("persons_measures"):
        return _kept(asked, before, counted) or who_they_were(asked) or _people(asked, before, counted)
    if measured == "launched" and counted == "artillery":
        return "shells"
    if counted and counted not in _set("vague_objects"):
        return counted
    goes_on = phrase.noun is None and before.scene is not None and scene.index - before.scene <= 1
    return counted or (before.object if goes_on and before.object else "other")


def _is_share(asked: Asked) -> bool:
    return asked.figure.hint in ("percent", "fraction")


def _of_name(asked: Asked) -> bool:
    """Whether a share is one of something with a name: `60% of Rubizhne`."""
    phrase = asked.phrase
    return phrase.of and phrase.noun is not None and asked.scene.tree[phrase.noun].tag.startswith("NNP")


def _kept(asked: Asked, before: Before, counted: str | None) -> str | None:
    """Hostages and prisoners, whatever the noun says: `20 foreigners held hostage`, `the bodies of three hostages`."""
    words, noun = asked.scene.words, asked.phrase.noun
    named = asked.scene.tree[noun].low if noun is not None else ""
    hostages = not words.isdisjoint(_set("hostages"))
    if asked.measure == "killed":
        return "hostages" if hostages and named in _set("remains") else None
    if asked.measure not in ("captured", "released") or counted not in (None, "people", "civilians", "other"):
        return None
    if not words.isdisjoint(_set("prisoners")):
        return counted if counted == "hostages" else "hostages" if hostages and before.object == "hostages" else None
    if hostages:
        return "hostages"
    near = before.scene is not None and asked.scene.index - before.scene <= 1
    return (
        before.object
        if near and before.object in ("hostages", "prisoners") and before.measure == asked.measure
        else None
    )


def who_they_were(asked: Asked) -> str | None:
    """Who the part of a count is told to be: `nineteen of the dead were women`, `of the 54 dead, 19 are children`."""
    tree, at = asked.scene.tree, asked.phrase.last + 1
    words = [t.low for t in tree]
    near = words[at : at + _TO_BE]
    verb = next((i for i, word in enumerate(near, at) if word in _set("to_be")), None)
    whole = set(near) if verb is None else set(words[at:verb])
    if verb is None or (verb > at and words[at] != "of") or "," in whole:
        return None
    for i in range(verb + 1, min(verb + _TOLD, len(tree))):
        counted = find_object(words, i, max(0, i - 1)) if tree[i].tag.startswith("NN") else None
        if counted is not None and counted.kind == "persons":
            return None if counted.object in _set("vague_objects") else counted.object
        if words[i] in _set("younger") and tree[i + 1 : i + 2] and _is_age_of_child(words[i + 1]):
            return "children"
        if tree[i].tag not in _DESCRIBING and words[i] not in _set("said_to_be"):
            return None
    return None


_TO_BE = 8  # words behind a number within which its "were" stands: "of those killed in the raid were"
_TOLD = 6  # words behind "were" within which stands who: "believed to be young women"
_DESCRIBING = ("JJ", "NN", "RB")  # tags of the words between: "young", "aid"


def _is_age_of_child(word: str) -> bool:
    years = value_of(word)[0] if word.isdecimal() or word in toml("numbers.toml")["units"] else 0
    return 0 < years <= _GROWN_UP


_GROWN_UP = 18  # years: Convention on the Rights of the Child, article 1


def _people(asked: Asked, before: Before, counted: str | None) -> str:
    noun = asked.phrase.noun
    named = asked.scene.tree[noun].low if noun is not None else ""
    if counted == "aid_workers" and named.startswith("volunteer") and asked.measure in ("mobilised", "strength"):
        return "soldiers" if asked.scene.words.isdisjoint(_set("abroad")) else "foreign_fighters"
    if named in _set("members") and (told := _members(asked)):
        return told
    if counted and counted not in _set("vague_objects"):
        return counted
    if named in _set("others") and before.scene == asked.scene.index and before.object:
        return _others(before)
    if asked.phrase.of and noun is None and (told := _whom(asked)):
        return told
    return _persons(asked, before)


def _others(before: Before) -> str:
    """The others beside those counted before: soldiers beside soldiers, but people beside children or a building."""
    found = before.whole or before.object or "people"
    return found if found in _set("others_too") else "people"


def _members(asked: Asked) -> str | None:
    """Members of what: `23 members of its military`, `70 members of a family`."""
    noun, tree = asked.phrase.noun or 0, asked.scene.tree
    behind = {t.low for t in tree[noun + 1 : noun + 8]}
    if len(tree) <= noun + 1 or tree[noun + 1].low != "of":
        return None
    return next((kind for kind, key in _MEMBERS if behind & _set(key)), None)


_MEMBERS = (("people", "families"), ("police", "police_bodies"), ("soldiers", "armies"))


def _whom(asked: Asked) -> str | None:
    """Of whom or of them: the nearest persons named before."""
    tree, at = asked.scene.tree, asked.phrase.first
    if not any(t.low in ("whom", "them") for t in tree[at : at + 4]):
        return None
    words = [t.low for t in tree]
    for i in range(at - 1, max(-1, at - _WHOM), -1):
        found = find_object(words, i, max(0, i - 3)) if tree[i].tag.startswith("NN") else None
        if found and found.kind == "persons":
            return found.object
    return None


def _persons(asked: Asked, before: Before) -> str:
    """People whose kind the noun does not tell: `military deaths`, `lost 31,000`, `and 527 injured`."""
    scene, phrase = asked.scene, asked.phrase
    armed, civil = _set("armed"), _set("civil")
    words = {t.low for t in scene.tree[phrase.first : phrase.end + 1]}
    if words & civil:
        return "civilians"
    if words & armed:
        return "soldiers"
    if phrase.noun is None and asked.cue is not None:
        near = {t.low for t in scene.tree[max(0, asked.cue - _NEAR_CUE) : asked.cue + 1]}
        if near & civil:
            return "civilians"
    if asked.measure == "lost" and not scene.words & civil:
        return "soldiers"
    speaks_of_armed = _speaks_of(scene, armed)
    if phrase.noun is not None:
        counts = scene.tree[phrase.noun].low in _set("counts")
        return "soldiers" if counts and speaks_of_armed and not scene.words & civil else "people"
    here = before.scene == scene.index and before.object is not None and _is_persons(before.object)
    if here and before.object and _is_same(asked, before):
        return before.object
    if before.scene == scene.index and before.whole:
        return before.whole
    unarmed = _set("unarmed")
    continued = _continues(asked, before) and not before.included and not scene.words & unarmed
    if continued and before.object and _is_persons(before.object):
        return before.object
    return "soldiers" if speaks_of_armed and not scene.words & unarmed else "people"


def _speaks_of(scene: Scene, armed: frozenset[str]) -> bool:
    """Whether a sentence names soldiers other than those who tell or who shoot: `the army said two were killed`."""
    if scene.words.isdisjoint(armed):
        return False
    tree = scene.tree
    return any(t.low in armed and t.dep != "nsubj" and tree[t.head].dep != "nsubj" for t in tree)


def _is_same(asked: Asked, before: Before) -> bool:
    """Whether a bare number counts what the one before it in its sentence counted, and is no part of a sum."""
    tree, at = asked.scene.tree, asked.phrase.first
    if any(t.low in _set("including") for t in tree[max(0, at - _RIGHT_BEFORE) : at]):
        return True
    included = any(t.low in _set("including") for t in tree[max(0, at - _INCLUDED) : at])
    return not included and not (before.included and before.object in _set("parts"))


def _continues(asked: Asked, before: Before) -> bool:
    """Whether a bare number goes on with the sentence before it: `575 soldiers were killed. More than 480 died.`"""
    return before.measure == asked.measure and before.scene is not None and asked.scene.index - before.scene == 1
