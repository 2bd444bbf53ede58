"""Quotations of a text: straight and curly marks, several paragraphs long, left open by the outlet's convention."""

import bisect
import re
from dataclasses import dataclass

_MARKS = re.compile(r"[“”„«»\"]|(?<![A-Za-z0-9])‘(?=\w)|(?<=[\w.,!?])’(?![A-Za-z])")
LONGEST = 4000  # characters: a mark that is never closed ends with its paragraph, at the latest here


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted, marks left out."""

    start: int
    end: int


def find_quotes(text: str) -> list[Quote]:
    """Every quotation, in order.

    >>> text = 'He said: "We lost 20 men." She left.'
    >>> [text[q.start : q.end] for q in find_quotes(text)]
    ['We lost 20 men.']
    """
    found: list[Quote] = []
    position = 0
    for line in text.split("\n"):
        _of_paragraph(line, position, found)
        position += len(line) + 1
    return found


def _of_paragraph(line: str, offset: int, found: list[Quote]) -> None:
    opened: int | None = None
    for match in _MARKS.finditer(line):
        mark, at = match.group(), match.start()
        opens = mark in "“„«‘" or (mark == '"' and opened is None)
        if opens and opened is None:
            opened = at + 1
        elif not opens and opened is not None:
            found.append(Quote(offset + opened, offset + at))
            opened = None
    if opened is not None:
        found.append(Quote(offset + opened, offset + min(len(line), opened + LONGEST)))


def quote_at(quotes: list[Quote], position: int) -> int | None:
    """Index of the quotation that holds a position, None outside of all."""
    i = bisect.bisect_right(quotes, position, key=lambda q: q.start) - 1
    return i if i >= 0 and quotes[i].start <= position < quotes[i].end else None
