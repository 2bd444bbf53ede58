"""To whom a figure is attributed: every act of speech near it is a candidate, weighed by a model; none may win."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.parse import Tree
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.quotes import Quote, quote_at
from counterclaim.claims.relations import ancestors, governor
from counterclaim.claims.scenes import AFTER, BEFORE, Scene, Standing
from counterclaim.claims.scopes import Scope
from counterclaim.claims.sentences import Sentence
from counterclaim.claims.sources import Source, things
from counterclaim.claims.speech import Act
from counterclaim.claims.turns import Turn
from counterclaim.claims.wordlists import word_set

_WORDS = "binding_words.toml"


@dataclass(frozen=True, slots=True)
class Speech:
    """An act of speech placed in the text, with its source."""

    sentence: int
    tree: Tree
    act: Act
    source: Source
    scope: Scope


@dataclass(frozen=True, slots=True)
class Stage:
    """What attribution looks at: the text's sentences, quotations and acts of speech, in order."""

    text: str
    sentences: tuple[Sentence, ...]
    quotes: list[Quote]
    speeches: tuple[Speech, ...]
    turns: tuple[Turn, ...] = ()  # of a transcript

    def between(self, low: int, high: int) -> tuple[Speech, ...]:
        """The acts of speech of the sentences from `low` to `high`."""
        first = bisect.bisect_left(self.speeches, low, key=lambda s: s.sentence)
        return self.speeches[first : bisect.bisect_right(self.speeches, high, key=lambda s: s.sentence)]


def near(stage: Stage, standing: Standing) -> list[Speech]:
    """The acts of speech around a figure that may govern it.

    Not those of other lines of a list, nor within other quotations, nor behind a semicolon, nor the verb that itself
    tells what is measured ("Hamas released six").
    """
    index, tree, first = standing.scene.index, standing.scene.tree, standing.phrase.first
    found = []
    own = stage.sentences[index]
    held = quote_at(stage.quotes, tree[first].start)
    for s in stage.between(index - BEFORE, index + AFTER):
        there = stage.sentences[s.sentence]
        voice = quote_at(stage.quotes, _at(s))
        if voice is not None and voice != held:
            continue
        if there.paragraph != own.paragraph and (own.item or there.item) and not _binds_lines(stage, s, there, own):
            continue
        if s.sentence == index:
            between = tree[min(s.act.cue, first) : max(s.act.cue, first)]
            counts = s.act.cue == standing.cue and s.scope.complement in _OWN and s.act.verb not in _GIVING
            apart = s.act.how in _FORMS and not s.scope.holds(first)
            if counts or apart or _recalls(s, standing) or any(t.low == ";" for t in between):
                continue
        found.append(s)
    return found


_GIVING = ("announce", "pledge", "promise", "request", "ask", "demand")  # who does so tells how much
_ACTED = ("dobj", "none", "quote", "xcomp", "of")  # complements that tell what is done rather than what is so
_OWN = ("dobj", "none", "person")  # complements of a verb that tells what is measured rather than what is said


def _recalls(speech: Speech, standing: Standing) -> bool:
    """Whether an act only acts on an event, whose figure the outlet tells: `condemned the raid that killed 12`."""
    act, scope, tree = speech.act, speech.scope, standing.scene.tree
    if scope.kind != "lead" or scope.complement not in _ACTED or not scope.holds(standing.phrase.first):
        return False
    if act.how == "weak" and act.verb in word_set("speech.toml", "doing"):
        return True
    noun = noun_of(standing.phrase)
    for i in (noun, *(i for i, _ in ancestors(tree, noun, 14))):
        if i == act.cue:
            return False
        if tree[i].dep == "relcl" and tree[tree[i].head].low in word_set(_WORDS, "attribution", "events"):
            return True
    return False


def _binds_lines(stage: Stage, speech: Speech, there: Sentence, own: Sentence) -> bool:
    """Whether an act reaches beyond its line of a list: it opens the list, or is a headline's second line."""
    if speech.act.how == "dash":
        return there.paragraph == own.paragraph + 1
    return own.item and there.end <= own.start and not there.item and stage.text[there.end - 1] == ":"


_FORMS = ("noun", "dash", "colon")  # ways that bind no more than the words they cover
_QUOTING = ("verb", "weak", "preposition")  # ways in which quotations are introduced


def quoted_speaker(stage: Stage, acts: Sequence[Speech], standing: Standing) -> Speech | None:
    """Who speaks the quotation in which a figure stands: named beside it, else elsewhere in its paragraph.

    Of a paragraph that is all quotation, who was quoted in the paragraph before.
    """
    at = standing.scene.tree[standing.phrase.first].start
    held = quote_at(stage.quotes, at)
    if held is None:
        return None
    quote, own = stage.quotes[held], stage.sentences[standing.scene.index].paragraph
    outside = [s for s in acts if s.act.how not in ("dash", "colon") and quote_at(stage.quotes, _at(s)) is None]
    here = [s for s in outside if stage.sentences[s.sentence].paragraph == own and s.act.how in _QUOTING]
    if here:
        return min(here, key=lambda s: _apart(s, quote))
    if _opens_paragraph(stage, quote):
        before = [s for s in outside if stage.sentences[s.sentence].paragraph == own - 1 and s.act.how in _QUOTING]
        return before[-1] if before else None
    return None


