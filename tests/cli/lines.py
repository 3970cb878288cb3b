"""The commands, run in this process with the coder that hears codes by name."""

from click.testing import CliRunner, Result

from mi_trainer.cli.commands import main
from tests.conftest import DATA

SMALL = str(DATA / "small.yaml")


def run(*args: str, typed: str | bytes = "") -> Result:
    """Run a command; what it raises, it raises here too."""
    return CliRunner().invoke(main, args, input=typed, prog_name="mi-trainer", catch_exceptions=False)


def practise(*lines: str, options: tuple[str, ...] = (), patient: str = SMALL) -> Result:
    """A flat session with these lines."""
    return run("practice", patient, "--plain", *options, typed="".join(f"{line}\n" for line in lines))
