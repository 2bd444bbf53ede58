"""Comparisons and series of some days alone, worked out when they are asked for.

Of one day (`on`) from the origins that are known, and only the figures near it. Between two days the claims of these
days are reckoned with by themselves; a cell that has no others is as it was reckoned.
"""

import sqlite3

import numpy as np

from counterclaim.ledger import Ledger
from counterclaim.model import Filter
from counterclaim.reconcile.copy import heads, reckon, results, select, work
from counterclaim.reconcile.copy.select import Columns, Rows
from counterclaim.reconcile.copy.written import Result

ByCell = list[tuple[str, Rows]]


def told(
    connection: sqlite3.Connection,
    ledger: Ledger,
    columns: Columns,
    kind: str,
    *,
    around: Filter,
    shown: Filter,
    on: str | None = None,
    workers: int = 1,
    progress: reckon.Progress | None = None,
) -> list[Result]:
    """The comparisons or series of the claims that pass `around`, of which one passes `shown`, in order of rank.

    Those of one day need the cells to be reckoned. UsageError where `on` is no date.
    """
    passing = select.passing(columns, select.conditions(columns, shown))
    by_cell = _cells(columns, select.passing(columns, select.conditions(columns, around)), passing)
    job = work.jobs(connection)
    known, jobs = [], []
    near = heads.tolerance(columns["time"], columns.names("time"))
    for name, rows in by_cell:
        if on and not (around.since or around.until):
            day = heads.of_day(connection, name, on, columns["told_in"], near)
            jobs += [job("day", name, day.rows)._replace(day=day)] if day else []
        elif on is None and _is_whole(connection, columns, name, rows):
            known += results.of_part(connection, kind, name)
        else:
            jobs.append(job(kind, name, rows.tolist())._replace(on=on))
    made = [one for _, done in reckon.worked(ledger, jobs, workers, progress) for one in done.results]
    about = (one for one in (*known, *made) if around == shown or passing[one.claims].any())
    return sorted(about, key=lambda one: one.rank)


def _cells(columns: Columns, around: select.Mask, passing: select.Mask) -> ByCell:
    """The rows around, cell by cell, of the cells in which a claim is passing."""
    column, names = columns["cell"], columns.names("cell")
    wanted = np.zeros(len(names), dtype=bool)
    wanted[column[passing]] = True
    rows = np.flatnonzero(around & wanted[column])
    order = rows[np.argsort(column[rows], kind="stable")]
    groups = np.split(order, np.flatnonzero(np.diff(column[order])) + 1) if len(order) else []
    return [(names[column[own[0]]], own) for own in groups]


def _is_whole(connection: sqlite3.Connection, columns: Columns, name: str, rows: Rows) -> bool:
    """Whether these are all claims of a cell, and it is reckoned."""
    stale = "SELECT 1 FROM stale WHERE sort = 'cell' AND part = ?"
    return columns.in_cells[columns["cell"][rows[0]]] == len(rows) and not connection.execute(stale, (name,)).fetchone()
