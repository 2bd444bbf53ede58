"""DATE_ORDER and DATELINE_FORGED: days after publication, and dates of one document that differ.

Needs one document at a time. A document whose address, text and archive tell no second date gives no finding: nothing
can be held against its date. That a value stands in its claimant's series only later is told by `outliers`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import DAY, day

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOSE = 1  # days: time zones, and pages that go up at night
HEAD = 300  # characters at the head of a text where a dateline stands
ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d?)[/-]?(\d\d?)(?!\d)")
ARCHIVE = re.compile(r"/web/((?:19|20)\d\d)(\d\d)(\d\d)\d{0,6}/")


def find(case: Case) -> Iterable[Finding]:
    """All dates out of order."""
    for item in case.told:
        yield from _order(item)
    for own in case.by_document.values():
        yield from _dateline(own, case.texts.get(own[0].entry.text_sha256, "")[:HEAD])


# ---------------------------------------------------------------- the days of a figure
def _order(item: Item) -> Iterable[Finding]:
    first, last = day(item.claim.time.start), day(item.claim.time.end)
    published = day(item.entry.published)
    if first and last and last < first:
        name = "DATE_BACKWARDS"
    elif last and published and last > published + LOOSE * DAY and item.claim.time.kind != "planned":
        name = "DATE_PUBLISHED"
    else:
        return
    words = {
        "given": wording.figure(item.claim.figure),
        "first": wording.on(first),
        "last": wording.on(last),
        "published": wording.on(published),
    }
    yield told(name, [item], "violated", "error", words)


# ---------------------------------------------------------------- the date of a document
def _dateline(own: Sequence[Item], head: str) -> Iterable[Finding]:
    first = own[0]
    published = day(first.entry.published)
    sentences = list(grouped(own, lambda item: item.claim.quote.text))
    yield from _weekday(first, [head, *sentences], published)
    archived, address = archived_on(first.entry.url or ""), in_address(first.entry.url or "")
    seen = day(first.entry.seen)
    if published and seen and published > seen + LOOSE * DAY:
        words = {"published": wording.on(published), "seen": wording.on(seen)}
        yield told(
            "DATELINE_SEEN", [first], "violated", "warn", {**words, "days": wording.days((published - seen).days)}
        )
    second = archived or address
    if second is None:
        return
    days = abs((published - second).days) if published else 0
    words = {
        "published": wording.on(published),
        "address": wording.on(second),
        "days": wording.days(days),
    }
    if published is None:
        yield told("DATELINE_UNKNOWN", [first], "undecidable", "info", words)
    elif archived and published > archived + LOOSE * DAY:
        yield told("DATELINE_ARCHIVED", [first], "violated", "warn", words)
    elif not archived and days > LOOSE:
        yield told("DATELINE_ADDRESS", [first], "violated", "warn", words)


def in_address(url: str) -> date | None:
    """The one date that an address holds: year, month and day, parted by strokes, hyphens or nothing.

    >>> in_address("https://example.org/news/2022/03/25/toll"), in_address("https://example.org/a-1351")
    (datetime.date(2022, 3, 25), None)
    """
    found = {made for parts in ADDRESS.findall(url) if (made := _date(*parts))}
    return found.pop() if len(found) == 1 else None


def archived_on(url: str) -> date | None:
    """The day on which a web archive copied a page, as its address tells.

    >>> archived_on("https://archive.example/web/20220326101500/https://example.org/toll")
    datetime.date(2022, 3, 26)
    """
    found = ARCHIVE.search(url)
    return _date(*found.groups()) if found else None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


@cache
def _dated() -> re.Pattern[str]:
    """A weekday with a date: "Tuesday, 28 March 2023", "Tuesday, March 28, 2023", "Tuesday 28 March"."""
    names, months = "|".join(WEEKDAYS), "|".join(wording.MONTHS)
    year = r"(?:,?\s+((?:19|20)\d\d))?"
    number = r"(\d\d?)(?:st|nd|rd|th)?"
    return re.compile(rf"\b({names}),?\s+(?:the\s+)?(?:{number}\s+(?:of\s+)?({months})|({months})\s+{number})\b{year}")


def _weekday(first: Item, texts: Sequence[str], published: date | None) -> Iterable[Finding]:
    seen: set[date] = set()
    for text in texts:
        for found in _dated().finditer(text) if any(name in text for name in WEEKDAYS) else ():
            name, n1, m1, m2, n2, year = found.groups()
            told_year = year or (str(published.year) if published else "")
            if not told_year:
                continue
            meant = _date(told_year, str(wording.MONTHS.index(m1 or m2) + 1), n1 or n2)
            if meant is None or meant in seen or WEEKDAYS[meant.weekday()] == name:
                continue
            seen.add(meant)
            words = {"said": found.group().strip(" ,"), "on": wording.on(meant), "weekday": WEEKDAYS[meant.weekday()]}
            yield told("DATELINE_WEEKDAY", [first], "violated" if year else "undecidable", "warn", words)
