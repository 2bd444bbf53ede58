"""A day that a person wrote, in an option, an address or a form: a year and a month stand for one of their days."""

import calendar
import re
from datetime import date

WRITTEN = re.compile(r"(\d{1,4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
RIGHT = "write it as 2022-03-26, or 2022-03, or 2022"


def day(text: str, *, last: bool = False) -> str | None:
    """The day as YYYY-MM-DD: of a year or a month the first, or the last; None where there is no such day.

    >>> day("2022-03"), day("2024-02", last=True), day("2025-02-30"), day("soon")
    ('2022-03-01', '2024-02-29', None, None)
    """
    written = WRITTEN.fullmatch(text.strip())
    if written is None:
        return None
    year, month = int(written[1]), int(written[2] or (12 if last else 1))
    try:
        whole = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, int(written[3] or whole)).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        return None
