"""A source, the words for those who can be one, and whether a phrase names somebody who could say anything."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.claims.lexicon import plural
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import ActorMention

Kind = Literal["body", "official", "media", "monitor", "private"]
_SPEECH = "speech.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who says something, as the words [start, end) name them."""

    name: str
    id: str | None
    side: str | None
    kind: Kind
    start: int
    end: int
    text: str
    person: bool
    aliases: tuple[str, ...] = ()
    plural: bool = False


def speech_words(key: str) -> frozenset[str]:
    """A list of words of speech.toml, as a set."""
    return word_set(_SPEECH, key)


@functools.cache
def role_words() -> frozenset[str]:
    """The words for persons and bodies that speak."""
    return speech_words("persons_words") | speech_words("body_words")


@functools.cache
def things() -> frozenset[str]:
    """Reports, figures, statements: they speak for whoever spoke last."""
    return frozenset(w for noun in speech_words("nouns") for w in (noun, plural(noun)))


@functools.cache
def speaking_words() -> frozenset[str]:
    """The words for all that speaks, in both numbers: persons, bodies, pronouns, reports."""
    return role_words() | frozenset(map(plural, role_words())) | speech_words("pronouns") | things()


def words_of(text: str) -> list[str]:
    """The words of a phrase in small letters.

    >>> words_of("The army's Chief-of-Staff")
    ['the', "army's", 'chief-of-staff']
    """
    return re.findall(r"[\w'’-]+", text.lower())


# what ends the head of a phrase: "a source close to the leadership", "officials briefed on the raid"
_PARTS = re.compile(
    r"\s*,\s|\s+(?:of|in|on|from|at|for|with|near|who|which|to|by|close|familiar|briefed|privy|involved)\s",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"(?<![\w-])\d{2}(?!\d*(?:st|nd|rd|th)\b)|\b(?:hundreds?|thousands?|millions?|dozens?|scores)\b", re.IGNORECASE
)  # who is so many is counted, and says nothing; not "the M23 rebels"
_PEOPLE = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ents",
    "ants",
    "men",
    "women",
    "people",
    "family",
    "families",
    "services",
    "agencies",
)
_THINK_TANK = re.compile(r"\bthink[ -]tanks?$", re.IGNORECASE)
_HEAD = re.compile(r"([\w’'-]+)[^\w]*$")


def can_speak(
    words: str, start: int, actors: Sequence[ActorMention], saying: bool = False, surely: bool = False
) -> bool:
    """Whether the head of the phrase at `start` is somebody: a name, role, body or report; not "the strike on Kyiv".

    `actors` are those named within the phrase. What is `saying` something is somebody unless it counts or is a thing;
    what is `surely` saying it, somebody whatever the word: "the judge said that".

    >>> can_speak("the ministry of defence", 0, []), can_speak("a third of them", 0, [])
    (True, False)
    """
    head = _HEAD.search(_PARTS.split(words, maxsplit=1)[0])
    if head is None:
        return False
    if head.group(1).lower() in speaking_words() or _THINK_TANK.search(_PARTS.split(words, maxsplit=1)[0]):
        return not _COUNTING.search(words)
    is_event = head.group(1).lower() in word_set("binding_words.toml", "attribution", "events")
    if surely and head.group(1).isalpha() and not is_event and not _COUNTING.search(words):
        return True
    if saying and not _COUNTING.search(words) and head.group(1).lower().endswith(_PEOPLE):
        return True
    at = start + head.start(1)
    if any(m.start <= at < m.end and m.form != "adjective" for m in actors):
        return True
    capital = any(part[:1].isupper() for part in head.group(1).split("-"))  # "Jama'at Nasr al-Islam wal-Muslimin"
    return capital and (start > 0 or " " in words) and not words.isupper()


_FRAME = re.compile(r"^(?:the|an?|its|his|their|least|at least)\s+", re.IGNORECASE)


def plain_name(words: str) -> str:
    """The words of a source without its article.

    >>> plain_name("the regional police,")
    'regional police'
    """
    return re.sub(r"\s+", " ", _FRAME.sub("", words)).strip(" ,;:“”\"'")


_TAIL = re.compile(r"(?:,\s|\s(?:in|at|on|from|near|of|for|who|which|speaking)\s).*$", re.DOTALL | re.IGNORECASE)


def short_name(words: str) -> str:
    """The words of a source without its article and without what follows its head.

    >>> short_name("a Hamas official in Qatar"), short_name("the Russian-installed governor of the occupied city")
    ('Hamas official', 'Russian-installed governor')
    """
    return plain_name(_TAIL.sub("", plain_name(words)))


def generic_noun(low: list[str]) -> str | None:
    """`the ministry`, `officials`, `the group`: the one common noun of a phrase that may stand for a name elsewhere.

    >>> generic_noun(["the", "ministry"]), generic_noun(["the", "health", "ministry"])
    ('ministry', None)
    """
    bare = [w for w in low if w not in speech_words("small")]
    common = len(bare) == 1 and (bare[0] in role_words() or bare[0] in things())
    return bare[0] if common and bare[0] not in speech_words("private_words") else None


_MOST_DESCRIBED = 4  # words of a description: "the global lending body"


def described_noun(before: list[str], words: str) -> str | None:
    """`the global lending body`, `the rights group`: the noun of a description that stands for a body named before.

    `before` ends with the word before the description.

    >>> described_noun(["the"], "global lending body"), described_noun(["a"], "rights group")
    ('body', None)
    """
    low = words.split()
    article = (before or low)[-1].lower() == "the" or low[0].lower() == "the"
    fits = article and words[1:] == words[1:].lower() and len(low) <= _MOST_DESCRIBED
    noun = low[-1].rstrip(",;:")
    return noun if fits and noun in speech_words("bodies") else None


def is_private(low: list[str]) -> bool:
    """Whether the words name private persons: `local people`, but not `local officials`.

    >>> is_private(["local", "residents"]), is_private(["local", "officials"])
    (True, False)
    """
    words = set(low)
    return bool(words & speech_words("private_words")) and not words & speech_words("of_state")


def kind_of(low: list[str]) -> Kind:
    """What kind of source the words of a phrase name, where no actor tells.

    >>> kind_of(["the", "governor"]), kind_of(["the", "ministry"])
    ('official', 'body')
    """
    words, private = set(low), speech_words("private_words")
    if is_private(low) and not words & (speech_words("body_words") - private):
        return "private"
    return "official" if words & speech_words("persons_words") else "body"


def is_plural(low: list[str]) -> bool:
    """Whether the words of a phrase name several: `officials`, but not `armed forces`.

    >>> is_plural(["officials"]), is_plural(["the", "ministry"])
    (True, False)
    """
    roles = [w for w in low if w in role_words()]
    return bool(roles) and roles[-1].endswith("s") and roles[-1] not in speech_words("singular_bodies")
