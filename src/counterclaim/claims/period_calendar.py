"""Rules for dates, months, years, decades, seasons and parts of them: "2 May", "early 2022", "the 1980s"."""

import re
from datetime import date, timedelta
from typing import cast

from counterclaim.claims.period_days import (
    UNKNOWN,
    Dated,
    Days,
    Unit,
    add_months,
    back,
    capped,
    month_end,
    previous,
    unit_holding,
)
from counterclaim.claims.period_grammar import (
    Atom,
    Match,
    count_of,
    dated_atom,
    month_of,
    part_of_match,
    relative_atom,
    rule,
    words,
)


def _full_year(two: str, near: int = 2068) -> int:
    year = int(two)
    return year if year > 99 else 2000 + year if 2000 + year <= near else 1900 + year


# ---------------------------------------------------------------- dates
@rule(
    r"(?<![\d.-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?:T[\d:.]{4,12}Z?)?(?![\d-])",
    on="#4",
)
def _iso(m: Match) -> Atom | None:
    if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
        return dated_atom(m, Dated(int(m["y"]), int(m["m"]), int(m["d"])))
    return None


@rule(
    r"(?<![\d./])(?P<d>[0-3]?\d)(?P<s>[./])(?P<m>[0-3]?\d)(?P=s)(?P<y>(?:19|20)?\d\d)(?![\d]|[./]\d)",
    on="#2",
)
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
    return dated_atom(m, Dated(_full_year(m["y"]), month, d))


@rule(
    r"(?<![\d.,:/])(?P<d>[0-3]\d)\.(?P<m>0[1-9]|1[0-2])(?![\d%]|\.\d| ?(?:%|per|km|million|percent))",
    on="#2",
)
def _short_numeric(m: Match) -> Atom | None:
    return dated_atom(m, Dated(None, int(m["m"]), int(m["d"])), bare=True) if 1 <= int(m["d"]) <= 31 else None


@rule(
    r"(?<![\d.,:/$£€-])\b(?:{weekday},? |\(?{abbr}\)?,? )?(?:the )?{day}"
    r"(?:(?: ?[-–—/] ?| and | to | or | until | till | through |/){to_day})?(?: day)?(?: of)?[ -]{month}"
    r"(?:(?:,? |-|, ){year}|(?: |-)(?P<yy>['’]?\d\d)(?!\d|[,.:]\d|%| ?[a-z]{1,20}s\b| people))?",
    on="@months",
)
@rule(
    r"\b(?:{weekday},? |\(?{abbr}\)?,? )?(?P<may>{month}) {day}(?:(?: ?[-–—] ?| to |"
    r" through | until | till ){to_day}(?![\d]|[,.]\d))?"
    r"(?![\d%]|[,.:]\d| (?:%|per ?cent|million|thousand|hundred|billion)\b|-(?:year|strong|member))(?:,? {year})?",
    on="@months",
)
def _day_month(m: Match) -> Atom | None:
    month, groups = month_of(m), m.groupdict()
    day, to_day = int(m["day"]), int(m["to_day"]) if m["to_day"] else None
    if not month or not 1 <= day <= 31 or (to_day is not None and not day < to_day <= 31):
        return None
    year = int(m["year"]) if m["year"] else None
    if groups.get("yy"):
        year = _full_year(m["yy"].strip("'’"))
    shouted = m["month"] in ("MAY", "MARCH") and year is None and not m["weekday"]  # "WE MAY 5"
    return dated_atom(m, Dated(year, month, day, to_day), bare=shouted)


@rule(
    r"\b(?:{part})?{month}(?:,? (?:of )?| of ){year}",
    on="@months",
)
def _month_year(m: Match) -> Atom | None:
    month = month_of(m)
    return dated_atom(m, Dated(int(m["year"]), month, part=part_of_match(m))) if month else None


@rule(
    r"\b(?:{part})?{month}(?!\.?[ -]\d)",
    on="@months",
)
def _month_alone(m: Match) -> Atom | None:
    month = month_of(m)
    if not month:
        return None
    plain = m["month"].lower() in ("january", "february", "july", "september", "october", "november", "december")
    return dated_atom(m, Dated(None, month, part=part_of_match(m)), bare=not (plain or m["part"]))


