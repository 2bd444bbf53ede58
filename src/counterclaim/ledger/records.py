"""Records as canonical JSON, and the columns that repeat part of them for searching.

Canonical: keys sorted, no spaces, UTF-8, so that the same record always gives the same bytes. A text that holds a
lone surrogate (half of a broken emoji, a file name that is not UTF-8) has no UTF-8; such a record is written with
every character beyond ASCII escaped.
"""

import hashlib
import json

import msgspec

from counterclaim.model import Claim, Document, Entry, Record


class Facts(Record, frozen=True, kw_only=True):
    """A document without its text."""

    id: str
    text_sha256: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None
    raw_sha256: str | None = None


_claim = msgspec.json.Decoder(Claim)
_facts = msgspec.json.Decoder(Facts)


def canonical(value: object) -> str:
    r"""Canonical JSON of a record or of plain values.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    >>> canonical({"a": "\ud83d"})
    '{"a":"\\ud83d"}'
    """
    try:
        return msgspec.json.encode(value, order="sorted").decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def claim_of(record: str) -> Claim:
    """The claim that a canonical record holds; msgspec.ValidationError where it holds none."""
    try:
        return _claim.decode(record)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # lone surrogates, which msgspec refuses
        return msgspec.convert(json.loads(record), Claim)


def facts_of(record: str) -> Facts:
    """What is known of a document, from its canonical record; msgspec.ValidationError where it holds none."""
    try:
        return _facts.decode(record)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(record), Facts)


def facts(document: Document, text_sha256: str) -> Facts:
    """A document without its text.

    >>> facts(Document(id="a.txt", text="Two died."), "c2cb").text_sha256
    'c2cb'
    """
    return Facts(
        id=document.id,
        text_sha256=text_sha256,
        title=document.title,
        published=document.published,
        outlet=document.outlet,
        url=document.url,
        language=document.language,
        source=document.source,
        raw_sha256=document.raw_sha256,
    )


def whole(known: Facts, text: str) -> Document:
    """A document from what is known of it and its text: the reverse of `facts`.

    >>> whole(facts(Document(id="a.txt", text="Two died.", outlet="Herald"), "c2cb"), "Two died.").outlet
    'Herald'
    """
    return Document(
        id=known.id,
        text=text,
        title=known.title,
        published=known.published,
        outlet=known.outlet,
        url=known.url,
        language=known.language,
        source=known.source,
        raw_sha256=known.raw_sha256,
    )


def entry(claim: Claim, known: Facts) -> Entry:
    """A claim with what is known of its document."""
    return Entry(
        claim=claim,
        document=known.id,
        title=known.title,
        published=known.published,
        outlet=known.outlet,
        url=known.url,
        text_sha256=known.text_sha256,
    )


def document_key(known: Facts) -> str:
    """What makes two documents the same: id, text and what is known of it, not where the bytes came from.

    A file that moves inside a longer one, or a page whose frame changes, is not a new document.

    >>> one = facts(Document(id="a.txt", text="", source="x/a.txt"), "c2cb")
    >>> document_key(one) == document_key(facts(Document(id="a.txt", text="", source="y/a.txt"), "c2cb"))
    True
    """
    same = canonical(msgspec.structs.replace(known, source=None, raw_sha256=None))
    return hashlib.sha256(same.encode()).hexdigest()


def text_bytes(text: str) -> bytes:
    """A text as the bytes that its hashes are of."""
    return text.encode("utf-8", "surrogatepass")


def stored_text(text: str) -> str | bytes:
    r"""A text as it stands in the file: as text, or as bytes where it has no UTF-8.

    >>> stored_text("Two died."), stored_text("\ud83d")
    ('Two died.', b'\xed\xa0\xbd')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text_bytes(text)
    return text


def read_text(body: str | bytes) -> str:
    """The reverse of `stored_text`."""
    return body.decode("utf-8", "surrogatepass") if isinstance(body, bytes) else body


def plain(value: str | None) -> str | None:
    r"""A value that SQLite can hold: lone surrogates written as escapes.

    >>> plain("news/\udce9.txt")
    'news/\\udce9.txt'
    """
    return None if value is None else value.encode("utf-8", "backslashreplace").decode()


def folded(*values: str | None) -> str | None:
    """Names for searching without regard to case, one a line; None where there is none.

    >>> folded("russia/mod", None, "Russian Ministry of Defence")
    'russia/mod\\nrussian ministry of defence'
    """
    return plain("\n".join(value.casefold() for value in values if value)) or None


def document_columns(known: Facts) -> dict[str, str | None]:
    """The columns of `document` that repeat its record."""
    return {"key": document_key(known), "id": plain(known.id), "outlet": folded(known.outlet)}


def claim_columns(claim: Claim, known: Facts) -> dict[str, str | int | None]:
    """The columns of `claim` that repeat its record, and the day, which may be that of publication."""
    who, place = claim.claimant, claim.place
    return {
        "id": plain(claim.id),
        "start": claim.figure.start,
        "measure": plain(claim.measure),
        "object": plain(claim.object),
        "party": plain(claim.party),
        "conflict": plain(claim.conflict),
        "side": plain(who.side) if who else None,
        "claimant": folded(who.id, who.name, *who.aliases) if who else None,
        "place": folded(place.name, place.text) if place else None,
        "day": plain(claim.time.end or (known.published and known.published[:10])),
    }
