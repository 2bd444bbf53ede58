"""Bytes -> text. Newlines become `\\n`, a byte order mark goes; nothing else is changed.

A file that is not UTF-8 is refused unless its encoding is named: a guess that is wrong turns names into
nonsense, silently, in a record that others will quote.
"""

import codecs
import re

from counterclaim.articles.origin import Limits
from counterclaim.errors import ReadError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, Word, Excel or EPUB file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file (its name should end in .gz)"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
# Single- and multi-byte encodings of the web; none that can run or hide anything (no utf-7, no escapes).
_ENCODING = re.compile(
    r"utf-?8|(windows-|cp)125\d|iso-?8859-\d\d?|latin-?1|koi8-[ru]|gbk|gb2312|gb18030|big5|euc-(jp|kr)|shift_jis",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ADVICE = "save it as plain text (UTF-8), HTML or JSON lines"


def decode(raw: bytes, source: str, *, encoding: str | None = None, declared: str | None = None) -> str:
    """Return the text of the bytes, newlines normalised (CR LF and CR to LF) and byte order mark removed.

    By its byte order mark, else by the `encoding` that a person named, else as UTF-8, else as the page
    `declared`. Raises ReadError for an empty or binary file and for bytes that do not fit.

    >>> decode(b"\\xef\\xbb\\xbfTwo died.\\r\\n", "a.txt")
    'Two died.\\n'
    """
    if not raw:
        raise ReadError(source, "the file is empty")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _newlines(_strict(raw[len(mark) :], name, source))
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise ReadError(source, f"{what}, not text: {_ADVICE}")
    if b"\x00" in raw:
        raise ReadError(source, f"a binary file (a zero byte at offset {raw.index(0):,}): {_ADVICE}")
    text = _newlines(_strict(raw, _known(encoding, source), source) if encoding else _utf8(raw, source, declared))
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise ReadError(source, f"a binary file (more than one character in 100 is a control code): {_ADVICE}")
    return text


def as_utf8(raw: bytes, source: str) -> str:
    """Return the bytes as UTF-8; raise ReadError that names the first byte which is not.

    >>> as_utf8(b"Caf\\xc3\\xa9", "a.jsonl:1")
    'Café'
    """
    return _strict(raw, "utf-8", source)


def check_text(text: str, source: str, limits: Limits) -> str:
    """Return the text if it can be an article; raise ReadError if it is blank or one endless line.

    >>> check_text("Two died.", "a.txt", Limits())
    'Two died.'
    """
    if not text or text.isspace():
        raise ReadError(source, "no text in it")
    if len(text) > limits.text_line:
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > limits.text_line:
                size = f"line {number} has {len(line):,} characters"
                raise ReadError(source, f"{size}, more than {limits.text_line:,}: break it into paragraphs")
    return text


def _utf8(raw: bytes, source: str, declared: str | None) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if declared and _ENCODING.fullmatch(declared):
            return _strict(raw, _known(declared, source), source)
        return _strict(raw, "utf-8", source)


def _strict(raw: bytes, encoding: str, source: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{raw[error.start]:02X} at offset {error.start:,}, line {line:,}"
        raise ReadError(
            source,
            f"not {encoding.upper()}: {where}; save it as UTF-8, or name its encoding beside it, "
            'in NAME.meta.json: {"encoding": "windows-1252"}',
        ) from None


def _known(encoding: str, source: str) -> str:
    if not _ENCODING.fullmatch(encoding.strip()):
        raise ReadError(
            source, f"encoding {encoding[:40]!r} is not known: write utf-8, windows-1252, koi8-u or the like"
        )
    name = encoding.strip().lower()
    # As browsers do (WHATWG Encoding Standard): text that calls itself Latin-1 is windows-1252.
    return "windows-1252" if name in {"iso-8859-1", "iso8859-1", "latin1", "latin-1"} else name


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
