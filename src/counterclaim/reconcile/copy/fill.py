"""Bringing a copy up to its ledger: new claims at the end of each column, those that no longer stand marked.

Each batch of claims is one transaction, so a copy that was being made can be stopped or killed, and is gone on with.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice

import numpy as np

from counterclaim.ledger import Ledger, feed
from counterclaim.ledger.decision import LEFT_OUT
from counterclaim.ledger.records import canonical, folded, plain, stored
from counterclaim.model import Entry, Place
from counterclaim.reconcile.checks.floors import basis_of
from counterclaim.reconcile.copy import file
from counterclaim.reconcile.credits import host
from counterclaim.reconcile.dependence import counts
from counterclaim.reconcile.items import TABLE, Item, item_of
from counterclaim.reconcile.realms import PARTED, name_of
from counterclaim.reconcile.series import line_key

LAST = 2**62  # stands for the number of a row that the ledger does not have, after all that it has
BATCH = 20_000  # claims to a transaction: a second's work
# What a claim is by the rules of reckoning, each a bit: a number, not a bound; a floor (`checks.floors`); a row of a
# table; a number of a claimant for known days (`dependence`); the day of publication is known.
NUMBER, FLOOR, OF_TABLE, COUNTS, PUBLISHED = 1, 2, 4, 8, 16

Progress = Callable[[int, int], None]  # rows of the ledger that are in the copy, and rows of the ledger


def is_fresh(connection: sqlite3.Connection, head: feed.Head) -> bool:
    """Whether the copy is of this head of the ledger."""
    return file.told(connection, "seq") == head.seq and file.told(connection, "head") == head.hash


def follows(connection: sqlite3.Connection, ledger: Ledger) -> bool:
    """Whether the copy is of an earlier state of this ledger, with no word in it that was withdrawn since."""
    seq = int(file.told(connection, "seq") or 0)
    known = file.told(connection, "head")
    if known is not None and feed.hash_of(ledger, seq) != known:
        return False
    return not feed.withdrawn_since(ledger, seq) or seq == 0


def refresh(
    connection: sqlite3.Connection, ledger: Ledger, progress: Progress | None = None, names: "Names | None" = None
) -> "Names":
    """Bring a copy that `follows` its ledger up to the ledger's head; gives the names, for the next time."""
    goal = feed.head(ledger)
    last = int(file.told(connection, "seq") or 0)
    rows = feed.rows(ledger, last, goal.seq)
    names = names if names is not None and names.holds() else Names(connection)
    while batch := list(islice(rows, BATCH)):
        reached = batch[-1].seq
        with file.transaction(connection):
            if file.told(connection, "seq") != last:  # another process has gone on meanwhile
                break
            _append(connection, names, batch)
            _fall(connection, feed.fallen(ledger, last, reached))
            file.tell(connection, seq=reached, head=feed.hash_of(ledger, reached) or "")
        last = reached
        if progress:
            progress(reached, goal.seq)
    with file.transaction(connection):
        moved_on = file.told(connection, "seq") != last
        if not moved_on:
            _fall(connection, feed.fallen(ledger, last, goal.seq))
            _settle(connection, ledger, names)
            file.tell(connection, seq=goal.seq, head=goal.hash, settled=goal.seq)
    return refresh(connection, ledger, progress) if moved_on else names


def _settle(connection: sqlite3.Connection, ledger: Ledger, names: "Names") -> None:
    """Put what people decided in the place of what was read, for the claims about which that has changed.

    Rows as they were read only cease to stand, and stand again when a decision is undone.
    """
    moved = feed.decided_since(ledger, int(file.told(connection, "settled") or 0))
    if not moved:
        return
    read, decided = feed.as_read_and_as_decided(ledger, moved)
    rows_read = _rows_of(connection, [seq for seq, _ in read])
    stands = dict(zip(rows_read, (as_read for _, as_read in read), strict=True))
    for claim in moved:
        before = connection.execute("SELECT row FROM decided WHERE claim = ?", (plain(claim),)).fetchall()
        stands |= {row: False for (row,) in before}
        connection.execute("DELETE FROM decided WHERE claim = ?", (plain(claim),))
    changed(connection, stands)
    file.change(connection, "stands", list(stands), list(stands.values()))
    kept = [(document, one) for document, _, one in decided if one.status not in LEFT_OUT]
    rows = int(file.told(connection, "rows") or 0)
    _append(connection, names, [_decided_row(document, one) for document, one in kept])
    connection.executemany(
        "INSERT INTO decided VALUES (?, ?, ?)",
        ((rows + place, plain(one.claim.id), stored(canonical(one))) for place, (_, one) in enumerate(kept)),
    )


