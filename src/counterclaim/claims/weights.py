"""Small linear models that weigh candidates: tables of weights for feature strings, made by `tools/train_reader.py`.

A model gives each candidate a number; the best candidate above the model's threshold wins. The tables are data files
(`vocabulary/data/model_*.json`), so a reader can see what counts and by how much.
"""

import functools
import json
import math
from collections.abc import Iterable, Sequence

from counterclaim.vocabulary.words import DATA

Weights = dict[str, float]


@functools.cache
def weights(name: str) -> Weights:
    """The table of weights of the model NAME; the constant term stands under the empty string."""
    table: Weights = json.loads((DATA / f"model_{name}.json").read_text(encoding="utf-8"))["weights"]
    return table


def score(table: Weights, features: Iterable[str]) -> float:
    """Sum of the weights of the features, and the constant term."""
    weight = table.get
    return weight("", 0.0) + sum([weight(f, 0.0) for f in features])


def probability(score: float) -> float:
    """The logistic function.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def best(table: Weights, candidates: Sequence[Sequence[str]]) -> tuple[int, float] | None:
    """Index and score of the best of the candidates, each a list of features; None of none; ties to the first."""
    if not candidates:
        return None
    scores = [score(table, features) for features in candidates]
    highest = max(scores)
    return scores.index(highest), highest
