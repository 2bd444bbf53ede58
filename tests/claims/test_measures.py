"""What is claimed of whom, and by whom (tests/claims/measures.csv): one row a figure, in the order of the text.

Each sentence is read as a story of a war. Sentences of many wars, in the words of this project; `known` marks what is
still read wrongly, and why.
"""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Claim, Document
from tests.claims.tables import Row, case, grouped

FIELDS = ("figure", "measure", "object", "party", "claimant")


def told(claim: Claim) -> tuple[str, ...]:
    claimant = claim.claimant.name if claim.claimant else ""
    return claim.figure.text, claim.measure, claim.object, claim.party or "", claimant


@pytest.mark.parametrize(
    "text, rows",
    [case(text, rows, known=rows[0]["known"], id=text[:60]) for text, rows in grouped("measures.csv", "text")],
)
def test_what_is_claimed(text: str, rows: list[Row]) -> None:
    story = Document(id="case", text=f"{text}\nThe war goes on.", published="2024-05-06")
    wanted = [tuple(row[field] for field in FIELDS) for row in rows if row["figure"]]
    assert [told(claim) for claim in find_claims(story)] == wanted
