"""From probabilities to a volley's codes: MITI's volley rules, in one place (`docs/coding.md`, section 1).

- one reflection a volley, complex over simple; unsure between them: simple;
- advice is Persuade with Permission while permission holds or autonomy qualifies it, else Persuade;
- Confront trumps Persuade, and trumps a question put with the same words;
- among the adherent codes Emphasize outranks Seek, and Seek Affirm, where the same words would earn both;
- unsure means the humbler code, and unsure whether a volley confronts means that it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.codes import Behaviour

CLEAR_CONFRONT = 0.5  # probability from which a volley is called a confrontation
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

    @property
    def margin(self) -> float:
        """How far above its bar the code stands."""
        return self.probability - self.bar


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
        with_leave = chances[Behaviour.PERSUADE_WITH_PERMISSION].probability
        without = chances[Behaviour.PERSUADE].probability
        kind = (
            Behaviour.PERSUADE_WITH_PERMISSION
            if permitted or with_leave > without or Behaviour.EMPHASIZE_AUTONOMY in given
            else Behaviour.PERSUADE
        )
        given[kind] = advice.probability
        given.pop(Behaviour.CONFRONT, None)
    return given
