"""Two invented articles of an invented war, their claims made by hand, and a ledger that holds them.

The views and the command line are tested on these, so that a better reader does not change what they are tested on.
"""

from pathlib import Path
from typing import Any

from counterclaim.ledger import Ledger
from counterclaim.model import (
    Claim,
    Claimant,
    Document,
    Entry,
    FieldSpan,
    Figure,
    Place,
    Span,
    Time,
    Via,
    claim_id,
)

READER = "by hand 1"
READ_AT = "2026-01-02T03:04:05Z"

HERALD = Document(
    id="herald.txt",
    title="A month of fighting",
    published="2024-05-03",
    outlet="The Herald",
    url="https://herald.example/may-3",
    language="en",
    text=(
        "Norland's president said that 16,000 Westland soldiers had been killed since 1 April. "
        "Westland's defence ministry gave a total of 1,351 soldiers killed. "
        "More than 480 people were hurt in Port Alder, said Ana Lindqvist, a nurse at the hospital. "
        "Ana Lindqvist said that two ambulances were hit."
    ),
)
COURIER = Document(
    id="courier.txt",
    title="=Numbers of the week",
    published="2024-05-10",
    outlet="@Courier",
    url="https://courier.example/10",
    language="en",
    text=(
        "The Norland army, quoted by the Alder Agency, put its tally of Westland soldiers killed at 16,\u00a0900. "
        "Hundreds have fled Port Alder."
    ),
)


def span_of(document: Document, words: str, nth: int = 0) -> Span:
    """Where words stand in a document."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def who(document: Document, words: str | None, name: str, side: str | None, kind: str, **more: Any) -> Claimant:
    place = span_of(document, words) if words else None
    return Claimant(
        id=more.pop("id", None),
        name=name,
        side=side,
        kind=kind,  # type: ignore[arg-type]
        start=place and place.start,
        end=place and place.end,
        text=words,
        **more,
    )


def claim(document: Document, figure: str, quote: str, **fields: Any) -> Claim:
    """A claim about a figure in a document; `fields` are those of the record and of the figure."""
    number, sentence = span_of(document, figure), span_of(document, quote)
    told = {"value": None, "low": None, "high": None, "qualifier": "exact", "unit": "persons"}
    told |= {key: fields.pop(key) for key in (*told, "repaired", "per") if key in fields}
    if told["value"] is not None and told["low"] is told["high"] is None:
        told |= {"low": told["value"], "high": told["value"]}
    words = {field: span_of(document, text) for field, text in fields.pop("words", {}).items()}
    return Claim(
        id=claim_id(document.text_sha256, number.start, number.end),
        document=document.id,
        quote=sentence,
        figure=Figure(start=number.start, end=number.end, text=figure, **told),
        spans=tuple(FieldSpan(field=k, start=s.start, end=s.end, text=s.text) for k, s in words.items()),
        rule="by hand",
        **({"party": None, "conflict": "norland-westland", "claimant": None} | fields),
    )


def herald_claims() -> list[Claim]:
    first, second, third, fourth = (f"{part}." for part in HERALD.text.removesuffix(".").split(". "))
    total = Time(kind="total", start="2024-04-01", end="2024-05-03", text="since 1 April")
    nurse = who(HERALD, "Ana Lindqvist", "Ana Lindqvist", None, "private", id="private/ana", aliases=("a nurse",))
    return [
        claim(HERALD, "16,000", first, value=16000, measure="killed", object="soldiers", party="westland",
              claimant=who(HERALD, "Norland's president", "President of Norland", "norland", "official"),
              time=total, words={"measure": "killed", "party": "Westland", "time": "since 1 April"}),
        claim(HERALD, "1,351", second, value=1351, measure="killed", object="soldiers", party="westland",
              claimant=who(HERALD, "Westland's defence ministry", "Westland Defence Ministry", "westland", "body"),
              time=Time(kind="total", end="2024-05-03")),
        claim(HERALD, "480", third, value=480, low=481, high=None, qualifier="more_than", measure="wounded",
              object="people", party=None, claimant=nurse, time=Time(kind="unspecified"),
              place=Place(name="Port Alder", text="Port Alder", lat=1.5, lon=-2.25, precision="city")),
        claim(HERALD, "two", fourth, value=2, unit="items", measure="attacks", object="vehicles",
              claimant=nurse, time=Time(kind="unspecified"), stance="hedged"),
    ]  # fmt: skip


def courier_claims() -> list[Claim]:
    first, second = (f"{part}." for part in COURIER.text.removesuffix(".").split(". "))
    agency = span_of(COURIER, "Alder Agency")
    return [
        claim(COURIER, "16,\u00a0900", first, value=16900, repaired=True, measure="killed", object="soldiers",
              party="westland", claimant=who(COURIER, "The Norland army", "Norland Army", "norland", "body"),
              via=(Via(name="Alder Agency", start=agency.start, end=agency.end, text=agency.text),),
              time=Time(kind="total", end="2024-05-10")),
        claim(COURIER, "Hundreds", second, low=200, qualifier="vague", measure="displaced", object="people",
              time=Time(kind="unspecified"), place=Place(name="Port Alder", text="Port Alder")),
    ]  # fmt: skip


def make_ledger(path: Path) -> Path:
    """A ledger of both articles."""
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, herald_claims(), reader=READER, read_at=READ_AT)
        ledger.add(COURIER, courier_claims(), reader=READER, read_at=READ_AT)
    return path


def entry(document: Document, made: Claim) -> Entry:
    return Entry(
        claim=made, document=document.id, title=document.title, published=document.published, outlet=document.outlet,
        url=document.url, text_sha256=document.text_sha256,
    )  # fmt: skip


def entries() -> list[Entry]:
    return [*(entry(HERALD, c) for c in herald_claims()), *(entry(COURIER, c) for c in courier_claims())]
