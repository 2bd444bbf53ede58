"""Where a text comes from, and how large it may be."""

import re
from datetime import date, datetime

import msgspec

from counterclaim.errors import ReadError
from counterclaim.model import Record

_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)


class Origin(Record, frozen=True, kw_only=True):
    """What is known of a text beside the text: from front matter, a sidecar, a page, a line, or options.

    >>> Origin(outlet="The Harbour Gazette", published="2022-03-26").outlet
    'The Harbour Gazette'
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None  # of the file's bytes, where they are not UTF-8
    published_from: str | None = None  # which of the places above gave the date
    seen: str | None = None  # day of a crawl or of an archive's copy


class Limits(Record, frozen=True, kw_only=True):
    """How much is read before a source is refused; bytes, except `text_line` (characters)."""

    document: int = 64 * 2**20  # a file that is one document, or one line of JSON
    page: int = 16 * 2**20  # HTML: 6 MB of it took 7.5 s to search for the article, and it grows with size
    text_line: int = 1_000_000  # a paragraph longer than many a whole book is no article
    unpacked: int = 2 * 2**30  # what one .gz file of lines may unpack to


def iso_date(value: str | int, source: str, name: str = "published") -> str:
    """Return a date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; of a time stamp, the day as it is written.

    Raises ReadError for anything else: a date that has to be guessed is worse than none.

    >>> iso_date("2022-03-26T18:30:00Z", "a.md"), iso_date("2022-03", "a.md"), iso_date(1988, "a.md")
    ('2022-03-26', '2022-03', '1988')
    """
    text = str(value).strip()
    try:
        if match := _YEAR_MONTH.fullmatch(text):
            date(int(match[1]), int(match[2] or 1), 1)
            return text
        if re.match(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass
    raise ReadError(source, f"{name} {text[:40]!r} is not a date: write 2022-03-26, 2022-03 or 2022")


def dated(origin: Origin, source: str, told_by: str) -> Origin:
    """Return the origin with its dates checked, that of publication marked with who told it; no date, no mark.

    >>> dated(Origin(published="2022-03"), "a.md", "front matter").published_from
    'front matter'
    """
    if origin.seen is not None:
        origin = msgspec.structs.replace(origin, seen=iso_date(origin.seen, source, "seen"))
    if origin.published is None:
        return origin
    return msgspec.structs.replace(origin, published=iso_date(origin.published, source), published_from=told_by)


def filled(near: Origin, *further: Origin) -> Origin:
    """Return the nearest origin with its gaps filled from those further off, in order.

    A date and the word for who told it travel together.

    >>> filled(Origin(outlet="A"), Origin(outlet="B", url="u")).url
    'u'
    """
    known = msgspec.structs.asdict(near)
    for other in further:
        told_by = known["published_from"] if known["published"] else other.published_from
        known = {
            name: value if known[name] is None else known[name] for name, value in msgspec.structs.asdict(other).items()
        }
        known["published_from"] = told_by
    return Origin(**known)
