"""When, where and how a figure is meant (circumstances.csv); stories that are no conflict (no_conflict.csv)."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Document
from tests.claims.tables import Row, case, rows

FIELDS = ("stance", "verification", "time_kind", "start", "end", "place")


@pytest.mark.parametrize("row", [case(r, known=r["known"], id=r["text"][:60]) for r in rows("circumstances.csv")])
def test_circumstances(row: Row) -> None:
    found = [
        claim
        for claim in find_claims(Document(id="case", text=row["text"], published=row["published"]))
        if claim.figure.text == row["figure"]
    ]
    assert [
        (
            claim.stance,
            claim.verification or "",
            claim.time.kind,
            claim.time.start or "",
            claim.time.end or "",
            claim.place.name if claim.place and claim.place.precision != "country" else "",
        )
        for claim in found
    ] == [tuple(row[field] for field in FIELDS)]


@pytest.mark.parametrize(
    "row", [case(r, known=r["known"], id=f"{r['matter']}: {r['text'][:40]}") for r in rows("no_conflict.csv")]
)
def test_stories_without_conflict_give_nothing(row: Row) -> None:
    found = find_claims(Document(id="case", text=row["text"], published="2024-05-06"))
    assert [(claim.figure.text, claim.measure) for claim in found] == []
