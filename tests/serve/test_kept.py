"""What is kept for the next start, and what a decision touches, is what would be worked out anew."""

import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.scale_ledger import make
from counterclaim.ledger import Decision, Ledger, feed
from counterclaim.model import Filter
from counterclaim.pipeline.serve import preparing, starting
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.reconcile.copy import Copy, file, select
from counterclaim.reconcile.copy.found import ORDERS, PROFILED, Finder, Query
from counterclaim.reconcile.copy.profiles import Profiles
from counterclaim.reconcile.copy.ranked import Ranked
from counterclaim.reconcile.copy.select import Columns

ASKED = (
    Query(),
    Query(chosen={"status": ("accepted",)}, order="newest"),
    Query(chosen={"measure": ("killed",)}, order="largest"),
    Query(words="killed", page=2),
)


def decided(desk: Desk, claim: str, action: str = "accept") -> None:
    reason = "other" if action == "reject" else None
    made = Decision(actor="reader-1", at="2026-01-02T03:04:05Z", action=action, claims=(claim,), reason=reason)  # type: ignore[arg-type]
    desk.ledger.decide(made)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose copy was served once."""
    path = tmp_path_factory.mktemp("kept") / "made.db"
    make(path, 1200)
    desk = Desk(path, actor="reader-1")
    desk.up(wait=True)
    starting.keep(desk)
    return path


# ---------------------------------------------------------------- the next start
def test_the_next_start_has_what_was_kept(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(made)
    anew = Columns(Copy(desk.ledger).connection)
    profiles = Profiles(anew, PROFILED)
    ranked = {kind: Ranked(anew.connection, kind) for kind in ("comparison", "series", "finding", "origin")}
    orders = {order: anew._ordered(order) for order in (*ORDERS, "told", "number")}
    facets = Finder(anew, ranked["finding"]).facets("", (), None, None)

    def never(*_: Any) -> Any:
        raise AssertionError("worked out anew")

    for kind, name in ((Profiles, "_make"), (Columns, "_ordered"), (Ranked, "_read"), (Finder, "_tallies")):
        monkeypatch.setattr(kind, name, never)
    state = desk.state
    assert state.finder.facets("", (), None, None) == facets
    assert all(np.array_equal(state.columns.order(order), rows) for order, rows in orders.items())
    kept = state.finder.profiles
    assert all(np.array_equal(kept.values[name][kept.codes], anew[name]) for name in profiles.values)
    for kind_of, one in ranked.items():
        own = state.results.ranked[kind_of]
        pairs = ((own.ids, one.ids), (own.tells, one.tells), (own.sizes, one.sizes), (own.fourth, one.fourth))
        assert all(np.array_equal(a, b) for a, b in pairs)
        assert np.array_equal(own.worst(anew.rows), one.worst(anew.rows))


def test_lists_after_decisions_are_those_worked_out_anew(made: Path) -> None:
    """Counts that were kept go on with each decision: one that is new, one undone, one that rejects."""
    desk = Desk(made, actor="reader-1")
    ids = [entry.claim.id for entry in desk.in_rows(range(0, 60, 7))]
    for place, claim in enumerate(ids):
        decided(desk, claim, ("accept", "reject", "flag")[place % 3])
        desk.up()
        found = [desk.state.finder.find(one) for one in ASKED]
        anew = Finder(Columns(desk.copy().connection), desk.state.results.ranked["finding"])
        for one, told in zip(ASKED, found, strict=True):
            mask = anew.passing(one)
            rows = anew.columns.order(one.order)
            rows = rows[mask[rows]]
            start = (one.page - 1) * 50
            assert (told.total, list(told.rows)) == (len(rows), rows[start : start + 50].tolist())
            for name, shown in told.facets.items():
                for value, count in shown:
                    chosen = replace(one, chosen={**one.chosen, name: (value,)})
                    assert count == anew.passing(chosen).sum(), (name, value)


# ---------------------------------------------------------------- rows of a page
@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 1000), share=st.floats(0, 1), sort=st.sampled_from([*ORDERS, "told"]),
    start=st.integers(0, 1500), limit=st.one_of(st.none(), st.integers(1, 80)), at_once=st.sampled_from([0, 50_000]),
    step=st.sampled_from([7, 65_536]),
)  # fmt: skip
def test_the_rows_of_a_page_are_those_of_the_whole_order(made: Path, **drawn: Any) -> None:
    seed, share, sort, start, limit, at_once, step = drawn.values()
    with Ledger(made) as ledger, Copy(ledger) as copy, pytest.MonkeyPatch.context() as patch:
        patch.setattr(select, "SORTED", at_once)
        patch.setattr(select, "STEP", step)
        mask = np.random.default_rng(seed).random(copy.columns.rows) < share
        order = copy.columns.order(sort)
        whole = order[mask[order]][start:]
        assert copy.columns.listed(mask, sort, start, limit).tolist() == whole[:limit].tolist()


def test_a_copy_of_many_parts_takes_in_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows as people decided stand between those as they were read, at the beginning of a part too."""
    monkeypatch.setattr(file, "PART", 16)
    path = tmp_path / "made.db"
    make(path, 150)
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.refresh()
        ids = [entry.claim.id for entry in ledger.entries()]
        for place, claim in enumerate(ids[::5]):
            action = ("accept", "reject")[place % 2]
            ledger.decide(
                Decision(actor="a", at="2026-01-02T03:04:05Z", action=action, claims=(claim,),
                         reason="other" if action == "reject" else None)  # type: ignore[arg-type]
            )  # fmt: skip
            copy.refresh()
        found = copy.page(limit=1000)
        assert [e.claim.id for e in found.entries] == [e.claim.id for e in ledger.entries()]
        assert [e.status for e in found.entries] == [e.status for e in ledger.entries()]


# ---------------------------------------------------------------- claims by their ids
def test_a_claim_asked_for_once_is_the_last_that_stands(made: Path) -> None:
    with Ledger(made) as ledger:
        ids = {entry.claim.id for entry in ledger.entries(Filter(measure="killed"))}
        every = list(feed.by_id(ledger, ids))
        assert len(every) > len(ids)  # texts that several documents have
        assert {e.claim.id: e for e in feed.by_id(ledger, ids, once=True)} == {e.claim.id: e for e in every}


# ---------------------------------------------------------------- a pause
def test_lines_without_a_pause_are_worked_off_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "PAUSE", 0.2)

    def lines() -> Iterator[str]:
        yield "on\n"
        time.sleep(0.1)
        yield from ["on\n"] * 3
        time.sleep(1)
        yield "on\n"

    assert list(preparing.together(lines())) == [1, 3, 1]
    assert list(accumulate(preparing.together([]))) == []
