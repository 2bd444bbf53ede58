"""The verbs `compare`, `series` and `check`: what follows from the claims in a ledger."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.options import Day, takes_filter, takes_format, takes_ledger, takes_limit
from counterclaim.model import Filter

if TYPE_CHECKING:
    from rich.console import RenderableType

    from counterclaim.ledger import Ledger
    from counterclaim.pipeline.large import Answer

# Of the quantities, series or findings of a large ledger, on a terminal: some thousand lines each.
SHOWN = {"Comparison": 200, "Series": 50, "Finding": 200}
PIECE = 200  # lines of JSON that are written in one piece: each piece is handed to the system at once
VIOLATED = 0  # in the order of outcomes


def takes_measure(verb: Any) -> Any:
    """Let a verb be told the measure as an argument too: `compare killed` is `compare --measure killed`."""
    return click.argument("measure_named", metavar="[MEASURE]", required=False)(verb)


def with_measure(where: Filter, measure_named: str | None) -> Filter:
    """The filter with the measure that was given as an argument."""
    import msgspec

    if measure_named is None:
        return where
    if where.measure not in (None, measure_named):
        raise click.UsageError(f"two measures were asked for, {measure_named} and {where.measure}: give one")
    return msgspec.structs.replace(where, measure=measure_named)


@click.command()
@takes_measure
@click.option("--on", metavar="DATE", type=Day(last=True), help="As things were claimed by this day.")
@click.option(
    "--best", "policy", type=click.Choice(("latest", "lowest", "floor", "chosen")), metavar="POLICY",
    help="Name one figure in each side: latest, lowest (corroborated), floor (verified), chosen (by a reviewer).",
)  # fmt: skip
@takes_filter
@takes_limit
@takes_ledger
@takes_format
def compare(
    measure_named: str | None, on: str | None, policy: str | None, where: Filter, limit: int | None, ledger_path: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Set what each side claims beside what the others claim.

    For each quantity the range of each side's claims, the latest, and how far apart they are, most contested first.
    Only figures that count the same thing of the same party over the same time are compared; what is left out
    is named with the reason. Claims of opposing sides are never averaged, and nothing says who is right.
    A filter by conflict, party or days tells what is compared; by anything else which comparisons are shown.

    \b
    Examples:
      counterclaim compare killed --party russia
      counterclaim compare --on 2022-03-26
      counterclaim compare killed --conflict russia-ukraine --json
    """
    from counterclaim.model import Comparison
    from counterclaim.pipeline.answers import claimants
    from counterclaim.pipeline.judging import best_of
    from counterclaim.views.terminal import comparisons

    def table(ledger: "Ledger", found: Sequence[Any], answer: "Answer") -> "Iterable[RenderableType]":
        best = best_of(ledger, found, policy) if policy else {}
        return comparisons(found, claimants(ledger, found), answer.tells, best)

    shown(Comparison, with_measure(where, measure_named), limit, ledger_path, as_json, table, on=on, policy=policy)


@click.command()
@takes_measure
@takes_filter
@takes_limit
@takes_ledger
@takes_format
def series(measure_named: str | None, where: Filter, limit: int | None, ledger_path: str, as_json: bool) -> None:
    """Show each claimant's own figures over time.

    Running totals with the step from one to the next; corrections and breaks are marked. A filter by conflict, party
    or days tells which figures there are; by anything else which series are shown.

    \b
    Examples:
      counterclaim series killed --party russia
      counterclaim series --claimant "general staff"
      counterclaim series killed --party russia --json
    """
    from counterclaim.model import Series
    from counterclaim.views.terminal import series_told

    def table(_: "Ledger", found: Sequence[Any], answer: "Answer") -> "Iterable[RenderableType]":
        return series_told(found, answer.total)

    shown(Series, with_measure(where, measure_named), limit, ledger_path, as_json, table)


