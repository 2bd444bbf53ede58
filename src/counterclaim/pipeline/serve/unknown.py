"""What an address asks for that this ledger does not have: which word it is, and what would be right."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from counterclaim.ledger.records import folded
from counterclaim.pipeline.aside import ASIDE
from counterclaim.pipeline.serve.asked import FILTERED, SCALES, Asked, day
from counterclaim.pipeline.serve.state import State
from counterclaim.reconcile.checks import ORDER as CODES
from counterclaim.reconcile.checks import OUTCOME
from counterclaim.reconcile.copy.found import FACETS, NONE, ORDERS, WHOLE
from counterclaim.reconcile.copy.select import EXACT, PARTIAL
from counterclaim.views import words

LISTED = 12  # values that are named where none is alike
DAYS = ("since", "until", "on")
OTHERS = ("q", "page", "order", "_format", "claim", "outcome", "code", "kind", "scale")
LISTS = {"order": ORDERS, "outcome": (*OUTCOME, ASIDE), "code": CODES, "scale": SCALES}


def unknown(state: State, asked: Asked, *, listed: bool) -> list[str]:
    """A line for each word of an address that finds nothing: `listed` for the list of claims.

    A name that no filter has, a value that no claim here has, a day that is none.
    """
    names = list(dict.fromkeys(name for name, _ in pairs(asked)))
    known = (*(FACETS if listed else FILTERED), *DAYS, *OTHERS)
    said = [_not_there("filter", name, known) for name in names if name not in known]
    for name, value in pairs(asked):
        if name in DAYS:
            wrong = [words.label("unknown", "day").format(name=name, value=value)]
            said += wrong if value and day(value) is None else []
        elif name in LISTS and value and value not in LISTS[name]:
            said.append(_not_there(name, value, LISTS[name]))
        elif name == "page" and not (value.isdecimal() and 0 < int(value) < 10**6):
            said.append(words.label("unknown", "page").format(name=name, value=value))
        elif name in (FACETS if listed else FILTERED) and value != NONE and not _has(state, name, value, listed):
            said.append(_not_there(name, value, _values(state, name, listed)))
    return said


def pairs(asked: Asked) -> list[tuple[str, str]]:
    """The names and values of an address."""
    found: Any = getattr(asked, "multi_items", list)()
    return [(str(name), str(value)) for name, value in found]


def _has(state: State, name: str, value: str, listed: bool) -> bool:
    if name not in PARTIAL or value in WHOLE:
        return value in _values(state, name, listed)
    part = folded(value) or ""
    return any(part in (folded(one) or "") for one in state.columns.names(PARTIAL[name]))


def _values(state: State, name: str, listed: bool) -> list[str]:
    if listed:
        return [one for one in state.finder.values(name) if one]
    return [one for one in state.columns.names({**EXACT, "claimant": "who", "place": "site"}.get(name, name)) if one]


def _not_there(name: str, value: str, known: Collection[str]) -> str:
    """A line that says which word it is, and which are like it; else some of those that there are."""
    like = get_close_matches(value, known, n=3, cutoff=0.6)
    right = ", ".join(like or sorted(known)[:LISTED])
    return words.label("unknown", "like" if like else "known").format(name=name, value=value, right=right or "-")
