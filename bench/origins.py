"""Origins: are copies found, are different reports kept apart, and how long does a million claims take?

    python -m bench.origins              precision and recall on copies made by editing; identical texts of news
    python -m bench.origins --speed      and a million claims (--claims N for another number)
    python -m bench.origins --errors     and every pair that is missed or wrong
    python -m bench.origins --record     the tables into bench/RESULTS.md

Reports are the items of half a year of daily news; of every second with a claim one copy is made by one of eight edits
(`bench.editing`), printed by another outlet on the same day. Truth: a claim of a copy and the claim of its report with
the same figure and measure are of one origin; where the figure or its hedge was altered they are an altered copy, and
where the source was left out they are both. All other pairs of different items are not, so two reports of one event in
the same words count as an error; of a report and its copy, pairs with one figure twice count neither way. Recall is of
the pairs that the reader read in both texts.
"""

import argparse
import functools
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bench.editing import EDITS, Copy, copied
from bench.news import clustered, daily, there
from bench.results import record, table
from counterclaim import claims as reader
from counterclaim.model import Claim, Document, Entry
from counterclaim.reconcile.items import items
from counterclaim.reconcile.neardup import clusters
from counterclaim.reconcile.origins import origins, with_copies

find_claims = functools.cache(reader.find_claims)
SEED, YEAR, MONTHS = 2025, "2025", ("01", "02", "03", "04", "05", "06")
PLAIN = ("headline", "credit", "joined")  # edits that fit every text: the last choice where another does not fit
Pair = frozenset[tuple[str, str]]  # of (document, claim)


def entry(document: Document, claim: Claim) -> Entry:
    """A claim as a ledger gives it."""
    return Entry(claim=claim, document=document.id, published=document.published, outlet=document.outlet,
                 text_sha256=document.text_sha256)  # fmt: skip


def corpus() -> tuple[list[Document], list[tuple[Document, Copy]]]:
    """The reports, and the copies with the report that each was made of."""
    days = (f"{YEAR}-{month}-{day:02}" for month in MONTHS for day in range(1, 32))
    reports = list(daily(days))
    chance = random.Random(SEED)
    made: list[tuple[Document, Copy]] = []
    kinds = list(EDITS)
    for number, report in enumerate(reports):
        claims = find_claims(report)
        if number % 2 or not claims:
            continue
        at = len(made) % len(kinds)
        order = [kinds[at], *sorted(kinds[at + 1 :] + kinds[:at], key=PLAIN.__contains__)]
        copy = next((copy for edit in order if (copy := copied(report, claims, edit, chance))), None)
        if copy is not None:
            made.append((report, copy))
    return reports, made


def same_place(claim: Claim, report: Document, copy: Copy, others: Iterable[Claim]) -> Claim | None:
    """The claim of a copy that is this claim of its report: its measure, and its figure unless it was altered.

    None where the reader did not read it in the copy, or where the report has two such claims.
    """
    altered = copy.figure == claim.figure.start and copy.edit == "digits"
    fit = [other for other in others if other.measure == claim.measure]
    if len([c for c in find_claims(report) if (c.measure, c.figure.text) == (claim.measure, claim.figure.text)]) > 1:
        return None
    if altered:
        known = {(c.measure, c.figure.text.casefold()) for c in find_claims(report)}
        return next((o for o in fit if (o.measure, o.figure.text.casefold()) not in known), None)
    return next((o for o in fit if o.figure.text.casefold() == claim.figure.text.casefold()), None)


def truth(made: Iterable[tuple[Document, Copy]]) -> tuple[dict[Pair, str], dict[Pair, str]]:
    """The pairs that are of one origin, and those that are altered copies, each with the edit."""
    one: dict[Pair, str] = {}
    altered: dict[Pair, str] = {}
    for report, copy in made:
        others = find_claims(copy.document)
        for claim in find_claims(report):
            other = same_place(claim, report, copy, others)
            if other is None:
                continue
            pair = frozenset({(report.id, claim.id), (copy.document.id, other.id)})
            if copy.figure == claim.figure.start:
                altered[pair] = copy.edit
                continue
            one[pair] = copy.edit
            if bool(claim.claimant) != bool(other.claimant):
                altered[pair] = copy.edit
    return one, altered


