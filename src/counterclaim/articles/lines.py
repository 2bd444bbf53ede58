"""JSON lines of documents: `{"id", "text", "title"?, "published"?, "outlet"?, "url"?, "seen"?, "language"?}`."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from counterclaim.articles.decode import as_utf8, check_text
from counterclaim.articles.language import language_code, language_of
from counterclaim.articles.origin import Limits, Origin, filled, iso_date
from counterclaim.errors import ReadError
from counterclaim.model import Document, Skipped

_HOPELESS = 20  # lines without one document: the file is something else, and one message is enough
_RIGHT = 'a line should be {"id": "...", "text": "...", "published": "2022-03-26"}'


class _Line(msgspec.Struct):
    """One line; other keys (`claims`, say) are let be."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | int | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    seen: str | None = None


def read_lines(
    stream: BinaryIO, source: str, options: Origin, limits: Limits, *, packed: bool = False
) -> Iterator[Document | Skipped]:
    """Yield the document of each line, its text unchanged, or why the line gives none; the others are still read.

    A line without an id gets `SOURCE:LINE`. `raw_sha256` is of the line's bytes without the line's end.
    Raises ReadError where a packed stream is larger than `limits.unpacked`.

    >>> import io
    >>> next(read_lines(io.BytesIO(b'{"id": "a", "text": "Two died."}'), "x.jsonl", Origin(), Limits())).id
    'a'
    """
    held: list[Skipped] | None = []
    for number, raw in _numbered(stream, limits, source, packed):
        where = f"{source}:{number}"
        try:
            document: Document | Skipped | None = _document(raw, where, options, limits)
        except ReadError as error:
            document = Skipped(source=where, reason=error.reason)
        if document is None:
            continue
        if held is None:
            yield document
        elif isinstance(document, Document):
            yield from held
            held = None
            yield document
        else:
            held.append(document)
            if len(held) == _HOPELESS:
                yield Skipped(source=source, reason=f"its first {_HOPELESS} lines hold no document: {_RIGHT}")
                return
    if held is not None:
        yield from held or [Skipped(source=source, reason="no lines in it")]


def _document(raw: bytes | None, where: str, options: Origin, limits: Limits) -> Document | None:
    if raw is None:
        raise ReadError(where, f"the line is longer than {limits.document:,} bytes")
    if not raw.strip():
        return None
    as_utf8(raw, where)
    try:
        line = msgspec.json.decode(raw, type=_Line)
    except RecursionError:
        raise ReadError(where, f"nested too deeply; {_RIGHT}") from None
    except msgspec.MsgspecError as error:
        raise ReadError(where, f"{error}; {_RIGHT}") from None
    stated = Origin(
        title=line.title or None,
        published=None if line.published in (None, "") else iso_date(line.published or 0, where),
        outlet=line.outlet or None,
        url=line.url or None,
        language=language_code(line.language),
        published_from="line" if line.published not in (None, "") else None,
        seen=iso_date(line.seen, where, "seen") if line.seen else None,
    )
    origin = filled(stated, options)
    return Document(
        id=where if line.id in (None, "") else str(line.id),
        text=check_text(line.text, where, limits),
        title=origin.title,
        published=origin.published,
        published_from=origin.published_from,
        outlet=origin.outlet,
        url=origin.url,
        language=language_code(origin.language) or language_of(line.text),
        source=where,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        seen=origin.seen,
    )


def _numbered(stream: BinaryIO, limits: Limits, source: str, packed: bool) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines from 1, without their ends; None for one that is too long, which is passed over unread."""
    number = total = 0
    while raw := stream.readline(limits.document + 1):
        number, total = number + 1, total + len(raw)
        line: bytes | None = raw.rstrip(b"\r\n")
        if len(raw) > limits.document and not raw.endswith(b"\n"):
            line = None
        while line is None and raw and not raw.endswith(b"\n"):
            raw = stream.readline(2**20)
            total += len(raw)
            _within(total, limits, source, packed)
        _within(total, limits, source, packed)
        yield number, line.removeprefix(b"\xef\xbb\xbf") if line and number == 1 else line


def _within(total: int, limits: Limits, source: str, packed: bool) -> None:
    if packed and total > limits.unpacked:
        raise ReadError(source, f"it unpacks to more than {limits.unpacked:,} bytes; unpack it first if you trust it")
