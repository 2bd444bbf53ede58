"""Voices are told apart by whoever does not see red and green apart, and by shape and line where there is no colour."""

from itertools import combinations

import pytest

from counterclaim.views.pictures.styles import CAMPS, COLOURS, DASHES, SHAPES

# G. M. Machado and others, A physiologically-based model for simulation of color vision deficiency (2009), severity 1
SEEN_BY = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)
JUST_SEEN = 2.3  # of CIE 1976 difference: G. Sharma, Digital Color Imaging Handbook (2003)


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [min(max(sum(a * b for a, b in zip(row, vector, strict=True)), 0.0), 1.1) for row in matrix]


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody sees it."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    parts = [value / white for value, white in zip(times(XYZ, times(SEEN_BY[seen], linear)), WHITE, strict=True)]
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, two: str, seen: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one, seen), lab(two, seen), strict=True)) ** 0.5


@pytest.mark.parametrize("seen", SEEN_BY)
def test_the_two_sides_and_the_independent_are_far_apart(seen: str) -> None:
    for one, two in combinations(("a", "b", "independent"), 2):
        assert apart(COLOURS[one], COLOURS[two], seen) > 10 * JUST_SEEN, (one, two)


@pytest.mark.parametrize("seen", SEEN_BY)
def test_no_two_voices_look_the_same(seen: str) -> None:
    for one, two in combinations(COLOURS, 2):
        assert apart(COLOURS[one], COLOURS[two], seen) > JUST_SEEN, (one, two)


def test_without_colour_shapes_and_lines_tell_who_speaks() -> None:
    assert len(set(SHAPES.values())) == len(COLOURS)
    lines = [DASHES[style] for style in (*CAMPS, "third", "independent", "unattributed")]
    assert len(set(lines)) == len(lines)
