"""How long a publication of N claims takes to write, how many files it has, and how large it is.

    python -m bench.publishing                             10,000 claims
    python -m bench.publishing --claims 10000 --claims 100000 --record
    python -m bench.publishing --ledger war.db             one that is there

Synthetic ledgers, made by bench/scale_ledger.py. Publishing starts from a ledger of which nothing was reckoned yet,
unless it is one that is there and has its copy beside it. Sizes are those of the files, not of the blocks of a disk;
memory is the most that the process had so far, so that of several ledgers the smallest comes first.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import scale_ledger
from bench.results import record, table
from counterclaim.ledger import Ledger
from counterclaim.pipeline.publishing import publish

HEADS = ("claims", "seconds", "of these reckoning", "of one core", "pages", "files", "size, MB", "largest page, kB",
         "median page, kB", "memory, GB")  # fmt: skip


def measured(path: Path, out: Path) -> list[str]:
    """A line of the table."""
    with Ledger(path) as ledger:
        claims = ledger.counts()["claims"]
        begun, worked = time.perf_counter(), time.process_time()
        first: list[float] = []
        pages = publish(
            ledger,
            out,
            progress=lambda what, *_: first.extend([time.perf_counter()] * (what == "publishing" and not first)),
        )
        took, worked = time.perf_counter() - begun, time.process_time() - worked
    files = [file for file in out.rglob("*") if file.is_file()]
    sizes = [file.stat().st_size for file in files]
    html = [size for file, size in zip(files, sizes, strict=True) if file.suffix == ".html"]
    return [
        f"{claims:,}",
        f"{took:.0f}",
        f"{first[0] - begun:.0f}",
        f"{worked:.0f}",
        f"{pages:,}",
        f"{len(files):,}",
        f"{sum(sizes) / 1e6:,.0f}",
        f"{max(html) / 1e3:.0f}",
        f"{statistics.median(html) / 1e3:.0f}",
        memory(),
    ]


def memory() -> str:
    """The most memory that this process has held, where the system tells."""
    try:
        import resource
    except ImportError:
        return "not told"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{most / 1e9:.1f}"


def lines(options: argparse.Namespace) -> Iterator[list[str]]:
    """A line for each ledger."""
    with tempfile.TemporaryDirectory(dir=options.folder) as home:
        for number, path in enumerate(options.ledger):
            yield measured(path, Path(home, f"there-{number}"))
        for claims in options.claims or ([] if options.ledger else [10_000]):
            path = Path(home, f"{claims}.db")
            scale_ledger.make(path, claims)
            yield measured(path, Path(home, f"made-{claims}"))


def main() -> None:
    """Measure, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=int, action="append", default=[], help="of a ledger to make; several times")
    parser.add_argument("--ledger", type=Path, action="append", default=[], help="one that is there")
    parser.add_argument("--folder", type=Path, help="where the pages are written and deleted again")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    rows = []
    for row in lines(options):
        rows.append(row)
        print(*row, file=sys.stderr, flush=True)
    told = table(HEADS, rows)
    print(told)
    if options.record:
        record("publishing", told)


if __name__ == "__main__":
    main()
