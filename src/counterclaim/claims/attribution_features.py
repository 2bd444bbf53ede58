"""How an act of speech stands to a figure: the features that the model of claimants weighs."""

import bisect
from collections.abc import Sequence

from counterclaim.claims.attribution import Speech, Stage, noun_of, quoted_speaker
from counterclaim.claims.quotes import quote_at
from counterclaim.claims.relations import ancestors, bucket
from counterclaim.claims.scenes import Standing
from counterclaim.claims.scopes import Scope, covered
from counterclaim.claims.sources import Source, things
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.words import toml

_WORDS = "binding_words.toml"
_STRONG = ("verb", "preposition", "noun", "agent")  # ways of speaking that bind what they tell
_NAMED = ("verb", "weak", "noun")  # ways whose own word is a feature


def features(stage: Stage, acts: Sequence[Speech], standing: Standing, before: Source | None) -> list[list[str]]:
    """How each act of speech near a figure stands to it; `before` is the source of the figure before."""
    speaker = quoted_speaker(stage, acts, standing)
    return [_features_of(stage, act, standing, before, speaker) for act in acts]


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
    if gap:
        found.append(f"item={here.item}")
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
        f"tag={'-' if standing.cue is None else tree[standing.cue].tag}:{min(max(gap, -1), 1)}",
    ]  # fmt: skip


def _same_sentence(stage: Stage, speech: Speech, standing: Standing, quoted: bool) -> list[str]:
    act, tree, phrase, cue = speech.act, standing.scene.tree, standing.phrase, standing.cue
    up = dict(ancestors(tree, noun_of(phrase), 14))
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
        f"sc:{base}", f"sc:{base}:{act.how}", f"sc:inner={inner}:{scope.kind}",
        f"sc:others={min(len(others), 2)}:{inside}",
        f"sc:{base}:takes={scope.complement}", f"sc:{act.how}:takes={scope.complement}:{inside}",
        f"sc:{base}:over={over}", f"sc:{inside}:known={known}",
    ]  # fmt: skip
    if act.how in _NAMED:
        found.append(f"sc:{act.verb}:{scope.complement}:{inside}")
    hedged = _hedged_here(standing)
    found.append(f"sc:hedged={hedged}:{scope.kind}:{inside}")
    if inside:
        below = covered(tree, noun_of(phrase), act.cue)
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
