"""What the screens cost, beside the least that Textual itself costs, in one run on one machine."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pexpect
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from benchmarks.terminal import Instant, Terminal, terminal_of
from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Scenario, TimeUp
from mi_trainer.scenario.reader import read
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.services import Services
from mi_trainer.tui.widgets.message_input import MessageInput

ROOT = Path(__file__).resolve().parent.parent
FRAME = 1 / 60
SIZE = (120, 40)
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


def _medians(*each: Callable[[], float], times: int = 7) -> list[float]:
    """The median of each, taken in turns: whatever else the machine does falls on all of them alike."""
    took = [[one() for one in each] for _ in range(times + 1)][1:]
    return [statistics.median(column) for column in zip(*took, strict=True)]


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


_SAID = (
    "You have gone {} days, and mornings are the hard part.",
    "What would be different after {} weeks?",
    "It has been {} hard days, and you are still here.",
)


def _says(n: int) -> str:
    """What is typed as the n-th turn: never twice the same."""
    return _SAID[n % len(_SAID)].format(n)


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


async def _settled(app: App[None]) -> None:
    """Wait until nothing moves: what follows a turn is not counted with the next one."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await asyncio.sleep(2 * FRAME)


async def _least(turns: int = 30) -> list[Instant]:
    """What passes from Enter until one more line is mounted and drawn, for each line."""
    app, took = _Chat(driver_class=Terminal), []
    async with app.run_test(headless=False, size=SIZE):
        app.query_one(Input).focus()
        for n in range(turns):
            typed = terminal_of(app).wait_for(_says(n))
            app.query_one(Input).value = _says(n)
            await typed
            await _settled(app)
            shown = terminal_of(app).wait_for(_says(n))
            pressed = terminal_of(app).press_enter()
            took.append((await shown).since(pressed))
            await _settled(app)
    return took


async def _turns(scenario: Scenario, home: Path, turns: int) -> list[Instant]:
    """What passes from Enter until the patient's answer is drawn, coding and saving included, for each turn."""
    services = Services(home=home)
    coder, store = services.coder(), services.store()
    app, took = TrainerApp(services, home=home), []
    app.driver_class = Terminal
    async with app.run_test(headless=False, size=SIZE) as pilot:
        session = Session.begin(scenario, coder, keeper=store, seed=1)
        app.open_practice(session)
        await pilot.pause()
        await _settled(app)
        for n in range(turns):
            typed = terminal_of(app).wait_for(_says(n))
            app.screen.query_one(MessageInput).text = _says(n)
            await typed
            if min(n, turns - n) < 20:
                await _settled(app)
            shown = terminal_of(app).wait_for(_says(n), next(iter(scenario.people.values())).name)
            pressed = terminal_of(app).press_enter()
            took.append((await shown).since(pressed))
            if min(n, turns - n) < 20:  # the long middle only has to be gone through
                await _settled(app)
        assert len(store.get(session.id).exchanges) == turns + 1
    return took


def _verdict(what: str, figure: str, measured: float, most: float, of: str) -> None:
    """One line: the figure, what it may be at most, whether that is met, and what it was made of."""
    print(f"{what:<26}{figure:>13}  at most {most:<4g}{'met' if measured <= most else 'NOT MET':<9}{of}", flush=True)


def _ratio(what: str, ours: float, theirs: float, most: float, names: tuple[str, str]) -> None:
    of = f"{names[0]} {ours * 1e3:.0f} ms, {names[1]} {theirs * 1e3:.0f} ms"
    _verdict(what, f"x {ours / theirs:.2f}", ours / theirs, most, of)


def _paints(folder: Path) -> None:
    """The home screen's first full paint, beside a bare app's; the very first one; and with many sessions."""
    few, many = folder / "few", folder / "many"
    fresh = (folder / f"fresh-{n}" for n in count())
    _fill(few, 10)
    _fill(many, 10_000)
    bare, ours, first, stored = _medians(
        lambda: _painted(BARE, "BARE AND READY", few),
        lambda: _painted(OURS, "Dana", few),
        lambda: _painted(OURS, "Dana", next(fresh)),
        lambda: _painted(OURS, "Dana", many),
    )
    _ratio("first full paint", ours, bare, 2, ("home screen", "bare Textual"))
    _ratio("the very first start", first, bare, 2, ("home screen", "bare Textual"))
    _ratio("home, 10,000 sessions", stored, ours, 1.2, ("with 10,000", "with 10"))


def _conversation(folder: Path) -> None:
    """A turn beside one line in Textual, and a turn late in a long session beside an early one."""
    os.environ["MI_TRAINER_HOME"] = str(folder)
    reading = read(ROOT / "tests" / "data" / "small.yaml")
    assert reading.scenario is not None
    endless = reading.scenario.model_copy(
        update={"time": TimeUp.model_construct(turns=1000, goto=reading.scenario.time.goto)}
    )
    least, took = asyncio.run(_least()), asyncio.run(_turns(endless, folder, 505))
    line, early, late = _middle(least[3:]), _middle(took[3:13]), _middle(took[495:])
    for how, of in (("by the clock", 0), ("in processor time", 1)):
        frames = (early[of] - line[of]) / FRAME
        made_of = f"a turn {early[of] * 1e3:.0f} ms, a line in Textual {line[of] * 1e3:.0f} ms, {how}"
        _verdict("Enter to the answer", f"{frames:+.1f} frames", frames, 2, made_of)
    _ratio("a long session", late.processor, early.processor, 1.2, ("turn 500", "turn 5"))


def _middle(took: Sequence[Instant]) -> Instant:
    """The medians."""
    return Instant(statistics.median(t.clock for t in took), statistics.median(t.processor for t in took))


def main() -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        _paints(Path(folder))
        _conversation(Path(folder, "talk"))


if __name__ == "__main__":
    main()
