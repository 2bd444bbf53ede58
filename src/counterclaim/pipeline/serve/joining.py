"""The screens of what stands together: claims of one origin, claims of one attack; people join and part both."""

from collections.abc import Sequence
from typing import Any

from counterclaim.model import Entry
from counterclaim.pipeline.serve import reckoned
from counterclaim.pipeline.serve.asked import Asked, filter_said, filtered, one
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.findings import GROUPED, LISTED, page_asked, part
from counterclaim.pipeline.serve.screens import frame
from counterclaim.pipeline.serve.second import line_of
from counterclaim.pipeline.serve.together import alike
from counterclaim.reconcile.copy.found import Query
from counterclaim.reconcile.copy.written import Retold
from counterclaim.reconcile.incidents import Incident, Told
from counterclaim.views import words
from counterclaim.views.app import pages
from counterclaim.views.app.shelf import Line
from counterclaim.views.report.links import Book
from counterclaim.vocabulary.words import toml

COPIES = 5  # tellings of one origin on the page of origins; one that is asked for by a claim of it has `ALL`
ALL = 200
SEARCHED = 500  # claims that a search may find, to show their origins
DECIDED = 20  # decisions that can be undone from the page


def origins(desk: Desk, asked: Asked) -> str:
    """Which claims are one claim told many times, the most often told first; found by words, those told once too."""
    claim, wanted, page = one(asked, "claim"), one(asked, "q").strip(), page_asked(asked)
    found, total = reckoned.origins(desk, wanted, (page - 1) * LISTED, LISTED)
    if claim:
        own = reckoned.origin_of(desk, claim)
        found = [own] if own else [Retold(claims=(claim,), evidence=())] * bool(desk.claims([claim]))
        total = len(found)
    elif wanted and page == 1 and total < LISTED:
        several = {one for origin in found for one in origin.claims}
        rows = desk.state.finder.rows(Query(words=wanted))[:SEARCHED]
        alone = [entry.claim.id for entry in desk.in_rows(rows) if entry.claim.id not in several]
        found = [*found, *(Retold(claims=(one,), evidence=()) for one in alone)][:LISTED]
        total += len(alone)
    shown = part(found, total, page)
    members = {one.claim.id: one for one in desk.claims(c for origin in found for c in origin.claims[:ALL])}
    book = desk.shelf(members.values())
    rows_shown = [_origin(desk, origin, members, book, ALL if claim else COPIES) for origin in found]
    once = reckoned.told_once(desk)
    deeds = decided(desk, "merge_origin", "split_origin")
    about: dict[str, Any] = {
        "rows": rows_shown,
        "cut": shown,
        "alone": once,
        "said": {"claim": claim, "q": wanted},
        "deeds": deeds,
    }
    return pages.page("origins", **frame(desk, here="/origins", claim=claim, wanted=wanted, **about))


def _origin(desk: Desk, origin: Retold, known: dict[str, Entry], book: Book, most: int) -> dict[str, Any]:
    group = [known[claim] for claim in origin.claims if claim in known]
    told = toml("check_words.toml")["evidence"]
    return {
        "lines": [line_of(desk, entry, book, quoted=not place) for place, entry in enumerate(group[:most])],
        "told": len(origin.claims),
        "evidence": [told[name] for name in origin.evidence],
        "alike": len(alike(group, group[0].claim.id)) if group else 0,
    }


def decided(desk: Desk, *actions: str) -> list[dict[str, Any]]:
    """What people decided of this kind and did not undo, newest first, with the figures that it is about."""
    found = [one for one in reversed(desk.live()) if one.action in actions][:DECIDED]
    return [
        {
            "id": deed.id,
            "actor": deed.actor,
            "at": deed.at,
            "did": words.label("decisions", deed.action),
            "about": [(entry.claim.id, words.figure(entry.claim.figure)) for entry in desk.claims(deed.claims)],
        }
        for deed in found
    ]


# ---------------------------------------------------------------- one attack
def incidents(desk: Desk, asked: Asked) -> str:
    """Claims that seem to be of one attack, those of most claims first: a proposal, for people to join and part."""
    where, claim, page = filtered(asked), one(asked, "claim"), page_asked(asked)
    found, alone = (reckoned.incident_of(desk, claim), 0) if claim else reckoned.incidents(desk, where)
    shown = part(found[(page - 1) * GROUPED : page * GROUPED], len(found), page, GROUPED)
    entries = {entry.claim.id: entry for entry in desk.claims(c for item in shown["items"] for c in item.claims)}
    book = desk.shelf(entries.values())
    rows = [_incident(desk, incident, entries, book) for incident in shown["items"]]
    about: dict[str, Any] = {"rows": rows, "cut": shown, "said": {**filter_said(where), "claim": claim}, "where": where,
             "alone": alone}  # fmt: skip
    return pages.page(
        "incidents",
        **frame(
            desk,
            here="/incidents",
            asked=asked,
            deeds=decided(desk, "merge_incident", "split_incident"),
            **about,
        ),
    )


def _incident(desk: Desk, incident: Incident, entries: dict[str, Entry], book: Book) -> dict[str, Any]:
    days = " to ".join(dict.fromkeys(words.day(day) for day in (incident.start, incident.end) if day))
    lines: Sequence[Line] = [line_of(desk, entries[c], book, quoted=True) for c in incident.claims if c in entries]
    place = book.safe(incident.place, *incident.documents) if incident.place else "no place told"
    return {
        "id": incident.id,
        "title": f"{place}, {days or 'not dated'}",
        "ways": incident.ways,
        "told": [(_who(told, incident, book), _what(told), _range(told)) for told in incident.told],
        "lines": lines,
        "reasons": incident.reasons,
        "decided": incident.decided,
    }


def _who(told: Told, incident: Incident, book: Book) -> str:
    return book.safe(told.claimant, *incident.documents) if told.claimant else "Nobody is named"


def _what(told: Told) -> str:
    return words.what(told.measure, told.object, told.party)


def _range(told: Told) -> str:
    return words.interval(told.low, told.high)
