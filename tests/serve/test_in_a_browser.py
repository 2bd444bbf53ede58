"""The page in a real browser: quiet, by keyboard alone, at every width, without script, on paper, for everyone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Document
from tests.serve.conftest import TOKEN, Served
from tests.serve.test_screens import SCREENS

pytestmark = pytest.mark.browser

EVERY = [*SCREENS, "/claims?q=16,000", "claim", "article", "quantity", "/c/c_nothing"]


class Window:
    """A page, and all that it asked for from elsewhere, said or threw."""

    def __init__(self, browser: Any, served: Served, **options: Any) -> None:
        self.served = served
        self.context = browser.new_context(**options)
        self.context.add_cookies([{"name": "counterclaim", "value": TOKEN, "url": served.address}])
        self.page = self.context.new_page()
        self.events: list[str] = []
        note = self.events.append
        self.page.on("console", lambda message: note(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: note(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.served.address, "data:")):
            self.events.append(f"request: {request.url}")

    def open(self, path: str) -> Any:
        """A screen, by its address or, for one claim, its article and its quantity, by name."""
        if path in ("claim", "article", "quantity"):
            self.page.goto(f"{self.served.address}/claims?q=16,000")
            begins = {"claim": "/c/", "article": "/d/", "quantity": "/g/"}[path]
            path = self.page.locator(f".row a[href^='{begins}']").first.get_attribute("href")
        self.page.goto(self.served.address + path)
        return self.page


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    opened: list[Window] = []

    def made(served: Served, **options: Any) -> Window:
        opened.append(Window(browser, served, **options))
        return opened[-1]

    yield made
    for one in opened:
        one.context.close()


def test_no_foreign_request_and_no_word_on_the_console(window: Any, shown: Served) -> None:
    opened = window(shown)
    for path in EVERY:
        opened.open(path).wait_for_load_state("networkidle")
    assert [event for event in opened.events if "404" not in event] == []


@pytest.mark.parametrize("path", EVERY)
def test_no_serious_finding_of_the_accessibility_rules(window: Any, shown: Served, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = window(shown, bypass_csp=True)
    found = axe.run(opened.open(path)).response["violations"]
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
    assert [one for one, of in zip(told, found, strict=True) if of["impact"] in ("serious", "critical")] == []


def test_the_screens_of_review_too(window: Any, edited: Served) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = window(edited, bypass_csp=True)
    for path in ("claim", "article", "/review", "/by-hand", "/checks", "/origins", "/incidents", "/read"):
        found = axe.run(opened.open(path)).response["violations"]
        wrong = [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found
                 if one["impact"] in ("serious", "critical")]  # fmt: skip
        assert wrong == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_width_scrolls_sideways(window: Any, edited: Served, width: int) -> None:
    opened = window(edited, viewport={"width": width, "height": 800})
    wide = {path: opened.open(path).evaluate("document.documentElement.scrollWidth") for path in EVERY}
    assert {path: found for path, found in wide.items() if found > width} == {}


@pytest.mark.parametrize("path", EVERY)
def test_read_in_full_without_script(window: Any, shown: Served, path: str) -> None:
    texts = [window(shown, java_script_enabled=on).open(path).locator("main").inner_text() for on in (True, False)]
    assert texts[0] == texts[1]


def test_from_a_figure_to_both_sides_in_two_clicks(window: Any, shown: Served) -> None:
    page = window(shown).open("/")
    page.locator("#find").fill("16,000")
    page.locator("#find").press("Enter")
    page.get_by_role("link", name="Side by side").nth(1).click()  # the first is in the bar
    page.evaluate("document.querySelectorAll('mark > i').forEach(one => one.remove())")  # said aloud, not shown
    told = page.locator("main").inner_text()
    assert re.search(r"At least 11\.8 times apart", told)
    for words in ("Ukraine", "Russia", "16,000 Russian soldiers had been killed", "put its own dead at 1,351"):
        assert words in told, words
    assert page.locator(".caveats").count() == 1


def test_the_address_of_a_claim_lands_on_its_sentence(window: Any, shown: Served) -> None:
    page = window(shown, viewport={"width": 1000, "height": 500}).open("article")
    figure = page.locator(".text .fig:target")
    assert figure.inner_text().startswith("16,000")
    assert figure.bounding_box()["y"] < 500
    assert {"hot", "on"} & set(figure.get_attribute("class").split())


def test_the_sides_stand_in_the_order_of_the_alphabet(window: Any, shown: Served) -> None:
    page = window(shown).open("quantity")
    names = page.locator(".columns .column .side h4").all_inner_texts()
    assert [name.strip() for name in names] == ["Russia", "Ukraine"]


# ---------------------------------------------------------------- keys
def ready(page: Any) -> Any:
    page.wait_for_selector("body[data-keys=ready]")
    return page


def test_a_claim_corrected_by_keyboard_undone_and_in_its_history(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("claim"))
    page.keyboard.press("e")
    page.keyboard.type("17,000")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    ready(page)
    assert page.locator("h1").inner_text().startswith("17,000")
    page.keyboard.press("u")
    page.wait_for_selector(".status.unreviewed")
    page.reload()
    history = page.locator("#history").inner_text()
    assert page.locator("h1").inner_text().startswith("16,000")
    assert "reader-1 corrected this" in history
    assert "undone" in history


def test_an_article_reviewed_by_keyboard_alone(window: Any, edited: Served) -> None:
    opened = window(edited)
    page = ready(opened.open("article"))
    count = page.locator(".claim-card").count()
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_selector(".claim-card[data-status=accepted]")
    page.keyboard.press("x")
    page.keyboard.press("3")
    page.wait_for_selector(".claim-card[data-status=rejected]")
    assert count >= 2
    with edited.ledger() as ledger:
        assert [(one.action, one.reason) for one in ledger.decisions()] == [("accept", None), ("reject", "wrong_value")]
    assert opened.events == []


def test_the_head_of_the_review_counts_what_was_decided(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("/review"))
    waiting = int(page.locator("#left").get_attribute("data-n"))
    for key in "aaf":
        page.keyboard.press(key)  # without waiting: each key is for the next claim
    page.wait_for_function("() => document.querySelectorAll('[data-status=accepted]').length == 2")
    page.wait_for_selector(".claim-card[data-status=flagged]")
    assert page.locator("#left").inner_text() == f"{waiting - 2} claims wait"  # what is flagged still waits
    assert page.locator("#decided").inner_text() == "3"
    page.keyboard.press("u")  # on a claim that is open: back to the last one
    page.wait_for_selector(".claim-card.on[data-status=unreviewed]")
    page.wait_for_function("() => document.getElementById('decided').textContent == '2'")
    page.reload()
    assert page.locator("#left").get_attribute("data-n") == str(waiting - 2)
    assert page.locator("#decided").get_attribute("data-n") == "2"


def test_from_the_review_to_a_correction_by_keys_alone(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("/review"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("e")
    page.wait_for_function("() => document.activeElement.name == 'figure'")
    page.keyboard.type("12")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert page.locator("h1").inner_text().startswith("12 ")


def test_the_first_key_decides_on_the_first_claim_that_waits(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("/review"))
    first, second = (card.get_attribute("data-claim") for card in page.locator(".claim-card").all()[:2])
    assert page.locator(".claim-card.on").get_attribute("data-claim") == first
    page.keyboard.press("a")
    page.wait_for_selector(".claim-card[data-status=accepted]")
    page.keyboard.press("f")
    page.wait_for_selector(".claim-card[data-status=flagged]")
    with edited.ledger() as ledger:
        assert [(one.action, one.claims) for one in ledger.decisions()] == [("accept", (first,)), ("flag", (second,))]


def test_keys_go_from_one_waiting_claim_to_the_next(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("/review"))
    ids = [card.get_attribute("data-claim") for card in page.locator(".claim-card").all()]
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_selector(".claim-card[data-status=accepted]")
    on = page.locator(".claim-card.on")
    assert on.get_attribute("data-claim") == ids[2]
    page.keyboard.press("K")
    assert on.get_attribute("data-claim") == ids[0]
    page.keyboard.press("J")
    assert on.get_attribute("data-claim") == ids[2]


def test_keys_can_be_switched_off_and_do_nothing_in_a_field(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("claim"))
    page.locator("#find").focus()
    page.keyboard.type("af")
    assert page.locator("#find").input_value() == "af"
    page.locator("main").focus()
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(100)
    with edited.ledger() as ledger:
        assert ledger.decisions() == ()


def test_words_marked_in_the_text_have_offsets_of_the_text(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("article"))
    page.evaluate(
        """() => { const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf('invasion');
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 8); return; } } }"""
    )
    page.wait_for_selector("#marked:not([hidden])")
    start, end = (int(page.locator(f"#marked [name={name}]").input_value()) for name in ("start", "end"))
    with edited.ledger() as ledger:
        text = ledger.document("kyiv-address.txt").text
    assert text[start:end] == "invasion"


def test_an_address_of_characters_lands_on_them(window: Any, edited: Served) -> None:
    with edited.ledger() as ledger:
        document = ledger.document("kyiv-address.txt")
    start = document.text.index("invasion")
    at = f"/d/{document.text_sha256[:16]}#char={start},{start + 8}"  # after RFC 5147
    page = ready(window(edited).open(at))
    page.wait_for_function("getSelection().toString() === 'invasion'")
    page.evaluate(f"location.hash = '#char=0,{len(document.text.split()[0])}'")
    page.wait_for_function(f"getSelection().toString() === {document.text.split()[0]!r}")


# ---------------------------------------------------------------- while the page is open
def test_documents_that_come_in_are_told(window: Any, edited: Served) -> None:
    page = ready(window(edited).open("/claims"))
    with edited.ledger() as ledger:
        late = Document(id="late.txt", text="Nothing was counted.", outlet="Wire")
        ledger.add(late, [], reader="by hand 1", read_at="2026-01-02T03:04:05Z")
    page.wait_for_selector("#news a", timeout=10_000)
    assert "The ledger has grown" in page.locator("#news").inner_text()


def test_a_folder_read_from_the_page(window: Any, edited: Served, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "port.txt").write_text("The Norland army said on Friday that 12 soldiers had died.", encoding="utf-8")
    page = window(edited).open("/read")
    page.locator("[name=folder]").fill(str(folder))
    page.get_by_role("button", name="Read").click()
    page.wait_for_selector("#reading-state[data-state=done]", timeout=60_000)
    assert "1 document" in page.locator("#reading-count").inner_text()


def test_a_reading_is_watched_stopped_and_goes_on_from_there(window: Any, edited: Served, tmp_path: Path) -> None:
    folder, many = tmp_path / "news", 600
    folder.mkdir()
    for number in range(many):
        words = f"The Norland army said on Friday that {number + 2} soldiers had died near hill {number}."
        (folder / f"{number}.txt").write_text(words, encoding="utf-8")
    with edited.ledger() as ledger:
        before = ledger.counts()["documents"]

    def start() -> None:
        page.locator("[name=folder]").fill(str(folder))
        page.get_by_role("button", name="Read").click()

    page = window(edited).open("/read")
    start()
    page.locator("#reading-count", has_text=re.compile("^[1-9]")).wait_for(timeout=300_000)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("#reading-state[data-state=stopped]", timeout=60_000)
    with edited.ledger() as ledger:
        kept = ledger.counts()["documents"] - before
        assert 0 < kept < many
        assert list(ledger.verify()) == []
    start()
    page.wait_for_selector("#reading-state[data-state=done]", timeout=300_000)
    with edited.ledger() as ledger:
        assert ledger.counts()["documents"] - before == many
        assert len(ledger.readings(str(folder / "0.txt"))) == 1  # what had been read was not read again


# ---------------------------------------------------------------- on paper
def test_a_claim_prints_with_its_addresses_and_without_controls(window: Any, edited: Served) -> None:
    page = window(edited).open("claim")
    page.emulate_media(media="print")
    assert page.locator(".bar nav").is_hidden()
    assert page.locator(".acts").first.is_hidden()
    after = page.evaluate("getComputedStyle(document.querySelector('.links a'), '::after').content")
    assert "/d/" in after


GREY = """() => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number)
      .map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const clear = (colour) => colour === "transparent" || /, 0\\)$/.test(colour);
  const under = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !one.checkVisibility() || one.closest("svg")) continue;
    const [low, high] = [light(getComputedStyle(one).color), light(under(one))].sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.5) faint.push(node.data.trim().slice(0, 40));
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_grey_paper_every_word_is_legible_and_controls_are_gone(window: Any, edited: Served, scheme: str) -> None:
    opened = window(edited, color_scheme=scheme)
    for path in EVERY[:-1]:
        page = opened.open(path)
        page.emulate_media(media="print", color_scheme=scheme)
        assert (path, page.evaluate(GREY)) == (path, [])
        assert (path, page.locator("button:visible, input:visible, nav:visible").count()) == (path, 0)


def test_without_colour_the_words_of_every_field_are_told_apart(window: Any, shown: Served) -> None:
    page = window(shown).open("/method")
    page.emulate_media(media="print")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('main mark[class]')].map((one) => { const style = getComputedStyle(one);
        return [one.className, style.borderBottomStyle, style.borderBottomWidth, style.textDecorationStyle,
                style.textDecorationThickness, style.fontWeight].join(' ') })"""
    )
    fields = dict(line.split(" ", 1) for line in drawn)
    assert len(fields) >= 7
    assert len(set(fields.values())) == len(fields), fields


# ---------------------------------------------------------------- both sides alike, and nobody told of a visit
def test_an_outlet_is_not_told_where_its_reader_comes_from(window: Any, shown: Served) -> None:
    opened, asked = window(shown), []
    opened.context.route("https://*.example/**", lambda route: (asked.append(route.request), route.fulfill(body="x")))
    page = opened.open("claim")
    with opened.context.expect_page() if page.locator(".links a[target]").count() else page.expect_navigation():
        page.get_by_role("link", name="at the outlet").click()
    assert [("referer" in one.headers, "origin" in one.headers) for one in asked] == [(False, False)]
