"""The verb `code`: the incidents of a ledger as a project would code them."""

from typing import TYPE_CHECKING

import click

from counterclaim.cli.options import takes_filter, takes_format, takes_ledger
from counterclaim.model import Filter

if TYPE_CHECKING:
    from counterclaim.reconcile.policies import Policy


def _settings(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`--set several=10` as a name and a value."""
    pairs = [pair.partition("=") for pair in given]
    for name, sign, value in pairs:
        if not (name and sign and value):
            raise click.BadParameter(f"{name!r} sets nothing: write NAME=VALUE, as in lower_is_best=on")
    return {name: value for name, _, value in pairs}


@click.command()
@click.option("--policy", "policy_id", metavar="ID", default="as_written", show_default=True, help="Whose rules.")
@click.option("--against", metavar="ID", help="Only where this policy comes to something else.")
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, callback=_settings, help="Set what is off.")
@click.option("--policies", "listed", is_flag=True, help="List the policies: each rule with its source, each setting.")
@takes_filter
@takes_ledger
@takes_format
def code(
    policy_id: str,
    against: str | None,
    settings: dict[str, str],
    listed: bool,
    where: Filter,
    ledger_path: str,
    as_json: bool,
) -> None:
    """Code incidents by the rules of ACLED, UCDP and others.

    Claims of one attack are one incident. A policy says which of its figures count, what vague words and bounds are
    worth, and what happens where sources differ. The claims stay as they are; code them again by other rules, and see
    with --against where the rules alone make the difference. Running totals never enter. What a project knows that no
    article tells is a setting, off by default. No policy takes a mean of opposing sides.

    \b
    Examples:
      counterclaim code --policy acled
      counterclaim code --policy ucdp --set lower_is_best=on --json
      counterclaim code --policy acled --against as_written
      counterclaim code --policies
    """
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import json_lines, show
    from counterclaim.cli.reckoning import answer
    from counterclaim.pipeline.coding import code as coded
    from counterclaim.reconcile.policies import differences, policies, policy
    from counterclaim.views.coding import coding_told, differences_told, policies_told

    if listed:
        known: list[Policy] = [policy(id) for id in policies()]
        json_lines(known) if as_json else show(policies_told(known))
        return
    with asked(where, ledger_path) as (ledger, checked):
        coding = coded(ledger, checked, policy=policy_id, settings=settings)
        other = coded(ledger, checked, policy=against) if against else None
    if other is None:
        answer(coding.rows, as_json, ledger_path, lambda: coding_told(coding))
    else:
        found = differences(coding, other)
        answer(found, as_json, ledger_path, lambda: differences_told(found, coding.policy, other.policy))
