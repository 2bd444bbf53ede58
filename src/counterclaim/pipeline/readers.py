"""How documents are read: by which reader, and whether what it leaves is told as well."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeVar

from counterclaim.errors import EndpointError, UsageError
from counterclaim.model import Claim, Document, Leftover, Record, Skipped

if TYPE_CHECKING:
    from counterclaim.extractor import Endpoint, Extraction

Item = TypeVar("Item")

# Documents in a row without a usable answer after which a model is asked no more: one is an odd text, two are chance.
UNANSWERED = 3


class How(Record, frozen=True, kw_only=True):
    """How documents are read. Its `name` stands in the ledger beside what was read so.

    >>> How().name == How(leftovers=True).name
    True
    """

    reader: Literal["own", "model", "both"] = "own"
    endpoint: "Endpoint | None" = None  # of the model, where one is asked
    any_cause: bool = False  # claims of disasters, disease and accidents too, marked by `cause`
    leftovers: bool = False  # numbers in sentences with a claim that are none, with the reason

    @property
    def name(self) -> str:
        """Name and version of the reader."""
        if self.reader != "own" and self.endpoint is not None:
            from counterclaim.extractor.reading import reader_name

            return reader_name(self.endpoint, self.reader)
        from counterclaim.claims import READER

        return f"{READER} any-cause" if self.any_cause else READER


class Outcome(Record, frozen=True, kw_only=True):
    """What came of one document."""

    claims: tuple[Claim, ...]
    leftovers: tuple[Leftover, ...] = ()
    extraction: "Extraction | None" = None


def read_one(document: Document, how: How) -> Outcome:
    """The claims of one document, and what else is asked for."""
    from counterclaim.claims import find_claims
    from counterclaim.claims.leftovers import with_leftovers

    if how.reader != "own":
        from counterclaim.extractor import extract

        if how.endpoint is None:
            raise UsageError(f"the reader {how.reader!r} needs a model: name its endpoint")
        extraction = extract(document, how.endpoint, reader=how.reader)
        return Outcome(claims=extraction.claims, extraction=extraction)
    find = functools.partial(find_claims, any_cause=how.any_cause)
    if not how.leftovers:
        return Outcome(claims=tuple(find(document)))
    claims, leftovers = with_leftovers(document, find)
    return Outcome(claims=claims, leftovers=leftovers)


class Unanswered(Skipped, frozen=True, kw_only=True):
    """A document for which a model gave no answer that can be used."""


def while_answered(found: Iterator[Item]) -> Iterator[Item]:
    """What was found, until the model has given no usable answer so many times in a row.

    >>> list(while_answered(iter([Unanswered(source="a", reason="odd"), Skipped(source="b", reason="not text")])))[0]
    Unanswered(source='a', reason='odd')
    """
    in_a_row = 0
    for item in found:
        yield item
        in_a_row = in_a_row + 1 if isinstance(item, Unanswered) else 0
        if in_a_row == UNANSWERED:
            raise EndpointError(
                f"the model gave no usable answer for {UNANSWERED} documents in a row: nothing more is asked of it; "
                "once it answers, the same command goes on from here"
            )
