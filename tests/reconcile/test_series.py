"""One claimant's own figures: what is marked, what is derived, and which days two figures share."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.periods import Days, tiles
from counterclaim.reconcile.series import series, steps
from tests.reconcile.makers import row

FALLS = {
    "MONO_CUM", "CORRECTION", "SERIES_BREAK", "SERIES_OUTLIER", "STALE_VALUE", "DIGIT_SLIP", "DATE_ORDER",
    "PERIOD_GUESS", "PERIOD_MISMATCH",
}  # fmt: skip


def totals(*values, start=1, **more):
    days = [f"2023-05-{number:02}" for number in range(start, start + len(values))]
    return [row(v, end=d, document=d, **more) for v, d in zip(values, days, strict=True) if v]


def marks(entries):
    (made,) = series(entries)
    return [(p.date[-2:], p.value, p.kind, p.mark) for p in made.points]


CASES = [
    (
        "differences of totals are derived",
        totals("1,003", "1,108"),
        [("01", 1003, "total", None), ("02", 1108, "total", None), ("02", 105, "period", "derived")],
    ),
    (
        "no difference where the day's increase is told",
        [
            *totals("1,003", "1,108"),
            row("105", kind="period", start="2023-05-02", end="2023-05-02", at=40, document="2023-05-02"),
        ],
        [("01", 1003, "total", None), ("02", 1108, "total", None), ("02", 105, "period", None)],
    ),
    (
        "no difference of a bound",
        totals("1,003", "more than 1,100"),
        [("01", 1003, "total", None), ("02", None, "total", None)],
    ),
    (
        "a correction is marked, and no flow is made of it",
        totals("1,003", "1,108", "1,099", "1,121"),
        [
            ("01", 1003, "total", None),
            ("02", 1108, "total", None),
            ("02", 105, "period", "derived"),
            ("03", 1099, "total", "correction"),
            ("04", 1121, "total", None),
            ("04", 22, "period", "derived"),
        ],
    ),
    (
        "a break is marked",
        totals("1,003", "1,108", "403", "405", "407", "411"),
        [
            ("01", 1003, "total", None),
            ("02", 1108, "total", None),
            ("02", 105, "period", "derived"),
            ("03", 403, "total", "break"),
            ("04", 405, "total", None),
            ("04", 2, "period", "derived"),
            ("05", 407, "total", None),
            ("05", 2, "period", "derived"),
            ("06", 411, "total", None),
            ("06", 4, "period", "derived"),
        ],
    ),
    (
        "a rate over days that are told makes a flow, and both stand there",
        [row("100", per="day", kind="state", start="2023-05-01", end="2023-05-07", document="a")],
        [("07", 100, "state", None), ("07", 700, "period", "derived")],
    ),
    (
        "a rate for a week over three weeks",
        [row("70", per="week", kind="period", start="2023-05-01", end="2023-05-21", document="a")],
        [("21", 70, "period", None), ("21", 210, "period", "derived")],
    ),
    (
        "a rate without its days makes none",
        [row("100", per="day", kind="state", end="2023-05-07", document="a")],
        [("07", 100, "state", None)],
    ),
    (
        "more than 100 a day are at least 707 in a week, and no number",
        [row("more than 100", per="day", kind="state", start="2023-05-01", end="2023-05-07", document="a")],
        [("07", None, "state", None), ("07", None, "period", "derived")],
    ),
    (
        "a later article that tells it again is a repeat",
        [*totals("1,003"), row("1,003", published="2023-05-03", document="late")],
        [("01", 1003, "total", None), ("03", 1003, "total", "repeat")],
    ),
]


@pytest.mark.parametrize(("name", "entries", "points"), CASES, ids=[case[0] for case in CASES])
def test_points(name, entries, points):
    assert marks(entries) == points


def test_each_claimant_has_its_own_series():
    made = series([*totals("1,003", "1,108"), *totals("98", "99", says="Russia"), *totals("7", says=None)])
    assert [(s.claimant, len([p for p in s.points if p.mark is None])) for s in made] == [("Russia", 2), ("Ukraine", 2)]


def test_a_level_is_not_a_total():
    made = series(
        [row("80", kind="state", end="2023-05-01", unit="percent", measure="controlled", object="area"), *totals("9")]
    )
    assert [s.time_kind for s in made] == ["state", "total"]


def test_a_private_person_is_not_named():
    entry = row("900", says="A neighbour", side="independent", end="2023-05-01")
    import msgspec

    who = msgspec.structs.replace(entry.claim.claimant, kind="private")
    (made,) = series([msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, claimant=who))])
    assert made.claimant is None


@pytest.mark.parametrize(
    ("whole", "parts", "fits"),
    [
        ((1, 2), [(1, 1), (2, 2)], True),
        ((1, 3), [(1, 1), (2, 2)], True),  # "the last 48 hours", told the morning after
        ((1, 4), [(1, 1), (2, 2)], False),
        ((1, 3), [(1, 1), (3, 3)], False),  # a day is missing between
        ((1, 3), [(1, 2), (2, 3)], False),  # days told twice
        ((1, 31), [(1, 7), (8, 14), (15, 21), (22, 28), (29, 31)], True),
    ],
)
def test_windows_that_fill_a_whole(whole, parts, fits):
    def days(pair):
        return Days(date(2023, 5, pair[0]), date(2023, 5, pair[1]), False)

    assert tiles(days(whole), [days(part) for part in parts]) is fits
    assert tiles(days(whole), [days(part) for part in parts[::-1]]) is fits


@settings(deadline=None)
@given(st.lists(st.integers(200, 2000), min_size=2, max_size=12))
def test_every_fall_of_a_series_is_told(values):
    """A total below the one before it stands in `check` under a code of its own, whatever comes after it."""
    entries = totals(*(f"{value:,}" if value % 10 else f"{value + 1:,}" for value in values))
    numbers = [entry.claim.figure.value for entry in entries]
    about = {claim for finding in check(entries, {}) if finding.code in FALLS for claim in finding.claims}
    fallen = [(a.claim.id, b.claim.id) for a, b in pairwise(entries) if b.claim.figure.value < a.claim.figure.value]
    assert all(a in about or b in about for a, b in fallen), numbers


# name | figures | the step of each point that has one
STEPS = [
    ("from day to day", totals("1,003", "1,108", "1,101"), [("02", 105), ("03", -7)]),
    ("of two figures of one day the finer told stands for it, and they have no step between them",
     [*totals("1,003"), row("1,100", end="2023-05-02"), row("1,108", end="2023-05-02", document="b"),
      row("1,203", end="2023-05-03", document="c")], [("02", 105), ("03", 95)]),
    ("a list of kinds within a kind stands for nothing",
     [*totals("1,003"), row("700", end="2023-05-02", document="b"), row("90", end="2023-05-02", document="b", at=40),
      row("1,203", end="2023-05-03", document="c")], []),
    ("a bound is no number to step from", [*totals("1,003"), row("more than 1,100", end="2023-05-02"),
      row("1,203", end="2023-05-03", document="c")], []),
    ("a repeat is no step", [*totals("1,003", "1,108"), row("1,003", published="2023-05-03", document="late")],
     [("02", 105)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "told"), STEPS, ids=[case[0] for case in STEPS])
def test_steps_go_from_one_day_to_the_next(name, entries, told):
    (made,) = series(entries)
    assert [(p.date[-2:], step) for p, step in zip(made.points, steps(made), strict=True) if step is not None] == told
