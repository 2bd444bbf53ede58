"""Pages that a machine made out of others are told, and news are not. The pages are made here, of our own articles."""

import random
from collections import defaultdict
from pathlib import Path

import pytest

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.checks.babble import sign
from tests.reconcile.makers import row

ARTICLES = Path(__file__).parents[2] / "examples/articles"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.md"))]
LONG = [text for text in TEXTS if len(text.split()) >= 120]


def shuffled(text, seed):
    words = text.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


def recombined(text, seed, length=900):
    """A chain of order two over a text: each word follows a pair that it follows there."""
    chance, words = random.Random(seed), text.split()
    after = defaultdict(list)
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        after[a, b].append(c)
    made = list(words[:2])
    while len(made) < length:
        made.append(chance.choice(after.get((made[-2], made[-1])) or words))
    return " ".join(made)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_articles_show_no_sign(text):
    assert sign(text) is None


@pytest.mark.parametrize("number", range(len(LONG)))
def test_pages_that_are_made_of_them_do(number):
    assert sign(recombined(LONG[number], number)) is not None
    assert sign(shuffled(" ".join(LONG), number)) == ("pairs", pytest.approx(0.025, abs=0.015))


def test_the_finding_stands_by_the_document():
    text = shuffled(" ".join(LONG), 1)
    entries = [row("12", document="page", text_of=text), row("14", document="page", text_of=text, at=50)]
    [found] = [f for f in check(entries, {entries[0].text_sha256: text}) if f.code == "SUSPICIOUS_TEXT"]
    assert (found.outcome, found.claims) == ("undecidable", (entries[0].claim.id,))
    assert "as if its words had been shuffled" in found.text
