"""Whether enough readers hold of a claim what stands: the rule of two, where a team asks for it.

What one reader decided stands at once, so that nothing waits to be reckoned with; but it is told as the word of one
reader, and the claim stays in the queue of the others, until as many as are asked for hold the same of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from counterclaim.model import Claim, Entry, Review
from counterclaim.reconcile.agreement import differing


@dataclass(frozen=True)
class Reviewed:
    """How many readers have decided on a claim, and who of them holds what stands."""

    readers: tuple[str, ...]
    agreeing: tuple[str, ...]
    asked: int  # how many are to agree
    differing: tuple[str, ...]  # fields in which two readers differ

    @property
    def settled(self) -> bool:
        """Whether enough readers hold what stands, and none holds otherwise."""
        return len(self.agreeing) >= self.asked and not self.differing

    @property
    def told(self) -> Review:
        """How far the review of the claim is, in one word."""
        return "differ" if self.differing else "agreed" if self.settled else "waits"

    def waits_for(self, reader: str | None) -> bool:
        """Whether this reader is asked: one who has not decided yet, or anybody where readers differ."""
        return not self.settled and (bool(self.differing) or reader not in self.readers)


def reviewed(entry: Entry, views: Mapping[str, Claim | None], asked: int) -> Reviewed:
    """What readers hold of a claim (`agreement.held`) beside what stands.

    >>> from counterclaim.model import Figure, Span, Time
    >>> two = Figure(start=0, end=3, text="Two", value=2, low=2, high=2, qualifier="exact", unit="persons")
    >>> claim = Claim(
    ...     id="c_a",
    ...     document="a.txt",
    ...     quote=Span(start=0, end=9, text="Two died."),
    ...     figure=two,
    ...     measure="killed",
    ...     object="people",
    ...     party=None,
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="period"),
    ...     rule="x",
    ... )
    >>> found = reviewed(Entry(claim=claim, document="a.txt", status="accepted"), {"reader-1": claim}, 2)
    >>> found.settled, found.waits_for("reader-1"), found.waits_for("reader-2")
    (False, False, True)
    """
    stands = None if entry.status == "rejected" else entry.claim
    return Reviewed(
        readers=tuple(sorted(views)),
        agreeing=tuple(sorted(reader for reader, view in views.items() if not differing([stands, view]))),
        asked=asked,
        differing=differing(views.values()),
    )


def with_reviews(
    entries: Iterable[Entry], views: Mapping[str, Mapping[str, Claim | None]], asked: int
) -> Iterator[Entry]:
    """The entries with how far the review of each is; one that nobody has decided on stays as it is.

    >>> list(with_reviews([], {}, 2))
    []
    """
    for entry in entries:
        held = views.get(entry.claim.id)
        yield replace(entry, review=reviewed(entry, held, asked).told) if held else entry
