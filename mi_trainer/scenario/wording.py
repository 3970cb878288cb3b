"""What the model refuses, in an author's words: which key, what was expected, and the nearest right name."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding, did_you_mean
from mi_trainer.scenario.model import FORMAT, Scenario
from mi_trainer.scenario.yaml_text import Document, KeyPath
from scoring.codes import hearable

_ASKED = {
    "string_type": "a piece of text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of keys and values",
    "model_type": "a group of keys and values",
    "model_attributes_type": "a group of keys and values",
}
_BOUND = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "too_short": ("min_length", "at least"),
    "too_long": ("max_length", "at most"),
}
_MANY = 400
_CLOSES = ("”", "“", "’")
_CURLED = 'Curly quotes hold nothing together: put the words in straight ones (").'


def kind_of(value: object) -> str:
    """What a value of a file is called in a sentence, with its article."""
    match value:
        case bool():
            return "a yes-or-no value"
        case int() | float():
            return "a number"
        case str():
            return "a piece of text"
        case list():
            return "a list"
        case dict():
            return "a group of keys"
        case None:
            return "an empty value"
    return f"a {type(value).__name__}"


def _model_at(path: KeyPath) -> type[BaseModel] | None:
    """The model that describes what stands at a path: what its right keys are."""
    at: object = Scenario
    for step in path:
        if isinstance(at, type) and issubclass(at, BaseModel) and isinstance(step, str):
            if step not in at.model_fields:
                return None
            at = at.model_fields[step].annotation
        else:
            inner = [a for a in get_args(at) if a is not Ellipsis and a is not type(None)]
            at = inner[-1] if inner else None
        while get_args(at) and type(None) in get_args(at):
            at = next(a for a in get_args(at) if a is not type(None))
        if hasattr(at, "__metadata__"):
            at = get_args(at)[0]
    return at if isinstance(at, type) and issubclass(at, BaseModel) else None


def translated(document: Document, problem: ValidationError) -> Iterator[Finding]:
    """Every refusal as a finding; the nearest names for as many as somebody may read."""
    errors = problem.errors(include_url=False)
    inside = {path[:n] for error in errors for path in [error["loc"]] for n in range(1, len(path))}
    for number, error in enumerate(errors):
        path = tuple(step for step in error["loc"] if step != "[key]")
        if error["type"] == "too_short" and error["loc"] in inside:
            continue  # what is missing from the list is what was refused in it
        yield _translate(document, path, error, near=number < _MANY)


def _finding(document: Document, code: str, path: KeyPath, message: str, hint: str, *, key: bool = False) -> Finding:
    return found(code, document.file, document.place(path, key=key), message, hint)


def _shown(value: object, most: int = 40) -> str:
    words = str(value)
    return words if len(words) <= most else words[: most - 3] + "..."


def _translate(document: Document, path: KeyPath, error: ErrorDetails, *, near: bool) -> Finding:
    where = _where(path)
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            model = _model_at(path[:-1])
            known = list(model.model_fields) if model else []
            hint = did_you_mean(str(path[-1]), known) if near else ""
            if str(path[-1])[-1:] in _CLOSES:
                hint = f"{_CURLED} Then a comma in them is no end."
            elif given is None:
                hint = (
                    f"If it belongs to what stands before it, several go in square brackets: [..., {path[-1]}]. {hint}"
                )
            return _finding(document, "E101", path, f"'{_shown(path[-1])}' is no key here", hint, key=True)
        case "missing":
            return _finding(document, "E102", path, f"'{path[-1]}' is missing", _stub(path))
        case "literal_error" if path == ("format",):
            return _finding(document, "E107", path, f"format {_shown(given)} is not known",
                            f"This version reads format {FORMAT}: write `format: {FORMAT}`.")  # fmt: skip
        case "enum" | "literal_error":
            expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            known = [name.strip() for name in expected.split(",")]
            hint = did_you_mean(given, known) if isinstance(given, str) and near else "Known here: " + ", ".join(known)
            return _finding(document, "E103", path, f"'{_shown(given)}' is not one of the words for {where}", hint)
        case "value_error" if "unknown code" in error["msg"]:
            return _unknown_code(document, path, given, near=near)
        case "value_error":
            message = error["msg"].removeprefix("Value error, ")
            return _finding(document, "E103", path, f"{where}: {message}" if path else message, _describe(path))
        case "string_too_long":
            most = context.get("max_length", 0)
            return _finding(document, "E109", path, f"{where} has {len(str(given)):,} characters; at most {most} fit",
                            "Break it into several lines or shorten it.")  # fmt: skip
        case "string_too_short":
            return _finding(document, "E103", path, f"{where} is empty", _describe(path) or "Write some words.")
        case "string_pattern_mismatch":
            several = f"Several go in square brackets: [{_shown(given)}]. " if "," in str(given) else ""
            return _finding(document, "E103", path, f"'{_shown(given)}' cannot be a name",
                            f"{several}Use small letters, digits and underscores (an id: hyphens), a letter first.",
                            key="[key]" in error["loc"])  # fmt: skip
        case "none_required":
            return _finding(document, "E103", path, f"{where} should be left out or empty", "")
    return _wrong_kind(document, path, error)


def _where(path: KeyPath) -> str:
    """What to call the value at a path: its key, or which one of a list it is."""
    if not path:
        return "the scenario"
    if isinstance(path[-1], int):
        owner = next((step for step in reversed(path) if isinstance(step, str)), "the list")
        return f"number {path[-1] + 1} of '{owner}'"
    return f"'{_shown(path[-1])}'"


def _wrong_kind(document: Document, path: KeyPath, error: ErrorDetails) -> Finding:
    where, given, context = _where(path), error["input"], error.get("ctx", {})
    hint = _describe(path)
    if error["type"] in _BOUND:
        name, words = _BOUND[error["type"]]
        bound = context.get(name)
        if error["type"] in {"too_short", "too_long"}:
            code = "E109" if error["type"] == "too_long" else "E103"
            size = context.get("actual_length", "more")
            return _finding(document, code, path, f"{where} needs {words} {bound}; here are {size}", hint)
        return _finding(document, "E103", path, f"{where} is {_shown(given)}; it should be {words} {bound}", hint)
    asked = _ASKED.get(error["type"])
    if asked is None:
        return _finding(document, "E103", path, f"{where}: {error['msg'][:1].lower()}{error['msg'][1:]}", hint)
    if (error["type"] == "string_type" and isinstance(given, bool | int | float)) or given is None:
        hint = f"Put it in quotes. {hint}".strip() if given is not None else f"Write {asked} after the colon. {hint}"
    elif asked == "a list" and isinstance(given, str) and "\n" not in given:
        hint = f"Write it in square brackets: [{_shown(given)}]. {hint}"
    return _finding(document, "E103", path, f"{where} should be {asked}, but this is {kind_of(given)}", hint.strip())


def _unknown_code(document: Document, path: KeyPath, given: object, *, near: bool) -> Finding:
    hint = did_you_mean(str(given), hearable()) if near else ""
    if isinstance(given, str) and "," in given:
        hint = f"Several go in square brackets: [{_shown(given)}]."
    where = bool(path) and isinstance(path[-1], str) and path[:-1] == ("temperament",)
    if not isinstance(given, str):
        message = f"{_where(path)} should be a code or mark, but this is {kind_of(given)}"
        return _finding(document, "E103", path, message, "One name, or several as [name, name].")
    return _finding(document, "E206", path, f"'{_shown(given)}' is no code or mark", hint, key=where)


_STUBS: dict[str, Any] = {
    "otherwise": 'otherwise:\n  lines:\n    - {says: "...", talk: neutral}',
    "lines": 'lines:\n  - {says: "...", talk: neutral}',
    "says": 'says: "..."',
    "talk": "talk: neutral   # change, sustain, neutral or discord",
    "format": f"format: {FORMAT}",
    "provenance": "provenance: {author: You, reviewed_by: null, reviewed_on: null, jurisdiction: any}",
    "people": 'people:\n  dana: {name: Dana, about: "age, life, how they speak"}',
    "time": "time: {turns: 24, goto: time_is_up}",
    "pauses": 'pauses:\n  - {says: "She waits.", talk: neutral}\n  - {says: "...", talk: neutral}\n'
    '  - {says: "...", talk: neutral}',
    "states": "states:\n  arrives:\n    process: engaging\n    otherwise:\n      lines:\n"
    '        - {says: "...", talk: neutral}',
    "practises": "practises: [open_question, complex_reflection]",
    "goto": "goto: name_of_a_state",
    "outcome": "outcome: considering   # commitment, plan, considering, unchanged, left, safety or time",
}


def _stub(path: KeyPath) -> str:
    key = str(path[-1])
    described = _describe(path)
    return f"Add: {_STUBS.get(key, f'{key}: ...')}" + (f"\n{described}" if described else "")


def _describe(path: KeyPath) -> str:
    model = _model_at(path[:-1])
    key = path[-1] if path else None
    if model and isinstance(key, str) and key in model.model_fields:
        return model.model_fields[key].description or ""
    return ""
