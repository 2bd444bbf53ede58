"""What coding policies make of incidents, for the eye: rows, differences, and the rules with their sources."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.reconcile.policies.difference import numbers, told
from counterclaim.views import words
from counterclaim.views.plain import plain
from counterclaim.views.terminal import SHORT_ID, cell, table

if TYPE_CHECKING:
    from counterclaim.reconcile.policies import Coded, Coding, Difference, Policy

# How well a rule is known, in words that a reader of the page understands.
KNOWN = {
    "read": "read in the source",
    "recalled": "from memory of the source, to be verified",
    "inferred": "follows from other rules",
    "own": "our own choice",
}
NO_INCIDENT = "by itself"


def coding_told(coding: "Coding") -> Iterator[RenderableType]:
    """The rows of a policy, what was left out and why, and what no article tells."""
    made = table("day", "place", "column", "said by", "number", "origins", "claim", right=["number", "origins"])
    for row in coding.rows:
        made.add_row(
            cell(_days(row)), cell(row.place), cell(row.field.replace("_", " ")), cell(_voice(row)),
            cell(numbers(row)), cell(str(row.origins)), cell(row.claims[0][:SHORT_ID] if row.claims else ""),
        )  # fmt: skip
    yield made
    yield Text(f"{coding.policy}: {words.counted(len(coding.rows), 'row')}")
    for why, number in coding.left:
        yield Text(f"left out: {words.counted(number, 'claim')}: {plain(why)}")
    for reason in dict.fromkeys(reason for row in coding.rows for reason in row.reasons):
        yield Text(f"note: {plain(reason)}")
    if coding.unknown:
        yield Text(f"not told by articles, thus not coded: {'; '.join(coding.unknown)}")
    for name, value in coding.settings.items():
        yield Text(f"setting {name}: {_set(value)}")


def _set(value: bool | int) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:,}" if value else "off"


def _voice(row: "Coded") -> str:
    return words.party_name(row.said_by) if row.said_by else ""


def _days(row: "Coded | Difference") -> str:
    if row.start in (None, row.end):
        return row.end or ""
    return f"{row.start} to {row.end or '?'}"


def differences_told(found: Sequence["Difference"], one: str, other: str) -> Iterator[RenderableType]:
    """The incidents that two policies code differently."""
    made = table("day", "place", "what", one, other, "incident")
    for difference in found:
        made.add_row(
            cell(_days(difference)), cell(difference.place), cell(difference.what), cell(told(difference.first)),
            cell(told(difference.second)), cell(difference.incident[:SHORT_ID]),
        )  # fmt: skip
    yield made
    yield Text(f"{words.counted(len(found), 'difference')} between {one} and {other}")


def policies_told(found: Iterable["Policy"]) -> Iterator[RenderableType]:
    """The policies with their rules, where each is written, and their settings."""
    for policy in found:
        yield Text(f"{policy.id} · {policy.name}", style="bold")
        lines = [policy.about + "."]
        for rule in policy.rules.values():
            lines.append(f"- {rule.text} [{rule.source}; {KNOWN[rule.known]}]")
        lines += [f"  setting {name} ({_set(p.off)}): {p.text}" for name, p in policy.parameters.items()]
        yield Padding(Text("\n".join(lines)), (0, 0, 1, 2))
