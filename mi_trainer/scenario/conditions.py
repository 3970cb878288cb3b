"""What a reaction asks for, in words."""

from collections.abc import Iterable

from mi_trainer.scenario.model import Reaction, When
from scoring.codes import label


def asked(reaction: Reaction) -> dict[str, str]:
    """Each thing that a reaction asks for, in words, by its name in the file and in the order of a sentence."""
    when = when_words(reaction.when)
    words = {
        "hears": " or ".join(_codes(reaction.hears)),
        "also": reaction.also and "with " + " and ".join(_codes(reaction.also)),
        "unless": reaction.unless and "without " + " or ".join(_codes(reaction.unless)),
        "about": reaction.about and "about " + " or ".join(reaction.about).replace("_", " "),
        "to": reaction.to and "to " + " or ".join(reaction.to),
        "when": when and f"[{', '.join(when)}]",
    }
    return {name: phrase for name, phrase in words.items() if phrase}


def condition_words(reaction: Reaction) -> str:
    """What a reaction asks for, short: codes, topic, person and conditions."""
    return " ".join(({"hears": "anything"} | asked(reaction)).values())


def when_words(when: When | None) -> list[str]:
    """Each condition of a ``when``."""
    if when is None:
        return []
    ranges = [
        (name, getattr(when, name)) for name in ("trust", "importance", "confidence", "discord", "turn", "visits")
    ]
    words = [f"{name} {bounds}" for name, bounds in ranges if bounds is not None]
    words += [flag.replace("_", " ") for flag in when.flag]
    words += ["not " + flag.replace("_", " ") for flag in when.no_flag]
    return [*words, *(["after " + " or ".join(when.after) + " talk"] if when.after else [])]


def _codes(names: Iterable[str]) -> list[str]:
    return [label(name).lower() for name in names]
