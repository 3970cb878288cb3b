"""Names that point at nothing: states, people, topics and flags.

Works on the plain values of a file, so that a misspelt ``goto`` is found in the same reading as a missing key:
whatever is not of the shape expected is passed over here, and reported by the model.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding, did_you_mean, nearest
from mi_trainer.scenario.model import BACK, BUILT_IN_FLAGS, Process, is_name
from mi_trainer.scenario.yaml_text import Document, KeyPath, group, listed

Part = tuple[KeyPath, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Declared:
    """The names that a file declares, as far as they can be made out; None where the part itself is missing."""

    states: frozenset[str] | None
    people: tuple[str, ...] | None
    topics: frozenset[str]
    flags: frozenset[str]


def _words(value: object) -> list[str]:
    """One name or a list of names; anything else is no name."""
    return [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]


class Parts:
    """The parts of a file that hold names, each with its path; gathered once, since many checks look at them."""

    def __init__(self, root: Mapping[str, object]) -> None:
        """Gather the parts of a file's plain values."""
        self.root = root
        self.reactions: list[Part] = [
            (("anywhere", n), group(reaction)) for n, reaction in enumerate(listed(root.get("anywhere")))
        ]
        self.otherwises: list[Part] = []
        self.lines: list[Part] = [(("pauses", n), group(line)) for n, line in enumerate(listed(root.get("pauses")))]
        for name, value in group(root.get("states")).items():
            state = group(value)
            for n, reaction in enumerate(listed(state.get("reactions"))):
                self.reactions.append((("states", name, "reactions", n), group(reaction)))
            if isinstance(otherwise := state.get("otherwise"), dict):
                self.otherwises.append((("states", name, "otherwise"), otherwise))
            for n, line in enumerate(listed(state.get("opens"))):
                self.lines.append((("states", name, "opens", n), group(line)))
        self.answers = (*self.reactions, *self.otherwises)
        for path, part in self.answers:
            said = part.get("lines")
            if isinstance(said, list):
                self.lines += [((*path, "lines", n), group(line)) for n, line in enumerate(said)]


def declared(parts: Parts) -> Declared:
    """What a file's names may refer to."""
    flags = set(BUILT_IN_FLAGS)
    for _, part in parts.answers:
        flags |= set(_words(part.get("sets")))
    states, people = parts.root.get("states"), parts.root.get("people")
    return Declared(
        frozenset(states) if isinstance(states, dict) else None,
        tuple(people) if isinstance(people, dict) else None,
        frozenset(group(parts.root.get("topics"))),
        frozenset(flags),
    )


def unknown_names(document: Document) -> Iterator[Finding]:
    """Every name in the file that points at nothing, with the nearest right ones or a stub to paste.

    In what was written first at a key as well; and what any of the two declares is declared.
    """
    versions = [(version, Parts(group(version.value))) for version in document.versions()]
    known = _together([declared(parts) for _, parts in versions])
    for version, parts in versions:
        for finding in _unknown_in(version, parts, known):
            if version.speaks_for(finding.place):
                yield finding


def _together(all_of: Sequence[Declared]) -> Declared:
    if len(all_of) == 1:
        return all_of[0]
    states = [known.states for known in all_of if known.states is not None]
    people = [known.people for known in all_of if known.people is not None]
    return Declared(
        frozenset().union(*states) if states else None,
        tuple(dict.fromkeys(chain.from_iterable(people))) if people else None,
        frozenset().union(*(known.topics for known in all_of)),
        frozenset().union(*(known.flags for known in all_of)),
    )


def _unknown_in(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
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


def _gotos(parts: Parts) -> list[tuple[KeyPath, object]]:
    """Every place that should name a state, with what stands there."""
    gotos: list[tuple[KeyPath, object]] = [(("start",), parts.root.get("start"))]
    gotos.append((("time", "goto"), group(parts.root.get("time")).get("goto")))
    return gotos + [((*path, "goto"), part["goto"]) for path, part in parts.answers if "goto" in part]


def _states(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
    root = parts.root
    if known.states is None:
        return
    for path, state in _gotos(parts):
        if not isinstance(state, str) or state in known.states:
            continue
        if state == BACK:
            if not _in_lane(root, path):
                yield found("E201", document.file, document.place(path), f"there is no state '{state}'",
                            "'back' leaves the safety lane: use it in a state of process safety.")  # fmt: skip
            continue
        hint = did_you_mean(_as_name(state), known.states)
        if is_name(state):
            hint = f"{hint} Or add it under states:\n{stub(state)}".strip()
        yield found("E201", document.file, document.place(path), f"there is no state '{state}'", hint)


def unnamed_states(document: Document) -> Iterator[Finding]:
    """States whose name stands nowhere but where they are written: all that can be told of who reaches what in a file
    with errors.

    Nothing is told while a place that should name a state holds no name; a state that a wrong name may mean is passed
    over, and so is one that stands as a word under any key.
    """
    versions = [Parts(group(version.value)) for version in document.versions()]
    named = [state for parts in versions for _, state in _gotos(parts)]
    states = list(group(group(document.value).get("states")))
    if not states or not all(isinstance(name, str) for name in named):
        return
    lost = {name for name in named if isinstance(name, str)} - {BACK, *states}
    spared = set().union(*(_whole_words(parts.root) for parts in versions), *(nearest(name, states) for name in lost))
    for state in states:
        if state not in spared:
            yield found("E202", document.file, document.place(("states", state), key=True),
                        f"nobody can reach the state '{state}': nothing leads to it",
                        f"Send somebody there with `goto: {state}`, or delete it.")  # fmt: skip


def _whole_words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _whole_words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _whole_words(inner)


def _as_name(words: str) -> str:
    """Words as they would be written as a name."""
    return re.sub(r"\W+", "_", words.strip().lower())


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
    return group(group(root.get("states")).get(str(path[1]))).get("process") == Process.SAFETY


def _speakers(document: Document, parts: Parts, known: Declared) -> Iterator[Finding]:
    if not known.people:
        return
    several = len(known.people) > 1
    for path, line in parts.lines:
        if not several and "speaker" not in line and "then" not in line:
            continue
        sayings: list[Part] = [(path, line)]
        if "then" in line:
            sayings += [((*path, "then", n), group(saying)) for n, saying in enumerate(listed(line["then"]))]
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
            when = group(part["when"])
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
    hint = did_you_mean(_as_name(name), known)
    if not is_name(name):
        return hint
    if what == "topic":
        return f"{hint} Or add it under topics:\n  {name}: [words, they, would, use]".strip()
    if what == "flag":
        return f"{hint} Or set it in a reaction:\n  sets: {name}".strip()
    return hint
