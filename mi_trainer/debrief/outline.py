"""A debrief laid out as blocks: what is said, in which order, and in which words. Formats only dress it."""

from collections.abc import Iterator, Sequence

from mi_trainer.debrief.blocks import (
    Block,
    Bullets,
    Columns,
    Exchanged,
    Figure,
    Heading,
    Para,
    Plot,
    Speech,
    Table,
)
from mi_trainer.debrief.values import (
    CodeNote,
    Debrief,
    Done,
    Moment,
    Point,
    Reply,
    Safety,
    Segment,
    SideBySide,
    TurnView,
)
from mi_trainer.scenario.directions import tells
from scoring.accuracy import measured
from scoring.codes import BEHAVIOURS, CLIENT_TALK, Behaviour, ClientTalk
from scoring.summary import CAVEAT, ESTIMATED, FEW_TURNS, Count, Measure, Summary

YOU = "You"
_DONE = {Done.YES: "Done", Done.LATE: "Late", Done.NO: "Not heard", Done.NOT_NEEDED: "Not needed here"}
SUSPENDED = "about safety: MI's ratios are suspended here"


def outline(debrief: Debrief) -> tuple[Block, ...]:
    """The whole debrief, most important first."""
    return tuple(_blocks(debrief))


def _blocks(debrief: Debrief) -> Iterator[Block]:
    yield Heading(1, debrief.title)
    yield Para(_about(debrief))
    if debrief.headline != debrief.ended.title:
        yield Para(debrief.headline, loud=True)
    yield from (Para(note, lead="Note") for note in debrief.notes)
    for safety in debrief.safety:
        yield from _safety(safety, debrief.headline)
    yield Heading(2, "How it ended")
    yield Para(debrief.ended.title, loud=True)
    yield Para(debrief.ended.why)
    if debrief.closing:
        yield Para(debrief.closing)
    if debrief.moments:
        yield Heading(2, "Key moments")
        for moment in debrief.moments:
            yield from _moment(moment)
    if debrief.next_skill:
        yield Heading(2, "What to practise next")
        yield Para(debrief.next_skill.hint, lead=debrief.next_skill.label)
        yield Para(debrief.next_skill.why, lead="Why this")
    yield from _language(debrief)
    yield Heading(2, "In numbers")
    yield from numbers(debrief.summary)
    yield from _trust(debrief.summary)
    for other in debrief.branches:
        yield from _side_by_side(other)
    yield Heading(2, "The whole conversation", "transcript")
    yield Para("In brackets: what each turn was coded as, and which words decided it.")
    yield from (_exchanged(view) for view in debrief.transcript)


def _about(debrief: Debrief) -> str:
    start = debrief.start
    began = start.began.astimezone() if start.began.tzinfo else start.began
    who = " and ".join(debrief.people) or "the patient"
    about = f"A conversation with {who}, {began.day} {began:%B %Y, %H:%M}, {start.mode}. Session {start.id}."
    return f"{about} The change in question: {debrief.target}." if debrief.target else about


def _safety(safety: Safety, headline: str) -> Iterator[Block]:
    yield Heading(2, "Safety first")
    if safety.headline != headline:
        yield Para(safety.headline)
    yield Para(f"“{safety.words}”", lead="What was said")
    yield Bullets(tuple(Para(f"{item.ask}. {item.said}", lead=_DONE[item.done]) for item in safety.items))
    yield Para(
        "This is apart from the measures: when risk is voiced, direct and closed questions are right, and MI's "
        "ratios are suspended."
    )


def _moment(moment: Moment) -> Iterator[Block]:
    yield Heading(3, f"{moment.title}: turn {moment.turn}")
    yield from (_reply(reply) for reply in moment.before)
    yield Speech(YOU, (Segment(moment.said),), coded(moment.codes) or "no code", mine=True)
    yield from (_reply(reply) for reply in moment.after)
    yield Para(moment.happened, lead="What happened")
    if moment.another:
        yield Para(moment.another.why, lead=f"Another way, {moment.another.skill.lower()}")
        if moment.another.example:
            yield Para(f"“{moment.another.example}”", lead="For example")


