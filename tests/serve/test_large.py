"""What a large ledger is shown by: counts by profile, searches and orders that grow, pictures of what is reckoned."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from bench.scale_ledger import make
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Filter
from counterclaim.pipeline.answers import compare
from counterclaim.pipeline.drawing import draw
from counterclaim.pipeline.serve import most, pictured, reckoned, routes, screens, starting, state
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.reconcile.copy import Copy
from counterclaim.reconcile.copy import profiles as by_profile
from counterclaim.reconcile.copy.found import FACETS, ORDERS, PROFILED, Finder, Query
from counterclaim.reconcile.copy.profiles import Profiles
from counterclaim.reconcile.copy.searched import phrase
from counterclaim.reconcile.copy.select import Columns


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = tmp_path_factory.mktemp("large") / "made.db"
    make(path, 1200)
    found = Desk(path, actor="reader-1")
    found.up(wait=True)
    return found


def decided(ledger: Ledger, claim: str, action: str) -> None:
    reason = "other" if action == "reject" else None
    ledger.decide(
        Decision(actor="reader-1", at="2026-01-02T03:04:05Z", action=action, claims=(claim,), reason=reason)  # type: ignore[arg-type]
    )


# ---------------------------------------------------------------- counts
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_counts_by_profile_are_counts_by_claim(desk: Desk, data: st.DataObject) -> None:
    columns = desk.state.columns
    fields = data.draw(st.lists(st.sampled_from(PROFILED), min_size=1, max_size=5, unique=True))
    seed = data.draw(st.integers(0, 1000))
    found = Profiles(columns, fields)
    rows = np.flatnonzero(np.random.default_rng(seed).random(columns.rows) < 0.5)
    tally = found.tally(rows)
    for field, values in found.values.items():
        assert np.array_equal(values[found.codes], columns[field])
        counts = np.bincount(values, weights=tally, minlength=len(columns.names(field)))
        assert counts.tolist() == np.bincount(columns[field][rows], minlength=len(columns.names(field))).tolist()


def test_facets_with_and_without_profiles_are_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    columns, findings = desk.state.columns, desk.state.results.ranked["finding"]
    asked = [Query(), Query(words="killed"), Query(chosen={"measure": ("killed",), "side": ("",)}, since="2016")]
    told = [Finder(columns, findings).find(one).facets for one in asked]
    monkeypatch.setattr(by_profile, "SHARE", 10**9)
    none = Finder(columns, findings)
    assert len(none.profiles) <= 1
    assert [none.find(one).facets for one in asked] == told
    assert set(told[0]) == set(FACETS)


# ---------------------------------------------------------------- growing
def test_profiles_orders_and_searches_that_grew_are_those_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    make(path, 400)
    searches = [phrase(words) for words in ("killed", "said killed", '"old bridge"', "tank*", "market said")]
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.refresh()
        copy.columns.know("said")
        copy.columns.know("killed")
        profiles = Profiles(copy.columns, PROFILED)
        for order in (*ORDERS, "told", "number"):
            copy.columns.order(order)
        for query in searches:
            copy.columns.search(query)
        ids = [entry.claim.id for entry in ledger.entries()][:6]
        for claim, action in zip(ids, ("accept", "reject", "flag", "accept", "flag", "reject"), strict=True):
            decided(ledger, claim, action)
            copy.refresh()
            anew, profiles = Columns(copy.connection), Profiles(copy.columns, PROFILED, profiles)
            for query in searches:
                assert np.array_equal(copy.columns.search(query), anew.search(query)), query
            for order in (*ORDERS, "told", "number"):
                assert np.array_equal(copy.columns.order(order), anew.order(order)), order
            for field, values in profiles.values.items():
                assert np.array_equal(values[profiles.codes], anew[field]), field


def test_what_was_seen_before_a_decision_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    make(path, 100)
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.refresh()
        before = copy.columns
        days = before["day"].copy()
        for entry in list(ledger.entries())[:3]:
            decided(ledger, entry.claim.id, "accept")
            copy.refresh()
        assert copy.columns.rows > before.rows
        assert np.array_equal(before["day"], days)


# ---------------------------------------------------------------- pictures of what is reckoned
def marks(body: str) -> str:
    return re.sub(r'href="[^"]*"|/c/c_\w+', "", body)


@pytest.mark.parametrize("limit", [None, 7, 100])
def test_the_table_of_a_map_begins_with_the_claims_that_are_on_it(desk: Desk, limit: int | None) -> None:
    columns, mask = desk.state.columns, desk.state.passing(Filter())
    mask = mask & (np.arange(columns.rows) % 5 != 0)
    reading = columns.listed(mask, "reading")
    on_it = columns["spot"][reading] > 0
    wanted = [*reading[on_it], *reading[~on_it]]
    assert 0 < on_it.sum() < len(reading)
    for start in (0, 5, int(on_it.sum()) - 3, int(on_it.sum()) + 2, len(reading) + 1):
        stop = None if limit is None else start + limit
        assert pictured.listed(desk, "map", mask, start, limit).tolist() == wanted[start:stop]


@pytest.mark.parametrize("kind", ["ladder", "series", "multiples"])
def test_pictures_of_what_is_reckoned_are_those_drawn_from_the_claims(
    desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(most, "FIGURES", {"series": 10**6, "multiples": 10**7})
    for where in (Filter(), Filter(conflict="russia-ukraine")):
        made, slow = most.of_results(desk, kind, where), draw(desk.ledger, kind, where, link="/c/{}".format)  # type: ignore[arg-type]
        assert made is not None
        assert slow is not None
        assert made.summary == slow.summary
        if kind != "multiples":  # of which the last may be others: they are chosen before units and kinds are known
            assert marks(made.wide.body) == marks(slow.wide.body)


def test_a_picture_of_many_figures_tells_how_many_it_leaves_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(most, "FIGURES", {"series": 2, "multiples": 2})
    monkeypatch.setattr(most, "FEWEST", 2)
    whole, made = draw(desk.ledger, "series", Filter()), most.of_results(desk, "series", Filter())
    assert whole is not None
    assert made is not None
    (note,) = set(made.notes) - set(whole.notes)
    assert int(note.split()[0]) == len(whole.rows) - len(made.rows) > 0


def test_a_day_is_compared_from_what_is_known_as_from_all_claims(desk: Desk) -> None:
    for where, on in ((Filter(), "2018-03-05"), (Filter(conflict="russia-ukraine"), "2019-06-01")):
        assert list(reckoned.as_of(desk, where, on)) == list(compare(desk.ledger, where, on=on))


# ---------------------------------------------------------------- beginning
def test_what_the_first_pages_need_is_made_ready(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "LARGE", 0)
    other = Desk(desk.path)
    starting.begin(other, {"/claims": screens.claims, **routes.RESULTS, **routes.CLAIMS}).join()
    assert '"said"' in other.state.columns._common
    shown = screens.claims(other, QueryParams("q=said"))
    assert "said" in shown
    again = Desk(desk.path)
    monkeypatch.setattr(Columns, "_searched", None)  # words are looked up no second time
    monkeypatch.setattr(state, "keys", None)  # nor are the addresses of quantities made
    starting.begin(again, {}).join()
    assert (again.state.columns._common['"said"'] == other.state.columns._common['"said"']).all()
    assert again.state.results.addresses == other.state.results.addresses != {}


def test_a_ledger_that_cannot_be_opened_is_told_by_its_pages_not_when_they_are_made_ready(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "none.db")
    starting.begin(desk, {}).join()
    with pytest.raises(CounterclaimError):
        desk.up()


def test_large_ledgers_are_drawn_at_any_size(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured, "LARGE", 0)
    monkeypatch.setattr(reckoned, "AT_ONCE", 10)
    for kind in ("ladder", "series", "multiples"):
        assert "<svg" in pictured.on_draw(desk, QueryParams(f"kind={kind}"))
    with pytest.raises(CounterclaimError, match="days"):
        pictured.on_draw(desk, QueryParams("kind=ladder&since=2016&until=2022"))
