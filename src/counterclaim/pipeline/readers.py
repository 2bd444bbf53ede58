"""How documents are read: by which reader, and whether what it leaves is told as well."""

from typing import TYPE_CHECKING, Literal

from counterclaim.errors import UsageError
from counterclaim.model import Claim, Document, Leftover, Record

if TYPE_CHECKING:
    from counterclaim.extractor import Endpoint, Extraction


class How(Record, frozen=True, kw_only=True):
    """How documents are read. Its `name` stands in the ledger beside what was read so.

    >>> How().name == How(leftovers=True).name
    True
    """

    reader: Literal["own", "model", "both"] = "own"
    endpoint: "Endpoint | None" = None  # of the model, where one is asked
    leftovers: bool = False  # numbers in sentences with a claim that are none, with the reason

    @property
    def name(self) -> str:
        """Name and version of the reader."""
        if self.reader != "own" and self.endpoint is not None:
            from counterclaim.extractor.reading import reader_name

            return reader_name(self.endpoint, self.reader)
        from counterclaim.claims import READER

        return READER


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
    if not how.leftovers:
        return Outcome(claims=tuple(find_claims(document)))
    claims, leftovers = with_leftovers(document, find_claims)
    return Outcome(claims=claims, leftovers=leftovers)
