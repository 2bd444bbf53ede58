"""Reckoning part by part is reckoning at once: what lets a ledger that grew be reckoned with only where it grew."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Entry
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.realms import cells, realms
from tests.reconcile.makers import row

DAYS = [f"2022-03-{day:02d}" for day in (1, 2, 3, 5, 9, 20)]
SAYS = [("Ukraine", "ukraine"), ("Russia", "russia"), ("Watch", "independent"), (None, None), ("Israel", "israel")]
WHERE = [("russia-ukraine", "russia"), ("russia-ukraine", "ukraine"), ("israel-gaza", "gaza"), (None, None),
         (None, "russia")]  # fmt: skip
COUNTED = [(measure, thing, "persons") for measure in ("killed", "casualties", "wounded")
           for thing in ("soldiers", "fighters", "civilians")]  # fmt: skip
COUNTED += [("destroyed", thing, "items") for thing in ("tanks", "armoured_vehicles", "drones")]
TEXTS = ["16,000", "1,351", "more than 480", "575", "about 500", "hundreds", "12", "13"]


@st.composite
def some(draw: st.DrawFn) -> list[Entry]:
    """Claims of several conflicts, parties and kinds, mixed in the same documents, many of them told twice."""
    found: dict[tuple[str, int], Entry] = {}
    for _ in range(draw(st.integers(0, 25))):
        says, side = draw(st.sampled_from(SAYS))
        conflict, party = draw(st.sampled_from(WHERE))
        kind = draw(st.sampled_from(["total", "period", "unspecified"]))
        end = draw(st.sampled_from(DAYS))
        measure, thing, unit = draw(st.sampled_from(COUNTED))
        document, at = draw(st.sampled_from("abcdef")), draw(st.integers(0, 9)) * 100
        found[document, at] = row(
            draw(st.sampled_from(TEXTS)),
            says=says,
            side=side,
            conflict=conflict,
            party=party,
            kind=kind,
            start=end if kind == "period" else None,
            end=end,
            document=document,
            at=at,
            text_of=draw(st.sampled_from([document, "same"])),
            measure=measure,
            object=thing,
            unit=unit,
            quote=None if unit == "persons" else draw(st.sampled_from([None, "16,000 tanks and other armoured cars"])),
            place=draw(st.sampled_from([None, "Bakhmut"])),
        )
    return list(found.values())


@settings(max_examples=200, deadline=None)
@given(entries=some())
def test_comparisons_cell_by_cell_are_those_of_all(entries: list[Entry]) -> None:
    parts = chain.from_iterable(compare.compare(own) for own in cells(entries).values())
    assert tuple(sorted(parts, key=compare.rank)) == compare.compare(entries)


@settings(max_examples=200, deadline=None)
@given(entries=some())
def test_series_cell_by_cell_are_those_of_all(entries: list[Entry]) -> None:
    parts = chain.from_iterable(series.series(own) for own in cells(entries).values())
    assert tuple(sorted(parts, key=series.rank)) == series.series(entries)


@settings(max_examples=200, deadline=None)
@given(entries=some())
def test_checks_realm_by_realm_are_those_of_all(entries: list[Entry]) -> None:
    parts = chain.from_iterable(checks.check(own, {}) for own in realms(entries).values())
    assert tuple(sorted(parts, key=checks.rank)) == checks.check(entries, {})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("a", "x"), ("a", None)], {"x": 2}),
        ([("a", "x"), ("a", "y"), ("a", None)], {"x": 1, "y": 1, "": 1}),
        ([("a", None), ("b", "x")], {"": 1, "x": 1}),
    ],
)
def test_a_claim_without_conflict_goes_with_the_one_of_its_document(
    told: list[tuple[str, str | None]], expected: dict[str, int]
) -> None:
    entries = [row("12", document=document, conflict=conflict, at=at) for at, (document, conflict) in enumerate(told)]
    assert {name: len(own) for name, own in realms(entries).items()} == expected