def _opens_paragraph(stage: Stage, quote: Quote) -> bool:
    """Whether nothing stands in its line before a quotation."""
    start = stage.text.rfind("\n", 0, quote.start) + 1
    return not any(c.isalnum() for c in stage.text[start : quote.start])


def _at(speech: Speech) -> int:
    return speech.tree[speech.act.cue].start


def _apart(speech: Speech, quote: Quote) -> int:
    """Characters between an act and a quotation; behind it an act is nearer than before it."""
    at = _at(speech)
    return 2 * (quote.start - at) if at < quote.start else at - quote.end


def noun_of(phrase: Phrase) -> int:
    """The token of what a figure counts, or its own."""
    return phrase.noun if phrase.noun is not None else phrase.last


def governing(stage: Stage, standing: Standing) -> Speech | None:
    """The act whose words hold the figure outright: `the Kremlin's claim of 1,351`, `a ministry toll of 40`."""
    index, tree = standing.scene.index, standing.scene.tree
    chain = [i for i, _ in ancestors(tree, noun_of(standing.phrase), 4)]
    for speech in stage.between(index, index):
        act = speech.act
        if act.how == "noun" and act.cue in chain and tree[act.cue + 1].low in ("of", "that", "for", ":"):
            return speech
        if act.how in ("verb", "weak") and act.before and _gives(tree, act, standing.phrase):
            return speech
        if act.verb in word_set("speech.toml", "deny") and speech.scope.kind == "lead" and denies_report(tree, act):
            held = [i for i, _ in ancestors(tree, noun_of(standing.phrase), 14)]
            goes_on = any(
                tree[i].dep == "conj" and tree[i].head == act.cue for i in held
            )  # "denied it and said 9 died"
            if speech.scope.holds(standing.phrase.first) and act.cue in held and not goes_on:
                return speech
    return None


def _gives(tree: Tree, act: Act, phrase: Phrase) -> bool:
    """Whether a verb gives the figure behind it: `put the toll at 300`, `volunteers have counted 2,600 tanks`."""
    between = tree[act.cue + 1 : phrase.first]
    report = tree[act.last].low in things()  # "a new report puts the toll at 300": nobody is named
    if report or tree[act.cue].tag == "VBG" or act.cue >= phrase.first or any(t.tag in _FINITE for t in between):
        return False
    if act.verb == "put":
        return any(t.low == "at" and not any(o.tag in _NOUNS for o in tree[t.i : phrase.first]) for t in between)
    return act.verb in word_set("speech.toml", "counting") and governor(tree, noun_of(phrase)) == (act.cue, "dobj")


_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def is_of_speaker(stage: Stage, scene: Scene, figure: FigureMention) -> bool:
    """Whether a number tells how many they are who speak: `Two security sources said`, `a senior official said`."""
    if figure.value is not None and figure.value >= _MOST_SPEAKERS:
        return False
    told = (s for s in stage.between(scene.index, scene.index) if s.act.how == "verb" and s.act.before)
    starts = (s.source.start for s in told)
    return any(start == figure.start or 0 < start - figure.end <= 1 for start in starts)


_MOST_SPEAKERS = 20  # so many are counted, not heard


_CLAUSE = ("ccomp", "xcomp")  # of a verb of denial: "denied that it lost", "denied losing"


def denies_report(tree: Tree, act: Act) -> bool:
    """Whether a verb of denial has a report behind it: `denied losing`, `rejected claims`, not `rejected a truce`."""
    if act.how == "noun":
        return False
    behind = [c for c in tree[act.cue].children if c > act.cue]
    if any(tree[c].dep in _CLAUSE for c in behind) or tree[min(act.cue + 1, len(tree) - 1)].low == "that":
        return True
    objects = [c for c in behind if tree[c].dep in ("dobj", "obj")]
    return any(tree[c].low in things() | word_set("speech.toml", "denied") for c in objects)


def verb_of(speech: Speech) -> str:
    """The verb by which a source says so; one of denial that has no report behind it denies no figure."""
    verb = speech.act.verb
    denies = verb not in word_set("speech.toml", "deny") or denies_report(speech.tree, speech.act)
    return verb if denies else "say"


def origin(own: Sequence[Speech], chosen: Speech, standing: Standing) -> Speech:
    """Of a chain within a sentence the first link: `Officials told him that ..., he said`, `X said, citing Y`."""
    if chosen not in own:
        return chosen
    cited = [s for s in own if s.act.how == "citing" and s is not chosen]
    if cited and chosen.act.how in _QUOTING and chosen.scope.holds(standing.phrase.first):
        return cited[0]
    if chosen.act.how != "verb" or chosen.scope.kind != "trail":
        return chosen
    inner = [s for s in own if s.act.how == "verb" and s.scope.kind == "lead" and _tells(s, standing)]
    return inner[-1] if inner else chosen


def _tells(speech: Speech, standing: Standing) -> bool:
    """Whether a figure stands in the clause that depends on a verb of saying."""
    told = speech.scope.holds(standing.phrase.first) and speech.scope.complement in ("that", "ccomp")
    up = (i for i, _ in ancestors(standing.scene.tree, noun_of(standing.phrase), 14))
    return told and speech.act.cue in up and speech.act.verb in word_set("speech.toml", "always_speak")
