"""What is asked of the model, and what its answer proposes: words, and nothing but words.

Keys that are not asked for (numbers, offsets, explanations) are not read. Where prose or a fence stands around the JSON
it is passed over; each proposal is checked alone, so that a bad one spoils no other.
"""

import functools
import hashlib
import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated, Any

import msgspec

from counterclaim.errors import AnswerError
from counterclaim.extractor.address import Endpoint

MOST_PROPOSALS = 200  # of one passage; one of 6,000 characters holds some 60 numbers at most
MOST_TOKENS = 8000  # of an answer: 60 proposals with their sentences
_TRIED = 20  # places in an answer at which its JSON may begin

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=3000)]
FIELDS = ("party", "claimant", "time", "place")


class Proposal(msgspec.Struct, frozen=True):
    """One figure that the model marked, in words of the passage."""

    sentence: Sentence
    figure: Words
    measure: Words
    party: Words | None = None
    claimant: Words | None = None
    time: Words | None = None
    place: Words | None = None


class CutOff(AnswerError):
    """The answer ended before its end: the passage was too long for it."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Envelope(msgspec.Struct):
    choices: Annotated[list[_Choice], msgspec.Meta(min_length=1)]


@functools.cache
def prompt() -> tuple[str, str]:
    """The words for the model; and their version, with a hash.

    >>> prompt()[1][:9]
    'quotes-1-'
    """
    told = tomllib.loads((files(__package__) / "prompt.toml").read_text(encoding="utf-8"))
    words = str(told["system"]).strip()
    return words, f"{told['version']}-{hashlib.sha256(words.encode('utf-8')).hexdigest()[:8]}"


def question(endpoint: Endpoint, passage: str, *, formed: bool = True) -> dict[str, Any]:
    """The request for one passage; `formed` asks the server to hold the model to the form of the answer."""
    asked: dict[str, Any] = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": 0,
        "stream": False,
        "max_tokens": MOST_TOKENS,
        "messages": [
            {"role": "system", "content": prompt()[0]},
            {"role": "user", "content": json.dumps({"passage": passage}, ensure_ascii=False)},
        ],
    }
    if formed:
        asked["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": schema()},
        }
    return asked


def schema() -> dict[str, Any]:
    """JSON schema of an answer.

    >>> sorted(schema()["properties"]["claims"]["items"]["properties"])
    ['claimant', 'figure', 'measure', 'party', 'place', 'sentence', 'time']
    """
    names = Proposal.__struct_fields__
    one = {name: {"type": ["string", "null"] if name in FIELDS else "string"} for name in names}
    item = {"type": "object", "properties": one, "required": list(names), "additionalProperties": False}
    claims = {"type": "array", "items": item, "maxItems": MOST_PROPOSALS}
    return {
        "type": "object",
        "properties": {"claims": claims},
        "required": ["claims"],
        "additionalProperties": False,
    }


def proposals(body: bytes) -> list[Proposal | str]:
    """The proposals of an answer; for one that has not the form asked for what is wrong with it.

    AnswerError where the answer as a whole cannot be used, CutOff where it ended too early.
    """
    content = _content(body)
    for found in _objects(content):
        claims = found.get("claims") if isinstance(found, dict) else None
        if isinstance(claims, list):
            if len(claims) > MOST_PROPOSALS:
                raise AnswerError(f"the model gave {len(claims):,} figures for one passage, {MOST_PROPOSALS} at most")
            return [_proposal(claim) for claim in claims]
    shown = " ".join(content.split())[:60]
    raise AnswerError(f"the model's answer holds no JSON of the form asked for: {shown!r}")


def _content(body: bytes) -> str:
    try:
        choice = msgspec.json.decode(body, type=_Envelope).choices[0]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise AnswerError("the answer is not of the OpenAI form: choices, message, content") from error
    if choice.finish_reason == "length":
        raise CutOff("the model's answer was cut off before its end")
    if not (choice.message.content or "").strip():
        raise AnswerError("the model's answer is empty")
    return choice.message.content or ""


def _objects(content: str) -> Iterator[Any]:
    """The JSON objects that an answer may mean: itself, else each that begins somewhere in it."""
    decoder, at = json.JSONDecoder(), -1
    for _ in range(_TRIED):
        at = content.find("{", at + 1)
        if at < 0:
            return
        try:
            yield decoder.raw_decode(content, at)[0]
        except (ValueError, RecursionError):
            continue


def _proposal(given: Any) -> Proposal | str:
    try:
        return msgspec.convert(given, Proposal)
    except msgspec.ValidationError as error:
        return str(error)
