"""Every finding's code and title, declared once. Its page is ``docs/findings/CODE.md``.

The letter is the severity: E an error, W a warning, A advice. 1xx is how the file is written, 2xx the graph of
states, 3xx the conversation, 4xx what a clinician would mind, 5xx what the walk through it reached.
"""

from dataclasses import dataclass
from pathlib import Path

from mi_trainer.scenario.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of finding: its stable code and what it says in a few words."""

    code: str
    title: str

    @property
    def severity(self) -> Severity:
        """How bad it is, told by the code's letter."""
        return _SEVERITIES[self.code[0]]


_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "A": Severity.ADVICE}

_TITLES = {
    "E101": "Unknown key",
    "E102": "Something is missing",
    "E103": "A value of the wrong kind",
    "E104": "The same key or name twice",
    "E105": "The file cannot be read as YAML",
    "E106": "The id is not the file's name",
    "E107": "Unknown format version",
    "E108": "No such file",
    "E109": "Too big, too deep or too long",
    "E110": "A control character",
    "E111": "An anchor, alias or tag",
    "W112": "An allowance that silences nothing",
    "W113": "An allowance that cannot be read",
    "W114": "Curly quotes around words",
    "E201": "A goto to a state that does not exist",
    "E202": "A state that nobody can reach",
    "E203": "A dead end",
    "E204": "No ending can be reached",
    "E205": "A trap: states with no way out",
    "E206": "Unknown code or mark",
    "E207": "Unknown topic or person",
    "E208": "A condition that can never hold",
    "E209": "A flag that is read and never set",
    "A210": "A flag that is set and never read",
    "A211": "A topic that nothing asks about",
    "E212": "A reaction that can never fire",
    "W213": "An ending that no walk reached in time",
    "W214": "A person who never speaks",
    "A215": "An answer from anywhere takes a part of a state's own",
    "W301": "Too few lines where a patient can be heard twice",
    "W302": "Two lines that say nearly the same",
    "W303": "A line longer than people speak",
    "W305": "Only change talk, whatever the trainee does",
    "W306": "The best and the worst trainee end alike",
    "W307": "One move wins everywhere",
    "W308": "A placeholder was left in",
    "E309": "The speaker is not one of the people",
    "W310": "A rupture that cannot be repaired",
    "A311": "A tag that the coder reads differently",
    "A312": "Change or sustain talk without its kind",
    "E401": "Risk is voiced and no safety lane takes it",
    "W402": "A stigmatising word outside a patient's mouth",
    "W403": "A medical claim without a source",
    "W404": "The review is more than a year old",
    "W405": "Tolerance falls and nothing says naloxone",
    "E406": "Dosing advice in the trainer's own voice",
    "A407": "Not reviewed by a clinician yet",
    "A501": "Lines that no walk reached",
    "W502": "The same words twice running",
    "A503": "A reaction with nothing left to say",
    "A504": "Nothing that can be said leads on",
    "A505": "A state whose own reactions nobody met",
}

PLAYED = frozenset({"W306", "W502", "A503", "A504", "A505"})
"""What only playing finds: sessions by codes, beside the walk."""

OF_WORDS = frozenset({"W302", "W303", "W308", "W402", "W404", "E406", "A407"})
"""What is always found where it is, in a file with errors too, because only an author's words are read for it."""

CATALOGUE: dict[str, Entry] = {code: Entry(code, title) for code, title in _TITLES.items()}


def found(code: str, file: Path, place: Place, message: str, hint: str = "") -> Finding:
    """A finding with the severity that its code has.

    Raises:
        KeyError: there is no such code.
    """
    return Finding(code, CATALOGUE[code].severity, file, place, message, hint)
