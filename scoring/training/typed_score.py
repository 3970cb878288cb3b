"""How well the coder codes typed volleys: precision, recall and F1 per code and mark, and unjust confrontations.

    python -m scoring.training.typed_score [--split fit|held_out] [--labels WHICH] [--marks-detail] [--keep]

On `fit` the heads have seen the rows, so its figures are optimistic there; `python -m scoring.training.typed_heads
--check` prints them cross-validated by situation. `--keep` writes the figures of `held_out` to `model/typed.json`, from
where the program tells them (:mod:`scoring.accuracy`): to be done whenever the weights change. Volleys held out were
labelled twice, and where the passes differ a third reader settled it; `--labels first` or `second` scores against
either pass alone.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoring.coder import Coder
from scoring.codes import NON_ADHERENT, Behaviour, Mark
from scoring.coding import Coding
from scoring.training.typed_kappa import HELD_OUT, Labels, passes
from scoring.training.typed_rows import TypedRow, rows

KEPT = Path(__file__).parents[1] / "model" / "typed.json"


def table(pairs: Sequence[tuple[Iterable[str], Iterable[str]]], names: Iterable[str]) -> dict[str, tuple[float, ...]]:
    """Precision, recall, F1 and the number of labelled cases of each name, from pairs of (labelled, coded)."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for labelled, coded in pairs:
        labelled, coded = set(labelled), set(coded)
        meant.update(labelled)
        said.update(coded)
        right.update(labelled & coded)
    found: dict[str, tuple[float, ...]] = {}
    for name in names:
        precision = right[name] / said[name] if said[name] else 0.0
        recall = right[name] / meant[name] if meant[name] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right[name] else 0.0
        found[name] = (precision, recall, f1, meant[name])
    return found


def unjust(pairs: Sequence[tuple[TypedRow, Coding]]) -> tuple[int, int]:
    """Good turns coded Confront, and all good turns: those whose labels are some code, none of them non-adherent."""
    good = [coding for row, coding in pairs if row.codes and not row.codes & NON_ADHERENT]
    return sum(Behaviour.CONFRONT in coding.behaviours for coding in good), len(good)


def show(title: str, figures: dict[str, tuple[float, ...]]) -> None:
    """Print a table of figures."""
    print(f"\n{title:<28}  prec   rec    F1     n")
    for name, (precision, recall, f1, n) in figures.items():
        if n:
            print(f"{name:<28}  {precision:.3f}  {recall:.3f}  {f1:.3f}  {int(n)}")
    kept = [f1 for _, _, f1, n in figures.values() if n]
    if kept:
        print(f"{'mean F1':<28}                {sum(kept) / len(kept):.3f}")


def calibration(pairs: Sequence[tuple[TypedRow, Coding]]) -> dict[str, Any]:
    """How often the codes given are right, by tenths of confidence, and the expected calibration error."""
    given = [
        (confidence, behaviour in row.codes)
        for row, coding in pairs
        for behaviour, confidence in zip(coding.behaviours, coding.confidence, strict=True)
    ]
    error, bins = 0.0, []
    for tenth in range(10):
        inside = [(confidence, right) for confidence, right in given if min(int(confidence * 10), 9) == tenth]
        if inside:
            sure = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            error += abs(sure - share) * len(inside) / len(given)
            bins.append({"turns": len(inside), "confidence": round(sure, 3), "right": round(share, 3)})
    return {"ece": round(error, 4), "bins": bins}


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("fit", "held_out"), default="fit")
    parser.add_argument("--labels", choices=("settled", "first", "second"), default="settled", help="of held_out")
    parser.add_argument("--marks-detail", action="store_true", help="score marks together with their detail")
    parser.add_argument("--keep", action="store_true", help="write the figures to model/typed.json")
    options = parser.parse_args()
    if options.keep and options.split != "held_out":
        parser.error("only figures of held_out are kept: on fit they are optimistic")
    if options.labels != "settled" and (options.keep or options.split != "held_out"):
        parser.error("either pass alone can be scored of held_out, and is not kept")
    own = rows(options.split)
    if options.labels != "settled":
        alone: dict[str, Labels] = {row.id: getattr(row, options.labels) for row in passes(HELD_OUT)}
        own = [labelled(row, alone[row.id]) for row in own]
    coder = Coder.load()
    pairs = [(row, coder.code(row.text, row.context)) for row in own]
    report(pairs, options.marks_detail)
    if options.keep:
        KEPT.write_text(json.dumps(figures(pairs, coder.version), indent=1) + "\n", "utf-8")


