"""The room: what is said, where to say something, and in coached sessions what it was."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mi_trainer.debrief.views import named
from mi_trainer.practice.coaching import hint
from mi_trainer.practice.exchange import Exchange, Mode
from mi_trainer.practice.session import Session
from mi_trainer.tui import coaching, settings
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.messages import EndedEarly, Failed, TakenBack, Waited
from mi_trainer.tui.text import counted, one_line, sentences
from mi_trainer.tui.widgets.coding_panel import CodingPanel, code_names
from mi_trainer.tui.widgets.conversation import Conversation, Side, Spoken
from mi_trainer.tui.widgets.footer import Keys
from mi_trainer.tui.widgets.message_input import MessageInput
from mi_trainer.tui.widgets.rulers import Rulers
from mi_trainer.tui.words import outcome
from scoring.self_harm import speaks_of_self_harm

if TYPE_CHECKING:
    from mi_trainer.patient.voice import Said
    from mi_trainer.tui.app import TrainerApp

YOU = "You"

WIDE = 104
"""Cells from which the coach's side stands beside the conversation."""

PATIENCE = 0.1
"""How long an answer may take, in seconds, before the trainee's own words are shown without it.

Within a tenth of a second, what is seen is felt as the immediate effect of the key (Miller 1968).
"""


class Over(Static, can_focus=True):
    """Stands where the input was, once the conversation has ended."""

    HELP = "The conversation has ended. Enter shows the debrief; F5 takes back the last turn, if you would rather."
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("over")]

    def action_debrief(self) -> None:
        """Ask for the debrief."""
        screen = self.screen
        assert isinstance(screen, PracticeScreen)
        screen.to_debrief()


