"""Which measure a figure carries, if any: every cue of its sentence is a candidate, and the measure read before."""

import bisect
import functools
import re
from dataclasses import dataclass

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import Counted, Cue, find_cues, measure_for, measure_of
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.relations import ancestors, bucket, cue_features, does, form_of, governor, token_before
from counterclaim.claims.scenes import Reading, Scene
from counterclaim.claims.topic import Topic
from counterclaim.claims.wordlists import any_of, word_set

_WORDS = "binding_words.toml"
WIDEST = 20  # cues and figures on each side that are weighed; sentences of news have 16 cues and 11 figures at most
_TOLD_OF_ARTICLES = ("role=", "side=", "way=", "gov=", "fam=", "word=", "len=", "near=")  # features told apart for "a"
_SMALL = ("IN", "DT", "PRP$", "TO", "CC")  # tags of words before a figure that are features themselves
_FEW = 10  # numbers below it are often written out, and often count nothing that matters
_DENSITIES = (0.5, 1.5, 3, 5)  # classes of how many words in a hundred speak of conflict
_OTHERS = (0.3, 1, 2)  # and of other matters


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure before in the text, as it was read."""

    measure: str
    kind: str
    scene: int  # index of its sentence
    last: int  # its last token in that sentence
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that a figure may carry, why (token of the cue, None: from the figure before), and its features."""

    measure: str
    kind: str
    cue: int | None
    features: tuple[str, ...]


def kinds_of(phrase: Phrase, family: str, earlier: Counted | None) -> str:
    """The kind of thing counted, as far as the words tell; else that of the count before, or the cue's own.

    `30 rifles, 38 blasting caps`: a noun outside the vocabulary is of the kind of those listed before it.
    """
    if phrase.counted:
        return phrase.counted.kind
    if earlier is not None and measure_of(family, earlier.kind):
        return earlier.kind
    for kind in ("persons", "things", "attacks", "places", "area", "share", "length", "money"):
        if measure_of(family, kind):
            return kind
    return "persons"


def figure_features(scene: Scene, figure: FigureMention, phrase: Phrase, topic: Topic) -> list[str]:
    """What the figure itself, its noun, its sentence and its text say about whether it is a claim at all."""
    counted = phrase.counted.object if phrase.counted else ("none" if phrase.noun is None else "unknown")
    share = 100 * topic.conflict / max(1, topic.words)
    density = bisect.bisect_right(_DENSITIES, share)
    rest = bisect.bisect_right(_OTHERS, 100 * topic.other / max(1, topic.words))
    before = scene.tree[phrase.first - 1].low if phrase.first else "^"
    noun = phrase.noun if phrase.noun is not None else phrase.last
    hangs = governor(scene.tree, noun)[1]
    single = figure.hint == "article"
    tag = scene.tree[phrase.first - 1].tag if phrase.first else "^"
    led = token_before(scene.tree, phrase, figure.qualified_from)
    of = scene.tree[led].low if led > 0 else ""
    lead = f"{scene.tree[led - 1].low} {of}" if of in ("of", "to", "at", "in", "from") else of
    small = _size(figure)
    return [
        f"lead={lead}", f"hint={figure.hint}", f"obj={counted}", f"obj={counted}:hint={figure.hint}",
        f"density={density}", f"other={rest}", f"topic={density}:{rest}", f"before={tag}", f"small={small}",
        f"qual={figure.qualifier}", f"of={phrase.of}", f"cues={min(len(scene.cues), 6)}",
        f"bword={before if tag in _SMALL else ''}",
        f"noun={scene.tree[noun].low if phrase.noun is not None else ''}", f"hangs={hangs}", f"hangs={hangs}:{single}",
        f"dep={scene.tree[noun].dep}:{single}", f"kinds={min(topic.kinds, 8)}", f"item={scene.sentence.item}",
        f"form={form_of(scene.tree, phrase)}",
    ]  # fmt: skip


def _size(figure: FigureMention) -> str:
    if figure.value is None:
        return "vague"
    return "1" if figure.value == 1 else "few" if 0 < figure.value < _FEW else "many"


def _resolve(family: str, kind: str, figure: FigureMention) -> str | None:
    if figure.hint == "percent" and family == "support":
        return "support"
    if figure.hint == "money" and (measure := measure_of(family, "money")):
        return measure
    if figure.hint == "length" and (measure := measure_of(family, "length")):
        return measure
    return measure_of(family, kind)


def _may_be(figure: FigureMention, phrase: Phrase, family: str) -> bool:
    """Money is asked for, pledged and given; a length is gained; `49 times` are attacks."""
    if figure.hint == "money":
        return measure_of(family, "money") is not None
    if figure.hint == "length":
        square = phrase.counted is not None and phrase.counted.kind == "area"
        return measure_of(family, "area" if square else "length") is not None
    return figure.hint != "times" or family in ("attack", "launch")


def _near_cues(scene: Scene, phrase: Phrase) -> list[Cue]:
    """The cues around a figure, so many on each side at most."""
    at = bisect.bisect_left(scene.cues, phrase.first, key=lambda c: c.first)
    return list(scene.cues[max(0, at - WIDEST) : at + WIDEST])


