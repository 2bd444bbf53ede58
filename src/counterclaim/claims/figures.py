"""Number expressions in running text: what stands there, what it is worth, what bounds its words entail.

Digits and words, damaged too (`32, 300`), ranges, vague words, fractions, percent, money and rates. Dates, ages,
clock times, model, unit and road numbers are left out where their form tells; what a number counts is decided later.
The bounds are those of the reckoning rules: "more than 480" persons entails 481 to open, "about 500" 450 to 550.
"""

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from counterclaim.model import Qualifier
from counterclaim.vocabulary.words import toml

Number = float | int
Hint = Literal["percent", "money", "fraction", "article", "sign", "length", "times"]


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
    per: Literal["day", "week", "month"] | None = None
    qualified_from: int | None = None  # where the qualifier word begins, or the sign
    strict: bool = False  # "more than 480", "fewer than 80": the number itself is out


# ---------------------------------------------------------------- the grammar of one number
# Every repetition is bounded, so that a megabyte of digits costs linear time.
_SPACES = "\u00a0\u2009\u202f"
_DIGITS = (
    r"(?<![\w.,/:])(?:"
    r"(?P<comma>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?)|"
    r"(?P<dirty>\d{1,3}(?:,[ " + _SPACES + r"]\d{3}){1,3}(?!,?\d))|"
    r"(?P<spaced>\d{1,3}(?:[ " + _SPACES + r"]\d{3}){1,3}(?![,.]?\d))|"
    r"(?P<dotted>\d{1,3}(?:\.\d{3}){1,3})|"
    r"(?P<plain>\d{1,12}(?:\.\d{1,3})?)"
    r")(?!\d)"
)


@functools.cache
def _words() -> dict[str, Number]:
    data = toml("numbers.toml")
    return {**data["units"], **data["tens"], **data["magnitudes"]}


@functools.cache
def _number_pattern() -> re.Pattern[str]:
    data = toml("numbers.toml")

    def either(words: object) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]

    small = either([*data["units"], *data["tens"]])
    magnitude = either(data["magnitudes"])
    article = rf"(?:an?\s+(?:half[\s-]+)?|half\s+an?\s+)(?:dozen|{magnitude})"
    worded = (
        rf"(?:{article}|(?:{small}|{magnitude}|\d{{1,3}}\s+(?=dozen\b)))"
        rf"(?:(?:\s+and\s+|[\s-]+)(?:{small}|{magnitude}|a\s+half(?=\s+(?:{magnitude})))){{0,8}}"
        rf"(?:\s+dozen\b)?"
    )
    suffix = either(data["suffixes"])
    return re.compile(
        rf"(?P<fraction>\b(?:{either(data['fractions'])})\b(?!\s+(?:an?\s+)?(?:dozen|hour|day|million|thousand|billion|brother|sister|year)))"
        rf"|(?P<vague>\b(?:{either(data['vague'])})\b(?:\s+of\s+(?:thousands|millions)\b)?)"
        rf"|\b(?P<worded>{worded})\b(?!-?\s*(?:half|third|thirds|quarter)\b)"
        rf"|{_DIGITS}(?P<magnitude>[\s-](?:{magnitude}|dozen)\b|(?:{suffix})\b|\s(?:bn|mn|mln)\b)?"
        rf"|(?P<article>\b(?:an?|another)\b)",
        re.IGNORECASE,
    )


def _number(text: str) -> tuple[Number, bool]:
    """Value of a printed number and whether its digits had to be mended.

    >>> _number("32, 300"), _number("two and a half thousand"), _number("1.5m"), _number("two dozen")
    ((32300, True), (2500, False), (1500000, False), (24, False))
    """
    data = toml("numbers.toml")
    flat = re.sub(r"[\s-]+", " ", text.lower()).strip()
    match = re.match(r"(\d[\d,. " + _SPACES + r"]*\d|\d)", flat)
    if not match:
        return _worded(flat), False
    digits, rest = match.group(1), flat[match.end() :].strip()
    repaired = bool(re.search(r",\s", digits))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits) or (re.fullmatch(r"\d{1,3}\.\d{3}", digits) and not rest):
        digits = digits.replace(".", "")
    number = float(re.sub(r"[,\s]", "", digits))
    scale = {"dozen": 12, **data["suffixes"], **data["magnitudes"]}.get(rest, 1) if rest else 1
    return _whole(number * scale), repaired


