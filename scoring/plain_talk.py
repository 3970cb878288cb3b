"""Lines so short and plain that a rule settles them: yes or no to a question about the target; `I want to stop`."""

from dataclasses import dataclass

from scoring.codes import ClientTalk, TalkKind
from scoring.frames import Frame, frames
from scoring.target import Target, target_of
from scoring.volley import Piece, Volley, volley
from scoring.words import bag

_YES = bag("yes yeah sure definitely absolutely course aye totally ye yeh yh")
_NO = bag("no nah nope not never")
_WITH_THEM = bag("i do would could can am will of really just honestly think so well oh please mm very much at all way")
_TOO = bag("do would could can will am")  # `I do` is a yes, as `so` is after `think`
_OPENS = bag("do did would could can will are is have")  # of a question typed without its mark
_LEANS = {
    "want": TalkKind.DESIRE,
    "like": TalkKind.DESIRE,
    "can": TalkKind.ABILITY,
    "need": TalkKind.NEED,
    "will": TalkKind.COMMITMENT,
    "ready": TalkKind.ACTIVATION,
}
_NAMED = frozenset({"it", "stop", "stop it", "do", "back", "on"})
_SAID = frozenset({"stop", "stop it"})
_WANTED = frozenset({"it", "on", "back"})  # of wanting alone: who can go on, or needs it, may say so of either side
LONGEST = 6  # words of an answer
SHORT = 10  # words of a plain statement


@dataclass(frozen=True, slots=True)
class Plain:
    """What a plain line says; its words are all of it."""

    side: ClientTalk
    kind: TalkKind


def answered(line: Volley, before: str, target: str) -> Plain | None:
    """A yes or no takes the valence of the question that pulled it (MISC); nothing if it is any other line."""
    said = {word.text for word in line.words}
    if not said:
        return None
    no = bool(said & _NO)
    yes = bool(said & _YES) or (not no and line.words[0].text == "i" and bool(said & _TOO))
    if len(line.words) > LONGEST or yes == no or said - _YES - _NO - _WITH_THEM:
        return None
    asked = volley(before[-600:])
    if not asked.pieces or not _asks(asked):
        return None
    found = [frame for frame in _frames(asked, asked.pieces[-1], target_of(target)) if frame.plain in _NAMED]
    return _plain(found, -1 if no else 1)


def _asks(said: Volley) -> bool:
    """Whether what was said ends on a question, with its mark or in the order of one (`do you want to`)."""
    last = said.pieces[-1]
    words = [word.text for word in said.words[last.low : last.low + 2]]
    return last.asks or (len(words) > 1 and words[0] in _OPENS and words[1] == "you")


def stated(line: Volley, target: str) -> Plain | None:
    """A short statement of wanting, needing or being about to stop, or of wanting the thing itself; nothing if it is
    any other line."""
    if len(line.words) > SHORT or any(piece.asks for piece in line.pieces):
        return None
    about = target_of(target)
    found = [frame for piece in line.pieces for frame in _frames(line, piece, about)]
    if not about.direction or not found or not all(_settles(frame) for frame in found):
        return None
    return _plain(found, 1)


def _settles(frame: Frame) -> bool:
    return frame.plain in _SAID or (frame.plain in _WANTED and _LEANS[frame.kind] is TalkKind.DESIRE)


def _frames(line: Volley, piece: Piece, about: Target) -> list[Frame]:
    words = [word.text for word in line.words]
    return [frame for frame in frames(words, piece.low, piece.high, about) if frame.kind in _LEANS and frame.lean]


def _plain(found: list[Frame], sign: int) -> Plain | None:
    if len({frame.lean for frame in found}) != 1:
        return None
    side = ClientTalk.CHANGE if found[-1].lean * sign > 0 else ClientTalk.SUSTAIN
    return Plain(side, _LEANS[found[-1].kind])
