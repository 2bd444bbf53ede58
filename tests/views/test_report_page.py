"""The report's markup: complete without a script, every number linked to its sentence, the same for every side."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import msgspec
import pytest
from lxml.html import HtmlElement

from counterclaim.views.report import ReportData, render
from counterclaim.views.report.excerpts import NEAR, around
from counterclaim.views.report.links import linked_text, open_book
from counterclaim.views.report.selection import select
from tests.views.dom import find, parse, words
from tests.views.ledger_of_examples import ledger, many

DATA = ledger()
PAGE = render(DATA)
ROOT = parse(PAGE)


def sides_of(card: HtmlElement) -> list[HtmlElement]:
    """The columns of a card in which a side speaks."""
    return [side for side in find(card, ".columns .side") if "empty" not in side.get("class")]


def test_the_same_data_give_the_same_page() -> None:
    assert render(ledger()) == PAGE


def test_every_link_within_the_page_has_its_target() -> None:
    targets = {element.get("id") for element in ROOT.iter() if element.get("id")}
    links = [a.get("href") for a in ROOT.iter("a") if a.get("href").startswith("#")]
    assert len(links) > 100
    assert {link[1:] for link in links} <= targets


def test_ids_are_unique() -> None:
    ids = [element.get("id") for element in ROOT.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_number_leads_to_a_sentence_with_its_figure_marked_and_its_claimant() -> None:
    entries = {entry.claim.id: entry for entry in DATA.entries}
    numbers = find(ROOT, "a.n")
    assert len(numbers) > 60
    for number in numbers:
        target = ROOT.get_element_by_id(number.get("href")[1:])
        entry = entries[target.get("id")]
        assert target.get("class") == "claim"
        assert any(words(mark).startswith(" ".join(entry.claim.figure.text.split())) for mark in find(target, "mark.f"))
        labels = [words(dt) for dt in find(target, "dt")]
        assert "Claimant" in labels
        assert words(find(target, "h4 span")[0])


@pytest.mark.parametrize("area", [".ends > div", ".rows li", ".glance .pair", ".data tbody tr"])
def test_numbers_stand_with_a_link_and_their_source(area: str) -> None:
    for element in find(ROOT, area):
        if element.get("class") == "src":
            continue  # "and 3 more in the documents below"
        assert find(element, "a.n"), words(element)
        source = find(element, ".src bdi, b, cite")
        assert source, words(element)
        assert words(source[0])


def test_numbers_of_a_formula_are_linked_where_a_claim_gives_them() -> None:
    formula = next(p for p in find(ROOT, ".formula") if "32,150" in words(p))
    assert [words(a) for a in find(formula, "a.n")] == ["32,300", "150", "32,150"]
    derived = next(p for p in find(ROOT, ".formula") if "1,056" in words(p))
    assert "1,056" not in [words(a) for a in find(derived, "a.n")]


def test_every_claim_is_on_the_page_with_the_words_of_every_field() -> None:
    for entry in DATA.entries:
        claim = ROOT.get_element_by_id(entry.claim.id)
        quote = find(claim, "blockquote")[0]
        marked = " ".join(words(mark) for mark in find(quote, "mark"))
        for span in entry.claim.spans:
            assert span.text in marked, (entry.document, span)


def test_neighbouring_sentences_are_shown_and_no_more_of_the_article() -> None:
    claim = next(entry for entry in DATA.entries if entry.claim.figure.text == "16,000")
    quote = words(find(ROOT.get_element_by_id(claim.claim.id), "blockquote")[0])
    assert quote.startswith("The two governments are no closer")
    assert "had put its own dead at 1,351" in quote
    assert "Aid convoys" not in PAGE


@pytest.mark.parametrize("words_", [
    "range of claims, not a confidence interval", "It never says who is right", "Uncontested is not confirmed",
    "Only one side has spoken", "At least 11.8 times apart", "Nobody is named", "not stated", "Do not add up",
    "Cannot be decided", "Add up", "as printed: 32, 300, digits mended", "Different days: 10 June 2022",
    "the guerrillas' radio", "Skip to the report", "9f2c9f2c",
])  # fmt: skip
def test_what_the_page_says(words_: str) -> None:
    assert words_ in words(ROOT)


def test_most_contested_first_and_one_sided_last() -> None:
    shown = [words(h) for h in find(ROOT, "#quantities .card h3")]
    assert shown[0].startswith("Killed: civilians (Sudan)")
    assert shown[1].startswith("Killed: soldiers (Russia)")
    assert shown[-1].startswith("Lost: soldiers (Russia)") or shown[-1].startswith("Opinion")


def test_sides_stand_in_alphabetical_order() -> None:
    for card in find(ROOT, "#quantities .card"):
        names = [
            words(find(side, "h4")[0]) for side in find(card, ".columns .side") if "empty" not in side.get("class")
        ]
        assert names == sorted(names)


def test_headings_do_not_skip_a_level_and_tables_have_scopes() -> None:
    levels = [int(element.tag[1]) for element in ROOT.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(th.get("scope") for th in ROOT.iter("th"))
    assert ROOT.get("lang") == "en"
    assert len(find(ROOT, "main")) == 1


def test_charts_have_a_title_and_a_description_and_the_numbers_in_the_page() -> None:
    charts = find(ROOT, "svg.drawing")
    assert len(charts) == 2 * len(find(ROOT, "figure.picture")) == 20
    for chart in charts:
        names = (chart.get("aria-labelledby") or "").split()
        assert [words(ROOT.get_element_by_id(name)) for name in names] != []
        assert all(words(ROOT.get_element_by_id(name)) for name in names)


def test_one_file_with_one_known_script_and_without_anything_from_outside() -> None:
    [script] = find(ROOT, "script")
    digest = b64encode(sha256((script.text or "").encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in PAGE
    assert not find(ROOT, "iframe, object, embed, img, form, base, video, audio")
    assert [link.get("href") for link in ROOT.iter("link")] == ["data:,"]
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    assert "default-src 'none'" in PAGE
    assert "unsafe" not in PAGE
    assert not [element for element in ROOT.iter() if isinstance(element.tag, str) and element.get("style")]


def swapped(data: ReportData) -> ReportData:
    """The same ledger with two parties' names exchanged everywhere; both have five letters, so offsets hold."""
    text = msgspec.json.encode([data.entries, data.comparisons, data.series, data.findings, dict(data.texts)]).decode()
    mirror = {"alpha": "gamma", "gamma": "alpha", "Alpha": "Gamma", "Gamma": "Alpha"}
    text = re.sub("|".join(mirror), lambda found: mirror[found.group()], text)
    entries, comparisons, series, findings, texts = msgspec.json.decode(
        text.encode(),
        type=tuple[type_of("entries"), type_of("comparisons"), type_of("series"), type_of("findings"), dict[str, str]],  # type: ignore[misc]
    )
    return replace(data, entries=entries, comparisons=comparisons, series=series, findings=findings, texts=texts)


