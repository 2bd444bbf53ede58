"""Bodies that a phrase tells by where they sit, whose they are, or what describes them."""

import functools
import re
from collections.abc import Sequence

from counterclaim.claims.person_names import is_official
from counterclaim.claims.sources import plain_name, short_name, speech_words, words_of
from counterclaim.claims.wordlists import any_of
from counterclaim.vocabulary.actors import ActorMention, find_actors, get

NAMES = ("name", "acronym", "metonym", "people")  # forms of actors that are their own name
SPEAKING = ("body", "media", "monitor", "official")  # kinds of actors whose side is that of who speaks for them
# before a name that ends a phrase: what describes it, and what makes it belong to another word
_DESCRIBES = re.compile(r"['’]s\b|[a-z]-[a-z]+\s|\b(?:group|movement|militia|faction|party)\s", re.IGNORECASE)
_PARTED = re.compile(r",|\b(?:of|in|on|from|at|for|with|near|by|to|and)\b", re.IGNORECASE)
_SEAT = re.compile(r"\b(?:in|at|near|from)\s(?:the\s)?\Z", re.IGNORECASE)


def is_seat(text: str, start: int, place: int) -> bool:
    """Whether what stands at `place` is where the one named from `start` on sits: `a ministry in Moscow`.

    >>> is_seat("a ministry in Moscow", 0, 14), is_seat("Moscow's ministry", 0, 0)
    (True, False)
    """
    return place > start and bool(_SEAT.search(text, start, place))


def is_only_seat(text: str, mention: ActorMention, start: int) -> bool:
    """Whether a country only tells where somebody sits: `a Hamas official in Qatar`, `the General Staff in Kyiv`.

    >>> text = "a Hamas official in Qatar"
    >>> [(m.text, is_only_seat(text, m, 0)) for m in find_actors(text)]
    [('Hamas official', False), ('Qatar', True)]
    """
    return mention.actor.kind not in SPEAKING and is_seat(text, start, mention.start)


def seated_body(
    text: str, start: int, words: str, inside: Sequence[ActorMention], side: str | None
) -> ActorMention | None:
    """The body of a country told by its seat or by `its`: `the General Staff in Kyiv`, `its defence ministry`.

    `words` stand at `start`, name the actors `inside`, and speak for `side`.

    >>> seated_body("its defence ministry", 0, "its defence ministry", [], "uk").actor.id
    'uk/mod'
    """
    own = get(side) if side else None
    if own is None or any(m.form == "composed" or not is_only_seat(text, m, start) for m in inside):
        return None
    short = short_name(words)
    if short == plain_name(words) and words_of(words)[0] not in speech_words("own"):
        return None
    whole = f"{own.name}'s {short}"
    found = [m for m in find_actors(whole) if m.start == 0 and m.end == len(whole) and m.actor.kind == "body"]
    return found[0] if found else None


def described(text: str, start: int, end: int, inside: Sequence[ActorMention]) -> ActorMention | None:
    """The group or body that a phrase ends with and describes: `Lebanon's Iran-backed Hezbollah`.

    >>> text = "Lebanon's Iran-backed Hezbollah"
    >>> described(text, 0, len(text), find_actors(text)).actor.id
    'hezbollah'
    """
    last = next((m for m in inside if m.end >= end and m.start > start and m.form in NAMES), None)
    if last is None or last.actor.kind not in ("group", "body") or is_official(last):
        return None
    before = text[start : last.start]
    return last if _DESCRIBES.search(before) and not _PARTED.search(before) else None


@functools.cache
def _of_group() -> re.Pattern[str]:
    roles, groups = any_of("speech.toml", "group_roles"), any_of("speech.toml", "groups")
    group = rf"the (?:[\w-]+ ){{0,2}}(?:{groups})"
    return re.compile(rf"\b(?:{roles}) (?:for|of) {group}\b|\b{group}['’]s? (?:[\w-]+ )?(?:{roles})\b", re.IGNORECASE)


def group_behind(text: str, start: int, end: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The group that words name by no name: the last of `actors` before them; None where they speak for no group.

    >>> text = "Hezbollah fired. A spokesman for the militant group, Ali Haddad, said so."
    >>> group_behind(text, 17, 63, find_actors(text)).actor.id
    'hezbollah'
    """
    found = _of_group().search(text, start, end)
    before = (m for m in reversed(actors) if found and m.end <= found.start() and m.form in NAMES)
    return next((m for m in before if m.actor.kind in ("group", "monitor")), None)


def is_role_beside(low: Sequence[str], office: Sequence[str]) -> bool:
    """Whether a phrase names a person beside a body: `the ministry's spokesman`, not the `general` of a general staff.

    >>> is_role_beside(["ukraine's", "general", "staff"], ["ukraine's", "general", "staff"])
    False
    """
    return not speech_words("persons_words").isdisjoint([w for w in low if w not in office])
