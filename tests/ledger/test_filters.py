"""The filter in SQL, against the same filter in plain Python."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger import Ledger
from counterclaim.model import Document, Entry, Filter
from tests.ledger.build import WHEN, claim, claimant_in, place_of

TEXT = "Kyiv and Łódź Radio put it at 100, 200 and 300."
ROWS = [
    # id, outlet, published, claimant's name, side, place, last day, measure, party
    ("a", "The Herald", "2022-03-26", "Ukrainian government", "ukraine", "Bakhmut", "2022-03-25", "killed", "russia"),
    ("b", "Łódź Radio", "2022-03", None, None, None, None, "killed", "ukraine"),
    ("c", "HERALD ON SUNDAY", "2022", "ŁÓDŹ Mission", "un", "Straße der Opfer", None, "wounded", None),
    ("d", None, None, "Ukrainian General Staff", "ukraine", "New Bakhmut", None, "wounded", "russia"),
    ("e", "Wire", "2023-01-01T06:00:00Z", None, None, "Łódź", "2022-12-31", "killed", None),
]


def entries() -> Iterator[tuple[Document, list]]:
    for id, outlet, published, name, side, place, day, measure, party in ROWS:
        document = Document(id=id, text=TEXT, outlet=outlet, published=published)
        who = (
            claimant_in(document, "Kyiv", id=f"{id}/who", name=name, side=side, aliases=("Alias of " + id,))
            if name
            else None
        )
        yield (
            document,
            [
                claim(document, words, claimant=who, place=place_of(place), end=day, measure=measure, party=party)
                for words in ("100", "200")
            ],
        )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("filters") / "war.db"
    with Ledger(path, create=True) as ledger:
        for document, claims in entries():
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        yield ledger


def days(day: str) -> tuple[str, str]:
    """First and last day of a date that may be only a year or a month."""
    return (day + "-01-01"[len(day) - 4 :])[:10], (day + "-12-31"[len(day) - 4 :])[:10]


def passes(entry: Entry, where: Filter) -> bool:
    """What `model.Filter` says, word by word."""
    claim, who, place = entry.claim, entry.claim.claimant, entry.claim.place
    names = [who.id, who.name, who.text, *who.aliases] if who else []
    day = claim.time.end or (entry.published or "")[:10]
    return all(
        (
            where.measure in (None, claim.measure),
            where.object in (None, claim.object),
            where.party in (None, claim.party),
            where.conflict in (None, claim.conflict),
            where.side is None or (who is not None and who.side == where.side),
            where.claimant is None or any(where.claimant.casefold() in name.casefold() for name in names if name),
            where.place is None
            or (place is not None and any(where.place.casefold() in x.casefold() for x in (place.name, place.text))),
            where.outlet is None or (entry.outlet is not None and where.outlet.casefold() in entry.outlet.casefold()),
            where.since is None or (day != "" and days(day)[1] >= days(where.since)[0]),
            where.until is None or (day != "" and days(day)[0] <= days(where.until)[1]),
        )
    )


def ids(entries: Iterator[Entry]) -> str:
    return "".join(sorted({entry.document for entry in entries}))


CASES = [
    (Filter(), "abcde"),
    (Filter(measure="killed"), "abe"),
    (Filter(measure="KILLED"), ""),
    (Filter(measure="killed", party="russia"), "a"),
    (Filter(object="soldiers"), "abcde"),
    (Filter(object="tanks"), ""),
    (Filter(side="ukraine"), "ad"),
    (Filter(conflict="russia-ukraine"), "abcde"),
    (Filter(claimant="ukrainian"), "ad"),
    (Filter(claimant="GOVERNMENT"), "a"),
    (Filter(claimant="łódź"), "c"),
    (Filter(claimant="c/who"), "c"),
    (Filter(claimant="KYIV"), "acd"),  # the words that attribute
    (Filter(claimant="alias of d"), "d"),
    (Filter(claimant="%"), ""),
    (Filter(place="bakhmut"), "ad"),
    (Filter(place="STRASSE"), "c"),
    (Filter(outlet="herald"), "ac"),
    (Filter(outlet="łódź"), "b"),
    (Filter(since="2022-03-25"), "abce"),
    (Filter(since="2022-03-26"), "bce"),  # somewhen in March 2022, or in 2022, may be after the 26th
    (Filter(until="2022-03-24"), "bc"),
    (Filter(until="2022-03"), "abc"),
    (Filter(since="2022-04", until="2022-12"), "ce"),
    (Filter(since="2023"), ""),
    (Filter(until="2021-12-31"), ""),
    (Filter(party="'; DROP TABLE claim; --"), ""),
]


@pytest.mark.parametrize("where, expected", CASES, ids=lambda value: str(value)[:70])
def test_a_filter_lets_through(ledger: Ledger, where: Filter, expected: str) -> None:
    assert ids(ledger.entries(where)) == expected


pieces = {
    "measure": ["killed", "wounded", "x"],
    "party": ["russia", "ukraine"],
    "side": ["ukraine", "un"],
    "claimant": ["ukrain", "Łódź", "WHO", "a"],
    "place": ["bakhmut", "ss", "łódź"],
    "outlet": ["herald", "radio", "W"],
    "since": ["2021", "2022", "2022-03", "2022-03-01", "2022-03-26", "2022-12-31", "2023-01-01"],
    "until": ["2021", "2022", "2022-02", "2022-03", "2022-03-24", "2022-03-25", "2022-12-31", "2023"],
}


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in pieces.items()}))
def test_sql_and_python_agree(ledger: Ledger, fields: dict[str, str]) -> None:
    where = Filter(**fields)
    every = list(ledger.entries())
    assert list(ledger.entries(where)) == [entry for entry in every if passes(entry, where)]


def test_the_order_is_that_of_reading_whatever_the_filter(ledger: Ledger) -> None:
    for name in ("measure", "party", "conflict", "side", "since"):
        where = msgspec.convert(
            {name: {"measure": "killed", "side": "ukraine", "since": "2000"}.get(name, "russia")}, Filter
        )
        found = [(entry.document, entry.claim.figure.start) for entry in ledger.entries(where)]
        assert found == sorted(found)


EACH = [Filter(), *(Filter(**{name: values[0]}) for name, values in pieces.items())]
EACH += [Filter(measure="killed", since="2022"), Filter(party="russia", side="ukraine", since="2022", until="2023")]


@pytest.mark.parametrize("where", EACH, ids=lambda value: str(value)[:70])
def test_no_filter_needs_to_sort_the_claims(ledger: Ledger, where: Filter) -> None:
    """Sorting a million claims would hold them all in memory; each index ends with the order of reading."""
    statements: list[str] = []
    ledger._connection.set_trace_callback(statements.append)
    list(ledger.entries(where))
    ledger._connection.set_trace_callback(None)
    (statement,) = (one for one in statements if "FROM claim" in one)
    plan = [row[3] for row in ledger._connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert not [step for step in plan if "ORDER BY" in step], plan


def test_claims_of_private_persons_are_looked_up(tmp_path: Path) -> None:
    document = Document(id="a", text=TEXT)
    body = claimant_in(document, "Kyiv", id="a/who", name="Ukraine", side="ukraine")
    person = msgspec.structs.replace(body, id=None, kind="private")
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for id, who in (("a", body), ("b", person), ("c", None)):
            told = msgspec.structs.replace(document, id=id)
            ledger.add(told, [claim(told, "100", claimant=who)], reader="rules 1", read_at=WHEN)
        statements: list[str] = []
        ledger._connection.set_trace_callback(statements.append)
        assert ids(ledger.of_private_persons()) == "b"
        ledger._connection.set_trace_callback(None)
        (statement,) = (one for one in statements if "FROM claim" in one)
        plan = [row[3] for row in ledger._connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        assert plan[0].endswith("USING INDEX claim_private"), plan