def found(entries: list[Entry], texts: dict[str, str]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of different documents that were joined, and those that were found to be altered."""
    joined = {
        frozenset({(a.entry.document, a.claim.id), (b.entry.document, b.claim.id)})
        for origin in origins(entries, texts)
        for a, b in combinations(origin.members, 2)
        if a.entry.document != b.entry.document
    }
    altered = {
        frozenset({(p.first.entry.document, p.first.claim.id), (p.copy.entry.document, p.copy.claim.id)})
        for p in with_copies(items(entries), {})[1]
    }
    return joined, altered


def quality(show: bool) -> str:
    """The table of precision and recall."""
    reports, made = corpus()
    documents = [*reports, *(copy.document for _, copy in made)]
    entries = [entry(document, claim) for document in documents for claim in find_claims(document)]
    texts = {document.text_sha256: document.text for document in documents}
    one, altered = truth(made)
    by_claim = {(e.document, e.claim.id): e for e in entries}
    joined, changed = (
        {pair for pair in pairs if pair in one or pair in altered or not unsaid(pair, by_claim)}
        for pairs in found(entries, texts)
    )
    if show:
        wrong = {"missed": one.keys() - joined, "wrong": joined - one.keys(),
                 "not seen": altered.keys() - changed, "not altered": changed - altered.keys()}  # fmt: skip
        for name, pairs in wrong.items():
            for pair in sorted(pairs, key=sorted):
                print(name, one.get(pair) or altered.get(pair) or "")
                for at in sorted(pair):
                    print("   ", at[0], by_claim[at].claim.figure.text, by_claim[at].claim.quote.text[:160])
    rows = [_row("one origin", one.keys(), joined), _row("altered copy", altered.keys(), changed)]
    for edit in EDITS:
        rows.append(_row(f"one origin: {edit}", {p for p, e in one.items() if e == edit}, joined, part=True))
    for edit in ("digits", "hedge", "attribution"):
        rows.append(_row(f"altered: {edit}", {p for p, e in altered.items() if e == edit}, changed, part=True))
    return table(["what", "pairs", "precision", "recall"], rows)


def unsaid(pair: Pair, by_claim: Mapping[tuple[str, str], Entry]) -> bool:
    """Whether a pair of a report and its copy has one figure twice, so that the truth does not say which is which."""
    a, b = (by_claim[at] for at in pair)
    return a.document.split(" ")[0] == b.document.split(" ")[0] and (
        a.claim.figure.text.casefold() == b.claim.figure.text.casefold()
    )


def _row(name: str, true: Iterable[Pair], given: set[Pair], *, part: bool = False) -> list[str]:
    pairs = set(true)
    right = len(pairs & given)
    precision = "" if part else f"{right / max(len(given), 1):.3f}"
    return [name, str(len(pairs)), precision, f"{right / max(len(pairs), 1):.3f}"]


def identical() -> str:
    """Texts of news that are the same word for word: how many pairs, and how many are found."""
    texts = {document.id: document.text for _, document in clustered()}
    words = {name: tuple(re.findall(r"\w+", text.casefold())) for name, text in texts.items()}
    leader = clusters(texts)
    told = []
    same: dict[str, Mapping[str, Sequence[object]]] = {"byte for byte": texts, "word for word": words}
    for name, of in same.items():
        pairs = [(a, b) for a, b in combinations(texts, 2) if of[a] and of[a] == of[b]]
        hits = sum(leader[a] == leader[b] for a, b in pairs)
        told.append(f"{hits} of {len(pairs)} pairs of articles that are the same {name} are found")
    return "; ".join(told) + "."


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    told = []
    if there():
        told += [quality(options.errors), identical()]
    if options.speed:
        from bench.many import timed

        told.append(timed(options.claims))
    text = "\n\n".join(told)
    print(text)
    if options.record:
        record("origins", text)


if __name__ == "__main__":
    main()
