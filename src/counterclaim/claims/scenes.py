"""A text taken apart for reading: its sentences, and for each that can hold a claim its tree, figures and cues."""

import re
from dataclasses import dataclass

from counterclaim.claims.decisions import turned_down
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.figures import find_figures
from counterclaim.claims.lexicon import Cue, cue_openers, find_cues
from counterclaim.claims.parse import Tree, parse
from counterclaim.claims.phrases import Phrase, phrase_of, tokens_at
from counterclaim.claims.sentences import Sentence, split_sentences
from counterclaim.claims.speech import may_speak
from counterclaim.claims.topic import Topic, topic_of

BEFORE, AFTER = 4, 2  # sentences around a figure in which its source is looked for
BACK = 400  # characters before a sentence in which the time and the place of an event may stand
LEAD = 600  # characters from the start of a text: the event that the text is about


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


_WORD = re.compile(r"[a-z]+")
_PARTED = re.compile(r"\d\s\d")


def _may_claim(text: str, figures: list[FigureMention], neighbour: bool) -> bool:
    """The cheap scan: a sentence with a number needs a word of some measure, or a neighbour that has one."""
    if not figures:
        return False
    if neighbour and any(f.hint != "article" for f in figures):
        return True
    return not cue_openers().isdisjoint(_WORD.findall(text.lower()))


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
    for index, sentence in enumerate(sentences):
        own = []
        while at < len(figures) and figures[at].start < sentence.end:
            if figures[at].start >= sentence.start and figures[at].end <= sentence.end:
                own.append(figures[at])
            at += 1
        headed = index > 0 and text[sentences[index - 1].end - 1] == ":"
        if _may_claim(text[sentence.start : sentence.end], own, headed or previous == index - 1):
            chosen[index] = own
            previous = index
    for index in list(chosen):
        for beside in range(max(0, index - BEFORE), min(len(sentences), index + AFTER + 1)):
            if beside not in chosen and may_speak(text[sentences[beside].start : sentences[beside].end]):
                chosen[beside] = []
    ordered = [(i, sentences[i], chosen[i]) for i in sorted(chosen)]
    return Reading(text, topic, sentences, tuple(_scenes(text, ordered)))


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
