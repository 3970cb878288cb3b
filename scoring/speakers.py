"""Who said a row of a transcript, by the names that people give the two."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from scoring.placing import Placed
from scoring.table import Fault, Notice


class Speaker(StrEnum):
    """Who said a row."""

    CLINICIAN = "clinician"
    CLIENT = "client"


_NAMES = {
    **dict.fromkeys(
        ("clinician", "therapist", "counsellor", "counselor", "interviewer", "doctor", "t", "th"), Speaker.CLINICIAN
    ),
    **dict.fromkeys(("client", "patient", "cl", "p", "pt"), Speaker.CLIENT),
}
_DOCTOR = re.compile(r"dr\b")
_EITHER = "c"
"""Client or counsellor: the file's other speaker tells."""


def speaker(name: str) -> Speaker | None:
    """Whom a name means, in any case and with a colon behind it or not; None if that is not known."""
    plain = _plain(name)
    return Speaker.CLINICIAN if _DOCTOR.match(plain) else _NAMES.get(plain)


def _plain(name: str) -> str:
    return name.strip().rstrip(":.").strip().lower()


def attributed(found: Iterable[Placed | Fault | Notice]) -> Iterator[tuple[Placed, Speaker] | Fault | Notice]:
    """Rows with their speakers. ``C`` is the client where the first other speaker of the file is a clinician.

    Rows of ``C`` wait until that speaker comes.
    """
    waiting: list[Placed] = []
    other: Speaker | None = None
    for row in found:
        if not isinstance(row, Placed):
            yield row
            continue
        said = row.cells["speaker"]
        who = speaker(said)
        if who is None and _plain(said) != _EITHER:
            yield Fault(row.line, f"the speaker is '{said.strip()[:40]}', not clinician or client")
            continue
        if who and other is None:
            other = who
            yield from (_either(earlier, other) for earlier in waiting)
            waiting = []
        if who:
            yield row, who
        elif other is None:
            waiting.append(row)
        else:
            yield _either(row, other)
    yield from (_either(row, other) for row in waiting)


def _either(row: Placed, other: Speaker | None) -> tuple[Placed, Speaker] | Fault:
    if other is Speaker.CLINICIAN:
        return row, Speaker.CLIENT
    return Fault(row.line, "the speaker is 'C', which may be client or counsellor: write clinician or client")
