"""The verb `import`: a table of published figures into claims."""

from typing import TYPE_CHECKING

import click

from counterclaim.cli.options import takes_format

if TYPE_CHECKING:
    from counterclaim.tables import Imported

SHOWN = 20  # lines about rows that could not be read; --all shows every one


@click.command("import", no_args_is_help=True)
@click.argument("tables", nargs=-1, metavar="TABLE...")
@click.option(
    "--mapping",
    "with_mapping",
    metavar="NAME|FILE",
    help="What the columns mean; else TABLE.toml, else by the columns.",
)
@click.option("--into", metavar="FILE", type=click.Path(), help="Keep the table and its claims in this ledger.")
@click.option("--mappings", is_flag=True, help="List the mappings that come with Counterclaim.")
@click.option("--all", "every", is_flag=True, help="A line for every row that could not be read.")
@takes_format
@click.pass_context
def import_(
    ctx: click.Context,
    tables: tuple[str, ...],
    with_mapping: str | None,
    into: str | None,
    mappings: bool,
    every: bool,
    as_json: bool,
) -> None:
    """Read a table of published figures: each is a claim.

    TABLE is CSV, TSV, JSON or JSON lines. A mapping says what its columns mean: who says so, what is counted, of whom,
    on which day. Several come with Counterclaim; your own is a small file, docs/reckoning.md has one. The words of
    a claim are the cell that the number stands in, its quotation the row.

    Of a table that has grown since it was imported, the rows that stand keep their claims; what is new is a release.

    What cannot be read costs one line that says what would be right; the rest is kept. Columns that a mapping leaves
    out are named with the reason. Without --into nothing is kept and the claims are shown.

    \b
    Examples:
      counterclaim import losses.csv --mapping ukraine_losses_csv --into war.db
      counterclaim import estimates.csv --mapping estimates.toml --json
      counterclaim import --mappings

    \b
    Exit codes:
      0  figures were found
      1  there are none in any of the tables
      2  wrong use, no such mapping, a table that cannot be read
    """
    from counterclaim.cli.output import note
    from counterclaim.errors import UsageError

    if mappings:
        _list_mappings()
        return
    if not tables:
        raise UsageError("no table was given: name one or more files, or --mappings to see what is known")
    claims = 0
    for table in tables:
        found, known = _found(table, with_mapping, into)
        claims += len(found.claims)
        if not into:
            _show(found, as_json)
        _tell(found, every=every)
        kept = f"in {into} already" if known else f"kept in {into}" if into else "nothing is kept without --into FILE"
        note(f"{table}: {_counts(found)} by {found.reader}; {kept}")
    ctx.exit(0 if claims else 1)


def _found(table: str, with_mapping: str | None, into: str | None) -> "tuple[Imported, bool]":
    """The claims of a table, and whether a ledger has them already."""
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline.importing import import_into
    from counterclaim.tables import import_table

    if not into:
        return import_table(table, with_mapping), False
    with Ledger(into, create=True) as ledger:
        return import_into(table, ledger, with_mapping)


def _show(found: "Imported", as_json: bool) -> None:
    from counterclaim.cli.output import json_lines, show
    from counterclaim.views.terminal import claims_found

    if as_json:
        json_lines(found.claims)
    else:
        show(claims_found(found.document, found.claims))


def _tell(found: "Imported", *, every: bool) -> None:
    """On standard error: rows that could not be read, and what a mapping leaves out."""
    from counterclaim.cli.output import note

    shown = found.skipped if every else found.skipped[:SHOWN]
    for skipped in shown:
        note(f"skipped {skipped.source}: {skipped.reason}")
    if more := len(found.skipped) - len(shown):
        note(f"and {more:,} more lines like these: --all shows them")
    for left in found.left:
        note(f"left out: {left}")
    for told in found.notes:
        note(told)


def _counts(found: "Imported") -> str:
    from counterclaim.views.words import counted

    skipped = f", {counted(len(found.skipped), 'figure')} that cannot be read" if found.skipped else ""
    return f"{counted(len(found.claims), 'claim')}{skipped}"


def _list_mappings() -> None:
    from counterclaim.cli.output import lines
    from counterclaim.tables import mapping, shipped

    lines(f"{name:20}  {mapping(name).about}" for name in shipped())
