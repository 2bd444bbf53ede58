"""One part of a ledger reckoned with: by the same pure functions as a small ledger, in this process or in others."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from counterclaim.ledger import Decision, Ledger, feed
from counterclaim.ledger.records import values_of
from counterclaim.model import Comparison, Entry
from counterclaim.processes import worker_processes
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.checks.case import Case, prepare
from counterclaim.reconcile.copy import file, heads, runs, texts
from counterclaim.reconcile.copy.heads import Day, Kept
from counterclaim.reconcile.copy.written import Result, results_of, retold
from counterclaim.reconcile.dependence import Repeats, dependences, repeating
from counterclaim.reconcile.dependence import repeats as of_pairs
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.memory import uncollected
from counterclaim.reconcile.origins import Origin, in_order, of_items, twice
from counterclaim.reconcile.realms import name_of

AHEAD = 2  # tasks to a worker that wait for it


class Job(NamedTuple):
    """One part to work out: a cell, a realm, or of a cell's claims what they say by themselves or of one day."""

    sort: str  # cell, realm, comparison, series, day
    name: str
    rows: list[int]  # of the copy
    seqs: list[int]  # numbers of the ledger's rows
    decided: dict[int, str]  # rows that stand as people decided, as JSON
    on: str | None = None  # comparison: the day
    day: Day | None = None  # day: what is known of the origins
    cells: tuple[str, ...] = ()  # realm: the cells in it that are worked out with it
    joined: bool = False  # realm: reckoned at once with its cells, so that it can be gone on with


def jobs(connection: sqlite3.Connection) -> Callable[[str, str, list[int]], Job]:
    """What makes the job of a part: of its sort, its name and the rows of its claims."""
    decided = dict(connection.execute("SELECT row, entry FROM decided").fetchall())
    seqs = file.read(connection, "seq")

    def job(sort: str, name: str, rows: list[int]) -> Job:
        own = {row: decided[row] for row in rows if row in decided} if decided else {}
        return Job(sort, name, rows, seqs[rows].tolist(), own)

    return job


class Grown(NamedTuple):
    """What a realm needs to be gone on with (`grow`): its series of totals, and the keys of its texts."""

    lines: bytes
    tracks: bytes
    texts: bytes
    told: dict[str, Kept]  # the origins of cells as whole texts tell them, where they are others


class Done(NamedTuple):
    """What a part gave; of a cell also its origins."""

    results: list[Result]
    origins: Kept | None = None
    grown: Grown | None = None  # of a realm


def of_job(ledger: Ledger, job: Job, decisions: Sequence[Decision]) -> list[tuple[str, str, Done]]:
    """The results of a job, part by part; `decisions` are those about origins."""
    with uncollected():
        if job.joined:
            return _together(ledger, job)
        return [(job.sort, job.name, of_part(ledger, job, decisions))]


def of_part(ledger: Ledger, job: Job, decisions: Sequence[Decision]) -> Done:
    """The results of one part; `decisions` are those about origins."""
    with uncollected():
        told = list(entries_of(ledger, job))
        entries = [entry for _, entry in told]
        if job.sort == "realm":
            return _of_case(prepare(entries, texts_of(ledger, told), decisions), told)
        found = items(entries)
        if job.day is not None:
            return Done(results_of(of_day(found, told, job.day), told))
        origins = of_items(found, {}, decisions)
        if job.sort == "series":
            return Done(results_of(series.of_origins(origins), told))
        repeats = repeating(found)
        comparisons = compare.of_origins(found, origins, on=job.on, repeats=repeats)
        if job.sort == "comparison":
            return Done(results_of(comparisons, told))
        return _of_cell(found, origins, repeats, comparisons, told)


def _of_case(case: Case, told: Sequence[tuple[int, Entry]]) -> Done:
    return Done(results_of([*checks.of_case(case), *retold(case.origins)], told))


def _of_cell(
    found: Sequence[Item],
    origins: Sequence[Origin],
    repeats: Repeats,
    comparisons: Sequence[Comparison],
    told: Sequence[tuple[int, Entry]],
) -> Done:
    return Done(
        results_of([*comparisons, *series.of_origins(origins)], told),
        heads.kept(found, origins, repeats, {id(entry): row for row, entry in told}),
    )


