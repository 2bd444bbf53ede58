"""The verbs `changes` and `release`: what is another than it was, and names for states of a ledger."""

import click

from counterclaim.cli.options import takes_format, takes_ledger

SHOWN = 200  # claims and numbers of a table: `--json` gives all


@click.command()
@click.option("--since", required=True, metavar="DATE|RELEASE", help="A day, a release by its name, or a chain head.")
@takes_ledger
@takes_format
def changes(since: str, ledger_path: str, as_json: bool) -> None:
    """Tell what changed, and why a number on the page moved.

    Claims that were added, read again with another result or not found any more, corrected or decided by people,
    withdrawn. Then each number of a comparison that is another now: before, after, and the claims because of which.
    A day means as things stood before anything was read or decided on it. A release is named with
    `counterclaim release`; the head of a chain, as `verify` prints it, does as well, its first eight letters suffice.

    \b
    Examples:
      counterclaim changes --since 2026-04-01
      counterclaim release spring
      counterclaim changes --since spring --json
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline.changes import changes as since_then
    from counterclaim.views.changed import changes_listed, tally

    with opened(ledger_path) as ledger:
        found = since_then(ledger, since)
    if as_json:
        json_lines([*found.changes, *found.moved])
    else:
        show(changes_listed(found.changes[:SHOWN], found.moved[:SHOWN], tally(found.changes)))
        left = max(0, len(found.changes) - SHOWN) + max(0, len(found.moved) - SHOWN)
        if left:
            note(f"{left:,} more are not shown: --json lists all")
    if not found.changes:
        note(f"nothing changed in {ledger_path} since {since}")


@click.command()
@click.argument("name", metavar="NAME")
@takes_ledger
@takes_format
def release(name: str, ledger_path: str, as_json: bool) -> None:
    """Name the ledger's state of now, to ask later what changed.

    The name and the head of the chain are added to a file beside the ledger, NAME.db.releases; the ledger itself is
    not changed. Publish the head with what you publish: it shows that nothing before it was changed.

    \b
    Examples:
      counterclaim release spring
      counterclaim release "Annual report 2026"
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, lines
    from counterclaim.ledger.releases import release as named
    from counterclaim.pipeline.reading import utc_now

    with opened(ledger_path) as ledger:
        made = named(ledger, name, at=utc_now())
    if as_json:
        json_lines([made])
    else:
        lines([f"{made.name}: {made.head}"])