def type_of(name: str) -> object:
    return ReportData.__annotations__[name]


def two_sides() -> ReportData:
    text = msgspec.json.encode([DATA.entries, DATA.comparisons, dict(DATA.texts)]).decode()
    for party, other in (("russia", "alpha"), ("ukraine", "gamma")):
        text = text.replace(f'"{party}"', f'"{other}"')
    entries, comparisons, texts = msgspec.json.decode(
        text.encode(),
        type=tuple[type_of("entries"), type_of("comparisons"), dict[str, str]],  # type: ignore[misc]
    )
    return replace(DATA, entries=entries, comparisons=comparisons, texts=texts, series=(), findings=())


def columns(page: str) -> list[list[str]]:
    root = parse(page)
    cards = [card for card in find(root, "#quantities .card") if "Alpha" in words(card) or "Gamma" in words(card)]
    return [[words(side) for side in sides_of(card)] for card in cards]


def test_swapping_the_sides_mirrors_the_page() -> None:
    """Column A of one page is column B of the other, word for word."""
    mirror = {"Alpha": "Gamma", "Gamma": "Alpha"}
    data = two_sides()
    before, after = columns(render(data)), columns(render(swapped(data)))
    assert [len(card) for card in before] == [len(card) for card in after]
    assert any(len(card) == 2 for card in before)
    for first, second in zip(before, after, strict=True):
        named = [re.sub("Alpha|Gamma", lambda found: mirror[found.group()], side) for side in first]
        both = all(re.search("Alpha|Gamma", side) for side in first)
        assert sorted(second) == sorted(named)
        assert not both or second == named[::-1]


