"""Claims side by side: cases from several conflicts, and the laws that no set of claims may break."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.parties import side_role
from counterclaim.reconcile.spread import spread
from tests.reconcile.makers import row

# ---------------------------------------------------------------- two sides, one quantity
# name | rows | sides as (side, low, high, latest) | factor | contested
GAZA = {"conflict": "israel-gaza", "party": "hamas", "object": "fighters"}
SUDAN = {"conflict": "sudan", "party": "rsf", "object": "fighters", "kind": "period"}
SALVADOR = {"conflict": "el-salvador", "party": "el_salvador", "kind": "period", "place": "San Miguel"}
CASES = [
    (
        "totals of one day",
        [row("9,000", end="2022-03-03"), row("498", says="Russia", end="2022-03-02", document="b")],
        [("russia", 498, 498, 498), ("ukraine", 9000, 9000, 9000)],
        9000 / 498,
        1 - 498 / 9000,
    ),
    (
        "ranges that meet",
        [row("300 to 400", end="2022-03-03"), row("about 350", says="Russia", end="2022-03-03", document="b")],
        [("russia", 333, 367, 350), ("ukraine", 300, 400, None)],
        1,
        0,
    ),
    (
        "a floor against a number",
        [
            row("more than 17,000", says="Israel", end="2024-08-01", document="a", **GAZA),
            row("6,000", says="Hamas", side="hamas", end="2024-07-28", document="b", **GAZA),
        ],
        [("hamas", 6000, 6000, 6000), ("israel", 17001, None, None)],
        17001 / 6000,
        1 - 6000 / 17001,
    ),
    (
        "one place over the same days, overnight and on the day",
        [
            row("40", says="Army", side="sudan", start="2024-06-09", end="2024-06-10", place="El Fasher", **SUDAN),
            row(
                "4",
                says="RSF",
                side="rsf",
                start="2024-06-10",
                end="2024-06-10",
                place="El Fasher",
                document="b",
                **SUDAN,
            ),
        ],
        [("rsf", 4, 4, 4), ("sudan", 40, 40, 40)],
        10,
        0.9,
    ),
    (
        "nought against some",
        [
            row("12", says="Radio", side="fmln", start="1989-03-01", end="1989-03-01", **SALVADOR),
            row("0", says="Army", side="el_salvador", start="1989-03-01", end="1989-03-01", document="b", **SALVADOR),
        ],
        [("el_salvador", 0, 0, 0), ("fmln", 12, 12, 12)],
        13,
        1 - 1 / 13,
    ),
    (
        "an ally's figure is its own column and opposes nobody of its camp",
        [
            row("200", says="Donetsk authorities", side="dpr", end="2022-12-01"),
            row("150", says="Russia", end="2022-12-01", document="b"),
        ],
        [("dpr", 200, 200, 200), ("russia", 150, 150, 150)],
        None,
        None,
    ),
]


@pytest.mark.parametrize(("name", "rows", "sides", "factor", "contested"), CASES, ids=[case[0] for case in CASES])
def test_sides(name, rows, sides, factor, contested):
    (made,) = compare(rows)
    assert [(s.side, s.low, s.high, s.latest) for s in made.sides] == sides
    assert made.factor_guaranteed == (pytest.approx(factor) if factor else None)
    assert made.contested == (pytest.approx(contested) if factor else None)


# ---------------------------------------------------------------- what a side gave first, and the range over all sides
TOLL = {"conflict": "sudan", "party": "sudan", "object": "civilians", "kind": "period", "place": "Omdurman",
        "start": "2024-06-10", "end": "2024-06-10"}  # fmt: skip
OVERALL = [
    (
        "an early count, then a later one",
        [
            row("11", says="Army", side="sudan", published="2024-06-10", **TOLL),
            row("23", says="Army", side="sudan", published="2024-06-12", document="b", **TOLL),
            row("4", says="RSF", side="rsf", published="2024-06-11", document="c", **TOLL),
        ],
        [("sudan", 11, 23), ("rsf", 4, 4)],
        (4, 23),
        None,
    ),
    (
        "a bound is no first figure",
        [
            row("more than 30", says="Army", side="sudan", published="2024-06-10", **TOLL),
            row("41", says="Army", side="sudan", published="2024-06-12", document="b", **TOLL),
            row("7", says="RSF", side="rsf", published="2024-06-11", document="c", **TOLL),
        ],
        [("sudan", 41, 41), ("rsf", 7, 7)],
        (7, None),
        "OPEN-ENDED: Sudan (usually read as up to 41) gave no upper end.",
    ),
    (
        "only bounds",
        [
            row("more than 480", end="2022-03-03"),
            row("150", says="Russia", end="2022-03-02", document="b"),
            row("300 to 400", says="Mediazona", side="independent", end="2022-03-02", document="c"),
        ],
        [("russia", 150, 150), ("ukraine", None, None), ("independent", None, None)],
        (150, None),
        "OPEN-ENDED: Ukraine (usually read as up to 490) gave no upper end.",
    ),
    (
        "nobody's figure is in the range too",
        [row("498", says="Russia", end="2022-03-02"), row("2,000", says=None, end="2022-03-02", document="b")],
        [("russia", 498, 498), (None, 2000, 2000)],
        (498, 2000),
        None,
    ),
]


@pytest.mark.parametrize(("name", "rows", "firsts", "reach", "note"), OVERALL, ids=[case[0] for case in OVERALL])
def test_first_and_overall(name, rows, firsts, reach, note):
    (made,) = compare(rows)
    assert [(s.side, s.first, s.latest) for s in made.sides] == firsts
    assert (made.low, made.high) == reach
    assert next((told for told in made.notes if told.startswith("OPEN-ENDED")), None) == note
    for side in made.sides:
        given = [entry.claim.figure.value for entry in rows if entry.claim.id == side.first_claim]
        assert given == ([] if side.first is None else [side.first])


# ---------------------------------------------------------------- what may not stand side by side
APART = [
    (
        "a total and a month's figure",
        {"kind": "total", "end": "2023-01-31"},
        {"kind": "period", "start": "2023-01-01", "end": "2023-01-31"},
    ),
    ("two conflicts", {"end": "2023-01-31"}, {"end": "2023-01-31", "conflict": "chechnya"}),
    ("two parties", {"end": "2023-01-31"}, {"end": "2023-01-31", "party": "ukraine"}),
    ("killed and wounded", {"end": "2023-01-31"}, {"end": "2023-01-31", "measure": "wounded"}),
    ("soldiers and civilians", {"end": "2023-01-31"}, {"end": "2023-01-31", "object": "civilians"}),
    ("two places", {"end": "2023-01-31", "place": "Bakhmut"}, {"end": "2023-01-31", "place": "Izium"}),
    ("days too far apart", {"end": "2023-01-31"}, {"end": "2023-02-20"}),
    (
        "totals from two starts",
        {"end": "2023-01-31", "start": "2022-02-24"},
        {"end": "2023-01-31", "start": "2014-04-06"},
    ),
    (
        "two periods",
        {"kind": "period", "start": "2023-01-01", "end": "2023-01-31"},
        {"kind": "period", "start": "2023-01-08", "end": "2023-01-31"},
    ),
    ("a denied figure", {"end": "2023-01-31"}, {"end": "2023-01-31", "stance": "denies"}),
    ("a figure of a case that has not come", {"end": "2023-01-31"}, {"end": "2023-01-31", "stance": "conditional"}),
    ("times not told, in two articles", {"kind": "unspecified"}, {"kind": "unspecified"}),
    (
        "conflict not known, in two articles",
        {"end": "2023-01-31", "conflict": None},
        {"end": "2023-01-31", "conflict": None},
    ),
    (
        "a rate and a count",
        {"kind": "period", "start": "2023-01-01", "end": "2023-01-31", "per": "day"},
        {"kind": "period", "start": "2023-01-01", "end": "2023-01-31"},
    ),
]


@pytest.mark.parametrize(("name", "one", "other"), APART, ids=[case[0] for case in APART])
def test_not_side_by_side(name, one, other):
    made = compare([row("5,000", document="a", **one), row("700", says="Russia", document="b", **other)])
    assert all(len(comparison.sides) == 1 for comparison in made)
    assert all(comparison.contested is None for comparison in made)


def test_the_reason_is_given_where_one_article_tells_both():
    total = row("5,000", end="2023-01-31", quote="5,000 soldiers")
    month = row("700", says="Russia", kind="period", start="2023-01-01", end="2023-01-31", at=100)
    made = next(c for c in compare([total, month]) if c.time_kind == "total")
    assert made.not_compared == (month.claim.id,)
    assert made.not_compared_why == ("a figure for a period against a running total",)


# ---------------------------------------------------------------- notes
def notes(rows):
    (made,) = compare(rows)
    return {note.partition(":")[0] for note in made.notes}


def test_casualties_stand_beside_killed_with_a_note():
    one, other = (
        row("5,000", end="2023-01-31"),
        row("700", says="Russia", measure="casualties", end="2023-01-31", document="b"),
    )
    assert notes([one, other]) == {"UNIT", "READINGS"}


def test_an_ambiguous_word_gives_a_factor_per_reading():
    """Zelenskyy's figure of March 2022 against the Russian ministry's, whose wounded are known."""
    rows = [
        row("16,000", end="2022-03-26"),
        row("1,351", says="Russia", measure="casualties", end="2022-03-25", document="b"),
        row("3,825", says="Russia", measure="wounded", end="2022-03-25", document="b", at=60),
    ]
    made = next(c for c in compare(rows) if c.measure == "killed")
    assert [(high, low, formula) for high, low, _, formula in made.readings] == [
        ("killed", "killed", "16,000 / 1,351 = 11.8"),
        ("killed", "killed and wounded", "16,000 / (1,351 + 3,825 = 5,176) = 3.1"),
    ]
    assert [factor for *_, factor, _ in made.readings] == [
        pytest.approx(16000 / 1351),
        pytest.approx(16000 / 5176),
    ]


# name | rows | what the sentence says in brackets of Russia's 1,351 | claims that it names besides, by document
SAYS = {"says": "Russia", "end": "2022-03-25"}
ELSEWHERE = [
    (
        "casualties here, killed elsewhere, with the wounded beside",
        [
            row("1,351", measure="casualties", document="b", **SAYS),
            row("1,351", document="c", **SAYS),
            row("3,825", measure="wounded", document="c", at=60, **SAYS),
        ],
        "reported here as casualties, elsewhere as killed, with 3,825 wounded; 25 March 2022",
        "cc",
    ),
    (
        "killed here, casualties elsewhere: the wounded are not named",
        [
            row("1,351", document="b", published="2022-03-27", **SAYS),
            row("1,351", measure="casualties", document="c", at=60, says="Russia", end="2022-03-24"),
            row("3,825", measure="wounded", document="b", at=60, **SAYS),
        ],
        "reported here as killed, elsewhere as casualties; 25 March 2022",
        "c",
    ),
    (
        "another number elsewhere",
        [row("1,351", document="b", **SAYS), row("1,451", measure="casualties", document="c", **SAYS)],
        "killed, 25 March 2022",
        "",
    ),
    (
        "another's number elsewhere",
        [row("1,351", document="b", **SAYS), row("1,351", says="UN", measure="casualties", end="2022-03-25",
                                                 document="c", side="independent")],
        "killed, 25 March 2022",
        "",
    ),
    (
        "two weeks apart",
        [row("1,351", document="b", **SAYS), row("1,351", says="Russia", measure="casualties", end="2022-04-08",
                                                 document="c")],
        "killed, 25 March 2022",
        "",
    ),
    (
        "a number that is met twice by chance",
        [row("1,500", document="b", **SAYS), row("1,500", measure="casualties", document="c", **SAYS)],
        "killed, 25 March 2022",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "told", "beside"), ELSEWHERE, ids=[case[0] for case in ELSEWHERE])
def test_one_number_under_two_words(name, rows, told, beside):
    """The Russian ministry's 1,351 of March 2022, given as killed with 3,825 wounded, and as casualties."""
    made = next(c for c in compare([row("16,000", end="2022-03-26"), *rows]) if rows[0].claim.id in in_sides(c))
    assert f"Russia gave {rows[0].claim.figure.text} ({told})" in made.text
    assert [next(e.document for e in rows if e.claim.id == claim) for claim in made.beside] == list(beside)


