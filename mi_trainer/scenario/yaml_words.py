"""What libyaml says of a file it cannot read, in an author's words: where the slip was made, and how to mend it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Spot(NamedTuple):
    """A place as yaml's marks have it, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in YAML: ``mark`` is where it was made, which is often not where reading stopped."""

    mark: Any
    message: str
    hint: str


_NOT_CURLY = 'Curly quotes (“ ”) do not count: write straight ones (").'


def slip(problem: Any, text: str) -> Slip:
    """The mistake behind one of yaml's marked errors about ``text``."""
    what = problem.problem or "this is not YAML"
    here = problem.problem_mark or problem.context_mark
    begun = problem.context_mark or here
    for part, told in _TOLD:
        if part in what:
            made = told(here, begun, text)
            line = text.split("\n")[made.mark.line : made.mark.line + 1]
            return Slip(made.mark, made.message, f"{made.hint} {_NOT_CURLY}") if set("“”") & set(*line) else made
    return Slip(
        here, f"YAML cannot be read here: {what}", "Check quotes, brackets and indentation on this line and above."
    )


def _character(mark: Any, text: str) -> str:
    line = text.split("\n")[mark.line : mark.line + 1]
    return line[0][mark.column : mark.column + 1] if line else ""


def _unclosed_quote(here: Any, begun: Any, text: str) -> Slip:
    return Slip(begun, "this quote is never closed", "Close it at the end of the words, on the same line if you can.")


def _last_open(lines: Sequence[str]) -> Spot | None:
    """The last double quote that its own line does not close."""
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].replace('\\"', "__").count('"') % 2:
            return Spot(number, lines[number].rfind('"'))
    return None


def _no_start(here: Any, begun: Any, text: str) -> Slip:
    character = _character(here, text)
    if character == "\t":
        return Slip(here, "a tab stands here", "Indent with spaces, never with tabs.")
    return Slip(here, f"words cannot begin with {character}", "Put them in quotes.")


def _no_colon(here: Any, begun: Any, text: str) -> Slip:
    return Slip(
        begun, "this line is no `key: value`",
        "Put a colon and a space after the key. If it goes on with the words above, indent it as far as they are.",
    )  # fmt: skip


def _second_colon(here: Any, begun: Any, text: str) -> Slip:
    return Slip(
        here, "a second colon on a line that has its key already",
        "A colon followed by a space inside words needs quotes around the words.",
    )  # fmt: skip


def _out_of_line(here: Any, begun: Any, text: str) -> Slip:
    lines = text.split("\n")
    before = lines[here.line][: here.column].rstrip() if here.line < len(lines) else ""
    if before.endswith('"') and before.count('"') % 2 and (opened := _last_open(lines[: here.line])):
        return _unclosed_quote(here, opened, text)
    if before.endswith('"'):
        return Slip(here, "words go on after the closing quote", 'Inside double quotes write a quote as \\".')
    if before.endswith("'"):
        return Slip(
            here, "words go on after the closing quote",
            "Inside single quotes an apostrophe is written twice (''). Double quotes around the words are simpler.",
        )  # fmt: skip
    return Slip(
        here, "this line stands further in or out than what it belongs to",
        "Give it as many spaces as its neighbours have. Words under a | go further in than its key.",
    )  # fmt: skip


def _unclosed(here: Any, begun: Any, text: str) -> Slip:
    bracket = _character(begun, text)
    close = {"[": "]", "{": "}"}.get(bracket, "")
    if not close:
        return Slip(here, "a bracket is not closed, or a comma is missing", "Check the brackets above.")
    return Slip(
        begun, f"this {bracket} is not closed, or a comma is missing after it",
        f"Put a comma between its parts and {close} at the end; words with commas or brackets in them go in quotes.",
    )  # fmt: skip


def _nothing(here: Any, begun: Any, text: str) -> Slip:
    return Slip(here, "something is missing here", "Words that begin with # or with a bracket go in quotes.")


def _escape(here: Any, begun: Any, text: str) -> Slip:
    return Slip(
        here, "a backslash before a letter that it means nothing with",
        "Inside double quotes write a backslash twice (\\\\), or leave it out.",
    )  # fmt: skip


_TOLD: tuple[tuple[str, Callable[[Any, Any, str], Slip]], ...] = (
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document indicator", _unclosed_quote),
    ("cannot start any token", _no_start),
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _second_colon),
    ("expected ',' or", _unclosed),
    ("expected node content", _nothing),
    ("unknown escape character", _escape),
    ("expected key", _out_of_line),
    ("expected <block end>", _out_of_line),
    ("expected '-' indicator", _out_of_line),
)
"""Parts of libyaml's messages, and of PyYAML's own parser's, with what they mean; the first that is found counts."""
