"""Stand-ins at the ports."""

from scoring.codes import DETAILS, FORMS, Behaviour, ClientTalk, Mark
from scoring.coding import Coding, Context, FoundMark, Reason, Span, TalkCoding, Utterance


class Spoken:
    """Hears exactly the codes whose names stand in the text: ``complex_reflection confront``."""

    version = "spoken"

    def code(self, text: str, context: Context = Context()) -> Coding:  # noqa: B008 - frozen
        words = text.split()
        behaviours = tuple(dict.fromkeys(Behaviour(w) for w in words if w in set(Behaviour)))
        marks = []
        for word in words:
            base, _, detail = word.partition(".")
            if base in set(Mark) and (not detail or detail in DETAILS.get(Mark(base), ())):
                start = text.index(word)
                marks.append(FoundMark(Mark(base), Reason((Span(start, start + len(word)),)), detail))
        form = next((FORMS[w] for w in words if w in FORMS), None)
        if form and Behaviour.QUESTION not in behaviours:
            behaviours = (*behaviours, Behaviour.QUESTION)
        utterances = tuple(Utterance(Span(0, len(text)), b) for b in behaviours)
        return Coding(
            utterances, behaviours, (1.0,) * len(behaviours), marks=tuple(marks), question=form, coder=self.version
        )

    def talk(self, text: str, context: Context = Context()) -> TalkCoding:  # noqa: B008 - frozen
        return TalkCoding(ClientTalk.NEUTRAL)
