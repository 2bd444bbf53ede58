"""One example of each finding in figures that were published, as a reader sees it; docs/reckoning.md cites these rows.

A row is a small ledger, what is said of it stands in said.toml. Figures and days are real, but for a rate that no force
could bear, a figure that is rejected, some against none, a count begun anew, and the dates of pages.
"""

import tomllib
from pathlib import Path

import msgspec
import pytest

from counterclaim.reconcile.checks import ORDER, check
from counterclaim.reconcile.checks.texts import FILE
from counterclaim.vocabulary.words import toml
from tests.reconcile.makers import codes, row
from tests.reconcile.test_checks import FOUND

WORDS = Path(__file__).parents[2] / "src/counterclaim/views/words.toml"
SAID = Path(__file__).with_name("said.toml")
WAR = "2022-02-24"
STAFF = {"says": "General Staff", "side": "ukraine"}
MINISTRY = {"says": "Ministry of Defence", "side": "russia"}
GAZA = {"party": "gaza", "conflict": "israel-gaza", "object": "people", "says": "Health Ministry", "side": "gaza"}


def staff(text, day, **more):
    """A total of the Ukrainian General Staff about Russian soldiers."""
    document = more.pop("document", f"bulletin {day}")
    return row(text, **{**STAFF, "start": WAR, "end": day, "document": document, **more})


def ministry(text, day, **more):
    """A total of the Russian Ministry of Defence, of its own soldiers unless told otherwise."""
    document = more.pop("document", f"statement {day}")
    return row(text, **{**MINISTRY, "start": WAR, "end": day, "document": document, **more})


def about_ukraine(text, day):
    return ministry(text, day, party="ukraine")


def series(*pairs, **more):
    return [staff(text, day, **more) for text, day in pairs]


FEBRUARY = series(
    ("128,420", "2023-02-01"), ("129,870", "2023-02-03"), ("130,590", "2023-02-04"), ("131,290", "2023-02-05"),
    ("132,160", "2023-02-06"), ("133,190", "2023-02-07"), ("134,100", "2023-02-08"), ("135,740", "2023-02-10"),
)  # fmt: skip
APRIL = series(("17,700", "2022-04-01"), ("17,800", "2022-04-02"), ("18,300", "2022-04-04"), ("18,500", "2022-04-05"))
MAY = series(("28,500", "2022-05-20"), ("28,850", "2022-05-21"), ("29,050", "2022-05-22"), ("55,110", "2022-09-21"))
SHOIGU = [
    about_ukraine("14,000", "2022-03-25"),
    about_ukraine("23,367", "2022-04-16"),
    about_ukraine("61,207", "2022-09-21"),
]
OWN = [ministry("498", "2022-03-02"), ministry("1,351", "2022-03-25"), ministry("5,937", "2022-09-21")]
MARCH = series(
    ("10,500", "2022-03-05"), ("11,000", "2022-03-06"), ("11,200", "2022-03-07"), ("11,500", "2022-03-08"),
    *(("12,000", f"2022-03-{day:02}") for day in range(9, 15)), ("13,500", "2022-03-15"), ("13,800", "2022-03-16"),
    ("14,000", "2022-03-17"), ("14,200", "2022-03-18"),
)  # fmt: skip
AUTUMN = series(*((f"{50_150 + 510 * n:,}", f"2022-09-{n + 1:02}") for n in range(24)))
DESTROYED = {"measure": "destroyed", "unit": "items", "document": "bulletin"}

