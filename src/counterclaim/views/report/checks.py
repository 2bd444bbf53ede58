"""Findings by outcome, in words; every number that a claim gives is a link to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Finding
from counterclaim.views import words
from counterclaim.views.report.links import Book, linked_text
from counterclaim.views.report.selection import OUTCOMES
from counterclaim.views.report.sides import Row, row

SIGNS = {"violated": "≠", "undecidable": "?", "holds": "="}
LISTED = 8  # claims named under one finding; a duplicate told by a hundred outlets names the first of them


@dataclass(frozen=True)
class FindingView:
    """One finding as the page shows it."""

    anchor: str
    name: str
    severity: str
    formula: Markup
    text: Markup
    reasons: tuple[str, ...]
    next_step: str
    rows: tuple[Row, ...]
    more: int
    working: bool  # whether the formula tells arithmetic that the text leaves out


@dataclass(frozen=True)
class Group:
    """The findings of one outcome."""

    outcome: str
    sign: str
    name: str
    note: str
    findings: tuple[FindingView, ...]
    brief: tuple[tuple[str, tuple[FindingView, ...]], ...] = ()  # by kind, where one line tells each of them


def groups(findings: Iterable[Finding], book: Book) -> tuple[Group, ...]:
    """Return the findings grouped by outcome: what does not add up first, what adds up as a list of lines."""
    numbered = [(f"k{place}", item) for place, item in enumerate(findings, 1)]
    return tuple(
        _group(outcome, [_view(anchor, item, book) for anchor, item in numbered if item.outcome == outcome])
        for outcome in OUTCOMES
    )


def _group(outcome: str, found: Sequence[FindingView]) -> Group:
    by_name: dict[str, list[FindingView]] = {}
    for view in found if outcome == "holds" else ():
        by_name.setdefault(view.name, []).append(view)
    return Group(
        outcome,
        SIGNS[outcome],
        words.label("outcomes", outcome),
        words.label("outcome_notes", outcome),
        tuple(found),
        tuple((name, tuple(views)) for name, views in by_name.items()),
    )


def _view(anchor: str, finding: Finding, book: Book) -> FindingView:
    known = list(dict.fromkeys(claim for claim in finding.claims if claim in book.entries))
    documents = [book.entries[claim].document for claim in known]
    return FindingView(
        anchor=anchor,
        name=words.label("codes", finding.code),
        severity=words.label("severities", finding.severity) if finding.outcome != "holds" else "",
        formula=linked_text(finding.formula, known, book),
        text=linked_text(finding.text, known, book),
        reasons=tuple(book.safe(reason, *documents) for reason in finding.possible_reasons),
        next_step=book.safe(finding.next_step, *documents),
        rows=tuple(row(book.entries[claim], book) for claim in known[:LISTED]),
        more=max(0, len(known) - LISTED),
        working=" = " in finding.formula and finding.formula not in finding.text,
    )
