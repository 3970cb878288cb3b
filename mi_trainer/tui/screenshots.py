"""Pictures of the running program, for the README: ``python -m mi_trainer.tui.screenshots FOLDER``.

A short session with the first shipped patient is played in a home that is thrown away, and each screen is saved as
an SVG file.
"""

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.services import Services
from mi_trainer.tui.themes import DARK, LIGHT
from mi_trainer.tui.widgets.message_input import MessageInput

SAID = (
    "You came because your sister asked, and you'd rather not be told what to do in here.",
    "Being that sick scared you, and you're tired of mornings that start with counting.",
    "You want to be there for your girls in the morning, and the last thing you need is one more thing that owns you.",
    "What would a good morning look like?",
    "You've kept that job at the bakery through all of this. That takes something.",
    "You really should just start it. Think of your girls.",
    "I got ahead of you there, sorry. It's your decision, whatever anyone in the car says.",
    "Some of you wants this over, and some of you can't face being that sick again. And you miss your girls.",
    "What would have to be different for you to give it another look?",
)
"""What is said for the picture of a conversation."""

_FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
"""What Textual writes to fetch a font: a picture of ours fetches nothing."""

PATIENT, SIZE = "first-visit", (120, 36)


async def _settled(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def _press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await _settled(pilot)


async def take(folder: Path, home: Path) -> list[Path]:
    """Play the session and save the pictures; the files made."""
    app = TrainerApp(Services(home=home), home=home, open_at=PATIENT, seed=7)
    made: list[Path] = []

    def save(name: str) -> None:
        file = folder / f"{name}.svg"
        picture = _FONT.sub("", app.export_screenshot(title="MI Trainer"))
        file.write_text(picture, "utf-8")
        made.append(file)

    async with app.run_test(size=SIZE) as pilot:
        app.theme = DARK
        await _settled(pilot)
        save("brief")
        await _press(pilot, "escape")
        save("home")
        await _press(pilot, "enter", "enter")
        for words in SAID:
            app.screen.query_one(MessageInput).insert(words)
            await _press(pilot, "enter")
            if words == SAID[2]:
                save("practice")
        app.theme = LIGHT
        await _settled(pilot)
        save("practice-light")
        await _press(pilot, "f6", "down", "enter", "3")
        save("debrief-light")
        app.theme = DARK
        await _press(pilot, "5")
        save("transcript")
    return made


def main() -> None:
    """Save the pictures in the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m mi_trainer.tui.screenshots FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MI_TRAINER_HOME"] = home
        for file in asyncio.run(take(folder, Path(home))):
            print(file)


if __name__ == "__main__":
    main()
