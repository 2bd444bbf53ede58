"""What a thousand claims more cost on ledgers of several sizes: it should be the thousand that counts, not the ledger.

    python -m bench.growth                              ledgers of 10,000 and 100,000 claims
    python -m bench.growth --claims 1000000 --keep DIR  a million, made once and kept in a folder
    python -m bench.growth --record                     the table into bench/RESULTS.md

The ledgers are those of `bench.scale`: 210 conflicts, the largest with one of 23 documents, a day's figures and both
sides' totals over five years. The new claims are of the five years after, so that most have few neighbours in time.
Copying a ledger and reckoning with it for the first time are not measured here. Seconds are those of the processor, in
this process and those that it starts.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench import scale_ledger
from bench.results import record, table
from bench.scale import WORKERS, grown, seconds
from counterclaim.ledger import Ledger
from counterclaim.reconcile.copy import Copy

SIZES = (10_000, 100_000)


def reckoned(path: Path, claims: int) -> float:
    """Make a ledger where it is missing, and bring its copy up to it; the seconds that reckoning took."""
    if not path.exists():
        scale_ledger.make(path, claims)
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.refresh()
        return seconds(partial(copy.reckon, workers=WORKERS))[1]


def rows(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """For each size the seconds of the processor: of reckoning with all of it, and of each step of growth."""
    for claims in sizes:
        path = folder / f"{claims}.db"
        whole = reckoned(path, claims)
        steps = [took for _, (_, took) in grown(path)]
        print(f"{claims:,}: {whole:.1f} s whole; {steps}", file=sys.stderr, flush=True)
        yield f"{claims:,}", *(f"{took:.2f}" for took in steps)


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        head = ("claims before", "one conflict: copying", "reckoning", "all conflicts: copying", "reckoning")
        text = table(head, list(rows(options.keep or Path(folder), options.claims)))
    print(text)
    if options.record:
        record("growth", text)


if __name__ == "__main__":
    main()