def coded(codes: Sequence[CodeNote]) -> str:
    """A turn's codes in words, each with the words that decided it: ``Open question (“what would”)``."""
    return "; ".join(_coded(note) for note in codes)


def _coded(note: CodeNote) -> str:
    if not note.words:
        return note.heard
    words = ", ".join(f"“{_short(word)}”" for word in note.words[:3])
    return f"{note.heard} ({words})"


def _short(words: str, longest: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _reply(reply: Reply) -> Speech:
    note = f"{reply.tagged}, voices risk" if reply.risk and reply.tagged else reply.tagged
    who = "" if tells(reply.speaker, reply.says) else reply.speaker
    return Speech(who, (Segment(reply.says),), note or ("voices risk" if reply.risk else ""))


def _exchanged(view: TurnView) -> Exchanged:
    mine = (Speech(YOU, view.segments, coded(view.codes) or "no code", mine=True),) if view.turn else ()
    return Exchanged(view.turn, (*mine, *(_reply(r) for r in view.reply)), SUSPENDED if view.safety else "")


def _language(debrief: Debrief) -> Iterator[Block]:
    if len(debrief.series) < 2:
        return
    yield Heading(2, "The patient's language over time")
    yield Para(debrief.talk_read)
    yield Figure(
        Plot.LANGUAGE, "Change talk less sustain talk, turn by turn", _described(debrief.series), debrief.series
    )
    yield Figure(
        Plot.DISPOSITION,
        "Where the patient stood, from 0 to 10",
        _stood(debrief.series),
        debrief.series,
    )
    yield Table(
        "The same in numbers",
        _POINT_HEAD,
        tuple(_point_row(point) for point in debrief.series),
        kept=True,
    )  # fmt: skip


_POINT_HEAD = (
    "Turn", "Your moves", "Change talk", "Sustain talk", "Discord", "Balance",
    "Trust", "Importance", "Confidence", "Level of discord",
)  # fmt: skip


def _point_row(point: Point) -> tuple[str, ...]:
    at = point.disposition
    numbers = (point.change, point.sustain, point.discord, _signed(point.balance))
    standing = (at.trust, at.importance, at.confidence, at.discord)
    moves = point.moves + (" (safety)" if point.safety else "")
    return (
        str(point.turn) if point.turn else "opening", moves,
        *(str(n) for n in numbers), *(f"{value:g}" for value in standing),
    )  # fmt: skip


def _described(points: Sequence[Point]) -> str:
    highest = max(points, key=lambda p: p.balance)
    lowest = min(points, key=lambda p: p.balance)
    return (
        "The line rises with each remark for the change and falls with each remark against it. It ended at "
        f"{_signed(points[-1].balance)}; highest {_signed(highest.balance)} {_when(highest)}, "
        f"lowest {_signed(lowest.balance)} {_when(lowest)}."
    )


def _signed(balance: int) -> str:
    return f"{balance:+d}" if balance else "0"


def _when(point: Point) -> str:
    return f"after turn {point.turn}" if point.turn else "at the opening"


def _stood(points: Sequence[Point]) -> str:
    first, last = points[0].disposition, points[-1].disposition
    names = {"trust": "Trust", "importance": "importance", "confidence": "confidence", "discord": "discord"}

    def went(old: float, new: float) -> str:
        return f"stayed at {old:g}" if old == new else f"from {old:g} to {new:g}"

    return "; ".join(f"{n} {went(getattr(first, k), getattr(last, k))}" for k, n in names.items()) + "."


def numbers(summary: Summary, mine: str = "Your", client: str = "The patient") -> Iterator[Block]:
    """A session's measures and counts. ``mine`` says whose turns they are, ``client`` whom they were spoken with."""
    if not summary.enough:
        yield Para(FEW_TURNS)
    else:
        yield Para(CAVEAT)
        head = ("Measure", "Value", "From", "95% interval", "Against MITI")
        yield Table("Summary measures", head, tuple(_measure(m, mine) for m in summary.measures))
        yield Table(f"{client}'s side", head[:4], tuple(_measure(m, mine)[:4] for m in summary.client))
        yield Para(ESTIMATED)
        yield Table("Estimated globals, 1 to 5", head, tuple(_measure(m, mine) for m in summary.estimates))
    yield Table("Counts", ("What", "Turns"), _counts(summary, mine, client))
    for talk, followed in (("change", summary.after_change), ("sustain", summary.after_sustain)):
        if followed:
            rows = tuple((_move(c), str(c.count)) for c in followed)
            yield Table(f"{mine} turns right after {talk} talk", ("What", "Turns"), rows)


def _trust(summary: Summary) -> Iterator[Block]:
    """How often the coder is right about what was counted: a ratio is no better than what it is made of."""
    found = measured()
    counted = [(c, found.codes[c.name]) for c in summary.counts if c.count and c.name in found.codes]
    if not counted:
        return
    yield Table(
        "How far to trust the counts",
        ("What was counted", "When the coder was tested, it was"),
        tuple((_move(count), accuracy.shown) for count, accuracy in counted),
    )
    yield Para(
        f"Tested on {found.volleys:,} typed turns from conversations that it had not seen, against a person's codes. "
        "“Hears 8 of 10” means that two of ten such turns go by unheard, or are heard as something else."
    )


def _measure(measure: Measure, mine: str) -> tuple[str, ...]:
    marks = ""
    if measure.fair is not None and measure.good is not None and measure.grade:
        marks = f"{measure.grade} (fair {measure.in_unit(measure.fair)}, good {measure.in_unit(measure.good)})"
    whose = f"{mine} share of the words" if measure.key == "talk_share" else measure.label
    return whose, measure.shown, measure.basis, measure.interval_shown, marks


def _move(count: Count) -> str:
    return BEHAVIOURS[Behaviour(count.name)].label if count.name in BEHAVIOURS else "Nothing that is coded"


def _counts(summary: Summary, mine: str, client: str) -> tuple[tuple[str, ...], ...]:
    rows = [(_move(c), str(c.count)) for c in summary.counts]
    forms = {"open_question": "  of these open", "closed_question": "  of these closed"}
    at = 1 + next(n for n, c in enumerate(summary.counts) if c.name == Behaviour.QUESTION)
    rows[at:at] = [(forms[c.name], str(c.count)) for c in summary.forms]
    codes, unsure = (sum(c.count for c in counts) for counts in (summary.counts, summary.unsure))
    if codes:
        rows.append(("Codes that were unsure (could be heard as)", f"{unsure} of {codes}"))
    rows.append((f"{mine} turns in all", str(summary.turns)))
    rows.append((f"{mine} turns that earned a code", str(summary.codable)))
    if summary.suspended:
        rows.append(("Turns about safety, not counted above", str(summary.suspended)))
    rows += [(f"{client}: {CLIENT_TALK[ClientTalk(c.name)].label.lower()}", str(c.count)) for c in summary.talk]
    rows.append((f"{mine} words", str(summary.words)))
    rows.append((f"{client}'s words", str(summary.client_words)))
    return tuple(rows)


def _side_by_side(other: SideBySide) -> Iterator[Block]:
    yield Heading(2, f"Tried again from turn {other.parted}")
    yield Para(other.compared)
    yield from (_reply(reply) for reply in other.before)
    yield Columns(
        f"This session ({other.our_end.title.lower()})",
        f"Session {other.session} ({other.their_end.title.lower()})",
        tuple(_exchanged(view) for view in other.ours),
        tuple(_exchanged(view) for view in other.theirs),
    )
