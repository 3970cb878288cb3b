"""What the coder read of a patient's lines is remembered, and asked for again only when something has changed."""

import json
from pathlib import Path

import pytest

from mi_trainer.authoring.readings import Remembered
from scoring.codes import ClientTalk
from scoring.coding import Context, TalkCoding

TARGET = Context(target="start buprenorphine")


class CountingCoder:
    """A coder that hears change talk in everything, and counts how often it is asked."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def talk(self, text: str, context: Context) -> TalkCoding:
        self.asked.append(text)
        return TalkCoding(ClientTalk.CHANGE, None, 0.75)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    file = tmp_path / "lines-read.json"
    first = Remembered(CountingCoder(), file)
    first.talk("I want my mornings back.", TARGET)
    first.keep()
    return file


def test_a_line_read_before_is_not_read_again(cache: Path) -> None:
    coder = CountingCoder()
    read = Remembered(coder, cache).talk("I want my mornings back.", TARGET)
    assert (read.talk, read.confidence, coder.asked) == (ClientTalk.CHANGE, 0.75, [])


@pytest.mark.parametrize(
    ("coder", "line", "target"),
    [
        (CountingCoder("2"), "I want my mornings back.", TARGET),
        (CountingCoder(), "I want my evenings back.", TARGET),
        (CountingCoder(), "I want my mornings back.", Context(target="stop smoking")),
    ],
    ids=["another coder", "other words", "another target"],
)
def test_whatever_changes_the_reading_has_it_read_anew(
    cache: Path, coder: CountingCoder, line: str, target: Context
) -> None:
    Remembered(coder, cache).talk(line, target)
    assert coder.asked == [line]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"coder": "1", "lines": 3}', '{"coder": "1", "lines": {"a": []}}'])
def test_a_file_that_is_no_use_is_done_without(tmp_path: Path, content: str) -> None:
    file = tmp_path / "lines-read.json"
    file.write_text(content, "utf-8")
    coder = CountingCoder()
    assert Remembered(coder, file).talk("No.", TARGET).talk is ClientTalk.CHANGE
    assert coder.asked == ["No."]


@pytest.mark.parametrize("entry", [["nonsense", 0.5], ["change"], "change", None, ["change", "much"]])
def test_an_entry_that_is_no_reading_is_read_anew(cache: Path, entry: object) -> None:
    content = json.loads(cache.read_text("utf-8"))
    content["lines"] = dict.fromkeys(content["lines"], entry)
    cache.write_text(json.dumps(content), "utf-8")
    coder = CountingCoder()
    Remembered(coder, cache).talk("I want my mornings back.", TARGET)
    assert coder.asked == ["I want my mornings back."]


def test_the_file_holds_no_words_and_is_the_owners_alone(cache: Path) -> None:
    assert "mornings" not in cache.read_text("utf-8")
    assert cache.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_costs_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    remembered = Remembered(CountingCoder(), tmp_path / "file" / "lines-read.json")
    remembered.talk("No.", TARGET)
    remembered.keep()
