"""How long the screens of the page take: median and 95th percentile of each, in a real browser, on N claims.

    python -m bench.pages --claims 20000               a synthetic ledger of that size
    python -m bench.pages --ledger war.db --record     one that is there; the table is kept in RESULTS.md

A screen is timed by the browser's own clock, from asking for its address until it is loaded, laid out and painted, and
its script has run. What is asked for is in `pages_asked.py`: each opening asks for another claim, query, filter or
page. Beside it stands what the server's process and all processes of the browser computed for it, which other work on
the machine does not change as much. The copy is made before, and what that took is told. The last rows are pages opened
right after a decision. Screens whose 95th percentile is over 0.2 s are named at the end.
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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from bench import scale_ledger
from bench.pages_asked import ORDERS, TIMES, screens
from bench.results import record, table
from counterclaim.ledger import Ledger
from counterclaim.pipeline.serve import application

TOKEN = "bench"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
READY = 3600  # seconds that the copy may take to be made
LOOKING = 5  # seconds that somebody looks at the first page
ASKED = 0.2  # seconds, at the 95th percentile
CPU = "x-cpu"  # header in which the served page tells what it took


# The time by the browser's clock at which the first picture after loading was painted.
USABLE = """addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => {
  window.usable = performance.now();
})))"""
LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


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


class Opening(NamedTuple):
    """One page opened: seconds until it was of use, and of processor of the server and of the browser."""

    usable: float
    server: float
    browser: float


Row = tuple[str, float, list[Opening]]


def measure(ledger: Path, only: list[str]) -> Iterator[Row]:
    """Each screen: the seconds of its first opening, and each later one."""
    from playwright.sync_api import sync_playwright

    browser_at = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_at is None:
        raise SystemExit("no chromium on this machine: nothing was measured")
    with served(ledger) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=browser_at, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context()
        context.add_cookies([{"name": "counterclaim", "value": TOKEN, "url": address}])
        page = context.new_page()
        page.add_init_script(USABLE)
        page.set_default_timeout(600_000)
        ready = prepared(page, address)
        yield "until all is ready", ready, []
        yield "claims, first after starting", 0.0, [opened(page, f"{address}/claims")]
        time.sleep(LOOKING)
        every = screens(ledger)
        quantities(page, address, every)
        for name, (before, *addresses) in every.items():
            if not only or name in only:
                first = opened(page, address + before).usable
                yield name, first, [opened(page, address + one) for one in addresses]
        if not only or "decisions" in only:
            yield from decided(page, address, every["claim"])
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


def decided(page: Any, address: str, claims: list[str]) -> Iterator[Row]:
    """A claim accepted, and pages opened right after that."""
    found: dict[str, list[Opening]] = {"deciding": [], "claims, after a decision": [], "claim, after a decision": []}
    for place, claim in enumerate(dict.fromkeys(claims)):
        page.goto(address + claim)
        page.locator("form.acts button[value=accept]").first.click()
        page.wait_for_load_state()
        found["deciding"].append(Opening(page.evaluate(LOADED) / 1000, 0.0, 0.0))
        listed = f"{address}/claims?status=accepted&order={ORDERS[place % len(ORDERS)]}"
        found["claims, after a decision"].append(opened(page, listed))
        found["claim, after a decision"].append(opened(page, address + claim))
    for name, openings in found.items():
        yield name, 0.0, openings


def opened(page: Any, address: str) -> Opening:
    """What it took until a screen could be used; it must be one."""
    before = computed()
    answer = page.goto(address)
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    page.wait_for_function("() => window.usable")
    took = page.evaluate("() => window.usable") / 1000
    used = sum(seconds - before.get(number, 0) for number, seconds in computed().items())
    return Opening(took, float(answer.headers[CPU]), used)


def computed() -> dict[int, float]:
    """Seconds of processor that each process of the browser has taken; none where the system does not tell."""
    told: dict[int, tuple[int, bool, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, more = stat.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)
            rest, is_browser = more.split(), any(browser in name for browser in BROWSERS)
            told[int(stat.parent.name)] = (
                int(rest[1]), is_browser, sum(map(int, rest[11:13])) / os.sysconf("SC_CLK_TCK")
            )  # fmt: skip
    found: dict[int, float] = {}
    around = {os.getpid()}
    while around:
        around = {number for number, (parent, _, _) in told.items() if parent in around}
        found |= {number: told[number][2] for number in around if told[number][1]}
    return found


def busy() -> str:
    """How much else ran on the machine."""
    return f"{os.getloadavg()[0]:.1f} processes at work" if hasattr(os, "getloadavg") else "an unknown load"


def percentile(values: Iterable[float]) -> float:
    """The 95th percentile."""
    every = list(values)
    return statistics.quantiles(every, n=20, method="inclusive")[-1] if len(every) > 1 else every[0]


def told_of(name: str, first: float, openings: list[Opening]) -> tuple[str, ...]:
    """A row of the table."""
    if not openings:
        return (name, f"{first:.2f}", "", "", "", "")
    usable = [one.usable for one in openings]
    server, browser = percentile(one.server for one in openings), percentile(one.browser for one in openings)
    times = (statistics.median(usable), percentile(usable), server, browser)
    return (name, f"{first:.2f}" if first else "", *(f"{value:.2f}" for value in times))


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
        rows, slow, begun = [], [], busy()
        for name, first, openings in measure(path, options.screen):
            rows.append(told_of(name, first, openings))
            slow += [name] if openings and percentile(one.usable for one in openings) > ASKED else []
            print(*rows[-1], file=sys.stderr, flush=True)
    heads = ["screen", "first opening, s", "median, s", "95th percentile, s", "processor of the server, 95th, s",
             "of the browser, 95th, s"]  # fmt: skip
    load = f"{os.cpu_count()} cores with {begun} before, {busy()} at the end"
    verdict = f"Over {ASKED} s at the 95th percentile: {', '.join(slow)}." if slow else f"All within {ASKED} s."
    told = f"{claims:,} claims; {load}; {TIMES - 1} openings of each screen.\n\n{table(heads, rows)}\n{verdict}\n"
    print(told)
    if options.record:
        record(options.record, told)


if __name__ == "__main__":
    main()
