"""A conversation in lines: for people (plain text) or for programs (JSON). No boxes, no escape codes, nothing moves."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from mi_trainer.patient.machine import Verdict
from mi_trainer.patient.voice import Said
from mi_trainer.plain_text import one_line, shown
from mi_trainer.practice.coaching import coach_for, feedback_on
from mi_trainer.practice.exchange import Exchange, Mode
from mi_trainer.practice.explaining import why
from mi_trainer.practice.session import Session
from mi_trainer.scenario.directions import led
from mi_trainer.scenario.model import Scenario
from scoring.codes import label
from scoring.coding import Coding

COMMANDS = {
    "/hint": "name a skill that would help now",
    "/status": "how the patient stands",
    "/undo": "take back your last turn, also one that ended the conversation",
    "/save FILE": "write the session to a file (.md, .html, .csv, .json or .txt)",
    "/end": "end the conversation and read the summary",
    "/quit": "leave; the session can be resumed",
    "/help": "this list",
}
"""What can be typed instead of a turn, and what it does."""


class Plain:
    """A conversation for people: who says it, a colon, and what they say; what somebody does stands alone."""

    lingers = True
    """Whether there is time, once it is over, to take the last turn back."""

    def __init__(self, out: TextIO, *, echo: bool, explain: bool = False) -> None:
        """Write to ``out``; ``echo`` writes the trainee's turns too, where the terminal does not show them."""
        self._out, self._echo, self._explain = out, echo, explain

    def told(self, text: str) -> None:
        """Something from the program itself."""
        self._out.write(shown(text).rstrip("\n") + "\n")
        self._out.flush()

    def asks(self) -> None:
        """It is the trainee's turn; on a terminal, say so."""
        if not self._echo:
            self._out.write("You: ")
            self._out.flush()

    def opens(self, session: Session, resumed: bool) -> None:
        """The beginning: what to know, what can be typed, and the patient's first words or the last ones said."""
        scenario, start = session.scenario, session.start
        coached = "coached: after each turn you read how it was heard"
        mode = coached if start.mode is Mode.COACHED else "assessed: how your turns were heard waits for the end"
        self.told(one_line(scenario.title))
        self.told(f"Session {start.id}, {mode}.")
        if not resumed:
            self.told(scenario.brief.strip())
            if scenario.content_notes:
                self.told(f"This conversation touches on: {', '.join(map(one_line, scenario.content_notes))}.")
            if len(scenario.people) > 1:
                names = " and ".join(one_line(person.name) for person in scenario.people.values())
                self.told(f"In the room: {names}. Begin with a name to speak to one of them.")
        self.told("Type what you say, then Enter. An empty line is a silence, and no turn.")
        self.told("Commands: " + ", ".join(COMMANDS) + ".")
        self.told("")
        if resumed:
            self.told(f"You go on after turn {session.turn}. The last that was said:")
            if session.turn:
                self.told(f"You: {one_line(session.exchanges[-1].trainee)}")
        self._say(scenario, session.exchanges[-1].reply)

    def answers(self, session: Session, exchange: Exchange, considered: Sequence[Verdict]) -> None:
        """One turn: what the patient says, how the turn was heard if that is to be known now, and why."""
        if self._echo:
            self.told(f"You: {one_line(exchange.trainee)}")
        self._say(session.scenario, exchange.reply)
        if session.start.mode is Mode.COACHED:
            for line in heard(session, exchange):
                self.told(line)
        if self._explain:
            for line in why(exchange, considered):
                self.told(line)

    def waits(self, session: Session, said: Sequence[Said]) -> None:
        """A silence, and what the patient does with it: it is told, and nobody says it."""
        for each in said:
            self.told(one_line(each.says))

    def cares(self, session: Session, words: str) -> None:
        """The trainee wrote about themselves: help, and no turn."""
        self.told(words)

    def undone(self, session: Session, taken: Exchange) -> None:
        """A turn was taken back: the conversation is again where it was."""
        self.told(f"Turn {taken.turn} is taken back. The last that was said:")
        self._say(session.scenario, session.exchanges[-1].reply)

    def ends(self, summary: Iterable[str], afterwards: Iterable[str]) -> None:
        """The summary, and where the session is."""
        self.told("")
        for text in (*summary, *afterwards):
            self.told(text)

    def _say(self, scenario: Scenario, said: Sequence[Said]) -> None:
        for each in said:
            person = scenario.people.get(each.speaker)
            self.told(one_line(led(person.name if person else each.speaker, each.says)))


