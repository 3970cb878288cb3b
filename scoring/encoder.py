"""The small transformer: words in their context, one pass for every question asked of a turn.

Its heads are linear in the mean of the last hidden states, so that a logit is the mean of what each piece gives: the
attribution to words is that sum's own terms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.tokens import Token
from scoring.wordpiece import WordPiece

PIECES = 64  # read of a turn; of a longer one its start and its end
FILES = ("encoder.onnx", "embeddings.npz", "vocabulary.txt")

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded encoder. It reads one turn at a time, on one thread."""

    cutter: WordPiece
    embedding: NDArray[np.int8]  # one row a piece
    scale: NDArray[np.float32]  # of each row
    place: Array  # added by position
    session: Any  # onnxruntime's

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """As `scoring.training.export` wrote it."""
        import onnxruntime  # costs more than the rest of the program's start: only when a model is loaded

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        graph, arrays, pieces = (folder / name for name in FILES)
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        vocabulary = {piece: n for n, piece in enumerate(pieces.read_text("utf-8").split("\n"))}
        with np.load(arrays) as file:
            return cls(WordPiece(vocabulary), file["embedding"], file["scale"], file["place"], session)

    def read(self, words: Sequence[Token]) -> tuple[Array, Array]:
        """Every head's logits, and the part of them that each word gives."""
        pieces = self.cutter.pieces(words, PIECES)
        embedded = self.embedding[pieces.ids] * self.scale[pieces.ids, None] + self.place[: len(pieces.ids)]
        each: Array = self.session.run(None, {"embedded": embedded})[0]
        by_word = np.zeros((len(words), each.shape[1]), np.float32)
        owner = np.array(pieces.owner)
        own = owner >= 0
        np.add.at(by_word, owner[own], each[own] / len(each))
        return each.mean(axis=0), by_word
