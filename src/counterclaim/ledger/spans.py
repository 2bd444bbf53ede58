"""The first promise: for every span of a claim, `text[start:end]` equals the words it gives."""

from collections.abc import Iterator, Sequence

from counterclaim.errors import SpanError
from counterclaim.model import LARGEST, Claim, Document, Figure, claim_id


def spans(claim: Claim) -> Iterator[tuple[str, int, int, str]]:
    """Every span of a claim: field, start, end, words. Fields known from the outlet alone have none."""
    quote, figure, who = claim.quote, claim.figure, claim.claimant
    yield "quote", quote.start, quote.end, quote.text
    yield "figure", figure.start, figure.end, figure.text
    if who is not None and who.start is not None:
        yield "claimant", who.start, -1 if who.end is None else who.end, who.text or ""
    for via in claim.via:
        if via.start is not None:
            yield "via", via.start, -1 if via.end is None else via.end, via.text or ""
    for span in claim.spans:
        yield span.field, span.start, span.end, span.text


def misplaced(claim: Claim, text: str) -> Iterator[tuple[str, str, str]]:
    """Spans whose words are not in the text where the claim says: field, the words given, the words there."""
    for field, start, end, words in spans(claim):
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            yield f"{field} at {start}:{end}", words, text[max(start, 0) : max(end, 0)]


def too_large(figure: Figure) -> bool:
    """Whether a figure holds a number that not every format of the exports can hold.

    >>> from msgspec.structs import replace
    >>> two = Figure(start=0, end=3, text="Two", value=2, low=2, high=None, qualifier="exact", unit="persons")
    >>> too_large(two), too_large(replace(two, high=2**64))
    (False, True)
    """
    return any(abs(number) > LARGEST for number in (figure.value, figure.low, figure.high) if number is not None)


def check_claims(document: Document, text_sha256: str, claims: Sequence[Claim]) -> None:
    """Check that claims belong to a document: SpanError for the first that does not.

    >>> check_claims(Document(id="a.txt", text="Two died."), "c2cb", [])
    """
    seen: set[str] = set()
    for claim in claims:
        where = f"claim {claim.id} of document {document.id!r}"
        for field, words, there in misplaced(claim, document.text):
            raise SpanError(
                f"{where} gives {words[:60]!r} for {field}, but the text has {there[:60]!r} there: "
                "offsets are code points into the unchanged text; nothing of the document was kept"
            )
        if too_large(claim.figure):
            raise SpanError(f"{where} has a figure above {LARGEST:,}: nothing of the document was kept")
        expected = claim_id(text_sha256, claim.figure.start, claim.figure.end)
        if claim.id != expected:
            raise SpanError(f"{where} should have the id {expected}: ids are made of the text and the figure's place")
        if claim.document != document.id:
            raise SpanError(f"{where} says that it stands in {claim.document!r}: nothing of the document was kept")
        if claim.id in seen:
            raise SpanError(f"{where} is given twice: a figure gives one claim; nothing of the document was kept")
        seen.add(claim.id)
