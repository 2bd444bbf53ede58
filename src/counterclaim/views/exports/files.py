"""Files and folders that appear when they are whole: what stood there before stays until then."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterclaim.errors import UsageError


@contextmanager
def swapped_file(path: Path) -> Iterator[Path]:
    """A path to write to; afterwards the file stands at `path`. After an error the earlier one stays."""
    refuse_nowhere(path)
    with tempfile.TemporaryDirectory(prefix=".counterclaim-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "export"
        yield made
        os.replace(made, path)


@contextmanager
def swapped_folder(path: Path, mark: str) -> Iterator[Path]:
    """An empty folder to fill; afterwards it stands at `path`, in place of an earlier one that has the file `mark`.

    UsageError: something else stands there. After an error the earlier folder stays.

    >>> with tempfile.TemporaryDirectory() as home:
    ...     with swapped_folder(Path(home, "out"), "made.txt") as folder:
    ...         _ = Path(folder, "made.txt").write_text("1", encoding="utf-8")
    ...     sorted(found.name for found in Path(home).rglob("*"))
    ['made.txt', 'out']
    """
    refuse_another(path, mark)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".counterclaim-", dir=path.parent, ignore_cleanup_errors=True) as home:
        made, before = Path(home) / "new", Path(home) / "before"
        made.mkdir()
        yield made
        put_in_place(made, path, before, mark)


def put_in_place(made: Path, path: Path, before: Path, mark: str) -> None:
    """Move a folder to where it is to stand, an earlier one by way of `before`; after an error that one stays.

    UsageError: something else stands there.
    """
    refuse_another(path, mark)  # meanwhile somebody else may have written there
    shutil.rmtree(before, ignore_errors=True)
    if path.exists():
        os.rename(path, before)
    try:
        os.rename(made, path)
    except OSError:
        if before.exists():
            os.rename(before, path)
        raise
    shutil.rmtree(before, ignore_errors=True)


def refuse_nowhere(path: Path) -> None:
    """UsageError where the folder of a file that is to be written is not there.

    >>> refuse_nowhere(Path("claims.csv"))
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: there is no such folder: make it first, or name another for {path.name}")


def refuse_another(path: Path, mark: str) -> None:
    """UsageError where a folder with other things in it, or a file, stands at `path`."""
    if not path.exists() and not path.is_symlink():
        return
    if path.is_symlink() or not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder: name a folder that is not there yet")
    if not (path / mark).is_file() and any(path.iterdir()):
        raise UsageError(
            f"{path} holds other things (no {mark} in it) and is left as it is: name a new or an empty folder"
        )
