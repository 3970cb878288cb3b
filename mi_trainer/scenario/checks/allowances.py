"""``# allow CODE: reason`` at the end of a line, or on a line of its own above it, silences that finding there.

For a text that goes on below its key (``brief: |``), where no comment can stand, the key's line is the line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mi_trainer.scenario.checks.catalogue import CATALOGUE, found
from mi_trainer.scenario.findings import Finding, Place, did_you_mean
from mi_trainer.scenario.yaml_text import Document

_COMMENT = re.compile(r"(#(?<!\S#)\s*allow\b[ \t]*)([^\n]*)$", re.MULTILINE)
"""Begins with its ``#``, which is soon looked for; what stands before it is asked only then."""
_WHOLE = re.compile(r"([A-Z]\d{3})\s*:\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code allowed on one line, from 1; ``place`` is where it is written."""

    code: str
    line: int
    place: Place


def allowances(document: Document) -> tuple[list[Allowance], list[Finding]]:
    """The file's allowances, and findings for those that cannot be read."""
    given: list[Allowance] = []
    wrong: list[Finding] = []
    if "allow" not in document.text:
        return given, wrong
    for match in _COMMENT.finditer(document.text):
        start = match.start(1)
        number = document.text.count("\n", 0, start) + 1
        place = Place(number, start - (document.text.rfind("\n", 0, start) + 1) + 1)
        whole = _WHOLE.match(match[2])
        if whole is None:
            wrong.append(
                found("W113", document.file, place, "this allowance says no code and reason",
                      "Write `# allow CODE: why it is right here`.")
            )  # fmt: skip
        elif whole[1] not in CATALOGUE:
            hint = did_you_mean(whole[1], CATALOGUE)
            wrong.append(found("W113", document.file, place, f"there is no finding {whole[1]}", hint))
        else:
            alone = not document.line(number)[: place.column - 1].strip()
            given.append(Allowance(whole[1], _next_line(document, number) if alone else number, place))
    return given, wrong


def _next_line(document: Document, number: int) -> int:
    last = document.text.count("\n") + 1
    while number < last:
        number += 1
        line = document.line(number).strip()
        if line and not line.startswith("#"):
            return number
    return number


def applied(document: Document, findings: Iterable[Finding], unlooked: frozenset[str] = frozenset()) -> list[Finding]:
    """The findings that no allowance silences, and those about allowances that silence nothing.

    ``unlooked`` are codes that were not looked for this time, whose allowances may well be needed.
    """
    given, kept = allowances(document)
    used: set[Allowance] = set()
    for finding in findings:
        lines = {finding.place.line, document.opened(finding.place.line)} if given else set()
        silencing = [one for one in given if one.code == finding.code and one.line in lines]
        used |= set(silencing)
        if not silencing:
            kept.append(finding)
    for one in given:
        if one not in used and one.code not in unlooked:
            kept.append(
                found("W112", document.file, one.place, f"nothing here needs {one.code} to be allowed",
                      "Delete the comment.")
            )  # fmt: skip
    return kept
