"""To whom a figure is attributed: every act of speech near it is a candidate, weighed by a model; none may win."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.parse import Tree
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.quotes import Quote, quote_at
from counterclaim.claims.relations import ancestors, bucket
from counterclaim.claims.scenes import AFTER, BEFORE, Standing
from counterclaim.claims.scopes import Scope, covered
from counterclaim.claims.sentences import Sentence
from counterclaim.claims.sources import Source, things
from counterclaim.claims.speech import Act
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.words import toml

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

    def between(self, low: int, high: int) -> tuple[Speech, ...]:
        """The acts of speech of the sentences from `low` to `high`."""
        first = bisect.bisect_left(self.speeches, low, key=lambda s: s.sentence)
        return self.speeches[first : bisect.bisect_right(self.speeches, high, key=lambda s: s.sentence)]


def near(stage: Stage, standing: Standing) -> list[Speech]:
    """The acts of speech around a figure that may govern it.

    Not those behind a semicolon, nor the verb that itself tells what is measured ("Hamas released six").
    """
    index, tree, first = standing.scene.index, standing.scene.tree, standing.phrase.first
    found = []
    own = stage.sentences[index]
    for s in stage.between(index - BEFORE, index + AFTER):
        there = stage.sentences[s.sentence]
        if there.paragraph != own.paragraph and (own.item or there.item) and not _heads(stage, there, own):
            continue
        if s.sentence == index:
            between = tree[min(s.act.cue, first) : max(s.act.cue, first)]
            counts = s.act.cue == standing.cue and s.scope.complement in _OWN
            apart = s.act.how in _FORMS and not s.scope.holds(first)
            if counts or apart or any(t.low == ";" for t in between):
                continue
        found.append(s)
    return found


_OWN = ("dobj", "none", "person")  # complements of a verb that tells what is measured rather than what is said


def _heads(stage: Stage, there: Sentence, own: Sentence) -> bool:
    """Whether a sentence opens the list of which another is a line: a line of a list is told by itself or by that."""
    return own.item and there.end <= own.start and not there.item and stage.text[there.end - 1] == ":"


_FORMS = ("noun", "dash", "colon")  # ways that bind no more than the words they cover
_QUOTING = ("verb", "weak", "preposition")  # ways in which quotations are introduced
_STRONG = ("verb", "preposition", "noun", "agent")  # ways of speaking that bind what they tell
_NAMED = ("verb", "weak", "noun")  # ways whose own word is a feature


def features(stage: Stage, acts: Sequence[Speech], standing: Standing, before: Source | None) -> list[list[str]]:
    """How each act of speech near a figure stands to it; `before` is the source of the figure before."""
    speaker = quoted_speaker(stage, acts, standing)
    return [_features_of(stage, act, standing, before, speaker) for act in acts]


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


def _features_of(
    stage: Stage, speech: Speech, standing: Standing, before: Source | None, speaker: Speech | None
) -> list[str]:
    act, source, index, tree = speech.act, speech.source, standing.scene.index, standing.scene.tree
    gap = speech.sentence - index
    own = "person" if source.person else "report" if _is_report(source) else source.kind
    pronoun = "pronoun" if source.text.lower() in word_set("speech.toml", "subject_pronouns") else ""
    here, there = stage.sentences[index], stage.sentences[speech.sentence]
    quoted = quote_at(stage.quotes, tree[standing.phrase.first].start) is not None
    cue_quoted = quote_at(stage.quotes, speech.tree[act.cue].start) is not None
    same = before is not None and before.name == source.name
    found = [
        f"how={act.how}", f"gap={gap}", f"gap={gap}:{act.how}", f"src={own}", f"src={own}:{gap}",
        f"how={act.how}:{act.before}", f"same={same}", f"same={same}:{gap}", f"quoted={quoted}:{gap}",
        f"cuequoted={cue_quoted}", f"pron={pronoun}",
        f"para={here.paragraph == there.paragraph}:{min(max(gap, -3), 2)}",
        f"paradist={min(abs(here.paragraph - there.paragraph), 3)}:{gap > 0}", f"none={source.side is None}",
        f"verb={act.verb if act.how in _NAMED else act.how}", f"first={index <= 1}:{gap}",
    ]  # fmt: skip
    found += [f"known={_known(standing)}:{gap != 0}", f"hedged={_hedged(standing)}:{min(max(gap, -1), 1)}"]
    if quoted:
        own_voice = "nobody" if speaker is None else str(speaker is speech or speaker.source.name == source.name)
        found += [f"speaker={own_voice}", f"speaker={own_voice}:{gap}", f"speaker={own_voice}:{act.how}"]
    rest = _same_sentence if gap == 0 else _other_sentence
    return found + rest(stage, speech, standing, quoted)


def _is_report(source: Source) -> bool:
    """Whether a source is no more than a report, figures or a statement."""
    return source.id is None and source.side is None and source.text.lower().rpartition(" ")[2] in things()


def _hedged(standing: Standing) -> bool:
    return not standing.scene.words.isdisjoint(word_set(_WORDS, "attribution", "hedges"))


def _other_sentence(stage: Stage, speech: Speech, standing: Standing, quoted: bool) -> list[str]:
    act, index, tree = speech.act, standing.scene.index, standing.scene.tree
    gap = speech.sentence - index
    strong = [s for s in stage.between(index, index) if s.act.how in _STRONG]
    between = stage.between(min(index, speech.sentence) + 1, max(index, speech.sentence) - 1)
    same_paragraph = stage.sentences[index].paragraph == stage.sentences[speech.sentence].paragraph
    further = not standing.scene.words.isdisjoint(word_set(_WORDS, "attribution", "further"))
    opener = tree[0].low if tree[0].low in word_set(_WORDS, "attribution", "openers") else "x"
    last = bisect.bisect_left(stage.speeches, index, key=lambda s: s.sentence)
    latest = last > 0 and stage.speeches[last - 1] is speech
    return [
        f"ownacts={min(len(strong), 2)}:{gap > 0}", f"between={min(len(between), 2)}:{gap > 0}",
        f"q={quoted}:strong={bool(strong)}:{gap > 0}",
        f"how={act.how}:q={quoted}:own={bool(strong)}:para={same_paragraph}:{min(max(gap, -2), 2)}",
        f"opens={opener}:{gap}", f"also={further}:{gap > 0}",
        f"latest={latest}:{gap > 0}",
    ]  # fmt: skip


def _noun_of(phrase: Phrase) -> int:
    return phrase.noun if phrase.noun is not None else phrase.last


def _same_sentence(stage: Stage, speech: Speech, standing: Standing, quoted: bool) -> list[str]:
    act, tree, phrase, cue = speech.act, standing.scene.tree, standing.phrase, standing.cue
    up = dict(ancestors(tree, _noun_of(phrase), 14))
    chain = list(up)
    over = act.cue in up
    side = "after" if phrase.first > act.cue else "before"
    low, high = min(act.cue, phrase.first), max(act.cue, phrase.first)
    rivals = [s for s in stage.between(speech.sentence, speech.sentence) if s is not speech]
    nearer = over and any(s.act.cue in up and chain.index(s.act.cue) < chain.index(act.cue) for s in rivals)
    between = [s for s in rivals if low < s.act.cue < high]
    found = [
        f"in:over={over}:{act.how}:{side}", f"in:side={side}:{act.how}", f"in:rivals={min(len(rivals), 2)}",
        f"in:nearer={nearer}", f"in:between={min(len(between), 2)}:{side}",
        f"in:dist={side}:{bucket(abs(phrase.first - act.cue))}", f"in:dep={up.get(act.cue, '-')}:{act.how}",
        f"in:only={not rivals}:{act.how}", f"in:q={quoted}:{side}",
    ]  # fmt: skip
    if act.first <= phrase.first <= act.last:
        found.append("in:inside-source")
    if cue is not None:
        over_cue = act.cue == cue or any(i == act.cue for i, _ in ancestors(tree, cue, 14))
        found.append(f"in:overcue={over_cue}:{act.how}:{act.cue == cue}")
        found.append(f"in:cueisact={act.cue == cue}")
    words = {t.low for t in tree[low:high]}
    found += [f"in:mark={m}:{side}" for m in toml(_WORDS)["attribution"]["marks"] if m in words]
    if not over:
        found.append(f"in:root={tree[act.cue].dep}:{side}:{act.how}")
    return found + _scope_features(stage, speech, standing, over)


def _scope_features(stage: Stage, speech: Speech, standing: Standing, over: bool) -> list[str]:
    """Whether the act covers the figure, alone or with others, and what the figure is within its words."""
    act, scope, tree, phrase = speech.act, speech.scope, standing.scene.tree, standing.phrase
    inside = scope.holds(phrase.first)
    others = [
        s for s in stage.between(speech.sentence, speech.sentence) if s is not speech and s.scope.holds(phrase.first)
    ]
    inner = inside and all(_size(s.scope) >= _size(scope) for s in others)
    base = f"{scope.kind}:{inside}"
    known = _known(standing)
    found = [
        f"sc:{base}", f"sc:{base}:{act.how}", f"sc:inner={inner}:{scope.kind}", f"sc:others={min(len(others), 2)}:{inside}",
        f"sc:{base}:takes={scope.complement}", f"sc:{act.how}:takes={scope.complement}:{inside}",
        f"sc:{base}:over={over}", f"sc:{inside}:known={known}",
    ]  # fmt: skip
    if act.how in _NAMED:
        found.append(f"sc:{act.verb}:{scope.complement}:{inside}")
    hedged = _hedged_here(standing)
    found.append(f"sc:hedged={hedged}:{scope.kind}:{inside}")
    if inside:
        below = covered(tree, _noun_of(phrase), act.cue)
        found += [f"sc:below={b}:{scope.kind}" for b in below] or [f"sc:plain:{scope.kind}"]
        found += [f"sc:below={b}:known={known}" for b in below]
    return found


def _hedged_here(standing: Standing) -> bool:
    """Whether the words right around a figure and its measure hedge: `are believed to have killed 40`."""
    first, tree = standing.phrase.first, standing.scene.tree
    cue = first if standing.cue is None else standing.cue
    low, high = min(first, cue), max(standing.phrase.end, cue)
    hedges = word_set(_WORDS, "attribution", "hedges")
    return any(t.low in hedges for t in tree[max(0, low - 5) : high + 4])


def _size(scope: Scope) -> int:
    return scope.last - scope.first


def _known(standing: Standing) -> bool:
    """Whether a figure is spoken of as known: `the 240 hostages`, `its 1,200 dead`."""
    tree, first = standing.scene.tree, standing.phrase.first
    known = word_set(_WORDS, "attribution", "known")
    return any(t.low in known and t.head >= first for t in tree[max(0, first - 4) : first])


def governing(stage: Stage, standing: Standing) -> Speech | None:
    """The act whose words hold the figure outright: `the Kremlin's claim of 1,351`, `a ministry toll of 40`."""
    index, tree = standing.scene.index, standing.scene.tree
    chain = [i for i, _ in ancestors(tree, _noun_of(standing.phrase), 4)]
    for speech in stage.between(index, index):
        act = speech.act
        if act.how == "noun" and act.cue in chain and tree[act.cue + 1].low in ("of", "that", ":"):
            return speech
        if act.verb in word_set("speech.toml", "deny") and act.how != "noun" and speech.scope.kind == "lead":
            held = [i for i, _ in ancestors(tree, _noun_of(standing.phrase), 14)]
            if speech.scope.holds(standing.phrase.first) and act.cue in held:
                return speech
    return None


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
    up = (i for i, _ in ancestors(standing.scene.tree, _noun_of(standing.phrase), 14))
    return told and speech.act.cue in up and speech.act.verb in word_set("speech.toml", "always_speak")
