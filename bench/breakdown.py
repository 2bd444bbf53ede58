"""Where the reader is good and where it is not: its scores by measure, by side, by conflict and by kind of text.

    python -m bench.breakdown             the tables, over train and dev together, as read by the shipped models
    python -m bench.breakdown dev         of one annotated set

`tools/train_reader.py --cross-validate 5 --record` gives the same tables for models that have not seen the document.

Each table: how many figures were annotated, and F1 of finding them (detect) and of reading measure, party and claimant
right too (core). A figure that was found and is none counts against the class that the reader gave it. The scorer is
that of the annotated news; without it there is nothing to measure.
"""

import argparse
import collections
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bench.data import GOLD, document, lines, scorer
from bench.results import table
from counterclaim.claims import find_claims

Row = dict[str, Any]
CORE = ("measure", "party", "claimant")
FEWEST = 15  # annotated figures of a class that has a line of its own
# The two sides of the conflicts of which enough is annotated, to hold the reader to the same measure for both.
SIDES = {
    "Russia and Ukraine": (("russia",), ("ukraine",)),
    "Israel and Palestine": (("israel",), ("gaza", "palestine", "hamas", "west_bank")),
    "El Salvador": (("el_salvador",), ("fmln",)),
}


@dataclass
class Count:
    """Of one class: figures annotated, found, read right, and claims that are no figure."""

    gold: int = 0
    found: int = 0
    core: int = 0
    spurious: int = 0

    def f1(self, right: int) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * right / max(1, self.gold + self.found + self.spurious)


@dataclass
class Reading:
    """Every annotated figure with its document and how it was read, and what was read beside them."""

    figures: list[tuple[Row, Row, list[str] | None]] = field(default_factory=list)  # wrong fields; None: not found
    spurious: list[tuple[Row, Row]] = field(default_factory=list)
    named: int = 0
    rightly: float = 0.0  # share of the named


def read(names: Iterable[str]) -> Reading:
    """All figures of some annotated sets, as the shipped models read them."""
    documents = [row for name in names for row in lines(GOLD[name])]
    return scored(documents, [msgspec.to_builtins(claim) for row in documents for claim in find_claims(document(row))])


def scored(documents: Sequence[Row], claims: Sequence[Row]) -> Reading:
    """All figures of annotated documents, as they were read by these claims."""
    result, missed, spurious, wrong = scorer().score(documents, claims)
    by_id = {row["id"]: row for row in documents}
    fields = {(d, g["start"], g["end"]): names for d, g, _, names in wrong}
    lost = {(d, g["start"], g["end"]) for d, g, _ in missed}
    figures = []
    for row in documents:
        for gold in row["claims"]:
            key = (row["id"], gold["start"], gold["end"])
            if gold["measure"] != "other" and not gold.get("optional"):
                figures.append((row, gold, None if key in lost else fields.get(key, [])))
    named = sum(bool(claim["claimant"]) for claim in claims)
    return Reading(figures, [(by_id[d], claim) for d, claim in spurious], named, result["claimant_given"] or 0.0)


def classes(reading: Reading, of_gold: Callable[[Row, Row], str | None]) -> dict[str, Count]:
    """The counts of each class; `of_gold` tells the class of a figure or a claim from its document and itself."""
    counts: collections.defaultdict[str, Count] = collections.defaultdict(Count)
    for row, gold, wrong in reading.figures:
        if (name := of_gold(row, gold)) is None:
            continue
        counts[name].gold += 1
        counts[name].found += wrong is not None
        counts[name].core += wrong is not None and not set(wrong) & set(CORE)
    for row, claim in reading.spurious:
        if (name := of_gold(row, claim)) is not None:
            counts[name].spurious += 1
    return dict(counts)


def as_table(head: str, counts: dict[str, Count], fewest: int = FEWEST) -> str:
    """A table of the classes, the most annotated first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1].gold, item[0]))
    rows = [
        [name, str(c.gold), f"{c.f1(c.found):.3f}", f"{c.f1(c.core):.3f}"] for name, c in ranked if c.gold >= fewest
    ]
    return table((head, "figures", "detect F1", "core F1"), rows)


def side_of(row: Row, claim: Row) -> str | None:
    """The side of a conflict that a figure is about."""
    for conflict, sides in SIDES.items():
        for parties in sides:
            if claim["party"] in parties:
                return f"{conflict}: {parties[0]}"
    return None


def tables(reading: Reading) -> str:
    """All tables, as Markdown."""
    return "\n\n".join(
        [
            as_table("measure", classes(reading, lambda _, c: str(c["measure"]))),
            as_table("side that the figure is about", classes(reading, side_of)),
            as_table("conflict", classes(reading, lambda row, _: str(row.get("conflict") or "not told"))),
            as_table("kind of text", classes(reading, lambda row, _: str(row.get("kind") or "not told"))),
            f"A claimant is named {reading.named} times, rightly {reading.rightly:.3f}.",
        ]
    )


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["train", "dev"], help="of train, dev and seeds")
    options = parser.parse_args()
    print(tables(read(options.sets)))


if __name__ == "__main__":
    main()
