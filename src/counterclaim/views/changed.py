"""What changed in a ledger, for a terminal: how much of each kind, each claim, and each number that moved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.views import words
from counterclaim.views.plain import plain
from counterclaim.views.terminal import SHORT_ID, cell, table

KINDS = {
    "added": "added",
    "recoded": "read again with another result",
    "no_longer_read": "read again, not found any more",
    "corrected": "corrected by people",
    "decided": "decided by people",
    "withdrawn": "withdrawn",
}
NUMBERS = {
    "low": "lowest",
    "high": "highest",
    "first": "first given",
    "latest": "latest",
    "factor_guaranteed": "times apart at the least",
    "factor_point": "times apart by the latest figures",
    "gap_points": "points apart",
    "shown": "comparisons",
}
BECAUSE = 4  # ids in a cell: the rest are counted


def changes_listed(changes: Iterable[Any], moved: Iterable[Any], counts: Mapping[str, int]) -> Iterator[RenderableType]:
    """The claims that changed, then the numbers that moved with the claims because of which they did."""
    for name, told in KINDS.items():
        if counts.get(name):
            yield Text(f"{told}: {counts[name]:,}")
    listed = table("claim", "what happened", "field", "before", "after", "by", "at")
    rows = 0
    for change in changes:
        told = KINDS[change.kind] + (f" ({', '.join(change.actions)})" if change.actions else "")
        first = (cell(change.claim[:SHORT_ID]), cell(told))
        last = (cell(change.by or change.reason), cell(change.at[:10]))
        for name, before, after in change.fields or (("", None, None),):
            listed.add_row(*first, cell(name.replace("_", " ")), cell(_value(before)), cell(_value(after)), *last)
            rows += 1
    if rows:
        yield Padding(listed, (1, 0, 1, 0))
    title = None
    for one in moved:
        if one.title != title:
            title = one.title
            yield Text(plain(title), style="bold")
        side = f"{words.party_name(one.side)}: " if one.side else "independent: " if one.role == "independent" else ""
        because = ", ".join(claim[:SHORT_ID] for claim in one.because[:BECAUSE])
        more = len(one.because) - BECAUSE
        because += f" and {more:,} more" if more > 0 else ""
        numbers = f"{_number(one.before)} before, {_number(one.after)} now"
        yield Padding(
            Text(plain(f"{side}{NUMBERS[one.what]}: {numbers}; because of {because or 'days'}")), (0, 0, 0, 2)
        )


def tally(changes: Iterable[Any]) -> dict[str, int]:
    """How many changes there are of each kind."""
    return dict(Counter(change.kind for change in changes))


def _number(value: float | int | None) -> str:
    return "none" if value is None else words.number(value) or "none"


def _value(value: Any) -> str:
    """A field's value in a cell: of a record its name or text, of a figure its words."""
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("name") or value.get("end") or "")
    return "" if value is None else str(value)[:60]
