"""The coder: a clinician's typed turn in MITI's terms, and a client's in MISC's."""

from scoring import client_talk
from scoring.codes import REFLECTIONS, Behaviour, Family, Mark, QuestionForm
from scoring.coding import Basis, Coding, Context, Reason, TalkCoding, Utterance
from scoring.cues import behaviours as cue
from scoring.cues.marks import ASKS_PERMISSION, FACILITATOR, GREETING, INSULT
from scoring.marks import marks, spans
from scoring.permission import standing
from scoring.phrases import Cues, Hit
from scoring.questions import asked
from scoring.volley import Piece, Volley, volley

_NO_CONTEXT = Context()
UNSURE_BELOW = 0.6  # confidence under which a trainee reads "this could be heard as"
_ADVICE = frozenset({Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})


class Coder:
    """Codes volleys. Values in, values out: it keeps nothing between turns."""

    version = "1"

    @classmethod
    def load(cls) -> "Coder":
        """A coder ready to be asked; what is heavy is read at the first turn."""
        return cls()

    def talk(self, text: str, context: Context = _NO_CONTEXT) -> TalkCoding:
        """A client's turn, against the context's target."""
        return client_talk.talk(text, context)

    def code(self, text: str, context: Context = _NO_CONTEXT) -> Coding:
        """A clinician's turn."""
        spoken = volley(text)
        permitted = standing(context)
        utterances: list[Utterance] = []
        for piece in spoken.pieces:
            utterance = _utterance(spoken, piece, permitted)
            permitted = permitted or bool(ASKS_PERMISSION.find(spoken.words, piece.low, piece.high))
            utterances.append(utterance)
        utterances = _qualified(spoken, utterances)
        return _coding(spoken, utterances, context, self.version)


def _utterance(spoken: Volley, piece: Piece, permitted: bool) -> Utterance:
    words, low, high = spoken.words, piece.low, piece.high

    def hits(cues: Cues) -> list[Hit]:
        return cues.find(words, low, high)

    question = asked(spoken, piece)
    form = question.form if question else None

    def coded(behaviour: Behaviour | None, found: list[Hit], confidence: float) -> Utterance:
        reason = Reason(spans(spoken, found), Basis.RULE, found[0].phrase) if found else Reason()
        return Utterance(piece.span, behaviour, confidence, reason, form)

    if found := hits(INSULT) or hits(cue.CONFRONT):
        return coded(Behaviour.CONFRONT, found, 0.7)
    if (hits(FACILITATOR) and high - low <= 5) or hits(cue.STRUCTURE):
        return Utterance(piece.span, None, 0.8, Reason(), form)
    emphasis, advice = hits(cue.EMPHASIZE), hits(cue.PERSUADE)
    seek = hits(cue.SEEK)
    if emphasis and not (question and piece.asks):
        return coded(Behaviour.EMPHASIZE_AUTONOMY, emphasis, 0.75)
    if seek and (question or not advice):
        return coded(Behaviour.SEEK_COLLABORATION, seek, 0.75)
    if advice and not (question and question.form is QuestionForm.OPEN and question.first == low):
        return coded(Behaviour.PERSUADE_WITH_PERMISSION if permitted else Behaviour.PERSUADE, advice, 0.65)
    if question is not None and not (question.tag and high - low > 4):
        return coded(Behaviour.QUESTION, [Hit(question.first, question.last, "asks")], 0.85)
    if found := hits(cue.AFFIRM):
        return coded(Behaviour.AFFIRM, found, 0.65)
    if hits(cue.PRAISE) or hits(GREETING):
        return Utterance(piece.span, None, 0.7, Reason(), form)
    if found := hits(cue.INFORMATION):
        return coded(Behaviour.GIVING_INFORMATION, found, 0.65)
    deeper = hits(cue.DEEPER)
    about = any(words[n].text in {"you", "your"} for n in range(low, high))
    if (found := hits(cue.REFLECTION)) or (deeper and about):
        behaviour = Behaviour.COMPLEX_REFLECTION if deeper else Behaviour.SIMPLE_REFLECTION
        return coded(behaviour, found or deeper, 0.65)
    return Utterance(piece.span, None, 0.6, Reason(), form)


def _qualified(spoken: Volley, utterances: list[Utterance]) -> list[Utterance]:
    """Autonomy said beside advice gives it permission."""
    if not any(utterance.behaviour is Behaviour.EMPHASIZE_AUTONOMY for utterance in utterances):
        return utterances
    return [
        Utterance(u.span, Behaviour.PERSUADE_WITH_PERMISSION, u.confidence, u.reason, u.form)
        if u.behaviour is Behaviour.PERSUADE
        else u
        for u in utterances
    ]


def _coding(spoken: Volley, utterances: list[Utterance], context: Context, version: str) -> Coding:
    found = marks(spoken, utterances, context)
    if any(mark.mark is Mark.UNINTELLIGIBLE for mark in found):
        utterances = [Utterance(u.span, None, u.confidence, Reason(), None) for u in utterances]
    best: dict[Behaviour, float] = {}
    for utterance in utterances:
        if utterance.behaviour is not None:
            best[utterance.behaviour] = max(best.get(utterance.behaviour, 0.0), utterance.confidence)
    if Behaviour.COMPLEX_REFLECTION in best and Behaviour.SIMPLE_REFLECTION in best:
        del best[Behaviour.SIMPLE_REFLECTION]
    forms = {u.form for u in utterances if u.behaviour is Behaviour.QUESTION}
    form = QuestionForm.OPEN if QuestionForm.OPEN in forms else QuestionForm.CLOSED if forms else None
    behaviours = tuple(best)
    return Coding(
        tuple(utterances),
        behaviours,
        tuple(best.values()),
        tuple(b for b in behaviours if best[b] < UNSURE_BELOW),
        found,
        family(behaviours),
        form,
        version,
    )


def family(behaviours: tuple[Behaviour, ...]) -> Family:
    """AnnoMI's family of a volley: a question outweighs a reflection, and a reflection what is told."""
    if Behaviour.QUESTION in behaviours:
        return Family.QUESTION
    if REFLECTIONS & set(behaviours):
        return Family.REFLECTION
    if set(behaviours) & {*_ADVICE, Behaviour.GIVING_INFORMATION, Behaviour.CONFRONT, Behaviour.SEEK_COLLABORATION}:
        return Family.INPUT
    return Family.OTHER
