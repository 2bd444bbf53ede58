"""Where a figure holds: the most specific place next to it, in its sentence, shortly before, or in the lead."""

import bisect
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.scenes import BACK, LEAD, Scene
from counterclaim.claims.wordlists import any_of
from counterclaim.model import Place
from counterclaim.vocabulary.actors import ActorMention
from counterclaim.vocabulary.places import PlaceMention

_WHERE = 60  # characters between a place and a figure that "where" binds to it
_RANK = {"site": 0, "city": 1, "region": 2}
_WORDS = "binding_words.toml"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What stands before a place: where something happened, compared with, half a country, where people met."""
    before = r"\s+(?:[\w’'-]+\s+){0,3}$"
    filler = rf"(?:(?!(?:{any_of(_WORDS, 'place', 'clause')})\b)[\w’'-]+\s+){{0,2}}"
    directions = any_of(_WORDS, "place", "directions")
    return (
        re.compile(rf"\b(?:{any_of(_WORDS, 'place', 'placed')})\s+(?:the\s+)?{filler}$", re.IGNORECASE),
        re.compile(
            rf"\b(?:{any_of(_WORDS, 'place', 'compared')}|"
            rf"(?:{any_of(_WORDS, 'place', 'compared_beginnings')})\w{{0,20}}){before}",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{directions})(?:ern)?\s+$|\b(?:north|south)(?:ern)?-?(?:east|west)ern\s+$", re.IGNORECASE),
        re.compile(
            rf"\b(?:{any_of(_WORDS, 'place', 'met')})\s+(?:[\w’'-]+\s+){{0,2}}(?:in|at)\s+$",
            re.IGNORECASE,
        ),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the text, and how it stands there."""

    mention: PlaceMention
    usable: bool  # not one compared with, nor a capital that stands for its government ("Moscow said")
    located: bool  # something is, or happens, in it: "in Kharkiv"
    in_part: bool  # a part of it is meant: "eastern Ukraine"


def find_spots(text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> tuple[Spot, ...]:
    """How the places of a text stand in it, in its order."""
    placed, compared, directed, met = _patterns()
    speaking = [m for m in actors if m.form in ("metonym", "composed")]
    starts = [m.start for m in speaking]
    found = []
    for p in places:
        before = text[max(0, p.start - 40) : p.start]
        located = bool(placed.search(before))
        last = bisect.bisect_left(starts, p.end)
        speaks = last > 0 and speaking[last - 1].end > p.start
        usable = (located or not speaks) and not compared.search(before) and not met.search(before)
        found.append(Spot(p, usable, located, bool(directed.search(before[-16:]))))
    return tuple(found)


def place_of(
    scene: Scene, text: str, at: int, spots: Sequence[Spot], party: str | None, *, befell: bool
) -> PlaceMention | None:
    """The most specific place next to a figure: in its sentence, else shortly before, else in the lead.

    A whole country is one only where the party is another, or where a part of it is meant. Of what did not befall
    somewhere, as the total of a war, only a place that the sentence itself puts it in.
    """
    start, end = scene.sentence.start, scene.sentence.end

    def there(p: PlaceMention) -> bool:
        return 0 < at - p.end < _WHERE and bool(re.search(r"\bwhere\b", text[p.end : at]))

    def fine(low: int, high: int) -> list[Spot]:
        return [
            s for s in _between(spots, low, high) if s.mention.precision != "country" and (s.usable or there(s.mention))
        ]

    def distance(s: Spot) -> tuple[int, int]:
        p = s.mention
        off = 40 * _RANK.get(p.precision, 3) + 60 * (not s.located) - 200 * there(p)
        return abs(p.start - at) + off, p.start

    here = fine(start, end) or [
        s
        for s in _between(spots, start, end)
        if s.mention.precision == "country"
        and s.located
        and (s.usable or there(s.mention))
        and (s.mention.country != party or s.in_part)
    ]
    if not befell:
        here = [s for s in here if s.located]
    if here:
        return min(here, key=distance).mention
    if not befell:
        return None
    before = fine(start - BACK + 1, start)
    if before:
        return before[-1].mention
    lead = fine(0, LEAD)
    return lead[0].mention if lead else None


def _between(spots: Sequence[Spot], low: int, high: int) -> Sequence[Spot]:
    """The places that begin at `low` or behind it, before `high`."""
    first = bisect.bisect_left(spots, low, key=lambda s: s.mention.start)
    last = bisect.bisect_left(spots, high, key=lambda s: s.mention.start)
    return spots[first:last]


def as_place(p: PlaceMention) -> Place:
    """The record of a place mention."""
    return Place(name=p.name, text=p.text, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision)