def _worded(flat: str) -> Number:
    words = _words()
    total, group, half = 0.0, 0.0, False
    for word in flat.replace("half a ", "half ").replace("a half", "half").split():
        if word in ("a", "an"):
            group = 1
        elif word == "half":
            half, group = True, group + 0.5
        elif word == "dozen":
            group = (group or 1) * 12
        elif word == "and":
            continue
        elif (value := words[word]) == 100:
            group = (group or 1) * 100
        elif value > 100:
            total, group = total + (group or 1) * value, 0
        else:
            group += value
    return _whole(total + group)


def _whole(number: float) -> Number:
    return int(round(number)) if abs(number - round(number)) < 1e-6 else round(number, 4)


# ---------------------------------------------------------------- what is no figure
# Whole names, in any case but for May: 24 Marines and 24 may have died are counts.
_MONTH = (
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)|May|MAY)\b\.?"
)
_NOT_BEFORE = re.compile(
    r"(?:"
    rf"\b{_MONTH}\s|"  # May 24, February 2022
    r"\b(?:No|Nos|Article|Resolution|Chapter|Section|Annex|Directive|Law|Decree|Highway|Route|Road|Room|Gate|Unit|Group of|Channel|Page|"
    r"Class|Mark|Mk|Level|Phase|Stage|Day|day|Boeing|Airbus|Flight|Type|Form|Tier|Title|Part|Lot|Area|Block|Point|Order|Case|Camp|"
    r"Pier|Platform|Sector|Zone|Category|Version|Model|Antonov|Mirage|Leopard|Challenger|Bradley|Apollo|Protocol|Brigade|Division|"
    r"Battalion|Regiment|Squadron|Company|District|Ward|Windows|Formula|Top|Terminal|Bloomberg|Agenda|Axis|Lot|aged|age|ages|Aged|Number|number|"
    r"in|since|by|until|till|from|during|late|early|mid|of|the)\.?\s(?=(?:1[5-9]|20)\d\d\b)|"
    r"\b(?:No|Nos|no|Article|Resolution|Chapter|Section|Annex|Directive|Law|Decree|Highway|Route|Room|Gate|Unit|Group of|Channel|"
    r"Page|Class|Mark|Mk|Level|Phase|Stage|Day|day|Boeing|Airbus|Flight|Type|Form|Tier|Title|Part|Lot|Block|Order|Case|"
    r"Sector|Category|Version|Model|Leopard|Challenger|Bradley|Apollo|Protocol|Formula|Terminal|aged|age|ages|Aged|Number|Pages|pages|"
    r"SHAHED|Shahed|Geran|Lancet|Su|MiG|Mirage|Kalashnikov)\.?[\s-]|"
    r"\b(?:between the ages of|under the age of|over the age of|the age of|at the age of|old as|young as)\s|"
    r"[A-Za-z]-|[#№§]\s?|[A-Z]\.?\s?No\.\s?|(?<=[A-Za-z])|\b[A-Z]{1,4}-\d{1,3}\s?/\s?"
    r")\Z"
)
_NOT_AFTER = re.compile(
    rf"(?:(?:\s(?:and|or|to)\s\d\d?)?\s(?:of\s)?{_MONTH}"  # 24 February, 29 and 30 November
    r"|st\b|nd\b|rd\b|th\b|\s?(?:a\.m|p\.m)\b|\s?(?:am|pm|AM|PM)\b|:\d\d|\s?o[’']clock|\s?hrs\b|\s?hours?\b(?!\s+of\s+shell)|\s?GMT\b"
    r"|[\s-]?(?:year|yr|month|day|week|hour|minute|second|decade|centur)s?[\s-]old"
    r"|[\s-](?:more\s|full\s|straight\s|consecutive\s|long\s|other\s|further\s)?(?:years?|months?|days?|weeks?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|fortnights?|weekends?|generations?|evenings?|mornings?|o'clock)\b"
    r"|[\s-]?(?:mm|cm|kg|kilo(?:gram)?s?|kilogrammes?|lbs?|pounds?|ton(?:ne)?s?|mph|km/h|kph|knots|inch(?:es)?|degrees?|°|litres?|liters?|gallons?|watts?|MW|GW|kilowatts?|megawatts?|kV|calib(?:re|er)|-calib(?:re|er)|barrels?\b|bpd|hectares?|acres?|points?|pct points|percentage\s+points?)\b"
    r"|-(?:bed|seat|strong|man|member|person|storey|story|ton|tonne|nation|page|point|member|year|month|day|hour|minute|week|foot|km|kilometre|kilometer|mile|metre|meter|mm|kg|calibre|round|man|woman|strong|inch|star|part|stage|way|time|week|bedroom|passenger|wheel|engine|pronged|fold|term|line|state|party|seater|barrel|tube)\w*"
    r"|[A-Za-z]"
    r"|\s?/\s?\d|'s\b|[’']s\b"
    r")"
)
_STRONG_OK = re.compile(r"-strong\b")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|late|early|mid|after|before|between|the|end-|start of|summer|autumn|winter|spring|of)[\s-]*"
    r"|[,(]\s?)\Z",
    re.IGNORECASE,
)


