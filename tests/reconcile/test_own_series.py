"""A figure in news against its claimant's own published series: one row is one sentence."""

from datetime import date, timedelta

import msgspec
import pytest

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.incidents import incidents
from tests.reconcile.makers import row

FIRST = date(2031, 2, 1)
STAFF = "General Staff of Norland"


def published(day, number, **more):
    """One figure of the staff's table."""
    known = {"says": STAFF, "side": "norland", "party": "southland", "conflict": "norland-southland"}
    when = {"start": "2031-01-01", "end": day.isoformat(), "document": "table", "at": day.toordinal() % 1000 * 40}
    entry = row(f"{number:,}", measure="lost", **known, **when, **more)
    claim = msgspec.structs.replace(entry.claim, rule="table:mine")
    return msgspec.structs.replace(entry, claim=claim, published=None)


# Totals of ten days: 12,030 on 1 February, 130 more each day, none new on the 6th.
TOTALS = [12_030, 12_160, 12_290, 12_420, 12_550, 12_550, 12_680, 12_810, 12_940, 13_070]
TABLE = [published(FIRST + timedelta(days=n), total) for n, total in enumerate(TOTALS)]

NEWS = [  # what the news says, of which day | code | outcome | words of the finding
    ("12,420", 4, "OWN_SERIES", "holds", "has 12,420 for 4 February 2031, the same"),
    ("12,290", 4, "OWN_SERIES", "holds", "has 12,290 for 3 February 2031, the same"),
    ("12,400", 4, "OWN_SERIES", "holds", "in keeping with it"),
    ("more than 12,400", 4, "OWN_SERIES", "holds", "in keeping with it"),
    ("about 12,500", 4, "OWN_SERIES", "holds", "in keeping with it"),
    ("12,160", 8, "STALE_VALUE", "undecidable", "figure of 2 February 2031; for 8 February 2031 the series has 12,810"),
    ("13,070", 5, "DATE_ORDER", "violated", "first has it for 10 February 2031, later than the day stated"),
    ("12,240", 4, "DIGIT_SLIP", "undecidable", "12,420 for 4 February 2031: two digits are swapped"),
    ("1,242", 4, "DIGIT_SLIP", "undecidable", "a factor of ten"),
    ("11,111", 4, "OWN_SERIES", "undecidable", "and 11,111 on no day"),
]


def news(words, day, **more):
    iso = (FIRST + timedelta(days=day - 1)).isoformat()
    known = {"says": "Norland", "side": "norland", "party": "southland", "conflict": "norland-southland",
             "measure": "killed", "end": iso, "start": "2031-01-01", "document": "news", **more}  # fmt: skip
    return row(words, **known)


def found(entry):
    return [f for f in check([*TABLE, entry], {}) if (entry.claim.id in f.claims and "own series" in f.text + f.formula)
            or (f.code == "STALE_VALUE" and entry.claim.id in f.claims)]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "day", "code", "outcome", "said"), NEWS, ids=[f"{w} of day {d}" for w, d, *_ in NEWS]
)
def test_news_against_the_series(words, day, code, outcome, said):
    [finding] = found(news(words, day))
    assert (finding.code, finding.outcome) == (code, outcome)
    assert said in finding.text


@pytest.mark.parametrize(
    "other",
    [
        {"party": "norland"},
        {"conflict": "else"},
        {"measure": "wounded"},
        {"object": "civilians"},
        {"says": "Southland", "side": "southland"},
        {"says": None},
        {"place": "Harbourtown"},
        {"stance": "denies"},
        {"kind": "period"},
    ],
    ids=lambda other: " ".join(f"{k} {v}" for k, v in other.items()),
)
def test_a_figure_of_another_quantity_or_voice_is_not_held_against_it(other):
    assert not found(news("11,111", 4, **other))


def test_a_day_that_the_series_does_not_have_tells_nothing():
    assert not found(news("12,420", 40))


def test_a_total_from_another_start_and_a_small_number_tell_nothing():
    assert not found(news("1,005", 4, start="2029-06-01"))
    assert not found(news("12", 4))


