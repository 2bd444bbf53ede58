"""Lists of figures under a heading, as daily bulletins have them: `tanks - 1263 (+9)`, `Number of Martyrs: 7`.

The heading tells what is measured, of whom and since when, and whether all is approximate; an item what it counts.
"""

import functools
import re
from dataclasses import dataclass

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import Counted, find_cues, find_object, measure_of
from counterclaim.claims.sentences import BULLETS, DASHES, Sentence
from counterclaim.claims.wordlists import any_of, word_set

_WORDS = "binding_words.toml"
_HEAD = re.compile(r":\s*$")
_LABEL = 70  # characters of a label, at most


@functools.cache
def _item() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s\\\uFE0F{BULLETS}]{{0,40}}(?P<label>[A-Za-z][^\d:‒–—\n]{{1,70}}?)\s{{0,9}}(?:[‒–—:]|\s-)\s{{0,9}}"
        rf"(?:(?:{any_of(_WORDS, 'lists', 'about')})\s{{1,9}})?(?=[\d(])"
    )


@functools.cache
def _counted() -> re.Pattern[str]:
    """`- 500 tanks`: the number first."""
    return re.compile(
        rf"^[\s\\\uFE0F{DASHES}{BULLETS}]{{1,40}}(?:(?:{any_of(_WORDS, 'lists', 'about')})\s{{1,9}})?"
        r"\d[\d,. ]{0,20}\s{1,9}(?P<label>[A-Za-z][^\n.;:]{1,70})"
    )


_BARE = re.compile(r"[\s(]*[\d][\d,. ]*\s*\Z")


@functools.cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_WORDS, 'lists', 'verbs')})\b")


@functools.cache
def _approximate() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_WORDS, 'lists', 'approximate')}|orient\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: its heading (a sentence's index), its label's words, whether that makes all approximate."""

    head: int | None
    label: str
    approximate: bool
    number_first: bool = False  # `3 new martyrs, 1 who died of wounds`: each number has its own label behind it


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['’][a-z]+)?|[/-]", text.lower().replace("-", " - "))


def find_items(text: str, sentences: tuple[Sentence, ...]) -> dict[int, Item]:
    """The sentences that are lines of a list, by index.

    >>> from counterclaim.claims.sentences import split_sentences
    >>> text = "Losses were about:\\ntanks - 1263 (+9),\\nships - 13 (+0)."
    >>> {i: (item.label, item.approximate) for i, item in find_items(text, tuple(split_sentences(text))).items()}
    {1: ('tanks', True), 2: ('ships', True)}
    """
    found: dict[int, Item] = {}
    head: int | None = None
    approximate = False
    for i, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        match, first = _item().match(words), False
        if match is None and sentence.item and (head is not None or i - 1 in found):
            match, first = _counted().match(words), True
        if match and _is_item(match.group("label")):
            found[i] = Item(head, match.group("label").strip(), approximate, first)
        elif head == i - 1 and _BARE.match(words) and (label := _label_of_head(text, sentences[head])):
            found[i] = Item(head, label, approximate)
        elif _HEAD.search(words):
            head, approximate = i, bool(_approximate().search(words))
        elif i - 1 not in found:
            head, approximate = (head, approximate) if head is not None and i - head <= 2 else (None, False)
    # a single line that looks like an item, without a heading, is a sentence
    return {i: item for i, item in found.items() if item.head is not None or i - 1 in found or i + 1 in found}


def _label_of_head(text: str, sentence: Sentence) -> str | None:
    """The label of a line whose number stands on the next: `Number of injuries:`."""
    words = _HEAD.sub("", text[sentence.start : sentence.end]).strip(f"\\ \ufe0f{BULLETS}")
    return words if _is_item(words) and len(words) <= _LABEL else None


def _is_item(label: str) -> bool:
    words = _tokens(label)
    return 0 < len(words) <= 12 and not _verbs().search(label)


def label_object(label: str) -> Counted | None:
    """What a label counts: the last noun that is known, the first of several kinds.

    >>> label_object("UAV operational-tactical level"), label_object("Anti-aircraft warfare systems").object
    (Counted(object='drones', kind='things'), 'air_defence')
    """
    words = _tokens(label.split("(")[0])
    cut = (
        next((i for i, w in enumerate(words) if w in ("and", "of") and find_object(words, i - 1)), len(words))
        if words
        else 0
    )
    for last in range(len(words) - 1, -1, -1):
        if counted := find_object(words, last):
            return find_object(words, cut - 1) or counted if 0 < cut < len(words) and last > cut else counted
    return None


def item_measure(label: str, heading: str, counted: Counted | None) -> str | None:
    """The measure of an item: by its own words ("Number of Martyrs"), else by its heading's."""
    kind = counted.kind if counted else "things"
    labels, persons = word_set(_WORDS, "lists", "labels"), word_set(_WORDS, "lists", "label_persons")
    for cue in reversed([c for c in find_cues(_tokens(label)) if c.family in labels]):
        measure = measure_of(cue.family, "persons" if cue.family in persons else kind)
        if measure and not (cue.family == "attack" and kind != "attacks"):
            return measure
    for cue in sorted(find_cues(_tokens(heading)), key=lambda c: c.role in ("noun", "adjective")):
        measure = measure_of(cue.family, kind)
        if measure and cue.family in word_set(_WORDS, "lists", "headings"):
            return measure
    return None


def is_increment(text: str, figure: FigureMention) -> bool:
    """Whether a figure is the increase beside a total: `(+9)`.

    >>> from counterclaim.claims.figures import find_figures
    >>> text = "tanks - 1263 (+9)"
    >>> [is_increment(text, f) for f in find_figures(text)]
    [False, True]
    """
    return bool(re.search(r"[+＋]\s?$", text[max(0, figure.start - 2) : figure.start]))


_DEEPEST = 20  # blanks before the deepest item of a nested list
_ABOVE = 2500  # characters above an item in which the items over it stand


@functools.lru_cache(maxsize=64)  # the figures of one item stand one behind the other
def headings(text: str, at: int) -> tuple[tuple[int, int], ...]:
    """Where the lines of a nested list stand under which the line at an offset hangs, the nearest first.

    >>> headings("* War\\n  * Siege of Nyala\\n    * Two men died.", 25)
    ((6, 24), (0, 5))
    """
    found: list[tuple[int, int]] = []
    end = text.rfind("\n", 0, at)
    depth = _depth(text[end + 1 : at + _DEEPEST])
    while end > 0 and depth and at - end < _ABOVE:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if line.strip() and _depth(line) < depth:
            depth = _depth(line)
            found.append((start, end))
        end = start - 1
    return tuple(found)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
