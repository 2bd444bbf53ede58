"""Grammar that settles the measure of a figure, whatever the model weighs.

A number behind a verb of level takes the measure of what has it ("the death toll has risen to 52"); of "32 of 45 drones
shot down" the whole was launched; what air defences destroy is shot down; a released hostage is no captive any more.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import measure_of
from counterclaim.claims.measure import Candidate, Earlier
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.relations import governor, token_before
from counterclaim.claims.scenes import Scene
from counterclaim.claims.wordlists import any_of, word_set

_WORDS = "binding_words.toml"
_FAR = 60  # characters between a verb of level and its number


@functools.cache
def _level() -> re.Pattern[str]:
    """`put the number at`, `has risen to about`, `topped`: right before a number."""
    verbs, direct, rounding = (any_of(_WORDS, "level", key) for key in ("verbs", "direct", "rounding"))
    return re.compile(
        rf"\b(?:(?:{verbs})\b[^.;]{{0,{_FAR}}}?\b(?:to|at|by)|(?:{direct}))\s+(?:(?:{rounding})\s+)*$", re.IGNORECASE
    )


def is_level(text: str, start: int, end: int) -> bool:
    """Whether a number at `end`, in a sentence from `start` on, stands behind a verb of level.

    >>> is_level("It brought the toll to 52.", 0, 23), is_level("It killed 52.", 0, 10)
    (True, False)
    """
    return bool(_level().search(text, max(start, end - 2 * _FAR), end))


def level(text: str, scene: Scene, which: int, earlier: Earlier | None) -> Candidate | None:
    """The measure of a bare number behind a verb of level: that of the toll, number or loss named before it."""
    figure, phrase = scene.figures[which]
    if phrase.noun is not None or figure.hint not in (None, "sign"):
        return None
    if not is_level(text, scene.sentence.start, figure.start):
        return None
    families = word_set(_WORDS, "level", "families")
    before = [
        c for c in scene.cues if c.last < phrase.first and c.family in families and measure_of(c.family, "persons")
    ]
    if before:
        return Candidate(str(measure_of(before[-1].family, "persons")), "persons", before[-1].first, ())
    told = not scene.words.isdisjoint(word_set(_WORDS, "level", "counts"))
    if told and earlier is not None and scene.index - earlier.scene <= 1 and earlier.kind == "persons":
        return Candidate(earlier.measure, earlier.kind, None, ())
    return None


def whole(text: str, scene: Scene, which: int, earlier: Earlier | None) -> Candidate | None:
    """Of `shot down 32 of 45 drones` the 45, which were launched."""
    if not which or earlier is None or earlier.measure != "shot_down" or earlier.scene != scene.index:
        return None
    (before, _), (figure, phrase) = scene.figures[which - 1 : which + 1]
    if not _OF.fullmatch(text, before.end, figure.start):
        return None
    kind = phrase.counted.kind if phrase.counted else earlier.kind
    return Candidate("launched", kind, None, ()) if kind == "things" else None


_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|some\s+|about\s+|around\s+|a\s+total\s+of\s+)*", re.IGNORECASE)


def part(text: str, scene: Scene, which: int, earlier: Earlier | None) -> Candidate | None:
    """Of `shot down 29 of 36 missiles, including four Kinzhals` the four, which are among those shot down."""
    if earlier is None or earlier.scene != scene.index or earlier.measure not in ("launched", "shot_down"):
        return None
    for at in range(which, 1, -1):
        whole_of, before, figure = (f for f, _ in scene.figures[at - 2 : at + 1])
        if _INCLUDING.fullmatch(text, before.end, figure.start):
            counted = scene.figures[which][1].counted
            things = counted is not None and counted.kind == "things"
            downed = things and _OF.fullmatch(text, whole_of.end, before.start)
            return Candidate("shot_down", "things", None, ()) if downed else None
        if not _LISTED.fullmatch(text, before.end, figure.start):
            return None
    return None


_INCLUDING = re.compile(r"[^.;:]{0,50}?\b(?:including|among them|of which)\s+(?:at least\s+|some\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"(?:\s[\w’'-]+){1,4}(?:,|,?\s+and)\s+")  # between the parts that are listed

_SHARE = re.compile(r"\s+(?:out\s+)?of\s+(?:them|these|those|which|(?:the\s+|some\s+|about\s+)?\d)", re.IGNORECASE)


def corrected(text: str, scene: Scene, which: int, winner: Candidate) -> Candidate:
    """A measure that the model has chosen, where the grammar of the sentence says otherwise."""
    figure, phrase = scene.figures[which]
    found = _downed(text, scene, figure, phrase, winner) or _promised(scene, phrase, winner)
    found = found or _held_or_dead(text, scene, figure, phrase, winner) or _freed(scene, phrase, winner)
    found = found or _quoted(scene, figure, phrase, winner)
    if winner.measure == "seized" and figure.hint == "fraction":  # half of an airport
        return replace(winner, measure="captured")
    return found or winner


def _quoted(scene: Scene, figure: FigureMention, phrase: Phrase, winner: Candidate) -> Candidate | None:
    """`killed "hundreds of fighters"`: the verb right before a quotation that the figure opens governs it."""
    at = token_before(scene.tree, phrase, figure.qualified_from)
    if at < 1 or phrase.noun is None or scene.tree[at].low not in _OPENING_QUOTES:
        return None
    cue = next((c for c in scene.cues if c.last == at - 1 and c.role == "object"), None)
    told = measure_of(cue.family, winner.kind) if cue else None
    return replace(winner, measure=told, cue=cue.first) if cue and told else None


_OPENING_QUOTES = ('"', "“", "``", "'", "‘", "«")


def named(scene: Scene, which: int, found: Sequence[Candidate], winner: Candidate) -> Candidate:
    """`2 people died of their injuries and 1 martyr`: a number whose own noun is that of a toll counts no other."""
    noun = scene.figures[which][1].noun
    if noun is None or scene.tree[noun].low not in word_set(_WORDS, "level", "tolls"):
        return winner
    own = [c for c in found if c.cue == noun]
    return own[0] if own and winner.cue != noun else winner


def _downed(text: str, scene: Scene, figure: FigureMention, phrase: Phrase, winner: Candidate) -> Candidate | None:
    """Of drones and missiles a share, or what air defences destroy, is shot down."""
    share = _SHARE.match(text, figure.end, figure.end + 40)
    downed = [c.first for c in scene.cues if c.family == "down" and c.role == "object"]
    if winner.measure == "launched" and share and downed:
        return replace(winner, measure="shot_down", cue=downed[0])
    flying = phrase.counted is not None and phrase.counted.object in word_set(_WORDS, "level", "flying")
    if winner.measure not in ("destroyed", "lost") or not flying:
        return None
    told = not scene.words.isdisjoint(word_set(_WORDS, "level", "air_defence"))
    sure = {scene.tree[at].low for at in downed} - word_set(_WORDS, "level", "destroy")
    return replace(winner, measure="shot_down") if share or told or sure else None


def _promised(scene: Scene, phrase: Phrase, winner: Candidate) -> Candidate | None:
    """`will send`, `ready to deliver`, `agreed to supply`: what is still to come is pledged."""
    if winner.cue is None or winner.kind not in ("things", "money"):
        return None
    cue = scene.tree[winner.cue]
    arms = phrase.counted is not None and phrase.counted.object in word_set(_WORDS, "level", "arms")
    given = winner.measure == "strength" and arms and cue.low in word_set(_WORDS, "level", "gives")
    if winner.measure != "delivered" and not given:
        return None
    begun = {t.low for t in scene.tree[max(0, winner.cue - 3) : winner.cue]} & word_set(_WORDS, "level", "begun")
    return replace(winner, measure="pledged" if cue.tag == "VB" and not begun else "delivered")


def _held_or_dead(
    text: str, scene: Scene, figure: FigureMention, phrase: Phrase, winner: Candidate
) -> Candidate | None:
    """Of `released`: the remains of the dead are killed; those whose freedom is only asked for are captured."""
    if winner.measure != "released":
        return None
    start = figure.qualified_from if figure.qualified_from is not None else figure.start
    named = scene.tree[phrase.noun].low if phrase.noun is not None else ""
    if _REMAINS.search(text, max(0, start - 24), start) or named in word_set(_WORDS, "counted", "remains"):
        return replace(winner, measure="killed")
    if winner.cue is not None:
        before = {t.low for t in scene.tree[max(0, winner.cue - _ASKED) : winner.cue]}
        if before & word_set(_WORDS, "level", "asks"):
            return replace(winner, measure="captured")
    return None


_REMAINS = re.compile(r"\b(?:remains|bodies|body|corpses)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ASKED = 6  # words before a release in which it is asked for


def _freed(scene: Scene, phrase: Phrase, winner: Candidate) -> Candidate | None:
    """`released 50 hostages`, `six wounded soldiers were freed`: the verb above counts, not the noun's own word."""
    own = winner.cue is not None and phrase.first <= winner.cue <= phrase.end
    if not own or winner.kind != "persons" or phrase.noun is None:
        return None
    verb, how = governor(scene.tree, phrase.noun)
    for cue in scene.cues:
        above = cue.first == verb and how in ("dobj", "nsubjpass") and cue.role == "object"
        within = phrase.first < cue.first <= phrase.end and cue.first != winner.cue
        if cue.family == "release" and (above or within):
            return Candidate("released", "persons", cue.first, ())
    return None
