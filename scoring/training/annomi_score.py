"""Measure the whole coder on AnnoMI as it ships: `python -m scoring.training.annomi_score DATA`.

Five folds by video: every turn is coded by models, and by what joins them, that saw nothing of its video; only the
typed heads are as packaged, which never saw AnnoMI. Adds to `scoring/model/evaluation.json`.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring import client_talk
from scoring.coder import Coder
from scoring.codes import REFLECTIONS, Behaviour, QuestionForm
from scoring.coding import Coding, Context
from scoring.fitted import FAMILIES, MODEL, TALK, ClientReading, ClinicianReading, Fitted
from scoring.training import client_head, families, measures
from scoring.training.annomi import Turn
from scoring.training.calibrate import softmax
from scoring.training.joining import Unseen
from scoring.training.measures import UNHEARD
from scoring.training.transcripts import Transcripts
from scoring.training.typed_client_score import side
from scoring.training.typed_heads import Crossed
from scoring.training.typed_rows import rows


class Reread:
    """The readings of turns by models that had not seen them, in place of the packaged models."""

    version = "out of fold"

    def __init__(self, fitted: Fitted) -> None:
        self.fitted = fitted
        self.turn: ClinicianReading | None = None

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """The reading of the turn at hand."""
        assert self.turn
        return self.turn

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """What the packaged model makes of the client's line before it: it says where a reflection leans."""
        return self.fitted.client(text, before, target)


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder made of every turn."""

    decided: NDArray[np.int64]  # a family, or a side of client talk
    sure: NDArray[np.float64]  # the probability of that
    open: NDArray[np.float64]  # 1 open, 0 closed, `UNHEARD` where no question was heard
    complex: NDArray[np.float64]  # 1 complex, 0 simple, `UNHEARD` where no reflection was heard


def coded(folder: Path) -> Coded:
    """Every turn coded by what saw nothing of its video."""
    transcripts = Transcripts.load(folder)
    count = len(transcripts.turns)
    found = Coded(np.zeros(count, np.int64), np.zeros(count), np.full(count, UNHEARD), np.full(count, UNHEARD))
    _clinicians(transcripts, found)
    heads = client_head.crossed(client_head.Data.load(folder))
    for n, heard in transcripts.client.items():
        turn, head = transcripts.turns[n], heads[transcripts.fold[n]]
        earlier = ((turn.before, Coding()),) if turn.before else ()
        talk = client_talk.talk(turn.text, Context(target=turn.target, earlier=earlier), heard.talk, head)
        found.decided[n] = TALK.index(str(side(talk)))
        found.sure[n] = talk.confidence
    return found


def _clinicians(transcripts: Transcripts, found: Coded) -> None:
    crossed = Crossed.of(rows("fit"))
    packaged = Fitted.load()
    unseen = Unseen(crossed.data.rows, packaged)
    spoken = transcripts.spoken(Coder(crossed.every))
    numbers = np.array(list(transcripts.clinician))
    for k in sorted(set(transcripts.fold.tolist())):
        learn = spoken.among(np.flatnonzero(transcripts.fold[numbers] != k).tolist())
        test = np.flatnonzero(transcripts.fold[numbers] == k)
        weights = families.fit(learn)
        chances = softmax(weights.logits(families.matrix(spoken.among(test.tolist()))))
        reread = Reread(packaged)
        coder = Coder(crossed.every, reread, crossed.joined(unseen, learn), weights)
        for n, chance in zip(numbers[test].tolist(), chances, strict=True):
            turn, reread.turn = transcripts.turns[n], transcripts.clinician[n]
            coding = coder.code(turn.text, Context(patient=turn.before, spoken=True))
            found.decided[n] = FAMILIES.index(str(coding.main))
            found.sure[n] = chance[found.decided[n]]
            if coding.question:
                found.open[n] = float(coding.question is QuestionForm.OPEN)
            if reflected := REFLECTIONS & set(coding.behaviours):
                found.complex[n] = float(Behaviour.COMPLEX_REFLECTION in reflected)


def report(turns: list[Turn], fold: NDArray[np.int64], read: Coded) -> dict[str, object]:
    """All figures of the whole coder."""
    each = measures.per_fold(turns, fold, read.decided, read.open, read.complex)
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
    transcripts = Transcripts.load(folder)
    made = report(transcripts.turns, transcripts.fold, coded(folder))
    for name, value in made.items():
        print(name, json.dumps(value))
    kept = json.loads((MODEL / "evaluation.json").read_text("utf-8"))
    (MODEL / "evaluation.json").write_text(json.dumps(kept | made, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
