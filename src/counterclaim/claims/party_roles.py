"""What every party that a sentence names is to a figure, by grammar: owner, sufferer, doer, target, place, speaker."""

import functools

from counterclaim.claims.lexicon import inflect
from counterclaim.claims.parse import Tree
from counterclaim.claims.party_mentions import WORDS, Parties
from counterclaim.claims.party_stand_ins import stand_ins
from counterclaim.claims.phrases import Phrase, tokens_at
from counterclaim.claims.relations import is_passive
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.words import toml

_STEPS = 9  # of the way up a tree
_COUNT = 4  # tokens from a word of loss to the number that gives its count
_DATELINE = 14  # tokens within which a dateline ends
_MODIFIERS = ("amod", "compound", "poss", "nmod", "nn", "npadvmod")
_SIBLINGS = ("conj", "appos")
Roles = dict[str, frozenset[str]]  # of each party of a sentence, all that it is to a figure
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "CD", "PRP$")


def roles_of(standing: Standing, parties: Parties, side: str | None) -> Roles:
    """What each party of the sentence is to the figure; `side` is that of whoever says so: its enemy, `our`, `its`."""
    tree = standing.scene.tree
    found: dict[str, set[str]] = {}
    story = _dateline(tree)
    for m in parties.of(standing.scene.sentence):
        tokens = tokens_at(tree, m.start, m.end)
        if tokens is not None and tokens[1] >= story:
            role = role_of(tree, tokens, standing.phrase, standing.cue)
            if role.startswith(("subject", "dep")) and m.form == "place" and _is_where(tree, tokens[0]):
                role = "at+"  # "Near Hit, three strikes destroyed": whatever the tree
            named = ":name" if role.startswith("at") and m.form != "place" else ""
            found.setdefault(m.party, set()).add(role + named)
    for i, party in stand_ins(tree, parties, side if side != "independent" else None):
        role = role_of(tree, (i, i), standing.phrase, standing.cue)
        its = found.setdefault(party, set())
        alone = role == "own" and role not in its and i == standing.phrase.noun  # no name tells it too
        its.update((role, "stand") if alone else (role,))
    return {party: frozenset(roles) for party, roles in found.items()}


def _is_where(tree: Tree, first: int) -> bool:
    """Whether a word of place stands right before a name: `near Manbij`."""
    return first > 0 and tree[first - 1].low in word_set(WORDS, "at")


def _dateline(tree: Tree) -> int:
    """Where a sentence begins behind its dateline, `SEOUL, South Korea --`; 0 where it has none."""
    for t in tree[1:_DATELINE]:
        if t.low in ("--", "—", "–"):
            return t.i
        if not t.tag.startswith(("NNP", "CD", ",", ".", "-", ":")) and t.low not in ("(", ")"):
            return 0
    return 0


def role_of(tree: Tree, span: tuple[int, int], phrase: Phrase, cue: int | None) -> str:
    """What the party at tokens `span` is to the figure that opens `phrase`, whose measure the token `cue` carries.

    `own` the counted noun's, `cueown` the word of loss's, `sibling` named beside the counted, `sufferer`, `patient`,
    `agent` (does harm), `target`, `place`, `origin`, `goal`, `receiver`, `speaker`, `against`, `between`, else where it
    hangs. A `+` behind tells that the verb or noun that gives the role is that of the figure, or one above it.
    """
    first, last = span
    if inside := _hyphened(tree, first, last):
        return inside
    i = _root(tree, first, last)
    if (i == phrase.noun and first > phrase.last) or _possesses(tree, last, phrase):
        return "own"
    if beside := _right_before(tree, last, phrase, cue):
        return beside
    over = _over(tree, phrase, cue)
    way = ""
    parts = any(tree[j].low in word_set(WORDS, "parting") for j in range(phrase.last + 1, first))
    for _ in range(_STEPS):
        head, dep = tree[i].head, tree[i].dep
        if head == i:
            return "root" + way
        in_phrase = phrase.first <= head <= phrase.end and not parts
        if dep in _MODIFIERS and tree[head].tag in _NOUNS:
            if in_phrase or _is_counted_beside(tree, head, phrase):
                return "own" if in_phrase else "counted beside"
            if found := _of_noun(tree, head, phrase, cue, over, modifies=True):
                return found + way
        elif dep in _SIBLINGS:
            if in_phrase and dep == "conj":
                if _counts(tree, i) or i > phrase.end + 3:
                    return "counted beside"
                return ("own" if i <= phrase.end else "sibling") + way
            if in_phrase and tree[last].tag in ("NNS", "NNPS"):
                return "own" + way
            way = way or ("" if dep == "appos" else "&")
        elif dep in ("pobj", "pcomp"):
            found, i = _of_preposition(tree, head, phrase, cue, over)
            if found:
                return found + way
            continue
        else:
            return _of_verb(tree, i, head, dep, cue, over) + way
        i = head
    return "far"


