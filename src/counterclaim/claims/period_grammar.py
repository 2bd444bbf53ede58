"""The machinery of time expressions: patterns with named fragments, the rules, and how they are tried on a text.

A rule turns a match into an `Atom`: where it stands, and a function from the day of publication to days. The rules
stand in `period_calendar` and `period_relative`, the words in vocabulary/data/time_words.toml. A rule is tried only
around words that it needs, and every repetition is bounded: a megabyte costs linear time.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from counterclaim.claims.period_days import (
    UNKNOWN,
    Dated,
    Days,
    Part,
    Unit,
)
from counterclaim.claims.wordlists import alternatives
from counterclaim.vocabulary.words import toml

Kind = Literal["period", "total", "state", "point", "planned_hint"]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression before its neighbours are looked at."""

    start: int
    end: int
    days: Callable[[date | None], Days]
    kind: Kind = "period"
    dated: Dated | None = None  # where it names calendar fields
    bare: bool = False  # counts only behind a word such as "in" or "since"
    is_now: bool = False  # a day or night named from today: yesterday, overnight
    floats: bool = False  # the nearest such day or month before whatever ends a range: "from Friday to Sunday"


@functools.cache
def words() -> dict[str, Any]:
    """The word list."""
    return toml("time_words.toml")


def spaced(pattern: str) -> str:
    """A pattern in which a blank stands for white space and a straight apostrophe for any."""
    inside = re.compile(r"\[(?:[^\]\\]|\\.)*\]")
    parts, at = [], 0
    for m in inside.finditer(pattern):
        parts += [
            _spaced_outside(pattern[at : m.start()]),
            m[0].replace(" ", r"\s").replace("'’", "'").replace("'", "'’"),
        ]
        at = m.end()
    return "".join([*parts, _spaced_outside(pattern[at:])])


def _spaced_outside(pattern: str) -> str:
    return pattern.replace(" ", r"(?:\s{1,6})").replace("'", "['’]")


