"""What is added, what is not, and what stands in the place of what."""

import msgspec
import pytest

from counterclaim.errors import SpanError, UsageError
from counterclaim.ledger import Added, Ledger
from counterclaim.model import Claim, Document, Span
from tests.ledger.build import HERALD, HERALD_CLAIMS, KYIV, POST, POST_CLAIMS, WHEN, claim, report

LATER = "2026-02-02T00:00:00Z"


def changed(record, **fields):
    return msgspec.structs.replace(record, **fields)


def listed(ledger: Ledger) -> list[Claim]:
    return [entry.claim for entry in ledger.entries()]


def test_what_is_added_is_listed_unchanged_and_in_order(ledger: Ledger) -> None:
    assert listed(ledger) == [*HERALD_CLAIMS, *POST_CLAIMS]
    assert list(ledger.documents()) == [HERALD, POST]
    assert ledger.document("post.txt") == POST
    assert ledger.text(HERALD.text_sha256) == HERALD.text


def test_an_entry_says_where_its_claim_stands(ledger: Ledger) -> None:
    entry = next(ledger.entries())
    assert (entry.document, entry.title, entry.published) == ("herald.txt", "Two tolls", "2022-03-26")
    assert (entry.outlet, entry.url) == ("The Herald", "https://herald.example/two-tolls")
    assert entry.text_sha256 == HERALD.text_sha256


def test_reading_the_same_again_adds_nothing(ledger: Ledger) -> None:
    head, counts = ledger.head(), ledger.counts()
    assert ledger.has_read(HERALD, reader="rules 1")
    assert ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=LATER) == Added(document=False, claims=0)
    assert (ledger.head(), ledger.counts()) == (head, counts)


def test_the_same_file_from_another_place_is_the_same_document(ledger: Ledger) -> None:
    moved = changed(HERALD, source="archive/herald.txt", raw_sha256="cd" * 32)
    assert ledger.has_read(moved, reader="rules 1")
    assert not ledger.has_read(moved, reader="rules 2")
    assert not ledger.has_read(changed(moved, id="archive/herald.txt"), reader="rules 1")


def test_a_document_without_claims_is_kept(ledger: Ledger) -> None:
    silent = Document(id="silent.txt", text="It rained.")
    assert ledger.add(silent, (), reader="rules 1", read_at=WHEN) == Added(document=True, claims=0)
    assert ledger.document("silent.txt") == silent
    assert ledger.has_read(silent, reader="rules 1")


def test_claims_are_listed_in_the_order_of_the_text_however_they_come(path) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS[::-1], reader="rules 1", read_at=WHEN)
        assert listed(ledger) == list(HERALD_CLAIMS)


# ---------------------------------------------------------------- a newer reader
def test_a_newer_reading_stands_in_place_of_the_older(ledger: Ledger) -> None:
    better = changed(HERALD_CLAIMS[1], measure="killed_or_missing", rule="test 2")
    assert not ledger.has_read(HERALD, reader="rules 2")
    added = ledger.add(HERALD, [HERALD_CLAIMS[0], better], reader="rules 2", read_at=LATER)
    assert added == Added(document=False, claims=1)  # one unchanged, one changed, one no longer found
    assert listed(ledger) == [HERALD_CLAIMS[0], better, *POST_CLAIMS]
    assert ledger.counts()["superseded"] == 2
    assert list(ledger.verify()) == []


def test_older_readings_stay_as_history(ledger: Ledger) -> None:
    better = changed(HERALD_CLAIMS[1], measure="killed_or_missing")
    ledger.add(HERALD, [better], reader="rules 2", read_at=LATER)
    past = ledger.history(better.id)
    assert [(reading.reader, reading.read_at, claim.measure) for reading, claim in past] == [
        ("rules 1", WHEN, "killed"),
        ("rules 2", LATER, "killed_or_missing"),
    ]
    assert ledger.find(HERALD_CLAIMS[0].id) == ()
    assert len(ledger.history(HERALD_CLAIMS[0].id)) == 1
    assert [(r.reader, r.claims) for r in ledger.readings("herald.txt")] == [("rules 1", 3), ("rules 2", 1)]


def test_a_claim_that_comes_back_is_a_new_row(ledger: Ledger) -> None:
    ledger.add(HERALD, [], reader="rules 2", read_at=LATER)
    assert listed(ledger) == list(POST_CLAIMS)
    assert ledger.add(HERALD, HERALD_CLAIMS, reader="rules 3", read_at=LATER).claims == 3
    assert listed(ledger) == [*HERALD_CLAIMS, *POST_CLAIMS]
    assert list(ledger.verify()) == []


def test_the_order_does_not_change_when_an_earlier_document_is_read_anew(ledger: Ledger) -> None:
    newer = [changed(claim, rule="test 2") for claim in HERALD_CLAIMS]
    ledger.add(HERALD, newer, reader="rules 2", read_at=LATER)
    assert listed(ledger) == [*newer, *POST_CLAIMS]


# ---------------------------------------------------------------- documents alike
def test_one_text_in_two_outlets_is_two_documents(ledger: Ledger) -> None:
    reprint = changed(HERALD, id="mirror.txt", outlet="The Mirror")
    claims = [changed(claim, document="mirror.txt") for claim in HERALD_CLAIMS]
    assert ledger.add(reprint, claims, reader="rules 1", read_at=WHEN) == Added(document=True, claims=3)
    assert [entry.document for entry in ledger.find(claims[0].id)] == ["herald.txt", "mirror.txt"]
    assert (ledger.counts()["documents"], ledger.counts()["texts"]) == (3, 2)
    assert list(ledger.verify()) == []


