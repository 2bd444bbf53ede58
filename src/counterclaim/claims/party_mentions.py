"""The parties of a text: where it names them, how often, who strikes and who is struck; of an outline each item's."""

import bisect
import collections
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from counterclaim.claims.sentences import BULLET, Sentence
from counterclaim.claims.wordlists import any_of
from counterclaim.vocabulary.actors import get
from counterclaim.vocabulary.conflicts import opponents

NEAR = 700  # characters before a sentence (a third of it after) whose parties are those of the same story
OUTLINE = 3  # so many items, of which some stand below others, are an outline of stories
WORDS = "party_words.toml"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named at [start, end) of the text: by name, adjective, people, capital, place or official."""

    start: int
    end: int
    party: str
    form: str
    part: str = (
        ""  # "strikes" or "struck" where the words beside it tell, "Russian shelling", "the invasion of Ukraine"
    )


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one text: all mentions in order, most named first, how often, and those of the title."""

    mentions: tuple[PartyMention, ...]
    ranked: tuple[str, ...]
    counts: dict[str, int]
    titled: frozenset[str]
    starts: tuple[int, ...]
    fighters: tuple[str | None, str | None] = (None, None)  # whom `the rebels` and `the army` mean
    struck: tuple[str, ...] = ()  # those whom the words beside them show as suffering, most often so first
    strikers: tuple[PartyMention, ...] = ()
    lands: tuple[str, ...] = ()  # those in whose land the places lie that it names, most often so first
    stories: tuple[tuple[int, "Parties"], ...] = ()  # of an outline each item's own, with its beginning
    by_party: dict[str, tuple[PartyMention, ...]] = field(default_factory=dict)

    def story(self, position: int) -> "Parties":
        """Those of the story at a position: in an outline of many the item there and the headings above it."""
        at = self.story_number(position)
        return self.stories[at - 1][1] if at else self

    def story_number(self, position: int) -> int:
        """The number of that story in the outline, from 1; 0 before it, and in a text of one story."""
        return bisect.bisect_right(self.stories, position, key=lambda story: story[0])

    def within(self, start: int, end: int) -> tuple[PartyMention, ...]:
        """The mentions that begin at `start` or behind it, before `end`."""
        first = bisect.bisect_left(self.starts, start)
        return self.mentions[first : bisect.bisect_left(self.starts, end, lo=first)]

    def of(self, sentence: Sentence) -> tuple[PartyMention, ...]:
        """The mentions in a sentence."""
        return self.within(sentence.start, sentence.end)

    def striker(self, position: int) -> str | None:
        """Who last before a position does harm, shortly before."""
        at = bisect.bisect_left(self.strikers, position, key=lambda m: m.start) - 1
        return self.strikers[at].party if at >= 0 and self.strikers[at].start > position - 2 * NEAR else None

    def only_striker(self, position: int) -> str | None:
        """Who alone does harm before a position, however far off."""
        at = bisect.bisect_left(self.strikers, position, key=lambda m: m.start)
        found = {m.party for m in self.strikers[:at]}
        return found.pop() if len(found) == 1 else None

    def nearest(self, party: str | None, position: int) -> PartyMention | None:
        """The mention of a party nearest to a position."""
        named = self.by_party.get(party or "", ())
        at = bisect.bisect_left(named, position, key=lambda m: m.start)
        return min(named[max(0, at - 1) : at + 1], key=lambda m: abs(m.start - position), default=None)

    def recent(self, start: int) -> list[str]:
        """The parties of the last three mentions that end before `start`, in order."""
        last = bisect.bisect_left(self.starts, start)
        return [m.party for m in self.mentions[max(0, last - 9) : last] if m.end <= start][-3:]

    def around(self, start: int, end: int) -> list[str]:
        """The parties named in a stretch of the text, most named first; a place counts half."""
        counts: collections.Counter[str] = collections.Counter()
        for m in self.within(start, end):
            counts[m.party] += 1 if m.form == "place" else 2
        return sorted(counts, key=lambda p: (-counts[p], p))


def gather(mentions: Sequence[PartyMention], title: Sequence[PartyMention]) -> Parties:
    """The parties of a text from their mentions, in its order; a place counts once, where nothing else does."""
    counts = collections.Counter(m.party for m in mentions if m.form != "place")
    for m in mentions:
        if m.form == "place" and m.party not in counts:
            counts[m.party] += 1
    ranked = tuple(sorted(counts, key=lambda p: (-counts[p], p)))
    titled = frozenset(m.party for m in title)
    starts = tuple(m.start for m in mentions)
    struck = collections.Counter(m.party for m in [*mentions, *title] if m.part == "struck")
    lands = collections.Counter(m.party for m in mentions if m.form == "place")
    of_each: dict[str, list[PartyMention]] = {}
    for m in mentions:
        of_each.setdefault(m.party, []).append(m)
    return Parties(
        tuple(mentions), ranked, dict(counts), titled, starts, _fighters(ranked, counts),
        tuple(sorted(struck, key=lambda p: (-struck[p], p))), tuple(m for m in mentions if m.part == "strikes"),
        tuple(sorted(lands, key=lambda p: (-lands[p], p))),
        by_party={party: tuple(named) for party, named in of_each.items()},
    )  # fmt: skip


