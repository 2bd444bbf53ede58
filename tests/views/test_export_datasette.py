"""The SQLite export in Datasette itself: tables that people can read, labels, links, facets and search."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger
from counterclaim.pipeline.exporting import export
from tests.views.making import COURIER, HERALD, courier_claims, herald_claims, make_ledger

NOW = "2024-06-01T10:00:00Z"
Asked = Callable[[str], Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("datasette")
    with Ledger(make_ledger(home / "war.db")) as ledger:
        report = export(ledger, "datasette", home / "claims.db", now=lambda: NOW)
    assert report.claims == 6
    return home / "claims.db"


@pytest.fixture(scope="module")
def ask(made: Path) -> Asked:
    """Ask a Datasette with this file what it shows at an address."""
    app = pytest.importorskip("datasette.app", reason="datasette is not installed")
    metadata = json.loads(made.with_name("claims.db.metadata.json").read_text(encoding="utf-8"))
    served = app.Datasette([], immutables=[str(made)], metadata=metadata)

    def asked(address: str) -> Any:
        with ThreadPoolExecutor(1) as apart:  # a browser test of the same run may hold this thread's event loop
            response = apart.submit(lambda: asyncio.run(served.client.get(address))).result()
        assert response.status_code == 200, (address, response.text[:300])
        return response.json() if ".json" in address else response.text

    return asked


def test_every_claim_with_its_value(ask: Asked) -> None:
    rows = ask("/claims/claims.json?_shape=array&_size=max")
    claims = {claim.id: claim for claim in (*herald_claims(), *courier_claims())}
    assert {row["claim"] for row in rows} == set(claims)
    for row in rows:
        figure = claims[row["claim"]].figure
        assert (row["value"], row["low"], row["high"], row["figure"]) == (
            figure.value, figure.low, figure.high, figure.text,
        )  # fmt: skip


def test_claims_link_to_their_document_by_its_label(ask: Asked) -> None:
    page = ask("/claims/claims?_sort=claim")
    assert "The Herald, 3 May 2024" in page
    rows = ask("/claims/documents.json?_shape=array")
    assert {row["url"] for row in rows} == {HERALD.url, COURIER.url}
    assert all(row["text"] is None for row in rows)


def test_facets_are_those_that_one_asks_for_first(ask: Asked) -> None:
    found = ask("/claims/claims.json?_size=0")["facet_results"]
    measures = {one["value"]: one["count"] for one in found["measure"]["results"]}
    assert measures == {"killed": 3, "wounded": 1, "attacks": 1, "displaced": 1}


def test_words_are_found(ask: Asked) -> None:
    rows = ask("/claims/claims.json?_shape=array&_search=tally")
    assert [row["figure"] for row in rows] == ["16,\u00a0900"]


def test_a_comparison_leads_to_its_claims(ask: Asked) -> None:
    rows = ask("/claims/comparison_claims.json?_shape=array&_labels=on")
    sides = {row["side"] for row in rows}
    assert {"norland", "westland"} <= sides
    assert any("Killed" in row["comparison"]["label"] for row in rows)
    assert any(row["claim"]["label"].startswith("16,900") for row in rows)


def test_findings_and_limits_stand_in_it(ask: Asked) -> None:
    assert ask("/claims/findings.json?_shape=array")
    about = {row["what"]: row["is"] for row in ask("/claims/about.json?_shape=array")}
    assert len(about["chain_head"]) == 64
    assert "must not be added up" in about["limit 2"]


def test_nobody_private_is_named(made: Path) -> None:
    database = sqlite3.connect(made)
    dump = "\n".join(database.iterdump())
    database.close()
    assert "Lindqvist" not in dump
    assert "a nurse" in dump


@pytest.mark.parametrize("to", ["datasette", "csv"])
def test_an_export_never_overwrites_a_ledger(to: str, tmp_path: Path) -> None:
    other = make_ledger(tmp_path / "other.db").read_bytes()
    with Ledger(make_ledger(tmp_path / "war.db")) as ledger:
        with pytest.raises(UsageError, match="the ledger itself"):
            export(ledger, to, tmp_path / "war.db")
        if to == "datasette":
            with pytest.raises(UsageError, match="left as it is"):
                export(ledger, to, tmp_path / "other.db")
        export(ledger, to, tmp_path / "claims.db")
        export(ledger, to, tmp_path / "claims.db")
    assert (tmp_path / "other.db").read_bytes() == other
