"""Claims as a page of the app shows them: each number links to the claim's own page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.claims.sentences import split_sentences
from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.people import Withheld
from counterclaim.views.privacy import hidden
from counterclaim.views.report.excerpts import excerpt
from counterclaim.views.report.links import Book, as_printed, figure_link, outlet, who

CLAIM_AT = "/c/"
CONTEXT = 2  # sentences on each side of the claim's own on its page: who speaks is named within two before the figure


@dataclass(frozen=True)
class Line:
    """One claim in a table: who gave what of whom, when and where, and the words."""

    id: str
    figure: Markup
    printed: str | None
    who: str
    named: bool
    side: str
    what: str
    when: str
    where: str
    outlet: str
    day: str
    text: str  # first letters of the text's hash: the address of the article
    status: str
    status_shown: str
    quote: Markup | None


def shelf(entries: Iterable[Entry], withheld: Withheld, texts: Mapping[str, str], source: str = "") -> Book:
    """The book of some claims, with links to their pages."""
    known = {entry.claim.id: entry for entry in entries}
    return Book(
        entries=known,
        numbers={claim: place for place, claim in enumerate(known, 1)},
        withheld=withheld,
        party_names={},
        texts=texts,
        masked={claim: hidden(entry, withheld) for claim, entry in known.items()},
        source=source,
        at=CLAIM_AT,
    )


def line(entry: Entry, book: Book, *, quoted: bool = False) -> Line:
    """One claim as a line of a table, with its sentence if asked for."""
    claim = entry.claim
    return Line(
        id=claim.id,
        figure=figure_link(claim.id, book),
        printed=as_printed(claim),
        who=who(entry, book),
        named=claim.claimant is not None,
        side=_side(entry, book),
        what=words.what(claim.measure, claim.object, claim.party),
        when=words.period(claim.time),
        where=book.safe(claim.place.name, entry.document) if claim.place else "",
        outlet=outlet(entry, book),
        day=words.told_on(entry.published, claim.time.end),
        text=entry.text_sha256[:16],
        status=entry.status,
        status_shown=words.label("statuses", entry.status),
        quote=sentence(entry, book) if quoted else None,
    )


def _side(entry: Entry, book: Book) -> str:
    who = entry.claim.claimant
    if who is None or who.side is None:
        return ""
    return "independent" if who.side == "independent" else book.party(who.side)


def sentence(entry: Entry, book: Book, *, context: int = 0) -> Markup | None:
    """The claim's sentence with every span marked, `context` sentences on each side. None: the text was withdrawn."""
    text = book.texts.get(entry.text_sha256)
    if text is None:
        return None
    hidden = book.withheld.ranges(text, entry.document)
    return excerpt(text, split_sentences(text) if context else [], entry.claim, hidden, context=context)
