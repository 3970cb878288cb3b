"""AnnoMI's families of the codes that a volley was given."""

from scoring.coder import family
from scoring.codes import Family
from scoring.coding import Coding


def coded_family(coding: Coding) -> Family:
    """The family of a typed volley, which agrees with its codes: other where nothing was coded.

    Of several, it is the one that experts would most likely hear (``Coding.main``) if that is among them; else a
    question outweighs a reflection, a reflection what is told, and that an affirmation or autonomy.
    """
    if any(family((behaviour,)) is coding.main for behaviour in coding.behaviours):
        return coding.main
    return family(coding.behaviours)
