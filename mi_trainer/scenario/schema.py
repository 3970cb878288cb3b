"""The JSON Schema of the scenario format: generated from the model, with MI's own definitions written in.

Editors use it to complete keys and codes, to show what a code means while it is typed, and to underline mistakes.
What a schema cannot say (names that point at nothing, reactions that never fire) is what ``mi-trainer check`` is for.
"""

import json
from typing import Any

from mi_trainer.scenario.model import CODE, Scenario
from scoring.codes import (
    CLIENT_TALK,
    GROUPS,
    KINDS,
    ClientTalk,
    SafetyTopic,
    TalkKind,
    Term,
    hearable,
    label,
    labels,
    term,
)

FILE = "scenario.schema.json"
"""The name under which the generated schema lies beside the shipped scenarios."""

Schema = dict[str, Any]

OUTCOMES = {
    "commitment": "They commit to the change, or begin it.",
    "plan": "They leave with a step of their own.",
    "considering": "They leave with it in mind and the door open.",
    "unchanged": "They leave as they came.",
    "left": "They broke it off.",
    "safety": "Safety came first, and was seen to.",
    "time": "The appointment was over.",
}
PROCESSES = {
    "engaging": "Building a working relationship.",
    "focusing": "Finding what to talk about.",
    "evoking": "Drawing out the person's own reasons.",
    "planning": "Turning wanting into a next step.",
    "safety": "Outside the four processes: risk has been voiced, ratios are suspended, direct questions are right.",
}
RISKS = {
    "suicide": "A wish to die, plain or veiled.",
    "overdose": "An overdose that happened or may happen.",
    "naloxone": "Having naloxone, and someone who can use it.",
    "violence": "Harm by or to somebody.",
}
_TOPICS = (
    "buprenorphine", "methadone", "naltrexone", "coping with risky situations", "12-step facilitation", "mutual help",
    "couples", "contingency management", "community reinforcement", "stages of change", "mindfulness",
    "missed and take-home doses", "return to use", "stigma", "tapering", "mandated treatment", "smoking", "alcohol",
)  # fmt: skip


def schema() -> Schema:
    """The schema as a value."""
    made: Schema = Scenario.model_json_schema(mode="validation")
    definitions: Schema = made["$defs"]
    definitions["Code"] = _code()
    _describe(definitions["ClientTalk"], {talk.value: _told(CLIENT_TALK[talk]) for talk in ClientTalk})
    _describe(definitions["TalkKind"], {kind.value: _told(KINDS[kind]) for kind in TalkKind})
    _describe(definitions["SafetyTopic"], {topic.value: RISKS[topic.value] for topic in SafetyTopic})
    _describe(definitions["Outcome"], OUTCOMES)
    _describe(definitions["Process"], PROCESSES)
    made["properties"]["topic"]["examples"] = list(_TOPICS)
    _temperament(made["properties"]["temperament"])
    _tidied(made)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def generated() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _told(one: Term) -> str:
    why = f" {one.why}" if one.why else ""
    return f"{one.label}. {one.definition}{why} Example: {one.example}"


def _code() -> Schema:
    names = hearable()
    made: Schema = {"title": "Code", "type": "string", "enum": list(names)}
    _describe(made, {name: _meaning(name) for name in names})
    made["description"] = "A behaviour (MITI 4.2.1), a form of question, a group of behaviours, or a mark."
    return made


def _meaning(name: str) -> str:
    base, _, detail = name.partition(".")
    if name in GROUPS:
        return f"Any of: {labels(sorted(GROUPS[name]))}."
    if detail:
        return f"{label(name)}. {term(base).definition} Only where it is about {detail.replace('_', ' ')}."
    try:
        return _told(term(name))
    except KeyError:
        return f"{label(name)}."


def _describe(made: Schema, meanings: dict[str, str]) -> None:
    """What each word of an enumeration means, under both of the names that editors know."""
    told = [meanings[name] for name in made["enum"]]
    made["enumDescriptions"] = told
    made["markdownEnumDescriptions"] = told


def _temperament(made: Schema) -> None:
    shift = made["additionalProperties"]
    made["properties"] = {name: {"description": _meaning(name), **shift} for name in hearable()}
    made["additionalProperties"] = False
    made.pop("propertyNames", None)


def _tidied(part: object) -> None:
    """Codes by reference, keys by their pattern alone, and none of the titles that only repeat a key."""
    if isinstance(part, list):
        for one in part:
            _tidied(one)
    if not isinstance(part, dict):
        return
    if "patternProperties" in part:
        part["propertyNames"] = {"maxLength": 60}
        part["additionalProperties"] = False
    for key, one in list(part.items()):
        if isinstance(one, dict) and one.get("$comment") == CODE:
            kept = {k: v for k, v in one.items() if k in ("description", "default")}
            part[key] = {"$ref": "#/$defs/Code", **kept}
        elif isinstance(one, list):
            part[key] = [
                {"$ref": "#/$defs/Code"} if isinstance(item, dict) and item.get("$comment") == CODE else item
                for item in one
            ]
        _tidied(part[key])
    if isinstance(part.get("title"), str) and not {"enum", "$defs"} & part.keys():
        del part["title"]
