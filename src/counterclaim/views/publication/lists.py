"""The pages that list: the home page, the ledger, comparisons, series, checks, documents, and the method."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from counterclaim.model import Comparison, Series
from counterclaim.views import words
from counterclaim.views.exports.dictionary import LIMITS, fields
from counterclaim.views.publication import address
from counterclaim.views.publication.records import by_text
from counterclaim.views.publication.site import Pages, Site, parts
from counterclaim.views.report.cards import Card, cards
from counterclaim.views.report.checks import groups
from counterclaim.views.report.claims import document_head
from counterclaim.views.report.definitions import definitions
from counterclaim.views.report.excerpts import CLASSES
from counterclaim.views.report.lines import SeriesView, series_view, styles_of_series
from counterclaim.views.report.links import figure_link, outlet, who
from counterclaim.views.report.page import Summary, summary
from counterclaim.views.report.selection import OUTCOMES, PRINCIPAL, contested_first

CLAIMS_EACH = 200  # lines of a table: a page that a phone opens at once
QUANTITIES_EACH = 100
FINDINGS_EACH = 60
DOCUMENTS_EACH = 200
GLANCE = 12  # quantities on the home page: one screen


@dataclass(frozen=True)
class Placed:
    """A comparison or a series with the folder of its page."""

    folder: str
    line: SeriesView | None = None
    figures: int = 0  # that the claimant gave
    card: Card | None = None


def parts_of(site: Site) -> int:
    """How many pages list things: those of `write_lists` and the search."""
    data, of_one = site.data, 3  # the home page, the method, the search
    long = ((len(data.entries), CLAIMS_EACH), (len(data.comparisons), QUANTITIES_EACH),
            (len(data.series), QUANTITIES_EACH), (len(data.findings), FINDINGS_EACH),
            (sum(map(len, by_text(site).values())), DOCUMENTS_EACH))  # fmt: skip
    return of_one + sum(max(1, -(-count // each)) for count, each in long)


def write_lists(pages: Pages) -> None:
    """Write every page that lists."""
    counted = summary(pages.site.data, pages.book)
    _home(pages, _compared(pages), counted)
    _ledger(pages)
    _series(pages)
    _checks(pages, counted)
    _documents(pages)
    defined = definitions()
    told = {"limits": LIMITS, "fields": fields(), "definitions": {name: dict(terms) for name, terms in defined}}
    pages.write("method/", "method_page", told, legend=_legend(), definitions=defined)


def _legend() -> list[tuple[str, str, str]]:
    meanings = words.labels()["meanings"].items()
    return [(words.label("fields", field), CLASSES[field], meaning) for field, meaning in meanings]


# ---------------------------------------------------------------- comparisons
def _compared(pages: Pages) -> list[Comparison]:
    """Write a page for each comparison, and the list of all, the most contested first."""
    every = contested_first(pages.site.data.comparisons)
    for one in every:
        folder = pages.at(address.comparison(one))
        if not pages.has(folder):
            (card,) = cards([one], pages.book)
            pages.write(folder, "quantity_page", one, card=replace(card, anchor="quantity"))
    for folder, part, numbers in parts("g/", every, QUANTITIES_EACH):
        if not pages.has(folder):
            placed = _placed(pages, part)
            listed = [{"page": here.folder, **_brief(one)} for here, one in zip(placed, part, strict=True)]
            pages.write(folder, "quantities_page", listed, placed=placed, pages=numbers)
    return every


def _placed(pages: Pages, some: Sequence[Comparison]) -> list[Placed]:
    """Comparisons as a list names them, with the folders of their pages."""
    brief = cards(some, pages.book, drawn=False)
    folders = (pages.at(address.comparison(one)) for one in some)
    return [Placed(folder, card=card) for folder, card in zip(folders, brief, strict=True)]


def _brief(one: Comparison) -> dict[str, Any]:
    return {
        "title": one.title,
        "factor_guaranteed": one.factor_guaranteed,
        "gap_points": one.gap_points,
        "range_of_claims": {"low": one.low, "high": one.high},
        "sides": [{"side": s.side, "role": s.role, "low": s.low, "high": s.high} for s in one.sides],
    }


# ---------------------------------------------------------------- home and ledger
def _home(pages: Pages, compared: Sequence[Comparison], counted: Summary) -> None:
    data = pages.site.data
    paired = (one for one in compared if len([side for side in one.sides if side.role in PRINCIPAL]) > 1)
    told = {
        "title": data.title,
        "pages": ["ledger/", "g/", "s/", "checks/", "documents/", "search/", "method/", "data/"],
        "most_contested": [pages.at(address.comparison(one)) for one in compared[:GLANCE]],
    }
    pages.write("", "home", told, summary=counted, glance=_placed(pages, list(islice(paired, GLANCE))))


def _ledger(pages: Pages) -> None:
    book = pages.book
    for folder, claims, numbers in parts("ledger/", list(book.entries), CLAIMS_EACH):
        if pages.has(folder):
            continue
        part = [book.entries[claim] for claim in claims]
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
    book, every = pages.book, pages.site.data.series
    styles = styles_of_series(every, book)
    figures = [given(one) for one in every]
    for one, style in zip(every, styles, strict=True):
        folder = pages.at(address.series(one))
        if not pages.has(folder):
            view = replace(series_view(one, style, book), anchor="line")
            pages.write(folder, "series_page", one, line=view, figures=given(one))
    longest = sorted(range(len(every)), key=lambda place: -figures[place])
    for folder, part, numbers in parts("s/", longest, QUANTITIES_EACH):
        if not pages.has(folder):
            placed = [
                Placed(
                    pages.at(address.series(every[place])),
                    series_view(every[place], styles[place], book, drawn=False),
                    figures[place],
                )
                for place in part
            ]
            told = [
                {"page": here.folder, "claimant": every[place].claimant, "figures": here.figures}
                for here, place in zip(placed, part, strict=True)
            ]
            pages.write(folder, "series_list", told, placed=placed, pages=numbers)


def given(one: Series) -> int:
    """How many figures of a series its claimant gave; differences of two totals are worked out, and no figures."""
    return sum(point.mark != "derived" for point in one.points)


def _checks(pages: Pages, counted: Summary) -> None:
    order = {outcome: place for place, outcome in enumerate(OUTCOMES)}
    findings = pages.site.data.findings
    outcomes = [order[one.outcome] for one in findings]
    for folder, places, numbers in parts(
        "checks/", sorted(range(len(outcomes)), key=outcomes.__getitem__), FINDINGS_EACH
    ):
        if not pages.has(folder):
            part = [findings[place] for place in places]
            shown = [group for group in groups(part, pages.book) if group.findings]
            pages.write(folder, "checks_page", part, groups=shown, summary=counted, pages=numbers)


def _documents(pages: Pages) -> None:
    claims = Counter(entry.text_sha256 for entry in pages.book.entries.values())
    every = [(place, claims[text]) for text, documents in by_text(pages.site).items() for place in documents]
    entries = pages.site.data.entries
    for folder, part, numbers in parts("documents/", every, DOCUMENTS_EACH):
        if not pages.has(folder):
            shown = [
                (
                    document_head(entries[place], pages.book),
                    pages.at(address.document(entries[place].text_sha256)),
                    count,
                )
                for place, count in part
            ]
            told = [{"document": view.name, "page": at} for view, at, _ in shown]
            pages.write(folder, "documents_page", told, documents=shown, pages=numbers)
