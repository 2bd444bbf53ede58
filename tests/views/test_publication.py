"""A publication: every link leads somewhere on the disk, nothing is fetched, nobody private is named."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from counterclaim.claims.reader import read
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger
from counterclaim.model import Document, Point, Series, claim_id
from counterclaim.pipeline.answers import report
from counterclaim.pipeline.publishing import publish
from counterclaim.views.publication import MARK, address, shelves
from counterclaim.views.publication.index import words_of
from counterclaim.views.publication.lists import given
from tests.views import ledger_of_examples
from tests.views.export_readers import from_datapackage
from tests.views.making import COURIER, HERALD, courier_claims, herald_claims, make_ledger

EDITED = (
    "Eleven people were killed in Alder on Friday, the mayor said.",
    "Twelve people were killed in Alder on Friday.",
)
NOW = "2024-06-01T10:00:00Z"
BASE = "https://desk.example/ledger/"


class Page(HTMLParser):
    """Links, ids, scripts, styles, images and inline code of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids |= {told["id"] or ""} if "id" in told else set()
        self.links += [told["href"] or ""] if tag == "a" and "href" in told else []
        self.fetched += [told[key] or "" for key in ("src", "srcset", "poster", "data") if key in told and tag != "div"]
        self.fetched += [told["href"] or ""] if tag == "link" else []
        self.inline += [name for name in told if name.startswith("on") or name == "style"]


