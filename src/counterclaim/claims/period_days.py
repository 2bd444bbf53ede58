"""Arithmetic of days: which days a month, a season, "early March" or "the past two weeks" cover.

A stretch of days is a pair (first, last), both inclusive, None where undetermined. Whatever holds the day of
publication ends on it: news cannot tell of days to come ("in 2023", read on 12 March 2023, ends on 12 March).
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Days = tuple[date | None, date | None]
Part = Literal["early", "middle", "late"]
Unit = Literal["hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]

UNKNOWN: Days = (None, None)
# A day and month without a year, up to so many days ahead of publication, is still to come ("the vote on 12 March");
# further ahead it is the one that is past. A month without a year is always the nearest past one.
SOON = 31


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it has fewer days.

    >>> add_months(date(2022, 3, 31), -1)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    end = month_end(min(max(year, 1), 9999), month + 1)
    return end.replace(day=min(day.day, end.day))


def capped(days: Days, today: date | None) -> Days:
    """Days up to today where they hold today."""
    first, last = days
    if first and last and today and first <= today < last:
        return first, today
    return days


def part_of(days: Days, part: Part | None) -> Days:
    """The early, middle or late part of a stretch: thirds; of a month 1-10, 11-20 and the rest, of a year four months.

    >>> part_of((date(2022, 6, 1), date(2022, 6, 30)), "middle")
    (datetime.date(2022, 6, 11), datetime.date(2022, 6, 20))
    """
    first, last = days
    if part is None or first is None or last is None:
        return days
    third = (last - first).days // 3
    a, b = first + timedelta(third), first + timedelta(2 * third)
    if 27 <= (last - first).days <= 30:
        a, b = first + timedelta(10), first + timedelta(20)
    elif 364 <= (last - first).days <= 365:
        a, b = add_months(first, 4), add_months(first, 8)
    return {"early": (first, a - timedelta(1)), "middle": (a, b - timedelta(1)), "late": (b, last)}[part]


def back(today: date, count: int, unit: Unit) -> date:
    """The day so many units ago; hours count as whole days once there are 24.

    >>> back(date(2023, 4, 30), 48, "hour"), back(date(2023, 4, 30), 2, "month")
    (datetime.date(2023, 4, 28), datetime.date(2023, 2, 28))
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if months:
            return add_months(today, -count * months)
        days = {"hour": max(1, round(count / 24)), "week": 7 * count, "weekend": 7 * count, "fortnight": 14 * count}
        return today - timedelta(days.get(unit, count))
    except (OverflowError, ValueError):
        return date.min


def unit_holding(day: date, unit: Unit) -> Days:
    """The calendar week (Monday to Sunday), month, quarter, year ... in which a day lies.

    >>> unit_holding(date(2025, 4, 24), "week")
    (datetime.date(2025, 4, 21), datetime.date(2025, 4, 27))
    """
    monday = day - timedelta(day.weekday())
    if unit == "week":
        return monday, monday + timedelta(6)
    if unit == "weekend":  # the one that has begun last
        saturday = day - timedelta((day.weekday() - 5) % 7)
        return saturday, saturday + timedelta(1)
    if unit == "month":
        return day.replace(day=1), month_end(day.year, day.month)
    if unit == "quarter":
        start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        return start, month_end(start.year, start.month + 2)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        year = max(1, day.year // size * size)
        return date(year, 1, 1), date(year + size - 1, 12, 31)
    return day, day


def previous(today: date, unit: Unit) -> Days:
    """The calendar unit before the one of today: "last week", "last month", "last year".

    >>> previous(date(2025, 4, 24), "week")
    (datetime.date(2025, 4, 14), datetime.date(2025, 4, 20))
    """
    if unit == "night":
        return today - timedelta(1), today
    first = unit_holding(today, unit)[0] or today
    if unit == "weekend" and today.weekday() < 5:  # on a weekday the last weekend is the one just past
        return unit_holding(today, unit)
    return unit_holding(first - timedelta(1), unit)


@dataclass(frozen=True, slots=True)
class Dated:
    """A calendar expression: what of year, month and days the words give; `days` finds what they leave out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    to_day: int | None = None  # "3-9 March": 9
    part: Part | None = None
    months: int = 1  # a season or a quarter has three
    years: int = 1  # a decade has ten

    def _in(self, year: int) -> Days:
        if self.month is None:
            return part_of((date(year, 1, 1), date(min(9999, year + self.years - 1), 12, 31)), self.part)
        if self.day is None:
            first = date(year, self.month, 1)
            end = add_months(first, self.months - 1)
            return part_of((first, month_end(end.year, end.month)), self.part)
        return date(year, self.month, self.day), date(year, self.month, self.to_day or self.day)

    def days(self, today: date | None) -> Days:
        """First and last day, given the day of publication or None; unknown where that day is needed."""
        try:
            if self.year is not None:
                return capped(self._in(self.year), today)
            if today is None:
                return UNKNOWN
            return capped(self._nearest(today), today)
        except ValueError:  # 30 February
            return UNKNOWN

    def _nearest(self, today: date) -> Days:
        ahead = SOON if self.day else 0
        for year in range(today.year + 1, today.year - 9, -1):
            try:
                days = self._in(year)
            except ValueError:  # 29 February in most years
                continue
            if days[0] and (days[0] - today).days <= ahead:
                return days
        return UNKNOWN

    def after(self, first: date) -> Days:
        """The first such days on or after `first`: the end of a range whose beginning has the year."""
        for year in (first.year, first.year + 1):
            days = replace(self, year=self.year or year).days(None)
            if days[1] and days[1] >= first:
                return days
        return UNKNOWN


def weekday_before(today: date, weekday: int, *, strictly: bool = False) -> date:
    """The nearest such day of the week on or before today.

    >>> weekday_before(date(2023, 8, 12), 4)
    datetime.date(2023, 8, 11)
    """
    gap = (today.weekday() - weekday) % 7
    return today - timedelta(gap or (7 if strictly else 0))
