"""Lists of figures under a heading: totals, increments, what the heading tells of all of them."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Claim, Document
from tests.claims.tables import case

LOSSES = """The General Staff of the Ukrainian Armed Forces gives the Russian losses since 24 February 2022.
The total combat losses of the enemy were approximately:
personnel - about 26,900 (+250) persons were liquidated,
tanks - 1195 (+8),
armoured vehicles - 2873 (+17),
artillery systems - 534 (+6),
ships - 12 (+0).
"""
HEALTH = """Daily report of the Ministry of Health in Gaza on the Israeli aggression
In the past 24 hours:
Number of martyrs: 7
Number of injured: 31
Total since 7 October 2023:
Martyrs: 41,020
Injured: 94,925
"""
WANTED = """Ukraine is asking for heavy weapons to win the war. Its list of requests:
- 1,000 howitzers
- 500 tanks
- 2,000 armoured vehicles
"""


def claims_of(text: str, outlet: str | None = None, published: str | None = None) -> tuple[Claim, ...]:
    return find_claims(Document(id="list", text=text, outlet=outlet, published=published))


@pytest.fixture(scope="module")
def losses() -> tuple[Claim, ...]:
    return claims_of(LOSSES, "General Staff of the Armed Forces of Ukraine", "2022-05-11")


def test_what_a_list_of_losses_counts(losses: tuple[Claim, ...]) -> None:
    assert [(c.figure.value, c.measure, c.object) for c in losses] == [
        (26_900, "lost", "soldiers"), (250, "lost", "soldiers"),
        (1195, "destroyed", "tanks"), (8, "destroyed", "tanks"),
        (2873, "destroyed", "armoured_vehicles"), (17, "destroyed", "armoured_vehicles"),
        (534, "destroyed", "artillery"), (6, "destroyed", "artillery"),
        (12, "destroyed", "ships"), (0, "destroyed", "ships"),
    ]  # fmt: skip


def test_whose_losses_and_who_says_so(losses: tuple[Claim, ...]) -> None:
    assert {c.party for c in losses} == {"russia"}
    assert {c.claimant.side if c.claimant else None for c in losses} == {"ukraine"}


def test_totals_and_increments(losses: tuple[Claim, ...]) -> None:
    """A total runs from the heading's day; an increment is the day before the report to the report."""
    totals, increments = losses[::2], losses[1::2]
    assert {(c.time.kind, c.time.start, c.time.end) for c in totals} == {("total", "2022-02-24", "2022-05-11")}
    assert {(c.time.kind, c.time.start, c.time.end) for c in increments} == {("period", "2022-05-10", "2022-05-11")}


def test_a_heading_makes_totals_approximate(losses: tuple[Claim, ...]) -> None:
    assert {c.figure.qualifier for c in losses[::2]} == {"approx"}
    assert {c.figure.qualifier for c in losses[1::2]} == {"exact"}


def test_a_bare_list_under_a_heading() -> None:
    text = "Rebels and army fought on Monday. The Kenyan army lost:\n- soldiers: 12\n- trucks: 3\n"
    assert [(c.figure.value, c.measure) for c in claims_of(text)] == [(12, "lost"), (3, "destroyed")]


@pytest.mark.parametrize(
    "value, measure, kind",
    [
        case(7, "killed", "period"),
        case(31, "wounded", "period"),
        case(41_020, "killed", "total"),
        case(94_925, "wounded", "total"),
    ],
)
def test_a_health_ministrys_list(value: int, measure: str, kind: str) -> None:
    claims = claims_of(HEALTH, "Ministry of Health in Gaza", "2024-09-10")
    found = [c for c in claims if c.figure.value == value]
    assert [(c.measure, c.time.kind, c.party) for c in found] == [(measure, kind, "gaza")]


def test_a_list_of_wishes() -> None:
    assert [(c.figure.value, c.measure, c.party) for c in claims_of(WANTED)] == [
        (1000, "requested", "ukraine"),
        (500, "requested", "ukraine"),
        (2000, "requested", "ukraine"),
    ]


def test_people_killed_and_tanks_under_one_heading() -> None:
    """A thing's line does not go on with `killed` from the line of people before it."""
    text = (
        "Russian losses, says Ukraine's General Staff, with the change since Sunday in brackets:\n"
        "- soldiers killed: about 132,160 (+870)\n- tanks: 3,231 (+11)\n"
    )
    found = [(c.figure.value, c.measure) for c in claims_of(text, published="2023-02-06")]
    assert found == [(132_160, "killed"), (870, "killed"), (3_231, "destroyed"), (11, "destroyed")]
