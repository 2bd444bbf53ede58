"""The columns of a table of claims, one line each: the header, the data dictionary and the rows come from here.

A column names the field of the record that it shows (`of`); its kind and its closed list are read from the record's
own types, so that the two cannot differ.
"""

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from counterclaim.model import Entry, Record
from counterclaim.reconcile.checked import Checked
from counterclaim.views.points import ROUNDED, point_of

Kind = Literal["text", "number", "whole number", "yes or no"]
Cell = str | float | int | bool | None

KINDS: dict[frozenset[type], Kind] = {
    frozenset({str}): "text",
    frozenset({int}): "whole number",
    frozenset({float}): "number",
    frozenset({float, int}): "number",
    frozenset({bool}): "yes or no",
}
MANY_AT = ("claim.via.name", "claim.claimant.aliases", "checked.beside")  # lists
MANY = "; "  # between the parts of a cell that holds several
PAGE = "c/{}/"  # where a claim's page stands in a publication of the ledger


class Field(Record, frozen=True, kw_only=True):
    """One column: its name, what stands in it, and what it means."""

    name: str
    kind: Kind
    meaning: str
    path: str  # the field of `Entry` that it shows: "claim.figure.value"; of a list "claim.via.name"
    values: tuple[str, ...] = ()  # the closed list, where there is one
    many: bool = False  # whether a cell may hold several, with `; ` between them
    of: Callable[[Entry], Cell]


