"""The verb `vocabulary`: which words are known, and which of them match a sentence."""

import click

from counterclaim.cli.options import takes_format


@click.group()
def vocabulary() -> None:
    """Look into the word lists and try them on a sentence."""


@vocabulary.command("try")
@click.argument("sentence")
@click.option("--published", metavar="DATE", help="The day on which it was published, for words like Friday.")
@takes_format
def try_words(sentence: str, published: str | None, as_json: bool) -> None:
    """Show what each figure of a sentence was read as, by which entry of which list, and what else was considered.

    First every word that matches, as what, and why. Matches alone make no claim: it takes a figure that is bound to a
    measure, in a sentence about an armed conflict; where there is no claim the reason is told.

    \b
    Examples:
      counterclaim vocabulary try "The ministry in Kyiv said that 12 drones were shot down."
      counterclaim vocabulary try "Two died on Friday." --published 2023-02-10 --json
    """
    from counterclaim.articles.origin import Origin, iso_date
    from counterclaim.claims import find_claims
    from counterclaim.cli.output import json_lines, show
    from counterclaim.pipeline.reading import given
    from counterclaim.pipeline.tried import tried
    from counterclaim.pipeline.words import matches
    from counterclaim.views.terminal import sentence_tried

    day = None if published is None else iso_date(published, "--published")
    document = given(sentence, Origin(published=day, language="en"))
    found, claims = matches(sentence, day), find_claims(document)
    figures = tried(document, claims, found)
    if as_json:
        json_lines([{"matches": found, "figures": figures, "claims": claims}])
    else:
        told = [(f.text, f.reason, [(r.name, r.value, r.words, r.entry, r.considered) for r in f.fields])
                for f in figures]  # fmt: skip
        show(sentence_tried(sentence, [(m.start, m.end, m.kind, m.text, m.entry, m.why) for m in found], told))


@vocabulary.command("list")
@click.argument("kind", required=False)
@takes_format
def list_words(kind: str | None, as_json: bool) -> None:
    """List the word lists, or the entries of one.

    \b
    Examples:
      counterclaim vocabulary list
      counterclaim vocabulary list measures
      counterclaim vocabulary list countries --json
    """
    from counterclaim.cli.output import json_lines, show
    from counterclaim.pipeline.words import entries_of, files
    from counterclaim.views.terminal import records_listed

    listed = files() if kind is None else entries_of(kind)
    if as_json:
        json_lines(listed)
    else:
        import msgspec

        show(records_listed([msgspec.to_builtins(record) for record in listed]))


@vocabulary.command("check")
@takes_format
@click.pass_context
def check_words(ctx: click.Context, as_json: bool) -> None:
    """Check that every word list is in order.

    Each must be readable and say what it is; every actor must be found in its own example, and every word of the
    lists of measures, objects, speech, stance, numbers, kinds of places and conflicts in a sentence that proves it.

    \b
    Examples:
      counterclaim vocabulary check

    \b
    Exit codes:
      0  all in order
      1  something is not
    """
    from counterclaim.cli.output import json_lines, lines, note
    from counterclaim.pipeline.words import faults, files

    found = list(faults())
    if as_json:
        json_lines(found)
    else:
        lines(f"{fault.file}: {fault.entry + ': ' if fault.entry else ''}{fault.what}" for fault in found)
    note(f"{len(files())} word lists, {len(found)} faults")
    ctx.exit(1 if found else 0)