def candidates(
    scene: Scene, which: int, topic: Topic, earlier: Earlier | None, same: Counted | None
) -> list[Candidate]:
    """Every measure that figure number `which` of the scene may carry.

    `earlier` is the figure read before; `same` what the figure before it in this sentence counts.
    """
    figure, phrase = scene.figures[which]
    single = figure.counts_one
    spans = [
        (p.first, p.last) for f, p in scene.figures[max(0, which - WIDEST) : which + WIDEST] if f.hint != "article"
    ]
    if single and _is_said_of_a_name(scene, phrase):
        return []
    cues = _near_cues(scene, phrase)
    own = figure_features(scene, figure, phrase, topic)
    found = []
    for cue in cues:
        if phrase.first <= cue.first <= phrase.last:
            continue
        kind = kinds_of(phrase, cue.family, same)
        measure = _resolve(cue.family, kind, figure)
        if (
            measure is None
            or not _may_be(figure, phrase, cue.family)
            or does(scene.tree, phrase, cue)
            or (single and measure not in word_set(_WORDS, "counted", "single_measures"))
        ):
            continue
        features = cue_features(scene.tree, phrase, cue, cues, spans)
        features += [f"m={measure}", f"m={measure}:obj={own[2][4:]}", f"m={measure}:{figure.hint}"]
        features += _joint(scene, figure, phrase, cue, measure)
        if single:
            features.append(f"one:m={measure}:obj={own[2][4:]}:{features[-1].rsplit(':', 1)[1]}")
        if figure.hint == "article":
            features += [f"art:{f}" for f in features if f.startswith(_TOLD_OF_ARTICLES)]
        found.append(Candidate(measure, kind, cue.first, tuple(own + features)))
    acts = any(does(scene.tree, phrase, cue) for cue in cues)
    if earlier is not None and not acts and _may_follow(figure, earlier):
        found.append(_inherited(scene, figure, phrase, own, earlier))
    return found


def _joint(scene: Scene, figure: FigureMention, phrase: Phrase, cue: Cue, measure: str) -> list[str]:
    """Features of a figure and a cue together: which word with which noun, and how the noun hangs there."""
    tree = scene.tree
    noun = phrase.noun if phrase.noun is not None else phrase.last
    verb, how = governor(tree, noun)
    above = "none" if verb is None else "self" if cue.first <= verb <= cue.last else tree[verb].low
    word = " ".join(t.low for t in tree[cue.first : cue.last + 1])
    counted = phrase.counted.object if phrase.counted else "unknown" if phrase.noun is not None else "none"
    size = _size(figure)
    before = tree[phrase.first - 1].low if phrase.first else "^"
    behind = tree[phrase.end + 1] if phrase.end + 1 < len(tree) else None
    after = behind.low if behind is not None and behind.tag in (*_SMALL, ",", "WP", "WDT", "RP") else ""
    opens = f"{cue.role}:{tree[cue.first].tag}" if cue.last == token_before(tree, phrase, figure.qualified_from) else ""
    return [
        f"opens={opens}", f"opens={bool(opens)}:{above == 'self'}",
        f"fam={cue.family}:how={above}:{how}", f"fam={cue.family}:noun={tree[noun].low}", f"word={word}:{how}",
        f"word={word}:obj={counted}", f"m={measure}:how={how}:obj={counted}", f"m={measure}:size={size}:{how}",
        f"m={measure}:before={before}", f"m={measure}:after={after}", f"after={after}",
        f"m={measure}:verb={above}", f"role={cue.role}:obj={counted}:how={how}:{above == 'self'}",
    ]  # fmt: skip


def _is_said_of_a_name(scene: Scene, phrase: Phrase) -> bool:
    """`Oleh Bondar, a medic who was killed`: says who a person is, and counts nobody."""
    token = scene.tree[phrase.noun if phrase.noun is not None else phrase.last]
    return token.dep == "appos" and scene.tree[token.head].tag == "NNP" and token.head < phrase.first


def _may_follow(figure: FigureMention, earlier: Earlier) -> bool:
    if figure.hint == "article":
        return False
    if figure.hint == "money":
        return earlier.measure in word_set(_WORDS, "counted", "money_measures")
    return figure.hint not in ("length", "times")


