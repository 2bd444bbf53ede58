"""Bringing what is reckoned up to the claims: only the parts that grew, side by side in processes where there are many.

Each part is one transaction: a run that is stopped or killed leaves parts that are done and parts that are still to
be, and the next run goes on with these.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from counterclaim.ledger import Ledger, live
from counterclaim.reconcile.copy import file, grow, waiting, work
from counterclaim.reconcile.copy.results import keep
from counterclaim.reconcile.copy.waiting import Part
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.people import about_origins
from counterclaim.reconcile.realms import PARTED

Progress = Callable[[int, int], None]  # claims reckoned with, and claims to reckon with

ALONE = 4_000  # claims that one process works off before another would have started
TASK = 2_000  # claims to a task: a tenth of a second's work or more, so that handing it over costs little


def reckon(
    connection: sqlite3.Connection,
    ledger: Ledger,
    *,
    sorts: Sequence[str] = ("cell", "realm"),
    conflict: str | None = None,
    party: str | None = None,
    workers: int = 2,
    progress: Progress | None = None,
) -> int:
    """Work out anew the parts that changed; how many claims these have in all.

    Only those of the sorts, the conflict and the party that are asked for: the others wait until they are.
    """
    waiting.mark(connection)
    joined = not about_origins(live(ledger.decisions()))
    gone_on = _grown(connection, ledger, conflict, progress) if joined else 0
    marks = {(sort, part): at for sort, part, at in connection.execute("SELECT sort, part, mark FROM stale")}
    parts = [
        part for part in waiting.stale(connection) if part[0] in sorts and asked(part[0], part[1], conflict, party)
    ]
    for part, done in worked(ledger, planned(parts, work.jobs(connection), joined=joined), workers, progress):
        with file.transaction(connection):
            # Not where another process has done it or marked it again since: these results may be the older ones.
            if connection.execute(
                "DELETE FROM stale WHERE sort = ? AND part = ? AND mark = ?", (*part, marks.get(part))
            ).rowcount:
                keep(connection, *part, done)
                waiting.as_a_whole(connection, part[1].split(PARTED)[0])
    return gone_on + sum(len(rows) for _, _, rows in parts)


def _grown(
    connection: sqlite3.Connection, ledger: Ledger, conflict: str | None, progress: Progress | None = None
) -> int:
    """Go on with the conflicts to which claims were added and nothing else was changed; how many claims were added."""
    count, shared = 0, None
    chosen = [
        (name, sizes.added)
        for name, sizes in waiting.growing(connection).items()
        if conflict in (None, name) and sizes.all_claims >= grow.LEAST
    ]
    total = sum(added for _, added in chosen)
    for name, _ in chosen:
        marks = waiting.marks(connection, name)
        added = [row for (row,) in connection.execute("SELECT claim FROM added WHERE part = ?", (name,))]
        try:
            shared = shared or grow.Columns(connection)
            made = grow.grown(connection, ledger, shared, name, added)
        except grow.Unsure:
            with file.transaction(connection):
                waiting.as_a_whole(connection, name)
            continue
        with file.transaction(connection):
            if marks == waiting.marks(connection, name):
                grow.keep(connection, name, made)
                connection.execute(f"DELETE FROM stale WHERE {waiting.OF_CONFLICT}", waiting.of_conflict(name))
                connection.execute("DELETE FROM added WHERE part = ?", (name,))
        count += len(added)
        if progress:
            progress(count, total)
    return count


def planned(parts: Sequence[Part], job: Callable[[str, str, list[int]], work.Job], *, joined: bool) -> list[work.Job]:
    """The jobs that work out these parts: where `joined`, a realm together with the cells of its conflict.

    >>> made = planned(
    ...     [("realm", "a-b", [1, 2]), ("cell", PARTED.join(("a-b", "a", "soldiers")), [1])],
    ...     lambda *part: work.Job(*part, part[2], {}),
    ...     joined=True,
    ... )
    >>> [(one.sort, one.name, len(one.cells)) for one in made]
    [('realm', 'a-b', 1)]
    """
    realms = {name for sort, name, _ in parts if sort == "realm" and name} if joined else set[str]()
    within = grouped((name for sort, name, _ in parts if sort == "cell"), lambda name: name.split(PARTED)[0])
    return [
        job(sort, name, rows)._replace(cells=tuple(within.get(name, ())), joined=True)
        if sort == "realm" and name in realms
        else job(sort, name, rows)
        for sort, name, rows in parts
        if sort == "realm" or name.split(PARTED)[0] not in realms
    ]


# ---------------------------------------------------------------- which parts
def asked(sort: str, name: str, conflict: str | None, party: str | None) -> bool:
    """Whether a part may hold claims of this conflict and this party; a realm holds all parties of one.

    >>> asked("cell", PARTED.join(("a-b", "a", "soldiers")), "a-b", "b"), asked("realm", "a-b", "a-b", "b")
    (False, True)
    """
    if sort == "realm":
        return conflict in (None, name)
    own, its_party, _ = name.split(PARTED)
    return conflict in (None, own) and party in (None, its_party)


# ---------------------------------------------------------------- the work
def worked(
    ledger: Ledger, made: Sequence[work.Job], workers: int, progress: Progress | None = None
) -> Iterator[tuple[tuple[str, str], work.Done]]:
    """The results of each job, by its sort and name, as they are done: in processes where there is much to do."""
    people = about_origins(live(ledger.decisions())) if made else ()
    claims = {(job.sort, job.name): len(job.rows) for job in made}
    reached, total = 0, sum(claims.values())
    found: Iterable[list[tuple[str, str, work.Done]]]
    if workers == 1 or total <= ALONE:
        found = (work.of_job(ledger, job, people) for job in made)
    else:
        found = work.side_by_side(ledger.path, _tasks(made), people, workers)
    for some in found:
        for sort, name, done in some:
            yield (sort, name), done
            reached += claims.get((sort, name), 0)
            if progress:
                progress(reached, total)


def _tasks(jobs: Sequence[work.Job]) -> Iterator[list[work.Job]]:
    """Jobs in the order given, small ones together."""
    task: list[work.Job] = []
    claims = 0
    for job in jobs:
        task.append(job)
        claims += len(job.rows)
        if claims >= TASK:
            yield task
            task, claims = [], 0
    if task:
        yield task