# name | ledger; what is said of it stands in said.toml
EXAMPLES = {
    "a total far above its neighbours": [*APRIL, staff("73,000", "2022-04-03")],
    "an older total told again": [*FEBRUARY, staff("130,590", "2023-02-10", document="later report")],
    "a digit lost": [*FEBRUARY, staff("13,050", "2023-02-04", document="table")],
    "a month's figure as a total": [*SHOIGU, about_ukraine("6,500", "2023-02-07")],
    "a day's figure as a total": [*FEBRUARY, staff("1,030", "2023-02-07", document="table")],
    "a total under an earlier date": [*MAY, staff("55,110", "2022-05-21", document="table")],
    "a total of days to come": [staff("28,850", "2022-05-21", published="2022-05-12")],
    "the other side's dead": [
        *series(("21,800", "2022-04-24"), ("22,400", "2022-04-27"), ("22,800", "2022-04-28")),
        *(staff(n, day, party="ukraine") for n, day in (("1,300", "2022-03-12"), ("2,500", "2022-04-15"))),
        staff("22,800", "2022-04-28", party="ukraine", document="table"),
        *(staff(n, day, party="ukraine") for n, day in (("10,000", "2022-06-10"), ("13,000", "2022-12-01"))),
    ],
    "the other side's figure": [*OWN, staff("4,300", "2022-02-27"), ministry("4,300", "2022-02-28", document="table")],
    "more names than the total": [
        ministry("5,937", "2022-10-23"),
        row(
            "6,756",
            says="Mediazona",
            side="independent",
            start=WAR,
            end="2022-09-23",
            document="list",
            quote="It confirmed 6,756 deaths by name",
        ),
    ],
    "fewer than were verified by then": [
        ministry("5,937", "2022-09-25"),
        row(
            "10,044",
            says="Mediazona",
            side="independent",
            start=WAR,
            end="2022-09-25",
            document="list",
            published="2026-02-01",
            quote="It confirmed 10,044 deaths by name",
        ),
    ],
    "a third of a wounded for each killed": [
        staff("122,170", "2023-01-24"),
        staff("36,650", "2023-01-24", measure="wounded", at=60),
    ],
    "nearly three wounded for each killed": [
        ministry("1,351", "2022-03-25"),
        ministry("3,825", "2022-03-25", measure="wounded", at=60),
    ],
    "a rate that no force could bear": [row("15,003", **STAFF, kind="period", start="2022-03-03", end="2022-03-03")],
    "a series that is rounded": AUTUMN,
    "a series that stood still": MARCH,
    "a word that changed on the way": [
        row(
            "824",
            says="Defence Intelligence",
            side="uk",
            measure="casualties",
            kind="period",
            start="2023-02-01",
            end="2023-02-11",
            outlet="A paper",
        ),
        row(
            "824",
            says="Defence Intelligence",
            side="uk",
            kind="period",
            start="2023-02-01",
            end="2023-02-11",
            document="b",
            outlet="Another paper",
            published="2023-02-13",
            via=("A paper",),
        ),
    ],
    "one number, two words": [
        ministry("1,351", "2022-03-25"),
        ministry("3,825", "2022-03-25", measure="wounded", at=60),
        ministry("1,351", "2022-03-26", measure="casualties", document="report"),
    ],
    "a figure that is rejected": [
        row("400", **STAFF, kind="period", start="2023-01-01", end="2023-01-01", place="Makiivka"),
        row(
            "400",
            **MINISTRY,
            kind="period",
            start="2023-01-01",
            end="2023-01-01",
            place="Makiivka",
            document="b",
            stance="denies",
        ),  # the rejection is made up
    ],
    "some against none": [
        row("12", **STAFF, kind="period", start="2023-01-01", end="2023-01-01", place="Makiivka"),
        row("0", **MINISTRY, kind="period", start="2023-01-01", end="2023-01-01", place="Makiivka", document="b"),
    ],
    "a toll corrected in words": [
        row(
            text,
            object="people",
            party="israel",
            conflict="israel-gaza",
            says="Foreign Ministry",
            side="israel",
            end="2023-11-10",
            quote="It revised its toll from 1,400 to 1,200",
        )
        for text in ("1,400", "1,200")
    ],
    "cases added for earlier days": [
        row("40,435", start="2023-10-07", end="2024-08-27", document="27", **GAZA),
        row("40,534", start="2023-10-07", end="2024-08-28", document="28", **GAZA),
        row("58", kind="period", start="2024-08-28", end="2024-08-28", document="28", at=60, **GAZA),
    ],
    "a count begun anew": [
        staff(text, f"2022-03-{n:02}")
        for n, text in enumerate(("5,010", "5,120", "5,230", "40", "150", "260", "370"), 1)
    ],
    "kinds of equipment told together": [
        staff("1,432", "2022-06-13", object="tanks", **DESTROYED),
        staff("3,492", "2022-06-13", object="armoured_vehicles", at=40, **DESTROYED),
        staff(
            "4,924",
            "2022-06-13",
            object="armoured_vehicles",
            at=99,
            **DESTROYED,
            quote="4,924 tanks and other armoured vehicles in all",
        ),
    ],
    "an address with another date": [staff("28,850", "2022-05-21", url="https://news.example/2022/04/02/toll")],
    "a page older than its date": [
        staff("28,850", "2022-05-21", url="https://archive.example/web/20220518101500/https://news.example/toll")
    ],
    "a page seen before its date": [staff("28,850", "2022-05-21", seen="2022-05-17")],
    "a weekday that was another": [staff("28,850", "2022-05-21", quote="By Friday, 21 May 2022, 28,850 had died")],
    "a date in the address alone": [
        row("28,850", **STAFF, kind="unspecified", url="https://news.example/2022/05/21/toll")
    ],
}


def said() -> dict[str, dict[str, str]]:
    return tomllib.loads(SAID.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_said(name):
    made = [
        {"code": f.code, "outcome": f.outcome, "formula": f.formula, "text": f.text} for f in check(EXAMPLES[name], {})
    ]
    assert said()[name] in made


def test_each_row_has_its_example():
    assert list(said()) == list(EXAMPLES)


def test_a_published_correction_is_a_negative_figure_of_a_table():
    entry = row("25", **STAFF, kind="period", start="2022-10-13", end="2022-10-13", measure="destroyed", unit="items")
    entry = with_value(entry, -25)
    assert "General Staff gave -25 for 13 October 2022: a correction of its own total." in [
        f.text for f in check([entry], {}) if f.code == "CORRECTION"
    ]


def with_value(entry, number):
    figure = msgspec.structs.replace(entry.claim.figure, value=number, low=number, high=number)
    return msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, figure=figure))


