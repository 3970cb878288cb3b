"""The figures that the model card states, each a function of labels and out-of-fold readings."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score

from scoring.training.annomi import FAMILIES, TALK, TEN_CODERS, Turn

Array = NDArray[np.float64]
Figures = dict[str, float]

UNHEARD = -1.0  # in place of the probability of a kind, where the coder did not hear what has kinds


def per_fold(turns: Sequence[Turn], fold: NDArray[np.int64], decided: NDArray[np.int64]) -> dict[str, list[float]]:
    """Macro-F1 of the families and of the sides of client talk, and the F1 of every class, for each fold."""
    clinician = np.array([turn.clinician for turn in turns])
    gold = np.array([turn.gold for turn in turns])
    found: dict[str, list[float]] = defaultdict(list)
    for k in sorted(set(fold.tolist())):
        for name, own, classes in (("clinician", clinician, FAMILIES), ("client", ~clinician, TALK)):
            rows = own & (fold == k)
            found[name].append(float(f1_score(gold[rows], decided[rows], average="macro")))
            each = f1_score(gold[rows], decided[rows], average=None, labels=range(len(classes)))
            for label, value in zip(classes, each, strict=True):
                found[f"{name} {label}"].append(float(value))
    return dict(found)


def given_present(
    turns: Sequence[Turn], fold: NDArray[np.int64], open_: Array, complex_: Array
) -> dict[str, list[float]]:
    """Macro-F1 of the kind of every question and reflection that experts hear, for each fold.

    Probabilities, 0 to 1, are of what the turn would be if there is a question, or a reflection, in it.
    """
    found: dict[str, list[float]] = {}
    for name, truth, said, place in _kinds(turns, open_, complex_):
        each = [place & (fold == k) for k in sorted(set(fold.tolist()))]
        found[name] = [float(f1_score(truth[own], said[own] > 0.5, average="macro")) for own in each]
    return found


def where_heard(
    turns: Sequence[Turn], fold: NDArray[np.int64], open_: Array, complex_: Array
) -> dict[str, list[float]]:
    """The same of kinds that are `UNHEARD` in part, for each fold: the share heard, the macro-F1 among those, and the
    macro-F1 with what was not heard counted as wrong."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, truth, said, place in _kinds(turns, open_, complex_):
        for k in sorted(set(fold.tolist())):
            own = place & (fold == k)
            heard = own & (said != UNHEARD)
            kind = np.where(said == UNHEARD, 2, said > 0.5)
            found[f"{name}, heard"].append(float(heard.sum() / own.sum()))
            found[f"{name}, where heard"].append(float(f1_score(truth[heard], kind[heard], average="macro")))
            wrong = f1_score(truth[own], kind[own], labels=[0, 1], average="macro")
            found[f"{name}, unheard wrong"].append(float(wrong))
    return dict(found)


def _kinds(
    turns: Sequence[Turn], open_: Array, complex_: Array
) -> Iterator[tuple[str, NDArray[np.bool_], Array, NDArray[np.bool_]]]:
    """For either pair of kinds: what experts say, what was said, and the turns in which experts hear one."""
    for name, shares, said in (
        ("open/closed", [turn.open for turn in turns], open_),
        ("simple/complex", [turn.complex for turn in turns], complex_),
    ):
        place = np.array([share is not None for share in shares])
        yield name, np.array([(share or 0) >= 0.5 for share in shares]), said, place


def spread(values: dict[str, list[float]]) -> dict[str, Figures]:
    """Mean and sample deviation over folds."""
    return {
        name: {"mean": round(float(np.mean(each)), 4), "sd": round(float(np.std(each, ddof=1)), 4)}
        for name, each in values.items()
    }


