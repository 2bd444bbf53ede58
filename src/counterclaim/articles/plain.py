"""Plain text and Markdown: the text as it stands, and what stands before it or beside it."""

import re
from pathlib import Path

import msgspec

from counterclaim.articles.origin import Origin, dated, filled
from counterclaim.errors import ReadError

SIDECAR = ".meta.json"
_KEYS = ("title", "published", "outlet", "url", "language", "seen")
_LONGEST_BLOCK = 100  # lines: a text that opens with a rule and has another one far below has no front matter
_PAIR = re.compile(r"(\w+)[ \t]*:(.*)")
_SHOWN = 60  # characters of a line that a notice repeats
_SIDECAR_BYTES = 2**20


class _Sidecar(msgspec.Struct):
    """What NAME.meta.json may hold; other keys are let be."""

    title: str | None = None
    published: str | int | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None
    seen: str | None = None


def split_front_matter(text: str, source: str) -> tuple[Origin, str]:
    """Return what the front matter says, and the text after it and the blank lines that follow it.

    Front matter is a block between two lines of `---` at the very start, with at least one line
    `title:`, `published:`, `outlet:`, `url:`, `seen:` or `language:`; other lines in it are let be. Without one the
    text is unchanged. Raises ReadError where `published` or `seen` is not a date.

    >>> split_front_matter("---\\noutlet: The Harbour Gazette\\n---\\n\\nTwo died.", "a.md")[1]
    'Two died.'
    """
    lines, end = _block(text)
    if not end:
        return Origin(), text
    pairs = [_PAIR.fullmatch(line) for line in lines[1:end]]
    known = {m[1].lower(): _unquoted(m[2]) for m in pairs if m and m[1].lower() in _KEYS}
    if not known:
        return Origin(), text
    rest = "\n".join(lines[end + 1 :])
    return dated(Origin(**known), source, "front matter"), re.sub(r"\A(?:[ \t]*\n)+", "", rest)


def front_matter_notice(text: str) -> str | None:
    """What of the front matter is not understood, in one line; None where all of it is.

    A line without a colon says nothing, and a block that is never closed is part of the text.

    >>> front_matter_notice("---\\noutlet: The Harbour Gazette\\npublished 2022-03-26\\n---\\nTwo died.")
    "front matter, line 3: 'published 2022-03-26' has no colon and is left out: write `published: 2022-03-26`"
    """
    lines, end = _block(text)
    if lines[0].rstrip() != "---":
        return None
    if not end:
        opens = _PAIR.fullmatch(lines[1]) if len(lines) > 1 else None
        told = "front matter opens in line 1 and never closes, so it is read as text: write a line --- after it"
        return told if opens and opens[1].lower() in _KEYS else None
    known = any(pair and pair[1].lower() in _KEYS for pair in map(_PAIR.fullmatch, lines[1:end]))
    for number, line in enumerate(lines[1:end], start=2):
        key, _, value = line.strip().partition(" ")
        if key in _KEYS and not value.lstrip().startswith(":"):
            right = f"`{key}: {value.strip()[:_SHOWN] or '...'}`"
        elif known and line[:1].isalnum() and ":" not in line:
            right = "`name: value`"
        else:
            continue
        return f"front matter, line {number}: {line.strip()[:_SHOWN]!r} has no colon and is left out: write {right}"
    return None


def _block(text: str) -> tuple[list[str], int]:
    """The first lines of a text, the last of them with all the rest, and the number of that which closes the block.

    It is 0 where there is no block.
    """
    lines = text.split("\n", _LONGEST_BLOCK)
    ends = [number for number, line in enumerate(lines[1:_LONGEST_BLOCK], start=1) if line.rstrip() in {"---", "..."}]
    return lines, ends[0] if lines[0].rstrip() == "---" and ends else 0


def read_sidecar(path: Path, source: str) -> Origin:
    """Return what `NAME.EXT.meta.json` or `NAME.meta.json` beside the file says; the first wins.

    Raises ReadError where one is there and cannot be used: an origin that a person wrote down is not lost silently.

    >>> read_sidecar(Path("no-such-file.txt"), "no-such-file.txt") == Origin()
    True
    """
    beside = dict.fromkeys([path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)])
    return filled(Origin(), *(_one_sidecar(meta, source) for meta in beside if meta.is_file()))


def _one_sidecar(meta: Path, source: str) -> Origin:
    try:
        with meta.open("rb") as stream:
            said = msgspec.json.decode(stream.read(_SIDECAR_BYTES).removeprefix(b"\xef\xbb\xbf"), type=_Sidecar)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(source, f'{meta.name} is not {{"published": "2022-03-26", "outlet": ...}}: {error}') from None
    fields = {name: value or None for name, value in msgspec.structs.asdict(said).items()}
    if said.published is not None:
        fields["published"] = str(said.published)
    return dated(Origin(**fields), source, "sidecar")


def _unquoted(value: str) -> str | None:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    return value or None
