"""How the parties that a sentence names stand to a figure: as its noun's own, as who suffers it, as who did it."""

import functools

from counterclaim.claims.parse import Tree
from counterclaim.claims.party_mentions import NEAR, WORDS, Parties
from counterclaim.claims.party_roles import speaking
from counterclaim.claims.phrases import Phrase, tokens_at
from counterclaim.claims.relations import ancestors, bucket, is_passive
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.words import toml

Evidence = dict[str, list[str]]


# ---------------------------------------------------------------- what a mention is to a figure
def _role(tree: Tree, i: int, phrase: Phrase, cue: int | None, suffering: int | None) -> str:
    """What a mention at token i is to the figure and its cue."""
    if phrase.first <= i <= phrase.end:
        return "np"
    up = ancestors(tree, i, 10)
    chain, deps = [j for j, _ in up], [d for _, d in up]
    if _right_before(tree, i, phrase):
        return "pre"
    noun = phrase.noun if phrase.noun is not None else phrase.last
    if noun in chain[:4]:
        return "under:" + deps[chain.index(noun)]
    if cue is None:
        return "far"
    if cue in chain[:3] and not tree[cue].tag.startswith("V") and _is_nouns_own(tree, chain, deps, cue):
        return "np"
    if suffering is not None and (i == suffering or suffering in chain[:3]):
        return "sufferer"
    if cue in chain[:5]:
        return _under_cue(tree, i, phrase, cue)
    for j, _ in ancestors(tree, cue, 6):
        if j in chain:
            return f"over:{deps[chain.index(j)]}:{tree[cue].dep}"
    return "far"


def _right_before(tree: Tree, i: int, phrase: Phrase) -> bool:
    """`Russia's 40 tanks`, `Russian 40 tanks`: an owner or adjective within four words, no verb or comma between."""
    if not 0 < phrase.first - i <= 4 or not (tree[i].dep == "poss" or tree[i].tag == "JJ"):
        return False
    return not any(t.tag.startswith("VB") or t.tag == "," for t in tree[i + 1 : phrase.first])


def _is_nouns_own(tree: Tree, chain: list[int], deps: list[str], cue: int) -> bool:
    """Whether a mention belongs to a noun that is the cue: `Russian losses`, `the losses of Russia`."""
    step = chain.index(cue)
    way = deps[step]
    return way in ("amod", "poss", "compound", "nmod") or (way == "prep" and tree[chain[step - 1]].low == "of")


def _under_cue(tree: Tree, i: int, phrase: Phrase, cue: int) -> str:
    up = ancestors(tree, i, 10)
    step = [j for j, _ in up].index(cue)
    way = up[step][1]
    if way in ("nsubj", "nsubjpass"):
        voice = "pass" if is_passive(tree, cue) else "act"
        return f"subj:{voice}:{'before' if i < phrase.first else 'after'}"
    if way in ("prep", "agent"):
        return "prep:" + (tree[up[step - 1][0]].low if step else "")
    return "undercue:" + way


