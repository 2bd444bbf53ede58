"""Every figure of every screen and of every page of a publication leads to a claim, and the claim has a claimant."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.pipeline.publishing import publish
from tests.serve.conftest import Served, filled
from tests.serve.test_addresses import named
from tests.serve.test_screens import SCREENS
from tests.views.dom import parse

PATHS = [
    *(path for path in SCREENS if path != "/method"),
    "/timeline",
    "/draw",
    "/claims?q=16,000",
    "/claims?measure=killed",
    "claim",
    "article",
    "quantity",
]
# The page of the method has figures as examples of words, and none of a claim.
OF_CLAIMS = 3  # digits from which on a number of the ledger's own is no day, no factor, no count of the page

# Where a figure of a claim may stand without a link of its own: within what is linked, quoted or worked out as a whole.
HELD = (
    "ancestor-or-self::a | ancestor::*[@data-claim] | ancestor::svg | ancestor::blockquote | ancestor::pre"
    " | ancestor::*[@id='text'] | ancestor::title | ancestor::option | ancestor::input"
)


def figures(ledger: Ledger) -> set[str]:
    """The figures of all claims as a page writes them, those that could be nothing else."""
    values = {entry.claim.figure.value for entry in ledger.entries()}
    return {f"{value:,}" for value in values if isinstance(value, int) and len(str(value)) >= OF_CLAIMS}


NUMBER = re.compile(r"(?<![\w,.])\d[\d,]*(?![\w]|[.,]\d| times)")
PIECES = "ancestor-or-self::*[self::tr or self::li or self::p or self::dd or self::article or self::section]"
TO_A_CLAIM = re.compile(r"(^|/)c/c_\w+|#c_\w+")


def loose(root: Any, known: set[str]) -> list[str]:
    """The figures of claims beside which no link to a claim stands: in their row, item, paragraph, article or section.

    A sentence that sums up a picture has none of its own: each of its figures stands in a row of the table below.
    """
    rows = [row for row in root.xpath("//main//*[self::tr or self::li]") if leads(row)]
    below = {number for row in rows for number in NUMBER.findall(" ".join(row.itertext()))}
    found = []
    for node in root.xpath("//main//text()"):
        parent = node.getparent() if not node.is_tail else node.getparent().getparent()
        for number in NUMBER.findall(str(node)):
            if number not in known or parent.xpath(HELD) or any(map(leads, parent.xpath(PIECES))):
                continue
            if number not in below or not parent.xpath("ancestor-or-self::p[@class='lead']"):
                found.append(f"{number} in {str(node).strip()[:60]!r}")
    return found


def leads(piece: Any) -> bool:
    """Whether a piece of a page has a link to a claim."""
    return any(TO_A_CLAIM.search(link) for link in piece.xpath(".//a/@href"))


@pytest.mark.parametrize("path", PATHS)
def test_every_figure_of_a_screen_leads_to_its_claim(shown: Served, client: Callable[..., Any], path: str) -> None:
    asked = client(shown)
    with shown.ledger() as ledger:
        known = figures(ledger)
    root = parse(asked.get(named(asked, path)).text)
    echoed = {path.partition("?q=")[2]}  # the words that were searched for
    assert [one for one in loose(root, known) if one.partition(" in ")[2].strip("'") not in echoed] == []


def test_every_claim_that_a_screen_links_to_has_a_claimant_and_its_own_link(
    shown: Served, client: Callable[..., Any]
) -> None:
    asked, linked = client(shown), set()
    for path in PATHS:
        linked |= set(parse(asked.get(named(asked, path)).text).xpath("//main//a/@href[starts-with(., '/c/c_')]"))
    claims = {address for address in linked if re.fullmatch(r"/c/c_\w+", address)}
    assert len(claims) > 10
    for address in claims:
        page = parse(asked.get(address).text)
        (chain,) = page.xpath("//ol[@class='chain']/li[1]/bdi")
        assert chain.text_content().strip(), address  # a name, a role, or that nobody is named
        assert page.xpath("//main//a[starts-with(@href, '/d/')]"), address


def test_every_figure_of_a_publication_leads_to_its_claim(tmp_path: Path) -> None:
    with Ledger(filled(tmp_path / "war.db")) as ledger:
        known = figures(ledger)
        publish(ledger, tmp_path / "site")
    wrong = {}
    pages = sorted((tmp_path / "site").rglob("index.html"))
    assert len(pages) > 20
    for page in pages:
        here = page.relative_to(tmp_path / "site").as_posix()
        found = loose(parse(page.read_text(encoding="utf-8")), known)
        if found and not here.startswith(("c/", "method/")):  # a claim's own page is about that figure; examples
            wrong[here] = found
    assert wrong == {}
