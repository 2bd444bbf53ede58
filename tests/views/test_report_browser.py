"""The report in a real browser: quiet, complete without a script, at every width, on paper, for everyone."""

from pathlib import Path
from typing import Any

import pytest

from counterclaim.views.report import render
from tests.views.ledger_of_examples import ledger, many
from tests.views.test_report_hostile import PAYLOADS, poison

pytestmark = pytest.mark.browser


def opened(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    """An open page, and all that it asked for, said or threw."""
    page = browser.new_page(**options)
    events: list[str] = []
    page.on("console", lambda message: events.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: events.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (events.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "request", lambda request: None if request.url == path.as_uri() else events.append(f"request: {request.url}")
    )
    page.goto(path.as_uri())
    return page, events


def test_no_request_and_no_word_on_the_console(browser: Any, report_file: Path) -> None:
    page, events = opened(browser, report_file)
    page.close()
    assert events == []


def test_the_style_sheet_is_allowed_by_the_page_s_own_policy(browser: Any, report_file: Path) -> None:
    page, _ = opened(browser, report_file)
    assert page.evaluate("getComputedStyle(document.querySelector('.columns')).display") == "grid"
    page.close()


def test_hostile_words_in_every_field_do_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    data = ledger()
    for payload in PAYLOADS:
        path.write_text(render(poison(data, payload)), encoding="utf-8")
        page, events = opened(browser, path)
        page.mouse.move(200, 300)
        page.close()
        assert events == [], payload


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_scrolls_sideways(browser: Any, report_file: Path, width: int) -> None:
    page, _ = opened(browser, report_file, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_complete_without_script(browser: Any, report_file: Path) -> None:
    """The same words are visible with scripts off, but for the buttons that save pictures."""
    with_script, _ = opened(browser, report_file)
    without, _ = opened(browser, report_file, java_script_enabled=False)
    with_script.evaluate("document.querySelectorAll('.take').forEach((one) => one.remove())")
    texts = [page.locator("body").inner_text() for page in (with_script, without)]
    controls = without.locator("button, input, select, details, [hidden]").count()
    with_script.close()
    without.close()
    assert texts[0] == texts[1]
    assert controls == 0


def test_a_number_leads_to_its_sentence(browser: Any, report_file: Path) -> None:
    page, _ = opened(browser, report_file)
    page.locator(".glance a.n", has_text="16,000").first.click()
    target = page.locator(".claim:target")
    assert "said on Saturday that" in target.inner_text()
    assert page.locator(".claim:target mark.f").first.inner_text().startswith("16,000")
    page.close()


def test_from_a_figure_to_both_sides_in_two_clicks(browser: Any, report_file: Path) -> None:
    """The first shows both sides, how far apart, and the caveats; the second both sentences."""
    page, _ = opened(browser, report_file)
    row = page.locator(".glance tr", has=page.locator("a.n", has_text="16,000"))
    row.locator("a").first.click()
    told = page.locator(":target").inner_text()
    for words in ("Ukraine", "16,000", "Russia", "1,351", "At least 11.8 times apart", "may count different things"):
        assert words in told, words
    page.locator(":target a.n", has_text="16,000").first.click()
    page.evaluate("document.querySelectorAll('mark > i').forEach((one) => one.remove())")  # said aloud, not shown
    words = page.locator(":target").inner_text()
    assert "16,000 Russian soldiers had been killed" in words
    assert "put its own dead at 1,351" in words
    page.close()


def test_a_number_leads_to_its_sentence_on_a_long_page(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(render(many(1500)), encoding="utf-8")
    page, _ = opened(browser, path, viewport={"width": 1280, "height": 800})
    for number in (page.locator(".glance a.n").first, page.locator("#when table a.n").last):
        number.click()
        page.wait_for_timeout(300)
        top, bottom = page.evaluate(
            "(({top, bottom}) => [top, bottom])(document.querySelector(':target').getBoundingClientRect())"
        )
        assert 0 <= top < bottom <= 800
    page.close()


def test_it_prints_with_addresses_and_running_numbers(browser: Any, report_file: Path) -> None:
    page, _ = opened(browser, report_file)
    page.emulate_media(media="print")
    after = "getComputedStyle(document.querySelector('.glance a.n'), '::after').content"
    assert "attr" in page.evaluate(after) or "[" in page.evaluate(after)
    assert page.locator("a.url").first.is_visible()
    for size in ("A4", "Letter"):
        assert page.pdf(format=size, print_background=True).startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (320, "dark")])
def test_no_barrier_that_axe_can_find(browser: Any, report_file: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: no barrier test")
    page, _ = opened(
        browser, report_file, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    page.close()
    assert [(v["id"], v["impact"], v["nodes"][0]["html"][:160]) for v in found.response["violations"]] == []


def test_pictures_are_saved_as_they_stand(browser: Any, report_file: Path, tmp_path: Path) -> None:
    page, events = opened(browser, report_file, accept_downloads=True)
    saved = {}
    for way in ("SVG", "PNG", "CSV"):
        with page.expect_download() as waiting:
            page.locator("#q1 .take button", has_text=way).click()
        saved[way] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[way])
    page.close()
    assert [path.suffix for path in saved.values()] == [".svg", ".png", ".csv"]
    drawing = saved["SVG"].read_text(encoding="utf-8")
    assert "Claims, not facts" in drawing
    assert "Source: claims in a ledger" in drawing
    assert saved["PNG"].read_bytes().startswith(b"\x89PNG")
    assert saved["CSV"].read_text(encoding="utf-8").startswith("side,claimant,figure,low,high,day,outlet,claim")
    assert [event for event in events if not event.startswith(("request: data:", "request: blob:"))] == []