def _decided_row(document: int, entry: Entry) -> feed.Row:
    """A claim as people have it as a row; its number is none of the ledger's."""
    day = entry.claim.time.end or (entry.published or "")[:10]
    return feed.Row(seq=LAST, document=document, day=plain(day) or None, entry=entry)


def _fall(connection: sqlite3.Connection, seqs: Sequence[int]) -> None:
    """Mark claims that no longer stand; all of them are in the copy."""
    if not seqs:
        return
    rows = _rows_of(connection, seqs)
    file.change(connection, "stands", rows, [False] * len(rows))
    changed(connection, rows)


def _rows_of(connection: sqlite3.Connection, seqs: Sequence[int]) -> list[int]:
    """The rows in which claims with these numbers, all of them in the copy, stand as they were read.

    Rows as read come in the order of their numbers; those as people decided stand between them.
    """
    firsts, wanted = file.firsts(connection, "seq"), np.array(seqs, dtype=np.int64)
    starts = np.maximum.accumulate(np.where(firsts == LAST, 0, firsts))
    at = starts[np.searchsorted(starts, wanted, side="right") - 1]
    found = np.zeros(len(wanted), dtype=np.int64)
    for start in np.unique(at).tolist():
        parts = np.flatnonzero(starts == start).tolist()
        known = np.concatenate([file.part(connection, "seq", number) for number in parts])
        rows = np.flatnonzero(known != LAST)
        here = at == start
        found[here] = rows[np.searchsorted(known[rows], wanted[here])] + parts[0] * file.PART
    return found.tolist()


class Names:
    """The numbers of names, kept while a copy is filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._made = connection.execute("PRAGMA schema_version").fetchone()[0]
        self._known = {
            field: {name: number for number, name in enumerate(file.names(connection, field))} for field in file.NAMES
        }

    def holds(self) -> bool:
        """Whether the copy has these names and no others: another process may have added some."""
        last = "SELECT max(number) FROM code WHERE field = ?"
        return self._made == self._connection.execute("PRAGMA schema_version").fetchone()[0] and all(
            (self._connection.execute(last, (field,)).fetchone()[0] or 0) == max(len(known) - 1, 0)
            for field, known in self._known.items()
        )

    def numbers(self, field: str, values: Iterable[str]) -> list[int]:
        """The number of each value; a new value gets the next."""
        known = self._known[field]
        known.setdefault("", 0)
        before = len(known)
        found = [known.setdefault(value, len(known)) for value in values]
        fresh = list(islice(known, before, None))
        rows = ((field, before + place, value) for place, value in enumerate(fresh))
        self._connection.executemany("INSERT INTO code VALUES (?, ?, ?)", rows)
        return found


def _append(connection: sqlite3.Connection, names: Names, batch: Sequence[feed.Row]) -> None:
    """Add a batch of rows to every column and to the words."""
    rows = int(file.told(connection, "rows") or 0)
    items = [item_of(row.entry) if row.entry else None for row in batch]
    told = [_named(item) if item else {} for item in items]
    for field in file.NAMES:
        file.extend(connection, field, rows, names.numbers(field, (one.get(field, "") for one in told)))
    columns: dict[str, list[object]] = {
        "seq": [row.seq for row in batch],
        "document": [row.document for row in batch],
        "start": [row.entry.claim.figure.start if row.entry else 0 for row in batch],
        "day": [day_number(row.day) for row in batch],
        "value": [_value(row.entry) for row in batch],
        "stands": [row.entry is not None for row in batch],
        "said": [day_number(_said(row.entry)) for row in batch],
        "mended": [row.entry is not None and row.entry.claim.figure.repaired for row in batch],
        "realm": [0] * len(batch),
        "first": [ordinal(item.days.first) if item else 0 for item in items],
        "last": [ordinal(item.day) if item else 0 for item in items],
        "marks": [_marks(item) if item else 0 for item in items],
    }
    for field, values in columns.items():
        file.extend(connection, field, rows, values)
    connection.executemany(
        "INSERT INTO words (rowid, sentence, about) VALUES (?, ?, ?)",
        ((rows + place, *words_of(row.entry)) for place, row in enumerate(batch) if row.entry),
    )
    changed(connection, range(rows, rows + len(batch)))
    file.tell(connection, rows=rows + len(batch))


def changed(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Note that these rows are to be reckoned with anew."""
    connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", ((row,) for row in rows))


