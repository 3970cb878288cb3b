"""How a patient is disposed, from 0 to 10 in four ways, and how turns move it."""

from dataclasses import dataclass, replace

from mi_trainer.scenario.model import DispositionStart, Shift

LOWEST, HIGHEST = 0.0, 10.0


@dataclass(frozen=True, slots=True)
class Disposition:
    """Trust, importance, confidence and discord, each from 0 to 10.

    Importance and confidence move apart in real people; trust and discord are about the two in the room.
    """

    trust: float = 3
    importance: float = 4
    confidence: float = 4
    discord: float = 2

    @classmethod
    def of(cls, start: DispositionStart) -> "Disposition":
        """The disposition a scenario starts with."""
        return cls(start.trust, start.importance, start.confidence, start.discord)

    def moved(self, *shifts: Shift) -> "Disposition":
        """This disposition after the shifts, taken together and then kept between 0 and 10."""
        return Disposition(
            _kept(self.trust + sum([shift.trust for shift in shifts])),
            _kept(self.importance + sum([shift.importance for shift in shifts])),
            _kept(self.confidence + sum([shift.confidence for shift in shifts])),
            _kept(self.discord + sum([shift.discord for shift in shifts])),
        )

    def with_(self, **values: float) -> "Disposition":
        """This disposition with some values set, kept between 0 and 10."""
        return replace(self, **{k: _kept(v) for k, v in values.items()})


def _kept(level: float) -> float:
    return min(HIGHEST, max(LOWEST, level))
