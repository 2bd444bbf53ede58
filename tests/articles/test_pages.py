"""HTML: the article, what the page says of itself, and pages made to do harm."""

from pathlib import Path

import pytest

from counterclaim.articles.origin import Origin
from counterclaim.articles.reader import read_source
from counterclaim.model import Document, Skipped

BODY = "".join(
    f"<p>The ministry said on {day} that {n} soldiers were killed near the town by the river.</p>"
    for day, n in (("Monday", 40), ("Tuesday", 52), ("Friday", 61))
)
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"},
 {"@type": ["NewsArticle"], "headline": "Forty &amp; more", "datePublished": "2022-03-26T23:10:00-05:00",
  "publisher": {"@type": "Organization", "name": "The Harbour Gazette"}, "url": "https://gazette.example/a"}]}</script>"""


def read(tmp_path: Path, page: str | bytes, origin: Origin | None = None) -> Document | Skipped:
    path = tmp_path / "a.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode("utf-8"))
    (item,) = read_source(path, origin)
    return item


def document(tmp_path: Path, page: str | bytes, origin: Origin | None = None) -> Document:
    item = read(tmp_path, page, origin)
    assert isinstance(item, Document), item
    return item


def test_article_and_linked_data(tmp_path):
    found = document(
        tmp_path,
        f"<html lang='en-GB'><head><title>x</title>{LINKED}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{BODY}</article><footer>All rights reserved</footer></body></html>",
        Origin(published="2021", outlet="Option"),
    )
    assert found.text.startswith("The ministry said on Monday that 40 soldiers")
    assert "Home" not in found.text
    assert (found.title, found.outlet, found.url) == (
        "Forty & more",
        "The Harbour Gazette",
        "https://gazette.example/a",
    )
    assert (found.published, found.published_from, found.language) == ("2022-03-26", "json-ld", "en")


@pytest.mark.parametrize(
    "head, published, told_by",
    [
        ('<meta property="article:published_time" content="2022-03-26T10:00:00Z">', "2022-03-26", "meta"),
        ('<meta name="Date" content="2022-03-26"><meta name="pubdate" content="2022-03-25">', "2022-03-25", "meta"),
        ('<meta name="date" content="soon">', "2021", "option"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 5}</script>', "2021", "option"),
        ('<script type="application/ld+json">{"broken": </script>', "2021", "option"),
        ('<script type="application/ld+json">' + "[" * 5000 + "</script>", "2021", "option"),
        ("", "2021", "option"),
    ],
)
def test_date_and_who_told_it(tmp_path, head, published, told_by):
    page = f"<html><head>{head}</head><body><article>{BODY}</article></body></html>"
    found = document(tmp_path, page, Origin(published="2021"))
    assert (found.published, found.published_from) == (published, told_by)


def test_guessed_date_goes_behind_options_and_is_marked(tmp_path):
    page = f"<html><body><time datetime='2022-03-26'>26 March</time><article>{BODY}</article></body></html>"
    found = document(tmp_path, page)
    assert (found.published, found.published_from) == ("2022-03-26", "guess")
    assert document(tmp_path, page, Origin(published="2021")).published == "2021"


@pytest.mark.parametrize(
    "page, inside",
    [
        (f'<meta charset="windows-1252"><p>Caf\xe9 hit.</p>{BODY}'.encode("cp1252"), "Café hit."),
        (
            f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Two” died.</p>{BODY}'.encode(
                "cp1252"
            ),
            "Two",
        ),
        (f'<meta charset="windows-1252"><p>Saved anew: café.</p>{BODY}'.encode(), "Saved anew: café."),
        (f'<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">{BODY}</html>', "Monday"),
    ],
)
def test_encodings(tmp_path, page, inside):
    assert inside in document(tmp_path, page).text


def test_undeclared_encoding_is_refused(tmp_path):
    item = read(tmp_path, f"<p>Caf\xe9 hit.</p>{BODY}".encode("cp1252"))
    assert isinstance(item, Skipped)
    assert item.reason.startswith("not UTF-8: byte 0xE9 at offset 6")


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{BODY}<script>var a = 'HIDDEN';</script></article>",
        f"<article>{BODY}<p>x<script>if (a<b) 'HIDDEN'</script></p></article>",
        f"<article>{BODY}<style>p:after {{content: 'HIDDEN'}}</style></article>",
        f"<article>{BODY}<script>HIDDEN</article>",
        f"<article>{BODY}<!-- HIDDEN --><p onclick=\"'HIDDEN'\">y</p></article>",
        f"<article>{BODY}<template><p>HIDDEN</p></template></article>",
        f"<article>{BODY}<svg><script>HIDDEN</script></svg></article>",
        f"<script>HIDDEN</script>{BODY}",
        f"<script><p>HIDDEN</p></script>{BODY}",
    ],
)
def test_what_is_not_shown_is_not_text(tmp_path, page):
    found = document(tmp_path, f"<html><body>{page}</body></html>")
    assert "HIDDEN" not in found.text
    assert "40 soldiers" in found.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + BODY,
        "<b><i>" * 30_000 + BODY,
        "<p " + "a=b " * 200_000 + ">" + BODY,
        "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]><html>&b;" + BODY,
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><html>&e;" + BODY,
        "<html><p>&#0; &#xD800; &#x110000; &#xFFFE;</p>" + BODY,
        "<" * 50_000,
        "<script type='application/ld+json'>" * 5_000,
        "<table>" * 2_000 + BODY,
        "<meta charset='utf-7'>+ADw-script+AD4-" + BODY,
    ],
)
def test_hostile_pages(tmp_path, page):
    item = read(tmp_path, page)
    if isinstance(item, Document):
        item.text.encode("utf-8")
        assert "lol" not in item.text
