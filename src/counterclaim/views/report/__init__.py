"""The report: one self-contained page that sets claims side by side.

    data.py        what a report is made of
    selection.py   what is shown when a ledger is too large for one page, and what is left out
    links.py       from a number to its sentence
    excerpts.py    a sentence between its neighbours, the words of every field marked
    claims.py      documents with their claims
    sides.py       one side of a comparison: its range, each end with its claim
    cards.py       comparisons: two columns and the others, how far apart
    lines.py       series over time
    overview.py    the whole ledger: who said what when, and where
    checks.py      findings by outcome, their numbers linked
    page.py        all of it put into the templates

Every number on the page is a link to its sentence. All text is escaped where it is put out; nothing is fetched.
"""

from counterclaim.views.report.data import ReportData
from counterclaim.views.report.page import render

__all__ = ["ReportData", "render"]