class PracticeScreen(Screen[None]):
    """One conversation."""

    HELP = (
        "You are with the patient. Say something, and they answer. You can leave with escape at any time and go on "
        "later from the same place. ctrl+q closes the program at once."
    )
    CSS_PATH = "../styles/practice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("practice")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow-view"), (WIDE, "-wide-view")]  # noqa: RUF012 - Textual's own type

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._busy = False
        self._draft = ""
        self._folded = True

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    @property
    def coached(self) -> bool:
        """Whether feedback is given now rather than in the debrief."""
        return self.session.start.mode is Mode.COACHED

    # How it looks.

    def compose(self) -> ComposeResult:
        """Who, the conversation, the input, and the coach's side."""
        yield Static("", id="masthead", markup=False)
        yield Static("", id="notice", markup=False)
        yield Rulers(id="rulers-line")
        with Container(id="room"):
            with Vertical(id="talk"):
                yield Conversation(
                    [each for exchange in self.session.exchanges for each in self._spoken(exchange)],
                    id="conversation",
                )
                yield Static("", id="coded-line", markup=False)
                yield MessageInput(id="input")
                yield Over("", id="over", markup=False)
            with Vertical(id="side"):
                yield Rulers(id="rulers")
                yield CodingPanel(id="panel")
        yield Keys()

    def on_mount(self) -> None:
        """Show where the conversation stands, in the shape that Textual will give the screen."""
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-wide-view")
        self.set_class(not wide, "-narrow-view")
        self.set_class(not self.coached, "-assessed")
        if self.session.exchanges and self.session.turn:
            self._show_coding(self.session.exchanges[-1])
        self._show_all()

    def _spoken(self, exchange: Exchange) -> list[Spoken]:
        heard = [Spoken(Side.TRAINEE, exchange.turn, ((YOU, exchange.trainee),))] if exchange.turn else []
        return [*heard, Spoken(Side.PATIENT, exchange.turn, self._names(exchange.reply))]

    def _names(self, reply: "tuple[Said, ...]") -> tuple[tuple[str, str], ...]:
        return tuple((named(self.session.scenario, said.speaker), said.says) for said in reply)

    def _show_all(self) -> None:
        """Everything that follows from the session and the settings."""
        session = self.session
        people = " and ".join(person.name for person in session.scenario.people.values())
        self.query_one("#masthead", Static).update(
            Content.assemble(
                (one_line(people), "bold $accent"), f"  {one_line(session.scenario.title)}",
                (f"   {'turn ' + str(session.turn) if session.turn else 'your turn'} · {session.start.mode.value}",
                 "$quiet"),
            )
        )  # fmt: skip
        self._show_parts()
        self._show_rulers()
        over = self.query_one(Over)
        over.display = session.over
        over.update(self._over_words())
        entry = self.query_one(MessageInput)
        entry.display = not session.over
        if session.over:
            over.focus()
        elif self.focused is None or not self.focused.display or isinstance(self.focused, Over):
            entry.focus()
        self.refresh_bindings()

    def _over_words(self) -> Content:
        how = outcome(self.session.outcome)
        return Content.assemble(
            ("The conversation is over: ", "bold"), how, ".\n", ("Press enter for the debrief.", "$accent")
        )

    def _show_parts(self) -> None:
        kept = self.trainer.settings
        self.set_class(kept.rulers and self.coached, "-rulers")
        wide = self.has_class("-wide-view")
        self.set_class(self.coached and (kept.panel if wide else not self._folded), "-panel")
        why = self.session.unkept
        notice = self.query_one("#notice", Static)
        notice.display = bool(why)
        why = why if wide else sentences(why, 1)  # the conversation needs the room; F7 tells the rest
        notice.update(Content.assemble(("Not saved. ", "bold"), why, (" F7 saves it to a file.", "bold")))

    def on_resize(self) -> None:
        """What is folded depends on the width."""
        self.call_after_refresh(self._show_parts)

    def _show_rulers(self) -> None:
        exchanges = self.session.exchanges
        if not self.coached or not exchanges:
            return
        before = exchanges[-2].disposition if len(exchanges) > 1 else None
        for rulers in self.query(Rulers):
            rulers.show_disposition(exchanges[-1].disposition, before)

    def _show_coding(self, exchange: Exchange, *, older: bool = False) -> None:
        if not self.coached:
            return
        told = coaching.coached(self.session, exchange)
        self.query_one(CodingPanel).show_turn(told, coaching.counts(self.session), older=older)
        if not older:
            self.query_one("#coded-line", Static).update(
                Content.assemble(("Last turn: ", "$quiet"), code_names(told.codes))
            )

    # Talking.

    @on(MessageInput.Sent)
    async def take(self, event: MessageInput.Sent) -> None:
        """Take what was written: a turn, a pause, or something that is no practice."""
        entry, text = self.query_one(MessageInput), event.text
        if self._busy or self.session.over:
            entry.give_back(text)
            return
        if not text.strip():
            self._busy = True
            self._wait()
            return
        if speaks_of_self_harm(text):
            from mi_trainer.tui.screens.care import CareScreen

            self.app.push_screen(CareScreen(settings.help_words(self.trainer.home)))
            return
        self._busy, self._draft = True, text
        self._say(text)

    @work(group="turn")
    async def _say(self, text: str) -> None:
        conversation = self.query_one(Conversation)
        mine = Spoken(Side.TRAINEE, self.session.turn + 1, ((YOU, text),))
        answer = asyncio.ensure_future(self.trainer.services.do(self.session.respond, text))
        try:
            # The emptied input, these words and the answer to them are one drawing.
            with self.app.batch_update():
                await asyncio.wait((answer,), timeout=PATIENCE)
                answered = answer.done()
                await conversation.say(mine, *([self._reply(answer.result())] if answered else []))
                await conversation.wait_for_refresh()  # in a batch: until the screen knows what has changed
            self.check_idle()
            exchange = await answer
        except Exception as problem:
            self.log.error(problem)
            self.post_message(
                Failed(
                    f"The patient could not answer that ({type(problem).__name__}). Your words are back in the input."
                )
            )
            return
        self._busy, self._draft = False, ""
        if not answered:
            await conversation.say(self._reply(exchange))
        conversation.call_after_refresh(self._show_turn, exchange)

    def _reply(self, exchange: Exchange) -> Spoken:
        return Spoken(Side.PATIENT, exchange.turn, self._names(exchange.reply))

    def _show_turn(self, exchange: Exchange) -> None:
        """Show what a turn was, once the answer to it is drawn, unless it has been taken back since."""
        if self.is_attached and self.session.exchanges[-1] is exchange:
            self._show_coding(exchange)
            self._show_all()

    @on(Failed)
    async def give_back(self, event: Failed) -> None:
        """Say what went wrong, and lose nothing that was written."""
        self.trainer.warn(event.reason)
        if self._busy and self._draft:
            await self.query_one(Conversation).take_back(self.session.turn + 1)
            self.query_one(MessageInput).give_back(self._draft)
        self._busy, self._draft = False, ""

    @work(group="turn")
    async def _wait(self) -> None:
        said = await self.trainer.services.do(self.session.pause)
        self.post_message(Waited(self._names(said)))

    @on(Waited)
    async def show_wait(self, event: Waited) -> None:
        """Show what the patient does in the silence. It is no turn."""
        self._busy = False
        await self.query_one(Conversation).say(Spoken(Side.ASIDE, self.session.turn, event.words))

    @on(Conversation.Looked)
    def look_back(self, event: Conversation.Looked) -> None:
        """Show the coding of an earlier turn."""
        exchange = next((e for e in self.session.exchanges if e.turn == event.turn and e.turn), None)
        if exchange is None or not self.coached:
            self.trainer.tell("There is no coding to show for that." if self.coached else "Codes wait for the debrief.")
            return
        self._show_coding(exchange, older=exchange is not self.session.exchanges[-1])
        self._unfold()

    # What else can be done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now: none of the coach's in an assessed session."""
        match action:
            case "hint":
                return self.coached and not self.session.over
            case "panel" | "rulers":
                return self.coached
            case "undo":
                return self.session.turn > 0 and self.session.outcome != "ended_early"
            case "end":
                return not self.session.over
        return True

    def action_hint(self) -> None:
        """Name the skill that would help."""
        self.query_one(CodingPanel).show_hint(hint(self.session))
        self.query_one("#coded-line", Static).update(Content.assemble(("Hint: ", "bold $accent"), hint(self.session)))

    def action_panel(self) -> None:
        """Show or fold away the coach's side."""
        if self.has_class("-wide-view"):
            self.trainer.settings.panel = not self.trainer.settings.panel
            settings.keep(self.trainer.home, self.trainer.settings)
        else:
            self._folded = not self._folded
        self._show_parts()
        if not self.has_class("-panel") and self.focused is self.query_one("#told"):
            self.query_one(MessageInput).focus()

    def _unfold(self) -> None:
        if not self.has_class("-panel"):
            self.action_panel()

    def action_rulers(self) -> None:
        """Show or hide the rulers."""
        self.trainer.settings.rulers = not self.trainer.settings.rulers
        settings.keep(self.trainer.home, self.trainer.settings)
        self._show_parts()

    def action_undo(self) -> None:
        """Take back the last turn."""
        if not self._busy and self.session.turn:
            self._busy = True
            self._undo()

    @work(group="turn")
    async def _undo(self) -> None:
        taken = await self.trainer.services.do(self.session.undo)
        if taken is not None:
            self.post_message(TakenBack(taken))

    @on(TakenBack)
    async def show_undone(self, event: TakenBack) -> None:
        """Show the conversation without the turn, and put the words back to be changed."""
        self._busy = False
        await self.query_one(Conversation).take_back(event.exchange.turn)
        entry = self.query_one(MessageInput)
        if not entry.text.strip():
            entry.give_back(event.exchange.trainee)
        if self.session.turn:
            self._show_coding(self.session.exchanges[-1])
        else:
            self.query_one(CodingPanel).clear()
            self.query_one("#coded-line", Static).update("")
        self._show_all()

    def action_end(self) -> None:
        """End the conversation, once that is confirmed."""
        from mi_trainer.tui.screens.dialogs import AskScreen

        if not self.session.over and not self._busy:
            turns = counted(self.session.turn, "turn")
            question = f"End the conversation here, after {turns}, and see the debrief?"
            self.app.push_screen(AskScreen(question, "End it", "Go on talking"), self._end_if)

    def _end_if(self, sure: bool | None) -> None:
        if sure:
            self._busy = True
            self._end()

    @work(group="turn")
    async def _end(self) -> None:
        await self.trainer.services.do(self.session.end_early)
        self.post_message(EndedEarly())

    @on(EndedEarly)
    def show_ended(self) -> None:
        """Go to the debrief."""
        self._busy = False
        self._show_all()
        self.to_debrief()

    def to_debrief(self) -> None:
        """Show what happened in this session."""
        self.trainer.to_home()
        self.trainer.open_debrief(self.session)

    def action_export(self) -> None:
        """Save the session to a file."""
        from mi_trainer.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.session))

    def action_copy_last(self) -> None:
        """Copy the patient's last words."""
        self.app.copy_to_clipboard(self._spoken(self.session.exchanges[-1])[-1].plain)
        self.trainer.tell("The patient's last words are copied.")

    def action_leave(self) -> None:
        """Go back to the patients. What could not be saved would be lost, so that is asked first."""
        from mi_trainer.tui.screens.dialogs import AskScreen

        if not self.session.unkept:
            self.dismiss()
            return
        question = "This conversation could not be saved. If you leave now it is lost. F7 saves it to a file."
        self.app.push_screen(AskScreen(question, "Leave and lose it", "Stay"), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()
