"""What is read, what is refused, and in which words."""

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import msgspec
import pytest

from counterclaim.articles.origin import Limits, Origin
from counterclaim.articles.reader import read_source, read_sources
from counterclaim.ledger.records import document_key, facts
from counterclaim.model import Document, Skipped

WORDS = "The ministry said that 40 soldiers were killed near the river on Monday."


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def only(path: Path | str, origin: Origin | None = None, **limits: int) -> Document | Skipped:
    (item,) = read_source(path, origin, limits=Limits(**limits))
    return item


def text_of(path: Path | str) -> str:
    item = only(path)
    assert isinstance(item, Document), item
    return item.text


def reason_of(path: Path | str, **limits: int) -> str:
    item = only(path, **limits)
    assert isinstance(item, Skipped), item
    assert "\n" not in item.reason
    return item.reason


# ---------------------------------------------------------------- text, and where it comes from
@pytest.mark.parametrize(
    "raw, text",
    [
        (b"One died.\r\nTwo fled.\rThree.", "One died.\nTwo fled.\nThree."),
        (b"\xef\xbb\xbfOne died.", "One died."),
        ("Zwölf – один".encode("utf-16"), "Zwölf – один"),
        (b"\xfe\xff" + "Zwölf".encode("utf-16-be"), "Zwölf"),
        ("Zwölf".encode("utf-32"), "Zwölf"),
        (b"  One\tdied. \n\n", "  One\tdied. \n\n"),
        (b"---\nA rule, then words.\n---\nMore.", "---\nA rule, then words.\n---\nMore."),
        (b"---\nNo end of it: here", "---\nNo end of it: here"),
        (b"---\nkicker: unknown\n---\nText.", "---\nkicker: unknown\n---\nText."),
        (b"---\noutlet: A\n---\n\n\nText.\n---\nMore.", "Text.\n---\nMore."),
    ],
)
def test_text_is_unchanged_but_for_encoding_line_ends_and_front_matter(tmp_path, raw, text):
    assert text_of(put(tmp_path, "a.txt", raw)) == text


