"""Stage directions: lines that tell what a person does, among the lines that are what they say.

An author writes both the same way, ``Dana looks at the floor.`` or ``"Is that it?" says Dana.``; whoever shows them
must not make Dana say it.
"""

import re

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def tells(name: str, says: str) -> bool:
    """Whether a line of somebody's tells about them: it opens with their name and goes on, or has ``says NAME``."""
    outside = _QUOTED.sub(" ", says)
    own = re.escape(name)
    return bool(re.match(rf"\s*{own} [a-z]", outside)) or bool(
        outside != says and re.search(rf"\b(?:says|asks|said|asked) {own}\b", outside)
    )


def led(name: str, says: str) -> str:
    """A line with its speaker's name in front, as in ``Dana: Hello.``; a stage direction stands as it is."""
    return says if tells(name, says) else f"{name}: {says}"
