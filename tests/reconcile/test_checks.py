"""The checks: what each finds, and what it must leave alone. One row is one small ledger."""

import msgspec
import pytest

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.checks.headlines import headline_end
from tests.reconcile.makers import codes, row

FLOW = {"kind": "period", "start": "2023-05-05", "end": "2023-05-05"}
SPAN = {"kind": "period", "start": "2023-05-05", "end": "2023-05-07"}
TOTAL = {"kind": "total", "start": "2022-02-24", "end": "2023-05-07"}


def day(text, number, **more):
    iso = f"2023-05-{number:02}"
    return row(text, kind="period", start=iso, end=iso, at=50 * number, **more)


def total(text, iso, **more):
    return row(text, end=iso, document=more.pop("document", iso), **more)


def people(text, at=0, **more):
    return row(
        text,
        object=more.pop("object", "people"),
        party="gaza",
        conflict="israel-gaza",
        says="Hamas",
        at=at,
        **more,
    )


PAIR = "5 civilians, including 9 children, were killed"
INSIDE = "15 civilians, including 4 children, were killed"
BOTH = "3 civilians and 5 children were killed"


def pair(quote, whole, part, **more):
    common = {
        "quote": quote,
        "party": "sudan",
        "conflict": "sudan",
        "says": "Medics",
        "side": "independent",
        **FLOW,
        **more,
    }
    return [row(whole, object="civilians", **common), row(part, object="children", **common)]


SERIES = [("1,003", "2023-05-01"), ("1,101", "2023-05-02"), ("1,207", "2023-05-03")]

