"""What the screens cost, beside the least that Textual itself costs, in one run on one machine."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pexpect
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Scenario, TimeUp
from mi_trainer.scenario.reader import read
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.screens.practice import PracticeScreen
from mi_trainer.tui.services import Services
from mi_trainer.tui.widgets.message_input import MessageInput
from scoring.coder import Coder

ROOT = Path(__file__).resolve().parent.parent
FRAME = 1 / 60
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("BARE AND READY")

Bare().run()
"""
OURS = "from mi_trainer.cli import main\nmain()\n"


def _painted(code: str, marker: str, home: Path) -> float:
    """Seconds from starting a process in a real pseudo-terminal until a marker is on its screen."""
    environment = {**os.environ, "MI_TRAINER_HOME": str(home), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    child = pexpect.spawn(sys.executable, ["-c", code], env=environment, dimensions=(40, 120), timeout=60)
    child.expect(marker)
    took = time.perf_counter() - began
    child.close(force=True)
    return took


def _median(of: Callable[[], float], times: int = 7) -> float:
    of()
    return statistics.median(of() for _ in range(times))


def _fill(home: Path, sessions: int) -> None:
    """Records that hold so many short sessions."""
    os.environ["MI_TRAINER_HOME"] = str(home)
    reading = read(ROOT / "scenarios" / "first-visit.yaml")
    assert reading.scenario is not None
    store = Store()
    for _ in range(sessions):
        session = Session.begin(reading.scenario, _Deaf(), keeper=store, digest=reading.digest)
        session.end_early()


class _Deaf:
    """Hears nothing, at no cost."""

    version = "deaf"

    def code(self, text: str, context: Any) -> Any:
        raise NotImplementedError

    talk = code


class _Chat(App[None]):
    """The least a chat can be: a line of input, and one more Static when Enter is pressed."""

    def compose(self) -> ComposeResult:
        yield VerticalScroll(id="talk")
        yield Input()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        talk = self.query_one("#talk", VerticalScroll)
        await talk.mount(Static(event.value, markup=False))
        talk.scroll_end(animate=False)
        event.input.clear()


async def _entered(app: App[None], send: str, answered: Callable[[], bool]) -> float:
    """Seconds from what Enter does until something has answered and the screen has been drawn again."""
    focused = app.screen.focused
    assert focused is not None
    began = time.perf_counter()
    await focused.run_action(send)
    while not answered():
        await asyncio.sleep(0.0005)
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    await drawn.wait()
    return time.perf_counter() - began


async def _least(turns: int = 30) -> float:
    """Seconds from Enter until one more line is mounted and drawn, median."""
    app, took = _Chat(), []
    async with app.run_test(size=(120, 40)) as pilot:
        app.query_one(Input).focus()
        for n in range(turns):
            app.query_one(Input).value = f"You take the bus in the morning, number {n}."
            await pilot.pause()
            talk = app.query_one("#talk", VerticalScroll)
            took.append(await _entered(app, "submit", lambda talk=talk, n=n: len(talk.children) > n))
    return statistics.median(took)


async def _turns(scenario: Scenario, home: Path, turns: int) -> list[float]:
    """Seconds from Enter until the patient's answer is drawn, coding and saving included, for each turn."""
    store, coder, took = Store(), Coder.load(), []
    coder.code("It sounds like a lot.")
    app = TrainerApp(Services(open_store=lambda: store, load_coder=lambda: coder, home=home), home=home)
    async with app.run_test(size=(120, 40)) as pilot:
        session = Session.begin(scenario, coder, keeper=store, seed=1)
        app.open_practice(session)
        await pilot.pause()
        for n in range(turns):
            app.screen.query_one(MessageInput).text = f"You take the bus in the morning, number {n}."
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, PracticeScreen)
            took.append(await _entered(app, "send", lambda screen=screen, n=n: session.turn > n and not screen._busy))
    return took


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def main() -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        bare = _median(lambda: _painted(BARE, "BARE AND READY", few))
        _fill(few, 10)
        ours = _median(lambda: _painted(OURS, "Dana", few))
        print(f"first full paint       bare Textual {bare * 1e3:5.0f} ms, home screen {ours * 1e3:5.0f} ms"
              f"   x {ours / bare:.2f}   (at most 2)")  # fmt: skip
        _fill(many, 10_000)
        stored = _median(lambda: _painted(OURS, "Dana", many))
        print(f"home, 10,000 sessions  with 10 {ours * 1e3:5.0f} ms, with 10,000 {stored * 1e3:5.0f} ms"
              f"   x {stored / ours:.2f}   (at most 1.2)")  # fmt: skip

        os.environ["MI_TRAINER_HOME"] = str(few)
        reading = read(ROOT / "tests" / "data" / "small.yaml")
        assert reading.scenario is not None
        endless = reading.scenario.model_copy(
            update={"time": TimeUp.model_construct(turns=1000, goto=reading.scenario.time.goto)}
        )
        least = _run(_least())
        took = _run(_turns(endless, few, 505))
        early, late = statistics.median(took[3:13]), statistics.median(took[495:505])
        print(f"Enter to the answer    one line in Textual {least * 1e3:5.1f} ms, a whole turn {early * 1e3:5.1f} ms"
              f"   + {(early - least) / FRAME:.1f} frames   (at most 2)")  # fmt: skip
        print(f"a long session         turn 5 {early * 1e3:5.1f} ms, turn 500 {late * 1e3:5.1f} ms"
              f"   x {late / early:.2f}   (at most 1.2)")  # fmt: skip


if __name__ == "__main__":
    main()
