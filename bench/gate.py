"""Refuse a change that reads worse: every score at or above its floor in floors.json.

    python -m bench.gate                          exit 1 where a score fell below its floor
    python -m bench.gate --pin                    raise the floors to what is measured now
    python -m bench.gate --pin --why "REASON"     lower floors too, and write the reason beside them

A floor belongs to one version of one annotated set, known by its sha256. A floor that stands lower than in any earlier
commit needs an entry in `lowered` that names set, measure, both values and why; without one nothing is measured.
Sets that are not on this machine are named and left out.
"""

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench import bulletins, displacement, quiet
from bench.accuracy import as_table, measure
from bench.data import ARTICLES, GOLD, ROOT, sha256

FLOORS = Path(__file__).with_name("floors.json")
# A parse may differ in one sentence of some hundreds between versions of Python and numpy.
SLACK = 0.003
CEILINGS = {"false_documents", "false_share", "disasters"}  # here less is better
# Sets beside the annotated ones, each known by one of its files.
OTHERS = {"bulletins": bulletins.STATEMENTS, "displacement": displacement.MONITOR, "quiet": ARTICLES}

Floors = dict[str, Any]
"""`{"sets": {set: {"sha256": …, "floors": {measure: number}}}, "lowered": [{set, measure, from, to, why, date}]}`"""


def better(measure_name: str, one: float, other: float) -> bool:
    """Whether `one` is strictly better than `other`.

    >>> better("core", 0.9, 0.8), better("false_documents", 3, 0)
    (True, False)
    """
    return one < other if measure_name in CEILINGS else one > other


def files() -> dict[str, Path]:
    """The file of every set that is on this machine."""
    return {name: path for name, path in (GOLD | OTHERS).items() if path.is_file()}


def others() -> dict[str, dict[str, float]]:
    """The scores on the sets beside the annotated ones that are on this machine."""
    found: dict[str, dict[str, float]] = {}
    if OTHERS["bulletins"].is_file():
        found["bulletins"] = {name: round(share, 4) for name, share in bulletins.shares().items()}
    if OTHERS["displacement"].is_file():
        shares = displacement.measure(lambda row: None)
        false, of = displacement.quiet_on_disasters()
        found["displacement"] = {name: round(share, 4) for name, (_, share) in shares.items()}
        found["displacement"]["disasters"] = round(false / of, 4)
    if OTHERS["quiet"].is_file():
        found["quiet"] = {"false_share": quiet.false_share(quiet.found())}
    return found


def earlier_versions() -> list[Floors]:
    """floors.json as every earlier commit has it; empty without git or history."""
    name = FLOORS.relative_to(ROOT).as_posix()
    git = ["git", "-C", str(ROOT)]
    log = subprocess.run([*git, "log", "--format=%H", "--", name], capture_output=True, text=True, check=False)
    versions = []
    for commit in log.stdout.split() if not log.returncode else []:
        shown = subprocess.run([*git, "show", f"{commit}:{name}"], capture_output=True, text=True, check=False)
        if not shown.returncode:
            versions.append(json.loads(shown.stdout))
    return versions


def lowered_without_reason(now: Floors, before: list[Floors]) -> list[str]:
    """Floors that were better in an earlier version, and for which `lowered` holds no reason.

    >>> was = {"sets": {"dev": {"floors": {"core": 0.8}}}}
    >>> now = {"sets": {"dev": {"floors": {"core": 0.7}}}, "lowered": []}
    >>> lowered_without_reason(now, [was])
    ['dev core: 0.8 before, 0.7 now, and no reason in `lowered`']
    """
    faults = []
    reasons = [r for r in now.get("lowered", []) if str(r.get("why", "")).strip()]
    for old in before:
        for name, entry in old["sets"].items():
            for key, was in entry["floors"].items():
                floor = now["sets"].get(name, {}).get("floors", {}).get(key)
                explained = any(
                    (r["set"], r["measure"], r["to"]) == (name, key, floor) and not better(key, was, r["from"])
                    for r in reasons
                )
                if (floor is None or better(key, was, floor)) and not explained:
                    faults.append(f"{name} {key}: {was} before, {floor} now, and no reason in `lowered`")
    return sorted(set(faults))


def shortfalls(floors: Floors, results: dict[str, dict[str, float]]) -> list[str]:
    """Where a score is worse than its floor.

    >>> floors = {"sets": {"dev": {"floors": {"core": 0.8, "false_documents": 0}}}}
    >>> shortfalls(floors, {"dev": {"core": 0.75, "false_documents": 1}})
    ['dev core: 0.75, floor 0.8', 'dev false_documents: 1, at most 0']
    """
    return [
        f"{name} {key}: {results[name].get(key)}, {'at most' if key in CEILINGS else 'floor'} {floor}"
        for name, entry in floors["sets"].items()
        if name in results
        for key, floor in entry["floors"].items()
        if results[name].get(key) is None or better(key, floor, results[name][key])
    ]


def changed_sets(floors: Floors) -> list[str]:
    """Sets present whose file is not the one that the floors were measured on, and sets without floors."""
    return [
        f"{name}: {path.name} is not the file that its floors were measured on"
        if name in floors["sets"]
        else f"{name}: no floors yet"
        for name, path in files().items()
        if floors["sets"].get(name, {}).get("sha256") != sha256(path)
    ]


def pin(floors: Floors, results: dict[str, dict[str, float]], why: str) -> list[str]:
    """Set the floors to the scores, less `SLACK`; a lower one only with a reason. Answers what was refused."""
    refused = []
    for name, got in results.items():
        old = floors["sets"].get(name, {}).get("floors", {})
        new = {k: v if k in CEILINGS else round(max(0.0, v - SLACK), 3) for k, v in got.items()}
        for key, was in old.items():
            if key in new and not better(key, was, new[key]):
                continue
            if why and key in new:
                entry = {"set": name, "measure": key, "from": was, "to": new[key], "why": why}
                floors["lowered"].append({**entry, "date": str(date.today())})
            else:
                refused.append(f"{name} {key}: {was} stands, {got.get(key)} measured")
                new[key] = was
        floors["sets"][name] = {"sha256": sha256(files()[name]), "floors": new}
    return refused


def check(floors: Floors, results: dict[str, dict[str, float]]) -> int:
    """Print what fell below its floor and answer the exit code."""
    fallen = shortfalls(floors, results)
    for line in fallen:
        print(f"below its floor: {line}", file=sys.stderr)
    if not fallen:
        print(f"every score of {', '.join(results) or 'no set'} is at or above its floor")
    return int(bool(fallen))


def main() -> int:
    """The command line of this script; answers the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--why", default="", metavar="REASON")
    options = parser.parse_args()
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    faults = lowered_without_reason(floors, earlier_versions())
    faults += [] if options.pin else changed_sets(floors)
    if faults:
        print("\n".join(["nothing measured:", *faults]), file=sys.stderr)
        return 1
    results = measure()
    print(as_table(results))
    for name, scores in others().items():
        results[name] = scores
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in scores.items()))
    if absent := sorted(set(GOLD | OTHERS) - set(results)):
        print(f"not on this machine: {', '.join(absent)}")
    if not options.pin:
        return check(floors, results)
    refused = pin(floors, results, options.why)
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    for line in refused:
        print(f"not lowered without --why: {line}", file=sys.stderr)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