def labelled(row: TypedRow, labels: Labels) -> TypedRow:
    """The row with the labels of one pass."""
    details = dict(name.split(".", 1) for name in labels.detailed)
    marks = frozenset((mark, details.get(mark, "")) for mark in labels.marks)
    return replace(row, codes=labels.codes, marks=marks, form=labels.form)


def figures(pairs: Sequence[tuple[TypedRow, Coding]], version: str) -> dict[str, Any]:
    """What is kept of some coded rows: for each code and mark its precision, recall, F1 and number of cases."""
    codes = table([(row.codes, coding.behaviours) for row, coding in pairs], Behaviour)
    marks = table([({mark for mark, _ in row.marks}, {f.mark for f in coding.marks}) for row, coding in pairs], Mark)
    wrong, good = unjust(pairs)
    return {
        "coder": version,
        "volleys": len(pairs),
        "unjust confrontations": {"n": wrong, "good turns": good},
        "exact": _share(row.codes == set(coding.behaviours) for row, coding in pairs),
        "open or closed": _share(row.form == coding.question for row, coding in pairs if row.form and coding.question),
        "calibration": calibration(pairs),
        "codes": {name: _kept(found) for name, found in codes.items() if found[3]},
        "marks": {name: _kept(found) for name, found in marks.items() if found[3]},
    }


def _share(right: Iterable[bool]) -> float:
    each = list(right)
    return round(sum(each) / len(each), 4) if each else 0.0


def _kept(found: tuple[float, ...]) -> dict[str, float]:
    precision, recall, f1, n = found
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "n": int(n)}


def report(pairs: Sequence[tuple[TypedRow, Coding]], detail: bool = False) -> None:
    """Print every table of some coded rows."""
    show("code", table([(row.codes, coding.behaviours) for row, coding in pairs], Behaviour))
    asked = [(row, coding) for row, coding in pairs if row.form and coding.question]
    if asked:
        print(
            f"open/closed right, both hear a question  {sum(r.form == c.question for r, c in asked) / len(asked):.3f}"
        )
    marks = [({mark for mark, _ in row.marks}, {found.mark for found in coding.marks}) for row, coding in pairs]
    show("mark", table(marks, Mark))
    if detail:
        full = [
            (
                {f"{mark}:{side}" for mark, side in row.marks if side},
                {f"{found.mark}:{found.detail}" for found in coding.marks if found.detail},
            )
            for row, coding in pairs
        ]
        show("mark with detail", table(full, sorted({name for labelled, _ in full for name in labelled})))
    sure = calibration(pairs)
    print("\nconfidence   right    n")
    for row in sure["bins"]:
        print(f"{row['confidence']:.2f}         {row['right']:.3f}  {row['turns']}")
    print(f"expected calibration error  {sure['ece']:.3f}")
    wrong, good = unjust(pairs)
    exact = sum(row.codes == set(coding.behaviours) for row, coding in pairs)
    print(
        f"\nfalse confrontations on good turns  {wrong} of {good} (1 in {good / wrong if wrong else float('inf'):.0f})"
    )
    print(f"volleys coded exactly               {exact / len(pairs):.3f} of {len(pairs)}")


if __name__ == "__main__":
    main()
