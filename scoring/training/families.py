"""Fitting the families' weights on AnnoMI's turns, read by models that had not seen them."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from scoring.families import Families, opinions
from scoring.fitted import CODES, FAMILIES
from scoring.training.calibrate import lean
from scoring.training.joining import Spoken
from scoring.training.linear import soft

PULL = 0.01  # towards the plain mean of the encoder's and the linear model's own, of standardised weights

Array = NDArray[np.float64]


def fit(spoken: Spoken) -> Families:
    """Weights that make the experts' votes most likely, and how far the decision leans to rare families."""
    x = matrix(spoken)
    size = len(FAMILIES)
    _, shares = soft(spoken.turns, "family")
    middle, spread = x.mean(0), x.std(0) + 1e-9
    scaled = (x - middle) / spread
    start = _plain_mean(x.shape[1]) * spread[:, None]

    def cost(point: Array) -> tuple[float, Array]:
        weights, shift = point[:-size].reshape(-1, size), point[-size:]
        said = scaled @ weights + shift
        said -= said.max(1, keepdims=True)
        logs = said - np.log(np.exp(said).sum(1, keepdims=True))
        wrong = (np.exp(logs) - shares) / len(x)
        moved = weights - start
        loss = -float((shares * logs).sum(1).mean()) + PULL * float((moved**2).sum())
        return loss, np.concatenate([(scaled.T @ wrong + 2 * PULL * moved).ravel(), wrong.sum(0)])

    best = minimize(cost, np.concatenate([start.ravel(), np.zeros(size)]), jac=True, method="L-BFGS-B").x
    weights = best[:-size].reshape(-1, size) / spread[:, None]
    shift = best[-size:] - middle @ weights
    favour = lean([turn.gold for turn in spoken.turns], x @ weights + shift)
    return Families(*(np.asarray(part, np.float32) for part in (weights, shift, favour)))


def matrix(spoken: Spoken) -> Array:
    """Every turn's opinions."""
    pairs = zip(spoken.heads, spoken.readings, strict=True)
    return np.array([opinions(heads, reading) for heads, reading in pairs], float)


def _plain_mean(count: int) -> Array:
    """Half of what the encoder says of each family, half of what the linear model says of it."""
    start = np.zeros((count, len(FAMILIES)))
    linear = count - 9
    for n in range(len(FAMILIES)):
        start[len(CODES) + n, n] = start[linear + n, n] = 0.5
    return start
