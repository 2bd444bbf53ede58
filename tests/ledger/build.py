"""Documents and claims for the tests of the ledger, from a few words."""

import re

from counterclaim.model import (
    Claim,
    Claimant,
    Document,
    FieldSpan,
    Figure,
    Place,
    Span,
    Time,
    claim_id,
)

WHEN = "2026-01-02T03:04:05Z"


def claim(
    document: Document,
    words: str,
    *,
    measure: str = "killed",
    party: str | None = "russia",
    claimant: Claimant | None = None,
    place: Place | None = None,
    end: str | None = None,
    conflict: str | None = "russia-ukraine",
    rule: str = "test 1",
) -> Claim:
    """A claim whose figure is the first place of `words` in the text; its quote is the sentence around them."""
    text = document.text
    start = text.index(words)
    left = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    right = text.find(". ", start)
    right = len(text) if right < 0 else right + 1
    digits = re.sub(r"\D", "", words)
    value = int(digits) if digits else None
    return Claim(
        id=claim_id(document.text_sha256, start, start + len(words)),
        document=document.id,
        quote=Span(start=left, end=right, text=text[left:right]),
        figure=Figure(
            start=start,
            end=start + len(words),
            text=words,
            value=value,
            low=value,
            high=value,
            qualifier="exact",
            unit="persons",
        ),
        measure=measure,
        object="soldiers",
        party=party,
        conflict=conflict,
        claimant=claimant,
        time=Time(kind="total", end=end),
        place=place,
        spans=(FieldSpan(field="figure", start=start, end=start + len(words), text=words),),
        rule=rule,
    )


def claimant_in(
    document: Document, words: str, *, id: str, name: str, side: str, aliases: tuple[str, ...] = ()
) -> Claimant:
    """A body that the text names with `words`."""
    start = document.text.index(words)
    end = start + len(words)
    return Claimant(id=id, name=name, side=side, kind="body", start=start, end=end, text=words, aliases=aliases)


HERALD = Document(
    id="herald.txt",
    text="Kyiv put Russian losses at 16,000 dead. Moscow gave a toll of 1,351 and 3,825 hurt.",
    title="Two tolls",
    published="2022-03-26",
    outlet="The Herald",
    url="https://herald.example/two-tolls",
    language="en",
    source="news/herald.txt",
    raw_sha256="ab" * 32,
)
KYIV = claimant_in(HERALD, "Kyiv", id="ukraine/gov", name="Ukrainian government", side="ukraine", aliases=("Kiev",))
MOSCOW = claimant_in(HERALD, "Moscow", id="russia/gov", name="Russian government", side="russia")
HERALD_CLAIMS = (
    claim(HERALD, "16,000", claimant=KYIV),
    claim(HERALD, "1,351", claimant=MOSCOW, end="2022-03-25"),
    claim(HERALD, "3,825", measure="wounded", claimant=MOSCOW, end="2022-03-25"),
)

POST = Document(
    id="post.txt",
    text="Nine drones fell near Łódź. 288 people left their homes in Vuhledar, an aid group said.",
    published="2023-04",
    outlet="Evening Post",
)
POST_CLAIMS = (
    claim(POST, "Nine", measure="destroyed", party=None, conflict=None),
    claim(POST, "288", measure="displaced", party="ukraine", place=Place(name="Vuhledar", text="Ugledar")),
)


def report(number: int) -> tuple[Document, tuple[Claim, ...]]:
    """One of any number of different documents, with three claims."""
    words = (f"{number + 10_000:,}", f"{number + 20_000:,}", f"{number + 30_000:,}")
    text = f"By day {number} the army counted {words[0]} dead. It had {words[1]} hurt. It spoke of {words[2]} captured."
    document = Document(id=f"report-{number:05d}", text=text, published="2024-01-01", outlet="Wire")
    measures = ("killed", "wounded", "captured")
    return document, tuple(claim(document, word, measure=m) for word, m in zip(words, measures, strict=True))


def place_of(name: str | None) -> Place | None:
    """A place by its name; None without one."""
    return Place(name=name, text=name) if name else None