def in_sides(comparison):
    return {claim for side in comparison.sides for claim in side.claims}


def test_a_merged_kind_of_equipment_is_read_against_the_sum_of_a_list():
    more = {"measure": "destroyed", "unit": "items", "end": "2022-06-13"}
    rows = [
        row("1,432", object="tanks", at=1, **more),
        row("3,492", object="armoured_vehicles", at=50, **more),
    ]
    merged = row(
        "700",
        says="Russia",
        document="b",
        object="armoured_vehicles",
        quote="700 tanks and other armoured combat vehicles",
        **more,
    )
    made = [c for c in compare([*rows, merged]) if c.readings]
    assert [c.readings[0][3] for c in made] == ["(1,432 + 3,492 = 4,924) / 700 = 7"]


def test_a_side_with_both_units_is_compared_in_the_one_that_the_other_uses():
    rows = [
        row("5,000", end="2023-01-31"),
        row("15,000", measure="casualties", end="2023-01-31", at=50),
        row("700", says="Russia", measure="casualties", end="2023-01-31", document="b"),
    ]
    two_sided = [c for c in compare(rows) if c.contested is not None]
    assert [(c.measure, c.factor_guaranteed) for c in two_sided] == [("casualties", pytest.approx(15000 / 700))]


def test_days_apart_and_inferred_days_are_noted():
    one, other = row("5,000", end="2023-01-31"), row("700", says="Russia", published="2023-01-28", document="b")
    assert notes([one, other]) == {"DATES"}


