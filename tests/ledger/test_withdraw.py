"""A text taken out: gone from the file, its tombstone in its place, and the chain still follows."""

from pathlib import Path

import pytest

from counterclaim.errors import UsageError
from counterclaim.ledger import Added, Ledger
from counterclaim.model import Document, Filter
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN, claim, claimant_in, place_of

LETTER = Document(
    id="letters/Xenophon.txt",
    text="Xenophon Quillfeather, 20, wrote that 575 had died in Zzyzxville. " * 3 + "Ωμέγα " * 3000,
    title="Letter of Quillfeather",
    outlet="Quillfeather Gazette",
    url="https://quillfeather.example",
)
WRITER = claimant_in(LETTER, "Xenophon Quillfeather", id="quillfeather", name="Xenophon Quillfeather", side="x-side")
LETTER_CLAIMS = (
    claim(LETTER, "575", claimant=WRITER, place=place_of("Zzyzxville"), measure="m-quill", party="p-quill"),
    claim(LETTER, "20", claimant=WRITER, end="1999-09-09", conflict="c-quill"),
)
TRACES = [b"uillfeather", b"Zzyzxville", "Ωμέγα".encode(), b"m-quill", b"p-quill", b"c-quill", b"1999-09-09", b"x-side"]


@pytest.fixture
def withdrawn(path: Path) -> Path:
    """A closed ledger with three documents, the middle one, read twice, withdrawn."""
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(LETTER, LETTER_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(LETTER, LETTER_CLAIMS[:1], reader="rules 2", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        assert all(trace.lower() in path.with_name("war.db-wal").read_bytes().lower() for trace in TRACES)
        ledger.withdraw(LETTER.text_sha256, reason="the writer asked", at=WHEN)
    return path


def test_no_trace_of_it_is_left_in_the_file(withdrawn: Path) -> None:
    (file,) = withdrawn.parent.iterdir()
    data = file.read_bytes().lower()
    assert [trace for trace in TRACES if trace.lower() in data] == []


def test_the_ledger_verifies_and_the_others_stand(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger:
        assert list(ledger.verify()) == []
        assert [document.id for document in ledger.documents()] == ["herald.txt", "post.txt"]
        assert [entry.claim for entry in ledger.entries()] == [*HERALD_CLAIMS, *POST_CLAIMS]
        assert ledger.counts() == {
            "documents": 2,
            "claims": 5,
            "texts": 2,
            "readings": 4,
            "superseded": 1,
            "withdrawn": 1,
            "decisions": 0,
        }


def test_it_is_not_found_any_more(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger:
        assert ledger.text(LETTER.text_sha256) is None
        assert ledger.document(LETTER.id) is None
        assert ledger.find(LETTER_CLAIMS[0].id) == ()
        assert ledger.history(LETTER_CLAIMS[0].id) == ()
        assert ledger.readings(LETTER.id) == ()
        assert list(ledger.entries(Filter(measure="m-quill"))) == []


def test_a_tombstone_says_why_and_answers_for_the_claims(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger:
        (tombstone,) = ledger.withdrawals()
    assert (tombstone.text_sha256, tombstone.reason, tombstone.at) == (LETTER.text_sha256, "the writer asked", WHEN)
    assert set(tombstone.claims) == {claim.id for claim in LETTER_CLAIMS}


def test_it_is_not_taken_in_again(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger:
        assert ledger.has_read(LETTER, reader="rules 3")
        added = ledger.add(LETTER, LETTER_CLAIMS, reader="rules 3", read_at=WHEN)
        assert added == Added(document=False, claims=0, withdrawn=True)


def test_a_head_noted_before_is_still_in_the_chain(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(LETTER, LETTER_CLAIMS, reader="rules 1", read_at=WHEN)
        head = ledger.head()
        ledger.withdraw(LETTER.text_sha256, reason="asked for", at=WHEN)
        assert list(ledger.verify(head)) == []


def test_all_documents_with_the_text_go(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        for outlet in ("one", "two"):
            ledger.add(Document(id=outlet, text="Two died.", outlet=outlet), [], reader="rules 1", read_at=WHEN)
        ledger.withdraw(Document(id="", text="Two died.").text_sha256, reason="asked for", at=WHEN)
        assert list(ledger.documents()) == []
        assert list(ledger.verify()) == []


def test_withdrawing_again_changes_nothing(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger:
        head = ledger.head()
        ledger.withdraw(LETTER.text_sha256, reason="once more", at=WHEN)
        assert ledger.head() == head
        assert len(ledger.withdrawals()) == 1


def test_a_text_that_is_not_there(withdrawn: Path) -> None:
    with Ledger(withdrawn) as ledger, pytest.raises(UsageError, match="no text with sha256"):
        ledger.withdraw("ab" * 32, reason="asked for", at=WHEN)


def test_killed_before_the_file_is_rebuilt(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(LETTER, LETTER_CLAIMS, reader="rules 1", read_at=WHEN)
        with monkeypatch.context() as patch:
            patch.setattr("counterclaim.ledger.withdraw.rebuild", killed)
            with pytest.raises(KeyboardInterrupt):
                ledger.withdraw(LETTER.text_sha256, reason="asked for", at=WHEN)
    with Ledger(path) as ledger:
        assert list(ledger.verify()) == []
        assert ledger.text(LETTER.text_sha256) is None
        ledger.withdraw(LETTER.text_sha256, reason="asked for", at=WHEN)
        assert list(ledger.verify()) == []
    assert [trace for trace in TRACES if trace.lower() in path.read_bytes().lower()] == []
