"""The analytic copy against its ledger: the same claims for every filter, word for word, however the ledger grew."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.ledger import Decision, Ledger
from counterclaim.ledger.copies import beside
from counterclaim.model import Document, Entry, Filter
from counterclaim.reconcile.copy import Copy
from counterclaim.reconcile.copy.searched import phrase
from counterclaim.reconcile.copy.select import SORTS
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN, claim, claimant_in, report
from tests.ledger.test_decisions import addition, correction, decision
from tests.ledger.test_filters import entries as made
from tests.ledger.test_filters import pieces

filters = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in pieces.items()}).map(
    lambda fields: Filter(**fields)
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("copy") / "war.db", create=True) as ledger:
        for document, claims in made():
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        yield ledger


@pytest.fixture(scope="module")
def copy(ledger: Ledger) -> Iterator[Copy]:
    with Copy(ledger) as copy:
        copy.refresh()
        yield copy


def all_pages(copy: Copy, where: Filter = Filter(), *, limit: int = 3, **more: str) -> list[Entry]:  # noqa: B008
    found: list[Entry] = []
    after: int | None = None
    while True:
        page = copy.page(where, after=after, limit=limit, **more)
        found += page.entries
        if page.last is None:
            assert len(found) == page.total
            return found
        assert len(page.entries) == limit
        after = page.last


@settings(max_examples=300, deadline=None)
@given(where=filters)
def test_a_filter_lets_the_same_claims_through_in_the_same_order(ledger: Ledger, copy: Copy, where: Filter) -> None:
    assert all_pages(copy, where) == list(ledger.entries(where))


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_has_every_claim_once(ledger: Ledger, copy: Copy, sort: str) -> None:
    found = all_pages(copy, sort=sort)
    assert Counter(map(key, found)) == Counter(map(key, ledger.entries()))
    values = [entry.claim.figure.value or entry.claim.figure.low or -1 for entry in found]
    if sort in ("largest", "smallest"):
        assert values == sorted(values, reverse=sort == "largest")


def key(entry: Entry) -> tuple[str, str]:
    return entry.document, entry.claim.id


@settings(max_examples=100, deadline=None)
@given(where=filters)
def test_counts_of_a_facet_are_those_of_the_claims(ledger: Ledger, copy: Copy, where: Filter) -> None:
    for field in ("measure", "party", "outlet"):
        others = msgspec.structs.replace(where, **{field: None})
        values = (
            entry.outlet if field == "outlet" else getattr(entry.claim, field) for entry in ledger.entries(others)
        )
        expected = Counter(value for value in values if value)
        assert {count.value: count.claims for count in copy.facets(where)[field]} == expected


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("aid", ["288"]),
        ("AID group", ["288"]),
        ('"aid group"', ["288"]),
        ('"group aid"', []),
        ("łodz", ["Nine"]),  # letters without their marks
        ("dron*", ["Nine"]),
        ("dron", []),
        ("tolls", ["16,000", "1,351", "3,825"]),  # the title
        ("vuhledar", ["288"]),  # the place
        ("aid drones", []),
        ('" OR NEAR( * ^', []),
        ("NOT", []),
    ],
)
def test_searching(copy: Copy, text: str, figures: list[str]) -> None:
    if not phrase(text):
        assert copy.page(text=text).total == copy.page().total
        return
    found = [entry.claim.figure.text for entry in copy.page(text=text).entries]
    assert [figure for figure in found if figure not in ("100", "200")] == figures


def test_an_order_that_is_none_is_refused(copy: Copy) -> None:
    with pytest.raises(UsageError, match="newest"):
        copy.page(sort="best")


# ---------------------------------------------------------------- following the ledger
def test_what_is_added_later_is_found_after_a_refresh(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy, Copy(ledger) as other:
        for number in range(30):
            document, claims = report(number)
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
            if number % 7 == 0:
                copy.refresh()
                assert all_pages(copy) == list(ledger.entries())
        copy.refresh()
        other.refresh()  # finds what the first has written
        assert all_pages(copy) == all_pages(other) == list(ledger.entries())


def test_a_newer_reading_takes_the_place_of_the_older(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        copy.refresh()
        newer = [msgspec.structs.replace(one, measure="captured") for one in HERALD_CLAIMS[:2]]
        ledger.add(HERALD, newer, reader="rules 2", read_at=WHEN)
        assert not copy.is_fresh
        copy.refresh()
        assert all_pages(copy) == list(ledger.entries())
        assert [count.value for count in copy.facets()["measure"]] == ["captured"]


def decisions() -> Iterator[Decision]:
    """Decisions of every kind, undone and done again."""
    killed, others, _ = HERALD_CLAIMS
    first = decision("accept", killed)
    yield first
    yield correction(killed, "party", "ukraine")
    yield decision("reject", others)
    yield addition("a toll")
    undone = decision("undo", target=first.id)
    yield undone
    yield decision("flag", POST_CLAIMS[0])
    yield decision("undo", at="9", target=undone.id)
    yield decision("undo", target=decision("reject", others).id)


def test_what_people_decide_stands_in_the_copy(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        copy.refresh()
        for number, one in enumerate(decisions()):
            ledger.decide(one)
            if number == 4:  # read anew: what people decided holds
                newer = [msgspec.structs.replace(claim, object="people") for claim in HERALD_CLAIMS[:2]]
                ledger.add(HERALD, newer, reader="rules 2", read_at=WHEN)
            copy.refresh()
            assert all_pages(copy) == list(ledger.entries())
            for where in (Filter(party="ukraine"), Filter(measure="killed"), Filter(object="people")):
                assert all_pages(copy, where) == list(ledger.entries(where))
        assert {count.value for count in copy.facets()["status"]} >= {"corrected", "added", "flagged"}
        with Copy(ledger) as anew:
            assert all_pages(anew) == list(ledger.entries())


def test_a_run_that_is_stopped_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.reconcile.copy.fill.BATCH", 10)
    monkeypatch.setattr("counterclaim.reconcile.copy.file.PART", 16)

    def stop(done: int, of: int) -> None:
        if done > of / 2:
            raise KeyboardInterrupt

    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for number in range(20):
            document, claims = report(number)
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
            ledger.add(document, claims[:2], reader="rules 2", read_at=WHEN)
        with Copy(ledger) as copy, pytest.raises(KeyboardInterrupt):
            copy.refresh(stop)
        seen: list[int] = []
        with Copy(ledger) as copy:
            copy.refresh(lambda done, of: seen.append(done))
            assert all_pages(copy) == list(ledger.entries())
        assert len(seen) < 4  # of the six or seven batches that the whole takes


def test_no_word_of_a_withdrawn_text_is_left(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    letter = Document(id="a", text="Xenophon wrote that 575 had died.", outlet="Quill Gazette")
    who = claimant_in(letter, "Xenophon", id="x", name="Xenophon", side="x-side")
    with Ledger(path, create=True) as ledger, Copy(ledger) as copy:
        ledger.add(letter, [claim(letter, "575", claimant=who)], reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        copy.refresh()
        ledger.withdraw(letter.text_sha256, reason="asked", at=WHEN)
        assert not beside(path).exists()
        copy.refresh()
        assert all_pages(copy) == list(ledger.entries())
        with Copy(ledger) as anew:
            anew.refresh()
            assert all_pages(anew) == list(ledger.entries())
    assert b"uill" not in beside(path).read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be read as one" * 20])
def test_a_copy_that_is_damaged_is_made_anew(tmp_path: Path, content: bytes) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        beside(ledger.path).write_bytes(content)
        with Copy(ledger) as copy:
            copy.refresh()
            assert all_pages(copy) == list(ledger.entries())


def test_the_copy_of_another_ledger_is_not_taken_for_this_one(tmp_path: Path) -> None:
    with Ledger(tmp_path / "one.db", create=True) as one, Copy(one) as copy:
        one.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        copy.refresh()
    with Ledger(tmp_path / "two.db", create=True) as two:
        two.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        beside(one.path).rename(beside(two.path))
        with Copy(two) as copy:
            copy.refresh()
            assert all_pages(copy) == list(two.entries())


def test_where_nothing_can_be_written_the_copy_is_in_memory(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        beside(ledger.path).mkdir()  # stands in the way, as a folder that cannot be written to
        with Copy(ledger) as copy:
            copy.refresh()
            assert all_pages(copy) == list(ledger.entries())
