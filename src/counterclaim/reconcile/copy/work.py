"""One part of a ledger reckoned with: by the same pure functions as a small ledger, in this process or in others."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import msgspec

from counterclaim.ledger import Decision, Ledger, feed
from counterclaim.ledger.records import values_of
from counterclaim.model import Comparison, Entry, Finding, Series
from counterclaim.processes import worker_processes
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.items import items
from counterclaim.reconcile.memory import uncollected
from counterclaim.reconcile.origins import of_items

AHEAD = 2  # tasks to a worker that wait for it

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


def of_part(ledger: Ledger, job: Job, decisions: Sequence[Decision]) -> Results:
    """The results of one part; `decisions` are those about origins."""
    with uncollected():
        return _of_part(ledger, job, decisions)


def _of_part(ledger: Ledger, job: Job, decisions: Sequence[Decision]) -> Results:
    entries, rows = _entries(ledger, job)
    found: Iterable[Comparison | Series | Finding]
    if job.sort == "realm":
        shas = {entry.text_sha256 for entry in entries}
        texts = {sha: text for sha in shas if (text := ledger.text(sha)) is not None}
        found = checks.of_realm(entries, texts, decisions)
    else:
        kept = items(entries)
        origins = of_items(kept, {}, decisions)
        found = [*compare.of_origins(kept, origins), *series.of_origins(origins)]
    return [_result(one, rows) for one in found]


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


def _result(one: Comparison | Series | Finding, rows: dict[str, list[int]]) -> Result:
    claims: Iterable[str]
    rank: tuple[object, ...]
    if isinstance(one, Comparison):
        kind, rank, claims = "comparison", compare.rank(one), (claim for side in one.sides for claim in side.claims)
    elif isinstance(one, Series):
        kind, rank, claims = "series", series.rank(one), (point.claim for point in one.points)
    else:
        *front, ids = checks.rank(one)
        kind, rank, claims = "finding", (*front, " ".join(ids)), one.claims
    about = sorted({row for claim in claims for row in rows.get(claim, ())})
    return Result(kind, tells(one), tuple(rank), msgspec.json.encode(one), about)


def tells(one: Comparison | Series | Finding) -> int:
    """What counts are made of: of a comparison 1 where sides are apart, 2 where no two have spoken, else 0; of a
    finding its outcome in the order violated, undecidable, holds; of a series 0."""
    if isinstance(one, Comparison):
        return 2 if one.contested is None else int(bool(one.contested))
    return checks.OUTCOME.index(one.outcome) if isinstance(one, Finding) else 0


# ---------------------------------------------------------------- in processes
def side_by_side(
    path: Path, tasks: Iterable[Sequence[Job]], decisions: Sequence[Decision], workers: int
) -> Iterator[list[tuple[str, str, Results]]]:
    """The results of each task's jobs, as the workers give them. CounterclaimError: a worker ended before its time."""
    broken = (
        "a worker ended before its claims were reckoned with, most often for want of memory: what was done is "
        "kept; run the same command again to go on"
    )
    waiting: deque[Future[list[tuple[str, str, Results]]]] = deque()
    with worker_processes(workers, broken) as pool:
        for task in tasks:
            waiting.append(pool.submit(_task, str(path), list(task), decisions))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _task(
    path: str, jobs: Sequence[Job], decisions: Sequence[Decision]
) -> list[tuple[str, str, Results]]:
    with Ledger(path) as ledger:
        return [(job.sort, job.name, of_part(ledger, job, decisions)) for job in jobs]
