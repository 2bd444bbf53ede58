"""How far a claim is checked, judged by a form; one figure of each side; what adds up; articles that are held apart."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from counterclaim.ledger import Decision
from counterclaim.pipeline.held import held
from tests.serve.conftest import Served
from tests.serve.test_deciding import post
from tests.serve.test_screens import claim_of
from tests.views.dom import parse

Client = Callable[..., Any]

JUDGED = [  # what the form says, which line of the page then tells it, and how
    ({"status": "verified", "verifier": "the desk", "method": "three hospital lists"},
     "How far checked", "set by reader-1"),
    ({"status": "verified", "verifier": "the desk", "method": "three hospital lists"},
     "Shown by", "the desk; three hospital lists"),
    ({"reliability": "B", "topic": "enemy_losses"}, "Source", "B: usually reliable (on the other side's losses)"),
    ({"credibility": "2"}, "Information", "2: probably true"),
    ({"likelihood": "likely", "yardstick": "uk_di", "quote": "It is likely that 16,000 had been killed."},
     "Likelihood", "likely: 55 to 75 %"),
]  # fmt: skip


def facts(page: str) -> dict[str, str]:
    """What a claim's page says of how far it is checked."""
    rows = parse(page).xpath("//*[@id='judged']/div")
    return {row.xpath("./dt")[0].text_content(): row.xpath("./dd")[0].text_content() for row in rows}


@pytest.mark.parametrize("form, name, told", JUDGED, ids=[name for _, name, _ in JUDGED])
def test_a_judgement_is_shown_with_its_history_and_undone(
    edited: Served, client: Client, form: dict[str, str], name: str, told: str
) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    before = facts(asked.get(f"/c/{claim}").text)
    answer = post(asked, edited, action="judge", claim=claim, reason="read again", **form)
    assert answer.status_code == 200, answer.text
    page = asked.get(f"/c/{claim}").text
    assert told in facts(page)[name]
    assert re.search(r"reader-1.{0,400}read again", page, re.DOTALL)
    post(asked, edited, action="undo", target=answer.json()["decisions"][-1])
    assert facts(asked.get(f"/c/{claim}").text) == before
    with edited.ledger() as ledger:
        assert list(ledger.verify()) == []


REFUSED = [
    ({}, "nothing is judged"),
    ({"status": "true"}, "true"),
    ({"credibility": "9"}, "9"),
    ({"reliability": "Z"}, "Z"),
    ({"likelihood": "likely", "yardstick": "uk_di"}, "quote"),
    ({"status": "verified"}, "verif"),
]


@pytest.mark.parametrize("form, said", REFUSED, ids=[str(form) for form, _ in REFUSED])
def test_what_cannot_be_judged_is_refused_in_a_line(
    edited: Served, client: Client, form: dict[str, str], said: str
) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    answer = post(asked, edited, action="judge", claim=claim, **form)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert "\n" not in answer.json()["error"]
    with edited.ledger() as ledger:
        assert ledger.decisions() == ()


def test_nobody_judges_where_the_page_is_read_only(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = asked.get(f"/c/{claim_of(asked, '16,000')}").text
    assert "How far checked" in facts(page)
    assert 'id="judge"' not in page


# ---------------------------------------------------------------- one figure of each side
def quantity_of(asked: Any, words: str) -> str:
    """The address of the quantity in which a claim stands."""
    return re.findall(r'href="(/g/g_\w+)"', asked.get(f"/c/{claim_of(asked, words)}").text)[0]


def best(page: str) -> dict[str, str]:
    rows = parse(page).xpath("//*[@id='best']//dl/div")
    return {row.xpath("./dt")[0].text_content(): row.xpath("./dd")[0].text_content().strip() for row in rows}


def test_one_figure_of_each_side_is_named_only_where_a_policy_is(edited: Served, client: Client) -> None:
    asked = client(edited)
    at = quantity_of(asked, "16,000")
    assert best(asked.get(at).text) == {}
    assert best(asked.get(f"{at}?best=latest").text) == {"NATO": "none", "Russia": "1,351", "Ukraine": "16,000"}
    assert best(asked.get(f"{at}?best=chosen").text) == {"NATO": "none", "Russia": "none", "Ukraine": "none"}
    post(asked, edited, action="judge", claim=claim_of(asked, "16,000"), best="1", reason="of the day itself")
    chosen = best(asked.get(f"{at}?best=chosen").text)
    assert chosen == {"NATO": "none", "Russia": "none", "Ukraine": "16,000 reader-1: of the day itself"}
    told = asked.get(f"{at}?best=latest&_format=json").json()["best"]
    assert {one["side"]: one["value"] for one in told} == {"nato": None, "russia": 1351, "ukraine": 16000}
    wrong = asked.get(f"{at}?best=true")
    assert wrong.status_code == 400
    assert "latest, lowest, floor, chosen" in wrong.text


def test_each_figure_of_a_side_leads_to_its_claim(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = parse(asked.get(quantity_of(asked, "16,000") + "?best=latest").text)
    links = page.xpath("//*[@id='best']//dd/a/@href")
    assert len(links) == 2
    for address in links:
        assert asked.get(address).status_code == 200


# ---------------------------------------------------------------- what adds up
def test_what_adds_up_is_told_of_each_claimant(shown: Served, client: Client) -> None:
    asked = client(shown)
    assert 'href="/adds-up"' in asked.get("/checks").text
    page = parse(asked.get("/adds-up").text)
    rows = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in page.xpath("//tbody/tr")]
    told = asked.get("/adds-up?_format=json").json()["claimants"]
    assert [row[0] for row in rows] == [one["claimant"] for one in told]
    assert rows
    for row, one in zip(rows, told, strict=True):
        assert row[3:] == [str(one[name]) for name in ("holds", "violated", "undecidable")]
        assert row[2] == ("too few" if one["share"] is None else f"{100 * one['share']:.0f} %")
    assert "nurse" not in page.text_content()


def test_too_many_checks_are_not_counted_while_a_page_waits(
    shown: Served, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterclaim.pipeline.serve.policies.CHECKS", 0)
    asked = client(shown)
    page = "/adds-up?page=1"  # which was not shown before, and so is not in memory
    assert "counterclaim check --adds-up" in asked.get(page).text
    assert asked.get(f"{page}&_format=json").json()["too_many"] is True


# ---------------------------------------------------------------- held apart
def test_an_article_that_is_held_apart_is_let_in_by_a_form(edited: Served, client: Client) -> None:
    asked = client(edited)
    with edited.ledger() as ledger:
        (entry,) = ledger.find(claim_of(asked, "16,000"))
        claims = tuple(one.claim.id for one in ledger.entries(text=entry.text_sha256))
        ledger.decide(Decision(actor="software", at="2026-01-03T00:00:00Z", action="hold", claims=claims,
                               target=entry.text_sha256, reason="pairs"))  # fmt: skip
    assert "0 claims" in asked.get("/claims?q=16,000").text
    assert "Harbour Tribune" in asked.get("/held").text
    answer = post(asked, edited, action="let_in", text=entry.text_sha256, reason="a person wrote it")
    assert answer.status_code == 200, answer.text
    assert "1 claim" in asked.get("/claims?q=16,000").text
    with edited.ledger() as ledger:
        assert held(ledger) == ()