def _right_before(tree: Tree, last: int, phrase: Phrase, cue: int | None) -> str | None:
    """What the word right behind a name makes of it: its verb, or its loss whose count the number gives."""
    if last + 1 == cue and _acts(tree, last, cue):
        return "subject++"
    return "cueown" if _gives_count(tree, last + 1, phrase) else None


def _acts(tree: Tree, name: int, verb: int) -> bool:
    """Whether a name right before a verb is what does it, whatever the tree: `and Ukraine shot down 22`."""
    return (
        tree[name].tag in ("NNP", "NNPS")
        and tree[name].dep != "pobj"
        and tree[verb].tag in ("VBD", "VBZ", "VBP")
        and not is_passive(tree, verb)
    )


def _gives_count(tree: Tree, noun: int, phrase: Phrase) -> bool:
    """Whether a number gives the count of a word of loss right before it: `rebel losses at 40`, `army dead: 12`."""
    noun += noun < phrase.first and tree[noun].tag == "POS"
    between = tree[noun + 1 : phrase.first]
    if not 0 < phrase.first - noun <= _COUNT or tree[noun].low not in word_set(WORDS, "suffered"):
        return False
    if not tree[noun].tag.startswith("NN"):  # "militants killed about 40"
        return False
    return bool(between) and all(t.low in word_set(WORDS, "giving_count") or t.tag in ("RB", "IN") for t in between)


def _counts(tree: Tree, noun: int) -> bool:
    """Whether a noun is counted by a number of its own."""
    return any(tree[c].dep == "nummod" for c in tree[noun].children)


def _is_counted_beside(tree: Tree, noun: int, phrase: Phrase) -> bool:
    """Whether a noun with a number of its own goes before what is counted: `18 rebels and three civilians`."""
    other = phrase.noun
    while other is not None and tree[other].dep in _SIBLINGS and tree[other].head != other:
        other = tree[other].head
        if other == noun:
            return _counts(tree, noun)
    return False


def _hyphened(tree: Tree, first: int, last: int) -> str | None:
    """`Iranian-made`, `Russian-held`: only who made or holds; `pro-Russian`."""
    if last + 2 < len(tree) and tree[last + 1].low == "-":
        if tree[last + 2].low in word_set(WORDS, "holding"):
            return "holder"
        if tree[last + 2].tag in ("VBN", "JJ", "NN") and tree[last + 2].low not in word_set(WORDS, "weapons"):
            return "hyphen"
    if first >= 2 and tree[first - 1].low == "-" and tree[first - 1].end == tree[first].start:
        return "prefixed"
    return None


def _root(tree: Tree, first: int, last: int) -> int:
    """The word of a name that hangs outside it."""
    return next((i for i in range(last, first - 1, -1) if not first <= tree[i].head <= last), last)


def _possesses(tree: Tree, last: int, phrase: Phrase) -> bool:
    """`Russia's 40 tanks`, `Hamas's remaining 5,000 fighters`: an owner shortly before, no verb or comma between."""
    if not 0 < phrase.first - last <= 4:
        return False
    between = tree[last + 1 : phrase.first]
    if any(t.tag.startswith(("VBD", "VBZ", "VBP")) or t.tag in (",", "IN", "CC", ":", "``", "''") for t in between):
        return False
    adjective = tree[last].tag == "JJ" and tree[last].dep == "amod" and tree[last].head > last + 1
    return adjective or (bool(between) and between[0].tag == "POS")


def _over(tree: Tree, phrase: Phrase, cue: int | None) -> frozenset[int]:
    """The figure's noun, its cue and the words above both."""
    found: set[int] = set()
    for start in (cue, phrase.noun if phrase.noun is not None else phrase.last):
        i = start
        for _ in range(_STEPS):
            if i is None or i in found:
                break
            found.add(i)
            i = tree[i].head
    return frozenset(found)


@functools.cache
def speaking() -> frozenset[str]:
    """All forms of the verbs that are always speech."""
    weak = set(toml("speech.toml")["weak"])
    return frozenset(form for verb in toml("speech.toml")["verbs"] if verb not in weak for form in inflect(verb))


