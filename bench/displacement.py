"""Displacement figures: of the excerpts that monitors of displacement labelled, how many are read right.

    python -m bench.displacement             the shares
    python -m bench.displacement --errors    and every excerpt that is read otherwise
    python -m bench.displacement --record    the table into bench/RESULTS.md

Excerpts of news and reports, each with one figure, its term and its unit. Right is a claim with the labelled value, a
measure that the term may mean, and people apart from households. A label that is one end of a range, or the sum of
two figures of the text, is right where these are read. Some labels are wrong themselves (260,000 people labelled
26000), some excerpts are not English; they count against the reader. Excerpts without a text are left out.
"""

import argparse
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from bench.data import SHARED
from bench.results import record, table
from counterclaim.claims import find_claims
from counterclaim.claims.cause import causes_in
from counterclaim.model import Claim, Document

FOLDER = SHARED / "data" / "idetect"
CHALLENGE, MONITOR = FOLDER / "idetect_test_nlp.csv", FOLDER / "idmc_fully_labelled.csv"
HOUSING = {
    "Destroyed Housing": "destroyed",
    "Partially Destroyed Housing": "damaged",
    "Uninhabitable Housing": "damaged",
}
# What the terms for people may be in our measures: people who live in a camp or a shelter are displaced, or affected.
MOVED = {"displaced", "affected", "trapped"}


def _number(words: str) -> float | None:
    digits = re.sub(r"[^\d.]", "", words)
    return float(digits) if digits else None


def _rows(path: Any, columns: dict[str, str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.DictReader(stream):
            found = {ours: (row.get(theirs) or "").strip() for ours, theirs in columns.items()}
            if found["text"] and _number(found["value"]) is not None:
                yield found


def challenge() -> list[dict[str, str]]:
    """The 312 excerpts of the challenge that speak of conflict, by their words."""
    columns = {"text": "excerpt", "value": "Quantity", "term": "Term", "unit": "Unit"}
    rows = _rows(CHALLENGE, columns)
    return [row for row in rows if _tells_conflict(row["text"])]


def _tells_conflict(text: str) -> bool:
    counts = causes_in(text)
    return counts["conflict"] > 0 and counts["conflict"] >= counts["disaster"]


def monitored(tag: str | None = None) -> list[dict[str, str]]:
    """The excerpts that the monitoring centre labelled, all or those with one tag."""
    columns = {
        "text": "Excerpt",
        "value": "Displacement figure",
        "term": "Reporting term",
        "unit": "Reporting unit",
        "tag": "Tag",
    }
    return [row for row in _rows(MONITOR, columns) if tag is None or row["tag"] == tag]


def is_measured(claim: Claim, row: dict[str, str]) -> bool:
    """Whether a claim has the labelled measure, of people or households as labelled."""
    if row["term"] in HOUSING:
        return claim.measure in ("destroyed", "damaged") and claim.object == "buildings"
    return claim.measure in MOVED and (claim.figure.unit == "persons") == (row["unit"] != "Households")


def is_right(claims: Sequence[Claim], row: dict[str, str]) -> bool:
    """Whether one of the claims is the labelled figure, an end of its range, or two of them its parts."""
    figures = [claim.figure for claim in claims if is_measured(claim, row)]
    label = _number(row["value"])
    if any(label in ((f.low, f.high) if f.qualifier == "range" else (f.value,)) for f in figures):
        return True
    return any((a.value or 0) + (b.value or 0) == label for a, b in combinations(figures, 2))


def read_right(rows: list[dict[str, str]], *, any_cause: bool, missed: Callable[[dict[str, str]], None]) -> float:
    """The share of rows that are read right; `missed` is called with each that is not."""
    right = 0
    for number, row in enumerate(rows):
        found = find_claims(Document(id=str(number), text=row["text"]), any_cause=any_cause)
        if is_right(found, row):
            right += 1
        else:
            missed({**row, "found": "; ".join(f"{c.figure.text} {c.measure} {c.figure.unit}" for c in found)})
    return right / len(rows)


def measure(missed: Callable[[dict[str, str]], None]) -> dict[str, tuple[int, float]]:
    """For each set its number of excerpts and the share read right; empty where the data is not on this machine."""
    if not (CHALLENGE.is_file() and MONITOR.is_file()):
        return {}
    sets = {
        "conflict, challenge": (challenge(), False),
        "conflict, monitoring centre": (monitored("Conflict and violence"), False),
        "any cause, monitoring centre": (monitored(), True),
    }
    return {
        name: (len(rows), read_right(rows, any_cause=any_cause, missed=missed))
        for name, (rows, any_cause) in sets.items()
    }


def quiet_on_disasters() -> tuple[int, int]:
    """How many excerpts on disasters give a claim where only conflict is asked for, and how many there are."""
    rows = monitored("Disasters")
    return sum(bool(find_claims(Document(id="d", text=row["text"]))) for row in rows), len(rows)


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()

    def show(row: dict[str, str]) -> None:
        if options.errors:
            print(f"- {row['value']} {row['term']} {row['unit']} | found: {row['found']} | {row['text'][:300]!r}")

    results = measure(show)
    if not results:
        raise SystemExit(f"{FOLDER}: no excerpts there; nothing measured")
    rows = [[name, str(count), f"{share:.3f}"] for name, (count, share) in results.items()]
    false, of = quiet_on_disasters()
    rows.append(["disasters that give a claim by default", str(of), f"{false / of:.3f}"])
    answer = table(("excerpts", "number", "share"), rows)
    print(answer)
    if options.record:
        record("displacement", answer)


if __name__ == "__main__":
    main()
