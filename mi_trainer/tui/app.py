"""The trainer in a terminal: which screen is shown, the theme, and the few keys that work everywhere."""

import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from mi_trainer import places
from mi_trainer.tui import settings
from mi_trainer.tui.actions import bindings, key_words
from mi_trainer.tui.messages import SessionOpened
from mi_trainer.tui.services import Services
from mi_trainer.tui.themes import DARK, LIGHT, THEMES, background_is_light

if TYPE_CHECKING:
    from mi_trainer.practice.session import Session
    from mi_trainer.tui.cards import Card

_STYLES = Path(__file__).parent / "styles"


def _commands() -> type[Provider]:
    from mi_trainer.tui.palette import Commands

    return Commands


class TrainerApp(App[None]):
    """The trainer. Its screens are opened by the methods here and nowhere else."""

    TITLE = "MI Trainer"
    CSS_PATH: ClassVar[list[str | PurePath]] = [_STYLES / "common.tcss", _STYLES / "home.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+c", "copy_selected", "Copy", show=False),
    ]
    HELP = "Tab goes from part to part. F1 explains the part you are in; ctrl+p searches everything you can do."

    def __init__(
        self,
        services: Services | None = None,
        *,
        home: Path | None = None,
        open_at: str | None = None,
        assessed: bool = False,
        seed: int | None = None,
    ) -> None:
        self.home = home or places.home()
        self.settings = settings.load(self.home)
        self.services = services or Services(home=self.home)
        if open_at and Path(open_at).is_file():
            self.services.also = Path(open_at).resolve()
            open_at = str(self.services.also)
        self.open_at, self.assessed, self.seed = open_at, assessed, seed
        self.trouble = ""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        light = background_is_light(os.environ.get("COLORFGBG", ""))
        wanted = self.settings.theme if self.settings.theme in (DARK, LIGHT) else ""
        # The first theme is set before any style is read: a change of theme would have all of them read twice.
        self.set_reactive(App.theme, wanted or (LIGHT if light else DARK))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The patients."""
        from mi_trainer.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_mount(self) -> None:
        """Take over the user's own keys."""
        try:
            self.set_keymap(settings.own_keys(self.home))
        except ValueError as problem:
            self.warn(str(problem))

    def on_unmount(self) -> None:
        """Let what is under way finish."""
        self.services.close()

    def get_key_display(self, binding: Binding) -> str:
        """Keys as people call them."""
        return key_words(binding.key)

    def _handle_exception(self, error: Exception) -> None:
        """Put what nobody foresaw into plain words, which are told once the terminal is the user's again."""
        if not self.trouble:
            from mi_trainer.trouble import told
            from mi_trainer.tui.screens.practice import PracticeScreen

            rooms = [screen for screen in self.screen_stack if isinstance(screen, PracticeScreen)]
            cause = getattr(error, "error", error)  # a worker's failure wraps what went wrong in it
            self.trouble = told(cause, self.home, rooms[-1].session if rooms else None)
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Textual's picture of the error is for its developers; what it says is in the file of details."""
        self._exit_renderables.clear()

    # Where to go.

    @on(SessionOpened)
    def enter_room(self, event: SessionOpened) -> None:
        """Go to the conversation that some screen began, resumed or branched, or to its debrief if it is over."""
        if event.session.over:
            self.open_debrief(event.session.id)
        else:
            self.open_practice(event.session)

    def open_brief(self, card: "Card") -> None:
        """Show what to read before the patient walks in."""
        from mi_trainer.tui.screens.brief import BriefScreen

        self.push_screen(BriefScreen(card))

    def open_practice(self, session: "Session") -> None:
        """Go into the room. Home is what lies behind."""
        from mi_trainer.tui.screens.practice import PracticeScreen

        self.to_home()
        self.push_screen(PracticeScreen(session))

    def open_debrief(self, source: "str | Session") -> None:
        """Show what happened in a session: a kept one by its id, or the one at hand."""
        from mi_trainer.tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(source))

    def open_past(self) -> None:
        """Show past sessions."""
        from mi_trainer.tui.screens.past import PastScreen

        self.push_screen(PastScreen())

    def open_author(self, file: Path) -> None:
        """Show a scenario's file to its author."""
        from mi_trainer.tui.screens.author import AuthorScreen

        self.push_screen(AuthorScreen(file))

    def to_home(self) -> None:
        """Close everything above the home screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    # What works everywhere.

    def action_help(self) -> None:
        """Explain the focused part."""
        from mi_trainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_theme(self) -> None:
        """Change between light and dark, and remember it."""
        self.theme = LIGHT if self.theme == DARK else DARK
        self.settings.theme = self.theme
        settings.keep(self.home, self.settings)

    def action_leave_now(self) -> None:
        """Close at once. Every finished turn is already kept."""
        self.exit()

    def action_copy_selected(self) -> None:
        """Copy what is marked with the mouse."""
        words = self.screen.get_selected_text()
        if words:
            self.copy_to_clipboard(words)
            self.tell("Copied.")

    def tell(self, words: str) -> None:
        """Say briefly that something was done. The words are text, whatever they hold."""
        self.notify(words, timeout=4, markup=False)

    def warn(self, words: str) -> None:
        """Say what went wrong and what to do."""
        self.notify(words, severity="warning", timeout=10, markup=False)
