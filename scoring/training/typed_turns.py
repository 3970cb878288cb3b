"""The project's own typed volleys as turns, so that they teach the same heads as AnnoMI and one of their own."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from scoring.codes import TalkKind
from scoring.fitted import CODES, MARKED
from scoring.training.annomi import TALK, Turn

LINES = "client"  # the folder of clients' lines, beside that of the volleys

_QUESTION, _REFLECTION, _INPUT = {CODES[0]}, set(CODES[1:3]), {CODES[6], CODES[7], CODES[9]}


def load(folder: Path) -> list[Turn]:
    """Every volley in the folder's files, every patient's line of them once, and the clients' lines of `LINES`.

    Lines whose side turns on the target ("I don't want to stop.") are left out where the set has them on both sides:
    whoever learns from turns is not told the target.
    """
    turns: list[Turn] = []
    lines: dict[tuple[str, str], tuple[str, str | None, str]] = {}
    for row in _rows(folder):
        turns.append(_volley(row))
        if row.get("patient") and row.get("patient_talk") in TALK:
            lines[row["patient"], row.get("target") or ""] = (
                row["patient_talk"],
                row.get("patient_kind"),
                row["situation"],
            )
    for row in _rows(folder.parent / LINES / folder.name):
        lines[row["text"], row["target"]] = row["talk"], row["kind"], row["situation"]
    sides: dict[str, set[str]] = defaultdict(set)
    for (text, _), (talk, *_) in lines.items():
        sides[text].add(talk)
    both = set(TALK[::2])
    turns += [_line(*line, *labels) for line, labels in lines.items() if not both <= sides[line[0]]]
    return turns


def _volley(row: dict) -> Turn:
    codes = set(row["codes"])
    marks = {mark["mark"] for mark in row.get("marks") or ()}
    families = [n for n, own in enumerate((_QUESTION, _REFLECTION, _INPUT)) if codes & own]
    reflects = codes & _REFLECTION
    shares = [float(n in (families or [3])) for n in range(4)]
    return Turn(
        transcript=row["id"],
        number=0,
        video=row["situation"],
        high=True,
        clinician=True,
        text=row["text"],
        before=row.get("patient") or "",
        target=row.get("target") or "",
        gold=shares.index(1.0) if sum(shares) == 1 else -1,
        votes=(),
        shares=tuple(share / sum(shares) for share in shares),
        present=(float(0 in families), float(1 in families), float(2 in families)),
        open={"open": 1.0, "closed": 0.0}.get(row.get("form") or ""),
        complex=float("complex_reflection" in reflects) if reflects else None,
        codes=tuple(float(code in codes) for code in CODES),
        marks=tuple(float(mark in marks) for mark in MARKED),
    )


def _line(text: str, target: str, talk: str, kind: str | None, situation: str) -> Turn:
    return Turn(
        transcript="line",
        number=0,
        video=situation,
        high=True,
        clinician=False,
        text=text,
        before="",
        target=target,
        gold=TALK.index(talk),
        votes=(),
        shares=tuple(float(talk == one) for one in TALK),
        present=None,
        open=None,
        complex=None,
        kinds=tuple(float(kind == one) for one in TalkKind),
    )


def _rows(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
