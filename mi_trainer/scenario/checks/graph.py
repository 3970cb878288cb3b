"""States and reactions: what can never be reached, fire, hold or end."""

from collections.abc import Iterator, Mapping

from mi_trainer.scenario.checks.components import components
from mi_trainer.scenario.checks.desk import DIMENSIONS, SCALE, Condition, Desk, Desks
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.subject import Pool, Subject
from mi_trainer.scenario.checks.ways import Route
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import BUILT_IN_FLAGS, Range, When
from mi_trainer.scenario.yaml_text import KeyPath

_MOST = SCALE[1]


def unreachable(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """States that no sequence of moves leads to."""
    gotos: dict[str, list[str]] = {}
    for name, reaction in subject.scenario.reactions():
        if reaction.goto:
            gotos.setdefault(reaction.goto, []).append(name)
    for state in subject.scenario.states:
        if state not in reached.rooms:
            leads = gotos.get(state, [])
            why = "nothing leads to it" if not leads else f"only {_some(leads)} leads to it, and that never happens"
            yield subject.finding(
                "E202", ("states", state), f"nobody can reach the state '{state}': {why}",
                f"Send somebody there with `goto: {state}`, or delete it.", key=True,
            )  # fmt: skip


def stuck(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """Dead ends, traps, and scenarios in which nothing but the clock ends anything."""
    scenario, leads = subject.scenario, reached.successors()
    endings = {name for name, state in scenario.states.items() if state.ending and name in reached.rooms}
    real = {
        name for name in endings
        if name != scenario.time.goto or any(name in to for (_, by), to in reached.edges.items() if by != "time")
    }  # fmt: skip
    if not real:
        yield subject.finding(
            "E204", ("states",), "no ending can be reached: every conversation lasts until the time is up",
            "Give some state an `ending:` and lead to it with `goto`.", key=True,
        )  # fmt: skip
        return
    closed = set(reached.rooms) - endings - _leading_to(real, leads)
    for group in components(closed, leads):
        out = {there for state in group for there in leads[state]} - group - {scenario.time.goto}
        if out:
            continue
        first = min(group, key=lambda name: subject.document.place(("states", name), key=True))
        lane = any(subject.scenario.states[name].process == "safety" for name in group)
        wait = "not even the clock ends it in the safety lane" if lane else "only the clock ends it"
        if len(group) == 1:
            yield subject.finding(
                "E203", ("states", first), f"'{first}' is a dead end: no reaction leads out of it, and {wait}",
                "Add a reaction with `goto`, or make it an `ending`.", key=True,
            )  # fmt: skip
        else:
            yield subject.finding(
                "E205", ("states", first),
                f"{_some(sorted(group))} only lead to each other: whatever is said there, {wait}",
                "Let one of them lead to a state outside, or to an ending.", key=True,
            )  # fmt: skip


def _leading_to(goals: set[str], leads: Mapping[str, set[str]]) -> set[str]:
    into: dict[str, set[str]] = {}
    for state, there in leads.items():
        for to in there:
            into.setdefault(to, set()).add(state)
    found, queue = set(goals), list(goals)
    while queue:
        for state in into.get(queue.pop(), ()):
            if state not in found:
                found.add(state)
                queue.append(state)
    return found


def never_fires(subject: Subject, desks: Desks, reached: Reached) -> Iterator[Finding]:
    """Reactions whose conditions cannot hold, and reactions that others always take the turn from."""
    fired = {name for _, name in reached.fires}
    for name, path in subject.reaction_paths.items():
        if name in fired:
            continue
        states = list(reached.rooms) if path[0] == "anywhere" else [str(path[1])]
        here = [s for s in states if s in reached.rooms and any(a.id == name for a in desks[s].answers)]
        if not here:
            continue
        if name in reached.impossible:
            ranges = _ranges(reached, here[0]) if len(here) == 1 else "in no state that has it"
            yield _never_holds(subject, (*path, "when"), subject.reactions[name].when, f"of '{name}'", ranges)
        else:
            yield subject.finding(
                "E212", path, f"'{name}' can never fire: {_rivals(desks[here[0]], name)}",
                "Say what is particular about it (about, to, when), or move it up, or delete it.",
            )  # fmt: skip


def _never_holds(subject: Subject, path: KeyPath, when: When | None, whose: str, ranges: str) -> Finding:
    for name in DIMENSIONS:
        asked: Range | None = getattr(when, name)
        if asked is not None and asked.low > _MOST:
            return subject.finding(
                "E208", (*path, name), f"the conditions {whose} can never hold: {asked.low:g} is above {_MOST:g}, and "
                f"{name} goes from 0 to {_MOST:g}", "Ask for less.",
            )  # fmt: skip
    return subject.finding(
        "E208", path, f"the conditions {whose} can never hold: {ranges}",
        "Loosen them, or shift the patient so far before.",
    )  # fmt: skip


def _rivals(desk: Desk, name: str) -> str:
    """What takes the turn from a reaction wherever it is heard."""
    n = next(n for n, answer in enumerate(desk.answers) if answer.id == name)
    rivals: dict[str, None] = {}
    implied = next((before for bit, before in desk.yields if bit == 1 << n), 0)
    for mask in desk.masks:
        ahead = mask & (desk.always & desk.firm | implied) & ((1 << n) - 1)
        if mask >> n & 1 and ahead:
            rivals[desk.answers[(ahead & -ahead).bit_length() - 1].id] = None
    if not rivals:
        return "nothing that a trainee can say in one turn is all that it asks for"
    if implied:
        return f"wherever it holds, {_some(list(rivals))} holds as well and is looked at first"
    return f"whatever it hears, {_some(list(rivals))} hears as well and is looked at first"


def _ranges(reached: Reached, state: str) -> str:
    names, room = ("trust", "importance", "confidence", "discord"), reached.rooms[state]
    parts = [f"{n} {a:g} to {b:g}" for n, a, b in zip(names, room.low, room.high, strict=True)]
    again = f", and nobody comes to '{state}' twice" if state in reached.once else ""
    return "there the patient has " + ", ".join(parts) + f"; the turns and flags count too{again}"


def lines_never_said(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """Lines whose conditions cannot hold where they would be said, and openings that nobody hears."""
    heard_opening = {subject.scenario.start, subject.scenario.time.goto}
    where: dict[str, set[str]] = {}
    for (_, name), to in reached.edges.items():
        where.setdefault(name, set()).update(to)
        if name not in subject.pools:
            heard_opening |= to
    for pool in subject.pools.values():
        if pool.id.endswith("/opens") and pool.state in reached.rooms and pool.state not in heard_opening:
            yield subject.finding(
                "A501", pool.path, f"the opening lines of '{pool.state}' are never said: every reaction that "
                "leads there has lines of its own", "Delete them, or take the lines out of one of those reactions.",
                key=True,
            )  # fmt: skip
            continue
        yield from _conditional(subject, reached, pool, where)


def _conditional(subject: Subject, reached: Reached, pool: Pool, where: Mapping[str, set[str]]) -> Iterator[Finding]:
    for n, line in enumerate(pool.lines):
        if line.when is None or not line.when.tests():
            continue
        states = {pool.state} if pool.state and pool.reaction is None else where.get(pool.id, set(reached.rooms))
        if pool.reaction is not None and pool.id not in where:
            continue
        here = [s for s in states if s in reached.rooms]
        condition, lane = Condition.of(line.when), {s for s in here if subject.scenario.states[s].process == "safety"}
        if here and not any(reached.may_hold(condition, s, lane=s in lane) for s in here):
            path: KeyPath = (*pool.path, n, "when")
            ranges = _ranges(reached, here[0]) if len(here) == 1 else "in no state where it could be said"
            yield _never_holds(subject, path, line.when, "of this line", ranges)


def unused(subject: Subject) -> Iterator[Finding]:
    """Flags, topics and people that nothing comes of."""
    scenario = subject.scenario
    whens = [r.when for _, r in scenario.reactions() if r.when]
    whens += [line.when for _, line in subject.lines if line.when]
    read = {flag for when in whens for flag in (*when.flag, *when.no_flag)} | BUILT_IN_FLAGS
    told: set[str] = set()
    setters: list[tuple[KeyPath, tuple[str, ...]]] = [
        ((*subject.reaction_paths[name], "sets"), r.sets) for name, r in scenario.reactions()
    ]
    for name, state in scenario.states.items():
        if state.otherwise:
            setters.append((("states", name, "otherwise", "sets"), state.otherwise.sets))
    for path, flags in setters:
        for flag in flags:
            if flag not in read and flag not in told:
                told.add(flag)
                yield subject.finding(
                    "A210", path, f"the flag '{flag}' is set, and nothing asks for it",
                    f"Ask for it (`when: {{flag: {flag}}}`), or leave it out.",
                )  # fmt: skip
    asked = {topic for _, reaction in scenario.reactions() for topic in reaction.about}
    for topic in scenario.topics:
        if topic not in asked:
            yield subject.finding(
                "A211", ("topics", topic), f"no reaction is about '{topic}'",
                f"Add a reaction with `about: {topic}`, or delete the topic.", key=True,
            )  # fmt: skip
    if len(scenario.people) > 1:
        speakers = {s.speaker for _, line in subject.lines for s in (line, *line.then)}
        for person in scenario.people:
            if person not in speakers:
                yield subject.finding(
                    "W214", ("people", person), f"'{person}' is in the room and never speaks",
                    f"Give some lines `speaker: {person}`, or leave them out of the room.", key=True,
                )  # fmt: skip


def endings_in_time(subject: Subject, routes: Mapping[str, Route]) -> Iterator[Finding]:
    """Endings for which no way was found within the appointment's turns, where the search was not given up."""
    for ending, route in routes.items():
        if route.turns is None and route.settled:
            yield subject.finding(
                "W213", ("states", ending),
                f"no way to the ending '{ending}' was found within {subject.scenario.time.turns} turns",
                "Ask for less on the way there, shift the patient further, or give the appointment more turns.",
                key=True,
            )  # fmt: skip


def _some(names: list[str]) -> str:
    shown = [f"'{name}'" for name in names[:4]]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return (", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 and not more else ", ".join(shown)) + more
