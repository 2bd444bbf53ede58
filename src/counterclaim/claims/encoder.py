"""The word vectors that spaCy's tagger and parser work on, reckoned the short way: same model, same numbers.

spaCy's `tok2vec` looks a word's features up, mixes them (which depends on nothing but the word, so it is kept), and
lets each word see its neighbours in a few layers. Here the layers are plain numpy, whose matrix product takes a third
of the time of the one that spaCy uses by default. `tests/claims/test_parse.py` holds both against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from numpy.typing import NDArray

Vectors = NDArray[numpy.float32]

KEPT = 30_000  # words whose vectors are kept, 12 MB: the distinct words of some 300,000 words of news
_EPSILON = 1e-8  # of thinc's layer norm


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout over a word and its neighbours, with layer norm: `pieces` matrices side by side, each to `width`."""

    weights: Vectors
    bias: Vectors
    gain: Vectors
    shift: Vectors
    width: int

    def apply(self, given: Vectors) -> Vectors:
        """The vectors of all words, those of its neighbours seen, added to what was given."""
        count, width = given.shape
        window = numpy.zeros((count, 3 * width), dtype=given.dtype)
        window[1:, :width] = given[:-1]
        window[:, width : 2 * width] = given
        window[:-1, 2 * width :] = given[1:]
        product = window @ self.weights
        product += self.bias
        best = product[:, : self.width]
        for at in range(self.width, product.shape[1], self.width):
            best = numpy.maximum(best, product[:, at : at + self.width])
        best -= best.mean(axis=1, keepdims=True)
        variance = numpy.einsum("ij,ij->i", best, best) / self.width + _EPSILON
        best *= (variance**-0.5)[:, None]
        best *= self.gain
        best += self.shift
        best += given
        return best


def _layer(residual: Any) -> _Layer:
    """A layer of spaCy's `MaxoutWindowEncoder` with its weights laid out piece by piece."""
    nodes = {node.name: node for node in residual.walk()}
    maxout, norm = nodes["maxout"], nodes["layernorm"]
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, 3 x width), (width, pieces)
    width, pieces, seen = weights.shape
    return _Layer(
        numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(seen, pieces * width)),
        numpy.ascontiguousarray(bias.T.reshape(pieces * width)),
        norm.get_param("G"),
        norm.get_param("b"),
        width,
    )


@dataclass(slots=True)
class Encoder:
    """The `tok2vec` of a pipeline; `known` holds the place in `table` of each word met so far."""

    columns: list[str]
    lookup: Any
    mix: Any
    layers: tuple[_Layer, ...]
    pad: int
    table: Vectors
    known: dict[bytes, int] = field(default_factory=dict)

    def encode(self, docs: Sequence[Any]) -> None:
        """Set the `tensor` of each doc, all of them at once."""
        rows = [doc.to_array(self.columns) for doc in docs]
        found = self._words(numpy.concatenate(rows))
        gap = numpy.zeros((self.pad, found.shape[1]), dtype=found.dtype)
        parts, starts, at = [gap], [], 0
        place = self.pad
        for row in rows:
            parts += [found[at : at + len(row)], gap]
            starts.append(place)
            at += len(row)
            place += len(row) + self.pad
        vectors = numpy.concatenate(parts)
        for layer in self.layers:
            vectors = layer.apply(vectors)
        for doc, row, start in zip(docs, rows, starts, strict=True):
            doc.tensor = vectors[start : start + len(row)]

    def _words(self, rows: NDArray[numpy.uint64]) -> Vectors:
        """The vectors of words before they have seen their neighbours, one for each row of features."""
        size = rows.shape[1] * rows.itemsize
        packed = numpy.ascontiguousarray(rows).tobytes()
        keys = [packed[at : at + size] for at in range(0, len(packed), size)]
        if len(self.known) + len(keys) > KEPT:
            self.known.clear()
        if len(keys) > KEPT:
            return self._mixed(rows)
        new = {key: at for at, key in enumerate(keys) if key not in self.known}
        if new:
            first = len(self.known)
            self.known.update(zip(new, range(first, first + len(new)), strict=True))
            self.table[first : first + len(new)] = self._mixed(rows[list(new.values())])
        return self.table[[self.known[key] for key in keys]]

    def _mixed(self, rows: NDArray[numpy.uint64]) -> Vectors:
        vectors: Vectors = self.mix.predict(self.lookup.predict(rows))
        return vectors


def encoder(nlp: Any) -> Encoder:
    """The encoder of a pipeline whose `tok2vec` is built as that of spaCy's small models."""
    embed, encode = nlp.get_pipe("tok2vec").model.layers
    features, _, lookup, mix, _ = embed.layers
    (stack,) = encode.layers
    layers = tuple(_layer(residual) for residual in stack.layers)
    width = layers[0].width
    table = numpy.zeros((KEPT, width), dtype=numpy.float32)
    pad = encode.attrs["pad"]
    return Encoder(features.attrs["columns"], lookup.layers[0], mix.layers[0], layers, pad, table)
