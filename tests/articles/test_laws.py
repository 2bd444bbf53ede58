"""Laws that hold for any bytes."""

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.articles.decode import decode
from counterclaim.articles.origin import Limits, Origin, filled, iso_date
from counterclaim.articles.plain import split_front_matter
from counterclaim.articles.reader import read_source
from counterclaim.model import Document, Skipped

PIECES = [
    *(b"---\n", b"title: x\n", b"published: 2022\n", b"Two died. ", b"\r", b"\n"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xe9", b"\x1f\x8b\x08"),
    *(b'{"id": "a", ', b'"text": "x"', b"}"),
    *(b"<html>", b"<script>", b"</p>", b"<p>", b"&#0;", b"<meta charset=big5>"),
    b'<script type="application/ld+json">{"@type":"NewsArticle",',
]
RAW = st.binary(max_size=400) | st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=30).map(b"".join)
NAMES = ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a", "a.bin", "a.txt.gz", "a.jsonl.gz", "a.html.gz"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("laws")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=RAW, name=st.sampled_from(NAMES), sidecar=st.none() | RAW)
def test_reading_never_raises(folder, raw, name, sidecar):
    path, meta = folder / name, folder / "a.meta.json"
    path.write_bytes(raw)
    meta.unlink(missing_ok=True)
    if sidecar is not None:
        meta.write_bytes(sidecar)
    found = list(read_source(path, limits=Limits(document=300, page=300, text_line=200)))
    assert found
    for item in found:
        if isinstance(item, Skipped):
            assert item.reason
            assert "\n" not in item.reason
        else:
            assert isinstance(item, Document)
            assert item.text.strip()
            item.text.encode("utf-8")
    assert found == list(read_source(path, limits=Limits(document=300, page=300, text_line=200)))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_survives(text):
    assert decode(("x" + text).encode("utf-8"), "a.txt") == "x" + text


@given(st.text(string.printable))
def test_text_without_front_matter_is_unchanged(text):
    assert split_front_matter("x" + text, "a.md") == (Origin(), "x" + text)


@given(st.dates())
def test_dates(day):
    assert iso_date(day.isoformat(), "a") == day.isoformat()
    assert iso_date(f"{day:%Y-%m-%d}T23:59:59+00:00".zfill(25), "a") == day.isoformat()


ORIGINS = st.builds(
    Origin, title=st.none() | st.just("a"), outlet=st.none() | st.just("b"), url=st.none() | st.just("c")
)


@given(ORIGINS, ORIGINS, ORIGINS)
def test_filling_is_associative(one, two, three):
    assert filled(filled(one, two), three) == filled(one, filled(two, three)) == filled(one, two, three)
