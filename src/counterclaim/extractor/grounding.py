"""A model's quotations made a claim by the project's own code, or refused.

The model's words only point: the figure is the one that `claims.figures` reads there, the measure the one that the
vocabulary has for the cue, the source, party, time and place those that the own modules find at the words. What the
model leaves out, or what of it is refused, those modules fill in as for any other figure.
"""

import re
from dataclasses import dataclass, field, replace

from counterclaim.claims.attribution import Speech
from counterclaim.claims.binding import bind_as
from counterclaim.claims.bound import Bound, Memory
from counterclaim.claims.decisions import Decision, recorded
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.figures import find_figures
from counterclaim.claims.identity import Cast
from counterclaim.claims.lexicon import find_cues, measure_of
from counterclaim.claims.measure import Candidate, candidates, kinds_of
from counterclaim.claims.periods import find_times
from counterclaim.claims.prepare import Prepared, cast_of
from counterclaim.claims.reader import in_a_date, of_cause
from counterclaim.claims.records import Surroundings, as_claim, surroundings
from counterclaim.claims.scenes import AFTER, BEFORE, Scene
from counterclaim.claims.sources import Source, speech_words
from counterclaim.claims.weights import best, weights
from counterclaim.extractor.answer import Proposal, prompt
from counterclaim.extractor.quotes import Found, Reason, Refused, figure_at, nearest, occurrences, only
from counterclaim.model import Claim

MODEL_READER = "counterclaim-0.1.0/model"


@dataclass(frozen=True, slots=True)
class Ground:
    """A document with all that a quotation of it may mean."""

    prepared: Prepared
    around: Surroundings
    figures: list[FigureMention]
    decisions: list[Decision]  # by which other numbers were turned down
    placed: dict[tuple[int, int], tuple[Scene, int]]  # scene and number in it of each figure
    cast: Cast
    rule: str

    @property
    def text(self) -> str:
        """The document's text."""
        return self.prepared.document.text

    def claim(self, proposal: Proposal, passage: Found) -> tuple[Claim, list[Refused]]:
        """The claim that a proposal makes, and which of its lesser fields were refused; Refused for the whole."""
        sentence = only(occurrences(self.text, proposal.sentence, passage.start, passage.end), proposal.sentence)
        figure = figure_at(self.text, proposal.figure, sentence, self.figures, self.decisions)
        if in_a_date(figure, self.around.times):
            raise Refused("no_figure", proposal.figure, "is part of a date")
        if (figure.start, figure.end) not in self.placed:
            raise Refused("no_measure", proposal.figure, "stands in a sentence without a word of any measure")
        scene, which = self.placed[figure.start, figure.end]
        measure = self._measure(scene, which, proposal.measure)
        one = bind_as(self.prepared, scene, which, measure, Memory(), continues=False)
        one.rule = f"{self.rule}:{' '.join(proposal.measure.split())}"
        fields = _Fields(self, one)
        around = fields.filled(proposal)
        made = of_cause(self.prepared, [as_claim(MODEL_READER, self.prepared, one, around, None).claim])
        if not made:
            raise Refused("another_cause", proposal.figure, "is about another cause than conflict")
        return made[0], fields.refused

    def _measure(self, scene: Scene, which: int, words: str) -> Candidate:
        """The measure that the quoted words are a cue of: in the figure's sentence, else in one shortly before."""
        places = occurrences(self.text, words, scene.sentence.start, scene.sentence.end)
        weighed = candidates(scene, which, self.prepared.reading.topic, None, None)
        fitting = [c for c in weighed if c.cue is not None and _covers(places, scene, c.cue)]
        chosen = best(weights("measure"), [c.features for c in fitting])
        if chosen is not None:
            return fitting[chosen[0]]
        start = self.prepared.reading.sentences[max(0, scene.index - BEFORE)].start
        if not places and not occurrences(self.text, words, start, scene.sentence.start):
            far = occurrences(self.text, words, 0, len(self.text))
            raise Refused(*(("far", words, _FAR) if far else ("not_in_text", words, _NOWHERE)))
        phrase = scene.figures[which][1]
        for cue in find_cues(re.findall(r"[a-z]+", words.lower())) if not places else ():
            kind = kinds_of(phrase, cue.family, None)
            if (measured := measure_of(cue.family, kind)) is not None:
                return Candidate(measured, kind, None, ())
        raise Refused("no_measure", words, "is no word of a measure that the counted can have")