def _is_year(before: str, after: str) -> bool:
    """`in 1982`, `(2014)`, `2014-2021`: but `APV - 1982` in a list and `1500 men` are counts."""
    counted = re.match(r"\s+(?!and\b|or\b|to\b|when\b|after\b|in\b|as\b|but\b|was\b|by\b|the\b|with\b|at\b|on\b|for\b|that\b|were\b|had\b|until\b)[a-z]", after)
    if _YEAR_CONTEXT.search(before):
        return not counted or bool(re.search(r"\b(?:in|since|by|until|during)\s\Z", before))
    return bool(re.match(r"\s?[-–/]\s?\d{2,4}\b|\s*[.,;)]|\s*\Z|\s[A-Z]", after)) and not re.search(r"[-–—‒:]\s?\Z", before)


def _is_age(text: str, start: int, end: int) -> bool:
    """`Dmitry, 43, is`: a bare number of one to three digits between a name's comma and a comma."""
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if not re.search(r"[\w”\"')],\s$", before) or not re.match(r"[,.;)]|\sand|$", after):
        return False
    word = re.search(r"([\w'’-]+),\s$", text[max(0, start - 40) : start])
    return bool(word and word.group(1)[:1].isupper() and int(text[start:end]) <= 105)


def _is_figure(text: str, start: int, end: int, digits: bool, whole: bool) -> bool:
    if not digits:
        return True
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    if _NOT_AFTER.match(after) and not _STRONG_OK.match(after):
        return False
    printed = text[start:end]
    if _NOT_BEFORE.search(before) and not (re.search(r"\d-$", before)):
        return False
    if whole and _YEAR.fullmatch(printed) and _is_year(before, after):
        return False
    return not (whole and len(printed) <= 3 and _is_age(text, start, end))