def calibration(confidence: Array, right: NDArray[np.bool_], bins: int = 10) -> dict[str, object]:
    """Expected calibration error, and for each bin the turns, the mean confidence and the share right."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    table, error = [], 0.0
    for n in range(bins):
        own = place == n
        if own.any():
            sure, true = float(confidence[own].mean()), float(right[own].mean())
            error += own.mean() * abs(sure - true)
            table.append({"turns": int(own.sum()), "confidence": round(sure, 3), "right": round(true, 3)})
    return {"ece": round(float(error), 4), "bins": table}


def sure(confidence: Array, right: NDArray[np.bool_]) -> dict[str, float]:
    """The share right among the surest 50, 70 and 100 % of turns."""
    order = np.argsort(-confidence, kind="stable")
    return {f"{much}%": round(float(right[order[: len(order) * much // 100]].mean()), 4) for much in (50, 70, 100)}


def _plurality(votes: Sequence[int]) -> int:
    counts = Counter(votes)
    return min(counts, key=lambda label: (-counts[label], label))


def among_experts(turns: Sequence[Turn], decided: NDArray[np.int64], clinician: bool) -> dict[str, object]:
    """On the turns coded by all ten: each expert, and the coder, against the plurality of nine (others)."""
    rows = [n for n, t in enumerate(turns) if t.transcript in TEN_CODERS and t.clinician == clinician]
    rows = [n for n in rows if len(turns[n].votes) == 10]
    votes = np.array([turns[n].votes for n in rows])
    experts, coder, pairs = [], [], []
    for one in range(10):
        others = [_plurality(np.delete(row, one).tolist()) for row in votes]
        experts.append(float(f1_score(others, votes[:, one], average="macro")))
        coder.append(float(f1_score(others, decided[rows], average="macro")))
        pairs += [float(f1_score(votes[:, two], votes[:, one], average="macro")) for two in range(10) if two != one]
    mine = float(np.mean(coder))
    return {
        "turns": len(rows),
        "experts": [round(value, 3) for value in sorted(experts)],
        "expert mean": round(float(np.mean(experts)), 3),
        "expert against expert": round(float(np.mean(pairs)), 3),
        "coder": round(mine, 3),
        "experts below the coder": int(sum(value < mine for value in experts)),
    }


def icc(one: Sequence[float], two: Sequence[float]) -> float:
    """ICC(2,1): absolute agreement of two single raters."""
    table = np.array([one, two], float).T
    n, k = table.shape
    whole = table.mean()
    rows = k * ((table.mean(1) - whole) ** 2).sum() / (n - 1)
    columns = n * ((table.mean(0) - whole) ** 2).sum() / (k - 1)
    rest = ((table - table.mean(1, keepdims=True) - table.mean(0) + whole) ** 2).sum() / ((n - 1) * (k - 1))
    return float((rows - rest) / (rows + (k - 1) * rest + k * (columns - rest) / n))


def sessions(turns: Sequence[Turn], decided: NDArray[np.int64], least: int = 10) -> dict[str, object]:
    """Sessions of at least `least` clinician turns: agreement of counts, and what tells high from low quality."""
    by_session: dict[str, list[int]] = defaultdict(list)
    for n, turn in enumerate(turns):
        if turn.clinician:
            by_session[turn.transcript].append(n)
    own = [rows for rows in by_session.values() if len(rows) >= least]
    high = [turns[rows[0]].high for rows in own]
    found: dict[str, dict[str, list[float]]] = {"experts": defaultdict(list), "coder": defaultdict(list)}
    for rows in own:
        for who, labels in (("experts", [turns[n].gold for n in rows]), ("coder", decided[rows].tolist())):
            q, r, i = (sum(label == kind for label in labels) for kind in range(3))
            found[who]["questions"].append(q)
            found[who]["reflections"].append(r)
            found[who]["input"].append(i)
            found[who]["R:Q"].append(r / max(q, 1))
            found[who]["reflections a turn"].append(r / len(labels))
            found[who]["R/(R+Q)"].append(r / max(r + q, 1))
            found[who]["input share"].append(i / len(labels))
    measures = ("questions", "reflections", "input", "R:Q", "reflections a turn", "R/(R+Q)", "input share")
    agree = {name: round(icc(found["experts"][name], found["coder"][name]), 3) for name in measures}
    auc = {
        f"{who}: {name}": round(float(roc_auc_score(high, np.array(found[who][name]) * sign)), 3)
        for who in ("experts", "coder")
        for name, sign in (("reflections a turn", 1), ("R/(R+Q)", 1), ("input share", -1))
    }
    return {"sessions": len(own), "high": int(sum(high)), "ICC(2,1)": agree, "AUC high against low": auc}
