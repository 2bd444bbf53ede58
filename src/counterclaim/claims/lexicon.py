"""Words of a sentence that tell what is measured (cues) and what is counted (objects), from the vocabulary."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.vocabulary.words import toml

LONGEST = 7  # words of a noun phrase of objects.toml: "surface-to-air missile system", hyphens counted
_ROLES = {"verbs": "object", "subject": "subject", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of a family of measures, at tokens [first, last] of a sentence."""

    first: int
    last: int
    family: str
    role: str  # where the counted thing stands: object or subject of it, or it is the noun or adjective itself


@dataclass(frozen=True, slots=True)
class Counted:
    """What kind of thing a noun phrase counts."""

    object: str
    kind: str


def inflect(verb: str) -> tuple[str, ...]:
    """Base, third person, past and -ing forms of a verb phrase; the first word bends.

    >>> inflect("blow up")
    ('blow up', 'blows up', 'blew up', 'blown up', 'blowing up')
    >>> inflect("seize")
    ('seize', 'seizes', 'seized', 'seizing')
    """
    first, _, rest = verb.partition(" ")
    irregular = toml("measures.toml")["irregular"]
    if first in irregular:
        forms = [first, *irregular[first]]
    elif first.endswith("e"):
        forms = [first, first + "s", first + "d", first[:-1] + "ing"]
    elif first.endswith("y") and first[-2] not in "aeiou":
        forms = [first, first[:-1] + "ies", first[:-1] + "ied", first + "ing"]
    else:
        es = "es" if first.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        forms = [first, first + es, first + "ed", first + "ing"]
    return tuple(f"{form} {rest}".strip() for form in forms)


def plural(noun: str) -> str:
    """Regular or listed plural of the last word.

    >>> plural("family member"), plural("body"), plural("gunman")
    ('family members', 'bodies', 'gunmen')
    """
    irregular = toml("objects.toml")["irregular_plurals"]
    *front, last = noun.split(" ")
    if last in irregular:
        last = irregular[last]
    elif last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        last = last[:-1] + "ies"
    elif last.endswith(("s", "sh", "ch", "x")):
        last += "es"
    else:
        last += "s"
    return " ".join([*front, last])


def _phrase(text: str) -> tuple[str, ...]:
    """Words as the tokens of a sentence have them: hyphens and slashes stand alone."""
    return tuple(re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", text).split())


def _forms(word: str, role: str) -> tuple[str, ...]:
    """The forms in which a word of measures.toml is a cue."""
    if role in ("object", "subject"):
        return inflect(word)
    return (word, plural(word)) if role == "noun" else (word,)


@functools.cache
def _cue_table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for family, entry in toml("measures.toml").items():
        for key, role in _ROLES.items():
            listed = entry.get(key)
            for form in (f for word in listed for f in _forms(word, role)) if isinstance(listed, list) else ():
                words = _phrase(form)
                table.setdefault(words[0], []).append((words, family, role))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


@functools.cache
def _object_table() -> dict[tuple[str, ...], Counted]:
    table: dict[tuple[str, ...], Counted] = {}
    for name, entry in toml("objects.toml").items():
        if name == "irregular_plurals":
            continue
        for noun in entry["nouns"]:
            for form in (noun, plural(noun)):
                table.setdefault(_phrase(form), Counted(name, entry["kind"]))
    return table


def find_cues(words: Sequence[str]) -> list[Cue]:
    """Every cue of a sentence given as lower-case words; of phrases that start at one word the longest.

    >>> [(c.family, c.role) for c in find_cues("at least 5 soldiers were shot dead".split())]
    [('kill', 'object')]
    """
    table, found = _cue_table(), []
    i = 0
    while i < len(words):
        best = 0
        for phrase, family, role in table.get(words[i], ()):
            if len(phrase) >= max(best, 1) and tuple(words[i : i + len(phrase)]) == phrase:
                found.append(Cue(i, i + len(phrase) - 1, family, role))
                best = len(phrase)
        i += best if best > 1 else 1
    return found


def find_object(words: Sequence[str], last: int, first: int = 0) -> Counted | None:
    """What the noun phrase that ends at word `last` counts: the longest known phrase decides.

    >>> find_object("three air defence systems".split(), 3)
    Counted(object='air_defence', kind='things')
    """
    table = _object_table()
    for length in range(min(LONGEST, last - first + 1), 0, -1):
        if counted := table.get(tuple(words[last - length + 1 : last + 1])):
            return counted
    return None


def measure_of(family: str, kind: str) -> str | None:
    """The measure that a family of words gives for a kind of thing counted; None where it gives none.

    >>> measure_of("capture", "persons"), measure_of("capture", "things"), measure_of("wound", "things")
    ('captured', 'seized', None)
    """
    measure = toml("measures.toml")[family].get(kind)
    return None if measure in (None, "none") else str(measure)


@functools.cache
def measure_for(measure: str, before: str, kind: str) -> str:
    """What a measure of one kind of thing is of another that is told with it: `22 captured, and 105 rifles`.

    >>> measure_for("captured", "persons", "things"), measure_for("wounded", "persons", "things")
    ('seized', 'wounded')
    """
    if {before, kind} != {"persons", "things"}:
        return measure
    families = [family for family in toml("measures.toml") if measure_of(family, before) == measure]
    return next((found for family in families if (found := measure_of(family, kind))), measure)


@functools.cache
def cue_openers() -> frozenset[str]:
    """The first words of all cues: a sentence without any of them measures nothing."""
    return frozenset(re.split(r"[^a-z]", word)[0] for word in _cue_table())


Listed = dict[tuple[str, ...], tuple[tuple[str, str], ...]]


@functools.cache
def listed_cues() -> Listed:
    """For the words of every form of a cue the families that hold it, each with the word as measures.toml lists it.

    >>> listed_cues()["blown", "up"]
    (('destroy', 'blow up'),)
    """
    found: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
    for family, entry in toml("measures.toml").items():
        for key, role in _ROLES.items():
            listed = entry.get(key)
            for word in listed if isinstance(listed, list) else ():
                for form in _forms(word, role):
                    found.setdefault(_phrase(form), {})[family, word] = None
    return {form: tuple(words) for form, words in found.items()}


@functools.cache
def listed_nouns() -> Listed:
    """For the words of every form of a noun the kind that it is counted as, with the noun as objects.toml lists it.

    >>> listed_nouns()["battle", "tanks"]
    (('tanks', 'battle tank'),)
    """
    found: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
    for name, entry in toml("objects.toml").items():
        for noun in entry["nouns"] if name != "irregular_plurals" else ():
            if _object_table()[_phrase(noun)].object == name:
                for form in (noun, plural(noun)):
                    found.setdefault(_phrase(form), {})[name, noun] = None
    return {form: tuple(words) for form, words in found.items()}
