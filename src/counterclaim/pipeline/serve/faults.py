"""A fault that nobody foresaw: one clear line and a number on the page, the same number in the log, no trace of it.

The log is Python's own, under the name `counterclaim.serve`: one line on standard error, and the whole trace where
somebody asks for it (`logging.DEBUG`). It holds the path of the address, never the words that were searched for.
"""

import logging
import secrets
import traceback
from collections.abc import MutableMapping
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from counterclaim.pipeline.serve.guard import Application, Receive, Scope, Send
from counterclaim.views import words

LOG = logging.getLogger("counterclaim.serve")
ID_BYTES = 4  # eight letters: easily read over the telephone, and no two alike in one log
TOLD = "counterclaim.fault"  # under which a request keeps its number
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title} · Counterclaim</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/app.css">
<main id="main"><h1>{title}</h1><p class="lead">{line}</p><p><a href="/">{onward}</a></p></main></html>"""


def log(method: str, path: str, error: Exception) -> str:
    """Write a fault to the log: its number, what was asked, what went wrong and where in the program."""
    number = secrets.token_hex(ID_BYTES)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}, line {frames[-1].lineno} of {frames[-1].filename}" if frames else "an unknown place"
    told = " ".join(str(error).split())[:200]
    LOG.error("fault %s: %s %s: %s %s in %s", number, method, path[:200], type(error).__name__, told, where)
    LOG.debug("fault %s", number, exc_info=error)
    return number


async def fault_page(request: Request, error: Exception) -> Response:
    """What the person sees: that it is the program's fault, that nothing was lost, and the number for a report."""
    number = log(request.method, request.url.path, error)
    request.scope[TOLD] = number
    line = words.label("faults", "line").format(number=number)
    asks_json = "application/json" in request.headers.get("accept", "") or "_format=json" in request.url.query
    if asks_json:
        return JSONResponse({"error": line}, 500)
    title, onward = words.label("faults", "title"), words.label("faults", "onward")
    return HTMLResponse(PAGE.format(title=escape(title), line=escape(line), onward=escape(onward)), 500)


def caught(served: Application) -> Application:
    """The application whose faults end here: each is in the log by its number, so nothing more needs to be printed."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        about: MutableMapping[str, Any] = scope
        try:
            await served(scope, receive, send)
        except Exception as error:
            if TOLD not in about:  # a file that broke off while it was sent: it is too late for a page
                log(str(about.get("method", "")), str(about.get("path", "")), error)

    return answer