def either(choices: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return alternatives(choices, blank=" ")


@functools.cache
def _fragments() -> dict[str, str]:
    w = words()
    parts = either([*w["words"]["early"], *w["words"]["middle"], *w["words"]["late"]])
    return {
        "month": rf"(?P<month>{either(w['months'])})\b\.?",
        "weekday": rf"(?P<weekday>{either(w['weekdays'])})\b",
        "weekday_names": either(w["weekdays"]),
        "abbr_names": either(w["weekday_abbreviations"]),
        "fixed_names": either(w["fixed_days"]),
        "known_names": either(w["known_days"]),
        "total_names": either(w["words"]["total"]),
        "state_names": either(w["words"]["state"]),
        "abbr": rf"(?P<abbr>{either(w['weekday_abbreviations'])})\b\.?",
        "season": rf"(?P<season>{either(w['seasons'])})\b",
        "year": r"(?P<year>(?:19|20)\d\d)(?!\d|[,.]\d|['’]?s\b|%)",
        "day": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?",
        "to_day": r"(?P<to_day>[0-3]?\d)(?:st|nd|rd|th)?",
        "part": rf"(?:the )?(?:very )?(?P<part>{parts})(?:-| (?:the )?)",
        "number": rf"(?P<number>\d{{1,3}}|{either(w['numbers'])})",
        "vague": rf"(?P<vague>(?:a )?(?:{either(w['words']['vague'])}))",
        "hedge": rf"(?:(?:{either(w['words']['hedges'])}) )?",
        "unit": r"(?P<unit>hour|day|night|week|weekend|fortnight|month|quarter|year|decade)(?P<plural>s)?\b",
        "of_day": rf"(?:[ -](?:early )?(?:{either(w['words']['day_parts'])})\b)?",
        "near": r"(?:(?:the )?(?:early|late|earlier|later)(?: on| in the day on)? )?",
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern in which {name} stands for a fragment, the words without which it is not tried, and its meaning.

    In `on`, "@months" is every word of that list (of longer names the last word), "#4" a number of four digits that
    can be a year, "#2" one of one or two with a point, a slash or "s" behind it.
    """

    pattern: str
    on: str
    read: Callable[[Match], "Atom | None"]


RULES: list[Rule] = []


def rule(pattern: str, *, on: str) -> Callable[[Callable[[Match], Atom | None]], Callable[[Match], Atom | None]]:
    """Register the function below as the meaning of a pattern."""

    def register(function: Callable[[Match], Atom | None]) -> Callable[[Match], Atom | None]:
        RULES.append(Rule(pattern, on, function))
        return function

    return register


@functools.cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    fill, named = _fragments(), re.compile(r"\{([a-z_]+)\}")
    return tuple(re.compile(spaced(named.sub(lambda m: fill[m[1]], r.pattern)), re.IGNORECASE) for r in RULES)


@functools.cache
def _triggers() -> dict[str, tuple[int, ...]]:
    """Which rules are worth trying around a word."""
    table: dict[str, list[int]] = {}
    for number, one in enumerate(RULES):
        for key in one.on.split():
            names = words().get(key[1:]) or words()["words"].get(key[1:]) if key[0] == "@" else [key]
            for name in names or ():
                table.setdefault(re.split(r"[\s'’/]", name)[-1], []).append(number)
    return {key: tuple(numbers) for key, numbers in table.items()}


_RUN = re.compile(r"[^\W\d_]+|\d+")


@functools.lru_cache(maxsize=2)  # of one text the words are asked for three times
def _runs(text: str) -> tuple[tuple[str, int, int], ...]:
    """The runs of letters of a text in small letters and the classes of its runs of digits, and where they stand."""
    return tuple((_class_of(text, m), m.start(), m.end()) for m in _RUN.finditer(text))


def _class_of(text: str, m: Match) -> str:
    """A run of letters in small letters; of digits "#4" or "#2" (see `Rule`)."""
    word = m[0].lower()
    if not word.isdigit():
        return word
    four = len(word) == 4 and word[:2] in ("19", "20")
    return "#4" if four else "#2" if len(word) < 3 and text[m.end() : m.end() + 1] in tuple("./s'’") else ""


_BEFORE, _BEHIND, _MARGIN = 64, 96, 24  # the longest expressions have 60 characters


def windows(text: str, triggers: Mapping[str, tuple[int, ...]], behind: int = _BEHIND) -> dict[int, list[list[int]]]:
    """For each rule the stretches of text that hold one of its words."""
    stretches: dict[int, list[list[int]]] = {}
    for word, start, end in [run for run in _runs(text) if run[0] in triggers]:
        for number in triggers[word]:
            low, high = max(0, start - _BEFORE), min(len(text), end + behind)
            found = stretches.setdefault(number, [])
            if found and low <= found[-1][1]:
                found[-1][1] = high
            else:
                found.append([low, high])
    return stretches


def atoms(text: str) -> Iterator[Atom]:
    """Every match of every rule, overlapping ones too; each rule reads a stretch of text once at most."""
    patterns = _compiled()
    for number, stretches in windows(text, _triggers()).items():
        for low, high in stretches:
            for match in patterns[number].finditer(text, low, high):
                if (match.end() + _MARGIN < high or high == len(text)) and (atom := RULES[number].read(match)):
                    yield atom


# ---------------------------------------------------------------- reading the groups
def month_of(m: Match) -> int | None:
    """The month that a match names, None where a small letter shows another word ("may", "march on")."""
    word = m["month"].lower()
    if m["month"].islower() and (len(word) < 5 or word == "march"):
        return None  # "may", "march on", "mar": only with a capital
    return cast(int, words()["months"][word])


def part_of_match(m: Match) -> Part | None:
    """The part of a month or year that a match names."""
    if not m["part"]:
        return None
    word = re.sub(r"\s+", " ", m["part"].lower())
    groups = words()["words"]
    return "early" if word in groups["early"] else "middle" if word in groups["middle"] else "late"


def count_of(m: Match) -> int | None:
    """The count that a match gives in digits or words."""
    if not m["number"]:
        return None
    word = m["number"].lower()
    return int(word) if word.isdigit() else cast(int, words()["numbers"][word])


def unit_of(m: Match) -> Unit:
    """The unit of time of a match."""
    return cast(Unit, m["unit"].lower())


def dated_atom(m: Match, dated: Dated, *, bare: bool = False) -> Atom:
    """An expression of calendar fields."""
    return Atom(m.start(), m.end(), dated.days, dated=dated, bare=bare, floats=dated.year is None)


def relative_atom(
    m: Match, days: Callable[[date], Days], kind: Kind = "period", *, is_now: bool = False, floats: bool = False
) -> Atom:
    """An expression that the day of publication dates."""
    return Atom(m.start(), m.end(), lambda today: days(today) if today else UNKNOWN, kind, None, False, is_now, floats)
