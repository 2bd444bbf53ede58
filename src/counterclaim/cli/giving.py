"""The verbs `report` and `export`: what leaves the ledger for other eyes and other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.options import takes_filter, takes_ledger
from counterclaim.model import Filter

if TYPE_CHECKING:
    from counterclaim.views.exports import Format


@click.command()
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True, help="The page; - prints it.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option("--on", metavar="DATE", help="As things were claimed by this day.")
@takes_filter
@takes_ledger
def report(output: str, title: str | None, on: str | None, where: Filter, ledger_path: str) -> None:
    """Write one self-contained page for a browser.

    The most contested figures first, then series over time, checks in words, and every claim with its sentence.
    The page needs no network and no JavaScript, prints well, and links every number to its sentence. Private
    persons stand by role.

    \b
    Examples:
      counterclaim report -o report.html
      counterclaim report --conflict russia-ukraine --title "Figures of March" -o march.html
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import note
    from counterclaim.pipeline.answers import report as page_of

    with asked(where, ledger_path) as (ledger, checked):
        page = page_of(ledger, checked, title=title, on=on)
    if output == "-":
        click.echo(page.encode("utf-8", "replace"))
        return
    Path(output).write_text(page, encoding="utf-8", errors="replace", newline="\n")
    note(f"wrote {output}")


@click.command()
@click.option("--to", type=click.Choice(["csv", "jsonl", "parquet"]), help="Format; else by the name of the file.")
@click.option("-o", "--output", metavar="FILE", help="The file; without it csv and jsonl are printed.")
@click.option("--raw", is_flag=True, help="csv for programs: text exactly as it is, spreadsheet formulas too.")
@click.option("--dictionary", is_flag=True, help="Print what each column means, as JSON, and nothing else.")
@takes_filter
@takes_ledger
def export(
    to: "Format | None", output: str | None, raw: bool, dictionary: bool, where: Filter, ledger_path: str
) -> None:
    """Export claims to csv, jsonl or parquet, one row each.

    Every row has the claimant, unit, period, document, outlet, address and sentence.
    csv is safe to open in a spreadsheet: text that would run as a formula gets an apostrophe in front, which
    --raw leaves out. jsonl holds whole claim records. A file gets a data dictionary beside it, FILE.fields.json.
    Private persons are exported by role, and their names are blanked in the sentence.

    \b
    Examples:
      counterclaim export --to csv -o claims.csv
      counterclaim export -o claims.parquet --measure killed
      counterclaim export --to jsonl
      counterclaim export --dictionary
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import json_lines, note
    from counterclaim.pipeline.answers import export as exported
    from counterclaim.views.exports import format_of
    from counterclaim.views.exports.dictionary import dictionary as data_dictionary

    if dictionary:
        json_lines([data_dictionary()])
        return
    to = to or (format_of(Path(output)) if output else None)
    if to is None:
        raise click.UsageError("which format? give --to csv, --to jsonl or --to parquet")
    with asked(where, ledger_path) as (ledger, checked):
        count = exported(ledger, to, output or sys.stdout.buffer, checked, raw=raw)
    note(f"exported {count:,} claims" + (f" to {output}" if output else ""))
