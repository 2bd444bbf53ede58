"""Tables for a terminal: what they say, and that no article can write anything else there."""

import io
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace
from rich.console import Console, RenderableType

from counterclaim.model import Comparison, Finding, Point, Series, SideRange
from counterclaim.views import terminal, words
from counterclaim.views.plain import plain
from tests.views.making import HERALD, entries, herald_claims


def printed(parts: Iterable[RenderableType], width: int = 160) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, emoji=False)
    for part in parts:
        console.print(part)
    return out.getvalue()


def test_claims_of_a_document() -> None:
    shown = printed(terminal.claims_found(HERALD, herald_claims()))
    assert "herald.txt · The Herald · 2024-05-03" in shown
    for words_shown in (
        "16,000",
        "Killed: soldiers (Westland)",
        "President of Norland",
        "more than 480",
        "Port Alder",
    ):
        assert words_shown in shown
    assert "Lindqvist" not in shown
    assert "a nurse (hedged)" in shown


def test_a_document_without_claims_says_so() -> None:
    assert "no figure is claimed in it" in printed(terminal.claims_found(HERALD, []))


def test_a_list_says_how_many_more() -> None:
    shown = printed(terminal.claims_listed(entries()[:2], 6))
    assert "6 claims, the first 2 shown (--limit 0 shows all)" in shown
    assert "nobody named" in printed(terminal.claims_listed(entries(), 6))


@pytest.mark.parametrize(
    "bad", ["\x1b[31mred", "a\x07b", "line\nbreak", "\u202eturned", "[bold]markup[/bold]", "\x9b2J"]
)
def test_no_words_command_the_terminal(bad: str) -> None:
    entry = entries()[0]
    claimed = replace(entry.claim, claimant=replace(entry.claim.claimant, name=bad))
    shown = printed(terminal.claims_listed([replace(entry, claim=claimed, outlet=bad)], 1), width=200)
    assert plain(bad) in shown
    assert not set("\x1b\x07\u202e\x9b") & set(shown)


@pytest.mark.parametrize(
    "unit, told",
    [("persons", ""), ("items", ""), ("percent", ", in percent"), ("km2", ", in km²"), ("km", ", in km"),
     ("money", ", in money"), ("other", "")],
)  # fmt: skip
def test_a_series_says_what_its_numbers_are(unit: Any, told: str) -> None:
    one = Series(claimant="Norland", side=None, measure="displaced", object="people", party="lebanon", conflict=None,
                 time_kind="total", unit=unit, points=())  # fmt: skip
    assert f"Norland · Displaced: people (Lebanon){told}, running total" in printed(terminal.series_told([one], 1))


def comparison() -> Comparison:
    side = SideRange(side="norland", role="opponent", low=16000, high=None, latest=16000, latest_claim="c_1",
                     claims=("c_1",), documents=("a",), origins=1)  # fmt: skip
    nobody = replace(side, side=None, role="unattributed", low=0, high=20, latest=None)
    return Comparison(
        key="k", title="Killed: soldiers", measure="killed", object="soldiers", party="westland", conflict=None,
        time_kind="total", start=None, end="2024-05-03", unit="persons", sides=(side, nobody), factor_guaranteed=11.8,
        factor_point=11.8, gap_points=None, contested=0.9, text="They are at least 11.8 times apart.",
        notes=("UNIT: different words",), not_compared=("c_9",), not_compared_why=("another conflict",),
    )  # fmt: skip


def test_a_comparison() -> None:
    shown = printed(terminal.comparisons([comparison()], {"c_1": "Norland Army"}, {1: 1}))
    for part in ("Norland (of the other side)", "16,000 or more", "Norland Army", "nobody named", "up to 20",
                 "They are at least 11.8 times apart.", "note: UNIT: different words",
                 "not compared: c_9: another conflict"):  # fmt: skip
        assert part in shown


def test_a_series_shows_steps_between_totals() -> None:
    point = Point(claim="c_1", document="a", date="2024-05-03", value=100, low=100, high=100, kind="total")
    later = [replace(point, date="2024-05-04", value=1130, claim="c_2"),
             replace(point, date="2024-05-05", value=1120, mark="correction", claim="c_3"),
             replace(point, date="2024-05-05", value=870, kind="period", claim="c_5"),
             replace(point, date=None, value=None, low=200, high=None, claim="c_4")]  # fmt: skip
    told = Series(claimant="Norland Army", side="norland", measure="killed", object="soldiers", party="westland",
                  conflict=None, time_kind="total", unit="persons", points=(point, *later))  # fmt: skip
    shown = printed(terminal.series_told([told], 1))
    for part in (
        "Norland Army · Killed: soldiers (Westland), running total",
        "+1,030",
        "-10",
        "correction",
        "200 or more",
        "no date",
    ):
        assert part in shown
    (increase,) = [line for line in shown.splitlines() if "870" in line]
    assert "within a period" in increase


def test_findings_that_fail_come_first() -> None:
    holds = Finding(code="SUM_PARTS", severity="error", outcome="holds", claims=("c_1",), documents=("a",),
                    formula="1 + 2 = 3", text="They agree.")  # fmt: skip
    fails = replace(holds, code="MONO_CUM", outcome="violated", text="It fell.", possible_reasons=("rounding",),
                    next_step="look at both")  # fmt: skip
    shown = printed(terminal.findings([holds, fails], {0: 1, 2: 1}))
    assert shown.index("does not hold · MONO_CUM") < shown.index("holds · SUM_PARTS")
    for part in (
        "1 + 2 = 3",
        "possible reasons: rounding",
        "next: look at both",
        "2 findings: 1 does not hold",
        "1 holds",
    ):
        assert part in shown
    assert shown.count("next:") == 1


def test_what_holds_as_far_as_it_was_tested_says_what_to_look_for() -> None:
    tested = Finding(code="TOTAL_MINUS_INC", severity="info", outcome="holds", claims=("c_1",), documents=("a",),
                     formula="133 - 3 = 130", text="No more is tested.", next_step="Look for 130.")  # fmt: skip
    assert "next: Look for 130." in printed(terminal.findings([tested], {2: 1}))


@pytest.mark.parametrize(
    "low, high, told",
    [(5, 5, "5"), (1001, None, "1,001 or more"), (0, 20, "up to 20"), (None, 20, "up to 20"), (3, 9, "3 to 9"),
     (0, 0, "0"), (66.7, 66.7, "66.7"), (None, None, "no bound stated")],
)  # fmt: skip
def test_a_range_of_claims(low: float | None, high: float | None, told: str) -> None:
    assert words.interval(low, high) == told
