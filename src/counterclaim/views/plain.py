"""Text from articles and file names, made safe to print on a terminal."""

import re

# What a terminal obeys instead of showing: C0 and C1 controls (with ESC, which starts commands), line and
# paragraph separators, and the marks that turn the direction of writing (Unicode TR 9, "explicit formatting").
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    r"""The text on one line: runs of white space and control characters become one space.

    >>> plain("Two died.\nThree\x1b[31m were hurt.")
    'Two died. Three [31m were hurt.'
    """
    return " ".join(OBEYED.sub(" ", text).split())