def test_a_day_that_nobody_tells_is_not_taken_from_publication():
    rows = [row("5,000", document="a"), row("700", says="Russia", document="a", at=50)]
    (made,) = compare(rows)
    assert made.notes == ("DATES: the day of 2 of 2 figures is told by nobody.",)
    (dated,) = compare([msgspec.structs.replace(entry, published="2023-01-28") for entry in rows])
    assert dated.notes == ("DATES: the day of 2 of 2 figures is taken from publication.",)


def test_independent_and_unnamed_sources_are_columns_of_their_own_and_no_side():
    rows = [
        row("5,937", says="Russia", end="2022-09-21"),
        row("6,756", says="Mediazona", side="independent", end="2022-09-23", document="b"),
        row("25,000", says=None, end="2022-09-21", document="c"),
    ]
    (made,) = compare(rows)
    assert [(s.side, s.role) for s in made.sides] == [
        ("russia", "self"),
        ("independent", "independent"),
        (None, "unattributed"),
    ]
    assert made.factor_guaranteed is None
    assert any(note.startswith("ONE-SIDED: of the parties Russia alone gave a figure") for note in made.notes)


def test_the_day_asked_for_brackets_a_total():
    rows = [
        row("1,000", end="2022-05-01"),
        row("3,000", end="2022-06-30", document="b"),
        row("400", says="Russia", end="2022-06-01", document="c"),
    ]
    (made,) = compare(rows, on="2022-06-01")
    assert [(s.side, s.low, s.high) for s in made.sides] == [("russia", 400, 400), ("ukraine", 1000, 3000)]
    assert any("between the last before and the first after" in note for note in made.notes)


