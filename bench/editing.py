"""Copies of a report as outlets make them: seven edits, each the work of a minute, and what each should be found as."""

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from counterclaim.model import Claim, Document

WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
CREDITS = ("\n(Reuters)", "\nWith Post wires", "\nFrom Xinhua")
OPENINGS = ("Officials met in the capital on the same day.", "The roads were closed until the evening.")
PARAPHRASES = (
    ("are killed", "die"), ("were killed", "died"), ("is killed", "dies"), ("kills", "leaves dead"),
    ("injuring", "hurting"), ("are injured", "are hurt"), ("injured", "hurt"), ("wounded", "hurt"),
    ("others", "more people"), ("airstrike", "air raid"), ("militants", "fighters"), ("carries out", "mounts"),
    ("launches", "mounts"), ("announces", "says"), ("reports", "says"), ("according to", "in the words of"),
    ("city of", "town of"), ("targeting", "aimed at"), ("in the", "within the"),
)  # fmt: skip
HEDGES = re.compile(r"\b(?:at least|more than|over|around|about|approximately|nearly) (?=[\w])", re.IGNORECASE)
TAIL = re.compile(r", according to [^,.]*(?=\.$)|, (?:the )?[A-Z][^,.]{3,60} (?:says|said|reported|reports)(?=\.$)")
HEAD = re.compile(r"^(?:The |A )?(?:[A-Z][\w'’-]*(?: (?:of|the|for|in|and|[A-Z][\w'’-]*))*) "
                  r"(?:says|said|reports|reported|announces|announced|claims|claimed)(?: that)? (?=\w)")  # fmt: skip


class Copy(NamedTuple):
    """A copy of a document and what was done to it; `figure` is where the one that was altered stood."""

    document: Document
    edit: str
    figure: int | None = None


Edit = Callable[[Document, Sequence[Claim], random.Random], tuple[str, int | None] | None]


def headline(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None]:
    """The text as it is."""
    return document.text, None


def credit(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None]:
    """An agency's line below."""
    return document.text + chance.choice(CREDITS), None


def joined(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None]:
    """A sentence of the outlet's own in front."""
    return f"{chance.choice(OPENINGS)} {document.text}", None


def cut(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None] | None:
    """Only the first sentence; None of one sentence."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", document.text)
    return (sentences[0], None) if len(sentences) > 1 and claims[0].figure.end < len(sentences[0]) else None


def paraphrase(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None] | None:
    """Up to four expressions exchanged; None where none of them stands in the text."""
    found = [pair for pair in PARAPHRASES if pair[0] in document.text]
    text = document.text
    for old, new in chance.sample(found, min(4, len(found))):
        text = text.replace(old, new, 1)
    return (text, None) if text != document.text else None


def digits(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None] | None:
    """One figure with another digit, or another number word."""
    fit = [claim for claim in claims if claim.figure.text.casefold() in WORDS or claim.figure.text[0].isdigit()]
    if not fit:
        return None
    figure = chance.choice(fit).figure
    if figure.text[0].isdigit():
        other = str((int(figure.text[0]) + chance.randrange(1, 8)) % 9 + 1) + figure.text[1:]
    else:
        other = chance.choice([word for word in WORDS if word != figure.text.casefold()])
        other = other.title() if figure.text[0].isupper() else other
    if other == figure.text:
        return None
    return document.text[: figure.start] + other + document.text[figure.end :], figure.start


def hedge(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None] | None:
    """The words "at least" or "more than" left out in front of a figure."""
    ends = {claim.figure.start: claim for claim in claims}
    for found in HEDGES.finditer(document.text):
        if found.end() in ends:
            rest = document.text[found.end() :]
            rest = rest[0].upper() + rest[1:] if found.group()[0].isupper() else rest
            return document.text[: found.start()] + rest, found.end()
    return None


def attribution(document: Document, claims: Sequence[Claim], chance: random.Random) -> tuple[str, int | None] | None:
    """Who says so left out, at the end or at the head of a text of one sentence that names a claimant."""
    if not any(claim.claimant for claim in claims) or ". " in document.text:
        return None
    for pattern in (TAIL, HEAD):
        text = pattern.sub("", document.text, count=1)
        if text != document.text:
            return text[0].upper() + text[1:], None
    return None


EDITS: dict[str, Edit] = {
    "headline": headline, "credit": credit, "joined": joined, "cut": cut, "paraphrase": paraphrase, "digits": digits,
    "hedge": hedge, "attribution": attribution,
}  # fmt: skip


def copied(document: Document, claims: Sequence[Claim], edit: str, chance: random.Random) -> Copy | None:
    """A copy by another outlet on the same day or the next; None where the edit does not fit the text."""
    made = EDITS[edit](document, claims, chance)
    if made is None:
        return None
    outlet = f"The {chance.choice(('Morning', 'Harbour', 'Valley', 'Northern'))} {chance.choice(('Ledger', 'Courier'))}"
    return Copy(
        Document(id=f"{document.id} {edit}", text=made[0], published=document.published, outlet=outlet, language="en"),
        edit,
        made[1],
    )