# name | ledger | codes that must not be there
QUIET = [
    (
        "a count that grows by single pieces",
        [staff(str(315 + n // 4), f"2023-10-{n + 1:02}") for n in range(28)],
        {"FROZEN", "STALE_VALUE", "SERIES_OUTLIER", "CORRECTION"},
    ),
    (
        "a figure rounded down",
        [*FEBRUARY, staff("133,000", "2023-02-08", document="report")],
        {"SERIES_OUTLIER", "DIGIT_SLIP", "PERIOD_GUESS"},
    ),
    (
        "a figure told a day late",
        [*FEBRUARY, staff("132,160", "2023-02-07", document="report")],
        {"SERIES_OUTLIER", "STALE_VALUE", "DATE_ORDER"},
    ),
    (
        "both sides give the same prisoners",
        [
            row("103", **STAFF, measure="captured", kind="total", end="2024-05-31", party="russia"),
            row("103", **MINISTRY, measure="captured", kind="total", end="2024-05-31", party="russia", document="b"),
        ],
        {"CLAIMANT_SWAP"},
    ),
    (
        "a floor of a later day",
        [
            ministry("5,937", "2022-09-21"),
            row(
                "6,756",
                says="Mediazona",
                side="independent",
                start=WAR,
                end="2022-09-23",
                document="list",
                quote="It confirmed 6,756 deaths by name",
            ),
        ],
        {"FLOOR_EXCEEDED", "NAMED_GT_TOTAL"},
    ),
    (
        "a floor of one place",
        [
            ministry("5,937", "2022-10-23"),
            row(
                "6,756",
                says="Mediazona",
                side="independent",
                start=WAR,
                end="2022-09-23",
                document="list",
                place="Buryatia",
                quote="It confirmed 6,756 deaths by name",
            ),
        ],
        {"FLOOR_EXCEEDED", "NAMED_GT_TOTAL"},
    ),
    (
        "three wounded in an attack that killed one",
        [
            row("1", **STAFF, kind="period", start="2023-01-01", end="2023-01-01", at=0),
            row("30", **STAFF, kind="period", start="2023-01-01", end="2023-01-01", measure="wounded", at=60),
        ],
        {"RATIO_IMPLAUSIBLE"},
    ),
    ("a page that was seen when it went up", [staff("28,850", "2022-05-21", seen="2022-05-20")], {"DATELINE_FORGED"}),
    ("a page that was seen years later", [staff("28,850", "2022-05-21", seen="2026-01-02")], {"DATELINE_FORGED"}),
    ("a page that went up after midnight", [staff("28,850", "2022-05-21", published="2022-05-20")], {"DATE_ORDER"}),
    (
        "a number in an address that is no date",
        [staff("28,850", "2022-05-21", url="https://news.example/a-20221351")],
        {"DATELINE_FORGED"},
    ),
    (
        "a plan for a later day",
        [staff("28,850", "2022-05-21", published="2022-03-01", kind="planned", stance="planned")],
        {"DATE_ORDER"},
    ),
    (
        "tanks and vehicles told apart",
        [
            staff("1,432", "2022-06-13", object="tanks", **DESTROYED),
            staff("3,492", "2022-06-13", object="armoured_vehicles", at=40, **DESTROYED),
        ],
        {"SUM_PARTS", "PART_LE_WHOLE"},
    ),
]


@pytest.mark.parametrize(("name", "entries", "silent"), QUIET, ids=[case[0] for case in QUIET])
def test_left_alone(name, entries, silent):
    assert not codes(check(entries, {})) & silent


def test_every_code_has_a_heading_and_an_example():
    elsewhere = {
        "ALTERED_COPY",
        "CIRCULAR",
        "DEPENDENT",
        "LOOKALIKE",
        "OWN_SERIES",
        "SUSPICIOUS_TEXT",
    }  # tests of their own
    elsewhere |= {"HEADLINE_BODY", "POPULATION_MISMATCH"}
    shown = {row["code"] for row in said().values()} | {case[2] for case in FOUND}
    assert set(ORDER) - shown <= elsewhere
    assert set(ORDER) <= set(tomllib.loads(WORDS.read_text(encoding="utf-8"))["codes"])


def test_every_text_is_of_a_known_code():
    for name, entry in toml(FILE).items():
        assert entry.get("code", name) in ORDER


def test_whatever_does_not_hold_says_what_may_lie_behind_it_and_what_to_do():
    for entries in (*EXAMPLES.values(), *(case[1] for case in FOUND)):
        for finding in check(entries, {}):
            if finding.outcome != "holds":
                assert finding.possible_reasons, finding.text
                assert finding.next_step, finding.text


def test_no_text_takes_sides():
    words = {"lie", "lied", "lying", "false", "falsely", "admit", "admitted", "claimed", "propaganda", "truth"}
    for entries in EXAMPLES.values():
        for finding in check(entries, {}):
            told = " ".join((finding.text, *finding.possible_reasons, finding.next_step)).casefold()
            assert not words & set(told.replace(".", " ").replace(",", " ").split())


def test_findings_do_not_depend_on_the_order_of_the_ledger():
    for entries in EXAMPLES.values():
        assert check(entries[::-1], {}) == check(entries, {})
