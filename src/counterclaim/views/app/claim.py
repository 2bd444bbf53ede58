"""One claim on its own page: every field, the chain from the claimant to the outlet, and what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

import msgspec

from counterclaim.ledger import Decision, live
from counterclaim.model import Claimant, Entry
from counterclaim.views import words
from counterclaim.views.judgements import said
from counterclaim.views.people import shown_name
from counterclaim.views.pictures.voices import NOBODY
from counterclaim.views.report.claims import web_address
from counterclaim.views.report.excerpts import CLASSES
from counterclaim.views.report.links import Book, as_printed, outlet, who
from counterclaim.vocabulary.place_names import also_written, namesakes


@dataclass(frozen=True)
class FieldView:
    """One field of a claim; one without a value says so."""

    name: str
    mark: str
    value: str
    stated: bool


@dataclass(frozen=True)
class Link:
    """One who carried the claim: the claimant, who passed it on, the outlet."""

    role: str
    name: str
    about: str


@dataclass(frozen=True)
class Deed:
    """One decision in the history of a claim."""

    id: str
    actor: str
    at: str
    did: str
    before: str
    after: str
    reason: str
    undone: bool
    claims: int = 1  # how many were decided on at once


def fields(entry: Entry, book: Book) -> tuple[FieldView, ...]:
    """Every field of a claim in words, "not stated" where the text does not tell."""
    claim, figure, place = entry.claim, entry.claim.figure, entry.claim.place
    printed = as_printed(claim)
    told = words.figure(figure) + (f" (as printed: {printed}{', digits mended' * figure.repaired})" if printed else "")
    where = f"{place.name}{'' if place.text in place.name else f' (as printed: {place.text})'}" if place else ""
    rows = [
        (words.label("fields", "figure"), "figure", told),
        ("Allows", "", words.interval(figure.low, figure.high, figure.unit)),
        (words.label("fields", "measure"), "measure", words.what(claim.measure, claim.object)),
        ("Unit", "", figure.unit + (f" a {figure.per}" if figure.per else "")),
        (words.label("fields", "party"), "party", book.party(claim.party) if claim.party else ""),
        (words.label("fields", "claimant"), "claimant", who(entry, book) if claim.claimant else ""),
        ("Conflict", "", words.conflict(claim.conflict) if claim.conflict else ""),
        (words.label("fields", "time"), "time", words.period(claim.time)),
        (words.label("fields", "place"), "place", book.safe(where, entry.document)),
        (words.label("fields", "said_how"), "", words.label("stances", claim.stance)),
        (words.label("fields", "checked"), "", f"the article says: {claim.verification}" if claim.verification else ""),
        ("Read by", "", claim.rule),
    ]
    return tuple(
        FieldView(name, CLASSES.get(mark, ""), value or _none(mark), bool(value)) for name, mark, value in rows
    )


def place_names(entry: Entry, book: Book) -> tuple[str, str]:
    """Other spellings of a claim's place, and where else there is a place of that name; empty where none is known."""
    place = entry.claim.place
    if place is None:
        return "", ""
    others = namesakes(place.name, place.lat, place.lon)
    where = (book.party(one.country) if one.country else words.UNSTATED for one in others)
    return ", ".join(also_written(place.name, place.lat, place.lon)), ", ".join(dict.fromkeys(where))


def _none(mark: str) -> str:
    return NOBODY if mark == "claimant" else words.UNSTATED


FRAGMENT = 5  # words at each end of a sentence by which a browser finds it
ARCHIVE = "https://web.archive.org/web/"


