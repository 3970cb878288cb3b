"""Lines that the coder reads otherwise than they are tagged. Advice: people agree on client talk only so far."""

from collections.abc import Iterator
from typing import Protocol

from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.findings import Finding
from scoring.codes import CLIENT_TALK, ClientTalk
from scoring.coding import Context, TalkCoding

SURE = 0.9
"""The coder's probability from which it is worth a second look. Where it took a side this surely of lines of patients
that it had not seen, 94% of their authors had tagged the same side; from .8, 84%."""
_SIDES = frozenset({ClientTalk.CHANGE, ClientTalk.SUSTAIN})


class ReadsTalk(Protocol):
    """What is needed of a coder here."""

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""


def read_differently(subject: Subject, coder: ReadsTalk) -> Iterator[Finding]:
    """Change talk that reads as sustain talk, or the other way round."""
    context = Context(target=subject.scenario.target)
    for path, line in subject.lines:
        if line.talk not in _SIDES or line.then:
            continue
        read = coder.talk(line.says, context)
        if read.talk in _SIDES and read.talk is not line.talk and read.confidence >= SURE:
            seems, tagged = CLIENT_TALK[read.talk].label.lower(), CLIENT_TALK[line.talk].label.lower()
            yield subject.finding(
                "A311", path, f"this line reads as {seems}, it is tagged {tagged}",
                "If the tag is right, a clearer word would help the trainee hear it too.",
            )  # fmt: skip
