"""A conversation under way. The only thing in the house that changes while people talk."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Protocol

from mi_trainer.patient import voice
from mi_trainer.patient.machine import PatientMachine, Verdict, compiled
from mi_trainer.patient.person import Patient
from mi_trainer.patient.turn import Step, answer, moment_of, walk_in
from mi_trainer.patient.voice import Said
from mi_trainer.practice.exchange import Exchange, Mode
from mi_trainer.records.keeping import ENDED_EARLY as ENDED_EARLY
from mi_trainer.records.keeping import Keeps as Keeps
from mi_trainer.records.keeping import NotKept as NotKept
from mi_trainer.records.keeping import Start as Start
from mi_trainer.scenario.model import Ending, Process, Scenario, State
from scoring.coding import CONTEXT_TURNS, Coding, Context, TalkCoding


class Codes(Protocol):
    """What a session needs of a coder."""

    @property
    def version(self) -> str:
        """Which coder this is, for the record."""

    def code(self, text: str, context: Context) -> Coding:
        """Code a trainee's volley."""

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""


class SessionOver(Exception):
    """Nothing can be said any more: the conversation has ended."""


class EmptyTurn(ValueError):
    """There were no words: the patient asks again, and it is no turn."""


class Nowhere:
    """Keeps nothing: for previews, checks and simulated trainees."""

    def begin(self, start: Start, script: str = "") -> None:
        """Forget it."""

    def add(self, session: str, exchange: Exchange) -> None:
        """Forget it."""

    def undo(self, session: str, turn: int) -> None:
        """Forget it."""

    def end(self, session: str, outcome: str) -> None:
        """Forget it."""


@dataclass(slots=True)
class Session:
    """One trainee with one patient. Say something with :meth:`respond`; all else is read from the exchanges.

    ``unkept`` holds the reason, in words, if the last turn could not be written down; the conversation goes on.
    """

    scenario: Scenario
    coder: Codes
    start: Start
    keeper: Keeps
    exchanges: list[Exchange] = field(default_factory=list)
    unkept: str = ""
    outcome: str | None = None
    _patient: Patient | None = None
    _pauses: int = 0
    _paused: tuple[str, ...] = ()

    @classmethod
    def begin(
        cls,
        scenario: Scenario,
        coder: Codes,
        *,
        keeper: Keeps | None = None,
        digest: str = "",
        script: str = "",
        seed: int | None = None,
        mode: Mode = Mode.COACHED,
        at: datetime | None = None,
        patient: Patient | None = None,
    ) -> "Session":
        """A new session, with the patient's opening words as exchange 0, already kept.

        ``digest`` and ``script`` are the content hash and the text of the scenario's file, to be kept with the
        session. ``patient`` is one who stands elsewhere than at the start: for authors who begin in the middle.
        """
        start = Start(
            id=secrets.token_hex(4), scenario=scenario.id, title=scenario.title, digest=digest,
            seed=secrets.randbelow(2**31) if seed is None else seed, mode=mode, coder=coder.version,
            began=at or datetime.now(UTC),
        )  # fmt: skip
        session = cls(scenario, coder, start, keeper or Nowhere())
        session._keep(lambda: session.keeper.begin(start, script))
        patient = patient or Patient.arriving(scenario)
        step = walk_in(session.machine, patient, start.seed)
        session._take(Exchange(
            0, "", Coding(), step.rule, patient.state, step.patient.state, step.patient.disposition, step.reply,
            flags=tuple(sorted(step.patient.flags)), back_to=step.patient.back_to,
        ), step.patient)  # fmt: skip
        return session

    @classmethod
    def resume(
        cls,
        scenario: Scenario,
        coder: Codes,
        start: Start,
        exchanges: Sequence[Exchange],
        *,
        keeper: Keeps | None = None,
    ) -> "Session":
        """A session taken up where its exchanges left it. Nothing is coded again."""
        session = cls(scenario, coder, start, keeper or Nowhere(), list(exchanges))
        session._patient = recall(scenario, exchanges)
        session.outcome = exchanges[-1].ending if exchanges else None
        return session

    def branch(self, turn: int) -> "Session":
        """A new session that shares everything before a turn, to try that turn again.

        Raises:
            ValueError: there is no such turn.
        """
        if not 1 <= turn < len(self.exchanges):
            raise ValueError(f"there is no turn {turn} to try again")
        start = replace(
            self.start, id=secrets.token_hex(4), began=datetime.now(UTC), parent=self.start.id, parent_turn=turn,
            mode=Mode.COACHED,
        )  # fmt: skip
        session = Session(self.scenario, self.coder, start, self.keeper)
        session._keep(lambda: session.keeper.begin(start))
        for exchange in self.exchanges[:turn]:
            session._take(exchange, None)
        session._patient = recall(self.scenario, session.exchanges)
        return session

    @property
    def id(self) -> str:
        """The session's id: eight hexadecimal digits."""
        return self.start.id

    @property
    def machine(self) -> PatientMachine:
        """The scenario's machine, shared with every other session of it."""
        return compiled(self.scenario)

    @property
    def patient(self) -> Patient:
        """Where the patient stands now."""
        if self._patient is None:
            self._patient = recall(self.scenario, self.exchanges)
        return self._patient

    @property
    def state(self) -> State:
        """The scenario's state that the patient is in."""
        return self.scenario.states[self.patient.state]

    @property
    def turn(self) -> int:
        """The number of the trainee's last turn; 0 before the first."""
        return self.exchanges[-1].turn if self.exchanges else 0

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return self.outcome is not None

    @property
    def in_safety(self) -> bool:
        """Whether the patient is in the safety lane, where MI's ratios are suspended."""
        return self.state.process is Process.SAFETY

    @property
    def ending(self) -> Ending | None:
        """The ending reached, if any."""
        return self.state.ending

    @property
    def context(self) -> Context:
        """What the coder is told about what came before."""
        last = self.exchanges[-1].reply if self.exchanges else ()
        earlier = tuple((e.trainee, e.coding) for e in self.exchanges[-CONTEXT_TURNS:] if e.turn)
        return Context(
            patient=" ".join(said.says for said in last),
            talk=last[-1].talk if last else None,
            earlier=earlier,
            target=self.scenario.target,
            names=tuple(person.name for person in self.scenario.people.values()),
        )

    def respond(self, text: str) -> Exchange:
        """Say something to the patient; the exchange is kept before it is returned.

        Raises:
            EmptyTurn: there is nothing but white space in the text; see :meth:`pause`.
            SessionOver: the conversation has ended.
        """
        if not text.strip():
            raise EmptyTurn
        if self.over:
            raise SessionOver
        return self.hear(text, self.coder.code(text, self.context))

    def hear(self, text: str, coding: Coding) -> Exchange:
        """The same with the coding given: for authors who choose a code directly.

        Raises:
            SessionOver: the conversation has ended.
        """
        if self.over:
            raise SessionOver
        before, turn = self.patient, self.turn + 1
        moment = moment_of(self.machine, before, text, coding, turn)
        step = answer(self.machine, moment, self.start.seed)
        exchange = _exchange(turn, text, coding, before, step, self.scenario, tuple(sorted(moment.topics)))
        self._take(exchange, step.patient)
        if exchange.ending:
            self._finish(exchange.ending)
        return exchange

    def consider(self, text: str, coding: Coding) -> tuple[Verdict, ...]:
        """Every reaction the patient's state would look at for these words, and what each lacks."""
        return self.machine.consider(moment_of(self.machine, self.patient, text, coding, self.turn + 1))

    def pause(self) -> tuple[Said, ...]:
        """What the patient does when nothing was said to them. No turn, not kept, and no trace on what follows."""
        self._pauses += 1
        waiting = replace(self.patient, last=self.patient.last + self._paused)
        said = voice.pause(self.scenario, waiting, self.turn, self.start.seed + self._pauses)
        self._paused = tuple(s.says for s in said)
        return said

    def undo(self) -> Exchange | None:
        """Take back the last turn, and return it; None if there is nothing to take back."""
        if self.turn == 0 or (self.over and self.outcome == ENDED_EARLY):
            return None
        taken = self.exchanges.pop()
        self._keep(lambda: self.keeper.undo(self.id, taken.turn))
        self._patient, self.outcome = recall(self.scenario, self.exchanges), None
        return taken

    def end_early(self) -> None:
        """End the conversation from the trainee's side."""
        if not self.over:
            self._finish(ENDED_EARLY)

    def _finish(self, outcome: str) -> None:
        self.outcome = outcome
        self._keep(lambda: self.keeper.end(self.id, outcome))

    def _take(self, exchange: Exchange, patient: Patient | None) -> None:
        self._keep(lambda: self.keeper.add(self.id, exchange))
        self.exchanges.append(exchange)
        self._patient = patient

    def _keep(self, keep: Callable[[], None]) -> None:
        try:
            keep()
            self.unkept = ""
        except NotKept as problem:
            self.unkept = str(problem)


