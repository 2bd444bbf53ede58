"""The verbs `list`, `explain` and `verify`: what stands in a ledger, and whether it still stands as it did."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.options import takes_filter, takes_format, takes_ledger
from counterclaim.model import Filter

if TYPE_CHECKING:
    from counterclaim.ledger import Broken

# On a terminal; a page of a laptop holds about 50 lines, and a table of a thousand hides its own head.
SHOWN = 100
BROKEN_SHOWN = 20


@click.command("list")
@takes_filter
@click.option("--limit", metavar="N", type=click.IntRange(0), help=f"At most N claims; 0 for all.  [table: {SHOWN}]")
@takes_ledger
@takes_format
def list_claims(where: Filter, limit: int | None, ledger_path: str, as_json: bool) -> None:
    """List claims, in the order in which they were read.

    Options of the filter are combined: only claims that meet all of them are listed. As JSON each line is the
    claim as `read --json` gives it, with title, published, outlet and url of its document. Private persons are
    listed by role, and their names are blanked.

    \b
    Examples:
      counterclaim list
      counterclaim list --measure killed --party russia --since 2022-02-24
      counterclaim list --claimant kremlin --json
      counterclaim list --side independent --limit 20
    """
    from itertools import islice

    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline.answers import names_withheld
    from counterclaim.pipeline.held import also
    from counterclaim.views.exports.lines import claim_line
    from counterclaim.views.privacy import without_names
    from counterclaim.views.terminal import claims_listed

    with asked(where, ledger_path) as (ledger, checked):
        names, entries = names_withheld(ledger), ledger.entries(checked)
        wanted = limit if limit is not None else (0 if as_json else SHOWN)
        first = without_names(islice(entries, wanted or None), names)
        if as_json:
            any_there = json_lines(map(claim_line, first))
        else:
            listed = list(first)
            any_there = len(listed)
            show(claims_listed(listed, len(listed) + sum(1 for _ in entries)))
        if not any_there:
            note(f"no claim in {ledger_path} meets this{also(ledger)}")


@click.command()
@click.argument("claim_id", metavar="ID")
@takes_ledger
@takes_format
def explain(claim_id: str, ledger_path: str, as_json: bool) -> None:
    """Explain one claim: its sentence, every field, the rule.

    Every span of the sentence is underlined and named, and a field without a value says so. ID is the id of a
    claim as `list` shows it, or its beginning as far as no other claim begins so.

    \b
    Examples:
      counterclaim explain c_7k2m
      counterclaim explain c_7k2m --json
    """
    from counterclaim.cli.ledgers import found_claim, opened
    from counterclaim.cli.output import json_lines, lines
    from counterclaim.pipeline.answers import explained, names_withheld
    from counterclaim.views.explain import explanation
    from counterclaim.views.exports.lines import claim_line
    from counterclaim.views.reviewing import deeds

    with opened(ledger_path) as ledger:
        entry, text, about = explained(ledger, found_claim(ledger, claim_id))
        names = names_withheld(ledger)
        history = list(deeds(entry.claim.id, ledger.decisions(), lambda told: names.blank(told, entry.document)))
    if as_json:
        json_lines([claim_line(entry) | {"status": entry.status, "history": history, "ledger": about}])
    else:
        lines(explanation(entry, text, about, history))


@click.command()
@click.option("--head", metavar="HASH", help="A head noted earlier: the ledger must still contain that row.")
@takes_ledger
@takes_format
@click.pass_context
def verify(ctx: click.Context, head: str | None, ledger_path: str, as_json: bool) -> None:
    """Check every span and every hash of a ledger.

    Prints how many rows were checked and the head of the chain: whoever noted the head earlier can see that
    nothing before it was changed. Where something is wrong the first broken row is named.

    \b
    Examples:
      counterclaim verify
      counterclaim verify --ledger war.db --json

    \b
    Exit codes:
      0  everything stands as it was written
      1  a row is broken: it was changed outside of Counterclaim, or the file is damaged
      2  no such ledger, or the file is not one
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, lines

    with opened(ledger_path) as ledger:
        broken = list(ledger.verify(head))
        told = {"ledger": ledger_path, "sound": not broken, "head": ledger.head(), **ledger.counts()}
    if as_json:
        json_lines([told | {"broken": broken}])
    else:
        lines(verdict(told, broken))
    ctx.exit(1 if broken else 0)


def verdict(told: dict[str, Any], broken: "Sequence[Broken]") -> Iterator[str]:
    """What `verify` tells a person: the counts and the head, or the rows that are broken, in their order."""
    for row in sorted(broken, key=lambda one: not one.row)[:BROKEN_SHOWN]:  # rows, then what is in no row
        yield f"broken: {row}"
    if len(broken) > BROKEN_SHOWN:
        yield f"... and {len(broken) - BROKEN_SHOWN:,} more (--json lists all)"
    if broken:
        yield f"{told['ledger']}: not as it was written; go back to a copy that verifies"
        return
    yield f"{told['ledger']}: every span and every hash stands as it was written"
    yield f"{told['documents']:,} documents, {told['claims']:,} claims, {told['readings']:,} readings"
    yield f"head of the chain: {told['head']}"
