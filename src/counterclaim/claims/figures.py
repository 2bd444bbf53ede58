"""Number expressions in running text: what stands there and what it is worth; what bounds it, percent, money, rates.

Digits and words, damaged too (`32, 300`), ranges, vague words, fractions. What a number counts is decided later. The
form of a number is in `figure_grammar`, what is none in `not_figures`, bounding words in `bounds`.
"""

import functools
import re
from dataclasses import dataclass, replace
from typing import cast

from counterclaim.claims.bounds import qualified
from counterclaim.claims.comparing_numbers import is_for_every, is_multiple, is_ratio
from counterclaim.claims.decisions import turned_down
from counterclaim.claims.figure_grammar import FigureMention, Number, Rate, number_pattern, scales, value_of, whole
from counterclaim.claims.not_figures import find_telephones, is_no_count, is_no_figure, is_within
from counterclaim.claims.wordlists import alternatives, any_of, word_set
from counterclaim.model import LARGEST
from counterclaim.vocabulary.words import toml

_FILE = "figure_words.toml"
_JOINED = 12  # characters between the two numbers of a range, at most


def find_figures(text: str) -> list[FigureMention]:
    """Every number expression of the text, in order, with articles ("a soldier") marked by hint.

    >>> [(f.text, f.value, f.qualifier) for f in find_figures("More than 480 of 32, 300 men and dozens of tanks")]
    [('480', 480, 'more_than'), ('32, 300', 32300, 'exact'), ('dozens', None, 'vague')]
    """
    found: list[FigureMention] = []
    telephones = find_telephones(text)
    for match in number_pattern().finditer(text):
        if telephones and is_within(telephones, *match.span()):
            turned_down(*match.span(), "code")
            continue
        mention = _mention(text, match)
        if mention is None or is_no_count(text, mention):
            continue
        if is_for_every(text, mention) or is_multiple(text, mention):
            turned_down(mention.start, mention.end, "ratio")
            continue
        if found and (_is_score(text, found[-1], mention) or is_ratio(text, found[-1], mention)):
            turned_down(mention.start, mention.end, "ratio")
            turned_down(found[-1].start, found[-1].end, "ratio")
            found.pop()
            continue
        if found and 0 <= mention.start - found[-1].end <= _JOINED:
            joined = _join_range(text, found[-1], mention)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(mention)
    return [_measured(text, qualified(text, m)) for m in found]


def _is_score(text: str, a: FigureMention, b: FigureMention) -> bool:
    """`approved 414-17`, `won 3-1`: two numbers joined, the first the larger, are a vote or a result."""
    digits = a.text.isdecimal() and b.text.isdecimal() and a.hint is None
    return digits and text[a.end : b.start] in ("-", "–") and (a.value or 0) > (b.value or 0) and len(a.text) <= 3


def _mention(text: str, match: re.Match[str]) -> FigureMention | None:
    start, end, printed = match.start(), match.end(), match.group()
    if match.group("vague"):
        return FigureMention(start, end, printed, None, None, None, "vague")
    if match.group("share"):
        return FigureMention(start, end, printed, _one_in(printed), None, None, "exact", hint="fraction")
    if match.group("fraction"):
        joined = _AND_A.search(text, max(0, start - 8), start) and turned_down(start, end, "no_word")
        return None if joined else _fraction(text, match)
    if match.group("article"):
        if printed.lower() == "another" or _no_article().match(text, end):
            return None
        if _none_before().search(text, max(0, start - 16), start):
            return None
        return FigureMention(
            start, end, printed, 2 if printed.lower() == "both" else 1, None, None, "exact", hint="article"
        )
    plain = match.lastgroup == "plain" and "." not in printed
    if printed[0].isdigit() and is_no_figure(text, start, end, plain=plain):
        return None
    value, repaired = value_of(printed)
    if value > LARGEST:
        turned_down(start, end, "too_large")
        return None
    return FigureMention(start, end, printed, value, None, None, "exact", repaired=repaired)


