"""The claims of a list as a file: what the table of claims shows, at the same address."""

import io
from importlib.metadata import version

from starlette.responses import Response

from counterclaim.pipeline.serve.asked import Asked, one, query
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views.exports import write_stream
from counterclaim.views.exports.release import Release, formats
from counterclaim.views.privacy import without_names

MOST = 100_000  # claims of one file: `counterclaim export` writes more without a browser in between
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


STREAMS = tuple(name for name, one in formats().items() if one.made == "stream")


def claims_file(desk: Desk, asked: Asked) -> Response | None:
    """The claims that an address asks for in a format that is written as a stream; None where it asks for the page."""
    form = one(asked, "_format")
    if form not in STREAMS:
        return None
    known = formats()[form]
    rows = desk.state.finder.rows(query(asked))[:MOST]
    entries = tuple(without_names(desk.in_rows(rows), desk.names()))
    head, ledger = desk.head(), desk.path.name
    out = io.BytesIO()
    release = Release(entries=entries, version=version("counterclaim"), chain_head=head, ledger=ledger, made=desk.now())
    write_stream(release, out, form)
    headers = {"content-disposition": f'attachment; filename="claims{known.suffix}"'}
    return Response(out.getvalue(), media_type=TYPES.get(form, "application/octet-stream"), headers=headers)
