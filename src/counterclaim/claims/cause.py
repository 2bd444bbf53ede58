"""By what people were harmed or driven away: conflict and political violence, or a disaster, disease, accident."""

import collections
import functools
import re

from counterclaim.claims.lexicon import plural
from counterclaim.claims.wordlists import alternatives
from counterclaim.model import Cause
from counterclaim.vocabulary.words import toml

_FILE = "cause.toml"
_CAUSES: tuple[Cause, ...] = ("disaster", "disease", "accident", "crime")


def _any_of(words: set[str]) -> str:
    forms = {form for word in words for form in (word, plural(word))}
    return alternatives(forms, blank=" ")


@functools.cache
def _pattern() -> re.Pattern[str]:
    """One pattern with a group for each cause; of conflict the words that are not used of floods and fires as well."""
    data = toml(_FILE)
    topic = toml("topic.toml")
    conflict = (set(topic["conflict"]) | set(topic["weak"]) | set(data["conflict"])) - set(data["weak"])
    groups = [f"(?P<{cause}>{_any_of(set(data[cause]))})" for cause in _CAUSES]
    return re.compile(rf"\b(?:{'|'.join([*groups, f'(?P<conflict>{_any_of(conflict)})'])})\b")


@functools.cache
def _decisive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = toml(_FILE)
    topic = toml("topic.toml")
    conflict = (set(topic["conflict"]) | set(topic["weak"])) - set(data["of_both"])
    return re.compile(rf"\b(?:{_any_of(set(data['decisive']))})\b"), re.compile(rf"\b(?:{_any_of(conflict)})\b")


def is_of_another(sentence: str) -> bool:
    """Whether a sentence is plainly not about conflict, whatever its text is about.

    >>> is_of_another("At least 6,234 people died in the earthquake."), is_of_another("Rebels killed 12 people.")
    (True, False)
    """
    other, conflict = _decisive()
    low = sentence.lower()
    return bool(other.search(low)) and not conflict.search(low)


def causes_in(text: str) -> collections.Counter[str]:
    """How many words of a text tell each cause.

    >>> sorted(causes_in("Floods and heavy rain drove 3,000 people from their homes.").items())
    [('disaster', 2)]
    """
    return collections.Counter(match.lastgroup or "" for match in _pattern().finditer(text.lower()))


def cause_of(sentence: str, around: str, whole: collections.Counter[str]) -> Cause:
    """The cause of what a sentence tells: by its own words, else by those around it, else by those of the whole text.

    Where both are told, conflict goes before the others; where nothing tells, the cause is `unknown`.

    >>> cause_of("Some 3,000 fled.", "Rebels took the town. Some 3,000 fled.", causes_in(""))
    'conflict'
    """
    for words in (sentence, around, None):
        counts = whole if words is None else causes_in(words)
        if counts["conflict"] and counts["conflict"] >= max((counts[c] for c in _CAUSES), default=0):
            return "conflict"
        told = [cause for cause in _CAUSES if counts[cause]]
        if told:
            return max(told, key=lambda c: counts[c])
    return "unknown"
