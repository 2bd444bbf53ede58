"""What was reckoned as the copy keeps it: as JSON, with its place among its kind and the claims that it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from counterclaim.ledger.records import canonical
from counterclaim.model import Comparison, Entry, Finding, Record, Series
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.origins import Origin, in_order


class Retold(Record, frozen=True, kw_only=True):
    """An origin that was told more than once: its claims, the earliest telling first, and what shows that it is one."""

    claims: tuple[str, ...]
    evidence: tuple[str, ...]


class Result(NamedTuple):
    """One comparison, series or finding as it is kept."""

    kind: str
    tells: int
    rank: tuple[object, ...]
    record: bytes
    claims: list[int]  # rows of the copy that it is about


Reckoned = Comparison | Series | Finding | Retold


def retold(origins: Iterable[Origin]) -> Iterator[Retold]:
    """The origins that were told more than once, those that people merged as one.

    >>> list(retold([]))
    []
    """
    for told in grouped(origins, lambda origin: origin.merged or id(origin)).values():
        members = in_order([member for origin in told for member in origin.members])
        if len(members) > 1:
            shown = {name for origin in told for name in origin.evidence} | ({"person"} if len(told) > 1 else set())
            yield Retold(claims=tuple(member.claim.id for member in members), evidence=tuple(sorted(shown)))


def results_of(found: Iterable[Reckoned], told: Iterable[tuple[int, Entry]]) -> list[Result]:
    """What was reckoned as it is kept; `told` are the claims that it can be about, with their rows."""
    rows = rows_by_claim(told)
    return [result_of(one, rows) for one in found]


def rows_by_claim(told: Iterable[tuple[int, Entry]]) -> dict[str, list[int]]:
    """The rows of each claim, by its id.

    >>> rows_by_claim([])
    {}
    """
    rows: dict[str, list[int]] = {}
    for row, entry in told:
        rows.setdefault(entry.claim.id, []).append(row)
    return rows


def result_of(one: Reckoned, rows: Mapping[str, Sequence[int]]) -> Result:
    """A result as it is kept; `rows` are those of each claim, by its id."""
    claims: Iterable[str]
    rank: tuple[object, ...]
    if isinstance(one, Comparison):
        kind, rank, claims = "comparison", compare.rank(one), (claim for side in one.sides for claim in side.claims)
    elif isinstance(one, Series):
        kind, rank, claims = "series", series.rank(one), (point.claim for point in one.points)
    elif isinstance(one, Retold):
        kind, rank, claims = "origin", (-len(one.claims), *one.claims[:1]), one.claims
    else:
        *front, ids = checks.rank(one)
        kind, rank, claims = "finding", (*front, " ".join(ids)), one.claims
    about = sorted({row for claim in claims for row in rows.get(claim, ())})
    ranked = tuple(value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in rank)
    return Result(kind, tells(one), ranked, _written(one), about)


def _written(one: Reckoned) -> bytes:
    """A result as JSON; halves of letters, which only a broken text has, as a question mark."""
    try:
        return msgspec.json.encode(one)
    except UnicodeEncodeError:
        return canonical(one).encode("utf-8", "replace")


def tells(one: Reckoned) -> int:
    """What counts are made of: of a comparison 1 where sides are apart, 2 where no two have spoken, else 0; of a
    finding its outcome in the order violated, undecidable, holds; of a series or an origin 0."""
    if isinstance(one, Comparison):
        return 2 if one.contested is None else int(bool(one.contested))
    return checks.OUTCOME.index(one.outcome) if isinstance(one, Finding) else 0
