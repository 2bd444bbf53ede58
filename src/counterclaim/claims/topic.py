"""Whether a text is about armed conflict or political violence, by the words it uses."""

import functools
import re
from dataclasses import dataclass

from counterclaim.claims.lexicon import plural
from counterclaim.claims.wordlists import alternatives
from counterclaim.vocabulary.words import toml

_NEEDED_BESIDE_DISASTER, _NEEDED_BESIDE_OTHER = 2, 3  # different sure words of conflict that a text needs
_MANY_SURE, _MANY = 5, 9  # different words, sure ones and all, of a text that is surely about conflict
_OUTWEIGHS = 3  # words of conflict that one of a disaster outweighs
_SHORT, _MEDIUM = 60, 100  # words: in texts so short one word of conflict, or two, are enough


@functools.cache
def _kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all words of topic.toml, and the list in which each form stands."""
    lists: dict[str, str] = {}
    for key in ("other", "disaster", "weak", "conflict"):
        lists |= {form: key for word in toml("topic.toml")[key] for form in (word, plural(word))}
    return re.compile(rf"\b(?:{alternatives(lists, blank=' ')})\b"), lists


@dataclass(frozen=True, slots=True)
class Topic:
    """Counts of words of conflict and of other matters in a text, and its length in words."""

    conflict: int
    other: int
    words: int
    kinds: int  # different words of conflict
    sure: int = 0  # of them words that stand in no other news
    disaster: int = 0  # words of disasters and illness, counted among the other ones too

    @property
    def speaks_of_conflict(self) -> bool:
        """Whether the text may hold a claim at all: the cheap first gate."""
        if _OUTWEIGHS * self.disaster >= max(self.conflict, 1) and self.sure < _NEEDED_BESIDE_DISASTER:
            return False
        if self.other >= self.conflict and self.sure < _NEEDED_BESIDE_OTHER:
            return False
        needed = 1 if self.words < _SHORT else 2 if self.sure or self.words < _MEDIUM else 3
        return self.kinds >= needed

    @property
    def short(self) -> bool:
        """Whether the text is so short that a single word of conflict lets it in."""
        return self.words < _SHORT

    @property
    def faint(self) -> bool:
        """Whether so few words speak of conflict that one of its claims at least must be a sure one."""
        return self.sure < _MANY_SURE and self.kinds < _MANY and self.words >= _SHORT


def topic_of(text: str) -> Topic:
    """Count the words of a text that tell its topic.

    >>> topic_of("Two soldiers died when rebels shelled a village.").speaks_of_conflict
    True
    >>> topic_of("The champions won the match 3-1 in front of 40,000 people at home last night.").speaks_of_conflict
    False
    """
    low = text.lower()
    pattern, lists = _kinds()
    found = pattern.findall(low)
    counted = [lists[word] for word in found]
    conflict = counted.count("conflict") + counted.count("weak")
    disaster = counted.count("disaster")
    kinds = {word for word in found if lists[word] in ("conflict", "weak")}
    if kinds <= frozenset(toml("topic.toml")["moot"]):
        conflict, kinds = 0, set()
    sure = {word for word in kinds if lists[word] == "conflict"}
    return Topic(conflict, counted.count("other") + disaster, len(low.split()), len(kinds), len(sure), disaster)


def topic_words(text: str) -> set[tuple[str, str]]:
    """The words of a text that are counted, each with its list.

    >>> sorted(topic_words("A rebel scored a goal."))
    [('conflict', 'rebel'), ('other', 'goal')]
    """
    pattern, lists = _kinds()
    return {(lists[word], word) for word in pattern.findall(text.lower())}
