"""Lines so short and plain that a rule settles them: yes or no to a question about the target; `I want to stop`."""

from dataclasses import dataclass

from scoring.codes import ClientTalk, TalkKind
from scoring.frames import Frame, frames
from scoring.target import Target, target_of
from scoring.volley import Piece, Volley, volley
from scoring.words import bag

_YES = bag("yes yeah sure definitely absolutely course aye totally")
_NO = bag("no nah nope not never")
_WITH_THEM = bag("i do would could can am will of really just honestly think so well oh please mm very much at all way")
_LEANS = {
    "want": TalkKind.DESIRE,
    "like": TalkKind.DESIRE,
    "can": TalkKind.ABILITY,
    "need": TalkKind.NEED,
    "will": TalkKind.COMMITMENT,
    "ready": TalkKind.ACTIVATION,
}
_NAMED = frozenset({"it", "stop", "stop it", "do", "back"})
_SAID = frozenset({"stop", "stop it"})
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
    yes, no = bool(said & _YES), bool(said & _NO)
    if not said or len(line.words) > LONGEST or yes == no or said - _YES - _NO - _WITH_THEM:
        return None
    asked = volley(before[-600:])
    if not asked.pieces or not asked.pieces[-1].asks:
        return None
    found = [frame for frame in _frames(asked, asked.pieces[-1], target_of(target)) if frame.plain in _NAMED]
    return _plain(found, -1 if no else 1)


def stated(line: Volley, target: str) -> Plain | None:
    """A short statement of wanting, needing or being about to stop; nothing if it is any other line."""
    if len(line.words) > SHORT or any(piece.asks for piece in line.pieces):
        return None
    about = target_of(target)
    found = [frame for piece in line.pieces for frame in _frames(line, piece, about)]
    if not about.direction or not found or any(frame.plain not in _SAID for frame in found):
        return None
    return _plain(found, 1)


def _frames(line: Volley, piece: Piece, about: Target) -> list[Frame]:
    words = [word.text for word in line.words]
    return [frame for frame in frames(words, piece.low, piece.high, about) if frame.kind in _LEANS and frame.lean]


def _plain(found: list[Frame], sign: int) -> Plain | None:
    if len({frame.lean for frame in found}) != 1:
        return None
    side = ClientTalk.CHANGE if found[-1].lean * sign > 0 else ClientTalk.SUSTAIN
    return Plain(side, _LEANS[found[-1].kind])
