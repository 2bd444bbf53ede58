"""The day of publication that a text states of itself, where nothing else tells it: `Published 3 May 2022`."""

import re

from counterclaim.claims.periods import find_times

NEAR = 600  # characters at each end of a text in which a line tells when it appeared
_LINE = re.compile(
    r"^\W{0,4}(?:first\s|last\s)?(?:published|posted|updated|dated?)\b(?:\son|\sat|:)?[^\S\n]*(?P<rest>[^\n]{6,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST = 24  # characters of such a line before its day: a clock time, a weekday


def stated_day(text: str) -> str | None:
    """The ISO day that a line at the beginning or the end of a text states as that of its publication, else None.

    >>> stated_day("Two die in Nyala\\nPublished 3 May 2022\\nTwo men died on Monday.")
    '2022-05-03'
    >>> stated_day("The report was published on 3 May 2022.") is None
    True
    """
    for low, high in ((0, NEAR), (max(NEAR, len(text) - NEAR), len(text))):
        for line in _LINE.finditer(text, low, high):
            named = find_times(line["rest"], None)
            if named and named[0].start <= _FIRST and named[0].first and named[0].first == named[0].last:
                return str(named[0].first)
    return None
