"""Findings whose words are data: formula, text, reasons and next step of `check_texts.toml`, filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.model import Finding, Outcome, Severity
from counterclaim.reconcile.checks.case import finding
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.wording import first_up
from counterclaim.vocabulary.words import toml

FILE = "check_texts.toml"


def told(
    name: str,
    claims: Sequence[Item],
    outcome: Outcome,
    severity: Severity,
    words: Mapping[str, str],
    derived: Exact | None = None,
) -> Finding:
    """The finding that `check_texts.toml` words under this name: a code, or a code's variant as "CODE.variant"."""
    code, _, variant = name.partition(".")
    entry: dict[str, Any] = toml(FILE)[code]
    entry = entry[variant] if variant else entry
    return finding(
        entry.get("code", code),
        claims,
        outcome,
        severity,
        entry["formula"].format(**words),
        first_up(entry["text"].format(**words)),
        derived=derived,
        reasons=[reason.format(**words) for reason in entry["reasons"]],
        next_step=entry["next"].format(**words),
    )
