"""Numbers of four digits that are years: `in 1982`, `2016–2017`, `the 1973 war`; not `1500 men`."""

import functools
import re

from counterclaim.claims.wordlists import any_of

_FILE = "figure_words.toml"
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_YEAR_ENDS = re.compile(r"\s?[-–/]\s?\d{2,4}\b|\s*[.,;)]|\s*\Z|\s[A-Z]")
_LISTED = re.compile(r"[-–—‒:]\s?\Z")


@functools.cache
def _year_context() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words before a year; words that are sure to stand before one; a noun behind a number that is none."""
    return (
        re.compile(rf"(?:\b(?:{any_of(_FILE, 'years', 'before')})[\s-]*|[,(]\s?)\Z", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(_FILE, 'years', 'sure')})\s\Z"),
        re.compile(rf"\s+(?!(?:{any_of(_FILE, 'years', 'not_counted')})\b)[a-z]"),
    )


def _is_named(before: str, after: str) -> bool:
    """`in 1982`, `(2014)`, `2014-2021`: but `APV - 1982` in a list and `1500 men` are counts."""
    context, sure, counted = _year_context()
    if _named_year().match(after) and not _LISTED.search(before):
        return not _qualified().search(before)
    if context.search(before):
        return not counted.match(after) or bool(sure.search(before))
    return bool(_YEAR_ENDS.match(after)) and not _LISTED.search(before)


_SINCE_YEAR = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d)\s?[-–]\s?\Z")
_AT_MOST = 60  # years from the first to the last of a range; 2000–2500 soldiers are counts


def _ends_years(before: str, printed: str) -> bool:
    """Whether a year is the last of a range: the 2017 of `2016–2017`."""
    first = _SINCE_YEAR.search(before)
    return first is not None and 0 < int(printed) - int(first.group(1)) <= _AT_MOST


@functools.cache
def _named_year() -> re.Pattern[str]:
    """`the 1973 war`, `2026 northeastern Syria offensive`: up to four words and what a year can name."""
    ends, events = any_of(_FILE, "years", "ends_name"), any_of(_FILE, "years", "events")
    return re.compile(rf"(?:\s(?!(?:{ends})\b)[\w’'–-]+){{0,4}}?\s(?:{events})\b")


@functools.cache
def _qualified() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_FILE, 'years', 'counts')})\s\Z", re.IGNORECASE)


def is_year(before: str, printed: str, after: str) -> bool:
    """Whether a number in digits is a year, by the characters before and behind it.

    >>> is_year("in ", "1982", " soldiers"), is_year("some ", "1982", " soldiers"), is_year("(2016–", "2017", ")")
    (True, False, True)
    """
    return bool(_YEAR.fullmatch(printed)) and (_is_named(before, after) or _ends_years(before, printed))
