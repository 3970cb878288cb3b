"""Put the measured figures into the model card, and draw its calibration: `python -m scoring.training.card`."""

import json
import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt

MODEL = Path(__file__).parents[1] / "model"
ROWS = (
    ("clinician, four families", "clinician"),
    ("question", "clinician question"),
    ("reflection", "clinician reflection"),
    ("input", "clinician input"),
    ("other", "clinician other"),
    ("question open/closed, given a question", "open/closed"),
    ("reflection simple/complex, given a reflection", "simple/complex"),
    ("client, three kinds", "client"),
    ("change", "client change"),
    ("neutral", "client neutral"),
    ("sustain", "client sustain"),
)
SYSTEMS = ("linear", "encoder", "both", "shipped")
HEARD = ("open/closed", "simple/complex")
PICTURE = "calibration.svg"


def draw(measured: dict[str, dict[str, Any]], path: Path) -> None:
    """Confidence against the share right, a dot for each tenth, as large as it holds codes; the line is perfect."""
    plt.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "calibration"}
    figure, panels = plt.subplots(1, len(measured), figsize=(11, 4), sharey=True, layout="constrained")
    for panel, (name, it) in zip(panels, measured.items(), strict=True):
        bins = it["bins"]
        panel.plot([0, 1], [0, 1], color="0.6", linewidth=1)
        sure, right = [row["confidence"] for row in bins], [row["right"] for row in bins]
        panel.plot(sure, right, color="tab:blue", linewidth=1)
        panel.scatter(sure, right, s=[12 + row["turns"] / 4 for row in bins], color="tab:blue")
        for row in bins:
            panel.annotate(f"{row['turns']}", (row["confidence"], row["right"]), (6, -12), textcoords="offset points")
        panel.set(title=f"{name}, error {it['ece']:.3f}", xlabel="confidence")
        panel.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    panels[0].set_ylabel("share right")
    figure.savefig(path, metadata={"Date": None})


def tables(made: dict[str, Any]) -> str:
    """Every table, as Markdown."""
    lines = [
        f"Five folds by video ({made['videos']} videos, {made['turns']} turns): mean and, in brackets, the deviation "
        "over folds.",
        "",
        "| macro-F1, and F1 of a class | linear alone | encoder alone | both | **the whole coder, as shipped** | "
        "that, fold by fold |",
        "|---|---|---|---|---|---|",
    ]
    for title, name in ROWS:
        cells = [f"{made[one]['mean'][name]['mean']:.3f} ({made[one]['mean'][name]['sd']:.3f})" for one in SYSTEMS]
        each = " ".join(f"{value:.3f}" for value in made["shipped"]["folds"][name])
        lines.append(f"| {title} | {cells[0]} | {cells[1]} | {cells[2]} | **{cells[3]}** | {each} |")
    mean = made["shipped"]["mean"]
    lines += [
        "",
        "Given that experts hear a question or a reflection, these are the kinds that the coder names. In a session it "
        "names one only where it hears one itself. "
        + " ".join(
            f"For {name} it hears {mean[f'{name}, heard']['mean']:.2f} of them; its macro-F1 among those is "
            f"{mean[f'{name}, where heard']['mean']:.3f} ({mean[f'{name}, where heard']['sd']:.3f}), and "
            f"{mean[f'{name}, unheard wrong']['mean']:.3f} if what it does not hear counts as wrong."
            for name in HEARD
        ),
    ]
    lines += ["", "### Among ten experts", ""]
    lines += [
        "Transcripts 7, 109 and 130, from models that saw none of their videos; macro-F1, each against the plurality "
        "of nine.",
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
    lines += [f"![How often a confidence is right]({PICTURE})", ""]
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


def typed(made: dict[str, Any]) -> str:
    """The tables of typed volleys, as Markdown."""
    wrong, good = made["unjust confrontations"]["n"], made["unjust confrontations"]["good turns"]
    mean = sum(row["f1"] for row in made["codes"].values()) / len(made["codes"])
    lines = [
        f"{made['volleys']:,} typed volleys: mean F1 of the codes **{mean:.3f}**; open or closed right, where both "
        f"hear a question, {made['open or closed']:.3f}; codes exactly as labelled in {made['exact']:.3f} of the "
        f"volleys; expected calibration error {made['calibration']['ece']:.3f}. "
        f"**False confrontations: {wrong} of {good} good turns.**"
    ]
    for kind in ("codes", "marks"):
        lines += ["", f"| {kind[:-1]} | precision | recall | F1 | n |", "|---|---|---|---|---|"]
        for name, row in made[kind].items():
            each = " | ".join(f"{row[figure]:.3f}" for figure in ("precision", "recall", "f1"))
            lines.append(f"| {name.replace('_', ' ')} | {each} | {row['n']} |")
    under = [
        f"{name.replace('_', ' ')} {row[figure]:.2f}"
        for kind, figure, bar in (("codes", "f1", 0.80), ("marks", "precision", 0.85))
        for name, row in made[kind].items()
        if row[figure] < bar
    ]
    return "\n".join([*lines, "", f"Under the aims (F1 .80 of a code, precision .85 of a mark): {', '.join(under)}."])


def main() -> None:
    """Replace what stands between the card's marks."""
    card = MODEL / "MODEL_CARD.md"
    made = json.loads((MODEL / "evaluation.json").read_text("utf-8"))
    ours = json.loads((MODEL / "typed.json").read_text("utf-8"))
    sure = {f"AnnoMI, {name}": made[f"calibration, {name}"] for name in ("clinician", "client")}
    draw({**sure, "typed, held out": ours["calibration"]}, MODEL / PICTURE)
    text = card.read_text("utf-8")
    for name, table in (("annomi", tables(made)), ("typed", typed(ours))):
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        text = re.sub(f"{begin}.*{end}", lambda _, new=f"{begin}\n{table}\n{end}": new, text, flags=re.DOTALL)
    card.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
