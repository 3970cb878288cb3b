"""A coded row as what programs read."""

from typing import Any

from scoring.coder import UNSURE_BELOW
from scoring.codes import REFLECTIONS, Behaviour, ClientTalk
from scoring.coding import Coding, TalkCoding
from scoring.transcripts import CodedRow


def as_record(each: CodedRow) -> dict[str, Any]:
    """A coded row as one JSON object.

    ``client_talk`` is change, sustain or neutral; discord, which is about the two in the room and not about the
    target, is neutral there and named among the marks. ``confidence`` and ``sure`` are about a client's side, and
    only there: a clinician's are with each behaviour.
    """
    row, coding, talk = each.row, each.coding or Coding(), each.talk
    discord = talk is not None and talk.talk is ClientTalk.DISCORD
    marks = [f"{m.mark}.{m.detail}" if m.detail else str(m.mark) for m in coding.marks]
    record: dict[str, Any] = {
        "session": row.session,
        "turn": row.turn,
        "speaker": row.speaker,
        "text": row.text,
        "main": coding.main if each.coding else None,
        "behaviours": [_behaviour(row.text, coding, n) for n in range(len(coding.behaviours))],
        "question": coding.question,
        "reflection": _reflection(coding),
        "marks": [*dict.fromkeys(marks), *([str(ClientTalk.DISCORD)] if discord else [])],
        "client_talk": None if talk is None else ClientTalk.NEUTRAL if discord else talk.talk,
        "kind": talk.kind if talk else None,
    }
    if talk:
        record |= {"confidence": round(talk.confidence, 4), "sure": sure_of(talk)}
    return record


def sure_of(talk: TalkCoding) -> bool:
    """Whether a client's side is a verdict, or only how the words could be heard."""
    return talk.confidence >= UNSURE_BELOW


def _reflection(coding: Coding) -> str | None:
    found = REFLECTIONS & set(coding.behaviours)
    return ("complex" if Behaviour.COMPLEX_REFLECTION in found else "simple") if found else None


def _behaviour(text: str, coding: Coding, n: int) -> dict[str, Any]:
    behaviour = coding.behaviours[n]
    utterance = next((u for u in coding.utterances if u.behaviour is behaviour), None)
    reason = ""
    if utterance:
        words = ", ".join(f"“{' '.join(span.of(text).split())}”" for span in utterance.reason.words[:3])
        reason = f"{utterance.reason.basis}: {words or utterance.reason.note}".rstrip(": ")
    return {
        "behaviour": behaviour,
        "start": utterance.span.start if utterance else 0,
        "end": utterance.span.end if utterance else len(text),
        "confidence": round(coding.confidence[n], 4) if n < len(coding.confidence) else None,
        "sure": behaviour not in coding.unsure,
        "reason": reason,
    }
