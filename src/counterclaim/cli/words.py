"""The verb `vocabulary`: which words are known, and which of them match a sentence."""

import click


@click.group()
def vocabulary() -> None:
    """Look into the word lists: what matches a sentence, what they hold, whether they are in order."""
