"""How often news that is not about conflict gives a claim: a fixed sample of 200 items of a general news wire.

    python -m bench.quiet              the share, and what was claimed in items that are not about conflict
    python -m bench.quiet --all        what was claimed in any item of the sample, to judge it
    python -m bench.quiet --record     the line into bench/RESULTS.md

Which items of the sample are about armed conflict or political violence was judged by reading every item in which the
reader found a figure; their numbers stand in `quiet.toml`. An item that newly gives a claim and is not in that file
counts as false until somebody has read it.
"""

import argparse
import random
import tomllib
from pathlib import Path
from typing import Any

from bench.data import ARTICLES, articles, document
from bench.results import record
from counterclaim.claims import find_claims
from counterclaim.model import Claim

JUDGED = Path(__file__).with_name("quiet.toml")
SOURCE, SAMPLE, SEED = "reuters1987", 200, 1987


def sample() -> list[dict[str, Any]]:
    """The items, the same at every run."""
    return random.Random(SEED).sample(list(articles(SOURCE)), SAMPLE)


def about_conflict() -> frozenset[str]:
    """The ids of the items that were judged to be about conflict."""
    return frozenset(tomllib.loads(JUDGED.read_text(encoding="utf-8"))["about_conflict"])


def found() -> dict[str, tuple[Claim, ...]]:
    """The claims of every item that gives one."""
    read = {row["id"]: find_claims(document(row)) for row in sample()}
    return {name: claims for name, claims in read.items() if claims}


def false_share(claims: dict[str, tuple[Claim, ...]]) -> float:
    """The share of the sample that gives a claim and is not about conflict."""
    return len(claims.keys() - about_conflict()) / SAMPLE


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if not ARTICLES.is_file():
        raise SystemExit(f"{ARTICLES}: no articles there; nothing measured")
    claims = found()
    for name, given in sorted(claims.items()):
        if options.all or name not in about_conflict():
            for claim in given:
                print(f"{name}: {claim.figure.text} {claim.measure}: {' '.join(claim.quote.text.split())[:160]}")
    line = f"{SAMPLE} items, {len(claims)} give a claim, {false_share(claims):.3f} are not about conflict and give one"
    print(line)
    if options.record:
        record("quiet", line)


if __name__ == "__main__":
    main()
