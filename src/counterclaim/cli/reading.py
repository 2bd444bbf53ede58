"""The verb `read`: anything into documents and claims."""

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from counterclaim.cli.model import Heard, how_asked, takes_model
from counterclaim.cli.options import takes_format
from counterclaim.errors import UsageError
from counterclaim.model import Document, Skipped

if TYPE_CHECKING:
    from counterclaim.articles.origin import Origin
    from counterclaim.pipeline.readers import How
    from counterclaim.pipeline.reading import Found, Known, Tally

    Item = Found | Known | Skipped

TABLES = (".csv", ".tsv")
LONG = 200_000  # characters: some fifteen seconds where every sentence of them counts something
# Without a terminal there is no progress bar: one line for so many documents tells that the work goes on.
COUNT_EVERY = 1000


@click.command(no_args_is_help=True)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--into", metavar="FILE", type=click.Path(), help="Keep documents and claims in this ledger.")
@click.option("--published", metavar="DATE", help="When plain files were published: 2022-03-26, 2022-03 or 2022.")
@click.option("--outlet", metavar="NAME", help="Who published plain files.")
@click.option("--url", metavar="ADDRESS", help="Where a plain file was published.")
@click.option("--any-cause", is_flag=True, help="Figures of floods, storms, disease and accidents too, marked.")
@click.option("--leftovers", is_flag=True, help="Instead of claims the numbers beside them that are none, and why.")
@takes_model
@click.option("--workers", metavar="N", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@takes_format
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    into: str | None,
    published: str | None,
    outlet: str | None,
    url: str | None,
    any_cause: bool,
    leftovers: bool,
    reader: str | None,
    model_url: str | None,
    model: str | None,
    model_key_env: str | None,
    text_may_leave: bool,
    workers: int,
    as_json: bool,
) -> None:
    """Read articles and find the figures claimed in them.

    SOURCE is a file, a folder of files, or - for standard input: text, Markdown, HTML, or JSON lines of
    documents. With --into they are kept in a ledger, which is made if it is not there; what it holds already is
    not read again, so the same command goes on where a stopped one left off. Without --into nothing is kept: the
    claims are shown, and piped or with --json they are one JSON object a line.

    Where a plain file comes from stands in its front matter, in NAME.meta.json beside it, or in --published,
    --outlet and --url. What cannot be read is named on standard error, one line each.

    Claims are about armed conflict and political violence; --any-cause gives those of disasters, disease, accidents
    and crime too, and `cause` in each tells which.

    --leftovers lists the numbers that are no claim in sentences with one, or with a word of a measure: an age, a date,
    no word of a measure, too unlikely. So you see what was passed over, and can say where that was wrong.

    With --model-url and --model a language model reads as well. It only quotes: every word is looked for in the text,
    and numbers are read here. What is not in the text, or is no figure, is refused and counted. Passages are sent to
    that address, and nowhere else; to another machine only with --text-may-leave.

    \b
    Examples:
      counterclaim read articles/ --into war.db
      counterclaim read report.txt --published 2022-03-26 --outlet "The Example"
      cat report.txt | counterclaim read - --json
      counterclaim read archive/ --into war.db --workers 4
      counterclaim read report.txt --leftovers
      counterclaim read articles/ --any-cause --json
      counterclaim read articles/ --into war.db --model-url http://127.0.0.1:8080/v1 --model NAME

    \b
    Exit codes:
      0  something was read (a document in which nothing is claimed counts)
      1  nothing could be read
      2  wrong use, the ledger cannot be written, or the model cannot be asked
    """
    from counterclaim.articles.origin import Origin, iso_date

    day = None if published is None else iso_date(published, "--published")
    origin = Origin(published=day, outlet=outlet, url=url)
    asked_for_json = ctx.get_parameter_source("as_json") is not click.core.ParameterSource.DEFAULT and as_json
    if into and leftovers:
        raise UsageError("--leftovers shows what is passed over and keeps nothing: give it without --into")
    how = how_asked(reader, model_url, model, model_key_env, text_may_leave, leftovers, any_cause)
    if into:
        tally = _keep(sources, into, origin, how, workers, as_json=asked_for_json)
    else:
        tally = _print(sources, origin, how, workers, as_json=as_json)
    ctx.exit(0 if tally.read else 1)


def _print(sources: tuple[str, ...], origin: "Origin", how: "How", workers: int, *, as_json: bool) -> "Tally":
    """Find claims and show them; nothing is kept."""
    from counterclaim.cli.output import json_lines, note, show
    from counterclaim.pipeline.reading import Found, Tally, counted, documents, find
    from counterclaim.views.terminal import claims_found, leftovers_found

    tally, languages, heard = Tally(), Counter[str](), Heard()
    with _progress(moving=not sys.stdout.isatty()) as advance:
        for item in find(_announced(documents(sources, origin)), how=how, workers=workers):
            tally = counted(tally, item)
            advance(tally, _told(item, languages, heard))
            if isinstance(item, Found) and as_json:
                json_lines(item.leftovers if how.leftovers else item.claims)
            elif isinstance(item, Found) and how.leftovers:
                show(leftovers_found(item.document, item.claims, item.leftovers))
            elif isinstance(item, Found):
                show(claims_found(item.document, item.claims))
    _tell_languages(languages)
    _tell_model(how, heard)
    if tally.read + tally.skipped > 1:
        note(f"{tally_line(tally)}; nothing is kept without --into FILE")
    return tally


