"""The range of claims over all sides, on a terminal and on a page: each end with its side, and with the caveat."""

import pytest

from counterclaim.reconcile.compare import compare
from counterclaim.views import terminal
from counterclaim.views.overall import overall
from counterclaim.views.report import ReportData, render
from tests.reconcile.makers import row
from tests.views.dom import find, parse, words
from tests.views.test_terminal import printed

TOLL = {"conflict": "sudan", "party": "sudan", "object": "civilians", "kind": "period", "place": "Omdurman",
        "start": "2024-06-10", "end": "2024-06-10"}  # fmt: skip
SHARE = {"measure": "controlled", "object": "area", "unit": "percent", "kind": "state", "place": "Bakhmut",
         "party": "russia", "end": "2023-04-10"}  # fmt: skip
ROWS = [
    row("11", says="Army", side="sudan", published="2024-06-10", **TOLL),
    row("23", says="Army", side="sudan", published="2024-06-12", document="b", **TOLL),
    row("4", says="RSF", side="rsf", published="2024-06-11", document="c", **TOLL),
]
CASES = [
    (ROWS, "4 (RSF) to 23 (Sudan); not a confidence interval"),
    ([row("498", says="Russia", end="2022-03-02"), row("more than 9,000", end="2022-03-02", document="b")],
     "498 (Russia) to 9,001 or more (Ukraine); not a confidence interval"),
    ([row("80", says="Russia", **SHARE), row("55", says="Ukraine", document="b", **SHARE)],
     "55 % (Ukraine) to 80 % (Russia); not a confidence interval"),
    ([row("498", says="Russia", end="2022-03-02"), row("500", says=None, end="2022-03-02", document="b")],
     "498 (Russia) to 500 (No claimant named); not a confidence interval"),
    ([row("498", says="Russia", end="2022-03-02")], None),
]  # fmt: skip


@pytest.mark.parametrize("rows, told", CASES)
def test_the_range_over_all_sides(rows, told):
    (made,) = compare(rows)
    assert overall(made) == told


def test_a_terminal_shows_what_a_side_gave_first_where_it_gave_more():
    (made,) = compare(ROWS)
    shown = printed(terminal.comparisons([made], {}, {1: 1}))
    assert "range of claims   first   latest" in shown
    assert ["11", "to", "23", "11", "23"] in [line.split()[5:10] for line in shown.splitlines()]
    assert "Range of claims over all sides: 4 (RSF) to 23 (Sudan); not a confidence interval" in shown
    (alone,) = compare(ROWS[1:])
    assert "first" not in printed(terminal.comparisons([alone], {}, {1: 1}))


def test_a_page_links_both_ends_and_what_was_given_first():
    page = page_of(ROWS)
    (line,) = (p for p in find(page, "p.src") if words(p).startswith("Range of claims over all sides"))
    assert words(line) == "Range of claims over all sides: 4 (RSF) to 23 (Sudan); not a confidence interval"
    assert [a.get("href") for a in find(line, "a")] == [f"#{entry.claim.id}" for entry in (ROWS[2], ROWS[1])]
    assert "Low and first" in [words(name) for name in find(page, ".ends dt")]
    assert not any("Range of claims over" in words(p) for p in find(page_of(ROWS[:1]), "p.src"))


def page_of(rows):
    texts = {entry.text_sha256: entry.claim.quote.text for entry in rows}
    told = {"title": "", "version": "1", "generated_at": "2026-01-01T00:00:00Z"}
    return parse(render(ReportData(entries=tuple(rows), texts=texts, comparisons=compare(rows), **told)))
