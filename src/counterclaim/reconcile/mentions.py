"""Sentences that report an attack, made ready for being set against each other: where, when, how, and which figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from counterclaim.model import Place
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit
from counterclaim.reconcile.passages import passage
from counterclaim.vocabulary.words import toml

FILE = "incident_words.toml"
LONGEST = 7  # days: a figure over more is the sum of a campaign, not of one attack
REPORTED = 1  # days: an attack whose day nobody tells was on the day of publication or the day before


@dataclass(frozen=True, slots=True)
class Mention:
    """The figures of one sentence about one place."""

    items: tuple[Item, ...]
    sort: str
    first: date | None
    last: date | None
    told: bool  # whether words of the text tell the day; else it follows from the day of publication
    place: Place | None
    ways: frozenset[str]
    sites: frozenset[str]
    names: frozenset[str]
    spread: bool
    another: bool

    @property
    def document(self) -> str:
        """The document that it stands in."""
        return self.items[0].entry.document

    @property
    def conflict(self) -> str | None:
        """The conflict, where one is known."""
        return self.items[0].claim.conflict


def mentions(found: Sequence[Item]) -> tuple[Mention, ...]:
    """All mentions, by day and then by document; claims that are of no single event are in none.

    >>> mentions(())
    ()
    """
    fit = [item for item in found if sort(item)]
    sentences = grouped(fit, lambda i: (i.entry.document, i.claim.quote.start, sort(i), i.claim.conflict))
    made = [mention for group in sentences.values() for mention in _by_place(group)]
    return tuple(sorted(made, key=lambda m: (m.first or date.max, m.document, m.items[0].claim.figure.start)))


@cache
def _sorts() -> dict[str, str]:
    return {measure: name for name, measures in toml(FILE)["sorts"].items() for measure in measures}


def sort(item: Item) -> str | None:
    """What a claim of one event counts, harm or freeing; None for totals, levels, rates, plans and campaigns."""
    claim = item.claim
    if claim.time.kind != "period" or claim.figure.per or unfit(item) or claim.stance == "planned":
        return None
    length = item.days.length
    return None if length and length > LONGEST else _sorts().get(claim.measure)


def _by_place(group: Sequence[Item]) -> Iterator[Mention]:
    """One mention for each place of a sentence; what tells no place goes with the first."""
    by_area = grouped(group, lambda item: item.area)
    homeless = by_area.pop("", [])
    parts = list(by_area.values()) or [[]]
    parts[0] = sorted([*homeless, *parts[0]], key=lambda item: item.claim.figure.start)
    return (_mention(part) for part in parts)


def _mention(items: Sequence[Item]) -> Mention:
    quote = items[0].claim.quote.text
    told = [item for item in items if item.claim.time.text and item.days.last]
    first, last = _window((told or list(items))[0], bool(told))
    words = passage(items[0].claim)
    ways = frozenset(name for name in toml(FILE)["ways"] if _pattern("ways", name).search(quote))
    place = next((item.claim.place for item in items if item.area), items[0].claim.place)
    return Mention(
        items=tuple(items),
        sort=sort(items[0]) or "",
        first=first,
        last=last,
        told=bool(told),
        place=place,
        ways=ways,
        sites=frozenset(found.casefold() for found in _pattern("sites", "words").findall(quote)),
        names=words.names - set(re.findall(r"\w+", place.name.casefold() if place else "")),
        spread=bool(_pattern("spread", "words").search(quote)),
        another=bool(_pattern("another", "words").search(quote)),
    )


def _window(item: Item, told: bool) -> tuple[date | None, date | None]:
    last = item.days.last
    if last is None or told:
        return item.days.first or last, last
    return last - timedelta(days=REPORTED), last


@cache
def _pattern(group: str, name: str) -> re.Pattern[str]:
    words = sorted(toml(FILE)[group][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
