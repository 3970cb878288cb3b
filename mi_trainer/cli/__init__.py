"""What ``mi-trainer`` does: with no more words the trainer opens, with more of them a command is called."""

import sys


def main() -> None:
    """Run the program. An error that nobody foresaw is told in plain words, whatever was being done."""
    try:
        if len(sys.argv) > 1:
            from mi_trainer.cli.commands import main as command

            command()
        else:  # what reads commands is not needed, and the screens are there the sooner
            from mi_trainer.tui import run

            run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        from mi_trainer import places
        from mi_trainer.trouble import STATUS, told

        sys.stderr.write(told(error, places.home()))
        sys.exit(STATUS)


INTERRUPTED = 130
"""The exit status after ctrl+c, as shells have it."""
