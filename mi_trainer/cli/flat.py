"""The flat mode: one conversation from a stream of lines, kept like any other, ending with its summary."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from mi_trainer import places
from mi_trainer.cli.faces import COMMANDS, Face
from mi_trainer.patient.machine import Verdict
from mi_trainer.plain_text import one_line
from mi_trainer.practice.coaching import hint
from mi_trainer.practice.exchange import Mode
from mi_trainer.practice.session import ENDED_EARLY, Session
from mi_trainer.scenario.findings import did_you_mean
from mi_trainer.tui.settings import help_words
from scoring.self_harm import speaks_of_self_harm

FORMATS = {".md": "md", ".html": "html", ".csv": "csv", ".json": "json", ".txt": "text"}
"""File endings and the formats that go with them."""


_CARE = """Let us stop the practice for a moment.
What you wrote sounded as if it might be about you. If it is, you matter more than this exercise.
{help}
It was not scored, not said to the patient, and not kept anywhere. If it was meant for the patient after all, say it \
in other words. /quit leaves."""
"""For someone who wrote about themselves."""


_OVER = "/undo takes back your last turn, and you go on from there; an empty line goes on to the summary."


class Leave(Exception):
    """The trainee wants to go; the session stays as it is."""


class Conversation:
    """A session, a face, and what can be typed. ``unkept`` is the last reason why something was not written down."""

    def __init__(self, session: Session, face: Face, *, explain: bool = False) -> None:
        self.session, self.face, self.explain = session, face, explain
        self.unkept = ""
        self._unheard = False

    def run(self, lines: Iterable[str]) -> None:
        """Take turns until the conversation is over for good, the trainee leaves, or the lines end."""
        self._kept()
        coming = iter(lines)
        while not self.session.over or self._may_go_back():
            self.face.asks()
            text = next(coming, None)
            if text is None:
                return
            try:
                self.take(text)
            except Leave:
                return

    def take(self, text: str) -> None:
        """One line: a turn, a silence or a command.

        Raises:
            Leave: it was ``/quit``.
        """
        if text.startswith("/") and text[1:2].isalpha():
            self._command(text)
        elif speaks_of_self_harm(text):
            self.face.cares(self.session, _CARE.format(help=help_words(places.home())))
        elif self.session.over:
            self._after(text)
        elif not text.strip():
            self.face.waits(self.session, self.session.pause())
        else:
            self._turn(text)
        self._kept()

    def _may_go_back(self) -> bool:
        """Whether the turn that ended it can be taken back. Programs read the ending, and are not kept waiting."""
        return self.session.outcome != ENDED_EARLY and self.face.lingers

    def _after(self, text: str) -> None:
        if not text.strip():
            raise Leave
        if not self._unheard:
            self._unheard = True
            self.face.told(f"That was not said: the conversation is over. {_OVER}")

    def _turn(self, text: str) -> None:
        session = self.session
        coding = session.coder.code(text, session.context)
        considered: Sequence[Verdict] = session.consider(text, coding) if self.explain else ()
        exchange = session.hear(text, coding)
        self._kept()
        self.face.answers(session, exchange, considered)
        if session.over and self.face.lingers:
            self._unheard = False
            self.face.told(f"The conversation is over. {_OVER}")

    def _command(self, text: str) -> None:
        name, _, rest = text.partition(" ")
        commands: dict[str, Callable[[str], None]] = {
            "/hint": self._hint,
            "/status": self._status,
            "/undo": self._undo,
            "/save": self._save,
            "/end": self._end,
            "/quit": self._quit,
            "/help": self._help,
        }
        if name.lower() in commands:
            commands[name.lower()](rest.strip())
        else:
            near = did_you_mean(name.lower(), commands)
            self.face.told(
                f"There is no command {one_line(name)}. {near} To say it to the patient, begin with a space."
            )

    def _hint(self, _: str) -> None:
        if self.session.over:
            self.face.told(f"The conversation is over. {_OVER}")
        elif self.session.start.mode is Mode.ASSESSED:
            self.face.told("In an assessed session, hints wait until afterwards.")
        else:
            self.face.told(f"Hint: {hint(self.session)}")

    def _status(self, _: str) -> None:
        at = self.session.patient.disposition
        self.face.told(
            f"After turn {self.session.turn}. From 0 to 10: trust {at.trust:g}, importance {at.importance:g}, "
            f"confidence {at.confidence:g}, discord {at.discord:g}."
            if self.session.start.mode is Mode.COACHED
            else f"After turn {self.session.turn}. In an assessed session, the rest waits until afterwards."
        )

    def _undo(self, _: str) -> None:
        taken = self.session.undo()
        if taken is None:
            self.face.told("There is no turn to take back.")
        else:
            self.face.undone(self.session, taken)

    def _save(self, name: str) -> None:
        if not name:
            self.face.told("Say where: /save FILE")
            return
        self.face.told(save(self.session, Path(name).expanduser()))

    def _end(self, _: str) -> None:
        if self.session.over:
            raise Leave
        self.session.end_early()

    def _quit(self, _: str) -> None:
        raise Leave

    def _help(self, _: str) -> None:
        for command, does in COMMANDS.items():
            self.face.told(f"{command}: {does}.")

    def _kept(self) -> None:
        """Say once that something could not be written down, and once that it has been after all."""
        if self.session.unkept and self.session.unkept != self.unkept:
            self.face.told(f"Not written down yet: {self.session.unkept} Here: /save FILE")
        elif self.unkept and not self.session.unkept:
            self.face.told("Everything is written down again.")
        self.unkept = self.session.unkept


def save(session: Session, file: Path) -> str:
    """Write a session to a file, whatever has become of the records; what came of that, in words."""
    from mi_trainer.debrief import debrief_of, render

    debrief = debrief_of(session.scenario, session.start, session.exchanges, session.outcome)
    try:
        write(file, render(debrief, FORMATS.get(file.suffix.lower(), "md")))
    except OSError as problem:
        return f"{file} could not be written: {problem.strerror or problem}. Try another place."
    return f"Saved to {file}."


def write(file: Path, rendered: str) -> None:
    """Write a rendered debrief as it is: its line ends belong to its format."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(rendered)


def summary(session: Session) -> Iterator[str]:
    """The debrief without what has just been read anyway: the transcript and the numbers turn by turn."""
    if not session.turn:
        return
    from mi_trainer.debrief import debrief_of
    from mi_trainer.debrief.blocks import Block, Heading, Table
    from mi_trainer.debrief.outline import outline
    from mi_trainer.debrief.text import text

    def before_transcript(block: Block) -> bool:
        return not (isinstance(block, Heading) and block.anchor == "transcript")

    debrief = debrief_of(session.scenario, session.start, session.exchanges, session.outcome)
    blocks = takewhile(before_transcript, outline(debrief))
    yield text(block for block in blocks if not (isinstance(block, Table) and block.kept))


def go_on(patient: str) -> str:
    """The command that takes up a conversation with a patient again: an id or a file."""
    return f"mi-trainer practice {shlex.quote(patient)} --plain --resume"


def afterwards(session: Session, patient: str, kept_as: str, *, kept: bool) -> Iterator[str]:
    """Where the session is now, and how to go on with it. ``patient`` is what was asked for: an id or a file."""
    if not kept:
        yield f"This session could not be written down. {session.unkept}"
        return
    if kept_as != session.id:
        yield f"Session {session.id} was also continued elsewhere; this conversation is kept beside it as {kept_as}."
    if session.turn:
        if not session.over:
            yield f"Not finished. To go on: {go_on(patient)}"
        yield f"The whole session: mi-trainer report {kept_as}"
