"""Official bulletins: of the figures that stand in them, how many are read right.

    python -m bench.bulletins            the shares, and every figure that is read otherwise
    python -m bench.bulletins --record   the table into bench/RESULTS.md

Two sets. The daily statements of the Ukrainian General Staff on Russian losses, every line's total and every "(+N)":
what must be read is the published series of the day and its step from the day before. And the bulletins of the
Palestinian Ministry of Health that have an English text, with the figures that a person entered from them. Right is a
figure with its value, its measure, what is counted, and whether it is a total or of a period. A number of the series
that does not stand in the text is listed as such and not counted.
"""

import argparse
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.data import SHARED, lines
from bench.results import record, table
from counterclaim.claims import find_claims
from counterclaim.model import Claim, Document

DATA = SHARED / "data"
STATEMENTS = DATA / "ukr_mod_pages" / "pages.jsonl"
SERIES = DATA / "ukr_mod_losses"
MINISTRY = DATA / "gaza_daily" / "moh_bulletins_with_labels.jsonl"

# The words that a line of the General Staff begins with, what is counted by the annotation guidelines, and the columns
# of the series; a line of two kinds is their sum.
LINES = {
    "personnel": ("soldiers", ("personnel",)),
    "tanks": ("tanks", ("tank",)),
    "APV": ("armoured_vehicles", ("APC",)),
    "artillery systems": ("artillery", ("field artillery",)),
    "MLRS": ("rocket_launchers", ("MRL",)),
    "Anti-aircraft warfare": ("air_defence", ("anti-aircraft warfare",)),
    "aircraft": ("aircraft", ("aircraft",)),
    "helicopters": ("helicopters", ("helicopter",)),
    "UAV": ("drones", ("drone",)),
    "cruise missiles": ("missiles", ("cruise missiles",)),
    "warships": ("ships", ("naval ship",)),
    "boats": ("ships", ("naval ship",)),
    "vehicles and fuel tanks": ("vehicles", ("vehicles and fuel tanks",)),
    "vehicles": ("vehicles", ("military auto",)),
    "fuel tanks": ("vehicles", ("fuel tank",)),
    "special equipment": ("other", ("special equipment",)),
    "mobile SRBM": ("rocket_launchers", ("mobile SRBM system",)),
}
# A label of the ministry's bulletins: measure, and whether it is a total.
LABELS = {
    "killed": ("killed", "period"),
    "killed_cum": ("killed", "total"),
    "injured": ("wounded", "period"),
    "injured_cum": ("wounded", "total"),
    "killed_recovered": ("killed", "period"),
    "killed_succumbed": ("killed", "period"),
    "killed_truce_new": ("killed", "period"),
}
_LINE = re.compile(
    r"^(?P<head>\D+?)\s*[‒–-]\s*(?:about\s*)?(?P<total>\d[\d ]*)(?:\s*\(\+\s?(?P<step>\d+)\))?", re.MULTILINE
)


@dataclass(frozen=True)
class Expected:
    """A figure that a bulletin gives, by another record of it; `at` None: anywhere in the text."""

    text: str
    at: int | None
    value: int
    measure: str
    object: str
    kind: str


@functools.cache
def series() -> dict[str, dict[str, int]]:
    """The published losses by day and column."""
    days: dict[str, dict[str, int]] = {}
    for name in ("russia_losses_personnel.json", "russia_losses_equipment.json"):
        for row in json.loads((SERIES / name).read_text(encoding="utf-8")):
            days.setdefault(row["date"], {}).update({k: v for k, v in row.items() if isinstance(v, int)})
    return days


def _line_of(head: str) -> tuple[str, tuple[str, ...]] | None:
    known = [name for name in LINES if head.strip().startswith(name)]
    return LINES[max(known, key=len)] if known else None


