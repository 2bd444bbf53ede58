"""Several origins of one quantity -> one row. No rule takes a mean; opposing sides are never mixed into one number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reconcile.align import Row
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.policies.figures import NOTHING, Triple
from counterclaim.reconcile.policies.policy import Field, Policy, Setting


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a rule made of several origins, from which of them, and what it says of it."""

    triple: Triple
    rows: tuple[Row, ...]
    reasons: tuple[str, ...] = ()


Told = Sequence[tuple[Row, Triple]]


def chosen(told: Told, under: Policy, field: Field, set_to: Mapping[str, Setting]) -> Chosen:
    """One row of several origins, by the policy's rule."""
    numbered = [(row, triple) for row, triple in told if not triple.empty]
    if not numbered:
        return Chosen(NOTHING, tuple(row for row, _ in told), ("its words give this policy no number",))
    if under.choice == "lowest":
        return _lowest(numbered)
    if under.choice == "latest":
        return _latest(numbered)
    found = _range(numbered, under, lower=set_to.get("lower_is_best"))
    if set_to.get("contested") and field.contested:
        why = (*found.reasons, "responsibility is contested, as set: the range begins at nought")
        return Chosen(Triple(0, None, found.triple.high), found.rows, why)
    needed = int(set_to.get("sources_needed", 2))
    if under.choice == "two_sources" and len(numbered) < needed:
        return Chosen(NOTHING, found.rows, (f"{len(numbered)} independent source, {needed} are needed",))
    return found


def _rows(told: Told) -> tuple[Row, ...]:
    return tuple(row for row, _ in told)


def _lowest(told: Told) -> Chosen:
    """The most cautious report; the rest is a note."""
    lows = [(triple.low, row) for row, triple in told if triple.low is not None]
    if not lows:
        return Chosen(NOTHING, _rows(told), ("only an upper end is told",))
    low = min(low for low, _ in lows)
    differ = len({low for low, _ in lows}) > 1
    return Chosen(Triple(low, low, low), _rows(told), ("reports differ: the lowest was taken",) if differ else ())


def _range(told: Told, under: Policy, *, lower: Setting | None) -> Chosen:
    """From the lowest to the highest; a best number only where the sources agree, or a person said that lower is it."""
    lows = [triple.low for _, triple in told if triple.low is not None]
    highs = [triple.high for _, triple in told if triple.high is not None]
    bests = {triple.best for _, triple in told if triple.best is not None}
    best, why = _agreed(bests, lower=lower)
    high = max(highs, default=None)
    some_open = len(highs) < len(told)
    if some_open and high is not None and (under.open_end or high < max(lows, default=high)):
        high = None  # one source's "more than 30" reaches over another's "up to 20"
    return Chosen(Triple(min(lows, default=None), best, high), _rows(told), why)


def _agreed(bests: set[Exact], *, lower: Setting | None) -> tuple[Exact | None, tuple[str, ...]]:
    """The one best number of all sources; `lower` is None where the policy has no rule for several."""
    if len(bests) < 2:
        return next(iter(bests), None), ()
    if lower is None:
        return None, ()
    if lower:
        return min(bests), ("sources differ: the lower figure was taken as best, as set",)
    return None, ("sources differ: which is best is a coder's judgement (lower_is_best is off)",)


def _latest(told: Told) -> Chosen:
    """The newest report that is not the attacker's; if several are newest, the majority, else the lowest."""
    sure = [(row, triple) for row, triple in told if triple.best is not None]
    if not sure:
        return Chosen(NOTHING, _rows(told), ("no report gives a number: left blank",))
    others = [pair for pair in sure if pair[0].item.role != "opponent"]
    why: tuple[str, ...] = ("the attackers' own figures were set aside",) if others and len(others) < len(sure) else ()
    others = others or sure
    day = max(_published(row) for row, _ in others)
    newest = [triple.best for row, triple in others if _published(row) == day]
    bests = [best for best in newest if best is not None]
    if len(set(bests)) > 1:
        bests = [triple.best for _, triple in others if triple.best is not None]
        (first, most), *rest = Counter(bests).most_common()
        tied = bool(rest) and rest[0][1] == most
        best = min(bests) if tied else first
        why += ("no report is the newest: the lowest was taken" if tied else "no report is the newest: the majority",)
    else:
        best = bests[0]
    return Chosen(Triple(best, best, best), _rows(told), why)


def _published(row: Row) -> str:
    return max((member.entry.published or "" for member in row.origin.members), default="")