def _inherited(scene: Scene, figure: FigureMention, phrase: Phrase, own: list[str], earlier: Earlier) -> Candidate:
    """The measure of the figure before, as in `500 tanks, 300 howitzers` or `40 of them are children`."""
    kind = phrase.counted.kind if phrase.counted else earlier.kind
    gap = scene.index - earlier.scene
    features = [
        f"inherit:verbless={scene.verbless}:{min(gap, 2)}", f"inherit:gap={min(gap, 3)}",
        f"inherit:kind={kind == earlier.kind}", f"inherit:m={earlier.measure}",
        f"inherit:m={earlier.measure}:{kind == earlier.kind}:{min(gap, 2)}",
    ]  # fmt: skip
    features += _passed_on(scene, figure, phrase, own, earlier, min(gap, 2))
    if gap == 0:
        words = scene.tree[earlier.last + 1 : phrase.first]
        noun = phrase.noun if phrase.noun is not None else phrase.last
        above = {i for i, dep in ancestors(scene.tree, noun, 4) if dep in ("conj", "appos", "dep")}
        cues_here = sum(1 for c in scene.cues if earlier.last < c.first < phrase.first)
        after = sum(1 for c in scene.cues if phrase.last < c.first <= phrase.end + 3)
        features += [
            f"inherit:near={bucket(len(words))}", f"inherit:cues={min(cues_here, 2)}", f"inherit:after={min(after, 2)}",
            f"inherit:joined={earlier.last in above}:{kind == earlier.kind}",
            f"inherit:verb={any(t.tag.startswith('VB') for t in words)}",
            f"inherit:words={' '.join(t.low for t in words if t.tag in ('CC', 'IN', ',', ':', 'VBG'))[:24]}",
        ]  # fmt: skip
        if any(t.low in ("including", "include", "includes", "among") for t in words):
            features.append("inherit:including")
    else:
        them = not scene.words.isdisjoint(("them", "these", "those", "it"))
        features += [f"inherit:cues={min(len(scene.cues), 3)}:gap{min(gap, 2)}", f"inherit:them={them}:{min(gap, 2)}"]
        if phrase.first <= 2:
            features.append(f"inherit:opens:{min(gap, 2)}")
    return Candidate(measure_for(earlier.measure, earlier.kind, kind), kind, None, tuple(own + features))


def _passed_on(
    scene: Scene, figure: FigureMention, phrase: Phrase, own: list[str], earlier: Earlier, gap: int
) -> list[str]:
    """Whether what a figure counts is what the one before it counted, and where it hangs."""
    tree = scene.tree
    noun = phrase.noun if phrase.noun is not None else phrase.last
    verb, how = governor(tree, noun)
    counted = phrase.counted.object if phrase.counted else "unknown" if phrase.noun is not None else "none"
    same = "none" if earlier.counted is None else str(earlier.counted == phrase.counted)
    above = tree[verb].low if verb is not None else ""
    before = tree[phrase.first - 1].low if phrase.first else "^"
    behind = tree[phrase.end + 1].low if phrase.end + 1 < len(tree) else "$"
    return [
        f"inherit:obj={counted}:{gap}", f"inherit:obj={counted}:m={earlier.measure}", f"inherit:same={same}:{counted}",
        f"inherit:how={how}:{gap}", f"inherit:verb={above}:{how}", f"inherit:size={_size(figure)}:{gap}:{counted}",
        f"inherit:before={before}:{gap}", f"inherit:behind={behind}:{gap}", f"inherit:hint={figure.hint}:{gap}",
        f"inherit:noun={tree[noun].low if phrase.noun is not None else ''}",
        f"inherit:cued={bool(scene.cues)}:{gap}:{counted}",
    ]  # fmt: skip


@functools.cache
def _carries() -> re.Pattern[str]:
    heads, verbs = any_of(_WORDS, "carried", "heads"), any_of(_WORDS, "carried", "verbs")
    return re.compile(rf"(?:it|they|these|those|this|the (?:{heads}))\s+(?:also\s+)?(?:{verbs})\b", re.IGNORECASE)


def carried(text: str, reading: Reading, scene: Scene, which: int) -> Candidate | None:
    """The measure that the sentence before gives to a list: `... the weapons it needs. It includes 500 tanks.`

    A fragment without a verb goes on with the list of the sentence before it.
    """
    figure, phrase = scene.figures[which]
    if phrase.counted is None or figure.hint == "article":
        return None
    index = scene.index
    words = text[scene.sentence.start : scene.sentence.end]
    if not _carries().match(words):
        if not scene.verbless or index < 2 or scene.cues:
            return None
        index -= 1
        before = reading.sentences[index]
        if not _carries().match(text[before.start : before.end]):
            return None
    head = reading.sentences[index - 1]
    tokens = re.findall(r"[a-z]+", text[head.start : head.end].lower())
    kind = phrase.counted.kind
    families = word_set(_WORDS, "carried", "families")
    fitting = [(c.family, m) for c in find_cues(tokens) if c.family in families and (m := measure_of(c.family, kind))]
    if not fitting:
        return None
    wanted = [m for family, m in fitting if family == "request"]
    return Candidate(wanted[0] if wanted else fitting[-1][1], kind, None, ())


def share(scene: Scene, which: int) -> Candidate | None:
    """The share of people for or against: a percentage beside a word of support, with no toll in the sentence."""
    figure, phrase = scene.figures[which]
    tolls = word_set(_WORDS, "counted", "toll_families")
    if figure.hint != "percent" or any(c.family in tolls and c.role != "noun" for c in scene.cues):
        return None
    if phrase.counted and phrase.counted.kind != "persons":
        return None
    beginnings = tuple(word_set(_WORDS, "counted", "opinions"))
    near = [c for c in scene.cues if c.family == "support" and scene.tree[c.first].low.startswith(beginnings)]
    return Candidate("support", "persons", near[0].first, ()) if near else None
