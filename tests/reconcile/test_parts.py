"""A part of a figure is no rival of the whole: ranges, series and incidents go by the whole."""

import pytest
from msgspec.structs import replace

from counterclaim.model import FieldSpan
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.incidents import incidents
from counterclaim.reconcile.items import items
from counterclaim.reconcile.keys import is_part
from counterclaim.reconcile.series import series
from tests.reconcile.makers import row


def told(sentence, figure, verb, noun=None, *, day=5, **more):
    """A claim of a sentence, with the words for its measure and for what it counts."""
    on = f"2023-05-0{day}"
    entry = row(figure, quote=sentence, object="people", party="norland", conflict="norland-westland", kind="period",
                start=on, end=on, place="Brenmouth", document=sentence, **more)  # fmt: skip
    spans = tuple(
        FieldSpan(field=field, start=sentence.index(word), end=sentence.index(word) + len(word), text=word)
        for field, word in (("measure", verb), ("object", noun)) if word
    )  # fmt: skip
    return replace(entry, claim=replace(entry.claim, spans=spans))


# sentence | figure | words of its measure | its own noun | whether it is a part
CASES = [
    ("Shells killed 52 people, 36 of them in a school", "36", "killed", None, True),
    ("Shells killed 52 people in the city, including 36 in a school", "36", "killed", None, True),
    ("Shells killed 52 people in the city, including 36 in a school", "52", "killed", "people", False),
    ("Shells killed 52 people, 36 of them children", "36", "killed", "children", False),
    ("Some 20 men attacked, 4 of whom died", "4", "died", None, False),
    ("A town of 20 was hit, killing 5 of them", "5", "killing", None, False),
    ("Shells killed 52 people in the region, including 36 in Brenmouth", "36", "killed", None, False),
]


@pytest.mark.parametrize(("sentence", "figure", "verb", "noun", "part"), CASES)
def test_what_is_a_part(sentence, figure, verb, noun, part):
    (item,) = items([told(sentence, figure, verb, noun)])
    assert is_part(item) == part


SENTENCE = CASES[0][0]


def test_a_part_moves_no_range_and_no_series_and_is_named():
    whole, part = told(SENTENCE, "52", "killed", "people"), told(SENTENCE, "36", "killed")
    (made,) = compare([whole, part])
    assert [(side.low, side.high, side.latest) for side in made.sides] == [(52, 52, 52)]
    assert made.not_compared_why == ("a part of another figure of its sentence",)
    assert [point.value for one in series([whole, part]) for point in one.points] == [52]
    (one,) = incidents([whole, part])
    assert [(told.low, told.high, len(told.claims)) for told in one.told] == [(52, 52, 2)]