def test_a_day_that_is_none_is_refused_in_one_line():
    with pytest.raises(UsageError, match="'soon' is not a date"):
        compare([], on="soon")


def test_pledges_of_two_givers_do_not_contradict():
    supply = {"measure": "pledged", "object": "tanks", "party": "ukraine", "kind": "planned", "unit": "items"}
    rows = [
        row("31", says="US", published="2023-01-25", **supply),
        row("14", says="UK", published="2023-01-25", document="b", **supply),
    ]
    assert [len(c.sides) for c in compare(rows)] == [1, 1]


def test_shares_are_apart_in_points():
    share = {
        "measure": "controlled",
        "object": "area",
        "unit": "percent",
        "kind": "state",
        "place": "Bakhmut",
        "party": "russia",
    }
    rows = [
        row("80", says="Russia", end="2023-04-10", **share),
        row("55", says="Ukraine", end="2023-04-10", document="b", **share),
    ]
    (made,) = compare(rows)
    assert (made.gap_points, made.contested, made.factor_guaranteed) == (25, 0.25, None)


ROLES = [
    ("russia", "russia", "russia-ukraine", "self"),
    ("dpr", "russia", "russia-ukraine", "self"),
    ("ukraine", "russia", "russia-ukraine", "opponent"),
    ("uk", "russia", "russia-ukraine", "third"),
    ("independent", "russia", "russia-ukraine", "independent"),
    ("un", "gaza", "israel-gaza", "independent"),
    ("hamas", "gaza", "israel-gaza", "self"),
    ("israel", "gaza", "israel-gaza", "opponent"),
    ("sudan", "rsf", "sudan", "opponent"),
    ("fmln", "el_salvador", "el-salvador", "opponent"),
    ("kenya", "utopia", "kenya-utopia", "opponent"),
    ("france", "utopia", "kenya-utopia", "third"),
    (None, "russia", "russia-ukraine", "independent"),
]


@pytest.mark.parametrize(("side", "party", "conflict", "role"), ROLES)
def test_roles(side, party, conflict, role):
    assert side_role(side, party, conflict) == role


# ---------------------------------------------------------------- laws
def drawn(number, side, day, document, measure, words):
    return row(
        f"{words}{number}",
        says=side.title(),
        side=side,
        end=f"2023-01-{day:02}",
        document=document,
        measure=measure,
        at=number % 7,
    )


