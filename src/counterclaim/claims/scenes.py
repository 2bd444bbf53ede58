"""A text taken apart for reading: its sentences, and for each that can hold a claim its tree, figures and cues."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.decisions import turned_down
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.figures import find_figures
from counterclaim.claims.grids import Grid, find_grids
from counterclaim.claims.lexicon import Cue, cue_openers, find_cues, find_object, measure_of
from counterclaim.claims.parse import Tree, parse
from counterclaim.claims.phrases import Phrase, phrase_of, tokens_at
from counterclaim.claims.sentences import Sentence, split_sentences
from counterclaim.claims.speech import may_speak
from counterclaim.claims.topic import Topic, topic_of
from counterclaim.claims.wordlists import word_set

# Sentences around a figure in which its source is looked for. With 4 and 2 nothing is read better (cross-validated core
# .724, with these .732), and a seventh more is parsed.
BEFORE, AFTER = 2, 1
BACK = 400  # characters before a sentence in which the time and the place of an event may stand
LEAD = 600  # characters from the start of a text: the event that the text is about
MOST_FIGURES = 100  # of a sentence; of 17,587 reports and articles the fullest has 73: more are no prose, and not read


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that can hold a claim (or, without figures, name the source of a neighbour's)."""

    index: int  # of the sentence in the text
    sentence: Sentence
    tree: Tree
    figures: tuple[tuple[FigureMention, Phrase], ...]
    cues: tuple[Cue, ...]
    words: frozenset[str]  # of the tree
    verbless: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands: its scene, the phrase that it opens, the token of the cue that carries its measure."""

    scene: Scene
    phrase: Phrase
    cue: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart."""

    text: str
    topic: Topic
    sentences: tuple[Sentence, ...]
    scenes: tuple[Scene, ...]
    grids: Sequence[Grid] = ()  # the tables in it


_WORD = re.compile(r"[a-z]+")
_ARTICLES = ("a", "an", "another", "one")
_NEAR = 7  # words behind an article in which the noun that it counts stands
_PARTED = re.compile(r"\d\s\d")


def _may_claim(text: str, figures: list[FigureMention], neighbour: bool) -> bool:
    """The cheap scan: a sentence with a number needs a word of some measure, or a neighbour that has one."""
    if not figures:
        return False
    numbers = any(f.hint != "article" for f in figures)
    if numbers and neighbour:
        return True
    words = _WORD.findall(text.lower())
    return not cue_openers().isdisjoint(words) and (numbers or _may_count_one(words))


def _may_count_one(words: list[str]) -> bool:
    """Whether an article may count here: near it a noun, and in the sentence a cue that counts one of its kind."""
    families = {cue.family for cue in find_cues(words)}
    if not families:
        return False
    single = word_set("binding_words.toml", "counted", "single_measures")
    for at, word in enumerate(words):
        if word not in _ARTICLES:
            continue
        for last in range(at + 1, min(at + 1 + _NEAR, len(words))):
            counted = find_object(words, last, at + 1)
            if counted and any(measure_of(family, counted.kind) in single for family in families):
                return True
    return False


def _is_crowded(figures: list[FigureMention]) -> bool:
    """Whether a sentence has more numbers than any of real news: the whole stretch is turned down at once."""
    if sum(figure.hint != "article" for figure in figures) <= MOST_FIGURES:
        return False
    return turned_down(figures[0].start, figures[-1].end, "crowded")


def take_apart(text: str, *, any_cause: bool = False) -> Reading:
    """Sentences of a text, with trees for those that can hold a claim and none for the rest.

    A text that is not about conflict has none, unless claims of `any_cause` are wanted.
    """
    topic = topic_of(text)
    sentences = tuple(split_sentences(text))
    if not (any_cause or topic.speaks_of_conflict):
        return Reading(text, topic, sentences, ())
    chosen: dict[int, list[FigureMention]] = {}
    figures = find_figures(text)
    at = 0
    previous = -2
    grids = find_grids(text)
    for index, sentence in enumerate(sentences):
        own = []
        while at < len(figures) and figures[at].start < sentence.end:
            if figures[at].start >= sentence.start and figures[at].end <= sentence.end:
                own.append(figures[at])
            at += 1
        if _is_crowded(own):
            continue
        headed = index > 0 and text[sentences[index - 1].end - 1] == ":"
        headed = headed or any(grid.row_at(figure.start) for grid in grids for figure in own[:1])
        if _may_claim(text[sentence.start : sentence.end], own, headed or previous == index - 1):
            chosen[index] = own
            previous = index
    counting = _scenes(text, [(i, sentences[i], own) for i, own in chosen.items()])
    captions = {i for i, s in enumerate(sentences) for grid in grids if s.start <= grid.caption.start < s.end}
    speaking = _scenes(text, [(i, sentences[i], []) for i in _speaking(text, sentences, counting, captions)])
    scenes = tuple(sorted([*counting, *speaking], key=lambda scene: scene.index))
    return Reading(text, topic, sentences, scenes, grids)


def _speaking(text: str, sentences: Sequence[Sentence], counting: list[Scene], captions: set[int]) -> list[int]:
    """The sentences that may name who says what others count, the captions of tables among them."""
    likely = [scene.index for scene in counting if _measures(scene)]
    around = {i for index in likely for i in range(max(0, index - BEFORE), min(len(sentences), index + AFTER + 1))}
    around |= {head for scene in counting if (head := _head_of_list(text, sentences, scene.index)) is not None}
    others = sorted((around | captions) - {scene.index for scene in counting})
    return [i for i in others if may_speak(text[sentences[i].start : sentences[i].end])]


def _head_of_list(text: str, sentences: Sequence[Sentence], index: int) -> int | None:
    """The sentence before the first line of the list that sentence `index` opens, where it ends with a colon."""
    head = index - 1
    opens = sentences[index].item and head >= 0 and not sentences[head].item
    return head if opens and text[sentences[head].end - 1] == ":" else None


def _measures(scene: Scene) -> bool:
    """Whether some figure of a scene counts what one of its cues measures, or nothing that is named."""
    families = {cue.family for cue in scene.cues}
    return any(
        phrase.counted is None or any(measure_of(family, phrase.counted.kind) for family in families)
        for figure, phrase in scene.figures
        if figure.hint != "article" or phrase.counted
    )


def _scenes(text: str, chosen: list[tuple[int, Sentence, list[FigureMention]]]) -> list[Scene]:
    given = [
        (text[s.start : s.end], s.start, [(f.start, f.end) for f in own if f.repaired or _PARTED.search(f.text)])
        for _, s, own in chosen
    ]
    scenes = []
    for tree, (index, sentence, own) in zip(parse(given), chosen, strict=True):
        placed = []
        for figure in own:
            tokens = tokens_at(tree, figure.start, figure.end)
            if tokens:
                placed.append((figure, phrase_of(tree, *tokens)))
            else:
                turned_down(figure.start, figure.end, "no_word")
        words = [t.low for t in tree]
        verbless = not any(t.tag.startswith("VB") for t in tree)
        cues = tuple(find_cues(words))
        scenes.append(Scene(index, sentence, tree, tuple(placed), cues, frozenset(words), verbless))
    return scenes
