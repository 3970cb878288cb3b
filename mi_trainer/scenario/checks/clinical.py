"""What a clinician would mind: risk without a way to answer it, labels, doses, claims without a source, old reviews."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.subject import Subject, Voice
from mi_trainer.scenario.findings import Finding, did_you_mean
from mi_trainer.scenario.model import Process, Reaction
from mi_trainer.scenario.references import REFERENCES

REVIEW_LASTS = timedelta(days=365)

_BETTER = {
    r"(?:drug |heroin |opioid |opiate )?addicts?": "person with an addiction, or with opioid use disorder",
    r"junk(?:ie|y|ies)": "person who uses heroin",
    r"(?:drug|substance|alcohol|opioid|opiate) ?abusers?": "person with a substance use disorder",
    r"(?:drug|substance|alcohol|opioid|opiate|heroin) ?abuse": "substance use, or substance use disorder",
    r"alcoholics?(?! anonymous)": "person with an alcohol use disorder",
    r"drunks?(?= (?:who|and|in|is|are|was)\b)": "person who drinks heavily",
    r"(?:drug|heroin|opioid|opiate|iv|injecting) users?": "person who uses drugs",
    r"crackheads?|druggies?|tweakers?|dope fiends?": "person who uses drugs",
    r"drug habit": "drug use",
    r"(?:clean|dirty) (?:urines?|screens?|tests?|samples?|toxicology)": "negative or positive test",
    r"(?:gets?|getting|got|stays?|staying|stayed|be|being|been|came|comes?|coming) clean": "in recovery, not using",
    r"non-?compliant|noncompliance|treatment failure|drug[- ]seeking|med[- ]seeking": "what the person did, and why",
    r"substitution therapy|replacement therapy|opioid substitution": "medication for opioid use disorder",
}
"""Words that draw harsher judgements from clinicians (Kelly and Westerhoff 2010), and what to write in their place."""
_STIGMA = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), better) for words, better in _BETTER.items()]
_ANY_STIGMA = re.compile(rf"\b(?:{'|'.join(_BETTER)})\b")
"""Any of them in a text of small letters: four times as fast to look for as in any case."""
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'’]*['’](?!\w)")

_AMOUNT = r"\d+(?:\.\d+)?|half|one|two|three|four|a quarter|an extra|another"
_DOSE = re.compile(
    rf"\b(?:\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|milligrams?|micrograms?|ml)\b"
    rf"|(?:take|taking|start (?:on|with)|try) (?:just |only |about )?(?:{_AMOUNT}) "
    rf"(?:of )?(?:a |the |your |her |his )?(?:tablets?|pills?|strips?|films?|doses?|milligrams?)"
    rf"|(?:double|halve|skip|split) (?:the|your|a|her|his|their|that|tomorrow's|tonight's) (?:next )?"
    rf"(?:dose|strip|tablet)"
    rf"|every (?:\d+|four|six|eight|twelve) hours)",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:%|per ?cent\b)"
    r"|\b(?:studies|trials|research|evidence|guidelines?) (?:show|suggest|find|found|say)"
    r"|\b(?:raises?|lowers?|reduces?|increases?|halves|doubles) the (?:risk|chance)\b"
    r"|\bat (?:higher |greater )?risk of\b"
    r"|\btolerance (?:falls|drops|is lower|has fallen|goes down)|\bprecipitated? withdrawal\b|\bhalf-life\b"
    r"|\bside effects? (?:is|are|include)\b|\bbring on withdrawal\b",
    re.IGNORECASE,
)
_OPIOID = re.compile(r"\b(?:opioids?|opiates?|heroin|fentanyl|methadone|buprenorphine|naltrexone|oxycodone)\b")
"""In a text of small letters, likewise."""
_FALLS = re.compile(
    r"\b(?:naltrexone|taper\w*|detox\w*|withdrawal unit|prison|jail|missed (?:doses?|days?)|return(?:ed|s)? to use"
    r"|relapse|lapse|slip(?:ped|s)?|stop(?:s|ped)? (?:and|using|taking|the med)|days? (?:off|without)"
    r"|abstinen\w+|tolerance)\b",
    re.IGNORECASE,
)
_NALOXONE = re.compile(r"\b(?:naloxone|narcan)\b", re.IGNORECASE)


def risk_without_lane(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """Lines that voice risk where asking about it leads nowhere."""
    scenario = subject.scenario
    after: dict[str, set[str]] = {}
    for (state, name), to in reached.edges.items():
        if name in subject.pools:
            after.setdefault(name, set()).update(to)
        else:
            for there in to:
                after.setdefault(f"{there}/opens", set()).add(there)
            after.setdefault(f"{state}/otherwise", set()).add(state)
    after.setdefault(f"{scenario.start}/opens", set()).add(scenario.start)
    for pool in subject.pools.values():
        for n, line in enumerate(pool.lines):
            if not any(saying.risk for saying in (line, *line.then)):
                continue
            where = after.get(pool.id, set(reached.rooms) if pool.id == "pauses" else set())
            lost = [state for state in sorted(where) if not _taken(subject, state)]
            if lost:
                yield subject.finding(
                    "E401", (*pool.path, n),
                    f"this line voices risk, and in '{lost[0]}' asking about it leads to no safety lane",
                    "Lead to a state of `process: safety`, or add a reaction there that hears safety_inquiry and goes "
                    "to one.",
                )  # fmt: skip


def _taken(subject: Subject, state: str) -> bool:
    here = subject.scenario.states[state]
    if here.process is Process.SAFETY or (here.ending and here.ending.outcome == "safety"):
        return True
    return any(_asks(one.reaction) and _to_lane(subject, one.reaction.goto) for one in subject.considered(state))


def _asks(reaction: Reaction) -> bool:
    return any(name.startswith("safety_inquiry") or name == "gets_help" for name in reaction.hears)


def _to_lane(subject: Subject, state: str | None) -> bool:
    return state in subject.scenario.states and subject.scenario.states[state].process is Process.SAFETY


def stigma(subject: Subject) -> Iterator[Finding]:
    """Labels in the trainer's own words; a patient may speak as people do, and a quotation is a quotation."""
    own = [
        (path, _QUOTED.sub("", text) if path[-1] != "example" else text)
        for path, text, voice in subject.texts
        if voice is not Voice.PATIENT
    ]
    if not _ANY_STIGMA.search("\n".join(plain for _, plain in own).casefold()):
        return
    for path, plain in own:
        for pattern, better in _STIGMA:
            if found := pattern.search(plain):
                yield subject.finding(
                    "W402", path, f"'{found[0]}' is a label, in the trainer's own words", f"Write: {better}.",
                    words=found[0],
                )  # fmt: skip