claims = st.lists(
    st.builds(
        drawn,
        st.integers(0, 5000),
        st.sampled_from(["russia", "ukraine", "us", "independent"]),
        st.integers(1, 28),
        st.sampled_from("abcdef"),
        st.sampled_from(["killed", "casualties"]),
        st.sampled_from(["", "more than ", "up to ", "about "]),
    ),
    max_size=12,
    unique_by=lambda entry: entry.claim.id,
)


def figures(made):
    return [
        (
            (c.key, c.low, c.high, c.factor_guaranteed, c.factor_point, c.contested),
            [(s.side, s.low, s.high, s.first, s.latest, s.usual_high) for s in c.sides],
        )
        for c in made
    ]


@given(claims, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_ledger_plays_no_part(entries, random):
    shuffled = random.sample(entries, len(entries))
    assert compare(shuffled) == compare(entries)


@given(claims, st.data())
@settings(max_examples=15, deadline=None)
def test_five_hundred_copies_change_no_range_and_no_factor(entries, data):
    if not entries:
        return
    one = data.draw(st.sampled_from(entries))
    copies = [
        msgspec.structs.replace(one, document=f"copy{n}", claim=msgspec.structs.replace(one.claim, document=f"copy{n}"))
        for n in range(500)
    ]
    assert figures(compare([*entries, *copies])) == figures(compare(entries))


SWAP = {"russia": "ukraine", "ukraine": "russia"}


def mirrored(entry):
    claim = entry.claim
    side = claim.claimant.side
    who = msgspec.structs.replace(claim.claimant, side=SWAP.get(side, side), name=SWAP.get(side, side).title())
    return msgspec.structs.replace(entry, claim=msgspec.structs.replace(claim, party=SWAP[claim.party], claimant=who))


@given(claims)
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_mirrors_the_comparison(entries):
    def shown(made, swap):
        return sorted(
            (
                c.measure,
                c.start or "",
                c.end or "",
                c.factor_guaranteed or 0,
                c.factor_point,
                c.contested,
                sorted(
                    (swap.get(s.side, s.side), s.role, s.low, s.high or -1, s.first or -1, s.latest or -1, s.origins)
                    for s in c.sides
                ),
            )
            for c in made
        )

    assert shown(compare([mirrored(entry) for entry in entries]), SWAP) == shown(compare(entries), {})


@given(claims)
@settings(max_examples=60, deadline=None)
def test_no_figure_lies_outside_what_its_side_claims(entries):
    for made in compare(entries):
        by_id = {entry.claim.id: entry.claim.figure for entry in entries}
        for side in made.sides:
            lows = [by_id[claim].low for claim in side.claims]
            assert side.low == min(lows)
            given = [by_id[claim].value for claim in side.claims]
            assert side.latest is None or side.latest in given
            assert side.first is None or side.first in given
        assert made.low == min(side.low for side in made.sides)
        ends = [side.high for side in made.sides]
        assert made.high == (None if None in ends else max(ends))


@given(claims)
@settings(max_examples=60, deadline=None)
def test_the_factor_is_the_largest_gap_of_any_two_opposing_sides(entries):
    """A slow obvious oracle: every pair of columns, ends compared by hand."""
    for made in compare(entries):
        factors = []
        spoken = [s for s in made.sides if s.role in ("self", "opponent", "third")]
        for i, a in enumerate(spoken):
            for b in spoken[i + 1 :]:
                factor = 1.0
                for high, low in ((a, b), (b, a)):
                    if low.high is not None and high.low > low.high:
                        factor = (high.low + (low.high == 0)) / (low.high + (low.high == 0))
                factors.append(factor)
        assert made.factor_guaranteed == (pytest.approx(max(factors)) if factors else None)


def of_quantity(number, theirs, ours="20"):
    """Two sides on the same day's killed of one kind of quantity of their own: a place."""
    known = {"kind": "period", "start": "2023-01-01", "end": "2023-01-01", "place": f"Town {number}"}
    return [row(ours, says="Russia", document=f"a{number}", **known), row(theirs, document=f"b{number}", **known)]


def test_a_conflict_is_told_by_quartiles_of_its_factors_from_five_quantities_on():
    theirs = ("20", "31", "41", "61", "201")
    made = compare([entry for number, words in enumerate(theirs) for entry in of_quantity(number, words)])
    assert spread(made) == {"russia-ukraine": (5, 1.55, 2.05, 3.05)}
    assert spread(made[1:]) == {}
