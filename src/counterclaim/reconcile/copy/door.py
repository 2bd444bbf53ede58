"""The door of the copy: open it, bring it up to the ledger, ask for pages and counts."""

import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Literal

import msgspec
import numpy as np

from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger, feed
from counterclaim.ledger.records import values_of
from counterclaim.model import Entry, Filter, Record
from counterclaim.reconcile.copy import dated, file, fill, reckon, results, select, waiting
from counterclaim.reconcile.copy.results import Wanted

EVERYTHING = Filter()
Kind = Literal["comparison", "series", "finding", "origin"]
SHOWN = 20  # values of a facet: a longer list is searched, not read


class Count(Record, frozen=True, kw_only=True):
    """One value of a facet and how many of the claims have it."""

    value: str
    claims: int


class Page(Record, frozen=True, kw_only=True):
    """Some claims of a list, how many the list has, and where the next page begins."""

    entries: tuple[Entry, ...]
    total: int
    last: int | None  # to be given as `after`; None where this is the last page


class Copy:
    """The analytic copy of a ledger, open.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "war.db"), create=True) as ledger:
    ...     with Copy(ledger) as copy:
    ...         copy.refresh()
    ...         copy.page().total, copy.facets()["party"]
    (0, ())
    """

    def __init__(self, ledger: Ledger) -> None:
        """Open the copy beside a ledger, or one in memory where that cannot be written."""
        self.ledger = ledger
        try:
            self._connection = file.opened(ledger.path)
        except sqlite3.Error:
            self._connection = file.opened(None)
        self._names: fill.Names | None = None
        self._columns = select.Columns(self._connection)
        self._version = self._seen()

    def __enter__(self) -> "Copy":
        """The copy itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._connection.close()

    def serve(self) -> None:
        """Leave to other processes what would keep readers waiting: to move into the file what stands in its log."""
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")

    @property
    def columns(self) -> select.Columns:
        """The columns of claims, in memory."""
        return self._columns

    @property
    def connection(self) -> sqlite3.Connection:
        """The file, for questions about what is reckoned."""
        return self._connection

    def _forget(self) -> None:
        self._columns = select.Columns(self._connection, self._columns)
        self._version = self._seen()

    def _seen(self) -> tuple[object, ...]:
        return (file.told(self._connection, "seq"), file.told(self._connection, "head"))

    @property
    def is_fresh(self) -> bool:
        """Whether the copy is of the ledger's present head."""
        return fill.is_fresh(self._connection, feed.head(self.ledger))

    def refresh(self, progress: fill.Progress | None = None) -> None:
        """Bring the copy up to the ledger: by what was added, or anew where it is a copy of something else.

        `progress` is called with the rows done and the rows in all. A stopped or killed run is gone on with by the
        next.
        """
        if not self.is_fresh:
            if not fill.follows(self._connection, self.ledger):
                file.emptied(self._connection)
            self._names = fill.refresh(self._connection, self.ledger, progress, self._names)
        self.reread()

    def prepare(self) -> None:
        """Have in memory what a few rows more need to be taken in."""
        if self._names is None:
            self._names = fill.Names(self._connection)

    def reread(self) -> None:
        """See what another process has brought into the file meanwhile."""
        if self._version != self._seen():
            self._forget()

    @property
    def is_reckoned(self) -> bool:
        """Whether all was reckoned with once by this program; what came in since may still wait for it."""
        known = file.told(self._connection, "complete")
        return known is not None and known == file.told(self._connection, "program")

    @property
    def is_settled(self) -> bool:
        """Whether everything in the copy is reckoned with by this program, and nothing waits."""
        waits = "SELECT EXISTS (SELECT 1 FROM changed) OR EXISTS (SELECT 1 FROM stale)"
        return not self._connection.execute(waits).fetchone()[0] and (
            file.told(self._connection, "complete") == waiting.program()
        )

    @property
    def is_beside(self) -> bool:
        """Whether the copy is a file that other processes see, not one in memory."""
        return bool(self._connection.execute("PRAGMA database_list").fetchone()[2])

    @property
    def reached(self) -> int:
        """The number of the ledger's last row that is in the copy."""
        return int(file.told(self._connection, "seq") or 0)

    @property
    def results(self) -> tuple[int, int, int]:
        """What changes whenever results do: the last of their numbers, how many parts wait to be worked out, and how
        often parts were marked for it."""
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM result").fetchone()[0]
        waiting = self._connection.execute("SELECT count(*) FROM stale").fetchone()[0]
        return int(last), int(waiting), int(file.told(self._connection, "marks") or 0)

    def page(
        self,
        where: Filter = EVERYTHING,
        *,
        text: str = "",
        sort: str = "reading",
        after: int | None = None,
        limit: int = 50,
    ) -> Page:
        """The claims that pass a filter and a search, `limit` of them, after those of an earlier page.

        `sort`: reading, newest, oldest, largest, smallest. UsageError for another.
        """
        if sort not in select.SORTS:
            raise UsageError(f"no order is called {sort!r}: known are {', '.join(select.SORTS)}")
        mask = select.passing(self._columns, select.conditions(self._columns, where, text))
        rows = select.page(self._columns, mask, sort, after, limit + 1)
        shown = rows[:limit]
        return Page(
            entries=self.entries_at(shown),
            total=int(mask.sum()),
            last=int(shown[-1]) if len(rows) > limit else None,
        )

    # ---------------------------------------------------------------- what is reckoned
    def reckon(
        self,
        kind: Kind | None = None,
        where: Filter = EVERYTHING,
        *,
        workers: int = 1,
        progress: fill.Progress | None = None,
    ) -> int:
        """Work out anew what has changed since the last time; how many claims were reckoned with.

        Of one kind only what it needs, and of a filter's conflict and party only these: the rest waits until it is
        asked for. With more than one worker in processes of their own. A stopped or killed run is gone on with.
        """
        sorts = [sort for sort, kinds in results.KINDS.items() if kind is None or kind in kinds]
        done = reckon.reckon(
            self._connection,
            self.ledger,
            sorts=sorts,
            conflict=where.conflict,
            party=where.party,
            workers=workers,
            progress=progress,
        )
        if kind is None and not (where.conflict or where.party):
            file.tell(self._connection, complete=waiting.program())
        return done

    def reckoned(
        self, kind: Kind, where: Filter = EVERYTHING, *, start: int = 0, limit: int | None = None
    ) -> Iterator[bytes]:
        """The results of a kind that are about a claim that passes, as JSON, in their order, one by one."""
        return results.records(self._connection, kind, self._about(kind, where), start=start, limit=limit)

    def tally(self, kind: Kind, where: Filter = EVERYTHING) -> dict[int, int]:
        """How many there are: of comparisons with sides apart (1), of one side or none (2), others (0); of findings by
        their outcome, in the order violated, undecidable, holds."""
        return results.tally(self._connection, kind, self._about(kind, where))

    def _about(self, kind: Kind, where: Filter) -> Wanted | None:
        if where == EVERYTHING:
            return None
        mask = select.passing(self._columns, select.conditions(self._columns, where))
        return results.about(self._connection, kind, mask)

    def dated(
        self,
        kind: Literal["comparison", "series"],
        around: Filter,
        shown: Filter,
        *,
        on: str | None = None,
        workers: int = 1,
        progress: fill.Progress | None = None,
    ) -> list[tuple[int, bytes]]:
        """The comparisons or series of the claims that pass `around`, worked out now, in their order: what each tells
        (as `tally` has it) and its JSON.

        Those of one day (`on`) need the comparisons of these claims to be reckoned. Where `shown` is another filter
        only those in which a claim passes it. UsageError where `on` is no date.
        """
        made = dated.told(self._connection, self.ledger, self._columns, kind, around=around, shown=shown, on=on,
                          workers=workers, progress=progress)  # fmt: skip
        return [(one.tells, one.record) for one in made]

    # ---------------------------------------------------------------- inside
    def decided_rows(self, claim: str) -> list[int]:
        """The rows that stand for a claim as people decided."""
        return [row for (row,) in self._connection.execute("SELECT row FROM decided WHERE claim = ?", (claim,))]

    def entries_at(self, rows: Sequence[int] | select.Rows) -> tuple[Entry, ...]:
        """The claims in these rows: as the ledger has them, or as people decided."""
        rows = np.asarray(rows, dtype=np.int64)
        seqs = self._columns["seq"][rows].tolist()
        read = dict(feed.by_number(self.ledger, [seq for seq in seqs if seq != fill.LAST]))
        found = []
        for row, seq in zip(rows.tolist(), seqs, strict=True):
            if seq != fill.LAST:
                found += [read[seq]] if seq in read else []
                continue
            (record,) = self._connection.execute("SELECT entry FROM decided WHERE row = ?", (row,)).fetchone()
            found.append(msgspec.convert(values_of(record), Entry))
        return tuple(found)

    def facets(self, where: Filter = EVERYTHING, *, text: str = "", limit: int = SHOWN) -> dict[str, tuple[Count, ...]]:
        """How many of the claims that pass have each value of each facet, the most frequent first.

        A facet that the filter names is counted as if the filter did not, so that other values can be chosen.
        """
        found = select.conditions(self._columns, where, text)
        return {
            field: tuple(Count(value=value, claims=claims) for value, claims in
                         select.counts(self._columns, found, field, limit))
            for field in select.FACETS
        }  # fmt: skip
