"""One part of a ledger reckoned with: by the same pure functions as a small ledger, in this process or in others."""

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import msgspec

from counterclaim.ledger import Decision, Ledger, feed
from counterclaim.ledger.records import canonical, values_of
from counterclaim.model import Comparison, Entry, Finding, Record, Series
from counterclaim.processes import worker_processes
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.checks.case import prepare
from counterclaim.reconcile.incidents import Incident, incidents
from counterclaim.reconcile.items import grouped, items
from counterclaim.reconcile.origins import Origin, in_order, of_items

AHEAD = 2  # tasks to a worker that wait for it
LEVEL = 6  # of compression: a record of 800 bytes takes 70 microseconds and 180 bytes, with the words that all share

RAW = -15  # zlib's name for a stream without checksum, which for 32 KB of shared words costs more than the record


class Retold(Record, frozen=True, kw_only=True):
    """An origin that was told more than once: its claims, the earliest telling first, and what shows that it is one."""

    claims: tuple[str, ...]
    evidence: tuple[str, ...]


class Job(NamedTuple):
    """One part to work out."""

    sort: str  # cell or realm
    name: str
    rows: list[int]  # of the copy
    seqs: list[int]  # numbers of the ledger's rows
    decided: dict[int, str]  # rows that stand as people decided, as JSON


class Result(NamedTuple):
    """One comparison, series or finding as it is kept."""

    kind: str
    tells: int
    rank: tuple[object, ...]
    record: bytes
    claims: list[int]  # rows of the copy that it is about


Results = list[Result]
Reckoned = Comparison | Series | Finding | Retold | Incident


def of_part(ledger: Ledger, job: Job, words: bytes, decisions: Sequence[Decision]) -> Results:
    """The results of one part; `decisions` are those about origins."""
    entries, rows = _entries(ledger, job)
    found: Iterable[Reckoned]
    if job.sort == "realm":
        shas = {entry.text_sha256 for entry in entries}
        texts = {sha: text for sha in shas if (text := ledger.text(sha)) is not None}
        case = prepare(entries, texts, decisions)
        attacks = (one for one in incidents(entries, decisions) if len(one.claims) > 1)
        found = [*checks.of_case(case), *retold(case.origins), *attacks]
    else:
        kept = items(entries)
        origins = of_items(kept, {}, decisions)
        found = [*compare.of_origins(kept, origins), *series.of_origins(origins)]
    return [_result(one, rows, words) for one in found]


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


def _entries(ledger: Ledger, job: Job) -> tuple[list[Entry], dict[str, list[int]]]:
    """The claims of a part, and the rows in which each claim's id stands."""
    of_seq = dict(
        feed.by_number(ledger, [s for row, s in zip(job.rows, job.seqs, strict=True) if row not in job.decided])
    )
    entries: list[Entry] = []
    rows: dict[str, list[int]] = {}
    for row, seq in zip(job.rows, job.seqs, strict=True):
        entry = msgspec.convert(values_of(job.decided[row]), Entry) if row in job.decided else of_seq.get(seq)
        if entry is not None:
            entries.append(entry)
            rows.setdefault(entry.claim.id, []).append(row)
    return entries, rows


def _result(one: Reckoned, rows: dict[str, list[int]], words: bytes) -> Result:
    claims: Iterable[str]
    rank: tuple[object, ...]
    if isinstance(one, Comparison):
        kind, rank, claims = "comparison", compare.rank(one), (claim for side in one.sides for claim in side.claims)
    elif isinstance(one, Series):
        kind, rank, claims = "series", series.rank(one), (point.claim for point in one.points)
    elif isinstance(one, Retold):
        kind, rank, claims = "origin", (-len(one.claims), *one.claims[:1]), one.claims
    elif isinstance(one, Incident):
        kind, rank, claims = "incident", (-len(one.claims), one.start or "", one.id), one.claims
    else:
        *front, ids = checks.rank(one)
        kind, rank, claims = "finding", (*front, " ".join(ids)), one.claims
    about = sorted({row for claim in claims for row in rows.get(claim, ())})
    ranked = tuple(value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in rank)
    return Result(kind, tells(one), ranked, packed(_written(one), words), about)


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


def packed(record: bytes, words: bytes) -> bytes:
    """A record as it is kept, without what stands in `words`."""
    maker = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW, zdict=words) if words else zlib.compressobj(LEVEL, wbits=RAW)
    return maker.compress(record) + maker.flush()


def unpacked(record: bytes, words: bytes) -> bytes:
    """The reverse of `packed`.

    >>> unpacked(packed(b"a record", b"record"), b"record")
    b'a record'
    """
    return (zlib.decompressobj(RAW, zdict=words) if words else zlib.decompressobj(RAW)).decompress(record)


def records(results: Results) -> list[tuple[str, bytes]]:
    """The kind and the JSON of results that were packed without words."""
    return [(result.kind, unpacked(result.record, b"")) for result in results]


# ---------------------------------------------------------------- in processes
def side_by_side(
    path: Path, tasks: Iterable[Sequence[Job]], words: bytes, decisions: Sequence[Decision], workers: int
) -> Iterator[list[tuple[str, str, Results]]]:
    """The results of each task's jobs, as the workers give them. CounterclaimError: a worker ended before its time."""
    broken = (
        "a worker ended before its claims were reckoned with, most often for want of memory: what was done is "
        "kept; run the same command again to go on"
    )
    waiting: deque[Future[list[tuple[str, str, Results]]]] = deque()
    with worker_processes(workers, broken) as pool:
        for task in tasks:
            waiting.append(pool.submit(_task, str(path), list(task), words, decisions))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _task(
    path: str, jobs: Sequence[Job], words: bytes, decisions: Sequence[Decision]
) -> list[tuple[str, str, Results]]:
    with Ledger(path) as ledger:
        return [(job.sort, job.name, of_part(ledger, job, words, decisions)) for job in jobs]
