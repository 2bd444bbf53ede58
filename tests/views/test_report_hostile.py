"""Hostile words in every field of every record: they are shown as words and do nothing."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from lxml.etree import fromstring
from msgspec.structs import replace as replace_record

from counterclaim.model import Comparison, Entry, Finding, Place, Series
from counterclaim.views.pictures import Picture, claims_map, ladder, multiples, series_picture, timeline
from counterclaim.views.report import ReportData, render
from tests.views.dom import find, parse
from tests.views.ledger_of_examples import ledger

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></svg><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "<!-- <b>",
    "]]><iframe srcdoc='<script>alert(1)</script>'>",
    "\u202eevil\u2066\x00\x1b[31m\ud800",
    "&lt;b&gt;&#60;script&#62;",
]
CLOSED = {
    "id", "claim", "document", "documents", "claims", "latest_claim", "text_sha256", "qualifier", "unit", "kind",
    "stance", "verification", "per", "role", "time_kind", "outcome", "severity", "precision", "mark", "start",
    "end", "schema",
    "published", "not_compared",
}  # fmt: skip
ELEMENTS = {"script", "img", "iframe", "object", "embed", "form", "base", "b", "foreignobject", "animate", "set", "use"}


def poisoned(value: Any, payload: str) -> Any:
    """The value with the payload in every field that holds free words."""
    if isinstance(value, dict):
        return {key: item if key in CLOSED and not isinstance(item, dict | list) else poisoned(item, payload)
                for key, item in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [poisoned(item, payload) for item in value]
    return payload if isinstance(value, str) else value


def poison(data: ReportData, payload: str) -> ReportData:
    def made(records: Any, kind: Any) -> Any:
        return msgspec.convert(poisoned(msgspec.to_builtins(records), payload), tuple[kind, ...])

    texts = {
        sha: text.replace(" said", f" {payload} said").replace("a", payload, 1) for sha, text in data.texts.items()
    }
    return replace(
        data,
        title=payload,
        version=payload,
        generated_at=payload,
        chain_head=payload,
        entries=made(data.entries, Entry),
        texts=texts,
        comparisons=made(data.comparisons, Comparison),
        series=made(data.series, Series),
        findings=made(data.findings, Finding),
        names={"russia": payload, "ukraine": payload},
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_others_stay_words(payload: str) -> None:
    page = render(poison(ledger(), payload))
    page.encode("utf-8")
    root = parse(page)
    own = parse(render(ledger()))
    allowed = {element.tag for element in own.iter() if isinstance(element.tag, str)}
    for element in root.iter():
        assert isinstance(element.tag, str), f"a comment or instruction: {element}"
        assert element.tag in allowed
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name != "style"
            if name in ("href", "src", "xlink:href"):
                assert value.startswith(("#", "http://", "https://", "data:,")), value
    assert not {"img", "iframe"} & {element.tag for element in root.iter()}
    assert [element.text for element in root.iter("script")] == [element.text for element in own.iter("script")]
    assert "\u202e" not in page
    assert "\x00" not in page


@pytest.mark.parametrize("url, followed", [
    ("https://a.example/x?y=1&z=2", True), ("HTTP://a.example/", True), ("javascript:alert(1)", False),
    ("JaVaScRiPt:alert(1)", False), ("\tjavascript:alert(1)", False), ("data:text/html,<b>", False),
    ("//a.example/x", False), ("file:///etc/passwd", False), ("https://a.example/\nx", False), ("", False),
])  # fmt: skip
def test_only_web_addresses_are_links(url: str, followed: bool) -> None:
    data = ledger()
    entries = tuple(msgspec.structs.replace(entry, url=url) for entry in data.entries)
    root = parse(render(replace(data, entries=entries)))
    links = find(root, "a.url")
    assert bool(links) is followed
    assert all(link.get("rel") == "noreferrer noopener" for link in links)
    if url and not followed:
        assert "address left out: not a web address" in root.text_content()


def pictures_of(data: ReportData) -> list[Picture]:
    entries = {entry.claim.id: entry for entry in data.entries}
    made = [ladder(one, entries, source=data.version) for one in data.comparisons]
    made += [series_picture(one, entries, source=data.version) for one in data.series]
    placed = [
        replace_record(e, claim=replace_record(e.claim, place=Place(name=data.title, text="x", lat=48.0, lon=37.0)))
        for e in data.entries
    ]
    made += [timeline(placed, source=data.version), claims_map(placed, source=data.version)]
    return [*made, multiples(data.series, entries, source=data.version)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_pictures_escape_their_words(payload: str) -> None:
    for picture in pictures_of(poison(ledger(), payload)):
        for svg in (picture.svg("x"), picture.svg(narrow=True), picture.image(), picture.image(narrow=True)):
            root = fromstring(svg.encode())
            names = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
            assert names <= {"svg", "title", "desc", "g", "a", "rect", "text", "circle", "path"}
            attributes = [(name, value) for element in root.iter() for name, value in element.attrib.items()]
            assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
            assert all(value.startswith("#") for name, value in attributes if name == "href")
