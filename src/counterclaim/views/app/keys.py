"""The keys of review: which there are, and a file that gives others; two actions on one key are refused."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from counterclaim.errors import UsageError

MEANS = {
    "next": "next claim",
    "previous": "previous claim",
    "next_open": "next claim that waits",
    "previous_open": "previous claim that waits",
    "accept": "accept",
    "reject": "reject: then a reason, 1 to 9",
    "correct": "correct: Tab goes from field to field",
    "undo": "undo the last decision on this claim",
    "skip": "pass over",
    "flag": "flag for somebody else",
    "origin": "show the origin",
    "merge": "join the origin with that of the claim before",
    "search": "search",
    "help": "these keys",
    "save": "save the correction",
}
RESERVED = {"Tab", "Enter", "Escape"}  # what a browser needs to be used by keyboard at all


def keys(path: str | Path | None = None) -> dict[str, tuple[str, ...]]:
    """The keys of each action: the usual ones, with those of a file in their place.

    UsageError: no such file, an action that there is not, or one key for two actions.

    >>> keys()["accept"], len(keys()) == len(MEANS)
    (('a',), True)
    """
    found = _read(files("counterclaim.views.app").joinpath("keys.toml").read_text("utf-8"), "keys.toml")
    if path is not None:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f'keys {str(path)!r}: cannot be read: give a TOML file such as `accept = ["y"]`'
            ) from error
        found |= _read(text, str(path))
    return checked(found, str(path or "keys.toml"))


def _read(text: str, name: str) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"keys {name!r}: {error}") from error
    found = {}
    for action, given in table.items():
        many = [given] if isinstance(given, str) else given
        if not isinstance(many, list) or not all(isinstance(key, str) and key for key in many):
            raise UsageError(f'keys {name!r}: {action} needs a key or a list of keys, as in `accept = ["y"]`')
        found[action] = tuple(many)
    return found


def checked(found: Mapping[str, tuple[str, ...]], name: str) -> dict[str, tuple[str, ...]]:
    """Keys of known actions, none of them twice; UsageError names the first that is wrong.

    >>> checked({"accept": ("a",), "reject": ("a",)}, "mine.toml")
    Traceback (most recent call last):
    ...
    counterclaim.errors.UsageError: keys 'mine.toml': 'a' stands for accept and for reject: give each a key of its own
    """
    taken: dict[str, str] = {}
    for action, given in found.items():
        if action not in MEANS:
            raise UsageError(f"keys {name!r}: no action is called {action!r}: known are {', '.join(MEANS)}")
        for key in given:
            if key in RESERVED:
                raise UsageError(f"keys {name!r}: {key} for {action} would take it from the browser: choose another")
            if key in taken:
                raise UsageError(
                    f"keys {name!r}: {key!r} stands for {taken[key]} and for {action}: give each a key of its own"
                )
            taken[key] = action
    return dict(found)
