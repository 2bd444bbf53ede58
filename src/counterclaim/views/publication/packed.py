"""Many records held small: packed bytes, taken apart when they are looked at.

A million claims as records take five gigabytes of memory, packed a fifth of that; pages look at each a few times.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
NEAR = 2_000  # records that are kept as they are: those of the documents at hand, which several pages ask for
FASTEST = 1  # of zlib: half the size for 15 microseconds a record; more thorough ones save little of so short texts


class Packed(Sequence[T]):
    """Records in their order; each is made anew when it is asked for."""

    def __init__(self, records: Iterable[T]) -> None:
        """Take the records one by one; none of them stays."""
        encoder = msgspec.msgpack.Encoder()
        self._decoders: dict[type, Any] = {}
        self._held = [self._small(one, encoder) for one in records]
        self._near = lru_cache(NEAR)(self._taken)

    def _small(self, one: T, encoder: Any) -> tuple[Any, bytes] | T:
        kind = type(one)
        decode = self._decoders.setdefault(kind, msgspec.msgpack.Decoder(kind).decode)
        try:
            return decode, zlib.compress(encoder.encode(one), FASTEST)
        except UnicodeEncodeError:  # half of a broken emoji has no UTF-8
            return one

    def _taken(self, place: int) -> T:
        held = self._held[place]
        return held[0](zlib.decompress(held[1])) if isinstance(held, tuple) else held  # type: ignore[no-any-return]

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
