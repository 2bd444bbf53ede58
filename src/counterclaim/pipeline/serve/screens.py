"""The screens of claims: overview, table, one claim, one article, review, method."""

import json
from typing import Any, get_args

from msgspec.structs import replace

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import LEFT_OUT, by_claim
from counterclaim.ledger.lookup import as_read_of, documents_with, text_beginning
from counterclaim.ledger.versions import versions
from counterclaim.model import Comparison, Entry, Filter, Unit
from counterclaim.pipeline.known import vocabulary_ids
from counterclaim.pipeline.serve import deciding, grown, judged, reckoned, second, values
from counterclaim.pipeline.serve.asked import Asked, offset, one, query, said
from counterclaim.pipeline.serve.desk import VERSION, Desk
from counterclaim.pipeline.serve.second import line_of, settling
from counterclaim.pipeline.serve.sure import least_sure_first, reader_told, sure_of
from counterclaim.pipeline.serve.together import alike
from counterclaim.pipeline.serve.unknown import unknown
from counterclaim.reconcile.agreement import Agreement, agreement
from counterclaim.reconcile.copy.found import ORDERS
from counterclaim.reconcile.copy.searched import numbers
from counterclaim.views import words
from counterclaim.views.app import article, claim, pages
from counterclaim.views.app.quantity import key_of
from counterclaim.views.app.shelf import CONTEXT, line, sentence
from counterclaim.views.exports.citations import Citation, bibtex, csl, plain, ris
from counterclaim.views.report.cards import Card, cards
from counterclaim.views.report.checks import groups
from counterclaim.views.report.claims import web_address
from counterclaim.views.report.definitions import definitions
from counterclaim.views.report.links import Book

FURTHEST = 12  # quantities on the overview: one screen
QUEUE = 25  # claims in the queue of review
BESIDE = 6  # comparisons named beside a claim
FINDINGS = 20  # named on the page of a claim, what is violated first
COPIES = 20  # tellings of one origin named beside a claim


class Gone(Exception):
    """A claim whose text was withdrawn: the reason is what is left."""


class Missing(Exception):
    """Nothing of this ledger has that address."""


def frame(desk: Desk, *, asked: Asked | None = None, listed: bool = False, **more: Any) -> dict[str, Any]:
    """What stands around every screen; of one with filters also which words of its address this ledger has not."""
    about: dict[str, Any] = {"counts": desk.counts(), "head": desk.head(), "actor": desk.actor, "version": VERSION}
    about["progress"] = desk.progress
    about["unknown"] = unknown(desk.state, asked, listed=listed) if asked is not None else ()
    return {**about, "ledger_name": desk.path.name, "words": "", "here": "", **more}


def overview(desk: Desk, asked: Asked) -> str:
    """What is furthest apart, how much is there, what waits for a person."""
    found, compared = reckoned.comparisons(desk, Filter(), None, 0, FURTHEST)
    paired = [item for item in found if item.factor_guaranteed is not None or item.gap_points is not None]
    book = desk.shelf(desk.claims(c for item in paired for side in item.sides for c in side.claims))
    rows = [(key_of(item), card) for item, card in zip(paired, cards(paired, book, drawn=False), strict=True)]
    _, _, outcomes, _ = reckoned.findings(desk, Filter(), "", "", 0, 0)
    checks = [(words.label("outcomes", name), name, count) for name, count in outcomes.items()]
    return pages.page("home", **frame(desk, here="/", rows=rows, checks=checks, compared=compared))


def claims(desk: Desk, asked: Asked) -> str:
    """The table of claims with its facets, at any address of it."""
    wanted = query(asked)
    found = desk.state.finder.find(wanted)
    entries = desk.in_rows(found.rows)
    book = desk.shelf(entries)
    beside = reckoned.addresses_beside(desk, [entry.claim.id for entry in entries])
    return pages.page(
        "claims",
        **frame(
            desk,
            here="/claims",
            words=wanted.words,
            asked=asked,
            listed=True,
            query=wanted,
            said=said(wanted),
            found=found,
            lines=[line_of(desk, entry, book, quoted=True) for entry in entries],
            beside=beside,
            orders=ORDERS,
            searched_number=bool(numbers(wanted.words)),
        ),
    )


