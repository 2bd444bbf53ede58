"""The command line: one verb a function, the same words as in Python.

`app` holds the group and what happens when something goes wrong, `options` what the verbs share, `output` how
things are printed; the verbs stand in the order of the stages in `reading`, `looking`, `reckoning`, `giving`
and `words`. The modules import little, so that `counterclaim --help` answers at once.
"""

from counterclaim.cli.app import cli, main

__all__ = ["cli", "main"]
