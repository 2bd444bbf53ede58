"""What people decide stands beside what was read, is undone by a further decision, and outlives another reading."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import LedgerError, UsageError
from counterclaim.ledger import Decision, Ledger, decided, live
from counterclaim.ledger.schema import ADDED
from counterclaim.model import Claim, Entry, Filter
from tests.ledger.build import HERALD, HERALD_CLAIMS, KYIV, POST, POST_CLAIMS, WHEN, claim

KILLED, OTHERS, HURT = HERALD_CLAIMS


def decision(action: str, *claims: Claim, at: str = "1", **said: Any) -> Decision:
    ids = tuple(one.id for one in claims)
    return msgspec.convert({"actor": "reader-1", "at": at, "action": action, "claims": ids, **said}, Decision)


def correction(one: Claim, field: str, after: Any, **said: Any) -> Decision:
    before = msgspec.to_builtins(getattr(one, field))
    return decision("correct", one, field=field, before=before, after=msgspec.to_builtins(after), **said)


def addition(words: str, document: Any = HERALD, **said: Any) -> Decision:
    made = claim(document, words, rule="person", **said)
    about = {name: getattr(document, name) for name in ("title", "published", "outlet", "url")}
    entry = Entry(claim=made, document=document.id, text_sha256=document.text_sha256, **about)
    return decision("add", made, after=msgspec.to_builtins(entry))


@pytest.fixture
def ledger(path: Path):
    with Ledger(path, create=True) as made:
        made.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        made.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        yield made


def listed(ledger: Ledger, **where: str) -> list[tuple[str, str, str | None]]:
    return [(e.claim.figure.text, e.status, e.claim.party) for e in ledger.entries(Filter(**where))]


ALL = [("16,000", "unreviewed", "russia"), ("1,351", "unreviewed", "russia"), ("3,825", "unreviewed", "russia"),
       ("Nine", "unreviewed", None), ("288", "unreviewed", "ukraine")]  # fmt: skip

CASES = [  # decisions, what is listed of the three claims of the Herald
    ([], "16,000 unreviewed russia; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([decision("accept", KILLED)], "16,000 accepted russia; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([decision("flag", HURT)], "16,000 unreviewed russia; 1,351 unreviewed russia; 3,825 flagged russia"),
    ([decision("skip", HURT)], "16,000 unreviewed russia; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([decision("reject", OTHERS, reason="not a toll")], "16,000 unreviewed russia; 3,825 unreviewed russia"),
    ([correction(KILLED, "party", "belarus")],
     "16,000 corrected belarus; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([correction(KILLED, "party", "belarus"), decision("accept", KILLED, at="2")],
     "16,000 corrected belarus; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([decision("accept", KILLED, OTHERS)], "16,000 accepted russia; 1,351 accepted russia; 3,825 unreviewed russia"),
    ([decision("reject", KILLED), decision("accept", KILLED, at="2")],
     "16,000 accepted russia; 1,351 unreviewed russia; 3,825 unreviewed russia"),
    ([addition("losses", party="x")],
     "losses added x; 16,000 unreviewed russia; 1,351 unreviewed russia; 3,825 unreviewed russia"),
]  # fmt: skip


@pytest.mark.parametrize("made, left", CASES)
def test_what_stands_after_decisions(ledger: Ledger, made: list[Decision], left: str) -> None:
    ledger.decide(*made)
    assert "; ".join(map(" ".join, listed(ledger, outlet="herald"))) == left
    assert list(ledger.verify()) == []


def test_what_is_undone_is_as_if_it_had_not_been(ledger: Ledger) -> None:
    (made,) = ledger.decide(decision("reject", KILLED))
    (undo,) = ledger.decide(decision("undo", at="2", target=made.id))
    assert listed(ledger) == ALL
    ledger.decide(decision("undo", at="3", target=undo.id))
    assert listed(ledger) == ALL[1:]
    assert len(ledger.decisions()) == 3


def test_a_corrected_claim_is_found_by_what_it_says_now(ledger: Ledger) -> None:
    ledger.decide(correction(KILLED, "party", "belarus"))
    assert [words for words, *_ in listed(ledger, party="belarus")] == ["16,000"]
    assert [words for words, *_ in listed(ledger, party="russia")] == ["1,351", "3,825"]
    assert [words for words, *_ in listed(ledger, claimant="kyiv")] == ["16,000"]
    (found,) = ledger.find(KILLED.id)
    assert (found.claim.party, found.status) == ("belarus", "corrected")


def test_a_correction_outlives_another_reading(ledger: Ledger) -> None:
    ledger.decide(correction(KILLED, "party", "belarus"), decision("reject", HURT), decision("accept", OTHERS))
    better = msgspec.structs.replace(KILLED, object="people", party="moldova", rule="rules 2")
    ledger.add(HERALD, [better, HURT], reader="rules 2", read_at=WHEN)
    first, second = ledger.entries(Filter(outlet="Herald"))
    assert (first.claim.party, first.claim.object, first.claim.rule) == ("belarus", "people", "rules 2")
    assert (second.claim, second.status) == (OTHERS, "accepted")  # no longer found by the reader, confirmed by a person


def test_a_claim_that_a_person_added_stands_once(ledger: Ledger) -> None:
    ledger.decide(addition("losses", party="person"))
    ledger.add(HERALD, [*HERALD_CLAIMS, claim(HERALD, "losses", party="reader")], reader="rules 2", read_at=WHEN)
    assert [(e.claim.party, e.status) for e in ledger.entries() if e.claim.figure.text == "losses"] == [
        ("person", "added")
    ]


REFUSED: list[tuple[Decision, str]] = [
    (decision("accept"), "names 0 claims, at least 1 needed"),
    (decision("accept", claim(HERALD, "losses")), "no claim c_.* in this ledger"),
    (decision("merge_origin", KILLED), "at least 2 needed"),
    (decision("undo", target="d_x"), "no decision d_x stands"),
    (decision("dismiss", KILLED), "give its key as target"),
    (decision("correct", KILLED, field="id", before=KILLED.id, after="c_x"), "one field of figure, measure"),
    (decision("correct", KILLED, field="party", before="ukraine", after="x"), '"russia" stands there now, not "ukra'),
    (correction(KILLED, "stance", "shouts"), "Invalid enum value 'shouts'"),
    (correction(KILLED, "figure", HURT.figure), "the figure stands elsewhere"),
    (correction(KILLED, "claimant", msgspec.structs.replace(KYIV, text="Kiev")), "gives 'Kiev' for claimant"),
    (
        decision("add", POST_CLAIMS[1], after={**addition("288", POST).after, "text_sha256": "00" * 32}),
        "its text is not in this ledger",
    ),
    (msgspec.structs.replace(decision("accept", KILLED), actor=""), "who decided"),
]


@pytest.mark.parametrize("wrong, says", REFUSED, ids=[says[:30] for _, says in REFUSED])
def test_what_does_not_fit_is_refused_and_nothing_of_the_call_is_kept(
    ledger: Ledger, wrong: Decision, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        ledger.decide(decision("accept", OTHERS), wrong)
    assert ledger.decisions() == ()
    assert listed(ledger) == ALL


def test_decisions_replayed_into_another_ledger_and_again(ledger: Ledger, tmp_path: Path) -> None:
    made = [correction(KILLED, "party", "belarus"), decision("reject", HURT), addition("losses")]
    ledger.decide(*made)
    ledger.decide(decision("undo", target=ledger.decisions()[1].id))
    with Ledger(tmp_path / "other.db", create=True) as other:
        other.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        with pytest.raises(UsageError, match="no claim"):
            other.decide(*ledger.decisions())
        other.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert other.decide(*ledger.decisions()) == ledger.decisions()
        assert other.decide(*ledger.decisions()) == ()
        assert sorted(listed(other)) == sorted(listed(ledger))


# ---------------------------------------------------------------- laws
STEPS = st.tuples(
    st.sampled_from(["accept", "reject", "flag", "skip", "correct", "undo"]),
    st.sampled_from([*HERALD_CLAIMS, *POST_CLAIMS]),
    st.integers(0, 7),
)


def step(ledger: Ledger, action: str, about: Claim, number: int, at: str) -> Decision:
    """A decision that fits what stands; an undo of one of those so far, where there is one."""
    made = ledger.decisions()
    if action == "undo" and made:
        return decision("undo", at=at, target=made[number % len(made)].id)
    if action == "correct":
        (now,) = ledger.find(about.id)
        return decision("correct", about, at=at, field="object", before=now.claim.object, after=f"object-{number}")
    return decision("skip" if action == "undo" else action, about, at=at)


@settings(deadline=None, max_examples=25)
@given(st.lists(STEPS, max_size=8))
def test_the_ledger_lists_what_the_pure_function_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Claim, int]]
) -> None:
    with Ledger(tmp_path_factory.mktemp("law") / "war.db", create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        for at, (action, about, number) in enumerate(steps):
            ledger.decide(step(ledger, action, about, number, str(at)))
        listed = list(ledger.entries())
        assert listed == list(decided(ledger.entries(as_read=True), ledger.decisions()))
        with Ledger(ledger.path) as again:
            assert list(again.entries()) == listed


@given(st.lists(st.sampled_from([decision("accept", KILLED, at=str(n)) for n in range(5)]), unique=True))
def test_undoing_everything_leaves_nothing(made: list[Decision]) -> None:
    undoing = [decision("undo", at=f"9{n}", target=one.id) for n, one in enumerate(made)]
    assert live([*made, *undoing]) == ()


# ---------------------------------------------------------------- proof
def tamper(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(change)
        for _, sql in triggers:
            raw.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decision SET record = replace(record, 'reader-1', 'reader-2')",
        "UPDATE decision SET text = NULL",
        "UPDATE decision SET salt = zeroblob(32)",
        "UPDATE decision SET digest = zeroblob(32)",
        "UPDATE decision SET hash = zeroblob(32)",
        "UPDATE decision SET record = NULL, salt = NULL",
    ],
)
def test_a_decision_changed_from_outside_is_named(ledger: Ledger, change: str) -> None:
    ledger.decide(decision("reject", KILLED))
    ledger.close()
    tamper(ledger.path, change)
    with Ledger(ledger.path) as again:
        assert {one.table for one in again.verify()} == {"decision"}


@pytest.mark.parametrize("change", ["DELETE FROM decision", "UPDATE decision SET record = '{}'"])
def test_the_file_itself_refuses(ledger: Ledger, change: str) -> None:
    ledger.decide(decision("reject", KILLED))
    with closing(sqlite3.connect(ledger.path)) as raw, pytest.raises(sqlite3.IntegrityError, match="only grows"):
        raw.execute(change)


def test_with_a_text_goes_what_was_decided_of_it(ledger: Ledger) -> None:
    ledger.decide(correction(KILLED, "party", "quillfeather"), decision("accept", POST_CLAIMS[0]))
    ledger.withdraw(HERALD.text_sha256, reason="asked for", at=WHEN)
    assert [one.action for one in ledger.decisions()] == ["accept"]
    assert [words for words, *_ in listed(ledger)] == ["Nine", "288"]
    assert list(ledger.verify()) == []
    path = ledger.path
    ledger.close()
    assert b"quillfeather" not in path.read_bytes()


# ---------------------------------------------------------------- older ledgers
def older(path: Path) -> Path:
    """The ledger as an older version would have left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(f"DROP TABLE {ADDED[2]}")
        raw.execute("PRAGMA user_version = 1")
    return path


