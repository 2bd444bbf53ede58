"""How long the screens of the page take: median and 95th percentile of each, in a real browser, on N claims.

    python -m bench.pages --claims 20000               a synthetic ledger of that size
    python -m bench.pages --ledger war.db --record     one that is there; the table is kept in RESULTS.md

A screen is timed from asking for its address to its end of loading, style and script included, after everything has
been opened once; each opening asks for another claim, query, filter or page, so that little is kept from the one
before. Beside it stands what the server's process computed for the request, which other work on the machine does not
change. The copy is made before, and what that took is told. The last rows are pages opened right after a decision.
"""

import argparse
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
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
TIMES = 20  # openings of each screen
READY = 3600  # seconds that the copy may take to be made
WORDS = ("killed", "soldiers", "tanks", "Herald", "army", "16", "market", '"old bridge"', "wounded", "said", "riv*")
ORDERS = ("reading", "newest", "oldest", "largest", "smallest")
CPU = "x-cpu"  # header in which the served page tells what it took


class Told:
    """The application; each answer tells the seconds of processor that the process took for it."""

    def __init__(self, served: Any) -> None:
        self.served = served

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer, and tell."""
        start = time.process_time()

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                took = f"{time.process_time() - start:.4f}".encode()
                message = {**message, "headers": [*message["headers"], (CPU.encode(), took)]}
            await send(message)

        await self.served(scope, receive, sent)


def serve(ledger: str, port: int) -> None:
    """Serve until killed."""
    import uvicorn

    app = Told(application(ledger, token=TOKEN, port=port, actor="bench", begun=True))
    uvicorn.run(app, port=port, log_level="error", lifespan="off")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """A running page over a ledger, in a process of its own; its address."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    command = [sys.executable, "-m", "bench.pages", "--serve", str(port), "--ledger", str(ledger)]
    process = subprocess.Popen(command)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def screens(ledger: Path, chance: random.Random) -> dict[str, list[str]]:
    """The addresses that are opened of each screen."""
    with Ledger(ledger) as opened:
        entries = [entry for _, entry in zip(range(5000), opened.entries(), strict=False)]
    some = chance.choices(entries, k=TIMES)
    words = [chance.choice(WORDS) for _ in some]
    parties = [f"party={entry.claim.party or ''}&measure={entry.claim.measure}" for entry in some]
    conflicts = [f"conflict={entry.claim.conflict or ''}" for entry in some]
    pages = range(1, TIMES + 1)
    return {
        "claims": [f"/claims?page={page}&order={chance.choice(ORDERS)}" for page in pages],
        "search": [f"/claims?q={word}&order=newest&page={page}" for page, word in zip(pages, words, strict=True)],
        "facets": [f"/claims?{pair}&order={chance.choice(ORDERS)}" for pair in parties],
        "claim": [f"/c/{entry.claim.id}" for entry in some],
        "article": [f"/d/{entry.text_sha256[:16]}?claim={entry.claim.id}" for entry in some],
        "overview": ["/"] * TIMES,
        "side by side": [f"/compare?page={page}" for page in pages],
        "side by side, filtered": [f"/compare?{pair}" for pair in parties],
        "over time": [f"/series?page={page}" for page in pages],
        "over time, filtered": [f"/series?{pair}" for pair in parties],
        "checks": [f"/checks?page={page}" for page in pages],
        "checks, filtered": [f"/checks?{one}&outcome=violated" for one in conflicts],
        "origins": [f"/origins?page={page}" for page in pages],
        "timeline": [f"/timeline?page={page}" for page in pages],
        "timeline, filtered": [f"/timeline?{pair}" for pair in conflicts],
        "map": [f"/map?page={page}" for page in pages],
        "map, filtered": [f"/map?{pair}" for pair in conflicts],
        "review": ["/review"] * TIMES,
        "method": ["/method"] * TIMES,
    }


Row = tuple[str, float, list[float], list[float]]


def measure(ledger: Path, only: list[str], told: Any = None) -> Iterator[Row]:
    """Each screen: the seconds of its first opening, of each later one, and of processor for each of these."""
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
        ready = prepared(page, address)
        yield "until all is ready", ready, [ready], [0.0]
        every = screens(ledger, random.Random(1))
        quantities(page, address, every)
        for name, addresses in every.items():
            if not only or name in only:
                first = opened(page, address + addresses[0])[0]
                later = [opened(page, address + one) for one in addresses]
                yield name, first, [took for took, _ in later], [cpu for _, cpu in later]
        if not only:
            yield "claims, after a decision", 0.0, *decided(page, address, every["claim"])
        browser.close()


def prepared(page: Any, address: str) -> float:
    """The seconds until the overview can be opened."""
    start = time.perf_counter()
    while time.perf_counter() - start < READY:
        try:
            if page.goto(address).status == 200:
                return time.perf_counter() - start
        except Exception:  # it does not listen yet
            time.sleep(0.1)
        time.sleep(0.2)
    raise SystemExit("the ledger was not made ready in time")


def quantities(page: Any, address: str, every: dict[str, list[str]]) -> None:
    """Add the pages of single quantities, whose addresses only the lists tell."""
    page.goto(f"{address}/compare")
    found = page.eval_on_selector_all('a[href^="/g/"]', "all => all.map(one => one.getAttribute('href'))")
    if found:
        every["one quantity"] = random.Random(2).choices(found, k=TIMES)


def decided(page: Any, address: str, claims: list[str]) -> tuple[list[float], list[float]]:
    """Pages of claims opened right after a claim was accepted."""
    took, cpu = [], []
    for place, claim in enumerate(dict.fromkeys(claims)):
        page.goto(address + claim)
        page.locator("form.acts button[value=accept]").first.click()
        page.wait_for_load_state()
        seconds, used = opened(page, f"{address}/claims?status=accepted&order={ORDERS[place % len(ORDERS)]}")
        took.append(seconds)
        cpu.append(used)
    return took, cpu


def opened(page: Any, address: str) -> tuple[float, float]:
    """The seconds until a screen has loaded, and those of the server's processor; it must be one."""
    start = time.perf_counter()
    answer = page.goto(address)
    took = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return took, float(answer.headers[CPU])


def busy() -> str:
    """How much else ran on the machine."""
    return f"{os.getloadavg()[0]:.1f} processes at work" if hasattr(os, "getloadavg") else "an unknown load"


def percentile(values: list[float]) -> str:
    """The 95th percentile."""
    return f"{statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]:.2f}"


def main() -> None:
    """Measure, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--screen", action="append", default=[], help="only this one; may be given several times")
    parser.add_argument("--record", metavar="SECTION", help="the section of RESULTS.md, as pages or pages-1000000")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(str(options.ledger), options.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder, "made.db")
        if options.ledger is None:
            scale_ledger.make(path, options.claims)
        with Ledger(path) as ledger:
            claims = ledger.counts()["claims"]
        rows, begun = [], busy()
        for name, first, took, cpu in measure(path, options.screen):
            rows.append((name, f"{first:.2f}", f"{statistics.median(took):.2f}", percentile(took), percentile(cpu)))
            print(*rows[-1], file=sys.stderr, flush=True)
    heads = ["screen", "first opening, s", "median, s", "95th percentile, s", "processor, 95th percentile, s"]
    load = f"{os.cpu_count()} cores with {begun} before, {busy()} at the end"
    told = f"{claims:,} claims; {load}.\n\n" + table(heads, rows)
    print(told)
    if options.record:
        record(options.record, told)


if __name__ == "__main__":
    main()
