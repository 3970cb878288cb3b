"""How far two labelling passes over the same typed volleys agree: Cohen's kappa per code and per mark.

    python -m scoring.training.typed_kappa [--held-out]

`typed/second_pass.jsonl` holds rows labelled a second time without sight of the first labels, and under `first`
the labels of the first pass as they then stood: later corrections of the typed set do not change these figures. The
rows were drawn so that rare codes and marks occur; the agreement is that of such rows, not of a session.
`--held-out` prints the same of all volleys held out: `typed/held_out_again.jsonl`.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.agreement import Agreement, kappa
from scoring.codes import DETAILS, REFLECTIONS, Behaviour, Mark
from scoring.training.typed_rows import FOLDER

PATH = FOLDER / "second_pass.jsonl"
HELD_OUT = FOLDER / "held_out_again.jsonl"


@dataclass(frozen=True, slots=True)
class Labels:
    """What one pass gave a row; `marks` by name, `detailed` as `mark.detail` for the marks that have one."""

    codes: frozenset[str]
    form: str | None
    marks: frozenset[str]
    detailed: frozenset[str]

    def reflection(self) -> str | None:
        """Which kind of reflection, if any."""
        return next((code for code in self.codes if code in REFLECTIONS), None)


@dataclass(frozen=True, slots=True)
class Twice:
    """A row with the labels of either pass."""

    id: str
    first: Labels
    second: Labels


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: how often either pass gave the name, and the kappa of its presence."""

    name: str
    first: int
    second: int
    kappa: Agreement


def passes(path: Path = PATH) -> list[Twice]:
    """Every row of a file of rows labelled twice."""
    with path.open(encoding="utf-8") as file:
        data = [json.loads(line) for line in file if line.strip()]
    return [Twice(str(row["id"]), _labels(row["first"]), _labels(row)) for row in data]


def _labels(data: dict[str, object]) -> Labels:
    codes, marks, form = data["codes"], data["marks"], data["form"]
    assert isinstance(codes, list)
    assert isinstance(marks, list)
    return Labels(
        codes=frozenset(codes),
        form=str(form) if form else None,
        marks=frozenset(mark["mark"] for mark in marks),
        detailed=frozenset(f"{mark['mark']}.{mark['detail']}" for mark in marks if mark["mark"] in DETAILS),
    )


def _present(names: Iterable[str], given: Sequence[tuple[frozenset[str], frozenset[str]]]) -> list[Line]:
    lines = []
    for name in names:
        first, second = [name in a for a, _ in given], [name in b for _, b in given]
        lines.append(Line(name, sum(first), sum(second), kappa(first, second)))
    return lines


def codes_table(twice: Sequence[Twice]) -> list[Line]:
    """A line for each behaviour code."""
    return _present(tuple(Behaviour), [(row.first.codes, row.second.codes) for row in twice])


def marks_table(twice: Sequence[Twice]) -> list[Line]:
    """A line for each mark, whatever its detail."""
    return _present(tuple(Mark), [(row.first.marks, row.second.marks) for row in twice])


def details_table(twice: Sequence[Twice]) -> list[Line]:
    """A line for each mark with its detail, where a mark has one."""
    names = (f"{mark}.{detail}" for mark, details in DETAILS.items() for detail in details)
    return _present(names, [(row.first.detailed, row.second.detailed) for row in twice])


def joint_table(twice: Sequence[Twice]) -> list[Line]:
    """Codings of several values: none, open or closed; none, simple or complex; and the whole set of codes."""
    codings: dict[str, tuple[list[object], list[object]]] = {
        "form: none/open/closed": ([row.first.form for row in twice], [row.second.form for row in twice]),
        "reflection: none/SR/CR": (
            [row.first.reflection() for row in twice],
            [row.second.reflection() for row in twice],
        ),
        "the whole set of codes": ([row.first.codes for row in twice], [row.second.codes for row in twice]),
    }
    return [
        Line(name, sum(map(bool, first)), sum(map(bool, second)), kappa(first, second))
        for name, (first, second) in codings.items()
    ]


def mean(lines: Iterable[Line]) -> float | None:
    """The mean kappa of the names for which it is defined."""
    known = [line.kappa.value for line in lines if line.kappa.value is not None]
    return sum(known) / len(known) if known else None


def show(title: str, lines: Sequence[Line], *, averaged: bool = True) -> None:
    """Print a table as Markdown; names that neither pass gave have no kappa."""
    print(f"\n| {title} | first | second | kappa | 95% interval |\n|---|---|---|---|---|")
    for line in lines:
        within = line.kappa.interval
        interval = f"{within.low:.2f} to {within.high:.2f}" if within else "-"
        print(f"| {line.name} | {line.first} | {line.second} | {_number(line.kappa.value)} | {interval} |")
    if averaged:
        print(f"| **mean** | | | **{_number(mean(lines))}** | |")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="of volleys held out, taken as they come")
    twice = passes(HELD_OUT if parser.parse_args().held_out else PATH)
    codes, marks = codes_table(twice), marks_table(twice)
    print(f"{len(twice)} typed volleys, labelled twice")
    show("code", codes)
    show("mark", marks)
    show("mark and detail", details_table(twice))
    show("together", joint_table(twice), averaged=False)
    print(f"\nMean kappa over codes and marks: {_number(mean([*codes, *marks]))}")


if __name__ == "__main__":
    main()
