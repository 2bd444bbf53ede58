"""The form and worth of a number in running text: digits and words, damaged too (`32, 300`), vague words, fractions.

Every repetition is bounded, so that a megabyte of digits costs linear time. The words stand in numbers.toml.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from counterclaim.claims.wordlists import alternatives, any_of
from counterclaim.model import Qualifier
from counterclaim.vocabulary.words import toml

Number = float | int
Hint = Literal["percent", "money", "fraction", "article", "sign", "length", "times"]
Rate = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number expression; `value` is None for ranges and vague words, `low` and `high` are what was printed."""

    start: int
    end: int
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: Qualifier
    hint: Hint | None = None
    repaired: bool = False
    per: Rate | None = None
    qualified_from: int | None = None  # where the qualifier word begins, or the sign
    strict: bool = False  # "more than 480", "fewer than 80": the number itself is out

    @property
    def counts_one(self) -> bool:
        """Whether it is an article or "one", which mostly count nothing."""
        return self.hint == "article" or self.text.lower() == "one"


_SPACES = "\u00a0\u2009\u202f"
_DIGITS = (
    r"(?<![\w.,/:])(?:"
    r"(?P<comma>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?)|"
    r"(?P<indian>\d{1,2}(?:,\d{2}){1,3},\d{3}(?!,?\d))|"  # of lakhs and crores: "12,34,567"
    r"(?P<dirty>\d{1,3}(?:,[ " + _SPACES + r"]\d{3}){1,3}(?!,?\d))|"
    r"(?P<spaced>\d{1,3}(?:[ " + _SPACES + r"]\d{3}){1,3}(?![,.]?\d)(?!-(?!strong)[A-Za-z]))|"
    r"(?P<swiss>\d{1,3}(?:[’']\d{3}){1,3})|"
    r"(?P<power>\d(?:\.\d{1,6})?[eE]\+?\d{1,2})|"
    r"(?P<dotted>\d{1,3}(?:\.\d{3}){1,3})|"
    r"(?P<plain>\d{1,12}(?:\.\d{1,3})?)"
    r")(?!\d)"
)
_LEADING_DIGITS = re.compile(r"(\d[\d,.’' " + _SPACES + r"]*\d|\d)")
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_HALVES = (("half a ", "half "), ("a half", "half"))


def _numbers() -> dict[str, Any]:
    return toml("numbers.toml")


def _alone() -> str:
    """`including both attackers`, `the single victim`: words that count where they stand alone."""
    before = "|".join(rf"(?<={word}\s)" for word in toml("figure_words.toml")["alone"]["before_both"])
    return rf"(?:{before})both\b|(?<=\bthe\s)single\b"


def _and_within(magnitudes: Sequence[str]) -> str:
    """The "and" within one number: behind a magnitude or before a half; `between two and three dozen` are two."""
    behind = "|".join(rf"(?<={word})" for word in (*magnitudes, "dozen"))
    return rf"(?:{behind})[\s-]+and[\s-]+|[\s-]+and\s+(?=a\s+half)"


@functools.cache
def number_pattern() -> re.Pattern[str]:
    """The pattern of one number; its groups tell of which form."""
    data = _numbers()
    small = alternatives([*data["units"], *data["tens"]])
    magnitude = alternatives(data["magnitudes"])
    article = rf"(?:an?\s+(?:half[\s-]+)?|half\s+an?\s+)(?:dozen|{magnitude})"
    half = rf"(?:an?|{small})\s+(?:{magnitude})\s+and\s+a\s+half\b"
    worded = (
        rf"(?:{half}|an?\s+pair(?=\s+of\b)|(?:{article}|(?:{small}|{magnitude}|\d{{1,3}}\s+(?=dozen\b)))"
        rf"(?:(?:{_and_within(data['magnitudes'])}|[\s-]+)(?:{small}|{magnitude}|a\s+half(?=\s+(?:dozen|{magnitude})))){{0,8}}"
        rf"(?:\s+dozen\b)?)"
    )
    few, many = any_of("figure_words.toml", "shares", "parts"), any_of("figure_words.toml", "shares", "wholes")
    things = any_of("figure_words.toml", "shares", "not_before")
    share = rf"(?:{few})\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{many})\b(?!\s+(?:{things}))(?![\d,.-]\d|-)"
    suffix = alternatives(data["suffixes"])
    not_share = any_of("figure_words.toml", "no_count", "not_share")
    cut_off = any_of("figure_words.toml", "no_count", "cut_off")
    return re.compile(
        rf"\b(?=\w)(?:(?P<share>\b(?:{share}))"
        rf"|(?P<fraction>\b(?:{alternatives(data['fractions'])})\b(?!\s+(?:an?\s+)?(?:{not_share})))"
        rf"|(?P<vague>\b(?:{alternatives(data['vague'])})\b(?:\s+of\s+(?:thousands|millions)\b)?)(?!(?<=couple)(?!\s+of\b)|(?<=handful)(?!\s+of\b))"
        rf"|\b(?P<worded>{worded})\b(?!-?\s*(?:{cut_off})\b)"
        rf"|{_DIGITS}(?P<magnitude>[\s-](?:{magnitude}|dozen)\b|(?:{suffix})\b|\s(?:bn|mn|mln)\b)?"
        rf"|(?P<article>\b(?:an?|another)\b|{_alone()}))",
        re.IGNORECASE,
    )


@functools.cache
def scales() -> dict[str, Number]:
    """What a word or letter behind digits multiplies them by."""
    return {"dozen": 12, **_numbers()["suffixes"], **_numbers()["magnitudes"]}


def value_of(text: str) -> tuple[Number, bool]:
    """Value of a printed number and whether its digits had to be mended.

    >>> value_of("32, 300"), value_of("two and a half thousand"), value_of("1.5m"), value_of("two dozen")
    ((32300, True), (2500, False), (1500000, False), (24, False))
    """
    if text.isdecimal():
        return int(text), False
    if _POWER.fullmatch(text):
        return whole(float(text)), False
    flat = re.sub(r"[\s-]+", " ", text.lower()).strip()
    match = _LEADING_DIGITS.match(flat)
    if not match:
        return _worded(flat), False
    digits, rest = match.group(1), flat[match.end() :].strip()
    repaired = bool(re.search(r",\s", digits))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits) or (re.fullmatch(r"\d{1,3}\.\d{3}", digits) and not rest):
        digits = digits.replace(".", "")
    number = float(re.sub(r"[,’'\s]", "", digits))
    return whole(number * scales().get(rest, 1)), repaired


@functools.cache
def _words() -> dict[str, Number]:
    return {**_numbers()["units"], **_numbers()["tens"], **_numbers()["magnitudes"]}


def _worded(flat: str) -> Number:
    for old, new in _HALVES:
        flat = flat.replace(old, new)
    total, group = 0.0, 0.0
    scale = 1.0  # of the magnitude before
    for word in flat.split():
        if word in ("a", "an"):
            group = 1
        elif word == "pair":
            group = 2
        elif word == "half":
            group += 0.5 * scale
        elif word == "dozen":
            group = (group or 1) * 12
        elif word == "and":
            continue
        elif (value := _words()[word]) == 100:
            group = (group or 1) * 100
        elif value > 100:
            total, group, scale = total + (group or 1) * value, 0, value
        else:
            group += value
    return whole(total + group)


def whole(number: float) -> Number:
    """A number as an integer where it is one, else to four decimals.

    >>> whole(2500.0), whole(33.33333)
    (2500, 33.3333)
    """
    return round(number) if abs(number - round(number)) < 1e-6 else round(number, 4)
