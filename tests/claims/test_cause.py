"""By what people were harmed or driven away (causes.csv): marked with `any_cause`, and by default only conflict."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Document
from tests.claims.tables import Row, case, rows


@pytest.mark.parametrize("row", [case(r, known=r["known"], id=r["text"][:50]) for r in rows("causes.csv")])
def test_the_cause_is_marked(row: Row) -> None:
    story = Document(id="case", text=row["text"], published="2024-05-06")
    assert [claim.cause for claim in find_claims(story, any_cause=True)] == [row["cause"]]


@pytest.mark.parametrize("row", [case(r, known=r["known"], id=r["text"][:50]) for r in rows("causes.csv")])
def test_by_default_only_conflict_gives_claims(row: Row) -> None:
    claims = find_claims(Document(id="case", text=row["text"], published="2024-05-06"))
    assert ("yes" if claims else "no") == row["by default"]
    assert all(claim.cause in ("conflict", "unknown") for claim in claims)
