"""Each screen as JSON, at the same address with `_format=json`: what stands on the page, as records."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from counterclaim.ledger.decision import by_claim
from counterclaim.ledger.lookup import documents_with, readers, text_beginning
from counterclaim.ledger.versions import Version, versions
from counterclaim.model import Entry, Filter
from counterclaim.pipeline import held, judging
from counterclaim.pipeline.serve import findings, grown, judged, pictured, policies, reckoned, screens, second
from counterclaim.pipeline.serve.asked import Asked, filtered, on, one, query
from counterclaim.pipeline.serve.desk import VERSION, Desk
from counterclaim.pipeline.serve.findings import GROUPED, LISTED, page_asked, part
from counterclaim.pipeline.serve.past import version_asked
from counterclaim.views.exports.lines import claim_line
from counterclaim.views.people import Withheld
from counterclaim.views.privacy import hidden

JSON = "application/json"


def screen(desk: Desk, path: str, params: Mapping[str, Any], asked: Asked) -> bytes | None:
    """What a screen shows as JSON; None where the address is of no screen."""
    made = SCREENS.get(path)
    if made is None:
        return None
    about = {"version": VERSION, "chain_head": desk.head(), **made(desk, params, asked)}
    plain = msgspec.to_builtins(about)
    return msgspec.json.encode(blanked(plain, desk.names()))


def blanked(value: Any, names: Withheld) -> Any:
    """A value with the names of private persons withheld in every text of it.

    >>> blanked({"a": ["b", 1]}, Withheld([]))
    {'a': ['b', 1]}
    """
    if isinstance(value, str):
        return names.blank(value)
    if isinstance(value, dict):
        return {key: blanked(one, names) for key, one in value.items()}
    return [blanked(one, names) for one in value] if isinstance(value, list | tuple) else value


def _lines(desk: Desk, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [claim_line(hidden(entry, desk.names())) for entry in entries]


def _cut(name: str, items: Sequence[Any], total: int, page: int, size: int = LISTED) -> dict[str, Any]:
    found = part(items, total, page, size)
    return {"total": total, "page": page, "pages": found["pages"], name: items}


def _overview(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    found, compared = reckoned.comparisons(desk, Filter(), None, 0, screens.FURTHEST)
    outcomes = reckoned.findings(desk, Filter(), "", "", 0, 0)[2]
    return {"counts": desk.counts(), "compared": compared, "checks": outcomes, "comparisons": found}


def _claims(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    wanted = query(asked)
    found = desk.state.finder.find(wanted)
    facets = {name: dict(values) for name, values in found.facets.items()}
    told = _lines(desk, desk.in_rows(found.rows))
    return {"total": found.total, "page": wanted.page, "pages": found.pages, "facets": facets, "claims": told}


def _compare(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    page = page_asked(asked)
    found, total = reckoned.comparisons(desk, filtered(asked), on(asked), (page - 1) * LISTED, LISTED)
    return _cut("comparisons", found, total, page)


def _series(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    page, size = page_asked(asked), findings.DRAWN
    found, total = reckoned.series(desk, filtered(asked), (page - 1) * size, size)
    return _cut("series", found, total, page, size)


def _checks(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    page, outcome, code = page_asked(asked), one(asked, "outcome"), one(asked, "code")
    start = (page - 1) * LISTED
    found, total, outcomes, codes = reckoned.findings(desk, filtered(asked), outcome, code, start, LISTED)
    return {"outcomes": outcomes, "codes": codes, **_cut("findings", found, total, page)}


def _adds_up(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    found = policies.own_checks(desk, asked)
    return {"claimants": found or (), "too_many": found is None}


def _origins(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    page = page_asked(asked)
    found, total = reckoned.origins(desk, one(asked, "q").strip(), (page - 1) * LISTED, LISTED)
    return {"told_once": reckoned.told_once(desk), **_cut("origins", found, total, page)}


def _incidents(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    page = page_asked(asked)
    found, alone = reckoned.incidents(desk, filtered(asked))
    shown = found[(page - 1) * GROUPED : page * GROUPED]
    return {"alone": alone, **_cut("incidents", shown, len(found), page, GROUPED)}


def _picture(kind: str) -> Callable[[Desk, Mapping[str, Any], Asked], dict[str, Any]]:
    def made(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        page = page_asked(asked)
        mask = desk.state.passing(filtered(asked))
        table = pictured.table_of(desk, kind, pictured.listed(desk, kind, mask, (page - 1) * LISTED, LISTED))
        return {"headers": pictured.TABLES[kind][0], **_cut("rows", table, int(mask.sum()), page)}

    return made


def _drawn(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    kind = pictured.kind_asked(asked)
    found = pictured.picture(desk, kind, filtered(asked))
    if found is None:
        return {"kind": kind, "rows": ()}
    told = ("title", "subtitle", "summary", "headers", "rows", "notes", "source")
    return {"kind": kind, **{name: getattr(found, name) for name in told}}


def _review(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    found, waiting = second.queue(desk, screens.QUEUE)
    lines = _lines(desk, [entry for entry, _ in found])
    return {"waiting": waiting, "claims": [{**told, "why": why} for told, (_, why) in zip(lines, found, strict=True)]}


def _method(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    return {"counts": desk.counts(), "readers": readers(desk.ledger), **grown.told(desk)}


def _claim(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    entry = screens.the_claim(desk, str(params["id"]))
    claim = entry.claim.id
    past = versions(desk.ledger, claim)
    if one(asked, "v"):
        chosen = version_asked(past, one(asked, "v"))
        (told,) = _lines(desk, [chosen.entry])
        return {"claim": told, "status": chosen.entry.status, "version": chosen.number, "versions": _told(past)}
    (told,) = _lines(desk, [entry])
    origin = reckoned.origin_of(desk, claim)
    return {
        "claim": told,
        "origin": origin.claims if origin else (claim,),
        "checked": judged.checked(desk, entry),
        "comparisons": reckoned.quantities_of(desk, claim)[: screens.BESIDE],
        "findings": reckoned.findings_of(desk, claim)[: screens.FINDINGS],
        "decisions": by_claim(desk.ledger.decisions()).get(claim, ()),
        "readings": [reading for reading, _ in desk.ledger.history(claim)],
        "versions": _told(past),
    }


def _told(past: Sequence[Version]) -> list[dict[str, Any]]:
    return [{"version": one.number, "at": one.at, "by": one.by, "did": one.did} for one in past]


def _article(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    sha256 = text_beginning(desk.ledger, str(params["text"]))
    if sha256 is None:
        raise screens.Missing("No article of this ledger has that address.")
    names = desk.names()
    about = ("title", "published", "outlet", "language")  # not the words of the article
    documents = [{name: getattr(one, name) for name in about} for one in documents_with(desk.ledger, sha256)]
    shown = [{**one, "title": names.blank(one["title"] or "")} for one in documents]
    return {"text_sha256": sha256, "documents": shown, "claims": _lines(desk, desk.in_text(sha256))}


def _quantity(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    found = reckoned.quantity(desk, str(params["key"]))
    if found is None:
        raise screens.Missing("No quantity of this ledger has that address: it may have changed with newer claims.")
    claims = dict.fromkeys(claim for side in found.sides for claim in side.claims)
    policy = one(asked, "best")
    best = {"best": judging.best_of(desk.ledger, [found], policy)[found.key]} if policy else {}
    return {"comparison": found, "claims": _lines(desk, desk.claims(claims)), **best}


def _one_series(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    found = findings.series_at(desk, str(params["key"]))
    return {"series": found, "claims": _lines(desk, desk.claims(dict.fromkeys(point.claim for point in found.points)))}


def _held(desk: Desk, params: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    return {"held": held.held(desk.ledger)}


SCREENS: dict[str, Callable[[Desk, Mapping[str, Any], Asked], dict[str, Any]]] = {
    "/": _overview,
    "/claims": _claims,
    "/compare": _compare,
    "/series": _series,
    "/checks": _checks,
    "/adds-up": _adds_up,
    "/origins": _origins,
    "/incidents": _incidents,
    "/map": _picture("map"),
    "/timeline": _picture("timeline"),
    "/draw": _drawn,
    "/review": _review,
    "/held": _held,
    "/method": _method,
    "/c/{id}": _claim,
    "/d/{text}": _article,
    "/g/{key}": _quantity,
    "/s/{key}": _one_series,
}
