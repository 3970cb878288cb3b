"""Names that point at nothing: states, people, topics and flags.

Works on the plain values of a file, so that a misspelt ``goto`` is found in the same reading as a missing key:
whatever is not of the shape expected is passed over here, and reported by the model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

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


class Parts:
    """The parts of a file that hold names, each with its path; gathered once, since many checks look at them."""

    def __init__(self, root: Mapping[str, object]) -> None:
        """Gather the parts of a file's plain values."""
        self.root = root
        self.reactions: list[Part] = [
            (("anywhere", n), _group(reaction)) for n, reaction in enumerate(_list(root.get("anywhere")))
        ]
        self.otherwises: list[Part] = []
        self.lines: list[Part] = [(("pauses", n), _group(line)) for n, line in enumerate(_list(root.get("pauses")))]
        for name, value in _group(root.get("states")).items():
            state = _group(value)
            for n, reaction in enumerate(_list(state.get("reactions"))):
                self.reactions.append((("states", name, "reactions", n), _group(reaction)))
            if isinstance(otherwise := state.get("otherwise"), dict):
                self.otherwises.append((("states", name, "otherwise"), otherwise))
            for n, line in enumerate(_list(state.get("opens"))):
                self.lines.append((("states", name, "opens", n), _group(line)))
        self.answers = (*self.reactions, *self.otherwises)
        for path, part in self.answers:
            said = part.get("lines")
            if isinstance(said, list):
                self.lines += [((*path, "lines", n), _group(line)) for n, line in enumerate(said)]


def declared(parts: Parts) -> Declared:
    """What a file's names may refer to."""
    flags = set(BUILT_IN_FLAGS)
    for _, part in parts.answers:
        flags |= set(_words(part.get("sets")))
    states, people = parts.root.get("states"), parts.root.get("people")
    return Declared(
        frozenset(states) if isinstance(states, dict) else None,
        tuple(people) if isinstance(people, dict) else None,
        frozenset(_group(parts.root.get("topics"))),
        frozenset(flags),
    )


def unknown_names(document: Document) -> Iterator[Finding]:
    """Every name in the file that points at nothing, with the nearest right ones or a stub to paste."""
    parts = Parts(_group(document.value))
    known = declared(parts)
    yield from _file_name(document, parts.root)
    yield from _called_alike(document, parts)
    yield from _states(document, parts, known)
    yield from _speakers(document, parts, known)
    yield from _others(document, parts, known)


def _file_name(document: Document, root: Mapping[str, object]) -> Iterator[Finding]:
    own = root.get("id")
    if isinstance(own, str) and document.file.suffix == ".yaml" and own != document.file.stem:
        yield found("E106", document.file, document.place(("id",)), f"the id is '{own}', the file's name says "
                    f"'{document.file.stem}'", f"Name the file {own}.yaml, or change the id.")  # fmt: skip


def _called_alike(document: Document, parts: Parts) -> Iterator[Finding]:
    """Reactions of one place with the same name, or with that of a state's own lines: reports could not tell them."""
    first: dict[tuple[KeyPath, str], KeyPath] = {}
    for path, reaction in parts.reactions:
        name = reaction.get("name")
        if not isinstance(name, str):
            continue
        if name in _LINES:
            yield found("E104", document.file, document.place((*path, "name")), f"a reaction cannot be called '{name}':"
                        " reports call the state's own lines so", "Give it another name.")  # fmt: skip
        elif (path[:-1], name) in first:
            line = document.place((*first[path[:-1], name], "name")).line
            yield found("E104", document.file, document.place((*path, "name")),
                        f"two reactions here are called '{name[:40]}': the first is on line {line}",
                        "Give one of them another name, or leave it out: it is numbered then.")  # fmt: skip
        else:
            first[path[:-1], name] = path


_LINES = frozenset({"opens", "otherwise"})


def _states(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
    root = parts.root
    if known.states is None:
        return
    gotos: list[tuple[KeyPath, object]] = [(("start",), root.get("start"))]
    gotos.append((("time", "goto"), _group(root.get("time")).get("goto")))
    gotos += [((*path, "goto"), part["goto"]) for path, part in parts.answers if "goto" in part]
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


def _speakers(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
    if not known.people:
        return
    several = len(known.people) > 1
    for path, line in parts.lines:
        if not several and "speaker" not in line and "then" not in line:
            continue
        sayings: list[Part] = [(path, line)]
        if "then" in line:
            sayings += [((*path, "then", n), _group(saying)) for n, saying in enumerate(_list(line["then"]))]
        for at, saying in sayings:
            speaker = saying.get("speaker")
            if speaker is None:
                if several and "says" in saying:
                    yield found("E309", document.file, document.place(at),
                                "nobody is named as the speaker, and several people are here",
                                "Add `speaker: " + "` or `speaker: ".join(known.people) + "`.")  # fmt: skip
            elif isinstance(speaker, str) and speaker not in known.people:
                yield found("E309", document.file, document.place((*at, "speaker")),
                            f"'{speaker}' is not among the people", did_you_mean(speaker, known.people))  # fmt: skip


def _others(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
    people = {*(known.people or ()), "both"}
    for path, part in parts.reactions:
        if "about" in part:
            yield from _unknown(document, "E207", (*path, "about"), part["about"], known.topics, "topic")
        if "to" in part and known.people:
            yield from _unknown(document, "E207", (*path, "to"), part["to"], people, "person")
    for path, part in chain(parts.reactions, parts.lines):
        if "clears" in part:
            yield from _unknown(document, "E209", (*path, "clears"), part["clears"], known.flags, "flag")
        if "when" in part:
            when = _group(part["when"])
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