@pytest.fixture
def old(ledger: Ledger, tmp_path: Path) -> Path:
    ledger.close()
    return older(Path(shutil.copy(ledger.path, tmp_path / "old.db")))


def test_an_older_ledger_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Ledger(old) as ledger:
        assert listed(ledger) == ALL
        assert (ledger.decisions(), list(ledger.verify())) == ((), [])
        assert len(ledger.head()) == 64
    assert old.read_bytes() == before


def grow(ledger: Ledger) -> object:
    return ledger.add(POST, POST_CLAIMS[:1], reader="rules 2", read_at=WHEN)


def decide(ledger: Ledger) -> object:
    return ledger.decide(decision("reject", KILLED))


@pytest.mark.parametrize("change", [grow, decide])
def test_an_older_ledger_gets_the_table_when_it_grows(old: Path, change: Callable[[Ledger], object]) -> None:
    with Ledger(old) as ledger:
        head = ledger.head()
        change(ledger)
        assert list(ledger.verify(head)) == []
    with Ledger(old) as again:
        again.decide(decision("flag", OTHERS))
        assert list(again.verify(head)) == []
        assert ("1,351", "flagged", "russia") in listed(again)


def test_an_older_ledger_that_was_changed_is_refused(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("CREATE TABLE other (id)")
    with Ledger(old) as ledger, pytest.raises(LedgerError, match="tables or triggers were changed"):
        decide(ledger)
