"""Fit the models that ship: `python -m scoring.training.fit DATA --encoder FOLDER`, after `evaluate` has run.

The members of the shipped encoder are the one fitted on everything and those of some folds, which share their
lower layers; what joins and calibrates the models comes from the out-of-fold readings.
"""

import argparse
from collections.abc import Sequence

import numpy as np
import torch

from scoring.tokens import tokens
from scoring.training import calibrate, encoder, export, linear, typed_turns
from scoring.training.annomi import Turn
from scoring.training.evaluate import TYPED, fit_encoders, member, options, out_of_fold

MEMBERS = ("all", "0")


def save_linear(turns: list[Turn], where: argparse.Namespace) -> None:
    """The linear model, fitted on everything."""
    weights = linear.fit(linear.matrix(turns), turns, np.arange(len(turns)), list(linear.COLUMNS))
    np.savez_compressed(where.out / "linear.npz", **linear.packed(weights))


def save_encoder(turns: list[Turn], names: Sequence[str], where: argparse.Namespace) -> None:
    """The encoder's members as one graph."""
    recipe = encoder.Recipe()
    models = []
    for name in names:
        model, cutter = encoder.pretrained(where.encoder, recipe.layers)
        model.load_state_dict(torch.load(member(where.work, name)))
        models.append(model.eval())
    used = {number for turn in turns for number in cutter.pieces(tokens(turn.text), 10_000).ids}
    kept = export.kept_pieces(cutter.vocabulary, used)
    export.write(models, recipe.frozen, cutter.vocabulary, kept, where.out)


def main() -> None:
    """Fit what is missing and write everything that `scoring.fitted` loads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", default=",".join(MEMBERS), help="whose encoders ship")
    where = options(parser)
    names = where.members.split(",")
    own, fold, models = out_of_fold(where)
    turns = own + typed_turns.load(TYPED)
    fit_encoders(turns, np.concatenate([fold, np.full(len(turns) - len(own), -1)]), names, where)
    save_linear(turns, where)
    save_encoder(turns, names, where)
    for name, kept in (("calibration", models), ("calibration-linear", models[1:])):
        joined = calibrate.fit(kept, own)
        arrays = {key: np.asarray(getattr(joined, key), np.float32) for key in ("mix", "shift", "favour")}
        np.savez(where.out / f"{name}.npz", **arrays)
    print("wrote", where.out)


if __name__ == "__main__":
    main()