# name | entries | code | outcome | formula (or part of it)
FOUND = [
    (
        "days make the whole",
        [day("120", 5), day("80", 6), row("200", kind="period", start="2023-05-05", end="2023-05-06")],
        "SUM_PARTS",
        "holds",
        "120 + 80 = 200; given: 200",
    ),
    (
        "days do not make the whole",
        [day("121", 5), day("83", 6), row("291", kind="period", start="2023-05-05", end="2023-05-06")],
        "SUM_PARTS",
        "violated",
        "121 + 83 = 204; given: 291",
    ),
    (
        "a floor among the parts",
        [day("121", 5), day("more than 80", 6), row("151", kind="period", start="2023-05-05", end="2023-05-06")],
        "SUM_PARTS",
        "violated",
        "121 + more than 80 = at least 202; given: 151",
    ),
    (
        "a floor that may reach the whole",
        [day("121", 5), day("more than 80", 6), row("251", kind="period", start="2023-05-05", end="2023-05-06")],
        "SUM_PARTS",
        "undecidable",
        "121 + more than 80 = at least 202; given: 251",
    ),
    (
        "killed and wounded make casualties",
        [
            people("7", **FLOW, quote="7 killed, 12 wounded, 19 casualties"),
            people("12", measure="wounded", **FLOW, quote="7 killed, 12 wounded, 19 casualties"),
            people("19", measure="casualties", **FLOW, quote="7 killed, 12 wounded, 19 casualties"),
        ],
        "SUM_PARTS",
        "holds",
        "7 + 12 = 19; given: 19",
    ),
    (
        "more killed and wounded than casualties",
        [
            people("17", **TOTAL),
            people("12", measure="wounded", at=50, **TOTAL),
            people("19", measure="casualties", at=99, **TOTAL),
        ],
        "SUM_PARTS_LE",
        "violated",
        "17 + 12 = 29; given: 19",
    ),
    (
        "kinds inside a whole",
        [
            people("21", **TOTAL),
            people("9", object="civilians", at=50, **TOTAL),
            people("4", object="police", at=99, **TOTAL),
        ],
        "SUM_PARTS_LE",
        "holds",
        "9 + 4 = 13; whole: 21",
    ),
    (
        "total less the day",
        [total("12,500", "2023-05-02", document="a"), day("400", 2, document="a")],
        "TOTAL_MINUS_INC",
        "holds",
        "12,500 - 400 = 12,100",
    ),
    (
        "total less the day, and yesterday's own total",
        [total("12,500", "2023-05-02", document="a"), day("400", 2, document="a"), total("12,100", "2023-05-01")],
        "TOTAL_MINUS_INC",
        "holds",
        "12,500 - 400 = 12,100",
    ),
    (
        "total less the day is not yesterday's",
        [total("12,500", "2023-05-02", document="a"), day("400", 2, document="a"), total("11,900", "2023-05-01")],
        "TOTAL_MINUS_INC",
        "undecidable",
        "12,500 - 400 = 12,100",
    ),
    (
        "total less the day is far from yesterday's",
        [total("12,507", "2023-05-02", document="a"), day("403", 2, document="a"), total("11,901", "2023-05-01")],
        "TOTAL_MINUS_INC",
        "violated",
        "12,507 - 403 = 12,104",
    ),
    ("totals that rise", [total(*each) for each in SERIES], "MONO_CUM", "holds", "1,003, ..., 1,207"),
    (
        "a total far below",
        [total(*each) for each in SERIES] + [total("303", "2023-05-04"), total("1,300", "2023-05-05")],
        "MONO_CUM",
        "violated",
        "1,207, then 303",
    ),
    (
        "a correction",
        [total(*each) for each in SERIES] + [total("1,177", "2023-05-04"), total("1,181", "2023-05-05")],
        "CORRECTION",
        "holds",
        "1,207 - 30 = 1,177",
    ),
    (
        "a new way to count",
        [total(*each) for each in SERIES]
        + [
            total("701", "2023-05-04"),
            total("702", "2023-05-05"),
            total("703", "2023-05-06"),
            total("704", "2023-05-07"),
        ],
        "SERIES_BREAK",
        "undecidable",
        "1,207, then 701",
    ),
    ("children inside civilians", pair(INSIDE, "15", "4"), "PART_LE_WHOLE", "holds", "4 of 15"),
    ("more children than civilians", pair(PAIR, "5", "9"), "PART_LE_WHOLE", "violated", "9 of 5"),
    (
        "more killed than casualties",
        [people("39", **TOTAL), people("19", measure="casualties", at=50, **TOTAL)],
        "SUBSET_UNIT",
        "violated",
        "39 killed of 19 casualties",
    ),
    (
        "killed against casualties",
        [row("5,000", end="2023-05-07"), row("700", says="Russia", measure="casualties", end="2023-05-07", at=50)],
        "UNIT_MISMATCH",
        "undecidable",
        "5,000 killed against 700 casualties",
    ),
    (
        "two units in a sentence",
        [row("6,300", measure="casualties", **FLOW, quote="It killed many, with 6,300 casualties")],
        "UNIT_MISMATCH",
        "undecidable",
        "6,300 casualties, 'killed'",
    ),
    (
        "one number, two units",
        [total("5,937", "2022-09-21"), total("5,937", "2022-09-22", measure="casualties")],
        "UNIT_MISUSE",
        "undecidable",
        "5,937 killed, 5,937 casualties",
    ),
    (
        "a total against a month",
        [row("5,000", **TOTAL), row("700", says="Russia", at=50, kind="period", start="2023-04-01", end="2023-04-30")],
        "PERIOD_MISMATCH",
        "undecidable",
        "5,000 (total), 700 (period)",
    ),
    ("nobody named", [row("31,000", says=None, **TOTAL)], "NO_CLAIMANT", "undecidable", "31,000: nobody named"),
    (
        "two sides apart",
        [row("9,000", end="2022-03-03"), row("498", says="Russia", end="2022-03-02", document="b")],
        "RATIO_PARTIES",
        "undecidable",
        "9,000 / 498 = 18",
    ),
    (
        "a monitor outside a side's figure",
        [
            row("5,937", says="Russia", end="2022-09-21"),
            row("6,756", says="Mediazona", side="independent", end="2022-09-23", document="b"),
        ],
        "CROSS_CONTRADICTION",
        "undecidable",
        "6,756 / 5,937 = 1.1",
    ),
    (
        "one claimant, one day, two totals",
        [total("5,402", "2023-05-01"), total("5,519", "2023-05-01", document="b")],
        "SELF_CONTRADICTION",
        "violated",
        "5,402 and 5,519",
    ),
    (
        "digits swapped",
        [total("5,397", "2023-05-01"), total("5,937", "2023-05-01", document="b")],
        "DIGIT_SLIP",
        "violated",
        "5,397 and 5,937",
    ),
    (
        "told twice in a document",
        [row("1,351", **TOTAL), row("1,351", at=90, **TOTAL)],
        "DUPLICATE",
        "holds",
        "counted once: 1,351",
    ),
    (
        "told in two documents",
        [row("1,351", **TOTAL), row("1,351", document="b", **TOTAL)],
        "DUPLICATE",
        "holds",
        "counted once: 1,351",
    ),
    ("digits that stand apart", [row("1, 432", repaired=True, **TOTAL)], "NUM_JOINED", "holds", "'1, 432': 1,432"),
    (
        "a poll that rose",
        [
            row("77", unit="percent", measure="support", kind="state", quote="77 percent, up from 74"),
            row("74", unit="percent", measure="support", kind="state", quote="77 percent, up from 74"),
        ],
        "PCT_RANGE",
        "holds",
        "77 % - 74 % = 3",
    ),
    (
        "a poll that is said to have risen",
        [
            row("71", unit="percent", measure="support", kind="state", quote="71 percent, up from 84"),
            row("84", unit="percent", measure="support", kind="state", quote="71 percent, up from 84"),
        ],
        "PCT_RANGE",
        "violated",
        "71 % - 84 % = -13",
    ),
    (
        "three answers make a hundred",
        [
            row(text, unit="percent", measure="support", kind="state", quote="51 percent for, 38 against, 12 undecided")
            for text in ("51", "38", "12")
        ],
        "PCT_RANGE",
        "holds",
        "51 % + 38 % + 12 % = 101 %",
    ),
    (
        "three answers make more than a hundred",
        [
            row(text, unit="percent", measure="support", kind="state", quote="71 percent for, 38 against, 12 undecided")
            for text in ("71", "38", "12")
        ],
        "PCT_RANGE",
        "undecidable",
        "71 % + 38 % + 12 % = 121 %",
    ),
    (
        "three answers of which several could be given",
        [
            row(
                text,
                unit="percent",
                measure="support",
                kind="state",
                quote="71 percent for, 38 against, 12 undecided; respondents could choose more than one answer",
            )
            for text in ("71", "38", "12")
        ],
        "PCT_RANGE",
        "holds",
        "71 % + 38 % + 12 % = 121 %",
    ),
    (
        "more destroyed than lost",
        [
            row("91", object="tanks", measure="destroyed", unit="items", **TOTAL, quote="91 destroyed of 57 lost"),
            row("57", object="tanks", measure="lost", unit="items", **TOTAL, quote="91 destroyed of 57 lost"),
        ],
        "SUBSET_UNIT",
        "violated",
        "91 destroyed of 57 lost",
    ),
    (
        "no share is above a hundred",
        [row("170", unit="percent", measure="support", kind="state")],
        "PCT_RANGE",
        "violated",
        "170",
    ),
    (
        "doubled",
        [
            people("113", quote="it doubled from 113 to 226", **TOTAL),
            people("226", quote="it doubled from 113 to 226", **TOTAL),
        ],
        "TEXT_ARITH",
        "holds",
        "226 / 113 = 2",
    ),
    (
        "not doubled",
        [
            people("113", quote="it doubled from 113 to 151", **TOTAL),
            people("151", quote="it doubled from 113 to 151", **TOTAL),
        ],
        "TEXT_ARITH",
        "violated",
        "151 / 113 = 1.3",
    ),
    (
        "a day far above the month before",
        [row("6,200", kind="period", start="2023-01-01", end="2023-01-31"), day("900", 2, document="b")],
        "RATE_JUMP",
        "undecidable",
        "6,200 / 31 = 200 a day; 900 / 200 = 4.5",
    ),
    (
        "a superlative that no series can judge",
        [row("1,110", quote="on its deadliest day 1,110 soldiers died", **FLOW)],
        "RANK_CLAIM",
        "undecidable",
        "",
    ),
]


