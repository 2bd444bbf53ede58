"""Claims that are drawn alike, as a number: a picture of a million claims is made of what a page can show of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterclaim.model import Entry
from counterclaim.views.pictures.voices import Voice, voice

One = Callable[[], Entry]


@dataclass(frozen=True)
class Heap:
    """Some claims of one voice, and how to look at one of them."""

    voice: Voice
    claims: int
    one: One


def heaps(entries: Iterable[Entry]) -> tuple[Heap, ...]:
    """The claims by voice.

    >>> heaps([])
    ()
    """
    every = list(entries)
    counts = Counter(voice(entry.claim) for entry in every)
    first = {voice(entry.claim): entry for entry in reversed(every)}
    return tuple(Heap(of, count, lambda entry=first[of]: entry) for of, count in counts.items())  # type: ignore[misc]
