"""How the coder read a patient's lines, remembered from one check to the next: few lines change between two saves."""

from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from mi_trainer.cache import keep, recalled
from scoring.codes import ClientTalk
from scoring.coding import Context, TalkCoding

MOST = 50_000
"""Lines remembered, the latest: of some seventy patients."""


class ReadsLines(Protocol):
    """What is needed of a coder here."""

    @property
    def version(self) -> str:
        """Which coder it is: another one's readings are worth nothing."""

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""


class Remembered:
    """A coder that reads each line once, and asks a file for what was read before.

    It tells the side and how sure that is, without kind and reasons, and knows of the context only the target. The file
    holds no words, only their digests. A file that is no use is done without.
    """

    def __init__(self, coder: ReadsLines, cache: Path) -> None:
        self.coder = coder
        self.cache = cache
        found = recalled(cache)
        lines = found.get("lines") if found.get("coder") == coder.version else None
        self.known: dict[str, list[object]] = lines if isinstance(lines, dict) else {}
        self.fresh = False

    def talk(self, text: str, context: Context) -> TalkCoding:
        """The side that a line takes towards the context's target."""
        key = blake2b(f"{context.target}\0{text}".encode("utf-8", "replace"), digest_size=12).hexdigest()
        try:
            side, sure = self.known[key]
            return TalkCoding(ClientTalk(str(side)), None, float(str(sure)))
        except (KeyError, TypeError, ValueError):
            read = self.coder.talk(text, Context(target=context.target))
            self.known[key] = [str(read.talk), read.confidence]
            self.fresh = True
            return read

    def keep(self) -> None:
        """Write the file, if anything in it is new."""
        if self.fresh:
            lines = dict(list(self.known.items())[-MOST:])
            keep(self.cache, {"coder": self.coder.version, "lines": lines})
            self.fresh = False