_FAR = "stands too far from the figure to be about it"
_NOWHERE = "does not stand in the text"


def ground(prepared: Prepared, model: str) -> Ground:
    """Everything that quotations of a document are held against."""
    document = prepared.document
    with recorded() as decisions:
        figures = find_figures(document.text)
    placed = {
        (figure.start, figure.end): (scene, which)
        for scene in prepared.reading.scenes
        for which, (figure, _) in enumerate(scene.figures)
    }
    around = surroundings(prepared, find_times(document.text, document.published))
    rule = f"{model} {prompt()[1]}"
    return Ground(prepared, around, figures, decisions, placed, cast_of(prepared), rule)


def _covers(places: list[Found], scene: Scene, cue: int) -> bool:
    token = scene.tree[cue]
    return any(p.start < token.end and token.start < p.end for p in places)


@dataclass(slots=True)
class _Fields:
    """The lesser fields of one proposal, filled in where their words hold."""

    ground: Ground
    one: Bound
    refused: list[Refused] = field(default_factory=list)

    def filled(self, proposal: Proposal) -> Surroundings:
        """Fill in source and party; the surroundings with the time and place that were quoted, and no others."""
        around = self.ground.around
        if proposal.claimant and (said := self._try("claimant", proposal.claimant)):
            speech, source = self._source(said, proposal.claimant)
            if source is not None and source != self.one.source:
                self.one.source, self.one.via = source, ()
                self.one.verb = speech.act.verb if speech else None
        if proposal.party and (at := self._try("party", proposal.party)):
            self.one.party = self._party(at, proposal.party) or self.one.party
        if proposal.time and (at := self._try("time", proposal.time)):
            times = [w for w in around.times if _overlap(w.start, w.end, at)]
            around = replace(around, times=times) if times else self._unknown("time", proposal.time, around)
        if proposal.place and (at := self._try("place", proposal.place)):
            spots = tuple(s for s in around.spots if _overlap(s.mention.start, s.mention.end, at))
            around = replace(around, spots=spots) if spots else self._unknown("place", proposal.place, around)
        return around

    def _try(self, name: Reason, words: str) -> Found | None:
        """Where the words of a field stand next to the figure; None, and a refusal, where they stand nowhere near."""
        text, sentences, index = self.ground.text, self.ground.prepared.reading.sentences, self.one.scene.index
        start = sentences[max(0, index - BEFORE)].start
        end = sentences[min(len(sentences) - 1, index + AFTER)].end
        found = nearest(occurrences(text, words, start, end), self.one.figure.start)
        if found is None:
            far = bool(occurrences(text, words, 0, len(text)))
            self.refused.append(Refused(name, words, f"({name}) {_FAR if far else _NOWHERE}"))
        return found

    def _source(self, at: Found, words: str) -> tuple[Speech | None, Source | None]:
        for speech in self.ground.prepared.stage.speeches:
            if _overlap(speech.source.start, speech.source.end, at):
                return speech, speech.source
        pronoun = words.strip().lower() in speech_words("pronouns")
        source = None if pronoun else self.ground.cast.resolve(at.start, at.end)
        if source is None:
            self.refused.append(Refused("claimant", words, "(claimant) names nobody who could say so"))
        return None, source

    def _party(self, at: Found, words: str) -> str | None:
        mentions = [m for m in self.ground.prepared.parties.mentions if _overlap(m.start, m.end, at)]
        named = {m.party for m in mentions if m.form != "place"} or {m.party for m in mentions}
        if len(named) != 1:
            why = "names several parties" if named else "names no party of the vocabulary"
            self.refused.append(Refused("party", words, f"(party) {why}"))
            return None
        return named.pop()

    def _unknown(self, name: Reason, words: str, around: Surroundings) -> Surroundings:
        self.refused.append(Refused(name, words, f"({name}) names no {name} that the vocabulary has"))
        return around


def _overlap(start: int, end: int, at: Found) -> bool:
    return start < at.end and at.start < end
