"""What a clinician would mind: risk without a way to answer it, labels, doses, claims without a source, old reviews."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.written import Voice, Written
from mi_trainer.scenario.findings import Finding, did_you_mean
from mi_trainer.scenario.model import Process, Provenance, Reaction
from mi_trainer.scenario.references import REFERENCES
from mi_trainer.scenario.yaml_text import group

REVIEW_LASTS = timedelta(days=365)

_ADVERBS = r"(?: (?:not|never|still|now|finally|only|really|almost|nearly|already|just|fully|completely))*"
_IS_CLEAN = (
    rf"(?P<who>\w+)(?:(?: (?:is|are|am|was|were)(?:n['’]t)?|['’]re){_ADVERBS} clean"
    rf"|(?: (?:has|have|had)(?:n['’]t)?|['’](?:s|ve|d)){_ADVERBS} been{_ADVERBS} clean"
    rf"|(?: (?:will|would|can|could|must|should|may|might|won['’]t)|['’]ll){_ADVERBS} be clean"
    rf"|(?: (?:wants?|wanted|hopes?|hoped|tries|tried|promised)) to be clean"
    rf"|['’]s{_ADVERBS} clean(?=\s*(?:$|[.,;:!?)–—])| (?:now|and|but|for|since|again|today|this|at|from|or|so)\b))(?!-)"
)
_FOR_SO_LONG = r"(?:days?|weeks?|months?|years?)"
_NOTHING_DESCRIBED = (
    r"(?=\s*$|[^\w\s-]|\s+[–—(-]|\s+(?:\w+ly|and|but|or|so|yet|as|than|if|that|who|now|then|again|today|tonight"
    r"|tomorrow|yesterday|since|for|because|when|while|whenever|until|till|before|after|once|though|although|unless|by|with|without"
    r"|at|from|in|on|of|off|about|through|throughout|during|over|under|around|toward|towards|last|next|this|these|all|every|each"
    r"|most|just|too|enough|soon|long|twice|together|alone|there|here|either|anyway|instead|ago|is|are|was|were|has|had"
    r"|will|would|the|a|an|i|you|he|she|we|they|it|his|her|their|my|our|your|nobody|everybody|everyone|somebody|someone"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many) (?:\w+ )?"
    r"(?:times?|days?|weeks?|months?|years?))\b)"
)
"""No word follows that the one before it would describe: "she got clean last year", but not "she got clean works"."""
_PEOPLE_WHO_ARE = (
    r"(?:patients?|clients?|persons?|people|men|man|women|woman|teens?|teenagers?|adolescents?|youths?|boys?|girls?|kids?"
    r"|child|children|parents?|mothers?|fathers?|sons?|daughters?|husbands?|wife|wives|partners?|couples?|famil(?:y|ies)"
    r"|drinkers?|smokers?|callers?|speakers?|individuals?|attitudes?|behaviou?rs?|stances?|moods?|types?|one|ones)"
)
_STANDS_AGAINST = (
    r"(?:(?:the|any|all|every|his|her|their|my|our|your|this|that|such|more|new|outside) )?(?:(?:\w+ )?"
    r"(?:change|help|helpers?|advice|ideas?|suggestions?|plans?|counsell?(?:ing|ors?)|therapy|therapists?|support"
    r"|feedback|questions?|rules?|authority|programmes?|programs?|groups?|recovery|rehab|abstinence|engagement|staff|doctors?"
    r"|clinicians?|interventions?|efforts?|attempts?|us|him|them|you|me|everything|anything)"
    r"|(?!(?:freez|burn|wash|stain|ag|scratch|flood|crush|tamper|bend|tear|crack|dur|morn|even|th|noth)ing)\w+ing)\b"
)
_THINGS_RESIST = (
    "water", "heat", "fire", "flame", "shock", "rust", "stain", "scratch", "child", "tamper", "wind", "drug", "frost",
    "weather", "multidrug", "treatment", "antibiotic", "methicillin", "penicillin", "acid", "wrinkle", "dust", "slip",
)  # fmt: skip
_RESISTANT = (
    rf"(?<!-){''.join(f'(?<!{what} )' for what in _THINGS_RESIST)}resistant"
    rf"(?:{_NOTHING_DESCRIBED}| to {_STANDS_AGAINST}| (?:\w+ )??{_PEOPLE_WHO_ARE}\b)"
)

_BETTER = {
    r"(?:drug |heroin |opioid |opiate )?addicts?": "person with an addiction, or with opioid use disorder",
    r"junk(?:ie|y|ies)": "person who uses heroin",
    r"(?:drug|substance|alcohol|opioid|opiate) ?abusers?": "person with a substance use disorder",
    r"(?:drug|substance|alcohol|opioid|opiate|heroin) ?abuse": "substance use, or substance use disorder",
    r"alcoholics?(?! anonymous)": "person with an alcohol use disorder",
    r"drunks|(?:an?|the|this|that|another|some|old|town|village|local|mean|sad) drunk"
    r"(?=\s*(?:$|[.,;:!?)–—])| (?:who|and|in|is|are|was|at|on|with|from|like)\b)": "person who drinks heavily",
    r"(?:drug|heroin|opioid|opiate|iv|injecting) users?": "person who uses drugs",
    r"crackheads?|druggies?|tweakers?|dope fiends?": "person who uses drugs",
    r"drug habit": "drug use",
    r"(?:clean|dirty) (?:urines?|screens?|tests?|samples?|toxicology)": "negative or positive test",
    r"(?:gets?|getting|got|stays?|staying|stayed|keeps?|being"
    rf"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )(?<!always )kept)"
    rf" clean(?:{_NOTHING_DESCRIBED}|(?= to\b))"
    r"|(?:came|comes?|coming) clean(?! (?:about|with|to)\b)|clean and sober"
    rf"|{_FOR_SO_LONG} clean|clean for (?:\w+ ){{1,2}}{_FOR_SO_LONG}": "in recovery, not using",
    r"non-?compliant|noncompliance|treatment failure|drug[- ]seeking|med[- ]seeking": "what the person did, and why",
    rf"in denial|{_RESISTANT}": "of two minds, or what they say and do",
    r"(?:(?:opioid|opiate|methadone) )?(?<!nicotine )(?<!hormone )(?:substitution|replacement) therapy"
    r"|(?:opioid|opiate) (?:substitution|replacement)": "medication for opioid use disorder",
}  # fmt: skip
"""Words that draw harsher judgements from clinicians (Kelly and Westerhoff 2010), and what to write in their place."""
_STIGMA = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), better) for words, better in _BETTER.items()]
_STIGMA.append((re.compile(rf"\b{_IS_CLEAN}\b", re.IGNORECASE), "in recovery, not using"))
_ANY_STIGMA = re.compile(rf"\b(?:{'|'.join(_BETTER)})\b", re.MULTILINE)
"""Any of them in a text of small letters: four times as fast to look for as in any case."""
_PEOPLE = frozenset({
    "i", "you", "he", "she", "we", "who", "somebody", "someone", "everybody", "everyone", "nobody", "patient", "client",
    "person", "people", "man", "men", "woman", "women", "mother", "father", "mum", "mom", "dad", "parent", "sister",
    "brother", "son", "daughter", "wife", "husband", "partner", "friend", "sponsor", "boyfriend", "girlfriend",
})  # fmt: skip
"""Of whom it is said that they are clean; needles, kitchens and clothes are, too. ("They" may be any of these.)"""
_QUOTED = re.compile(r"\"[^\"”]*[\"”]|“[^\"“”]*[\"”]|(?<!\w)(?:'[^'’]*|‘[^'‘’]*)['’](?!\w)")
"""A curly quote reaches no further than the next one that opens: many that nothing closes are read in linear time."""

_MEDICINE = (
    r"(?:suboxone|subutex|zubsolv|sublocade|brixadi|buprenorphine|bupe|methadone|naltrexone|vivitrol|naloxone|narcan"
    r"|disulfiram|antabuse|acamprosate|varenicline|medications?|medicines?|meds)"
)
_FORM = r"(?:doses?|strips?|films?|tablets?|pills?|injections?)"
_WHOSE = r"(?:the|your|a|her|his|their|that|any|each|every)"
_AMOUNT = r"\d+(?:\.\d+)?|half|one|two|three|four|a quarter|an extra|another"
_TAKE = r"(?:take|takes|taking|taken|give|gives|giving|given|swallow|use|uses|using|have|has|having)"
_HOURS = r"every (?:\d+|four|six|eight|twelve) hours"
_A_DRINK = (
    rf"(?:(?:cans?|bottles?|tins?|cartons?|cups?|glass(?:es)?|mugs?|pints?)\b(?! of (?:\w+ )?(?:{_MEDICINE}|{_FORM}))"
    r"|(?:of )?(?:\w+ )?(?:water|beer|lager|cider|wine|vodka|whisk(?:e?y)|gin|rum|spirits?|juice|milk|cola|lemonade"
    r"|coffee|tea|soup|formula|blood)\b)"
)
_A_WHILE = (
    r"(?:(?:or|to) \w+ |and a half |short |long |more |full |whole )?(?:seconds|minutes|hours|days|weeks|months|years)"
)
_SOMEWHERE = (
    r"(?:outside|inside|here|there|downstairs|upstairs|(?:in|at|by|near|on) (?:the|a|his|her|your|their) (?:\w+ )?"
    r"(?:queue|line|lobby|hall|hallway|corridor|room|car|van|street|cold|rain|yard|door|doorway|desk|window|counter|bench"
    r"|clinic|pharmacy|ward|gate|stairs|steps))"
)
_WINDOW = r"(?:windows?|rooms?|counters?|rounds?|hatch|clinics?|trolleys?|lines?|queues?|cabinets?|reviews?|talks?)"
"""Medication is their name, and not what is taken."""
_HANDED_OUT = (
    rf"(?:{_FORM}|{_MEDICINE})\s(?:is|are|was|were|gets?|got|can be|has been|have been)\s(?:\w+\s)?"
    r"(?:handed|given|dispensed|ready|brought|prepared|counted|poured|called|there|fetched|unlocked|here)"
)
_DOSE = re.compile(
    rf"\b(?:\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|milligrams?|micrograms?|ml(?!\s{_A_DRINK}))\b"
    rf"|(?:take|taking|start (?:on|with)|try) (?:just |only |about )?(?:{_AMOUNT}) "
    rf"(?:of )?(?:a |the |your |her |his )?(?:tablets?|pills?|strips?|films?|doses?|milligrams?)"
    rf"|(?:double|halve|skip|split) (?:the|your|a|her|his|their|that|tomorrow's|tonight's) (?:next )?"
    rf"(?:dose|strip|tablet|{_MEDICINE})"
    rf"|(?:cut|cutting|break|breaking|tear|tearing|split|splitting) (?:{_WHOSE}\s)?(?:\w+\s)?(?:{_MEDICINE}|{_FORM})"
    rf"(?:\s{_FORM})?\sin(?:to)?\s(?:half(?!\san?\s(?:year|hour|minute|decade)\b)|halves|thirds|quarters"
    rf"|(?:two|three|four)(?!-|\s{_A_WHILE}\b))"
    r"|wait\b(?:(?=[^.!?;]{0,80}\b(?:withdrawal|hours?|days?)\b)"
    rf"|(?!\s{_SOMEWHERE}\b|[^.!?;]{{0,80}}\s{_HANDED_OUT}\b))[^.!?;]{{0,80}}\s(?:before|between)\s"
    rf"(?:(?:taking|starting|first|next|last|{_WHOSE})\s){{0,3}}(?:{_FORM}|{_MEDICINE})(?!\s{_WINDOW}\b)"
    rf"|(?:{_AMOUNT}|{_FORM}|{_MEDICINE})(?: (?:of \w+|again|more|only|once|at most))?,? {_HOURS}"
    rf"|{_TAKE} (?:(?:it|them|this|that|some|more)|(?:\w+ ){{0,4}}?(?:{_FORM}|{_MEDICINE})(?: \w+){{0,4}}?),? {_HOURS}"
    rf"|{_HOURS},? (?:\w+ ){{0,3}}?{_TAKE} (?:(?:\w+ ){{0,3}}?(?:{_FORM}|{_MEDICINE})|(?:{_AMOUNT})(?! \w)))\b",
    re.IGNORECASE,
)
_CHANGES = r"(?:cuts?|raises?|lowers?|reduces?|increases?|halves|doubles|triples)"
_WHOEVER = r"(?: (?!(?:i|me|my|you|he|him|his|she|her|we|us|our|knows?|knew|met|meets?)\b)\w+)"
"""A word on people in general; with one of these it is about people whom somebody knows."""
_CLAIM = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:%|per ?cent\b)"
    r"|\b(?:studies|trials|research|evidence|guidelines?) (?:show|suggest|find|found|say)"
    rf"|\b{_CHANGES} (?:the|her|his|their|your) (?:risk|chance)\b"
    rf"|\b{_CHANGES} (?:the )?(?:(?:risk|number|rate) of )?(?:overdose deaths?|overdoses|deaths?|mortality|relapses?)\b"
    rf"|\b{_MEDICINE} (?:is|are) (?:not |very |more |less )?(?:safe|unsafe|dangerous|harmful|effective|addictive)\b"
    rf"|\b{_MEDICINE} (?:prevents?|blocks?|treats?|causes?|saves? lives)\b"
    r"|\b(?:most|many|few|half|a third|two thirds|a quarter|the majority|(?:one|two|three|\d+) (?:in|out of) \w+)"
    rf"(?: of)?(?: the)? (?:(?:people|patients|clients|those|who|them){_WHOEVER}{{0,4}}? (?:relapses?|overdoses?"
    rf"|dies?(?! of (?:boredom|laughter|laughing|embarrassment|shame)\b)|recovers?|drops? out"
    rf"|returns? to (?:use|using))"
    rf"|(?:people|patients|clients|those|who)(?:(?! ha(?:ve|s|d)\b){_WHOEVER}){{0,4}}? died)\b"
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


def stigma(written: Written) -> Iterator[Finding]:
    """Labels in the trainer's own words; a patient may speak as people do, and a quotation is a quotation."""
    own = [
        (path, _QUOTED.sub(_blank, text) if path[-1] != "example" else text)
        for path, text, voice in written.texts
        if voice is not Voice.PATIENT
    ]
    everything = "\n".join(plain.replace("\n", " ") for _, plain in own).casefold()
    if not _ANY_STIGMA.search(everything) and "clean" not in everything:
        return
    people = _PEOPLE | _names(written)
    for path, plain in own:
        for pattern, better in _STIGMA:
            for found, first, nth in _all(pattern, plain):
                if "who" not in pattern.groupindex or re.split(r"\W", found)[0].casefold() in people:
                    yield written.finding(
                        "W402", path, f"'{found}' is a label, in the trainer's own words", f"Write: {better}.",
                        words=first, nth=nth,
                    )  # fmt: skip


