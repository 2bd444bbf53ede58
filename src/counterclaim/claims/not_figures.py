"""Numbers that are no figures: ages, years, clock times, numbers of models, units and roads, durations, `one of the`.

The words stand in figure_words.toml; a number in digits is judged by the 32 characters before it and 40 behind it.
"""

import bisect
import functools
import re

from counterclaim.claims.decisions import turned_down
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.wordlists import alternatives, any_of, word_set
from counterclaim.claims.years import is_year
from counterclaim.vocabulary.words import toml

_FILE = "figure_words.toml"


def _any(*keys: str) -> str:
    return any_of(_FILE, *keys)


def _capital(*keys: str) -> str:
    """Words as listed, and in capitals, as in texts that are all in capitals."""
    words = word_set(_FILE, *keys)
    return alternatives(words | {w.upper() for w in words if len(w) > 2})


def _month() -> str:
    """Whole names, in any case but for May: 24 Marines and 24 may have died are counts."""
    return rf"(?:(?i:{_any('dates', 'months')})|{_any('dates', 'capitals')})\b\.?"


@functools.cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"(?:"
        rf"\b{_month()}\s(?:\d\d?(?:\s?[-–]\s?|,?\s(?i:and|to|or)\s|,\s))?|"
        rf"\b(?:{_capital('no_figure_before', 'names')})\.?[\s-]|"
        r"(?<!\d)(?:19|20)\d\d(?:-(?:\d\d-)?|–)|\b[A-Z]{1,2}-\s|,\s(?:then|now)\s(?=\Z)|"
        rf"\b(?:{_any('no_figure_before', 'ages')})\s|"
        r"[A-Za-z]-|[#№§]\s?|[A-Z]\.?\s?No\.\s?|(?<=[A-Za-z])|\b[A-Z]{1,4}-\d{1,3}\s?/\s?"
        r")\Z"
    )


@functools.cache
def _after() -> re.Pattern[str]:
    table = "no_figure_after"
    return re.compile(
        rf"(?:(?:(?:(?:,\s\d\d?){{0,3}},?\s(?i:and|or|to)\s|\s?[-–]\s?)\d\d?)?\s(?:of\s)?{_month()}"
        r"|-\d\d-\d\d\b"
        r"|(?:st|nd|rd|th)\b|\s?(?:a\.m|p\.m)\b|\s?(?:am|pm|AM|PM)\b|:\d\d?(?!\d)|\s?o[’']clock|\s?hrs\b"
        r"|\s?hours?\b(?!\s+of\s+shell)|\s?GMT\b"
        rf"|(?i:[\s-]?(?:{_any(table, 'old')})s?[\s-]old"
        rf"|(?:[-–]|\s+)(?:(?:{_any(table, 'longer')})\s)?(?:{_any(table, 'durations')})\b"
        rf"|[\s-]?(?:{_any(table, 'units')})\b"
        rf"|-(?:{_any(table, 'hyphened')})\w*)"
        rf"|(?!(?:{_any('measured', 'glued')})\b)[A-Za-z]"
        r"|\s?/\s?\d|[’'][sS]\b"
        r")"
    )


_STRONG = re.compile(r"-strong\b")  # "a 300-strong unit" counts it
_HYPHENED_DIGITS = re.compile(r"\d[-–]$")
_CLOCK, _AT = re.compile(r"[0-2]?\d\.[0-5]\d"), re.compile(r"\b(?:at|until|from|by|till)\s\Z", re.IGNORECASE)
# "at about 1500 on 9 December", as monitors of broadcasts write it
_FOUR = re.compile(r"[0-2]\d[0-5]\d")
_ON = re.compile(r"\s*(?:[.,;)(\[]|\Z|(?:on|today|yesterday|this|and|when|in|local|est)\b)", re.IGNORECASE)
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-(?:\d\d-)?|–)$")
_DAYS = re.compile(r"[a-z.]\s\d\d?-$", re.IGNORECASE)


@functools.cache
def _hour() -> re.Pattern[str]:
    """`began at about 1500`, but not `put at 1500`."""
    level = any_of("binding_words.toml", "level", "verbs")
    return re.compile(rf"(?<!\w)(?!(?:{level})\b)\w+,?\s+at\s+(?:\w+ly\s+|a(?:bout|round)\s+)?\Z", re.IGNORECASE)


