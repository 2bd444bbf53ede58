"""Spans count code points, and every text comes back as it went in: emoji, right-to-left, NUL, lone surrogates."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Claimant, Document, FieldSpan, Figure, Span, Time, claim_id
from tests.ledger.build import WHEN

any_text = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)  # lone surrogates too
pieces = st.sampled_from(
    ["\x00", "\r\n", "\u202eдевять", "٣٬٨٢٥", "👩🏽‍🚒", "e\u0301", "\ud83d", "\udce9", "\ufeff", "'\"\\"]
)
hard_text = st.lists(any_text | pieces, min_size=1, max_size=6).map("".join)


def claim_at(document: Document, start: int, end: int) -> Claim:
    words = document.text[start:end]
    return Claim(
        id=claim_id(document.text_sha256, start, end),
        document=document.id,
        quote=Span(start=0, end=len(document.text), text=document.text),
        figure=Figure(start=start, end=end, text=words, value=1, low=1, high=None, qualifier="exact", unit="other"),
        measure="killed",
        object=words,
        party=words,
        conflict=None,
        claimant=Claimant(id=None, name=words, side=words, kind="body", start=start, end=end, text=words),
        time=Time(kind="total", text=words),
        spans=(FieldSpan(field="measure", start=start, end=end, text=words),),
        rule="test 1",
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(hard_text, st.integers(0, 200), st.integers(1, 200)), max_size=4))
def test_any_text_comes_back_and_verifies(texts: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "war.db"), create=True) as ledger:
        given = []
        for number, (text, start, length) in enumerate(texts):
            document = Document(id=f"{number}{text[:5]}", text=text, title=text, outlet=text, url=text)
            start = min(start, len(text) - 1)
            claim = claim_at(document, start, min(start + length, len(text)))
            ledger.add(document, [claim], reader="rules 1", read_at=WHEN)
            assert ledger.has_read(document, reader="rules 1")
            assert ledger.document(document.id) == document
            assert ledger.text(document.text_sha256) == text
            given.append((document, claim))
        assert list(ledger.documents()) == [document for document, _ in given]
        assert [entry.claim for entry in ledger.entries()] == [claim for _, claim in given]
        assert [str(broken) for broken in ledger.verify()] == []


TEXTS = ["plain", "Łódź", "\u202eبايدن", "👩🏽‍🚒👩🏽‍🚒", "a\x00b", "half of an emoji \ud83d", "line\r\nline"]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_texts_stand_in_the_file_uncompressed(path: Path, text: str) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(Document(id="a", text=text), [], reader="rules 1", read_at=WHEN)
    assert text.encode("utf-8", "surrogatepass") in path.read_bytes()
