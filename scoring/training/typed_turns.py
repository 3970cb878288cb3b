"""The project's own typed volleys as turns, so that they teach the same heads as AnnoMI and one of their own."""

import json
from collections.abc import Iterator
from pathlib import Path

from scoring.fitted import CODES
from scoring.training.annomi import TALK, Turn

_QUESTION, _REFLECTION, _INPUT = {CODES[0]}, set(CODES[1:3]), {CODES[6], CODES[7], CODES[9]}


def load(folder: Path) -> list[Turn]:
    """Every volley in the folder's files, then every patient's line of them once."""
    turns: list[Turn] = []
    lines: dict[tuple[str, str], str] = {}
    for row in _rows(folder):
        codes = set(row["codes"])
        families = [n for n, own in enumerate((_QUESTION, _REFLECTION, _INPUT)) if codes & own]
        reflects = codes & _REFLECTION
        shares = [float(n in (families or [3])) for n in range(4)]
        turns.append(
            Turn(
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
            )
        )
        if row.get("patient") and row.get("patient_talk") in TALK:
            lines[row["patient"], row.get("target") or ""] = row["patient_talk"]
    for (text, target), talk in lines.items():
        shares = [float(talk == one) for one in TALK]
        turns.append(
            Turn(
                "line", 0, "line", True, False, text, "", target, TALK.index(talk), (), tuple(shares), None, None, None
            )
        )
    return turns


def _rows(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
