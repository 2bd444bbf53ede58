"""The options of `read` by which a model is asked, and what is told of its answers."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.pipeline.readers import How
    from counterclaim.pipeline.reading import Found

MOST_TOLD = 10  # refusals of one document that are told one by one; all are counted


def takes_model(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that name a model and say how it is used."""
    options = (
        click.option(
            "--reader",
            type=click.Choice(["own", "model", "both"]),
            help="Who reads; with a model both unless said otherwise, else own.",
        ),
        click.option("--model-url", metavar="URL", help="An OpenAI-compatible endpoint: http://127.0.0.1:8080/v1."),
        click.option("--model", metavar="NAME", help="The model to ask there."),
        click.option("--model-key-env", metavar="VAR", help="The environment variable that holds its key."),
        click.option("--text-may-leave", is_flag=True, help="Articles may be sent to a model on another machine."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def how_asked(
    reader: str | None,
    model_url: str | None,
    model: str | None,
    model_key_env: str | None,
    text_may_leave: bool,
    leftovers: bool,
    any_cause: bool,
) -> "How":
    """How to read, by the options given; UsageError where they do not go together."""
    from counterclaim.pipeline.readers import How

    if model_url is None:
        if reader in ("model", "both") or model or model_key_env:
            raise UsageError("no model is asked without its address: give --model-url URL and --model NAME")
        return How(leftovers=leftovers, any_cause=any_cause)
    if reader == "own":
        return How(leftovers=leftovers, any_cause=any_cause)
    if not model:
        raise UsageError("say which model to ask at --model-url: --model NAME")
    if any_cause:
        raise UsageError("--any-cause is known to the own reader alone: give it without --model-url")
    if leftovers:
        raise UsageError("--leftovers tells what the own reader passes over: give it without --model-url")
    from counterclaim.cli.output import note
    from counterclaim.extractor import endpoint
    from counterclaim.extractor.address import is_loopback

    asked = endpoint(model_url, model, key_env=model_key_env, text_may_leave=text_may_leave)
    if not is_loopback(asked.host):
        how = "" if asked.scheme == "https" else ", unencrypted"
        note(f"text of the articles is sent to {asked.host}, which is not this machine{how}")
    return How(reader="model" if reader == "model" else "both", endpoint=asked)


class Heard:
    """What the model's answers came to, over a run."""

    def __init__(self) -> None:
        self.proposed, self.differing = 0, 0
        self.refused: Counter[str] = Counter()

    def of(self, item: "Found") -> Iterator[str]:
        """Count what was heard of one document; a line for each refusal and difference, so many at most."""
        if (extraction := item.extraction) is None:
            return
        self.proposed += extraction.proposed
        self.differing += len(extraction.differing)
        self.refused.update(one.reason for one in extraction.refused)
        lines = [f"refused, {item.document.id}: {one}" for one in extraction.refused]
        lines += [f"differs, {item.document.id}: {line}" for line in extraction.differing]
        yield from lines[:MOST_TOLD]
        if len(lines) > MOST_TOLD:
            yield f"and {len(lines) - MOST_TOLD:,} more of {item.document.id}"

    def total(self) -> str:
        """The whole run in one line."""
        from counterclaim.views.words import counted, label

        told = ", ".join(f"{number:,} {label('turned_down', reason)}" for reason, number in self.refused.most_common())
        parts = [f"the model gave {counted(self.proposed, 'figure')}"]
        parts += [f"refused: {told}"] if told else []
        parts += [f"{counted(self.differing, 'figure')} read differently, where the own reading stands"] * bool(
            self.differing
        )
        return "; ".join(parts)
