"""Fit what joins the models' opinions of turns said aloud: `python -m scoring.training.aloud DATA`.

Writes `aloud.npz`, learnt from AnnoMI's training part in the folder DATA by what models said of its turns that had not
seen them.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from scoring.aloud import Aloud, Joined, before, opinions, talk_opinions
from scoring.coder import Coder
from scoring.codes import Behaviour, ClientTalk, Family
from scoring.coding import CONTEXT_TURNS, Coding, Context
from scoring.fitted import AT, CODES, FAMILIES, TALK
from scoring.talk_features import talk_features
from scoring.talk_head import SIDES, TalkHead
from scoring.training import client_head
from scoring.training.annomi import Turn
from scoring.training.calibrate import lean
from scoring.training.transcripts import Transcripts
from scoring.typed_features import features
from scoring.volley import volley

PULL = 0.03  # of standardised weights, towards the plain mean of the models' own answers
ENCODER, LINEAR = len(CODES), len(CODES) + AT["marks"].start
"""Where each model's logits begin among a clinician's opinions."""
LINEAR_COMPLEX = 5  # among the linear model's, which kind a reflection is
COLUMNS = 9  # of the linear model
TALKED = 2 * len(TALK) + len(SIDES)  # logits of a client's turn: by the encoder, the linear model and the head
SHARES, TALK_SHARES = range(-9, -2), range(-7, 0)
"""How often each family and side was heard before, among a clinician's and a client's opinions. They tell whether
something is asked or reflected, but neither which kind a reflection is nor the side of a client's turn."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Opinions:
    """Turns of one speaker as rows of opinions; `rows` are their numbers among the transcripts' turns, `before` the
    first of the columns that tell what was said before."""

    transcripts: Transcripts
    rows: NDArray[np.int64]
    x: Array
    before: int

    def among(self, folds: Sequence[int]) -> "Opinions":
        """Those of some folds."""
        own = np.isin(self.transcripts.fold[self.rows], folds)
        return replace(self, rows=self.rows[own], x=self.x[own])

    def after(self, contexts: Sequence[Context]) -> "Opinions":
        """The same turns after something else."""
        x = self.x.copy()
        told = np.array([before(contexts[n]) for n in self.rows])
        x[:, self.before : self.before + told.shape[1]] = told
        return replace(self, x=x)


def clinicians(transcripts: Transcripts, coder: Coder) -> Opinions:
    """What is known of every clinician's turn; `coder` has the typed heads, which never saw AnnoMI."""
    contexts = _contexts(transcripts)
    found = []
    for n, read in transcripts.clinician.items():
        text = transcripts.turns[n].text
        placed = coder.placed(Context(patient=transcripts.turns[n].before))
        said = coder.heads.read(volley(text), features(volley(text), placed))
        heads = {behaviour: said.probability(behaviour) for behaviour in Behaviour}
        found.append(opinions(text, heads, read, contexts[n]))
    return Opinions(transcripts, np.array(list(transcripts.clinician)), np.array(found, float), LINEAR + COLUMNS)


def clients(transcripts: Transcripts, heads: Sequence[TalkHead]) -> Opinions:
    """What is known of every client's turn; `heads` are the client head of each fold."""
    contexts = _contexts(transcripts)
    found = []
    for n, read in transcripts.client.items():
        turn = transcripts.turns[n]
        own = heads[transcripts.fold[n]].own(talk_features(turn.text, turn.before, turn.target))
        found.append(talk_opinions(own, read, contexts[n]))
    return Opinions(transcripts, np.array(list(transcripts.client)), np.array(found, float), TALKED)


def _contexts(transcripts: Transcripts) -> list[Context]:
    """What was said before each turn, as models that had not seen it most likely name it."""
    families = _likeliest(transcripts, {n: list(one.family.values()) for n, one in transcripts.clinician.items()})
    sides = _likeliest(transcripts, {n: list(one.talk.values()) for n, one in transcripts.client.items()})
    return _named_before(transcripts, families, sides)


def _named_before(transcripts: Transcripts, families: dict[int, int], sides: dict[int, int]) -> list[Context]:
    """What was said before each turn, of what the turns are named; a turn without a name is left out."""
    found: list[Context] = []
    context, name = Context(), ""
    for n, turn in enumerate(transcripts.turns):
        if turn.transcript != name:
            context, name = Context(), turn.transcript
        found.append(context)
        if n not in (families if turn.clinician else sides):
            continue
        if turn.clinician:
            said = (turn.text, Coding(main=Family(FAMILIES[families[n]])))
            context = replace(context, earlier=(*context.earlier, said)[-CONTEXT_TURNS:])
        else:
            context = replace(context, talked=(*context.talked, ClientTalk(TALK[sides[n]]))[-CONTEXT_TURNS:])
    return found


def _likeliest(transcripts: Transcripts, chances: dict[int, list[float]]) -> dict[int, int]:
    logs = np.log(np.maximum(list(chances.values()), 1e-9))
    leant = logs + lean([transcripts.turns[n].gold for n in chances], logs)
    return dict(zip(chances, leant.argmax(1).tolist(), strict=True))


