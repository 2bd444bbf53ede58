"""Pictures: what stands where, that no word is cut off or covers another, and that no side is drawn otherwise."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.etree import _Element, fromstring
from msgspec.structs import replace

from counterclaim.errors import UsageError
from counterclaim.model import Claimant, Comparison, Entry, Place, Point, Series, SideRange, Time
from counterclaim.reconcile.compare import compare
from counterclaim.views.pictures import Picture, claims_map, ladder, multiples, series_picture, source_line, timeline
from counterclaim.views.pictures.canvas import Labels, width
from counterclaim.views.pictures.dates import ticks
from counterclaim.views.pictures.scales import log_scale, log_ticks, nice_ticks
from counterclaim.views.pictures.styles import COLOURS, SHAPES, STYLES
from counterclaim.views.pictures.tracks import bars, tracks
from counterclaim.views.pictures.voices import styles_of
from tests.views.ledger_of_examples import ledger
from tests.views.making import entries as norland

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = Path(__file__).with_name("pictures_golden")
DATA = ledger()
BY_ID = {entry.claim.id: entry for entry in DATA.entries}


def point(day: str | None, value: float | None, **more: object) -> Point:
    told = {"low": value, "high": value, "kind": "total", "claim": f"c_{day}", "document": "d"} | more
    return Point(date=day, value=value, **told)  # type: ignore[arg-type]


def line(*points: Point, claimant: str = "Army of Norland", side: str | None = "norland", **more: object) -> Series:
    told = {"measure": "killed", "object": "soldiers", "party": "westland", "conflict": "norland-westland"}
    told |= {"time_kind": "total", "unit": "persons"} | more
    return Series(claimant=claimant, side=side, points=points, **told)  # type: ignore[arg-type]


def daily(count: int, start: str = "2022-02-25", step: int = 500) -> Series:
    first = date.fromisoformat(start)
    totals = [point(str(first + timedelta(days=n)), step * n, claim=f"c_{n}") for n in range(count)]
    return line(*totals, *(replace(p, kind="period", value=step, low=step, high=step, mark="derived") for p in totals))


def placed(count: int, spots: list[tuple[str, float, float, str]]) -> list[Entry]:
    """Claims of the examples, moved to places."""
    found = []
    for n in range(count):
        entry, (name, lat, lon, precision) = DATA.entries[n % len(DATA.entries)], spots[n % len(spots)]
        place = Place(name=name, text=name, lat=lat, lon=lon, precision=precision)  # type: ignore[arg-type]
        found.append(replace(entry, claim=replace(entry.claim, id=f"c_{n}", place=place)))
    return found


TOWNS = [
    ("Kharkiv", 49.98, 36.25, "city"), ("Mariupol", 47.1, 37.55, "city"), ("Donetsk Oblast", 48.0, 37.8, "region"),
    ("Bakhmut", 48.6, 38.0, "site"), ("Ukraine", 49.0, 32.0, "country"),
]  # fmt: skip
WORLD = [*TOWNS, ("Khartoum", 15.5, 32.5, "city"), ("San Salvador", 13.7, -89.2, "city"), ("Kabul", 34.5, 69.2, "city")]
MARKED = line(
    point("2022-03-20", 500),
    point("2022-03-25", 1351),
    point("2022-03-27", 1200, mark="correction"),
    point("2022-03-27", 120, kind="period"),
    point("2022-03-28", None, low=1300, high=1500),
    point("2022-05-20", 2500, low=2501, high=None),
    point("2022-05-24", 4000, mark="break"),
    point("2022-05-25", None, low=None, high=4600),
    point(None, 5),
)
MANY = [replace(e, published=f"2022-{1 + n % 12:02}-{1 + n % 28:02}") for n, e in enumerate(placed(2000, WORLD))]

CASES: dict[str, Callable[[], Picture]] = {
    "ladder": lambda: ladder(DATA.comparisons[0], BY_ID, source=source_line("1.0", "9f2c" * 16, "2025-11-22")),
    "series": lambda: series_picture([MARKED, line(point("2022-03-20", 9000), point("2022-05-20", 14000),
                                                   claimant="Westland", side="westland")], {}),
    "series of one claim": lambda: series_picture(line(point("2022-03-20", 500)), {}),
    "series of 1,600 days": lambda: series_picture(daily(1600), {}),
    "series on a log scale": lambda: series_picture(MARKED, {}, log=True),
    "series of flows": lambda: series_picture(line(*(point(f"2022-03-{d:02}", d * 7, kind="period") for d in (1, 4, 9)),
                                                   time_kind="period"), {}),
    "series of shares": lambda: series_picture(line(point("2022-03-01", 33.3, kind="state"),
                                                    point("2022-04-01", 70, kind="state"), time_kind="state",
                                                    unit="percent"), {}),
    "multiples": lambda: multiples(DATA.series, BY_ID),
    "multiples of 40 measures": lambda: multiples([replace(daily(40), object=f"kind_{n}") for n in range(40)], {}),
    "multiples of two conflicts": lambda: multiples(
        [daily(40), replace(daily(9, "1990-01-01"), conflict="alba-beta", claimant="A " * 30)], {}),
    "timeline": lambda: timeline(DATA.entries),
    "timeline of one claim": lambda: timeline(DATA.entries[:1]),
    "timeline of 2,000 claims": lambda: timeline(MANY),
    "map": lambda: claims_map(placed(12, TOWNS)),
    "map of one claim": lambda: claims_map(placed(1, TOWNS)),
    "map of 2,000 claims": lambda: claims_map(MANY),
}  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return CASES[request.param]()


def forms(picture: Picture) -> list[_Element]:
    return [fromstring(str(picture.svg(narrow=narrow))) for narrow in (False, True)]


def moved(element: _Element) -> tuple[float, float]:
    """How far the groups around an element move it."""
    x = y = 0.0
    for around in element.iterancestors():
        found = re.match(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", around.get("transform") or "")
        if found:
            x, y = x + float(found[1]), y + float(found[2])
        if around.getparent() is not None and around.tag == f"{SVG}svg":
            x, y = x + float(around.get("x") or 0), y + float(around.get("y") or 0)
    return x, y


def box(element: _Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text; as wide as the typeface of these drawings at the least."""
    size = float(element.get("font-size") or 13)
    wide = width(element.text or "", size, bold=element.get("font-weight") == "700") / 1.06
    left = float(element.get("x") or 0) - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor") or "", 0)
    dx, dy = moved(element)
    base = float(element.get("y") or 0) + dy
    return left + dx, base - size * 0.72, left + dx + wide, base


