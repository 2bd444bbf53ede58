"""To whom a figure is attributed: every act of speech near it is a candidate, weighed by a small model; none may win."""

from dataclasses import dataclass

from counterclaim.claims.identity import Source
from counterclaim.claims.parse import Tree
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.quotes import Quote, quote_at
from counterclaim.claims.relations import ancestors, bucket
from counterclaim.claims.scenes import AFTER, BEFORE
from counterclaim.claims.sentences import Sentence
from counterclaim.claims.speech import Act


@dataclass(frozen=True, slots=True)
class Speech:
    """An act of speech placed in the text, with its source."""

    sentence: int
    tree: Tree
    act: Act
    source: Source


@dataclass(frozen=True, slots=True)
class Stage:
    """What attribution looks at: the text's sentences, quotations and acts of speech, in order."""

    text: str
    sentences: tuple[Sentence, ...]
    quotes: list[Quote]
    speeches: tuple[Speech, ...]


def near(stage: Stage, index: int, tree: Tree, phrase: Phrase, cue: int | None) -> list[Speech]:
    """The acts of speech around a figure in sentence `index` that may govern it.

    Not those behind a semicolon, nor the verb that itself tells what is measured ("Hamas released six").
    """
    found = []
    for s in stage.speeches:
        if not index - BEFORE <= s.sentence <= index + AFTER:
            continue
        if s.sentence == index:
            between = tree[min(s.act.cue, phrase.first) : max(s.act.cue, phrase.first)]
            if s.act.cue == cue or any(t.low == ";" for t in between):
                continue
        found.append(s)
    return found


def features_of(stage: Stage, speech: Speech, index: int, tree: Tree, phrase: Phrase, cue: int | None, before: Source | None) -> list[str]:
    """How an act of speech stands to a figure in sentence `index`; `before` is the source of the figure before."""
    act, source = speech.act, speech.source
    gap = speech.sentence - index
    own = "person" if source.person else source.kind
    pronoun = "pronoun" if source.text.lower() in ("he", "she", "it", "they", "we") else ""
    here, there = stage.sentences[index], stage.sentences[speech.sentence]
    quoted = quote_at(stage.quotes, tree[phrase.first].start)
    cue_at = speech.tree[act.cue].start
    cue_quoted = quote_at(stage.quotes, cue_at)
    near_acts = [s for s in stage.speeches if s.sentence == index]
    between = [s for s in stage.speeches if min(index, speech.sentence) < s.sentence < max(index, speech.sentence)]
    strong = [s for s in near_acts if s.act.how in ("verb", "preposition", "noun", "agent")]
    base = [
        f"how={act.how}", f"gap={gap}", f"gap={gap}:{act.how}", f"src={own}", f"src={own}:{gap}", f"how={act.how}:{act.before}",
        f"same={before is not None and before.name == source.name}", f"same={before is not None and before.name == source.name}:{gap}",
        f"quoted={quoted is not None}:{gap}", f"cuequoted={cue_quoted is not None}", f"pron={pronoun}",
        f"para={here.paragraph == there.paragraph}:{min(max(gap, -3), 2)}", f"paradist={min(abs(here.paragraph - there.paragraph), 3)}:{gap > 0}",
        f"none={source.side is None}", f"verb={act.verb}" if act.how in ("verb", "weak", "noun") else f"verb={act.how}",
        f"first={index <= 1}:{gap}",
    ]  # fmt: skip
    if gap == 0:
        return base + _same_sentence(stage, speech, tree, phrase, cue, near_acts, quoted)
    base += [f"ownacts={min(len(strong), 2)}:{gap > 0}", f"between={min(len(between), 2)}:{gap > 0}", f"q={quoted is not None}:strong={bool(strong)}:{gap > 0}"]
    base += [f"how={act.how}:q={quoted is not None}:own={bool(strong)}:para={here.paragraph == there.paragraph}:{min(max(gap, -2), 2)}"]
    words = {t.low for t in tree}
    base.append(f"opens={tree[0].low if tree[0].low in ('he', 'she', 'it', 'they', 'the', 'among', 'another', 'in', 'of', 'these', 'this') else 'x'}:{gap}")
    base.append(f"also={bool(words & {'also', 'added', 'another', 'further', 'them'})}:{gap > 0}")
    last = [s for s in stage.speeches if s.sentence < index]
    base.append(f"latest={bool(last) and last[-1] is speech}:{gap > 0}")
    return base


def _same_sentence(stage: Stage, speech: Speech, tree: Tree, phrase: Phrase, cue: int | None, acts: list[Speech], quoted: int | None) -> list[str]:
    act = speech.act
    at = phrase.noun if phrase.noun is not None else phrase.last
    up = {i: dep for i, dep in ancestors(tree, at, 14)}
    chain = [i for i, _ in ancestors(tree, at, 14)]
    over = act.cue in up
    side = "after" if phrase.first > act.cue else "before"
    rivals = [s for s in acts if s is not speech]
    nearer = [s for s in rivals if s.act.cue in up and over and chain.index(s.act.cue) < chain.index(act.cue)]
    between = [s for s in rivals if min(act.cue, phrase.first) < s.act.cue < max(act.cue, phrase.first)]
    found = [
        f"in:over={over}:{act.how}:{side}", f"in:side={side}:{act.how}", f"in:rivals={min(len(rivals), 2)}", f"in:nearer={bool(nearer)}",
        f"in:between={min(len(between), 2)}:{side}", f"in:dist={side}:{bucket(abs(phrase.first - act.cue))}",
        f"in:dep={up.get(act.cue, '-')}:{act.how}", f"in:only={not rivals}:{act.how}",
        f"in:q={quoted is not None}:{side}",
    ]  # fmt: skip
    if act.first <= phrase.first <= act.last:
        found.append("in:inside-source")
    if cue is not None:
        over_cue = act.cue in {i for i, _ in ancestors(tree, cue, 14)} or act.cue == cue
        found.append(f"in:overcue={over_cue}:{act.how}:{act.cue == cue}")
        found.append(f"in:cueisact={act.cue == cue}")
    lo, hi = min(act.cue, phrase.first), max(act.cue, phrase.first)
    marks = {t.low for t in tree[lo:hi]}
    found += [f"in:mark={m}:{side}" for m in (",", ";", "but", "while", "and", "—", "–", "after", "although", "-") if m in marks]
    if not over:
        found.append(f"in:root={tree[act.cue].dep}:{side}:{act.how}")
    return found


def governing(stage: Stage, index: int, tree: Tree, phrase: Phrase) -> Speech | None:
    """The act whose words hold the figure outright: `the Kremlin's claim of 1,351`, `a ministry toll of 40`."""
    chain = [i for i, _ in ancestors(tree, phrase.noun if phrase.noun is not None else phrase.last, 4)]
    for speech in stage.speeches:
        if speech.sentence == index and speech.act.how == "noun" and speech.act.cue in chain and tree[speech.act.cue + 1].low in ("of", "that", ":"):
            return speech
    return None
