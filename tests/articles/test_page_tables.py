"""Tables of figures in a page reach the text, wherever the page has them; menus and layout do not."""

import pytest
from lxml.html import fromstring

from counterclaim.articles.page import read_page
from counterclaim.articles.page_tables import data_tables
from counterclaim.claims.reader import read
from counterclaim.model import Document

FIRST = "<p>The war went on for another week, officials said on Monday in the capital, the report said.</p>"
LAST = "<p>More fighting was told of in the north of the country on Tuesday by the general staff.</p>"
TABLE = (
    "<table><tr><th>Side</th><th>Soldiers killed</th></tr>"
    "<tr><td>Russia</td><td>1,120</td></tr><tr><td>Ukraine</td><td>880</td></tr></table>"
)
LINKED = "".join(
    f'<tr><td><a href="/u/{n}">Unit number {n} of the army in the north</a></td><td><a href="/n">{n}00</a></td></tr>'
    for n in range(1, 9)
)

PAGES = [  # where the table stands, the page, and a row that the text must have, or None where it must not
    ("within", f"<article>{FIRST}{TABLE}{LAST}</article>", "| Russia | 1,120 |"),
    ("behind the article", f"<div><div class='article-body'>{FIRST}{LAST}</div><div>{TABLE}</div></div>",
     "| Russia | 1,120 |"),
    ("in a section of its own", f"<main><div>{FIRST * 4}{LAST}</div></main><section>{TABLE}</section>",
     "| Russia | 1,120 |"),
    ("in an aside of the article", f"<article>{FIRST}<aside>{TABLE}</aside>{LAST}</article>", "| Russia | 1,120 |"),
    ("of links", f"<div><article>{FIRST * 3}{LAST}</article></div><section><table>{LINKED}</table></section>",
     "| Unit number 8 of the army in the north | 800 |"),
    ("in an aside of the page", f"<aside>{TABLE}</aside><article>{FIRST}{LAST}</article>", None),
    ("in the menu", f"<nav>{TABLE}</nav><article>{FIRST}{LAST}</article>", None),
    ("in the footer", f"<article>{FIRST}{LAST}</article><footer>{TABLE}</footer>", None),
]  # fmt: skip


@pytest.mark.parametrize("page, row", [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_a_table_of_figures_reaches_the_text(page: str, row: str | None) -> None:
    text, _, _ = read_page(f"<html><body>{page}</body></html>", "a.html")
    lines = [line.strip() for line in text.splitlines()]
    assert lines.count(row) == 1 if row else "1,120" not in text
    assert any(line.startswith("The war went on") for line in lines)


def test_a_table_that_is_there_is_not_told_twice() -> None:
    text, _, _ = read_page(f"<html><body><article>{FIRST}{TABLE}{LAST}</article>{TABLE}</body></html>", "a.html")
    assert text.count("1,120") == 1


NONE = [  # what is no table of figures
    "<table><tr><td>Home<td>News<td>Sport<tr><td>Sky<td>Sea<td>7</table>",  # lays out a page
    "<table><tr><td>12<td>13<tr><td>19<td>20</table>",  # a calendar
    "<table><tr><td>Killed<td>12</table>",  # one row
    "<table><tr><td>A note</table>",
]


@pytest.mark.parametrize("table", NONE)
def test_what_is_no_table_of_figures(table: str) -> None:
    assert data_tables(fromstring(table)) == []


def test_claims_are_read_from_a_table_that_stood_beside_the_article() -> None:
    text, _, _ = read_page(f"<html><body>{PAGES[1][1]}</body></html>", "a.html")
    claims = read(Document(id="a.html", text=text, published="2022-03-28"))
    assert {(claim.figure.value, claim.measure, claim.party) for claim in claims} >= {
        (1120, "killed", "russia"), (880, "killed", "ukraine"),
    }  # fmt: skip