class Json:
    """A conversation for programs: on standard output one exchange a line and nothing else; the rest on standard error.

    What is no turn is answered by a line too, with the number of the turn before it: the reaction is ``pause`` for a
    silence, ``care`` where the trainee wrote about wanting to die themselves.
    """

    lingers = False
    """A program has read the ending, and goes on."""

    def __init__(self, out: TextIO, aside: TextIO, *, explain: bool = False) -> None:
        self._out, self._aside, self._explain = out, aside, explain

    def told(self, text: str) -> None:
        """Something from the program itself."""
        self._aside.write(shown(text).rstrip("\n") + "\n")
        self._aside.flush()

    def asks(self) -> None:
        """Programs need no asking."""

    def opens(self, session: Session, resumed: bool) -> None:
        """The opening words are exchange 0; when resumed, the last exchange comes again."""
        self.told(f"Session {session.id}{' resumed' if resumed else ''}, seed {session.start.seed}.")
        self._write(session.exchanges[-1])

    def answers(self, session: Session, exchange: Exchange, considered: Sequence[Verdict]) -> None:
        """One exchange; explained, with every reaction that was considered and what it lacked."""
        self._write(exchange, considered if self._explain else None)

    def waits(self, session: Session, said: Sequence[Said]) -> None:
        """A silence, and what the patient does with it."""
        self._no_turn(session, "pause", said)

    def cares(self, session: Session, words: str) -> None:
        """The trainee wrote about themselves: the words are for a person, and what they wrote is in no output."""
        self.told(words)
        self._no_turn(session, "care", ())

    def undone(self, session: Session, taken: Exchange) -> None:
        """The exchange that is now the last comes again."""
        self.told(f"Turn {taken.turn} is taken back.")
        self._write(session.exchanges[-1])

    def ends(self, summary: Iterable[str], afterwards: Iterable[str]) -> None:
        """Where the session is; the summary is for people, and a program makes its own or asks for the report."""
        for text in afterwards:
            self.told(text)

    def _no_turn(self, session: Session, what: str, said: Sequence[Said]) -> None:
        last = session.exchanges[-1]
        at = last.state_after
        self._write(Exchange(last.turn, "", Coding(), what, at, at, last.disposition, tuple(said)))

    def _write(self, exchange: Exchange, considered: Sequence[Verdict] | None = None) -> None:
        from mi_trainer.records.codec import as_json

        plain = as_json(exchange)
        reply = [{key: said[key] for key in ("speaker", "says", "talk", "kind")} for said in _dicts(plain["reply"])]
        line = {key: plain[key] for key in _KEYS} | {"reply": reply}
        if considered is not None:
            line["considered"] = [{"reaction": v.rule.id, "lacking": list(v.lacking)} for v in considered]
        self._out.write(json.dumps(line) + "\n")
        self._out.flush()


_KEYS = (
    "turn", "trainee", "coding", "reaction", "state_before", "state_after", "disposition", "reply", "ending",
)  # fmt: skip

Face = Plain | Json


def _dicts(value: object) -> list[dict[str, object]]:
    return list(value) if isinstance(value, list | tuple) else []


def heard(session: Session, exchange: Exchange) -> Iterator[str]:
    """How a turn was heard, in words, and one stronger way in this situation."""
    from mi_trainer.debrief.outline import coded
    from mi_trainer.debrief.views import DOUBTFUL, notes

    told = feedback_on(session, exchange)
    codes = one_line(coded(notes(exchange.trainee, exchange.coding)))
    doubtful = codes.startswith(DOUBTFUL)
    yield f"{codes}." if doubtful else f"Heard as: {codes or 'nothing that MI has a name for'}."
    yield one_line(f"{told.standing}. {told.why}" if told.standing else told.why)
    if told.note:
        yield one_line(told.note)
    coach = coach_for(session.scenario, exchange)
    if coach and coach.example == told.stronger:
        yield f"One stronger way: {label(coach.skill).lower()}. {one_line(coach.why)}"
        yield f"For example: {one_line(coach.example)}"
    elif told.stronger:
        yield f"One stronger way: {one_line(told.stronger)}"


def encodable(out: TextIO) -> TextIO:
    """The stream, never failing for a character that the terminal's encoding lacks."""
    if out is sys.stdout and hasattr(out, "reconfigure"):
        out.reconfigure(errors="replace")
    return out
