"""Where a user's own files are. ``MI_TRAINER_HOME`` moves all of them."""

import os
from pathlib import Path

HOME_VARIABLE = "MI_TRAINER_HOME"


def home() -> Path:
    """The folder that holds records, settings and a user's own scenarios. It may not exist yet."""
    if moved := os.environ.get(HOME_VARIABLE):
        return Path(moved).expanduser()
    from platformdirs import user_data_path

    return user_data_path("mi-trainer", appauthor=False)


def own_scenarios() -> Path:
    """Scenarios of one's own; any YAML file put here is on the home screen. It may not exist yet."""
    return home() / "scenarios"


RECORDS_VARIABLE = "MI_TRAINER_RECORDS"


def records() -> str | Path:
    """Where sessions are kept: a file in :func:`home`, unless ``MI_TRAINER_RECORDS`` names a database URL or file."""
    return os.environ.get(RECORDS_VARIABLE) or home() / "records.sqlite"
