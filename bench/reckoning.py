"""How well the checks find what is wrong, and leave alone what is not.

    python -m bench.reckoning                 all of it
    python -m bench.reckoning --trials 5      fewer faults of each kind
    python -m bench.reckoning --only DIGIT_SLIP
    python -m bench.reckoning --record        the tables into bench/RESULTS.md

Faults of every kind are put into made ledgers of four conflicts, one at a time; found is a finding of the code that
speaks of one of its claims. Clean is a real series of one army's losses, day by day, into which nothing was put.
"""

import argparse
from collections.abc import Iterator

from bench import faults, faults_told
from bench.data import SHARED
from bench.made import CONFLICTS, ledger
from bench.results import record, table
from counterclaim.model import Entry, Finding
from counterclaim.reconcile.checks import check
from counterclaim.tables import import_table

MAKERS: dict[str, faults.Maker] = {
    "SUM_PARTS": faults.sum_parts,
    "SUM_PARTS_LE": faults.sum_parts_le,
    "TOTAL_MINUS_INC": faults.total_minus_inc,
    "MONO_CUM": faults.mono_cum,
    "SERIES_OUTLIER": faults.series_outlier,
    "CORRECTION": faults.correction,
    "CORRECTION (addition)": faults.addition,
    "RATE_JUMP": faults.rate_jump,
    "RATE_CEILING": faults.rate_ceiling,
    "PART_LE_WHOLE": faults.part_le_whole,
    "SUBSET_UNIT": faults.subset_unit,
    "UNIT_MISMATCH": faults_told.unit_mismatch,
    "UNIT_MISUSE": faults_told.unit_misuse,
    "UNIT_DRIFT": faults_told.unit_drift,
    "PERIOD_MISMATCH": faults.period_mismatch,
    "PERIOD_GUESS": faults.period_guess,
    "STALE_VALUE": faults.stale_value,
    "DATE_ORDER": faults.date_order,
    "DATELINE_FORGED": faults_told.dateline_forged,
    "DIGIT_SLIP": faults.digit_slip,
    "TARGET_SWAP": faults.target_swap,
    "CLAIMANT_SWAP": faults.claimant_swap,
    "RATIO_PARTIES": faults_told.ratio_parties,
    "RATIO_IMPLAUSIBLE": faults.ratio_implausible,
    "PCT_RANGE": faults.pct_range,
    "TEXT_ARITH": faults.text_arith,
    "RANK_CLAIM": faults.rank_claim,
    "HEADLINE_BODY": faults_told.headline_body,
    "POPULATION_MISMATCH": faults_told.population_mismatch,
    "SELF_CONTRADICTION": faults.self_contradiction,
    "CROSS_CONTRADICTION": faults_told.cross_contradiction,
    "BINARY_CONTRADICTION": faults_told.binary_contradiction,
    "CIRCULAR": faults_told.circular,
    "ALTERED_COPY": faults_told.altered_copy,
    "NO_CLAIMANT": faults_told.no_claimant,
    "DUPLICATE": faults_told.duplicate,
    "SERIES_BREAK": faults.series_break,
    "NAMED_GT_TOTAL": faults_told.named_gt_total,
    "FLOOR_EXCEEDED": faults_told.floor_exceeded,
    "HEAPING": faults.heaping,
    "FROZEN": faults.frozen,
}
SHOWS_BY_HOLDING = ("CORRECTION", "DUPLICATE")  # findings of these say that something is so
LOSSES = SHARED / "data/ukr_mod_losses"
LOUD = ("warn", "error")


def found(name: str, number: int) -> Iterator[tuple[str, bool, tuple[Finding, ...]]]:
    """For each conflict whether the fault of this name and number is found, and all that was said."""
    code = name.partition(" ")[0]
    for conflict in CONFLICTS:
        entries, marked = MAKERS[name](ledger(conflict, number))
        said = check(entries, faults_told.texts_of(entries))
        hit = any(
            f.code == code and not marked.isdisjoint(f.claims) and (f.outcome != "holds" or code in SHOWS_BY_HOLDING)
            for f in said
        )
        yield conflict.id, hit, said