def test_front_matter(tmp_path):
    path = put(
        tmp_path,
        "a.md",
        "---\ntitle: \"A title: with colon\"\nPublished: 2022-03-26T10:00:00+02:00\noutlet: 'The Gazette'\n"
        "url: https://gazette.example/a#b\nlanguage: en-GB\ntags:\n  - war\nauthor: somebody\n---\n\n# Head\n" + WORDS,
    )
    assert only(path) == Document(
        id=path.as_posix(),
        text="# Head\n" + WORDS,
        title="A title: with colon",
        published="2022-03-26",
        published_from="front matter",
        outlet="The Gazette",
        url="https://gazette.example/a#b",
        language="en",
        source=path.as_posix(),
        raw_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


HEADS = [
    # head                                              what is said of it, None where all is well
    ("---\noutlet: A\npublished: 2024-05-03\n---\n", None),
    ("---\noutlet: A\n# note\n\ntags:\n  - war\n- peace\n---\n", None),
    ("---\nTwo parties met\n---\n", None),
    ("---\nNo head, a rule.\n", None),
    ("---\noutlet: A\npublished 2024-05-03\n---\n", "line 3: 'published 2024-05-03' has no colon and is left out"),
    ("---\noutlet: A\nseen 2024-05-03T10:00\n---\n", "write `seen: 2024-05-03T10:00`"),
    ("---\npublished 2024-05-03\n---\n", "line 2: 'published 2024-05-03' has no colon"),
    ("---\noutlet: A\nsome words\n---\n", "line 3: 'some words' has no colon and is left out: write `name: value`"),
    ("---\noutlet: A\n", "front matter opens in line 1 and never closes, so it is read as text"),
]  # fmt: skip


@pytest.mark.parametrize("head, told", HEADS)
def test_front_matter_that_is_not_understood_is_told(tmp_path, head, told):
    found = only(put(tmp_path, "a.md", head + WORDS))
    assert found.text.endswith(WORDS)
    assert (found.notice is None) if told is None else told in found.notice


def test_nearest_word_counts(tmp_path):
    """Front matter, then a.md.meta.json, then a.meta.json, then options."""
    path = put(tmp_path, "a.md", "---\noutlet: Front\n---\n" + WORDS)
    put(tmp_path, "a.md.meta.json", '{"outlet": "Sidecar", "title": "Sidecar", "url": ""}')
    put(tmp_path, "a.meta.json", '{"title": "Further", "published": 2022, "else": [1]}')
    options = Origin(published="2023-01-01", url="https://option.example", outlet="Option")
    document = only(path, options)
    assert isinstance(document, Document)
    assert (document.outlet, document.title, document.url) == ("Front", "Sidecar", "https://option.example")
    assert (document.published, document.published_from) == ("2022", "sidecar")


def test_options_fill_gaps_and_file_times_are_never_used(tmp_path):
    path = put(tmp_path, "a.txt", WORDS)
    assert only(path).published is None
    document = only(path, Origin(published="2023-01"))
    assert (document.published, document.published_from) == ("2023-01", "option")


def test_option_that_is_no_date_is_said_once(tmp_path):
    paths = [put(tmp_path, name, WORDS) for name in ("a.txt", "b.txt")]
    (item,) = read_sources(paths, Origin(published="yesterday"))
    assert item == Skipped(
        source="--published", reason="published 'yesterday' is not a date: write 2022-03-26, 2022-03 or 2022"
    )


def test_named_encoding(tmp_path):
    path = put(tmp_path, "a.txt", "Zwölf – “dead”".encode("cp1252"))
    assert "0xF6 at offset 2, line 1" in reason_of(path)
    assert only(path, Origin(encoding="windows-1252")).text == "Zwölf – “dead”"
    put(tmp_path, "a.meta.json", '{"encoding": "windows-1252"}')
    assert text_of(path) == "Zwölf – “dead”"
    put(tmp_path, "a.meta.json", '{"encoding": "unicode_escape"}')
    assert "'unicode_escape' is not known" in reason_of(path)


@pytest.mark.parametrize(
    "text, language",
    [
        (WORDS, "en"),
        ("Міністерство повідомило, що біля річки в понеділок загинули сорок солдатів.", "uk"),
        ("Le ministère a déclaré que quarante soldats ont été tués près du fleuve lundi.", "fr"),
        ("قالت الوزارة إن أربعين جنديا قتلوا قرب النهر يوم الاثنين", "ar"),
        ("14:30", None),
    ],
)
def test_other_languages_are_kept(tmp_path, text, language):
    document = only(put(tmp_path, "a.txt", text))
    assert isinstance(document, Document)
    assert document.language == language


# ---------------------------------------------------------------- folders
def test_folder_is_read_in_order_and_hidden_files_are_not(tmp_path, monkeypatch):
    for name in ("b/z.txt", "b/a.md", "a.txt", "c.TXT", ".hidden.txt", ".git/x.txt", "b/a.meta.json", "README"):
        put(tmp_path, f"news/{name}", WORDS)
    put(tmp_path, "news/b/a.meta.json", "{}")
    put(tmp_path, "news/table.csv", "1,2")
    monkeypatch.chdir(tmp_path)
    assert [item.id if isinstance(item, Document) else item for item in read_source("news/")] == [
        "news/README",
        "news/a.txt",
        "news/b/a.md",
        "news/b/z.txt",
        "news/c.TXT",
        Skipped(
            source="news/table.csv",
            reason=".csv files are not read: .txt, .md, .html and .jsonl are (each also as .gz)",
        ),
    ]
    assert [item.id for item in read_source("./news/a.txt")] == ["news/a.txt"]


def test_folder_says_what_is_no_article(tmp_path):
    for name in ("a.txt", "README.md", "notes/b.txt", "notes/README.md", "old/c.txt"):
        put(tmp_path, name, WORDS)
    put(tmp_path, ".counterclaimignore", "# not articles\nREADME*\n\nold\n")
    found = [Path(item.id).relative_to(tmp_path).as_posix() for item in read_source(tmp_path)]
    assert found == ["a.txt", "notes/README.md", "notes/b.txt"]


def test_folder_without_files(tmp_path):
    put(tmp_path, ".hidden", WORDS)
    assert reason_of(tmp_path).startswith("no file to read in the folder")


def test_links(tmp_path):
    put(tmp_path, "news/a.txt", WORDS)
    try:
        (tmp_path / "news/loop").symlink_to(tmp_path / "news", target_is_directory=True)
        (tmp_path / "news/self.txt").symlink_to(tmp_path / "news/self.txt")
        (tmp_path / "news/gone.txt").symlink_to(tmp_path / "nowhere.txt")
    except OSError:
        pytest.skip("this system lets no links be made")
    found = list(read_source(tmp_path / "news"))
    assert [isinstance(item, Document) for item in found] == [True, False, False, False]
    assert [item.reason for item in found[1:3]] == [
        "no such file or folder",
        "a link to a folder is not followed: name the folder itself",
    ]


def test_deep_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    top = Path(tmp_path)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(WORDS, encoding="utf-8")
    os.chdir(top)
    assert len(list(read_source(tmp_path))) == 1


# ---------------------------------------------------------------- what is refused
@pytest.mark.parametrize(
    "name, raw, reason",
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t\n", "no text in it"),
        ("a.md", b"---\noutlet: A\n---\n\n", "no text in it"),
        ("a.txt", b"ab\x00cd", "a binary file (a zero byte at offset 2)"),
        ("a.txt", bytes(range(1, 32)) * 9, "a binary file (more than one character in 100 is a control code)"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF file, not text"),
        ("a.docx", b"PK\x03\x04...", "a ZIP, Word, Excel or EPUB file, not text"),
        ("a.rtf", b"{\\rtf1 text}", "an RTF file, not text"),
        ("a.txt", gzip.compress(b"Two died.", mtime=0), "a gzip file (its name should end in .gz)"),
        ("a.txt.gz", b"Two died.", "not a whole gzip file"),
        ("a.txt.gz", gzip.compress(b"Two died." * 99, mtime=0)[:-9], "not a whole gzip file"),
        ("a.txt", b"One died.\nCaf\xe9 hit.", "not UTF-8: byte 0xE9 at offset 13, line 2"),
        ("a.txt", b"\xff\xfea", "not UTF-16-LE: byte 0x61 at offset 0"),
        ("a.md", b"---\npublished: last Tuesday\n---\nx", "published 'last Tuesday' is not a date"),
        ("a.md", b"---\npublished: 2022-02-30\n---\nx", "published '2022-02-30' is not a date"),
        ("a.md", b"---\npublished: 26/03/2022\n---\nx", "published '26/03/2022' is not a date"),
        ("a.html", b"<html><body></body></html>", "no article text found in the page"),
        ("a.html", b"<ul><li><a href=/>Home</a><li><a href=/n>News</a></ul>", "no article text found in the page"),
        ("a.html", b"<script>var killed = 'Some 500 soldiers were killed.';</script>", "no article text found"),
        ("a.jsonl", b"\n\n", "no lines in it"),
    ],
)
def test_refused(tmp_path, name, raw, reason):
    assert reason_of(put(tmp_path, name, raw)).startswith(reason)


def test_refused_for_size(tmp_path):
    assert "line 2 has 60 characters, more than 50" in reason_of(put(tmp_path, "a.txt", "a\n" + 60 * "b"), text_line=50)
    assert "larger than 50 bytes" in reason_of(put(tmp_path, "a.txt", "a\n" * 60), document=50)
    assert "larger than 50 bytes" in reason_of(put(tmp_path, "a.txt.gz", gzip.compress(b"a\n" * 60)), document=50)
    assert "larger than 50 bytes" in reason_of(put(tmp_path, "a.html", "<p>" * 60), page=50)


def test_fifty_megabytes_of_one_line(tmp_path):
    assert reason_of(put(tmp_path, "a.txt", b"killed 5 " * (50 * 2**20 // 9))).startswith("line 1 has 52,428,")


def test_missing_and_odd_names(tmp_path):
    assert reason_of(tmp_path / "none.txt") == "no such file or folder"
    assert reason_of("nul\0name.txt").startswith("cannot be opened")
    assert "cannot be opened" in reason_of("x" * 5000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in reason_of(tmp_path / "pipe.txt")


def test_permission_denied(tmp_path, monkeypatch):
    path = put(tmp_path, "a.txt", WORDS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason_of(path) == "permission denied: you may not read it"


@pytest.mark.parametrize("meta", ["[1]", "{", '{"outlet": 5}', '{"published": "soon"}', "\ufeff{]"])
def test_sidecar_that_cannot_be_used(tmp_path, meta):
    path = put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", meta)
    assert "a.meta.json is not" in reason_of(path) or "'soon' is not a date" in reason_of(path)


# ---------------------------------------------------------------- JSON lines
def lines_of(tmp_path: Path, *lines: str | bytes, name: str = "a.jsonl", **limits: int) -> list[Document | Skipped]:
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode("utf-8") for line in lines)
    path = put(tmp_path, name, gzip.compress(raw) if name.endswith(".gz") else raw)
    return list(read_source(path, Origin(outlet="Option", published="2020"), limits=Limits(**limits)))


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_lines(tmp_path, name):
    text = "One\r\ndied.\u2028 \t"
    first = json.dumps({"id": "x1", "text": text, "published": 1988, "title": None, "claims": [{"a": 1}]})
    second = json.dumps({"id": 7, "text": WORDS, "published": "2022-03", "outlet": "Own", "language": "uk"})
    one, two = lines_of(tmp_path, first + "\r", "", second, name=name)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.id, one.text, one.published, one.outlet) == ("x1", text, "1988", "Option")
    assert one.raw_sha256 == hashlib.sha256(first.encode()).hexdigest()
    assert (two.id, two.published, two.published_from, two.outlet, two.language) == (
        "7",
        "2022-03",
        "line",
        "Own",
        "uk",
    )
    assert two.source is not None
    assert two.source.endswith(f"{name}:3")


@pytest.mark.parametrize(
    "bad, reason",
    [
        ('{"id": "a"}', "Object missing required field `text`; a line should be"),
        ('{"id": "a", "text": 5}', "Expected `str`, got `int` - at `$.text`"),
        ('{"id": "a", "text": ""}', "no text in it"),
        ('{"id": "a", "text": "x", "published": "soon"}', "published 'soon' is not a date"),
        ('{"id": "a", "text": "x"', "Input data was truncated"),
        ("[1, 2]", "Expected `object`, got `array`"),
        ("not json", "JSON is malformed"),
        ("[" * 100_000, "Expected `object`, got `array`"),
        ('{"x": ' + "[" * 100_000, "nested too deeply"),
        (b'{"id": "a", "text": "caf\xe9 in town"}', "not UTF-8: byte 0xE9 at offset 24, line 1;"),
        (r'{"id": "a", "text": "\ud800 half"}', "JSON is malformed: unexpected end of escaped utf-16"),
        ('{"id": "a", "text": "' + "y" * 900 + '"}', "the line is longer than 500 bytes"),
    ],
)
def test_bad_line_is_named_and_the_others_are_read(tmp_path, bad, reason):
    good = '{"id": "good", "text": "Two died."}'
    limits = {"document": 500} if "longer" in reason else {}
    found = lines_of(tmp_path, good, bad, good, **limits)
    assert [isinstance(item, Document) for item in found] == [True, False, True]
    assert isinstance(found[1], Skipped)
    assert found[1].source.endswith("a.jsonl:2")
    assert found[1].reason.startswith(reason)


def test_file_that_holds_something_else_is_said_once(tmp_path):
    pretty = json.dumps({"id": "a", "words": list(range(50))}, indent=1)
    (item,) = lines_of(tmp_path, pretty, name="a.json")
    assert isinstance(item, Skipped)
    assert item.reason.startswith("its first 20 lines hold no document")


def test_line_without_id_has_its_place_for_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "a.jsonl", b'\xef\xbb\xbf{"text": "Two died."}')
    assert [item.id for item in read_source("a.jsonl")] == ["a.jsonl:1"]


def test_packed_bomb(tmp_path):
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(b'{"text": "Two died."}\n' + b" " * 10**6))
    first, bomb = read_source(path, limits=Limits(document=1000, unpacked=10**5))
    assert isinstance(first, Document)
    assert isinstance(bomb, Skipped)
    assert bomb.reason.startswith("it unpacks to more than 100,000 bytes")


# ---------------------------------------------------------------- standard input
@pytest.mark.parametrize(
    "raw, ids",
    [
        (WORDS.encode(), ["-"]),
        (b'\n {"id": "a", "text": "Two died."}\n{"id": "b", "text": "One fled."}', ["a", "b"]),
        (b"<!DOCTYPE html><p>Two soldiers died near the river.</p>", ["-"]),
    ],
)
def test_standard_input(monkeypatch, raw, ids):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    found = list(read_sources(["-"]))
    assert [item.id for item in found if isinstance(item, Document)] == ids
    assert "<" not in found[0].text


def test_empty_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert reason_of("-") == "the file is empty"


def test_the_day_of_a_crawl_is_kept_and_makes_no_other_document(tmp_path):
    """`seen` of a line, of front matter or of a sidecar; a later crawl of one text is the same document."""
    line, front = (
        b'{"id": "a", "text": "Two died.", "seen": "2022-03-27T08:00:00Z"}',
        b"---\nseen: 2022-03-27\n---\nTwo died.",
    )
    found = [next(iter(read_source(put(tmp_path, name, raw)))) for name, raw in (("a.jsonl", line), ("a.md", front))]
    assert [document.seen for document in found] == ["2022-03-27"] * 2
    later = msgspec.structs.replace(found[0], seen="2022-04-01")
    assert document_key(facts(found[0], "c2cb")) == document_key(facts(later, "c2cb"))
    [wrong] = read_source(put(tmp_path, "b.jsonl", b'{"text": "Two died.", "seen": "soon"}'))
    assert "seen 'soon' is not a date" in wrong.reason
