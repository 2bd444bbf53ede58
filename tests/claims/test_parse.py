"""The short way to word vectors gives what spaCy's own pipeline gives."""

import re

import numpy
import pytest

from counterclaim.claims import encoder as encoders
from counterclaim.claims.parse import _pipeline, parse
from counterclaim.claims.stance import patterns
from counterclaim.vocabulary.words import toml

SENTENCES = (
    "At least 12 soldiers were killed near Kharkiv on Friday, the army said.",
    "No.",
    "The ministry's count, which it didn't explain, rose from 4,300 to 5,100 within a week; nobody could check it.",
    "“We lost three of our boys,” he said.",
)


@pytest.mark.parametrize("kept", [encoders.KEPT, 3])  # 3: more words than are kept
def test_vectors_are_those_of_spacy(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    nlp = _pipeline().nlp
    monkeypatch.setattr(encoders, "KEPT", kept)
    ours, theirs = ([nlp.make_doc(text) for text in SENTENCES] for _ in range(2))
    short = encoders.encoder(nlp)
    for _ in range(2):  # the second time from what is kept
        short.encode(ours)
        for one, other in zip(ours, nlp.get_pipe("tok2vec").predict(theirs), strict=True):
            numpy.testing.assert_allclose(one.tensor, other, atol=1e-4)


def test_trees_are_those_of_spacy() -> None:
    import spacy

    nlp = spacy.load(_pipeline().nlp.meta["lang"] + "_" + _pipeline().nlp.meta["name"])
    for text, tree in zip(SENTENCES, parse([(text, 100, ()) for text in SENTENCES]), strict=True):
        told = [(100 + t.idx, t.lower_, t.tag_, t.dep_, t.head.i) for t in nlp(text)]
        assert [(t.start, t.low, t.tag, t.dep, t.head) for t in tree] == told


@pytest.mark.parametrize("sentence", ["", " ", "Two  died.", "* Two\r\ndied. ", "\u3000Two died."])
def test_blanks_are_no_words(sentence: str) -> None:
    (tree,) = parse([(sentence, 7, ())])
    assert [sentence[t.start - 7 : t.end - 7] for t in tree if t.low.strip()] == re.findall(r"\w+|\.", sentence)


@pytest.mark.parametrize("kind", ["unverified", "verified"])
def test_every_caveat_has_one_of_the_signs(kind: str) -> None:
    signs = toml("stance.toml")["signs"]["words"]
    assert all(any(sign in p.pattern for sign in signs) for p in patterns(kind))
