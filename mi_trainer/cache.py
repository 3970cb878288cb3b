"""Files of JSON that may be thrown away: what they hold can be made again, only slower."""

import json
import os
from pathlib import Path
from typing import Any


def recalled(cache: Path) -> dict[str, Any]:
    """What the file holds; nothing if it is not there, cannot be read or holds something else."""
    try:
        found = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(cache: Path, content: dict[str, Any]) -> None:
    """Write the file at one stroke, for its owner alone. Where it cannot be written it is done without."""
    try:
        cache.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = cache.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(content), "utf-8")
        beside.chmod(0o600)
        beside.replace(cache)
    except OSError:
        pass
