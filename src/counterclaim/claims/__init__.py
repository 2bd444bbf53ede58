"""Document to claims: sentences, figures, what they measure, of whom, who says so, when and where.

In the order of a sentence's way: `topic` and `scenes` choose what is parsed at all; `figures` reads numbers; `lexicon`,
`phrases`, `relations` and `measure` tell what they count; `speech`, `identity`, `quotes` and `attribution` who says so;
`party` whose. `binding` and `bulletins` bind a figure of running text and of a list; `periods`, `when`, `where`,
`stance` and `verification` tell when, where and how it is meant; `records` makes it a claim; `reader` goes through all.
`decisions` records what is turned down while somebody asks, and `leftovers` tells it.
"""

from msgspec.structs import replace

from counterclaim.articles.origin import iso_date
from counterclaim.claims.leftovers import with_leftovers
from counterclaim.claims.reader import READER, read
from counterclaim.errors import ReadError, UsageError
from counterclaim.model import Claim, Document, Leftover

__all__ = ["LANGUAGES", "READER", "find_claims", "find_leftovers"]

LANGUAGES = ("en",)  # what is read; in a document of another nothing is found


def find_claims(document: Document, *, any_cause: bool = False) -> tuple[Claim, ...]:
    """All claims of a document, in the order of its text: a pure function, no clock, no network, no state.

    A day of publication that is none is as good as none. UsageError: this is no document.
    With `any_cause` figures of floods, storms, disease and accidents are claims too; `Claim.cause` tells which.

    >>> story = Document(id="a", text="At least 12 soldiers were killed in the attack, the Kenyan army said.")
    >>> [(c.figure.value, c.figure.low, c.measure, c.object, c.claimant.name) for c in find_claims(story)]
    [(12, 12, 'killed', 'soldiers', 'Kenyan army')]
    """
    if not isinstance(document, Document):
        made = "read(text=...) makes one of a text, read(FILE) gives those of a file"
        raise UsageError(f"claims are found in a Document, not in {type(document).__name__}: {made}")
    if document.published:
        document = replace(document, published=_day(document.published))
    return read(document, any_cause=any_cause) if document.language is None or document.language in LANGUAGES else ()


def _day(published: str) -> str | None:
    try:
        return iso_date(published, "")
    except ReadError:
        return None


def find_leftovers(document: Document) -> tuple[Leftover, ...]:
    """The numbers that are no claim in sentences with one, or with a word of a measure, in order, and why.

    >>> story = Document(id="a", text="A 43-year-old was among 12 soldiers killed on 3 May, the Kenyan army said.")
    >>> [(left.figure.text, left.reason, left.words) for left in find_leftovers(story)]
    [('43', 'age', '-year-old'), ('3', 'date', 'May')]
    """
    return with_leftovers(document, find_claims)[1]