def recall(trials: int, only: str | None) -> dict[str, tuple[int, int]]:
    """Of each code how many faults were found, of how many."""
    scores = {}
    for name in MAKERS:
        if only in (None, name.partition(" ")[0]):
            hits = [hit for number in range(trials) for _, hit, _ in found(name, number)]
            scores[name] = (sum(hits), len(hits))
            print(f"{name:24} {sum(hits):4} of {len(hits)}")
    return scores


def quiet(trials: int) -> tuple[int, int]:
    """Warnings in made ledgers without a fault, of how many claims; what two sides differ in is none."""
    loud = claims = 0
    for conflict in CONFLICTS:
        for number in range(trials):
            entries = ledger(conflict, number).entries
            claims += len(entries)
            loud += len(warnings(check(entries, {})))
    return loud, claims


def warnings(said: tuple[Finding, ...]) -> list[Finding]:
    """The findings that a reader would take for an alarm."""
    return [f for f in said if f.outcome != "holds" and (f.severity in LOUD or f.outcome == "violated")]


def table_entries(name: str) -> tuple[Entry, ...]:
    """The claims of a table of published figures."""
    given = import_table(SHARED / "data" / name)
    about = given.document
    return tuple(
        Entry(claim=claim, document=about.id, published=about.published, text_sha256=about.text_sha256)
        for claim in given.claims
    )


def real() -> list[list[str]]:
    """What is said of real series: rows of what, how many, of how many."""
    people = table_entries("ukr_mod_losses/russia_losses_personnel.json")
    pieces = table_entries("ukr_mod_losses/russia_losses_equipment.json")
    things = check(pieces, {})
    falls = [f for f in things if f.code == "CORRECTION"]
    taken_off = table_entries("ukr_mod_losses/russia_losses_equipment_correction.json")
    below = sum((each.claim.figure.value or 0) < 0 for each in taken_off)
    told = [f for f in check(taken_off, {}) if f.code == "CORRECTION"]
    return [
        ["warnings, the General Staff's personnel", str(len(warnings(check(people, {})))), str(len(people))],
        ["its falls of equipment told as corrections", str(len(falls)), "13"],
        ["its published corrections told as corrections", str(len(told)), str(below)],
        ["warnings in its equipment", str(len(warnings(things))), str(len(pieces))],
        *([name, str(hits), str(of)] for name, (hits, of) in coded().items()),
    ]


# Radford et al. 2023: faults of the coding that were found by hand; code, numbers of the claims in the finding.
CODED = (
    ("PERIOD_GUESS", 6500, "a month's figure coded as a total"),
    ("PERIOD_GUESS", 8300, "a month's figure coded as a total"),
    ("DIGIT_SLIP", 5397, "two digits swapped"),
    ("DIGIT_SLIP", 13050, "a digit lost"),
    ("UNIT_MISUSE", 1697, "coded as wounded and as dead"),
    ("TARGET_SWAP", 22800, "the other side's dead"),
    ("CLAIMANT_SWAP", 4300, "the other side's figure"),
)


def coded() -> dict[str, tuple[int, int]]:
    """Radford et al.: how many of the faults known by hand are found as what they are."""
    entries = table_entries("radford_2023/replication-data-pnas.csv")
    values = {each.claim.id: each.claim.figure.value for each in entries}
    said = check(entries, {})
    hits = [any(f.code == code and value in {values[c] for c in f.claims} for f in said) for code, value, _ in CODED]
    return {"coding faults of Radford et al. found as what they are": (sum(hits), len(hits))}


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=25, help="faults of each kind in each of the four conflicts")
    parser.add_argument("--only", help="one code")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    scores = recall(options.trials, options.only)
    rows = [[name, str(of), f"{hits / of:.2f}"] for name, (hits, of) in scores.items()]
    parts = [table(["fault", "put in", "found"], rows)]
    if options.only is None:
        loud, claims = quiet(options.trials)
        clean = [["warnings in made ledgers without a fault", str(loud), str(claims)]]
        parts.append(table(["what", "number", "of"], clean + (real() if LOSSES.is_dir() else [])))
    print("\n\n".join(parts))
    if options.record:
        record("reckoning", "\n\n".join(parts))


if __name__ == "__main__":
    main()
