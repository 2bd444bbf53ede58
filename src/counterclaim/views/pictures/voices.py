"""Who speaks in a picture: sides in the order of the alphabet, each with the style of its place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from counterclaim.model import Claim, Comparison, Entry, SideRange
from counterclaim.reconcile import wording
from counterclaim.reconcile.parties import camp, side_role
from counterclaim.views import words
from counterclaim.views.people import shown_name
from counterclaim.views.pictures.styles import CAMPS, STYLES, Style
from counterclaim.vocabulary.conflicts import conflicts

PRINCIPAL = ("self", "opponent")
OTHERS: tuple[Style, ...] = ("third", "independent", "unattributed")
NOBODY = "Nobody is named"
PARTY = "A party to one of the conflicts"
ACROSS = " Sides have marks of their own only within one conflict."  # after the words under a picture's title
Names = Mapping[str, str]
Voice = tuple[str | None, str | None]  # the conflict, and the side that speaks (`side_of`)
NO_NAMES: Names = MappingProxyType({})
Link = Callable[[str], str | None]  # from a claim's id to its address


def anchor(claim: str) -> str | None:
    """Return the address of a claim on the same page.

    >>> anchor("c_7k2m")
    '#c_7k2m'
    """
    return f"#{claim}"


def nowhere(claim: str) -> str | None:
    """Return no address: the mark is not a link."""
    return None


def side_name(side: SideRange, names: Names = NO_NAMES) -> str:
    """Return the name of a side: a party, the independent sources together, or that nobody is named."""
    if side.role == "unattributed":
        return "No claimant named"
    return words.party_name(side.side, names) if side.side else words.label("roles", side.role).capitalize()


def ordered(comparison: Comparison, names: Names = NO_NAMES) -> list[tuple[SideRange, Style]]:
    """Return the sides of a comparison, the parties first, each kind by the alphabet, with the style of its camp."""

    def of(roles: Iterable[str]) -> list[SideRange]:
        return sorted((s for s in comparison.sides if s.role in roles), key=lambda side: side_name(side, names))

    main = of(PRINCIPAL)
    styles = styles_of((side.side for side in main), names, comparison.conflict)
    return [*((side, styles[side.side]) for side in main), *((side, style) for style in OTHERS for side in of([style]))]


def camps_of(conflict: str | None, names: Names = NO_NAMES) -> list[object]:
    """Return the camps of a conflict by the alphabet: the same wherever the conflict is drawn, whoever speaks.

    A camp goes by the name of the party that the conflict is named after, else by the first of its names.

    >>> camps_of("norland-westland"), camps_of(None)
    (['norland', 'westland'], [])
    """
    if conflict is None:
        return []
    named = re.split(r"[-/]", conflict)
    known = conflicts().get(conflict)
    if known is None:
        return [*sorted(named, key=lambda side: words.party_name(side, names))]
    firsts = [
        min(words.party_name(one, names) for one in (side.intersection(named) or side or {conflict}))
        for side in known.sides
    ]
    return [*sorted(range(len(firsts)), key=lambda place: firsts[place])]


def styles_of(
    sides: Iterable[str | None], names: Names = NO_NAMES, conflict: str | None = None
) -> dict[str | None, Style]:
    """Return the style of each side that a claimant may speak for: the camps of the conflict by the alphabet.

    Sides of one camp share its style; where the conflict tells no camps, each side is one. A fourth camp shares the
    style of the third. Whoever fights in none is a third party, monitors and who is independent of all stand apart.

    >>> styles_of(["westland", "independent", "norland", None])
    {'norland': 'a', 'westland': 'b', 'independent': 'independent', None: 'unattributed'}
    >>> styles_of(["uk", "ukraine", "lpr", "russia", "un"], conflict="russia-ukraine")
    {'lpr': 'a', 'russia': 'a', 'ukraine': 'b', 'uk': 'third', 'un': 'independent'}
    >>> styles_of(["ukraine"], conflict="russia-ukraine")
    {'ukraine': 'b'}
    >>> styles_of(["norland", "westland", "eastland"])
    {'eastland': 'a', 'norland': 'b', 'westland': 'camp'}
    """
    every = set(sides)
    apart = {side for side in every if side == "independent" or side_role(side, None, conflict) == "independent"}
    camps: dict[str, object] = {side: camp(side, conflict) for side in every - apart if side is not None}
    by_name = sorted(camps, key=lambda side: words.party_name(side, names))
    order = camps_of(conflict, names)
    if not any(one is not None for one in camps.values()):
        camps, order = {side: side for side in camps}, list(by_name)

    def style(side: str | None) -> Style:
        if side is None or side in apart:
            return "unattributed" if side is None else "independent"
        return CAMPS[min(order.index(camps[side]), 2)] if camps[side] in order else "third"

    found = {side: style(side) for side in [*by_name, *sorted(apart - {None}, key=str), *({None} & every)]}
    return dict(sorted(found.items(), key=lambda pair: STYLES.index(pair[1])))


def styles_of_voices(voices: Iterable[Voice], names: Names = NO_NAMES) -> dict[Voice, Style]:
    """Return the style of each voice: in one conflict its camps, across several one style for every party.

    A first and a second camp are so by the alphabet: the same mark in two conflicts would tell nothing. Claims that
    name no conflict take the styles of the one that the others are about.
    """
    sides: dict[str | None, dict[str | None, None]] = {}
    for conflict, side in voices:
        sides.setdefault(conflict, {})[side] = None
    told = sorted(conflict for conflict in sides if conflict is not None)
    found = {
        (conflict, side): style
        for conflict in sorted(sides, key=lambda one: one or "")
        for side, style in styles_of(sides[conflict], names, conflict or (told[0] if len(told) == 1 else None)).items()
    }
    return {key: "party" if len(told) > 1 and style in CAMPS else style for key, style in found.items()}


def several_conflicts(voices: Iterable[Voice]) -> bool:
    """Return whether claims are about more than one conflict."""
    return len({conflict for conflict, _ in voices} - {None}) > 1


def bodies(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the name that each claimant goes by, by `body`: of several spellings the most frequent, then the shortest.

    >>> bodies([])
    {}
    """
    spelt: dict[str, Counter[str]] = {}
    for entry in entries:
        spelt.setdefault(body(entry), Counter())[who(entry)] += 1
    return {key: _usual(names) for key, names in spelt.items()}


