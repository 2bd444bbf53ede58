"""Pictures in a real browser, with its typefaces: real series at both widths, every word inside, none on another."""

import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Point, Series
from counterclaim.views.pictures import Picture, series_picture, style_sheet
from tests.views.test_pictures import CASES

pytestmark = pytest.mark.browser
LOSSES = Path(__file__).parents[2] / "../shared/data/ukr_mod_losses/russia_losses_personnel.json"

# Words that stand on others, or beyond their drawing, by the boxes that the browser gives; half the height of a line
# of type is air, and a pixel either way is rounding.
FAULTS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg.drawing")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const texts = [...svg.querySelectorAll("text:not(.on)")];
    const words = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    words.forEach(([name, box], at) => {
      if (box.left < frame.left - 2 || box.right > frame.right + 2) found.push(`${name}: beyond the drawing`);
      for (const [other, second] of words.slice(at + 1)) {
        const across = Math.min(box.right, second.right) - Math.max(box.left, second.left);
        const down = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top);
        if (across > 2 && down > box.height / 2) found.push(`${name}: on ${other}`);
      }
    });
  }
  return found;
}"""


def page_of(*pictures: Picture) -> str:
    drawn = "".join(
        f"<figure>{one.svg(f'p{n}')}{one.svg(f'p{n}', narrow=True)}</figure>" for n, one in enumerate(pictures)
    )
    return f"<!doctype html><html lang=en><title>Pictures</title><style>{style_sheet()}</style>{drawn}</html>"


@pytest.mark.parametrize("width, least", [(1280, 12), (390, 11), (320, 9.5)])
def test_no_word_is_cut_off_or_covered_and_all_are_large_enough(browser: Any, width: int, least: float) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(page_of(*(made() for made in CASES.values())).replace("<figure>", "<figure style='margin:0'>"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(FAULTS) == []
    size = """Math.min(...[...document.querySelectorAll("svg.drawing")].filter((svg) => svg.clientWidth)
      .map((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * 11))"""
    assert least * 11 / 12 <= page.evaluate(size) < 40
    page.close()


@pytest.mark.skipif(not LOSSES.is_file(), reason=f"{LOSSES}: no real series there")
def test_a_real_series_of_years(browser: Any) -> None:
    rows = json.loads(LOSSES.read_text(encoding="utf-8"))
    points = tuple(
        Point(claim=f"c_{n}", document="d", date=row["date"], value=row["personnel"], low=row["personnel"],
              high=row["personnel"], kind="total")
        for n, row in enumerate(rows)
    )  # fmt: skip
    series = Series(
        claimant="General Staff of Ukraine",
        side="ukraine",
        measure="casualties",
        object="soldiers",
        party="russia",
        conflict="russia-ukraine",
        time_kind="total",
        unit="persons",
        points=points,
    )
    shown = series_picture(series, {})
    assert len(shown.rows) == len(rows)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content(page_of(shown))
    assert page.evaluate(FAULTS) == []
    steps = page.evaluate("""[...document.querySelectorAll("svg.wide path")].map((p) => p.getBBox())
      .filter((box) => box.height > 150).map((box) => [box.width, box.height])""")
    assert any(wide > 500 for wide, _ in steps)
    page.close()
