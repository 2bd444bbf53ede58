"""Which noun of a sentence is the source of a word of speech: its subject, a name beside it, who made a report."""

import functools

from counterclaim.claims.lexicon import inflect, plural
from counterclaim.claims.parse import Tree
from counterclaim.claims.sources import role_words, speaking_words, speech_words
from counterclaim.vocabulary.words import toml

FAR = 40  # tokens before a verb of speech within which its source is looked for
_CLAUSES = {"relcl", "acl", "advcl", "ccomp", "punct", "parataxis", "cc"}
_NOT_FIRST = ("DT", "RB", "IN", ",", "``", "''", ":", "-LRB-", "CC", "PDT")  # tags at the edges of a phrase
_NOT_LAST = (",", ":", "RB", "``", "''", "IN", "-LRB-", "-RRB-", ".", "POS")
TITLE = ("NNP", "NNPS", "NN", "NNS", "JJ", "POS", "IN", "DT")  # tags of the words of a name in a headline
_OPENING = ("—", "–", "--", ":")  # behind them a sentence may begin
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def span_of(tree: Tree, i: int) -> tuple[int, int]:
    """The noun phrase headed by token i, without its clauses."""
    keep = [i]
    stack = [i]
    while stack:
        for child in tree[stack.pop()].children:
            if tree[child].dep in _CLAUSES or (tree[child].dep == "appos" and child - i > 12):
                continue
            if abs(child - i) <= 16:
                keep.append(child)
                stack.append(child)
    first, last = min(keep), max(keep)
    while first < i and tree[first].tag in _NOT_FIRST and tree[first].low != "un" and tree[first + 1].low != "-":
        first += 1
    while last > i and tree[last].tag in _NOT_LAST:
        last -= 1
    return first, last


