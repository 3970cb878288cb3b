"""The author's screen: findings, diagram and a conversation side by side, while the file is written elsewhere."""

import subprocess
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from mi_trainer.authoring.asides import Aside, NoSuchAside, aside
from mi_trainer.authoring.bench import CODES, Bench, NothingPlays, Reloaded
from mi_trainer.authoring.editors import NoEditor, command
from mi_trainer.authoring.given import NotGiven, as_codes
from mi_trainer.debrief.views import named
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import SessionOver
from mi_trainer.scenario.findings import nearest
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.screens.dialogs import ReadScreen
from mi_trainer.tui.text import counted, one_line, shown
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.conversation import Conversation, Side, Spoken
from mi_trainer.tui.widgets.footer import Keys
from mi_trainer.tui.widgets.message_input import MessageInput
from scoring.codes import hearable, label

if TYPE_CHECKING:
    from mi_trainer.tui.services import Services

_STYLES: list[str | PurePath] = [
    Path(__file__).parent.parent / "styles" / name for name in ("practice.tcss", "author.tcss")
]
LOOKS_EVERY = 0.25
"""Seconds between two looks at whether the file was saved."""


class Findings(Choices):
    """What is wrong with the file, one thing an entry."""

    HELP = "What is wrong with the file as it is saved now. Enter opens your editor at the line."
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("answers")]


