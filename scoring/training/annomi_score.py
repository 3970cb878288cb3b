"""Measure the whole coder on AnnoMI as it ships: `python -m scoring.training.annomi_score DATA`.

Five folds by video: every session is coded in order by models, and by what joins them, that saw nothing of its video;
only what typed volleys taught is as packaged, which never saw AnnoMI. Adds to `scoring/model/evaluation.json`.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.aloud import Aloud, Heard, Sides
from scoring.coder import Coder
from scoring.codes import REFLECTIONS, Behaviour, QuestionForm
from scoring.coding import Context
from scoring.fitted import FAMILIES, MODEL, TALK, ClientReading, ClinicianReading
from scoring.training import aloud, client_head, measures
from scoring.training.annomi import Turn
from scoring.training.measures import UNHEARD
from scoring.training.transcripts import Transcripts
from scoring.training.typed_client_score import side
from scoring.transcripts import CodedRow, Row, Speaker, coded


class Reread:
    """The readings of turns by models that had not seen them, in place of the packaged models."""

    version = "out of fold"

    def __init__(self, transcripts: Transcripts) -> None:
        self.transcripts = transcripts
        self.turn = 0

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """The reading of the turn at hand."""
        return self.transcripts.clinician[self.turn]

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """The same, where the turn is a client's."""
        return self.transcripts.client[self.turn]

    def rows(self, numbers: Sequence[int]) -> Iterator[Row]:
        """Turns as rows, each at hand while it is coded."""
        for self.turn in numbers:
            turn = self.transcripts.turns[self.turn]
            speaker = Speaker.CLINICIAN if turn.clinician else Speaker.CLIENT
            yield Row(0, turn.transcript, turn.number, speaker, turn.text)


class Listening:
    """What joins the models, and what it last made of a clinician's turn."""

    def __init__(self, joined: Aloud) -> None:
        self.joined = joined
        self.heard: Heard | None = None

    def clinician(self, text: str, heads: Mapping[str, float], read: ClinicianReading, context: Context) -> Heard:
        """As `Aloud.clinician`."""
        self.heard = self.joined.clinician(text, heads, read, context)
        return self.heard

    def client(self, own: NDArray[np.float32], read: ClientReading, context: Context) -> Sides | None:
        """As `Aloud.client`."""
        return self.joined.client(own, read, context)


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder made of every turn."""

    decided: NDArray[np.int64]  # a family, or a side of client talk
    sure: NDArray[np.float64]  # the probability of that
    open: NDArray[np.float64]  # 1 open, 0 closed, `UNHEARD` where no question was heard
    complex: NDArray[np.float64]  # 1 complex, 0 simple, `UNHEARD` where no reflection was heard
    were_open: NDArray[np.float64]  # 1 open, 0 closed: of every turn of a clinician, what a question in it would be
    were_complex: NDArray[np.float64]  # the same of a reflection


def read(folder: Path) -> tuple[Transcripts, Coded]:
    """Every session coded in order by what saw nothing of its video."""
    transcripts = Transcripts.load(folder)
    count = len(transcripts.turns)
    unheard = (np.full(count, UNHEARD) for _ in range(4))
    found = Coded(np.zeros(count, np.int64), np.zeros(count), *unheard)
    for n, alone in transcripts.clinician.items():
        found.were_open[n] = float(alone.open > 0.5)
    heads = client_head.crossed(client_head.Data.load(folder))
    said, talk = aloud.clinicians(transcripts, Coder()), aloud.clients(transcripts, heads)
    every = range(int(transcripts.fold.max()) + 1)
    for k in every:
        others = [fold for fold in every if fold != k]
        reread = Reread(transcripts)
        listening = Listening(aloud.fit(said.among(others), talk.among(others)))
        coder = Coder(fitted=reread, aloud=listening, client_head=heads[k])
        own = np.flatnonzero(transcripts.fold == k).tolist()
        for _, session in groupby(own, lambda n: transcripts.turns[n].transcript):
            numbers = list(session)
            target = transcripts.turns[numbers[0]].target
            for n, each in zip(numbers, coded(reread.rows(numbers), coder, target), strict=True):
                _keep(found, n, each, listening.heard)
    return transcripts, found


def _keep(found: Coded, n: int, each: CodedRow, heard: Heard | None) -> None:
    if each.talk:
        found.decided[n] = TALK.index(str(side(each.talk)))
        found.sure[n] = each.talk.confidence
    if heard and (coding := each.coding):
        found.decided[n] = FAMILIES.index(str(coding.main))
        found.sure[n] = heard.sure
        found.were_complex[n] = float(heard.deeper)
        if coding.question:
            found.open[n] = float(coding.question is QuestionForm.OPEN)
        if reflected := REFLECTIONS & set(coding.behaviours):
            found.complex[n] = float(Behaviour.COMPLEX_REFLECTION in reflected)


def report(turns: list[Turn], fold: NDArray[np.int64], read: Coded) -> dict[str, object]:
    """All figures of the whole coder."""
    each = measures.per_fold(turns, fold, read.decided)
    each |= measures.given_present(turns, fold, read.were_open, read.were_complex)
    each |= measures.where_heard(turns, fold, read.open, read.complex)
    figures = {key: [round(value, 4) for value in values] for key, values in each.items()}
    made: dict[str, object] = {"shipped": {"mean": measures.spread(each), "folds": figures}}
    clinician = np.array([turn.clinician for turn in turns])
    right = read.decided == np.array([turn.gold for turn in turns])
    for name, own in (("clinician", clinician), ("client", ~clinician)):
        made[f"calibration, {name}"] = measures.calibration(read.sure[own], right[own])
        made[f"surest, {name}"] = measures.sure(read.sure[own], right[own])
        made[f"ten experts, {name}"] = measures.among_experts(turns, read.decided, name == "clinician")
    made["sessions"] = measures.sessions(turns, read.decided)
    return made


def main() -> None:
    """Measure, print, and keep beside what `evaluate` measured of the models alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of AnnoMI's training part")
    folder = parser.parse_args().data
    transcripts, found = read(folder)
    made = report(transcripts.turns, transcripts.fold, found)
    for name, value in made.items():
        print(name, json.dumps(value))
    kept = json.loads((MODEL / "evaluation.json").read_text("utf-8"))
    (MODEL / "evaluation.json").write_text(json.dumps(kept | made, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
