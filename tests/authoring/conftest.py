"""Commands in these tests hear codes by name."""

from tests.cli.conftest import spoken as spoken
