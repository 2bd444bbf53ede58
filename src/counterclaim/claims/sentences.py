"""Sentences of a text, with offsets: paragraphs by line, wrapped lines joined, abbreviations kept whole."""

import functools
import re
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.vocabulary.words import toml


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words from `start` to `end` of a text; `paragraph` counts from 0, `item` marks a line of a list."""

    start: int
    end: int
    paragraph: int
    item: bool = False


BULLETS = "*+•●▪◾🔴🔵⭕🚨·-"  # what a line of a list begins with; for the inside of a set in a pattern
BULLET = rf"[{BULLETS}]\uFE0F?"  # the second asks for the coloured picture of a sign
DASHES = "‒–—"
_ITEM = re.compile(rf"[ \t]*\\?(?:{BULLET}|[{DASHES}]|\d{{1,2}}[.)])\s")
_ROW = re.compile(r"\s*\|(?=\s*[^\s|*-])|[^\t\n]*\S\t+\S")  # of a table
_MARK = r"[\"”’»\)\]]"
_END = re.compile(rf"(?<![.!?…])[.!?…]++{_MARK}{{0,4}}(?=\s)|(?<=[.!?])(?=[“\"][A-Z])")
_LAST_WORD = re.compile(r"[\w.'’-]+$")
LONGEST = 2000  # characters; of 60,000 sentences of news and encyclopedia the longest has 1,857: what is longer is cut
_WRAPPED_SHARE = 0.6  # of lines that end between 45 and 90 characters: the text is hard-wrapped (wire copy)


def _is_wrapped(lines: list[str]) -> bool:
    full = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(full) < 3:
        return False
    return sum(45 <= len(line.rstrip()) <= 90 for line in full) / len(full) >= _WRAPPED_SHARE


def paragraphs(text: str) -> list[tuple[int, int, bool]]:
    """Start, end and whether it is a list item, of every paragraph: a line, or several that were wrapped.

    >>> paragraphs("One.\\n* Two\\nThree")
    [(0, 4, False), (5, 10, True), (11, 16, False)]
    """
    lines = text.split("\n")
    wrapped = _is_wrapped(lines)
    found: list[tuple[int, int, bool]] = []
    position = 0
    previous = ""
    for line in lines:
        start, end = position, position + len(line)
        position = end + 1
        if line.strip():
            if found and previous.strip() and _continues(previous, line, wrapped):
                found[-1] = (found[-1][0], end, found[-1][2])
            else:
                found.append((start, end, bool(_ITEM.match(line))))
        previous = line
    return found


def _continues(previous: str, line: str, wrapped: bool) -> bool:
    if _ITEM.match(line) or _ROW.match(line) or _ROW.match(previous):
        return False
    bare, tail = line.lstrip(), previous.rstrip()
    if wrapped:
        if len(tail) < 40:  # a first line may be short
            unfinished = tail.rpartition(" ")[2].lower() in toml("abbreviations.toml")["unfinished"]
            return unfinished or (tail[-1:].isalnum() and (bare[:1].islower() or bare[:1].isdigit()))
        return not (line.startswith("   ") and tail.endswith((".", '"', ":")))
    return bare[:1].islower() and len(tail) > 60 and tail[-1:].isalnum()


@functools.cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = toml("abbreviations.toml")
    return frozenset(data["always"]), frozenset(data["maybe"]), frozenset(data["openers"])


def _ends_here(text: str, start: int, stop: int, limit: int) -> bool:
    """Whether the full stop that ends at `stop` ends a sentence."""
    following = re.match(r"\s+[\"“‘'(\[]*(\w+)?", text[stop : min(limit, stop + 40)])
    if not following:
        return True
    opener = following.group(1) or ""
    if opener[:1].islower():
        return False
    before = text[max(start, stop - 24) : stop].rstrip()
    if not before.endswith("."):
        return True
    word = _LAST_WORD.search(before[:-1])
    last = word.group().lower() if word else ""
    always, maybe, openers = _abbreviations()
    if last in always or (len(last) == 1 and last.isalpha() and last not in ("i",)):
        return False
    if last in maybe or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        return opener in openers
    return True


def split_sentences(text: str) -> list[Sentence]:
    """Every sentence of the text, in order.

    >>> text = "Lt. Gen. X said so. Two died in the U.S. The rest fled."
    >>> [text[s.start : s.end] for s in split_sentences(text)]
    ['Lt. Gen. X said so.', 'Two died in the U.S.', 'The rest fled.']
    """
    found: list[Sentence] = []
    for number, (first, last, item) in enumerate(paragraphs(text)):
        start = first
        for match in _END.finditer(text, first, last):
            if match.end() > start and _ends_here(text, start, match.end(), last):
                _append(found, text, start, match.end(), number, item)
                start = match.end()
        _append(found, text, start, last, number, item)
    return found


def _append(found: list[Sentence], text: str, start: int, end: int, paragraph: int, item: bool) -> None:
    """Add a sentence without the spaces around it; one that is longer than any sentence is cut at a space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        found.append(Sentence(start, cut, paragraph, item))
        start = cut
    if end > start:
        found.append(Sentence(start, end, paragraph, item))
