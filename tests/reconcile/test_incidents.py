"""Incidents: which reports are of one attack, what never enters, and what people decide."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.decision import Decision
from counterclaim.model import FieldSpan, Place
from counterclaim.reconcile.incidents import incidents
from tests.reconcile.makers import row

TOWNS = {"Brenmouth": (50.0, 30.0, "city"), "Upper Brenmouth": (50.05, 30.05, "city"), "Brenford": (50.2, 30.3, "city"),
         "Callow": (51.5, 33.0, "city"),
         "Norland": (50.0, 31.0, "country"), "the Valley": (50.4, 30.4, "region")}  # fmt: skip
DRONE = "A drone strike on the hotel of {place} killed {figure} people"
SHOTS = "Gunmen opened fire in {place} and {figure} people died"
QUIET = "In {place} {figure} people died"
RAID = "A drone strike on {place} killed {figure} people"
WORST = "It was the deadliest strike on {place} since 7 October and {figure} people died"
TOLL = "The death toll from the drone attack on {place} rose to {figure}"
PRIESTS = "The murder of {figure} priests is looked into in {place}"
SUM = "Strikes across {place} killed {figure} people"


def told(figure, place, *, sentence=DRONE, day="2024-05-03", report=None, kind="period", text="on Friday", **more):
    """One claim; with `text` None its day is that of the report alone."""
    quote = sentence.format(place=place or "the north", figure=figure)
    document = report or f"{figure} {place} {day} {sentence[:9]}"
    given = {"start": day, "end": day} if kind == "period" and text else {"end": day}
    more = {"object": "people", **more}
    entry = row(figure, quote=quote, kind=kind, document=document, party="norland", conflict=None,
                **{"published": day, **given, **more})  # fmt: skip
    time = msgspec.structs.replace(entry.claim.time, text=text)
    if text is None:
        time = msgspec.structs.replace(time, start=None, end=None)
    lat, lon, precision = TOWNS.get(place, (None, None, None))
    where = Place(name=place, text=place, lat=lat, lon=lon, precision=precision) if place else None
    return msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, time=time, place=where))


def of_calling(noun, number, *, sentence, **more):
    """A figure with the span of the noun that it counts."""
    made = told(str(number), "Brenmouth", sentence=sentence.replace("priests", noun), **more)
    start = made.claim.quote.text.index(noun)
    span = FieldSpan(field="object", start=start, end=start + len(noun), text=noun)
    return msgspec.structs.replace(made, claim=msgspec.structs.replace(made.claim, spans=(span,)))


# name | claims | how many incidents
CASES = [
    ("one attack, two outlets", [told("5", "Brenmouth"), told("7", "Brenmouth")], 1),
    ("two towns", [told("5", "Brenmouth"), told("5", "Callow")], 2),
    ("two towns near each other, no day told", [told("5", "Brenmouth", sentence=RAID, text=None),
                                               told("9", "Brenford", sentence=RAID, text=None)], 2),
    ("a country on one day", [told("5", "Norland", sentence=QUIET, text=None),
                              told("7", "Norland", sentence=SHOTS, text=None)], 2),
    ("the worst attack since a day", [told("5", "Brenmouth"), told("7", "Brenmouth", sentence=WORST)], 1),
    ("the toll of one attack", [told("5", "Brenmouth"), told("7", "Brenmouth", sentence=TOLL, kind="total")], 1),
    ("a day's losses beside a raid of the night",
     [told("62", None, report="x", measure="launched", object="drones", unit="items",
           sentence="{figure} drones were launched"),
      told("2", "Brenmouth", report="x", at=50, sentence="In {place} a drone killed {figure} people"),
      told("1,130", "Brenmouth", report="x", at=99, sentence="Over the past day the enemy lost {figure} soldiers")], 2),
    ("a suburb", [told("5", "Brenmouth"), told("7", "Upper Brenmouth")], 1),
    ("two days", [told("5", "Brenmouth"), told("5", "Brenmouth", day="2024-05-06")], 2),
    ("two ways", [told("5", "Brenmouth"), told("40", "Brenmouth", sentence=SHOTS, day="2024-05-04")], 2),
    ("no way told", [told("5", "Brenmouth"), told("7", "Brenmouth", sentence=QUIET)], 1),
    ("the next day's paper", [told("5", "Brenmouth"), told("5", "Brenmouth", day="2024-05-04", text=None)], 1),
    ("weeks later, no day told", [told("5", "Brenmouth", sentence=QUIET),
                                  told("9", "Brenmouth", sentence=QUIET, day="2024-05-30", text=None)], 2),
    ("the sum of a day is no attack", [told("5", "the Valley"), told("60", "the Valley", sentence=SUM)], 2),
    ("a town and its country", [told("5", "Brenmouth", sentence=QUIET), told("90", "Norland", sentence=QUIET)], 2),
    ("killed and freed", [told("21", "Brenmouth"), told("22", "Brenmouth", measure="released")], 2),
    ("the wounded of it", [told("5", "Brenmouth"), told("12", "Brenmouth", measure="wounded")], 1),
    ("six priests, told of weeks later without a day",
     [of_calling("priests", 6, sentence=PRIESTS),
      of_calling("priests", 6, sentence=PRIESTS, day="2024-05-30", text=None)], 1),
    ("two priests, told of weeks later: perhaps others",
     [of_calling("priests", 2, sentence=PRIESTS),
      of_calling("priests", 2, sentence=PRIESTS, day="2024-05-30", text=None)], 2),
    ("six civilians, told of weeks later: perhaps others",
     [of_calling("civilians", 6, sentence=PRIESTS),
      of_calling("civilians", 6, sentence=PRIESTS, day="2024-05-30", text=None)], 2),
    ("two sides about it", [told("5", "Brenmouth"), told("50", "Brenmouth", says="Norland", side="norland")], 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "count"), CASES, ids=[case[0] for case in CASES])
def test_which_claims_are_of_one_attack(name, entries, count):
    assert len(incidents(entries)) == count


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("a running total", told("900", "Brenmouth", kind="total")),
        ("a level", told("900", "Brenmouth", kind="state")),
        ("a rate", told("9", "Brenmouth", per="day")),
        ("a plan", told("9", "Brenmouth", stance="planned")),
        ("a denial", told("9", "Brenmouth", stance="denies")),
        ("a month", told("900", "Brenmouth", start="2024-04-01", end="2024-04-30")),
        ("a total by its words", told("900", "Brenmouth", sentence="In {place} {figure} died throughout the war")),
        ("a toll of no day or place", told("900", None, sentence="The death toll rose to {figure} people", text=None)),
        ("what is asked for", told("9", "Brenmouth", measure="requested")),
        (
            "a year's sum",
            told(
                "more than 900",
                "Brenmouth",
                sentence="{figure} people were killed in {place} in 2023",
                start="2023-01-01",
                end="2023-12-31",
                text="in 2023",
            ),
        ),
        ("since a day", told("90", "Brenmouth", sentence="{figure} people have died in {place} since 5 March")),
        (
            "an offensive",
            told("300", "Brenmouth", sentence="The offensive launched on Friday has left {figure} dead in {place}"),
        ),
        (
            "political violence",
            told("403", None, sentence="Political violence cost {figure} lives last month", text=None),
        ),
        (
            "thousands, of no day or town",
            told("1,300", "Norland", sentence="In {place} {figure} people died", text=None),
        ),
        (
            "the fallen that are returned",
            told("900", None, sentence="Norland returned the bodies of {figure} soldiers", text=None),
        ),
        (
            "the past three days",
            told(
                "90",
                "Brenmouth",
                sentence="In the past three days {figure} people died in {place}",
                start="2024-05-01",
                end="2024-05-03",
                text="In the past three days",
            ),
        ),
        (
            "hours of fighting",
            told("400", None, sentence="Over the first eight hours of combat {figure} soldiers were killed"),
        ),
        (
            "a period that was told before",
            told("109", None, sentence="During this period {figure} soldiers were killed", text=None),
        ),
        ("lorries that are sent", told("34", "Brenmouth", measure="launched", object="vehicles", unit="items")),
    ],
)
def test_what_is_of_no_single_attack_never_enters(name, entry):
    assert incidents([entry]) == ()
    (one,) = incidents([entry, told("5", "Brenmouth")])
    assert entry.claim.id not in one.claims


def test_a_list_of_a_day_s_losses_is_no_attack():
    def listed(figure, thing, at, place=None, **more):
        said = {"report": "list", "measure": "destroyed", "object": thing, "unit": "items", "at": at}
        return told(figure, place, sentence=f"- {thing}: {{figure}}", **said | more)

    dead = {"measure": "killed", "object": "soldiers", "unit": "persons"}
    things = [listed("11", "tanks", 40), listed("10", "armoured_vehicles", 80), listed("5", "artillery", 120)]
    assert incidents([listed("870", "soldiers", 0, **dead), *things]) == ()
    (one,) = incidents([*things, listed("3", "drones", 200, "Brenmouth")])  # what has a place is on no list
    assert [told.object for told in one.told] == ["drones"]
    assert len(incidents([listed("870", "soldiers", 0, **dead), *things[:2]])) == 1


def test_an_incident_has_each_claimant_s_range_and_the_reasons():
    entries = [told("5", "Brenmouth"), told("7", "Brenmouth"), told("more than 50", "Brenmouth", says="Norland")]
    (one,) = incidents(entries)
    assert (one.place, one.start, one.end, one.ways) == ("Brenmouth", "2024-05-03", "2024-05-03", ("air", "drone"))
    assert {(t.claimant, t.low, t.high) for t in one.told} == {("Ukraine", 5, 7), ("Norland", 51, None)}
    assert {"same place: Brenmouth", "same day", "same kind of attack: air, drone"} <= set(one.reasons)
    assert not one.decided


def decision(action, *entries):
    return Decision(actor="a", at="1", action=action, claims=tuple(entry.claim.id for entry in entries))


def test_people_split_and_merge():
    one, two, far = told("5", "Brenmouth"), told("7", "Brenmouth"), told("5", "Callow")
    assert len(incidents([one, two, far])) == 2
    apart = incidents([one, two, far], [decision("split_incident", two)])
    assert [i.decided for i in apart].count(True) == 2
    assert len(apart) == 3
    whole = incidents([one, two, far], [decision("merge_incident", one, far)])
    assert [set(i.claims) for i in whole] == [{e.claim.id for e in (one, two, far)}]


claims = st.builds(
    told,
    st.sampled_from(["3", "5", "40", "300"]),
    st.sampled_from([*TOWNS, None]),
    sentence=st.sampled_from([DRONE, SHOTS, QUIET, SUM]),
    day=st.sampled_from(["2024-05-03", "2024-05-04", "2024-05-06"]),
    text=st.sampled_from(["on Friday", None]),
    kind=st.sampled_from(["period", "period", "total"]),
)


@given(st.lists(claims, max_size=8, unique_by=lambda e: e.document), st.randoms())
@settings(max_examples=60, deadline=None)
def test_every_fit_claim_is_in_one_incident_whatever_the_order(entries, random):
    made = incidents(entries)
    inside = [at for one in made for at in zip(one.documents, one.claims, strict=True)]
    assert sorted(inside) == sorted((e.document, e.claim.id) for e in entries if e.claim.time.kind == "period")
    assert incidents(random.sample(entries, len(entries))) == made