@pytest.mark.parametrize(
    "word",
    ["admit", "reveal", "boast", "regime", "terrorist", "propaganda", "lie", "truth", "alleg", "insist", "refus"],
)
def test_the_templates_are_neutral(word: str) -> None:
    from importlib.resources import files

    package = files("counterclaim.views.report")
    texts = [
        path.read_text(encoding="utf-8")
        for path in package.joinpath("templates").iterdir()
        if path.name.endswith("html")
    ]
    texts.append(files("counterclaim.views").joinpath("words.toml").read_text(encoding="utf-8"))
    assert not re.search(rf"\b{word}", "\n".join(texts), re.IGNORECASE)


def test_a_withdrawn_text_leaves_its_claims_and_takes_its_sentences() -> None:
    entry = DATA.entries[0]
    texts = {sha: text for sha, text in DATA.texts.items() if sha != entry.text_sha256}
    root = parse(render(replace(DATA, texts=texts)))
    claim = root.get_element_by_id(entry.claim.id)
    assert "was withdrawn" in words(claim)
    assert not find(claim, "blockquote")
    assert "had been killed since the invasion began" not in words(root)
    assert words(find(claim, "h4 span")[0]) == "Volodymyr Zelensky"


def test_an_empty_ledger_makes_a_page() -> None:
    page = render(ReportData(title="Nothing", version="0", generated_at="2025-01-01"))
    assert "No document in this ledger holds a figure." in page
    assert "0 documents" in page


def test_a_large_ledger_stays_small_and_says_what_it_leaves_out() -> None:
    page = render(many(3000))
    root = parse(page)
    assert len(page.encode()) < 5_000_000
    assert "500 claims with every field beside the sentence; 2,500 in a line each." in words(root)
    assert len(find(root, ".brief li")) == 2500
    assert "40 of 1,500 quantities shown; those shown are the most contested." in words(root)
    targets = {element.get("id") for element in root.iter() if element.get("id")}
    assert {a.get("href")[1:] for a in find(root, "a") if a.get("href").startswith("#")} <= targets


def test_one_voice_alone_goes_into_the_table_with_its_sources() -> None:
    rows = find(ROOT, "table.alone tr")[1:]
    assert [words(find(row, "th")[0]) for row in rows] == ["Lost: soldiers (Russia), total to 16 June 2022"]
    assert "about 31,900 to more than 32,950" in words(rows[0])
    assert "7 claims in 7 documents, 7 origins" in words(rows[0])


@pytest.mark.parametrize("text, linked", [
    ("gave 1,351; 16,000 stands against it", ["1,351", "16,000"]),
    ("1,351, 16,000, 5", ["1,351", "16,000"]),
    ("on 24 March 1351", []),
    ("16,000.5 and 16,0001 and x1,351", []),
    ("16,000.", ["16,000"]),
])  # fmt: skip
def test_numbers_in_running_text_are_linked_and_dates_are_not(text: str, linked: list[str]) -> None:
    book = open_book(DATA, select(DATA))
    claims = [entry.claim.id for entry in DATA.entries[:2]]
    root = parse(f"<p>{linked_text(text, claims, book)}</p>")
    assert words(root) == text
    assert [words(a) for a in find(root, "a")] == linked


@pytest.mark.parametrize("before, after", [("1,2,3;" * 9000, ""), ("", "1,2,3;" * 9000), ("row " * 99, " row" * 99)])
def test_the_words_around_a_figure_are_few_also_where_nothing_parts_them(before: str, after: str) -> None:
    entry = DATA.entries[0]
    text, start = f"{before}16,000{after}", len(before)
    figure = msgspec.structs.replace(entry.claim.figure, start=start, end=start + 6, text="16,000")
    quote = msgspec.structs.replace(entry.claim.quote, start=0, end=len(text), text=text)
    shown = around(text, msgspec.structs.replace(entry.claim, figure=figure, quote=quote), [])
    assert "16,000" in shown
    assert len(shown) <= 2 * (NEAR + 2) + 6
