"""Totals that run from the beginning of a war: "since the invasion", "day 313 of the war", "the first week of".

Which war, and its first day, comes from vocabulary/data/conflict_starts.toml: the one whose words the text has most.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from counterclaim.claims.period_days import UNKNOWN, Days, Unit, back
from counterclaim.claims.period_grammar import Atom, either, spaced, windows, words
from counterclaim.vocabulary.words import toml

_BEGAN = (
    r"(?: (?:was |were |had |has )?(?:began|begun|begins|started|starts|broke out|broken out|erupted|launched|"
    r"escalated|flared|resumed|commenced))?"
)
_DATES = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b"
_NAME = rf"(?-i:(?!{_DATES})[A-Z])\w{{2,20}}"
_WHERE = (
    rf"(?: (?:in|into|on|of|against|around|near) (?:the )?(?:{_NAME}(?: {_NAME})?|city|town|country|region)| there)?"
)
# up to five words between "since" and what began: "since Russia's unprovoked full-scale invasion"
_SOME = r"(?:[\w'-]{1,24},? ){0,5}?"
# wars that are over, and whose end or beginning is only a measure: "the deadliest day since the second world war"
_OTHER_WARS = re.compile(r"\b(?:world|cold|vietnam|korean) war\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class War:
    """A conflict's first day, the last on which its names meant it, and its words."""

    id: str
    start: date
    end: date | None
    context: tuple[str, ...]
    names: frozenset[str]


@functools.cache
def wars() -> tuple[War, ...]:
    """The table of conflict_starts.toml."""
    return tuple(_war(row) for row in toml("conflict_starts.toml")["conflict"])


def _war(row: dict[str, Any]) -> War:
    return War(row["id"], row["start"], row.get("end"), tuple(row["context"]), frozenset(row["names"]))


def starts_a_war(text: str, atom: Atom, today: date | None, conflict: str | None) -> War | None:
    """The war that began on the day and month of an expression without a year, where the words show that it is meant.

    "The October 7 attacks" are those of 2023 in any later year, "7 October" alone is the nearest.
    """
    if atom.dated is None or atom.dated.year is not None or not atom.dated.day:
        return None
    war = war_meant(text, today, None, conflict)
    if war is None or (war.start.month, war.start.day) != (atom.dated.month, atom.dated.day):
        return None
    behind = re.compile(r"['’]?s?\s{1,3}(?:[\w'’-]{1,20}\s){0,2}?(\w{3,20})").match(text, atom.end)
    return war if behind and behind[1].lower() in war.names else None


def conflict_start(conflict: str) -> date | None:
    """The first day of a conflict by its id, None where the table does not have it.

    >>> conflict_start("russia-ukraine")
    datetime.date(2022, 2, 24)
    """
    return next((war.start for war in wars() if war.id == conflict), None)


def war_meant(text: str, today: date | None, name: str | None = None, conflict: str | None = None) -> War | None:
    """The war of the table that a text means by `name` ("invasion"), None where its words show none.

    >>> war_meant("Shells fell on Kharkiv.", date(2023, 1, 5), "invasion").id
    'russia-ukraine'
    """
    best, most = None, 0
    for number, war in enumerate(wars()):
        if conflict is not None and war.id != conflict:
            continue
        if name is not None and name not in war.names:
            continue
        if today is not None and (today < war.start or (war.end is not None and today > war.end)):
            continue
        count = 1 if conflict else _mentions(text, number)
        if count > most or (count == most and best and war.start > best.start):
            best, most = war, count
    return best


@functools.lru_cache(maxsize=256)
def _mentions(text: str, war: int) -> int:
    """How often a text names the people and places of war number N; the first 200,000 characters tell."""
    told = text[:200_000]
    low = _small(told)
    words = tuple(word for word in wars()[war].context if word.lower() in low)
    return len(_context(words).findall(told)) if words else 0


@functools.lru_cache(maxsize=2)  # asked for every war, one text after the other
def _small(text: str) -> str:
    return text.lower()


