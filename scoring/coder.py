"""The coder: a clinician's typed turn in MITI's terms, and a client's in MISC's.

    text -> volley -> features -> heads' probabilities -> MITI's volley rules -> utterances, marks, Coding

What each step knows is in the file named after it; the cue phrases are in `scoring/cues/`.
"""

import hashlib
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from scoring import client_talk
from scoring.assign import assign, label_of
from scoring.codes import REFLECTIONS, Behaviour, ClientTalk, Mark, QuestionForm
from scoring.coding import Coding, Context, TalkCoding, Utterance
from scoring.cues.sure import SURE, SURELY_CONFRONTS
from scoring.decide import (
    ADVICE,
    Chance,
    advice_bar,
    confront_bar,
    decide,
    reflection_bar,
    said_back,
    told_or_asked,
)
from scoring.families import agreeing, family
from scoring.forms import form
from scoring.marks import SETTLED, marks
from scoring.permission import qualified, standing
from scoring.questions import asked
from scoring.typed_features import features
from scoring.volley import volley

if TYPE_CHECKING:
    from scoring.aloud import Aloud, Heard
    from scoring.fitted import ClinicianReading, Fitted
    from scoring.joining import Joining
    from scoring.talk_head import TalkHead
    from scoring.typed_heads import Heads, Reading

_NO_CONTEXT = Context()
UNSURE_BELOW = 0.6
"""Confidence under which a trainee reads "this could be heard as". On typed situations that the heads had not seen,
more than half of the codes given below it were right, and 68% to 97% of those above it (`typed_score` prints
them)."""
RULES = 8
"""Raised when the rules, rather than the weights, come to code something otherwise."""
_MODEL = Path(__file__).parent / "model"


