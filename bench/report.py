"""How large the report of a large ledger is, how long it takes to make, and how long a browser takes to open it.

    python -m bench.report                 10,000 claims
    python -m bench.report --claims 2000
    python -m bench.report --record        the table into bench/RESULTS.md

The ledger is made up: two sides, monitors and nobody named, in as many outlets and days as a year of a war has. The
browser is Chromium without a screen; opening is from asking for the file to the first frame after it is loaded.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.results import record, table
from counterclaim.model import Claim, Claimant, Document, Entry, FieldSpan, Figure, Place, Span, claim_id
from counterclaim.model import Time as Days
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.series import series
from counterclaim.views.report import ReportData, render

SEED, A_DOCUMENT = 1987, 4
SPEAKERS = [
    ("Norland's defence ministry", "norland", "body"),
    ("Norland's army", "norland", "body"),
    ("Norland's president", "norland", "official"),
    ("Westland's defence ministry", "westland", "body"),
    ("Westland's general staff", "westland", "body"),
    ("Westland's prime minister", "westland", "official"),
    ("The Peace Watch", "independent", "monitor"),
    ("The Red Line Monitor", "independent", "monitor"),
    (None, None, None),
]
COUNTED = [
    ("killed", "soldiers", "soldiers were killed", "persons"),
    ("wounded", "soldiers", "soldiers were wounded", "persons"),
    ("killed", "civilians", "civilians were killed", "persons"),
    ("destroyed", "tanks", "tanks were destroyed", "items"),
    ("displaced", "people", "people were displaced", "persons"),
    ("shot_down", "drones", "drones were shot down", "items"),
]
PLACES = [
    ("Kharkiv", 49.98, 36.25),
    ("Mariupol", 47.1, 37.55),
    ("Bakhmut", 48.6, 38.0),
    ("Kherson", 46.63, 32.6),
    ("Sumy", 50.92, 34.8),
    ("Belgorod", 50.6, 36.6),
    ("Kyiv", 50.45, 30.52),
    ("Odesa", 46.48, 30.73),
]
FILLER = "The road to the river was closed again before noon, and the market opened late. "


def sentence(dice: random.Random, day: date, step: int) -> tuple[str, dict[str, Any]]:
    """A sentence with one figure, and the fields of its claim but for the places in the text."""
    who, side, kind = dice.choice(SPEAKERS)
    measure, thing, words, unit = dice.choice(COUNTED)
    party = dice.choice(["norland", "westland"])
    place = dice.choice(PLACES) if dice.random() < 0.5 else None
    total = dice.random() < 0.4
    value = step * (7 if side == party else 23) + dice.randrange(50) if total else dice.randrange(1, 900)
    figure, adjective = f"{value:,}", f"{party.capitalize()} "
    where = f" near {place[0]}" if place else ""
    when = " since the war began" if total else " on that day"
    said = f"{who} said that " if who else ""
    text = f"{said}{figure} {adjective}{words}{where}{when}."
    fields = {
        "figure": (figure, value, unit),
        "measure": measure,
        "object": thing,
        "party": party,
        "who": (who, side, kind),
        "place": place,
        "time": Days(kind="total" if total else "period", start=None if total else str(day), end=str(day)),
        "words": {"measure": words.rsplit(" ", 1)[1], "party": adjective.strip()},
    }
    return text[0].upper() + text[1:], fields


def claim(document: Document, start: int, text: str, told: dict[str, Any]) -> Claim:
    """The claim of a sentence that stands at a place in a document."""

    def span(words: str) -> tuple[int, int]:
        at = start + text.casefold().index(words.casefold())
        return at, at + len(words)

    words, value, unit = told["figure"]
    low, high = span(words)
    who, side, kind = told["who"]
    ends = span(who) if who else (None, None)
    place = told["place"]
    return Claim(
        id=claim_id(document.text_sha256, low, high),
        document=document.id,
        quote=Span(start=start, end=start + len(text), text=text),
        figure=Figure(
            start=low, end=high, text=words, value=value, low=value, high=value, qualifier="exact", unit=unit
        ),
        measure=told["measure"],
        object=told["object"],
        party=told["party"],
        conflict="norland-westland",
        claimant=Claimant(id=None, name=who, side=side, kind=kind, start=ends[0], end=ends[1], text=who)
        if who
        else None,
        time=told["time"],
        place=Place(name=place[0], text=place[0], lat=place[1], lon=place[2], precision="city") if place else None,
        spans=tuple(
            FieldSpan(field=field, start=span(part)[0], end=span(part)[1], text=part)
            for field, part in told["words"].items()
        ),
        rule="made up",
    )


def ledger(count: int) -> tuple[list[Entry], dict[str, str]]:
    """So many claims with what is known of their documents, and the texts by their digests."""
    dice, entries, texts = random.Random(SEED), [], {}
    for number in range(count // A_DOCUMENT):
        day = date(2023, 1, 1) + timedelta(days=number * 365 * A_DOCUMENT // count)
        made = [sentence(dice, day, number) for _ in range(A_DOCUMENT)]
        text = FILLER + "".join(said + " " + FILLER for said, _ in made)
        outlet = f"Gazette {dice.randrange(60)}"
        document = Document(
            id=f"gazette-{number}.txt", text=text, title=f"Day {number} of the war, as told by {outlet}",
            published=str(day), outlet=outlet, url=f"https://gazette.example/{number}",
        )  # fmt: skip
        texts[document.text_sha256] = text
        at = len(FILLER)
        for said, told in made:
            entries.append(
                Entry(
                    claim=claim(document, at, said, told), document=document.id, title=document.title,
                    published=document.published, outlet=outlet, url=document.url, text_sha256=document.text_sha256,
                )
            )  # fmt: skip
            at += len(said) + 1 + len(FILLER)
    return entries, texts


def opened(path: Path, runs: int = 5) -> float | None:
    """The middle of the seconds that a browser takes to open a page; None where there is no browser."""
    browser = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if browser is None:
        return None
    from playwright.sync_api import sync_playwright

    seconds = []
    with sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(runs):
            page = started.new_page(viewport={"width": 1280, "height": 900})
            began = time.perf_counter()
            page.goto(path.as_uri(), wait_until="load")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            seconds.append(time.perf_counter() - began)
            page.close()
        started.close()
    return statistics.median(seconds)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What some work gives, and how many seconds it took."""
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def measured(count: int, path: Path) -> list[tuple[str, str]]:
    """The lines of the table."""
    entries, texts = ledger(count)
    found, reckoning = timed(lambda: (compare(entries), series(entries), check(tuple(entries), texts)))
    data = ReportData(
        title="A made-up war", version="bench", generated_at="2024-01-01", entries=tuple(entries), texts=texts,
        comparisons=found[0], series=found[1], findings=found[2], chain_head="0" * 64,
    )  # fmt: skip
    page, making = timed(lambda: render(data))
    path.write_text(page, encoding="utf-8")
    opening = opened(path)
    return [
        ("claims", f"{len(entries):,}"),
        ("claims with every field on the page", f"{page.count('<blockquote'):,}"),
        ("claims in a line each", f"{page.count('<q>'):,}"),
        ("pictures on the page", f"{page.count('<figure class=')}"),
        ("size of the page, MB", f"{path.stat().st_size / 1e6:.2f}"),
        ("seconds to reckon", f"{reckoning:.1f}"),
        ("seconds to make the page", f"{making:.1f}"),
        ("seconds to open it in a browser", "no browser" if opening is None else f"{opening:.2f}"),
    ]


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="write the page here")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = measured(options.claims, options.keep or Path(folder) / "report.html")
    shown = table(["the report of a made-up ledger", ""], lines)
    print(shown)
    if options.record:
        record("report", shown)


if __name__ == "__main__":
    main()
