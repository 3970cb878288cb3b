"""A scenario as an author writes it: one declaration that reads, checks and generates the JSON Schema.

Every model is frozen and refuses keys it does not know. Docstrings and field descriptions are written for
authors: editors show them while typing.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scoring.codes import ClientTalk, SafetyTopic, TalkKind, hearable

FORMAT = 1
MAX_WORDS = 600
"""The longest a patient may speak in one breath, in characters: what a 24-line terminal shows whole."""

BACK = "back"
"""A ``goto`` that leads out of the safety lane, to the state the patient was in before."""

RISK_VOICED, RISK_ASKED = "risk_voiced", "risk_asked"
BUILT_IN_FLAGS = frozenset({RISK_VOICED, RISK_ASKED})
"""Set by the trainer itself: a line with ``risk`` was said; the trainee asked about it directly."""


class Process(StrEnum):
    """Where in MI's four processes a state belongs; ``safety`` is the lane outside them."""

    ENGAGING = "engaging"
    FOCUSING = "focusing"
    EVOKING = "evoking"
    PLANNING = "planning"
    SAFETY = "safety"


class Outcome(StrEnum):
    """How a conversation can end, from the patient's side."""

    COMMITMENT = "commitment"
    PLAN = "plan"
    CONSIDERING = "considering"
    UNCHANGED = "unchanged"
    LEFT = "left"
    SAFETY = "safety"
    TIME = "time"


GOOD_OUTCOMES = frozenset({Outcome.COMMITMENT, Outcome.PLAN, Outcome.CONSIDERING, Outcome.SAFETY})


class Range(NamedTuple):
    """Numbers from ``low`` to ``high``, both included; how ``at least 4`` is kept."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in the range."""
        return self.low <= value <= self.high

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:g}"
        if self.high == float("inf"):
            return f"at least {self.low:g}"
        if self.low == float("-inf"):
            return f"at most {self.high:g}"
        return f"between {self.low:g} and {self.high:g}"


_NUMBER = r"\d+(?:\.\d+)?"
_RANGE = re.compile(rf"(?:(at least|at most) ({_NUMBER})|between ({_NUMBER}) and ({_NUMBER})|({_NUMBER}))", re.ASCII)


def _range(value: object) -> object:
    if isinstance(value, Range):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("write a number, 'at least 4', 'at most 3' or 'between 2 and 5'")
    match = _RANGE.fullmatch(str(value).strip())
    if not match:
        raise ValueError(f"'{value}' is not a number, 'at least 4', 'at most 3' or 'between 2 and 5'")
    bound, number, low, high, exact = match.groups()
    if bound:
        edge = float(number)
        return Range(edge, float("inf")) if bound == "at least" else Range(float("-inf"), edge)
    if exact:
        return Range(float(exact), float(exact))
    if float(low) > float(high):
        raise ValueError(f"'between {low} and {high}' is empty: write the smaller number first")
    return Range(float(low), float(high))


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _number(value: object) -> object:
    if isinstance(value, bool | str):
        raise PydanticCustomError("float_type", "Input should be a number")
    return value


def _whole(value: object) -> object:
    if isinstance(value, bool | str):
        raise PydanticCustomError("int_type", "Input should be a whole number")
    return value


_DATE = r"^\d{4}-\d{2}-\d{2}$"


def _day(value: object) -> object:
    if value is None or (isinstance(value, str) and re.match(_DATE, value, re.ASCII)) or isinstance(value, date):
        return value
    raise ValueError("write a day as 2026-05-31")


_NAME = r"^[a-z][a-z0-9_]*$"


def is_name(words: str) -> bool:
    """Whether a state, a topic or a flag can be called that."""
    return re.match(_NAME, words, re.ASCII) is not None


