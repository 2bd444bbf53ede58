"""What the verbs share: the ledger, the filter, and how the answer is printed."""

import functools
from collections.abc import Callable
from typing import Any

import click

from counterclaim.model import Filter
from counterclaim.pipeline.days import RIGHT, day

DEFAULT_LEDGER = "counterclaim.db"

Verb = Callable[..., Any]

FILTERS = {
    "measure": ("MEASURE", "What is counted of them: killed, wounded, casualties, displaced, destroyed ..."),
    "object": ("OBJECT", "Who or what is counted: soldiers, civilians, children, tanks ..."),
    "party": ("PARTY", "Whose people or things they are: russia, ukraine, hamas, gaza ..."),
    "claimant": ("NAME", "Part of the name of who says so, or of how the text calls them, case aside."),
    "side": ("SIDE", "The side that the claimant speaks for; independent for monitors and media."),
    "place": ("PLACE", "Part of the name of the place, case aside."),
    "conflict": ("CONFLICT", "Id of the conflict, as in russia-ukraine."),
    "outlet": ("OUTLET", "Part of the name of the outlet, case aside."),
}


class Day(click.ParamType[str]):
    """An ISO date; a year or a month stands for its first day, or its last with `last=True`.

    >>> Day().convert("2022-03", None, None), Day(last=True).convert("2024-02", None, None)
    ('2022-03-01', '2024-02-29')
    """

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as YYYY-MM-DD."""
        return day(str(value), last=self.last) or self.fail(f"{value!r} is no date: {RIGHT}", param, ctx)


def takes_ledger(verb: Verb) -> Verb:
    """Give a verb the option --ledger, as the argument `ledger_path`."""
    return click.option(
        "--ledger",
        "ledger_path",
        metavar="FILE",
        envvar="COUNTERCLAIM_LEDGER",
        default=DEFAULT_LEDGER,
        show_default=True,
        type=click.Path(dir_okay=True),
        help="The ledger; else COUNTERCLAIM_LEDGER.",
    )(verb)


def takes_filter(verb: Verb) -> Verb:
    """Give a verb the filter that all listing verbs share, as the argument `where`."""

    @functools.wraps(verb)
    def filtered(**given: Any) -> Any:
        where = Filter(**{name: given.pop(name) for name in (*FILTERS, "since", "until")})
        return verb(where=where, **given)

    day = "Claims {} this day (YYYY-MM-DD): by their own last day, else the day of publication."
    wrapped: Verb = click.option("--until", metavar="DATE", type=Day(last=True), help=day.format("up to"))(filtered)
    wrapped = click.option("--since", metavar="DATE", type=Day(), help=day.format("from"))(wrapped)
    for name, (metavar, text) in reversed(FILTERS.items()):
        wrapped = click.option(f"--{name}", metavar=metavar, help=text)(wrapped)
    return wrapped


def takes_quorum(verb: Verb) -> Verb:
    """Give a verb the option --quorum, as the argument `quorum`."""
    return click.option(
        "--quorum", default=1, show_default=True, envvar="COUNTERCLAIM_QUORUM", metavar="N", type=click.IntRange(1, 9),
        help="How many readers are to agree on a claim; 2: nothing is reviewed by one alone.",
    )(verb)  # fmt: skip


def takes_coarse(verb: Verb) -> Verb:
    """Give a verb the switch --coarse, as the argument `coarse`."""
    told = "Points no finer than a district (about 11 km), where a position could endanger people."
    return click.option("--coarse", is_flag=True, help=told)(verb)


def takes_limit(verb: Verb) -> Verb:
    """Give a verb the option --limit, as the argument `limit`."""
    told = "At most N; 0 for all.  [table: 50 series, 200 of the others]"
    return click.option("--limit", metavar="N", type=click.IntRange(0), help=told)(verb)


def takes_format(verb: Verb) -> Verb:
    """Give a verb the choice between a table and JSON lines, as the argument `as_json`."""

    @functools.wraps(verb)
    def formatted(as_json: bool | None, **given: Any) -> Any:
        from counterclaim.cli.output import is_terminal

        return verb(as_json=not is_terminal() if as_json is None else as_json, **given)

    return click.option(
        "--json/--table",
        "as_json",
        default=None,
        help="JSON lines or a table; without either a table on a terminal, else JSON lines.",
    )(formatted)