# ---------------------------------------------------------------- what every picture keeps
def test_no_word_leaves_the_drawing(picture: Picture) -> None:
    for root in forms(picture):
        _, _, wide, high = (float(part) for part in root.get("viewBox").split())
        for words in root.iter(f"{SVG}text"):
            left, top, right, bottom = box(words)
            assert -1 <= left <= right <= wide + 1, (words.text, left, right, wide)
            assert -1 <= top <= bottom <= high + 1, (words.text, top, bottom, high)


def test_no_word_covers_another(picture: Picture) -> None:
    for root in forms(picture):
        boxes = [(box(words), words.text) for words in root.iter(f"{SVG}text") if words.get("class") != "on"]
        for place, (one, name) in enumerate(boxes):
            for other, second in boxes[place + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (name, second, one, other)


def test_title_description_table_and_summary(picture: Picture) -> None:
    for root in forms(picture):
        names = root.get("aria-labelledby").split()
        told = {element.get("id"): element.text for element in root.iter(f"{SVG}title", f"{SVG}desc")}
        assert [told[name] for name in names] == [picture.title, picture.summary]
        assert root.get("role") == ("group" if root.find(f".//{SVG}a") is not None else "img")
    assert picture.summary
    assert all(len(row) == len(picture.headers) for row in picture.rows)
    head, *rows = csv.reader(io.StringIO(picture.csv))
    assert (head, len(rows)) == (list(picture.headers), len(picture.rows))


def test_a_file_says_what_it_is(picture: Picture) -> None:
    root = fromstring(replace_source(picture).image().encode())
    words = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
    assert "Claims, not facts" in words
    assert "head 9f2c9f2c9f2c" in words
    assert picture.title.split()[0] in words
    assert root.find(f".//{SVG}a") is None


def replace_source(picture: Picture) -> Picture:
    from dataclasses import replace as changed

    return changed(picture, source=source_line("1.0", "9f2c" * 16))


def test_it_needs_no_style_sheet_no_script_and_nothing_from_outside(picture: Picture) -> None:
    for svg in (str(picture.svg()), str(picture.svg(narrow=True)), picture.image()):
        assert not re.search(r"<style|<script|style=|url\(|@import|<image|xlink|\son\w+=", svg)
        assert not re.search(r'href="(?!#)', svg)


def test_a_picture_is_small(picture: Picture) -> None:
    assert len(picture.svg()) < 130_000
    assert len(picture.svg(narrow=True)) < 90_000


def test_the_same_claims_give_the_same_picture(picture: Picture, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["picture"]
    assert CASES[name]().image() == picture.image()


# ---------------------------------------------------------------- laws
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_scales_keep_the_order_and_ticks_stand_inside(values: list[int]) -> None:
    scale = log_scale(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] < 100
    assert all(scale.start <= tick <= scale.stop for tick in log_ticks(scale))
    assert nice_ticks(max(values))[0] == 0
    assert nice_ticks(max(values))[-1] >= max(values)


@given(st.dates(date(1980, 1, 1), date(2030, 1, 1)), st.integers(0, 20_000), st.integers(2, 9))
def test_days_of_an_axis_are_few_in_order_and_inside(first: date, span: int, most: int) -> None:
    last = first + timedelta(days=span)
    found = [day for day, _ in ticks(first, last, most)]
    assert found == sorted(found)
    assert 1 <= len(found) <= most
    assert first <= found[0] <= found[-1] <= last


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=30, unique=True))
def test_a_line_rises_with_its_figures(values: list[int]) -> None:
    points = [point(str(date(2022, 1, 1) + timedelta(days=n)), value) for n, value in enumerate(sorted(values))]
    root = fromstring(str(series_picture(line(*points), {}).svg()))
    [path] = [e.get("d") for e in root.iter(f"{SVG}path") if re.search("H.*V", e.get("d"))]
    heights = [float(part) for part in re.findall(r"(?:V|M[\d.]+ )(\d+(?:\.\d+)?)", path)]
    assert heights == sorted(heights, reverse=True)


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.text("abc 12", min_size=1, max_size=20)), max_size=40)
)
def test_placed_words_never_meet(wanted: list[tuple[float, float, str]]) -> None:
    labels = Labels(0, 0, 300, 200)
    for x, y, words in wanted:
        labels.place(words, x, y)
    for place, one in enumerate(labels.taken):
        assert 0 <= one[0] <= one[2] <= 300
        assert 0 <= one[1] <= one[3] <= 200
        for other in labels.taken[place + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def exchanged(comparison: Comparison) -> tuple[Comparison, dict[str, Entry]]:
    """The comparison with what each of the two parties said in the mouth of the other."""
    mirror = {"norland": "westland", "westland": "norland"}
    sides = tuple(replace(side, side=mirror.get(side.side or "", side.side)) for side in comparison.sides)
    return replace(comparison, sides=sides), {entry.claim.id: entry for entry in norland()}


def marks(picture: Picture, style: str) -> list[str]:
    root = fromstring(str(picture.svg()))
    shape = re.sub(r"\s*/>", "/>", SHAPES[style])  # type: ignore[index]
    return [
        element.get("transform").split("(")[1].split()[0]
        for element in root.iter(f"{SVG}g")
        if "translate" in (element.get("transform") or "") and (inner := element.find("*")) is not None
        and inner.get("d" if "path" in shape else "r") == re.search(r'(?: d| r)="([^"]*)"', shape)[1]  # type: ignore[index]
    ]  # fmt: skip


def test_sides_exchanged_mirror_the_ladder() -> None:
    [comparison] = [one for one in compare(norland()) if len(one.sides) > 1]
    by_id = {entry.claim.id: entry for entry in norland()}
    as_told, mirrored = ladder(comparison, by_id), ladder(*exchanged(comparison))
    assert as_told.wide.height == mirrored.wide.height
    assert marks(as_told, "a")[1:] == marks(mirrored, "b")[1:]  # the first is the heading's own
    assert marks(as_told, "b")[1:] == marks(mirrored, "a")[1:]
    assert marks(as_told, "a")[1:] != marks(as_told, "b")[1:]


def test_styles_differ_by_shape_and_stand_against_white() -> None:
    assert len(set(SHAPES.values())) == len(STYLES)
    for colour in COLOURS.values():
        full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        channels = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light = sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (light + 0.05) >= 4.5, colour


@pytest.mark.parametrize("sides, conflict, told", [
    (["ukraine", "russia"], "russia-ukraine", {"russia": "a", "ukraine": "b"}),
    (["ukraine", "nato", "russia"], "russia-ukraine", {"russia": "a", "ukraine": "b", "nato": "third"}),
    (["beta"], None, {"beta": "a"}),
    ([None, "un"], "russia-ukraine", {"un": "independent", None: "unattributed"}),
    (["alba", "beta", "gamma", "delta"], None, {"alba": "a", "beta": "b", "delta": "camp", "gamma": "camp"}),
    (["alba", "beta", "gamma", "uk"], "alba-beta-gamma", {"alba": "a", "beta": "b", "gamma": "camp", "uk": "third"}),
])  # fmt: skip
def test_a_side_is_drawn_by_its_place(sides: list[str | None], conflict: str | None, told: dict[str, str]) -> None:
    assert styles_of(sides, conflict=conflict) == told


# ---------------------------------------------------------------- what is marked, and what is left out
def test_a_series_marks_corrections_breaks_bounds_and_gaps() -> None:
    svg = str(series_picture(MARKED, {}).svg())
    assert svg.count('r="9"') == 1
    assert "counted differently from here" in svg
    assert "no figure for 53 days" in svg
    assert svg.count("m-4.5") == 2
    assert "lowered" in svg


def test_the_bounds_of_many_rounded_figures_make_no_band() -> None:
    first = date(2022, 3, 1)
    rounded = [point(str(first + timedelta(days=n)), 100 + n, low=50 + n, high=150 + n) for n in range(200)]
    few, many = series_picture(line(*rounded[:20]), {}), series_picture(line(*rounded), {})
    caps = 'stroke-width="1.5"'  # of bounds
    assert str(few.svg()).count(caps) == 20
    assert str(many.svg()).count(caps) == 1  # those of the newest
    assert any("without marks of their own" in note for note in many.notes)
    assert len(many.rows) == 200


def test_nothing_is_drawn_across_a_gap_or_a_break() -> None:
    root = fromstring(str(series_picture(MARKED, {}).svg()))
    steps = max((e.get("d") for e in root.iter(f"{SVG}path") if "V" in e.get("d")), key=lambda d: d.count("V"))
    assert steps.count("M") == 3


def test_a_scale_from_zero_unless_it_says_logarithmic() -> None:
    assert ">0</text>" in str(series_picture(MARKED, {}).svg())
    assert "The scale starts at zero." in series_picture(MARKED, {}).subtitle
    assert "Logarithmic scale." in series_picture(MARKED, {}, log=True).subtitle
    assert ">0</text>" not in str(series_picture(line(point("2022-03-01", 7)), {}, log=True).svg())


@pytest.mark.parametrize("name, note", [
    ("series", "1 figure without a day or a number not drawn"),
    ("series of 1,600 days", "1,600 figures as a line"),
    ("series of 1,600 days", "summed by month"),
    ("multiples of 40 measures", "24 of 40 measures are drawn"),
    ("timeline", "the 13 who spoke most"),
    ("map", "none is a view on the status of any territory"),
])  # fmt: skip
def test_what_is_thinned_is_told(name: str, note: str) -> None:
    assert any(note in one for one in CASES[name]().notes)


def test_claims_without_a_place_are_counted_and_listed() -> None:
    shown = claims_map([*placed(3, TOWNS), *DATA.entries[:4]])
    assert "Without a place of known position, in the table: 4 claims." in shown.notes
    assert len(shown.rows) == 7


def test_a_place_far_off_is_told_and_does_not_shrink_the_map() -> None:
    far = placed(1, [("Lima", -12.05, -77.04, "city")])
    shown = claims_map([*placed(40, TOWNS[:2]), *far])
    assert "Outside this map, in the table: 1 claim about Lima." in shown.notes


def of_conflict(entry: Entry, conflict: str | None, side: str, **claimant: object) -> Entry:
    speaker = Claimant(id=None, name=f"{side} army", side=side, kind="body", start=None, end=None, text=None)
    told = replace(speaker, **claimant)  # type: ignore[arg-type]
    return replace(entry, claim=replace(entry.claim, conflict=conflict, claimant=told))


@pytest.mark.parametrize("second, drawn, named", [
    ("alba-beta", {"a", "b"}, {"Alba", "Beta"}),
    (None, {"a", "b"}, {"Alba", "Beta"}),  # no other conflict is named
    ("beta-gamma", {"party"}, {"A party to one of the conflicts"}),
])  # fmt: skip
def test_across_conflicts_every_party_is_drawn_alike(second: str | None, drawn: set[str], named: set[str]) -> None:
    one, other = placed(2, TOWNS[:2])
    claims = [of_conflict(one, "alba-beta", "alba"), of_conflict(other, second, "beta")]
    shown = claims_map(claims)
    root = fromstring(str(shown.svg()))
    styles = {e.get("class") for e in root.iter(f"{SVG}g") if re.fullmatch("s[a-z]", e.get("class") or "")}
    assert styles == {f"s{style[0]}" for style in drawn}
    words = {e.text for e in root.iter(f"{SVG}text")}
    assert named <= words
    for picture in (shown, timeline(claims)):
        assert ("only within one conflict" in picture.subtitle) == (drawn == {"party"})


def test_a_body_of_several_spellings_has_one_row() -> None:
    names = ["General Staff of Norland", "Norland's General Staff", "General Staff of Norland"]
    claims = [
        of_conflict(entry, "alba-beta", "alba", id="norland/staff", name=name)
        for entry, name in zip(placed(3, TOWNS), names, strict=True)
    ]
    shown = timeline(claims)
    words = [e.text for e in fromstring(str(shown.svg())).iter(f"{SVG}text")]
    assert "by 1 claimant" in shown.summary
    assert "General Staff of Norland" in " ".join(filter(None, words))
    assert not any("Norland's" in (word or "") for word in words)
    assert {row[2] for row in shown.rows} == set(names)  # the table has each as it was printed


def test_a_region_is_as_large_as_it_is() -> None:
    root = fromstring(str(claims_map(placed(3, TOWNS[:3])).svg()))
    assert len([e for e in root.iter(f"{SVG}circle") if e.get("cx")]) == 1


def test_a_ladder_links_each_rung_to_its_claim() -> None:
    comparison = DATA.comparisons[0]
    told = {claim for side in comparison.sides for claim in side.claims}
    root = fromstring(str(ladder(comparison, BY_ID).svg()))
    links = [(a.get("href"), a.get("aria-label")) for a in root.iter(f"{SVG}a")]
    assert {href[1:] for href, _ in links} == told
    assert all(label for _, label in links)


def hrefs(picture: Picture) -> set[str]:
    return {a.get("href") for a in fromstring(str(picture.svg())).iter(f"{SVG}a")}


def test_marks_lead_to_their_claims() -> None:
    dated = {f"#{one.claim}" for one in MARKED.points if one.date}
    assert hrefs(series_picture(MARKED, {})) == dated
    assert hrefs(series_picture(MARKED, {}, link=lambda claim: None)) == set()
    assert hrefs(claims_map(placed(2, TOWNS[:2]), link="/c/{}".format)) == {"/c/c_0", "/c/c_1"}
    lone = replace(DATA.entries[0], published="2022-03-01")
    assert hrefs(timeline([lone])) == {f"#{lone.claim.id}"}


# ---------------------------------------------------------------- increases over several days
def flow(first: str, last: str, value: float, place: int) -> tuple[Point, Entry]:
    entry, claim = DATA.entries[0], f"c_flow{place}"
    when = Time(kind="period", start=first, end=last)
    told = point(last, value, kind="period", claim=claim)
    return told, replace(entry, claim=replace(entry.claim, id=claim, time=when))


# first and last day and number of each increase -> first and last day of its bar, and its height a day
FLOWS = [
    ([("2022-03-01", "2022-03-01", 30)], [("2022-03-01", "2022-03-01", 30)]),
    ([("2022-03-01", "2022-03-10", 30)], [("2022-03-01", "2022-03-10", 3)]),
    ([("2022-03-01", "2022-03-02", 8), ("2022-03-02", "2022-03-03", 5)],  # "overnight" names the day before as well
     [("2022-03-01", "2022-03-02", 4), ("2022-03-03", "2022-03-03", 5)]),
]  # fmt: skip


@pytest.mark.parametrize("told, drawn", FLOWS)
def test_an_increase_over_several_days_stands_over_all_of_them(
    told: list[tuple[str, str, float]], drawn: list[tuple[str, str, float]]
) -> None:
    made = [flow(*one, place) for place, one in enumerate(told)]
    series = line(point("2022-02-20", 100), *(one for one, _ in made), point("2022-03-12", 200))
    [track] = tracks([series], {entry.claim.id: entry for _, entry in made})
    found, by = bars(track, 100)
    assert [(str(bar.first), str(bar.last), bar.a_day) for bar in found] == drawn
    assert by == ""


def test_a_difference_of_two_totals_is_about_the_days_between() -> None:
    series = line(point("2022-03-01", 100), point("2022-03-11", 300),
                  point("2022-03-11", 200, kind="period", mark="derived"))  # fmt: skip
    [track] = tracks([series], {})
    [bar] = bars(track, 100)[0]
    assert (str(bar.first), str(bar.last), bar.a_day) == ("2022-03-02", "2022-03-11", 20)
    words = [e.text for e in fromstring(str(series_picture(series, {}).svg())).iter(f"{SVG}text")]
    assert any("a day, on average over the days of each" in (word or "") for word in words)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 10_000)), min_size=1, max_size=40), st.integers(1, 30))
