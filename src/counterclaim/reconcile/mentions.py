"""Sentences that report an attack, made ready for being set against each other: where, when, how, and which figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from counterclaim.model import Place
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit
from counterclaim.reconcile.periods import day
from counterclaim.reconcile.retold import sentence
from counterclaim.reconcile.wording import MONTHS
from counterclaim.tables.mapping import TABLE
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.words import toml

FILE = "incident_words.toml"
LONGEST = 7  # days: a figure over more is the sum of a campaign, not of one attack
SEVERAL = 3  # days: "in the past three days" sums up, "over the weekend" may be one attack
LOSSES = ("killed", "lost", "casualties", "destroyed", "damaged")
LISTED = 3  # lines of a list: a raid is told of in a sentence or two
FEWEST = 3  # people of a calling: one journalist or two are killed in many attacks
REPORTED = 1  # days: an attack whose day nobody tells was on the day of publication or the day before
DEADLIEST = 5_000  # dead: 11 September 2001, the deadliest single attack in news of the last decades, cost 2,977
MANY = 100  # people harmed in a month or a year: of 19 told so in 500 messages and 1,500 items of days 17 were sums
UNTOLD = 1_000  # dead of whom neither day nor town is told: an attack that cost so many is named by both
BESIDE = 30  # characters on each side of a figure: some five words
PRECISE = ("site", "city")
CALENDAR = "|".join((*MONTHS, r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", r"(?:19|20)\d\d"))
SINCE = re.compile(rf"\bsince (?:[\w,]+ ){{0,3}}(?:{CALENDAR})\b", re.IGNORECASE)  # "since 5 May"
WORDS_BEFORE = 3  # before "since", which tell that one attack is meant


@dataclass(frozen=True, slots=True)
class Mention:
    """The figures of one sentence about one place."""

    items: tuple[Item, ...]
    document: str
    conflict: str | None  # where one is known
    sort: str
    first: date | None
    last: date | None
    told: bool  # whether words of the text tell the day; else it follows from the day of publication
    place: Place | None
    ways: frozenset[str]
    sites: frozenset[str]
    names: frozenset[str]
    spread: bool  # a sum over the many places of a region
    another: bool  # told as another attack than the one before
    definite: bool  # told as the attack that was spoken of
    vague: bool  # of some day of a month or a year: it joins what is told with a day, and is no incident for itself
    once: bool  # though vague, told as one attack: "a gunman", "the bombing of"
    words: frozenset[str]  # the words and pairs of words of the sentence, case aside
    counted: frozenset[str]  # "6 priests": figures of people who are seldom so many in two attacks


def mentions(found: Sequence[Item]) -> tuple[Mention, ...]:
    """All mentions, those whose day is told before the others, those of a month or a year last; claims that are of no
    single event are in none.

    >>> mentions(())
    ()
    """
    lists = _lists(found)
    fit = [(kind, item) for item in found if (kind := sort(item)) and _on_a_list(item) not in lists]
    sentences = grouped(
        fit, lambda one: (one[1].entry.document, one[1].claim.quote.start, one[0], one[1].claim.conflict)
    )
    made = [mention for group in sentences.values() for mention in _by_place([item for _, item in group], group[0][0])]
    return tuple(sorted(made, key=_order))


def _lists(found: Sequence[Item]) -> set[tuple[object, ...]]:
    """The lists of a day's losses: in lines of their own several kinds of things lost, no place told."""
    lines: dict[tuple[object, ...], dict[str, int]] = {}
    for item in found:
        on, claim = _on_a_list(item), item.claim
        if on is not None and claim.figure.unit == "items" and claim.time.kind == "period":
            lines.setdefault(on, {})[claim.object] = claim.quote.start
    return {on for on, kinds in lines.items() if len(set(kinds.values())) >= LISTED}


def _on_a_list(item: Item) -> tuple[object, ...] | None:
    """What the figures of a list share: who tells of whose losses over which days, without a place."""
    claim = item.claim
    losses = claim.measure in LOSSES and not item.area and item.voice
    return (item.entry.document, item.voice, claim.party, item.days) if losses else None


