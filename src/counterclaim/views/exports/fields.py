"""The columns of a table of claims, one line each: the header, the data dictionary and the rows come from here."""

from collections.abc import Callable
from typing import Any, Literal, get_args

from counterclaim.model import Claimant, Entry, Figure, Place, Qualifier, Record, Stance, TimeKind, Unit

Kind = Literal["text", "number", "whole number", "yes or no"]
Cell = str | float | int | bool | None


class Field(Record, frozen=True, kw_only=True):
    """One column: its name, what stands in it, and what it means."""

    name: str
    kind: Kind
    meaning: str
    values: tuple[str, ...] = ()  # the closed list, where there is one
    of: Callable[[Entry], Cell]


def _text(name: str, meaning: str, of: Callable[[Entry], Cell], values: tuple[str, ...] = ()) -> Field:
    return Field(name=name, kind="text", meaning=meaning, of=of, values=values)


def _number(name: str, meaning: str, of: Callable[[Entry], Cell]) -> Field:
    return Field(name=name, kind="number", meaning=meaning, of=of)


def _whole(name: str, meaning: str, of: Callable[[Entry], Cell]) -> Field:
    return Field(name=name, kind="whole number", meaning=meaning, of=of)


def _part(entry: Entry, record: str, field: str) -> Any:
    """A field of an optional part of a claim: None where the part is missing."""
    part = getattr(entry.claim, record)
    return None if part is None else getattr(part, field)


def _choices(record: type[Record], field: str) -> tuple[str, ...]:
    """The closed list of a field, as the record declares it."""
    found = [get_args(choice) or (choice,) for choice in get_args(record.__annotations__[field]) or ()]
    return tuple(word for choice in found for word in choice if isinstance(word, str))


FIELDS: tuple[Field, ...] = (
    _text("claim", "id of the claim: the same figure at the same place of the same text has it always",
          lambda e: e.claim.id),
    _text("measure", "what is counted of them", lambda e: e.claim.measure),
    _text("object", "who or what is counted", lambda e: e.claim.object),
    _text("party", "whose people or things they are; empty where the text does not tell", lambda e: e.claim.party),
    _text("conflict", "id of the conflict; figures of two conflicts are never compared", lambda e: e.claim.conflict),
    _text("figure", "the number as printed", lambda e: e.claim.figure.text),
    _number("value", "the number; empty for a range and for a vague word", lambda e: e.claim.figure.value),
    _number("low", "lowest number that the words allow, inclusive", lambda e: e.claim.figure.low),
    _number("high", "highest number that the words allow, inclusive; empty where they set none",
            lambda e: e.claim.figure.high),
    _text("qualifier", "how the words limit the number", lambda e: e.claim.figure.qualifier, get_args(Qualifier)),
    _text("unit", "what the number is a number of", lambda e: e.claim.figure.unit, get_args(Unit)),
    _text("per", "of a rate: a day, week or month", lambda e: e.claim.figure.per, _choices(Figure, "per")),
    Field(name="repaired", kind="yes or no", meaning="the digits had to be joined or mended",
          of=lambda e: e.claim.figure.repaired),
    _text("claimant", "who says so; empty where nobody is named; a private person by role",
          lambda e: _part(e, "claimant", "name")),
    _text("claimant_id", "id of the claimant in the vocabulary", lambda e: _part(e, "claimant", "id")),
    _text("claimant_side", "the side that the claimant speaks for", lambda e: _part(e, "claimant", "side")),
    _text("claimant_kind", "what the claimant is", lambda e: _part(e, "claimant", "kind"),
          _choices(Claimant, "kind")),
    _text("claimant_text", "the words that attribute the figure", lambda e: _part(e, "claimant", "text")),
    _text("via", "who passed it on, nearest to the claimant first, separated by ;",
          lambda e: "; ".join(via.name for via in e.claim.via) or None),
    _text("stance", "how the claimant stands to the figure", lambda e: e.claim.stance, get_args(Stance)),
    _text("verification", "what the document says of its checking", lambda e: e.claim.verification,
          ("unverified", "verified")),
    _text("period_kind", "total: running total; period: in these days; state: as things stand",
          lambda e: e.claim.time.kind, get_args(TimeKind)),
    _text("period_start", "first day, ISO", lambda e: e.claim.time.start),
    _text("period_end", "last day, ISO", lambda e: e.claim.time.end),
    _text("period_text", "the words for the time", lambda e: e.claim.time.text),
    _text("place", "name of the place", lambda e: _part(e, "place", "name")),
    _text("place_text", "the place as written", lambda e: _part(e, "place", "text")),
    _number("latitude", "degrees north, of a point in the place", lambda e: _part(e, "place", "lat")),
    _number("longitude", "degrees east", lambda e: _part(e, "place", "lon")),
    _text("place_precision", "what the point stands for", lambda e: _part(e, "place", "precision"),
          _choices(Place, "precision")),
    _text("quote", "the sentence that the figure stands in", lambda e: e.claim.quote.text),
    _text("document", "id of the document", lambda e: e.document),
    _text("title", "title of the document", lambda e: e.title),
    _text("published", "day of publication, or only year or month", lambda e: e.published),
    _text("outlet", "who published the document; not a claimant", lambda e: e.outlet),
    _text("url", "address of the document", lambda e: e.url),
    _text("text_sha256", "digest of the document's text as UTF-8, hexadecimal", lambda e: e.text_sha256),
    _whole("quote_start", "offset of the sentence in the text, in Unicode code points", lambda e: e.claim.quote.start),
    _whole("quote_end", "offset after the sentence", lambda e: e.claim.quote.end),
    _whole("figure_start", "offset of the figure in the text", lambda e: e.claim.figure.start),
    _whole("figure_end", "offset after the figure", lambda e: e.claim.figure.end),
    _text("rule", "the rule or model, with its version, that made the record", lambda e: e.claim.rule),
)  # fmt: skip

NAMES = tuple(field.name for field in FIELDS)


def row(entry: Entry) -> tuple[Cell, ...]:
    """The cells of one claim, in the order of FIELDS."""
    return tuple(field.of(entry) for field in FIELDS)