def _suffering(tree: Tree, phrase: Phrase, cue: int) -> int | None:
    """The subject of `lost`, `suffered`, `sustained` above the figure: whose losses they are."""
    verbs = word_set(WORDS, "suffering")
    for verb in (cue, *(j for j, _ in ancestors(tree, cue, 3)), *(j for j, _ in ancestors(tree, phrase.last, 3))):
        if tree[verb].low in verbs:
            return _subject(tree, verb)
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, or of the verb that it goes on from."""
    while True:
        subjects = [c for c in tree[verb].children if tree[c].dep in ("nsubj", "nsubjpass")]
        if subjects:
            return subjects[0]
        if tree[verb].dep not in ("xcomp", "conj") or tree[verb].head == verb:
            return None
        verb = tree[verb].head


def _preposition(tree: Tree, first: int) -> str:
    """The preposition within three words before token `first`, in the same noun phrase."""
    for j in range(first - 1, max(-1, first - 4), -1):
        if tree[j].tag in ("IN", "TO"):
            return tree[j].low
        if tree[j].tag not in ("DT", "JJ", "NN", "NNP", "POS", "PRP$"):
            break
    return ""


def evidence(standing: Standing, parties: Parties) -> Evidence:
    """For each party named in the sentence, features of how it stands to the figure."""
    tree, phrase, cue = standing.scene.tree, standing.phrase, standing.cue
    found: Evidence = {}
    mentions = parties.of(standing.scene.sentence)
    suffering = _suffering(tree, phrase, cue) if cue is not None and mentions else None
    for m in mentions:
        tokens = tokens_at(tree, m.start, m.end)
        if tokens is None:
            continue
        first, i = tokens
        role = _role(tree, i, phrase, cue, suffering)
        form = "place" if m.form == "place" else "adj" if m.form == "adjective" else "name"
        side = "L" if i < phrase.first else "R" if i > phrase.end else "I"
        weapon = tree[i].head != i and tree[tree[i].head].low in word_set(WORDS, "weapons")
        found.setdefault(m.party, []).extend(
            [
                f"role={role}",
                f"role={role}:{form}",
                f"prep={_preposition(tree, first)}:{side}:{form}",
                f"dist={side}:{bucket(abs(i - phrase.first))}:{form}",
                f"side={side}:{form}",
                f"weapon={weapon}:{side}",
                f"form={form}",
            ]
        )
    return found


# ---------------------------------------------------------------- what the words around tell
@functools.cache
def _noun_classes() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(nouns)) for name, nouns in toml(WORDS)["nouns"].items())


def noun_class(tree: Tree, phrase: Phrase) -> str:
    """What the counted noun tells of its side without naming it: rebel, army, enemy, civil, held, arms, other."""
    words = {t.low for t in tree[phrase.first : phrase.end + 1]}
    named = next((name for name, nouns in _noun_classes() if not words.isdisjoint(nouns)), None)
    return named or _object_classes().get(phrase.counted.object if phrase.counted else "", "other")


@functools.cache
def _object_classes() -> dict[str, str]:
    return {name: kind for kind, names in toml(WORDS)["objects"].items() for name in names}


_IN_PLACE_NAME = ("DT", "JJ", "NN", "NNP", "NNPS", "POS", "NNS", "HYPH", "VBN", ",", "CD")


@functools.cache
def is_land(party: str) -> bool:
    """Whether something can befall in what is a party's: no armed group, no body."""
    actor = get(party)
    return actor is not None and actor.kind not in ("group", "body", "media", "monitor")


def event_place(standing: Standing, parties: Parties) -> tuple[str | None, str]:
    """Whose land the event befell, as the nearest place after `in`, `on`, `near` tells; and where that stands."""
    sentence, tree, first = standing.scene.sentence, standing.scene.tree, standing.phrase.first
    best: tuple[tuple[bool, int], str] | None = None
    for m in parties.of(sentence):
        tokens = tokens_at(tree, m.start, m.end)
        if m.form == "adjective" or tokens is None or not is_land(m.party):
            continue
        i = tokens[0]
        if _is_of_speaker(tree, tokens[1]):
            continue
        bare = not _is_at(tree, i)
        if m.form != "place" and (bare or m.form not in ("metonym", "name")):
            continue
        fit = (bare, abs(i - first) + (4 if i < first else 0))
        if best is None or fit < best[0]:
            best = (fit, m.party)
    if best is not None:
        return best[1], "bare" if best[0][0] else "at"
    before = [m.party for m in parties.within(sentence.start - NEAR, sentence.start) if m.form == "place"]
    return (before[-1], "before") if before else (None, "none")


def _is_of_speaker(tree: Tree, i: int) -> bool:
    """Whether the name at token i only tells where somebody sits who speaks: `the General Staff in Kyiv said`."""
    for j, dep in ancestors(tree, i, 7):
        if dep == "nsubj":
            return tree[j].low in speaking()
        if tree[j].tag.startswith("VB"):
            return False
    return False


def _is_at(tree: Tree, i: int) -> bool:
    """Whether the name at token i stands behind `in`, `at`, `near`, within seven words of one noun phrase."""
    j = i - 1
    while j >= 0 and j > i - 7 and tree[j].tag in _IN_PLACE_NAME:
        j -= 1
    return j >= 0 and tree[j].low in word_set(WORDS, "at")
