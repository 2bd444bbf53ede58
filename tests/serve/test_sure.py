"""Least sure first: by how sure the reader was of each claim, then by what it left open."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.claims.reader import READER, read, sureness
from counterclaim.ledger import Ledger
from counterclaim.model import Document
from counterclaim.pipeline.serve.sure import least_sure_first, sure_of
from tests.serve.conftest import READ_AT, Served, running

ARTICLE = Document(
    id="port.txt",
    title="A night at the port",
    published="2024-05-03",
    outlet="The Herald",
    text=(
        "The Ukrainian army said on Friday that 12 Russian soldiers were killed near Bakhmut.\n\n"
        "Some forty vehicles were there. A shell hit two houses, and 3 people were taken to hospital, "
        "the mayor said. Officials put the losses at 150. Hundreds fled.\n"
    ),
)


@pytest.fixture
def read_in(tmp_path: Path) -> Iterator[Served]:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        ledger.add(ARTICLE, read(ARTICLE), reader=READER, read_at=READ_AT)
    yield from running(tmp_path / "war.db")


def test_every_claim_that_is_read_has_a_probability() -> None:
    sure = sureness(ARTICLE)
    claims = {claim.id for claim in read(ARTICLE)}
    assert len(claims) > 2
    assert claims <= sure.keys()
    assert all(0 < sure[claim] <= 1 for claim in claims)
    assert len({sure[claim] for claim in claims}) > 1


def test_the_least_sure_stands_first_and_says_how_sure(read_in: Served, client: Callable[..., Any]) -> None:
    with read_in.ledger() as ledger:
        entries = list(ledger.entries())
    sure, at = sure_of(ARTICLE, entries), f"/d/{ARTICLE.text_sha256[:16]}"
    page = client(read_in).get(f"{at}?order=unsure").text
    shown = re.findall(r'class="claim-card[^>]*data-claim="(c_\w+)"', page)
    assert sorted(shown) == sorted(sure)
    assert [sure[claim] for claim in shown] == sorted(sure.values())
    assert shown != [entry.claim.id for entry in entries]
    assert len(re.findall(r"read by (?:rule|model \.\d\d)<", page)) == len(shown)
    assert "read by model" not in client(read_in).get(at).text


def test_of_equals_the_one_with_most_left_open_stands_first() -> None:
    entries = list(map(_entry, read(ARTICLE)))
    named = [entry.claim.claimant is not None for entry in least_sure_first(entries, {})]
    assert named == sorted(named)
    assert {True, False} <= set(named)


def test_claims_of_another_program_have_no_such_number() -> None:
    from msgspec.structs import replace

    others = [replace(entry, claim=replace(entry.claim, rule="by hand 1")) for entry in map(_entry, read(ARTICLE))]
    assert sure_of(ARTICLE, others) == {}


def _entry(claim: Any) -> Any:
    from counterclaim.model import Entry

    return Entry(claim=claim, document=ARTICLE.id, text_sha256=ARTICLE.text_sha256)
