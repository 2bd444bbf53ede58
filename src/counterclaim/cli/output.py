"""How the verbs print: JSON lines, tables, and notes on standard error."""

import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
import msgspec

from counterclaim.views.plain import plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Standard width of a table that goes to a file with --table, where no terminal tells one: wide enough for the
# columns of `list`, narrow enough for a laptop's editor.
FILE_WIDTH = 120


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def use_utf8() -> None:
    """Write UTF-8 whatever the system's habit (a pipe on Windows is not UTF-8), and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def note(text: str) -> None:
    """One line on standard error."""
    click.echo(plain(text), err=True)


def json_lines(records: Iterable[Any], at_once: int = 1) -> int:
    """Each record as one line of JSON, `at_once` of them in one piece; how many there were."""
    encode = msgspec.json.encode
    count, lines = 0, []
    for count, record in enumerate(records, start=1):  # noqa: B007
        lines.append(encode(record))
        if len(lines) >= at_once:
            click.echo(b"\n".join(lines))
            lines.clear()
    if lines:
        click.echo(b"\n".join(lines))
    return count


def console(*, stderr: bool = False) -> "Console":
    """A console that uses the terminal's width and colours, and neither where there is no terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else FILE_WIDTH, highlight=False, emoji=False)


def show(parts: "Iterable[RenderableType]") -> None:
    """Print what `views.terminal` made. Not by the console itself, which ends the program when a pipe breaks."""
    out = console()
    for part in parts:
        with out.capture() as drawn:
            out.print(part)
        click.echo(drawn.get(), nl=False)


def lines(told: Iterable[str]) -> None:
    """Print plain lines."""
    for line in told:
        click.echo(line)