def test_summing_keeps_the_sum(steps: list[tuple[int, int]], room: int) -> None:
    day, points, total = date(2022, 1, 1), [point("2022-01-01", 0)], 0
    for days, value in steps:
        day, total = day + timedelta(days=days), total + value
        points += [point(str(day), total), point(str(day), value, kind="period", mark="derived")]
    [track] = tracks([line(*points)], {})
    found, by = bars(track, room)
    assert sum(bar.value for bar in found) == pytest.approx(total)
    assert all(before.last < after.first for before, after in pairwise(found))
    assert len(found) <= room or by == "month"


def test_figures_whose_days_overlap_are_not_summed() -> None:
    made = [flow(f"2022-03-{1 + n:02}", f"2022-03-{8 + n:02}", 7, n) for n in range(9)]
    series = line(*(one for one, _ in made), time_kind="period")
    [track] = tracks([series], {entry.claim.id: entry for _, entry in made})
    assert (len(bars(track, 2)[0]), bars(track, 2)[1]) == (9, "")


def test_panels_of_one_conflict_show_its_own_days() -> None:
    old = line(*(point(f"1990-01-{d:02}", d) for d in (1, 5, 9)), conflict="alba-beta")
    new = line(*(point(f"2022-03-{d:02}", d) for d in (1, 5, 9)))
    other = replace(new, object="tanks", points=(point("2023-03-01", 7), point("2023-04-01", 8)))
    shown = multiples([old, new, other], {})
    words = [e.text for e in fromstring(str(shown.svg())).iter(f"{SVG}text")]
    assert words.count("1 Jan 1990") == words.count("9 Jan 1990") == 1
    assert words.count("1 Mar 2022") == words.count("1 Apr 2023") == 2
    assert shown.subtitle.startswith("Panels of one conflict cover the same days")


