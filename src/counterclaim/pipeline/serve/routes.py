"""Which address leads where. Any state of a screen is an address; only forms change anything."""

import functools
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from counterclaim.errors import CounterclaimError, LedgerError, UsageError
from counterclaim.ledger import Decision
from counterclaim.pipeline.serve import (
    as_json,
    deciding,
    findings,
    joining,
    judged,
    past,
    pictured,
    policies,
    screens,
    second,
)
from counterclaim.pipeline.serve.again import Pages, tag_of, unchanged
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.faults import caught, fault_page
from counterclaim.pipeline.serve.guard import Guard, hosts_of
from counterclaim.pipeline.serve.lists import STREAMS, claims_file
from counterclaim.pipeline.serve.live import Live, news
from counterclaim.pipeline.serve.starting import begin
from counterclaim.views.app import pages
from counterclaim.views.app.keys import MEANS, keys
from counterclaim.views.words import clean

AGAIN = 2  # seconds after which a page that is being prepared is asked for again
STYLE_KEPT = 600  # seconds; a newer version shows within ten minutes
Screen = Callable[[Request], str | Response]
RESULTS: dict[str, Callable[[Desk, Any], str]] = {
    "/": screens.overview,
    "/compare": findings.compare,
    "/series": findings.series,
    "/draw": pictured.on_draw,
    "/checks": findings.checks,
    "/origins": joining.origins,
    "/incidents": joining.incidents,
    "/adds-up": policies.on_adds_up,
}
CLAIMS: dict[str, Callable[[Desk, Any], str]] = {
    "/map": pictured.on_map, "/timeline": pictured.on_timeline, "/review": screens.review,
}  # fmt: skip


def application(
    ledger: str | Path, *, token: str, port: int, actor: str | None = None, keys_file: str | Path | None = None,
    quorum: int = 1, begun: bool = False,
) -> Guard:  # fmt: skip
    """The page over a ledger, behind its guard: an ASGI application. UsageError: the file of keys is wrong.

    `quorum`: how many readers are to agree before a claim counts as reviewed. `begun`: what the first pages need is
    made ready at once, before they are asked for.

    >>> from tempfile import TemporaryDirectory
    >>> from counterclaim.ledger import Ledger
    >>> with TemporaryDirectory() as folder:
    ...     Ledger(folder + "/war.db", create=True).close()
    ...     type(application(folder + "/war.db", token="secret", port=8642)).__name__
    'Guard'
    """
    desk = Desk(ledger, actor=actor, quorum=quorum)
    live, chosen = Live(desk), keys(keys_file)
    if begun:
        begin(desk, {"/claims": screens.claims, **RESULTS, **CLAIMS})
    lost: dict[Any, Callable[..., Any]] = {404: functools.partial(_lost, desk), Exception: fault_page}
    served = Starlette(routes=[*_reading(desk), *_files(chosen, port), *_changing(desk, live)], exception_handlers=lost)
    return Guard(desk.calm.watching(caught(served)), token, hosts_of(port))


def _reading(desk: Desk) -> list[Route]:
    """What only shows: from the results, from the claims, or from the ledger as it is."""
    route = functools.partial(_route, shown=Pages())
    plain = {"/method": screens.method, "/by-hand": screens.by_hand, "/add": screens.add, "/held": judged.held}
    found = [route(desk, path, functools.partial(_plain, desk, screen), "results") for path, screen in RESULTS.items()]
    found += [route(desk, path, functools.partial(_plain, desk, screen), "claims") for path, screen in CLAIMS.items()]
    found += [route(desk, path, functools.partial(_plain, desk, screen), None) for path, screen in plain.items()]
    return [
        *found,
        route(
            desk, "/claims", lambda ask: claims_file(desk, ask.query_params) or screens.claims(desk, ask.query_params)
        ),
        route(desk, "/c/{id}", lambda ask: past.one_claim(desk, ask.path_params["id"], ask.query_params)),
        route(desk, "/c/{id}/{form}", lambda ask: _cited(desk, ask), None),
        route(desk, "/d/{text}", lambda ask: screens.one_article(desk, ask.path_params["text"], ask.query_params)),
        route(desk, "/picture/{kind}.{form}", lambda ask: _picture(desk, ask)),
        route(desk, "/g/{key}", functools.partial(_at_key, desk, findings.one_quantity), "results"),
        route(desk, "/s/{key}", functools.partial(_at_key, desk, findings.one_series), "results"),
    ]


def _at_key(desk: Desk, screen: Callable[[Desk, str, Any], str], ask: Request) -> str:
    return screen(desk, ask.path_params["key"], ask.query_params)