# ---------------------------------------------------------------- qualifiers around a number
@functools.cache
def _qualifiers() -> tuple[re.Pattern[str], dict[str, Qualifier], re.Pattern[str], dict[str, Qualifier]]:
    table = toml("numbers.toml")["qualifiers"]
    before = {w: kind for kind, words in table.items() if kind != "strict" and not kind.startswith("after_") for w in words}
    after = {w: kind.removeprefix("after_") for kind, words in table.items() if kind.startswith("after_") for w in words}

    def pattern(words: dict[str, str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    filler = r"(?:the\s+|a\s+total\s+of\s+|another\s+|an\s+additional\s+|additional\s+|a\s+further\s+|its\s+|his\s+|their\s+|some\s+|as\s+)?"
    left = re.compile(rf"(?:^|(?<=[\s(\[“\"‘'—–\-~:;,/]))(?P<q>{pattern(before)})\s*{filler}[$€£]?\s*$", re.IGNORECASE)
    right = re.compile(rf"\s*(?:{pattern(after)})\b", re.IGNORECASE)
    return left, before, right, after  # type: ignore[return-value]


def _qualify(text: str, mention: FigureMention) -> FigureMention:
    left, before, right, after = _qualifiers()
    if m := left.search(text, max(0, mention.start - 48), mention.start):
        word = re.sub(r"\s+", " ", m.group("q").lower())
        strict = word in toml("numbers.toml")["qualifiers"]["strict"]
        return replace(mention, qualifier=before[word], qualified_from=m.start("q"), strict=strict)
    if m := right.match(text, mention.end, mention.end + 24):
        kind = after[re.sub(r"\s+", " ", m.group().strip().lower())]
        return replace(mention, qualifier=kind)
    if text[mention.end : mention.end + 1] == "+":
        return replace(mention, qualifier="more_than")
    return mention


# ---------------------------------------------------------------- ranges, percent, money, rates
_RANGE_JOIN = re.compile(r"\s?(?:-|–|—|‑)\s?|\s+(?:to|or)\s+|\s+and\s+", re.IGNORECASE)
_NOT_RANGE = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|up|grew|fell|fall|falls|falling|dropped|increased|increase|decreased|down|went|jumped|climbed|raised|"
    r"lowered|reduced|cut|revised|soared|surged|doubled)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|pct\b)(?!\s?(?:age)?\s?points?)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₴₽]|\b(?:US|USD|EUR|GBP|Rs|Dlrs|dlrs)\$?)\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:(?:US|U\.S\.|Canadian|Australian)\s)?(?:dollars?|euros?|pounds sterling|roubles?|rubles?|hryvnias?|pesos?|colones|shekels?|rupees?|yen|dlrs|stg|"
    r"francs?|marks?|crowns?|yuan|riyals?|dinars?|USD|EUR|€|\$)(?!\w)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"[\s-]?(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m|feet|ft|foot|yards?)\b(?!\s?(?:²|2\b))|[\s-]?(?:sq\.?|square)\s", re.IGNORECASE)
_PER = re.compile(r"[^.;,()]{0,40}?\b(?:(?:per|a|each|every)\s+(day|week|month)|(daily|weekly|monthly))\b", re.IGNORECASE)


def _join_range(text: str, a: FigureMention, b: FigureMention) -> FigureMention | None:
    """`300 to 400`, `300-400`, `between 300 and 400` as one figure; `rose from 5 to 10` is two."""
    gap = text[a.end : b.start]
    percent_between = _PERCENT.match(gap)
    joint = gap[percent_between.end() :] if percent_between else gap
    if not _RANGE_JOIN.fullmatch(joint) or a.value is None or b.value is None or "article" in (a.hint, b.hint):
        return None
    before = re.sub(r"\bup to\b", "", text[max(0, a.start - 60) : a.start])
    word = joint.strip().lower()
    low, high = a.value, b.value
    if low < high and word in ("to", "-", "–", "—", "‑", "or") and high >= 1000 * low:
        low = _rescale(text, a, b)
    if word == "and" and not re.search(r"\bbetween\s+(?:(?:about|around|some|roughly|an estimated)\s+)?[$€£]?$", before, re.IGNORECASE):
        return None
    if word == "or" and not (0 < high - low <= max(2, low)):
        return None
    if word == "to" and _NOT_RANGE.search(before):
        return None
    if not low < high:
        return None
    if re.fullmatch(r"\s?(?:-|–|—|‑)\s?", joint) and joint != joint.strip() and joint.strip() in "–—" and " " in joint:
        return None  # a dash between clauses
    return replace(a, end=b.end, text=text[a.start : b.end], value=None, low=low, high=high, qualifier="range")


def _rescale(text: str, a: FigureMention, b: FigureMention) -> Number:
    """`2 to 3 million`: the magnitude stands once."""
    if a.value is None or b.value is None or not re.fullmatch(r"[\d.]+", a.text):
        return a.value or 0
    scale = re.search(r"(thousand|million|billion|bn|m|k)$", b.text.lower())
    table = {**toml("numbers.toml")["magnitudes"], **toml("numbers.toml")["suffixes"]}
    return _whole(a.value * table[scale.group(1)]) if scale else a.value


def _decorate(text: str, m: FigureMention) -> FigureMention:
    if m.hint is None and m.value != 1 or m.hint is None:
        if _PERCENT.match(text, m.end, m.end + 12):
            m = replace(m, hint="percent")
        elif _MONEY_BEFORE.search(text[max(0, m.start - 8) : m.start]) or _MONEY_AFTER.match(text, m.end, m.end + 24):
            m = replace(m, hint="money")
    if m.hint is None and _LENGTH.match(text, m.end, m.end + 16):
        m = replace(m, hint="length")
    if m.hint is None and re.match(r"\s+times\b", text[m.end : m.end + 8]):
        m = replace(m, hint="times")
    if text[m.start - 1 : m.start] in "+＋" and m.start > 0:
        m = replace(m, hint="sign" if m.hint is None else m.hint, qualified_from=m.start - 1)
    if m.hint != "article" and (per := _PER.match(text, m.end, m.end + 60)):
        unit = (per.group(1) or {"daily": "day", "weekly": "week", "monthly": "month"}[per.group(2).lower()]).lower()
        m = replace(m, per=unit)
    return m


def _mention(text: str, match: re.Match[str]) -> FigureMention | None:
    data = toml("numbers.toml")
    kind, start, end = match.lastgroup, match.start(), match.end()
    printed = match.group()
    flat = re.sub(r"\s+", " ", printed.lower())
    if match.group("vague"):
        return FigureMention(start, end, printed, None, None, None, "vague")
    if match.group("fraction") and re.match(r"\s+(?!of\b|to\b|in\b|were\b|are\b|were\b|are\b|have\b|said\b|the\b|their\b|his\b|its\b)[a-z]", text[end : end + 12]) and flat.startswith("a "):
        return FigureMention(start, start + 1, printed[:1], 1, None, None, "exact", hint="article")
    if match.group("fraction"):
        return FigureMention(start, end, printed, data["fractions"].get(flat), None, None, "exact", hint="fraction")
    if match.group("article"):
        if flat == "another":
            return None
        return FigureMention(start, end, printed, 1, None, None, "exact", hint="article")
    digits = printed[0].isdigit() and match.group("worded") is None
    if not _is_figure(text, start, end, printed[0].isdigit(), digits and kind == "plain" and "." not in printed):
        return None
    value, repaired = _number(printed)
    return FigureMention(start, end, printed, value, None, None, "exact", repaired=repaired)


_WORD_AFTER = re.compile(
    r"(?:-(?:year|month|day|hour|week|man|member|storey|story|time|way|person|week|point|fold|third|sided|pronged|star|bedroom|state|party|minute|long|part|yard|foot|seat|engine|wheel|tier|round|mile|term|line|quarter|decade|thirds)\w*"
    r"|\s+(?:more\s+|full\s+|straight\s+|consecutive\s+|long\s+|other\s+|further\s+|and\s+a\s+half\s+)?(?:years?|months?|days?|weeks?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|evenings?|mornings?|years['’]|days['’]|tonnes?|tons?|kilos?|o[’']clock|thirds|quarters|weekends?|generations?)\b"
    r"|\s+of\s+(?:the|our|my|his|her|its|their|those|these|them|us|which|whom|a)\b"
    r"|[’']s\b)",
    re.IGNORECASE,
)
_ONE_IDIOM = re.compile(
    r"(?:\s+(?:another|day|side|hand|thing|way|reason|point|more|person’s|such|that|who|which|is|can|could|may|might|should|would|has|where|by|year|year-old|after|of|or two|another’s|month|week|hour|minute|time|week|end|example)\b|[,.;:!?)”’'])",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|some|which|this|each|the|another|first|only|last|not|number|day|latest|other|next|same|either|as)[\s-]$", re.IGNORECASE
)


def _keeps_word(text: str, m: FigureMention) -> bool:
    """Whether a number word is a figure here: no duration, no `one of the`, no `at one point`."""
    if m.text[:1].isdigit() or m.hint in ("article", "fraction"):
        return True
    if _WORD_AFTER.match(text, m.end) and not (m.value != 1 and re.match(r"\s+of\s", text[m.end : m.end + 5], re.IGNORECASE)):
        return False
    if m.text.lower() == "one":
        return not _ONE_IDIOM.match(text, m.end) and not _ONE_BEFORE.search(text[max(0, m.start - 10) : m.start])
    return not (m.value == 0 and m.text.lower() == "zero" and re.match(r"[\s-](?:tolerance|sum)", text[m.end : m.end + 11]))


def find_figures(text: str) -> list[FigureMention]:
    """Every number expression of the text, in order, with articles ("a soldier") marked by hint.

    >>> [(f.text, f.value, f.qualifier) for f in find_figures("More than 480 of 32, 300 men and dozens of tanks")]
    [('480', 480, 'more_than'), ('32, 300', 32300, 'exact'), ('dozens', None, 'vague')]
    """
    found: list[FigureMention] = []
    position = 0
    pattern = _number_pattern()
    while match := pattern.search(text, position):
        mention = _mention(text, match)
        position = match.end() if mention is not None or match.end() > match.start() else match.end() + 1
        if mention is None or not _keeps_word(text, mention):
            continue
        if found and found[-1].end <= mention.start and mention.start - found[-1].end <= 12:
            joined = _join_range(text, found[-1], mention)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(mention)
    return [_decorate(text, _qualify(text, m)) for m in found]


def bounds(m: FigureMention, *, persons: bool = True) -> tuple[Number | None, Number | None]:
    """The hard interval that the words entail, both ends inclusive.

    >>> [bounds(f) for f in find_figures("about 500 men; up to 20; more than 480; at least 480; fewer than 80")]
    [(450, 550), (0, 20), (481, None), (480, None), (0, 79)]
    """
    if m.qualifier == "range" or m.low is not None:
        return m.low, m.high
    if m.value is None:
        flat = re.sub(r"\s+", " ", m.text.lower())
        return toml("numbers.toml")["vague"].get(flat), None
    step = 1 if persons and float(m.value).is_integer() else 0
    if m.qualifier == "more_than":
        return m.value + (step if m.strict else 0), None
    if m.qualifier == "less_than":
        return 0, m.value - (step if m.strict else 0)
    grain = _power_of_ten(m.value)
    if m.qualifier == "almost":
        return _whole(m.value - 2 * grain), m.value - step
    if m.qualifier == "approx":
        slack = max(grain / 2, 0.05 * m.value)
        return _whole(m.value - slack), _whole(m.value + slack)
    return m.value, m.value


def _power_of_ten(value: Number) -> Number:
    """The rounding that a hedge speaks of: about 500 is 450 to 550, about 70% is 65 to 75."""
    grain = 1
    while value and float(value).is_integer() and value % (grain * 10) == 0:
        grain *= 10
    return grain


def granularity(value: Number) -> Number:
    """Largest of 1, 5, 10, 50, 100, ... that divides a whole number (Williams and Power 2013: round is approximate).

    >>> [granularity(n) for n in (575, 16000, 350, 1351)]
    [5, 1000, 50, 1]
    """
    if value == 0 or not float(value).is_integer():
        return 1
    best, step = 1, 1
    while step <= abs(value):
        for grain in (step, 5 * step):
            if value % grain == 0:
                best = grain
        step *= 10
    return best
