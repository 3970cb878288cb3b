"""What the coder returns: frozen values, all offsets in characters of the volley's text."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.codes import FORMS, GROUPS, Behaviour, ClientTalk, Family, Mark, QuestionForm, TalkKind


class Basis(StrEnum):
    """What a code rests on: a cue phrase that a rule matched, or a fitted model's measured attribution."""

    RULE = "rule"
    MODEL = "model"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a text, ``0 <= start <= end <= len(text)``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reason:
    """The words that decided a code, strongest first, and what made them decide: ``note`` says it for people."""

    words: tuple[Span, ...] = ()
    basis: Basis = Basis.NONE
    note: str = ""


def phrased(label: str) -> str:
    """The note of a code that a cue phrase decided. Not the phrase itself: its notation is for whoever edits it."""
    return f"a phrase that often means “{label}”"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One complete thought of a volley, with at most one behaviour (MITI 4.2.1).

    ``confidence`` is the calibrated probability, 0 to 1, that a trained person would agree. ``form`` is set for
    questions only.
    """

    span: Span
    behaviour: Behaviour | None
    confidence: float = 1.0
    reason: Reason = Reason()
    form: QuestionForm | None = None


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A mark, the words that decided it, and its detail.

    ``detail`` is the side a double-sided reflection ends on (``change`` or ``sustain``), the DARN-CAT kind an
    evocative question pulls, or the topic of a safety inquiry; else empty.
    """

    mark: Mark
    reason: Reason = Reason()
    detail: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Coding:
    """A volley coded: its utterances, the behaviours left after MITI's volley rules, and its marks.

    ``behaviours`` are in the order in which they were first said, each at most once. ``confidence`` has one
    probability, 0 to 1, for each of them. ``unsure`` holds those below the threshold at which a trainee reads
    "this could be heard as".
    """

    utterances: tuple[Utterance, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    confidence: tuple[float, ...] = ()
    unsure: tuple[Behaviour, ...] = ()
    marks: tuple[FoundMark, ...] = ()
    main: Family = Family.OTHER
    question: QuestionForm | None = None
    coder: str = ""

    def has(self, mark: Mark, detail: str = "") -> bool:
        """Whether the volley carries the mark (with that detail, if one is given)."""
        return any(found.mark is mark and detail in ("", found.detail) for found in self.marks)

    @property
    def heard(self) -> frozenset[str]:
        """Every hearable name (:func:`scoring.codes.hearable`) that applies to this volley."""
        names: set[str] = set(self.behaviours)
        names.update(name for name, group in GROUPS.items() if not group.isdisjoint(self.behaviours))
        names.update(name for name, form in FORMS.items() if form is self.question)
        names.update(found.mark for found in self.marks)
        names.update(f"{found.mark}.{found.detail}" for found in self.marks if found.detail)
        return frozenset(names)

    def hears(self, name: str) -> bool:
        """Whether a hearable name applies to this volley."""
        return name in self.heard

    @property
    def names(self) -> tuple[str, ...]:
        """Behaviours and marks by name, for showing and for searching."""
        return (*self.behaviours, *dict.fromkeys(found.mark for found in self.marks))


CONTEXT_TURNS = 6
"""How many of either's turns the coder looks back on: permission holds for a few minutes (MITI 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What came before a volley, as far as coding it needs to know.

    ``patient`` is what the client said last, with its tag where one is known; ``earlier`` are the trainee's own
    previous volleys with their codings, and ``talked`` the sides of the client's previous turns, oldest first;
    ``target`` is the behaviour that change talk is about; ``names`` are the people in the room; ``spoken`` says that
    the words were said aloud and written down afterwards, not typed.
    """

    patient: str = ""
    talk: ClientTalk | None = None
    earlier: tuple[tuple[str, Coding], ...] = ()
    talked: tuple[ClientTalk, ...] = ()
    target: str = ""
    names: tuple[str, ...] = ()
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class TalkCoding:
    """A client's turn coded against a target: side, DARN-CAT kind, probability 0 to 1 and the words."""

    talk: ClientTalk
    kind: TalkKind | None = None
    confidence: float = 1.0
    reason: Reason = Reason()