def _order(mention: Mention) -> tuple[bool, bool, date, str, int]:
    return (
        mention.vague,
        not mention.told,
        mention.first or date.max,
        mention.document,
        mention.items[0].claim.figure.start,
    )


def _dated(item: Item) -> bool:
    """Whether the text tells the day, not the day of publication alone."""
    if item.days.inferred or item.days.last is None:
        return False
    return bool(item.claim.time.text) or item.days.last != day(item.entry.published)


@cache
def _sorts() -> dict[str, str]:
    return {measure: name for name, measures in toml(FILE)["sorts"].items() if name != "fired" for measure in measures}


def sort(item: Item) -> str | None:
    """What a claim of one event counts, harm or freeing; None for totals, levels, rates, plans and campaigns, and for
    the rows of tables, which are sums by day."""
    claim = item.claim
    if (
        claim.rule.startswith(TABLE)
        or not (claim.time.kind == "period" or _toll_of_one(item))
        or claim.figure.per
        or unfit(item)
        or claim.stance == "planned"
    ):
        return None
    if (_long(item) and _summed(item)) or _of_days(item):
        return None
    if claim.measure == "launched" and claim.object not in toml(FILE)["sorts"]["fired"]:
        return None
    return None if _running(item) or _of_a_war(item) else _sorts().get(claim.measure)


def _long(item: Item) -> bool:
    """Whether its days are a month or a year, in which it happened once or was summed up."""
    return (item.days.length or 0) > LONGEST


def _summed(item: Item) -> bool:
    """Whether a month or a year is told for what was summed up in it.

    So where the words of the time say it, and of large figures unless the sentence has words of one attack.
    """
    words, quote = item.claim.time.text or "", item.claim.quote.text
    once = _tells("once", "words", quote) or _tells("definite", "words", quote)
    large = (item.hard.low or 0) >= MANY and item.claim.figure.unit == "persons"
    return (large and not once) or _tells("summed", "words", words)


def _of_days(item: Item) -> bool:
    """Whether it is the sum of several days by the words of its time, and its sentence has no words of one attack."""
    quote = item.claim.quote.text
    several = (item.days.length or 0) >= SEVERAL and _tells("summed", "words", item.claim.time.text or "")
    return several and not _tells("once", "words", quote) and not _tells("definite", "words", quote)


def _toll_of_one(item: Item) -> bool:
    """Whether a total is that of one attack by its words, and began on no other day than it ended."""
    time = item.claim.time
    alone = time.kind == "total" and time.start in (None, time.end)
    return alone and _tells("attack_toll", "words", item.claim.quote.text)


def _of_a_war(item: Item) -> bool:
    """Whether there are more dead than any one attack is told to have cost: the figure is of a war or a campaign."""
    untold = not _dated(item) and (item.claim.place is None or item.claim.place.precision not in PRECISE)
    return item.claim.measure == "killed" and (item.hard.low or 0) >= (UNTOLD if untold else DEADLIEST)


def _running(item: Item) -> bool:
    """Whether the words beside a figure make it a running total."""
    quote, figure = item.claim.quote, item.claim.figure
    first, last = figure.start - quote.start, figure.end - quote.start
    around = quote.text[max(0, first - BESIDE) : last + BESIDE]
    if _tells("running", "always", around):
        return True
    if _tells("running", "campaign", quote.text) or _since(quote.text):
        return True
    if not _dated(item) and _tells("running", "sentence", quote.text):
        return True
    placed = item.claim.place is not None and item.claim.place.precision != "country"
    return not placed and not _dated(item) and _tells("running", "toll", quote.text[:first])


def _since(text: str) -> bool:
    """Whether a sentence counts from a day on, and does not tell of the worst attack since that day."""
    found = SINCE.search(text)
    before = text[: found.start()].split()[-WORDS_BEFORE:] if found else []
    return found is not None and not _tells("running", "not_since", " ".join(before))


