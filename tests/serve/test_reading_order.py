"""What a screen reader says first, and pages that keep still: the title, a sentence that sums up, then the table."""

from typing import Any

import pytest

from tests.serve.conftest import Served
from tests.serve.test_in_a_browser import window

__all__ = ["window"]

pytestmark = pytest.mark.browser

PICTURES = ["/series", "/timeline", "/map", "/draw", "quantity"]
MOVING = ["/", "/claims", "/review", "article", "claim", "/series"]

ORDER = """() => {
  const seen = [];
  const walk = (node) => {
    if (node.nodeType !== 1 || node.closest('[aria-hidden=true]') || !node.checkVisibility()) return;
    const name = node.localName;
    if (name === 'h1') seen.push('title');
    else if (name === 'svg') seen.push(node.querySelector('desc') ? 'picture with summary' : 'picture without');
    else if (node.matches('p.intro, p.telling, p.lead, figcaption, p.dateline')) seen.push('summary');
    else if (name === 'table') { seen.push('table'); return; }
    for (const one of node.children) walk(one);
  };
  walk(document.querySelector('main'));
  return seen;
}"""


@pytest.mark.parametrize("path", PICTURES)
def test_title_then_summary_then_table(window: Any, shown: Served, path: str) -> None:
    page = window(shown).open(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    seen = page.evaluate(ORDER)
    assert seen[0] == "title", seen
    assert "picture without" not in seen
    told = [one for one in seen if one != "title"]
    assert "table" in told, seen
    assert {"summary", "picture with summary"} & set(told[: told.index("table")]), seen


@pytest.mark.parametrize("path", MOVING)
def test_nothing_moves_where_a_person_wants_it_still(window: Any, edited: Served, path: str) -> None:
    page = window(edited, reduced_motion="reduce").open(path)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one);
        const lasts = (told) => told.split(',').some((part) => parseFloat(part) > 0);
        return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration))
            || style.scrollBehavior === 'smooth' }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
