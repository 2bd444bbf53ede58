"""All parts of the report put into its templates: one self-contained page."""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.model import Entry
from counterclaim.reconcile.checks import OUTCOME
from counterclaim.views import words
from counterclaim.views.pictures.picture import script, style_sheet
from counterclaim.views.report.cards import cards
from counterclaim.views.report.checks import groups
from counterclaim.views.report.claims import document_views
from counterclaim.views.report.data import ReportData
from counterclaim.views.report.excerpts import CLASSES
from counterclaim.views.report.lines import series_views
from counterclaim.views.report.links import Book, one_text, open_book, outlet
from counterclaim.views.report.overview import every_measure, overviews
from counterclaim.views.report.selection import Selection, claims_of, select

USES_SHOWN = 4  # places named under a claim; a total that twenty checks use does not list them all
GLANCE = 12  # rows of the table at the top: one screen


@dataclass(frozen=True)
class Summary:
    """The counts of the whole ledger, in words."""

    documents: str
    give: str  # the verb of the documents
    outlets: str
    claims: str
    claimants: str
    nobody: str
    compared: str
    apart: str
    meet: str
    alone: str
    checks: tuple[tuple[str, str], ...]


def _clean(value: object) -> object:
    """Whatever is put out as plain text goes without control characters; markup is made of such text already."""
    return words.clean(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("counterclaim.views.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    found.filters["day"] = words.day
    found.filters["counted"] = words.counted
    return found


def render(data: ReportData) -> str:
    """Return the report as one HTML page that fetches nothing; its one script only saves pictures, and may be off.

    The same data gives the same page: the day of making is `data.generated_at`.

    >>> page = render(ReportData(title="Nothing <yet>", version="0.1.0", generated_at="2024-05-01"))
    >>> "<h1>Nothing &lt;yet&gt;</h1>" in page
    True
    """
    chosen = select(data)
    book = open_book(data, chosen)
    shown_cards = cards(chosen.comparisons, book)
    series = series_views(chosen.series, book)
    checks = groups(chosen.findings, book)
    documents = document_views(book, _uses(chosen))
    style = _style()
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=book.safe(data.title),
            version=data.version,
            generated=data.generated_at,
            chain_head=data.chain_head,
            style=Markup(style),
            style_hash=_digest(style),
            script=Markup(script()),
            script_hash=_digest(script()),
            summary=summary(data, book),
            cards=[card for card in shown_cards if card.paired],
            alone=[card for card in shown_cards if not card.paired],
            glance=[card for card in shown_cards if len(card.columns) == 2][:GLANCE],
            series=series,
            every_measure=every_measure(chosen.series, book),
            overviews=overviews(data, book),
            groups=checks,
            documents=documents,
            left_out=chosen.left_out,
            long=bool(chosen.brief),
            legend=[
                (words.label("fields", field), CLASSES[field], meaning)
                for field, meaning in words.labels()["meanings"].items()
            ],
            withheld=book.withheld.anyone,
        )
    )


def _digest(text: str) -> str:
    """The digest by which the page's policy allows its own style and script, and no other."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


@cache
def _style() -> str:
    own = files("counterclaim.views.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    return style_sheet() + own


def summary(data: ReportData, book: Book) -> Summary:
    """Return the counts of everything that was given, in words."""
    documents, outlets, claimants, nobody = _told(data.entries, book)
    apart = sum((item.contested or 0) > 0 for item in data.comparisons)
    alone = sum(1 for item in data.comparisons if sum(side.role in ("self", "opponent") for side in item.sides) < 2)
    outcomes: Counter[str] = Counter(item.outcome for item in data.findings)
    return Summary(
        documents=words.counted(documents, "document"),
        give="gives" if documents == 1 else "give",
        outlets=words.counted(outlets, "outlet"),
        claims=words.counted(len(data.entries), "figure"),
        claimants=words.counted(claimants, "claimant"),
        nobody=words.counted(nobody, "figure has", "figures have") + " nobody named as the source",
        compared=words.counted(len(data.comparisons), "quantity", "quantities"),
        apart=f"{apart:,}",
        meet=f"{len(data.comparisons) - apart - alone:,}",
        alone=f"{alone:,}",
        checks=tuple((words.label("outcomes", name), f"{outcomes[name]:,}") for name in OUTCOME),
    )


def _told(entries: Iterable[Entry], book: Book) -> tuple[int, int, int, int]:
    """How many documents, outlets and claimants there are, and how many figures that nobody is named for."""
    documents, outlets, claimants, nobody = set(), set(), set(), 0
    for entry in entries:
        documents.add(one_text(entry))
        if entry.outlet:
            outlets.add(outlet(entry, book))
        if (claimant := entry.claim.claimant) is None:
            nobody += 1
        else:
            claimants.add(claimant.id or claimant.name)
    return len(documents), len(outlets), len(claimants), nobody


def _uses(chosen: Selection) -> dict[str, list[tuple[str, str]]]:
    """Return for each claim where else on the page it is used: (anchor, words)."""
    uses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    parts = (
        ("q", "quantity", [claims_of(item) for item in chosen.comparisons]),
        ("s", "series", [[point.claim for point in item.points] for item in chosen.series]),
        ("k", "check", [list(item.claims) for item in chosen.findings]),
    )
    for letter, name, lists in parts:
        for place, claims in enumerate(lists, 1):
            for claim in dict.fromkeys(claims):
                if len(uses[claim]) < USES_SHOWN:
                    uses[claim].append((f"{letter}{place}", f"{name} {place}"))
    return uses
