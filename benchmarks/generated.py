"""A scenario of any size, for measuring: states in a row with forks, and lines that all differ."""

import random

_WORDS = (
    *("bus", "rain", "kitchen", "shift", "phone", "brother", "key", "window", "bread", "light", "stairs", "coat"),
    *("river", "tablet", "morning", "evening", "number", "door", "queue", "cup", "engine", "garden", "letter"),
    *("corner", "winter", "summer", "paper", "table", "shoulder", "promise", "weekend", "paycheck", "ceiling"),
)


def scenario(states: int, lines: int, name: str = "generated") -> str:
    """The text of a sound scenario with so many states and about so many lines."""
    chance = random.Random(states)
    per_state = max(9, lines // states)
    out = [
        f"format: 1\nid: {name}\ntitle: A long talk\ntopic: smoking\ndifficulty: 1\ntarget: stop smoking",
        "practises: [complex_reflection]\nbrief: Somebody with a great deal to say.",
        "provenance: {author: A generator, reviewed_by: null, reviewed_on: null, jurisdiction: any}",
        "people:\n  lee: {name: Lee, about: talks}",
        "temperament:\n  reflection: {trust: 0.5, discord: -0.5}\n  confront: {trust: -1, discord: 1}",
        "topics:\n  heart: [heart, chest]\n  work: [shift, bus]",
        "start: s0\ntime: {turns: 60, goto: over}\npauses:",
        *(f'  - {{says: "{_says(chance)}", talk: neutral}}' for _ in range(3)),
        "anywhere:\n  - {name: left, urgent: true, when: {discord: at least 9}, goto: left}",
        "  - name: asked\n    hears: safety_inquiry\n    lines:",
        *(f'      - {{says: "{_says(chance)}", talk: neutral}}' for _ in range(3)),
        "states:",
    ]
    for n in range(states - 3):
        out += _state(n, states - 3, per_state, chance)
    for ending, outcome in (("over", "time"), ("left", "left"), ("done", "plan")):
        out.append(f'  {ending}:\n    opens:\n      - {{says: "{_says(chance)}", talk: neutral}}')
        out.append(f"    ending: {{outcome: {outcome}, debrief: It ended.}}")
    return "\n".join(out) + "\n"


def _says(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(8)).capitalize() + f" {chance.randrange(10**6)}."


def _state(n: int, states: int, lines: int, chance: random.Random) -> list[str]:
    after = f"s{n + 1}" if n + 1 < states else "done"
    fork = f"s{min(states - 1, n + 1 + chance.randrange(4))}"
    each = max(3, (lines - 3) // 3)
    talk = ("change, kind: reasons", "sustain, kind: reasons", "neutral")

    def said(number: int, indent: int) -> list[str]:
        pad = " " * indent
        return [f'{pad}- {{says: "{_says(chance)}", talk: {talk[k % 3]}}}' for k in range(number)]

    return [
        f"  s{n}:\n    process: {('engaging', 'evoking', 'planning')[n % 3]}",
        "    opens:",
        *said(3, 6),
        "    reactions:",
        f"      - {{name: on, hears: [reflection, open_question], goto: {after}}}",
        f"      - {{name: aside, hears: affirm, about: heart, when: {{trust: at least 4}}, goto: {fork}}}",
        "      - name: stays\n        hears: [closed_question, giving_information]\n        lines:",
        *said(each, 10),
        "      - name: pushed\n        hears: [persuade, confront]\n        shift: {discord: 0.5}\n        lines:",
        *said(each, 10),
        "    otherwise:\n      lines:",
        *said(lines - 3 - 2 * each if lines - 3 - 2 * each >= 3 else 3, 8),
    ]
