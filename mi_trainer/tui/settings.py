"""What the screens remember between runs, and the files a user may put beside it."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

_FILE = "screens.json"
_KEYS = "keys.toml"
_HELP = "help.txt"

# Every number here has a source that says so today; one that has none does not belong here. Emergency: 911 in the US
# (health.wyo.gov, "988 Suicide & Crisis Lifeline": immediate danger) and in Canada (mentalhealthcommission.ca, "988
# launches in Canada"), 999 in the UK (nwbh.nhs.uk, "Help in a crisis"), 112 in every country of the EU (European
# Commission, ec.europa.eu, 112), 000 in Australia (qld.gov.au, "Triple Zero"). To talk: 988 by call or text in the US
# (988lifeline.org) and in Canada (988.ca), 116 123 in the UK and Ireland (samaritans.org; free in Ireland since 2014),
# and findahelpline.com, which lists lines by country.
GENERAL_HELP = (
    "If you might act on thoughts of ending your life, or are in danger now: call your local emergency number "
    "(911 in the US and Canada, 999 in the UK, 112 in the European Union, 000 in Australia).\n\n"
    "To talk with someone: call or text 988 in the US and Canada, call 116 123 in the UK and Ireland, "
    "or look up a line near you at findahelpline.com."
)


@dataclass(slots=True)
class Settings:
    """How the screens were left: the theme's name (empty: by the terminal), and which parts are shown."""

    theme: str = ""
    rulers: bool = True
    panel: bool = True


def load(home: Path) -> Settings:
    """The settings kept in a home; what is missing or unreadable is as it is at first."""
    found = Settings()
    try:
        kept = json.loads((home / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return found
    for field in fields(Settings):
        value = kept.get(field.name) if isinstance(kept, dict) else None
        if isinstance(value, type(getattr(found, field.name))):
            setattr(found, field.name, value)
    return found


def keep(home: Path, settings: Settings) -> None:
    """Write the settings down. A home that cannot be written to is no reason to stop."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(home / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file)
    except OSError:
        pass


def own_keys(home: Path) -> dict[str, str]:
    """Keys a user has changed, from ``keys.toml``: ``"practice.hint" = "f8"``. Empty if there are none.

    Raises:
        ValueError: the file is no TOML, or names something that is not an action; the message says what.
    """
    file = home / _KEYS
    if not file.is_file():
        return {}
    import tomllib

    from mi_trainer.tui.actions import ACTS

    try:
        kept = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise ValueError(f"{_KEYS} cannot be read: {problem}") from problem
    known = {act.id for act in ACTS}
    wrong = [name for name, keys in kept.items() if name not in known or not isinstance(keys, str)]
    if wrong:
        raise ValueError(f'{_KEYS}: "{wrong[0]}" is no action with a key, like "practice.hint" = "f8".')
    return kept


def help_words(home: Path) -> str:
    """What a person in distress reads: the site's own ``help.txt``, or general words."""
    try:
        words = (home / _HELP).read_text("utf-8", errors="replace").strip()
    except OSError:
        words = ""
    return words[:4000] or GENERAL_HELP
