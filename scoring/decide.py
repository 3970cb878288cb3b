"""From probabilities to a volley's codes: MITI's volley rules, in one place (`docs/coding.md`, section 1).

- one reflection a volley, complex over simple; unsure between them: simple;
- advice is Persuade with Permission while permission holds or autonomy qualifies it, else Persuade;
- Confront trumps Persuade, and trumps a question put with the same words;
- among the adherent codes Emphasize outranks Seek, and Seek Affirm, where the same words would earn both;
- unsure means the humbler code, and unsure whether a volley confronts means that it does not.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.codes import Behaviour

ADVICE = "advice"  # the heads' label for persuasion of either kind


@dataclass(frozen=True, slots=True)
class Chance:
    """A code's probability, 0 to 1, and the bar it has to reach."""

    probability: float
    bar: float

    @property
    def reached(self) -> bool:
        """Whether the code is given."""
        return self.probability >= self.bar

    def leaning(self, other: float, share: float) -> "Chance":
        """The same chance moved towards another opinion of it, by their logits."""
        return Chance(_back((1 - share) * _logit(self.probability) + share * _logit(other)), self.bar)

    def at_least(self, probability: float) -> "Chance":
        """The same chance, no lower than `probability`."""
        return Chance(max(self.probability, probability), self.bar)

    @property
    def margin(self) -> float:
        """How far above its bar the code stands."""
        return self.probability - self.bar


def _logit(probability: float) -> float:
    kept = min(max(probability, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def _back(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def decide(chances: Mapping[str, Chance], permitted: bool) -> dict[Behaviour, float]:
    """The codes of a volley with their probabilities; `permitted` says that permission to advise holds."""
    given: dict[Behaviour, float] = {}
    for behaviour in (
        Behaviour.QUESTION,
        Behaviour.AFFIRM,
        Behaviour.SEEK_COLLABORATION,
        Behaviour.EMPHASIZE_AUTONOMY,
        Behaviour.GIVING_INFORMATION,
    ):
        if chances[behaviour].reached:
            given[behaviour] = chances[behaviour].probability
    simple, deeper = chances[Behaviour.SIMPLE_REFLECTION], chances[Behaviour.COMPLEX_REFLECTION]
    if simple.reached or deeper.reached:
        best = Behaviour.COMPLEX_REFLECTION if deeper.margin > simple.margin else Behaviour.SIMPLE_REFLECTION
        given[best] = chances[best].probability
    confront = chances[Behaviour.CONFRONT]
    advice = chances[ADVICE]
    if confront.reached and confront.probability >= 1.15 * max(simple.probability, deeper.probability):
        given[Behaviour.CONFRONT] = confront.probability
    if advice.reached and (Behaviour.CONFRONT not in given or advice.probability > confront.probability):
        kind = (
            Behaviour.PERSUADE_WITH_PERMISSION
            if permitted or Behaviour.EMPHASIZE_AUTONOMY in given
            else Behaviour.PERSUADE
        )
        given[kind] = advice.probability
        given.pop(Behaviour.CONFRONT, None)
    return given
