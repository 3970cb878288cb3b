"""The figures: drawn for any session, and readable without colour."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from mi_trainer.debrief import Debrief, Point
from mi_trainer.debrief.blocks import Figure, Plot
from mi_trainer.debrief.plot import WIDTH, figure
from mi_trainer.patient.disposition import Disposition
from mi_trainer.scenario.model import Scenario
from scoring.codes import Standing
from tests.debrief.playing import INTO_THE_LANE, LONG, debriefed

NAMES = ("Trust", "Importance", "Confidence", "Discord")


def drawn(plot: Plot, points: tuple[Point, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(figure(Figure(plot, "A title & more", "What <it> shows", points), 1))


def points(*talk: str, disposition: Disposition = Disposition()) -> tuple[Point, ...]:  # noqa: B008 - frozen
    balance, found = 0, []
    for n, held in enumerate(talk):
        change, sustain = held.count("c"), held.count("s")
        balance += change - sustain
        found.append(Point(n, "CR", Standing.SKILL, change, sustain, held.count("d"), balance, disposition))
    return tuple(found)


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(e.itertext()) for e in svg.iter() if e.tag.endswith("text")]


def signs(svg: ElementTree.Element) -> list[str]:
    return [e.tag.split("}")[1] for e in svg.iter() if "sign" in (e.get("class") or "")]


@pytest.mark.parametrize("plot", Plot)
@pytest.mark.parametrize("turns", [1, 2, 15, 120])
def test_a_session_of_any_length_is_drawn_inside_its_picture(plot: Plot, turns: int) -> None:
    svg = drawn(plot, points(*(["c", "s", "", "d", "cs"] * turns)[:turns]))
    width = float(svg.get("width") or 0)
    assert width >= WIDTH - 1
    xs = [float(e.get("cx") or e.get("x") or 0) for e in svg.iter()]
    assert 0 <= min(xs) <= max(xs) <= width


def test_each_kind_of_talk_has_its_own_shape() -> None:
    svg = drawn(Plot.LANGUAGE, points("c", "s", "cs", "d", ""))
    shapes = [e for e in svg.iter() if "sign" in (e.get("class") or "")]
    assert len({re.sub(r"[\d.,\- ]+", "", str(e.get("points") or e.get("d") or "o")) + e.tag for e in shapes}) >= 3
    assert [e.get("class") for e in shapes] == [
        "sign change", "sign sustain", "sign mixed", "sign discord", "sign neutral",
    ]  # fmt: skip
    assert signs(svg) == ["polygon", "polygon", "polygon", "path", "circle"]


def test_the_line_goes_up_with_change_talk_and_down_with_sustain_talk() -> None:
    svg = drawn(Plot.LANGUAGE, points("", "c", "c", "s"))
    line = next(e for e in svg.iter() if e.get("class") == "line balance")
    heights = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line.get("d") or "")]
    assert heights[0] > heights[1] > heights[2] < heights[3]


def test_a_move_that_is_not_mi_adherent_is_marked_by_a_sign(small: Scenario) -> None:
    debrief: Debrief = debriefed(small, LONG)
    labels = texts(drawn(Plot.LANGUAGE, debrief.series))
    assert "! Pers" in labels
    assert "CR" in labels


def test_turns_about_safety_are_named_on_the_plot(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "persuade", "safety_inquiry.suicide", "affirm"])
    assert texts(drawn(Plot.DISPOSITION, debrief.series)).count("safety") == 1


@pytest.mark.parametrize("level", [0, 5, 10])
def test_names_of_lines_that_end_together_do_not_cover_each_other(level: float) -> None:
    same = Disposition(level, level, level, level)
    svg = drawn(Plot.DISPOSITION, points("c", "s", disposition=same))
    names = [e for e in svg.iter() if (e.get("class") or "").startswith("name")]
    assert sorted((e.text or "").split()[0] for e in names) == sorted(NAMES)
    heights = sorted(float(e.get("y") or 0) for e in names)
    assert all(after - before >= 12 for before, after in pairwise(heights))
    assert 0 < heights[0] <= heights[-1] <= float(svg.get("height") or 0)


def test_what_it_shows_is_said_in_words_too() -> None:
    svg = drawn(Plot.LANGUAGE, points("c", "s"))
    assert "".join(svg[0].itertext()) == "A title & more"
    assert "".join(svg[1].itertext()) == "What <it> shows"
    assert svg.get("role") == "img"
