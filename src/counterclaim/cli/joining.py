"""The verbs `origins` and `incidents`: which claims count once, and which are of one attack."""

import click

from counterclaim.cli.options import takes_filter, takes_format, takes_ledger
from counterclaim.cli.reckoning import answer, takes_measure, with_measure
from counterclaim.model import Filter


@click.command()
@takes_measure
@takes_filter
@takes_ledger
@takes_format
def origins(measure_named: str | None, where: Filter, ledger_path: str, as_json: bool) -> None:
    """List where figures come from: each origin, and who told it on.

    One figure told by many outlets has one origin, and what corroborates is the number of origins. For each the
    outlets that told it, what shows that it is one (the same text, the same sentence, the same source and number
    within three days, an agency's credit, one outlet that names the other), and how sure that is. Of an altered copy
    the words are those of another claim and the figure is not. A filter tells which origins are shown.

    \b
    Examples:
      counterclaim origins
      counterclaim origins killed --party russia
      counterclaim origins --outlet gazette --json
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.pipeline.joined import origins as traced
    from counterclaim.views.joined import origins_listed

    with asked(with_measure(where, measure_named), ledger_path) as (ledger, checked):
        found = traced(ledger, checked)
    answer(found, as_json, ledger_path, lambda: origins_listed(found))


@click.command()
@takes_measure
@takes_filter
@takes_ledger
@takes_format
def incidents(measure_named: str | None, where: Filter, ledger_path: str, as_json: bool) -> None:
    """List incidents: claims that seem to be of one attack.

    Claims of one place, day and kind of attack are proposed as one incident, with the range of each claimant and the
    reasons. Running totals, levels, rates and plans never enter. It is a proposal: people merge and split incidents
    in `serve`, and what they decided is kept. A filter tells which incidents are shown.

    \b
    Examples:
      counterclaim incidents
      counterclaim incidents --place kharkiv --since 2024-05-01
      counterclaim incidents killed --json
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.pipeline.joined import incidents as put_together
    from counterclaim.views.joined import incidents_listed

    with asked(with_measure(where, measure_named), ledger_path) as (ledger, checked):
        found = put_together(ledger, checked)
    answer(found, as_json, ledger_path, lambda: incidents_listed(found))