def _counts_on(before: str, printed: str) -> bool:
    """Whether a number behind a hyphen is the end of a range: `200-300`, but not `2021-22`, `May 20-29`."""
    if not _HYPHENED_DIGITS.search(before):
        return False
    return len(printed) > 2 or not (_DATED.search(before) or _DAYS.search(before))


def _is_count(before: str, told: str, printed: str) -> bool:
    """Whether a number counts all the same: the end of a range, or too many for a day (`since October 7 to 45,936`)."""
    too_many = printed.isdecimal() and len(printed) == _HUNDREDS and told[0].isupper()
    of_days = bool(_TO.search(told)) and ("," in printed or len(printed) == _HUNDREDS)
    return _counts_on(before, printed) or of_days or (too_many and bool(_month_alone().fullmatch(told)))


_QUOTES = ('"', "“", "”")
_TO = re.compile(r"\d\s(?:to|and|or)\s\Z", re.IGNORECASE)
_HUNDREDS = 3  # digits of a number that is neither a day nor a year


@functools.cache
def _month_alone() -> re.Pattern[str]:
    return re.compile(rf"{_month()}\s")


@functools.cache
def _ages() -> re.Pattern[str]:
    """`aged 25 to`, `aged 15, 11 and`: the numbers behind go on with the ages."""
    data = toml("numbers.toml")
    number = rf"(?:\d{{1,2}}|{alternatives([*data['units'], *data['tens']])})"
    return re.compile(
        rf"\bage[ds]?\s(?:between\s|from\s)?(?:{number}(?:,\s?(?:and\s)?|\s(?:and|to|or)\s|\s?[-–]\s?)){{1,3}}\Z",
        re.IGNORECASE,
    )


_AGE_BEFORE = re.compile(r"[\w”\"')],\s$")
_AGE_AFTER = re.compile(r"[,.;)]|\sand|$")
_AGE_NAME = re.compile(r"([\w'’-]+),\s$")


def _is_age(text: str, start: int, end: int) -> bool:
    """`Dmitry, 43, is`: a bare number of one to three digits between a name's comma and a comma."""
    if not _AGE_BEFORE.search(text[max(0, start - 3) : start]) or not _AGE_AFTER.match(text[end : end + 2]):
        return False
    word = _AGE_NAME.search(text[max(0, start - 40) : start])
    return bool(word and any(c.isupper() for c in word.group(1)) and int(text[start:end]) <= 105)


def _may_name(before: str) -> bool:
    """The cheap test: whether the characters before a number can be those of a name or a word of `_before`."""
    return bool(before) and not (before[-1].isspace() and before[-2:-1] in ("", ",", ")", '"', ";"))


def is_no_figure(text: str, start: int, end: int, *, plain: bool) -> bool:
    """Whether a number that begins with a digit is something else; `plain`: digits alone.

    >>> text = "Article 5, 12 soldiers"
    >>> is_no_figure(text, 8, 9, plain=True), is_no_figure(text, 11, 13, plain=True)
    (True, False)
    """
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    if (told := _after().match(after)) and not _STRONG.match(after):
        return turned_down(start, end, "after", told)
    printed = text[start:end]
    if _may_name(before) and (told := _before().search(before)) and not _is_count(before, told.group(), printed):
        return turned_down(start, end, "before", told)
    if told := _ages().search(before):
        return turned_down(start, end, "age", told)
    if plain and len(printed) == 4 and printed[0] == "0":
        return turned_down(start, end, "code")
    if _CLOCK.fullmatch(printed) and (told := _AT.search(before)):
        return turned_down(start, end, "clock", told)
    if plain and _FOUR.fullmatch(printed) and (told := _hour().search(before)) and _ON.match(after):
        return turned_down(start, end, "clock", told)
    if plain and is_year(before, printed, after):
        return turned_down(start, end, "year")
    if plain and before[-1:] in _QUOTES and after[:1] in _QUOTES:  # posts "62" and "63"
        return turned_down(start, end, "code", printed)
    return plain and len(printed) <= 3 and _is_age(text, start, end) and turned_down(start, end, "age")


# `+44 20 7946 0958`, `0800 123 456`, `202-555-0143`
_TELEPHONE = re.compile(
    r"(?<![\w.,+-])(?:(?:\+\d{1,3}|00?\d{2,4})[\s.-]?(?:\(?\d{1,5}\)?[\s.-]){1,4}\d{3,5}|\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4})(?!\w)"
)
_FEWEST = 9  # digits of a telephone number


