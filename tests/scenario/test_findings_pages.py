"""Every code has a page; its bad example gives that finding and only that, its good one none."""

from datetime import date
from pathlib import Path

import pytest

from mi_trainer.practice.checking import checked
from mi_trainer.scenario.checks.catalogue import CATALOGUE
from mi_trainer.scenario.checks.pages import folder, page
from mi_trainer.scenario.checks.run import Checked
from scoring.coder import Coder
from tests.scenario.examples import BASE, Example, examples, laid_over

TODAY = date(2026, 6, 1)


def check(text: str, folder: Path) -> Checked:
    file = folder / "example.yaml"
    file.write_text(text, "utf-8")
    return checked(file, today=TODAY, coder=Coder.load())


def found(example: Example, folder: Path) -> set[str]:
    if example.kind == "console":
        (folder / "example.yaml").write_text(BASE, "utf-8")
        name = example.text.split()[-1]
        return {f.code for f in checked(folder / name, today=TODAY).findings}
    return {f.code for f in check(laid_over(example.text), folder).findings}


def test_the_base_of_all_examples_has_nothing_to_mend(tmp_path: Path) -> None:
    assert check(BASE, tmp_path).findings == ()


def test_there_is_a_page_for_every_code_and_no_other() -> None:
    assert {file.stem for file in folder().glob("*.md")} == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_bad_example_gives_that_finding_and_only_that_and_the_good_one_none(code: str, tmp_path: Path) -> None:
    bad, good = examples(folder() / f"{code}.md")
    assert found(bad, tmp_path) == {code}
    assert found(good, tmp_path) == set()


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_page_says_what_its_code_is_called_and_how_grave_it_is(code: str) -> None:
    title, severity = page(code).splitlines()[0], CATALOGUE[code].severity
    assert title == f"# {code}: {CATALOGUE[code].title}"
    assert f"*{severity.value.capitalize()}.*" in page(code)
    assert "**Why it matters to a trainee.**" in page(code)
