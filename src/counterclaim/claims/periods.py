"""Time expressions in English news: where they stand, and which days they mean, given the day of publication.

Rules find single expressions (`period_calendar`, `period_relative`, `period_events`); here neighbours are joined to
ranges ("from 3 to 9 March"), the words before them are read ("since", "by", "until"), and of what overlaps the longest
stays.
Conventions: "overnight" is the day before and the day of publication; "on Friday" the nearest Friday on or before it;
"last week" the calendar week before; "the past week" the seven days up to it; whatever holds it ends on it.
"""

import functools
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterclaim.claims import period_calendar, period_relative
from counterclaim.claims.period_days import UNKNOWN, Dated, Days, add_months, month_end
from counterclaim.claims.period_events import conflict_start, events, starts_a_war, war_meant
from counterclaim.claims.period_grammar import Atom, Kind, atoms, either, spaced, windows, words
from counterclaim.claims.period_ranges import OPENING, before, joined_ranges

RULE_BOOKS = (period_calendar, period_relative)  # importing them registers their rules
__all__ = ["When", "conflict_start", "find_times", "publication_days"]


@dataclass(frozen=True, slots=True)
class When:
    """A time expression; `first` and `last` are inclusive days, None where undetermined.

    `kind` is what the words suggest: a running `total` ("since", "so far", "by"), a bounded `period`, a `state` ("now",
    "remain"), a `planned_hint` ("next week"), or a `point` named from elsewhere ("weeks ago", "the start of the war").
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: Kind


def publication_days(published: str | None) -> Days:
    """The first and last day on which a text dated so can have appeared.

    >>> publication_days("2022-02")
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    >>> publication_days("no date")
    (None, None)
    """
    m = re.match(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)", published or "")
    try:
        if m is None:
            return UNKNOWN
        year, month, day = int(m[1]), m[2], m[3]
        if day:
            return (date(year, int(month), int(day)),) * 2
        if month:
            return date(year, int(month), 1), month_end(year, int(month))
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return UNKNOWN


def find_times(
    text: str, published: str | None, *, dateline: date | None = None, conflict: str | None = None
) -> list[When]:
    """Time expressions of a text in its order.

    `published` is an ISO date, a month or a year; `dateline`, where the text has its own day, goes before it. With
    neither, or where a month or year leaves it open, relative expressions are found with no days. `conflict`
    (an id of conflict_starts.toml) tells which war "the invasion" is; without it the text's own words do.

    >>> find_times("In the last 48 hours shells fell.", "2023-04-30")[0].first
    datetime.date(2023, 4, 28)
    >>> [(w.text, w.kind) for w in find_times("Since 2 May, 40 have died so far.", "2023-05-09")]
    [('Since 2 May', 'total'), ('so far', 'total')]
    """
    earliest, latest = (dateline, dateline) if dateline else publication_days(published)
    found = sorted(_candidates(text, conflict, earliest, latest), key=lambda a: (a.start, -a.end))
    whens: list[When] = []
    end = -1
    for atom in found:
        if atom.start < end:
            continue
        end = atom.end
        first, last = _resolved(atom, earliest, latest)
        kind = atom.kind
        if first is last is None and whens and (found_day := _from_before(text, atom, whens)):
            first, last, kind = found_day, found_day, "period"
        whens.append(When(atom.start, atom.end, text[atom.start : atom.end], first, last, kind))
    return whens


def _resolved(atom: Atom, earliest: date | None, latest: date | None) -> Days:
    """The days of an expression; of those that hang on an uncertain day of publication only what is certain."""
    if earliest is None or earliest == latest:
        return atom.days(earliest)
    absolute = atom.days(None)
    a, b = atom.days(earliest), atom.days(latest)
    return tuple(w or (x if x == y else None) for w, x, y in zip(absolute, a, b, strict=True))  # type: ignore[return-value]


_FROM_BEFORE = re.compile(
    r"(?:on\s+)?(?:the\s+)?(?:(?P<which>same|that|next|following)\s+(?:day|night|morning|evening|afternoon)"
    r"|(?P<number>a|one|two|three|four|five|six|seven|\d)\s+(?P<unit>day|week)s?\s+later)",
    re.IGNORECASE,
)
_NEAR = 900  # characters within which "the following day" follows a day


def _from_before(text: str, atom: Atom, whens: list[When]) -> date | None:
    """ "The same day", "the following day", "two days later": told by the day named before."""
    m = _FROM_BEFORE.fullmatch(text, atom.start, atom.end)
    last = next((w for w in reversed(whens) if w.kind != "state"), None)
    if m is None or last is None or last.first is None or last.first != last.last or atom.start - last.end > _NEAR:
        return None
    days = _days_on(m)
    return last.first + timedelta(days) if days < (date.max - last.first).days else None


def _days_on(m: re.Match[str]) -> int:
    if not m["number"]:
        return int(m["which"].lower() in ("next", "following"))
    count = int(m["number"]) if m["number"].isdigit() else words()["numbers"].get(m["number"].lower(), 1)
    return count * (7 if m["unit"].lower() == "week" else 1)


def _candidates(text: str, conflict: str | None, earliest: date | None, today: date | None) -> list[Atom]:
    """Expressions that stand on their own feet, and those that they make up together."""
    single = _longest([a for a in atoms(text) if not a.bare or _shown(text, a)], text)
    if today is None or earliest != today:
        single = _as_in_chronicles(single, _only_year(text) if today is None else 0)
    single = [_at_war_start(text, a, today, conflict) for a in single]
    joined = joined_ranges(text, single, today)
    whole = [*joined, *events(text, joined, conflict)]
    return [_prefixed(text, atom, conflict) for atom in whole]


def _only_year(text: str) -> int:
    """The year of a text that names no other one; 0 where it names several or none."""
    named = set(re.findall(r"(?<![\d.,-])(?:19|20)\d\d(?![\d,-]|\.\d)", text))
    return int(named.pop()) if len(named) == 1 else 0


def _as_in_chronicles(single: list[Atom], only: int) -> list[Atom]:
    """Dates without a year take it from the last one that has it, where no day of publication tells.

    So chronicles are written: "March to October 2022 ... On 6 April". A January behind a December is the next year's.
    Where a text names but one year, `only` (0: none such), its dates are of that year from the first one on.
    """
    out, year, month = [], only, 0
    for atom in single:
        dated = atom.dated
        if dated and dated.year and dated.month and dated.years == 1:
            year, month = dated.year, dated.month
        elif dated and dated.year is None and dated.month and year:
            dated = replace(dated, year=year + (month >= 10 and dated.month <= 3))
            atom = replace(atom, dated=dated, days=dated.days, floats=False)
        out.append(atom)
    return out


def _at_war_start(text: str, atom: Atom, today: date | None, conflict: str | None) -> Atom:
    """ "The October 7 attacks": the day on which that war began, not the nearest of that name."""
    war = starts_a_war(text, atom, today, conflict)
    if war is None:
        return atom
    dated = Dated(war.start.year, war.start.month, war.start.day)
    return replace(atom, dated=dated, days=dated.days, floats=False)


def _longest(found: list[Atom], text: str) -> list[Atom]:
    """Of overlapping expressions the first and longest, without those inside a name ("Good Friday")."""
    stretches = windows(text, _names()[1]).get(0, ())
    named = [m for low, high in reversed(stretches) for m in reversed([*_names()[0].finditer(text, low, high)])]
    kept: list[Atom] = []
    for atom in sorted(found, key=lambda a: (a.start, -a.end, a.bare)):
        if kept and atom.start < kept[-1].end:
            continue
        while named and named[-1].end() <= atom.start:
            named.pop()
        if named and named[-1].start() < atom.end:
            continue
        kept.append(replace(atom, end=atom.end - text[: atom.end].endswith(".")))
    return kept


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]]]:
    names = [name for group in words()["names"].values() for name in group]
    pattern = re.compile(r"\b(?:" + spaced(either(names)) + r")\b", re.IGNORECASE)
    return pattern, {token: (0,) for name in names for token in name.split()[-1:]}


# ---------------------------------------------------------------- the words before
@functools.cache
def _prefix_patterns() -> dict[str, re.Pattern[str]]:
    between = (
        r"(?:(?:the|a|an|at least|about|around|as early as|just after|shortly after|sometime|early|late|its|their) )"
        r"{0,2}"
    )
    return {
        name: re.compile(spaced(rf"(?<![\w'])(?P<word>{either(choices)}) {between}$"), re.IGNORECASE)
        for name, choices in words()["prefix"].items()
    }


def _shown(text: str, atom: Atom) -> bool:
    """Whether the words around a bare month, year or "24.02" show that it is one."""
    words_before, behind = before(text, atom.start), text[atom.end : atom.end + 24]
    is_year = atom.dated is not None and atom.dated.month is None
    counted = re.match(
        r"\s(?!(?:was|is|has|as|its|this|his|alone|across|versus|thus|plus|amidst|towards|unless)\b)(?:[a-z]{2,20}s|people|men|women|children|police|civilians)\b",
        behind,
    )
    if text[atom.start - 1 : atom.start] in "([" and atom.start and behind[:1] in (")", "]", ",", ";"):
        return True
    if is_year and re.search(r"(?:\b(?:the|an?|its|their|his)|['’]s)\s+$", words_before, re.IGNORECASE):
        return bool(re.match(r"\s[a-z][a-z-]{2,}\b", behind)) and not counted and not re.match(r"\s\w+ed\b", behind)
    shown = {name for name, p in _prefix_patterns().items() if p.search(words_before)}
    if atom.dated is not None and atom.dated.day:  # "from 24.02", "ON MAY 5"
        return bool(shown)
    weak = not (shown & {"since", "until", "within"})
    return bool(shown) and not (is_year and counted and (weak or atom.dated == Dated(2000)))


def _prefixed(text: str, atom: Atom, conflict: str | None) -> Atom:
    """An expression with "since", "until", "by", "before" or a plain preposition before it."""
    if atom.kind in ("state", "total"):
        return atom
    words_before = before(text, atom.start)
    if atom.dated and atom.dated.to_day and (opening := OPENING.search(words_before)):
        return replace(atom, start=atom.start - len(words_before) + opening.start())
    year_behind_article = (
        atom.dated is not None and atom.dated.month is None and re.search(r"\b(?:an?|the)\s+$", words_before)
    )
    for name in ("since", "until", "by", "before", "within"):
        if name == "within" and year_behind_article:  # "for a 1996 attack"
            continue
        if m := _prefix_patterns()[name].search(words_before):
            start = atom.start - len(words_before) + m.start("word")
            return replace(atom, start=start) if name == "within" else _bounded(text, atom, name, start, conflict)
    return atom


_STRETCH = re.compile(r"(?:the\s+)?(?:past|last|previous)\s+(?:\w+\s+)?(?:hours|days|weeks)\b", re.IGNORECASE)


def _bounded(text: str, atom: Atom, name: str, start: int, conflict: str | None) -> Atom:
    stretch = name == "since" and _STRETCH.match(text, atom.start) is not None  # "since the past 48 hours"

    def days(today: date | None) -> Days:
        first, last = atom.days(today)
        if name == "since" and not stretch:
            return _war_day(text, atom, first, today, conflict), today
        if name == "before":
            return None, first - timedelta(1) if first else None
        return (first, last) if stretch else (None, last)

    kind: Kind = "period" if stretch or name in ("until", "before") or (name == "since" and atom.is_now) else "total"
    return replace(atom, start=start, days=days, kind=kind)


def _war_day(text: str, atom: Atom, first: date | None, today: date | None, conflict: str | None) -> date | None:
    """The first day of "since 24 February": the war's own, where it began on such a day and no year is given."""
    if first and today and first > today:
        first = add_months(first, -12)
    if first and atom.dated and atom.dated.year is None and atom.dated.day:
        war = war_meant(text, today, None, conflict)
        if war and (war.start.month, war.start.day) == (first.month, first.day):
            return war.start
    return first
