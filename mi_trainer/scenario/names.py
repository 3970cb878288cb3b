"""Names that point at nothing: states, people, topics and flags.

Works on the plain values of a file, so that a misspelt ``goto`` is found in the same reading as a missing key:
whatever is not of the shape expected is passed over here, and reported by the model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding, did_you_mean
from mi_trainer.scenario.model import BACK, BUILT_IN_FLAGS, Process
from mi_trainer.scenario.yaml_text import Document, KeyPath

Part = tuple[KeyPath, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Declared:
    """The names that a file declares, as far as they can be made out; None where the part itself is missing."""

    states: frozenset[str] | None
    people: tuple[str, ...] | None
    topics: frozenset[str]
    flags: frozenset[str]


def _group(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _words(value: object) -> list[str]:
    """One name or a list of names; anything else is no name."""
    return [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]


def reactions(root: Mapping[str, object]) -> Iterator[Part]:
    """Every reaction of the file with its path."""
    for n, reaction in enumerate(_list(root.get("anywhere"))):
        yield ("anywhere", n), _group(reaction)
    for name, state in _group(root.get("states")).items():
        for n, reaction in enumerate(_list(_group(state).get("reactions"))):
            yield ("states", name, "reactions", n), _group(reaction)


def otherwises(root: Mapping[str, object]) -> Iterator[Part]:
    """Every ``otherwise`` of the file with its path."""
    for name, state in _group(root.get("states")).items():
        if isinstance(otherwise := _group(state).get("otherwise"), dict):
            yield ("states", name, "otherwise"), otherwise


def lines(root: Mapping[str, object]) -> Iterator[Part]:
    """Every line of the file with its path."""
    for n, line in enumerate(_list(root.get("pauses"))):
        yield ("pauses", n), _group(line)
    for name, state in _group(root.get("states")).items():
        for n, line in enumerate(_list(_group(state).get("opens"))):
            yield ("states", name, "opens", n), _group(line)
    for path, part in (*reactions(root), *otherwises(root)):
        for n, line in enumerate(_list(part.get("lines"))):
            yield (*path, "lines", n), _group(line)


def declared(root: Mapping[str, object]) -> Declared:
    """What a file's names may refer to."""
    flags = set(BUILT_IN_FLAGS)
    for _, part in (*reactions(root), *otherwises(root)):
        flags |= set(_words(part.get("sets")))
    states, people = root.get("states"), root.get("people")
    return Declared(
        frozenset(states) if isinstance(states, dict) else None,
        tuple(people) if isinstance(people, dict) else None,
        frozenset(_group(root.get("topics"))),
        frozenset(flags),
    )


def unknown_names(document: Document) -> Iterator[Finding]:
    """Every name in the file that points at nothing, with the nearest right ones or a stub to paste."""
    root = _group(document.value)
    known = declared(root)
    yield from _file_name(document, root)
    yield from _states(document, root, known)
    yield from _speakers(document, root, known)
    yield from _others(document, root, known)


def _file_name(document: Document, root: Mapping[str, object]) -> Iterator[Finding]:
    own = root.get("id")
    if isinstance(own, str) and document.file.suffix == ".yaml" and own != document.file.stem:
        yield found("E106", document.file, document.place(("id",)), f"the id is '{own}', the file's name says "
                    f"'{document.file.stem}'", f"Name the file {own}.yaml, or change the id.")  # fmt: skip


def _states(document: Document, root: Mapping[str, object], known: Declared) -> Iterator[Finding]:
    if known.states is None:
        return
    gotos: list[tuple[KeyPath, object]] = [(("start",), root.get("start"))]
    gotos.append((("time", "goto"), _group(root.get("time")).get("goto")))
    gotos += [((*path, "goto"), part.get("goto")) for path, part in (*reactions(root), *otherwises(root))]
    for path, state in gotos:
        if not isinstance(state, str) or state in known.states:
            continue
        if state == BACK:
            if not _in_lane(root, path):
                yield found("E201", document.file, document.place(path), f"there is no state '{state}'",
                            "'back' leaves the safety lane: use it in a state of process safety.")  # fmt: skip
            continue
        yield found("E201", document.file, document.place(path), f"there is no state '{state}'",
                    f"{did_you_mean(state, known.states)} Or add it under states:\n{stub(state)}".strip())  # fmt: skip


def stub(state: str) -> str:
    """A state to paste into a file, with that name."""
    return (
        f"  {state}:\n    process: evoking\n    otherwise:\n      lines:\n"
        f'        - {{says: "...", talk: neutral}}\n        - {{says: "...", talk: neutral}}\n'
        f'        - {{says: "...", talk: neutral}}'
    )


def _in_lane(root: Mapping[str, object], path: KeyPath) -> bool:
    if path[0] != "states":
        return False
    return _group(_group(root.get("states")).get(str(path[1]))).get("process") == Process.SAFETY


def _speakers(document: Document, root: Mapping[str, object], known: Declared) -> Iterator[Finding]:
    if not known.people:
        return
    for path, line in lines(root):
        then = [((*path, "then", n), _group(saying)) for n, saying in enumerate(_list(line.get("then")))]
        for at, saying in ((path, line), *then):
            speaker = saying.get("speaker")
            if speaker is None and len(known.people) > 1 and "says" in saying:
                yield found("E309", document.file, document.place(at),
                            "nobody is named as the speaker, and several people are here",
                            "Add `speaker: " + "` or `speaker: ".join(known.people) + "`.")  # fmt: skip
            elif isinstance(speaker, str) and speaker not in known.people:
                yield found("E309", document.file, document.place((*at, "speaker")),
                            f"'{speaker}' is not among the people", did_you_mean(speaker, known.people))  # fmt: skip


def _others(document: Document, root: Mapping[str, object], known: Declared) -> Iterator[Finding]:
    people = {*(known.people or ()), "both"}
    for path, part in reactions(root):
        yield from _unknown(document, "E207", (*path, "about"), part.get("about"), known.topics, "topic")
        if known.people:
            yield from _unknown(document, "E207", (*path, "to"), part.get("to"), people, "person")
    for path, part in (*reactions(root), *lines(root)):
        yield from _unknown(document, "E209", (*path, "clears"), part.get("clears"), known.flags, "flag")
        when = _group(part.get("when"))
        for key in ("flag", "no_flag"):
            yield from _unknown(document, "E209", (*path, "when", key), when.get(key), known.flags, "flag")


def _unknown(
    document: Document, code: str, path: KeyPath, value: object, known: frozenset[str] | set[str], what: str
) -> Iterator[Finding]:
    for n, name in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(name, str) and name not in known:
            at = (*path, n) if isinstance(value, list) else path
            message = f"nothing sets the flag '{name}'" if what == "flag" else f"there is no {what} '{name}'"
            yield found(code, document.file, document.place(at), message, _mend(name, known, what))


def _mend(name: str, known: frozenset[str] | set[str], what: str) -> str:
    hint = did_you_mean(name, known)
    if what == "topic":
        return f"{hint} Or add it under topics:\n  {name}: [words, they, would, use]".strip()
    if what == "flag":
        return f"{hint} Or set it in a reaction:\n  sets: {name}".strip()
    return hint
