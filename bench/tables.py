"""Tables of published figures: what becomes of them, how fast, and how news stands against claimants' own series.

    python -m bench.tables            the tables
    python -m bench.tables --record   the tables into bench/RESULTS.md

Three parts. The tables at hand, each with the mapping whose columns it has: claims, cells that could not be read. An
invented table of 100,000 rows with one figure each, as CSV and as JSON: seconds, and how many times as long as the
standard library takes to split it, which keeps no place of any cell. And totals in annotated news and in coded data,
looked for in the series of the Ukrainian General Staff and of Gaza's ministry of health.
"""

import argparse
import csv
import io
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bench.data import GOLD, SHARED, lines
from bench.results import record, table
from counterclaim.model import Claim, Claimant, Document, Entry, Figure, Span, Time, claim_id
from counterclaim.reconcile.items import items
from counterclaim.reconcile.official import looked_up, own_series, series_for
from counterclaim.tables import Imported, import_table, mapping
from counterclaim.tables.importing import from_text

DATA = SHARED / "data"
OWN = ("ukr_mod_losses/russia_losses_personnel.json", "ukr_mod_losses/russia_losses_equipment.json",
       "gaza_daily/casualties_daily.json")  # fmt: skip
CODED = "radford_2023/replication-data-pnas.csv"
TABLES = (*OWN, "ukr_mod_losses/russia_losses.csv", "ukr_mod_losses/russian-losses.json",
          "gaza_daily/lebanon_casualties_daily.json", CODED, "missile_attacks/missile_attacks_daily.csv",
          "economist_estimates/Soldier deaths_casualties in Ukraine - estimates.csv")  # fmt: skip
ROWS = 100_000
WHERE = ("same", "rounded", "earlier", "later", "slip", "other")


def entries(found: Imported) -> list[Entry]:
    """The claims of a table as a ledger has them."""
    sha = found.document.text_sha256
    return [Entry(claim=claim, document=claim.document, text_sha256=sha) for claim in found.claims]


def imported() -> list[list[str]]:
    """One line for each table."""
    made = [(name, import_table(DATA / name)) for name in TABLES]
    return [[name, f"{len(one.claims):,}", f"{len(one.skipped):,}"] for name, one in made]


# ---------------------------------------------------------------- speed
def invented() -> tuple[str, str]:
    """A table of so many rows, as CSV and as JSON."""
    days = [(date(2000, 1, 1) + timedelta(days=n // 12)).isoformat() for n in range(ROWS)]
    rows = [{"date": day, "personnel": 7 * n} for n, day in enumerate(days)]
    return "date,personnel\n" + "".join(f"{row['date']},{row['personnel']}\n" for row in rows), json.dumps(rows)


def timed(work: Callable[[], object]) -> float:
    """Seconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def speed() -> list[list[str]]:
    """Seconds for the invented table, and against the standard library."""
    as_csv, as_json = invented()
    known = mapping("ukraine_losses_csv")
    split = timed(lambda: list(csv.reader(io.StringIO(as_csv)))), timed(lambda: json.loads(as_json))
    ours = (
        timed(lambda: from_text(as_csv, "made.csv", known, is_json=False)),
        timed(lambda: from_text(as_json, "made.json", known, is_json=True)),
    )
    return [[name, f"{a:.1f} s", f"{a / b:.0f}"] for name, a, b in zip(("CSV", "JSON"), ours, split, strict=True)]


# ---------------------------------------------------------------- news against series
def annotated(name: str) -> list[Entry]:
    """The figures of an annotated set as people read them, by the country that their claimant speaks for."""
    return [
        _entry(document["id"], document["text"], document.get("published"), row)
        for document in lines(GOLD[name])
        for row in document["claims"]
    ]


def _entry(name: str, text: str, published: str | None, row: dict[str, object]) -> Entry:
    start, end = int(str(row["start"])), int(str(row["end"]))
    sha = Document(id=name, text=text).text_sha256
    said = list(row.get("claimant") or ())  # type: ignore[call-overload]
    side = row.get("claimant_side")
    who = Claimant(id=None, name=said[0], side=side, kind="body", start=None, end=None, text=None) if said else None  # type: ignore[arg-type]
    number = row["value"]
    claim = Claim(
        id=claim_id(sha, start, end), document=name, quote=Span(start=start, end=end, text=text[start:end]),
        figure=Figure(start=start, end=end, text=text[start:end], value=number, low=number, high=number,  # type: ignore[arg-type]
                      qualifier=row["qualifier"], unit=row["unit"]),  # type: ignore[arg-type]
        measure=str(row["measure"]), object=str(row["object"]), party=row["party"],  # type: ignore[arg-type]
        conflict="israel-gaza" if row["party"] == "gaza" else "russia-ukraine", claimant=who, stance=row["stance"],  # type: ignore[arg-type]
        time=Time(kind=row["time_kind"], start=row.get("time_start"), end=row.get("time_end")), rule="annotated",  # type: ignore[arg-type]
    )  # fmt: skip
    return Entry(claim=claim, document=name, published=published, text_sha256=sha)


def against_series(told: Iterable[Entry], own: Sequence[Entry]) -> Counter[str]:
    """How many totals stand where in their claimants' own series."""
    known = own_series(items(own))
    verdicts = [
        looked_up(item, series) for item in items(tuple(told)) if (series := series_for(item, known)) is not None
    ]
    return Counter(verdict.where for verdict in verdicts if verdict is not None)


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"{DATA}: no tables there; nothing measured")
    own = [entry for name in OWN for entry in entries(import_table(DATA / name))]
    sets = [(name, annotated(name)) for name in ("train", "dev", "seeds")]
    sets.append(("coded, Radford et al.", entries(import_table(DATA / CODED))))
    stood = [(name, against_series(told, own)) for name, told in sets]
    text = "\n\n".join((
        table(["table", "claims", "cells that cannot be read"], imported()),
        table(["100,000 rows", "import", "times the standard library"], speed()),
        table(["totals", *WHERE], [[name, *(f"{count[where]:,}" for where in WHERE)] for name, count in stood]),
    ))  # fmt: skip
    print(text)
    if options.record:
        record("tables", text)


if __name__ == "__main__":
    main()
