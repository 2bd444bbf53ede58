"""A text as the actor matcher reads it: folded to plain lower case, with offsets back to the original.

Folding keeps one character for one, except that runs of blanks, the blanks of tokenised copy (`Al - Shabaab`,
`Ukraine 's`) and wrapped lines are squeezed, so that a name matches however its outlet set it.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SINGLE = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "e", "İ": "i"}
_QUOTES, _DASHES, _BLANKS = "‘’ʼ`´′", "‐‑‒–—−", "\t\v\f\u00a0\u2002\u2003\u2007\u2009\u202f"
_LATIN = range(0xC0, 0x250), range(0x1E00, 0x1F00)
_SQUEEZE = re.compile(r"[ \n\r](?:(?<=\w ) *- +(?=\w)|\s+|(?<=[\n\r])|(?='s?(?!\w)))")


def _table() -> dict[int, str]:
    """Accented Latin letters to their base letter, quotes and dashes to ASCII, blanks to a space."""
    table = {ord(c): "'" for c in _QUOTES} | {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _BLANKS}
    for point in (p for block in _LATIN for p in block):
        base = "".join(c for c in unicodedata.normalize("NFKD", chr(point)) if not unicodedata.combining(c)).lower()
        if len(base) == 1:
            table[point] = base
    return table | {ord(c): base for c, base in _SINGLE.items()} | {ord(c.upper()[0]): b for c, b in _SINGLE.items()}


_TABLE = _table() | {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True, slots=True)
class Folded:
    """`shadow` is searched; `original` tells the offset in the text of an offset in it."""

    text: str
    shadow: str
    cuts: tuple[int, ...] = ()  # offsets in the shadow from which on more characters have been left out
    shifts: tuple[int, ...] = ()  # how many, in all, from that offset on

    def original(self, offset: int) -> int:
        """Offset in the text of the character at `offset` of the shadow."""
        if not self.cuts:
            return offset
        place = bisect_right(self.cuts, offset)
        return offset + self.shifts[place - 1] if place else offset

    def place(self, original: int) -> int:
        """Offset in the shadow of the character at `original` of the text; of one left out, of that before it."""
        gone = bisect_right(range(len(self.cuts)), original, key=lambda n: self.cuts[n] + self.shifts[n])
        if not gone:
            return original if not self.cuts else min(original, self.cuts[0])
        shadow = original - self.shifts[gone - 1]
        return min(shadow, self.cuts[gone]) if gone < len(self.cuts) else shadow

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span in the text of a half-open, non-empty span of the shadow."""
        return self.original(start), self.original(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text for matching, in time linear in its length.

    A blank line is kept as a line break, which no name may cross; a single line break is a space.

    >>> fold("Al  -  Qa’ida\\nin Kôtor").shadow
    "al-qa'ida in kotor"
    """
    plain = text.translate(_TABLE).lower()
    if len(plain) != len(text):  # a letter outside the table that grows in lower case
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_TABLE))
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    last = size = gone = 0
    for match in _SQUEEZE.finditer(plain):
        if match.start() < last:
            continue
        blank = match.group()
        short = "-" if "-" in blank else "" if blank == " " else "\n" if blank.count("\n") > 1 else " "
        pieces += [plain[last : match.start()], short]
        size += match.start() - last + len(short)
        last, gone = match.end(), gone + len(blank) - len(short)
        if gone != (shifts[-1] if shifts else 0):
            cuts.append(size)
            shifts.append(gone)
    if not pieces:
        return Folded(text, plain)
    return Folded(text, "".join([*pieces, plain[last:]]), tuple(cuts), tuple(shifts))


def fold_key(words: str) -> str:
    """The folded form of one name of the vocabulary.

    >>> fold_key("Izz ad-Din al-Qassam Brigades")
    'izz ad-din al-qassam brigades'
    """
    return fold(words.strip()).shadow