def doses(subject: Subject) -> Iterator[Finding]:
    """Amounts and timing of a medicine in words that a trainee would take for advice."""
    for path, text, voice in subject.texts:
        if voice is not Voice.PATIENT and (found := _DOSE.search(text)):
            yield subject.finding(
                "E406", path, f"'{found[0]}' says how much or when to take a medicine",
                "Doses and timing belong to the prescriber: send the question there.", words=found[0],
            )  # fmt: skip


def sources(subject: Subject) -> Iterator[Finding]:
    """Source keys that name no reference, and medical claims in a scenario that names no source."""
    named = subject.scenario.provenance.sources
    for n, key in enumerate(named):
        if key not in REFERENCES:
            yield subject.finding(
                "W403", ("provenance", "sources", n), f"there is no reference '{key}'", did_you_mean(key, REFERENCES)
            )
    if named:
        return
    for path, text, voice in subject.texts:
        if voice is not Voice.PATIENT and (found := _CLAIM.search(text)):
            yield subject.finding(
                "W403", path, f"'{found[0]}' is a medical claim, and no source is named",
                "Name one under provenance: `sources: [asam-2020]`.",
                words=found[0],
            )  # fmt: skip


def review(subject: Subject, today: date) -> Iterator[Finding]:
    """Whether a clinician has looked at it, and when."""
    provenance = subject.scenario.provenance
    if provenance.reviewed_by is None or provenance.reviewed_on is None:
        yield subject.finding(
            "A407", ("provenance",), "no clinician has reviewed this scenario yet",
            "Ask one, and write `reviewed_by` and `reviewed_on`.", key=True,
        )  # fmt: skip
    elif today - provenance.reviewed_on > REVIEW_LASTS:
        yield subject.finding(
            "W404", ("provenance", "reviewed_on"), f"the last review was on {provenance.reviewed_on}, over a year ago",
            "Medicine and its rules move: ask for it to be read again.",
        )  # fmt: skip


def naloxone(subject: Subject) -> Iterator[Finding]:
    """Where opioids are in play and tolerance may fall, every trainee should read about naloxone afterwards."""
    scenario = subject.scenario
    words = " ".join(text for _, text, _ in subject.texts) + f" {scenario.topic} {scenario.target}"
    if not (_OPIOID.search(words.casefold()) and _FALLS.search(words)):
        return
    if scenario.debrief and _NALOXONE.search(scenario.debrief):
        return
    endings = [state.ending for state in scenario.states.values() if state.ending]
    if not all(_NALOXONE.search(ending.debrief) for ending in endings):
        why = _FALLS.search(words)
        yield subject.finding(
            "W405", ("debrief",) if scenario.debrief else (),
            f"tolerance may fall here ('{why[0] if why else ''}'), and the debrief does not speak of naloxone",
            "Say in `debrief:` that somebody who stops and starts again is at risk of overdose, and that naloxone "
            "belongs in the house.", key=True,
        )  # fmt: skip
