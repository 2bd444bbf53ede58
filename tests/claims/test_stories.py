"""What one story of a digest tells is not another's, though both have the same number."""

from counterclaim.claims import find_claims
from counterclaim.model import Document

DIGEST = """* Gaza war
  * Israeli strikes
    * Nine people, among them three reporters with an Egyptian convoy, are killed in Israeli strikes near Gaza City.
* Yemeni civil war
  * A car bomb kills three people in Aden, Yemen, and wounds four, the Yemeni interior ministry says.
* Sudanese civil war
  * A drone kills four people in El Obeid, Sudan.
"""


def test_the_same_number_in_two_stories_is_not_one_claim() -> None:
    claims = find_claims(Document(id="digest", text=DIGEST, published="2026-01-21"))
    threes = [(claim.party, claim.claimant and claim.claimant.side) for claim in claims if claim.figure.text == "three"]
    assert threes == [("gaza", None), ("yemen", "yemen")]
