"""Accuracy of reading on every annotated set that is present.

    python -m bench.accuracy                    all sets, as a table
    python -m bench.accuracy dev --errors 20    one set, with 20 errors of each kind
    python -m bench.accuracy --keep claims/     the claims too, one file a set, to compare two versions with diff
    python -m bench.accuracy --record           the table into bench/RESULTS.md

Where the project's data folder lies beside the repository its own scorer is used (it knows names of countries and
offices); elsewhere, and always for the examples, `bench.scoring`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from bench.data import GOLD, SCORER, document, gold_sets, lines
from bench.results import record, table
from bench.scoring import score
from counterclaim.claims import find_claims

MEASURES = ("detect", "core", "full", "core_by_document", "claimant_given", "false_documents")


def extract(gold: Path, into: Path) -> None:
    """Read every document of an annotated set; one claim a line, in the form of `counterclaim read --json`."""
    with into.open("wb") as stream:
        for line in lines(gold):
            for claim in find_claims(document(line)):
                stream.write(msgspec.json.encode(claim) + b"\n")


def scores(name: str, gold: Path, claims: Path) -> dict[str, float]:
    """The scores of one set: F1 of detect, core and full, and where the full scorer is at hand two more."""
    if name == "examples" or not SCORER.is_file():
        own = score(lines(gold), lines(claims))
        return {key: own[key] for key in MEASURES if key in own}
    command = [sys.executable, str(SCORER), str(gold), str(claims), "--json"]
    answer: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {
        **{key: answer[key]["f1"] for key in ("detect", "core", "full")},
        "core_by_document": answer["core_by_document"] or 0.0,
        "claimant_given": answer["claimant_given"] or 0.0,
        "false_documents": answer["of_them_with_a_false_claim"],
    }


def measure(names: tuple[str, ...] = (), keep: Path | None = None, errors: int = 0) -> dict[str, dict[str, float]]:
    """Read and score every set present, or those named; `keep` holds the claims, `errors` are printed."""
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, gold in gold_sets(names).items():
            claims = folder / f"{name}.jsonl"
            extract(gold, claims)
            results[name] = scores(name, gold, claims)
            if errors and SCORER.is_file():
                subprocess.run(
                    [sys.executable, str(SCORER), str(gold), str(claims), "--errors", str(errors)], check=True
                )
    return results


def as_table(results: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table."""
    heads = (
        "set",
        "detect F1",
        "core F1",
        "full F1",
        "core F1, mean of documents",
        "claimant rightly named",
        "documents with a false claim",
    )
    rows = [
        [name, *(f"{got[m]:.3f}" if m in got else "" for m in MEASURES[:5]), str(got["false_documents"])]
        for name, got in results.items()
    ]
    return table(heads, rows)


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(GOLD)}; all that are present where none is named")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.sets) - set(GOLD):
        parser.error(f"no set named {', '.join(sorted(unknown))}; there are {', '.join(GOLD)}")
    results = measure(tuple(options.sets), options.keep, options.errors)
    print(as_table(results))
    if absent := sorted(set(options.sets or GOLD) - set(results)):
        print(f"not on this machine: {', '.join(absent)}", file=sys.stderr)
    if options.record:
        record("accuracy", as_table(results))


if __name__ == "__main__":
    main()
