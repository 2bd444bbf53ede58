"""Every screen of a ledger: it answers, links to sentences, and says what is wrong on one line."""

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from counterclaim.claims.reader import read
from counterclaim.ledger import Decision
from counterclaim.ledger.releases import release
from counterclaim.model import Document, Filter, Place, Series, Time
from counterclaim.pipeline.known import vocabulary_ids
from counterclaim.views import addresses
from tests.serve.conftest import Served
from tests.views.dom import parse
from tests.views.ledger_of_examples import Case, entry, says
from tests.views.test_report_hostile import PAYLOADS

Client = Callable[..., Any]
SCREENS = [
    "/", "/claims", "/compare", "/series", "/timeline", "/map", "/draw", "/checks", "/adds-up", "/origins",
    "/incidents", "/review", "/held", "/method", "/read",
]  # fmt: skip


def claim_of(client: Any, words: str) -> str:
    """The id of the first claim that a search gives."""
    return re.findall(r'data-claim="(c_\w+)"', client.get("/claims", params={"q": words}).text)[0]


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_answers(shown: Served, client: Client, path: str) -> None:
    answer = client(shown).get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


CASES = [  # what is asked, how many claims there are, the first figure
    ("q=16,000", 1, "16,000"),
    ("q=16000", 1, "16,000"),
    ("q=16,000 soldiers", 1, "16,000"),
    ("q=16000 hospital", 0, None),
    ("q=1600", 0, None),
    ("q=%22health ministry%22", 2, "274"),
    ("q=nuseirat&measure=killed", 3, "274"),
    ("side=ukraine&measure=killed", 1, "16,000"),
    ("measure=killed&measure=casualties&order=largest&outlet=Harbour Tribune", 2, "16,000"),
    ("since=2030", 0, None),
    ("page=99", None, None),
    ("q=%00%27;drop&measure=%3Cscript%3E&order=x&page=-1&since=yesterday", 0, None),
]


@pytest.mark.parametrize("asked, total, first", CASES)
def test_search_and_facets(shown: Served, client: Client, asked: str, total: int | None, first: str | None) -> None:
    page = client(shown).get(f"/claims?{asked}").text
    if total is not None:
        assert re.search(r"<h1>([\d,]+) claim", page)[1] == f"{total:,}"
    rows = re.findall(r'<h2><a class="n"[^>]*>([^<]+)</a>', page)
    assert (rows[0] if rows else None) == first


