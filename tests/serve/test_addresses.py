"""Saved addresses: they hold after the server is started again, and a version of a claim has one of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.serve.conftest import Served, filled, running
from tests.serve.test_deciding import post
from tests.serve.test_in_a_browser import Window
from tests.serve.test_screens import claim_of

Client = Callable[..., Any]

SAVED = [  # every screen, with filters where it has some
    "/", "/claims?q=16,000&measure=killed&order=largest", "/claims?party=russia&party=ukraine&claimant=&page=1",
    "/compare?measure=killed&party=russia", "/compare?on=2022-03-26", "/series?party=ukraine&since=2022-01-01",
    "/timeline?measure=killed", "/map?measure=killed", "/draw?measure=killed", "/checks?outcome=violated",
    "/checks?code=", "/adds-up?conflict=russia-ukraine", "/origins?q=soldiers", "/incidents?conflict=israel-gaza",
    "/review", "/method", "/read",
    "claim", "article", "quantity",
]  # fmt: skip


def main_of(page: str) -> str:
    """What a screen shows, without the time of its making."""
    shown = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert shown is not None, page[:200]
    return re.sub(r"accessed = \{[^}]*\}|accessed \d+ \w+ \d{4}", "", shown[0])


def named(client: Any, saved: str) -> str:
    """The address of one claim, its article and its quantity, as a page links to them."""
    begins = {"claim": "/c/", "article": "/d/", "quantity": "/g/"}.get(saved)
    if begins is None:
        return saved
    page = client.get("/claims?q=16,000").text
    return re.findall(rf'<article class="row.*?href="({begins}[^"]+)"', page, re.DOTALL)[0].replace("&amp;", "&")


def test_every_saved_address_shows_the_same_after_a_restart(tmp_path: Path, client: Client) -> None:
    path = filled(tmp_path / "war.db")
    first = running(path)
    asked = client(next(first))
    addresses = [named(asked, saved) for saved in SAVED]
    before = {address: asked.get(address) for address in addresses}
    first.close()
    second = running(path)
    again = client(next(second))
    for address, answer in before.items():
        later = again.get(address)
        assert (answer.status_code, later.status_code) == (200, 200), address
        assert main_of(later.text) == main_of(answer.text), address
    second.close()


NO_DAYS = ["2025-02-30", "2025-99-99", "2025-99", "0000-01-01", "2025-00", "soon"]


@pytest.mark.parametrize("day", NO_DAYS)
@pytest.mark.parametrize("screen", ["/compare?on=", "/compare?until=", "/claims?since=", "/series?until="])
def test_a_day_that_is_none_is_said_and_left_out(shown: Served, client: Client, screen: str, day: str) -> None:
    asked, name = client(shown), screen.partition("?")[2].rstrip("=")
    answer, plain = asked.get(f"{screen}{day}"), asked.get(screen.partition("?")[0])
    assert answer.status_code == 200
    assert f"{name} “{day}”: not a day." in answer.text
    assert re.findall(r'href="(/[cg]/[^"]+)"', answer.text) == re.findall(r'href="(/[cg]/[^"]+)"', plain.text)


def test_a_month_stands_for_its_last_day_where_figures_are_compared(shown: Served, client: Client) -> None:
    asked = client(shown)
    whole, last = (asked.get(f"/compare?on={day}&_format=json") for day in ("2022-03", "2022-03-31"))
    assert (whole.status_code, whole.json()) == (200, last.json())


# resolves when the figure has stood still for thirty frames: pages scroll to it while they are laid out
SETTLED = """() => new Promise(done => {
  const figure = document.querySelector(".text .fig:target");
  let last = NaN, still = 0;
  const look = () => {
    const now = figure.getBoundingClientRect().y;
    still = now === last ? still + 1 : 0;
    last = now;
    still < 30 ? requestAnimationFrame(look) : done(true);
  };
  look();
})"""


@pytest.mark.browser
def test_a_saved_claim_lands_on_its_sentence_after_a_restart(browser: Any, tmp_path: Path) -> None:
    path, size = filled(tmp_path / "war.db"), {"width": 1000, "height": 500}
    seen = []
    address = ""
    for _ in range(2):
        server = running(path)
        served = next(server)
        opened = Window(browser, served, viewport=size)
        page = opened.open(address or "article")
        address = page.url.removeprefix(served.address)
        figure = page.locator(".text .fig:target")
        page.evaluate(SETTLED)
        box = figure.bounding_box()
        assert 0 <= box["y"] < size["height"]
        assert {"hot", "on"} & set(figure.get_attribute("class").split())
        seen.append((figure.inner_text(), box["y"]))
        opened.context.close()
        server.close()
    assert seen[0] == seen[1]
    assert seen[0][0].startswith("16,000")


# ---------------------------------------------------------------- versions
def corrected(client: Any, served: Served) -> str:
    """A claim that was read, corrected twice, and the first correction undone... twice edited in all."""
    claim = claim_of(client, "16,000")
    for figure in ("17,000", "18,000"):
        answer = post(client, served, action="correct", claim=claim, field="figure", value=figure)
        assert answer.json()["states"] == {claim: "corrected"}
    return claim


def test_each_version_of_a_claim_has_an_address(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = corrected(asked, edited)
    for number, figure in ((1, "16,000"), (2, "17,000"), (3, "18,000")):
        page = asked.get(f"/c/{claim}?v={number}").text
        assert re.search(r"<h1>([\d,]+)", page)[1] == figure
        assert f"version {number} of 3" in page
        assert f'<a href="/c/{claim}">' in page
        told = asked.get(f"/c/{claim}?v={number}&_format=json").json()
        assert (told["version"], told["claim"]["figure"]["value"]) == (number, int(figure.replace(",", "")))
    newest = asked.get(f"/c/{claim}").text
    assert re.search(r"<h1>([\d,]+)", newest)[1] == "18,000"
    assert f"/c/{claim}?v=2" in newest
    assert "This is the first reading: read by" in asked.get(f"/c/{claim}?v=1").text
    assert "This is how the claim stood after an earlier edit" in asked.get(f"/c/{claim}?v=2").text
    assert "corrected by reader-1" in asked.get(f"/c/{claim}?v=2").text
    assert '<form class="acts"' not in asked.get(f"/c/{claim}?v=2").text


@pytest.mark.parametrize("version", ["0", "4", "-1", "two", "1.0", "9" * 30, "²", "<b>"])
def test_a_version_that_there_is_not_is_said(edited: Served, client: Client, version: str) -> None:
    asked = client(edited)
    claim = corrected(asked, edited)
    answer = asked.get(f"/c/{claim}", params={"v": version})
    assert answer.status_code == 404
    assert "versions 1 to 3" in answer.text
    assert "<b>" not in main_of(answer.text)


def test_of_one_version_it_is_said_that_there_is_one(edited: Served, client: Client) -> None:
    asked = client(edited)
    answer = asked.get(f"/c/{claim_of(asked, '16,000')}?v=9")
    assert answer.status_code == 404
    assert "there is one version, v=1" in answer.text


def test_every_version_of_a_withdrawn_claim_is_gone_with_the_reason(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = corrected(asked, edited)
    with edited.ledger() as ledger:
        (entry,) = ledger.find(claim)
        ledger.withdraw(entry.text_sha256, reason="the outlet took it back", at="2026-02-03")
    for address in (f"/c/{claim}", f"/c/{claim}?v=1", f"/c/{claim}?v=3", f"/c/{claim}?v=1&_format=json"):
        answer = asked.get(address)
        assert (answer.status_code, "the outlet took it back" in answer.text) == (410, True), address


def test_a_version_names_no_private_person(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "bodies ward")
    assert "Marchuk" not in asked.get(f"/c/{claim}?v=1").text
    assert "Marchuk" not in asked.get(f"/c/{claim}?v=1&_format=json").text