def _by_place(group: Sequence[Item], kind: str) -> Iterator[Mention]:
    """One mention for each place of a sentence; what tells no place goes with the first."""
    by_area = grouped(group, lambda item: item.area)
    homeless = by_area.pop("", [])
    parts = list(by_area.values()) or [[]]
    parts[0] = sorted([*homeless, *parts[0]], key=lambda item: item.claim.figure.start)
    return (_mention(part, kind) for part in parts)


def _mention(items: Sequence[Item], kind: str) -> Mention:
    quote = items[0].claim.quote.text
    told = [item for item in items if _dated(item)]
    first, last = _window((told or list(items))[0], bool(told))
    words = sentence(items[0])
    common = _shouted() if quote.isupper() else frozenset[str]()
    ways = frozenset(name for name in toml(FILE)["ways"] if _tells("ways", name, quote))
    place = next((item.claim.place for item in items if item.area), items[0].claim.place)
    precise = place is not None and place.precision in PRECISE
    return Mention(
        items=tuple(items),
        document=items[0].entry.document,
        conflict=items[0].claim.conflict,
        sort=kind,
        first=first,
        last=last,
        told=bool(told),
        place=place,
        ways=ways,
        sites=frozenset(found.casefold() for found in _pattern("sites", "words").findall(quote)),
        names=frozenset(name for name in words.names if _telling(name)) - _words(place.name if place else "") - common,
        spread=is_spread(items[0]) and not (precise and _named(place, quote)),
        another=_tells("another", "words", quote),
        definite=_tells("definite", "words", quote),
        vague=(vague := _long((told or list(items))[0])),
        once=vague and precise and _tells("once", "words", quote),
        words=_with_pairs(quote),
        counted=frozenset(number for item in items if (number := _counted(item))),
    )


def _counted(item: Item) -> str | None:
    """A figure with what it counts, where these are three people of a calling or more: "6 priests"; else None."""
    if item.point is None or item.point < FEWEST:
        return None
    called = (span.text.casefold().split()[-1] for span in item.claim.spans if span.field == "object")
    noun = next((word for word in called if _pattern("callings", "words").fullmatch(word)), None)
    return None if noun is None else f"{item.point} {noun}"


def _named(place: Place | None, quote: str) -> bool:
    """Whether a sentence names its place itself, rather than one before it."""
    return place is not None and place.text.casefold() in quote.casefold()


@lru_cache(maxsize=1024)  # a sentence is asked for a dozen kinds of words
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def is_spread(item: Item) -> bool:
    """Whether the sentence sums up many places."""
    return _tells("spread", "words", item.claim.quote.text)


def _with_pairs(text: str) -> frozenset[str]:
    """The words of a text, alone and two by two, as names of towns have them.

    >>> sorted(_with_pairs("In Tel Aviv"))
    ['aviv', 'in', 'in tel', 'tel', 'tel aviv']
    """
    words = re.findall(r"[^\W\d_]+(?:-\w+)*", text.casefold())
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}


@cache
def _shouted() -> frozenset[str]:
    return frozenset(toml(FILE)["generic"]["shouted"])


@cache
def _telling(name: str) -> bool:
    """Whether a word with a capital says which event it was: neither a party's name nor a word of any report."""
    return not _pattern("generic", "words").fullmatch(name) and not find_actors(name.title())


def _window(item: Item, told: bool) -> tuple[date | None, date | None]:
    last = item.days.last
    if last is None or told:
        return item.days.first or last, last
    return last - timedelta(days=REPORTED), last


def _tells(group: str, name: str, text: str) -> bool:
    """Whether a text has a phrase of a list; most texts have not even the first word of one."""
    return not _words(text).isdisjoint(_first_words(group, name)) and bool(_pattern(group, name).search(text))


@cache
def _first_words(group: str, name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.casefold())[0] for phrase in toml(FILE)[group][name])


@cache
def _pattern(group: str, name: str) -> re.Pattern[str]:
    words = sorted(toml(FILE)[group][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