def test_facet_counts_are_the_lists_that_they_lead_to(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = asked.get("/claims").text
    links = re.findall(r'<a href="(/claims\?[^"]+)"><bdi>[^<]*</bdi></a>\s*<span class="count">([\d,]+)', page)
    assert len(links) > 8
    for address, count in links:
        found = asked.get(address.replace("&amp;", "&")).text
        assert re.search(r"<h1>([\d,]+) claim", found)[1] == count, address


def test_a_claim_says_everything_that_is_known(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = asked.get(f"/c/{claim_of(asked, '16,000')}").text
    for words in ("Volodymyr Zelens", "said by", "printed by", "Harbour Tribune", "not stated", "Told once", "sha256"):
        assert words in page, words
    assert '<mark class="f">16,000' in page


def test_the_beginning_of_an_id_is_enough_and_a_wrong_one_is_said(shown: Served, client: Client) -> None:
    asked = client(shown)
    claim = claim_of(asked, "16,000")
    assert asked.get(f"/c/{claim[:9]}").status_code == 200
    assert asked.get("/c/c_nothing").status_code == 404
    assert asked.get("/g/g_nothing").status_code == 404
    assert asked.get("/d/ffffffffffff").status_code == 404


def test_a_withdrawn_claim_is_gone_with_the_reason(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    with edited.ledger() as ledger:
        (entry,) = ledger.find(claim)
        ledger.withdraw(entry.text_sha256, reason="the outlet took it back", at="2026-02-03")
    answer = asked.get(f"/c/{claim}")
    assert answer.status_code == 410
    assert "the outlet took it back" in answer.text


@pytest.mark.parametrize("form, words", [("bib", "@misc{c_"), ("csl.json", '"author"'), ("ris", "TY  - ")])
def test_a_citation_as_a_file(shown: Served, client: Client, form: str, words: str) -> None:
    asked = client(shown)
    answer = asked.get(f"/c/{claim_of(asked, '16,000')}/{form}")
    assert words in answer.text
    if form.endswith("json"):
        assert json.loads(answer.text)[0]["author"][0]["literal"].startswith("Volodymyr")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_list_as_a_file(shown: Served, client: Client, form: str) -> None:
    answer = client(shown).get("/claims", params={"q": "16,000", "_format": form})
    lines = answer.text.strip().splitlines()
    assert len(lines) == (2 if form == "csv" else 1)
    assert "16,000" in lines[-1] or "16000" in lines[-1]


FIGURES = [  # a screen, what holds one figure there, and what tells whose it is
    ("/claims", "row", "by"),
    ("/review", "claim-card", "by"),
    ("/compare", "pair", None),
    ("/origins?q=soldiers", "origin", "by"),
]


@pytest.mark.parametrize("path, holds, tells", FIGURES)
def test_every_figure_has_a_claimant_and_a_link(
    shown: Served, client: Client, path: str, holds: str, tells: str
) -> None:
    asked = client(shown)
    root = parse(asked.get(path).text)
    every = root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {holds} ')]")
    assert len(every) > 2
    for one in every:
        links = [link for link in one.xpath(".//a/@href") if link.startswith("/c/")]
        assert links, one.text_content()
        who = one.xpath(f".//*[@class='{tells}']" if tells else ".//b")
        assert re.match(r"\s*(\w|“)", who[0].text_content()), one.text_content()
        figure = one.xpath(".//a[starts-with(@href, '/c/')]")[0].text_content()
        assert figure in asked.get(links[0]).text


def test_private_persons_are_named_nowhere(shown: Served, client: Client) -> None:
    asked = client(shown)
    claim = claim_of(asked, "bodies ward")
    text = re.search(r"/d/(\w+)", asked.get(f"/c/{claim}").text)[1]
    for path in (f"/c/{claim}", f"/d/{text}", "/claims", "/review", f"/c/{claim}/bib", "/claims?_format=jsonl"):
        assert "Marchuk" not in asked.get(path).text, path
    assert "0 claims" in asked.get("/claims?q=Marchuk").text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_in_an_address_are_only_words(shown: Served, client: Client, payload: str) -> None:
    asked, payload = client(shown), payload.encode("utf-8", "ignore").decode()
    for path in ("/claims", "/compare", "/checks", "/series"):
        page = asked.get(path, params={"q": payload, "measure": payload, "code": payload, "on": payload}).text
        assert payload not in page or "<" not in payload, path


def test_a_quantity_says_why_its_figures_may_differ(shown: Served, client: Client) -> None:
    asked = client(shown)
    quantities = set(re.findall(r'href="(/g/g_\w+)"', asked.get("/compare").text))
    found = [parse(asked.get(path).text).xpath("//section[@class='why-differ']") for path in quantities]
    panels = [panel for one in found for panel in one]
    reasons = [one.text_content() for panel in panels for one in panel.xpath(".//ul[@class='reasons']/li")]
    assert len(panels) > 3
    assert all(re.search(r"\w{4}", reason) for reason in reasons)
    assert len(reasons) > 3
    assert any(panel.xpath(".//a[starts-with(@href, '/c/')]") for panel in panels)


def test_a_claim_leads_to_its_sentence_at_the_outlet_and_in_an_archive(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = parse(asked.get(f"/c/{claim_of(asked, '16,000')}").text)
    links = [link for link in page.xpath("//p[@class='links']/a/@href") if link.startswith("https://")]
    assert links[0].startswith("https://tribune.example/2022/kyiv-moscow-tolls#:~:text=Volodymyr%20Zelensky%20said")
    assert re.fullmatch(r"https://web\.archive\.org/web/(\d{8}|\*)/https://tribune\.example/\S+", links[1])
    assert "#" not in links[1]


def test_a_sentence_with_a_private_name_is_in_no_address(shown: Served, client: Client) -> None:
    asked = client(shown)
    with shown.ledger() as ledger:
        every = [one for one in ledger.entries() if "Marchuk" in one.claim.quote.text and one.url]
    assert every
    for one in every:
        assert "Marchuk" not in asked.get(f"/c/{one.claim.id}").text


def test_series_are_drawn_from_zero_or_on_a_logarithmic_scale_that_says_so(edited: Served, client: Client) -> None:
    with edited.ledger() as ledger:
        for day, figure in ((1, 40), (2, 700), (3, 9000)):
            told = f"The army of Norland said that {figure} of its soldiers had been killed in the war."
            document = Document(id=f"{day}.txt", text=told, outlet="Harbour Tribune", published=f"2024-05-0{day}")
            case = Case("self", document.id, str(figure), figure, figure, figure, "killed", "soldiers", "norland",
                        "norland-westland", says("Army of Norland", "norland"), "The army of Norland", "self",
                        time=Time(kind="total", start="2024-02-01", end=f"2024-05-0{day}"))  # fmt: skip
            claim = entry(case, {document.id: document}).claim
            ledger.add(document, [claim], reader="by hand 1", read_at="2026-01-02T03:04:05Z")
    asked = client(edited)
    plain, log = (asked.get(f"/series?party=norland{more}").text for more in ("", "&scale=log"))
    assert "Axes start at zero" in plain
    assert "Running totals stand on logarithmic scales" in log
    assert 'name="scale" value="log"' in log
    heights = [re.findall(r"<text[^>]*>([\d,]+)</text>", page) for page in (plain, log)]
    assert "10,000" in heights[0]
    assert "0" in heights[0]
    assert {"100", "1,000", "10,000"} <= set(heights[1])
    assert 'class="unknown"' in asked.get("/series?scale=wide").text


def test_the_method_defines_every_word_of_the_record(shown: Served, client: Client) -> None:
    terms = set(parse(client(shown).get("/method").text).xpath("//dl[@class='glossary']//code/text()"))
    for field in ("measure", "object"):
        assert vocabulary_ids(field) <= terms
    assert {"verified", "disputed", "A", "6", "independent"} <= terms


# ---------------------------------------------------------------- found again
def listed(asked: Any, path: str) -> list[dict[str, Any]]:
    """The claims that an address of the list gives, all pages."""
    told = asked.get(f"{path}&_format=jsonl").text.splitlines()
    return [json.loads(line) for line in told]


@pytest.mark.parametrize("words", ["claimant=zelen", "claimant=ZELENSKY", "place=nusei", "outlet=harbour"])
def test_part_of_a_name_means_on_the_list_what_it_means_in_a_terminal(
    shown: Served, client: Client, words: str
) -> None:
    field, value = words.split("=")
    with shown.ledger() as ledger:
        expected = {entry.claim.id for entry in ledger.entries(Filter(**{field: value}))}
    assert {one["id"] for one in listed(client(shown), f"/claims?{words}")} == expected
    assert expected


def test_claims_with_the_number_that_is_searched_for_come_first(edited: Served, client: Client) -> None:
    text = "The army said 5 soldiers were killed near Alder, where 75 had been killed in May."
    document = Document(id="alder.md", text=text, published="2024-05-03", outlet="The Mill", language="en")
    with edited.ledger() as ledger:
        ledger.add(document, read(document), reader="by hand 1", read_at="2026-01-02T03:04:05Z")
    asked = client(edited)
    assert [one["figure"]["value"] for one in listed(asked, "/claims?q=75")] == [75, 5]
    assert [one["figure"]["value"] for one in listed(asked, "/claims?q=75&order=smallest")] == [5, 75]
    assert "Claims with that figure come first" in asked.get("/claims?q=75").text
    assert "come first" not in asked.get("/claims?q=75&order=newest").text


def test_a_series_has_an_address_of_its_own(shown: Served, client: Client) -> None:
    asked = client(shown)
    (at, *_) = re.findall(r'href="(/s/s_[0-9a-f]{12})"', asked.get("/series").text)
    page, told = asked.get(at), asked.get(f"{at}?_format=json").json()
    assert page.status_code == 200
    assert at == f"/s/{addresses.of_series(msgspec.convert(told['series'], Series))}"
    for claim in told["claims"]:
        assert claim["id"] in page.text
    assert "logarithmic" in asked.get(f"{at}?scale=log").text.casefold()
    assert asked.get("/s/s_000000000000").status_code == 404


def test_other_spellings_of_a_place_are_told_with_the_claim(edited: Served, client: Client) -> None:
    text = "Two people were killed in Kyiv on Friday, the mayor said."
    document = Document(id="kyiv.md", text=text, published="2024-05-03", outlet="The Mill", language="en")
    (found,) = read(document)
    town = Place(name="Kyiv", text="Kyiv", lat=50.45, lon=30.52, precision="city")
    with edited.ledger() as ledger:
        ledger.add(document, [replace(found, place=town)], reader="by hand 1", read_at="2026-01-02T03:04:05Z")
    assert "The place is also written Kiev" in client(edited).get(f"/c/{found.id}").text


def test_the_method_tells_what_came_in_when(edited: Served, client: Client) -> None:
    asked = client(edited)
    with edited.ledger() as ledger:
        claim = next(iter(ledger.entries())).claim.id
        release(ledger, "spring", at="2026-03-01")
        ledger.decide(Decision(actor="reader-1", at="2026-02-03T03:04:05Z", action="accept", claims=(claim,)))
        documents = ledger.counts()["documents"]
    page = parse(asked.get("/method").text)
    rows = [" ".join(cell.text_content() for cell in row) for row in page.xpath("//h2[@id='log']/..//tbody/tr")]
    assert any(row.startswith("spring 1 March 2026") for row in rows)
    assert any(row.startswith(f"2 January 2026 by hand 1 {documents}") for row in rows)
    assert "3 February 2026 accepted 1" in rows
