"""Where a word stands to a figure: features of a pair, for the models that weigh them.

Every feature is a short string; a model is a table of weights for such strings. The words of measures, objects and
parties come in as classes, never as themselves, so that what is learned is grammar.
"""

from counterclaim.claims.lexicon import Cue
from counterclaim.claims.parse import Tree
from counterclaim.claims.phrases import Phrase


def ancestors(tree: Tree, i: int, limit: int = 8) -> list[tuple[int, str]]:
    """The tokens above token i, each with the dependency by which the step below it hangs there."""
    found: list[tuple[int, str]] = []
    while tree[i].head != i and len(found) < limit:
        found.append((tree[i].head, tree[i].dep))
        i = tree[i].head
    return found


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb token is a participle with a passive auxiliary, or a bare participle after its noun."""
    deps = {tree[c].dep for c in tree[verb].children}
    return bool({"nsubjpass", "auxpass"} & deps) or (tree[verb].tag == "VBN" and "aux" not in deps)


def path(tree: Tree, a: int, b: int) -> tuple[str, int]:
    """A short name of the way from token a up and down to token b, and its length.

    Only the kind of the first step up, the last step down and the length matter.
    """
    up = [(a, ""), *ancestors(tree, a, 12)]
    down = [(b, ""), *ancestors(tree, b, 12)]
    place = {i: n for n, (i, _) in enumerate(up)}
    for n, (i, _) in enumerate(down):
        if i in place:
            m = place[i]
            ups = [d for _, d in up[1 : m + 1]]
            downs = [d for _, d in down[1 : n + 1]]
            length = len(ups) + len(downs)
            short = len(ups) <= 3 and len(downs) <= 2
            return ">".join(ups) + "|" + "<".join(downs) if short else f"long{min(length, 8)}", length
    return "none", 12


_THROUGH = frozenset("conj appos nummod compound nmod amod dep pobj prep quantmod poss npadvmod".split())
_GOVERNED = 6  # steps up from a noun to its verb


def governor(tree: Tree, noun: int) -> tuple[int | None, str]:
    """The verb that a noun depends on, and how: `dobj`, `nsubjpass`, `prep:in`; through lists and "hundreds of men".

    A verb that only describes the noun itself ("5 killed in the raid") does not stand above it.
    """
    at, how = noun, ""
    for _ in range(_GOVERNED):
        token = tree[at]
        if token.head == at:
            return (at if token.tag.startswith("VB") else None), how or token.dep
        if token.dep == "prep" or token.dep == "agent":
            how = f"prep:{token.low}" if token.low != "of" else how
        elif not how.startswith("prep:") and token.dep not in _THROUGH:
            how = token.dep
        if tree[token.head].tag.startswith("VB"):
            return token.head, how or token.dep
        at = token.head
    return None, "far"


def token_before(tree: Tree, phrase: Phrase, bounded_from: int | None) -> int:
    """The token before a figure and the words that bound it: `wounds` of `wounds at least 60`; -1 at the start."""
    at = phrase.first - 1
    while at > 0 and bounded_from is not None and tree[at].start >= bounded_from:
        at -= 1
    return at


_ENDING = 4  # letters of a noun outside the vocabulary that tell its kind: -ists, -ians, -ters


def form_of(tree: Tree, phrase: Phrase) -> str:
    """The tag and the ending of a noun outside the vocabulary: `musicians`, `electricians`."""
    if phrase.noun is None or phrase.counted is not None:
        return ""
    return f"{tree[phrase.noun].tag}:{tree[phrase.noun].low[-_ENDING:]}"


def does(tree: Tree, phrase: Phrase, cue: Cue) -> bool:
    """Whether what a figure counts does what the cue tells: `two gunmen killed five people` counts no killed gunmen."""
    noun = phrase.noun if phrase.noun is not None else phrase.last
    if cue.role not in ("object", "adjective") or tree[noun].dep != "nsubj":
        return False
    verb = tree[noun].head
    return cue.first <= verb <= cue.last and any(tree[c].dep == "dobj" for c in tree[verb].children)


def bucket(n: int) -> str:
    """A distance as a class: 0 1 2 3 5 8 13 20 more."""
    for limit in (0, 1, 2, 3, 5, 8, 13, 20):
        if n <= limit:
            return str(limit)
    return "more"


_KINDS = ("comma", "break", "and", "verb", "by", "circumstance")
_BETWEEN = {
    ",": "comma", ";": "break", ":": "break", "—": "break", "–": "break", "-": "break", "and": "and", "or": "and",
    "by": "by", **dict.fromkeys(("in", "after", "during", "when", "as"), "circumstance"),
}  # fmt: skip


def between(tree: Tree, a: int, b: int) -> tuple[str, ...]:
    """What stands between two tokens: commas, semicolons, verbs."""
    lo, hi = (a, b) if a < b else (b, a)
    found = {kind for t in tree[lo + 1 : hi] if (kind := _BETWEEN.get(t.low) or (t.tag[:2] == "VB" and "verb"))}
    return tuple(kind for kind in _KINDS if kind in found)


def _above(tree: Tree, noun: int, cue: Cue, cues: list[Cue], voice: str) -> list[str]:
    """Which verb the noun depends on: the cue's own, another cue's, or one that measures nothing."""
    verb, how = governor(tree, noun)
    known = {c.first for c in cues} if verb is not None else set()
    above = "none" if verb is None else "self" if cue.first <= verb <= cue.last else "cue" if verb in known else "word"
    features = [
        f"word={tree[cue.first].low}", f"gov={above}", f"gov={above}:{cue.role}:{how}",
        f"gov={above}:{cue.role}:{how}:{voice}", f"gov={above}:{cue.family}",
    ]  # fmt: skip
    if above == "word" and verb is not None:
        features += [f"govword={tree[verb].low}", f"govword={tree[verb].low}:{how}"]
    return features


def cue_features(tree: Tree, phrase: Phrase, cue: Cue, cues: list[Cue], figures: list[tuple[int, int]]) -> list[str]:
    """How a cue stands to the thing that a figure counts."""
    noun = phrase.noun if phrase.noun is not None else phrase.last
    at = cue.last if cue.role == "noun" else cue.first
    inside = phrase.first <= at <= phrase.end
    side = "in" if inside else ("left" if at < phrase.first else "right")
    near = 0 if inside else (phrase.first - cue.last if at < phrase.first else cue.first - phrase.end)
    way, length = path(tree, noun, at)
    way2, length2 = path(tree, phrase.last, at) if noun != phrase.last else (way, length)
    voice = ""
    if cue.role in ("object", "subject") and tree[at].tag.startswith("VB"):
        voice = "passive" if is_passive(tree, at) else "active"
    lo, hi = min(phrase.first, at), max(phrase.end, at)
    crossed = sum(1 for a, b in figures if lo < a and b < hi and not (a <= phrase.first <= b))
    rivals = sum(1 for c in cues if c is not cue and lo <= c.first <= hi)
    kind = phrase.counted.kind if phrase.counted else ("none" if phrase.noun is None else "unknown")
    features = [
        f"role={cue.role}", f"side={side}", f"{cue.role}:{side}:{voice}", f"way={cue.role}:{voice}:{way}",
        f"len={bucket(length)}", f"way2={cue.role}:{way2}", f"min={bucket(min(length, length2))}",
        f"near={side}:{bucket(near)}", f"crossed={side}:{min(crossed, 3)}", f"rivals={min(rivals, 3)}",
        f"kind={kind}:{cue.role}:{side}", f"fam={cue.family}", f"fam={cue.family}:{kind}",
        f"fam={cue.family}:{side}:{voice}", f"famrole={cue.family}:{cue.role}", f"tag={tree[at].tag}:{cue.role}",
        f"fam={cue.family}:near{bucket(near)}",
    ]  # fmt: skip
    features += _above(tree, noun, cue, cues, voice)
    if phrase.noun is None:
        features.append(f"elliptic:{side}:{cue.role}:{bucket(near)}")
    features += [f"btw={side}:{b}" for b in between(tree, phrase.end if side == "right" else phrase.first, at)]
    if side == "right" and any(t.low == "by" for t in tree[max(0, phrase.first - 4) : phrase.first]):
        features.append("agent")
    if not any(c for c in cues if c is not cue and abs(c.first - phrase.first) < abs(at - phrase.first)):
        features.append(f"nearest:{side}:{cue.role}")
    return features