def statement(page: dict[str, Any]) -> tuple[Document, list[Expected], list[str]]:
    """A General Staff's statement, what must be read of it, and its lines that are not those of the series."""
    text, today = page["text"], series().get(page["date"], {})
    expected, differs = [], []
    for line in _LINE.finditer(text):
        known = _line_of(line["head"])
        if known is None:
            continue
        counted, columns = known
        total = int(line["total"].replace(" ", ""))
        if total != sum(today.get(c, 0) for c in columns):
            differs.append(
                f"{page['date']}: {line.group()!r} stands in the text, {[today.get(c) for c in columns]} in the series"
            )
        measure = "lost" if counted == "soldiers" else "destroyed"
        expected.append(Expected(line["total"].strip(), line.start("total"), total, measure, counted, "total"))
        if line["step"]:
            step = int(line["step"])
            expected.append(Expected(line["step"], line.start("step"), step, measure, counted, "period"))
    outlet = "Ministry of Defence of Ukraine / General Staff"
    return Document(id=page["date"], text=text, published=page["date"], outlet=outlet), expected, differs


def bulletin(row: dict[str, Any]) -> tuple[Document, list[Expected], list[str]]:
    """A ministry's bulletin, what must be read of it, and its labels that do not stand in the text."""
    text, fields = row["english"], row["fields"]
    expected, absent = [], []
    for label, (measure, kind) in LABELS.items():
        value = fields.get(label)
        if not value:
            continue
        printed = re.search(rf"(?<![\d,]){int(value):,}(?![\d,])(?! hours)|(?<![\d,]){value}(?![\d,])(?! hours)", text)
        if printed is None:
            absent.append(f"{row['file']}: {label} {value} does not stand in the text")
        else:
            expected.append(Expected(printed.group(), None, int(value), measure, "people", kind))
    outlet = "Palestinian Ministry of Health - Gaza"
    return Document(id=row["file"], text=text, published=fields["report_date"], outlet=outlet), expected, absent


def is_right(claim: Claim, wanted: Expected) -> bool:
    """Whether a claim is the figure that was wanted."""
    placed = wanted.at is None or claim.figure.start == wanted.at
    got = (claim.figure.value, claim.measure, claim.object, claim.time.kind)
    return placed and got == (wanted.value, wanted.measure, wanted.object, wanted.kind)


def sets() -> Iterator[tuple[str, list[tuple[Document, list[Expected], list[str]]]]]:
    """The sets that are present, by name."""
    if STATEMENTS.is_file():
        yield "General Staff of Ukraine, 2022", [statement(page) for page in lines(STATEMENTS)]
    if MINISTRY.is_file():
        yield "Palestinian Ministry of Health, 2026", [bulletin(row) for row in lines(MINISTRY) if row["english"]]


def measure() -> tuple[dict[str, tuple[int, int, int]], list[str]]:
    """For each set the bulletins, the figures and those read right; and a line for each that is not."""
    results, notes = {}, []
    for name, bulletins in sets():
        count = right = 0
        for document, expected, absent in bulletins:
            found = find_claims(document)
            notes += absent
            for wanted in expected:
                fits = any(is_right(claim, wanted) for claim in found)
                count, right = count + 1, right + fits
                if not fits:
                    notes.append(
                        f"{document.id}: {wanted.text} should be {wanted.measure} {wanted.object} {wanted.kind}"
                    )
        results[name] = (len(bulletins), count, right)
    return results, notes


def shares() -> dict[str, float]:
    """The share read right of each set, for the quality gate."""
    return {name: right / count for name, (_, count, right) in measure()[0].items()}


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    results, notes = measure()
    rows = [[name, str(n), str(count), f"{right / count:.4f}"] for name, (n, count, right) in results.items()]
    print("\n".join(notes))
    answer = table(("bulletins of", "bulletins", "figures that stand in them", "read right"), rows)
    print(answer)
    if options.record:
        record("bulletins", answer)


if __name__ == "__main__":
    main()