_SOMETHING = Field(json_schema_extra={"pattern": r"\S"})
Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=MAX_WORDS, strip_whitespace=True), _SOMETHING]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000, strip_whitespace=True), _SOMETHING]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), _SOMETHING]
Switch = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(pattern=_DATE)])]
RangeField = Annotated[
    Range,
    BeforeValidator(
        _range,
        json_schema_input_type=Annotated[str, Field(pattern=rf"^\s*(?:{_RANGE.pattern})\s*$")]
        | Annotated[float, Field(ge=0)],
    ),
]


def _known_hearable(value: object) -> object:
    if not isinstance(value, str) or value not in _HEARABLE:
        raise ValueError("unknown code")
    return value


_HEARABLE = frozenset(hearable())
CODE = "code"
"""How a code or mark is marked in the JSON Schema before :mod:`mi_trainer.scenario.schema` writes its names in."""

Hearable = Annotated[str, BeforeValidator(_known_hearable), WithJsonSchema({"type": "string", "$comment": CODE})]
Hears = Annotated[tuple[Hearable, ...], BeforeValidator(_listed, json_schema_input_type=Hearable | list[Hearable])]
Names = Annotated[tuple[Name, ...], BeforeValidator(_listed, json_schema_input_type=Name | list[Name])]
Talks = Annotated[
    tuple[ClientTalk, ...], BeforeValidator(_listed, json_schema_input_type=ClientTalk | list[ClientTalk])
]


class Part(BaseModel):
    """What every part of a scenario has in common: it cannot change, and knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Whole = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int)]
_Difficulty = Annotated[int, Field(ge=1, le=5)]
_Turns = Annotated[int, Field(ge=5, le=200)]
Difficulty = Annotated[_Difficulty, BeforeValidator(_whole, json_schema_input_type=_Difficulty)]
Turns = Annotated[_Turns, BeforeValidator(_whole, json_schema_input_type=_Turns)]
_Level = Annotated[float, Field(ge=0, le=10)]
_Step = Annotated[float, Field(ge=-10, le=10)]
Level = Annotated[_Level, BeforeValidator(_number, json_schema_input_type=_Level)]
Step = Annotated[_Step, BeforeValidator(_number, json_schema_input_type=_Step)]


class DispositionStart(Part):
    """How the patient is when they walk in, each from 0 to 10."""

    trust: Level = Field(default=3, description="How far they trust this conversation.")
    importance: Level = Field(default=4, description="How much the change matters to them.")
    confidence: Level = Field(default=4, description="How sure they are that they could do it.")
    discord: Level = Field(default=2, description="How much friction there is with the person opposite.")


class Shift(Part):
    """How a turn moves the patient: steps from -10 to +10; the result stays between 0 and 10."""

    trust: Step = 0
    importance: Step = 0
    confidence: Step = 0
    discord: Step = 0


class When(Part):
    """Conditions, all of which must hold."""

    trust: RangeField | None = None
    importance: RangeField | None = None
    confidence: RangeField | None = None
    discord: RangeField | None = None
    turn: RangeField | None = Field(None, description="The number of the trainee's turn, from 1.")
    visits: RangeField | None = Field(None, description="How often the patient has come into this state, from 1.")
    flag: Names = Field((), description="Flags that must be set.")
    no_flag: Names = Field((), description="Flags that must not be set.")
    after: Talks = Field((), description="What kind of talk the patient's last reply held: one of these.")

    def tests(self) -> int:
        """How many separate conditions there are: what makes a reaction more specific."""
        ranges = (self.trust, self.importance, self.confidence, self.discord, self.turn, self.visits)
        return sum(r is not None for r in ranges) + len(self.flag) + len(self.no_flag) + bool(self.after)


class Saying(Part):
    """One person's words, tagged with the side they take relative to the target behaviour."""

    says: Words
    talk: ClientTalk = Field(description="change, sustain, neutral or discord.")
    kind: TalkKind | None = Field(None, description="The DARN-CAT kind, for change and sustain talk.")
    speaker: Name | None = Field(None, description="Who says it, where more than one person is in the room.")
    risk: SafetyTopic | None = Field(
        None, description="The line voices a risk: suicide, overdose or violence. Sets the flag risk_voiced."
    )