@pytest.mark.parametrize(("name", "entries", "code", "outcome", "formula"), FOUND, ids=[case[0] for case in FOUND])
def test_found(name, entries, code, outcome, formula):
    made = [f for f in check(entries, {}) if f.code == code]
    assert [f.outcome for f in made] == [outcome]
    assert formula in made[0].formula
    assert made[0].text.endswith(".")
    assert len(made[0].claims) == len(made[0].documents)


# name | entries | codes that must not be there
QUIET = [
    ("civilians and children beside each other", pair(BOTH, "3", "5"), {"PART_LE_WHOLE", "SUM_PARTS_LE"}),
    (
        "tanks and vehicles on one list",
        [
            row("500", object="tanks", unit="items", **TOTAL),
            row("2,000", object="armoured_vehicles", unit="items", at=50, **TOTAL),
        ],
        {"PART_LE_WHOLE"},
    ),
    ("two attacks of one day", [people("3", **FLOW), people("11", at=60, **FLOW)], {"SELF_CONTRADICTION", "SUM_PARTS"}),
    (
        "two kinds under one name in a bulletin",
        [row("82", object="vehicles", **TOTAL), row("2,396", object="vehicles", at=60, **TOTAL)],
        {"SELF_CONTRADICTION", "MONO_CUM"},
    ),
    (
        "a total rounded down the day after",
        [total("133,190", "2023-05-01"), total("133,000", "2023-05-02")],
        {"CORRECTION", "SELF_CONTRADICTION"},
    ),
    (
        "parts of another claimant",
        [day("121", 5), day("83", 6, says="Russia"), row("300", kind="period", start="2023-05-05", end="2023-05-06")],
        {"SUM_PARTS"},
    ),
    (
        "parts that leave days out",
        [day("121", 5), day("83", 9), row("300", kind="period", start="2023-05-01", end="2023-05-20")],
        {"SUM_PARTS"},
    ),
    (
        "parts of another place",
        [
            day("121", 5, place="Bakhmut"),
            day("83", 6, place="Bakhmut"),
            row("300", kind="period", start="2023-05-05", end="2023-05-06", place="Izium"),
        ],
        {"SUM_PARTS"},
    ),
    (
        "a standing total of many days",
        [total("12,000", f"2022-03-{n:02}") for n in range(9, 15)],
        {"DUPLICATE", "CORRECTION"},
    ),
    (
        "a part of the country's toll",
        [row("700", place="Izium", **TOTAL), row("5,000", says="Russia", place="Bakhmut", document="b", **TOTAL)],
        {"RATIO_PARTIES", "CROSS_CONTRADICTION"},
    ),
    (
        "one of the deadliest days",
        [row("1,110", quote="one of the deadliest days: 1,110 soldiers died", **FLOW)],
        {"RANK_CLAIM"},
    ),
    (
        "a rumour that its claimant rejects",
        [row("9,000", stance="denies", **TOTAL), row("498", says="Russia", document="b", **TOTAL)],
        {"RATIO_PARTIES"},
    ),
    (
        "an unattributed lead of an attributed figure",
        [row("1,200", says=None, **TOTAL), row("1,200", at=80, **TOTAL)],
        {"NO_CLAIMANT"},
    ),
]