_BESIDE = 64  # characters before or after a name in which such words stand
_AIMED = 5  # words between an attack and "against"
_LIST = 160  # characters before a name in which stands what was done to the things that are listed


@functools.cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    aimed = rf"(?:{any_of(WORDS, 'aimed')})(?:\s+[\w-]+){{0,{_AIMED}}}?\s+against"
    struck = rf"\b(?:{any_of(WORDS, 'before_struck')}|{aimed})\s+(?:the\s+|neighbou?ring\s+|its\s+\w+\s+)?$"
    strikes = rf"['’]?s?(?:\s+[\w-]+){{0,2}}?\s+(?:{any_of(WORDS, 'after_striker')})\b"
    behind = rf"\s+(?:{any_of(WORDS, 'after_struck')})\b"
    return re.compile(struck, re.IGNORECASE), re.compile(strikes, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def part_of(text: str, mention: PartyMention) -> str:
    """Whether the words beside a name show that it is struck, or strikes; empty where they do not."""
    struck, strikes, behind = _beside()
    if (
        mention.form != "place"
        and text[mention.end : mention.end + 1] in ("'", "’")
        and strikes.match(text, mention.end)
    ):
        return "strikes"  # "fled Russia's invasion"
    if struck.search(text, max(0, mention.start - _BESIDE), mention.start) or behind.match(text, mention.end):
        return "struck"
    if mention.form == "place" or not strikes.match(text, mention.end):
        return ""
    if mention.form == "name" and _WHERE.search(text, max(0, mention.start - _BESIDE), mention.start):
        return ""  # "attacks in Syria and Iraq with 21 strikes"
    return "" if _hit().search(text, max(0, mention.start - _LIST), mention.start) else "strikes"


_WHERE = re.compile(r"\b(?:in|near|across|over)\s+(?:the\s+)?(?:[\w-]+\s+and\s+)?$", re.IGNORECASE)


@functools.cache
def _hit() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(WORDS, 'hitting')})\s[^.;:]*$", re.IGNORECASE)


def _fighters(ranked: Sequence[str], counts: dict[str, int]) -> tuple[str | None, str | None]:
    """Whom `the rebels` and `the army` mean: the one armed group of a text and the state that it fights.

    Nobody where two states are at war, or where two groups are named about as often.
    """
    states = [p for p in ranked if (actor := get(p)) and actor.kind == "state"]
    if any(b in opponents(a) for a in states[:3] for b in states[:3]):
        return None, None
    groups = [p for p in ranked if (actor := get(p)) and actor.kind == "group"]
    if len(groups) > 1 and counts[groups[0]] < 2 * counts[groups[1]]:
        groups = []
    if not groups and states:  # none is named: the one group that the state fights
        foes = [p for p in opponents(states[0]) if (actor := get(p)) and actor.kind == "group"]
        groups = foes if len(foes) == 1 else []
    rebel = groups[0] if groups else None
    fights = bool(states) and (rebel is None or states[0] in opponents(rebel))
    return rebel, states[0] if fights else None


_ITEM = re.compile(rf"^([ \t]*){BULLET} +\S", re.MULTILINE)


_HEADING = re.compile(r"^(?=([^a-z:\n]{3,40}):[ \t]+\S)", re.MULTILINE)  # "BURKINA FASO: Gunmen ..."
_HEADINGS = 2  # so many paragraphs that begin with the name of a state in capitals are stories of their own


def with_stories(text: str, parties: Parties, title: Sequence[PartyMention]) -> Parties:
    """The parties of a text that may be an outline of many stories: each item has those of the headings above it."""
    states = _under_states(text, parties)
    items = [(found.start(), len(found[1].expandtabs(4))) for found in _ITEM.finditer(text)]
    if states:
        items = [(heading.start, 0) for heading in states]
    elif len(items) < OUTLINE or len({depth for _, depth in items}) == 1:
        return parties
    stories: list[tuple[int, Parties]] = []
    above: list[tuple[int, tuple[PartyMention, ...]]] = []
    for number, (start, depth) in enumerate(items):
        while above and above[-1][0] >= depth:
            above.pop()
        end = items[number + 1][0] if number + 1 < len(items) else len(text)
        above.append((depth, parties.within(start, end)))
        named = [m for _, mentions in above for m in mentions]
        state = states[number : number + 1]  # counts once more, as what all of its story is about
        stories.append((start, gather([*state, *named], state or title)))
    return replace(parties, stories=tuple(stories))


def _under_states(text: str, parties: Parties) -> list[PartyMention]:
    """The headings of a bulletin whose paragraphs stand each below the name of a state: `NIGER: Gunmen killed 44`."""
    found = []
    for heading in _HEADING.finditer(text):
        named = parties.within(heading.start(), heading.end(1))
        found += [m for m in named if (m.start, m.end) == heading.span(1) and (a := get(m.party)) and a.kind == "state"]
    return found if len(found) >= _HEADINGS else []
