"""The command itself, and what it says when something goes wrong: one line, no traceback."""

import errno
import os
import sys
from typing import Any, NoReturn

import click

from counterclaim import __version__
from counterclaim.cli import STOPPED
from counterclaim.cli.changing import changes, release
from counterclaim.cli.coding import code
from counterclaim.cli.drawing import draw
from counterclaim.cli.giving import export, publish, report
from counterclaim.cli.importing import import_
from counterclaim.cli.joining import incidents, origins
from counterclaim.cli.judging import held, judge
from counterclaim.cli.looking import explain, list_claims, verify
from counterclaim.cli.reading import read
from counterclaim.cli.reckoning import check, compare, series
from counterclaim.cli.serving import decisions, review, serve
from counterclaim.cli.words import vocabulary
from counterclaim.errors import CounterclaimError

NOT_AS_ASKED = 2
FAULT = 3

WHAT_NOW = "; please report it, with what COUNTERCLAIM_DEBUG=1 in the environment shows"

# Windows gives EINVAL where a pipe has no reader any more.
NO_READER = {errno.EPIPE} | ({errno.EINVAL} if sys.platform == "win32" else set())


class OneLine(click.ClickException):
    """An error that a user can act on, printed on one line of standard error."""

    exit_code = NOT_AS_ASKED

    def show(self, file: Any = None) -> None:
        """Print it."""
        from counterclaim.cli.output import note

        note(f"counterclaim: {self.format_message()}")


class Stopped(OneLine):
    """The user pressed Ctrl-C."""

    exit_code = STOPPED


class Fault(OneLine):
    """Something that the program did not foresee."""

    exit_code = FAULT


class Verbs(click.Group):
    """The verbs in the order in which they are used, and one place for whatever goes wrong in them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; every error that is no fault of the program becomes one line."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            help_of = error.ctx.command_path if error.ctx else "counterclaim"
            said = error.format_message()
            stop = "" if said.endswith((".", "?", "!", "?)")) else "."
            raise OneLine(f"{said}{stop} `{help_of} --help` tells more.") from error
        except CounterclaimError as error:
            raise OneLine(str(error)) from error
        except KeyboardInterrupt as error:
            raise Stopped("stopped") from error
        except OSError as error:
            if error.errno in NO_READER:
                _leave_quietly(ctx)
            where = f"{error.filename}: " if error.filename else ""
            raise OneLine(f"{where}{error.strerror or error}") from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("COUNTERCLAIM_DEBUG"):
                raise
            raise Fault(
                f"a fault of the program, not of your input: {type(error).__name__}: {error}{WHAT_NOW}"
            ) from error
        return result


def _leave_quietly(ctx: click.Context) -> NoReturn:
    """The reader of the pipe has had enough (`| head`): nothing is wrong, and nobody is left to tell."""
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())  # what is still in the buffer goes nowhere at exit
    except (OSError, ValueError):  # no real file underneath, as under a test runner
        pass
    ctx.exit(0)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="counterclaim")
def cli() -> None:
    """Keep an auditable ledger of the figures that parties to a conflict claim.

    Counterclaim reads reports, keeps every claimed figure with the sentence it stands in, and sets the claims
    side by side: who says what of whom, and how far apart they are. It never says who is right.

    \b
    Start here:
      counterclaim read articles/ --into war.db       read a folder of articles and keep what is claimed
      counterclaim list --ledger war.db               the claims
      counterclaim compare killed --ledger war.db     the sides of each figure, side by side
      counterclaim report --ledger war.db             one page with everything, every figure linked to its words

    The ledger is counterclaim.db in the current folder unless --ledger FILE or the environment variable
    COUNTERCLAIM_LEDGER names another. Tables on a terminal; piped or with --json, one JSON object a line.

    \b
    Exit codes:
      0  done; of read: something could be read
      1  read: nothing could be read; check --fail: a finding is violated; verify: the ledger is damaged
      2  it cannot be done as asked: a wrong option, no such ledger, a file that cannot be written
      3  a fault of the program itself
      130  stopped with Ctrl-C
    """


for verb in (
    read,
    import_,
    list_claims,
    explain,
    compare,
    series,
    check,
    origins,
    incidents,
    code,
    draw,
    report,
    publish,
    export,
    verify,
    release,
    changes,
    vocabulary,
    review,
    judge,
    held,
    decisions,
    serve,
):
    cli.add_command(verb)