@rule(
    r"\b(?:{day} )?{month}(?: {to_day}(?:,)?)? (?:of )?(?P<which>last|this) year\b",
    on="@months",
)
def _month_of_year(m: Match) -> Atom | None:
    month = month_of(m)
    if not month:
        return None
    given = m["day"] or m["to_day"]
    number, back_by = int(given) if given else None, int(m["which"].lower() == "last")
    return relative_atom(m, lambda today: Dated(today.year - back_by, month, number).days(today))


@rule(
    r"\b(?P<which>last|this|past|next) {month}(?![\w-]| \d)",
    on="@months",
)
def _which_month(m: Match) -> Atom | None:
    month = month_of(m)
    if not month:
        return None
    dated = Dated(None, month)
    if m["which"].lower() != "next":
        return dated_atom(m, dated)
    return relative_atom(m, lambda today: dated.after(today + timedelta(1)), "planned_hint")


@rule(
    r"\b(?:{part})?(?<![\d,.$£€/-]){year}(?:(?P<dash>[-–/](?:(?:19|20)\d\d|\d\d))(?![\d-]))?(?!-(?:year|strong)|[-–/]\d)",
    on="#4",
)
def _year(m: Match) -> Atom | None:
    year, years = int(m["year"]), 1
    if m["dash"]:
        until = int(m["dash"][1:])
        until = until if until > 99 else year // 100 * 100 + until
        if not year < until <= year + 60:
            return None
        years = until - year + 1
    return dated_atom(m, Dated(year, part=part_of_match(m), years=years), bare=not (m["part"] or m["dash"]))


@rule(
    r"\b(?P<the>(?:in|since|during|of) the )?(?:{part})?(?:(?P<full>(?:19|20)\d)0'?s|(?P<short>'?[5-9])0'?s)\b",
    on="#4 #2",
)
def _decade(m: Match) -> Atom | None:
    if not (m["full"] or m["the"]):
        return None
    start = int(m["full"]) * 10 if m["full"] else 1900 + int(m["short"].strip("'’")) * 10
    return dated_atom(m, Dated(start, part=part_of_match(m), years=10))


@rule(
    r"\b(?:(?P<which>last|this|next|past|in the|in|since the|during the|over the) )?"
    r"(?:{part})?{season}(?:,? (?:of )?{year}(?:[-–/]\d\d(?:\d\d)?)?)?",
    on="@seasons",
)
def _season(m: Match) -> Atom | None:
    which = re.sub(r"\s+", " ", (m["which"] or "").lower())
    if not (m["year"] or m["part"] or which) or (
        m["season"].lower() in ("fall", "spring") and not (m["year"] or which)
    ):
        return None
    dated = Dated(
        int(m["year"]) if m["year"] else None, words()["seasons"][m["season"].lower()], part=part_of_match(m), months=3
    )
    if which == "next":
        return relative_atom(m, lambda today: dated.after(today + timedelta(1)), "planned_hint")
    return dated_atom(m, dated)


@rule(
    r"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?:{number} )?"
    r"(?P<size>quarter|half|month|months|weeks|days) of (?:{year}|(?P<ref>the|this|last) year|{month})",
    on="first second third fourth last",
)
def _fraction(m: Match) -> Atom | None:
    month = None
    if m["month"] and not (month := month_of(m)):
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
    count = count_of(m) or 1
    if nth == 1:
        return first, back(first, -count, unit) - timedelta(1)
    return (back(last, count, unit) + timedelta(1), last) if not nth else UNKNOWN


@rule(
    r"\bthe (?:(?P<months>{number}) months|year) (?:up )?to (?:the end of )?{month}(?:,? {year})?",
    on="@months",
)
def _year_to(m: Match) -> Atom | None:
    month = month_of(m)
    if not month:
        return None
    dated, months = Dated(int(m["year"]) if m["year"] else None, month), (count_of(m) if m["months"] else 12) or 12

    def days(today: date | None) -> Days:
        last = dated.days(today)[1]
        return (add_months(last.replace(day=1), 1 - months), last) if last else UNKNOWN

    return Atom(m.start(), m.end(), days)
