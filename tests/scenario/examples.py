"""The examples on the findings' pages: a page's lines laid over the small scenario that they are about."""

import re
from dataclasses import dataclass
from pathlib import Path

from mi_trainer.scenario.checks.pages import folder

BASE = (folder() / "base.yaml").read_text("utf-8")
_BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WITHOUT = re.compile(r"^# without: (\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    kind: str
    text: str


def examples(page: Path) -> tuple[Example, Example]:
    bad, good = (Example(kind, text) for kind, text in _BLOCK.findall(page.read_text("utf-8")))
    return bad, good


def blocks(text: str, indent: str = "") -> dict[str, str]:
    """The text's parts by the key at their beginning, at one level of indentation."""
    parts: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        start = re.match(rf"{indent}([\w-]+):", line)
        if start:
            key = start[1] if start[1] not in parts else f"{start[1]} again"
        parts[key] = parts.get(key, "") + line
    return parts


def laid_over(text: str) -> str:
    """The base scenario with the parts of an example in place of its own; states one by one."""
    own, new = blocks(BASE), blocks(text)
    for key, part in new.items():
        if key == "states":
            states, more = blocks(own["states"], "  "), blocks(part, "  ")
            own["states"] = "".join({**states, **more, "": "states:\n"}.values())
        elif key:
            own[key] = part
    for gone in _WITHOUT.findall(text):
        del own[gone]
    return "".join(own.values())
