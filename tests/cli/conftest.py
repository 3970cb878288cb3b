"""The coder that hears codes by name, in place of the real one."""

import sys

import pytest

from tests import spoken_command


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of this test hear exactly the codes whose names are typed."""
    if "scoring.coder" in sys.modules:
        monkeypatch.setitem(sys.modules, "scoring.coder", sys.modules["scoring.coder"])
    else:
        monkeypatch.setitem(sys.modules, "scoring.coder", None)  # type: ignore[arg-type]
    spoken_command.deaf_to_all_but_names()