def fit(said: Opinions, talk: Opinions) -> Aloud:
    """Weights that make the experts' votes most likely, and how far each answer leans to the rare ones.

    What was said before is first what models without context make of it, then what weights so fitted make of turns that
    they were not fitted on: nearer to what the coder has heard when it comes to a turn.
    """
    families: dict[int, int] = {}
    sides: dict[int, int] = {}
    folds = sorted(set(said.transcripts.fold[said.rows].tolist()))
    for fold in folds:
        joined = _fit(*(one.among([other for other in folds if other != fold]) for one in (said, talk)))
        for one, answer, named in ((said, joined.family, families), (talk, joined.side, sides)):
            own = one.among([fold])
            logits = answer.logits(own.x.astype(np.float32)) + answer.lean
            named.update(zip(own.rows.tolist(), logits.argmax(1).tolist(), strict=True))
    contexts = _named_before(said.transcripts, families, sides)
    return _fit(said.after(contexts), talk.after(contexts))


def _fit(said: Opinions, talk: Opinions) -> Aloud:
    turns = [said.transcripts.turns[n] for n in said.rows]
    width = said.x.shape[1]
    kinds = np.array([turn.complex is not None for turn in turns])
    deeper = np.array([turn.complex for turn in turns if turn.complex is not None])
    both_kinds = _start(width, 2, {ENCODER + AT["complex"].start: 1, LINEAR + LINEAR_COMPLEX: 1})
    return Aloud(
        _named(turns, said.x, _start(width, 4, {model + n: n for model in (ENCODER, LINEAR) for n in range(4)})),
        *(_present(turns, said.x, n) for n in range(2)),
        _joined(_unseen(said.x[kinds], SHARES), _pair(deeper), None, both_kinds),
        _named(
            [talk.transcripts.turns[n] for n in talk.rows],
            _unseen(talk.x, TALK_SHARES),
            _start(talk.x.shape[1], 3, {column: column % len(TALK) for column in range(2 * len(TALK))}),
        ),
    )


def _unseen(x: Array, columns: Sequence[int]) -> Array:
    """Opinions without some of them."""
    kept = x.copy()
    kept[:, list(columns)] = 0
    return kept


def _named(turns: Sequence[Turn], x: Array, start: Array) -> Joined:
    """The family or the side: half the votes, half the agreed label."""
    gold = np.array([turn.gold for turn in turns])
    shares = 0.5 * np.array([turn.shares for turn in turns]) + 0.5 * np.eye(start.shape[1])[gold]
    return _joined(x, shares, gold, start)


def _present(turns: Sequence[Turn], x: Array, which: int) -> Joined:
    """Whether there is a question (0) or a reflection (1)."""
    share = np.array([turn.present[which] if turn.present else 0.0 for turn in turns])
    return _joined(x, _pair(share), share >= 0.5, _start(x.shape[1], 2, {ENCODER + AT["present"].start + which: 1}))


def _pair(share: Array) -> Array:
    return np.stack([1 - share, share], 1)


def _start(width: int, answers: int, columns: dict[int, int]) -> Array:
    """The plain mean of some opinions, each of one answer."""
    start = np.zeros((width, answers))
    for column, answer in columns.items():
        start[column, answer] = answers / len(columns) if answers > 2 else 1 / len(columns)
    return start


def _joined(x: Array, shares: Array, gold: NDArray | None, start: Array) -> Joined:
    """The joined opinions of one question; without `gold` its answers are weighed alike, and it does not lean."""
    size = shares.shape[1]
    middle, spread = x.mean(0), x.std(0) + 1e-6
    scaled, begun = (x - middle) / spread, start * spread[:, None]
    weight = np.ones(len(x)) if gold is not None else (shares * (1 / size / shares.mean(0))).sum(1)

    def cost(point: Array) -> tuple[float, Array]:
        weights, shift = point[:-size].reshape(-1, size), point[-size:]
        said = scaled @ weights + shift
        said -= said.max(1, keepdims=True)
        logs = said - np.log(np.exp(said).sum(1, keepdims=True))
        wrong = (np.exp(logs) - shares) * weight[:, None] / len(x)
        moved = weights - begun
        loss = -float((weight * (shares * logs).sum(1)).mean()) + PULL * float((moved**2).sum())
        return loss, np.concatenate([(scaled.T @ wrong + 2 * PULL * moved).ravel(), wrong.sum(0)])

    best = minimize(cost, np.concatenate([begun.ravel(), np.zeros(size)]), jac=True, method="L-BFGS-B").x
    weights = best[:-size].reshape(-1, size) / spread[:, None]
    shift = best[-size:] - middle @ weights
    leant = np.zeros(size) if gold is None else lean(gold.astype(int).tolist(), x @ weights + shift)
    return Joined(*(np.asarray(part, np.float32) for part in (weights, shift, leant)))


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of AnnoMI's training part")
    folder = parser.parse_args().data
    transcripts = Transcripts.load(folder)
    talk = clients(transcripts, client_head.crossed(client_head.Data.load(folder)))
    fit(clinicians(transcripts, Coder()), talk).save()


if __name__ == "__main__":
    main()
