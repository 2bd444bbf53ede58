"""Large ledgers: answers from the analytic copy, brought up to the ledger first; small ones are reckoned with at once.

Both give the same answers (tests/pipeline/test_large.py). The copy is made the first time that it is asked for, which
takes minutes for a million claims, and from then on grows with the ledger: by the thousand where claims are copied,
conflict by conflict where they are reckoned with.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from counterclaim.model import Comparison, Filter, Finding, Series

if TYPE_CHECKING:
    from counterclaim.ledger import Decision, Ledger
    from counterclaim.reconcile.copy import Copy

LARGE = 20_000  # rows of a ledger, some 14,000 claims: below it all is reckoned in about ten seconds of one core

Progress = Callable[[str, int, int], None]  # what is done; how much of it; of how much
Told = TypeVar("Told", Comparison, Series, Finding)
EVERYTHING = Filter()
KINDS: dict[type, Any] = {Comparison: "comparison", Series: "series", Finding: "finding"}


class Answer(NamedTuple):
    """What a verb shows: records one by one, and how many there are of each outcome where that is known before."""

    records: Iterable[Any]  # or msgspec.Raw, where JSON is wanted
    total: int
    tells: dict[int, int]
    aside: Mapping[str, Finding] = MappingProxyType({})  # of findings those that people set aside, by their names


def is_large(ledger: "Ledger") -> bool:
    """Whether a ledger is answered for from its copy."""
    from counterclaim.ledger import feed

    return feed.head(ledger).seq > LARGE


def live_in(ledger: "Ledger") -> "tuple[Decision, ...]":
    """What people decided and did not undo, oldest first."""
    from counterclaim.ledger import live

    return live(ledger.decisions())


def workers() -> int:
    """Processes to reckon with side by side: as many as there are processors, four at most."""
    return min(os.cpu_count() or 1, 4)


@contextlib.contextmanager
def copied(
    ledger: "Ledger",
    kind: type | None = None,
    where: Filter = EVERYTHING,
    *,
    side_by_side: int = 1,
    progress: Progress | None = None,
) -> "Iterator[Copy]":
    """The copy of a ledger, up to date as far as one kind of results needs it for a filter; None: as it stands."""
    from counterclaim.reconcile.copy import Copy

    with Copy(ledger) as copy:
        copy.refresh(_of(progress, "copying"))
        if kind is not None:
            copy.reckon(KINDS[kind], where, workers=side_by_side, progress=_of(progress, "reckoning"))
        yield copy


def _of(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, of: progress(what, done, of)


def of_kind(copy: "Copy", kind: type[Told], where: Filter) -> tuple[Told, ...]:
    """All comparisons, series or findings about a claim that passes."""
    decoder = msgspec.json.Decoder(kind)
    return tuple(decoder.decode(record) for record in copy.reckoned(KINDS[kind], where))


def answer(copy: "Copy", kind: type[Told], where: Filter, *, limit: int | None, as_json: bool) -> Answer:
    """The first of them, or all, one by one; as JSON they are not taken apart."""
    decoder: Any = msgspec.Raw if as_json else msgspec.json.Decoder(kind).decode
    tells = copy.tally(KINDS[kind], where)
    return Answer(map(decoder, copy.reckoned(KINDS[kind], where, limit=limit)), sum(tells.values()), tells)


def tells(found: Iterable[Comparison | Series | Finding]) -> dict[int, int]:
    """How many results tell what, as the copy counts them.

    >>> tells([])
    {}
    """
    from counterclaim.reconcile.copy.written import tells as of_one

    return dict(Counter(map(of_one, found)))


def dated(
    copy: "Copy",
    kind: type[Told],
    around: Filter,
    shown: Filter,
    *,
    on: str | None = None,
    side_by_side: int = 1,
    progress: Progress | None = None,
) -> list[tuple[int, bytes]]:
    """The comparisons or series of other days than all, as `Copy.dated` gives them."""
    if on and not (around.since or around.until):
        copy.reckon("comparison", around, workers=side_by_side, progress=_of(progress, "reckoning"))
    return copy.dated(KINDS[kind], around, shown, on=on, workers=side_by_side, progress=_of(progress, "reckoning"))


def of_days(copy: "Copy", kind: type[Told], around: Filter, shown: Filter, on: str | None = None) -> tuple[Told, ...]:
    """All of these as records."""
    decoder = msgspec.json.Decoder(kind)
    return tuple(decoder.decode(record) for _, record in dated(copy, kind, around, shown, on=on))


def answer_of_days(found: list[tuple[int, bytes]], kind: type[Told], *, limit: int | None, as_json: bool) -> Answer:
    """The first of them, or all, as `answer` gives them."""
    decoder: Any = msgspec.Raw if as_json else msgspec.json.Decoder(kind).decode
    shown = (decoder(record) for _, record in found[:limit])
    return Answer(shown, len(found), dict(Counter(tells for tells, _ in found)))


def claims_of(one: Comparison | Series | Finding) -> Iterable[str]:
    """The ids of the claims that a result is about."""
    if isinstance(one, Comparison):
        return (claim for side in one.sides for claim in side.claims)
    return (point.claim for point in one.points) if isinstance(one, Series) else one.claims
