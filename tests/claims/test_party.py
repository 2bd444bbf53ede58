"""Whose people or things a figure counts (tests/claims/party.csv): one row a figure, each text a story of its own."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Document
from tests.claims.tables import Row, case, rows


@pytest.mark.parametrize(
    "row", [case(r, known=r["known"], id=f"{r['figure']}:{r['text'][:50]}") for r in rows("party.csv")]
)
def test_whose_figure_it_is(row: Row) -> None:
    claims = find_claims(Document(id="case", text=f"{row['text']}\nThe war goes on.", published="2024-05-06"))
    assert [claim.party or "" for claim in claims if claim.figure.text == row["figure"]] == [row["party"]]
