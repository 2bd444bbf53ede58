"""The forms of time expressions: one pattern each, and what it says.

A rule turns a match into an `Atom`: where it stands, and a function from the day of publication to days.
Words come from vocabulary/data/time_words.toml. Every repetition is bounded: a megabyte costs linear time.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, cast

from counterclaim.claims.period_days import (
    UNKNOWN,
    Dated,
    Days,
    Part,
    Unit,
    back,
    capped,
    month_end,
    part_of,
    previous,
    unit_holding,
    weekday_before,
)
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
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(choices, key=len, reverse=True))


@functools.cache
def _fragments() -> dict[str, str]:
    w = words()
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
        "part": rf"(?:the )?(?:very )?(?P<part>{either([*w['words']['early'], *w['words']['middle'], *w['words']['late']])})(?:-| (?:the )?)",
        "number": rf"(?P<number>\d{{1,3}}|{either(w['numbers'])})",
        "vague": rf"(?P<vague>(?:a )?(?:{either(w['words']['vague'])}))",
        "hedge": rf"(?:(?:{either(w['words']['hedges'])}) )?",
        "unit": r"(?P<unit>hour|day|night|week|weekend|fortnight|month|quarter|year|decade)(?P<plural>s)?\b",
        "of_day": rf"(?:[ -](?:early )?(?:{either(w['words']['day_parts'])})\b)?",
        "near": r"(?:(?:the )?(?:early|late|earlier|later)(?: on| in the day on)? )?",
    }


RULES: list[tuple[str, Callable[[Match], Atom | None]]] = []


def rule(pattern: str) -> Callable[[Callable[[Match], Atom | None]], Callable[[Match], Atom | None]]:
    """Register a rule under its pattern, in which {name} stands for a fragment."""

    def register(function: Callable[[Match], Atom | None]) -> Callable[[Match], Atom | None]:
        RULES.append((pattern, function))
        return function

    return register


@functools.cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[Match], Atom | None]], ...]:
    fill = _fragments()
    named = re.compile(r"\{([a-z_]+)\}")
    return tuple(
        (re.compile(spaced(named.sub(lambda m: fill[m[1]], pattern)), re.IGNORECASE), function)
        for pattern, function in RULES
    )


def atoms(text: str) -> Iterator[Atom]:
    """Every match of every rule, overlapping ones too."""
    for pattern, function in _compiled():
        for match in pattern.finditer(text):
            if (atom := function(match)) is not None:
                yield atom


# ---------------------------------------------------------------- reading the groups
def _month(m: Match) -> int | None:
    word = m["month"].lower()
    if m["month"].islower() and (len(word) < 5 or word == "march"):
        return None  # "may", "march on", "mar": only with a capital
    return cast(int, words()["months"][word])


def _part(m: Match) -> Part | None:
    if not m["part"]:
        return None
    word = re.sub(r"\s+", " ", m["part"].lower())
    groups = words()["words"]
    return "early" if word in groups["early"] else "middle" if word in groups["middle"] else "late"


def _count(m: Match) -> int | None:
    if not m["number"]:
        return None
    word = m["number"].lower()
    return int(word) if word.isdigit() else cast(int, words()["numbers"][word])


def _unit(m: Match) -> Unit:
    return cast(Unit, m["unit"].lower())


def _dated(m: Match, dated: Dated, *, bare: bool = False) -> Atom:
    return Atom(m.start(), m.end(), dated.days, dated=dated, bare=bare, floats=dated.year is None)


def _relative(
    m: Match, days: Callable[[date], Days], kind: Kind = "period", *, is_now: bool = False, floats: bool = False
) -> Atom:
    return Atom(m.start(), m.end(), lambda today: days(today) if today else UNKNOWN, kind, None, False, is_now, floats)


def _full_year(two: str, near: int = 2068) -> int:
    year = int(two)
    return year if year > 99 else 2000 + year if 2000 + year <= near else 1900 + year


# ---------------------------------------------------------------- dates
@rule(r"(?<![\d.-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?:T[\d:.]{4,12}Z?)?(?![\d-])")
def _iso(m: Match) -> Atom | None:
    if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
        return _dated(m, Dated(int(m["y"]), int(m["m"]), int(m["d"])))
    return None


@rule(r"(?<![\d./])(?P<d>[0-3]?\d)(?P<s>[./])(?P<m>[0-3]?\d)(?P=s)(?P<y>(?:19|20)?\d\d)(?![\d]|[./]\d)")
def _numeric(m: Match) -> Atom | None:
    d, month = int(m["d"]), int(m["m"])
    if m["s"] == "/" and len(m["y"]) < 4:
        return None
    if month > 12 >= d and m["s"] == "/":
        d, month = month, d  # 11/16/2001 can only be American
    if not (1 <= month <= 12 and 1 <= d <= 31):
        return None
    if m["s"] == "/" and d <= 12 and d != month and month <= 12 and int(m["d"]) <= 12:
        return Atom(m.start(), m.end(), lambda _today: UNKNOWN)  # 3/4/2022: nobody can tell
    return _dated(m, Dated(_full_year(m["y"]), month, d))


@rule(r"(?<![\d.,:/])(?P<d>[0-3]\d)\.(?P<m>0[1-9]|1[0-2])(?![\d%]|\.\d| ?(?:%|per|km|million|percent))")
def _short_numeric(m: Match) -> Atom | None:
    return _dated(m, Dated(None, int(m["m"]), int(m["d"])), bare=True) if 1 <= int(m["d"]) <= 31 else None


@rule(
    r"(?<![\d.,:/$£€-])\b(?:{weekday},? |\(?{abbr}\)?,? )?(?:the )?{day}"
    r"(?:(?: ?[-–—/] ?| and | to | or | until | till | through |/){to_day})?(?: day)?(?: of)?[ -]{month}"
    r"(?:(?:,? |-|, ){year}|(?: |-)(?P<yy>['’]?\d\d)(?!\d|[,.:]\d|%| ?[a-z]{1,20}s\b| people))?"
)
@rule(
    r"\b(?:{weekday},? |\(?{abbr}\)?,? )?(?P<may>{month}) {day}(?:(?: ?[-–—] ?| to | through | until | till ){to_day}(?![\d]|[,.]\d))?"
    r"(?![\d%]|[,.:]\d| (?:%|per ?cent|million|thousand|hundred|billion)\b|-(?:year|strong|member))(?:,? {year})?"
)
def _day_month(m: Match) -> Atom | None:
    month, groups = _month(m), m.groupdict()
    day, to_day = int(m["day"]), int(m["to_day"]) if m["to_day"] else None
    if not month or not 1 <= day <= 31 or (to_day is not None and not day < to_day <= 31):
        return None
    year = int(m["year"]) if m["year"] else None
    if groups.get("yy"):
        year = _full_year(m["yy"].strip("'’"))
    shouted = m["month"] in ("MAY", "MARCH") and year is None and not m["weekday"]  # "WE MAY 5"
    return _dated(m, Dated(year, month, day, to_day), bare=shouted)


@rule(r"\b(?:{part})?{month}(?:,? (?:of )?| of ){year}")
def _month_year(m: Match) -> Atom | None:
    month = _month(m)
    return _dated(m, Dated(int(m["year"]), month, part=_part(m))) if month else None


@rule(r"\b(?:{part})?{month}(?!\.?[ -]\d)")
def _month_alone(m: Match) -> Atom | None:
    month = _month(m)
    if not month:
        return None
    plain = m["month"].lower() in ("january", "february", "july", "september", "october", "november", "december")
    return _dated(m, Dated(None, month, part=_part(m)), bare=not (plain or m["part"]))


@rule(r"\b(?P<which>last|this|past|next) {month}(?![\w-]| \d)")
def _which_month(m: Match) -> Atom | None:
    month = _month(m)
    if not month:
        return None
    dated = Dated(None, month)
    if m["which"].lower() != "next":
        return _dated(m, dated)
    return _relative(m, lambda today: dated.after(today + timedelta(1)), "planned_hint")


@rule(
    r"\b(?:{part})?(?<![\d,.$£€/-]){year}(?:(?P<dash>[-–/](?:(?:19|20)\d\d|\d\d))(?![\d-]))?(?!-(?:year|strong)|[-–/]\d)"
)
def _year(m: Match) -> Atom | None:
    year, years = int(m["year"]), 1
    if m["dash"]:
        until = int(m["dash"][1:])
        until = until if until > 99 else year // 100 * 100 + until
        if not year < until <= year + 60:
            return None
        years = until - year + 1
    return _dated(m, Dated(year, part=_part(m), years=years), bare=not (m["part"] or m["dash"]))


@rule(r"\b(?P<the>(?:in|since|during|of) the )?{part}?(?:(?P<full>(?:19|20)\d)0'?s|(?P<short>'?[5-9])0'?s)\b")
def _decade(m: Match) -> Atom | None:
    if not (m["full"] or m["the"]):
        return None
    start = int(m["full"]) * 10 if m["full"] else 1900 + int(m["short"].strip("'’")) * 10
    return _dated(m, Dated(start, part=_part(m), years=10))


@rule(
    r"\b(?:(?P<which>last|this|next|past|in the|in|since the|during the|over the) )?(?:{part})?{season}(?:,? (?:of )?{year}(?:[-–/]\d\d(?:\d\d)?)?)?"
)
def _season(m: Match) -> Atom | None:
    which = re.sub(r"\s+", " ", (m["which"] or "").lower())
    if not (m["year"] or m["part"] or which) or (
        m["season"].lower() in ("fall", "spring") and not (m["year"] or which)
    ):
        return None
    dated = Dated(
        int(m["year"]) if m["year"] else None, words()["seasons"][m["season"].lower()], part=_part(m), months=3
    )
    if which == "next":
        return _relative(m, lambda today: dated.after(today + timedelta(1)), "planned_hint")
    return _dated(m, dated)


@rule(
    r"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?:{number} )?(?P<size>quarter|half|month|months|weeks|days) of (?:{year}|(?P<ref>the|this|last) year|{month})"
)
def _fraction(m: Match) -> Atom | None:
    month = None
    if m["month"] and not (month := _month(m)):
        return None

    def whole(today: date | None) -> Days:
        if m["year"] or month:
            return Dated(int(m["year"]) if m["year"] else None, month).days(None if m["year"] else today)
        if today is None:
            return UNKNOWN
        return previous(today, "year") if (m["ref"] or "").lower() == "last" else unit_holding(today, "year")

    return Atom(m.start(), m.end(), lambda today: capped(_slice(whole(today), m), today))


def _slice(days: Days, m: Match) -> Days:
    first, last = days
    nth = words()["ordinals"].get(m["nth"].lower(), 0)
    if first is None or last is None:
        return UNKNOWN
    size = {"quarter": 3, "half": 6}.get(m["size"].lower())
    if size and first.month == 1 and (last - first).days > 300:
        start = (nth - 1) * size + 1 if nth else 13 - size
        return date(first.year, start, 1), month_end(first.year, start + size - 1)
    if size:
        middle = first + timedelta((last - first).days // 2)
        return (first, middle) if nth == 1 else (middle + timedelta(1), last)
    unit = cast(Unit, m["size"].lower().rstrip("s"))
    count = _count(m) or 1
    if nth == 1:
        return first, back(first, -count, unit) - timedelta(1)
    return (back(last, count, unit) + timedelta(1), last) if not nth else UNKNOWN


# ---------------------------------------------------------------- days of the week
@rule(r"\b{near}{weekday}{of_day}(?: ?(?:,|of)? (?P<week>last|this|next) week\b)?(?! a week ago)")
def _weekday(m: Match) -> Atom | None:
    day, week = words()["weekdays"][m["weekday"].lower()], (m["week"] or "").lower()
    if m["weekday"].islower():
        return None

    def days(today: date) -> Days:
        monday = today - timedelta(today.weekday())
        found = weekday_before(today, day)
        if week:
            found = monday + timedelta(day + {"last": -7, "this": 0, "next": 7}[week])
        return found, found

    return _relative(m, days, "planned_hint" if week == "next" else "period", floats=not week)


@rule(
    r"\b(?P<which>last|next|this|this past) {weekday}{of_day}|(?P<ago>(?:a|two) weeks? ago )(?:on )?(?P<old>{weekday_names})\b"
)
def _which_weekday(m: Match) -> Atom | None:
    which = (m["which"] or "last").lower()
    day = words()["weekdays"][(m["weekday"] or m["old"]).lower()]

    def days(today: date) -> Days:
        if which == "next":
            found = weekday_before(today, day) + timedelta(7)
        else:
            found = weekday_before(today, day, strictly=which == "last")
        return found, found

    return _relative(m, days, "planned_hint" if which == "next" else "period")


@rule(r"\((?P<abbr>{abbr_names})\.?\)")
def _bracketed(m: Match) -> Atom:
    day = words()["weekday_abbreviations"][m["abbr"].lower()]
    return _relative(m, lambda today: (weekday_before(today, day),) * 2)


# ---------------------------------------------------------------- stretches before publication
@rule(
    r"\b(?P<the>the |these |its |their )?(?P<which>past|last|previous|preceding|latest|recent) (?:{number}[ -]|{vague} )?{unit}"
)
def _past(m: Match) -> Atom | None:
    which, unit, count = m["which"].lower(), _unit(m), _count(m)
    if which in ("latest", "preceding") and not (count or m["plural"]):
        return None
    if m["vague"] or which == "recent" or (m["plural"] and not count):
        return _relative(m, lambda today: (None, today))
    calendar = not count and not m["plural"] and (which == "previous" or (which == "last" and not m["the"]))
    if unit in ("weekend", "night") and not count:
        calendar = True
    if calendar and unit == "day":
        return _relative(m, lambda today: (today - timedelta(1),) * 2)
    if calendar and unit != "hour":
        return _relative(m, lambda today: previous(today, unit), is_now=unit == "night")
    return _relative(m, lambda today: (back(today, count or 1, unit), today))


@rule(
    r"\b(?:(?P<so_far>so far|already) )?(?:(?P<near>early|earlier|later|late|sometime) )?(?:this|the current) (?P<unit>week|weekend|month|quarter|year|decade)\b(?P<so> so far| to date)?"
)
def _this(m: Match) -> Atom:
    unit = _unit(m)
    if (m["near"] or "").lower() == "later":
        return _relative(m, lambda today: (today, unit_holding(today, unit)[1]), "planned_hint")
    kind: Kind = "total" if m["so_far"] or m["so"] else "period"
    return _relative(m, lambda today: capped(unit_holding(today, unit), today), kind)


@rule(r"\b{part}(?P<which>last|this|next|the) (?P<unit>week|month|quarter|year|decade)\b(?! (?:of|to|up))")
def _part_of_unit(m: Match) -> Atom:
    unit, part, which = _unit(m), _part(m), m["which"].lower()

    def days(today: date) -> Days:
        if which == "last":
            return part_of(previous(today, unit), part)
        if which == "next":
            return part_of(unit_holding(back(today, -1, unit), unit), part)
        return capped(part_of(unit_holding(today, unit), part), today)

    ahead = which == "next" or (part == "late" and which == "the")
    return _relative(m, days, "planned_hint" if ahead else "period")


@rule(r"\b(?:the )?(?:next|coming|upcoming) (?:{number}[ -]|{vague} )?{unit}")
def _next(m: Match) -> Atom | None:
    count = _count(m)
    if m["vague"] or (m["plural"] and not count):
        return _relative(m, lambda today: (today, None), "planned_hint")
    unit = _unit(m)
    if unit in ("day", "night", "hour") and not count:  # "the next day": after something else
        return Atom(m.start(), m.end(), lambda _today: UNKNOWN)
    if count:
        return _relative(m, lambda today: (today, back(today, -count, unit)), "planned_hint")
    return _relative(m, lambda today: unit_holding(back(today, -1, unit), unit), "planned_hint")


@rule(r"\b(?:the )?weekend\b")
def _weekend(m: Match) -> Atom:
    return _relative(m, lambda today: capped(unit_holding(today, "weekend"), today))


@rule(
    r"\b{hedge}(?:(?P<half>half an? )|{number}[ -]|{vague} )?{unit} (?P<how>ago(?: this (?P<same>month|week|year|day))?|earlier|previously|prior|before|later|after|on)\b(?P<of> (?:the|a|an|his|her|its|their|that|this|[A-Z][a-z])\w*)?"
)
def _ago(m: Match) -> Atom | None:
    how, unit, count = m["how"].lower().split()[0], _unit(m), _count(m)
    if how == "on" or (m["plural"] is None and count not in (None, 1)) or (not m["number"] and m["plural"] is None):
        return None
    if how in ("before", "after", "earlier", "prior", "previously", "later") and (m["of"] or how in ("after", "later")):
        return Atom(m.start(), m.end("how"), lambda _today: UNKNOWN, "point") if how != "before" or m["of"] else None
    end = m.end("how")
    if m["vague"] or count is None:
        return Atom(m.start(), end, lambda _today: UNKNOWN, "point")
    return Atom(m.start(), end, lambda today: _then(today, count, unit, m["same"]) if today else UNKNOWN)


def _then(today: date, count: int, unit: Unit, same: str | None) -> Days:
    """The day so many days or weeks ago, the month or year so many months or years ago."""
    if unit == "hour":
        day = today - timedelta(count // 24)
        return day, day
    day = back(today, count, unit)
    if same and same.lower() == "month":
        return unit_holding(day, "month")
    return unit_holding(day, unit) if unit in ("month", "year", "decade") else (day, day)


# ---------------------------------------------------------------- words that stand for days
_DAYS: dict[str, tuple[int, int]] = {
    r"the day before yesterday": (-2, -2),
    r"(?:the )?early hours of today": (0, 0),
    r"(?:early |late |earlier )?yesterday{of_day}": (-1, -1),
    r"(?:early |late |earlier )?today": (0, 0),
    r"(?:early |late |earlier )?this (?:morning|afternoon|evening)": (0, 0),
    r"(?:late )?last evening": (-1, -1),
    r"tonight": (0, 0),
    r"(?:late |early )?last night": (-1, 0),
    r"overnight": (-1, 0),
    r"(?:the )?(?:previous|preceding) (?:night|evening)": (-1, -1),
    r"the (?:day|night|evening) (?:before|earlier)(?! (?:the|a|an|yesterday)\b)": (-1, -1),
}


def _register_days(pattern: str, first: int, last: int) -> None:
    @rule(rf"\b{pattern}\b(?! of\b)")
    def _days(m: Match) -> Atom:
        return _relative(m, lambda today: (today + timedelta(first), today + timedelta(last)), is_now=True)


for _pattern, (_first, _last) in _DAYS.items():
    _register_days(_pattern, _first, _last)


@rule(r"\btomorrow{of_day}")
def _tomorrow(m: Match) -> Atom:
    return _relative(m, lambda today: (today + timedelta(1),) * 2, "planned_hint")


@rule(
    r"\b(?:the (?:following|same) (?:day|night|morning|week|month|year)|that (?:day|night|morning|week|month|year))\b"
)
def _anaphoric(m: Match) -> Atom:
    return Atom(m.start(), m.end(), lambda _today: UNKNOWN)


@rule(r"\b(?:{fixed_names})")
def _fixed(m: Match) -> Atom:
    month, day = words()["fixed_days"][re.sub(r"\s+", " ", m[0].lower())]
    return _dated(m, Dated(None, month, day))


@rule(r"(?<![\w/])(?:{known_names})(?![\w/])")
def _known(m: Match) -> Atom:
    day = date.fromisoformat(words()["known_days"][re.sub(r"\s+", " ", m[0].lower())])
    return _dated(m, Dated(day.year, day.month, day.day))


@rule(r"\b(?:{total_names})\b")
def _so_far(m: Match) -> Atom:
    return _relative(m, lambda today: (None, today), "total")


@rule(r"\b(?:{state_names})\b")
def _as_it_stands(m: Match) -> Atom:
    return _relative(m, lambda today: (None, today), "state")


@rule(r"\bon the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=[,.;)]|$)")
def _day_of_month(m: Match) -> Atom | None:
    number = int(m["day"])

    def days(today: date) -> Days:
        for months in range(0, 3):
            month = back(today, months, "month")
            if number <= month_end(month.year, month.month).day and month.replace(day=number) <= today:
                return (month.replace(day=number),) * 2
        return UNKNOWN

    return _relative(m, days) if 1 <= number <= 31 else None
