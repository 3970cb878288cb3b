"""The commands by name. Each imports its own work only when it is called."""

import os
from importlib import import_module

import click

_COMMANDS: dict[str, tuple[str, str]] = {
    "practice": ("mi_trainer.cli.practice", "Talk with a patient, on the screens or line by line."),
    "sessions": ("mi_trainer.cli.sessions", "List past sessions."),
    "report": ("mi_trainer.cli.sessions", "Show or export the debrief of a session."),
    "patients": ("mi_trainer.cli.practice", "List the patients."),
    "check": ("mi_trainer.cli.check", "Find what is wrong with a scenario."),
    "schema": ("mi_trainer.cli.check", "Print the JSON Schema of the scenario format."),
    "graph": ("mi_trainer.cli.graph", "Draw a scenario's states and reactions."),
    "play": ("mi_trainer.cli.author", "Try a scenario from any state."),
    "watch": ("mi_trainer.cli.author", "Keep findings, diagram and a conversation open while you write."),
    "test": ("mi_trainer.cli.author", "Run the tests that stand beside scenarios."),
    "record": ("mi_trainer.cli.author", "Make a test of a session that was played."),
    "rehearse": ("mi_trainer.cli.rehearse", "Play whole sessions with simulated trainees."),
    "new": ("mi_trainer.cli.author", "Start a scenario."),
    "code": ("mi_trainer.cli.code", "Code transcripts in MITI terms."),
    "agreement": ("mi_trainer.cli.agreement", "Compare two codings of the same transcripts."),
}
"""Command, where it is, and its line in the help: known without importing anything."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is asked for, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[name][0]), name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            from mi_trainer.scenario.findings import did_you_mean

            raise click.UsageError(f"{problem.message} {did_you_mean(args[0], _COMMANDS)}", ctx) from problem

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mi-trainer", prog_name="mi-trainer")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Practise motivational interviewing with scripted patients, offline.

    Without a command, the trainer opens.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False
    if ctx.invoked_subcommand is None:
        from mi_trainer.tui import run

        run()
