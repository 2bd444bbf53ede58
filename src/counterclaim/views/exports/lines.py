"""JSON lines: the claim record, and what is known of its document. And JSON documents, written as they come."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, TextIO

import msgspec

from counterclaim.model import Entry
from counterclaim.views.exports.release import Release, Tally


def claim_line(entry: Entry) -> dict[str, Any]:
    """A claim as `read --json` prints it, with `title`, `published`, `outlet`, `url` and `text_sha256` added; and with
    `checked`, where it goes out so."""
    of_document = {
        "title": entry.title,
        "published": entry.published,
        "outlet": entry.outlet,
        "url": entry.url,
        "text_sha256": entry.text_sha256,
    }
    checked = {"checked": found} if (found := getattr(entry, "checked", None)) is not None else {}
    return msgspec.structs.asdict(entry.claim) | {"document": entry.document} | of_document | checked


def write_lines(release: Release, out: BinaryIO, tally: Tally) -> None:
    """Write a line for each claim; with `with_text`, the article's text in each."""
    for entry in release.entries:
        line = claim_line(entry) | {"status": entry.status, "seen": entry.seen, "review": entry.review}
        if release.with_text:
            line["text"] = release.texts.get(entry.text_sha256)
        out.write(msgspec.json.encode(line) + b"\n")
        tally.keep()


# ---------------------------------------------------------------- JSON documents
def json_text(value: object) -> str:
    r"""JSON on one line that may also stand inside a script of a page: `</` is written `<\/`.

    >>> json_text({"a": "</script>é"})
    '{"a":"<\\/script>é"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def write_json(out: TextIO, head: Mapping[str, Any], key: str, items: Iterable[object]) -> None:
    """Write one JSON object with a list that may be longer than memory: an item a line.

    >>> import io
    >>> out = io.StringIO()
    >>> write_json(out, {"type": "FeatureCollection"}, "features", [{"a": 1}, {"a": 2}])
    >>> print(out.getvalue(), end="")
    {"type":"FeatureCollection","features":[
    {"a":1},
    {"a":2}
    ]}
    """
    out.write(f"{json_text(dict(head))[:-1]}{',' if head else ''}{json_text(key)}:[")
    for place, item in enumerate(items):
        out.write(f"{',' if place else ''}\n{json_text(item)}")
    out.write("\n]}\n")


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are told.

    >>> without_nothing({"a": 0, "b": None, "c": "", "d": []})
    {'a': 0}
    """
    return {key: value for key, value in values.items() if value is not None and value != "" and value != []}
