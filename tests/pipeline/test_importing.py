"""A table imported again: what stands stays the same claims, what is gone falls, what is new is a release."""

import json

import pytest

import counterclaim as cc

MAPPING = """
about = "Losses of Southland as Norland's staff gives them"
conflict = "norland-southland"
party = "southland"

[claimant]
name = "General Staff of Norland"
side = "norland"

[day]
column = "day"

[when]
start = "2031-01-01"

[[figures]]
column = "dead"
measure = "killed"
object = "soldiers"
"""
FIRST = [("2031-05-01", 800), ("2031-05-02", 822), ("2031-05-03", 822)]
MORE = [*FIRST, ("2031-05-04", 819)]
CHANGED = [FIRST[0], ("2031-05-02", 821), FIRST[2], MORE[3]]
OTHER = [("2032-01-01", 5), ("2032-01-02", 6)]


def written(rows, kind):
    if kind == "json":
        return json.dumps([{"day": day, "dead": dead} for day, dead in rows])
    if kind == "turned":  # the same rows with their columns in another order, and one that nobody reads
        return "dead,day,by\n" + "".join(f"{dead},{day},hand\n" for day, dead in rows)
    return "day,dead\n" + "".join(f"{day},{dead}\n" for day, dead in rows)


@pytest.fixture
def imported(tmp_path):
    """Import these rows as one table; its claims by day and number, and what the ledger holds then."""
    (tmp_path / "losses.toml").write_text(MAPPING, encoding="utf-8")
    times = iter(range(100))

    def of(rows, kind="csv"):
        path = tmp_path / f"losses.{'json' if kind == 'json' else 'csv'}"
        path.write_text(written(rows, kind), encoding="utf-8")
        with cc.Ledger(tmp_path / "a.db", create=True) as ledger:
            found, known = cc.import_into(path, ledger, now=lambda: f"2031-06-01T00:00:{next(times):02}Z")
            assert not list(ledger.verify())
            claims = {(e.claim.time.end, e.claim.figure.value): e.claim.id for e in ledger.entries()}
            documents = [document.id.removeprefix(str(tmp_path)) for document in ledger.documents()]
            assert {entry.claim.id for entry in ledger.entries()} == {claim.id for claim in found.claims}
        return claims, documents, known

    return of


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_table_that_grew_is_a_release_of_the_same_table(imported, kind):
    first, _, known = imported(FIRST, kind)
    assert not known
    more, documents, known = imported(MORE, kind)
    assert not known
    assert {key: more[key] for key in first} == first
    assert set(more) == set(MORE)
    assert len(documents) == 2
    assert documents[1] == f"{documents[0]} release 2"


def test_nothing_new_adds_nothing(imported):
    imported(MORE)
    assert imported(MORE)[2]
    imported([*MORE, ("2031-05-05", 840)])
    claims, documents, known = imported([*MORE, ("2031-05-05", 840)])
    assert known
    assert (len(claims), len(documents)) == (5, 2)


def test_a_row_that_says_something_else_takes_the_place_of_what_it_said(imported):
    first, _, _ = imported(MORE)
    changed, _, _ = imported(CHANGED)
    assert set(changed) == set(CHANGED)
    assert {key: changed[key] for key in set(CHANGED) & set(MORE)} == {k: first[k] for k in set(CHANGED) & set(MORE)}
    back, _, _ = imported(MORE)
    assert back == first


def test_the_order_of_columns_and_one_that_is_not_read_change_nothing(imported):
    first, _, _ = imported(FIRST)
    turned, documents, _ = imported(FIRST, "turned")
    assert turned == first
    assert len(documents) == 1


def test_two_rows_that_say_the_same_are_two(imported):
    twice = [*FIRST, FIRST[0]]
    imported(FIRST)
    assert len(imported(twice)[1]) == 2


def test_another_table_at_the_same_place_is_another_document(imported, tmp_path):
    imported(FIRST)
    path = tmp_path / "losses.csv"
    path.write_text(written(OTHER, "csv"), encoding="utf-8")
    with cc.Ledger(tmp_path / "a.db") as ledger:
        cc.import_into(path, ledger, now=lambda: "2031-07-01")
        assert {(e.claim.time.end, e.claim.figure.value) for e in ledger.entries()} == {*FIRST, *OTHER}


def test_a_fall_that_a_release_brings_is_told(imported, tmp_path):
    imported(FIRST)
    imported(MORE)
    with cc.Ledger(tmp_path / "a.db") as ledger:
        [series] = cc.series(ledger)
        assert [point.value for point in series.points if point.kind == "total"] == [800, 822, 822, 819]
        assert ("MONO_CUM", "822, then 819") in {(f.code, f.formula) for f in cc.check(ledger)}
