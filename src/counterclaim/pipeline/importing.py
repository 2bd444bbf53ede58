"""From a table of published figures to a ledger."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from counterclaim.model import Claim, Document
from counterclaim.pipeline.reading import Source, utc_now
from counterclaim.tables import Imported, Mapping, import_table
from counterclaim.tables.importing import from_text
from counterclaim.tables.releases import SAME, Form, left_over, name_of, of_rows_left, on_rows, release, rows_of

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


def import_into(
    path: Source,
    ledger: "Ledger",
    with_mapping: Source | Mapping | None = None,
    *,
    now: Callable[[], str] = utc_now,
) -> tuple[Imported, bool]:
    """Read a table and keep it with its claims; what is new in it, and whether the ledger had all of it already.

    The table is kept whole, as one document, so that every figure stands on its cell. Where an earlier state of it is
    kept, the rows that stand unchanged keep their claims, those that are gone no longer stand, and those that are new
    are kept as a release of the table. ReadError, UsageError: as `import_table`.
    """
    found = import_table(_path(path), with_mapping if isinstance(with_mapping, Mapping | None) else _path(with_mapping))
    earlier = tuple(_earlier(ledger, found.document.id))
    if earlier and (grown := _grown(ledger, found, earlier, now)) is not None:
        return grown
    if ledger.has_read(found.document, reader=found.reader):
        return found, True
    if found.claims:
        ledger.add(found.document, found.claims, reader=found.reader, read_at=now())
    return found, False


def _earlier(ledger: "Ledger", table: str) -> Iterator[Document]:
    """The table as it was imported first, and its releases since."""
    for number in count(1):
        part = ledger.document(name_of(table, number))
        if part is None:
            return
        yield part


class Standing(NamedTuple):
    """A part of a table as the ledger has it, and what of it stands in the table's new state."""

    part: Document
    form: Form
    rows: int
    starts: frozenset[int]  # where the rows begin that stand


def _grown(
    ledger: "Ledger", found: Imported, earlier: tuple[Document, ...], now: Callable[[], str]
) -> tuple[Imported, bool] | None:
    """Bring a table that was imported before to its new state; None where it is another table at the same place."""
    form = Form(found.mapping, found.is_json, found.tabs)
    rest = Counter(key for key, _ in rows_of(found.document.text, form).values())
    standing: list[Standing] = []
    for number, part in enumerate(earlier, start=1):
        own = form if number == 1 else form._replace(known=msgspec.structs.replace(form.known, records=""))
        starts, rest = left_over(rest, part.text, own)
        standing.append(Standing(part, own, len(rows_of(part.text, own)), starts))
    unchanged = sum(len(one.starts) for one in standing)
    if unchanged < SAME * sum(one.rows for one in standing):
        return None
    kept, moved, gone = _brought_up(ledger, standing, found.reader, now)
    told = of_rows_left(found.document.text, rest, form)
    notes = [f"{unchanged:,} rows: as they were"] if told or moved else []
    notes += [f"{gone:,} claims stand no longer: their rows are gone, or say something else"] if gone else []
    if told:
        made = release(told, found.document.id, len(earlier) + 1, form)
        if made.claims:
            ledger.add(made.document, made.claims, reader=made.reader, read_at=now())
            kept += made.claims
            notes.append(f"{len(made.claims):,} claims are new: {made.document.id}")
    return msgspec.structs.replace(found, claims=kept, notes=tuple(notes)), not (told or moved)


def _brought_up(
    ledger: "Ledger", standing: Sequence[Standing], reader: str, now: Callable[[], str]
) -> tuple[tuple[Claim, ...], bool, int]:
    """Leave only the claims of rows that stand: these claims, whether that changed anything, how many are gone."""
    kept: list[Claim] = []
    moved, gone = False, 0
    for part, form, _, starts in standing:
        made = from_text(part.text, part.id, form.known, is_json=form.is_json, tabs=form.tabs)
        own = tuple(on_rows(made.claims, starts))
        ids = {claim.id for claim in own}
        stood = {entry.claim.id for entry in ledger.entries(as_read=True, text=part.text_sha256)}
        known = ledger.has_read(part, reader=reader)
        if ids != stood or not known:
            name = f"{reader}, state {len(ledger.readings(part.id)) + 1}" if known else reader
            ledger.add(part, own, reader=name, read_at=now())
            moved = True
        kept += own
        gone += len(stood - ids)
    return tuple(kept), moved, gone


def _path(source: Source) -> str:
    import os

    return os.fspath(source)
