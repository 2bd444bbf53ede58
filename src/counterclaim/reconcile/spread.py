"""How far apart the sides of one conflict are over all its quantities: a distribution, never a mean of factors."""

from collections.abc import Iterable
from statistics import quantiles
from typing import NamedTuple

from counterclaim.model import Comparison
from counterclaim.reconcile.items import grouped

LEAST = 5  # quantities, below which their factors tell nothing of a conflict


class Spread(NamedTuple):
    """The guaranteed factors of a conflict's quantities: how many, and their quartiles."""

    quantities: int
    lower: float
    median: float
    upper: float


def spread(found: Iterable[Comparison]) -> dict[str, Spread]:
    """The spread of each conflict with at least five quantities of which two opposing sides have spoken.

    Factors of one say that the ranges meet. Shares, which have no factor, are left out.

    >>> spread(())
    {}
    """
    told = [one for one in found if one.factor_guaranteed is not None and one.conflict]
    factors = {
        conflict: [one.factor_guaranteed for one in group if one.factor_guaranteed is not None]
        for conflict, group in grouped(told, lambda one: one.conflict).items()
    }
    return {
        conflict: Spread(len(own), *quantiles(own, n=4, method="inclusive"))
        for conflict, own in sorted(factors.items())
        if len(own) >= LEAST
    }
