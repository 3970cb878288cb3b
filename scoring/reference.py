"""The page that explains every code and mark, rendered from where they are declared.

``python -m scoring.reference`` prints it; ``docs/coding.md`` is what it printed, and a test holds the two together.
"""

from collections.abc import Iterable, Mapping

from scoring.codes import (
    BEHAVIOURS,
    CLIENT_TALK,
    DETAILS,
    FORMS,
    GROUPS,
    KINDS,
    MARKS,
    MEETS_PUSHBACK,
    Standing,
    Term,
)  # fmt: skip

_STANDING = {
    Standing.ADHERENT: "MI-adherent",
    Standing.NON_ADHERENT: "MI-non-adherent",
    Standing.NEUTRAL: "neutral",
    Standing.SKILL: "skill",
}

_OPENING = """\
# What is coded, and how

Printed by `python -m scoring.reference` from `scoring/codes.py`, where every code is declared once. Behaviours follow
MITI 4.2.1 (Moyers, Manuel and Ernst), client talk MISC 2.1 and 2.5, in our own words and with our own examples.

## The unit

A **volley** is what a clinician says until the client really speaks. It is parsed into **utterances**, complete
thoughts; unsure whether to split, fewer. An utterance has at most one behaviour, and each behaviour counts at most
once a volley. One reflection code a volley: complex if any reflection in it is complex. One question code a volley,
however many are asked; open if any of them is.

Among the adherent codes Emphasize autonomy stands over Seek collaboration, and that over Affirm; among the
non-adherent Confront over Persuade. Confront trumps a question. Affirm trumps a complex reflection that is both.
Permission, asked or given, holds for a few minutes on its topic. Greetings, facilitators, structuring, general praise
and unfinished thoughts are not coded. When unsure, the humbler code, or none: a trainee then reads *this could be
heard as*, never a verdict. Simple against complex is not reliably told apart by people either (Fleiss kappa .20 among
AnnoMI's experts), so it is always put softly.
"""


def _entry(term: Term, names: Mapping[str, str]) -> str:
    lines = [f"### {term.label} (`{term.name}`, {term.short})", "", f"*{names[term.name]}*  " if names else ""]
    lines.append(f"**When.** {term.definition}")
    if term.not_when:
        lines.append(f"\n**Not when.** {term.not_when}")
    if term.why:
        lines.append(f"\n**Why it matters.** {term.why}")
    lines.append(f"\n> {term.example}")
    return "\n".join(line for line in lines if line is not None) + "\n"


def _section(title: str, terms: Iterable[Term], *, standing: bool = True) -> str:
    terms = list(terms)
    marks = {term.name for term in MARKS.values() if term.standing is Standing.NON_ADHERENT}
    names = (
        {term.name: MEETS_PUSHBACK if term.name in marks else _STANDING[term.standing] for term in terms}
        if standing
        else {}
    )
    return f"## {title}\n\n" + "\n".join(_entry(term, names) for term in terms)


def reference() -> str:
    """The whole page, in Markdown."""
    groups = "\n".join(f"- `{name}`: {', '.join(sorted(f'`{b}`' for b in group))}" for name, group in GROUPS.items())
    forms = "\n".join(f"- `{name}`: a question that is {form}" for name, form in FORMS.items())
    details = "\n".join(
        f"- `{mark}.` followed by {', '.join(f'`{detail}`' for detail in kinds)}" for mark, kinds in DETAILS.items()
    )
    return "\n".join(
        (
            _OPENING,
            _section("Behaviours", BEHAVIOURS.values()),
            _section("Marks", MARKS.values()),
            _section("Client talk", CLIENT_TALK.values(), standing=False),
            _section("Kinds of change and sustain talk (DARN-CAT)", KINDS.values(), standing=False),
            "## Names a scenario may use besides\n",
            groups,
            forms,
            details,
            "",
        )
    )


if __name__ == "__main__":
    print(reference(), end="")
