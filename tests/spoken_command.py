"""The real command with the coder that hears only codes typed by name: ``python -m tests.spoken_command practice ...``.

For tests of what happens to a session, which should not depend on how a sentence is coded.
"""

import sys
from types import ModuleType

from tests.doubles import Spoken


def deaf_to_all_but_names() -> None:
    """Put :class:`tests.doubles.Spoken` where the program looks for its coder."""
    stand_in = ModuleType("scoring.coder")
    stand_in.Coder = type("Coder", (Spoken,), {"load": classmethod(lambda cls: cls())})  # type: ignore[attr-defined]
    sys.modules["scoring.coder"] = stand_in


if __name__ == "__main__":
    deaf_to_all_but_names()
    from mi_trainer.cli import main

    main()
