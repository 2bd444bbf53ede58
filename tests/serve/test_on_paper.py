"""Pages as they come out of the browser's printer: a PDF without colour, every word dark enough, addresses in print."""

import io
import re
from pathlib import Path
from typing import Any

import pytest

from counterclaim.views.report import render
from tests.serve.conftest import Served
from tests.serve.test_in_a_browser import Window
from tests.views.ledger_of_examples import ledger

pytestmark = pytest.mark.browser

PRINTED = ["/", "/claims?q=16,000", "/compare", "/series", "/timeline", "/checks", "/adds-up", "/map", "claim",
           "article", "quantity", "/method"]  # fmt: skip
DOTS = 4  # pixels to a point: 288 to the inch, half of what an office printer has
SMALLEST = 5.0  # points of height of a line of small print: what is lower cannot be read on paper
GREY = (0.299, 0.587, 0.114)  # how a grey printer weighs red, green and blue (ITU-R BT.601)


def pdf_of(page: Any) -> Any:
    """The page as the browser prints it, opened with PDFium."""
    pypdfium2 = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: no page was looked at on paper")
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", print_background=False)))


def words_of(document: Any) -> str:
    """All words of a document, as they follow one another."""
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def faint(document: Any) -> list[str]:
    """The words of the first pages that are small, or less than 4.5 times as bright as what is around them, in grey."""
    found = []
    for page in list(document)[:2]:
        grey = page.render(scale=DOTS, rev_byteorder=True).to_numpy()[:, :, :3] @ GREY / 255
        text, height = page.get_textpage(), page.get_height()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            box = grey[int((height - top) * DOTS) : int((height - bottom) * DOTS) + 1,
                       int(left * DOTS) : int(right * DOTS) + 1]  # fmt: skip
            words = text.get_text_bounded(left, bottom, right, top).strip()
            if not words or not re.search(r"[^\W_]{2}", words):
                continue
            dark, light = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
                           for one in (box.min(), box.max()))  # fmt: skip
            if (light + 0.05) / (dark + 0.05) < 4.5 or top - bottom < SMALLEST / 2:
                found.append(words[:60])
    return found


@pytest.fixture
def printed(browser: Any, shown: Served) -> Any:
    opened: list[Window] = []

    def made(path: str) -> tuple[Any, Any]:
        opened.append(Window(browser, shown))
        page = opened[-1].open(path)
        return page, pdf_of(page)

    yield made
    for one in opened:
        one.context.close()


@pytest.mark.parametrize("path", PRINTED)
def test_every_word_of_a_printed_page_is_dark_enough_in_grey(printed: Any, path: str) -> None:
    _, document = printed(path)
    assert faint(document) == []
    assert "Claims, not facts" in words_of(document)


def test_a_printed_claim_has_its_addresses(printed: Any, shown: Served) -> None:
    page, document = printed("claim")
    told = words_of(document).replace(" ", "")
    addresses = page.locator(".links a").evaluate_all(
        "every => every.map((one) => one.dataset.paper || one.getAttribute('href'))"
    )
    assert any(address.startswith("https://") for address in addresses)
    for address in addresses:
        whole = address if address.startswith("https://") else f"{shown.address}{address}"
        assert f"({whole})".replace(" ", "") in told, address
    assert page.locator("[data-claim]").first.get_attribute("data-claim") in told


def test_a_printed_quantity_has_both_sides_and_both_sentences(printed: Any) -> None:
    _, document = printed("quantity")
    told = words_of(document)
    for words in ("Ukraine", "Russia", "16,000", "1,351", "11.8", "had been killed"):
        assert words in told, words


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_report_on_paper(browser: Any, tmp_path: Path, size: str) -> None:
    report_file = tmp_path / "report.html"
    report_file.write_text(render(ledger()), encoding="utf-8")
    pypdfium2 = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: no page was looked at on paper")
    page = browser.new_page()
    page.goto(report_file.as_uri())
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format=size, print_background=False)))
    urls = page.locator("a.url").evaluate_all("every => every.map((one) => one.textContent)")
    page.close()
    told = words_of(document)
    assert faint(document) == []
    assert len(document) > 1
    assert urls
    for url in urls:
        assert url.replace(" ", "") in told.replace(" ", ""), url
    assert "Claims, not facts" in told