def _announced(items: "Iterable[Document | Skipped]") -> "Iterator[Document | Skipped]":
    """The same, with a line for each text that takes long, before it is read."""
    from counterclaim.cli.output import note

    for item in items:
        if isinstance(item, Document) and len(item.text) > LONG:
            note(f"{item.source or item.id}: {len(item.text):,} characters in one text: this takes a while ...")
        yield item


def _keep(sources: tuple[str, ...], into: str, origin: "Origin", how: "How", workers: int, *, as_json: bool) -> "Tally":
    """Find claims and keep them, with progress, so that Ctrl-C loses nothing."""
    from counterclaim.cli.output import json_lines, note
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline.reading import Found, Tally, read_into

    so_far, languages, heard = Tally(), Counter[str](), Heard()
    try:
        moving = not (as_json and sys.stdout.isatty())
        with Ledger(into, create=True) as ledger, _progress(moving=moving) as advance:

            def progress(tally: "Tally", item: "Item") -> None:
                nonlocal so_far
                so_far = tally
                advance(tally, _told(item, languages, heard))
                if as_json and isinstance(item, Found):
                    json_lines(item.claims)

            read_into(sources, ledger, origin=origin, how=how, workers=workers, progress=progress)
    except KeyboardInterrupt:
        note(f"{tally_line(so_far)}, kept in {into}; the same command goes on from here")
        raise
    _tell_languages(languages)
    _tell_model(how, heard)
    note(f"{tally_line(so_far)}; ledger: {into}")
    return so_far


# ---------------------------------------------------------------- what is told on standard error
def _told(item: "Item", languages: "Counter[str]", heard: Heard) -> list[str]:
    """The line that names what was skipped, those that tell of a model's answer; languages not read are counted."""
    from counterclaim.pipeline.reading import Found, is_unread

    if isinstance(item, Skipped):
        return [f"skipped {item.source}: {item.reason}"]
    if not isinstance(item, Found):
        return []
    if is_unread(item.document):
        languages[item.document.language or ""] += 1
    about = [f"{item.document.source}: {item.document.notice}"] if item.document.notice else []
    if (item.document.source or "").casefold().removesuffix(".gz").endswith(TABLES):
        about.append(f"{item.document.source}: read as an article; `counterclaim import` reads tables of figures")
    return [*about, *heard.of(item)]


def _tell_model(how: "How", heard: Heard) -> None:
    from counterclaim.cli.output import note

    if how.reader != "own":
        note(heard.total())


def _tell_languages(languages: "Counter[str]") -> None:
    from counterclaim.cli.output import note
    from counterclaim.views.words import counted

    for language, number in sorted(languages.items()):
        note(f"{counted(number, 'document')} in a language that is not read yet ({language}): no claims from there")


@contextlib.contextmanager
def _progress(*, moving: bool) -> "Iterator[Callable[[Tally, list[str]], None]]":
    """Tell how far the work is: a line that moves on a terminal, elsewhere a line for every thousand documents.

    What is yielded takes the tally so far and messages to be printed, if there are any. Without `moving` nothing
    moves: claims are printed on the same terminal, and are progress enough.
    """
    from counterclaim.cli.output import console, note
    from counterclaim.views.plain import plain

    def count(tally: "Tally", messages: list[str]) -> None:
        for message in messages:
            note(message)
        if not (tally.read + tally.skipped) % COUNT_EVERY:
            note(f"{tally_line(tally)} ...")

    if not (moving and sys.stderr.isatty()):
        yield count
        return
    with console(stderr=True).status("reading ...") as status:

        def move(tally: "Tally", messages: list[str]) -> None:
            for message in messages:
                status.console.print(plain(message), markup=False, soft_wrap=True)
            status.update(f"{tally_line(tally)} ...")

        yield move


def tally_line(tally: "Tally") -> str:
    """What a run has done, in one line: `12 documents read, 40 claims, 2 skipped`."""
    from counterclaim.views.words import counted

    parts = [f"{counted(tally.documents, 'document')} read", counted(tally.claims, "claim")]
    parts += [f"{tally.known:,} known already"] if tally.known else []
    parts += [f"{tally.without:,} without a claim"] if tally.without else []
    parts += [f"{tally.unread:,} in a language that is not read yet"] if tally.unread else []
    parts += [f"{tally.held:,} held apart (`counterclaim held`)"] if tally.held else []
    parts += [f"{tally.skipped:,} skipped"] if tally.skipped else []
    return ", ".join(parts)