# ---------------------------------------------------------------- what the record says of its own fields
def _plain(hint: Any) -> tuple[Any, ...]:
    """The types of a field, None left out, and the part's type of a list."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    named = [part for part in parts if part is not NoneType]
    return tuple(get_args(part)[0] if get_origin(part) is tuple else part for part in named)


def _is_record(kinds: tuple[Any, ...]) -> bool:
    return len(kinds) == 1 and isinstance(kinds[0], type) and issubclass(kinds[0], Record)


def _leaves(record: type[Record], before: str = "") -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, hint in get_type_hints(record).items():
        kinds = _plain(hint)
        if _is_record(kinds):
            yield from _leaves(kinds[0], f"{before}{name}.")
        else:
            yield f"{before}{name}", kinds


@cache
def leaves() -> dict[str, tuple[Any, ...]]:
    """Every field of a claim and its document that holds a value, with its types.

    >>> leaves()["claim.figure.value"], "claim.spans.field" in leaves()
    ((<class 'float'>, <class 'int'>), True)
    """
    every = {**dict(_leaves(Entry)), **dict(_leaves(Checked, "checked."))}
    return {path: kinds for path, kinds in every.items() if path != "claim.document"}  # told once, by the document


def _kind(path: str) -> tuple[Kind, tuple[str, ...]]:
    kinds = leaves()[path]
    words = tuple(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))
    return ("text", words) if words else (KINDS[frozenset(kinds)], ())


# ---------------------------------------------------------------- the columns
def _part(record: str, field: str) -> Callable[[Entry], Cell]:
    """A field of an optional part of a claim: None where the part is missing."""

    def found(entry: Entry) -> Cell:
        part = getattr(entry.claim, record)
        return None if part is None else getattr(part, field)

    return found


def _joined(entry: Entry) -> Cell:
    return MANY.join(via.name for via in entry.claim.via) or None


def _aliases(entry: Entry) -> Cell:
    return MANY.join(entry.claim.claimant.aliases) or None if entry.claim.claimant else None


def _checked(field: str) -> Callable[[Entry], Cell]:
    """How far a claim is checked, where that goes out with it."""

    def found(entry: Entry) -> Cell:
        part = getattr(entry, "checked", None)
        value = None if part is None else getattr(part, field)
        return MANY.join(value) or None if isinstance(value, tuple) else value

    return found


def _of(path: str) -> Callable[[Entry], Cell]:
    if path in ("claim.via.name", "claim.claimant.aliases"):
        return _joined if path == "claim.via.name" else _aliases
    if path.startswith("checked."):
        return _checked(path.removeprefix("checked."))
    _, _, inside = path.partition("claim.")
    record, _, field = inside.partition(".")
    return _part(record, field) if record in ("claimant", "place") else attrgetter(path)


def _column(name: str, path: str, meaning: str) -> Field:
    kind, values = _kind(path)
    return Field(name=name, kind=kind, meaning=meaning, path=path, values=values, many=path in MANY_AT, of=_of(path))


def _degrees(name: str, axis: int, path: str, meaning: str) -> Field:
    """A coordinate, rounded by the precision of its place."""

    def of(entry: Entry) -> Cell:
        point = point_of(entry.claim.place)
        return None if point is None else point[axis]

    return Field(name=name, kind=_kind(path)[0], meaning=meaning, path=path, of=of)


def page_of(claim: str, base: str = "") -> str:
    """Where the page of a claim stands, below the address of a publication.

    >>> page_of("c_7k2m", "https://desk.example/ledger/")
    'https://desk.example/ledger/c/c_7k2m/'
    """
    return base + PAGE.format(claim)


FIELDS: tuple[Field, ...] = (
    _column("claim", "claim.id", "id of the claim: the same figure at the same place of the same text has it always"),
    Field(name="claim_url", kind="text", path="claim.id", of=lambda e: page_of(e.claim.id),
          meaning="where the claim's page stands in a publication of the ledger"),
    _column("measure", "claim.measure", "what is counted of them"),
    _column("object", "claim.object", "who or what is counted"),
    _column("party", "claim.party", "whose people or things they are; empty where the text does not tell"),
    _column("conflict", "claim.conflict", "id of the conflict; figures of two conflicts are never compared"),
    _column("cause", "claim.cause", "what did it, as the sentence tells"),
    _column("figure", "claim.figure.text", "the number as printed"),
    _column("value", "claim.figure.value", "the number; empty for a range and for a vague word"),
    _column("low", "claim.figure.low", "lowest number that the words allow, inclusive"),
    _column("high", "claim.figure.high", "highest number that the words allow, inclusive; empty where they set none"),
    _column("qualifier", "claim.figure.qualifier", "how the words limit the number"),
    _column("unit", "claim.figure.unit", "what the number is a number of"),
    _column("per", "claim.figure.per", "of a rate: a day, week or month"),
    _column("repaired", "claim.figure.repaired", "the digits had to be joined or mended"),
    _column("claimant", "claim.claimant.name", "who says so; empty where nobody is named; a private person by role"),
    _column("claimant_id", "claim.claimant.id", "id of the claimant in the vocabulary"),
    _column("claimant_side", "claim.claimant.side", "the side that the claimant speaks for"),
    _column("claimant_kind", "claim.claimant.kind", "what the claimant is"),
    _column("claimant_text", "claim.claimant.text", "the words that attribute the figure"),
    _column("claimant_aliases", "claim.claimant.aliases", "other names of the claimant in the text, separated by ;"),
    _column("via", "claim.via.name", "who passed it on, nearest to the claimant first, separated by ;"),
    _column("stance", "claim.stance", "how the claimant stands to the figure"),
    _column("verification", "claim.verification", "what the document says of its checking"),
    _column("period_kind", "claim.time.kind", "total: running total; period: in these days; state: as things stand"),
    _column("period_start", "claim.time.start", "first day, ISO"),
    _column("period_end", "claim.time.end", "last day, ISO"),
    _column("period_text", "claim.time.text", "the words for the time"),
    _column("place", "claim.place.name", "name of the place"),
    _column("place_text", "claim.place.text", "the place as written"),
    _degrees("latitude", 0, "claim.place.lat", f"degrees north, of a point in the place, {ROUNDED}"),
    _degrees("longitude", 1, "claim.place.lon", "degrees east, likewise"),
    _column("place_precision", "claim.place.precision", "what the point stands for"),
    _column("quote", "claim.quote.text", "the sentence that the figure stands in"),
    _column("document", "document", "id of the document"),
    _column("title", "title", "title of the document"),
    _column("published", "published", "day of publication, or only year or month"),
    _column("outlet", "outlet", "who published the document; not a claimant"),
    _column("url", "url", "address of the document"),
    _column("text_sha256", "text_sha256", "digest of the document's text as UTF-8, hexadecimal"),
    _column("quote_start", "claim.quote.start", "offset of the sentence in the text, in Unicode code points"),
    _column("quote_end", "claim.quote.end", "offset after the sentence"),
    _column("figure_start", "claim.figure.start", "offset of the figure in the text"),
    _column("figure_end", "claim.figure.end", "offset after the figure"),
    _column("status", "status", "what people decided of the claim; rejected claims are not exported"),
    _column("review", "review", "where more than one reader is asked for: agreed: as many as asked hold what stands; "
            "waits: fewer do, and another is waited for; differ: readers hold otherwise; empty: nobody has decided"),
    _column("checked", "checked.status", "how far the claim is checked: set by a person, else counted"),
    _column("checked_by", "checked.set_by", "who set that; empty where it was counted"),
    _column("checked_why", "checked.reason", "why, as that person says"),
    _column("checked_counted", "checked.counted", "the rung that is counted; empty where it was not"),
    _column("beside", "checked.beside", "counted against it: disputed, denied, pending; separated by ;"),
    _column("origins", "checked.origins", "independent origins that give this figure, its own too; empty: not counted"),
    _column("verifier", "checked.verifier", "who verified it"),
    _column("verification_method", "checked.method", "how, or the image, list or register that shows it"),
    _column("graded_source", "checked.source", "whom the letter grades"),
    _column("source_topic", "checked.topic", "on what: its own side's losses, the other side's, territory, else"),
    _column("source_reliability", "checked.reliability", "A to F, set by people only; F: cannot be judged"),
    _column("credibility", "checked.credibility", "1 to 6, set by people only; 6: cannot be judged"),
    _column("likelihood", "checked.likelihood", "a reviewer's words of likelihood"),
    _column("yardstick", "checked.yardstick", "the yardstick that gives these words their meaning"),
    _column("likelihood_quote", "checked.quote", "the reviewer's sentence in which they stand"),
    _column("rule", "claim.rule", "the rule or model, with its version, that made the record"),
)  # fmt: skip

NAMES = tuple(field.name for field in FIELDS)
BY_NAME = {field.name: field for field in FIELDS}
_PAGE_AT = NAMES.index("claim_url")


def row(entry: Entry, base: str = "") -> tuple[Cell, ...]:
    """The cells of one claim, in the order of FIELDS; `base` is the address of the publication, where there is one."""
    cells = [field.of(entry) for field in FIELDS]
    cells[_PAGE_AT] = page_of(entry.claim.id, base)
    return tuple(cells)
