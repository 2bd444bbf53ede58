"""What changed since a day, a release, a head: added, read again, decided, withdrawn; and which numbers moved, why."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from counterclaim.errors import UsageError
from counterclaim.ledger import Decision, Ledger
from counterclaim.ledger.past import entries_then
from counterclaim.ledger.releases import beside, release, releases
from counterclaim.model import Document
from counterclaim.pipeline.changes import Changes, changes
from tests.ledger.build import HERALD, HERALD_CLAIMS, KYIV, POST, POST_CLAIMS, claim, claimant_in
from tests.ledger.test_decisions import correction

JANUARY, MARCH = "2026-01-02T03:04:05Z", "2026-03-04T05:06:07Z"
KILLED, OTHERS, HURT = HERALD_CLAIMS
COURIER = Document(id="courier.txt", text="Kyiv now puts Russian losses at 18,000 dead.", published="2022-03-26",
                   outlet="Courier")  # fmt: skip
MORE = claim(COURIER, "18,000", claimant=claimant_in(COURIER, "Kyiv", id=KYIV.id or "", name=KYIV.name, side="ukraine"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of January, named so."""
    with Ledger(tmp_path / "war.db", create=True) as made:
        made.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=JANUARY)
        made.add(POST, POST_CLAIMS, reader="rules 1", read_at=JANUARY)
        release(made, "winter", at=JANUARY)
        yield made


def told(found: Changes) -> list[tuple[str, str]]:
    return sorted((one.kind, one.claim) for one in found.changes)


def test_nothing_changed(ledger: Ledger) -> None:
    for since in ("winter", "2026-02-01", ledger.head()[:12]):
        assert changes(ledger, since).changes == changes(ledger, since).moved == ()


def test_a_day_stands_for_the_state_before_it(ledger: Ledger) -> None:
    ledger.add(COURIER, [MORE], reader="rules 1", read_at=MARCH)
    assert told(changes(ledger, "2026-03-04")) == told(changes(ledger, "2026-02")) == [("added", MORE.id)]
    assert changes(ledger, "2026-03-05").changes == ()
    assert len(changes(ledger, "2026-01-02").changes) == 6  # all of it


@pytest.mark.parametrize("since", ["summer", "abc", "ffffffffffff", "2026-13-45x", ""])
def test_what_names_no_state_is_refused(ledger: Ledger, since: str) -> None:
    with pytest.raises(UsageError):
        changes(ledger, since)


@pytest.mark.parametrize("since", ["2026-13-01", "2026-99", "2026-02-30", "0000"])
def test_a_day_that_there_is_not_is_refused(ledger: Ledger, since: str) -> None:
    with pytest.raises(UsageError, match=f"'{since}' is no date: write it as 2022-03-26"):
        changes(ledger, since)


def test_a_figure_that_was_added_moves_numbers_and_says_so(ledger: Ledger) -> None:
    ledger.add(COURIER, [MORE], reader="rules 1", read_at=MARCH)
    moved = {(one.side, one.what): one for one in changes(ledger, "winter").moved}
    latest = moved["ukraine", "latest"]
    assert (latest.before, latest.after, latest.because) == (16_000, 18_000, (MORE.id,))
    assert (moved["ukraine", "high"].before, moved["ukraine", "high"].after) == (16_000, 18_000)
    factor = moved[None, "factor_point"]
    assert factor.before == pytest.approx(16_000 / 1351)
    assert factor.after == pytest.approx(18_000 / 1351)
    assert ("russia", "latest") not in moved


def test_another_result_of_a_later_reading(ledger: Ledger) -> None:
    figure = msgspec.structs.replace(KILLED.figure, high=None, qualifier="more_than")
    newer = [msgspec.structs.replace(KILLED, figure=figure, rule="rules 2"), OTHERS]
    ledger.add(HERALD, newer, reader="rules 2", read_at=MARCH)
    found = changes(ledger, "winter")
    assert told(found) == sorted([("recoded", KILLED.id), ("no_longer_read", HURT.id)])
    (recoded,) = (one for one in found.changes if one.kind == "recoded")
    ((name, before, after),) = recoded.fields
    assert (name, before["high"], after["high"]) == ("figure", 16_000, None)
    assert (recoded.by, recoded.at) == ("rules 2", MARCH)
    moved = {(one.side, one.what): one for one in found.moved}
    assert (moved["ukraine", "high"].before, moved["ukraine", "high"].after) == (16_000, None)
    assert moved["ukraine", "high"].because == (KILLED.id,)


