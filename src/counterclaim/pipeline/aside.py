"""Findings that people set aside: they stay, say who set them aside and why, and count no longer as they did."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from counterclaim.model import Finding

if TYPE_CHECKING:
    from counterclaim.ledger import Decision

ASIDE = "aside"  # beside the outcomes


def finding_key(finding: Finding) -> str:
    """The name by which a decision sets a finding aside: the same as long as its code and claims are.

    >>> finding_key(
    ...     Finding(
    ...         code="SUM_PARTS",
    ...         severity="warn",
    ...         outcome="violated",
    ...         claims=("c_b", "c_a"),
    ...         documents=("x", "y"),
    ...         formula="",
    ...         text="",
    ...     )
    ... )
    'SUM_PARTS:c_a,c_b'
    """
    return f"{finding.code}:{','.join(sorted(finding.claims))}"


def dismissals(decided: "Iterable[Decision]") -> "dict[str, Decision]":
    """Of decisions that hold those by which a finding was set aside, by the finding's name; the last word counts.

    >>> dismissals(())
    {}
    """
    return {one.target: one for one in decided if one.action == "dismiss" and one.target}


def claims_named(key: str) -> list[str]:
    """The claims of a finding by its name.

    >>> claims_named("SUM_PARTS:c_a,c_b")
    ['c_a', 'c_b']
    """
    return [claim for claim in key.partition(":")[2].split(",") if claim]


def told(found: Iterable[Finding], known: "Mapping[str, Decision]") -> "dict[str, Finding]":
    """Of some findings those that were set aside, by their names.

    >>> told((), {})
    {}
    """
    return {key: one for one in found if (key := finding_key(one)) in known} if known else {}