def _plain(desk: Desk, screen: Callable[[Desk, Any], str], ask: Request) -> str:
    return screen(desk, ask.query_params)


def _cited(desk: Desk, ask: Request) -> Response:
    text, kind = screens.citation_file(desk, ask.path_params["id"], ask.path_params["form"])
    return Response(text, media_type=kind)


def _picture(desk: Desk, ask: Request) -> Response:
    kind, form = ask.path_params["kind"], ask.path_params["form"]
    content, media_type = pictured.picture_file(desk, kind, form, ask.query_params)
    headers = {"content-disposition": f"attachment; filename={kind}.{form}"}
    if isinstance(content, bytes):
        return Response(content, media_type=media_type, headers=headers)
    return StreamingResponse(content, media_type=media_type, headers=headers)


def _files(chosen: dict[str, tuple[str, ...]], port: int) -> list[Route]:
    """Style, script and keys: the same for every ledger. On paper addresses have their host."""
    style = pages.style() + pages.paper(f"http://127.0.0.1:{port}")
    told = {"keys": chosen, "means": MEANS, "version": version("counterclaim")}
    kept = {"cache-control": f"private, max-age={STYLE_KEPT}"}  # nothing of the ledger stands in these
    return [
        Route("/static/app.css", lambda _: Response(style, headers=kept, media_type="text/css")),
        Route("/static/app.js", lambda _: Response(pages.script(), headers=kept, media_type="text/javascript")),
        Route("/keys.json", lambda _: JSONResponse(told, headers=kept)),
    ]


def _changing(desk: Desk, live: Live) -> list[Route]:
    """Forms, and what a page asks again and again while it is open."""

    def stop(_: dict[str, list[str]]) -> str:
        live.stop()
        return "/read"

    def start(form: dict[str, list[str]]) -> str:
        live.start(deciding.given(form, "folder"))
        return "/read"

    return [
        Route("/decide", functools.partial(_decided, desk), methods=["POST"]),
        Route("/by-hand", _posted(desk, lambda form: f"/c/{deciding.by_hand(desk, form)}"), methods=["POST"]),
        _route(desk, "/read", lambda _: pages.page("read", **screens.frame(desk, here="/read", reading=live.state()))),
        Route("/read", _posted(desk, start), methods=["POST"]),
        Route("/read/stop", _posted(desk, stop), methods=["POST"]),
        _route(desk, "/read/state", lambda _: JSONResponse(live.state())),
        _route(desk, "/news", lambda ask: JSONResponse(news(desk, ask.query_params.get("head", "")))),
    ]


# ---------------------------------------------------------------- answers
def _route(desk: Desk, path: str, screen: Screen, needs: str | None = "claims", shown: Pages | None = None) -> Route:
    """A screen, once there is what it needs; until then how far that is. Those that were `shown` are not made again."""

    def answer(request: Request) -> Response:
        wanted = request.query_params.get("_format") == "json"
        try:
            _refuse_form(path, request.query_params.get("_format", ""))
            desk.up()
            if (needs and not desk.has_claims) or (needs == "results" and not desk.has_results):
                return _not_yet(desk, request)
            tag = tag_of(desk, request)
            if shown and (answered := unchanged(request, tag)):
                return answered
            if wanted and (made := as_json.screen(desk, path, request.path_params, request.query_params)) is not None:
                return Response(made, media_type=as_json.JSON, headers={"etag": tag} if shown else {})
            found = (shown.known(tag) if shown else None) or screen(request)
        except (screens.Missing, screens.Gone, CounterclaimError) as error:
            return JSONResponse({"error": str(error)}, status_of(error)[0]) if wanted else trouble(desk, error)
        if isinstance(found, Response):
            return found
        beside = str(request.url.include_query_params(_format="json").replace(scheme="", netloc=""))
        link = {"link": f'<{beside}>; rel="alternate"; type="{as_json.JSON}"'} if path in as_json.SCREENS else {}
        if shown:
            shown.keep(tag, found)
        return HTMLResponse(found, headers=link | ({"etag": tag} if shown else {}))

    return Route(path, answer, methods=["GET"])


def _refuse_form(path: str, form: str) -> None:
    """UsageError where a screen is asked for in a form that it has not."""
    known = ("json",) * (path in as_json.SCREENS) + STREAMS * (path == "/claims")
    if form and form not in known:
        has = f"it has {', '.join(known)}, or none for the page" if known else "leave out _format for the page"
        raise UsageError(f"this screen has no form called {form!r}: {has}")


