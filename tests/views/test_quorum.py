"""Where two readers are asked for, an export and a publication say of each claim whether both hold what stands."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.scale_ledger import make
from counterclaim.ledger import Decision, Ledger
from counterclaim.pipeline.exporting import export
from counterclaim.pipeline.publishing import publish
from tests.views.making import herald_claims, make_ledger

FIRST = herald_claims()[0].id


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(make_ledger(tmp_path / "war.db")) as opened:
        yield opened


def decide(ledger: Ledger, reader: str, done: str) -> None:
    about = {"accept": {}, "reject": {"reason": "not_a_claim"},
             "correct": {"field": "measure", "before": "killed", "after": "wounded"}}[done]  # fmt: skip
    ledger.decide(
        Decision(actor=reader, at=f"2026-01-0{len(ledger.decisions()) + 1}", action=done, claims=(FIRST,), **about)
    )


def column(ledger: Ledger, quorum: int) -> dict[str, tuple[str, str]]:
    out = io.BytesIO()
    export(ledger, "csv", out, quorum=quorum)
    rows = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline=""))
    return {row["claim"]: (row["status"], row["review"]) for row in rows}


CASES = [  # what readers did one after the other, and what the columns `status` and `review` say
    ("ana accept", "accepted", "waits"),
    ("ana accept, ana accept", "accepted", "waits"),
    ("ana accept, ben accept", "accepted", "agreed"),
    ("ana correct, ben accept", "corrected", "agreed"),
    ("ana accept, ben correct", "corrected", "differ"),
    ("ana reject, ben accept", "accepted", "differ"),
]


@pytest.mark.parametrize("done, status, review", CASES)
def test_a_column_tells_how_far_the_review_is(ledger: Ledger, done: str, status: str, review: str) -> None:
    for deed in done.split(", "):
        decide(ledger, *deed.split())
    told = column(ledger, 2)
    assert told[FIRST] == (status, review)
    assert {found[1] for claim_id, found in told.items() if claim_id != FIRST} == {""}
    assert column(ledger, 1)[FIRST] == (status, "")


def test_three_readers_may_be_asked_for(ledger: Ledger) -> None:
    for number, reader in enumerate(("ana", "ben", "cleo"), 1):
        decide(ledger, reader, "accept")
        assert column(ledger, 3)[FIRST][1] == ("agreed" if number == 3 else "waits")


@pytest.mark.parametrize("to", ["ged", "acled"])
def test_an_event_is_made_only_of_what_enough_readers_hold(ledger: Ledger, to: str) -> None:
    decide(ledger, "ana", "accept")

    def left(quorum: int) -> list[str]:
        return [one.reason for one in export(ledger, to, io.BytesIO(), quorum=quorum).left_out if FIRST in one.claims]

    waits = "accepted by fewer readers than are asked for, or readers differ"
    assert left(2) == [waits]
    assert left(1) == ["a running total, a rate or a state, not an event"]
    decide(ledger, "ben", "accept")
    assert left(2) == left(1)


def test_a_publication_says_it_too(ledger: Ledger, tmp_path: Path) -> None:
    decide(ledger, "ana", "accept")
    for quorum, words, told in ((1, "accepted", None), (2, "accepted, waits for another reader", "waits")):
        publish(ledger, tmp_path / "site", quorum=quorum)
        page = tmp_path / "site" / "c" / FIRST / "index.html"
        assert f"<dt>Reviewed</dt><dd>{words}</dd>" in page.read_text(encoding="utf-8")
        assert json.loads(page.with_name("index.json").read_text(encoding="utf-8"))["review"] == told
    rows = csv.DictReader((tmp_path / "site" / "data" / "claims.csv").read_text(encoding="utf-8").splitlines())
    assert {row["claim"]: row["review"] for row in rows}[FIRST] == "waits"


@pytest.mark.parametrize("to", ["csv", "datapackage"])
def test_of_a_large_ledger_it_is_said_that_checks_are_not_counted(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    said = "it is not counted how far each claim is checked"
    out = tmp_path / "export.csv"
    assert said not in str(export(ledger, to, out).changes)
    monkeypatch.setattr("counterclaim.pipeline.large.LARGE", 0)
    assert said in str(export(ledger, to, tmp_path / f"large-{out.name}").changes)
    told = list(tmp_path.glob("large-export.csv*"))
    assert any(
        said in one.read_text(encoding="utf-8") for path in told for one in [path, *path.glob("*")] if one.is_file()
    )


def test_linked_data_of_a_large_ledger_is_that_of_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "war.db", 600)

    def linked(**asked: str) -> str:
        out = io.BytesIO()
        with Ledger(tmp_path / "war.db") as ledger:
            export(ledger, "jsonld", out, now=lambda: "2026-01-02T03:04:05Z", **asked)
        return out.getvalue().decode("utf-8")

    for asked in ({}, {"measure": "killed"}):
        small = linked(**asked)
        assert '"appearance":' in small
        with monkeypatch.context() as patched:
            patched.setattr("counterclaim.pipeline.large.LARGE", 0)
            patched.setattr("counterclaim.pipeline.exporting.AT_ONCE", 7)
            assert linked(**asked) == small
