"""The goldens of the five seeds again, on the claims that the reader finds instead of the annotated ones."""

import functools

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Document, Entry
from counterclaim.reconcile.checks import check
from tests.reconcile.test_seeds import FINDINGS, SEEDS, documents

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles (../shared) are not here")

GOLDENS = [pytest.param(golden, id=f"{golden[0]} {golden[1]} {golden[3]}") for golden in FINDINGS]


@functools.cache
def entries() -> tuple[Entry, ...]:
    read = [
        Document(id=seed["id"], text=seed["text"], title=seed["title"], published=seed["published"])
        for seed in documents()
    ]
    return tuple(
        Entry(claim=claim, document=document.id, published=document.published, text_sha256=document.text_sha256)
        for document in read
        for claim in find_claims(document)
    )


@functools.cache
def made() -> frozenset[tuple[object, ...]]:
    """Seed, code, outcome, offsets of the figures and derived figure of every finding."""
    texts = {
        entry.text_sha256: seed["text"] for seed in documents() for entry in entries() if entry.document == seed["id"]
    }
    at = {entry.claim.id: entry.claim.figure.start for entry in entries()}
    return frozenset(
        (f.documents[0][:3], f.code, f.outcome, tuple(at[claim] for claim in f.claims), f.derived)
        for f in check(entries(), texts)
    )


@pytest.mark.parametrize("golden", GOLDENS)
def test_the_golden_follows_from_what_is_read(golden):
    assert golden in made()