def _blank(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])


def _all(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str, int]]:
    """What a pattern finds in a text of whatever lines: the words, those on their first line, how often before."""
    for found in pattern.finditer(text.replace("\n", " ")):
        first = text[found.start() : found.end()].split("\n")[0]
        yield " ".join(found[0].split()), first, text.casefold().count(first.casefold(), 0, found.start())


def _names(written: Written) -> set[str]:
    """The words that the people of a scenario are called by."""
    names: list[object] = []
    for key, person in group(written.root.get("people")).items():
        called = group(person).get("called")
        names += [key, group(person).get("name"), *(called if isinstance(called, list) else [called])]
    return {word for name in names if isinstance(name, str) for word in name.casefold().split()}


def doses(written: Written) -> Iterator[Finding]:
    """Amounts and timing of a medicine in words that a trainee would take for advice."""
    for path, text, voice in written.texts:
        if voice is Voice.PATIENT:
            continue
        for found, first, nth in _all(_DOSE, text):
            yield written.finding(
                "E406", path, f"'{found}' says how much or when to take a medicine",
                "Doses and timing belong to the prescriber: send the question there.", words=first, nth=nth,
            )  # fmt: skip


def sources(written: Written) -> Iterator[Finding]:
    """Source keys that name no reference, and medical claims in a scenario that names no source.

    Where the provenance cannot be read, its sources may be what is misspelt, and no claim is held against it.
    """
    provenance = written.root.get("provenance")
    named = group(provenance).get("sources", [])
    if isinstance(named, list):
        for n, key in enumerate(named):
            if isinstance(key, str) and key not in REFERENCES:
                hint = did_you_mean(key, REFERENCES)
                yield written.finding("W403", ("provenance", "sources", n), f"there is no reference '{key}'", hint)
    if named or not isinstance(provenance, dict) or not provenance.keys() <= Provenance.model_fields.keys():
        return
    for path, text, voice in written.texts:
        if voice is Voice.PATIENT:
            continue
        for found, first, nth in _all(_CLAIM, text):
            yield written.finding(
                "W403", path, f"'{found}' is a medical claim, and no source is named",
                "Name one under provenance: `sources: [asam-2020]`.", words=first, nth=nth,
            )  # fmt: skip