@functools.cache
def _no_article() -> re.Pattern[str]:
    """Behind an article that counts nothing: `A-50`, `a second wounded child`, `a further 60`, `a glance`."""
    ordinals, fillers = any_of(_FILE, "alone", "ordinals"), any_of(_FILE, "alone", "before_number")
    nothing, words = (
        any_of(_FILE, "alone", "no_victim"),
        alternatives([*toml("numbers.toml")["units"], *toml("numbers.toml")["tens"]]),
    )
    number = rf"(?:\d|(?:{words})\b)"
    return re.compile(rf"-|\s+(?:(?:{ordinals}|{nothing})\b|(?:{fillers})\s+(?:of\s+)?{number})", re.IGNORECASE)


@functools.cache
def _none_before() -> re.Pattern[str]:
    """Before an article that counts nobody: `relatives of a journalist`, `not a single civilian was hurt`."""
    kin, negations = any_of(_FILE, "alone", "kin"), any_of(_FILE, "alone", "negations")
    return re.compile(rf"\b(?:(?:{kin}) of|{negations}) $", re.IGNORECASE)


_AND_A = re.compile(r"\band an? $")  # "a week and a half"


def _one_in(printed: str) -> Number:
    """`one in five`, `three out of four` in percent."""
    part, many = re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", printed, flags=re.IGNORECASE)
    return whole(round(100 * value_of(part)[0] / value_of(many)[0], 1))


@functools.cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"\s+(?!(?:{any_of(_FILE, 'no_count', 'share')})\b)[A-Za-z]")


def _fraction(text: str, match: re.Match[str]) -> FigureMention:
    """A share in percent; `a third man` is one man."""
    start, end, printed = match.start(), match.end(), match.group()
    flat = re.sub(r"\s+", " ", printed.lower())
    if flat.startswith("a ") and _ordinal().match(text[end : end + 12]):
        turned_down(end - len(flat) + 2, end, "ordinal", flat[2:])
        return FigureMention(start, start + 1, printed[:1], 1, None, None, "exact", hint="article")
    value = toml("numbers.toml")["fractions"].get(flat)
    return FigureMention(start, end, printed, value, None, None, "exact", hint="fraction")


# ---------------------------------------------------------------- ranges
_DASH = r"\s?(?:-|–|—|‑)\s?"
_RANGE_JOIN = re.compile(rf"{_DASH}|\s+(?:to|or)\s+|\s+and\s+", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|pct\b)(?!\s?(?:age)?\s?points?)", re.IGNORECASE)
_UP_TO = re.compile(r"\bup to\b", re.IGNORECASE)
_LINKS = ("to", "-", "–", "—", "‑", "or")


