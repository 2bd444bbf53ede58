"""Whether a text is about armed conflict or political violence, by the words it uses."""

import functools
import re
from dataclasses import dataclass

from counterclaim.claims.lexicon import plural
from counterclaim.vocabulary.words import toml


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for key in ("conflict", "other"):
        words = {form for word in toml("topic.toml")[key] for form in (word, plural(word))}
        longest = sorted(words, key=lambda w: (-len(w), w))
        found[key] = re.compile(r"\b(?:" + "|".join(re.escape(w) for w in longest) + r")\b")
    return found


@dataclass(frozen=True, slots=True)
class Topic:
    """Counts of words of conflict and of other matters in a text, and its length in words."""

    conflict: int
    other: int
    words: int
    kinds: int  # different words of conflict

    @property
    def speaks_of_conflict(self) -> bool:
        """Whether the text may hold a claim at all: the cheap first gate."""
        return self.kinds >= 2 or (self.kinds == 1 and self.words < 60)


def topic_of(text: str) -> Topic:
    """Count the words of a text that tell its topic.

    >>> topic_of("Two soldiers died when rebels shelled a village.").speaks_of_conflict
    True
    >>> topic_of("The champions won the match 3-1 in front of 40,000 people at home last night.").speaks_of_conflict
    False
    """
    low = text.lower()
    conflict = _patterns()["conflict"].findall(low)
    other = _patterns()["other"].findall(low)
    return Topic(len(conflict), len(other), len(low.split()), len(set(conflict)))