class Line(Saying):
    """One thing the patient may say. Of the lines that hold, the least recently said is next."""

    when: When | None = None
    once: Switch = Field(False, description="Said at most once in a session.")
    then: tuple[Saying, ...] = Field((), description="What follows in the same breath, by the same or another person.")


class Coach(Part):
    """A better way in this situation, shown to coached trainees and in the debrief."""

    skill: Hearable = Field(description="The skill that helps here; a hint names it and gives no words.")
    why: Prose = Field(description="Why it helps this person, now.")
    example: Prose = Field(description="One way of saying it, in your words.")


def _given(key: str, shape: JsonValue) -> JsonValue:
    return {"required": [key], "properties": {key: shape}}


_ASKS_FOR_SOMETHING: list[JsonValue] = [
    *(_given(key, {"not": {"const": []}}) for key in ("hears", "also", "about", "to")),
    _given("when", {"type": "object"}),
]


class Reaction(Part):
    """What the patient does when they hear something. The most specific one that holds wins."""

    model_config = ConfigDict(json_schema_extra={"anyOf": _ASKS_FOR_SOMETHING})

    name: Name | None = Field(None, description="A name for reports; else it is numbered.")
    hears: Hears = Field((), description="Codes or marks, any one of which must be heard.")
    also: Hears = Field((), description="Codes or marks that must all be heard as well.")
    unless: Hears = Field((), description="Codes or marks none of which may be heard.")
    about: Names = Field((), description="Topics, any one of which the trainee's words must touch.")
    to: Names = Field((), description="Who must be addressed, or 'both'.")
    when: When | None = None
    urgent: Switch = Field(False, description="Looked at before every reaction that is not urgent.")
    shift: Shift = Shift()
    sets: Names = Field((), description="Flags to set.")
    clears: Names = Field((), description="Flags to clear.")
    goto: Name | None = Field(None, description="The next state; none stays here; 'back' leaves the safety lane.")
    lines: tuple[Line, ...] = Field((), description="What is said; if none, the next state's opening lines.")
    coach: Coach | None = None

    @model_validator(mode="after")
    def _hears_something(self) -> Self:
        if not (self.hears or self.also or self.about or self.to or self.when):
            raise ValueError("this reaction hears everything: give it hears, about, to or when, or use otherwise")
        return self


class Otherwise(Part):
    """What the patient does when no reaction holds. Always in character."""

    shift: Shift = Shift()
    sets: Names = ()
    goto: Name | None = None
    lines: tuple[Line, ...] = Field(min_length=1)


class Ending(Part):
    """Marks a state in which the conversation is over."""

    outcome: Outcome
    title: Short | None = Field(None, description="A heading for the debrief.")
    debrief: Prose = Field(description="What the trainee reads: how it ended and why.")


_ENDING_OR_GOING_ON: list[JsonValue] = [
    {
        "required": ["ending"],
        "properties": {"ending": {"type": "object"}, "reactions": {"maxItems": 0}, "otherwise": {"type": "null"}},
    },
    {
        "required": ["otherwise", "process"],
        "properties": {"otherwise": {"type": "object"}, "process": {"type": "string"}, "ending": {"type": "null"}},
    },
]


class State(Part):
    """Where the patient stands. Either an ending, or it says what happens otherwise."""

    model_config = ConfigDict(json_schema_extra={"anyOf": _ENDING_OR_GOING_ON})

    process: Process | None = None
    note: Prose | None = Field(None, description="For authors: what this state is about.")
    opens: tuple[Line, ...] = Field((), description="Said on coming here by a reaction without lines.")
    reactions: tuple[Reaction, ...] = ()
    otherwise: Otherwise | None = None
    coach: Coach | None = None
    ending: Ending | None = None

    @model_validator(mode="after")
    def _ending_or_going_on(self) -> Self:
        if self.ending and (self.reactions or self.otherwise):
            raise ValueError("an ending has no reactions and no otherwise: nothing is said after it")
        if not self.ending and self.otherwise is None:
            raise ValueError("a state needs otherwise: what the patient says when no reaction holds")
        if not self.ending and self.process is None:
            raise ValueError("a state needs its process: engaging, focusing, evoking, planning or safety")
        return self


