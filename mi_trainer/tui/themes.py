"""Two calm themes, dark and light, with one accent; and the colours that codes are shown in."""

from textual.theme import Theme

DARK, LIGHT = "evening", "paper"

_DARK_CODES = {
    "code-green": "#9cc78a", "code-blue": "#8ab6e0", "code-cyan": "#7cc4bd", "code-grey": "#a3a9ab",
    "code-yellow": "#e0bd6d", "code-red": "#e79a8c", "code-magenta": "#cba4d6",
}  # fmt: skip
_LIGHT_CODES = {
    "code-green": "#3b6b22", "code-blue": "#1d5c96", "code-cyan": "#0f6a64", "code-grey": "#5b5f62",
    "code-yellow": "#7d5700", "code-red": "#a33522", "code-magenta": "#7a3d8c",
}  # fmt: skip

THEMES = (
    Theme(
        name=DARK, dark=True,
        primary="#7fbfb0", secondary="#7fbfb0", accent="#7fbfb0", warning="#e0bd6d", error="#e79a8c",
        success="#9cc78a", foreground="#dcdfdb", background="#15181b", surface="#1b1f23", panel="#242a2f",
        variables={
            **_DARK_CODES, "quiet": "#98a09f", "line": "#353d43", "input-selection-background": "#7fbfb0 30%",
            "block-cursor-foreground": "#15181b", "block-cursor-background": "#7fbfb0",
            "block-cursor-text-style": "none", "footer-background": "#1b1f23", "border": "#7fbfb0",
            "border-blurred": "#353d43",
        },
    ),
    Theme(
        name=LIGHT, dark=False,
        primary="#176b5f", secondary="#176b5f", accent="#176b5f", warning="#7d5700", error="#a33522",
        success="#3b6b22", foreground="#262523", background="#faf8f3", surface="#f3f0e8", panel="#e8e3d8",
        variables={
            **_LIGHT_CODES, "quiet": "#65625b", "line": "#cfc8b9", "input-selection-background": "#176b5f 25%",
            "block-cursor-foreground": "#faf8f3", "block-cursor-background": "#176b5f",
            "block-cursor-text-style": "none", "footer-background": "#f3f0e8", "border": "#176b5f",
            "border-blurred": "#cfc8b9",
        },
    ),
)  # fmt: skip


def background_is_light(colorfgbg: str) -> bool:
    """Whether a terminal says that its background is light: ``COLORFGBG`` ends in 7 or 15 where it is set."""
    return colorfgbg.rsplit(";", 1)[-1] in {"7", "15"}


def code_style(colour: str) -> str:
    """The style of a code's colour as it is declared in :mod:`scoring.codes`."""
    return f"$code-{colour}"
