"""Makers of ledger entries for the tests: from short rows, and from annotated records."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from counterclaim.model import Claim, Claimant, Entry, FieldSpan, Figure, Place, Span, Time, Via, claim_id

VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "several hundred": 200,
}
WORDS = {  # qualifier of a short row -> how the figure is written
    "": "exact",
    "about": "approx",
    "more than": "more_than",
    "at least": "more_than",
    "up to": "less_than",
    "fewer than": "less_than",
    "nearly": "almost",
}


def step(value: float) -> Fraction:
    """The largest of 1, 5, 10, 50 ... that divides the number, found by trying them all."""
    best = Fraction(1)
    for power in range(13):
        for unit in (1, 5):
            size = Fraction(unit * 10**power)
            if value and Fraction(str(value)) % size == 0:
                best = max(best, size)
    return best


def power(value: float) -> int:
    """The largest of 1, 10, 100 ... that divides the number: the rounding that a hedge speaks of."""
    return max([10**n for n in range(13) if value and Fraction(str(value)) % 10**n == 0], default=1)


def stated(
    value: float | None, qualifier: str, text: str = "", *, at_least: bool = False, up_to: bool = False
) -> tuple:
    """The hard interval of section 3's table, written out slowly."""
    if qualifier == "vague" or value is None:
        return VAGUE.get(text.casefold(), 2), None
    if qualifier == "more_than":
        return (value if at_least else value + 1), None
    if qualifier == "less_than":
        return 0, (value if up_to else value - 1)
    if qualifier == "approx":
        slack = max(Fraction(power(value), 2), Fraction(str(value)) / 20)
        low, high = Fraction(str(value)) - slack, Fraction(str(value)) + slack
        return math.ceil(low), math.floor(high)
    if qualifier == "almost":
        return max(0, int(value - 2 * power(value))), value - 1
    return value, value


def side_kind(side: str | None) -> str:
    return "monitor" if side == "independent" else "body"


def claimant(name: str | None, side: str | None) -> Claimant | None:
    if not name:
        return None
    return Claimant(id=None, name=name, side=side, kind=side_kind(side), start=None, end=None, text=None)


def row(
    text: str,
    *,
    says: str | None = "Ukraine",
    side: str | None = None,
    measure: str = "killed",
    object: str = "soldiers",
    party: str | None = "russia",
    conflict: str | None = "russia-ukraine",
    kind: str = "total",
    start: str | None = None,
    end: str | None = None,
    published: str | None = None,
    document: str = "a",
    place: str | None = None,
    unit: str = "persons",
    at: int = 0,
    quote: str | None = None,
    **more: Any,
) -> Entry:
    """One entry from words like "more than 480" or "300 to 400"; `says` is the claimant, and its side by default."""
    number = text
    qualifier = ""
    for words in WORDS:
        if words and text.startswith(words + " "):
            qualifier, number = words, text.removeprefix(words + " ")
    if " to " in number:
        low, high = (float(part.replace(",", "")) for part in number.split(" to "))
        value, name = None, "range"
    elif number[0].isdigit():
        value, name = float(number.replace(",", "").replace(" ", "")), WORDS[qualifier]
        value = int(value) if value.is_integer() else value
        low, high = stated(value, name, at_least=qualifier == "at least", up_to=qualifier == "up to")
    else:
        value, name = None, "vague"
        low, high = stated(None, "vague", number)
    sentence = quote or f"{text} {object}"
    offset = at + max(0, sentence.find(number))
    figure = Figure(
        start=offset, end=offset + len(number), text=number, value=value, low=low, high=high, qualifier=name, unit=unit,
        repaired=more.pop("repaired", False), per=more.pop("per", None),
    )  # fmt: skip
    sha = hashlib.sha256(more.pop("text_of", document).encode()).hexdigest()
    outlet, url, seen = more.pop("outlet", None), more.pop("url", None), more.pop("seen", None)
    via = tuple(Via(name=name, start=None, end=None, text=None) for name in more.pop("via", ()))
    speaks = side if side is not None else (says.lower().replace(" ", "_") if says else None)
    claim = Claim(
        id=claim_id(sha, figure.start, figure.end),
        document=document,
        quote=Span(start=at, end=at + len(sentence), text=sentence),
        figure=figure,
        measure=measure,
        object=object,
        party=party,
        conflict=conflict,
        claimant=claimant(says, speaks),
        time=Time(kind=kind, start=start, end=end),
        place=Place(name=place, text=place) if place else None,
        via=via,
        rule="test",
        **more,
    )
    return Entry(
        claim=claim, document=document, published=published or end, outlet=outlet, url=url, text_sha256=sha,
        seen=seen,
    )  # fmt: skip


def from_gold(document: dict[str, Any], spans: dict[int, tuple[int, int]] | None = None) -> list[Entry]:
    """The entries of an annotated document; `spans` gives the offsets of the measure's words by figure offset."""
    text = document["text"]
    sha = hashlib.sha256(text.encode()).hexdigest()
    return [_gold_entry(document, record, sha, spans or {}) for record in document["claims"]]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """A rough sentence around a span: between full stops followed by blanks, or lines."""
    stops = [m for m in range(start) if text[m] == "\n" or (text[m] in ".!?”" and text[m + 1 : m + 2].isspace())]
    first = stops[-1] + 1 if stops else 0
    while text[first].isspace():
        first += 1
    last = end
    while last < len(text) and text[last] != "\n" and not (text[last] in ".!?" and text[last + 1 : last + 2].isspace()):
        last += 1
    return first, min(last + 1, len(text))


def _gold_entry(document: dict[str, Any], record: dict[str, Any], sha: str, spans: dict[int, tuple[int, int]]) -> Entry:
    text = document["text"]
    start, end = record["start"], record["end"]
    low, high = stated(record["value"], record["qualifier"], record["figure"])
    if record["qualifier"] == "range":
        low, high = record["low"], record["high"]
    names = record.get("claimant") or []
    first, last = _sentence(text, start, end)
    words = spans.get(start)
    claim = Claim(
        id=claim_id(sha, start, end),
        document=document["id"],
        quote=Span(start=first, end=last, text=text[first:last]),
        figure=Figure(
            start=start, end=end, text=record["figure"], value=record["value"], low=low, high=high,
            qualifier=record["qualifier"], unit=record["unit"], repaired=", " in record["figure"],
        ),
        measure=record["measure"],
        object=record["object"],
        party=record["party"],
        conflict="russia-ukraine",
        claimant=claimant(names[0] if names else None, record.get("claimant_side")),
        via=tuple(Via(name=name, start=None, end=None, text=None) for name in record.get("via") or ()),
        stance=record["stance"],
        verification=record.get("verification"),
        time=Time(kind=record["time_kind"], start=record.get("time_start"), end=record.get("time_end")),
        place=Place(name=record["place"], text=record["place"]) if record.get("place") else None,
        spans=(FieldSpan(field="measure", start=words[0], end=words[1], text=text[slice(*words)]),) if words else (),
        rule="gold",
    )  # fmt: skip
    return Entry(
        claim=claim, document=document["id"], title=document.get("title"), published=document.get("published"),
        outlet=document.get("outlet"), url=document.get("url"), text_sha256=sha,
    )  # fmt: skip


def codes(findings: Iterable[Any]) -> set[str]:
    return {finding.code for finding in findings}
