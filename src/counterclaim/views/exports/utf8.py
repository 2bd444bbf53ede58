"""Half a character (a lone surrogate, as damaged input and file names have them) has no UTF-8, and no file may hold it.

Each becomes one U+FFFD, so that offsets stay right, and the report of the export counts them; the ledger keeps them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry, Filter
from counterclaim.views.exports.release import Release, Tally

HALF = re.compile("[\ud800-\udfff]")
WHOLE = "\N{REPLACEMENT CHARACTER}"


def whole(release: Release, tally: Tally) -> Release:
    """The release with whole characters alone; the tally counts those that were replaced."""
    return replace(
        release,
        entries=_entries(release.entries, tally),
        texts=_Texts(release.texts, tally),
        where=msgspec.convert(mended(msgspec.to_builtins(release.where), tally), Filter),
        ledger=mended(release.ledger, tally),
        decisions=tuple(
            msgspec.convert(mended(msgspec.to_builtins(one), tally), Decision) for one in release.decisions
        ),
        withdrawn=tuple((at, mended(reason, tally), claims) for at, reason, claims in release.withdrawn),
    )


def mended(value: Any, tally: Tally) -> Any:
    r"""A value with a replacement character for each half of one, in every text of it.

    >>> tally = Tally("csv")
    >>> mended({"parts": ["a\ud83d", 1]}, tally) == {"parts": ["a\ufffd", 1]}, tally.replaced
    (True, 1)
    """
    if isinstance(value, str):
        made, count = HALF.subn(WHOLE, value)
        tally.replaced += count
        return made
    if isinstance(value, dict):
        return {mended(key, tally): mended(one, tally) for key, one in value.items()}
    return [mended(one, tally) for one in value] if isinstance(value, list | tuple) else value


def _entries(entries: Iterable[Entry], tally: Tally) -> Iterator[Entry]:
    encoder, buffer = msgspec.msgpack.Encoder(), bytearray()
    for entry in entries:
        try:
            encoder.encode_into(entry, buffer)  # the quickest look at every text of a record
        except UnicodeEncodeError:
            entry = msgspec.convert(mended(msgspec.to_builtins(entry), tally), Entry)
        yield entry


class _Texts(Mapping[str, str]):
    """The texts of a release, mended when they are asked for."""

    def __init__(self, texts: Mapping[str, str], tally: Tally) -> None:
        self._texts, self._tally = texts, tally

    def __getitem__(self, text_sha256: str) -> str:
        made: str = mended(self._texts[text_sha256], self._tally)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