def elsewhere(entry: Entry, book: Book) -> tuple[str | None, str | None, str | None]:
    """The article at its outlet, at the claim's sentence (`#:~:text=`, https://wicg.github.io/scroll-to-text-fragment/);
    the copy of an archive nearest to the day on which it was printed; or why neither can be given."""
    url, why = web_address(entry.url, book)
    if url is None:
        return None, None, why
    archived = f"{ARCHIVE}{(entry.published or '').replace('-', '') or '*'}/{url}"
    sentence = entry.claim.quote.text.split()
    if "#" in url or book.safe(entry.claim.quote.text, entry.document) != words.clean(entry.claim.quote.text):
        return url, archived, None
    ends = [sentence] if len(sentence) <= 2 * FRAGMENT else [sentence[:FRAGMENT], sentence[-FRAGMENT:]]
    return f"{url}#:~:text={','.join(_encoded(' '.join(part)) for part in ends)}", archived, None


def _encoded(text: str) -> str:
    """Words as a text fragment has them: there a hyphen and a comma part its terms.

    >>> _encoded("well-known, they said")
    'well%2Dknown%2C%20they%20said'
    """
    return quote_plus(text, errors="replace").replace("+", "%20").replace("-", "%2D")


def chain(entry: Entry, book: Book) -> tuple[Link, ...]:
    """Who said it, who passed it on, who printed it."""
    claim = entry.claim
    about = ""
    if claim.claimant is not None:
        side = claim.claimant.side
        sided = "independent" if side == "independent" else f"side: {book.party(side)}" if side else ""
        about = "; ".join(part for part in (words.label("kinds", claim.claimant.kind), sided) if part)
    links = [Link("said by", who(entry, book), about)]
    links += [Link("passed on by", book.safe(via.name, entry.document), "") for via in claim.via]
    return (*links, Link("printed by", outlet(entry, book), words.told_on(entry.published, claim.time.end)))


def history(claim: str, decisions: Sequence[Decision], book: Book, document: str) -> tuple[Deed, ...]:
    """What people decided of a claim, newest first; what was undone stays and says so."""
    standing = {one.id for one in live(decisions)}
    mine = {one.id for one in decisions if claim in one.claims}
    found = [one for one in decisions if one.id in mine or (one.action == "undo" and one.target in mine)]
    return tuple(
        Deed(
            id=one.id,
            actor=one.actor,
            at=one.at,
            did=words.label("decisions", one.action),
            before=book.safe(shown(one.field, one.before), document),
            after=book.safe(shown(one.field, one.after) if one.action == "correct" else said(one), document),
            reason=book.safe(words.label("reasons", one.reason), document) if one.reason else "",
            claims=len(one.claims),
            undone=one.action != "undo" and one.id not in standing,
        )
        for one in reversed(found)
    )


def shown(field: str | None, value: Any) -> str:
    """A value of a field as a history tells it.

    >>> told = {"id": None, "name": "The ministry", "side": None, "kind": "body", "start": 0, "end": 3, "text": "It"}
    >>> shown("party", "south_korea"), shown("claimant", told), shown("party", None)
    ('Whose: South Korea', 'Claimant: The ministry (body, no side)', 'Whose: not stated')
    """
    if field is None:
        return ""
    name = words.label("fields", field)
    if value is None:
        return f"{name}: {words.UNSTATED}"
    if field == "claimant":
        return f"{name}: {_claimant(msgspec.convert(value, Claimant))}"
    if isinstance(value, dict):
        told = [str(value[key]) for key in ("name", "kind", "start", "end") if field != "figure" and value.get(key)]
        if field == "figure":
            told = [words.interval(value.get("low"), value.get("high"), value.get("unit", "other"))]
        return f"{name}: {', '.join(told[:1] if field == 'place' else told)}"
    return f"{name}: {words.party_name(value) if field == 'party' else str(value).replace('_', ' ')}"


def _claimant(who: Claimant) -> str:
    """A claimant with its kind and side, so that a change of these alone shows."""
    alone = {None: "no side", "independent": "independent"}
    side = alone.get(who.side) or f"side {words.party_name(who.side)}"
    return f"{shown_name(who)} ({words.label('kinds', who.kind)}, {side})"
