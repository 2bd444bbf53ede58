"""Records as canonical JSON, and the columns that repeat part of them for searching.

Canonical: keys sorted, no spaces, UTF-8, so that the same record always gives the same bytes. Most texts stand in the
file as text. One that holds a lone surrogate (half of a broken emoji, a file name that is not UTF-8) has no UTF-8, and
stands there as bytes, the surrogate written as UTF-8 would write it.
"""

import hashlib
import json
from typing import Any

import msgspec

from counterclaim.model import Claim, Document, Entry, Record

_claim = msgspec.json.Decoder(Claim)
_OF_ENTRY = [name for name in Entry.__struct_fields__ if name in Document.__struct_fields__]


class Facts(Record, frozen=True, kw_only=True):
    """A document without its text."""

    document: Document  # its text left empty
    text_sha256: str


class Stored(Document, frozen=True, kw_only=True):
    """What is known of a document, as its record in the file has it."""

    text: str = ""
    text_sha256: str


_stored = msgspec.json.Decoder(Stored)


def canonical(value: object) -> str:
    r"""Canonical JSON of a record or of plain values.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    >>> canonical({"a": "\ud83d"})
    '{"a":"\ud83d"}'
    """
    try:
        return msgspec.json.encode(value, order="sorted").decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def utf8(text: str) -> bytes:
    """A text as the bytes that hashes are made of."""
    return text.encode("utf-8", "surrogatepass")


def stored(text: str) -> str | bytes:
    r"""A text as it stands in the file: as text, or as bytes where it has no UTF-8.

    >>> stored("Two died."), stored("\ud83d")
    ('Two died.', b'\xed\xa0\xbd')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return utf8(text)
    return text


def read_back(text: str | bytes) -> str:
    """The reverse of `stored`."""
    return text.decode("utf-8", "surrogatepass") if isinstance(text, bytes) else text


def values_of(record: str | bytes) -> Any:
    """A stored record as plain values; msgspec.DecodeError or ValueError where it is no JSON."""
    return msgspec.json.decode(record) if isinstance(record, str) else json.loads(read_back(record))


def claim_of(record: str | bytes) -> Claim:
    """The claim that a stored record holds; msgspec.DecodeError or ValueError where it holds none."""
    return _claim.decode(record) if isinstance(record, str) else msgspec.convert(values_of(record), Claim)


def facts(document: Document, text_sha256: str) -> Facts:
    """A document without its text.

    >>> facts(Document(id="a.txt", text="Two died."), "c2cb").document.text
    ''
    """
    return Facts(document=msgspec.structs.replace(document, text="", notice=None), text_sha256=text_sha256)


def whole(known: Facts, text: str) -> Document:
    """A document from what is known of it and its text: the reverse of `facts`.

    >>> whole(facts(Document(id="a.txt", text="Two died."), "c2cb"), "Two died.")
    Document(id='a.txt', text='Two died.', ...)
    """
    return msgspec.structs.replace(known.document, text=text)


def facts_record(known: Facts) -> str:
    """What is known of a document, as canonical JSON; what is not known is left out.

    >>> facts_record(facts(Document(id="a.txt", text="Two died.", outlet="Herald"), "c2cb"))
    '{"id":"a.txt","outlet":"Herald","text_sha256":"c2cb"}'
    """
    said = {name: value for name, value in msgspec.structs.asdict(known.document).items() if value is not None}
    del said["text"]
    return canonical({**said, "text_sha256": known.text_sha256})


def facts_of(record: str | bytes) -> Facts:
    """The reverse of `facts_record`; msgspec.DecodeError or ValueError where the record holds no such thing."""
    values = msgspec.convert(values_of(record), dict[str, Any])
    text_sha256 = msgspec.convert(values.pop("text_sha256", None), str)
    return Facts(document=msgspec.convert({**values, "text": ""}, Document), text_sha256=text_sha256)


def entry(claim: Claim, known: Facts) -> Entry:
    """A claim with what is known of its document."""
    return Entry(claim=claim, **of_document(known))


def of_document(known: Facts) -> dict[str, Any]:
    """What an entry holds besides its claim: to be put together once for all claims of a document.

    >>> of_document(Facts(document=Document(id="a.txt", text="", outlet="Herald"), text_sha256="c2cb"))["outlet"]
    'Herald'
    """
    own = {name: getattr(known.document, name) for name in _OF_ENTRY}
    return {"document": known.document.id, "text_sha256": known.text_sha256, **own}


def of_record(record: str | bytes) -> dict[str, Any]:
    """`of_document` of a stored record; msgspec.DecodeError or ValueError where it holds no such thing.

    >>> of_record('{"id":"a.txt","outlet":"Herald","text_sha256":"c2cb"}')["outlet"]
    'Herald'
    """
    known = _stored.decode(record) if isinstance(record, str) else msgspec.convert(values_of(record), Stored)
    own = {name: getattr(known, name) for name in _OF_ENTRY}
    return {"document": known.id, "text_sha256": known.text_sha256, **own}


def document_key(known: Facts) -> str:
    """What makes two documents the same: id, text and what is known of it, not where the bytes came from.

    A file that moves inside a longer one, or a page whose frame changes, is not a new document.

    >>> one = facts(Document(id="a.txt", text="", source="x/a.txt"), "c2cb")
    >>> document_key(one) == document_key(facts(Document(id="a.txt", text="", source="y/a.txt"), "c2cb"))
    True
    """
    same = msgspec.structs.replace(known.document, source=None, raw_sha256=None, seen=None)
    return hashlib.sha256(utf8(facts_record(facts(same, known.text_sha256)))).hexdigest()


def plain(value: str | None) -> str | None:
    r"""A value that SQLite can hold: lone surrogates written as escapes.

    >>> plain("news/\udce9.txt")
    'news/\\udce9.txt'
    """
    if value is None or value.isascii():
        return value
    return value.encode("utf-8", "backslashreplace").decode()


def folded(*values: str | None) -> str | None:
    """Names for searching without regard to case, one a line; None where there is none.

    >>> folded("russia/mod", None, "Russian Ministry of Defence")
    'russia/mod\\nrussian ministry of defence'
    """
    return plain("\n".join([value.casefold() for value in values if value])) or None


def document_columns(known: Facts) -> dict[str, str | None]:
    """The columns of `document` that repeat its record."""
    document = known.document
    return {"key": document_key(known), "id": plain(document.id), "outlet": folded(document.outlet)}


def claim_columns(claim: Claim, known: Facts) -> dict[str, str | int | None]:
    """The columns of `claim` that repeat its record, and the day, which may be that of publication."""
    who, place, published = claim.claimant, claim.place, known.document.published
    return {
        "id": plain(claim.id),
        "start": claim.figure.start,
        "measure": plain(claim.measure),
        "object": plain(claim.object),
        "party": plain(claim.party),
        "conflict": plain(claim.conflict),
        "side": plain(who.side) if who else None,
        "claimant": folded(who.id, who.name, who.text, *who.aliases) if who else None,
        "kind": who.kind if who else None,
        "place": folded(place.name, place.text) if place else None,
        "day": plain(claim.time.end or (published and published[:10])),
    }
