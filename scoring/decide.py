"""From probabilities to a volley's codes: MITI's volley rules, in one place (`docs/coding.md`, section 1).

- one reflection a volley, complex over simple; unsure between them: simple;
- advice is Persuade with Permission while permission holds or autonomy qualifies it, else Persuade;
- Confront trumps Persuade, and trumps a question put with the same words;
- among the adherent codes Emphasize outranks Seek, and Seek Affirm, where the same words would earn both;
- unsure means the humbler code, and unsure whether a volley confronts means that it does not: without words that blame
  the heads must be nearly sure, and more so where some of it has a reflection's form; what takes blame off does not;
- what has a reflection's form, and nothing else to be, is a reflection, however unsure.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from scoring.codes import Behaviour
from scoring.forms import ECHO, Form

ADVICE = "advice"  # the heads' label for persuasion of either kind
CODED = (*Behaviour, ADVICE)
BLAMED = 0.3  # probability of Confront needed beside a phrase that blames
UNBLAMED = 0.5  # where no phrase blames
SAID_BACK = 0.7  # and where the words have a reflection's form. Set by cross-validation on unseen situations, so that
# fewer than 1 in 50 good turns are called confrontations, among them many written to look like one.
OUT_OF_REACH = 1.01  # where blame, a verdict or a label is taken off the person, and nothing else blames
UNADVISED = 0.4  # probability of advice needed where no phrase advises and some words reflect or ask
ALONE = 0.2  # probability of either reflection below which form alone does not make one of a volley
BESIDE = 0.35  # and where a question follows, which a statement often only sets up
DESPITE = 0.85  # probability of a reflection needed where a phrase blames
PRESSED = 0.1  # probability of advice from which `you have to` and its like are heard as such
ASKED = 0.18  # probability of a question below which its form alone does not make one
AT_LEAST = 0.5  # the confidence of a code that its form alone gives


@dataclass(frozen=True, slots=True)
class Chance:
    """A code's probability, 0 to 1, and the bar it has to reach."""

    probability: float
    bar: float

    @property
    def reached(self) -> bool:
        """Whether the code is given."""
        return self.probability >= self.bar

    def needing(self, bar: float) -> "Chance":
        """The same chance with another bar."""
        return Chance(self.probability, bar)

    def at_least(self, probability: float) -> "Chance":
        """The same chance, no lower than `probability`."""
        return Chance(max(self.probability, probability), self.bar)

    @property
    def margin(self) -> float:
        """How far above its bar the code stands."""
        return self.probability - self.bar


def confront_bar(forms: Sequence[Form]) -> float:
    """The probability that Confront needs, by what the utterances' forms show."""
    if any(form.blames for form in forms):
        return BLAMED
    if any(form.spares for form in forms):
        return OUT_OF_REACH
    return SAID_BACK if any(form.reflects for form in forms) else UNBLAMED


def reflection_bar(own: float, forms: Sequence[Form]) -> float:
    """The probability that a reflection needs; `own` is the heads' bar."""
    blaming = any(form.blames for form in forms) and not any(form.reflects for form in forms)
    return max(own, DESPITE) if blaming else own


def advice_bar(own: float, forms: Sequence[Form]) -> float:
    """The probability that advice needs; `own` is the heads' bar."""
    plain = any(form.reflects or form.asks for form in forms) and not any(form.advises for form in forms)
    return max(own, UNADVISED) if plain else own


def said_back(
    chances: Mapping[str, Chance], given: Mapping[Behaviour, float], forms: Sequence[Form], taken: Collection[int]
) -> dict[Behaviour, float]:
    """A reflection for an utterance that has the form of one and no other code; `taken` are those that earned one."""
    free = [form for n, form in enumerate(forms) if form.reflects and n not in taken]
    if not free or not given.keys() <= {Behaviour.QUESTION}:
        return {}
    deeper = any(form.echo < ECHO for form in free)
    simple = chances[Behaviour.SIMPLE_REFLECTION].probability
    either = min(simple + chances[Behaviour.COMPLEX_REFLECTION].probability, 1.0)
    if either < max(BESIDE if given else ALONE, min(chances[Behaviour.CONFRONT].probability, BLAMED)):
        return {}
    return {Behaviour.COMPLEX_REFLECTION if deeper else Behaviour.SIMPLE_REFLECTION: max(either, AT_LEAST)}


def told_or_asked(
    chances: Mapping[str, Chance], given: Mapping[Behaviour, float], forms: Sequence[Form]
) -> dict[Behaviour, float]:
    """Advice pressed, a question asked or a fact told, by its form, where nothing else has been heard."""
    if given:
        return {}
    if any(form.presses for form in forms) and chances[ADVICE].probability >= PRESSED:
        return {Behaviour.PERSUADE: max(chances[ADVICE].probability, AT_LEAST)}
    if chances[Behaviour.CONFRONT].probability >= BLAMED:
        return {}
    if any(form.asks for form in forms) and chances[Behaviour.QUESTION].probability >= ASKED:
        return {Behaviour.QUESTION: max(chances[Behaviour.QUESTION].probability, AT_LEAST)}
    if any(form.informs for form in forms):
        return {Behaviour.GIVING_INFORMATION: max(chances[Behaviour.GIVING_INFORMATION].probability, AT_LEAST)}
    return {}


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
