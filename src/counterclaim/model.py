"""The records: a `Document` is read, `Claim`s are found, `Comparison`, `Series` and `Finding` follow. All are frozen.

Unknown keys are errors. Offsets are half-open Unicode code points: `Document.text[start:end]` equals the words given.
"""

import base64
import hashlib
from typing import Literal

import msgspec

SCHEMA = 1
LARGEST = 2**53 - 1  # the last whole number that a double, and so every JSON reader and spreadsheet, keeps exactly
Qualifier = Literal["exact", "approx", "more_than", "less_than", "almost", "range", "vague"]
Unit = Literal["persons", "items", "percent", "km2", "km", "money", "other"]
Cause = Literal["conflict", "disaster", "disease", "accident", "crime", "unknown"]
Stance = Literal["asserts", "denies", "hedged", "conditional", "planned"]
TimeKind = Literal["total", "period", "state", "planned", "unspecified"]
LeftoverReason = Literal["age", "date", "year", "clock", "ordinal", "duration", "unit", "adjective", "name", "idiom",
                        "unread", "no_cue", "below", "another_cause", "ratio", "table", "crowded", "faint"]  # fmt: skip
Outcome = Literal["holds", "violated", "undecidable"]
Severity = Literal["error", "warn", "info"]
Review = Literal["agreed", "waits", "differ"]
Status = Literal["unreviewed", "accepted", "corrected", "added", "flagged", "rejected", "held"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything that is written out. Optional fields default to None or ()."""


# ---------------------------------------------------------------- what is read
class Document(Record, frozen=True, kw_only=True):
    """An article as it was read; its text never changes.

    >>> Document(id="a.txt", text="Two died.").text_sha256[:8]
    'c2cb9740'
    """

    id: str  # the path of a plain file, or the id that a line of JSON gives
    text: str
    title: str | None = None  # context only: no claim is read from it
    published: str | None = None  # ISO date, or only year or year and month; never a file's time
    published_from: str | None = None  # front matter, sidecar, line, json-ld, meta, option or guess
    outlet: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1; None where it could not be told
    source: str | None = None  # path or address that it was read from
    raw_sha256: str | None = None  # of the original bytes, before decoding
    seen: str | None = None  # ISO day on which somebody else first had it: a crawl, an archive, a server's own date
    notice: str | None = None  # what of its head was not understood, in a line for the reader; not kept

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Skipped(Record, frozen=True, kw_only=True):
    """A source, or one document of it, that gave nothing, and why."""

    source: str
    reason: str


# ---------------------------------------------------------------- what is claimed
class Span(Record, frozen=True, kw_only=True):
    """Words in a document."""

    start: int
    end: int
    text: str


class FieldSpan(Record, frozen=True, kw_only=True):
    """The words that carry one field of a claim."""

    field: str
    start: int
    end: int
    text: str


class Figure(Record, frozen=True, kw_only=True):
    """A number as its words give it: `value`, and the hard interval [low, high] that they entail."""

    start: int
    end: int
    text: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    qualifier: Qualifier
    unit: Unit
    per: Literal["day", "week", "month"] | None = None
    repaired: bool = False


class Claimant(Record, frozen=True, kw_only=True):
    """Who says so; `start`, `end`, `text` are the attributing words, None where only the outlet tells."""

    id: str | None
    name: str
    side: str | None
    kind: Literal["body", "official", "media", "monitor", "private"]
    start: int | None
    end: int | None
    text: str | None
    aliases: tuple[str, ...] = ()


class Via(Record, frozen=True, kw_only=True):
    """One who passed the claim on between the claimant and the outlet."""

    name: str
    start: int | None
    end: int | None
    text: str | None


class Time(Record, frozen=True, kw_only=True):
    """Which days the figure is about; ISO dates, both ends inclusive, None where the text does not tell."""

    kind: TimeKind
    start: str | None = None
    end: str | None = None
    text: str | None = None


class Place(Record, frozen=True, kw_only=True):
    """Where; coordinates from the gazetteer where the name is known."""

    name: str
    text: str
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    precision: Literal["site", "city", "region", "country"] | None = None


class Claim(Record, frozen=True, kw_only=True):
    """One mention of one figure in one document: who says what of whom, how many, when and where."""

    id: str
    schema: int = SCHEMA
    document: str
    quote: Span
    figure: Figure
    measure: str
    object: str
    party: str | None
    conflict: str | None
    claimant: Claimant | None
    via: tuple[Via, ...] = ()
    stance: Stance = "asserts"
    verification: Literal["unverified", "verified"] | None = None
    time: Time
    place: Place | None = None
    spans: tuple[FieldSpan, ...] = ()
    cause: Cause = "conflict"
    rule: str


class Leftover(Record, frozen=True, kw_only=True):
    """A number in a sentence that holds a claim or may hold one, and why it is none itself."""

    document: str
    quote: Span  # the sentence
    figure: Span
    reason: LeftoverReason
    words: str | None = None  # those that told
    measure: str | None = None  # the likeliest, where one was weighed
    probability: float | None = None  # how likely it was


def claim_id(text_sha256: str, start: int, end: int) -> str:
    """Id of the claim whose figure stands at [start, end) of the text: the same for every reader.

    >>> claim_id("00" * 32, 812, 817)
    'c_bnh775xqqs3efjxa'
    """
    digest = hashlib.sha256(f"{text_sha256}|{start}|{end}".encode()).digest()
    return "c_" + base64.b32encode(digest[:10]).decode().lower()


# ---------------------------------------------------------------- what follows from claims
class Entry(Record, frozen=True, kw_only=True):
    """A claim with what is known of the document it stands in (the text itself left out)."""

    claim: Claim
    document: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    text_sha256: str = ""
    status: Status = "unreviewed"  # what people have decided of it
    seen: str | None = None  # day on which the document was first seen by somebody else
    review: Review | None = None  # where more than one reader is asked for: whether enough hold what stands


class Filter(Record, frozen=True, kw_only=True):
    """The filter that all listing verbs share; None lets everything through. Dates are ISO and inclusive."""

    measure: str | None = None
    object: str | None = None
    party: str | None = None
    claimant: str | None = None  # part of the name, id, aliases or of the words that attribute, case aside
    side: str | None = None
    place: str | None = None  # part of a name, case aside
    conflict: str | None = None
    outlet: str | None = None  # part of a name, case aside
    since: str | None = None  # by the claim's last day, else the day of publication
    until: str | None = None


class Finding(Record, frozen=True, kw_only=True):
    """What arithmetic says of one or more claims. A derived figure is a finding, never a claim."""

    code: str  # SUM_PARTS, TOTAL_MINUS_INC, ...
    severity: Severity
    outcome: Outcome
    claims: tuple[str, ...]  # claim ids, in the order in which the formula uses them
    documents: tuple[str, ...]  # the document of each of them
    formula: str  # with the numbers filled in: "133,190 - 1,030 = 132,160"
    text: str  # one or two neutral sentences, figures as in print
    derived: float | int | None = None
    possible_reasons: tuple[str, ...] = ()
    next_step: str = ""


class SideRange(Record, frozen=True, kw_only=True):
    """What one side, or the independent or unattributed sources together, claim of one quantity."""

    side: str | None  # party id, "independent", or None: nobody is named
    role: Literal["self", "opponent", "third", "independent", "unattributed"]
    low: float | int | None
    high: float | int | None  # None: open-ended
    latest: float | int | None  # point value of the newest claim that has one
    latest_claim: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int  # distinct origins, not outlets
    first: float | int | None = None  # point value of the oldest claim that has one
    first_claim: str | None = None
    usual_high: float | int | None = None  # of an open-ended side: the highest end that readers usually understand


class Comparison(Record, frozen=True, kw_only=True):
    """One quantity side by side. Factors are None where fewer than two sides have spoken (one-sided)."""

    key: str
    title: str  # "People killed: Russian soldiers, total, to 26 March 2022"
    measure: str
    object: str
    party: str | None
    conflict: str | None
    time_kind: TimeKind
    start: str | None
    end: str | None
    unit: Unit
    sides: tuple[SideRange, ...]
    factor_guaranteed: float | None  # hard intervals at least this many times apart
    factor_point: float | None  # largest point value over smallest
    gap_points: float | None  # of shares in percent: points apart
    contested: float | None  # 1 - 1/factor_guaranteed, or gap_points/100
    text: str  # the comparison in one or two sentences
    notes: tuple[str, ...] = ()  # UNIT: ..., DATES: ..., one-sided, unverified
    not_compared: tuple[str, ...] = ()  # claim ids left out
    not_compared_why: tuple[str, ...] = ()  # the reason for each
    readings: tuple[tuple[str, str, float, str], ...] = ()  # of the higher, of the lower figure; factor; formula
    low: float | int | None = None  # over all sides: a range of claims, not a confidence interval
    high: float | int | None = None  # None: open-ended
    beside: tuple[str, ...] = ()  # claims outside of it of which `text` tells


class Point(Record, frozen=True, kw_only=True):
    """One claim in a series."""

    claim: str
    document: str
    date: str | None
    value: float | int | None
    low: float | int | None
    high: float | int | None
    kind: TimeKind
    mark: Literal["correction", "break", "derived", "repeat", "addition"] | None = None


class Series(Record, frozen=True, kw_only=True):
    """One claimant's own figures of one quantity over time."""

    claimant: str | None
    side: str | None
    measure: str
    object: str
    party: str | None
    conflict: str | None
    time_kind: TimeKind
    unit: Unit
    points: tuple[Point, ...]