def test_read_again_with_the_same_result_is_no_change(ledger: Ledger) -> None:
    ledger.add(HERALD, HERALD_CLAIMS, reader="rules 2", read_at=MARCH)
    assert changes(ledger, "winter").changes == ()


def test_what_people_decided(ledger: Ledger) -> None:
    accept = Decision(actor="reader-1", at=MARCH, action="accept", claims=(KILLED.id,))
    reject = Decision(actor="reader-1", at=MARCH, action="reject", claims=(OTHERS.id,), reason="misread")
    ledger.decide(accept, reject, correction(HURT, "object", "people", at=MARCH))
    found = {one.claim: one for one in changes(ledger, "winter").changes}
    assert (found[KILLED.id].kind, found[KILLED.id].actions) == ("decided", ("accept",))
    assert (found[OTHERS.id].kind, found[OTHERS.id].reason) == ("corrected", "misread")
    assert ("object", "soldiers", "people") in found[HURT.id].fields
    moved = changes(ledger, "winter").moved
    assert any(one.side == "russia" and one.before == 1351 and one.after is None for one in moved)
    assert {claim for one in moved for claim in one.because} == {OTHERS.id, HURT.id}


def test_a_withdrawn_text_leaves_ids_and_a_reason_only(ledger: Ledger) -> None:
    ledger.withdraw(POST.text_sha256, reason="asked to", at=MARCH)
    found = changes(ledger, "winter")
    assert told(found) == sorted(("withdrawn", one.id) for one in POST_CLAIMS)
    assert {one.reason for one in found.changes} == {"asked to"}


def test_private_persons_are_told_by_role(ledger: Ledger) -> None:
    letter = Document(id="b", text="Xenophon wrote that 575 had died.")
    who = msgspec.structs.replace(
        claimant_in(letter, "Xenophon", id="x", name="Xenophon", side="x"), kind="private", id=None
    )
    ledger.add(letter, [claim(letter, "575")], reader="rules 1", read_at=JANUARY)
    release(ledger, "letter", at=JANUARY)
    ledger.add(letter, [claim(letter, "575", claimant=who)], reader="rules 2", read_at=MARCH)
    (change,) = changes(ledger, "letter").changes
    assert change.fields[0][0] == "claimant"
    assert b"Xenophon" not in msgspec.json.encode(change)


def test_the_past_is_what_stood_then(ledger: Ledger) -> None:
    then = list(ledger.entries())
    row = changes(ledger, "winter").row
    ledger.add(HERALD, [KILLED], reader="rules 2", read_at=MARCH)
    ledger.decide(Decision(actor="a", at=MARCH, action="reject", claims=(KILLED.id,)))
    pairs = {(one.claim.conflict, one.claim.party) for one in then}
    past = [one for pair in sorted(pairs, key=str) for one in entries_then(ledger, row, *pair)]
    assert sorted(past, key=lambda one: one.claim.id) == sorted(then, key=lambda one: one.claim.id)


# ---------------------------------------------------------------- names of states
def test_a_name_is_given_once(ledger: Ledger) -> None:
    assert release(ledger, "winter", at=MARCH) == releases(ledger)[0]  # the same state again
    ledger.add(COURIER, [MORE], reader="rules 1", read_at=MARCH)
    with pytest.raises(UsageError, match="winter"):
        release(ledger, "winter", at=MARCH)
    release(ledger, "Łódź, März", at=MARCH)
    assert [one.name for one in releases(ledger)] == ["winter", "Łódź, März"]
    assert len(beside(ledger.path).read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
def test_what_is_no_name(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError):
        release(ledger, name, at=MARCH)
