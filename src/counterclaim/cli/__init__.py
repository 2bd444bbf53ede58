"""The command line: one verb a function, the same words as in Python.

`app` holds the group and what happens when something goes wrong, `options` what the verbs share, `output` how
things are printed; the verbs stand in the order of the stages in `reading`, `looking`, `reckoning`, `giving`
and `words`. The modules import little, so that `counterclaim --help` answers at once.
"""

import sys

__all__ = ["STOPPED", "main"]

STOPPED = 130  # what shells give for a command that was interrupted: 128 + SIGINT


def main() -> None:
    """The entry point of the command. Whoever presses Ctrl-C while it still loads gets one line too."""
    try:
        from counterclaim.cli.app import cli
        from counterclaim.cli.output import use_utf8

        use_utf8()
        cli(prog_name="counterclaim")
    except KeyboardInterrupt:
        sys.stderr.write("counterclaim: stopped\n")
        sys.exit(STOPPED)