def find_telephones(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are telephone numbers.

    >>> text = "Call 0800 123 456 or +44 20 7946 0958; losses rose by +1 200 to 12 000."
    >>> [text[start:end] for start, end in find_telephones(text)]
    ['0800 123 456', '+44 20 7946 0958']
    """
    found = [m.span() for m in _TELEPHONE.finditer(text)]
    return [(start, end) for start, end in found if sum(c.isdigit() for c in text[start:end]) >= _FEWEST]


def is_within(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether [start, end) overlaps one of some stretches in order.

    >>> is_within([(3, 9)], 5, 6), is_within([(3, 9)], 9, 10)
    (True, False)
    """
    at = bisect.bisect_left(stretches, (end, 0)) - 1
    return at >= 0 and start < stretches[at][1]


@functools.cache
def _of_family() -> re.Pattern[str]:
    """`a mother of four`: how many children somebody has."""
    return re.compile(rf"\b(?:{_any('no_count', 'parents')})\s+of\s+\Z", re.IGNORECASE)


@functools.cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What may stand behind a number word that is no figure; behind "one"; before "one"; behind "zero"."""
    table = "no_count"
    return (
        re.compile(
            rf"(?:-(?:{_any(table, 'ordinals')})\b|-(?:{_any(table, 'hyphened')})\w*"
            rf"|\s+(?:(?:{_any(table, 'longer')})\s+)?(?:{_any(table, 'durations')})\b"
            rf"|\s+of\s+(?:{_any(table, 'of')})\b"
            r"|[’']s\b)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:\s+(?:{_any(table, 'one_before')})\b|[,.;:!?)”’'])", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(table, 'one_behind')})[\s-]$", re.IGNORECASE),
        re.compile(rf"[\s-](?:{_any(table, 'zero')})"),
    )


@functools.cache
def _right_before() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before a number that names (`phase two`), and before "one" that counts whatever follows (`killed one,`)."""
    words = (_any("no_count", "named"), _any("alone", "before_both"))
    return re.compile(rf"\b(?:{words[0]})\s\Z", re.IGNORECASE), re.compile(rf"\b(?:{words[1]})\s\Z", re.IGNORECASE)


@functools.cache
def _of_time() -> re.Pattern[str]:
    """`a couple of hours`, `dozens of years`."""
    return re.compile(rf"\s+of\s+(?:more\s+)?(?:{_any('no_count', 'durations')})\b", re.IGNORECASE)


_OF = re.compile(r"\s+of\s", re.IGNORECASE)
_GROUP = re.compile(r"\bGroup of $")  # "the Group of Seven"


def is_no_count(text: str, figure: FigureMention) -> bool:
    """Whether a number word is no figure here: a duration, `one of the`, `at one point`.

    >>> from counterclaim.claims.figures import find_figures
    >>> [f.text for f in find_figures("one of the three men, two days later")]
    ['three']
    """
    if figure.text[:1].isdigit() or figure.hint in ("article", "fraction"):
        return False
    if told := _ages().search(text, max(0, figure.start - 40), figure.start):
        return turned_down(figure.start, figure.end, "age", told)
    if told := _right_before()[0].search(text, max(0, figure.start - 12), figure.start):
        return turned_down(figure.start, figure.end, "code", told)
    if told := _of_family().search(text, max(0, figure.start - 24), figure.start):
        return turned_down(figure.start, figure.end, "one", told)
    behind, one_before, one_behind, zero = _worded()
    told = behind.match(text, figure.end)
    if told and not (figure.value != 1 and _OF.match(text[figure.end : figure.end + 5])):
        return turned_down(figure.start, figure.end, "behind", told)
    word = figure.text.lower()
    if told := _of_time().match(text, figure.end):
        return turned_down(figure.start, figure.end, "duration", told)
    if told := _GROUP.search(text, max(0, figure.start - 10), figure.start):
        return turned_down(figure.start, figure.end, "code", told)
    if word == "one":
        before = text[max(0, figure.start - 12) : figure.start]
        if _right_before()[1].search(before):
            return False
        told = one_before.match(text, figure.end) or one_behind.search(before)
        return bool(told) and turned_down(figure.start, figure.end, "one", told or "")
    told = zero.match(text[figure.end : figure.end + 11]) if word == "zero" and figure.value == 0 else None
    return bool(told) and turned_down(figure.start, figure.end, "one", told or "")