def one_claim(desk: Desk, claim_id: str) -> str:
    """One claim: its sentence, chain, origin, checks, history, citation, and what is set against it."""
    entry = the_claim(desk, claim_id)
    quantities = reckoned.quantities_of(desk, entry.claim.id)[:BESIDE]
    origin = reckoned.origin_of(desk, entry.claim.id)
    told = origin.claims if origin else (entry.claim.id,)
    copies = desk.claims(told[:COPIES])
    findings = reckoned.findings_of(desk, entry.claim.id)[:FINDINGS]
    others = {c for item in quantities for side in item.sides for c in side.claims}
    others |= {c for one_finding in findings for c in one_finding.claims}
    book = desk.shelf([*desk.claims(others - {entry.claim.id}), *copies, entry])
    return pages.page(
        "claim",
        **frame(
            desk,
            here="/claims",
            entry=entry,
            line=line_of(desk, entry, book),
            settle=settling(desk, entry, book),
            alike=len(alike(reckoned.members(desk, entry.claim.id), entry.claim.id)),
            fields=claim.fields(entry, book),
            quote=sentence(entry, book, context=CONTEXT),
            chain=claim.chain(entry, book),
            quantities=_beside(quantities, book),
            copies=[line(copy, book) for copy in copies],
            told=len(told),
            evidence=origin.evidence if origin else (),
            groups=[group for group in groups(findings, book) if group.findings],
            history=claim.history(entry.claim.id, desk.ledger.decisions(), book, entry.document),
            readings=desk.ledger.history(entry.claim.id),
            address=claim.elsewhere(entry, book),
            typed=values.TYPED,
            as_typed={name: deciding.as_typed(entry.claim, name) for name in (*values.TYPED, *values.OF_CLAIMANT)},
            **_lists(),
            **judged.shown(desk, entry, book),
            named=claim.place_names(entry, book),
            plain=plain(desk.citation(entry)),
            forms=_cited(desk.citation(entry)),
            past=versions(desk.ledger, entry.claim.id),
        ),
    )


def _beside(quantities: list[Comparison], book: Book) -> list[tuple[str, Card]]:
    return [(key_of(item), card) for item, card in zip(quantities, cards(quantities, book, drawn=False), strict=True)]


def the_claim(desk: Desk, claim_id: str) -> Entry:
    """A claim by its id or the beginning of it; Gone where its text was withdrawn, Missing where there is none."""
    found = desk.ledger.find(claim_id) if claim_id.startswith("c_") and len(claim_id) > 3 else ()
    if len({entry.claim.id for entry in found}) == 1:
        return found[-1]
    for tombstone in desk.ledger.withdrawals():
        if claim_id in tombstone.claims:
            raise Gone(f"The text of this claim was withdrawn on {words.day(tombstone.at)}: {tombstone.reason}")
    raise Missing(f"No claim in this ledger has the id {claim_id}.")


def one_article(desk: Desk, text: str, asked: Asked) -> str:
    """A text with its claims beside it; `claim` tells which one's words are marked."""
    sha256 = text_beginning(desk.ledger, text) if len(text) > 5 else None
    if sha256 is None:
        raise Missing("No article of this ledger has that address.")
    entries = desk.in_text(sha256)
    body = desk.ledger.text(sha256)
    if body is None:
        raise Gone("The text of this article was withdrawn.")
    documents = documents_with(desk.ledger, sha256)
    names, chosen = desk.names(), one(asked, "claim")
    book = desk.shelf(entries)
    hidden = names.ranges(body, *(document.id for document in documents))
    standing = [entry for entry in entries if entry.status not in LEFT_OUT]
    order = "unsure" if one(asked, "order") == "unsure" else "text"
    first = documents[0]
    sure = sure_of(replace(first, text=body), entries) if order == "unsure" else {}
    ordered = least_sure_first(entries, sure) if order == "unsure" else entries
    about: dict[str, Any] = {
        "title": book.safe(first.title or "An article without a title", first.id),
        "outlet": book.safe(first.outlet or "", first.id),
        "published": first.published,
        "language": first.language or "",
        "url": web_address(first.url, book)[0],
        "copies": len(documents),
    }
    return pages.page(
        "article",
        **frame(
            desk,
            here="/claims",
            about=about,
            text=article.article(body, standing, hidden, chosen),
            cards=[(line_of(desk, entry, book, quoted=True), claim.fields(entry, book)) for entry in ordered],
            sure={entry.claim.id: reader_told(entry.claim.id, sure) for entry in ordered},
            order=order,
            sha256=sha256,
            chosen=chosen,
        ),
    )


