"""What the words around figures say of them: inside, rising, a record."""

import re
from functools import cache

from counterclaim.reconcile.items import Item
from counterclaim.vocabulary.words import toml

FILE = "check_words.toml"
AFTER = 60  # characters after the later figure in which "of them are children" may stand


@cache
def pattern(group: str) -> re.Pattern[str]:
    """A pattern for any of the words of a group in `check_words.toml`, whole words, case aside.

    >>> bool(pattern("inclusion").search("40 of them are children"))
    True
    """
    words = sorted(toml(FILE)[group], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)


def days_told(item: Item) -> int | None:
    """Over how many days a figure is: "overnight" and "the last 24 hours" touch two dates and are one day."""
    length = item.days.length
    return 1 if length == 2 and not pattern("two_days").search(item.claim.time.text or "") else length


def between(a: Item, b: Item, after: int = 0) -> str:
    """The words of one sentence from one figure to the other, and so many characters on; empty across sentences."""
    first, last = sorted((a.claim, b.claim), key=lambda claim: claim.figure.start)
    if first.document != last.document or first.quote.start != last.quote.start:
        return ""
    base = first.quote.start
    return first.quote.text[first.figure.end - base : last.figure.end - base + after]


def inclusive(part: Item, whole: Item) -> bool:
    """Whether a sentence says that the part is inside the whole: "5 civilians, including 2 children"."""
    return bool(pattern("inclusion").search(between(part, whole, AFTER)))