def test_one_id_with_another_text_is_another_document(ledger: Ledger) -> None:
    corrected = changed(HERALD, text=HERALD.text.replace("16,000", "17,000"))
    claims = [claim(corrected, "17,000")]
    assert ledger.add(corrected, claims, reader="rules 1", read_at=LATER) == Added(document=True, claims=1)
    assert listed(ledger) == [*HERALD_CLAIMS, *POST_CLAIMS, *claims]  # both were printed
    assert ledger.document("herald.txt") == corrected


def test_a_document_with_better_facts_stands_in_place_of_the_older(ledger: Ledger) -> None:
    dated = changed(HERALD, published="2022-03-27")
    assert ledger.add(dated, HERALD_CLAIMS, reader="rules 1", read_at=LATER) == Added(document=True, claims=3)
    assert list(ledger.documents()) == [POST, dated]
    assert len(listed(ledger)) == 5
    assert ledger.has_read(HERALD, reader="rules 2")  # not read again: a newer version stands in its place
    assert ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=LATER) == Added(document=False, claims=0)
    assert list(ledger.verify()) == []


# ---------------------------------------------------------------- what is refused
GOOD = HERALD_CLAIMS[0]
SHORT = changed(GOOD.figure, end=GOOD.figure.end - 1)
REFUSED = [
    ("words are others", changed(GOOD, quote=changed(GOOD.quote, text="Kyiv gave 16,000")), "for quote at"),
    ("figure is shifted", changed(GOOD, figure=changed(GOOD.figure, start=28, end=34)), "for figure at"),
    ("claimant is elsewhere", changed(GOOD, claimant=changed(KYIV, start=5, end=9)), "for claimant at"),
    ("span is past the end", changed(GOOD, quote=Span(start=0, end=9999, text=HERALD.text)), "for quote at"),
    ("span counts from the end", changed(GOOD, quote=Span(start=-5, end=-1, text=HERALD.text[-5:-1])), "for quote at"),
    ("span is empty", changed(GOOD, quote=Span(start=3, end=3, text="")), "for quote at"),
    ("figure is cut, id is not", changed(GOOD, figure=changed(SHORT, text="16,00")), "should have the id"),
    ("figure is too large", changed(GOOD, figure=changed(GOOD.figure, high=2**64)), "above 9,007,199,254,740,991"),
    ("another document", changed(GOOD, document="post.txt"), "stands in 'post.txt'"),
]


@pytest.mark.parametrize("why, wrong, says", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_claim_that_does_not_fit_its_text_is_refused_with_its_document(path, why, wrong, says) -> None:
    with Ledger(path, create=True) as ledger:
        with pytest.raises(SpanError, match=says):
            ledger.add(HERALD, [HERALD_CLAIMS[1], wrong], reader="rules 1", read_at=WHEN)
        assert set(ledger.counts().values()) == {0}


def test_one_figure_gives_one_claim(ledger: Ledger) -> None:
    with pytest.raises(SpanError, match="given twice"):
        ledger.add(HERALD, [GOOD, GOOD], reader="rules 2", read_at=WHEN)


# ---------------------------------------------------------------- batches
def test_a_batch_adds_the_same(path) -> None:
    with Ledger(path, create=True) as ledger, ledger.batch(every=7) as batch:
        for number in range(20):
            batch.add(*report(number), reader="rules 1", read_at=WHEN)
    with Ledger(path) as ledger:
        assert [entry.claim for entry in ledger.entries()] == [c for n in range(20) for c in report(n)[1]]
        assert list(ledger.verify()) == []


def test_a_refused_document_does_not_take_the_batch_with_it(path) -> None:
    with Ledger(path, create=True) as ledger:
        with ledger.batch():
            ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
            with pytest.raises(SpanError):
                ledger.add(POST, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert [document.id for document in ledger.documents()] == ["herald.txt"]
        assert list(ledger.verify()) == []


def test_an_error_within_a_document_leaves_none_of_it(ledger: Ledger, monkeypatch) -> None:
    def broken(*_):
        raise RuntimeError("in the middle")

    before = ledger.counts()
    with monkeypatch.context() as patch, ledger.batch():
        ledger.add(*report(1), reader="rules 1", read_at=WHEN)
        patch.setattr("counterclaim.ledger.append.claim_columns", broken)
        with pytest.raises(RuntimeError):
            ledger.add(*report(2), reader="rules 1", read_at=WHEN)
        patch.undo()
        ledger.add(*report(3), reader="rules 1", read_at=WHEN)
    assert ledger.counts()["documents"] == before["documents"] + 2
    assert list(ledger.verify()) == []


def test_batches_do_not_nest(ledger: Ledger) -> None:
    with ledger.batch(), pytest.raises(UsageError, match="open already"), ledger.batch():
        pass


def test_find_takes_the_beginning_of_an_id(ledger: Ledger) -> None:
    claim = HERALD_CLAIMS[1]
    assert [entry.claim for entry in ledger.find(claim.id[:8])] == [claim]
    assert ledger.find("c_none") == ()
