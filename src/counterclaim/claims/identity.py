"""Who a source is: its full name, side and kind, from the words used here and elsewhere in the text."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims import seats
from counterclaim.claims.person_names import Names, bare_name, clause_around, is_official
from counterclaim.claims.recall import Mentions, Told
from counterclaim.claims.seats import NAMES, SPEAKING, described, is_only_seat, is_role_beside, seated_body
from counterclaim.claims.sources import (
    Kind,
    Source,
    can_speak,
    described_noun,
    generic_noun,
    is_plural,
    is_private,
    kind_of,
    plain_name,
    role_words,
    short_name,
    speech_words,
    things,
    words_of,
)
from counterclaim.vocabulary.actors import ActorMention, find_actors
from counterclaim.vocabulary.places import PlaceMention

_ENCLAVE = ("gaza", "palestine")  # whose authorities are those "in the territory", "in the strip"
ARTICLE = 4  # characters: "the " of a name that begins with it
NEAR = 300  # characters before a local authority within which the place stands that it is of
# before a name that is not what its sentence is about: "on a visit to Rubio"
_BESIDE = re.compile(
    r"\b(?:to|of|with|against|by|from|for|in|at|near|on|under|like)\s(?:(?:the|president|mr|former)\s){0,3}$",
    re.IGNORECASE,
)
MOST = 0.6  # of a phrase that an actor's name fills: then the phrase is that name


class Cast:
    """The actors and persons of one text: looks up who a phrase means at a point of the text."""

    def __init__(
        self, text: str, actors: Sequence[ActorMention], places: Sequence[PlaceMention], home: str | None
    ) -> None:
        self.text, self.places, self.home = text, places, home
        self.names = Names(text)
        self.actors = [m for m in actors if not self._is_namesake(m)]
        self._told, self._named_told = Told(), Told()  # all sources, those that are more than a pronoun
        self._mentions = Mentions(self.actors)
        self._enclave = any(m.actor.party in _ENCLAVE for m in self.actors)
        self._starts = [m.start for m in self.actors]
        self._place_starts = [p.start for p in places]

    def _is_namesake(self, mention: ActorMention) -> bool:
        """Whether a surname taken for an official's is that of somebody else whom the text names in full."""
        surname = mention.text.split()[-1]
        if not is_official(mention) or " " in bare_name(mention.text):
            return False
        full = self.names.full(surname)
        return full is not None and all(m.actor.id != mention.actor.id for m in find_actors(full))

    def resolve(self, start: int, end: int, saying: bool = False, surely: bool = False) -> Source | None:
        """The source that the words [start, end) name; a pronoun or `the ministry` leads back to its name.

        None where the words name nobody who could say anything ("explosions", "a third"); `saying` tells that they
        are the subject of a verb that only persons and bodies have.
        """
        words = self.text[start:end]
        low = words_of(words)
        if not low or not can_speak(words, start, self._overlapping(start, end), saying, surely):
            return None
        word = "we" if low[0] == "our" else low[0] if len(low) == 1 else words.lower()  # "our forces"
        if word in speech_words("pronouns"):
            source = self._pronoun(word, start, end)
        else:
            source = self._named(start, end, words, low)
        self._told.add(source)
        if source.name.lower() not in speech_words("pronouns"):
            self._named_told.add(source)
        return source

    def _overlapping(self, start: int, end: int) -> Sequence[ActorMention]:
        """The actors that overlap [start, end)."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        return [m for m in self.actors[first : bisect.bisect_left(self._starts, end)] if m.end > start]

    def _within(self, start: int, end: int) -> list[ActorMention]:
        """The actors that lie in [start, end)."""
        first = bisect.bisect_left(self._starts, start)
        return [m for m in self.actors[first : bisect.bisect_left(self._starts, end)] if m.end <= end]

    def _named_in(self, start: int, end: int) -> list[ActorMention]:
        """The actors that a source's words name, with their article or with the verb that looks like a part of them."""
        near = [m for m in self._overlapping(start, end) if m.start >= start - ARTICLE]
        return [m for m in near if m.end <= end + 1 or (m.start >= start and (m.form == "composed" or is_official(m)))]

    def _countries(self, start: int, end: int) -> list[PlaceMention]:
        """The places with a country that lie in [start, end)."""
        first = bisect.bisect_left(self._place_starts, start)
        near = self.places[first : bisect.bisect_left(self._place_starts, end)]
        return [p for p in near if p.end <= end and p.country]

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, word: str, start: int, end: int) -> Source:
        person = word in speech_words("persons_pronouns")
        past = self._named_told.newest(lambda p: _fits(p, word))
        actor = self._last_actor(start, person)
        if actor is not None and (past is None or (person and actor.start > self._latest_mention(past, start))):
            return self._of_actor(actor, start, end)
        words = self.text[start:end]
        if past is not None:
            return replace(past, start=start, end=end, text=words)
        name = self.names.last_titled(start) if person else None
        return Source(name or words, None, None, "official" if person else "body", start, end, words, person)

    def _last_actor(self, before: int, person: bool) -> ActorMention | None:
        """The last actor before an offset that a pronoun may mean: a person, else a body."""

        def fits(m: ActorMention) -> bool:
            if m.actor.id.startswith("person/") != person or m.form == "adjective":
                return False
            beside = person and _BESIDE.search(self.text, max(0, m.start - 30), m.start)
            if self.text[m.end : m.end + 1] in ("'", "’") or beside:
                return False
            return person or m.actor.kind in ("body", "monitor", "group")

        return self._mentions.last(("pronoun", person), fits, before)

    def _latest_mention(self, past: Source, before: int) -> int:
        """Where a source was last named before an offset, by its last word."""
        return max(past.start, self.text.rfind(past.name.split()[-1], 0, before))

    # ------------------------------------------------------------ names
    def _named(self, start: int, end: int, words: str, low: list[str]) -> Source:
        inside = self._named_in(start, end)
        if head := described(self.text, start, end, inside):
            return self._of_actor(head, start, end)
        person = self.names.of_phrase(words, inside)
        if person and not person[0].islower():
            return self._of_person(person, start, end, inside)
        before = self.text[max(0, start - 4) : start].split()
        vague = bool(before) and before[-1].lower() in speech_words("indefinite")
        noun = None if inside or vague else generic_noun(low) or described_noun(before, words)
        past = self._earlier(noun, start)
        if past:
            return replace(past, start=start, end=end, text=words)
        if len(low) == 2 and low[1] in things() and (own := [m for m in inside if m.form == "adjective"]):
            return self._of_actor(own[0], start, end)  # "Israeli tallies": those of the state
        named = [m for m in inside if m.form in NAMES and not is_official(m) and not is_only_seat(self.text, m, start)]
        chosen = max(named, key=lambda m: (m.actor.kind in SPEAKING, m.end - m.start), default=None)
        is_role = not role_words().isdisjoint(low)
        most = chosen is not None and chosen.end - chosen.start >= MOST * (end - start)
        if chosen is not None and (most or (len(low) <= 3 and not is_role)):
            return self._of_actor(chosen, start, end)
        kind, side = kind_of(low), self._side(inside, start, end, low)
        if side is None and len(low) > 1 and (whole := self._in_full(low, start)):
            return self._of_actor(whole, start, end)
        if (seated := seated_body(self.text, start, words, inside, side)) is not None:
            return self._of_actor(seated, start, end)
        media = next((m for m in inside if m.actor.kind in ("media", "monitor")), None)
        if media is not None:
            kind, side = ("media" if media.actor.kind == "media" else "monitor"), media.actor.side
        whole = next((m for m in inside if m.form == "composed" and m.end - m.start >= MOST * (end - start)), None)
        body = chosen or whole
        id_ = body.actor.id if body is not None else None
        office = None if id_ is None or body is None or body.actor.kind != "body" else words_of(body.text)
        if office is not None and not is_role_beside(low, office):
            kind = "body"
        person_word = kind != "body" and not speech_words("persons_words").isdisjoint(low)
        short = short_name(words)
        aliases = (short,) if " " in short and short != plain_name(words) else ()
        return Source(plain_name(words), id_, side, kind, start, end, words, person_word, aliases, is_plural(low))

    def _in_full(self, low: list[str], start: int) -> ActorMention | None:
        """The last body named before whose name holds all the words: `the General Staff` of Ukraine."""
        wanted = frozenset(low) - {"the", "its", "their", "a"}

        def fits(m: ActorMention) -> bool:
            is_body = bool(m.actor.side) and m.actor.kind == "body"
            return is_body and wanted <= set(words_of(m.text)) | set(words_of(m.actor.name))

        return self._mentions.last(("in full", wanted), fits, start, ended=False)

    def _earlier(self, noun: str | None, start: int) -> Source | None:
        """Whom a common noun means that stands for a name elsewhere in the text."""
        if noun is None:
            return None
        if noun in things():
            return self._told.newest(lambda p: p.side or p.person)
        stem = noun.rstrip("s")
        if past := self._told.newest(lambda p: stem in p.name.lower() and " " in p.name.strip()):
            return past
        if m := self._mentions.last(("noun", stem), lambda m: stem in m.text.lower(), start):
            return self._of_actor(m, m.start, m.end)
        if noun in speech_words("bodies"):
            return next((p for p in reversed(self._named_told.recent) if p.kind in ("monitor", "body") and p.id), None)
        if noun not in speech_words("roles"):
            return None
        return self._told.newest(lambda p: p.person and p.kind == "official")

    def _of_person(self, person: str, start: int, end: int, inside: list[ActorMention]) -> Source:
        full = person if " " in person else self.names.full(person) or person
        known = [m for m in inside if is_official(m) and m.actor.name == person]
        known = known or [m for m in find_actors(full) if is_official(m)]
        words = self.text[start:end]
        low = words_of(words)
        if known:
            source = self._of_actor(known[-1], start, end)
        else:
            side = self._side(inside, start, end, low) or self._introduced(full)
            private = not speech_words("private_words").isdisjoint(low) or not (side or self._in_office(full, inside))
            source = Source(full, None, side, "private" if private else "official", start, end, words, True)
        bodies = [m for m in inside if m.actor.kind in ("body", "monitor", "group", "media") and m.text not in full]
        aliases = tuple(dict.fromkeys(m.text for m in bodies if m.form != "adjective"))[:2]
        if bodies and (source.side is None or bodies[0].actor.kind == "monitor"):
            source = replace(source, side=bodies[0].actor.side)
        return replace(source, aliases=(*source.aliases, *aliases))

    def _introduced(self, full: str) -> str | None:
        """The side of a person, from the words right around their first mention by full name."""
        at = self.text.find(full)
        first, last = clause_around(self.text, at, at + len(full))
        sided = [m for m in self._within(first, last) if m.actor.side and m.actor.side != "independent"]
        offices = [m for m in sided if m.actor.kind in ("body", "official") or (m.form == "adjective" and m.end <= at)]
        offices = offices or [m for m in [seats.group_behind(self.text, first, last, self.actors)] if m]
        if offices:
            return min(offices, key=lambda m: abs(m.start - at)).actor.side
        if speech_words("local").isdisjoint(words_of(self.text[first:last])):
            return None
        places = self._countries(first, last)
        return min(places, key=lambda p: abs(p.start - at)).country if places else self.home

    def _in_office(self, full: str, inside: Sequence[ActorMention]) -> bool:
        """Whether the words around a person's first mention name an office or a body; who has none is private."""
        at = self.text.find(full)
        first, last = clause_around(self.text, at, at + len(full))
        offices = role_words() - speech_words("private_words")
        named = bool(inside) or bool(self._within(first, last))
        return named or not offices.isdisjoint(words_of(self.text[first:last]))

    def _side(self, inside: list[ActorMention], start: int, end: int, low: list[str]) -> str | None:
        for m in sorted(inside, key=lambda m: (m.actor.kind not in SPEAKING, m.start)):
            if m.actor.side:
                return m.actor.side
        if group := seats.group_behind(self.text, start, end, self.actors):
            return group.actor.side
        if not speech_words("independent").isdisjoint(low) and speech_words("of_state").isdisjoint(low):
            return "independent"
        private = is_private(low)
        if role_words().isdisjoint(low) or private:
            return "independent" if private else None
        if not speech_words("foreign").isdisjoint(low):
            return None
        places = self._countries(start, end)
        if places:
            return places[-1].country
        if not speech_words("local").isdisjoint(low):
            return self._here(start, low)
        here = None if speech_words("national").isdisjoint(low) else self._here(start, low)
        own = low[0] in speech_words("own") and here == self._last_state(start)
        return here if own or here in (self.home, *_ENCLAVE) else None

    def _here(self, start: int, low: list[str]) -> str | None:
        """Whose the local authorities are at a point of the text: of the last place named before, else of the text."""
        land = speech_words("lands").intersection(low)
        if land and self._enclave:
            return _ENCLAVE[0]
        own = low[0] in speech_words("own")
        past = self._last_state(start) if own or not speech_words("military").isdisjoint(low) else None
        if own or past:
            return past or self.home
        last = bisect.bisect_left(self._place_starts, start)
        near = [p for p in self.places[max(0, last - 4) : last] if p.country and start - p.end <= NEAR]
        towns = [p for p in near if p.precision != "country"]
        return (towns or near)[-1].country if near else self.home

    def _last_state(self, before: int) -> str | None:
        """The first state named in the sentence before an offset: whose `its military` is."""
        begin = max(self.text.rfind(". ", 0, before), self.text.rfind("\n", 0, before)) + 1
        return next((m.actor.side for m in self._within(begin, before) if m.actor.kind == "state"), None)

    def _of_actor(self, mention: ActorMention, start: int, end: int) -> Source:
        actor = mention.actor
        kind: Kind = actor.kind if actor.kind in ("official", "media", "monitor") else "body"
        is_person = actor.id.startswith("person/")
        spelt = mention.text if is_person and not set(words_of(mention.text)) <= set(words_of(actor.name)) else ""
        own = (bare_name(spelt),) if spelt else ()
        return Source(actor.name, actor.id, actor.side, kind, start, end, self.text[start:end], is_person, own)


def _fits(past: Source, word: str) -> bool:
    """Whether a pronoun may stand for an earlier source."""
    if word in speech_words("persons_pronouns"):
        return past.person and not past.plural
    return not past.person or (past.plural and word in speech_words("plural_pronouns"))
