"""The verbs `judge` and `held`: what people judge of claims, and articles that are held apart."""

from typing import Any

import click

from counterclaim.cli.options import takes_format, takes_ledger

RUNGS = ("reported", "attributed", "corroborated", "documented", "verified")
SIDE_STATES = ("disputed", "denied", "retracted", "corrected", "pending", "uncheckable")


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--as", "actor", metavar="NAME", help="Who judges; a pseudonym will do. Without it: show, keep nothing.")
@click.option(
    "--status",
    metavar="NAME",
    type=click.Choice((*RUNGS, *SIDE_STATES)),
    help=f"Rung or side state: {', '.join((*RUNGS, *SIDE_STATES))}.",
)
@click.option("--verifier", metavar="NAME", help="Who verified it.")
@click.option("--method", metavar="LINK", help="Link to how it was verified, or the image, list or register.")
@click.option("--credibility", type=click.IntRange(1, 6), metavar="1-6", help="Of the claim; 6: cannot be judged.")
@click.option("--reliability", type=click.Choice(tuple("ABCDEF")), help="Of its source; F: cannot be judged.")
@click.option("--topic", type=click.Choice(("own_losses", "enemy_losses", "territory", "other")),
              help="On what the source is graded.  [that of the claim]")  # fmt: skip
@click.option("--likelihood", metavar="WORDS", help="Words of a yardstick: likely, highly improbable, ...")
@click.option("--yardstick", metavar="NAME", help="icd203 or uk_di.")
@click.option("--quote", metavar="SENTENCE", help="The sentence of yours in which these words stand.")
@click.option(
    "--grade", metavar="NAME", help="Of the incident that the claims are of, as Airwars grades: fair, weak, ..."
)
@click.option("--best", is_flag=True, default=None, help="Choose the figure as the best of its side.")
@click.option("--reason", metavar="WHY", help="Why, so that others can follow it.")
@takes_ledger
@takes_format
def judge(
    ids: tuple[str, ...], actor: str | None, reason: str | None, ledger_path: str, as_json: bool, **said: Any
) -> None:
    """Judge how far claims are checked, or show it.

    Software counts origins, contradictions, stated denials and what the article says of checking; people say the
    rest, and what they set stands. Source and information are graded apart, A to F and 1 to 6; nothing is graded by
    itself, and the two are never made into one. Every judgement is a decision: listed, replayed and undone as such.

    \b
    Examples:
      counterclaim judge c_7k2m
      counterclaim judge c_7k2m --as reader-1 --status verified --verifier OHCHR --method https://a.example/how
      counterclaim judge c_7k2m --as reader-1 --reliability C --topic enemy_losses --reason "three of ten held"
    """
    from counterclaim.cli.ledgers import found_claim, opened
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.errors import UsageError
    from counterclaim.pipeline import judging
    from counterclaim.views.judged import judged_listed
    from counterclaim.views.words import counted

    told = {name: value for name, value in said.items() if value is not None}
    with opened(ledger_path) as ledger:
        claims = [found_claim(ledger, one).claim.id for one in ids]
        if told and not actor:
            raise UsageError("nobody judges: give --as NAME")
        if actor and told:
            made = judging.judge(ledger, claims, actor, reason=reason, **told)
            note(f"{counted(len(made), 'judgement')} kept in {ledger_path}")
        found = [(claim, judging.checked(ledger, claim)) for claim in claims]
    if as_json:
        import msgspec

        json_lines({"claim": claim} | msgspec.to_builtins(one) for claim, one in found)
    else:
        show(judged_listed(found))


@click.command()
@click.option("--let-in", "text", metavar="SHA256", help="Let in the article whose text's sha256 begins so.")
@click.option("--as", "actor", metavar="NAME", default="", help="Who lets it in.")
@click.option("--reason", metavar="WHY", default="", help="Why.")
@takes_ledger
@takes_format
def held(text: str | None, actor: str, reason: str, ledger_path: str, as_json: bool) -> None:
    """List articles that are held apart, or let one in.

    An article whose words stand together as no person puts them (pages made to poison readers) is read and kept, and
    nothing is reckoned with its claims until a person lets it in (--let-in with the beginning of the sha256, --as and
    --reason). That is a decision, and can be undone.

    \b
    Examples:
      counterclaim held
      counterclaim held --json
    """
    from counterclaim.cli.ledgers import opened
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline import held as apart
    from counterclaim.views.judged import held_listed
    from counterclaim.views.words import counted

    with opened(ledger_path) as ledger:
        if text is not None:
            made = apart.let_in(ledger, text, actor, reason=reason)
            note(f"let in with {counted(len(made.claims), 'claim')}; ledger: {ledger_path}")
            return
        found = apart.held(ledger)
    if as_json:
        json_lines(found)
    else:
        show(held_listed(found))
    if not found:
        note(f"no article in {ledger_path} is held apart")