class Tried(Conversation):
    """The conversation that the author tries: what was said leads to where it is written."""

    HELP = (
        "What has been said. The arrow keys mark a message; enter opens your editor at the line that it came from, c "
        "copies it, a copies everything. Tab goes back to where you write."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tried")]


class Diagram(VerticalScroll, can_focus=True):
    """The states and reactions in words; the state that the patient is in is marked."""

    HELP = "The states, and what leads from one to another. The state that the patient is in is marked."


class CodesScreen(ModalScreen[str]):
    """Choose what is heard next, instead of typing words."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    def compose(self) -> ComposeResult:
        """A place to type part of a name, and the names."""
        with Vertical(classes="dialog", id="codes"):
            yield Static("What should the patient hear?", markup=False)
            yield Input(placeholder="part of a name", id="part")
            yield Findings(id="names")
        yield Keys()

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Offer what fits."""
        self._offer(event.value)

    def _offer(self, part: str) -> None:
        part = part.strip().lower().replace(" ", "_")
        names = [name for name in hearable() if part in name] or nearest(part, hearable(), 8)
        choices = self.query_one(Findings)
        choices.set_options(Option(Content.assemble(name, (f"  {label(name)}", "$quiet")), id=name) for name in names)
        choices.highlighted = 0 if names else None

    @on(Input.Submitted)
    def take_first(self) -> None:
        """Enter takes the marked name, while part of it is still being typed."""
        marked = self.query_one(Findings).highlighted_option
        if marked is not None:
            self.dismiss(marked.id)

    @on(Findings.OptionSelected)
    def take(self, event: Findings.OptionSelected) -> None:
        """Take a name."""
        event.stop()
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Take none."""
        self.dismiss("")


class AuthorScreen(Screen[None]):
    """One file under the pen."""

    HELP = (
        "Write in your own editor and save: the file is read again at once, and the conversation stays where it is. "
        "Type what a trainee might say, or = and codes: = complex_reflection about girls. "
        "Mark a message with the arrow keys and press F4 to see the line that it came from in your editor."
    )
    CSS_PATH: ClassVar[list[str | PurePath]] = _STYLES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("author")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow-view"), (104, "-wide-view")]  # noqa: RUF012 - Textual's own type

    def __init__(self, file: Path, *, seed: int = 1) -> None:
        super().__init__()
        self.file = file
        self.bench = Bench(file, lambda: self.services.coder(), seed=seed)
        self._busy = False
        self._told_of_lines = False

    @property
    def trainer(self) -> TrainerApp:
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    @property
    def services(self) -> "Services":
        """What is slow."""
        return self.trainer.services

    def compose(self) -> ComposeResult:
        """The conversation, and beside it what is wrong and the diagram."""
        yield Static("", id="masthead", markup=False)
        yield Static("", id="notice", markup=False)
        with Container(id="room"):
            with Vertical(id="talk"):
                yield Tried(id="conversation")
                yield Static("", id="did", markup=False)
                yield MessageInput(id="input")
            with Vertical(id="bench"):
                yield Static("", id="found", markup=False)
                yield Findings(id="findings")
                with Diagram(id="diagram"):
                    yield Static("", id="outline", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Read the file, and keep looking whether it was saved."""
        self._reload()
        self.set_interval(LOOKS_EVERY, self._look_again)
        self.query_one(MessageInput).focus()

    # The file.

    def _look_again(self) -> None:
        if not self._busy and self.bench.changed():
            self._reload()

    @work(group="file")
    async def _reload(self) -> None:
        self._busy = True
        try:
            reloaded = await self.services.do(self.bench.reload)
            if not self.is_attached:
                return
            await self._show(reloaded)
        finally:
            self._busy = False
        self._check()

    @work(group="check", exclusive=True)
    async def _check(self) -> None:
        await self.services.do(self.bench.look)
        if self.is_attached:
            self._show_findings()

    async def _show(self, reloaded: Reloaded) -> None:
        notice = self.query_one("#notice", Static)
        notice.display = bool(reloaded.broken)
        notice.update(Content.assemble((f"{one_line(reloaded.broken)} ", "bold"), one_line(reloaded.words)))
        if reloaded.words and not reloaded.broken:
            self.trainer.tell(reloaded.words)
        self._show_findings()
        await self._show_conversation()

    def _show_findings(self) -> None:
        findings, bench = self.bench.findings, self.bench
        title = bench.reading.scenario.title if bench.reading and bench.reading.scenario else "not playable yet"
        self.query_one("#masthead", Static).update(
            Content.assemble((self.file.name, "bold $accent"), f"  {one_line(title)}")
        )
        self.query_one("#found", Static).update(
            Content.styled(counted(len(findings), "finding") if findings else "Nothing found", "bold")
        )
        choices = self.query_one("#findings", Findings)
        marked = choices.highlighted
        choices.set_options(
            Option(
                Content.assemble(
                    (f"{finding.place.line}", "$accent"),
                    f" {finding.severity} {finding.code}: {shown(finding.message)}",
                    (f"\n{shown(finding.hint)}" if finding.hint else "", "$quiet"),
                )
            )
            for finding in findings
        )  # fmt: skip
        choices.highlighted = min(marked or 0, len(findings) - 1) if findings else None

    def _show_outline(self) -> None:
        session = self.bench.session
        if session is None:
            return
        at = session.patient.state
        lines = self.bench.outline().splitlines()
        here = next((n for n, line in enumerate(lines) if line.startswith(f"  {at} ") or line == f"  {at}"), None)
        self.query_one("#outline", Static).update(
            Content("\n").join(
                Content.styled("▌" + line[1:], "bold $accent") if n == here else Content(line)
                for n, line in enumerate(lines)
            )
        )
        if here is not None:
            self.query_one(Diagram).scroll_to(y=max(0, here - 4), animate=False)

    # The conversation.

    async def _show_conversation(self) -> None:
        conversation, session = self.query_one(Conversation), self.bench.session
        conversation.spoken = [each for e in (session.exchanges if session else ()) for each in self._spoken(e)]
        await conversation.take_back(sys.maxsize)
        self._show_did()
        self._show_outline()

    def _spoken(self, exchange: Exchange) -> list[Spoken]:
        session = self.bench.session
        assert session is not None
        heard = ", ".join(as_codes(exchange.coding)) or "nothing that a code names"
        words = exchange.trainee if exchange.coding.coder != "codes" else f"{CODES} {heard}"
        reply = tuple((named(session.scenario, said.speaker), said.says) for said in exchange.reply)
        trainee = [Spoken(Side.TRAINEE, exchange.turn, (("You", words),))] if exchange.turn else []
        return [*trainee, Spoken(Side.PATIENT, exchange.turn, reply)]

    def _show_did(self) -> None:
        session = self.bench.session
        if session is None or not session.exchanges:
            return
        last, at = session.exchanges[-1], session.patient.disposition
        heard = f"heard {', '.join(as_codes(last.coding)) or 'nothing'}; " if last.turn else ""
        fired = f"{last.reaction}, line {self.bench.place(last.reaction).line}; " if last.turn else ""
        levels = f"trust {at.trust:g} importance {at.importance:g} confidence {at.confidence:g} discord {at.discord:g}"
        over = f"; over: {session.outcome}. F5 takes the turn back, F6 begins anew." if session.over else ""
        self.query_one("#did", Static).update(f"{heard}{fired}{session.patient.state}: {levels}{over}")

    @on(MessageInput.Sent)
    def take(self, event: MessageInput.Sent) -> None:
        """Take a turn, or do what is asked for aside."""
        if not event.text.strip():
            return
        try:
            asked = aside(event.text)
        except NoSuchAside as problem:
            self._not_taken(event.text, str(problem))
            return
        match asked:
            case Aside.WHY:
                self.action_why()
            case Aside.UNDO:
                self.call_later(self.action_undo)
            case Aside.QUIT:
                self.action_back()
            case None if self._busy:
                self._not_taken(event.text, "The file is just being read. Press enter again.")
            case None:
                self._say(event.text)

    def _not_taken(self, line: str, why: str) -> None:
        self.trainer.warn(why)
        self.query_one(MessageInput).give_back(line)

    @work(group="file")
    async def _say(self, line: str) -> None:
        self._busy = True
        try:
            exchange = await self.services.do(self.bench.say, line)
        except (NotGiven, NothingPlays) as problem:
            self._not_taken(line, str(problem))
        except SessionOver:
            self._not_taken(line, "The conversation is over. F5 takes the last turn back, F6 begins anew.")
        else:
            for spoken in self._spoken(exchange):
                await self.query_one(Conversation).say(spoken)
            self._show_did()
            self._show_outline()
        finally:
            self._busy = False

    # What else can be done.

    def action_codes(self) -> None:
        """Choose what is heard."""
        self.app.push_screen(CodesScreen(), self._hear)

    def _hear(self, name: str | None) -> None:
        if name:
            self._say(f"{CODES} {name}")

    def action_side(self) -> None:
        """Where there is not room for both, change between the conversation and the rest."""
        self.toggle_class("-bench")
        (self.query_one("#findings") if self.has_class("-bench") else self.query_one(MessageInput)).focus()

    async def action_undo(self) -> None:
        """Take back the last turn."""
        session = self.bench.session
        if session is not None and not self._busy and session.undo() is not None:
            await self._show_conversation()

    async def action_anew(self) -> None:
        """Begin the conversation again."""
        try:
            self.bench.anew()
        except NothingPlays as problem:
            self.trainer.warn(str(problem))
            return
        await self._show_conversation()

    def action_why(self) -> None:
        """Say why the last reaction fired and the nearer ones did not."""
        told = self.bench.why()
        if told:
            self.app.push_screen(ReadScreen("Why this answer", "\n\n".join(told)))
        else:
            self.trainer.tell("Say something first, or say it again.")

    @on(Conversation.Looked)
    def look(self) -> None:
        """Enter on a message opens the editor too."""
        self.action_edit()

    @on(Findings.OptionSelected, "#findings")
    def mend(self, event: Findings.OptionSelected) -> None:
        """Open the editor at a finding."""
        event.stop()
        self._edit(self.bench.findings[event.option_index].place.line)

    def action_edit(self) -> None:
        """Open the editor at what is marked: a message, a finding; else at the last thing said."""
        findings, conversation = self.query_one("#findings", Findings), self.query_one(Conversation)
        if findings.has_focus and findings.highlighted is not None:
            self._edit(self.bench.findings[findings.highlighted].place.line)
            return
        session = self.bench.session
        if session is None:
            self._edit(self.bench.findings[0].place.line if self.bench.findings else 1)
            return
        spoken = (
            conversation.spoken[conversation.marked] if conversation.marked is not None else conversation.spoken[-1]
        )
        exchange = next(e for e in session.exchanges if e.turn == spoken.turn)
        what = exchange.reaction if spoken.side is Side.TRAINEE else exchange.reply[0].line
        self._edit(self.bench.place(what).line)

    def _edit(self, line: int) -> None:
        wrong = ""
        try:
            words, at_line = command(self.file, line)
            with self.app.suspend():  # which does not take the screen back from an exception: none may leave it
                wrong = _run(words)
        except NoEditor as problem:
            self.trainer.warn(str(problem))
            return
        except SuspendNotSupported:
            self.trainer.warn(f"An editor cannot be opened from here. The place is {self.file}:{line}.")
            return
        if wrong:
            self.trainer.warn(f"{wrong} The place is {self.file}:{line}.")
        elif not (at_line or self._told_of_lines):
            self._told_of_lines = True
            self.trainer.warn(
                f"How {words[0]} is sent to a line is not known here, so it opens the file at its beginning. "
                f"The line is {line}. Others, such as nano, vim, emacs or code, open at the line."
            )
        self.app.refresh()

    def action_back(self) -> None:
        """Leave. Nothing is lost: the file is yours, and the conversation was only tried."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.exit()


def _run(words: list[str]) -> str:
    """Run an editor until it is left; what went wrong, if it could not be started."""
    try:
        subprocess.run(words, check=False)
    except FileNotFoundError:
        return f"There is no editor called {words[0]} here: set EDITOR to one that is, such as vi."
    except OSError as problem:
        return f"{words[0]} could not be started: {problem.strerror}."
    except KeyboardInterrupt:
        return ""
    return ""


class AuthorApp(TrainerApp):
    """The program opened at an author's file."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [*TrainerApp.CSS_PATH, *_STYLES]

    def __init__(
        self, file: Path, *, seed: int = 1, services: "Services | None" = None, home: Path | None = None
    ) -> None:
        self._file, self._seed = file, seed
        super().__init__(services, home=home)

    def get_default_screen(self) -> Screen[None]:
        """The file."""
        return AuthorScreen(self._file, seed=self._seed)
