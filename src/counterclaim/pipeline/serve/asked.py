"""What an address asks for: a query of the catalogue, a filter, a page; whatever makes no sense is left out."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from counterclaim.model import Filter
from counterclaim.pipeline import days
from counterclaim.reconcile.copy.found import FACETS, ORDERS, Query

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
WORDS = 200  # characters of a search: longer ones are pasted by mistake
FILTERED = tuple(Filter.__struct_fields__)


class Asked(Protocol):
    """The pairs after the question mark: several may have one name."""

    def getlist(self, key: Any) -> list[str]:
        """Every value of a name."""


def query(asked: Asked) -> Query:
    """The query that an address asks.

    >>> from starlette.datastructures import QueryParams
    >>> found = query(QueryParams("q=16,000&measure=killed&measure=wounded&page=x&order=loudest"))
    >>> found.words, found.chosen, found.page, found.order
    ('16,000', {'measure': ('killed', 'wounded')}, 1, 'reading')
    """
    order = one(asked, "order")
    page = one(asked, "page")
    return Query(
        words=one(asked, "q")[:WORDS],
        chosen={name: values for name in FACETS if (values := tuple(asked.getlist(name)))},
        since=day(one(asked, "since")),
        until=day(one(asked, "until")),
        order=order if order in ORDERS else ORDERS[0],
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


def said(asked: Query) -> dict[str, Any]:
    """A query as the pairs of its address: the reverse of `query`.

    >>> said(Query(words="Port Alder", chosen={"measure": ("killed",)}))
    {'q': 'Port Alder', 'measure': ('killed',)}
    """
    order = asked.order if asked.order != ORDERS[0] else None
    pairs = {"q": asked.words, **asked.chosen, "since": asked.since, "until": asked.until, "order": order}
    page = {"page": asked.page} if asked.page > 1 else {}
    return {name: value for name, value in {**pairs, **page}.items() if value}


def filtered(asked: Asked) -> Filter:
    """The filter that all listing screens share, from an address."""
    given = {name: value for name in FILTERED if (value := one(asked, name).strip())}
    for name in ("since", "until"):
        if name in given and day(given[name]) is None:
            del given[name]
    return msgspec.convert(given, Filter)


def filter_said(where: Filter) -> Mapping[str, str]:
    """A filter as the pairs of an address.

    >>> filter_said(Filter(measure="killed"))
    {'measure': 'killed'}
    """
    return {name: value for name in FILTERED if (value := getattr(where, name))}


def one(asked: Asked, name: str) -> str:
    """The last value of a name; nothing where it is not given."""
    return next(reversed(asked.getlist(name)), "")


SCALES = ("log",)


def scale(asked: Asked) -> str:
    """The scale of a picture of series that an address asks for: from zero where it says nothing.

    >>> from starlette.datastructures import QueryParams
    >>> scale(QueryParams("scale=log")), scale(QueryParams("scale=wide"))
    ('log', '')
    """
    found = one(asked, "scale")
    return found if found in SCALES else ""


def offset(asked: Asked, name: str) -> int:
    """A place in a text; 0 where it is none.

    >>> from starlette.datastructures import QueryParams
    >>> offset(QueryParams("start=12"), "start"), offset(QueryParams("start=here"), "start")
    (12, 0)
    """
    text = one(asked, name)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def day(text: str) -> str | None:
    """A day, month or year; None for anything else, and for one that no calendar has.

    >>> day("2022-03"), day("soon"), day("2025-02-30")
    ('2022-03', None, None)
    """
    return text if DAY.fullmatch(text) and days.day(text) else None


def on(asked: Asked) -> str | None:
    """The day by which things were claimed, that an address asks for: of a month or year the last.

    >>> from starlette.datastructures import QueryParams
    >>> on(QueryParams("on=2022-02")), on(QueryParams("on=2025-02-30"))
    ('2022-02-28', None)
    """
    return days.day(one(asked, "on"), last=True) if day(one(asked, "on")) else None
