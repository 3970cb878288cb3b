"""What an author types that is not said to the patient: a stroke and a word, wherever a patient is tried."""

from enum import StrEnum


class Aside(StrEnum):
    """What can be asked for in the middle of a conversation."""

    WHY = "/why"
    UNDO = "/undo"
    QUIT = "/quit"


_SHORT = {"/q": Aside.QUIT}


class NoSuchAside(ValueError):
    """A stroke and a word that asks for nothing; the message says what can be asked for."""


def aside(line: str) -> Aside | None:
    """What a line asks for; None if it is to be said to the patient.

    Raises:
        NoSuchAside: it looks like an aside, and is none.
    """
    word = line.strip()
    if word in _SHORT:
        return _SHORT[word]
    if word in set(Aside):
        return Aside(word)
    if line.startswith("/") and line[1:2].isalpha():
        *more, last = Aside
        raise NoSuchAside(f"Here are {', '.join(more)} and {last}. To say it to the patient, begin with a space.")
    return None
