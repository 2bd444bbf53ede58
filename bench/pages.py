"""How long the screens of the page take: the 95th percentile of each, in a real browser, on a ledger of N claims.

    python -m bench.pages --claims 20000               a synthetic ledger of that size
    python -m bench.pages --ledger war.db --record     one that is there; the table is kept in RESULTS.md

A screen is timed from asking for its address to its end of loading, style and script included, after everything has
been opened once: what is reckoned is kept until the ledger grows. The first opening of each is told beside it.
"""

import argparse
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import scale_ledger
from bench.results import record, table
from counterclaim.ledger import Ledger
from counterclaim.pipeline.serve import application

TOKEN = "bench"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
TIMES = 20  # openings of each screen, each with another claim or query
WORDS = ("killed", "soldiers", "tanks", "Herald", "army", "16", "port")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """A running page over a ledger; its address."""
    import uvicorn

    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
        app = application(ledger, token=TOKEN, port=port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = server.force_exit = True
        thread.join(5)


def screens(ledger: Path, chance: random.Random) -> dict[str, list[str]]:
    """The addresses that are opened of each screen."""
    with Ledger(ledger) as opened:
        entries = [entry for _, entry in zip(range(5000), opened.entries(), strict=False)]
    some = chance.choices(entries, k=TIMES)
    words = [chance.choice(WORDS) for _ in some]
    return {
        "claims": [f"/claims?page={page}" for page in range(1, TIMES + 1)],
        "search": [f"/claims?q={word}&order=newest&page={page}" for page, word in enumerate(words, 1)],
        "facets": [f"/claims?measure={entry.claim.measure}&party={entry.claim.party or ''}" for entry in some],
        "claim": [f"/c/{entry.claim.id}" for entry in some],
        "article": [f"/d/{entry.text_sha256[:16]}?claim={entry.claim.id}" for entry in some],
        "overview": ["/"] * TIMES,
        "side by side": [f"/compare?page={page}" for page in range(1, TIMES + 1)],
        "over time": [f"/series?page={page}" for page in range(1, TIMES + 1)],
        "checks": [f"/checks?page={page}" for page in range(1, TIMES + 1)],
        "review": ["/review"] * TIMES,
        "method": ["/method"] * TIMES,
    }


def measure(ledger: Path, only: list[str]) -> Iterator[tuple[str, float, float]]:
    """Each screen: the seconds of its first opening, and the 95th percentile of the later ones."""
    from playwright.sync_api import sync_playwright

    browser_at = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_at is None:
        raise SystemExit("no chromium on this machine: nothing was measured")
    with served(ledger) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=browser_at, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context()
        context.add_cookies([{"name": "counterclaim", "value": TOKEN, "url": address}])
        page = context.new_page()
        page.set_default_timeout(600_000)
        for name, addresses in screens(ledger, random.Random(1)).items():
            if not only or name in only:
                first = opened(page, address + addresses[0])
                later = [opened(page, address + one) for one in addresses]
                yield name, first, statistics.quantiles(later, n=20)[-1]
        browser.close()


def opened(page: Any, address: str) -> float:
    """The seconds until a screen has loaded; it must be one."""
    start = time.perf_counter()
    answer = page.goto(address)
    took = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return took


def main() -> None:
    """Measure, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--screen", action="append", default=[], help="only this one; may be given several times")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder, "made.db")
        if options.ledger is None:
            scale_ledger.make(path, options.claims)
        with Ledger(path) as ledger:
            claims = ledger.counts()["claims"]
        rows = []
        for name, first, usual in measure(path, options.screen):
            rows.append((name, f"{first:.2f}", f"{usual:.2f}"))
            print(*rows[-1], file=sys.stderr, flush=True)
    told = f"{claims:,} claims.\n\n" + table(["screen", "first opening, s", "95th percentile, s"], rows)
    print(told)
    if options.record:
        record("pages", told)


if __name__ == "__main__":
    main()
