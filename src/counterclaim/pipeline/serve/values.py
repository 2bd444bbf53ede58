"""What a person typed or marked, as the value of a claim's field; UsageError says what would be right."""

import re
from collections.abc import Collection, Mapping
from typing import Any, cast, get_args

import msgspec
from msgspec.structs import replace

from counterclaim.claims.bounds import bounds
from counterclaim.claims.figures import find_figures
from counterclaim.claims.sentences import split_sentences
from counterclaim.errors import UsageError
from counterclaim.model import LARGEST, Claim, Claimant, FieldSpan, Figure, Place, Span, Stance, Time, TimeKind, Unit
from counterclaim.pipeline.days import RIGHT, day
from counterclaim.pipeline.known import unknown, usual_spelling, vocabulary_ids
from counterclaim.views.people import shown_name
from counterclaim.vocabulary.actor_entries import Actor
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.places import find_places

DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
JOINS = ("from", "to", "until", "on", "-", "–")  # words between the days of a time
BELOW_NOUGHT = re.compile(r"(?:^|[^\d\s])\s*[-−]\s*\d")  # "-5", "about -5", not "300-400"
NEW = "new:"  # in front of a party or side that no list has
TYPED = ("figure", "unit", "measure", "object", "party", "claimant", "time", "place", "stance")  # in the order of Tab
OF_CLAIMANT = ("side", "kind")  # typed beside the claimant's name
KINDS = ("body", "official", "media", "monitor", "private")


def figure(typed: str, now: Figure) -> Figure:
    """A figure with the value that was typed, where it stands.

    >>> found = figure(
    ...     "more than 480",
    ...     Figure(start=9, end=12, text="480", value=48, low=48, high=48, qualifier="exact", unit="persons"),
    ... )
    >>> found.value, found.low, found.high, found.start
    (480, 481, None, 9)
    """
    found = find_figures(typed)
    if len(found) != 1 or BELOW_NOUGHT.search(typed):
        raise UsageError(
            f"figure {typed!r}: give one number up to {LARGEST:,}, as in 16,000 or more than 480 or 300 to 400"
        )
    low, high = bounds(found[0], persons=now.unit in ("persons", "items"))
    return replace(now, value=found[0].value, low=low, high=high, qualifier=found[0].qualifier, per=found[0].per)


def figure_at(text: str, start: int, end: int, unit: Unit) -> Figure:
    """The figure that stands at marked words, with the words before it that bound it."""
    sentence = quote_at(text, start, end)
    for found in find_figures(sentence.text):
        at = sentence.start + found.start
        if start <= at < end or at <= start < sentence.start + found.end:
            low, high = bounds(found, persons=unit in ("persons", "items"))
            return Figure(start=at, end=sentence.start + found.end, text=found.text, value=found.value, low=low,
                          high=high, qualifier=found.qualifier, unit=unit, per=found.per)  # fmt: skip
    raise UsageError(f"{text[start:end][:60]!r}: no number stands there: mark the figure itself")


def quote_at(text: str, start: int, end: int) -> Span:
    """The sentence in which words stand; of words that run over several, all of them.

    >>> quote_at("One fell. Two fell.", 10, 13).text
    'Two fell.'
    """
    if not 0 <= start < end <= len(text):
        raise UsageError(f"words at {start}:{end}: outside of the text")
    inside = [one for one in split_sentences(text) if one.start < end and start < one.end]
    low, high = (inside[0].start, inside[-1].end) if inside else (start, end)
    low, high = min(low, start), max(high, end)
    return Span(start=low, end=high, text=text[low:high])


def claimant(
    typed: str, claim: Claim, side: str | None = None, kind: str | None = None, held: Collection[str] = ()
) -> Claimant | None:
    """Who says so, from a name; None for no name: nobody is named. The words are marked where the sentence has them.

    `held`: sides that the ledger has.
    Without `side` or `kind`: that of the vocabulary where the name is known, else what stands. An empty side: none.
    """
    name, before = " ".join(typed.split()), claim.claimant
    if not name:
        return None
    if kind and kind not in KINDS:
        raise UsageError(f"kind {kind!r}: give one of {', '.join(KINDS)}")
    given = None if side is None else known_or_new("side", side, held)
    if before is not None and name == shown_name(before):
        changed = {"side": before.side if side is None else given, "kind": kind or before.kind}
        return msgspec.convert({**msgspec.structs.asdict(before), **changed}, Claimant)
    known = next((one.actor for one in find_actors(name) if one.end - one.start >= len(name) - 4), None)
    at = claim.quote.text.find(name)
    start = claim.quote.start + at if at >= 0 else None
    values = {
        "id": known.id if known else None,
        "name": known.name if known else name,
        "side": given if side is not None else known.side if known else before.side if before else None,
        "kind": kind or _kind(known, before),
        "start": start,
        "end": None if start is None else start + len(name),
        "text": None if start is None else name,
    }
    return msgspec.convert(values, Claimant)


