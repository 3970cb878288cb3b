"""Everything that can be wrong with a file is a finding with its place, what was expected and the nearest name."""

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mi_trainer.scenario.library import library
from mi_trainer.scenario.reader import Reading, read
from mi_trainer.scenario.yaml_text import MAX_BYTES
from tests.conftest import DATA

SMALL = (DATA / "small.yaml").read_text("utf-8")


def small(text: str) -> Reading:
    return read(Path("small.yaml"), text)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_sound_scenario_has_no_findings() -> None:
    reading = small(SMALL)
    assert reading.findings == ()
    assert reading.scenario is not None
    assert reading.scenario.people["lee"].name == "Lee"


@pytest.mark.parametrize(
    ("wrong", "right", "code", "at", "says"),
    [
        ("goto: talking", "goto: taking", "E201", "taking", "Did you mean talking"),
        ("hears: planning", "heers: planning", "E101", "heers", "hears"),
        ("hears: planning", "hears: plannning", "E206", "plannning", "planning"),
        ("talk: discord", "talk: cross", "E103", "cross", "discord"),
        ("difficulty: 1", "difficulty: easy", "E103", "easy", "whole number"),
        ("difficulty: 1", "difficulty: 9", "E103", "9", "at most 5"),
        ("at least 5", "over 5", "E103", "over 5", "at least 4"),
        ("trust: 3,", "trust: true,", "E103", "true,", "a number"),
        ("start: waiting", "start: wating", "E201", "wating", "waiting"),
        ("about: heart,", "about: hart,", "E207", "hart,", "heart"),
        ("no_flag: risk_voiced", "no_flag: risk_voice", "E209", "risk_voice}", "risk_voiced"),
        ("format: 1", "format: 7", "E107", "7", "format: 1"),
        ("id: small", "id: smaller", "E106", "smaller", "smaller.yaml"),
        ("target: stop smoking", "", "E102", "format", "target"),
        ("target: stop smoking", "target: 12", "E103", "12", "quotes"),
        ("target: stop smoking", "target: &x stop smoking", "E111", "&x", "quotes"),
        ("target: stop smoking", "target: !x stop smoking", "E111", "!x", "quotes"),
        ("target: stop smoking", 'target: "stop \\e[2J smoking"', "E110", '"stop', "plain text"),
        ("target: stop smoking", "target: stop \u202esmoking", "E110", "\u202e", "plain text"),
        ("target: stop smoking", "target: quit: now", "E105", ": now", "quotes"),
        ("target: stop smoking", "target: stop smoking\ntarget: more", "E104", "target: more", "Keep one"),
        ("target: stop smoking", f"target: {'x' * 300}", "E109", "xxx", "shorten"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_stands_with_what_would_mend_it(
    wrong: str, right: str, code: str, at: str, says: str
) -> None:
    text = SMALL.replace(wrong, right, 1)
    reading = small(text)
    assert reading.scenario is None
    finding = next(f for f in reading.findings if f.code == code)
    before = text[: text.index(at)]
    assert finding.place == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert says in finding.message + finding.hint


def test_everything_wrong_is_found_at_once() -> None:
    text = SMALL.replace("target: stop smoking\n", "").replace("goto: shut", "goto: shutt").replace("lee: {", "leo: {")
    text = text.replace("process: evoking", "process: evokin").replace("title: T", "titel: T")
    text = text.replace('talk: change, kind: reasons}, {says: "Both', 'talk: change, speaker: lea}, {says: "Both')
    assert {"E101", "E102", "E103", "E201", "E309"} <= set(codes(small(text)))


def test_pasting_every_stub_for_what_is_missing_leaves_less_missing_and_nothing_unreadable() -> None:
    text = SMALL
    for part in ("people", "provenance", "time", "pauses"):
        missing = small("".join(_without(text, part)))
        finding = next(f for f in missing.findings if f.code == "E102")
        pasted = "".join(_without(text, part)) + finding.hint.removeprefix("Add: ").split("\nWhat ")[0]
        stub = pasted[: pasted.rfind("\nSaid")] if part == "pauses" else pasted
        assert {f.code for f in small(stub + "\n").findings} <= {"E201", "E309"}


def _without(text: str, key: str) -> list[str]:
    """The lines of a file but for one key at its top and what stands under it."""
    kept, dropping = [], False
    for line in text.splitlines(keepends=True):
        if not line.startswith((" ", "\n")):
            dropping = line.startswith(f"{key}:")
        if not dropping:
            kept.append(line)
    return kept


def test_a_reference_to_a_missing_state_comes_with_a_stub_that_mends_it() -> None:
    text = SMALL.replace("goto: low}", "goto: lower}")
    finding = small(text).findings[0]
    stub = finding.hint.split("under states:\n")[1]
    assert small(text + stub + "\n").findings == ()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "E103", (1, 1)),
        (b"\xef\xbb\xbf", "E103", (1, 1)),
        (b"format: 1\nid: D\xe4na\n", "E105", (2, 6)),
        (SMALL.encode()[: len(SMALL) // 2], "E105", None),
        (b"x" * (MAX_BYTES + 1), "E109", (1, 1)),
        (b"[" * 30, "E109", (1, 25)),
        (b"[" * 100_000, "E109", None),
        (b"a: {" * 5_000, "E109", None),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E111", (1, 4)),
        (b"- a\n- b\n", "E103", (1, 1)),
        (b"a: 1\n---\nb: 2\n", "E105", (2, 1)),
        (b"\0\0\0", "E110", (1, 1)),
        (b'a: "\\ud800"\n', "E105", (1, 7)),
        (b"".join(b"k%d: 1\n" % n for n in range(100_000)), "E109", None),
        (b"a: 1\n" * 100_000, "E104", (2, 1)),
        (b"states: [" + b"1," * 200_000 + b"]", "E109", None),
        (b"? [a]\n: b\n", "E105", (1, 3)),
        (b"a:\n\t- b\n", "E105", (2, 1)),
    ],
)
def test_a_hostile_or_broken_file_is_a_finding(
    tmp_path: Path, content: bytes, code: str, place: tuple[int, int] | None
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(content)
    reading = read(file)
    assert reading.scenario is None
    finding = next(f for f in reading.findings if f.code == code)
    assert place is None or tuple(finding.place) == place
    assert finding.message
    assert "\x00" not in finding.message


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "nobody.yaml")) == ["E108"]
    assert codes(read(tmp_path)) == ["E108"]


def test_one_broken_file_does_not_keep_the_others_from_loading(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "small.yaml").write_text(SMALL, "utf-8")
    readings = {reading.file.name: reading for reading in library(tmp_path)}
    assert readings["broken.yaml"].scenario is None
    assert readings["small.yaml"].scenario is not None


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read(file).findings == ()


def test_many_findings_of_one_kind_end_in_a_count() -> None:
    text = SMALL.replace("target: stop smoking\n", "") + "".join(f"  s{n}: 1\n" for n in range(900))
    found = [f for f in small(text).findings if f.code == "E103"]
    assert len(found) == 201
    assert "700 more" in found[-1].message


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_mutation_of_a_scenario_makes_the_reader_raise(data: st.DataObject) -> None:
    text = SMALL
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        text = text[:start] + data.draw(st.text(max_size=6)) + text[end:]
    reading = small(text)
    assert (reading.scenario is None) == bool(reading.errors)
    assert all(f.place.line >= 1 and f.place.column >= 1 for f in reading.findings)


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    small(SMALL)
    small("a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        small(SMALL)
        assert not gc.isenabled()
    finally:
        gc.enable()
