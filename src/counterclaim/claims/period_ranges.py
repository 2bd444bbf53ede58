"""Ranges: neighbours joined, "between Wednesday and Thursday", "2 May to 5 June", "overnight into Sunday"."""

import re
from datetime import date, timedelta

from counterclaim.claims.period_days import UNKNOWN, Days
from counterclaim.claims.period_grammar import Atom


def before(text: str, start: int) -> str:
    """The words before an expression, as far as they can belong to it."""
    return text[max(0, start - 40) : start]


_LINK = re.compile(
    r"\.?\s{0,3}(?P<dash>[-–—/])\s{0,3}|\.?,?\s{1,6}"
    r"(?P<word>to|and|until|till|through|into|up to)\s{1,6}(?:on\s|the\s|early\s|late\s){0,2}",
    re.IGNORECASE,
)
_NIGHT_OF = re.compile(r"\s{1,6}(?:(?:on|into|to|from|of|between)\s{1,6})?", re.IGNORECASE)
OPENING = re.compile(r"\b(?:from|between)\s{1,6}(?:the\s{1,6}|early\s{1,6}|late\s{1,6})?$", re.IGNORECASE)


def joined_ranges(text: str, single: list[Atom], today: date | None) -> list[Atom]:
    """Neighbours joined: "between Wednesday and Thursday", "2 to 5 May", "overnight into Sunday"."""
    out: list[Atom] = []
    for atom in single:
        last = out[-1] if out else None
        if last is not None and (whole := _pair(text, last, atom, today)) is not None:
            out[-1] = whole
        else:
            out.append(atom)
    return out


def _pair(text: str, a: Atom, b: Atom, today: date | None) -> Atom | None:
    gap = text[a.end : b.start]
    if len(gap) > 20 or a.kind == "state" or b.kind == "state" or "total" in (a.kind, b.kind):
        return None
    if a.is_now and b.floats and text[a.start : a.end].lower().endswith("overnight") and _NIGHT_OF.fullmatch(gap):
        return Atom(a.start, b.end, lambda d: _night_before(b, d))
    link = _LINK.fullmatch(gap)
    if link is None:
        return None
    opening = OPENING.search(before(text, a.start))
    alike = a.floats == b.floats or (a.dated is not None and b.dated is not None)
    if not opening and link["word"] and link["word"].lower() == "and" and not _adjacent(a, b, today):
        return None
    if not opening and not alike:
        return None
    start = a.start - len(before(text, a.start)) + opening.start() if opening else a.start
    return Atom(start, b.end, lambda d: _range(a, b, d))


def _night_before(b: Atom, today: date | None) -> Days:
    first, last = b.days(today)
    return (first - timedelta(1) if first else None), last


def _adjacent(a: Atom, b: Atom, today: date | None) -> bool:
    """Whether "Friday and Saturday" are one stretch."""
    first, last = _range(a, b, today)
    one = _length(a.days(today)) == _length(b.days(today)) == 0
    return one and first is not None and last is not None and (last - first).days == 1


def _length(days: Days) -> int:
    return (days[1] - days[0]).days if days[0] and days[1] else -1


def _range(a: Atom, b: Atom, today: date | None) -> Days:
    """From the first day of one to the last of the other; either helps to date the other."""
    if a.dated and b.dated and a.dated.year is not None and b.dated.year is None:
        first = a.days(today)[0]
        return (first, b.dated.after(first)[1]) if first else UNKNOWN
    last = b.days(today)[1]
    first = (a.days(last) if a.floats and last else a.days(today))[0]
    return (first, last) if not (first and last and first > last) else UNKNOWN
