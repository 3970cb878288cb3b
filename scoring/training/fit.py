"""Fit the models that ship: `python -m scoring.training.fit DATA --encoder FOLDER`, after `evaluate` has run.

The members of the shipped encoder are fitted on everything; what joins and calibrates the models comes
from the out-of-fold readings.
"""

import argparse

import numpy as np
import torch

from scoring.tokens import tokens
from scoring.training import calibrate, encoder, export, linear
from scoring.training.annomi import Turn
from scoring.training.evaluate import fit_encoders, kept, options, out_of_fold


def save_linear(turns: list[Turn], where: argparse.Namespace) -> None:
    """The linear model, fitted on everything that teaches it."""
    weights = linear.fit(linear.matrix(turns), turns, np.arange(len(turns)), list(linear.COLUMNS))
    np.savez_compressed(where.out / "linear.npz", **linear.packed(weights))


def save_encoder(turns: list[Turn], where: argparse.Namespace) -> None:
    """The encoder's members as one graph."""
    recipe = encoder.Recipe()
    models = []
    for member in encoder.MEMBERS:
        model, cutter = encoder.pretrained(where.encoder, recipe.layers)
        model.load_state_dict(torch.load(kept(where.work, member, "all")))
        models.append(model.eval())
    used = {number for turn in turns for number in cutter.pieces(tokens(turn.text), 10_000).ids}
    pieces = export.kept_pieces(cutter.vocabulary, used)
    export.write(models, recipe.frozen, cutter.vocabulary, pieces, where.out)


def main() -> None:
    """Fit what is missing and write everything that `scoring.fitted` loads."""
    where = options(argparse.ArgumentParser(description=__doc__))
    unseen = out_of_fold(where)
    own, _, models = unseen.annomi()
    turns = unseen.turns
    fit_encoders(turns, unseen.fold, ["all"], where)
    save_linear(turns, where)
    save_encoder(turns, where)
    for name, some in (("calibration", models), ("calibration-linear", models[1:])):
        joined = calibrate.fit(some, own)
        arrays = {key: np.asarray(getattr(joined, key), np.float32) for key in ("mix", "shift", "favour")}
        np.savez(where.out / f"{name}.npz", **arrays)
    print("wrote", where.out)


if __name__ == "__main__":
    main()
