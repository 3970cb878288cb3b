"""``mi-trainer practice`` and ``mi-trainer patients``."""

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from mi_trainer.cli import INTERRUPTED

if TYPE_CHECKING:
    from mi_trainer.cli.faces import Face
    from mi_trainer.practice.session import Session
    from mi_trainer.records.store import Store
    from mi_trainer.scenario.reader import Reading

UNPLAYABLE, NOT_WRITTEN = 1, 3
"""Exit statuses besides 0 and click's 2: see the command's help."""

_CUT = (
    "Your terminal hands over about 4,000 characters of one line and drops the rest. "
    "/undo takes this turn back; a longer text can be piped in, or pasted on the screens."
)
_EXIT = """
\b
Exit status:
  0    the conversation ended, or can be resumed
  1    the patient cannot be played: what is wrong is said
  2    the command line is not understood
  3    the session could not be written down
  70   the trainer met something it did not expect, and says where the details are
  130  interrupted; what was said is kept
"""


@click.command(epilog=_EXIT)
@click.argument("patient", metavar="[ID]", required=False)
@click.option("--plain", is_flag=True, help="Line by line: for screen readers, pipes and small terminals.")
@click.option("--json", "as_json", is_flag=True, help="One exchange a line as JSON, for programs.")
@click.option("--assessed", is_flag=True, help="No feedback until the end.")
@click.option("--resume", is_flag=True, help="Go on with the latest unfinished session of this patient.")
@click.option("--explain", is_flag=True, help="After each turn: which reaction fired, and why the nearer ones did not.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    metavar="N",
    help="The same seed and the same words give the same conversation.",
)
def practice(
    patient: str | None, plain: bool, as_json: bool, assessed: bool, resume: bool, explain: bool, seed: int | None
) -> None:
    """Talk with a patient: ID is one of `mi-trainer patients`, or a scenario file.

    The screens open. With --plain, --json, --resume or --explain, or where there is no terminal, a turn is read
    from each line of standard input instead; an empty line is a silence, and no turn. /help lists what else can be
    typed. At the end of the input the session stays unfinished, and --resume takes it up.

    --json writes objects with turn, trainee, coding, reaction, state_before, state_after, disposition, reply and
    ending; turn 0 is what the patient says first.
    """
    flat = plain or as_json or resume or explain or not _terminal()
    if patient is None:
        if flat:
            raise click.UsageError("Name a patient. `mi-trainer patients` lists them.")
        from mi_trainer.tui import run

        run(assessed=assessed, seed=seed)
        return
    reading = _playable(patient)
    if not flat:
        from mi_trainer.tui import run

        run(scenario=patient, assessed=assessed, seed=seed)
        return
    from mi_trainer.cli.faces import Json, Plain, encodable

    out = encodable(sys.stdout)
    face: Face = Json(out, sys.stderr, explain=explain) if as_json else Plain(out, echo=not _typing(), explain=explain)
    sys.exit(_converse(face, patient, reading, assessed=assessed, resume=resume, explain=explain, seed=seed))


def _terminal() -> bool:
    return _typing() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _typing() -> bool:
    """Whether somebody is typing at a terminal. Where the input is closed, there is no ``sys.stdin`` at all."""
    return sys.stdin is not None and sys.stdin.isatty()


def _playable(patient: str) -> "Reading":
    """The patient's file, read; a broken or missing one ends the command with what is wrong with it."""
    from mi_trainer import places
    from mi_trainer.plain_text import shown
    from mi_trainer.scenario.library import NoSuchScenario, Unplayable, find

    try:
        return find(patient, places.own_scenarios())
    except (NoSuchScenario, Unplayable) as problem:
        click.echo(shown(str(problem)), err=True)
        sys.exit(UNPLAYABLE)


