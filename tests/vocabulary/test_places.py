"""Places: each line of places.csv is a case; the fast look-up agrees with a plain one on any text."""

import csv
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.vocabulary.gazetteer import fold, gazetteer
from counterclaim.vocabulary.place_scan import peoples, scan
from counterclaim.vocabulary.places import country_of, find_places
from counterclaim.vocabulary.words import rows

LINES = (Path(__file__).parent / "places.csv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["sentence"][:70])
def test_case(case: dict[str, str]) -> None:
    found = find_places(case["sentence"], countries=[c for c in case["countries"].split(";") if c])
    got = [(p.text, p.name, p.country, p.precision) for p in found]
    if case["words"] == "-":
        assert got == []
        return
    assert (case["words"], case["name"], case["country"] or None, case["precision"]) in got


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_hold_their_words(text: str) -> None:
    end = 0
    for place in find_places(text):
        assert text[place.start : place.end] == place.text
        assert place.start >= end
        end = place.end


# ---------------------------------------------------------------- the plain matcher
NAMES = random.Random(1).sample(sorted(key for key in gazetteer().names if key.isascii()), 400)
OTHERS = ["shells", "fell", "in", "near", "and", "of", "the", ",", ".", "Colonel", "Oblast", "10", "on", "Xyzzyq"]


def plain(text: str) -> set[tuple[int, int]]:
    """Every name of the gazetteer, longest first, by trying all of them at each word of a text of simple words."""
    book, found = gazetteer(), set()
    for stretch in re.finditer(r"[A-Z]\w*(?: [A-Z]\w*)*", text):
        words = [(stretch.start() + m.start(), stretch.start() + m.end()) for m in re.finditer(r"\w+", stretch[0])]
        i = 0
        while i < len(words):
            for n in range(min(5, len(words) - i), 0, -1):
                key = fold(text[words[i][0] : words[i + n - 1][1]])
                if key in book and len(key) > 2 and not (n == 1 and key in ADJECTIVES):
                    found.add((words[i][0], words[i + n - 1][1]))
                    i += n
                    break
            else:
                i += 1
    return found


ADJECTIVES = set(peoples()) - {
    fold(form) for row in rows("countries.csv") for form in (row["name"], *row["names"].split(";"))
}


@given(st.lists(st.one_of(st.sampled_from(NAMES).map(str.title), st.sampled_from(OTHERS)), max_size=12))
def test_the_fast_look_up_agrees_with_the_plain_one(words: list[str]) -> None:
    text = " | ".join(words) if len(words) % 2 else " ".join(words)
    small = {"of", "the", "and", "in", "near", "on", "fell", "shells"}
    text = " ".join(w for w in text.split(" ") if w not in small or len(words) % 2)
    text = re.sub(r"\b(?:Of|The|Al|El|De|La|Del|Da|E|I|An|As|Upon|And)\b", "Qq", text)
    assert {(n.start, n.end) for n in scan(text).names if " " in n.key or len(n.key) > 2} == plain(text)


# ---------------------------------------------------------------- the gazetteer
@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ukraine", "ukraine"),
        ("Donetsk", "ukraine"),
        ("Gaza", "gaza"),
        ("Nablus", "west_bank"),
        ("Sana'a", "yemen"),
        ("Goma", "drc"),
        ("London", "uk"),
        ("Boston", "us"),
        ("Pristina", "kosovo"),
        ("Nowhere At All", None),
    ],
)
def test_country_of(name: str, country: str | None) -> None:
    assert country_of(name) == country


def test_our_own_places_are_of_known_countries_and_on_the_globe() -> None:
    known = {row["id"] for row in rows("countries.csv")} | {""}
    for row in rows("places_extra.csv"):
        assert row["country"] in known, row
        assert row["precision"] in {"site", "city", "region", "country"}, row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row


def test_every_place_of_the_packed_file_can_be_read() -> None:
    book = gazetteer()
    for key in random.Random(2).sample(sorted(book.names), 3000):
        assert all(place.name and place.precision for place in book.places(key))
    assert len(book.names) > 200_000
