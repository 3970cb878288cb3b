"""What happened written back into a file of tests: only the values that differ change; comments and layout stay."""

from collections.abc import Iterable

from mi_trainer.authoring.trying import Difference
from mi_trainer.scenario.yaml_text import Document, spans


def accepted(document: Document, differences: Iterable[Difference]) -> tuple[str, int]:
    """The file's text with what happened in place of what was expected, and how many values changed.

    What cannot be written down, such as a ``not`` that came true, is left for the author.
    """
    ends, text, changed = spans(document.text), document.text, 0
    for difference in sorted(differences, key=lambda d: ends.get(d.path, (0, 0)), reverse=True):
        if difference.happened is None or difference.path not in ends:
            continue
        start, end = ends[difference.path]
        old = text[start:end]
        kept = old[len(old.rstrip()) :]
        block = "\n" in old.rstrip() and not old.startswith(("[", '"', "'"))
        new = written(difference.happened)
        text = text[:start] + new + ("\n" if block and "\n" not in kept and end < len(text) else kept) + text[end:]
        changed += 1
    return text, changed


def written(value: str | float | Iterable[str]) -> str:
    """A value as YAML on one line, in quotes unless it is a plain name or number."""
    if isinstance(value, float):
        return f"{value:g}"
    if not isinstance(value, str):
        return "[" + ", ".join(map(written, value)) + "]"
    plain = value.replace("_", "").replace(".", "").replace("/", "").replace("-", "")
    if plain.isalnum() and value.isascii() and value[0].isalpha() and value not in _WORDS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'


_WORDS = frozenset({"null", "true", "false", "True", "False"})
