"""The trainer as a user has it, with a coder that hears what is typed and one patient in the room."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.services import Services
from mi_trainer.tui.widgets.message_input import MessageInput
from tests.conftest import DATA
from tests.doubles import Spoken

SIZES = [(80, 24), (120, 40), (200, 60)]


class Trainer(TrainerApp):
    """The program, with what a test wants to see of it."""

    copied = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.copied = text
        super().copy_to_clipboard(text)

    @property
    def told(self) -> str:
        """What the notices say."""
        return "\n".join(notice.message for notice in self._notifications)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No blinking cursors."""
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)


@pytest.fixture
def opened(home: Path) -> Callable[..., Trainer]:
    """Make the trainer; with other files than the small patient's, if given."""

    def make(*files: Path, coder: object = None, **options: object) -> Trainer:
        services = Services(load_coder=lambda: coder or Spoken(), files=lambda: files or (DATA / "small.yaml",))
        return Trainer(services, home=home, seed=1, **options)

    return make


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything asked for has been done and shown."""
    quiet = 0
    while quiet < 2:
        with suppress(WorkerCancelled):  # a list that is still being read gives way to a newer one
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        quiet = 0 if any(not worker.is_finished for worker in pilot.app.workers) else quiet + 1


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def typed(pilot: Pilot[None], words: str) -> None:
    """Type words letter by letter and send them."""
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await press(pilot, "enter")


async def say(pilot: Pilot[None], words: str) -> None:
    """Put words into the input as a paste does, and send them."""
    pilot.app.screen.query_one(MessageInput).post_message(events.Paste(words))
    await pilot.pause()
    await press(pilot, "enter")


def seen(pilot: Pilot[None]) -> str:
    """The screen as text, line by line."""
    screen = pilot.app.screen
    return "\n".join("".join(segment.text for segment in strip) for strip in screen._compositor.render_strips())