@pytest.mark.parametrize(("name", "entries", "silent"), QUIET, ids=[case[0] for case in QUIET])
def test_left_alone(name, entries, silent):
    assert not codes(check(entries, {})) & silent


def test_parts_that_count_more_kinds_than_the_whole_say_so():
    parts = [
        day("121", 5, quote="121 soldiers and foreign contractors died"),
        day("83", 6, quote="83 soldiers and foreign contractors died"),
    ]
    whole = row("204", kind="period", start="2023-05-05", end="2023-05-06")
    (made,) = [f for f in check([*parts, whole], {}) if f.code == "POPULATION_MISMATCH"]
    assert made.text == "The parts (121 and 83) also count foreign contractors; the total (204) says soldiers only."


def test_a_superlative_is_held_against_the_sides_own_days():
    past = [total(f"{1000 + 10 * n:,}", f"2023-03-{n:02}") for n in range(1, 32)]
    past.append(total("1,610", "2023-04-01"))
    claim = row(
        "250", kind="period", start="2023-05-05", end="2023-05-05", quote="its deadliest day: 250 soldiers died"
    )
    (made,) = [f for f in check([*past, claim], {}) if f.code == "RANK_CLAIM"]
    assert made.outcome == "violated"
    assert "1 larger daily step (300 on 1 April 2023)" in made.text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Toll passes 900\nOfficials gave the figure.", 15),
        ("It rained. Toll\nOfficials.", 15),
        ("It rained.\nMore.", 0),
        ("Toll", 0),
    ],
)
def test_where_a_headline_ends(text, end):
    assert headline_end(text) == end


