"""Everything that can be done from the keyboard, declared once: key map, footer, help and palette render from it."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Act:
    """Something a user can do.

    ``id`` is the part of the program it belongs to and its name: what ``keys.toml`` uses. ``keys`` are separated by
    commas, the first one is shown. ``action`` is what Textual runs. ``name`` stands in the footer, ``help`` in the
    help and the palette. ``footer`` says whether it is worth a place there; ``first`` that it is heard before the
    focused part.
    """

    id: str
    keys: str
    action: str
    name: str
    help: str
    footer: bool = True
    first: bool = False

    @property
    def where(self) -> str:
        """The part of the program it belongs to."""
        return self.id.partition(".")[0]


ACTS: tuple[Act, ...] = (
    Act("app.help", "f1", "help", "Help", "Explain this part, and show the keys that work now."),
    Act("app.palette", "ctrl+p", "command_palette", "All", "Search everything that can be done here."),
    Act("app.theme", "f9", "theme", "Light or dark", "Change between the light and the dark theme.", footer=False),
    Act("app.leave_now", "ctrl+q", "leave_now", "Leave now",
        "Close the program at once. The session is kept and can be resumed.", footer=False, first=True),
    Act("home.choose", "enter", "select", "Choose", "Open the patient, or resume the session."),
    Act("home.past", "p", "past", "Past sessions", "See sessions you have had before."),
    Act("home.author", "w", "author", "Write", "Open the patient's file as its author: findings, diagram and a try."),
    Act("home.quit", "q", "quit", "Quit", "Close the program."),
    Act("brief.start", "enter", "select", "Start", "Let the patient in, in the way that is marked."),
    Act("brief.down", "pagedown", "brief_down", "Read on", "Scroll the brief down.", footer=False),
    Act("brief.up", "pageup", "brief_up", "Read back", "Scroll the brief up.", footer=False),
    Act("brief.back", "escape", "back", "Back", "Go back to the patients."),
    Act("input.send", "enter", "send", "Send", "Say it to the patient."),
    Act("input.newline", "ctrl+j,shift+enter", "newline", "Line", "Break the line without sending."),
    Act("input.up", "pageup", "scroll_conversation(-1)", "Scroll up", "Scroll the conversation up.", footer=False),
    Act("input.down", "pagedown", "scroll_conversation(1)", "Scroll down", "Scroll the conversation down.",
        footer=False),
    Act("conversation.up", "up", "older", "Earlier message", "Mark the message before.", footer=False),
    Act("conversation.down", "down", "newer", "Later message", "Mark the message after.", footer=False),
    Act("conversation.look", "enter", "look", "Its coding", "Show how the marked turn was coded."),
    Act("conversation.copy", "c", "copy", "Copy", "Copy the marked message."),
    Act("conversation.copy_all", "a", "copy_all", "Copy all", "Copy the whole conversation."),
    Act("over.debrief", "enter", "debrief", "Debrief", "See what happened in this session."),
    Act("practice.hint", "f2", "hint", "Hint", "Name the skill that would help now. It gives no words."),
    Act("practice.panel", "f3", "panel", "Coach", "Show or fold away the coaching panel."),
    Act("practice.rulers", "f4", "rulers", "Rulers", "Show or hide the patient's readiness rulers."),
    Act("practice.undo", "f5", "undo", "Undo", "Take back your last turn and the patient's answer."),
    Act("practice.end", "f6", "end", "End", "End the conversation now and see the debrief."),
    Act("practice.leave", "escape", "leave", "Leave", "Go back to the patients. The session waits for you."),
    Act("practice.export", "f7", "export", "Export", "Save this session as a file.", footer=False),
    Act("practice.copy", "f8", "copy_last", "Copy reply", "Copy the patient's last words.", footer=False),
    Act("debrief.again", "t", "again", "Try again", "Try again from the marked turn: it starts a branch."),
    Act("debrief.copy", "c", "copy", "Copy", "Copy the marked turn."),
    Act("debrief.copy_all", "a", "copy_all", "Copy all", "Copy the whole transcript."),
    Act("debrief.export", "e", "export", "Export", "Save this session as Markdown, HTML, CSV or JSON."),
    Act("debrief.next", "right_square_bracket", "part(1)", "Next part", "Go to the next part of the debrief.",
        footer=False),
    Act("debrief.previous", "left_square_bracket", "part(-1)", "Previous part",
        "Go to the previous part of the debrief.", footer=False),
    Act("debrief.part_1", "1", "show_part(1)", "Ending", "How it ended and why.", footer=False),
    Act("debrief.part_2", "2", "show_part(2)", "Moments", "The moments that mattered most.", footer=False),
    Act("debrief.part_3", "3", "show_part(3)", "Language", "The patient's words over time.", footer=False),
    Act("debrief.part_4", "4", "show_part(4)", "Numbers", "The session in numbers.", footer=False),
    Act("debrief.part_5", "5", "show_part(5)", "Transcript", "Everything said, with its codes.", footer=False),
    Act("debrief.part_6", "6", "show_part(6)", "Side by side", "Two continuations of the same moment.", footer=False),
    Act("debrief.other", "o", "other", "Other branch", "Compare with another continuation.", footer=False),
    Act("debrief.new", "n", "new", "New session", "Practise with this patient from the start."),
    Act("debrief.back", "escape", "back", "Back", "Leave the debrief."),
    Act("past.open", "enter", "select", "Open", "Open the debrief, or resume the session if it is unfinished."),
    Act("past.filter", "slash", "filter", "Filter", "Show only sessions that match some words."),
    Act("past.delete", "d,delete", "delete", "Delete", "Delete the marked session. It asks first."),
    Act("past.export", "e", "export", "Export", "Save the marked session as a file."),
    Act("past.later", "left_square_bracket", "page(-1)", "Newer", "Go to newer sessions."),
    Act("past.earlier", "right_square_bracket", "page(1)", "Older", "Go to older sessions."),
    Act("past.back", "escape", "back", "Back", "Go back to the patients."),
    Act("tried.look", "enter", "look", "Its line", "Open your editor at the line that the marked message came from."),
    Act("author.edit", "f4", "edit", "Edit line", "Open your editor at the line that the marked message came from."),
    Act("author.codes", "f2", "codes", "Codes", "Choose what the patient hears, instead of typing words."),
    Act("author.side", "f3", "side", "Findings", "Change between the conversation and the findings and diagram."),
    Act("author.undo", "f5", "undo", "Undo", "Take back the last turn."),
    Act("author.anew", "f6", "anew", "Begin anew", "Begin the conversation again from the start."),
    Act("author.why", "f7", "why", "Why", "Tell which reaction fired last, and what the nearer ones lacked."),
    Act("author.back", "escape", "back", "Leave", "Leave. Your file stays as you saved it."),
    Act("care.back", "enter,escape", "back", "Go back", "Return to the practice conversation."),
    Act("answers.choose", "enter", "select", "Choose", "Give the marked answer."),
    Act("dialog.close", "escape", "close", "Close", "Close this and go back."),
)  # fmt: skip


def bindings(*where: str) -> list[Binding]:
    """The key bindings of parts of the program, for a widget's or a screen's ``BINDINGS``."""
    return [
        Binding(act.keys, act.action, act.name, show=act.footer, priority=act.first, tooltip=act.help, id=act.id)
        for act in ACTS
        if act.where in where
    ]


def by_id(name: str) -> Act | None:
    """The action with an id; None for a key that Textual's own widgets bring along."""
    return _BY_ID.get(name)


_BY_ID = {act.id: act for act in ACTS}

_WORDS = {
    "escape": "esc", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "pageup": "pgup",
    "pagedown": "pgdn", "delete": "del", "space": "space", "question_mark": "?",
}  # fmt: skip


def key_words(key: str) -> str:
    """A key as people call it: ``ctrl+j``, ``esc``, ``F2``."""
    *held, last = key.split("+")
    last = _WORDS.get(last, last.upper() if len(last) > 1 and last[0] == "f" and last[1:].isdigit() else last)
    return "+".join([*held, last])
