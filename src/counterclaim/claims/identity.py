"""Who a source is: its full name, side and kind, from the words used here and elsewhere in the text."""

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from counterclaim.vocabulary.actors import ActorMention, find_actors
from counterclaim.vocabulary.places import PlaceMention
from counterclaim.vocabulary.words import toml

Kind = Literal["body", "official", "media", "monitor", "private"]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who says something, as the words [start, end) name them."""

    name: str
    id: str | None
    side: str | None
    kind: Kind
    start: int
    end: int
    text: str
    person: bool
    aliases: tuple[str, ...] = ()
    plural: bool = False


@functools.cache
def _set(name: str) -> frozenset[str]:
    return frozenset(toml("speech.toml")[name])


_TITLES = re.compile(
    r"^(?:(?:the|a|an|Mr|Mrs|Ms|Dr|Sir|Dame|Prof|Rev|Lt|Gen|Col|Maj|Capt|Sgt|Brig|Adm|Cmdr|Lieutenant|General|Colonel|Major|Captain|Brigadier|"
    r"Admiral|President|Minister|Governor|Gov|Mayor|Senator|Sen|Rep|Prime|Deputy|Vice|Chancellor|Premier|Secretary|Spokesman|spokesman|"
    r"spokeswoman|spokesperson|Spokesperson|Spokeswoman|Commander|Ambassador|Chief|Foreign|Defence|Defense|Interior|Energy|Former|former|ex|King|Prince)\.?[\s-]+)+"
)
_NAME = re.compile(r"(?:[A-ZÀ-ÞŁŚŽČİÖÜ][\w'’ʼ-]+|al-\w+|bin|van|von|de|da|del|el|ibn|Abu)(?:\s+(?:[A-ZÀ-ÞŁŚŽČİÖÜ][\w'’ʼ-]+|al-\w+|bin|van|von|de|da|del|el|ibn|[A-Z]\.)){0,4}")


@functools.cache
def _things() -> frozenset[str]:
    """Reports, figures, statements: they speak for whoever spoke last."""
    return frozenset(w for noun in toml("speech.toml")["nouns"] for w in (noun, noun + "s"))


_LOCAL = frozenset({"local", "regional", "governor", "mayor", "police", "provincial", "authorities", "administration", "district", "city", "state", "prosecutor", "officials", "municipal", "governor-general", "hospital", "village", "rescuers", "region", "medics", "prosecutors", "commander", "army", "military", "deputy"})


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


class Cast:
    """The actors and persons of one text: looks up who a phrase means at a point of the text."""

    def __init__(self, text: str, actors: list[ActorMention], places: list[PlaceMention], home: str | None) -> None:
        self.text, self.actors, self.places, self.home = text, actors, places, home
        self.sources: list[Source] = []

    def resolve(self, start: int, end: int) -> Source | None:
        """The source that the words [start, end) name; a pronoun or `the ministry` leads back to its name.

        None where the words name nobody who could say anything ("explosions", "a third").
        """
        words = self.text[start:end]
        low = _words(words)
        if not self._can_speak(start, end, words, low):
            return None
        if words.lower() in _set("pronouns") or len(low) == 1 and low[0] in _set("pronouns"):
            source = self._pronoun(words.lower(), start, end)
        else:
            source = self._named(start, end, words, low)
        self.sources.append(source)
        return source

    def _can_speak(self, start: int, end: int, words: str, low: list[str]) -> bool:
        """Whether the head of a phrase is somebody: a name, a role, a body, a report; not "the strike on Kyiv"."""
        if not low:
            return False
        parts = re.split(r"\s+(?:of|in|on|from|at|for|with|near|who|which|to|by)\s", words, maxsplit=1)
        head = re.search(r"([\w’'-]+)[^\w]*$", parts[0])
        if head is None:
            return False
        word, at = head.group(1).lower(), start + head.start(1)
        if word in _set("persons_words") | _set("body_words") | _set("pronouns") | _things():
            return True
        if any(m.start <= at < m.end and m.form != "adjective" for m in self.actors):
            return True
        return head.group(1)[:1].isupper() and (start > 0 or " " in words) and not words.isupper()

    # ------------------------------------------------------------ pronouns and short forms
    def _pronoun(self, word: str, start: int, end: int) -> Source:
        person = word in ("he", "she", "i")
        past = next((p for p in reversed(self.sources) if self._fits(p, word)), None)
        before = [
            m for m in self.actors
            if m.end <= start and (m.actor.id.startswith("person/")) == person and m.form != "adjective" and not re.match(r"['’]", self.text[m.end : m.end + 1])
            and (person or m.actor.kind in ("body", "monitor", "group"))
        ]  # fmt: skip
        latest = self._latest_mention(past, start) if past else -1
        if before and before[-1].start > latest and (past is None or person):
            return self._of_actor(before[-1], start, end)
        if past is not None:
            return replace(past, start=start, end=end, text=self.text[start:end])
        name = self._last_person(start) if person else None
        if name:
            return Source(name, None, None, "official", start, end, self.text[start:end], True)
        return Source(self.text[start:end], None, None, "body" if not person else "official", start, end, self.text[start:end], person)

    def _fits(self, past: Source, word: str) -> bool:
        """Whether a pronoun may stand for an earlier source."""
        if past.name.lower() in _set("pronouns"):
            return False
        if word in ("he", "she", "i"):
            return past.person and not past.plural
        return not past.person or past.plural if word in ("they", "we") else not past.person

    def _latest_mention(self, past: Source, before: int) -> int:
        """Where a source was last named before an offset, by its last word."""
        return max(past.start, self.text.rfind(past.name.split()[-1], 0, before))

    def _last_person(self, before: int) -> str | None:
        found = None
        for match in re.finditer(r"\b(?:Mr|Mrs|Ms|Dr|President|Gen|Col)\.?\s+(" + _NAME.pattern + ")", self.text[:before]):
            found = match.group(1)
        return found

    # ------------------------------------------------------------ names
    def _named(self, start: int, end: int, words: str, low: list[str]) -> Source:
        inside = [m for m in self.actors if m.start >= start - 1 and m.end <= end + 1]
        person = self._person_name(words, inside)
        if person and person[0].islower() is False:
            return self._of_person(person, start, end, words, inside, low)
        generic = self._generic(low, inside)
        if generic:
            past = self._earlier(generic, start)
            if past:
                return replace(past, start=start, end=end, text=words)
        bodies = [m for m in inside if m.form in ("name", "acronym", "metonym", "people")]
        chosen = max(bodies, key=lambda m: (m.actor.kind in ("body", "media", "monitor", "official"), m.end - m.start), default=None)
        if chosen is not None and (chosen.end - chosen.start >= 0.6 * (end - start) or len(low) <= 3 and not (set(low) & (_set("persons_words") | _set("body_words")))):
            return self._of_actor(chosen, start, end)
        side = self._side(inside, start, end, words)
        kind: Kind = "private" if set(low) & _set("private_words") and not set(low) & (_set("body_words") - _set("private_words")) else "official" if set(low) & _set("persons_words") else "body"
        media = [m for m in inside if m.actor.kind in ("media", "monitor")]
        if media:
            kind, side = ("media" if media[0].actor.kind == "media" else "monitor"), media[0].actor.side
        identity = chosen.actor.id if chosen is not None else None
        last = [w for w in low if w in _set("persons_words") | _set("body_words")]
        plural = bool(last) and last[-1].endswith("s") and last[-1] not in ("forces", "crescent")
        return Source(_clean(words), identity, side, kind, start, end, words, bool(set(low) & _set("persons_words")), plural=plural)

    def _generic(self, low: list[str], inside: list[ActorMention]) -> str | None:
        """`the ministry`, `officials`, `the group`: one common noun that stands for a name elsewhere."""
        bare = [w for w in low if w not in ("the", "its", "his", "their", "this", "that", "a", "an", "said", "same", "other", "also", "latest", "new", "official")]
        if not inside and len(bare) == 1 and bare[0] in (_set("body_words") | _set("persons_words") | _things()) - _set("private_words"):
            return bare[0]
        return None

    def _earlier(self, noun: str, start: int) -> Source | None:
        if noun in _things():
            return next((p for p in reversed(self.sources) if p.side or p.person), None)
        stem = noun.rstrip("s")
        for past in reversed(self.sources):
            if stem in past.name.lower() and len(past.name.split()) > 1:
                return past
        before = [m for m in self.actors if m.end <= start and stem in m.text.lower()]
        if before:
            return self._of_actor(before[-1], before[-1].start, before[-1].end)
        if noun in ("official", "spokesman", "spokesperson", "spokeswoman", "governor", "mayor", "president", "minister", "general", "colonel", "leader", "commander", "chief"):
            for past in reversed(self.sources):
                if past.person and past.kind == "official":
                    return past
        return None

    def _person_name(self, words: str, inside: list[ActorMention]) -> str | None:
        officials = [m for m in inside if m.actor.kind == "official" and m.actor.id.startswith("person/")]
        if officials:
            return officials[-1].actor.name
        bare = words
        for m in sorted(inside, key=lambda m: -m.start):
            at = bare.find(m.text)
            if at >= 0:
                bare = bare[:at] + "#" * len(m.text) + bare[at + len(m.text) :]
        best = None
        for match in _NAME.finditer(bare):
            name = _TITLES.sub("", match.group()).strip()
            parts = name.split()
            if not parts or any(p.lower() in _set("body_words") | _set("persons_words") for p in parts) or not parts[-1][0].isupper():
                continue
            if len(parts) >= 2 or self._full_name(name) or re.search(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|President|Sgt|Maj|Capt)\.?\s+" + re.escape(name), words):
                best = name if best is None or len(parts) >= 2 else best
        return best

    def _full_name(self, surname: str) -> str | None:
        if " " in surname or len(surname) < 3:
            return None
        pattern = r"\b([A-ZÀ-ÞŁŚŽČİ][\w'’ʼ-]+\s+(?:[A-Z]\.\s+|al-)?" + re.escape(surname) + r")\b"
        for match in re.finditer(pattern, self.text):
            first = match.group(1).split()[0]
            if not _TITLES.match(first + " ") and first.lower() not in _set("persons_words") | _set("body_words") | {"the", "but", "and", "said", "according"}:
                return match.group(1)
        return None

    def _of_person(self, person: str, start: int, end: int, words: str, inside: list[ActorMention], low: list[str]) -> Source:
        known = [m for m in inside if m.actor.kind == "official" and m.actor.id.startswith("person/")]
        full = person if " " in person else self._full_name(person) or person
        if not known:
            known = [m for m in find_actors(full) if m.actor.kind == "official" and m.actor.id.startswith("person/")]
        if known:
            source = self._of_actor(known[-1], start, end)
        else:
            side = self._side(inside, start, end, words) or self._introduced(full, start)
            private = bool(set(low) & _set("private_words"))
            source = Source(full, None, side, "private" if private else "official", start, end, words, True)
        bodies = [m for m in inside if m.actor.kind in ("body", "monitor", "group", "media") and m.text not in full]
        aliases = tuple(dict.fromkeys(m.text for m in bodies if m.form != "adjective"))[:2]
        if bodies and source.side is None:
            source = replace(source, side=bodies[0].actor.side)
        if bodies and bodies[0].actor.kind == "monitor":
            source = replace(source, side=bodies[0].actor.side)
        return replace(source, aliases=aliases)

    def _introduced(self, full: str, start: int) -> str | None:
        """The side of a person, from the words right around their first mention by full name."""
        at = self.text.find(full)
        first, last = self._clause(at, at + len(full))
        near = [m for m in self.actors if first <= m.start and m.end <= last and m.actor.side and m.actor.side != "independent"]
        offices = [m for m in near if m.actor.kind in ("body", "official") or m.form == "adjective" and m.end <= at]
        if offices:
            return min(offices, key=lambda m: abs(m.start - at)).actor.side
        places = [p for p in self.places if first <= p.start and p.end <= last and p.country]
        local = set(_words(self.text[first:last])) & _LOCAL
        return min(places, key=lambda p: abs(p.start - at)).country if places and local else self.home if local else None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words next to a name: the phrase before it back to a mark, the apposition behind it."""
        before = re.search(r"[^.;:\n“”\"]{0,70}$", self.text[:start])
        after = re.match(r"(?:,[^.;:\n“”\"]{0,70})?", self.text[end:])
        return (before.start() if before else start), end + (after.end() if after else 0)

    def _side(self, inside: list[ActorMention], start: int, end: int, words: str) -> str | None:
        for m in sorted(inside, key=lambda m: (m.actor.kind not in ("body", "official", "monitor", "media"), m.start)):
            if m.actor.side:
                return m.actor.side
        low = set(_words(words))
        if low & {"pollsters", "analysts", "experts", "researchers", "pollster", "expert", "thinktank", "poll", "survey", "institute", "university"}:
            return "independent"
        places = [p for p in self.places if start <= p.start and p.end <= end and p.country]
        if low & (_set("persons_words") | _set("body_words")) and not low & _set("private_words"):
            return places[-1].country if places else self.home if low & _LOCAL else None
        return "independent" if low & _set("private_words") else None

    def _of_actor(self, mention: ActorMention, start: int, end: int) -> Source:
        actor = mention.actor
        kind: Kind = actor.kind if actor.kind in ("official", "media", "monitor") else "body"  # type: ignore[assignment]
        name = actor.name if actor.id.startswith("person/") or actor.kind != "state" and mention.form != "adjective" else actor.name
        return Source(name, actor.id, actor.side, kind, start, end, self.text[start:end], actor.id.startswith("person/"))


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|a|an|The|A|An|its|his|their)\s+", "", words)).strip(" ,;:“”\"'")
