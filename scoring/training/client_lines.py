"""Clients' lines as values, from everything here that has them labelled by side and by DARN-CAT kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.codes import ClientTalk, TalkKind
from scoring.coding import Coding, Context

TYPED = Path(__file__).parent / "typed"
SCENARIOS = Path(__file__).parents[2] / "scenarios"
_LINE = re.compile(r'\{(?:speaker: \w+, )?says: ("(?:[^"\\]|\\.)*"), talk: (\w+)(?:, kind: (\w+))?')
_TARGET = re.compile(r"^target: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One labelled line. ``situation`` is what folds keep together; ``talk`` names discord apart from neutral talk."""

    id: str
    situation: str
    target: str
    before: str
    text: str
    talk: ClientTalk
    kind: TalkKind | None

    @property
    def context(self) -> Context:
        """The line's context, as the coder takes it."""
        return Context(target=self.target, earlier=((self.before, Coding()),) if self.before else ())

    @property
    def side(self) -> ClientTalk:
        """Change, sustain or neutral: discord is neutral about the target."""
        return ClientTalk.NEUTRAL if self.talk is ClientTalk.DISCORD else self.talk


def typed(split: str) -> list[ClientLine]:
    """The lines of `typed/client/fit` or `typed/client/held_out`, in the order of the files' names."""
    return [
        ClientLine(
            data["id"],
            data["situation"],
            data["target"],
            data["before"],
            data["text"],
            ClientTalk.DISCORD if data.get("discord") else ClientTalk(data["talk"]),
            _kind(data["kind"]),
        )
        for data in _rows(TYPED / "client" / split)
    ]


def patients() -> list[ClientLine]:
    """What the patients of the typed volleys (`typed/fit`) say, each line once."""
    found: dict[tuple[str, str], ClientLine] = {}
    for data in _rows(TYPED / "fit"):
        said, target = data.get("patient"), data.get("target") or ""
        if said and data.get("patient_talk"):
            talk = ClientTalk(data["patient_talk"])
            line = ClientLine(data["id"], data["situation"], target, "", said, talk, _kind(data.get("patient_kind")))
            found.setdefault((said, target), line)
    return list(found.values())


def shipped() -> list[ClientLine]:
    """The lines of the shipped patients with their authors' tags; a patient is a situation."""
    found = []
    for path in sorted(SCENARIOS.glob("*.yaml")):
        text = path.read_text("utf-8")
        target = _TARGET.search(text)
        if target is None:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if match := _LINE.search(line):
                says, talk, kind = json.loads(match[1]), ClientTalk(match[2]), _kind(match[3])
                found.append(ClientLine(f"{path.stem}:{number}", path.stem, target[1], "", says, talk, kind))
    return found


def _kind(name: str | None) -> TalkKind | None:
    return TalkKind(name) if name else None


def _rows(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
