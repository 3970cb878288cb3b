"""The debrief in every format: complete, readable, and harmless whatever was typed."""

import csv
import io
import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mi_trainer.debrief import FORMATS, Debrief, Segment, render
from mi_trainer.scenario.model import Scenario
from tests.debrief.playing import INTO_THE_LANE, LONG, looked_back, play

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=y> & \"quoted\" 'too' [red]x[/red] [a](http://b.c) **bold** `code` "
    "| pipe \x1b[31mred\x07 \u202edlrow\u2069 \x9b1m \ud800 =1+1\n# heading\n- item\n1. one\n> quote\n| a | b |\n---"
)
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def debrief(small: Scenario) -> Debrief:
    """A long session with risk in it, beside another try."""
    first = play(small, [*INTO_THE_LANE, "persuade", "safety_inquiry.suicide", *LONG])
    second = first.branch(5)
    second.respond("confront")
    second.end_early()
    return looked_back(first, second, undone=2)


@pytest.fixture(scope="module")
def hostile(debrief: Debrief) -> Debrief:
    return typed(debrief, EVIL)


def typed(debrief: Debrief, words: str) -> Debrief:
    """The same with other words in a turn, a key moment, a patient's reply, a title and a target."""
    view = debrief.transcript[1]
    reply = replace(view.reply[0], says=words, speaker=words)
    changed = replace(view, segments=(Segment(words, ("question",)),), reply=(reply,))
    moment = replace(debrief.moments[0], said=words, before=(reply,))
    return replace(
        debrief, transcript=(debrief.transcript[0], changed, *debrief.transcript[2:]), title=words, target=words,
        moments=(moment, *debrief.moments[1:]), notes=(words,), closing=words,
    )  # fmt: skip


