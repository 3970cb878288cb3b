"""Measure the models on AnnoMI, five folds by video: `python -m scoring.training.evaluate DATA --encoder FOLDER`.

Every fold's models see nothing of its videos. What joins and calibrates them for a fold is fitted on the other
folds' out-of-fold readings. Fitted folds are kept in the work folder, so that an interrupted run goes on.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from scoring.fitted import AT, DEEP, SHARED
from scoring.training import annomi, calibrate, encoder, linear, measures, transcripts, typed_turns
from scoring.training.annomi import Turn
from scoring.training.joining import READ

FOLDS = 5
SEED = 1
TYPED = Path(__file__).parent / "typed" / "fit"
MODEL = Path(__file__).parents[1] / "model"


def options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What evaluating and fitting both need to know."""
    parser.add_argument("data", type=Path, help="the folder of AnnoMI's training part")
    parser.add_argument("--encoder", type=Path, required=True, help="the unpacked MiniLM package's model folder")
    parser.add_argument("--work", type=Path, default=Path("work"), help="where fitted folds are kept")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the results are written")
    parser.add_argument("--folds", default="0,1,2,3,4", help="which folds to fit in this process")
    parser.add_argument("--threads", type=int, default=1)
    found = parser.parse_args()
    torch.set_num_threads(found.threads)
    for folder in (found.work, found.out):
        folder.mkdir(parents=True, exist_ok=True)
    return found


def kept(work: Path, member: encoder.Member, name: str) -> Path:
    """Where a fold's fitted encoder is kept."""
    return work / f"{member.name}-{name}.pt"


def fit_encoders(
    turns: Sequence[Turn], fold: NDArray[np.int64], wanted: Sequence[str], where: argparse.Namespace
) -> None:
    """Fit the encoders of every wanted fold (`all` leaves none out) that the work folder lacks."""
    every = [(member, name) for name in wanted for member in encoder.MEMBERS]
    lacking = [(member, name) for member, name in every if not kept(where.work, member, name).exists()]
    if not lacking:
        return
    store = encoder.Store(where.encoder, turns, encoder.Recipe())
    for member, name in lacking:
        learn = np.arange(len(turns)) if name == "all" else np.flatnonzero(fold != int(name))
        model = encoder.fit(store, learn.tolist(), member, SEED, f"{member.name}, fold {name}")
        file = kept(where.work, member, name)
        if name != "all":
            test = np.flatnonzero(fold == int(name))
            np.save(file.with_suffix(".npy"), encoder.logits_of(model, store, test.tolist()))
        torch.save(model.state_dict(), file)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Turns with their folds, and every model's logits for each turn from the fold that had not seen it."""

    turns: list[Turn]  # AnnoMI's, then the typed ones
    fold: NDArray[np.int64]
    deep: NDArray[np.float32]  # all of the encoder's that ship
    models: list[NDArray[np.float32]]  # the encoder's and the linear model's, of what AnnoMI measures
    own: slice  # AnnoMI's turns

    def annomi(self) -> tuple[list[Turn], NDArray[np.int64], list[NDArray[np.float32]]]:
        """The part that AnnoMI measures."""
        return self.turns[self.own], self.fold[self.own], [model[self.own] for model in self.models]


def out_of_fold(where: argparse.Namespace) -> Unseen:
    """Fit what the work folder lacks of the wanted folds, and read every turn by the models that had not seen it."""
    own = annomi.load(where.data)
    turns = own + typed_turns.load(TYPED)
    fold = np.array([*annomi.folds(own, FOLDS), *annomi.folds(turns[len(own) :], FOLDS)])
    fit_encoders(turns, fold, where.folds.split(","), where)
    deep = np.zeros((len(turns), sum(DEEP.values())), np.float32)
    for member, share in zip(encoder.MEMBERS, encoder.shares(), strict=True):
        said = np.zeros((len(turns), sum(encoder.HEADS.values())), np.float32)
        for k in range(FOLDS):
            said[fold == k] = np.load(kept(where.work, member, str(k)).with_suffix(".npy"))
        deep += share * said[:, : len(share)]
    file = where.work / "linear.npy"
    if not file.exists():
        read = linear.matrix(turns)
        flat = np.zeros((len(turns), 9), np.float32)
        for k in range(FOLDS):
            learn, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
            weights = linear.fit(read, turns, learn, list(linear.COLUMNS))
            flat[test] = weights.logits(linear.Matrix(read.grams[test], read.hand[test]))
        np.save(file, flat)
    return Unseen(turns, fold, deep, [deep[:, SHARED], np.load(file)], slice(len(own)))