def review(desk: Desk, asked: Asked) -> str:
    """The claims most worth a person's minute, and how far two readers agree."""
    queue, waiting = second.queue(desk, QUEUE)
    book = desk.shelf(entry for entry, _ in queue)
    shown = [(line_of(desk, entry, book, quoted=True), claim.fields(entry, book), why) for entry, why in queue]
    reviewed = sum(1 for about in by_claim(desk.live()).values() if any(one.action != "skip" for one in about))
    return pages.page(
        "review",
        **frame(
            desk,
            here="/review",
            cards=shown,
            left=waiting,
            reviewed=reviewed,
            agreement=_agreement(desk),
            quorum=desk.quorum,
        ),
    )


def _agreement(desk: Desk) -> Agreement | None:
    """How far two readers agree on what they both decided on."""
    decisions = desk.ledger.decisions()
    return agreement(as_read_of(desk.ledger, {claim for one in decisions for claim in one.claims}), decisions)


def method(desk: Desk, asked: Asked) -> str:
    """How claims are read and reckoned with, the limits, the record."""
    from counterclaim.views.report.excerpts import CLASSES

    legend = [(words.label("fields", f), CLASSES[f], told) for f, told in words.labels()["meanings"].items()]
    head = desk.head()
    return pages.page(
        "method_page",
        **frame(
            desk,
            here="/method",
            legend=legend,
            chain_head=head,
            generated=desk.now()[:10],
            definitions=definitions(),
            **grown.told(desk),
            agreement=_agreement(desk),
        ),
    )


def by_hand(desk: Desk, asked: Asked) -> str:
    """The form for a claim from a call or a broadcast."""
    if desk.actor is None:
        raise UsageError("nothing can be added: start with `counterclaim serve --as NAME`")
    return pages.page("add", **frame(desk, here="/review", today=desk.now()[:10], **_lists(), text="", words=""))


def add(desk: Desk, asked: Asked) -> str:
    """The form for a claim that the reader missed, its words marked in a text."""
    if desk.actor is None:
        raise UsageError("nothing can be added: start with `counterclaim serve --as NAME`")
    sha256, start, end = one(asked, "text"), offset(asked, "start"), offset(asked, "end")
    body = desk.ledger.text(sha256) or ""
    near = [entry for entry in desk.in_text(sha256) if entry.claim.quote.start <= start < entry.claim.quote.end]
    like = {name: deciding.as_typed(near[0].claim, name) for name in values.TYPED} if near else {}
    shown = desk.names().blank
    ids = [document.id for document in documents_with(desk.ledger, sha256)]
    quote, marked = shown(values.quote_at(body, start, end).text, *ids), shown(body[start:end], *ids)
    about: dict[str, Any] = {"text": sha256, "start": start, "end": end, "marked": marked, "quote": quote, "like": like}
    return pages.page("add", **frame(desk, here="/review", today="", **_lists(), **about))


def _lists() -> dict[str, Any]:
    """What a form offers for each field of a closed list."""
    known = {name: sorted(vocabulary_ids(name)) for name in ("measure", "object", "party", "side")}
    return {"known": known, "units": get_args(Unit), "kinds": values.KINDS, "notes": deciding.NOTES}


def _cited(cited: Citation) -> list[tuple[str, str, str, str]]:
    """A citation in each style: the end of its address, its name, its text, its media type."""
    return [
        ("bib", "BibTeX", bibtex(cited), "application/x-bibtex"),
        ("csl.json", "CSL-JSON", json.dumps([csl(cited)], ensure_ascii=False, indent=1), "application/json"),
        ("ris", "RIS", ris(cited), "application/x-research-info-systems"),
    ]


def citation_file(desk: Desk, claim_id: str, form: str) -> tuple[str, str]:
    """A citation of a claim as a file: its text and media type; Missing for a form that there is not."""
    entry = the_claim(desk, claim_id)
    for name, _, text, kind in _cited(desk.citation(entry)):
        if name == form:
            return text, kind
    raise Missing(f"No citation is called {form}.")
