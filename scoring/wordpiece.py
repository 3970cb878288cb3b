"""WordPiece: canonical words cut into the pieces an encoder knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.tokens import Token

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
_ASCII_LOW = {ord(a): b for a, b in zip("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True)}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece numbers with the start and end marks, and for each the token it came from (-1 for a mark)."""

    ids: list[int]
    owner: list[int]


@dataclass(frozen=True, slots=True)
class WordPiece:
    """The greedy longest-match cut, with a vocabulary of pieces (`##` opens a piece inside a word)."""

    vocabulary: dict[str, int]

    def pieces(self, words: Sequence[Token], most: int) -> Pieces:
        """The pieces of `words`; of more than `most`, the first two thirds and the last third."""
        ids: list[int] = []
        owner: list[int] = []
        for n, word in enumerate(words):
            for part in _parts(word.text):
                cut = self._cut(part)
                ids += cut
                owner += [n] * len(cut)
        room = most - 2
        if len(ids) > room:
            tail = room // 3
            head = room - tail
            ids, owner = ids[:head] + ids[-tail:], owner[:head] + owner[-tail:]
        marks = self.vocabulary
        return Pieces([marks[START], *ids, marks[END]], [-1, *owner, -1])

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.vocabulary.get(prefix + word[start:end])
                if number is not None:
                    break
            else:
                return [self.vocabulary[UNKNOWN]]
            found.append(number)
            start = end
        return found


def _parts(word: str) -> list[str]:
    """BERT's own basic cut: plain letters, and an apostrophe stands alone."""
    word = word.translate(_ASCII_LOW)
    if "'" not in word or word == "'":
        return [word]
    parts: list[str] = []
    for n, part in enumerate(word.split("'")):
        if n:
            parts.append("'")
        if part:
            parts.append(part)
    return parts
