"""The pages that list: the home page, the ledger, comparisons, series, checks, documents, and the method."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.model import Comparison, Series
from counterclaim.views import words
from counterclaim.views.exports.dictionary import LIMITS, fields
from counterclaim.views.publication import address
from counterclaim.views.publication.records import by_document
from counterclaim.views.publication.site import Pages, parts
from counterclaim.views.report.cards import Card, cards
from counterclaim.views.report.checks import groups
from counterclaim.views.report.excerpts import CLASSES
from counterclaim.views.report.lines import SeriesView, series_views
from counterclaim.views.report.links import figure_link, outlet, who
from counterclaim.views.report.page import Summary, summary
from counterclaim.views.report.selection import OUTCOMES, contested_first

CLAIMS_EACH = 200  # lines of a table: a page that a phone opens at once
QUANTITIES_EACH = 100
FINDINGS_EACH = 60
DOCUMENTS_EACH = 200
GLANCE = 12  # quantities on the home page: one screen


@dataclass(frozen=True)
class Placed:
    """A comparison or a series with the folder of its page."""

    folder: str
    card: Card | None = None
    line: SeriesView | None = None
    figures: int = 0  # that the claimant gave


def write_lists(pages: Pages) -> None:
    """Write every page that lists."""
    counted = summary(pages.site.data, pages.book)
    _home(pages, _compared(pages), counted)
    _ledger(pages)
    _series(pages)
    _checks(pages, counted)
    _documents(pages)
    pages.write("method/", "method_page", {"limits": LIMITS, "fields": fields()}, legend=_legend())


def _legend() -> list[tuple[str, str, str]]:
    meanings = words.labels()["meanings"].items()
    return [(words.label("fields", field), CLASSES[field], meaning) for field, meaning in meanings]


# ---------------------------------------------------------------- comparisons
def _compared(pages: Pages) -> list[Placed]:
    """Write a page for each comparison, and the list of all, the most contested first."""
    every = contested_first(pages.site.data.comparisons)
    placed = [_comparison(pages, one) for one in every]
    told = list(zip(placed, every, strict=True))
    for folder, part, numbers in parts("g/", told, QUANTITIES_EACH):
        listed = [{"page": here.folder, **_brief(one)} for here, one in part]
        pages.write(folder, "quantities_page", listed, placed=[here for here, _ in part], pages=numbers)
    return placed


def _comparison(pages: Pages, one: Comparison) -> Placed:
    folder = pages.at(address.comparison(one))
    (card,) = cards([one], pages.book)
    card = replace(card, anchor="quantity")
    pages.write(folder, "quantity_page", one, card=card)
    return Placed(folder, card=card)


def _brief(one: Comparison) -> dict[str, Any]:
    return {
        "title": one.title,
        "factor_guaranteed": one.factor_guaranteed,
        "gap_points": one.gap_points,
        "sides": [{"side": s.side, "role": s.role, "low": s.low, "high": s.high} for s in one.sides],
    }


# ---------------------------------------------------------------- home and ledger
def _home(pages: Pages, compared: Sequence[Placed], counted: Summary) -> None:
    data = pages.site.data
    told = {
        "title": data.title,
        "pages": ["ledger/", "g/", "s/", "checks/", "documents/", "search/", "method/", "data/"],
        "most_contested": [one.folder for one in compared[:GLANCE]],
    }
    glance = [one for one in compared if one.card is not None and len(one.card.columns) == 2][:GLANCE]
    pages.write("", "home", told, summary=counted, glance=glance)


def _ledger(pages: Pages) -> None:
    entries = list(pages.book.entries.values())
    book = pages.book
    for folder, part, numbers in parts("ledger/", entries, CLAIMS_EACH):
        rows = [
            {
                "figure": figure_link(entry.claim.id, book),
                "what": words.what(entry.claim.measure, entry.claim.object, entry.claim.party),
                "who": who(entry, book),
                "when": words.period(entry.claim.time),
                "outlet": outlet(entry, book),
                "day": words.told_on(entry.published, entry.claim.time.end),
                "at": pages.at(address.document(entry.text_sha256)),
            }
            for entry in part
        ]
        told = [{"claim": entry.claim.id, "page": pages.at(address.claim(entry.claim.id))} for entry in part]
        pages.write(folder, "ledger", told, rows=rows, pages=numbers)


# ---------------------------------------------------------------- series, checks, documents
def _series(pages: Pages) -> None:
    every = sorted(pages.site.data.series, key=lambda one: -given(one))
    placed: list[tuple[Placed, Series]] = []
    for one, view in zip(every, series_views(every, pages.book), strict=True):
        folder = pages.at(address.series(one))
        pages.write(folder, "series_page", one, line=replace(view, anchor="line"), figures=given(one))
        placed.append((Placed(folder, line=view, figures=given(one)), one))
    for folder, part, numbers in parts("s/", placed, QUANTITIES_EACH):
        told = [{"page": here.folder, "claimant": one.claimant, "figures": given(one)} for here, one in part]
        pages.write(folder, "series_list", told, placed=[here for here, _ in part], pages=numbers)


def given(one: Series) -> int:
    """How many figures of a series its claimant gave; differences of two totals are worked out, and no figures."""
    return sum(point.mark != "derived" for point in one.points)


def _checks(pages: Pages, counted: Summary) -> None:
    order = {outcome: place for place, outcome in enumerate(OUTCOMES)}
    findings = sorted(pages.site.data.findings, key=lambda one: order[one.outcome])
    for folder, part, numbers in parts("checks/", findings, FINDINGS_EACH):
        shown = [group for group in groups(part, pages.book) if group.findings]
        pages.write(folder, "checks_page", list(part), groups=shown, summary=counted, pages=numbers)


def _documents(pages: Pages) -> None:
    every = [(view, pages.at(address.document(entries[0].text_sha256))) for view, entries in by_document(pages)]
    for folder, part, numbers in parts("documents/", every, DOCUMENTS_EACH):
        told = [{"document": view.name, "page": at} for view, at in part]
        pages.write(folder, "documents_page", told, documents=part, pages=numbers)
