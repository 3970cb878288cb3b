"""`mi-trainer graph`: every format says the same scenario, and sessions are laid over it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from mi_trainer.cli.commands import main
from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.chart import charted
from mi_trainer.scenario.conditions import condition_words
from mi_trainer.scenario.diagram import FORMATS, text
from mi_trainer.scenario.library import files, find, shipped
from mi_trainer.scenario.model import Scenario
from tests.conftest import DATA
from tests.doubles import Spoken

SVG = "{http://www.w3.org/2000/svg}"
SMALL = str(DATA / "small.yaml")


def graph(*args: str) -> str:
    result = CliRunner().invoke(main, ["graph", *args])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("shape", FORMATS)
def test_every_format_names_every_state_and_ending(shape: str, small: Scenario) -> None:
    drawn = graph(SMALL, "--format", shape)
    for name, state in small.states.items():
        assert name in drawn
        assert state.ending is None or state.ending.outcome in drawn
    assert "safety" in drawn
    assert "anywhere" in drawn.casefold() or "any state" in drawn.casefold()


def test_the_outline_puts_states_under_their_process_and_says_what_arrows_ask() -> None:
    drawn = graph(SMALL)
    engaging, evoking = drawn.index("ENGAGING"), drawn.index("EVOKING")
    assert engaging < drawn.index("  waiting (start") < evoking < drawn.index("  talking")
    assert "    double-sided reflection about heart -> talking" in drawn
    assert "    planning [importance at least 5] -> leaves_with_plan" in drawn
    assert "    safety inquiry (suicide) -> back to where they were" in drawn
    assert "    turn 12 -> bus_leaves" in drawn


def test_svg_and_html_are_whole_documents_with_nothing_fetched_and_no_script() -> None:
    tree = ElementTree.fromstring(graph(SMALL, "--format", "svg"))
    states = [part for part in tree.iter() if "state" in part.get("class", "").split()]
    assert len(states) == 7
    assert all(0 <= float(part.get("x", -1)) <= float(tree.get("width", 0)) for part in states)
    page = graph(SMALL, "--format", "html")
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=", page) == []


def test_no_two_states_are_drawn_over_each_other() -> None:
    tree = ElementTree.fromstring(graph("first-visit", "--format", "svg"))
    places = [(part.get("x"), part.get("y")) for part in tree.iter() if "state" in part.get("class", "").split()]
    assert len(places) == len(set(places)) > 10


@pytest.mark.parametrize("name", [file.stem for file in files(shipped())])
def test_arrows_carry_names_that_do_not_stand_on_each_other(name: str) -> None:
    reading = find(name)
    assert reading.scenario is not None
    chart = charted(reading.scenario)
    tree = ElementTree.fromstring(graph(name, "--format", "svg"))
    labels = [part for part in tree.iter() if "name" in part.get("class", "").split()]
    assert len(labels) >= 0.9 * len(chart.arrows)
    boxes = []
    for part in labels:
        wide, x, y = 6 * len(part.text or ""), float(part.get("x", 0)), float(part.get("y", 0))
        left = x - wide / 2 if part.get("text-anchor") == "middle" else x
        boxes.append((left, left + wide, y - 9, y + 2))
    assert not any(
        a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3] for n, a in enumerate(boxes) for b in boxes[:n]
    )


def between(tree: ElementTree.Element) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """Each arrow from one state to another, and points on its way."""
    for path in tree.iter(f"{SVG}path"):
        ends = re.match(r"(\w+) to (\w+): ", path.findtext(f"{SVG}title", ""))
        numbers = [float(number) for number in re.findall(r"-?\d+", path.get("d", ""))]
        if ends is None or "C" not in path.get("d", ""):
            continue
        spots = list(zip(numbers[::2], numbers[1::2], strict=True))
        points = []
        for a, b, c, d in zip(spots[0::3], spots[1::3], spots[2::3], spots[3::3], strict=False):
            for t in (n / 40 for n in range(41)):
                mix = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                points.append(tuple(sum(w * s[k] for w, s in zip(mix, (a, b, c, d), strict=True)) for k in (0, 1)))
        yield ends[1], ends[2], points  # type: ignore[misc]


@pytest.mark.parametrize("name", [file.stem for file in files(shipped())])
def test_no_arrow_runs_behind_a_state_that_it_does_not_join(name: str) -> None:
    tree = ElementTree.fromstring(graph(name, "--format", "svg"))
    states = {
        group.findtext(f"{SVG}title", "").partition(":")[0]: [
            float(box.get(k, 0)) for k in ("x", "y", "width", "height")
        ]
        for group in tree.iter(f"{SVG}g")
        if (box := group.find(f"{SVG}rect")) is not None
    }
    ways = list(between(tree))
    assert len(ways) >= 8
    for source, target, points in ways:
        for state, (x, y, wide, high) in states.items():
            over = any(x < px < x + wide and y < py < y + high for px, py in points)
            assert not over or state in (source, target), f"{source} -> {target} runs behind {state}"


def test_a_picture_needs_nothing_that_only_browsers_know() -> None:
    drawn = graph(SMALL, "--format", "svg")
    assert "var(" not in drawn
    assert "paint-order" not in drawn
    light, dark = drawn.split("@media (prefers-color-scheme: dark)")
    for what in ("text", ".paper", ".state", ".arrow", ".head", ".engaging", ".endings"):
        assert f".chart {what} {{" in light
        assert f".chart {what} {{" in dark
    assert drawn.count("<marker ") == drawn.count('markerUnits="userSpaceOnUse"') == 2


@pytest.mark.parametrize(("shape", "line_break"), [("mermaid", "<br/>"), ("dot", "\\n")])
def test_what_arrows_ask_for_is_whole_for_other_programs_too(shape: str, line_break: str) -> None:
    drawn = graph("first-visit", "--format", shape).replace(line_break, " ").replace("#91;", "[").replace("#93;", "]")
    assert "…" not in drawn
    assert "closed question [importance at most 2.5, turn at least 10]" in drawn
    assert "[trust at least 4.5] / reflection or question" in drawn


def test_a_picture_names_reactions_as_their_author_does_and_says_below_what_they_ask(small: Scenario) -> None:
    page = graph(SMALL, "--format", "html")
    assert ">both sides<" in page
    assert "both_sides: double-sided reflection about heart → talking" in page
    assert [arrow.short for arrow in charted(small).arrows if arrow.target == "leaves_with_plan"] == [
        "planning [importance at least 5]"
    ]


def test_sessions_show_where_people_went_and_what_nothing_caught(home: Path, small: Scenario) -> None:
    store = Store()
    for word in ("hello there", "Hello there", "is it <b>raining</b>?"):
        session = Session.begin(small, Spoken(), keeper=store, seed=1)
        session.respond(word)
        session.respond("confront")
        session.end_early()
    store.close()
    drawn = graph(SMALL, "--sessions")
    assert "sessions: 6 turns; heard confront 50%" in drawn
    assert "went to: shut 3" in drawn
    caught = [line.strip() for line in drawn.splitlines() if "only otherwise caught" in line]
    assert caught == ["only otherwise caught (2): hello there", "only otherwise caught (1): is it <b>raining</b>?"]
    page = graph(SMALL, "--sessions", "--format", "html")
    assert "&lt;b&gt;raining" in page
    assert "<b>raining" not in page


def test_a_missing_or_broken_scenario_is_told_in_words(tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["graph", "first-visti"])
    assert missing.exit_code == 1
    assert "first-visit" in missing.output
    (tmp_path / "bad.yaml").write_text("a: [", "utf-8")
    broken = CliRunner().invoke(main, ["graph", str(tmp_path / "bad.yaml")])
    assert broken.exit_code == 1
    assert "E105" in broken.output


def test_it_is_written_to_a_file_on_request(tmp_path: Path) -> None:
    assert graph(SMALL, "--format", "svg", "--output", str(tmp_path / "out.svg")) == ""
    assert (tmp_path / "out.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.svg", "<svg"), ("a.HTML", "<!doctype"), ("a.mmd", "flowchart"), ("a.dot", "digraph"), ("a.txt", "Ten minutes"),
     ("a", "Ten minutes")],
)  # fmt: skip
def test_the_ending_of_the_file_says_the_format(tmp_path: Path, name: str, begins: str) -> None:
    graph(SMALL, "-o", str(tmp_path / name))
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_format_that_contradicts_the_ending_is_asked_about(tmp_path: Path) -> None:
    for args in (["--format", "text", "-o", "a.svg"], ["-o", "a.png"]):
        done = CliRunner().invoke(main, ["graph", SMALL, *args[:-1], str(tmp_path / args[-1])])
        assert done.exit_code == 2
        assert "--format" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["small.yaml", "other.yaml", "small.tests.yaml", "a-link.svg", "to-tests.svg", "to-a-link.svg", "to-nothing.svg",
     "second-name.svg"],
)  # fmt: skip
def test_a_drawing_is_never_written_over_a_patient_or_its_tests(tmp_path: Path, name: str) -> None:
    patient = tmp_path / "small.yaml"
    patient.write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    tests = tmp_path / "kept.tests.yaml"
    tests.write_text("by hand", "utf-8")
    links = {"a-link.svg": patient, "to-tests.svg": tests, "to-a-link.svg": tmp_path / "to-tests.svg",
             "to-nothing.svg": tmp_path / "none.yaml"}  # fmt: skip
    for link, target in links.items():
        (tmp_path / link).symlink_to(target)
    (tmp_path / "second-name.svg").hardlink_to(patient)
    before = sorted(tmp_path.iterdir())
    for shape in ([], ["--format", "svg"]):
        done = CliRunner().invoke(main, ["graph", str(patient), *shape, "-o", str(tmp_path / name)])
        assert done.exit_code == 1
        assert "another name" in done.output
    assert patient.read_text("utf-8") == (DATA / "small.yaml").read_text("utf-8")
    assert tests.read_text("utf-8") == "by hand"
    assert sorted(tmp_path.iterdir()) == before


def test_a_drawing_may_be_kept_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "link.svg").symlink_to(tmp_path / "drawings" / "small.svg")
    for _ in range(2):
        graph(SMALL, "-o", str(tmp_path / "link.svg"))
    assert (tmp_path / "drawings" / "small.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("trouble", ["shut", "long", "loop", "missing", "file"])
def test_a_file_that_cannot_be_written_is_told_in_words(tmp_path: Path, trouble: str) -> None:
    outputs = {
        "shut": tmp_path / "shut" / "a.svg",
        "long": tmp_path / f"{'a' * 300}.svg",
        "loop": tmp_path / "loop.svg",
        "missing": tmp_path / "missing" / "a.svg",
        "file": tmp_path / "file" / "a.svg",
    }
    (tmp_path / "loop.svg").symlink_to(tmp_path / "loop.svg")
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "shut").mkdir(mode=0)
    try:
        if trouble == "shut" and os.access(tmp_path / "shut", os.X_OK):
            pytest.skip("no folder is shut to root")
        done = CliRunner().invoke(main, ["graph", SMALL, "-o", str(outputs[trouble])])
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert done.exit_code == 1
    assert f"{outputs[trouble]} cannot be written: " in done.output


def test_conditions_read_as_words(small: Scenario) -> None:
    assert [condition_words(reaction) for reaction in small.anywhere] == [
        "confront",
        "safety inquiry (suicide) [not risk voiced]",
    ]


def test_an_outline_needs_no_sessions(small: Scenario) -> None:
    assert "sessions:" not in text(charted(small))
