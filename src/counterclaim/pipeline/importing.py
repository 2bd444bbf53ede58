"""From a table of published figures to a ledger."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from counterclaim.pipeline.reading import Source, utc_now
from counterclaim.tables import Imported, Mapping, import_table

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


def import_into(
    path: Source,
    ledger: "Ledger",
    with_mapping: Source | Mapping | None = None,
    *,
    now: Callable[[], str] = utc_now,
) -> tuple[Imported, bool]:
    """Read a table and keep it with its claims; what was read, and whether the ledger had all of it already.

    The table is kept whole, as one document, so that every figure stands on its cell. ReadError, UsageError: as
    `import_table`.
    """
    found = import_table(_path(path), with_mapping if isinstance(with_mapping, Mapping | None) else _path(with_mapping))
    if ledger.has_read(found.document, reader=found.reader):
        return found, True
    if found.claims:
        ledger.add(found.document, found.claims, reader=found.reader, read_at=now())
    return found, False


def _path(source: Source) -> str:
    import os

    return os.fspath(source)
