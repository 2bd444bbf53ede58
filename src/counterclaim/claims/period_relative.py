"""Rules for expressions that only the day of publication dates: "on Friday", "last week", "two days ago", "so far"."""

import re
from datetime import date, timedelta
from typing import cast

from counterclaim.claims.period_days import (
    UNKNOWN,
    Dated,
    Days,
    Unit,
    back,
    capped,
    month_end,
    part_of,
    previous,
    unit_holding,
    weekday_before,
)
from counterclaim.claims.period_grammar import (
    Atom,
    Kind,
    Match,
    count_of,
    dated_atom,
    part_of_match,
    relative_atom,
    rule,
    unit_of,
    words,
)


# ---------------------------------------------------------------- days of the week
@rule(
    r"\b{near}{weekday}{of_day}(?: ?(?:,|of)? (?P<week>last|this|next) week\b)?(?! a week ago)",
    on="@weekdays",
)
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

    return relative_atom(m, days, "planned_hint" if week == "next" else "period", floats=not week)


@rule(
    r"\b(?P<which>last|next|this|this past) {weekday}{of_day}|"
    r"(?P<ago>(?:a|two) weeks? ago )(?:on )?(?P<old>{weekday_names})\b",
    on="@weekdays",
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

    return relative_atom(m, days, "planned_hint" if which == "next" else "period")


@rule(
    r"\((?P<abbr>{abbr_names})\.?\)",
    on="@weekday_abbreviations",
)
def _bracketed(m: Match) -> Atom:
    day = words()["weekday_abbreviations"][m["abbr"].lower()]
    return relative_atom(m, lambda today: (weekday_before(today, day),) * 2)


# ---------------------------------------------------------------- stretches before publication
@rule(
    r"\b(?:(?:in|within|over) (?:just |only |barely |under |less than |the space of )?{number} "
    r"(?P<unit>hour|day|night|week|month)(?P<plural>s)\b(?![’'])(?! (?:time|ago|of|later|after|before|earlier|into))|"
    r"(?:in|within|over|during) (?:a|the) (?P<count>\d{1,3}|two|three|four|five|ten)-(?P<each>hour|day|week) period)",
    on="hours days nights weeks months period",
)
def _within(m: Match) -> Atom | None:
    """ "In just two days" of a report: the day of publication and the one before."""
    word = (m["count"] or "").lower()
    count = count_of(m) if m["number"] else int(word) if word.isdigit() else words()["numbers"].get(word)
    unit = cast(Unit, (m["unit"] or m["each"]).lower())
    if not count:
        return None
    return relative_atom(m, lambda today: (back(today, count - (unit in ("day", "night")), unit), today))


@rule(
    r"\b(?P<the>the |these |its |their )?(?P<which>past|last|previous|preceding|latest|recent) "
    r"(?:{number}[ -]|{vague} )?{unit}",
    on="past last previous preceding latest recent",
)
def _past(m: Match) -> Atom | None:
    which, unit, count = m["which"].lower(), unit_of(m), count_of(m)
    if which in ("latest", "preceding") and not (count or m["plural"]):
        return None
    if m["vague"] or which == "recent" or (m["plural"] and not count):
        return relative_atom(m, lambda today: (None, today))
    calendar = not count and not m["plural"] and (which == "previous" or (which == "last" and not m["the"]))
    if unit in ("weekend", "night") and not count:
        calendar = True
    if calendar and unit == "day":
        return relative_atom(m, lambda today: (today - timedelta(1),) * 2)
    if calendar and unit != "hour":
        return relative_atom(m, lambda today: previous(today, unit), is_now=unit == "night")
    return relative_atom(m, lambda today: (back(today, count or 1, unit), today))


@rule(
    r"\b(?:(?P<so_far>so far|already) )?(?:(?P<near>early|earlier|later|late|sometime) )?"
    r"(?:this|the current) (?P<unit>week|weekend|month|quarter|year|decade)\b(?P<so> so far| to date)?",
    on="this current",
)
def _this(m: Match) -> Atom:
    unit = unit_of(m)
    if (m["near"] or "").lower() == "later":
        return relative_atom(m, lambda today: (today, unit_holding(today, unit)[1]), "planned_hint")
    kind: Kind = "total" if m["so_far"] or m["so"] else "period"
    return relative_atom(m, lambda today: capped(unit_holding(today, unit), today), kind)


@rule(
    r"\b{part}(?P<which>last|this|next|the) (?P<unit>week|month|quarter|year|decade)\b(?! (?:of|to|up))",
    on="week month quarter year decade",
)
def _part_of_unit(m: Match) -> Atom:
    unit, part, which = unit_of(m), part_of_match(m), m["which"].lower()

    def days(today: date) -> Days:
        if which == "last":
            return part_of(previous(today, unit), part)
        if which == "next":
            return part_of(unit_holding(back(today, -1, unit), unit), part)
        return capped(part_of(unit_holding(today, unit), part), today)

    ahead = which == "next" or (part == "late" and which == "the")
    return relative_atom(m, days, "planned_hint" if ahead else "period")


@rule(
    r"\b(?:the )?(?:next|coming|upcoming) (?:{number}[ -]|{vague} )?{unit}",
    on="next coming upcoming",
)
def _next(m: Match) -> Atom | None:
    count = count_of(m)
    if m["vague"] or (m["plural"] and not count):
        return relative_atom(m, lambda today: (today, None), "planned_hint")
    unit = unit_of(m)
    if unit in ("day", "night", "hour") and not count:  # "the next day": after something else
        return Atom(m.start(), m.end(), lambda _today: UNKNOWN)
    if count:
        return relative_atom(m, lambda today: (today, back(today, -count, unit)), "planned_hint")
    return relative_atom(m, lambda today: unit_holding(back(today, -1, unit), unit), "planned_hint")


@rule(
    r"\b(?:the )?weekend\b",
    on="weekend",
)
def _weekend(m: Match) -> Atom:
    return relative_atom(m, lambda today: capped(unit_holding(today, "weekend"), today))


@rule(
    r"\b{hedge}(?:(?P<half>half an? )|{number}[ -]|{vague} )?{unit} "
    r"(?P<how>ago(?: this (?P<same>month|week|year|day))?|earlier|previously|prior|before|later|after|on)\b"
    r"(?P<of> (?:(?:the|a|an|his|her|its|their|this)\b|(?-i:[A-Z])\w))?",
    on="ago earlier previously prior before later after",
)
def _ago(m: Match) -> Atom | None:
    how, unit, count = m["how"].lower().split()[0], unit_of(m), count_of(m)
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
    @rule(
        rf"\b{pattern}\b(?! of\b)",
        on="yesterday today morning afternoon evening tonight night overnight before earlier",
    )
    def _days(m: Match) -> Atom:
        return relative_atom(m, lambda today: (today + timedelta(first), today + timedelta(last)), is_now=True)


for _pattern, (_first, _last) in _DAYS.items():
    _register_days(_pattern, _first, _last)


@rule(
    r"\btomorrow{of_day}",
    on="tomorrow",
)
def _tomorrow(m: Match) -> Atom:
    return relative_atom(m, lambda today: (today + timedelta(1),) * 2, "planned_hint")


@rule(
    r"\b(?:the (?:following|same) (?:day|night|morning|week|month|year)|"
    r"that (?:day|night|morning|evening|afternoon|week|month|year))\b",
    on="following same that",
)
def _anaphoric(m: Match) -> Atom:
    return Atom(m.start(), m.end(), lambda _today: UNKNOWN)


@rule(
    r"\b(?:{fixed_names})",
    on="@fixed_days",
)
def _fixed(m: Match) -> Atom:
    month, day = words()["fixed_days"][re.sub(r"\s+", " ", m[0].lower())]
    return dated_atom(m, Dated(None, month, day))


@rule(
    r"(?<![\w/])(?:{known_names})(?![\w/])",
    on="@known_days",
)
def _known(m: Match) -> Atom:
    day = date.fromisoformat(words()["known_days"][re.sub(r"\s+", " ", m[0].lower())])
    return dated_atom(m, Dated(day.year, day.month, day.day))


@rule(
    r"\b(?:{total_names})\b",
    on="@total",
)
def _so_far(m: Match) -> Atom:
    return relative_atom(m, lambda today: (None, today), "total")


@rule(
    r"\b(?:{state_names})\b",
    on="@state",
)
def _as_it_stands(m: Match) -> Atom:
    return relative_atom(m, lambda today: (None, today), "state")


@rule(
    r"\bon the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=[,.;)]|$)",
    on="st nd rd th",
)
def _day_of_month(m: Match) -> Atom | None:
    number = int(m["day"])

    def days(today: date) -> Days:
        for months in range(3):
            month = back(today, months, "month")
            if number <= month_end(month.year, month.month).day and month.replace(day=number) <= today:
                return (month.replace(day=number),) * 2
        return UNKNOWN

    return relative_atom(m, days) if 1 <= number <= 31 else None