@functools.lru_cache(maxsize=1024)
def _context(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words with which a war's people and places begin; those that a text does not have are left out before."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    nouns = either({n for war in wars() for n in war.names} | {"ceasefire", "truce", "siege", "operation"})
    number = rf"(?P<number>\d{{1,4}}|{either(words()['numbers'])})"
    ordinal = rf"(?:(?P<digits>\d{{1,4}})(?:st|nd|rd|th)|(?P<ordinal>{either(words()['ordinals'])}))"
    unit = r"(?P<unit>hour|day|week|month|year)s?"
    noun = rf"(?P<noun>{nouns})\b{_BEGAN}{_WHERE}{_BEGAN}"
    hedge = rf"(?:(?:{either(words()['words']['hedges'])}) )?"
    begins = "start|beginning|outbreak|onset|launch|outset|eruption|first day"
    forms = {  # the words that call for a form: the form
        "start beginning outbreak onset launch outset eruption first": (
            rf"\b(?:(?P<since>(?:ever )?since|from|after|before) (?:the )?(?:very )?|(?P<bare>))"
            rf"(?:{begins}) of {_SOME}{noun}"
        ),
        "since": rf"\b(?P<since>(?:ever )?since) {_SOME}{noun}",
        "then that": r"\b(?P<then>(?:ever )?since (?:then|that time|that day))\b",
        "hour hours day days week weeks month months year years": (
            rf"\b(?:the )?first (?P<span>)(?:{number} )?{unit} of {_SOME}{noun}"
        ),
        "day week month": rf"\b(?:the |its |their )?{ordinal} (?P<nth>day|week|month) of {_SOME}{noun}",
        "day": rf"\bday (?P<dayno>\d{{1,4}}|one)(?: of {_SOME}{noun})?\b",
        "days weeks months years day week month year": (
            rf"\b{hedge}(?:{number} |(?P<vague>))(?P<long>){unit} (?:of|into) (?:the )?{_SOME}{noun}"
        ),
    }
    return tuple((keys, re.compile(spaced(form), re.IGNORECASE)) for keys, form in forms.items())


@functools.cache
def _triggers() -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for index, (keys, _) in enumerate(_patterns()):
        for key in keys.split():
            table.setdefault(key, []).append(index)
    return {key: tuple(found) for key, found in table.items()}


def events(text: str, dates: list[Atom], conflict: str | None) -> Iterator[Atom]:
    """Expressions that hang on the beginning of a war; a date right behind one is part of it."""
    starts = {atom.start: atom for atom in dates}
    for index, stretches in windows(text, _triggers(), behind=200).items():
        pattern = _patterns()[index][1]
        for m in (m for low, high in stretches for m in pattern.finditer(text, low, high)):
            behind = re.compile(r"\s{1,6}(?:(?:on|in|of|back in)\s{1,6})?(?:the\s{1,6})?").match(text, m.end())
            named = starts.get(behind.end()) if behind else None
            yield _event(text, m, named, conflict)


def _event(text: str, m: re.Match[str], named: Atom | None, conflict: str | None) -> Atom:
    groups = m.groupdict()
    noun = (groups.get("noun") or "").lower() or None
    if groups.get("nth") or groups.get("dayno"):
        named = None  # "the second day of the invasion, on Friday": Friday is that day
    other = _OTHER_WARS.search(m[0]) is not None
    end = named.end if named else m.end()

    def start_day(today: date | None) -> date | None:
        if other or groups.get("then") or (noun is None and groups.get("dayno") is None):
            return None
        war = war_meant(text, today, noun, conflict)
        first, last = named.days(today) if named else UNKNOWN
        if first and last:
            return war.start if war and first <= war.start <= last else first
        return war.start if war else None

    def days(today: date | None) -> Days:
        return _days(groups, start_day(today), today)

    since = (groups.get("since") or "").lower()
    kind = "point" if groups.get("dayno") or groups.get("bare") is not None or since in ("after", "before") else "total"
    if groups.get("nth") or groups.get("span") is not None:
        kind = "period"
    return Atom(m.start(), end, days, cast(Any, kind))


def _days(groups: dict[str, str | None], start: date | None, today: date | None) -> Days:
    """The days of an expression whose war began on `start`."""
    since = (groups.get("since") or "").lower()
    if since == "before":
        return None, start - timedelta(1) if start else None
    if groups.get("bare") is not None:
        return start, start
    number = groups.get("number") or groups.get("digits") or groups.get("dayno")
    count = int(number) if number and number.isdigit() else words()["numbers"].get((number or "one").lower(), 1)
    if groups.get("ordinal"):
        count = words()["ordinals"][cast(str, groups["ordinal"]).lower()]
    if groups.get("span") is not None:
        unit = cast(Unit, cast(str, groups["unit"]).lower())
        return (start, back(start, -count, unit)) if start else UNKNOWN
    if groups.get("dayno") or groups.get("nth"):
        unit = cast(Unit, (groups.get("nth") or "day").lower())
        if start is None:
            return UNKNOWN
        first = back(start, -(count - 1), unit)
        return first, back(first, -1, unit) - timedelta(1)
    return start, today
