"""Hostile words in every field that is served: they are shown as words and do nothing, on every screen."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml.html import HtmlElement

from tests.serve.conftest import Served, filled, running
from tests.serve.hostile import WORDS, hostile
from tests.serve.test_in_a_browser import Window, window
from tests.serve.test_screens import SCREENS
from tests.views.dom import parse

__all__ = ["window"]
Client = Callable[..., Any]
ADDRESSES = ("/", "#", "http://", "https://", "data:,")
LISTS = [*SCREENS, "/timeline", "/by-hand", "/claims?status=corrected", "/checks?outcome=undecidable"]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = hostile(tmp_path_factory.mktemp("hostile") / "<b>=war'.db")
    yield from running(path, actor="<img src=x onerror=alert(1)>")


def screens(client: Any, served: Served) -> list[str]:
    """Every list, and the pages of each claim, its article and its quantities."""
    with served.ledger() as ledger:
        entries = list(ledger.entries())
    found = [*LISTS, *(f"/c/{entry.claim.id}" for entry in entries), *(f"/d/{entry.text_sha256}" for entry in entries)]
    page = parse(client.get("/compare").text)
    keys = {link for link in page.xpath("//a/@href") if link.startswith("/g/")}
    return list(dict.fromkeys([*found, *sorted(keys)]))


def told(client: Any, path: str) -> tuple[int, HtmlElement, str]:
    answer = client.get(path)
    return answer.status_code, parse(answer.text), answer.text


@pytest.fixture(scope="module")
def own_elements(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The elements that our own pages are made of: those of a harmless ledger."""
    httpx = pytest.importorskip("httpx")
    made: set[str] = {"h3", "small", "cite", "i", "q"}
    for served in running(filled(tmp_path_factory.mktemp("harmless") / "war.db"), actor="reader-1"):
        with httpx.Client(base_url=served.address, cookies={"counterclaim": "a-token-for-tests"}, timeout=60) as client:
            for path in screens(client, served):
                made |= {element.tag for element in told(client, path)[1].iter()}
    return made


def faults(root: HtmlElement, page: str, own: set[str]) -> Iterator[str]:
    """What on a page would do something, or is not ours."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag not in own:
            yield f"not ours: {element}"
            continue
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                yield f"{name} of {element.tag}"
            if name in ("href", "src", "action", "formaction") and not value.startswith(ADDRESSES):
                yield f"leads to {value[:60]}"
    if [script.text for script in root.iter("script")] != [None]:
        yield "a script"
    if root.xpath("//script/@src") != ["/static/app.js"]:
        yield "another script"
    for found in re.finditer("[\x00\x1b\x9b\u202a-\u202e\u2066-\u2069]", page):
        yield f"not shown safely: {page[max(0, found.start() - 70) : found.start() + 10]!r}"


def test_words_of_others_stay_words_on_every_screen(attacked: Served, client: Client, own_elements: set[str]) -> None:
    asked, wrong = client(attacked), {}
    for path in screens(asked, attacked):
        status, root, page = told(asked, path)
        wrong[path] = [*faults(root, page, own_elements), *([f"answer {status}"] if status != 200 else [])][:3]
    assert {path: found for path, found in wrong.items() if found} == {}


def test_an_address_with_hostile_words_is_only_words(attacked: Served, client: Client, own_elements: set[str]) -> None:
    asked, wrong = client(attacked), []
    fields = ("q", "measure", "claimant", "outlet", "code", "on", "claim", "order", "page", "since", "party")
    for words in WORDS:
        clean = words.encode("utf-8", "ignore").decode()[:2000]
        for path in ("/claims", "/compare", "/checks", "/origins", "/incidents", "/series", "/map"):
            answer = asked.get(path, params=dict.fromkeys(fields, clean))
            wrong += [(path, clean[:40], one) for one in faults(parse(answer.text), answer.text, own_elements)]
            wrong += [(path, clean[:40], answer.status_code)] if answer.status_code != 200 else []
    assert wrong == []


@pytest.mark.parametrize("path", ["/claims?_format=csv", "/picture/map.csv", "/picture/timeline.csv"])
def test_no_cell_of_a_served_table_is_a_formula(attacked: Served, client: Client, path: str) -> None:
    rows = list(csv.reader(io.StringIO(client(attacked).get(path).content.decode("utf-8-sig"))))
    assert len(rows) > len(WORDS)
    wrong = [cell[:40] for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "-", "＝"))]
    assert [cell for cell in wrong if not cell.lstrip("-").replace(".", "").isdigit()] == []


@pytest.mark.browser
def test_nothing_of_it_runs_in_a_browser(window: Callable[..., Window], attacked: Served, client: Client) -> None:
    opened, wide = window(attacked, viewport={"width": 320, "height": 800}), {}
    for path in screens(client(attacked), attacked):
        page = opened.open(path)
        page.mouse.move(100, 300)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 320} == {}
    assert opened.events == []