def _not_yet(desk: Desk, request: Request) -> HTMLResponse:
    """What is being prepared, and how far it is; the page asks again by itself."""
    again = f"{AGAIN}"
    shown = pages.page("preparing", **screens.frame(desk, again=again, searched=desk.has_claims, here=request.url.path))
    return HTMLResponse(shown, status_code=503, headers={"retry-after": again})


async def _lost(desk: Desk, request: Request, error: Exception) -> Response:
    """No screen has that address: which there are."""
    path = request.url.path
    like = get_close_matches(path, SCREENS, n=1, cutoff=0.5)
    right = f" Perhaps {like[0]}?" if like else ""
    said = f"No screen has the address {path}.{right} There are {', '.join(SCREENS)}."
    return await run_in_threadpool(trouble, desk, screens.Missing(said))


def trouble(desk: Desk, error: Exception, back: str = "") -> HTMLResponse:
    """An error as a page: what is wrong, where to go on, and `back` to the form; no trace of the program."""
    status, title = status_of(error)
    shown = pages.page("trouble", **screens.frame(desk, title=title, message=str(error), back=back))
    return HTMLResponse(shown, status_code=status)


def status_of(error: Exception) -> tuple[int, str]:
    """The status of an error, and what it is called.

    >>> status_of(screens.Missing("")), status_of(UsageError(""))
    ((404, 'Not in this ledger'), (400, 'That cannot be done so'))
    """
    return next(((code, name) for kind, code, name in TROUBLES if isinstance(error, kind)), (500, "A fault"))


SCREENS = ("/", "/claims", "/compare", "/series", "/timeline", "/map", "/draw", "/checks", "/adds-up", "/origins",
           "/incidents", "/review", "/method", "/by-hand", "/read")  # fmt: skip
TROUBLES: tuple[tuple[type[Exception], int, str], ...] = (
    (screens.Gone, 410, "Withdrawn"),
    (screens.Missing, 404, "Not in this ledger"),
    (UsageError, 400, "That cannot be done so"),
    (LedgerError, 503, "The ledger cannot be used now"),
)


async def _form(request: Request) -> dict[str, list[str]]:
    body = await request.body()
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=2000)


def _posted(desk: Desk, act: Callable[[dict[str, list[str]]], str]) -> Callable[[Request], Any]:
    """A form that changes something and then shows another screen."""

    async def answer(request: Request) -> Response:
        form = await _form(request)
        try:
            there = await run_in_threadpool(act, form)
        except CounterclaimError as error:
            return await run_in_threadpool(trouble, desk, error, _back(request, None))
        return RedirectResponse(there, status_code=303)

    return answer


async def _decided(desk: Desk, request: Request) -> Response:
    """Decide; a script gets JSON and goes on, a form without script comes back to where it was."""
    form = await _form(request)
    asks_json = "application/json" in request.headers.get("accept", "")
    try:
        made = await run_in_threadpool(deciding.decide, desk, form)
    except CounterclaimError as error:
        if asks_json:
            return JSONResponse({"error": clean(str(error))}, status_code=400)
        return await run_in_threadpool(trouble, desk, error, _back(request, next(iter(form.get("claim", ())), None)))
    if asks_json:
        states = await run_in_threadpool(_states, desk, [*form.get("claim", []), *_about(desk, made)])
        head = await run_in_threadpool(desk.head)
        told = {"decisions": [one.id for one in made], **states, "head": head[:16]}
        return Response(msgspec.json.encode(told), media_type="application/json")
    return RedirectResponse(_back(request, made[-1].claims[0] if made and made[-1].claims else None), status_code=303)


def _about(desk: Desk, made: Sequence[Decision]) -> list[str]:
    """The claims that decisions are about: of an undo, those of what it undoes."""
    undone = {one.target for one in made if one.action == "undo"}
    before = [one for one in desk.ledger.decisions() if one.id in undone] if undone else []
    return [claim for one in (*made, *before) for claim in one.claims]


def _states(desk: Desk, claims: list[str]) -> dict[str, dict[str, str]]:
    """The status of claims, and the same in words."""
    desk.up()
    found = desk.claims(dict.fromkeys(claims))
    states = {entry.claim.id: entry.status for entry in found}
    return {"states": dict(states), "words": {entry.claim.id: second.status(desk, entry) for entry in found}}


def _back(request: Request, claim: str | None) -> str:
    """The page that the form stood on, if the browser tells; else the claim that was decided on."""
    before = urlsplit(request.headers.get("referer", ""))
    if before.path:
        return quote(before.path, safe="/:") + (f"?{before.query}" if before.query else "")
    return f"/c/{claim}" if claim else "/review"
