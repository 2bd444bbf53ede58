"""Documents with their claims: each sentence between its neighbours, each field beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from counterclaim.claims.sentences import split_sentences
from counterclaim.model import Claim, Claimant, Entry
from counterclaim.views import words
from counterclaim.views.pictures.voices import NOBODY
from counterclaim.views.report.excerpts import CLASSES, around, excerpt
from counterclaim.views.report.links import Book, as_printed, one_text, who

UNMARKED = (NOBODY, words.UNSTATED)


@dataclass(frozen=True)
class ClaimView:
    """One claim as the page shows it."""

    id: str
    number: int
    figure: str
    who: str
    quote: Markup | None  # None: the article's text was withdrawn
    fields: tuple[tuple[str, str, str], ...]  # label, class of the mark, value
    uses: tuple[tuple[str, str], ...]  # anchor, words


@dataclass(frozen=True)
class BriefView:
    """One claim in a line: the words around its figure."""

    id: str
    figure: str
    who: str
    quote: Markup | None


@dataclass(frozen=True)
class DocumentView:
    """One document and the claims read from it."""

    title: str | None
    outlet: str | None
    day: str
    published: str | None
    url: str | None
    url_note: str | None
    name: str
    claims: tuple[ClaimView, ...] = ()
    brief: tuple[BriefView, ...] = ()


def document_views(book: Book, uses: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[DocumentView, ...]:
    """Return every text of each document of the book, its claims in their order; `uses` says what links to each."""
    groups = groupby(book.entries.values(), key=one_text)
    return tuple(document_view(list(group), book, uses) for _, group in groups)


def document_view(entries: list[Entry], book: Book, uses: Mapping[str, Sequence[tuple[str, str]]]) -> DocumentView:
    """Return one text of a document with its claims."""
    first = entries[0]
    text = book.texts.get(first.text_sha256)
    hidden = book.withheld.ranges(text, first.document) if text is not None else []
    brief = [entry for entry in entries if entry.claim.id in book.brief]
    entries = [entry for entry in entries if entry.claim.id not in book.brief]
    sentences = split_sentences(text) if text is not None and entries else []
    quotes = [(entry.claim.quote.start, entry.claim.quote.end) for entry in entries]
    views = [
        _claim(
            entry,
            book,
            None
            if text is None
            else excerpt(text, sentences, entry.claim, hidden, context=int(quotes[at] not in quotes[:at])),
            tuple(uses.get(entry.claim.id, ())),
        )
        for at, entry in enumerate(entries)
    ]
    brief_views = tuple(_brief(entry, book, text, hidden) for entry in brief)
    return replace(document_head(first, book), claims=tuple(views), brief=brief_views)


def document_head(first: Entry, book: Book) -> DocumentView:
    """Return what is known of a document, without its claims; `first` is any of them."""
    url, note = web_address(first.url, book)
    named = book.withheld.in_address(first.document)
    return DocumentView(
        title=book.safe(first.title, first.document) if first.title else None,
        outlet=book.safe(first.outlet, first.document) if first.outlet else None,
        day=words.day(first.published),
        published=first.published,
        url=url,
        url_note=note,
        name="name of the file withheld" if named else book.safe(first.document, first.document),
    )


def _brief(entry: Entry, book: Book, text: str | None, hidden: Sequence[tuple[int, int]]) -> BriefView:
    claim = entry.claim
    quote = None if text is None else around(text, claim, hidden)
    return BriefView(claim.id, words.figure(claim.figure), who(entry, book), quote)


def web_address(address: str | None, book: Book) -> tuple[str | None, str | None]:
    """Return the address of the article if it may be followed, else why not."""
    url = (address or "").strip()
    if not url:
        return None, None
    if not url.lower().startswith(("https://", "http://")) or any(ord(char) < 33 for char in url):
        return None, "address left out: not a web address"
    if book.withheld.in_address(url):
        return None, "address left out: it holds a private person's name"
    return words.clean(url), None


def _claim(entry: Entry, book: Book, quote: Markup | None, uses: tuple[tuple[str, str], ...]) -> ClaimView:
    claim = entry.claim
    return ClaimView(
        id=claim.id,
        number=book.numbers[claim.id],
        figure=words.figure(claim.figure),
        who=who(entry, book),
        quote=quote,
        fields=tuple(
            (words.label("fields", field), "" if value in UNMARKED else CLASSES.get(field, ""), value)
            for field, value in _fields(entry, book)
        ),
        uses=uses,
    )


def _fields(entry: Entry, book: Book) -> list[tuple[str, str]]:
    claim = entry.claim
    printed = as_printed(claim)
    mended = ", digits mended" if claim.figure.repaired else ""
    rows = [
        ("figure", words.figure(claim.figure) + (f" (as printed: {printed}{mended})" if printed else "")),
        ("measure", words.what(claim.measure, claim.object)),
        ("party", book.party(claim.party)),
        ("claimant", _claimant(claim.claimant, who(entry, book), book)),
        ("via", ", ".join(book.safe(via.name, entry.document) for via in claim.via)),
        ("time", words.period(claim.time)),
        ("place", book.safe(_place(claim), entry.document)),
        ("said_how", "" if claim.stance == "asserts" else words.label("stances", claim.stance)),
        (
            "checked",
            {"unverified": "the article says: not verified", "verified": "the article says: verified"}.get(
                claim.verification or "", ""
            ),
        ),
    ]
    return [(field, value) for field, value in rows if value]


def _claimant(claimant: Claimant | None, name: str, book: Book) -> str:
    if claimant is None:
        return NOBODY
    side = "independent" if claimant.side == "independent" else book.party(claimant.side)
    about = [words.label("kinds", claimant.kind)] if claimant.kind != "private" else []
    about += [f"side: {side}"] if claimant.side and claimant.side != "independent" else [side] * bool(claimant.side)
    return f"{name} ({'; '.join(about)})" if about else name


def _place(claim: Claim) -> str:
    if claim.place is None:
        return words.UNSTATED
    name, text = claim.place.name, claim.place.text
    return name if text in name or not text else f"{name} (as printed: {text})"