def _together(ledger: Ledger, job: Job) -> list[tuple[str, str, Done]]:
    """A realm and cells in it, of which nobody has merged or split anything: read and traced once.

    What is compared cell by cell is what is compared over all (`realms`), so that checks take the comparisons of the
    cells, but for those where whole texts make origins one that are apart without.
    """
    told = list(entries_of(ledger, job))
    found = items([entry for _, entry in told])
    known = texts_of(ledger, told)
    traced = twice(found, known)
    pairs = dependences(found)
    repeats = of_pairs(pairs)
    own = grouped(found, _cell)
    with_texts, bare = (grouped(origins, _of_origin) for origins in (traced.told, traced.bare))
    moved = {_cell(item) for item in traced.moved}
    made = {name: compare.of_origins(own[name], bare[name], repeats=repeats) for name in own}
    again = {name: compare.of_origins(own[name], with_texts[name], repeats=repeats) for name in moved}
    compared = tuple(sorted(chain.from_iterable((made | again).values()), key=compare.rank))
    rows = grouped(told, lambda one: name_of(one[1].claim))
    case = Case(found, traced.told, known, traced.altered, compared, pairs)
    row_of = {id(entry): row for row, entry in told}
    other = {name: heads.kept(own[name], with_texts[name], _of_subjects(repeats, own[name]), row_of) for name in moved}
    grown = Grown(*runs.packed(runs.runs(case.lines, row_of)), texts.texts(told, known).tobytes(), other)
    done = [("realm", job.name, _of_case(case, told)._replace(grown=grown))]
    for name in job.cells:
        there = own.get(name, [])
        of_cell = _of_subjects(repeats, there)
        cells = _of_cell(there, bare.get(name, []), of_cell, made.get(name, ()), rows.get(name, []))
        done.append(("cell", name, cells))
    return done


def _of_subjects(repeats: Repeats, found: Iterable[Item]) -> Repeats:
    """Who repeats whom, of what some claims are about."""
    subjects: set[tuple[str, ...]] = {(*item.subject, item.area) for item in found}
    return {at: pairs for at, pairs in repeats.items() if at in subjects}


def _cell(item: Item) -> str:
    return name_of(item.claim)


def _of_origin(origin: Origin) -> str:
    return _cell(origin.members[0])


def entries_of(ledger: Ledger, job: Job) -> Iterator[tuple[int, Entry]]:
    """The claims of a part, each with its row."""
    seqs = [seq for row, seq in zip(job.rows, job.seqs, strict=True) if row not in job.decided]
    of_seq = dict(feed.by_number(ledger, seqs))
    for row, seq in zip(job.rows, job.seqs, strict=True):
        entry = msgspec.convert(values_of(job.decided[row]), Entry) if row in job.decided else of_seq.get(seq)
        if entry is not None:
            yield row, entry


def texts_of(ledger: Ledger, told: Iterable[tuple[int, Entry]]) -> dict[str, str]:
    """The texts in which claims stand, by their sha256."""
    shas = {entry.text_sha256 for _, entry in told}
    return {sha: text for sha in shas if (text := ledger.text(sha)) is not None}


def of_day(found: Sequence[Item], told: Sequence[tuple[int, Entry]], day: Day) -> tuple[Comparison, ...]:
    """The comparisons of a day, of origins that are known; the other claims only stand beside them."""
    rows = {id(entry): row for row, entry in told}
    at = {rows[id(item.entry)]: (number, item) for number, item in enumerate(found)}
    told_of = [
        (sorted((at[row] for row in own if row in at), key=itemgetter(0)), altered, merged)
        for own, altered, merged in day.origins
    ]
    origins = [
        Origin(in_order([item for _, item in own]), (), altered, merged)
        for own, altered, merged in sorted((one for one in told_of if one[0]), key=lambda one: one[0][0][0])
    ]
    return compare.of_origins(found, origins, on=day.on, repeats=day.repeats)


# ---------------------------------------------------------------- in processes
def side_by_side(
    path: Path, tasks: Iterable[Sequence[Job]], decisions: Sequence[Decision], workers: int
) -> Iterator[list[tuple[str, str, Done]]]:
    """The results of each task's jobs, as the workers give them. CounterclaimError: a worker ended before its time."""
    broken = (
        "a worker ended before its claims were reckoned with, most often for want of memory: what was done is "
        "kept; run the same command again to go on"
    )
    waiting: deque[Future[list[tuple[str, str, Done]]]] = deque()
    with worker_processes(workers, broken) as pool:
        for task in tasks:
            waiting.append(pool.submit(_task, str(path), list(task), decisions))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _task(path: str, jobs: Sequence[Job], decisions: Sequence[Decision]) -> list[tuple[str, str, Done]]:
    with Ledger(path) as ledger:
        return [done for job in jobs for done in of_job(ledger, job, decisions)]
