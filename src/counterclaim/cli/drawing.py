"""The verb `draw`: one picture of the claims, as SVG, PNG or CSV."""

from typing import TYPE_CHECKING

import click

from counterclaim.cli.options import Day, takes_filter, takes_ledger
from counterclaim.model import Filter

if TYPE_CHECKING:
    from counterclaim.pipeline.drawing import Kind

KINDS = ("series", "ladder", "multiples", "timeline", "map")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.option("-o", "--output", metavar="FILE", help="FILE.svg, FILE.png or FILE.csv; without it the SVG is printed.")
@click.option("--log", is_flag=True, help="series: a logarithmic scale, labelled so, in place of one from zero.")
@click.option("--on", metavar="DATE", type=Day(last=True), help="ladder: as things were claimed by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the picture's table, one JSON object a row.")
@takes_filter
@takes_ledger
def draw(
    kind: "Kind", output: str | None, log: bool, on: str | None, as_json: bool, where: Filter, ledger_path: str
) -> None:
    """Draw the claims as one picture, SVG or PNG.

    Figures over time, a ladder of claims, small multiples over measures, a timeline of who said what, or a map.
    A series is of the quantity with most figures, a ladder of the most contested one: narrow them with a filter. The
    picture carries its title, what was left out, the ledger's head, and that claims are not facts. Ranges of claims
    are brackets, never probabilities. The map needs no network. Private persons stand by role.

    \b
    Examples:
      counterclaim draw series --measure killed --party russia -o killed.svg
      counterclaim draw ladder --measure killed --on 2022-03-26 -o ladder.png
      counterclaim draw map --conflict russia-ukraine -o map.svg
      counterclaim draw timeline --json
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import json_lines, note
    from counterclaim.pipeline.drawing import draw as drawn
    from counterclaim.views.pictures.picture import table_of

    with asked(where, ledger_path) as (ledger, checked):
        picture = drawn(ledger, kind, checked, log=log, on=on)
    if picture is None:
        note(f"nothing in {ledger_path} to draw this with")
        return
    if output:
        picture.save(output)
        note(f"wrote {output}")
    if as_json:
        json_lines(table_of(picture.headers, picture.rows))
    elif not output:
        click.echo(picture.image().encode("utf-8", "replace"), nl=False)