def _kind(known: Actor | None, before: Claimant | None) -> str:
    if known is not None:
        return known.kind if known.kind in KINDS else "body"
    return before.kind if before is not None else "body"


def time(typed: str) -> Time:
    """Which days a figure is about: its kind, and days after it.

    >>> time("total to 2022-03-26").end, time("period 2022-03-01 to 2022-03-26").start, time("state").kind
    ('2022-03-26', '2022-03-01', 'state')
    """
    kind, _, rest = typed.strip().partition(" ")
    days = [word for word in rest.split() if word not in JOINS]
    if kind not in get_args(TimeKind) or len(days) > 2 or not all(map(DAY.fullmatch, days)):
        kinds = ", ".join(get_args(TimeKind))
        raise UsageError(f"time {typed!r}: begin with {kinds}, then at most two days, as in total to 2022-03-26")
    if wrong := [word for word in days if day(word) is None]:
        raise UsageError(f"time {typed!r}: there is no day {wrong[0]}: {RIGHT}")
    if len(days) == 2 and str(day(days[0])) > str(day(days[1], last=True)):
        raise UsageError(f"time {typed!r}: {days[0]} is after {days[1]}: give the first day before the last")
    first = days[0] if len(days) == 2 or (days and "from" in rest) else None
    last = days[-1] if days and not (len(days) == 1 and first) else None
    return msgspec.convert({"kind": kind, "start": first, "end": last}, Time)


def place(typed: str) -> Place | None:
    """Where, from a name; with coordinates where the gazetteer knows it. None for no name."""
    name = " ".join(typed.split())
    if not name:
        return None
    known = next((one for one in find_places(name) if one.text == name), None)
    if known is None:
        return Place(name=name, text=name)
    return Place(name=known.name, text=name, lat=known.lat, lon=known.lon, precision=known.precision)


def unit(typed: str) -> Unit:
    """What a figure is counted in.

    >>> unit("persons")
    'persons'
    """
    if typed not in get_args(Unit):
        raise UsageError(f"unit {typed!r}: give one of {', '.join(get_args(Unit))}")
    return cast(Unit, typed)


def known_or_new(field: str, typed: str, held: Collection[str] = ()) -> str | None:
    """A party or side: of the vocabulary, one that the ledger holds, or a new one that is called so; None for none.

    >>> known_or_new("party", "South Korea"), known_or_new("party", "new: Atlantis"), known_or_new("side", "")
    ('south_korea', 'atlantis', None)
    """
    value = usual_spelling(typed.removeprefix(NEW))
    known = vocabulary_ids(field).union(held)
    if value and value not in known and not typed.startswith(NEW):
        raise UsageError(f"{unknown(field, typed, known)} For one that no list has write {NEW} {value}")
    return value or None


def listed(field: str, typed: str, held: Collection[str] = ()) -> str | None:
    """An id of a closed list, or a party; None for no party."""
    if field == "party":
        return known_or_new(field, typed, held)
    value = usual_spelling(typed)
    if value not in (known := vocabulary_ids(field)):
        raise UsageError(f"{field} {typed!r}: known are {', '.join(sorted(known))}")
    return value


Held = Mapping[str, Collection[str]]


def typed(
    field: str, words: str, claim: Claim, side: str | None = None, kind: str | None = None, *, held: Held
) -> tuple[str, Any]:
    """The field of the record that a typed field changes, and its value there; `held`: what the ledger has of some."""
    match field:
        case "figure":
            return "figure", figure(words, claim.figure)
        case "unit":
            return "figure", replace(claim.figure, unit=unit(words))
        case "claimant":
            return "claimant", claimant(words, claim, side, kind, held["side"])
        case "time":
            return "time", time(words)
        case "place":
            return "place", place(words)
        case "stance":
            if words not in get_args(Stance):
                raise UsageError(f"stance {words!r}: give one of {', '.join(get_args(Stance))}")
            return "stance", words
        case "measure" | "object" | "party":
            return field, listed(field, words, held["party"])
    raise UsageError(f"no field is called {field!r}: known are {', '.join(TYPED)}")


def marked(field: str, text: str, start: int, end: int, claim: Claim) -> tuple[str, Any]:
    """The field of the record that marked words change, and its value there."""
    words = text[start:end]
    if not 0 <= start < end <= len(text) or not words.strip():
        raise UsageError("mark some words first")
    if field == "claimant":
        if claim.claimant is None:
            made = claimant(words, replace(claim, quote=Span(start=start, end=end, text=words)))
            return "claimant", made
        return "claimant", replace(claim.claimant, start=start, end=end, text=words)
    kept = [span for span in claim.spans if span.field != field]
    return "spans", (*kept, FieldSpan(field=field, start=start, end=end, text=words))
