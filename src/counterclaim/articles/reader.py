"""Files, folders and standard input -> documents, or why not.

Whose word counts, nearest to the text first: front matter, the sidecar, what an HTML page declares, the options
of the command, what was guessed from a page. So options fill gaps and never overwrite what a document says of
itself; of a line of JSON only the options fill gaps. A file's own times are never used.
"""

import gzip
import hashlib
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO, cast

from counterclaim.articles.decode import check_text, decode
from counterclaim.articles.language import language_code, language_of
from counterclaim.articles.lines import read_lines
from counterclaim.articles.origin import Limits, Origin, dated, filled
from counterclaim.articles.page import declared_charset, read_page
from counterclaim.articles.plain import SIDECAR, front_matter_notice, read_sidecar, split_front_matter
from counterclaim.errors import ReadError
from counterclaim.model import Document, Skipped

STDIN = "-"
IGNORE = ".counterclaimignore"  # in a folder: names in it that are no articles, one a line, `*` and `?` allowed
_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "lines",
    "": "any",
}
_READ = ".txt, .md, .html and .jsonl are (each also as .gz)"


def read_sources(
    sources: Iterable[str | Path], origin: Origin | None = None, *, limits: Limits | None = None
) -> Iterator[Document | Skipped]:
    """Yield the documents of files, folders and standard input (`-`), in order; `Skipped` for what gives none.

    A folder gives its files in the order of their names, folders in it too; hidden ones, `*.meta.json` and what
    the folder's `.counterclaimignore` lists are left out, and links to folders are not followed. `origin` is what
    the user says of all of them; it fills what the documents do not say themselves. Text is as in the file but for
    its encoding, line ends, byte order mark and front matter; `raw_sha256` is of the file's bytes (unpacked, where
    it was packed). Never raises for bad input.

    >>> [item.reason for item in read_sources(["no-such-file.txt"])]
    ['no such file or folder']
    """
    try:
        options = dated(origin or Origin(), "--published", "option")
    except ReadError as error:
        yield Skipped(source=error.source, reason=error.reason)
        return
    for source in sources:
        yield from _read(source, options, limits or Limits())


def read_source(
    source: str | Path, origin: Origin | None = None, *, limits: Limits | None = None
) -> Iterator[Document | Skipped]:
    """Yield the documents of one file, folder or standard input; see `read_sources`.

    >>> [item.source for item in read_source("no-such-file.txt")]
    ['no-such-file.txt']
    """
    return read_sources([source], origin, limits=limits)


def _read(source: str | Path, options: Origin, limits: Limits) -> Iterator[Document | Skipped]:
    if source == STDIN:
        yield from _guarded(STDIN, _stdin(options, limits))
        return
    path = Path(source)
    if not _is_folder(path):
        yield from _guarded(_shown(path), _file(path, options, limits, told_to=True))
        return
    count = 0
    for found in _walk(path):
        count += 1
        if isinstance(found, Skipped):
            yield found
        else:
            yield from _guarded(_shown(found), _file(found, options, limits, told_to=False))
    if not count:
        yield Skipped(source=_shown(path), reason=f"no file to read in the folder: {_READ}")


def _guarded(source: str, items: Iterator[Document | Skipped]) -> Iterator[Document | Skipped]:
    """Pass the items on, and turn the error that ends them into `Skipped`."""
    try:
        yield from items
    except ReadError as error:
        yield Skipped(source=error.source, reason=error.reason)
    except FileNotFoundError:
        yield Skipped(source=source, reason="no such file or folder")
    except PermissionError:
        yield Skipped(source=source, reason="permission denied: you may not read it")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Skipped(source=source, reason="not a whole gzip file: pack it again, or unpack it yourself")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        yield Skipped(source=source, reason=f"cannot be opened: {getattr(error, 'strerror', None) or error}")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _walk(root: Path) -> Iterator[Path | Skipped]:
    """Yield the files under a folder by name; a stack, because folders may nest deeper than calls."""
    stack = [root]
    while stack:
        folder = stack.pop()
        if folder is not root and not (_is_folder(folder) and not folder.is_symlink()):
            if _is_folder(folder):
                yield Skipped(
                    source=_shown(folder), reason="a link to a folder is not followed: name the folder itself"
                )
            else:
                yield folder
            continue
        try:
            names = sorted(os.listdir(folder), reverse=True)
        except OSError as error:
            yield Skipped(source=_shown(folder), reason=f"the folder cannot be listed: {error.strerror}")
            continue
        left_out = _left_out(folder)
        stack += [folder / name for name in names if not any(fnmatchcase(name, pattern) for pattern in left_out)]


def _left_out(folder: Path) -> list[str]:
    """The names in a folder that are not read: hidden ones, sidecars, and what its ignore file lists."""
    always = [".*", f"*{SIDECAR}"]
    try:
        lines = (folder / IGNORE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return always
    return always + [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _file(path: Path, options: Origin, limits: Limits, *, told_to: bool) -> Iterator[Document | Skipped]:
    source = _shown(path)
    packed = path.suffix.lower() == ".gz"
    suffix = (path.with_suffix("") if packed else path).suffix.lower()
    kind = _KINDS.get(suffix) or ("any" if told_to else None)
    if kind is None:
        raise ReadError(source, f"{suffix} files are not read: {_READ}")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError(source, "not a regular file: to read from a pipe, use - (standard input)")
    beside = read_sidecar(path, source)
    with path.open("rb") as file:
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
        yield from _stream(stream, kind, source, (beside, options), limits, packed=packed)


def _stdin(options: Origin, limits: Limits) -> Iterator[Document | Skipped]:
    yield from _stream(sys.stdin.buffer, "any", STDIN, (Origin(), options), limits, packed=False)


def _stream(
    stream: BinaryIO, kind: str, source: str, origins: tuple[Origin, Origin], limits: Limits, *, packed: bool
) -> Iterator[Document | Skipped]:
    if kind == "any":
        stream = stream if hasattr(stream, "peek") else cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))
        kind = _kind_of(stream.peek(512))  # type: ignore[attr-defined]
    if kind == "lines":
        yield from read_lines(stream, source, filled(*origins), limits, packed=packed)
        return
    limit = limits.page if kind == "page" else limits.document
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise ReadError(source, f"larger than {limit:,} bytes, too large for one article: split it")
    yield _document(raw, kind, source, origins, limits)


def _kind_of(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return "lines"
    return "page" if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")) else "text"


def _document(raw: bytes, kind: str, source: str, origins: tuple[Origin, Origin], limits: Limits) -> Document:
    beside, options = origins
    notice = None
    charset = declared_charset(raw) if kind == "page" else None
    text = decode(raw, source, encoding=beside.encoding or options.encoding, declared=charset)
    if kind == "page":
        text, declared, guessed = read_page(text, source)
        origin = filled(beside, declared, options, guessed)
    else:
        notice = front_matter_notice(text)
        front, text = split_front_matter(text, source)
        origin = filled(front, beside, options)
    return Document(
        id=source,
        text=check_text(text, source, limits),
        title=origin.title,
        published=origin.published,
        published_from=origin.published_from,
        outlet=origin.outlet,
        url=origin.url,
        language=language_code(origin.language) or language_of(text),
        source=source,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        seen=origin.seen,
        notice=notice,
    )


def _shown(path: Path) -> str:
    """The path with forward slashes; bytes of a name that are not UTF-8 become U+FFFD."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