def test_casualties_are_another_count_so_that_they_differ_tells_nothing():
    assert not found(news("37,260", 4, measure="casualties"))
    assert [f.outcome for f in found(news("12,420", 4, measure="casualties"))] == ["holds"]


def test_people_are_looked_for_among_soldiers_and_a_figure_without_time_only_matches():
    assert [f.outcome for f in found(news("12,420", 4, object="people"))] == ["holds"]
    assert [f.outcome for f in found(news("12,420", 4, kind="unspecified"))] == ["holds"]
    assert not found(news("11,111", 4, kind="unspecified"))


def test_a_row_of_a_table_is_a_sum_by_day_and_no_report_of_an_attack():
    toll = news("12", 4, kind="period", start="2031-02-04", place="Harbourtown", conflict="russia-ukraine")
    by_day = msgspec.structs.replace(toll, claim=msgspec.structs.replace(toll.claim, rule="table:mine"))
    assert len(incidents([toll])) == 1
    assert incidents([by_day]) == ()


# The totals grow by 130 a day, by none on the 6th; a second table gives each day's figure of itself.
GROWING = [
    published(FIRST + timedelta(days=n), total) for n, total in enumerate((12_030, 12_160, 12_297, 12_420, 12_611))
]
DAILY = [
    msgspec.structs.replace(
        entry,
        claim=msgspec.structs.replace(
            entry.claim, time=msgspec.structs.replace(entry.claim.time, kind="period", start=entry.claim.time.end)
        ),
    )
    for entry in (published(FIRST + timedelta(days=n), each) for n, each in enumerate((140, 130, 137, 123, 191)))
]
FLOWS = [  # what the news says, of which days of February | code | outcome | words of the finding
    ("137", (3, 3), "OWN_SERIES", "holds", "for 3 February 2031, the same"),
    ("137", (2, 3), "OWN_SERIES", "holds", "the same"),  # overnight
    ("130", (3, 3), "OWN_SERIES", "holds", "for 2 February 2031, the same"),  # of the morning before
    ("about 140", (3, 3), "OWN_SERIES", "holds", "in keeping with it"),
    ("267", (2, 3), "OWN_SERIES", "holds", "the same"),
    ("390", (2, 4), "OWN_SERIES", "holds", "2 February 2031 to 4 February 2031, the same"),
    ("137", (5, 5), "STALE_VALUE", "undecidable", "this is the figure of 3 February 2031; for 5 February 2031"),
    ("119", (5, 5), "DIGIT_SLIP", "undecidable", "two digits are swapped"),
    ("155", (5, 5), "OWN_SERIES", "undecidable", "for 5 February 2031."),
]


LONGER = ("267", "390")  # over several days: only totals tell these


@pytest.mark.parametrize(
    ("table", "words", "days", "code", "outcome", "said"),
    [(GROWING, *one) for one in FLOWS] + [(DAILY, *one) for one in FLOWS if one[0] not in LONGER],
)
def test_a_flow_against_the_series(table, words, days, code, outcome, said):
    first, last = ((FIRST + timedelta(days=n - 1)).isoformat() for n in days)
    entry = news(words, 1, kind="period", start=first, end=last)
    told = [f for f in check([*table, entry], {}) if entry.claim.id in f.claims and "own series" in f.text]
    assert [(f.code, f.outcome) for f in told] == [(code, outcome)]
    assert said in told[0].text


@pytest.mark.parametrize("more", [{"place": "Callow"}, {"kind": "total"}, {"stance": "denies"}, {"side": "southland"}])
def test_what_is_no_flow_of_the_whole_is_not_looked_up(more):
    entry = news("137", 3, **{"kind": "period", "start": "2031-02-03", "end": "2031-02-03", **more})
    assert not [f for f in check([*DAILY, entry], {}) if entry.claim.id in f.claims and "own series" in f.text]


def test_few_of_an_attack_are_not_held_against_the_whole_day():
    entry = news("12", 3, kind="period", start="2031-02-03", end="2031-02-03")
    assert not [f for f in check([*GROWING, entry], {}) if entry.claim.id in f.claims and "own series" in f.text]
