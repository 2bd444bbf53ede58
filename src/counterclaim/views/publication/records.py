"""The pages of claims, of the documents that they stand in, and of claims that were withdrawn."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from counterclaim.claims.sentences import split_sentences
from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.app.shelf import CONTEXT
from counterclaim.views.exports import citations
from counterclaim.views.exports.lines import claim_line
from counterclaim.views.judged import rows
from counterclaim.views.publication import address
from counterclaim.views.publication.site import Pages, Site
from counterclaim.views.report.claims import ClaimView, DocumentView, document_head, document_view
from counterclaim.views.report.excerpts import excerpt, marked, spans_of
from counterclaim.views.report.links import one_text

STYLES = ("BibTeX", "CSL-JSON", "RIS")
USES_SHOWN = 12  # pages named on the page of a claim; a total that fifty comparisons use does not list them all


def write_texts(pages: Pages) -> None:
    """Write a page for each text, after those of its claims."""
    printed = by_text(pages.site)
    for _, group in groupby(pages.book.entries.values(), key=one_text):
        entries = list(group)
        text_sha256 = entries[0].text_sha256
        if not pages.has(pages.at(address.document(text_sha256))):
            document = document_view(entries, pages.book, {})
            others = map(pages.site.data.entries.__getitem__, printed[text_sha256])
            also = [document_head(one, pages.book) for one in others if one.document != entries[0].document]
            _write_claims(pages, document, entries, also)
            _write_document(pages, document, entries, also)


def by_text(site: Site) -> dict[str, list[int]]:
    """The place of a claim of each document that has a text, by the text: one text may stand in several documents."""
    found: dict[str, dict[str, int]] = {}
    for place, entry in enumerate(site.data.entries):
        found.setdefault(entry.text_sha256, {}).setdefault(entry.document, place)
    return {text: list(documents.values()) for text, documents in found.items()}


def _write_claims(pages: Pages, document: DocumentView, entries: Sequence[Entry], also: Sequence[DocumentView]) -> None:
    """Write a page for each claim: its sentence in context, every field, where it is used, how to cite it."""
    contexts = _in_context(pages, entries)
    for view in document.claims:
        quote = None if view.quote is None else contexts.get(view.id, view.quote)
        _write_claim(pages, document, replace(view, quote=quote), also)


def _in_context(pages: Pages, entries: Sequence[Entry]) -> dict[str, Markup]:
    """The sentence of each claim with its neighbours; a document's page shows these with the first claim only."""
    first, book = entries[0], pages.book
    text = book.texts.get(first.text_sha256)
    if text is None:
        return {}
    hidden, sentences = book.withheld.ranges(text, first.document), split_sentences(text)
    return {entry.claim.id: excerpt(text, sentences, entry.claim, hidden, context=CONTEXT) for entry in entries}


def _write_claim(pages: Pages, document: DocumentView, view: ClaimView, also: Sequence[DocumentView]) -> None:
    entry, public = pages.book.entries[view.id], pages.site.public[view.id]
    uses, release = pages.uses.get(view.id, ()), pages.site.release
    cited = citations.citation(public, release)
    styles = () if pages.layout["c"] else _styles(cited)  # of a shelf they would be a third
    told = {
        **claim_line(public),
        "status": entry.status,
        "review": entry.review,
        "page": pages.at(address.claim(view.id)),
        "document_page": pages.at(address.document(entry.text_sha256)),
        "used_in": [folder for folder, _ in uses],
        "cite": citations.plain(cited),
    }
    pages.write(
        pages.at(address.claim(view.id)),
        "claim",
        told,
        view=view,
        document=document,
        also=also,
        at=pages.at(address.document(entry.text_sha256)),
        what=words.what(entry.claim.measure, entry.claim.object, entry.claim.party),
        status=words.reviewed(entry.status, entry.review),
        judged=_judged(public),
        uses=[(folder, pages.book.safe(title, entry.document)) for folder, title in uses[:USES_SHOWN]],
        more=max(0, len(uses) - USES_SHOWN),
        cite=citations.plain(cited),
        styles=styles,
    )


def _judged(entry: Entry) -> list[tuple[str, str]]:
    """How far a claim is checked, where that goes out with it."""
    found = getattr(entry, "checked", None)
    return [] if found is None else list(rows(found))


def _styles(cited: citations.Citation) -> list[tuple[str, str]]:
    """The citation of a claim as citation programs read it."""
    csl = json.dumps(citations.csl(cited), ensure_ascii=False, indent=1)
    return list(zip(STYLES, (citations.bibtex(cited), csl, citations.ris(cited)), strict=True))


def _write_document(
    pages: Pages, document: DocumentView, entries: Sequence[Entry], also: Sequence[DocumentView]
) -> None:
    """Write the page of a text: what is known of it, its claims, and with `with_text` all of it."""
    text_sha256 = entries[0].text_sha256
    pages.write(
        pages.at(address.document(text_sha256)),
        "document",
        {**_told(pages, entries, text_sha256), "also": [_printed(one) for one in also]},
        own_claims=True,
        claim_at={entry.claim.id: pages.at(address.claim(entry.claim.id)) for entry in entries},
        doc=document,
        also=also,
        heading=document.title or document.name,
        text_sha256=text_sha256,
        whole=_whole(pages, entries) if pages.site.release.with_text else None,
    )


def _printed(view: DocumentView) -> dict[str, Any]:
    return {"document": view.name, "outlet": view.outlet, "published": view.published, "url": view.url}


def _told(pages: Pages, entries: Sequence[Entry], text_sha256: str) -> dict[str, Any]:
    public = [pages.site.public[entry.claim.id] for entry in entries]
    first = public[0]
    return {
        "documents": [first.document],
        "title": first.title,
        "published": first.published,
        "outlet": first.outlet,
        "url": first.url,
        "text_sha256": text_sha256,
        "claims": [{"claim": entry.claim.id, "page": pages.at(address.claim(entry.claim.id))} for entry in public],
    }


def _whole(pages: Pages, entries: Sequence[Entry]) -> Markup | None:
    """The whole text, the words of every claim marked."""
    first, book = entries[0], pages.book
    text = book.texts.get(first.text_sha256)
    if text is None:
        return None
    spans = sorted({span for entry in entries for span in spans_of(entry.claim) if span[1] <= len(text)})
    return marked(text, 0, len(text), spans, book.withheld.ranges(text, *{entry.document for entry in entries}))


def write_withdrawn(pages: Pages) -> None:
    """Write at the address of each withdrawn claim that it is gone, and why; an address is never used again."""
    for at, reason, claims in pages.site.release.withdrawn:
        for claim in claims:
            if claim not in pages.book.entries:
                told = {"claim": claim, "withdrawn": True, "reason": reason, "at": at}
                pages.write(pages.at(address.claim(claim)), "gone", told, claim=claim, reason=reason, at=at)
