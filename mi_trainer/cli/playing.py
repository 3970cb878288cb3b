"""What ``mi-trainer play`` does: a conversation in lines, with what each turn did to the patient."""

import re
import sys
from collections.abc import Iterator, Sequence

from mi_trainer.authoring.asides import Aside, NoSuchAside, aside
from mi_trainer.authoring.given import NotGiven, as_codes, typed
from mi_trainer.authoring.origins import place_of
from mi_trainer.authoring.standing import DISPOSITION, NoSuchPlace, begin
from mi_trainer.authoring.trying import WhenAsked
from mi_trainer.cli.faces import encodable
from mi_trainer.cli.typed import turns
from mi_trainer.patient.disposition import Disposition
from mi_trainer.patient.exchange import Exchange
from mi_trainer.patient.machine import Verdict
from mi_trainer.patient.voice import Said
from mi_trainer.plain_text import one_line, shown
from mi_trainer.practice.explaining import why
from mi_trainer.practice.session import Codes, Session
from mi_trainer.scenario.directions import led
from mi_trainer.scenario.reader import Reading


def _load() -> Codes:
    from scoring.coder import Coder

    return Coder.load()


def begun(reading: Reading, seed: int, state: str | None, values: Sequence[str], flags: Sequence[str]) -> Session:
    """A session that begins where the author wants.

    Raises:
        NoSuchPlace: a state, value or flag does not exist, or a value is no number.
    """
    assert reading.scenario is not None
    given: dict[str, float] = {}
    for value in values:
        match = re.fullmatch(r"\s*(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*", value, re.ASCII)
        if not match:
            raise NoSuchPlace(f"'{value}' is not understood: write --set trust=7, a number from 0 to 10.")
        given[match[1]] = float(match[2])
    return begin(reading.scenario, WhenAsked(lambda: _load()), seed, state, given, flags)


class Play:
    """A session and the lines typed at it."""

    def __init__(self, reading: Reading, session: Session, *, codes: bool, echo: bool) -> None:
        self.reading, self.session, self._codes, self._echo = reading, session, codes, echo
        self._out = encodable(sys.stdout)
        self._considered: Sequence[Verdict] = ()

    def run(self) -> None:
        """Take lines until the conversation is over, the author leaves, or the lines end."""
        how = "codes" if self._codes else "what a trainee might say, or = and codes"
        self._tell(f"{self.reading.file}. Type {how}. /why explains a turn, /undo takes it back, /quit leaves.")
        self._stands()
        self._speak(self.session.exchanges[-1].reply)
        coming = iter(turns(sys.stdin.buffer))
        going_on = True
        while going_on:
            if not self._echo:
                self._out.write("= " if self._codes else "You: ")
                self._out.flush()
            line = next(coming, None)
            if line is None:
                return
            going_on = self._take(line)

    def _take(self, line: str) -> bool:
        """Do what a line asks for, or say it to the patient; whether to go on."""
        try:
            asked = aside(line)
        except NoSuchAside as problem:
            self._repeat(line)
            self._tell(str(problem))
            return True
        if asked is Aside.QUIT:
            return False
        self._repeat(line)
        match asked:
            case Aside.UNDO:
                taken, self._considered = self.session.undo(), ()
                self._tell("There is no turn to take back." if taken is None else f"Turn {taken.turn} is taken back.")
                self._stands()
            case Aside.WHY:
                last = self.session.exchanges[-1]
                for told in why(last, self._considered) if self._considered else ("Say something first.",):
                    self._tell(f"    {told}")
            case None:
                self._say(line)
        return True

    def _repeat(self, line: str) -> None:
        if self._echo:
            self._tell(f"> {one_line(line)}")

    def _say(self, line: str) -> None:
        session = self.session
        if session.over:
            self._tell("The conversation is over. /undo takes the last turn back, /quit leaves.")
            return
        if not line.strip():
            self._speak(session.pause())
            return
        before = session.patient.disposition
        try:
            exchange = self._heard(line)
        except NotGiven as problem:
            self._tell(str(problem))
            return
        self._speak(exchange.reply)
        for told in did(self.reading, before, exchange):
            self._tell(f"    {told}")

    def _heard(self, line: str) -> Exchange:
        session = self.session
        if not self._codes and not line.lstrip().startswith("="):
            text, coding = line, session.coder.code(line, session.context)
        else:
            said = typed(session.scenario, line)
            text, coding = said.text, said.coding
        self._considered = session.consider(text, coding)
        return session.hear(text, coding)

    def _stands(self) -> None:
        patient = self.session.patient
        self._tell(f"    in {patient.state}: {levels(patient.disposition)}")

    def _speak(self, said: Sequence[Said]) -> None:
        for each in said:
            person = self.session.scenario.people.get(each.speaker)
            kind = f" ({each.talk}{', ' + each.kind if each.kind else ''})"
            self._tell(one_line(led(person.name if person else each.speaker, each.says)) + kind)

    def _tell(self, text: str) -> None:
        self._out.write(shown(text) + "\n")
        self._out.flush()


def levels(disposition: Disposition, before: Disposition | None = None) -> str:
    """Trust, importance, confidence and discord in a line, with what has moved."""
    words = []
    for name in DISPOSITION:
        value = getattr(disposition, name)
        step = value - getattr(before, name) if before else 0
        words.append(f"{name} {value:g}" + (f" ({step:+g})" if step else ""))
    return ", ".join(words)


def did(reading: Reading, before: Disposition, exchange: Exchange) -> Iterator[str]:
    """What one turn did: what was heard, what fired and where it stands, where that leads."""
    yield f"heard {', '.join(as_codes(exchange.coding)) or 'nothing'}" + (
        f"; about {', '.join(exchange.topics)}" if exchange.topics else ""
    )
    place = place_of(reading, exchange.reaction)
    where = f" ({reading.file.name}:{place.line})" if exchange.reaction != "time" else ""
    moved = exchange.state_before if exchange.state_before == exchange.state_after else (
        f"{exchange.state_before} -> {exchange.state_after}"
    )  # fmt: skip
    yield f"{exchange.reaction}{where}; {moved}"
    yield levels(exchange.disposition, before)
    if exchange.ending:
        yield f"over: {exchange.ending}"
