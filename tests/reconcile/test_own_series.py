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
