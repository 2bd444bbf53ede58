"""What texts assert of the state of one thing without a figure: "the last bridge has been destroyed".

No claims: a claim carries a figure, and its id is made of the figure's place. These are read from the sentences when
they are checked, by words alone (`state_words.toml`), and only where the sentence names a known actor who says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from counterclaim.claims.sentences import Sentence, split_sentences
from counterclaim.claims.speakers import verbs
from counterclaim.claims.verification import find_caveats
from counterclaim.vocabulary.actors import ActorMention, find_actors
from counterclaim.vocabulary.places import find_places
from counterclaim.vocabulary.words import toml

FILE = "state_words.toml"
SPEECH = "speech.toml"
BEFORE = 40  # characters before a word of a state in which "not", "denied" turn it
NEAR = 6  # words between a thing and the word of its state

State = Literal["gone", "stands"]
Said = tuple[re.Match[str], State, ActorMention]  # of a sentence: the thing, its state, who says so


@dataclass(frozen=True, slots=True)
class Assertion:
    """One actor's word on the state of one thing."""

    thing: str  # its kind
    state: State
    who: ActorMention
    place: str | None  # the nearest place named in the sentence, else in those before it
    start: int  # of its sentence
    number: int  # of its sentence
    unverified: bool = False  # the text says so of it, there or in the sentence behind it


def assertions(text: str) -> Iterator[Assertion]:
    """The assertions of a text, in its order.

    >>> [found] = assertions("Ukraine said the bridge at Antonivka was still standing.")
    >>> found.thing, found.state, found.who.text
    ('bridge', 'stands', 'Ukraine')
    """
    sentences, made = _read(text)
    if not any(made):
        return
    place: str | None = None
    caveats = {caveat.sentence for caveat in find_caveats(text, sentences) if caveat.kind == "unverified"}
    for number, (sentence, found) in enumerate(zip(sentences, made, strict=True)):
        named = [one for one in find_places(text[sentence.start : sentence.end]) if one.precision != "country"]
        if found is not None:
            thing, state, who = found
            at = thing.start()
            near = [one for one in named if not who.start <= one.start < who.end]
            where = min(near, key=lambda one: abs(one.start - at)).name if near else place
            kind, doubted = _kinds()[thing.group().casefold()], bool(caveats & {number, number + 1})
            yield Assertion(kind, state, who, where, sentence.start, number, doubted)
        place = named[-1].name if named else place


def outline(text: str) -> frozenset[tuple[str, State]]:
    """Which things a text asserts to be in which state, without the places, which take longer to read.

    >>> outline("Ukraine said the bridge at Antonivka was still standing.")
    frozenset({('bridge', 'stands')})
    """
    return frozenset((_kinds()[found[0].group().casefold()], found[1]) for found in _read(text)[1] if found)


def _read(text: str) -> tuple[list[Sentence], list[Said | None]]:
    """The sentences of a text, and what each says; none where no words of the text could say it."""
    if not _may_tell(text):
        return [], []
    sentences = split_sentences(text)
    return sentences, [_of_sentence(text[sentence.start : sentence.end]) for sentence in sentences]


def _may_tell(text: str) -> bool:
    """Whether there is a word of a thing and one of a state in it: much faster than to ask the patterns."""
    low = text.casefold()
    return any(word in low for word in _kinds()) and any(word in low for word in _words_of_states())


def _of_sentence(words: str) -> Said | None:
    thing = _things().search(words) if _may_tell(words) else None
    state = _state(words, thing) if thing else None
    who = _speaker(words) if state else None
    return (thing, state, who) if thing and state and who else None


def _state(words: str, thing: re.Match[str]) -> State | None:
    """What the words say of the thing; None where nothing, or where it is no assertion."""
    if _any("unsure").search(words):
        return None
    found = [match for match in _states().finditer(words) if _apart(words, thing, match) <= NEAR]
    if not found:
        return None
    turned = bool(_any("turned").search(words[max(0, found[0].start() - BEFORE) : found[0].start()]))
    gone = (found[0].group().casefold() in toml(FILE)["states"]["gone"]) != turned
    return "gone" if gone else "stands"


def _apart(words: str, a: re.Match[str], b: re.Match[str]) -> int:
    """How many words stand between two."""
    first, last = sorted((a, b), key=lambda match: match.start())
    return len(words[first.end() : last.start()].split())


def _speaker(words: str) -> ActorMention | None:
    """The actor that says so: before the first verb of speech, or after "according to"."""
    after = _according().search(words)
    verb = None if after else _speaking().search(words)
    part = after[1] if after else words[: verb.start()].rpartition(", ")[2] if verb else ""
    found = find_actors(part.replace("-", " "))
    return found[0] if found else None


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in toml(FILE)["things"].items() for word in words}


@cache
def _things() -> re.Pattern[str]:
    return _of(_kinds())


@cache
def _words_of_states() -> tuple[str, ...]:
    return tuple(word for words in toml(FILE)["states"].values() for word in words)


@cache
def _states() -> re.Pattern[str]:
    return _of(_words_of_states())


@cache
def _any(group: str) -> re.Pattern[str]:
    return _of(toml(FILE)[group]["words"])


@cache
def _speaking() -> re.Pattern[str]:
    weak = set(toml(SPEECH)["weak"])
    return _of(form for form, base in verbs().items() if base not in weak)


@cache
def _according() -> re.Pattern[str]:
    return re.compile(r"\b(?:according to|by the account of)\s+([^,.;]+)", re.IGNORECASE)


def _of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in ordered)})\b", re.IGNORECASE)
