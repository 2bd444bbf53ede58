"""Tables of published figures become claims: own small tables, and the law that every word stands in the table."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ReadError, UsageError
from counterclaim.ledger.spans import check_claims
from counterclaim.tables import import_table, mapping, shipped
from counterclaim.tables.cells import Row, rows
from counterclaim.tables.importing import from_text
from counterclaim.tables.mapping import parsed

NORLAND = """
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
bound = { column = "about", values = { about = "approx", more = "more_than" }, other = "exact" }

[[figures]]
column = "ships"
measure = "destroyed"
object = "ships"
unit = "items"

[[figures]]
column = "submarines"
measure = "destroyed"
object = "ships"
unit = "items"
detail = true
"""
LONG = """
about = "Published estimates, one a row"
conflict = "norland-southland"
party = { column = "whose", values = { north = "norland", south = "southland" } }

[claimant]
column = "source"
values.Ministry = { name = "Ministry", side = "norland" }
values.Nobody = { nobody = true }

[day]
column = "n"
counted_from = "2031-01-01"

[when]
kind = { column = "span", values = { sum = "total", day = "period" } }
start = "2031-01-01"
days = 1

[[figures]]
column = "best"
low = "from"
high = "to"
measure = { column = "kind", values = { dead = "killed", hurt = "wounded" } }
object = "soldiers"
flags = { min = "at_least", max = "at_most" }
"""


def read(text, of=NORLAND, *, is_json=False):
    found = from_text(text, "table", parsed(of, "mine"), is_json=is_json)
    check_claims(found.document, found.document.text_sha256, found.claims)
    return found


def told(claim):
    figure, time = claim.figure, claim.time
    low = "" if figure.low is None else figure.low
    high = "" if figure.high is None else figure.high
    return f"{claim.measure} {claim.object} {figure.value}: {low} to {high}, {time.kind} {time.start} to {time.end}"


WIDE_CSV = """day,dead,about,ships,submarines
2031-02-01,"1,200",about,2,
2031-02-02,1300,,2,1
2031-02-03,1400,more,NaN,1
"""
WIDE = [
    "killed soldiers 1200: 1140 to 1260, total 2031-01-01 to 2031-02-01",
    "destroyed ships 2: 2 to 2, total 2031-01-01 to 2031-02-01",
    "killed soldiers 1300: 1300 to 1300, total 2031-01-01 to 2031-02-02",
    "destroyed ships 2: 2 to 2, total 2031-01-01 to 2031-02-02",
    "destroyed ships 1: 1 to 1, total 2031-01-01 to 2031-02-02",
    "killed soldiers 1400: 1401 to , total 2031-01-01 to 2031-02-03",
    "destroyed ships 1: 1 to 1, total 2031-01-01 to 2031-02-03",
]


def test_a_wide_table():
    found = read(WIDE_CSV)
    assert [told(claim) for claim in found.claims] == WIDE
    first = found.claims[0]
    assert (first.figure.text, first.quote.text) == ("1,200", '2031-02-01,"1,200",about,2,')
    assert (first.claimant.name, first.claimant.side, first.rule) == (
        "General Staff of Norland",
        "norland",
        "table:mine",
    )
    assert not found.skipped


def test_the_same_table_in_json_and_json_lines_gives_the_same_claims():
    table = [dict(row) for row in csv.DictReader(io.StringIO(WIDE_CSV))]
    in_list = read(json.dumps(table, indent=2), is_json=True)
    a_line = read("\n".join(json.dumps(row) for row in table), is_json=True)
    assert [told(c) for c in in_list.claims] == [told(c) for c in a_line.claims] == WIDE


def test_numbers_of_json_within_an_object():
    of = NORLAND.replace('column = "dead"', 'column = "all.dead"') + '\n[left]\n"*" = ""\n'
    under = of.replace("conflict =", 'records = "data.days"\nconflict =')
    text = json.dumps({"data": {"days": [{"day": "2031-02-01", "all": {"dead": 12, "names": ['A "B"', "}"]}}]}})
    assert [told(c) for c in read(text, under, is_json=True).claims] == [
        "killed soldiers 12: 12 to 12, total 2031-01-01 to 2031-02-01"
    ]


LONG_CSV = """n,source,kind,whose,span,from,best,to,min,max
31,Ministry,dead,south,sum,,900,,0,0
32,Ministry,dead,south,day,,1e+02,,1,0
33,Ministry,hurt,north,sum,,700,,0,1
34,Nobody,dead,south,sum,800,,1000,0,0
35,Nobody,dead,south,sum,800,900,1000,0,0
36,Nobody,dead,south,sum,800,,,0,0
37,Nobody,dead,south,sum,,,1000,0,0
38,Nobody,dead,south,sum,,,,0,0
"""


def test_a_long_table():
    found = read(LONG_CSV, LONG)
    assert [told(claim) for claim in found.claims] == [
        "killed soldiers 900: 900 to 900, total 2031-01-01 to 2031-02-01",
        "killed soldiers 100: 100 to , period 2031-02-02 to 2031-02-02",
        "wounded soldiers 700: 0 to 700, total 2031-01-01 to 2031-02-03",
        "killed soldiers None: 800 to 1000, total 2031-01-01 to 2031-02-04",
        "killed soldiers 900: 800 to 1000, total 2031-01-01 to 2031-02-05",
        "killed soldiers 800: 800 to , total 2031-01-01 to 2031-02-06",
        "killed soldiers 1000: 0 to 1000, total 2031-01-01 to 2031-02-07",
    ]
    assert [claim.party for claim in found.claims][:3] == ["southland", "southland", "norland"]
    assert [claim.claimant and claim.claimant.text for claim in found.claims][2:4] == ["Ministry", None]
    assert found.claims[3].figure.text == "800,,1000"


NO_NUMBER = "which is no number of people or things between 0 and 9,007,199,254,740,991: write it as 32300"
BAD = [  # row, what the line must say
    ("soon,Ministry,dead,south,sum,,900,,0,0", "n is 'soon', which is no number of days after 2031-01-01"),
    (
        "3,Ministry,dead,south,sum,,many,,0,0",
        f"best is 'many', {NO_NUMBER}",
    ),
    *(
        (f"3,Ministry,dead,south,sum,,{wrong},,0,0", f"best is '{wrong}', {NO_NUMBER}")
        for wrong in ("-4", "1e30", "99999999999999999999999", "9007199254740992")
    ),
    (
        "3,Ministry,dead,south,sum,,5.5,,0,0",
        'best is 5.5: persons are counted whole; of an average say bound = "approx"',
    ),
    (
        "3,Embassy,dead,south,sum,,4,,0,0",
        "source is 'Embassy', which is no claimant that the mapping knows: Ministry, Nobody",
    ),
    ("3,Ministry,lost,south,sum,,4,,0,0", "kind is 'lost', which is none of dead, hurt"),
    ("3,Ministry,dead,south,sum,9,,4,0,0", "from is 9 and to is 4: the low end must not be above the high one"),
    ("3,Ministry,dead,south,sum,,4,,0,0,7,7", "12 cells under 10 columns; quote a cell that holds a ','"),
]


@pytest.mark.parametrize(("row", "said"), BAD)
def test_a_bad_row_costs_one_clear_line_and_nothing_else(row, said):
    found = read(LONG_CSV + row + "\n39,Ministry,dead,south,sum,,950,,0,0\n", LONG)
    assert [(s.source, s.reason) for s in found.skipped] == [("table line 10", said)]
    assert found.claims[-1].figure.value == 950


def test_dates_that_are_none():
    found = read("day,dead,about,ships,submarines\n31/02/2031,5,,,\n,5,,,\n")
    assert [s.reason for s in found.skipped] == [
        "day is '31/02/2031', which is no date: write it as 2022-03-26",
        "no date in day: write it as 2022-03-26",
    ]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("day;dead", "with commas between; here semicolons stand there: write delimiter = ';' in the mapping"),
        ("day\tdead", "with commas between; here tabs stand there: write delimiter = '\\t' in the mapping"),
        ("day", "with commas between"),
    ],
)
def test_what_parts_the_columns_is_told_with_the_file(tmp_path, first, said):
    table = tmp_path / "losses.csv"
    table.write_text(f"{first}\n2024-01-01;12\n", encoding="utf-8")
    for known in (None, parsed(NORLAND, "norland")):
        with pytest.raises(ReadError) as told:
            import_table(table, known)
        assert str(told.value) == f"{table}: line 1: the first line must name the columns, each once, {said}"


def test_what_no_mapping_names_is_told():
    found = read("day,dead,wounded\n2031-02-01,5,6\n")
    assert found.left == ("wounded: the mapping does not say what it holds",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"day": "2031-02-01", "dead": 5]', "table: line 1: no JSON: a comma or } must stand here"),
        ('[{"day": 2031-02-01}]', "table: line 1: no JSON: a comma or } must stand here"),
        ("[1, 2]", "table: line 1: the rows of a JSON table are objects in a list, or one object a line"),
        ('[{"day": "2031', "table: line 1: no JSON: Unterminated string starting at"),
    ],
)
def test_broken_json_is_one_line(text, said):
    with pytest.raises(ReadError) as error:
        read(text, is_json=True)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            'side = "norland"',
            "side = 3",
        ),
    ],
)
def test_a_wrong_mapping_is_one_line(change, said):
    with pytest.raises(UsageError, match=r"mapping mine: .*\$\.claimant"):
        parsed(NORLAND.replace(change, said), "mine")
    with pytest.raises(UsageError, match="no claimant has the id 'norland/staff'"):
        parsed(NORLAND.replace('name = "General Staff of Norland"', 'id = "norland/staff"'), "mine")


def test_files_by_their_ending_packed_or_not(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text(NORLAND, encoding="utf-8")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(WIDE_CSV.encode()))
    (tmp_path / "a.tsv").write_text(WIDE_CSV.replace('"1,200"', "1200").replace(",", "\t"), encoding="utf-8")
    assert [told(c) for c in import_table(tmp_path / "a.csv.gz", own).claims] == WIDE
    assert [told(c) for c in import_table(tmp_path / "a.tsv", own).claims] == WIDE
    with pytest.raises(ReadError, match="save it as CSV"):
        import_table(tmp_path / "a.xlsx", own)
    with pytest.raises(UsageError, match="no mapping 'nothing'"):
        import_table(tmp_path / "a.tsv", "nothing")


@pytest.mark.parametrize("name", shipped())
def test_shipped_mappings_are_in_order(name):
    assert mapping(name).about


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6))
def test_csv_is_read_as_the_standard_library_reads_it(table):
    """A slow, known reader beside ours: the same cells, and each where its place says."""
    header = [f"c{n}" for n in range(4)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *table])
    text = out.getvalue()
    ours = list(rows(text, is_json=False))
    theirs = [row for row in csv.reader(io.StringIO(text, newline="")) if "".join(row).strip(", \t")][1:]
    assert [[cell.value for cell in row.cells.values()] for row in ours if isinstance(row, Row)] == theirs
    for row in ours:
        for cell in row.cells.values():
            assert text[cell.start : cell.end].replace('""', '"') == cell.value


PLAIN = st.none() | st.booleans() | st.integers(0, 10**9) | st.floats(0, 10**6) | st.text(max_size=6)


@given(
    st.lists(st.dictionaries(st.text(st.characters(codec="ascii"), max_size=4), PLAIN, max_size=4), max_size=4),
    st.booleans(),
)
def test_json_is_read_as_the_standard_library_reads_it(table, spread):
    text = json.dumps(table, indent=2 if spread else None)
    for row, wanted in zip(rows(text, is_json=True), table, strict=True):
        got = {name: cell.value for name, cell in row.cells.items()}
        assert got == {
            key: value if isinstance(value, str) else json.dumps(value)
            for key, value in wanted.items()
            if value is not None
        }
