"""Every entry of the word lists is proved by a sentence of its own: `vocabulary/data/proofs/`."""

import pytest

from counterclaim.pipeline import proofs, provers
from counterclaim.pipeline.proofs import unproved
from counterclaim.pipeline.provers import PROVERS, Prover
from counterclaim.pipeline.word_provers import words_of
from counterclaim.vocabulary.words import DATA, toml


@pytest.mark.parametrize("file", PROVERS)
def test_every_entry_has_a_sentence_that_it_matches(file: str) -> None:
    assert [f"{fault.file} [{fault.entry}]: {fault.what}" for fault in unproved(file)] == []


def test_every_file_of_sentences_has_its_list() -> None:
    assert {path.name for path in (DATA / "proofs").iterdir()} == set(PROVERS)
    assert all(prover.wanted() for prover in PROVERS.values())


# numbers, texts of findings, and words of reviewers, which tests of judgements prove
NO_WORDS = {"check_texts.toml", "series_texts.toml", "plausible.toml", "likelihood.toml"}


def test_every_word_list_is_proved() -> None:
    assert {path.name for path in DATA.glob("*.toml")} == set(PROVERS) | NO_WORDS


def test_a_list_without_sentences_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "toml", lambda name: {})
    for file, prover in PROVERS.items():
        assert {fault.entry for fault in unproved(file)} == {entry for entry, _ in prover.wanted()}


def test_a_sections_ids_are_no_words() -> None:
    told = {section for section, _ in words_of("party_words.toml")}
    assert {"losses", "peoples", "manners.acting.fire"}.isdisjoint(told)
    assert {"before_struck", "repelling", "roles.rebel"} <= told


def test_a_conflict_has_one_day_and_a_sentence() -> None:
    for name, section in toml("proofs/conflicts.toml").items():
        assert section["day"], name
        assert section["proof"], name


LISTED = {"howl": ["dog", "wolf"], "sing": ["bird"]}
FAULTS = [
    # sections of the file of sentences, what is told
    ({"howl": {"proof": ["A dog and a wolf."]}, "sing": {"proof": ["A bird."]}}, []),
    (
        {"howl": {"proof": ["A dog."]}, "sing": {"proof": ["A bird."]}},
        ["x.toml howl: no sentence proves 'wolf': add one to [howl] of proofs/x.toml"],
    ),
    (
        {"howl": {"proof": ["A dog.", "A wolf.", "A cat."]}, "sing": {"proof": ["A bird."]}},
        ["proofs/x.toml howl: proves nothing of howl: A cat."],
    ),
    (
        {"howl": {"proof": ["A dog, a wolf."], "not": ["The dog days."]}, "sing": {"proof": ["A bird."], "nto": []}},
        [
            "proofs/x.toml howl: 'dog' must not match: The dog days.",
            "proofs/x.toml sing: the key 'nto' is not known: use proof, not or day",
        ],
    ),
]


@pytest.mark.parametrize("sections, told", FAULTS)
def test_what_is_wrong_is_told_in_one_line(
    sections: dict[str, dict[str, list[str]]], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [(entry, word) for entry, listed in LISTED.items() for word in listed]
    one = Prover(lambda: words, lambda sentence, _: [w for w in words if provers.stands_in(w[1], sentence)])
    monkeypatch.setitem(PROVERS, "x.toml", one)
    monkeypatch.setattr(proofs, "toml", lambda name: sections)
    assert [f"{fault.file} {fault.entry}: {fault.what}" for fault in unproved("x.toml")] == told