def review(written: Written, today: date) -> Iterator[Finding]:
    """Whether a clinician has looked at it, and when."""
    provenance = written.root.get("provenance")
    if not isinstance(provenance, dict):
        return
    day = _day(provenance.get("reviewed_on"))
    if provenance.get("reviewed_by") is None or provenance.get("reviewed_on") is None:
        yield written.finding(
            "A407", ("provenance",), "no clinician has reviewed this scenario yet",
            "Ask one, and write `reviewed_by` and `reviewed_on`.", key=True,
        )  # fmt: skip
    elif day is not None and today - day > REVIEW_LASTS:
        yield written.finding(
            "W404", ("provenance", "reviewed_on"), f"the last review was on {day}, over a year ago",
            "Medicine and its rules move: ask for it to be read again.",
        )  # fmt: skip


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def naloxone(written: Written, *, broken: bool = False) -> Iterator[Finding]:
    """Where opioids are in play and tolerance may fall, every trainee should read about naloxone afterwards.

    In a file with errors the debrief may be what is misspelt: there it is told only if the word stands nowhere.
    """
    root = written.root
    words = " ".join(text for _, text, _ in written.texts) + f" {root.get('topic')} {root.get('target')}"
    falls = _FALLS.search(words)
    if falls is None or not _OPIOID.search(words.casefold()) or _says_naloxone(root.get("debrief")):
        return
    if broken and _NALOXONE.search(written.document.text):
        return
    endings = [group(state).get("ending") for state in group(root.get("states")).values()]
    if not all(_says_naloxone(group(ending).get("debrief")) for ending in endings if ending is not None):
        yield written.finding(
            "W405", ("debrief",) if "debrief" in root else (),
            f"tolerance may fall here ('{falls[0]}'), and the debrief does not speak of naloxone",
            "Say in `debrief:` that somebody who stops and starts again is at risk of overdose, and that naloxone "
            "belongs in the house.", key=True,
        )  # fmt: skip


def _says_naloxone(text: object) -> bool:
    return isinstance(text, str) and _NALOXONE.search(text) is not None
