"""Tables in an article: each number is a claim with what head, row and caption tell, or left over with the reason."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.articles.page import read_page
from counterclaim.claims import find_claims, find_leftovers
from counterclaim.claims.grids import find_grids
from counterclaim.model import Claim, Document

BY_CLAIMANT = """Two sides of the war in Ukraine count differently, and neither count could be verified by reporters.

| Claimant | Russian soldiers killed | Ukrainian soldiers killed |
| --- | ---: | ---: |
| Ukraine's General Staff | 140,460 | 13,000 |
| Russia's defence ministry | 5,937 | 61,207 |

The war went on near Bakhmut.
"""
BY_THING = """Russian losses since 24 February 2022, according to Ukraine's General Staff:

| Type | Total | Change |
|---|---|---|
| Soldiers killed | about 140,460 | +730 |
| Tanks | 3,310 | +4 |
"""
BY_SIDE = """The war in Ukraine in figures.

Side\tKilled\tWounded\tSource
Russia\t140,460\tn/a\tUkraine's General Staff
Ukraine\t61,207\t49,368\tRussia's defence ministry
"""
BY_TOWN = """Shelling hit towns of the Kharkiv region of Ukraine on Sunday, the regional governor said.

| Town | Civilians killed | Population | Visitors |
|---|---|---|---|
| Izium | 7 | 45,884 | 300 |
| Kupiansk | 2 | 26,627 | 100 |
"""


def document(text: str) -> Document:
    return Document(id="table", text=text, published="2023-02-16", language="en")


def told(claim: Claim) -> tuple[str, str, str, str | None, str | None]:
    source = claim.claimant.id if claim.claimant else None
    return claim.figure.text, claim.measure, claim.object, claim.party, source


STAFF, MINISTRY = "ukraine/general_staff", "russia/mod"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BY_CLAIMANT, [
            ("140,460", "killed", "soldiers", "russia", STAFF), ("13,000", "killed", "soldiers", "ukraine", STAFF),
            ("5,937", "killed", "soldiers", "russia", MINISTRY), ("61,207", "killed", "soldiers", "ukraine", MINISTRY),
        ]),
        (BY_THING, [
            ("140,460", "killed", "soldiers", "russia", STAFF), ("730", "killed", "soldiers", "russia", STAFF),
            ("3,310", "destroyed", "tanks", "russia", STAFF), ("4", "destroyed", "tanks", "russia", STAFF),
        ]),
        (BY_SIDE, [
            ("140,460", "killed", "people", "russia", STAFF), ("61,207", "killed", "people", "ukraine", MINISTRY),
            ("49,368", "wounded", "people", "ukraine", MINISTRY),
        ]),
    ],
    ids=["claimants down", "things down", "sides down, by tabs"],
)  # fmt: skip
def test_cells_are_claims(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [told(claim) for claim in find_claims(document(text))] == expected


def test_a_total_runs_since_its_captions_day_and_a_change_over_one() -> None:
    times = {claim.figure.text: claim.time for claim in find_claims(document(BY_THING))}
    assert (times["3,310"].kind, times["3,310"].start, times["3,310"].end) == ("total", "2022-02-24", "2023-02-16")
    assert (times["730"].kind, times["730"].start, times["730"].end) == ("period", "2023-02-15", "2023-02-16")


def test_a_row_tells_where_and_columns_that_count_nobody_are_left_over() -> None:
    claims = find_claims(document(BY_TOWN))
    assert [(c.figure.text, c.object, c.place.name if c.place else None) for c in claims] == [
        ("7", "civilians", "Izium"),
        ("2", "civilians", "Kupiansk"),
    ]
    left = {x.figure.text: (x.reason, x.words) for x in find_leftovers(document(BY_TOWN))}
    assert left == {
        "45,884": ("table", "Population"),
        "300": ("table", "Visitors / Izium"),
        "26,627": ("table", "Population"),
        "100": ("table", "Visitors / Kupiansk"),
    }


def test_a_pages_table_is_read() -> None:
    rows = [line.strip("|").split("|") for line in BY_CLAIMANT.split("\n") if line.startswith("|") and "--" not in line]
    table = "".join(f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row)}</tr>" for row in rows)
    first, last = (
        BY_CLAIMANT.split("\n")[0],
        "The war went on near Bakhmut, where shells fell again on Thursday.",
    )
    page = f"<html><body><article><p>{first}</p><table>{table}</table><p>{last}</p></article></body></html>"
    text = read_page(page, "page.html")[0]
    assert [told(c)[0] for c in find_claims(document(text))] == ["140,460", "13,000", "5,937", "61,207"]


def test_who_the_numbers_are_from_stands_below() -> None:
    table = "Killed in Gaza\n\n| Month | Killed |\n| --- | --- |\n| January | 40 |\n| February | 65 |\n\n"
    read = [
        [claim.claimant.name if claim.claimant else None for claim in find_claims(Document(id="t", text=table + foot))]
        for foot in ("Source: Gaza Health Ministry\n", "The Gaza Health Ministry closed a ward.\n")
    ]
    assert read == [["Gaza Health Ministry"] * 2, [None] * 2]


@pytest.mark.parametrize(
    "text",
    [
        "a | b said so.",
        "| killed | 5 |",
        "| 1 | 2 |\n| 3 | 4 |",
        "{{Infobox\n| casualties1 = 100 killed\n| casualties2 = 60 killed\n}}",
        "| **strength1** | 1,500 men |\n| **strength2** | 350 men |\n| **casualties2** | 60 killed |",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_grids(text) == []


@given(st.lists(st.text("ab1, |\t\n-", max_size=12), max_size=12))
@example(["|1\t1|a", "||1"])  # a tab between two bars is a blank of its cell
def test_cells_lie_in_their_rows(lines: list[str]) -> None:
    text = "\n".join(lines)
    for grid in find_grids(text):
        for row in (grid.head, *grid.rows):
            assert len(row) == len(grid.head)
            for cell in row:
                words = cell.text(text)
                assert words == words.strip()
                assert "\n" not in words
            for cell, following in itertools.pairwise(row):  # one bar or one tab parts two cells, and blanks at most
                between = text[cell.end : following.start]
                assert between.strip() == "|" or between.strip(" ") == "\t"
