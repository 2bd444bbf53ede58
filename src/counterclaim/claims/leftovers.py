"""The numbers of sentences that bear claims and are none themselves, each with the reason why the reader left it.

The reasons are the reader's own decisions (`decisions`), named by the words that told: of a pattern with many words the
list of figure_words.toml in which they stand. Nothing is judged again.
"""

import bisect
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from counterclaim.claims.decisions import Decision, recorded
from counterclaim.claims.lexicon import cue_openers, find_cues
from counterclaim.claims.sentences import split_sentences
from counterclaim.claims.topic import topic_of
from counterclaim.claims.wordlists import any_of
from counterclaim.model import Claim, Document, Leftover, LeftoverReason, Span

_FILE = "figure_words.toml"
LEAST_ARTICLE = (
    0.25  # "a" is listed from here on: in the examples "a resident", "a spokesman" reach 0.21, no victim less
)
_WORD = re.compile(r"\S+")
_WITH_DIGITS = re.compile(r"\w[^\s]*\d(?:\S*\w)?|\d(?:\S*\w)?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
Interval = tuple[int, int]

_BY_RULE: dict[str, LeftoverReason] = {
    "year": "year", "age": "age", "date": "date", "one": "idiom", "no_word": "unread",
    "too_large": "unread", "no_cue": "no_cue",
    "below": "below", "another_cause": "another_cause",
    "code": "name", "clock": "clock", "duration": "duration", "ratio": "ratio", "table": "table",
    "crowded": "crowded", "faint": "faint", "ordinal": "ordinal",
}  # fmt: skip


@functools.cache
def _old() -> re.Pattern[str]:
    return re.compile(rf"[\s-]?(?:{any_of(_FILE, 'no_figure_after', 'old')})s?[\s-]old", re.IGNORECASE)


@functools.cache
def _kinds() -> tuple[tuple[LeftoverReason, re.Pattern[str]], ...]:
    """What the words beside a number make of it, the first that fits; what fits none is part of a name or code."""
    month = rf"\b(?:{any_of(_FILE, 'dates', 'months')}|{any_of(_FILE, 'dates', 'capitals')})\b"
    after, count = "no_figure_after", "no_count"
    durations = rf"{any_of(_FILE, after, 'durations')}|{any_of(_FILE, count, 'durations')}"
    return (
        ("age", re.compile(rf"\bage[ds]?\b|{any_of(_FILE, 'no_figure_before', 'ages')}", re.IGNORECASE)),
        ("date", re.compile(rf"{month}|\d\d\d\d-|-\d\d-\d\d", re.IGNORECASE)),
        ("ratio", re.compile(r":\d(?!\d)")),
        ("clock", re.compile(r"\b[ap]\.?m\b|:\d\d|o[’']clock|\bhrs\b|\bGMT\b", re.IGNORECASE)),
        ("ordinal", re.compile(rf"\A(?:st|nd|rd|th)\Z|\A-(?:{any_of(_FILE, count, 'ordinals')})\Z", re.IGNORECASE)),
        ("duration", re.compile(rf"[\s-](?:{durations})\Z|\bhours?\Z", re.IGNORECASE)),
        ("unit", re.compile(rf"[\s-]?(?:{any_of(_FILE, after, 'units')})\Z")),
        ("adjective", re.compile(r"-[a-z]", re.IGNORECASE)),
        ("idiom", re.compile(r"\s+of\s|[’']s\Z", re.IGNORECASE)),
    )


def reason_of(decision: Decision, behind: str = "") -> LeftoverReason:
    """The reason of a decision; `behind` are the characters behind its number.

    >>> reason_of(Decision(0, 2, "after", "-year-old"), "-year-old boy"), reason_of(Decision(8, 10, "before", "MiG-"))
    ('age', 'name')
    """
    if (told := _BY_RULE.get(decision.rule)) is not None:
        return told
    if decision.rule in ("after", "behind") and _old().match(behind):
        return "age"
    if decision.rule == "after" and _ORDINAL.match(behind):
        return "ordinal"
    return next((reason for reason, words in _kinds() if words.search(decision.words)), "name")


def with_leftovers(
    document: Document, find: Callable[[Document], Sequence[Claim]]
) -> tuple[tuple[Claim, ...], tuple[Leftover, ...]]:
    """The claims that `find` finds in a document, and the numbers beside them that are none, in the text's order.

    A sentence is told of where it holds a claim, a line of a table, or in a text about conflict a word of a measure.
    """
    with recorded() as decisions:
        claims = tuple(find(document))
    told = [_stretch(document.text, d) for d in decisions if d.rule in _WHOLE]
    sentences = disjoint([*((c.quote.start, c.quote.end) for c in claims), *told, *_bearing(document)])
    if not sentences:
        return claims, ()
    claimed = disjoint((c.figure.start, c.figure.end) for c in claims)
    apart = {d.start: d for d in decisions if not d.article or (d.probability or 0) >= LEAST_ARTICLE}
    seen = disjoint([*claimed, *((d.start, d.end) for d in decisions)])
    apart |= {d.start: d for d in _unread(document.text, sentences, seen)}
    kept = [d for _, d in sorted(apart.items()) if not overlapping(claimed, d.start, d.end)]
    within = [(overlapping(sentences, d.start, d.end), d) for d in kept]
    return claims, tuple(_leftover(document, sentence, d) for sentence, d in within if sentence)


_WHOLE = ("table", "crowded")  # rules that turn down what stands in a row, and is told of in any case


def _stretch(text: str, decision: Decision) -> Interval:
    return _line(text, decision.start) if decision.rule == "table" else (decision.start, decision.end)


def _bearing(document: Document) -> Iterator[Interval]:
    """The sentences of a text about conflict that bear a word of a measure."""
    text = document.text
    if document.language not in (None, "en") or not topic_of(text).speaks_of_conflict:
        return
    for sentence in split_sentences(text):
        words = _LETTERS.findall(text[sentence.start : sentence.end].lower())
        if not cue_openers().isdisjoint(words) and find_cues(words):
            yield sentence.start, sentence.end


_LETTERS = re.compile(r"[a-z]+")


def _line(text: str, position: int) -> Interval:
    """The line that holds a character."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def disjoint(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals in order, with those that overlap made one.

    >>> disjoint([(8, 9), (0, 3), (2, 5)])
    [(0, 5), (8, 9)]
    """
    joined: list[Interval] = []
    for start, end in sorted(set(intervals)):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def overlapping(intervals: Sequence[Interval], start: int, end: int) -> Interval | None:
    """The last of some disjoint intervals in order that overlaps [start, end)."""
    at = bisect.bisect_left(intervals, end, key=lambda i: i[0]) - 1
    return intervals[at] if at >= 0 and intervals[at][1] > start else None


def _unread(text: str, sentences: Sequence[Interval], seen: Sequence[Interval]) -> Iterator[Decision]:
    """Words with digits that are no form of a number: parts of codes, damaged ones."""
    for first, last in sentences:
        for word in _WORD.finditer(text, first, last):
            bare = _WITH_DIGITS.search(word.group())
            if bare and not overlapping(seen, word.start(), word.end()):
                yield Decision(word.start() + bare.start(), word.start() + bare.end(), "no_word")


def _leftover(document: Document, sentence: Interval, decision: Decision) -> Leftover:
    def span(start: int, end: int) -> Span:
        return Span(start=start, end=end, text=document.text[start:end])

    return Leftover(
        document=document.id,
        quote=span(*sentence),
        figure=span(decision.start, decision.end),
        reason=reason_of(decision, document.text[decision.end : decision.end + 24]),
        words=" ".join(decision.words.split()) or None,
        measure=decision.measure,
        probability=None if decision.probability is None else round(decision.probability, 3),
    )