def subject_of(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, through its auxiliaries, its conjunct and `was quoted as saying`."""
    own = [child for child in tree[verb].children if tree[child].dep in _SUBJECTS]
    if own:  # `Sudan's paramilitary | Rapid Support Forces said`: of two that the tree parts, the nearer
        return max((child for child in own if child < verb), default=own[0])
    if tree[verb].dep in ("conj", "xcomp", "advcl", "ccomp") and tree[verb].head != verb:
        head = tree[verb].head
        if tree[verb].dep == "advcl" and tree[verb].tag not in ("VBG", "VB"):
            return None
        if tree[verb].dep == "ccomp" and tree[verb].tag != "VBG":
            return None
        if tree[verb].dep == "xcomp":  # `prompting the government to warn`
            moved = next((c for c in tree[head].children if tree[c].dep == "dobj" and head < c < verb), None)
            if moved is not None:
                return moved
        if tree[head].tag.startswith("VB") or tree[head].dep == "ROOT":
            found = subject_of(tree, head)
            return _over_thing(tree, verb, found) or found
    clause = tree[verb].dep in ("acl", "relcl") and tree[verb].tag in ("VBG", "VBD", "VBZ", "VBP")
    if clause and tree[verb].head != verb:
        return tree[verb].head
    return None


def _over_thing(tree: Tree, verb: int, found: int | None) -> int | None:
    """Of `Reporters heard 10 explosions go off and said` not the explosions: who does what is told before."""
    above = tree[tree[verb].head].head
    if found is None or tree[verb].dep != "conj" or tree[found].low in speaking_words() or above == tree[verb].head:
        return None
    if tree[found].tag not in ("NN", "NNS") or not tree[above].tag.startswith("VB"):
        return None
    over = next((c for c in tree[above].children if tree[c].dep in _SUBJECTS and c < above), None)
    return over if over is not None and tree[over].low in speaking_words() else None


def speaker_of(tree: Tree, i: int, base: str) -> int | None:
    """The noun that does the speaking of the verb at token i, whose base form is `base`; None where there is none."""
    inverted = i > 0 and base in speech_words("inverted") and tree[i - 1].tag in (",", "''", ":", "``", ".")
    behind = _neighbour_source(tree, i) if inverted else None
    if behind is not None and _opens_clause(tree, behind, i):
        behind = None
    source = behind or _participle_source(tree, i) or subject_of(tree, i)
    source = _opening_name(tree, i) or _closing_name(tree, i) or _behind_comma(tree, i, source) or source
    if source is None or tree[source].low in ("who", "which", "that", "there", "what"):
        if source is not None and tree[source].low in ("who", "which", "that") and tree[i].dep == "relcl":
            source = tree[i].head
        else:
            source = _left_source(tree, i)
            if source is None and base in speech_words("before_names"):
                source = _neighbour_source(tree, i)
    return source


def _opens_clause(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the noun behind a verb begins what is said: `Kidnappers of four men, said Mr Holm was ill`."""
    if tree[noun].dep != "nsubj" or tree[noun].head < noun:
        return False
    told = tree[tree[noun].head]
    return any(tree[c].dep == "nsubj" and c < verb for c in tree[verb].children) or (
        told.dep == "ccomp" and told.head == verb and tree[noun].low not in nouns()
    )


def quoted_as_saying(tree: Tree, i: int) -> int | None:
    """The army of `television quoted the army as saying`."""
    objects = [c for c in tree[i].children if tree[c].dep == "dobj" and c > i]
    return objects[0] if objects and any(t.low == "as" for t in tree[objects[0] : objects[0] + 8]) else None


def _behind_comma(tree: Tree, verb: int, subject: int | None) -> int | None:
    """The name between a comma and the verb, where the tree took another noun: `..., a source in the police told`.

    And behind a dateline: `The latest news: LVIV, Ukraine — Ukrainian officials accused`.
    """
    first = verb - 1
    while first > max(0, verb - FAR) and (
        tree[first].tag in TITLE or tree[first].tag in ("CC", "CD", "HYPH", "PRP$", "PRP")
    ):
        first -= 1
    after = -1 if subject is None else subject
    if after >= first or first + 1 >= verb or tree[first].low not in (",", "''", '"', "”", *_OPENING):
        return None
    clause = any(t.tag.startswith("VB") for t in tree[max(after, first - FAR, 0) : first])
    if not clause and (subject is None or tree[first].low not in _OPENING):
        return None
    ends = next((i for i in range(first + 1, verb) if tree[i].tag == "IN" and tree[i - 1].low != "-"), verb)
    heads = [i for i in range(first + 1, ends) if tree[i].tag.startswith("NN") or tree[i].tag == "PRP"]
    return heads[-1] if heads else None


def _opening_name(tree: Tree, verb: int) -> int | None:
    """`Valerii Zaluzhnyi, commander-in-chief of the forces, said`: the name that opens the sentence."""
    if not 4 <= verb <= FAR or tree[verb - 1].low != ",":
        return None
    first = next((i for i, t in enumerate(tree[:verb]) if t.tag not in _NOT_FIRST), verb)
    last = first
    while last < verb and tree[last].tag in ("NNP", "NNPS", "HYPH"):
        last += 1
    if last - first < 2 or tree[last].low != "," or last >= verb - 1:
        return None
    return None if any(t.tag in ("VBD", "VBZ", "VBP") for t in tree[last:verb]) else last - 1


def _closing_name(tree: Tree, verb: int) -> int | None:
    """`..., Serhiy Haidai, the governor of the region, said`: the name whose office stands between two commas."""
    if verb < 6 or tree[verb - 1].low != ",":
        return None
    comma = verb - 2
    while comma > max(0, verb - FAR) and tree[comma].low != ",":
        if tree[comma].tag in ("VBD", "VBZ", "VBP", "WDT", "WP", "MD"):
            return None
        comma -= 1
    first = comma
    while first > 0 and tree[first - 1].tag in ("NNP", "NNPS", "HYPH"):
        first -= 1
    office = {t.low for t in tree[comma + 1 : verb - 1]}
    if comma - first < 2 or first == 0 or tree[first - 1].low != "," or office.isdisjoint(role_words()):
        return None
    return comma - 1 if any(t.tag in ("VBD", "VBZ", "VBP") for t in tree[:first]) else None


def _participle_source(tree: Tree, i: int) -> int | None:
    """Of `adding that`, `posting that` behind a comma: whoever spoke last in the sentence."""
    if tree[i].tag != "VBG" or i < 3 or tree[i - 1].low != ",":
        return None
    for j in range(i - 2, max(0, i - FAR) - 1, -1):
        if tree[j].tag in ("VBD", "VBZ", "VBP", "VBN") and tree[j].low in _saying():
            behind = tree[j - 1].tag in (",", "''", "``") or tree[j - 1].low == '"'
            return (_neighbour_source(tree, j) if behind else None) or subject_of(tree, j)
    return None


def _neighbour_source(tree: Tree, verb: int) -> int | None:
    """Where the tree has no subject: `said Serhiy Lysak`, the noun right behind the verb."""
    for i in range(behind_medium(tree, verb), min(verb + 8, len(tree))):
        if tree[i].tag in ("NNP", "NNPS") or (tree[i].tag in ("NN", "NNS") and tree[i].low in role_words()):
            return head_of(tree, i)
        if tree[i].tag not in ("DT", "JJ", "NN", "NNS", "POS", "HYPH", "VBN", "CD", ","):
            return None
    return None


def behind_medium(tree: Tree, verb: int) -> int:
    """The token behind a verb, or behind where somebody wrote: `wrote on Twitter`, `said on Friday`."""
    if verb + 3 < len(tree) and tree[verb + 1].low in ("on", "via") and tree[verb + 2].tag == "NNP":
        return verb + 3
    return verb + 1


def _left_source(tree: Tree, verb: int) -> int | None:
    """Where the tree has no subject though a name stands right before the verb: `The military announces`."""
    i = verb - 1
    while i >= 0 and (
        tree[i].tag in ("MD", "RB") or tree[i].low in ("has", "have", "had", "also") or _comma(tree, i, verb)
    ):
        i -= 1
    if i >= 0 and (tree[i].tag in ("NNP", "NNPS", "PRP") or tree[i].low in role_words()):
        return i
    return None


def _comma(tree: Tree, i: int, verb: int) -> bool:
    """`the governor, Serhiy Lysak, said`."""
    return i == verb - 1 and tree[i].low == ","


def head_of(tree: Tree, i: int) -> int:
    """The head of the name or compound that token i belongs to."""
    while 0 < tree[i].head - i < 6 and tree[i].dep in ("compound", "amod", "nmod", "poss"):
        i = tree[i].head
    return i


def giver(tree: Tree, noun: int) -> int:
    """Who stands behind a report that speaks: `figures from the ministry show`, `according to a UN report`."""
    givers = givers_of(tree, noun) if tree[noun].low in nouns() else []
    return givers[0] if givers else noun


def givers_of(tree: Tree, noun: int) -> list[int]:
    """Who made a report, behind it: `figures from X`, `data released by X`."""
    found = []
    for child in tree[noun].children:
        held = tree[child].low == "from" and tree[noun].low in speech_words("freeing")  # "the release of 50 from Gaza"
        if tree[child].dep in ("prep", "agent") and tree[child].low in ("from", "by") and not held:
            found += objects_of(tree, child)
        elif tree[child].dep == "acl" and tree[child].low in speech_words("given_out"):
            found += [g for by in tree[child].children if tree[by].low in ("by", "from") for g in objects_of(tree, by)]
    return found


def objects_of(tree: Tree, preposition: int) -> list[int]:
    """The nouns that a preposition governs."""
    return [g for g in tree[preposition].children if tree[g].dep == "pobj"]


def run_before(tree: Tree, i: int) -> int:
    """The first token of the run of nouns and prepositions that ends before token i."""
    first = i - 1
    while first > max(0, i - FAR) and tree[first - 1].tag in (*TITLE, "CC", "CD", "HYPH"):
        first -= 1
    while first < i - 1 and tree[first].tag in _NOT_FIRST:
        first += 1
    return first


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(form for verb in toml("speech.toml")["always_speak"] for form in inflect(verb))


@functools.cache
def verbs() -> dict[str, str]:
    """Every form of a verb of speech, with its base form."""
    return {form: verb for verb in reversed(toml("speech.toml")["verbs"]) for form in inflect(verb) if " " not in form}


@functools.cache
def nouns() -> frozenset[str]:
    """The words for reports, in both numbers."""
    return frozenset(w for noun in toml("speech.toml")["nouns"] for w in (noun, plural(noun)))
