"""The words of one figure -> lowest, best and highest number under a policy. An upper bound gives no best, ever."""

from collections.abc import Mapping
from typing import NamedTuple

from counterclaim.reconcile.intervals import Exact, exact, hard
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.policies.policy import Policy, Setting
from counterclaim.vocabulary.words import toml

# The vague words that projects publish a number for; every other is read as the largest of these that it entails.
WORDS = (
    "several", "tens", "dozens", "scores", "hundreds", "thousands", "tens of thousands", "hundreds of thousands",
    "millions",
)  # fmt: skip
HOUSEHOLDS = ("famil", "household")


class Triple(NamedTuple):
    """Lowest, best and highest; None where there is none."""

    low: Exact | None
    best: Exact | None
    high: Exact | None

    @property
    def empty(self) -> bool:
        """Whether the words gave no number at all."""
        return self == (None, None, None)


NOTHING = Triple(None, None, None)


def vague_word(low: float) -> str:
    """The published vague word that a smallest number stands for: "several hundred" is read as hundreds.

    >>> vague_word(24), vague_word(200), vague_word(24_000), vague_word(2)
    ('dozens', 'hundreds', 'tens of thousands', 'several')
    """
    entailed = toml("numbers.toml")["vague"]
    return max((word for word in WORDS if entailed[word] <= low), key=lambda word: entailed[word], default="several")


def coded(item: Item, under: Policy, set_to: Mapping[str, Setting]) -> Triple:
    """What a figure's words give."""
    figure = item.claim.figure
    size = int(set_to.get("household_size", 0))
    if figure.unit != "persons" and not (size and households(item)):
        return NOTHING
    found = _of_word(item, under, set_to) if figure.qualifier == "vague" else _of_number(item, under)
    return found if figure.unit == "persons" else Triple(*(None if n is None else n * size for n in found))


def households(item: Item) -> bool:
    """Whether a figure counts families or households."""
    behind = item.claim.figure.end - item.claim.quote.start
    return any(word in item.claim.quote.text[behind : behind + 20].casefold() for word in HOUSEHOLDS)


def _of_number(item: Item, under: Policy) -> Triple:
    figure = item.claim.figure
    value = None if figure.value is None else exact(figure.value)
    reach = hard(figure)
    known: dict[str, Exact | None] = {
        "number": value if value is not None else reach.low,
        "low": reach.low,
        "high": reach.high,
        "zero": 0,
        "none": None,
    }
    low, best, high = (known[give] for give in getattr(under.words, figure.qualifier))
    return Triple(low, best, high)


def _of_word(item: Item, under: Policy, set_to: Mapping[str, Setting]) -> Triple:
    word = vague_word(item.claim.figure.low or 0)
    number = under.words.points.get(word) or (word == "several" and set_to.get("several")) or None
    if number is not None:
        return Triple(int(number), int(number), int(number))
    if word in under.words.reaches:
        low, high = under.words.reaches[word]
        return Triple(low, None, high)
    given = {"low": item.hard.low, "number": item.hard.low}
    first, best, high_ = (given.get(give) for give in under.words.vague)
    return Triple(first, best, high_)
