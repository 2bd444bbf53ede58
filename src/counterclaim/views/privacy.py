"""Private persons by role, never by name: what is listed and exported of claimants of the kind `private`.

The ledger keeps what the reader found, so that a claim can be checked; whatever leaves it for other eyes goes
through `without_names`. Names are blanked letter for letter, so that offsets into a quotation stay right.
Known gap: a grown-up private person who is only mentioned, with no age, no role and nothing that befell them beside the
name.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from counterclaim.model import Claimant, Entry
from counterclaim.reconcile.checked import CheckedEntry
from counterclaim.views.people import Withheld, shown_name

BLANK = "█"
SAID = ("reason", "verifier", "method", "quote")  # what people write of how far a claim is checked


def without_names(entries: Iterable[Entry], names: Withheld) -> Iterator[Entry]:
    """The entries with private claimants by role, and their names blanked wherever they stand.

    `names` is made of the whole ledger: a sentence may name a person whose own claim is not among the entries.
    """
    return (hidden(entry, names) for entry in entries)


def blanked(text: str, names: Withheld, document: str) -> str:
    """A text of a document with the names of private persons blanked, as long as before."""
    for start, end in names.ranges(text, document):
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def hidden(entry: Entry, names: Withheld) -> Entry:
    """One entry with its private claimant by role, and the names of private persons blanked.

    An address that names one is left out, and a document whose id does (the path of a file) goes by its digest.
    """

    def blank(text: str) -> str:
        return blanked(text, names, entry.document)

    if isinstance(entry, CheckedEntry) and (found := entry.checked):
        words = {name: told and blank(told) for name in SAID if (told := getattr(found, name)) is not None}
        entry = replace(entry, checked=replace(found, **words))
    elif not _names_anyone(entry, names):
        return entry
    claim = entry.claim
    document = f"text:{entry.text_sha256[:16]}" if names.in_address(entry.document) else entry.document
    return replace(
        entry,
        document=document,
        title=None if entry.title is None else blank(entry.title),
        outlet=None if entry.outlet is None else blank(entry.outlet),
        url=None if entry.url is None or names.in_address(entry.url) else entry.url,
        claim=replace(
            claim,
            document=document,
            claimant=None if claim.claimant is None else _by_role(claim.claimant, blank(claim.claimant.text or "")),
            via=tuple(replace(via, name=blank(via.name), text=via.text and blank(via.text)) for via in claim.via),
            quote=replace(claim.quote, text=blank(claim.quote.text)),
            spans=tuple(replace(span, text=blank(span.text)) for span in claim.spans),
        ),
    )


def _names_anyone(entry: Entry, names: Withheld) -> bool:
    """Whether anything of an entry must be blanked or left out."""
    claim = entry.claim
    quote = claim.quote
    via = [text for one in claim.via for text in (one.name, one.text)]
    outside = [span.text for span in claim.spans if span.start < quote.start or span.end > quote.end]
    texts = (quote.text, entry.title, entry.outlet, *via, *outside)  # a name in a span is one in its sentence too
    return (
        (claim.claimant is not None and claim.claimant.kind == "private")
        or any(names.in_address(address) for address in (entry.document, entry.url) if address)
        or any(names.ranges(text, entry.document) for text in texts if text)
    )


def _by_role(claimant: Claimant, text: str) -> Claimant:
    """The claimant as it may be shown; its id and aliases could give away a private person."""
    if claimant.kind != "private":
        return claimant
    told = None if claimant.text is None else text
    return replace(claimant, id=None, name=shown_name(claimant) or "", aliases=(), text=told)
