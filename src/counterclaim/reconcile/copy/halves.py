"""JSON in which a name may hold half a character (a lone surrogate, as damaged input has them): such text has no UTF-8,
so it is written in escapes, as `ledger/records.py` keeps it apart too."""

import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def written(one: Any) -> bytes:
    r"""Some records as JSON; in escapes where they have no UTF-8.

    >>> written(["Kyiv"]), written(["\ud800"])
    (b'["Kyiv"]', b'["\\ud800"]')
    """
    try:
        return msgspec.json.encode(one)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(one, str_keys=True)).encode("ascii")


def read(text: bytes, kind: type[T]) -> T:
    r"""The records that `written` wrote.

    >>> read(written(["\ud800"]), list[str]) == ["\ud800"], read(written({1: "a"}), dict[int, str])
    (True, {1: 'a'})
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(text), type=kind, str_keys=True)
