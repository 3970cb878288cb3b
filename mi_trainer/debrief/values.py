"""What a debrief holds: frozen values that every screen and every format renders from.

All texts are plain words. They may quote what people typed or an author wrote, so whoever shows them escapes
them for where they go.
"""

from dataclasses import dataclass
from enum import StrEnum

from mi_trainer.patient.disposition import Disposition
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Start
from scoring.codes import ClientTalk, Standing
from scoring.coding import Span
from scoring.summary import Summary


@dataclass(frozen=True, slots=True)
class Branch:
    """Another try at the same conversation: a session that parted from this one, or the one it parted from."""

    start: Start
    exchanges: tuple[Exchange, ...]
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class CodeNote:
    """One code of a turn, ready to show: ``words`` are those that decided it, strongest first.

    ``heard`` is what to tell the trainee: "Open question", or where the coder is unsure "This could be heard as:
    affirm". ``confidence`` is the calibrated probability, 0 to 1, that a trained person would agree. ``spans`` are
    the words' offsets in the turn's text.
    """

    name: str
    label: str
    short: str
    standing: Standing
    colour: str
    heard: str
    confidence: float = 1.0
    unsure: bool = False
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a turn's text and the behaviours coded there: none, one, or several that overlap."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One person's words, with the speaker's name as people say it and the talk in words."""

    speaker: str
    says: str
    talk: ClientTalk
    tagged: str
    risk: bool = False


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn as the transcript shows it: the trainee's words in coded segments, and what came back.

    Turn 0 is the opening: no segments and no codes. ``disposition`` is the patient's after the turn, ``reaction``
    what in the scenario answered. ``safety`` marks a turn in which ratios are suspended.
    """

    turn: int
    segments: tuple[Segment, ...]
    codes: tuple[CodeNote, ...]
    reply: tuple[Reply, ...]
    disposition: Disposition
    state_before: str
    state_after: str
    reaction: str
    safety: bool = False
    ending: str | None = None

    @property
    def text(self) -> str:
        """The trainee's words."""
        return "".join(segment.text for segment in self.segments)

    @property
    def moves(self) -> str:
        """The behaviours abbreviated, to go on a plot: ``CR Pers?``, the second in doubt; a dash for none."""
        return " ".join(note.short + "?" * note.unsure for note in self.codes if not note.mark) or "-"


@dataclass(frozen=True, slots=True)
class Point:
    """The client's language after a turn: what this reply held, and the running balance.

    ``balance`` is change talk less sustain talk so far, one for each remark: the line rises with change talk and
    falls with sustain talk. ``moves`` are the trainee's moves that this reply answers, abbreviated.
    """

    turn: int
    moves: str
    standing: Standing
    change: int
    sustain: int
    discord: int
    balance: int
    disposition: Disposition
    safety: bool = False


class MomentKind(StrEnum):
    """Why a moment was picked, most pressing first."""

    SAFETY = "safety"
    FRICTION = "friction"
    PUSHED = "pushed"
    MISSED = "missed"
    BEST = "best"
    HELPED = "helped"


@dataclass(frozen=True, slots=True)
class AnotherWay:
    """What could be said instead: a skill by its label, why it helps here, and one example if the author gave one."""

    skill: str
    why: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn worth looking at again: what came before it, what was said, what it did, and another way.

    ``another`` is None for a turn that went well.
    """

    kind: MomentKind
    turn: int
    title: str
    before: tuple[Reply, ...]
    said: str
    codes: tuple[CodeNote, ...]
    after: tuple[Reply, ...]
    happened: str
    another: AnotherWay | None = None


class Done(StrEnum):
    """Where an item of the safety checklist stands. ``NOT_NEEDED``: the conversation gave no cause for it."""

    YES = "yes"
    LATE = "late"
    NO = "no"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class SafetyItem:
    """One line of the safety checklist: what is asked for, whether it was done, and at which turn."""

    ask: str
    done: Done
    said: str
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Safety:
    """The checklist for a conversation in which risk was voiced.

    ``voiced_at`` is the turn whose reply voiced it (0: the opening), ``words`` that reply, ``turns_to_ask`` how many
    of the trainee's turns it took to ask directly (1: the very next one; 0: it had been asked by then); None if that
    never happened.
    """

    risk: str
    voiced_at: int
    words: str
    turns_to_ask: int | None
    items: tuple[SafetyItem, ...]
    headline: str
    missed: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended and why: ``outcome`` is the recorded word, None while the conversation is unfinished."""

    outcome: str | None
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class NextSkill:
    """One thing to practise next: a hearable name, its label, the hint that names the skill, and why this one."""

    name: str
    label: str
    hint: str
    why: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two continuations from the turn they parted at: the session's own, and the other one's.

    ``ours`` and ``theirs`` hold the turns from ``parted`` on; ``before`` is what the patient had just said.
    """

    session: str
    parted: int
    before: tuple[Reply, ...]
    ours: tuple[TurnView, ...]
    theirs: tuple[TurnView, ...]
    our_end: Ended
    their_end: Ended
    compared: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """What is learned from one session.

    ``headline`` comes first wherever this is shown: the safety point if one was missed, else how it ended.
    ``safety`` has one checklist for each risk that was voiced; it is empty if none was. ``talk_read`` says in a
    sentence how the client's language went. ``notes`` are things to know about the record itself: turns taken back,
    a scenario that has changed since. ``closing`` is what the scenario's author wants every trainee to read.
    """

    start: Start
    title: str
    target: str
    people: tuple[str, ...]
    headline: str
    ended: Ended
    safety: tuple[Safety, ...]
    summary: Summary
    talk_read: str
    series: tuple[Point, ...]
    moments: tuple[Moment, ...]
    next_skill: NextSkill | None
    transcript: tuple[TurnView, ...]
    branches: tuple[SideBySide, ...] = ()
    closing: str = ""
    notes: tuple[str, ...] = ()
