"""One claim explained: every span underlined and named, nothing left blank."""

import re

import pytest

from counterclaim.views.explain import explanation, marks, underlined
from tests.views.making import COURIER, HERALD, entries

ALL = entries()
SHA = {HERALD.text_sha256: HERALD.text, COURIER.text_sha256: COURIER.text}


def told(number: int) -> str:
    entry = ALL[number]
    return "\n".join(explanation(entry, SHA[entry.text_sha256], {"read by": "by hand 1"}))


def test_the_sentence_with_its_spans() -> None:
    assert told(0).splitlines()[2:6] == [
        "  Norland's president said that 16,000 Westland soldiers had been killed since 1 April.",
        "  ^^^^^^^^^^^^^^^^^^^           ^^^^^^ ^^^^^^^^                   ^^^^^^ ^^^^^^^^^^^^^",
        "  claimant                      figure party                      measure",
        "                                                                         time",
    ]


FIELDS = [
    (0, "figure", "16,000"),
    (0, "claimant", "President of Norland (official)"),
    (0, "time", "total 2024-04-01 to 2024-05-03"),
    (0, "place", "not stated"),
    (2, "figure", "more than 480"),
    (2, "it allows", "481 or more"),
    (2, "place", "Port Alder, 1.5 -2.25 (city)"),
    (2, "time", "time not told"),
    (4, "passed on by", "Alder Agency"),
    (4, "figure", "16,900, printed as '16,\\xa0900' and mended"),
    (5, "claimant", "nobody is named"),
    (5, "speaks for", "not stated"),
    (5, "read by", "by hand 1"),
]


@pytest.mark.parametrize("number, field, value", FIELDS)
def test_a_field_says(number: int, field: str, value: str) -> None:
    assert re.search(rf"^  {field} +{re.escape(value)}$", told(number), re.MULTILINE), told(number)


def test_no_field_is_blank() -> None:
    for number in range(len(ALL)):
        _, _, fields, about = told(number).split("\n\n")
        for line in [*fields.splitlines(), *about.splitlines()]:
            assert line[16:].strip(), line


def test_every_mark_is_drawn_under_its_words() -> None:
    for entry in ALL:
        quote = entry.claim.quote
        drawn = list(underlined(quote.text, quote.start, marks(entry.claim)))
        words = [m for m in marks(entry.claim) if quote.start <= m[0] and m[1] <= quote.end]
        carets = sum(line.count("^") for line in drawn)
        assert carets == sum(end - start for start, end, _ in words)


def test_a_long_sentence_is_broken_between_words_and_keeps_its_marks() -> None:
    sentence = "Of those who fled the coast " * 8 + "nine died."
    start = sentence.index("nine")
    drawn = list(underlined(sentence, 1000, [(1000 + start, 1004 + start, "figure")]))
    assert all(len(line) <= 90 for line in drawn)
    above = drawn[next(n for n, line in enumerate(drawn) if "^" in line) - 1]
    line = next(line for line in drawn if "^" in line)
    assert above[line.index("^") :].startswith("nine")


def test_overlapping_marks_stand_below_one_another() -> None:
    drawn = list(underlined("the army's press office said", 0, [(0, 23, "claimant"), (4, 8, "party")]))
    assert [line.count("^") for line in drawn] == [0, 23, 0, 4, 0]


def test_spans_outside_the_sentence_are_quoted_with_their_neighbours() -> None:
    from msgspec.structs import replace

    entry = ALL[1]
    who = replace(entry.claim.claimant, start=0, end=19, text="Norland's president")
    moved = replace(entry, claim=replace(entry.claim, claimant=who))
    lines = list(explanation(moved, HERALD.text, {}))
    assert "  claimant, elsewhere in the document at 0 to 19: ... [Norland's president] said that" in "\n".join(lines)


def test_an_article_cannot_command_the_terminal() -> None:
    drawn = "\n".join(underlined("Two\x1b[2J died\u202e.", 0, [(0, 3, "figure")]))
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
