"""A ledger in which every field that holds free words holds hostile ones, in the article, the claim, and the review."""

from pathlib import Path

from msgspec.structs import replace

from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Claim, Claimant, Document, FieldSpan, Figure, Place, Span, Time, Via, claim_id
from tests.serve.conftest import READ_AT
from tests.views.test_report_hostile import PAYLOADS

LONG = "very" * 5_000 + " long"
FORMULAS = [
    '=HYPERLINK("https://evil.example","1,351")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "\t=1+1",
    "＝1+1",
]
WORDS = [*PAYLOADS, *FORMULAS, "\u200bzero\u200dwidth \u2067right to left\u2069", LONG]
SIDES = ("norland", "westland")


def documents() -> list[tuple[Document, list[Claim]]]:
    """For each payload an article that two sides speak in, and a claim of each."""
    return [_article(number, words) for number, words in enumerate(WORDS)]


def _article(number: int, words: str) -> tuple[Document, list[Claim]]:
    parts = [
        f"{words} of {side} said that {figure} soldiers died at {words}. "
        for side, figure in zip(SIDES, (40, 900), strict=True)
    ]
    document = Document(
        id=f"{number}-{words[:200]}.txt", text=f"{words}. " + "".join(parts), title=words, outlet=words, url=words,
        published="2024-05-01", source=words[:200],
    )  # fmt: skip
    starts = [len(words) + 2, len(words) + 2 + len(parts[0])]
    made = [_claim(document, words, start, part, side) for start, part, side in zip(starts, parts, SIDES, strict=True)]
    return document, made


def _claim(document: Document, words: str, start: int, sentence: str, side: str) -> Claim:
    text = document.text
    at = text.index("that ", start + len(words)) + 5
    figure = text[at : text.index(" ", at)]
    value, end = int(figure), start + len(words)
    place = text.index(" at ", at) + 4
    who = Claimant(id=words, name=words, side=side, kind="official", start=start, end=end, text=words, aliases=(words,))
    return Claim(
        id=claim_id(document.text_sha256, at, at + len(figure)), document=document.id,
        quote=Span(start=start, end=start + len(sentence) - 1, text=sentence[:-1]),
        figure=Figure(start=at, end=at + len(figure), text=figure, value=value, low=value, high=value,
                      qualifier="exact", unit="persons"),
        measure="killed", object=words, party=words, conflict=words,
        claimant=replace(who, id=None) if value > 99 else who,
        via=(Via(name=words, start=place, end=place + len(words), text=words),),
        time=Time(kind="period", start="2024-05-01", end="2024-05-01", text=words),
        place=Place(name=words, text=words, lat=48.0, lon=37.0, id=words, precision="city"),
        spans=(FieldSpan(field="party", start=start, end=end, text=words),), rule=words,
    )  # fmt: skip


def hostile(path: Path) -> Path:
    """The ledger, every claim of it decided on by somebody with a hostile name for a hostile reason."""
    with Ledger(path, create=True) as ledger:
        for document, claims in documents():
            ledger.add(document, claims, reader=document.title or "", read_at=READ_AT)
        for entry in list(ledger.entries()):
            words, told = entry.title or "x", {"claims": (entry.claim.id,), "reason": entry.title}
            after = f"<script>alert('{words}')</script>"
            corrected = Decision(actor=words, at=READ_AT, action="correct", field="object", before=entry.claim.object,
                                 after=after, **told)  # fmt: skip
            aside = Decision(actor=words, at=READ_AT, action="dismiss", target=words, **told)
            ledger.decide(corrected, aside)
    return path