class Person(Part):
    """Someone in the room."""

    name: Short
    about: Prose = Field(description="Age, life, how they speak.")
    called: Annotated[tuple[Short, ...], BeforeValidator(_listed, json_schema_input_type=Short | list[Short])] = Field(
        (), description="Other names the trainee may use for them."
    )


class Provenance(Part):
    """Who wrote it, who has reviewed it, where it applies, and what its facts rest on."""

    author: Short
    reviewed_by: Short | None = Field(None, description="A clinician who has reviewed it. Never invented.")
    reviewed_on: Day | None = Field(None, description="The day of that review, as 2026-05-31.")
    jurisdiction: Short
    sources: tuple[Short, ...] = Field((), description="Keys of the reference cards that its facts rest on.")


class TimeUp(Part):
    """When the appointment is over."""

    turns: Turns = Field(description="After this many of the trainee's turns.")
    goto: Name = Field(description="The ending it leads to.")


class Scenario(Part):
    """A patient, or a couple, and one conversation with them."""

    format: Literal[1] = Field(description="The version of this format.")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)] = Field(
        description="The same as the file's name."
    )
    title: Short
    topic: Short = Field(description="What it is about, as one of the topics of the field.")
    difficulty: Difficulty = Field(description="1, a first session, to 5, hard for a practised clinician.")
    target: Short = Field(description="The behaviour that change talk and sustain talk are about.")
    practises: Annotated[tuple[Hearable, ...], Field(min_length=1)]
    brief: Prose = Field(description="What the trainee reads before the patient walks in.")
    debrief: Prose | None = Field(None, description="What every trainee reads afterwards, whatever the ending.")
    provenance: Provenance
    content_notes: tuple[Short, ...] = ()
    people: Annotated[dict[Name, Person], Field(min_length=1, max_length=4)]
    disposition: DispositionStart = DispositionStart()
    temperament: dict[Hearable, Shift] = Field(
        default_factory=dict,
        description="How everything heard moves this person, before a reaction's own shift.",
    )
    topics: dict[Name, tuple[Short, ...]] = Field(
        default_factory=dict, description="What the two may be talking about, in the patient's own words."
    )
    start: Name
    time: TimeUp
    pauses: Annotated[tuple[Line, ...], Field(min_length=3)] = Field(
        description="Said to an empty message, or when everything else has just been said."
    )
    anywhere: tuple[Reaction, ...] = Field((), description="Holds in every state outside the safety lane.")
    states: Annotated[dict[Name, State], Field(min_length=2, max_length=5000)]

    @property
    def flags(self) -> frozenset[str]:
        """Every flag that some reaction sets, and those the trainer sets itself."""
        named = {flag for _, reaction in self.reactions() for flag in reaction.sets}
        named |= {flag for state in self.states.values() if state.otherwise for flag in state.otherwise.sets}
        return frozenset(named) | BUILT_IN_FLAGS

    def reactions(self) -> "list[tuple[str, Reaction]]":
        """Every reaction with its id: ``state/number or name``, ``anywhere/number or name``."""
        found = [(reaction_id("anywhere", n, r), r) for n, r in enumerate(self.anywhere, 1)]
        for name, state in self.states.items():
            found += [(reaction_id(name, n, r), r) for n, r in enumerate(state.reactions, 1)]
        return found


def reaction_id(where: str, number: int, reaction: Reaction) -> str:
    """What a reaction is called in exchanges and reports."""
    return f"{where}/{reaction.name or number}"
