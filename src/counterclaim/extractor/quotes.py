"""Words that a model gives as a quotation, found in the text: exactly where they stand, or refused with the reason.

Only white space and the form of quotation marks, apostrophes and dashes may differ; letters, digits and their case not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from counterclaim.claims.decisions import Decision
from counterclaim.claims.figure_grammar import FigureMention

Reason = Literal[
    "form", "not_in_text", "ambiguous", "no_figure", "several_figures", "part_of_number", "no_measure", "far",
    "repeated", "another_cause", "party", "claimant", "time", "place",
]  # fmt: skip

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‒": "-"})
MOST_PLACES = 50  # of one quotation that are looked at: whatever stands more often is ambiguous anyway


class Refused(Exception):
    """A quotation that is not taken, and why."""

    def __init__(self, reason: Reason, words: str, why: str) -> None:
        super().__init__(why)
        self.reason, self.words, self.why = reason, words, why


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand: half-open offsets into the text."""

    start: int
    end: int


def occurrences(text: str, words: str, start: int, end: int) -> list[Found]:
    """Every place in [start, end) of the text at which the words stand, whole words only.

    >>> occurrences("He said “12  men” and 12 men; 112 men.", "12 men", 0, 38)
    [Found(start=9, end=16), Found(start=22, end=28)]
    """
    parts = words.translate(_SAME).split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    whole = ("(?<!\\w)" if parts[0][0].isalnum() else "") + pattern + ("(?!\\w)" if parts[-1][-1].isalnum() else "")
    found = []
    for match in re.finditer(whole, text[start:end].translate(_SAME)):
        found.append(Found(start + match.start(), start + match.end()))
        if len(found) == MOST_PLACES:
            break
    return found


def only(places: Sequence[Found], words: str) -> Found:
    """The one place at which words stand; Refused where they stand nowhere, or more than once."""
    if not places:
        raise Refused("not_in_text", words, "does not stand in the text")
    if len(places) > 1:
        raise Refused("ambiguous", words, f"stands in the text {len(places)} times")
    return places[0]


def figure_at(
    text: str, words: str, sentence: Found, figures: Sequence[FigureMention], decisions: Sequence[Decision]
) -> FigureMention:
    """The figure that the words are, as the project's own grammar reads it; Refused where they are none.

    `decisions` are those by which numbers of the text were turned down.
    """
    place = only(_of_numbers(text, words, sentence), words)
    inside = [f for f in figures if place.start <= f.start and f.end <= place.end]
    numbers = [f for f in inside if f.hint != "article"] or inside
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) > 1:
        raise Refused("several_figures", words, "holds more than one figure")
    if any(f.start < place.end and place.start < f.end for f in figures):
        raise Refused("part_of_number", words, "is a part of another number")
    told = next((d for d in decisions if d.start < place.end and place.start < d.end), None)
    why = f" ({' '.join(told.words.split())})" if told and told.words.strip() else ""
    raise Refused("no_figure", words, f"is no figure{why}")


_IN_NUMBER = re.compile(r"\d[.,]?\Z")
_GOES_ON = re.compile(r"[.,]?\d")


def _of_numbers(text: str, words: str, sentence: Found) -> list[Found]:
    """Where figure words stand; where they stand whole, not also where they are part of a longer number."""
    places = occurrences(text, words, sentence.start, sentence.end)

    def whole(place: Found) -> bool:
        before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
        return not (_IN_NUMBER.search(before) or _GOES_ON.match(after))

    return [place for place in places if whole(place)] or places


def nearest(places: Iterator[Found] | Sequence[Found], at: int) -> Found | None:
    """Of several places the one nearest to an offset, the earlier of two as near."""
    return min(places, key=lambda p: (abs(p.start - at), p.start), default=None)