def _of_noun(tree: Tree, noun: int, phrase: Phrase, cue: int | None, over: frozenset[int], *, modifies: bool) -> str:
    """What who stands with a noun is: `Russian strike`, `the strike of`, `Russian losses`."""
    low, above = tree[noun].low, tree[noun].head
    near = "+" if noun in over or (tree[noun].dep == "nsubj" and above in over) else ""
    if noun == cue and low not in word_set(WORDS, "harmful"):
        return "cueown"
    if low in word_set(WORDS, "suffered"):
        return "cueown" if near else "suffered"
    waged = low == "war" and modifies and any(tree[c].low in word_set(WORDS, "waged") for c in tree[noun].children)
    if low in word_set(WORDS, "harmful") or waged:  # "Russia's war in Ukraine", but not "Syria's war"
        if not modifies and low in word_set(WORDS, "befalling"):
            return "target" + near
        return "agent" + near
    return ""


def _of_preposition(
    tree: Tree, preposition: int, phrase: Phrase, cue: int | None, over: frozenset[int]
) -> tuple[str, int]:
    """What who stands behind a preposition is; empty where it goes on with the word above."""
    word, head = tree[preposition].low, tree[preposition].head
    near = "+" if head in over else ""
    held = phrase.first <= head <= phrase.end
    if word == "of" and tree[head].low in word_set(WORDS, "directions"):
        return "at", head
    if word == "of":
        if held:
            return "own", head
        found = _of_noun(tree, head, phrase, cue, over, modifies=False)
        return found, head
    if word == "by":
        lost = tree[head].low in word_set(WORDS, "suffering")
        return ("sufferer" if lost else "agent") + near, head
    for name in ("at", "goals", "origins", "receivers", "according"):
        if word in word_set(WORDS, name):
            if name == "at" and not held and (subject := _in_subject(tree, head, over)):
                return subject, head
            return f"{name}{':np' if held else near}", head
    return f"prep:{word if word in word_set(WORDS, 'prepositions') else 'other'}{near}", head


def _in_subject(tree: Tree, i: int, over: frozenset[int]) -> str:
    """What a place is that stands in the subject of a verb: where a speaker sits, or whoever does it there."""
    while tree[i].dep in ("pobj", "prep", "compound", "appos") and tree[i].head != i:
        i = tree[i].head
    verb = tree[i].head
    if tree[i].dep != "nsubj" or is_passive(tree, verb):
        return ""
    if tree[verb].low in speaking():
        return "speaker"
    armed = tree[i].low in word_set(WORDS, "roles", "rebel") or tree[i].low in word_set(WORDS, "roles", "army")
    return "subject+" if armed and verb in over else ""


def _also_does(tree: Tree, verb: int, cue: int | None) -> bool:
    """Whether the subject of a verb also does what another tells: `lost 192 men and destroyed 90 tanks`."""
    if cue is None or cue == verb or tree[cue].head != verb or tree[cue].dep != "conj":
        return False
    return tree[cue].tag in ("VBD", "VBZ", "VBP") and not is_passive(tree, cue)


def _also_loses(tree: Tree, verb: int, cue: int | None) -> bool:
    """Whether the subject of a verb also loses what another tells: `has killed 17,000 and lost 358 men`."""
    if cue is None or tree[cue].head != verb or tree[cue].dep != "conj" or is_passive(tree, verb):
        return False
    own = any(tree[c].dep in ("nsubj", "nsubjpass") for c in tree[cue].children)
    return not own and tree[cue].low in word_set(WORDS, "suffering") and not is_passive(tree, cue)


def _of_verb(tree: Tree, i: int, verb: int, dep: str, cue: int | None, over: frozenset[int]) -> str:
    """What the subject or object of a verb is."""
    low, near = tree[verb].low, "+" if verb in over else ""
    if dep == "agent":
        return "agent" + near
    if dep == "nsubjpass":
        return "patient" + ("+" if verb == cue else ":up" if near else "")
    if dep == "nsubj":
        if low in word_set(WORDS, "suffering"):
            return "subject++" if _also_does(tree, verb, cue) else "sufferer" + near
        if _also_loses(tree, verb, cue):
            return "sufferer+"
        if low in word_set(WORDS, "having"):
            return "haver" + near
        if low in speaking() or low in word_set(WORDS, "telling"):
            return "speaker"
        if is_passive(tree, verb):
            return "patient" + near
        if low in word_set(WORDS, "invading") and not near:
            return "agent"
        kind = "be" if tree[verb].dep == "ROOT" and low in ("is", "are", "was", "were") else ""
        return f"subject{kind}" + ("++" if verb == cue else near)
    if dep in ("dobj", "dative", "oprd", "attr"):
        if low in word_set(WORDS, "accusing"):
            return "agent" + near
        if low in word_set(WORDS, "leaving"):
            return "origins" + near
        return ("object" if dep in ("dobj", "oprd") else dep) + ("++" if verb == cue else near)
    return f"dep:{dep}" + near
