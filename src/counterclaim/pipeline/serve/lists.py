"""The claims of a list as a file: what the table of claims shows, at the same address."""

import io
from collections.abc import Iterator
from dataclasses import replace

from starlette.responses import Response

from counterclaim.model import Entry
from counterclaim.pipeline.serve.asked import Asked, one, query
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views.exports import write_stream
from counterclaim.views.privacy import without_names

KINDS = {"csv": "text/csv", "jsonl": "application/x-ndjson"}
MOST = 100_000  # rows of one file: `counterclaim export` writes the rest without a browser in between


def claims_file(desk: Desk, asked: Asked) -> Response | None:
    """The claims that an address asks for, as csv or JSON lines; None where it asks for the page."""
    form = one(asked, "_format")
    if form not in KINDS:
        return None
    found = desk.catalogue().find(replace(query(asked), page=1), size=MOST)
    out = io.BytesIO()
    write_stream(without_names(_each(desk, found.ids), desk.names()), out, form)  # type: ignore[arg-type]
    headers = {"content-disposition": f'attachment; filename="claims.{form}"'}
    return Response(out.getvalue(), media_type=KINDS[form], headers=headers)


def _each(desk: Desk, ids: tuple[str, ...]) -> Iterator[Entry]:
    yield from desk.claims(ids)