@pytest.fixture(scope="module", params=["a page each", "shelves"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of the invented articles and of the examples of the report, one text withdrawn."""
    home = tmp_path_factory.mktemp("publication")
    make_ledger(home / "war.db")
    with Ledger(home / "war.db") as ledger:
        for document in ledger_of_examples.DOCUMENTS.values():
            claims = [e.claim for e in ledger_of_examples.ledger().entries if e.document == document.id]
            ledger.add(document, claims, reader="by hand 1", read_at=NOW)
        ledger.withdraw(COURIER.text_sha256, reason="the outlet <b>asked</b>", at="2024-05-20T00:00:00Z")
        with pytest.MonkeyPatch.context() as patch:
            if request.param == "shelves":
                patch.setattr(shelves, "OWN_PAGES", 3)
                patch.setattr(shelves, "EACH", {"c": 2, "d": 2, "g": 2, "s": 1})
            publish(ledger, home / "site", title="Figures <of> the war", author="The desk", base=BASE, now=lambda: NOW)
    return home / "site"


def pages(site: Path) -> dict[str, Page]:
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("index.html")
    }


def letters(site: Path, kind: str) -> int:
    return json.loads((site / MARK).read_text(encoding="utf-8"))["layout"][kind]


def at(site: Path, folder: str) -> str:
    """The folder in which a thing stands, on its shelf or in its own."""
    return address.shelved(folder, letters(site, folder[0])).partition("#")[0]


def of_claim(site: Path, claim: str) -> tuple[str, dict[str, Any]]:
    """The page on which a claim stands, and what its JSON tells of it."""
    here = site / at(site, address.claim(claim))
    told = json.loads((here / "index.json").read_text(encoding="utf-8"))
    [one] = [thing for thing in told.get("things", [told]) if claim in (thing.get("id"), thing.get("claim"))]
    return (here / "index.html").read_text(encoding="utf-8"), one


def test_every_link_leads_to_a_page_and_a_place_on_it(made: Path) -> None:
    found = pages(made)
    assert len(found) > (30 if letters(made, "c") else 100)
    wrong = []
    for name, page in found.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            path, _, place = link.partition("#")
            there = (made / name).parent / path if path else made / name
            if not there.is_file():
                wrong.append(f"{name}: {link}")
            elif place and there.name == "index.html":
                target = found[there.resolve().relative_to(made.resolve()).as_posix()]
                wrong += [f"{name}: {link}"] if place not in target.ids else []
    assert not wrong


def test_every_page_has_its_json(made: Path) -> None:
    for name in pages(made):
        assert json.loads((made / name).with_name("index.json").read_text(encoding="utf-8")) is not None, name


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs_but_the_search(made: Path) -> None:
    for name, page in pages(made).items():
        assert not page.inline, name
        for link in page.fetched:
            assert link == "data:," or not re.match(r"(?i)[a-z]+:|//", link), f"{name}: {link}"
        text = (made / name).read_text(encoding="utf-8")
        assert ("<script" in text) == (name == "search/index.html")
        assert "default-src 'none'" in text
    assert "http" not in re.sub(r"http://www.w3.org/\S+", "", (made / "style.css").read_text(encoding="utf-8"))


def test_every_claim_has_a_page_that_shows_its_figure_in_its_sentence(made: Path) -> None:
    for claim in herald_claims():
        page, told = of_claim(made, claim.id)
        assert told["figure"]["text"] == claim.figure.text
        assert told["quote"]["start"] == claim.quote.start
        assert re.search(rf"<mark class=\"[^\"]*\bf\b[^\"]*\">{re.escape(claim.figure.text)}", page)
        assert BASE + address.claim(claim.id) in page  # in its citation
        assert "ReviewRating" not in page


def test_what_was_withdrawn_keeps_its_address_and_says_why(made: Path) -> None:
    for claim in courier_claims():
        page, told = of_claim(made, claim.id)
        assert "the outlet &lt;b&gt;asked&lt;/b&gt;" in page
        assert claim.quote.text not in page
        assert told["withdrawn"]
    every = "".join(path.read_text(encoding="utf-8") for path in made.rglob("*") if path.is_file())
    assert "quoted by the Alder Agency" not in every


def test_nobody_private_is_named_anywhere(made: Path) -> None:
    names = ("Lindqvist", "private/ana", "Marchuk", "Haddad")
    for path in made.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not [name for name in names if name in text], path.relative_to(made)


def test_no_article_is_published_whole_unless_asked_for(tmp_path: Path) -> None:
    known = ledger_of_examples.DOCUMENTS["kyiv-address.txt"]
    unclaimed = "A ferry left the harbour at nightfall."
    long = replace(known, id="long.txt", text=f"{known.text} Rain fell. Shops opened late. Roads were wet. {unclaimed}")
    claims = [
        replace(claim, document=long.id, id=claim_id(long.text_sha256, claim.figure.start, claim.figure.end))
        for claim in (e.claim for e in ledger_of_examples.ledger().entries if e.document == known.id)
    ]
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        ledger.add(long, claims, reader="by hand 1", read_at=NOW)
        publish(ledger, tmp_path / "site", now=lambda: NOW)
        publish(ledger, tmp_path / "whole", with_text=True, now=lambda: NOW)
    every = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert "16,000" in every
    assert unclaimed not in re.sub(r"<[^>]+>", "", every)
    page = (tmp_path / "whole" / address.document(long.text_sha256) / "index.html").read_text(encoding="utf-8")
    assert unclaimed in page


def test_titles_are_escaped(made: Path) -> None:
    home = (made / "index.html").read_text(encoding="utf-8")
    assert "Figures &lt;of&gt; the war" in home
    assert "<of>" not in home


def test_it_says_what_it_is(made: Path) -> None:
    told = json.loads((made / MARK).read_text(encoding="utf-8"))
    assert (told["base"], told["made"], told["withdrawn"]) == (BASE, NOW, len(courier_claims()))
    assert len(told["chain_head"]) == 64
    assert told["pages"] == len(pages(made))
    cff = (made / "CITATION.cff").read_text(encoding="utf-8")
    assert 'title: "Figures <of> the war"' in cff
    assert '  - name: "The desk"' in cff
    assert told["chain_head"] in (made / "method" / "index.html").read_text(encoding="utf-8")


def test_the_data_package_in_it_is_one(made: Path) -> None:
    rows = list(from_datapackage(made / "data"))
    assert {row["claim"] for row in rows} >= {claim.id for claim in herald_claims()}


def test_published_twice_it_is_the_same(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")
    with Ledger(tmp_path / "war.db") as ledger:
        publish(ledger, tmp_path / "a", now=lambda: NOW)
        publish(ledger, tmp_path / "b", now=lambda: NOW)
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_a_publication_is_replaced_and_other_folders_are_not(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("mine", encoding="utf-8")
    with Ledger(tmp_path / "war.db") as ledger:
        publish(ledger, tmp_path / "site")
        (tmp_path / "site" / "stale.html").write_text("old", encoding="utf-8")
        publish(ledger, tmp_path / "site")
        assert not (tmp_path / "site" / "stale.html").exists()
        with pytest.raises(UsageError, match="holds other things"):
            publish(ledger, tmp_path / "home")
    assert (tmp_path / "home" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def stop(what: str, done: int, of: int) -> None:
    assert (what, done <= of) == ("publishing", True)
    if done > 7:
        raise KeyboardInterrupt


def files_of(site: Path) -> dict[Path, bytes]:
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_one_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")
    with Ledger(tmp_path / "war.db") as ledger:
        publish(ledger, tmp_path / "site", title="First")
        with pytest.raises(KeyboardInterrupt):
            publish(ledger, tmp_path / "site", title="Second", progress=stop)
    assert "First" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    left = [path.name for path in tmp_path.iterdir() if path.suffix != ".db-shm"]
    assert sorted(left) == [".site.unfinished", "site", "war.db"]


@pytest.mark.parametrize("own_pages", [5_000, 3], ids=["a page each", "shelves"])
def test_one_that_is_stopped_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_pages: int) -> None:
    monkeypatch.setattr(shelves, "OWN_PAGES", own_pages)
    make_ledger(tmp_path / "war.db")
    told: list[tuple[str, int, int]] = []
    with Ledger(tmp_path / "war.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            publish(ledger, tmp_path / "site", title="One", progress=stop, now=lambda: NOW)
        assert not (tmp_path / "site").exists()
        publish(ledger, tmp_path / "site", title="One", progress=lambda *far: told.append(far), now=lambda: "later")
        publish(ledger, tmp_path / "whole", title="One", now=lambda: NOW)
    assert files_of(tmp_path / "site") == files_of(tmp_path / "whole")
    assert told[0][1] == 9  # eight were written before
    assert told[-1][1] == told[-1][2]
    assert not list(tmp_path.glob(".*"))


def test_one_that_was_stopped_is_not_mixed_with_another(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")
    with Ledger(tmp_path / "war.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            publish(ledger, tmp_path / "site", title="First", progress=stop)
        publish(ledger, tmp_path / "site", title="Second", now=lambda: NOW)
        publish(ledger, tmp_path / "whole", title="Second", now=lambda: NOW)
    assert files_of(tmp_path / "site") == files_of(tmp_path / "whole")


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")

    def again(*_: object) -> None:
        with Ledger(tmp_path / "war.db") as other:
            publish(other, tmp_path / "site", title="Another")

    with Ledger(tmp_path / "war.db") as ledger, pytest.raises(UsageError, match="being written by another run"):
        publish(ledger, tmp_path / "site", progress=again)


def test_a_spoilt_list_of_what_is_done_is_begun_anew(tmp_path: Path) -> None:
    make_ledger(tmp_path / "war.db")
    (tmp_path / ".site.unfinished").mkdir()
    (tmp_path / ".site.unfinished" / "work.db").write_bytes(b"not a list " * 100)
    with Ledger(tmp_path / "war.db") as ledger:
        assert publish(ledger, tmp_path / "site") > 20


def test_lists_are_parted_into_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.views.publication.lists.CLAIMS_EACH", 2)
    make_ledger(tmp_path / "war.db")
    with Ledger(tmp_path / "war.db") as ledger:
        publish(ledger, tmp_path / "site")
    told = [
        json.loads((tmp_path / "site" / f"{at}index.json").read_bytes()) for at in ("ledger/", "ledger/2/", "ledger/3/")
    ]
    assert [one["claim"] for part in told for one in part] == [c.id for c in (*herald_claims(), *courier_claims())]


# ---------------------------------------------------------------- in a browser, from the disk
@pytest.mark.browser
def test_a_first_visit_from_the_disk(made: Path, browser: Any) -> None:
    asked: list[str] = []
    trouble: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto((made / "index.html").as_uri())
    page.click("table.glance a >> nth=0")
    assert "times apart" in page.inner_text("main")
    page.click("a.n >> nth=0")
    assert page.query_selector("mark.f")
    page.goto((made / "search" / "index.html").as_uri())
    page.fill("#q", "16,000 KILLED")
    page.wait_for_function("document.querySelectorAll('#found li').length > 0")
    assert "#q=16" in page.url
    assert "16,000" in page.inner_text("#found li >> nth=0")
    page.click("#found a >> nth=0")
    assert page.query_selector("mark.f")
    assert ("#c_" in page.url) == bool(letters(made, "c"))  # on a shelf the address leads to the claim's own place
    page.close()
    assert not trouble
    assert all(url.startswith(("file:", "data:")) for url in asked)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 320])
def test_it_reads_without_scripts_and_reflows(made: Path, browser: Any, width: int) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
    for name in (
        "index.html",
        "ledger/index.html",
        f"{at(made, address.claim(herald_claims()[0].id))}index.html",
        "g/index.html",
    ):
        page.goto((made / name).as_uri())
        assert page.locator("h1").inner_text()
        box = page.locator("main").bounding_box()
        assert box["x"] + box["width"] <= width + 1, name
    page.goto((made / "search" / "index.html").as_uri())
    assert "needs JavaScript" in page.inner_text("#told")
    page.close()


@pytest.mark.browser
def test_axe_finds_nothing_serious(made: Path, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = []
    page = browser.new_context(bypass_csp=True).new_page()
    document = at(made, address.document(HERALD.text_sha256))
    comparison = next((made / "g").glob("in-*" if letters(made, "g") else "g_*")).relative_to(made)
    for name in ("", "ledger/", "g/", f"{comparison.as_posix()}/", "s/", "checks/", f"{document}", "search/", "method/",
                 at(made, address.claim(herald_claims()[0].id))):  # fmt: skip
        page.goto((made / name / "index.html").as_uri())
        result = axe.Axe().run(page)
        found += [
            f"{name}: {one['id']}" for one in result.response["violations"] if one["impact"] in ("serious", "critical")
        ]
    page.close()
    assert not found


# ---------------------------------------------------------------- shelves
def test_a_publication_keeps_the_layout_of_the_one_before_until_it_has_grown() -> None:
    few = {"c": 5_000, "d": 700, "g": 900, "s": 80}
    own = shelves.layout(few)
    assert set(own.values()) == {0}
    some = {kind: 3 * count for kind, count in few.items()}
    assert shelves.layout(some, own) == own  # addresses that were given out hold
    assert shelves.layout(some)["c"] > 0
    many = {kind: 200 * count for kind, count in few.items()}
    assert shelves.layout(many, own) == shelves.layout(many)
    assert shelves.layout(few, shelves.layout(some)) == shelves.layout(some)


@pytest.mark.parametrize("claims", [5_001, 10_000, 100_000, 1_000_000, 10_000_000])
def test_shelves_are_few_and_none_is_long(claims: int) -> None:
    counts = {"c": claims, "d": claims // 8, "g": claims // 2, "s": claims // 3}
    found = shelves.layout(counts)
    most = {kind: shelves.LETTERS[kind] ** found[kind] for kind in counts}
    assert all(counts[kind] / most[kind] <= shelves.EACH[kind] for kind in counts)
    assert sum(most.values()) <= claims / 2


def test_of_a_series_the_figures_are_counted_that_were_given() -> None:
    point = Point(claim="c_a", document="d", date="2022-03-01", value=5, low=5, high=5, kind="total")
    step = replace(point, kind="period", mark="derived")
    points = (point, replace(point, date="2022-03-02"), step)
    line = Series(claimant="Army", side=None, measure="killed", object="soldiers", party=None, conflict=None,
                  time_kind="total", unit="persons", points=points)  # fmt: skip
    assert given(line) == 2


@pytest.mark.browser
def test_an_address_without_a_page_leads_to_the_shelf(made: Path, browser: Any) -> None:
    if not letters(made, "c"):
        assert not (made / "404.html").exists()
        return
    claim = herald_claims()[0].id
    page = browser.new_page()
    missing = (made / "404.html").read_text(encoding="utf-8")

    def answer(route: Any) -> None:  # a web host that shows 404.html where nothing stands
        path = made / route.request.url.removeprefix(BASE).partition("#")[0]
        found = path.is_file()
        route.fulfill(status=200 if found else 404, body=path.read_text(encoding="utf-8") if found else missing,
                      content_type="text/javascript" if path.suffix == ".js" else
                      "text/css" if path.suffix == ".css" else "text/html")  # fmt: skip

    page.route("**/*", answer)
    page.goto(f"{BASE}c/{claim}/")
    page.wait_for_url(f"**/index.html#{claim}")
    assert page.query_selector(f"#{claim} mark.f")
    page.close()


@pytest.fixture(scope="module")
def with_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A publication whose search looks words up, three claims to a script, a word in six claims or more left out."""
    home = tmp_path_factory.mktemp("indexed")
    with pytest.MonkeyPatch.context() as patch, Ledger(home / "war.db", create=True) as ledger:
        for name, value in (("search.INDEXED", 0), ("search.BLOCK", 3), ("index.COMMON", 5)):
            patch.setattr(f"counterclaim.views.publication.{name}", value)
        for document in ledger_of_examples.DOCUMENTS.values():
            claims = [e.claim for e in ledger_of_examples.ledger().entries if e.document == document.id]
            ledger.add(document, claims, reader="by hand 1", read_at=NOW)
        publish(ledger, home / "site", now=lambda: NOW)
        yield home / "site"


def test_the_index_says_of_each_word_where_it_stands(with_index: Path) -> None:
    rows: list[Any] = []
    for number in range(1, len(list((with_index / "search").glob("claims-*.js"))) + 1):
        script = (with_index / f"search/claims-{number}.js").read_text(encoding="utf-8")
        rows += json.loads(script[len("counterclaimClaims(") : script.rindex(",")])
    told: dict[str, Any] = {}
    for path in (with_index / "search").glob("words-*.js"):
        text = path.read_text(encoding="utf-8")
        told |= json.loads(text[len("counterclaimWords(") : text.rindex(",")])
    for word, places in told.items():
        if word.startswith("="):
            holding = [at for at, row in enumerate(rows) if word[1:] in words_of(row[1])]
        else:
            holding = [at for at, row in enumerate(rows) if any(word in words_of(text) for text in row[1:])]
        if isinstance(places, int):
            assert places == len(holding) > 5
        else:
            assert list(accumulate(int(step, 36) for step in places.split(","))) == holding, word
    assert any(isinstance(places, int) for places in told.values())


def found_by(page: Any, words: str) -> tuple[str, list[str]]:
    """What the search says of some words, and the lines that it shows."""
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.wait_for_selector('#told:has-text("claim")')
    return page.inner_text("#told"), page.locator("#found li").all_inner_texts()


@pytest.mark.browser
def test_a_large_publication_gives_the_same_answers(with_index: Path, tmp_path: Path, browser: Any) -> None:
    with Ledger(with_index.parent / "war.db") as ledger:
        publish(ledger, tmp_path / "small", now=lambda: NOW)
    large, small = browser.new_page(), browser.new_page()
    large.goto((with_index / "search/index.html").as_uri())
    small.goto((tmp_path / "small/search/index.html").as_uri())
    for words in ("killed", "16,000", "1351 russian", "minist", "zebra", "soldiers killed kyiv", "3", "the"):
        there, here = found_by(large, words), found_by(small, words)
        assert sorted(there[1]) == sorted(here[1]), words
        assert there[0] == here[0], words
    large.close()
    small.close()


@pytest.mark.browser
def test_claims_with_the_number_come_first(with_index: Path, tmp_path: Path, browser: Any) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for number, text in enumerate((
            "The army said 5 soldiers were killed near Alder, where 75 had been killed in May.",
            "The army said 75 soldiers were killed near Alder.",
        )):  # fmt: skip
            item = Document(id=f"{number}.md", text=text, published="2024-05-03", language="en")
            ledger.add(item, read(item), reader="rules 1", read_at=NOW)
        publish(ledger, tmp_path / "site", now=lambda: NOW)
    page = browser.new_page()
    page.goto((tmp_path / "site/search/index.html").as_uri())
    _, lines = found_by(page, "75")
    assert len(lines) == 3
    assert [line.split()[0].startswith("75") for line in lines] == [True, True, False]
    page.close()


def test_every_document_that_has_a_text_is_named(tmp_path: Path) -> None:
    first = Document(id="a.md", text=EDITED[0], published="2024-05-03", outlet="The Mill", language="en")
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for item in (first, replace(first, id="b.md", outlet="The Quay"), replace(first, id="c.md", outlet=None)):
            ledger.add(item, read(item), reader="rules 1", read_at=NOW)
        publish(ledger, tmp_path / "site", now=lambda: NOW)
    (claim,) = read(first)
    page, told = of_claim(tmp_path / "site", claim.id)
    document = (tmp_path / "site" / address.document(first.text_sha256) / "index.html").read_text(encoding="utf-8")
    listed = (tmp_path / "site/documents/index.html").read_text(encoding="utf-8")
    script = (tmp_path / "site/search/claims-1.js").read_text(encoding="utf-8")
    for words in ("The Mill", "The Quay", "c.md"):
        for where in (page, document, listed):
            assert words in where, words
    assert "The Mill" in script
    assert "The Quay" in script
    assert {row["document"] for row in from_datapackage(tmp_path / "site/data")} == {"a.md", "b.md", "c.md"}
    assert json.loads((tmp_path / "site" / MARK).read_bytes())["claims"] == 1
    assert told["document"] == "c.md"


def test_both_texts_of_a_document_that_was_edited_have_a_page(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for text in EDITED:
            item = Document(id="a.md", text=text, published="2024-05-03", language="en")
            ledger.add(item, read(item), reader="rules 1", read_at=NOW)
        publish(ledger, tmp_path / "site", now=lambda: NOW)
        page = report(ledger)
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in (tmp_path / "site").rglob("*.html")}
    linked = {(path.parent / urlsplit(link).path) for path, page in pages.items() for link in page.links
              if link and not urlsplit(link).scheme}  # fmt: skip
    assert [link for link in linked if not link.exists()] == []
    assert len(list((tmp_path / "site/d").iterdir())) == 2
    for told in (page, (tmp_path / "site/index.html").read_text(encoding="utf-8")):
        assert "2 documents from 0 outlets give 2 figures" in told
    assert "2 documents in which" in (tmp_path / "site/documents/index.html").read_text(encoding="utf-8")
