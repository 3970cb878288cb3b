"""What a file says, as far as it can be read: every text with its place, and whose it is.

Works on the plain values, as :mod:`mi_trainer.scenario.names` does, so that words are read in a file with errors too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.yaml_text import Document, KeyPath, group, listed


class Voice(Enum):
    """Whose words a text is."""

    PATIENT = 1
    COACH = 2
    DEBRIEF = 3
    TRAINER = 4


Text = tuple[KeyPath, str, Voice]
"""Words that somebody reads: where they stand, themselves, and whose they are."""


@dataclass(frozen=True)
class Written:
    """The words of a document."""

    document: Document

    @property
    def file(self) -> Path:
        """The scenario's file."""
        return self.document.file

    def finding(
        self,
        code: str,
        path: KeyPath,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        words: str = "",
        nth: int = 0,
    ) -> Finding:
        """A finding at the place of a path, or where some words of the text there stand (the ``nth`` time, from 0)."""
        place = self.document.words(path, words, nth) if words else self.document.place(path, key=key)
        return found(code, self.file, place, message, hint)

    @cached_property
    def root(self) -> Mapping[str, object]:
        """The file's keys and values."""
        return group(self.document.value)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that somebody reads."""
        return tuple(self._texts())

    @cached_property
    def said(self) -> tuple[tuple[KeyPath, str], ...]:
        """The words that begin each line a patient may say, with the line's path."""
        return tuple((path[:-1], text) for path, text, voice in self.texts if voice is Voice.PATIENT and _begins(path))

    def _texts(self) -> Iterator[Text]:
        root = self.root
        yield from _one((), root, "title", Voice.TRAINER)
        yield from _one((), root, "brief", Voice.TRAINER)
        yield from _one((), root, "debrief", Voice.DEBRIEF)
        for key, person in group(root.get("people")).items():
            yield from _one(("people", key), group(person), "about", Voice.TRAINER)
        yield from _lines(("pauses",), root.get("pauses"))
        yield from _reactions(("anywhere",), root.get("anywhere"))
        for name, value in group(root.get("states")).items():
            at: KeyPath = ("states", name)
            state = group(value)
            yield from _one(at, state, "note", Voice.TRAINER)
            yield from _coach(at, state)
            yield from _lines((*at, "opens"), state.get("opens"))
            yield from _reactions((*at, "reactions"), state.get("reactions"))
            yield from _lines((*at, "otherwise", "lines"), group(state.get("otherwise")).get("lines"))
            ending = group(state.get("ending"))
            yield from _one((*at, "ending"), ending, "debrief", Voice.DEBRIEF)
            yield from _one((*at, "ending"), ending, "title", Voice.TRAINER)


def _begins(path: KeyPath) -> bool:
    return not (path[-3] == "then" and isinstance(path[-2], int))


def _one(at: KeyPath, part: Mapping[str, object], key: str, voice: Voice) -> Iterator[Text]:
    text = part.get(key)
    if isinstance(text, str) and text:
        yield (*at, key), text, voice


def _coach(at: KeyPath, part: Mapping[str, object]) -> Iterator[Text]:
    coach = group(part.get("coach"))
    yield from _one((*at, "coach"), coach, "why", Voice.COACH)
    yield from _one((*at, "coach"), coach, "example", Voice.COACH)


def _reactions(at: KeyPath, value: object) -> Iterator[Text]:
    for n, each in enumerate(listed(value)):
        reaction = group(each)
        yield from _coach((*at, n), reaction)
        yield from _lines((*at, n, "lines"), reaction.get("lines"))


def _lines(at: KeyPath, value: object) -> Iterator[Text]:
    for n, each in enumerate(listed(value)):
        line = group(each)
        yield from _one((*at, n), line, "says", Voice.PATIENT)
        for m, saying in enumerate(listed(line.get("then"))):
            yield from _one((*at, n, "then", m), group(saying), "says", Voice.PATIENT)
