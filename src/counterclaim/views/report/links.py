"""Links from a number to its sentence, and numbers in running text turned into such links."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from counterclaim.model import Claim, Entry, Figure
from counterclaim.reconcile import wording
from counterclaim.views import words
from counterclaim.views.people import Withheld, shown_name
from counterclaim.views.pictures.picture import source_line
from counterclaim.views.pictures.voices import NOBODY
from counterclaim.views.privacy import without_names
from counterclaim.views.report.data import ReportData
from counterclaim.views.report.selection import Selection

DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(wording.MONTHS)})(?: \d{{4}})?|\d{{4}}-\d\d(?:-\d\d)?")
DIGITS = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")


@dataclass(frozen=True)
class Book:
    """Everything that a part of the page looks up: entries by claim, running numbers, names."""

    entries: Mapping[str, Entry]
    numbers: Mapping[str, int]
    withheld: Withheld
    party_names: Mapping[str, str]
    texts: Mapping[str, str]
    masked: Mapping[str, Entry]  # the same entries for pictures: private persons by role
    source: str  # the line under every picture
    brief: frozenset[str] = frozenset()  # claims that have one line each
    at: str = "#"  # what stands before a claim's id in a link to it

    def address(self, claim: str) -> str | None:
        """Return where a claim's sentence stands, if this book has it."""
        return f"{self.at}{claim}" if claim in self.entries else None

    def party(self, party: str | None) -> str:
        """Return the display name of a party."""
        return words.party_name(party, self.party_names)

    def safe(self, text: str, *documents: str) -> str:
        """Return text of others for display: control characters and private names gone."""
        return words.clean(self.withheld.blank(text, *documents))


def one_text(entry: Entry) -> tuple[str, str]:
    """What the claims of one text of one document share: a document that was edited and read again has two."""
    return entry.document, entry.text_sha256


def open_book(
    data: ReportData, chosen: Selection, withheld: Withheld | None = None, masked: Mapping[str, Entry] | None = None
) -> Book:
    """Return the book of the claims that the page shows, numbered document by document.

    `withheld` are the names of private persons, and `masked` the same claims without them, where these are known.
    """
    order: dict[tuple[str, str], list[Entry]] = {}
    for entry in chosen.entries:
        order.setdefault(one_text(entry), []).append(entry)
    entries = [entry for group in order.values() for entry in sorted(group, key=lambda entry: entry.claim.figure.start)]
    withheld = withheld or Withheld(data.entries)
    return Book(
        entries={entry.claim.id: entry for entry in entries},
        numbers={entry.claim.id: place for place, entry in enumerate(entries, 1)},
        withheld=withheld,
        party_names=data.names,
        texts=data.texts,
        masked=masked or {entry.claim.id: entry for entry in without_names(entries, withheld)},
        source=source_line(data.version, data.chain_head, data.generated_at),
        brief=chosen.brief,
    )


def who(entry: Entry, book: Book) -> str:
    """Return the claimant's display name: a private person by role, "Nobody is named" where none is."""
    name = shown_name(entry.claim.claimant)
    return NOBODY if name is None else book.safe(name, entry.document)


def outlet(entry: Entry, book: Book) -> str:
    """Return the outlet's name, else the document's id."""
    if entry.outlet:
        return book.safe(entry.outlet, entry.document)
    return "a document without an outlet" if book.withheld.in_address(entry.document) else book.safe(entry.document)


def link(shown: str, claim: str, book: Book) -> Markup:
    """Return a number as a link to its sentence; without a sentence on this page, the number alone.

    On paper the claim's running number follows in brackets.
    """
    if claim not in book.entries:
        return escape(words.clean(shown))
    to, said = escape(f"{book.at}{claim}"), escape(words.clean(shown))
    return Markup(f'<a class="n" href="{to}" data-r="{book.numbers[claim]}">{said}</a>')


def figure_link(claim: str, book: Book) -> Markup:
    """Return a claim's figure in words as a link to its sentence."""
    return link(words.figure(book.entries[claim].claim.figure), claim, book)


def _numbers_of(figure: Figure) -> Iterable[str]:
    for value in (figure.value, figure.low, figure.high):
        if value is not None:
            yield words.number(value)
    if not figure.repaired:
        yield from DIGITS.findall(figure.text)


def linked_text(text: str, claims: Sequence[str], book: Book) -> Markup:
    """Return a finding's or comparison's text with each number that one of its claims gives turned into a link.

    Numbers that no claim gives are worked out (a sum, a factor) or are dates, and stay plain.
    """
    known = [book.entries[claim] for claim in claims if claim in book.entries]
    targets: dict[str, str] = {}
    for entry in known:
        for shown in _numbers_of(entry.claim.figure):
            targets.setdefault(shown, entry.claim.id)
    text = book.safe(text, *(entry.document for entry in known))
    dates = [found.span() for found in DATE.finditer(text)]
    parts, last = [], 0
    for found in DIGITS.finditer(text):
        claim = targets.get(found.group())
        if claim is None or any(start <= found.start() < end for start, end in dates):
            continue
        parts += [escape(text[last : found.start()]), link(found.group(), claim, book)]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def as_printed(claim: Claim) -> str | None:
    """Return the figure's own words where they differ from how the page writes the number."""
    printed = words.clean(" ".join(claim.figure.text.split()))
    return printed if printed not in words.figure(claim.figure) else None
