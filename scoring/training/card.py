"""Put AnnoMI's figures into the model card: `python -m scoring.training.card`."""

import json
import re
from pathlib import Path
from typing import Any

MODEL = Path(__file__).parents[1] / "model"
ROWS = (
    ("clinician, four families", "clinician"),
    ("question", "clinician question"),
    ("reflection", "clinician reflection"),
    ("input", "clinician input"),
    ("other", "clinician other"),
    ("question open/closed", "open/closed"),
    ("reflection simple/complex", "simple/complex"),
    ("client, three kinds", "client"),
    ("change", "client change"),
    ("neutral", "client neutral"),
    ("sustain", "client sustain"),
)
SYSTEMS = ("linear", "encoder", "both")


def tables(made: dict[str, Any]) -> str:
    """Every table, as Markdown."""
    lines = [
        f"Five folds by video ({made['videos']} videos, {made['turns']} turns): mean and, in brackets, the deviation "
        "over folds.",
        "",
        "| macro-F1, and F1 of a class | linear alone | encoder alone | **both, as shipped** | both, fold by fold |",
        "|---|---|---|---|---|",
    ]
    for title, name in ROWS:
        cells = [f"{made[one]['mean'][name]['mean']:.3f} ({made[one]['mean'][name]['sd']:.3f})" for one in SYSTEMS]
        each = " ".join(f"{value:.3f}" for value in made["both"]["folds"][name])
        lines.append(f"| {title} | {cells[0]} | {cells[1]} | **{cells[2]}** | {each} |")
    lines += ["", "### Among ten experts", ""]
    lines += [
        "Transcripts 7, 109 and 130, from models that saw none of their videos; each against the plurality of nine.",
        "",
    ]
    lines += ["| | turns | experts, lowest to highest | mean | expert against expert | the coder | experts below it |"]
    lines += ["|---|---|---|---|---|---|---|"]
    for name in ("clinician", "client"):
        it = made[f"ten experts, {name}"]
        lines.append(
            f"| {name} | {it['turns']} | {it['experts'][0]:.3f} to {it['experts'][-1]:.3f} | {it['expert mean']:.3f} | "
            f"{it['expert against expert']:.3f} | **{it['coder']:.3f}** | {it['experts below the coder']} of 10 |"
        )
    lines += ["", "### Calibration", ""]
    for name in ("clinician", "client"):
        it = made[f"calibration, {name}"]
        best = ", ".join(f"surest {much}: {right:.3f} right" for much, right in made[f"surest, {name}"].items())
        lines += [f"Expected calibration error, {name}: **{it['ece']:.3f}**; {best}.", ""]
        lines += ["| confidence | right | turns |", "|---|---|---|"]
        for row in it["bins"]:
            lines.append(
                f"| {row['confidence']:.2f} | {row['right']:.2f} {'#' * round(20 * row['right'])} | {row['turns']} |"
            )
        lines.append("")
    it = made["sessions"]
    lines += [
        "### Sessions",
        "",
        f"{it['sessions']} sessions of ten clinician turns or more, {it['high']} of high quality.",
        "",
    ]
    lines += ["| | " + " | ".join(it["ICC(2,1)"]) + " |", "|---" * (len(it["ICC(2,1)"]) + 1) + "|"]
    lines += ["| ICC(2,1), coder and experts | " + " | ".join(f"{v:.2f}" for v in it["ICC(2,1)"].values()) + " |", ""]
    auc = "; ".join(f"{name} {value:.2f}" for name, value in it["AUC high against low"].items())
    return "\n".join([*lines, f"AUC for high against low quality: {auc}."])


def main() -> None:
    """Replace what stands between the card's marks."""
    card = MODEL / "MODEL_CARD.md"
    made = json.loads((MODEL / "evaluation.json").read_text("utf-8"))
    begin, end = "<!-- annomi -->", "<!-- /annomi -->"
    text = card.read_text("utf-8")
    card.write_text(
        re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{tables(made)}\n{end}", text, flags=re.DOTALL), "utf-8"
    )


if __name__ == "__main__":
    main()
