"""The screens of what was reckoned: quantities side by side, series, checks, the map."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from counterclaim.model import Comparison, Filter, Finding, Series
from counterclaim.pipeline.aside import dismissals, finding_key
from counterclaim.pipeline.serve import policies, reckoned
from counterclaim.pipeline.serve.asked import Asked, filter_said, filtered, on, one, scale
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.screens import Missing, frame
from counterclaim.views import addresses, words
from counterclaim.views.app import pages
from counterclaim.views.app.quantity import key_of, quantity
from counterclaim.views.report.cards import cards
from counterclaim.views.report.checks import groups
from counterclaim.views.report.lines import series_views

LISTED = 40  # quantities, findings or origins on a page
GROUPED = 20  # incidents on a page, each with all its claims
DRAWN = 4  # series, each with its picture and its table: two screens
REASONS = 6  # checks named beside a quantity as reasons why its figures may differ
POINTS = 60  # figures of one series on the page: a picture of 700 units shows no more apart


def page_asked(asked: Asked) -> int:
    """Which page of a list an address asks for."""
    given = one(asked, "page")
    return max(int(given), 1) if given.isdecimal() and len(given) < 7 else 1


def part(items: Sequence[Any], total: int, page: int, size: int = LISTED) -> dict[str, Any]:
    """A page of a longer list, and what the links to the others need."""
    return {"items": items, "total": total, "page": page, "pages": max(1, -(-total // size))}


def _claims_of(comparisons: Iterable[Comparison]) -> Iterable[str]:
    for item in comparisons:
        yield from (claim for side in item.sides for claim in side.claims)
        yield from (*item.not_compared, *item.beside)


def compare(desk: Desk, asked: Asked) -> str:
    """Every quantity with its sides, the most contested first, filtered, as things were claimed by a day."""
    where, by_day = filtered(asked), on(asked)
    page = page_asked(asked)
    found, total = reckoned.comparisons(desk, where, by_day, (page - 1) * LISTED, LISTED)
    cut = part(found, total, page)
    book = desk.shelf(desk.claims(dict.fromkeys(_claims_of(cut["items"]))))
    rows = [
        (key_of(item), card) for item, card in zip(cut["items"], cards(cut["items"], book, drawn=False), strict=True)
    ]
    said = {**filter_said(where), "on": by_day}
    return pages.page(
        "compare",
        **frame(
            desk,
            here="/compare",
            asked=asked,
            rows=rows,
            cut=cut,
            said=said,
            where=where,
            on=by_day,
        ),
    )


def one_quantity(desk: Desk, key: str, asked: Asked) -> str:
    """One quantity: two columns, the others, how far apart, the caveats, and every sentence."""
    found = reckoned.quantity(desk, key)
    if found is None:
        raise Missing("No quantity of this ledger has that address: it may have changed with newer claims.")
    told = _speaking_of(desk, found)
    book = desk.shelf(
        desk.claims(dict.fromkeys([*_claims_of([found]), *(claim for one in told for claim in one.claims)]))
    )
    where = Filter(measure=found.measure, object=found.object, party=found.party, conflict=found.conflict)
    why = [view for group in groups(told, book) for view in group.findings if view.reasons]
    about: dict[str, Any] = {"shown": quantity(found, book), "said": filter_said(where), "claims": len(book.entries)}
    policy = one(asked, "best")
    best = policies.best_of_sides(desk, found, policy, book)
    return pages.page(
        "quantity", **frame(desk, here="/compare", why=why[:REASONS], best=best, **policies.told(policy), **about)
    )


def _speaking_of(desk: Desk, quantity: Comparison) -> list[Finding]:
    """The checks of the newest figure of each side that do not add up or cannot tell: why figures may differ."""
    newest = dict.fromkeys(side.latest_claim for side in quantity.sides if side.latest_claim)
    found = [item for claim in newest for item in reckoned.findings_of(desk, claim) if item.outcome != "holds"]
    return list({(item.code, item.claims): item for item in found}.values())[:LISTED]


def series(desk: Desk, asked: Asked) -> str:
    """Each claimant's own figures over time."""
    where = filtered(asked)
    page = page_asked(asked)
    found, total = reckoned.series(desk, where, (page - 1) * DRAWN, DRAWN)
    cut = part([thinned(one) for one in found], total, page, DRAWN)
    book = desk.shelf(desk.claims(dict.fromkeys(p.claim for one in cut["items"] for p in one.points)))
    wide = scale(asked)
    lines = series_views(cut["items"], book, log=bool(wide))
    left = [len(one.points) - len(shown.points) for one, shown in zip(found, cut["items"], strict=True)]
    rows = list(zip(lines, left, map(addresses.of_series, found), strict=True))
    return pages.page(
        "series_page",
        **frame(
            desk,
            here="/series",
            asked=asked,
            lines=rows,
            cut=cut,
            said={**filter_said(where), "scale": wide},
            scale=wide,
        ),
    )


def one_series(desk: Desk, key: str, asked: Asked) -> str:
    """One claimant's figures of one quantity."""
    found = series_at(desk, key)
    shown, wide = thinned(found), scale(asked)
    book = desk.shelf(desk.claims(dict.fromkeys(point.claim for point in shown.points)))
    (line,) = series_views([shown], book, log=bool(wide))
    where = Filter(measure=found.measure, object=found.object, party=found.party, conflict=found.conflict)
    about: dict[str, Any] = {"line": line, "key": key, "scale": wide, "said": filter_said(where)}
    return pages.page("one_series", **frame(desk, here="/series", left=len(found.points) - len(shown.points), **about))


def series_at(desk: Desk, key: str) -> Series:
    """The series at an address; Missing where there is none."""
    found = reckoned.one_series(desk, key)
    if found is None:
        raise Missing("No series of this ledger has that address: it may have changed with newer claims.")
    return found


def thinned(series: Series, most: int = POINTS) -> Series:
    """A series with at most so many figures: those with a mark and the last first, then others at even distances."""
    if len(series.points) <= most:
        return series
    last = len(series.points) - 1
    marked = [place for place, point in enumerate(series.points) if point.mark or place in (0, last)][-most:]
    left = most - len(marked)
    kept = {*marked, *(round(step * last / max(left, 1)) for step in range(left))}
    return replace(series, points=tuple(point for place, point in enumerate(series.points) if place in kept))


def checks(desk: Desk, asked: Asked) -> str:
    """What adds up, what does not, what cannot be decided; those that a person set aside say so."""
    where, outcome, code = filtered(asked), one(asked, "outcome"), one(asked, "code")
    page = page_asked(asked)
    found, total, outcomes, present = reckoned.findings(desk, where, outcome, code, (page - 1) * LISTED, LISTED)
    aside = dismissals(desk.live())
    cut = part(found, total, page)
    book = desk.shelf(desk.claims(dict.fromkeys(claim for item in cut["items"] for claim in item.claims)))
    shown = [(_view(item, book), finding_key(item), item, aside.get(finding_key(item))) for item in cut["items"]]
    codes = sorted(present, key=lambda name: words.label("codes", name))
    said = {**filter_said(where), "outcome": outcome, "code": code}
    about: dict[str, Any] = {
        "shown": shown,
        "outcomes": outcomes,
        "codes": codes,
        "outcome": outcome,
        "code": code,
        "said": said,
    }
    return pages.page("checks_page", **frame(desk, here="/checks", asked=asked, cut=cut, **about))


def _view(item: Finding, book: Any) -> Any:
    return next(group.findings[0] for group in groups([item], book) if group.findings)