@functools.cache
def _range_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before two numbers that are no range but a move, and those before two that are one."""
    moves, hedges = any_of(_FILE, "ranges", "moves"), any_of(_FILE, "ranges", "hedges")
    return (
        re.compile(rf"\b(?:{moves})\b[^.;]{{0,40}}\Z", re.IGNORECASE),
        re.compile(rf"\bbetween\s+(?:(?:{hedges})\s+)?[$€£]?$", re.IGNORECASE),
    )


def _join_range(text: str, a: FigureMention, b: FigureMention) -> FigureMention | None:
    """`300 to 400`, `300-400`, `between 300 and 400` as one figure; `rose from 5 to 10` is two."""
    gap = text[a.end : b.start]
    percent_between = _PERCENT.match(gap)
    joint = gap[percent_between.end() :] if percent_between else gap
    if not _RANGE_JOIN.fullmatch(joint) or a.value is None or b.value is None or "article" in (a.hint, b.hint):
        return None
    word = joint.strip().lower()
    low, high = a.value, b.value
    if low < high and word in (*_LINKS, "and"):
        low = _rescaled(a, b)
    if not low < high or not _is_range(_UP_TO.sub("", text[max(0, a.start - 60) : a.start]), word, low, high):
        return None
    if joint != joint.strip() and word in "–—" and " " in joint:
        return None  # a dash between clauses
    return replace(a, end=b.end, text=text[a.start : b.end], value=None, low=low, high=high, qualifier="range")


def _is_range(before: str, word: str, low: Number, high: Number) -> bool:
    """Whether two numbers joined by a word are one range, by the words before them and by their distance."""
    moves, between = _range_words()
    if word == "and":
        return bool(between.search(before))
    if word == "or":
        return high - low <= max(2, low)
    return not (word == "to" and moves.search(before))


_MAGNITUDE = re.compile(r"^(.*?[^\W_])[\s-]*(?<![a-z])([a-z]+)$")
_IN_THOUSANDS = re.compile(r"(\d{1,3}),000")


def _rescaled(a: FigureMention, b: FigureMention) -> Number:
    """`2 to 3 million`, `three to four hundred`, `15-20,000`: the magnitude stands once, where it fits both.

    It is all that ends the second number and leaves of it more than the first: of `500 to 2 million` nothing fits.
    """
    low, high, rest = a.value or 0, b.value or 0, b.text.lower()
    if thousands := _IN_THOUSANDS.fullmatch(rest):
        return low * 1000 if low < int(thousands.group(1)) and "," not in a.text else low
    found = low
    while (ending := _MAGNITUDE.fullmatch(rest)) and ending.group(2) in scales():
        rest = ending.group(1)
        if low < (bare := value_of(rest)[0]):
            found = whole(low * high / bare)
    return found


# ---------------------------------------------------------------- percent, money, lengths, rates
_TIMES = re.compile(r"\s+times\b")
_PER = re.compile(
    r"[^.;,()]{0,40}?\b(?:(?:per|each|every|"
    r"(?<!\bin\s)(?<!\bfor\s)(?<!\bover\s)(?<!\bafter\s)(?<!\bwithin\s)(?<!\bthan\s)(?<!\bhalf\s)(?<!\bof\s)a)"
    r"\s+(day|week|month)|(daily|weekly|monthly))\b",
    re.IGNORECASE,
)
_RATES = {"daily": "day", "weekly": "week", "monthly": "month"}


@dataclass(frozen=True, slots=True)
class _Measured:
    """Patterns of money and lengths (none in `2 M-60`) around a number, and the last characters of money before it."""

    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    length: re.Pattern[str]
    signs: frozenset[str]


@functools.cache
def _measured_words() -> _Measured:
    signs, codes = word_set(_FILE, "measured", "signs"), word_set(_FILE, "measured", "codes")
    countries, currencies = any_of(_FILE, "measured", "countries"), any_of(_FILE, "measured", "currencies")
    lengths, squares = any_of(_FILE, "measured", "lengths"), any_of(_FILE, "measured", "squares")
    return _Measured(
        re.compile(rf"(?:(?:{alternatives(signs)})|\b(?:{alternatives(codes)})\$?)\s?$"),
        re.compile(rf"\s?(?:(?:{countries})\s)?(?:{currencies})(?!\w)", re.IGNORECASE),
        re.compile(rf"[\s-]?(?:{lengths})\b(?!\s?(?:²|2\b|-\s?\d))|[\s-]?(?:{squares})\s", re.IGNORECASE),
        signs | {code[-1] for code in codes},
    )


def _measured(text: str, m: FigureMention) -> FigureMention:
    """A figure with what stands around it: percent, money, a length, `times`, a plus sign, a rate."""
    if m.hint is None:
        m = _with_unit(text, m)
    if m.start > 0 and text[m.start - 1] in "+＋":
        m = replace(m, hint=m.hint or "sign", qualified_from=m.start - 1)
    if m.hint != "article" and (per := _PER.match(text, m.end, m.end + 60)):
        unit = (per.group(1) or _RATES[per.group(2).lower()]).lower()
        m = replace(m, per=cast(Rate, unit))
    return m


def _with_unit(text: str, m: FigureMention) -> FigureMention:
    known = _measured_words()
    if _PERCENT.match(text, m.end, m.end + 12):
        return replace(m, hint="percent")
    before = text[max(0, m.start - 8) : m.start]
    has_money = before.rstrip()[-1:] in known.signs and known.money_before.search(before)
    if has_money or known.money_after.match(text, m.end, m.end + 24):
        return replace(m, hint="money")
    if known.length.match(text, m.end, m.end + 16):
        return replace(m, hint="length")
    if _TIMES.match(text[m.end : m.end + 8]):
        return replace(m, hint="times")
    return m
