"""Who speaks in a transcript is the source of what is said in their turn; the host, an announcer, a town is not."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.claims.turns import find_turns, speaker_at
from counterclaim.model import Document

INTERVIEW = """A truck hit a crowd in Nice in a terrorist attack.
ANNA KELLER, HOST: We are joined by Paul Moreau, who writes for a magazine.
PAUL MOREAU: Good evening.
KELLER: How many people have been killed in this attack?
MOREAU: More than 70 people are dead. At one point 73 were killed.
"""
BROADCAST = """SANTA ANA, 3 MAY 89 -- [TEXT] COLONEL LUIS PAREDES OF THE COAST OFFICE SPOKE OF THE GUERRILLA ATTACK.

   [BEGIN RECORDING] [PAREDES] THE GUERRILLAS CAME AT DAWN. TWO SOLDIERS WERE KILLED AND NINE WERE WOUNDED.
[END RECORDING] THE ARMY RETURNED FIRE.

   OUR CORRESPONDENT JORGE SALAS REPORTS.

   [SALAS] THREE HOUSES WERE DESTROYED IN THE ATTACK.

   MARTA DEL RIO HAS THIS REPORT:

   [DEL RIO] FIVE SHOPS WERE DESTROYED AS WELL.
"""
TOWNS = """Russian shelling overnight:
KHERSON: 3 people were killed.
IZIUM: 2 people were killed.
KUPIANSK: 9 people were wounded.
"""


def claimants(text: str) -> dict[str, str | None]:
    claims = find_claims(Document(id="transcript", text=text))
    return {claim.figure.text: claim.claimant.name if claim.claimant else None for claim in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTERVIEW, {"70": "Paul Moreau", "73": "Paul Moreau"}),
        (BROADCAST, {"TWO": "Luis Paredes", "NINE": "Luis Paredes", "THREE": None, "FIVE": None}),
        (TOWNS, {"3": None, "2": None, "9": None}),
    ],
)
def test_claims_of_a_turn_are_the_speakers(text: str, expected: dict[str, str | None]) -> None:
    assert claimants(text) == expected


def test_turns_begin_at_their_names() -> None:
    turns = find_turns(INTERVIEW)
    assert [INTERVIEW[turn.start :].split(":")[0] for turn in turns] == [
        "ANNA KELLER, HOST",
        "PAUL MOREAU",
        "KELLER",
        "MOREAU",
    ]
    assert speaker_at(turns, 0) is None
    assert speaker_at(turns, INTERVIEW.index("How many")) is None


@pytest.mark.parametrize("text", ["", "[TEXT] [ARTICLE] [MARIA LUZ] [TEXT] SIX DIED.", "Kyiv: 3 died.\n", TOWNS])
def test_no_transcript_has_no_turns(text: str) -> None:
    assert find_turns(text) == ()