def _usual(names: Counter[str]) -> str:
    return max(names, key=lambda name: (names[name], -len(name), name))


def body(entry: Entry) -> str:
    """Return what tells a claimant from others: the id of its entry in the vocabulary, else its name."""
    claimant = entry.claim.claimant
    return claimant.id if claimant is not None and claimant.id and claimant.kind != "private" else who(entry)


def voice(claim: Claim) -> Voice:
    """Return who speaks of which conflict."""
    return claim.conflict, side_of(claim)


def side_of(claim: Claim) -> str | None:
    """Return the side for which a claim is made; None where nobody is named, "independent" where no side is told."""
    if claim.claimant is None:
        return None
    return claim.claimant.side or "independent"


def voice_name(side: str | None, names: Names = NO_NAMES) -> str:
    """Return what a legend calls a side.

    >>> voice_name("us"), voice_name("independent"), voice_name(None)
    ('US', 'No party to the conflict', 'Nobody is named')
    """
    if side is None:
        return NOBODY
    return "No party to the conflict" if side == "independent" else words.party_name(side, names)


def who(entry: Entry) -> str:
    """Return the claimant's name for display, a private person by role."""
    name = shown_name(entry.claim.claimant)
    return NOBODY if name is None else words.clean(name)


def said_on(entry: Entry) -> str | None:
    """Return the day on which a claim was published, else the last day that it is about."""
    return entry.published or entry.claim.time.end or entry.claim.time.start


def short_day(iso: str | None) -> str:
    """Return a day as labels have it.

    >>> short_day("2022-03-26"), short_day("2022-03"), short_day(None)
    ('26 Mar 2022', 'Mar 2022', 'not dated')
    """
    written = words.day(iso)
    return " ".join(part[:3] if part in wording.MONTHS else part for part in written.split(" "))


def told(entry: Entry) -> str:
    """Return a claim in a few words, for those who hear a mark or point at it: who, how many of what, when."""
    figure, what = words.figure(entry.claim.figure), words.what(entry.claim.measure, entry.claim.object)
    return f"{who(entry)}: {figure}. {what}. {words.day(said_on(entry))}"
