"""What somebody searches for: words that must all be there, and numbers however a text writes their thousands."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterclaim.ledger.records import plain

if TYPE_CHECKING:
    from counterclaim.reconcile.copy.select import Columns

NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w])")
_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_LONG = re.compile(r"\d{4,15}|\d{1,3}(?:,\d{3}){1,4}", re.ASCII)  # numbers that may be written with commas or without


def numbers(words: str) -> list[float]:
    """The numbers that somebody searches for.

    >>> numbers("16,000 dead, T-72 or 3.5")
    [16000.0, 3.5]
    """
    return [float(one.replace(",", "")) for one in NUMBER.findall(words)]


def phrase(text: str) -> str:
    """A search as the index understands it: every word must be there; "in quotes" side by side; a* begins with a.

    >>> phrase('bridge "over the river" shell*')
    '"bridge" "over the river" "shell" *'
    >>> phrase("  ")
    ''
    """
    found = []
    for quoted, word in _pieces(text):
        words = (quoted or word).replace('"', " ").replace("\0", " ").strip()
        whole = words.rstrip("*") if not quoted else words
        if any(letter.isalnum() for letter in whole):
            found.append(f'"{whole}"' + (" *" if whole != words else ""))
    return " ".join(found)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Words in quotes, or a word, one after another."""
    yield from _PIECE.findall(plain(text) or "")


def searched(columns: "Columns", text: str) -> NDArray[np.bool_] | None:
    """The claims in whose words a search is found; None where it has no word.

    A number of four digits or more is found with commas and without, and where a claim's figure is worth it
    ("12400000" finds "12.4 million").
    """
    long = [word for _, word in _pieces(text) if _LONG.fullmatch(word)]
    query = phrase(" ".join(word or f'"{quoted}"' for quoted, word in _pieces(text) if word not in long))
    found = columns.search(query) if query else None
    for word in long:
        number = int(word.replace(",", ""))
        there = columns.search(f'"{number}" OR "{number:,}"') | (columns["value"] == number)
        found = there if found is None else found & there
    return found
