"""Every sentence that reckoning prints: whole, with its numbers filled in, and neutral; what fails says what to do."""

import re
from itertools import chain

import pytest

from counterclaim.model import Entry
from counterclaim.reconcile import checks, compare
from tests.pipeline.untidy import untidy
from tests.reconcile.makers import row
from tests.reconcile.test_checks import FOUND
from tests.reconcile.test_codes import EXAMPLES

VERDICT = re.compile(
    r"\b(lie[sd]?|lying|liar|fake\w*|false\w*|wrong\w*|true|truth\w*|admit\w*|claimed|alleg\w+|propaganda|insist\w*|"
    r"refus\w+|reveal\w*|boast\w*|regime|terror\w*|exaggerat\w+|inflat\w+|actual\w*|really|obvious\w*|mere\w*|"
    r"mistake\w*|unreliable|manipulat\w+)\b",
    re.IGNORECASE,
)
UNFILLED = re.compile(r"[{}]|\bNone\b|\bnan\b|  ")


def of_untidy(seed: int) -> tuple[list[Entry], dict[str, str]]:
    made, texts = [], {}
    for document, claims in untidy(seed, 300):
        texts[document.text_sha256] = document.text
        about = {"published": document.published, "outlet": document.outlet, "text_sha256": document.text_sha256}
        made += [Entry(claim=claim, document=document.id, **about) for claim in claims]
    return made, texts


LEDGERS = {"untidy": of_untidy(0), "untidy too": of_untidy(1)}
LEDGERS |= {name: (list(entries), {}) for name, entries in EXAMPLES.items()}
LEDGERS |= {case[0]: (list(case[1]), {}) for case in FOUND}


@pytest.mark.parametrize("name", LEDGERS)
def test_every_finding_is_told_whole(name):
    entries, texts = LEDGERS[name]
    found = checks.check(entries, texts)
    assert found
    for finding in found:
        told = " | ".join((finding.formula, finding.text, *finding.possible_reasons, finding.next_step))
        assert finding.formula, told
        assert finding.text[:1] == finding.text[:1].upper(), told
        assert finding.text.endswith((".", "?")), told
        assert not UNFILLED.search(told), told
        assert not VERDICT.search(told), told
        assert finding.claims, told
        assert finding.severity != "error" or finding.outcome == "violated", told
        if finding.outcome != "holds":
            assert finding.possible_reasons, told
            assert finding.next_step, told


@pytest.mark.parametrize("name", LEDGERS)
def test_every_comparison_is_told_neutrally(name):
    for made in compare.compare(LEDGERS[name][0]):
        for told in chain([made.title, made.text], made.notes, made.not_compared_why):
            assert not UNFILLED.search(told), told
            assert not VERDICT.search(told), told


def test_what_was_verified_is_told_first():
    rows = [
        row("16,000", end="2022-03-26"),
        row("1,351", says="Russia", measure="casualties", end="2022-03-25", document="b"),
        row("700", says="UN", side="independent", end="2022-03-25", document="c", verification="verified"),
    ]
    (made,) = compare.compare(rows)
    assert made.notes[0] == (
        "VERIFIED: 700 of independent sources, as the sources say; a verified count is a floor, no estimate."
    )
    assert len(made.notes) > 1