def test_of_a_side_that_said_much_the_ends_and_the_newest_are_named() -> None:
    entry = DATA.entries[0]
    many = {}
    for n in range(30):
        figure = replace(entry.claim.figure, value=100 + n, low=100 + n, high=100 + n)
        many[f"c_{n}"] = replace(
            entry, published=f"2022-03-{1 + n:02}", claim=replace(entry.claim, id=f"c_{n}", figure=figure)
        )
    side = SideRange(side="ukraine", role="opponent", low=100, high=129, latest=129, latest_claim="c_29",
                     claims=tuple(many), documents=("d",), origins=1)  # fmt: skip
    shown = ladder(replace(DATA.comparisons[0], sides=(side,)), many)
    [note] = shown.notes
    assert note.startswith("Ukraine: 8 of 30 different figures are named; the others are strokes on the bracket")
    assert len(shown.rows) == 30


# ---------------------------------------------------------------- files
def test_a_picture_is_saved_by_the_ending_of_its_name(tmp_path: Path) -> None:
    shown = CASES["ladder"]()
    assert shown.save(tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    assert shown.save(tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert shown.save(tmp_path / "a.csv").read_text(encoding="utf-8").startswith("side,claimant")
    with pytest.raises(UsageError, match=r"saved as \.svg, \.png or \.csv"):
        shown.save(tmp_path / "a.pdf")


def test_a_notebook_shows_it() -> None:
    shown = CASES["map of one claim"]()
    assert shown._repr_svg_() == shown.image()
    assert 'src="data:image/svg+xml;base64,' in shown._repr_html_()


def test_csv_does_not_run_in_a_spreadsheet() -> None:
    rude = [replace(entry, outlet="=HYPERLINK(1)") for entry in DATA.entries[:2]]
    assert "'=HYPERLINK(1)" in timeline(rude).csv


@pytest.mark.parametrize("name", ["ladder", "series", "map of one claim"])
def test_a_picture_looks_as_it_was_approved(name: str) -> None:
    """One element a line, so that a change shows; to approve a new look, delete the file and run again."""
    shown = re.sub(r"(?=<(?!/))", "\n", str(CASES[name]().svg("golden"))).strip() + "\n"
    path = GOLDEN / f"{name.replace(' ', '_')}.svg.txt"
    if not path.exists():
        path.write_text(shown, encoding="utf-8", newline="\n")
        pytest.fail(f"{path.name} was not there; it is now: look at it and run again")
    assert shown == path.read_text(encoding="utf-8")


def test_a_sign_stands_once_in_the_key_of_a_map() -> None:
    spots = [("Kharkiv", 49.99, 36.23, "city")]
    conflict = next(entry for entry in placed(8, spots) if entry.claim.claimant and entry.claim.conflict)
    sides = ("france", "brazil", "japan")
    others = [
        replace(conflict, claim=replace(conflict.claim, id=f"c_{side}",
                claimant=replace(conflict.claim.claimant, id=None, side=side, name=side.title(), kind="body")))
        for side in sides
    ]  # fmt: skip
    keys = claims_map([conflict, *others]).wide.body.partition("<svg")[0]
    signs = re.findall(r'<g class="s(\w)"', keys)
    assert len(signs) == len(set(signs)) > 0
    assert all(side.title() in keys for side in sides)


def open_figure(claim: str, words: str, low: int | None, high: int | None) -> Entry:
    """A claim of the examples with another figure."""
    entry = DATA.entries[0]
    value = int(words.rpartition(" ")[2].replace(",", ""))
    said: dict[str, Any] = {"value": value, "qualifier": "more_than" if high is None else "less_than", "text": words}
    figure = replace(entry.claim.figure, low=low, high=high, unit="persons", **said)
    return replace(entry, claim=replace(entry.claim, id=claim, figure=figure))


OPENS = (open_figure("c_over", "more than 800", 801, None), open_figure("c_upto", "up to 1,230", 0, 1230))
OPEN = {one.claim.id: one for one in OPENS}


@pytest.mark.parametrize("claim, words", [("c_over", "more than 800"), ("c_upto", "up to 1,230")])
@pytest.mark.parametrize("kind", ["total", "period"])
@pytest.mark.parametrize("draws", [multiples, series_picture], ids=["multiples", "series"])
def test_a_figure_is_printed_as_it_was_given(draws: Any, kind: Any, claim: str, words: str) -> None:
    figure = OPEN[claim].claim.figure
    told = point("2022-03-20", None, low=figure.low, high=figure.high, claim=claim, kind=kind)
    drawn = draws([line(told, time_kind=kind)], OPEN)
    for form in forms(drawn):
        texts = [text.text or "" for text in form.iter(f"{SVG}text")]
        assert not any("801" in said for said in texts)
    wide = forms(drawn)[0]
    assert any((text.text or "").startswith(words) for text in wide.iter(f"{SVG}text"))
    assert words in drawn.summary


@pytest.mark.parametrize("draws", [multiples, series_picture], ids=["multiples", "series"])
def test_of_several_figures_of_the_newest_day_none_stands_for_all(draws: Any) -> None:
    parts = [point("2022-03-25", value, kind="period", claim=f"c_{value}") for value in (7, 54, 19)]
    drawn = draws([line(*parts, time_kind="period")], {})
    for form in forms(drawn):
        assert any((text.text or "").startswith("3 figures") for text in form.iter(f"{SVG}text"))
    assert "3 figures (25 Mar" in drawn.summary


def test_a_small_multiple_prints_no_one_of_two_sides() -> None:
    one, other = (
        line(point("2022-03-25", value, claim=f"c_{value}"), claimant=side, side=side)
        for value, side in ((1351, "westland"), (16000, "norland"))
    )
    for form in forms(multiples([one, other], {})):
        texts = [text.text or "" for text in form.iter(f"{SVG}text")]
        assert "2 figures" in texts
        assert not {"1,351", "16,000"} & set(texts)