class Page(HTMLParser):
    """An HTML page as far as the tests look at it."""

    VOID = frozenset({"meta", "br", "img", "hr", "input", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] != tag:
            self.crossed.append(tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_format_tells_of_every_turn(debrief: Debrief) -> None:
    for format in FORMATS:
        made = render(debrief, format)
        for view in debrief.transcript[1:]:
            assert view.reply[0].says.split("'")[0] in made, format


def test_a_format_that_does_not_exist_is_refused_with_those_that_do(debrief: Debrief) -> None:
    with pytest.raises(ValueError, match="text, md, html, csv, json"):
        render(debrief, "pdf")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_typed_can_move_a_cursor_or_turn_the_text_around(hostile: Debrief, format: str) -> None:
    made = render(hostile, format)
    assert not HIDDEN.search(made)
    made.encode("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(words=st.text(alphabet=st.characters(), min_size=1, max_size=200))
def test_whatever_is_typed_every_format_can_be_written(debrief: Debrief, words: str) -> None:
    for format in FORMATS:
        made = render(typed(debrief, words), format)
        made.encode("utf-8")
        assert not HIDDEN.search(made)


# text


def test_plain_text_has_no_boxes_and_fits_a_narrow_terminal(debrief: Debrief) -> None:
    made = render(debrief, "text")
    assert not re.search("[\u2500-\u259f|]", made)
    assert max(len(line) for line in made.splitlines()) <= 78


def test_plain_text_puts_the_safety_point_first(debrief: Debrief) -> None:
    made = render(debrief, "text")
    places = [made.index(h) for h in ("SAFETY FIRST", "HOW IT ENDED", "KEY MOMENTS", "IN NUMBERS", "THE WHOLE CONV")]
    assert places == sorted(places)


def test_numbers_come_with_what_they_rest_on_and_the_caveat(debrief: Debrief) -> None:
    made = " ".join(render(debrief, "text").split())
    assert "There are no norms." in made
    assert re.search(r"Complex reflections, of all reflections: \d+%; \d of \d reflections; (between|too few)", made)
    assert "Estimates from counts, not ratings" in made


def test_a_short_session_has_counts_and_says_why(small: Scenario) -> None:
    made = " ".join(render(looked_back(play(small, LONG[:4])), "text").split())
    assert "here are counts only" in made
    assert "%;" not in made
    assert "Estimated" not in made


# HTML


def test_the_page_is_whole_and_runs_nothing(hostile: Debrief) -> None:
    made = render(hostile, "html")
    page = Page(made)
    assert page.crossed == []
    assert page.open == []
    assert not {"script", "img", "iframe", "link", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "default-src 'none'" in made


def test_the_page_fetches_nothing(hostile: Debrief) -> None:
    page = Page(render(hostile, "html"))
    links = [value for name, value in page.attributes if name in {"src", "href", "xlink:href", "action", "data"}]
    assert all(value and value.startswith("#") for value in links)
    assert "url(" not in render(hostile, "html")
    assert "@import" not in render(hostile, "html")


def test_what_was_typed_can_be_read_in_the_page_as_it_was(hostile: Debrief) -> None:
    assert "<script>alert(1)</script>" in "".join(Page(render(hostile, "html")).words)


def test_headings_go_down_one_level_at_a_time_and_ids_are_used_once(debrief: Debrief) -> None:
    page = Page(render(debrief, "html"))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_each_plot_is_named_and_described_for_those_who_do_not_see_it(debrief: Debrief) -> None:
    page = Page(render(debrief, "html"))
    ids = {value for name, value in page.attributes if name == "id"}
    labelled = [value or "" for name, value in page.attributes if name == "aria-labelledby"]
    assert len(labelled) == 2
    assert all(part in ids for value in labelled for part in value.split())
    assert "The line rises with each remark for the change" in "".join(page.words)


def test_colour_is_never_alone(debrief: Debrief) -> None:
    made = render(debrief, "html")
    assert '<abbr class="code' in made
    assert "! Pers" in made
    assert "prefers-color-scheme: dark" in made
    assert "@media print" in made


# Markdown


def test_markdown_shows_what_was_typed_and_reads_none_of_it(hostile: Debrief) -> None:
    plain = replace(hostile, moments=())
    made = MarkdownIt("commonmark").enable("table").render(render(plain, "md"))
    page = Page(made)
    assert not {"script", "img", "a"} & set(page.tags)
    told = "".join(page.words)
    assert "**bold**" in told
    assert "# heading" in told
    assert "[a](http://b.c)" in told


def test_markdown_tables_keep_their_columns(debrief: Debrief) -> None:
    rows = [line for line in render(debrief, "md").splitlines() if line.startswith("| ")]
    page = Page(MarkdownIt("commonmark").enable("table").render(render(debrief, "md")))
    assert page.tags.count("tr") == len([row for row in rows if not set(row) <= set("|- ")])


# CSV


def rows_of(debrief: Debrief) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(debrief, "csv"), newline="")))


def test_one_row_a_turn(debrief: Debrief) -> None:
    rows = rows_of(debrief)
    assert [int(row["turn"]) for row in rows] == [view.turn for view in debrief.transcript]
    assert rows[3]["behaviours"] == "persuade"
    assert rows[3]["safety"] == "yes"
    assert rows[-1]["ending"] == debrief.ended.outcome


@pytest.mark.parametrize("start", ["=cmd()", "+1", "-1", "@x", "\t=1", "  =1", "\n=1", "\r=1", "＝1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(debrief: Debrief, start: str) -> None:
    row = rows_of(typed(debrief, start))[1]
    assert row["trainee"].startswith("'")
    assert row["reply"].startswith("'")


# JSON


def test_json_holds_all_of_it(debrief: Debrief) -> None:
    made = json.loads(render(debrief, "json"))
    assert made["format"] == 1
    assert made["start"]["id"] == debrief.start.id
    assert len(made["transcript"]) == len(debrief.transcript)
    assert made["transcript"][1]["text"] == debrief.transcript[1].text
    assert made["transcript"][1]["codes"][0]["name"] == "simple_reflection"
    assert made["safety"][0]["turns_to_ask"] == 2
    assert made["branches"][0]["parted"] == 5
    assert {m["key"] for m in made["summary"]["measures"]} >= {"talk_share", "reflections_to_questions"}


def test_json_gives_words_back_exactly_as_they_were_typed(hostile: Debrief) -> None:
    assert json.loads(render(hostile, "json"))["transcript"][1]["text"] == EVIL
