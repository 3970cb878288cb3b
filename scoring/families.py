"""AnnoMI's families of the codes that a volley was given."""

from collections.abc import Collection

from scoring.codes import REFLECTIONS, Behaviour, Family

_TOLD = frozenset({
    Behaviour.PERSUADE,
    Behaviour.PERSUADE_WITH_PERMISSION,
    Behaviour.GIVING_INFORMATION,
    Behaviour.CONFRONT,
    Behaviour.SEEK_COLLABORATION,
})  # fmt: skip


def family(behaviours: Collection[Behaviour]) -> Family:
    """The family that codes make: a question outweighs a reflection, that what is told, and that all else."""
    if Behaviour.QUESTION in behaviours:
        return Family.QUESTION
    if not REFLECTIONS.isdisjoint(behaviours):
        return Family.REFLECTION
    return Family.OTHER if _TOLD.isdisjoint(behaviours) else Family.INPUT


def agreeing(heard: Family, behaviours: Collection[Behaviour]) -> Family:
    """The family of a typed volley, which is one of its codes': what experts would most likely hear if that is among
    them, else what the codes make; other where nothing was coded."""
    return heard if any(family((behaviour,)) is heard for behaviour in behaviours) else family(behaviours)
