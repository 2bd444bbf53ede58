"""The verbs `report` and `export`: what leaves the ledger for other eyes and other programs."""

import sys
from pathlib import Path

import click

from counterclaim.cli.options import takes_coarse, takes_filter, takes_ledger, takes_quorum
from counterclaim.model import Filter


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


FEW = 20_000  # things that are published within a minute or two: where nobody watches, no more is told of them
FORMATS = (
    "csv", "jsonl", "parquet", "xlsx", "geojson", "ged", "acled", "hxl", "jsonld", "annotations", "prov", "ftm",
    "datapackage", "wikitext", "bibtex", "csl", "ris", "datasette",
)  # fmt: skip


@click.command()
@click.option("--to", metavar="FORMAT", type=click.Choice(FORMATS), help="Format; else by the name of the file.")
@click.option("-o", "--output", metavar="FILE", help="The file or folder; without it most formats are printed.")
@click.option("--raw", is_flag=True, help="For programs: text exactly as it is, spreadsheet formulas too.")
@click.option("--with-text", is_flag=True, help="Whole articles too; without it only sentences that hold a claim.")
@click.option("--base", metavar="ADDRESS", help="Where the ledger is published, as in https://desk.example/ledger/.")
@takes_quorum
@takes_coarse
@click.option("--dictionary", is_flag=True, help="Print what each column means, as JSON, and nothing else.")
@takes_filter
@takes_ledger
def export(
    to: str | None,
    output: str | None,
    raw: bool,
    with_text: bool,
    base: str | None,
    quorum: int,
    coarse: bool,
    dictionary: bool,
    where: Filter,
    ledger_path: str,
) -> None:
    """Export claims to files for other programs.

    Every export says what its format cannot hold.
    Tables: csv, xlsx, parquet, hxl, ged, acled, datapackage, datasette. JSON: jsonl, geojson, jsonld, annotations,
    prov, csl. Others: ftm, wikitext, bibtex, ris. docs/exports.md tells what each is for. Text that a spreadsheet
    would run as a formula gets an apostrophe in front, which --raw leaves out. A file gets a data dictionary and
    the report beside it, FILE.fields.json. Private persons are exported by role, their names blanked.

    \b
    Examples:
      counterclaim export --to csv -o claims.csv
      counterclaim export -o claims.parquet --measure killed
      counterclaim export --to datapackage -o release/ --base https://desk.example/ledger/
      counterclaim export --to jsonl
      counterclaim export --dictionary
    """
    if dictionary:
        from counterclaim.cli.output import json_lines
        from counterclaim.views.exports.dictionary import dictionary as data_dictionary

        json_lines([data_dictionary(to=to or "csv")])
        return
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import note
    from counterclaim.pipeline.exporting import export as exported
    from counterclaim.views.exports import format_of, report_lines

    to = to or (format_of(Path(output)) if output else None)
    if to is None:
        raise click.UsageError(f"which format? give --to with one of {', '.join(FORMATS)}")
    with asked(where, ledger_path) as (ledger, checked):
        out = output or sys.stdout.buffer
        report = exported(
            ledger, to, out, checked, raw=raw, with_text=with_text, base=base, quorum=quorum, coarse=coarse
        )
    note(f"exported {report.claims:,} claims" + (f" to {output}" if output else ""))
    for line in report_lines(report):
        note(f"  {line}")


@click.command()
@click.argument("out", metavar="OUT")
@click.option("--title", metavar="TEXT", help="Title of the publication.")
@click.option("--author", metavar="NAME", help="Who publishes, for the citation.")
@click.option("--base", metavar="ADDRESS", help="Where it will stand, as in https://desk.example/ledger/.")
@click.option("--with-text", is_flag=True, help="Whole articles too; without it only sentences that hold a claim.")
@takes_quorum
@takes_coarse
@takes_filter
@takes_ledger
def publish(
    out: str,
    title: str | None,
    author: str | None,
    base: str | None,
    with_text: bool,
    quorum: int,
    coarse: bool,
    where: Filter,
    ledger_path: str,
) -> None:
    """Write pages that any web host serves.

    A page for each claim, quantity, series and document, with the same as JSON beside it, a search that works
    without a server, all data as a data package, the method, and the head of the hash chain. OUT opens from a disk
    too; nothing is fetched from elsewhere. An earlier publication in OUT is replaced when the new one is whole; any
    other folder that holds something is left alone. A run that is stopped is gone on with by the same command; until
    then what it has written stands beside OUT in .OUT.unfinished. Private persons stand by role; what was withdrawn
    keeps its address and says so.

    \b
    Examples:
      counterclaim publish site/
      counterclaim publish site/ --conflict russia-ukraine --title "Figures of the war" --author "The desk"
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import note
    from counterclaim.cli.reckoning import far
    from counterclaim.pipeline.large import workers
    from counterclaim.pipeline.publishing import publish as published

    try:
        with asked(where, ledger_path) as (ledger, checked), far("", FEW) as progress:
            pages = published(
                ledger, out, checked, title=title, author=author, base=base, with_text=with_text, quorum=quorum,
                coarse=coarse, workers=workers(), progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        note(f"stopped; the same command goes on from here, and {out} is as it was")
        raise
    note(f"published {pages:,} pages: open {out.rstrip('/')}/index.html")