class Coder:
    """Codes volleys. Values in, values out: it keeps nothing between turns but the weights it has read."""

    def __init__(
        self,
        heads: "Heads | None" = None,
        fitted: "Fitted | None" = None,
        joining: "Joining | None" = None,
        aloud: "Aloud | None" = None,
        client_head: "TalkHead | None" = None,
    ) -> None:
        # What is given stands where a cached property would keep what it reads from the package.
        own = {"heads": heads, "fitted": fitted, "joining": joining, "aloud": aloud, "client_head": client_head}
        self.__dict__.update({name: one for name, one in own.items() if one is not None})

    @classmethod
    def load(cls) -> "Coder":
        """A coder ready to be asked; its weights are read at the first turn, or by :meth:`warm`."""
        return cls()

    @cached_property
    def version(self) -> str:
        """Which coder this is: twelve hexadecimal digits of its weights' checksums, after the number of its rules."""
        files = sorted(file for file in _MODEL.glob("*") if file.suffix in {".npz", ".onnx", ".txt"})
        sums = "".join(f"{file.name} {_checksum(file):08x}\n" for file in files)
        return f"{RULES}-{hashlib.sha256(sums.encode()).hexdigest()[:12]}"

    @cached_property
    def heads(self) -> "Heads":
        """The heads fitted on typed volleys."""
        from scoring.typed_heads import Heads  # numpy is read here, off the first paint

        return Heads.load()

    @cached_property
    def fitted(self) -> "Fitted | None":
        """The model fitted on transcripts that experts coded; nothing where it is not installed."""
        try:
            from scoring.fitted import Fitted

            return Fitted.load()
        except (ImportError, OSError):
            return None

    @cached_property
    def joining(self) -> "Joining":
        """How the two are weighed."""
        from scoring.joining import Joining

        return Joining.load()

    @cached_property
    def aloud(self) -> "Aloud":
        """What AnnoMI's experts would call a turn, from all of them."""
        from scoring.aloud import Aloud

        return Aloud.load()

    @cached_property
    def client_head(self) -> "TalkHead":
        """The head fitted on what clients type."""
        from scoring.talk_head import TalkHead

        return TalkHead.load()

    def warm(self) -> None:
        """Read the weights and the phrases now."""
        self.code("Hello.")

    def talk(self, text: str, context: Context = _NO_CONTEXT) -> TalkCoding:
        """A client's turn, against the context's target."""
        before = client_talk.said_before(context)
        heard = self.fitted.client(text, before, context.target) if self.fitted else None
        return client_talk.talk(text, context, heard, self.client_head, self.aloud if context.spoken else None)

    def placed(self, context: Context) -> Context:
        """The context, with the side that the patient's line takes where it is not given."""
        if context.talk is None and context.patient.strip():
            return replace(context, talk=self.talk(context.patient, context).talk)
        return context

    def code(self, text: str, context: Context = _NO_CONTEXT) -> Coding:
        """A clinician's turn."""
        context = self.placed(context)
        said = volley(text)
        reading = self.heads.read(said, features(said, context))
        expert = self.fitted.clinician(text, context.patient) if self.fitted else None
        chances = self._chances(reading, expert, context.talk)
        forms = [form(said, piece, context.patient) for piece in said.pieces]
        chances[Behaviour.CONFRONT] = chances[Behaviour.CONFRONT].needing(confront_bar(forms))
        for reflection in REFLECTIONS:
            chances[reflection] = chances[reflection].needing(reflection_bar(chances[reflection].bar, forms))
        chances[ADVICE] = chances[ADVICE].needing(advice_bar(chances[ADVICE].bar, forms))
        if any(
            asked(said, piece) and SURE[Mark.SAFETY_INQUIRY].find(said.words, piece.low, piece.high)
            for piece in said.pieces
        ):
            chances[Behaviour.QUESTION] = chances[Behaviour.QUESTION].at_least(SETTLED)
        spared = any(form.spares for form in forms) and not any(form.blames for form in forms)
        if not spared and (SURELY_CONFRONTS.find(said.words) or SURE[Mark.INSULT].find(said.words)):
            chances[Behaviour.CONFRONT] = chances[Behaviour.CONFRONT].at_least(SETTLED)
        given = decide(chances, standing(context) or qualified(said))
        earned = {reading.foremost(label_of(behaviour)) for behaviour in given}
        given |= said_back(chances, given, forms, earned)
        given |= told_or_asked(chances, given, forms)
        heard = self._heard(text, reading, expert, context)
        if heard and context.spoken:
            given = heard.among(given, len(said.pieces))
        utterances = assign(said, reading, given, expert.open if expert and context.spoken else None)
        marked = marks(said, utterances, context, reading, chances)
        if any(mark.mark is Mark.UNINTELLIGIBLE for mark in marked):
            utterances = tuple(Utterance(utterance.span, None) for utterance in utterances)
        coding = _coding(utterances, replace(Coding(), marks=marked, coder=self.version))
        if heard is None:
            return coding
        main = heard.family(coding.behaviours) if context.spoken else agreeing(heard.main, coding.behaviours)
        return replace(coding, main=main or coding.main)

    def _chances(
        self, reading: "Reading", expert: "ClinicianReading | None", talk: ClientTalk | None
    ) -> dict[str, Chance]:
        if expert is None or not expert.codes:
            return {label: Chance(chance, reading.bar(label)) for label, chance in reading.chances.items()}
        return self.joining.chances(reading.chances, expert, talk)

    def _heard(
        self, text: str, reading: "Reading", expert: "ClinicianReading | None", context: Context
    ) -> "Heard | None":
        """The turn as AnnoMI's experts would most likely code it."""
        if expert is None:
            return None
        heads: dict[str, float] = {behaviour: reading.probability(behaviour) for behaviour in Behaviour}
        return self.aloud.clinician(text, heads, expert, context)


def _checksum(file: Path) -> int:
    """A file's CRC-32: to know megabytes of weights again, it does what a digest does in a sixth of the time."""
    total = 0
    with file.open("rb") as content:
        while chunk := content.read(1 << 20):
            total = crc32(chunk, total)
    return total


def _coding(utterances: tuple[Utterance, ...], coding: Coding) -> Coding:
    best: dict[Behaviour, float] = {}
    for utterance in utterances:
        if utterance.behaviour is not None:
            best[utterance.behaviour] = max(best.get(utterance.behaviour, 0.0), utterance.confidence)
    forms = {utterance.form for utterance in utterances if utterance.behaviour is Behaviour.QUESTION}
    form = QuestionForm.OPEN if QuestionForm.OPEN in forms else QuestionForm.CLOSED if forms else None
    return replace(
        coding,
        utterances=utterances,
        behaviours=tuple(best),
        confidence=tuple(best.values()),
        unsure=tuple(behaviour for behaviour, confidence in best.items() if confidence < UNSURE_BELOW),
        main=family(tuple(best)),
        question=form,
    )