def save_typed(unseen: Unseen) -> None:
    """Write what the models say of the typed volleys, unseen, for the heads that `typed_heads` fits beside them."""
    own, _, models = unseen.annomi()
    joined = calibrate.fit(models, own)
    rows = [n for n in range(len(own), len(unseen.turns)) if unseen.turns[n].codes]
    said = joined.scaled(*(model[rows] for model in unseen.models))
    np.savez_compressed(
        READ,
        ids=np.array([unseen.turns[n].transcript for n in rows]),
        codes=unseen.deep[rows, AT["codes"]].astype(np.float16),
        marks=unseen.deep[rows, AT["marks"]].astype(np.float16),
        family=calibrate.softmax(said[:, :4]).astype(np.float16),
        complex=(1 / (1 + np.exp(-said[:, 5]))).astype(np.float16),
    )


def readings(models: Sequence[NDArray], turns: Sequence[Turn], fold: NDArray[np.int64]) -> dict[str, NDArray]:
    """Probabilities and decisions for every turn, joined by what the other folds teach."""
    clinician = np.array([turn.clinician for turn in turns])
    found = {"chances": np.zeros((len(turns), 4)), "decided": np.zeros(len(turns), np.int64)}
    found |= {"open": np.zeros(len(turns)), "complex": np.zeros(len(turns))}
    for k in range(FOLDS):
        learn, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        joined = calibrate.fit([logits[learn] for logits in models], [turns[n] for n in learn])
        logits = joined.scaled(*(each[test] for each in models))
        own = clinician[test]
        found["chances"][test[own]] = calibrate.softmax(logits[own, :4])
        found["chances"][test[~own], :3] = calibrate.softmax(logits[~own, 6:])
        found["decided"][test[own]] = (logits + joined.favour)[own, :4].argmax(1)
        found["decided"][test[~own]] = (logits + joined.favour)[~own, 6:].argmax(1)
        found["open"][test] = 1 / (1 + np.exp(-logits[:, 4]))
        found["complex"][test] = 1 / (1 + np.exp(-logits[:, 5]))
    return found


def report(turns: list[Turn], fold: NDArray[np.int64], models: list[NDArray]) -> dict[str, object]:
    """The figures of each model alone and of both."""
    made: dict[str, object] = {"folds": FOLDS, "turns": len(turns), "videos": len({turn.video for turn in turns})}
    for name, own in (("linear", models[1:]), ("encoder", models[:1]), ("both", models)):
        read = readings(own, turns, fold)
        each = measures.per_fold(turns, fold, read["decided"])
        each |= measures.given_present(turns, fold, read["open"], read["complex"])
        made[name] = {
            "mean": measures.spread(each),
            "folds": {key: [round(x, 4) for x in v] for key, v in each.items()},
        }
    return made


def main() -> None:
    """Fit what is missing, measure, and write `evaluation.json`."""
    where = options(argparse.ArgumentParser(description=__doc__))
    unseen = out_of_fold(where)
    save_typed(unseen)
    own, fold, models = unseen.annomi()
    transcripts.save([unseen.deep[unseen.own], models[1]], readings(models, own, fold))
    made = report(own, fold, models)
    (where.out / "evaluation.json").write_text(json.dumps(made, separators=(",", ":")) + "\n", "utf-8")
    for name, value in made.items():
        print(name, json.dumps(value))


if __name__ == "__main__":
    main()