def _named(item: Item) -> dict[str, str]:
    """What stands in the columns of names for a claim."""
    entry = item.entry
    claim, who, place = entry.claim, entry.claim.claimant, entry.claim.place
    day = claim.time.end or entry.published or ""
    found = {
        "conflict": claim.conflict,
        "party": claim.party,
        "measure": claim.measure,
        "object": claim.object,
        "side": who.side if who else None,
        "role": item.role,
        "time": claim.time.kind,
        "unit": claim.figure.unit,
        "outlet": entry.outlet,
        "who": who.name if who and who.kind != "private" else None,
        "claimant": folded(who.id, who.name, who.text, *who.aliases) if who else None,
        "place": folded(place.name, place.text) if place else None,
        "site": place.name if place else None,
        "kind": who.kind if who else None,
        "stance": claim.stance,
        "year": day[:4],
        "status": entry.status,
        "cell": name_of(claim),
        "told_in": entry.document,
        "spot": _spot(place),
        "line": PARTED.join(map(str, line_key(item) or ())),
        "voice": item.voice,
        "subject": PARTED.join((*item.subject, item.area)),
        "host": host(entry.url or "").casefold(),
    }
    return {field: plain(value) or "" for field, value in found.items()}


def ordinal(day: date | None) -> int:
    """A day as a number, 0 for none.

    >>> ordinal(date(1, 1, 2)), ordinal(None)
    (2, 0)
    """
    return day.toordinal() if day else 0


def _marks(item: Item) -> int:
    told = {
        NUMBER: item.point is not None,
        FLOOR: basis_of(item) is not None,
        OF_TABLE: item.claim.rule.startswith(TABLE),
        COUNTS: counts(item),
        PUBLISHED: bool(item.entry.published),
    }
    return sum(mark for mark, holds in told.items() if holds)


def _said(entry: Entry | None) -> str | None:
    """The day on which a claim was published, else the last day that it is about."""
    return (entry.published or entry.claim.time.end or entry.claim.time.start) if entry else None


def _spot(place: Place | None) -> str | None:
    """A place of known position: name, longitude, latitude, precision."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return PARTED.join((place.name, str(place.lon), str(place.lat), place.precision or "city"))


def _value(entry: Entry | None) -> float:
    """The number that claims are sorted by: the figure's value, else its lower end; -1 for none."""
    if entry is None:
        return -1.0
    figure = entry.claim.figure
    number = figure.value if figure.value is not None else figure.low
    return -1.0 if number is None else float(number)


def words_of(entry: Entry) -> tuple[str, str]:
    """The sentence, and what can be searched around it; a private person's name only where the sentence has it."""
    claim, who = entry.claim, entry.claim.claimant
    name = who.name if who and who.kind != "private" else None
    what = f"{claim.measure} {claim.object} {claim.party or ''}".replace("_", " ")
    around = (entry.title, entry.outlet, name, claim.place.name if claim.place else None, what)
    return plain(claim.quote.text) or "", plain(" · ".join(filter(None, around))) or ""


def day_number(day: str | None) -> int:
    """An ISO date as a number that sorts as the text does; a month or a year stands before its days, 0 for none.

    >>> day_number("2022-03-26"), day_number("2022-03"), day_number("2022"), day_number(None)
    (20220326, 20220300, 20220000, 0)
    """
    digits = (day or "")[:10].replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdecimal() and digits.isascii() else 0
