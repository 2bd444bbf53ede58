"""Small linear models that weigh candidates: tables of weights for feature strings, made by `tools/train_reader.py`.

A model gives each candidate a number; the best candidate above the model's threshold wins. The tables are data files
(`vocabulary/data/model_*.json`), so a reader can see what counts and by how much.
"""

import functools
import itertools
import json
import math
from collections.abc import Iterable, Sequence

from counterclaim.vocabulary.words import DATA

Weights = dict[str, float]
_NONE = itertools.repeat(0.0)  # the weight of a feature that the table does not have
_STEEP = 30.0  # scores beyond it are as good as sure


@functools.cache
def weights(name: str) -> Weights:
    """The table of weights of the model NAME; the constant term stands under the empty string."""
    table: Weights = json.loads((DATA / f"model_{name}.json").read_text(encoding="utf-8"))["weights"]
    return table


def score(table: Weights, features: Iterable[str]) -> float:
    """Sum of the weights of the features, and the constant term."""
    return table.get("", 0.0) + sum(map(table.get, features, _NONE))


def probability(score: float) -> float:
    """The logistic function.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, score))))


def best(table: Weights, candidates: Sequence[Sequence[str]]) -> tuple[int, float] | None:
    """Index and score of the best of the candidates, each a list of features; None of none; ties to the first."""
    if not candidates:
        return None
    scores = [score(table, features) for features in candidates]
    highest = max(scores)
    return scores.index(highest), highest


def chances(table: Weights, candidates: Sequence[Sequence[str]]) -> list[float]:
    """How likely each of the candidates is, as they compete with each other and with none of them (score nought).

    >>> [round(chance, 2) for chance in chances({"here": 1.0}, [["here"], ["there"]])]
    [0.58, 0.21]
    """
    powers = [math.exp(max(-_STEEP, min(_STEEP, score(table, features)))) for features in candidates]
    total = 1 + sum(powers)
    return [power / total for power in powers]


def choice(table: Weights, candidates: Sequence[Sequence[str]]) -> tuple[int, float] | None:
    """Index of the likeliest of the candidates, and how likely it is that one of them is right; None of none."""
    if not candidates:
        return None
    each = chances(table, candidates)
    return max(range(len(each)), key=lambda i: (each[i], -i)), sum(each)
