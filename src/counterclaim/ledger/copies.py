"""The file of derived data beside a ledger: where it stands, and how it goes."""

import contextlib
from pathlib import Path

SUFFIX = ".analytic"


def beside(ledger: Path) -> Path:
    """Where the analytic copy of a ledger stands.

    >>> beside(Path("war.db")).name
    'war.db.analytic'
    """
    return ledger.with_name(ledger.name + SUFFIX)


def remove(ledger: Path) -> None:
    """Take the copy of a ledger away; what another process holds open goes when it is let go."""
    path = beside(ledger)
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