@click.command()
@click.option("--fail", is_flag=True, help="Leave with exit code 1 when a finding is violated.")
@click.option("--adds-up", is_flag=True, help="Of each claimant, how often its own figures add up.")
@takes_filter
@takes_limit
@takes_ledger
@takes_format
@click.pass_context
def check(
    ctx: click.Context, fail: bool, adds_up: bool, where: Filter, limit: int | None, ledger_path: str, as_json: bool
) -> None:
    """Check arithmetic: what holds, fails, cannot be decided.

    Parts against their sum, totals against increments, parts within wholes, running totals that fall, one
    figure told with two meanings, figures that nobody is named for. What fails is an observation about the
    claims as recorded, with possible reasons; it is no verdict on anybody. All claims are reckoned with; a filter
    tells which findings are shown. What a person set aside says so, and --fail does not count it.

    \b
    Examples:
      counterclaim check
      counterclaim check --claimant "defence ministry" --fail
      counterclaim check --json

    \b
    Exit codes:
      0  done
      1  with --fail: at least one finding is violated
      2  wrong use, or no such ledger
    """
    from counterclaim.model import Finding
    from counterclaim.pipeline.judging import set_aside
    from counterclaim.views.terminal import findings

    if adds_up:
        _adding_up(where, ledger_path, as_json)
        return

    def table(ledger: "Ledger", found: Sequence[Any], answer: "Answer") -> "Iterable[RenderableType]":
        return findings(found, answer.tells, set_aside(ledger, answer))

    answer = shown(Finding, where, limit, ledger_path, as_json, table)
    aside = sum(one.outcome == "violated" for one in answer.aside.values())
    ctx.exit(1 if fail and answer.tells.get(VIOLATED, 0) > aside else 0)


def _adding_up(where: Filter, ledger_path: str, as_json: bool) -> None:
    from counterclaim.cli.ledgers import asked
    from counterclaim.pipeline.judging import adds_up
    from counterclaim.views.judged import adding_up

    with asked(where, ledger_path) as (ledger, checked):
        found = adds_up(ledger, checked)
    answer(found, as_json, ledger_path, lambda: adding_up(found))


def answer(
    found: Sequence[Any], as_json: bool, ledger_path: str, table: "Callable[[], Iterable[RenderableType]]"
) -> None:
    """Print what was found as JSON lines or as a table, or note that there is nothing."""
    from counterclaim.cli.output import json_lines, note, show

    if as_json:
        json_lines(found)
    else:
        show(table())
    if not found:
        note(f"nothing to tell of the claims in {ledger_path} that meet this")


def shown(
    kind: type[Any],
    where: Filter,
    limit: int | None,
    ledger_path: str,
    as_json: bool,
    table: "Callable[[Ledger, Sequence[Any], Answer], Iterable[RenderableType]]",
    *,
    on: str | None = None,
    policy: str | None = None,
) -> "Answer":
    """Print what was found as JSON lines, one by one, or the first of it as a table; the answer."""
    from counterclaim.cli.ledgers import asked
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline.answers import told
    from counterclaim.pipeline.held import also
    from counterclaim.pipeline.judging import with_best

    wanted = limit if limit is not None else (0 if as_json else SHOWN[kind.__name__])
    with asked(where, ledger_path) as (ledger, checked), far() as progress:
        as_it_is = as_json and not policy
        asking = told(ledger, kind, checked, on=on, limit=wanted or None, as_json=as_it_is, progress=progress)
        with asking as answer:
            if policy and as_json:
                json_lines(with_best(ledger, answer.records, policy))
            elif as_json:
                json_lines(answer.records, at_once=PIECE)
            else:
                show(table(ledger, list(answer.records), answer))
        if not answer.total:
            note(f"nothing to tell of the claims in {ledger_path} that meet this{also(ledger)}")
    return answer


@contextlib.contextmanager
def far(things: str = " claims for large ledgers", few: int = 0) -> "Iterator[Callable[[str, int, int], None]]":
    """Tell how far long work is: a line that moves on a terminal, elsewhere one for each tenth of more than a `few`."""
    from counterclaim.cli.output import console, note

    tenth = -1

    def count(what: str, done: int, of: int) -> None:
        nonlocal tenth
        if of > few and tenth != (tenth := 10 * done // max(of, 1)):
            note(f"{what}{things}: {done:,} of {of:,} ...")

    if not sys.stderr.isatty():
        yield count
        return
    with console(stderr=True).status("") as status:
        yield lambda what, done, of: status.update(f"{what}{things}: {done:,} of {of:,} ...")
