"""Many records held small: packed bytes, taken apart when they are looked at.

A claim as a record takes 2.3 kB of memory, packed 0.4; a publication holds each twice, once with names withheld, and
its pages look at each a few times.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any, Generic, TypeVar, overload

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
NEAR = 2_000  # records that are kept as they are: those of the documents at hand, which several pages ask for
FASTEST = 1  # of zlib: more thorough levels save little of so short texts
SAMPLE = 2  # records in whose words the others are told: a claim takes 380 bytes, without 740; more only take longer
Held = tuple[Any, bytes] | Any


class Packed(Sequence[T]):
    """Records in their order; each is made anew when it is asked for."""

    def __init__(self, records: Iterable[T], like: Sequence[T] | None = None) -> None:
        """Take the records one by one; none of them stays. What is the same in `like` at its place is held once."""
        known = like if isinstance(like, Packed) else None
        self._decoders: dict[type, Any] = known._decoders if known else {}
        every = iter(records)
        first = list(islice(every, SAMPLE))
        self._words: bytes = known._words if known else b"".join(filter(None, map(_encoded, first)))
        before = chain(known._held, repeat(None)) if known else repeat(None)
        self._held: list[Held] = [
            self._small(one, other) for one, other in zip(chain(first, every), before, strict=False)
        ]
        self._near = lru_cache(NEAR)(self._taken)

    def _small(self, one: T, other: Held) -> Held:
        told = _encoded(one)
        if told is None:
            return one
        kind = type(one)
        decode = self._decoders.setdefault(kind, msgspec.msgpack.Decoder(kind).decode)
        small = zlib.compressobj(FASTEST, zdict=self._words)
        held = decode, small.compress(told) + small.flush()
        return other if other == held else held

    def _taken(self, place: int) -> T:
        held = self._held[place]
        if not isinstance(held, tuple):
            return held
        decode, told = held
        return decode(zlib.decompressobj(zdict=self._words).decompress(told))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        """One of them, or some, as they were given."""
        if isinstance(place, slice):
            return [self._near(one) for one in range(*place.indices(len(self)))]
        return self._near(range(len(self))[place])

    def __iter__(self) -> Iterator[T]:
        """Each in turn."""
        return map(self._taken, range(len(self)))


def _encoded(one: msgspec.Struct) -> bytes | None:
    """A record as bytes; None where half of a broken emoji, which has no UTF-8, stands in it."""
    try:
        return msgspec.msgpack.encode(one)
    except UnicodeEncodeError:
        return None


class Chosen(Mapping[str, T], Generic[T]):
    """Some of many records by name, in an order of their own."""

    def __init__(self, records: Sequence[T], places: Mapping[str, int]) -> None:
        """`places` gives for each name the place among the records."""
        self._records = records
        self._places = places

    def __getitem__(self, name: str) -> T:
        """The record of a name."""
        return self._records[self._places[name]]

    def __contains__(self, name: object) -> bool:
        """Whether there is a record of a name; it is not taken apart for that."""
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        """The names in their order."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._places)