def _converse(
    face: "Face", patient: str, reading: "Reading", *, assessed: bool, resume: bool, explain: bool, seed: int | None
) -> int:
    from io import BytesIO

    from mi_trainer.cli.flat import Conversation, afterwards, go_on, summary
    from mi_trainer.cli.typed import turns
    from mi_trainer.records.store import Store
    from mi_trainer.trouble import breaking_off

    store = Store()
    session, resumed = None, False
    try:
        if resume:
            session, resumed = _resumed(store, reading, face)
        if session is None:
            session = _begun(store, reading, assessed, seed)
    except KeyboardInterrupt:
        face.told("")
        return INTERRUPTED
    with breaking_off(session, go_on(patient)):
        interrupted = False
        try:
            face.opens(session, resumed)
            stream = sys.stdin.buffer if sys.stdin else BytesIO()
            with closing(turns(stream, (lambda: face.told(_CUT)) if _typing() else None)) as lines:
                Conversation(session, face, explain=explain).run(lines)
        except KeyboardInterrupt:
            face.told("")
            interrupted = True
        kept = _written(store, session)
        face.ends(summary(session), afterwards(session, patient, store.kept_as(session.id), kept=kept))
    return INTERRUPTED if interrupted else 0 if kept else NOT_WRITTEN


def _written(store: "Store", session: "Session") -> bool:
    """Whether all of it is on disk, after one more try with what waits."""
    from mi_trainer.records.keeping import NotKept

    if session.unkept and not store.waiting:  # it was deleted elsewhere: nothing waits for a place that is gone
        return False
    try:
        store.flush()
    except NotKept:
        return False
    return True


def _begun(store: "Store", reading: "Reading", assessed: bool, seed: int | None) -> "Session":
    from mi_trainer.practice.exchange import Mode
    from mi_trainer.practice.session import Session
    from scoring.coder import Coder

    assert reading.scenario is not None
    mode = Mode.ASSESSED if assessed else Mode.COACHED
    return Session.begin(
        reading.scenario, Coder.load(), keeper=store, digest=reading.digest, script=reading.document.text, seed=seed,
        mode=mode,
    )  # fmt: skip


def _resumed(store: "Store", reading: "Reading", face: "Face") -> "tuple[Session | None, bool]":
    """The latest unfinished session of the patient, if there is one that can go on."""
    from mi_trainer import places
    from mi_trainer.practice.session import Session
    from mi_trainer.records.keeping import RecordsProblem
    from mi_trainer.scenario.library import as_played
    from scoring.coder import Coder

    scenario = reading.scenario
    assert scenario is not None
    own = places.own_scenarios()
    try:
        unfinished = store.unfinished(scenario.id)
        kept = store.get(unfinished[0].id) if unfinished else None
    except RecordsProblem as problem:
        face.told(f"What was kept cannot be read: {problem}")
        return None, False
    if kept is None:
        face.told("There is no unfinished session with this patient. A new one begins.")
        return None, False
    same = kept.start.digest == reading.digest
    played = None if same else as_played(kept.start.scenario, kept.start.digest, kept.script, own)
    if played is not None:
        scenario = played
        face.told("The patient's script has changed since; this conversation goes on with the one it began with.")
    elif any(exchange.state_after not in scenario.states for exchange in kept.exchanges):
        face.told("The patient has been rewritten since, and that session cannot go on. A new one begins.")
        return None, False
    elif not same:
        face.told("The patient's script has changed since; the conversation goes on with the new one.")
    return Session.resume(scenario, Coder.load(), kept.start, kept.exchanges, keeper=store), True


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def patients(as_json: bool) -> None:
    """List the patients: those that come with the trainer, and your own."""
    import json

    from mi_trainer import places
    from mi_trainer.plain_text import one_line, shown
    from mi_trainer.scenario.library import library
    from scoring.codes import labels

    found, broken = [], []
    for reading in library(places.own_scenarios()):
        if reading.scenario is None:
            broken.append(reading)
        else:
            found.append(reading.scenario)
    if as_json:
        click.echo(json.dumps([
            {"id": s.id, "title": s.title, "topic": s.topic, "difficulty": s.difficulty, "practises": s.practises}
            for s in found
        ]))  # fmt: skip
    else:
        for s in found:
            about = f"{one_line(s.topic)}, difficulty {s.difficulty} of 5. Practises {labels(s.practises).lower()}."
            click.echo(f"{s.id}: {one_line(s.title)}. {about}")
        if not found:
            click.echo("There is no patient here. `mi-trainer new` begins one.")
    for reading in broken:
        click.echo(
            shown(
                f"{reading.file} cannot be played: {len(reading.errors)} to mend. See: mi-trainer check {reading.file}"
            ),
            err=True,
        )
