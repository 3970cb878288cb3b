"""The arrows between the rooms, held twice: by what the source imports, and by what a fresh interpreter loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [p for top in ("scoring", "mi_trainer") for p in sorted((ROOT / top).rglob("*.py"))]

MAY_USE = {
    "scoring": set(),
    "mi_trainer.scenario": {"scoring"},
    "mi_trainer.records": {"scoring", "mi_trainer.scenario", "mi_trainer.patient"},
    "mi_trainer.patient": {"scoring", "mi_trainer.scenario"},
    "mi_trainer.practice": {"scoring", "mi_trainer.scenario", "mi_trainer.patient", "mi_trainer.records"},
    "mi_trainer.debrief": {
        "scoring", "mi_trainer.scenario", "mi_trainer.patient", "mi_trainer.records", "mi_trainer.practice",
    },
    "mi_trainer.authoring": {
        "scoring", "mi_trainer.scenario", "mi_trainer.patient", "mi_trainer.records", "mi_trainer.practice",
    },
}  # fmt: skip
ONLY_IN = {
    "textual": "mi_trainer/tui/",
    "textual_plot": "mi_trainer/tui/",
    "transitions": "mi_trainer/patient/machine.py",
    "sqlalchemy": "mi_trainer/records/",
    "yaml": "mi_trainer/scenario/yaml_text.py",
}


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room(name: str) -> str:
    top, _, rest = name.partition(".")
    return top if top == "scoring" or not rest else f"{top}.{rest.split('.')[0]}"


@pytest.mark.parametrize("file", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_point_one_way(file: Path) -> None:
    here = room(".".join(file.relative_to(ROOT).with_suffix("").parts))
    if here not in MAY_USE:
        return
    rooms = {*MAY_USE, "mi_trainer.tui", "mi_trainer.cli"}
    used = {room(name) for name in imported(file)} & rooms - {here}
    assert used <= MAY_USE[here], f"{file.name} in {here} must not use {used - MAY_USE[here]}"


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_a_library_is_imported_in_one_place_only(library: str, place: str) -> None:
    users = [
        str(file.relative_to(ROOT)) for file in SOURCES if any(name.split(".")[0] == library for name in imported(file))
    ]
    assert users, f"nothing imports {library}: drop the dependency"
    assert [user for user in users if not user.startswith(place)] == []


def test_training_is_never_imported_by_the_running_program() -> None:
    assert [
        f.name for f in SOURCES if "training" not in f.parts and any("scoring.training" in n for n in imported(f))
    ] == []


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("scoring.coder", {"textual", "rich", "pydantic", "sqlalchemy", "yaml", "transitions", "mi_trainer"}),
        ("mi_trainer.scenario.reader", {"textual", "rich", "sqlalchemy", "transitions"}),
        ("mi_trainer.practice.session", {"textual", "rich", "sqlalchemy", "yaml"}),
        ("mi_trainer.debrief", {"textual", "sqlalchemy", "yaml"}),
        ("mi_trainer.authoring.trying", {"textual", "rich", "sqlalchemy", "numpy"}),
        ("mi_trainer.cli", {"click", "textual", "pydantic", "sqlalchemy", "yaml", "transitions", "numpy"}),
        ("mi_trainer.cli.commands", {"textual", "pydantic", "sqlalchemy", "yaml", "transitions", "numpy"}),
    ],
)
def test_the_core_knows_no_screen(module: str, absent: set[str]) -> None:
    code = f"import sys, {module}; print('\\n'.join(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert absent & set(done.stdout.split()) == set()
