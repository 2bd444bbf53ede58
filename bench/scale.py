"""How long answers take over a large ledger: its copy made, its growth by a thousand, compare, series, check, pages.

    python -m bench.scale                       a ledger of 20,000 claims
    python -m bench.scale --claims 1000000      a million: 2 GB of disk, and a quarter of an hour
    python -m bench.scale --keep war.db         keep the ledger and go on with it the next time
    python -m bench.scale --times 10            besides the answers over ten times as many (`bench.scale_times`)
    python -m bench.scale --record              the tables into bench/RESULTS.md

The ledger is synthetic (`bench.scale_ledger`). Making the copy and its growth are measured apart from the answers.
A verb is timed as a user meets it: a process of its own, from its start to its end, output to nowhere; a page within
one process, as a server serves it. Memory is the largest resident set of any process.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from bench import scale_ledger, scale_times
from bench.results import record, table
from counterclaim.ledger import Ledger
from counterclaim.ledger.copies import beside, remove
from counterclaim.model import Filter
from counterclaim.reconcile.copy import Copy

WORKERS = 2
GROWTH = 1_000
PAGES = 100
VERBS = {
    "compare, first page": ("compare", "--table"),
    "compare killed, first page": ("compare", "killed", "--table"),
    "compare, all as JSON": ("compare", "--json"),
    "series, first page": ("series", "--table"),
    "series killed, all as JSON": ("series", "killed", "--json"),
    "check, first page": ("check", "--table"),
    "check --measure wounded, first page": ("check", "--measure", "wounded", "--table"),
    "check, all as JSON": ("check", "--json"),
}
DAYS = {
    "compare --on a day, first page": ("compare", "--on", "2019-06-30", "--table"),
    "compare --on a day, all as JSON": ("compare", "--on", "2019-06-30", "--json"),
    "compare killed --on a day, first page": ("compare", "killed", "--on", "2019-06-30", "--table"),
    "compare of a month, first page": ("compare", "--since", "2019-06-01", "--until", "2019-06-30", "--table"),
    "compare of a year, first page": ("compare", "--since", "2019-01-01", "--until", "2019-12-31", "--table"),
    "series of a month, first page": ("series", "--since", "2019-06-01", "--until", "2019-06-30", "--table"),
}
WHERE: tuple[dict[str, str], ...] = (
    {}, {"measure": "killed"}, {"claimant": "watch"}, {"outlet": "herald"}, {"since": "2020-01-01"},
    {"conflict": "russia-ukraine", "measure": "killed"}, {"side": "russia"}, {"until": "2018-05"},
)  # fmt: skip
WORDS = ("", "", "market", "bridge", '"old bridge"', "killed soldiers", "riv* shell*", "drones", "said")


Took = tuple[float, float]  # seconds by the clock, and of the processor, of this process and those that it started


def seconds(work: Callable[[], object]) -> Took:
    """How long `work` takes."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - start, sum(os.times()[:4]) - used


def resident(children: bool = False) -> float:
    """The largest resident set so far, in GB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    scale = 1e9 if sys.platform == "darwin" else 1e6
    return resource.getrusage(who).ru_maxrss / scale


def made(path: Path) -> Iterator[tuple[str, Took]]:
    """Seconds for the copy of a ledger, and for what is reckoned, where they are not there yet."""
    with Ledger(path) as ledger, Copy(ledger) as copy:
        if not copy.is_fresh:
            yield "copying, with full-text index", seconds(copy.refresh)
        took = seconds(partial(copy.reckon, workers=WORKERS))
        if took[0] > 1:
            yield "reckoning, two processes", took


def grown(path: Path) -> Iterator[tuple[str, Took]]:
    """Seconds for a thousand claims more: of one conflict's day, then scattered over all conflicts."""
    for name, wars in (("one conflict", 1), ("all conflicts", 1000)):
        with Ledger(path) as ledger, Copy(ledger) as copy:
            first = int(time.time() * 1000)  # numbers that no document has, none of the step before either
            more = scale_ledger.documents(GROWTH, seed=first, first=first, wars_at_most=wars)
            scale_ledger.append(ledger._connection, more, f"bench {first}", "2026-02-01T00:00:00Z")
            yield f"+{GROWTH:,} claims of {name}: copying", seconds(copy.refresh)
            yield f"+{GROWTH:,} claims of {name}: reckoning", seconds(partial(copy.reckon, workers=WORKERS))


def verbs(path: Path) -> Iterator[tuple[str, Took]]:
    """Seconds for each verb as a process of its own."""
    for name, words in (VERBS | DAYS).items():
        command = [sys.executable, "-m", "counterclaim", *words, "--ledger", str(path)]
        yield name, seconds(partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True))


def pages(path: Path) -> Iterator[tuple[str, Took]]:
    """The 95th percentile of a page of claims and of the counts beside it, with random filters and searches."""
    chance = random.Random(3)
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.page(sort="newest")
        copy.facets()
        page, facets = [], []
        for _ in range(PAGES):
            where, text = Filter(**chance.choice(WHERE)), chance.choice(WORDS)
            sort = chance.choice(("reading", "newest", "largest"))
            page.append(seconds(partial(copy.page, where, text=text, sort=sort)))
            facets.append(seconds(partial(copy.facets, where, text=text)))
    for name, took in (("a page of 50 claims", page), ("counts of all facets", facets)):
        at = int(0.95 * len(took)) - 1
        yield f"{name}, 95th percentile", (sorted(wall for wall, _ in took)[at], sorted(cpu for _, cpu in took)[at])


def measure(path: Path) -> Iterator[tuple[str, Took]]:
    """All of it, in seconds."""
    yield from made(path)
    yield from verbs(path)
    yield from pages(path)
    yield from grown(path)


def many(path: Path, goal: Path, times: int) -> Iterator[tuple[str, Took]]:
    """Seconds for the answers over a copy with so many times the claims."""
    yield f"the copy {times} times side by side", seconds(partial(scale_times.multiplied, path, goal, times))
    yield from verbs(goal)


def shown(name: str, claims: int, path: Path, took: Iterable[tuple[str, Took]]) -> str:
    """A table of measurements, with what they were made of; each is told as soon as it is known."""
    rows = []
    for what, (wall, cpu) in took:
        rows.append((what, f"{wall:.2f}", f"{cpu:.2f}"))
        print(f"{what}: {wall:.2f} s, {cpu:.2f} of the processor", file=sys.stderr, flush=True)
    sizes = tuple(f"{file.stat().st_size / 1e6:,.0f}" for file in (path, beside(path)))
    load = f", {os.getloadavg()[0]:.1f} processes waiting for them" if hasattr(os, "getloadavg") else ""
    told = (
        f"{claims:,} claims on {os.cpu_count()} cores{load}; ledger {sizes[0]} MB, copy {sizes[1]} MB; "
        f"largest process {max(resident(), resident(children=True)):.2f} GB"
    )
    return f"{told}\n\n{table((name, 'seconds', 'of the processor'), rows)}"


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    parser.add_argument("--times", type=int, metavar="N")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "war.db")
        if not path.exists():
            remove(path)
            print(f"making {scale_ledger.make(path, options.claims):,} claims ...", file=sys.stderr)
        texts = {"scale": shown("what", options.claims, path, measure(path))}
        if options.times:
            goal = path.with_name(f"{path.stem} {options.times} times.db")
            took = many(path, goal, options.times)
            texts["scale times"] = shown("what", options.claims * options.times, goal, took)
    for section, text in texts.items():
        print(text)
        if options.record:
            record(section, text)


if __name__ == "__main__":
    main()
