"""The verbs `serve`, `review` and `decisions`: the page that people work in, and what they decided."""

import click

from counterclaim.cli.options import takes_format, takes_ledger, takes_quorum

PORT = 8642  # an unassigned port; the same each time, so that saved addresses hold
TOKEN_BYTES = 24  # as random as a key: nobody guesses it


@click.command()
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--as", "actor", metavar="NAME", help="Review under this name; a pseudonym will do. Without it: read only."
)
@click.option("--keys", "keys_file", metavar="FILE", help="A TOML file with other keys for review.")
@takes_quorum
@click.option("--token", envvar="COUNTERCLAIM_TOKEN", metavar="TOKEN", help="Instead of a new one at each start.")
@click.option("--open/--no-open", "shown", default=False, help="Open the page in the browser.")
@takes_ledger
def serve(
    port: int, actor: str | None, keys_file: str | None, quorum: int, token: str | None, shown: bool, ledger_path: str
) -> None:
    """Serve the page to work in: search, read, compare, review.

    On this machine only, behind a token that the printed address brings; nothing is fetched from anywhere. With
    --as NAME claims can be accepted, corrected, rejected, added, and articles read in; every decision is kept in
    the ledger with the name and the time. Ctrl-C ends it.

    \b
    Examples:
      counterclaim serve --ledger war.db
      counterclaim serve --ledger war.db --as reader-1 --open
    """
    import secrets

    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import note
    from counterclaim.pipeline.serve.running import bound, run
    from counterclaim.views.app.keys import keys

    opened(ledger_path).close()
    keys(keys_file)
    token = token or secrets.token_urlsafe(TOKEN_BYTES)
    with bound(port) as place:
        note(f"serving {ledger_path}{f' as {actor}' if actor else ', read only'}; Ctrl-C ends it")
        said = click.echo
        run(place, ledger_path, token=token, actor=actor, keys_file=keys_file, quorum=quorum, shown=shown, told=said)


@click.command()
@click.option("--limit", default=20, show_default=True, metavar="N", type=click.IntRange(1), help="At most N claims.")
@takes_ledger
@takes_format
def review(limit: int, ledger_path: str, as_json: bool) -> None:
    """List the claims most worth a person's minute.

    Those on which two sides are furthest apart, of which a check speaks that does not add up, that a person flagged,
    or for which nobody is named; each with why. `counterclaim serve --as NAME` is where to decide on them.

    \b
    Examples:
      counterclaim review
      counterclaim review --limit 5 --json
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline.answers import names_withheld
    from counterclaim.pipeline.held import also
    from counterclaim.pipeline.serve.desk import Desk
    from counterclaim.pipeline.serve.reckoned import queue
    from counterclaim.views.exports.lines import claim_line
    from counterclaim.views.privacy import hidden
    from counterclaim.views.reviewing import waiting
    from counterclaim.views.words import counted

    opened(ledger_path).close()
    desk = Desk(ledger_path)
    desk.up(wait=True)
    found, waits = queue(desk, 0, limit)
    names = names_withheld(desk.ledger)
    first = [(hidden(entry, names), why) for entry, why in found]
    if as_json:
        json_lines(claim_line(entry) | {"why": why} for entry, why in first)
    else:
        show(waiting(first))
    if not waits:
        note(f"no claim in {ledger_path} waits for a decision{also(desk.ledger)}")
    elif waits > limit:
        note(f"{counted(waits - limit, 'more waits', 'more wait')}")


@click.command()
@click.option("--export", "out", metavar="FILE", help="Write every decision to a file that can be replayed.")
@click.option(
    "--replay", "source", metavar="FILE", help="Make the decisions of such a file in this ledger, all or none."
)
@takes_ledger
@takes_format
def decisions(out: str | None, source: str | None, ledger_path: str, as_json: bool) -> None:
    """List, export or replay what people decided.

    A decision names claims by their ids, which are made of the text and the figure's place, so it can be replayed
    into any ledger that has the same texts. Where what stands there differs from what a correction says stood, or
    a claim is missing, nothing is replayed and the first such decision is named.

    \b
    Examples:
      counterclaim decisions
      counterclaim decisions --export decisions.jsonl
      counterclaim decisions --replay decisions.jsonl
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.errors import UsageError
    from counterclaim.pipeline.decided import read_decisions, write_decisions
    from counterclaim.views.reviewing import decided
    from counterclaim.views.words import counted

    if out and source:
        raise UsageError("--export and --replay: one at a time")
    with opened(ledger_path) as ledger:
        if source:
            made = ledger.decide(*read_decisions(source))
            note(f"{counted(len(made), 'decision')} replayed, the others stood already; ledger: {ledger_path}")
            return
        every = ledger.decisions()
        if out:
            write_decisions(every, out)
            note(f"wrote {counted(len(every), 'decision')} to {out}")
            return
    if as_json:
        json_lines(every)
    else:
        show(decided(every))