def test_a_headline_that_differs_from_its_text():
    text = "Toll passes 900\nOfficials said that 812 people died."
    sha = row("1", text_of=text).text_sha256
    head = row("900", says=None, object="people", text_of=text, at=12, **TOTAL)
    body = row("812", object="people", text_of=text, at=36, **TOTAL)
    made = [f for f in check([head, body], {sha: text}) if f.code == "HEADLINE_BODY"]
    assert [f.text for f in made] == ["The headline gives 900; the text gives 812."]


def under(name, entry):
    """The entry with its document in a folder of this name."""
    document = f"{name}/{entry.document}"
    claim = msgspec.structs.replace(entry.claim, document=document)
    return msgspec.structs.replace(entry, document=document, claim=claim)


def test_findings_do_not_depend_on_the_order_of_the_ledger():
    entries = [under(f"{n}", entry) for n, case in enumerate(FOUND) for entry in case[1]]
    assert check(entries[::-1], {}) == check(entries, {})


def test_no_text_takes_sides():
    words = {"lie", "lied", "lying", "false", "falsely", "admit", "admitted", "claimed", "propaganda", "truth"}
    for case in FOUND:
        for finding in check(case[1], {}):
            assert not words & set(finding.text.casefold().replace(".", " ").split())


def test_that_several_answers_could_be_given_may_stand_in_the_sentence_before():
    sentence = "71 percent for, 38 against, 12 undecided"
    before = "In the poll respondents could choose several options. "
    shares = [
        row(text, unit="percent", measure="support", kind="state", quote=sentence, at=len(before))
        for text in ("71", "38", "12")
    ]
    [found] = [f for f in check(shares, {shares[0].text_sha256: before + sentence}) if f.code == "PCT_RANGE"]
    assert found.outcome == "holds"
    assert "possible, as the text says" in found.text


@pytest.mark.parametrize(
    ("told", "formula"),
    [
        ("in the last 24 hours", "6,200 / 31 = 200 a day; 1,200 / 200 = 6"),
        ("overnight", "6,200 / 31 = 200 a day; 1,200 / 200 = 6"),
        ("in two days", "6,200 / 31 = 200 a day; 600 / 200 = 3"),
        ("within 48 hours", "6,200 / 31 = 200 a day; 600 / 200 = 3"),
        ("over the weekend", "6,200 / 31 = 200 a day; 600 / 200 = 3"),
    ],
)
def test_two_dates_are_one_day_or_two_as_the_words_tell(told, formula):
    entry = row("1,200", kind="period", start="2023-02-04", end="2023-02-05", document="b")
    time = msgspec.structs.replace(entry.claim.time, text=told)
    entry = msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, time=time))
    found = check([row("6,200", kind="period", start="2023-01-01", end="2023-01-31"), entry], {})
    assert [one.formula for one in found if one.code == "RATE_JUMP"] == [formula]


def test_a_figure_of_a_table_is_not_told_of_a_report_of_an_unknown_day():
    listed = row("12,340", measure="lost", end="2023-02-05")
    listed = msgspec.structs.replace(
        listed, published=None, claim=msgspec.structs.replace(listed.claim, rule="table:staff 1")
    )
    found = check([listed, row("12,340", end="2023-02-05", document="b")], {})
    (misused,) = (one.text for one in found if one.code == "UNIT_MISUSE")
    assert misused == "Ukraine's 12,340 is given as lost in a table of its figures; elsewhere as killed."