def _exchange(
    turn: int,
    text: str,
    coding: Coding,
    before: Patient,
    step: Step,
    scenario: Scenario,
    topics: tuple[str, ...],
) -> Exchange:
    after = step.patient
    ending = scenario.states[after.state].ending
    return Exchange(
        turn, text, coding, step.rule, before.state, after.state, after.disposition, step.reply,
        ending.outcome.value if ending else None, tuple(sorted(after.flags)), after.addressed, after.back_to, topics,
    )  # fmt: skip


def recall(scenario: Scenario, exchanges: Sequence[Exchange]) -> Patient:
    """The patient as the exchanges left them: everything a turn depends on is in what was kept."""
    patient = Patient.arriving(scenario)
    if not exchanges:
        return patient
    visits, said = {exchanges[0].state_before: 1}, {}
    for exchange in exchanges:
        if exchange.state_after != exchange.state_before:
            visits[exchange.state_after] = visits.get(exchange.state_after, 0) + 1
        said.update({s.line: exchange.turn for s in exchange.reply})
    last = exchanges[-1]
    return Patient(
        state=last.state_after,
        disposition=last.disposition,
        flags=frozenset(last.flags),
        visits=MappingProxyType(visits),
        said=MappingProxyType(said),
        last=tuple(s.says for s in last.reply),
        talk=frozenset(s.talk for s in last.reply),
        back_to=last.back_to,
        addressed=last.addressed,
    )


def replay(scenario: Scenario, coder: Codes, start: Start, texts: Sequence[str]) -> Session:
    """The same words said again from the same seed: the same conversation, kept nowhere."""
    session = Session.begin(scenario, coder, seed=start.seed, mode=start.mode, at=start.began)
    for text in texts:
        if session.over:
            break
        session.respond(text)
    return session
