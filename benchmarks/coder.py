"""What the coder costs and how often it is right on the typed situations held out, with and without its encoder.

What the fitted models reach on AnnoMI, the linear one and the encoder apart, ``scoring.training.evaluate`` measures
and ``scoring/model/MODEL_CARD.md`` tells; that needs libraries which the running program does not have.
"""

import statistics
import time
from pathlib import Path

import psutil

from scoring.coder import Coder
from scoring.codes import Behaviour
from scoring.training.typed_rows import TypedRow, rows
from scoring.training.typed_score import table, unjust

MODEL = Path(__file__).resolve().parent.parent / "scoring" / "model"
MIB = 1 << 20


class WithoutEncoder(Coder):
    """The same coder where onnxruntime is not installed: typed heads and rules."""

    fitted = None  # type: ignore[assignment]


def _measured(name: str, coder: Coder, held_out: list[TypedRow]) -> None:
    began = time.perf_counter()
    coder.warm()
    load = time.perf_counter() - began
    took, pairs = [], []
    for row in held_out:
        began = time.perf_counter()
        coding = coder.code(row.text, row.context)
        took.append(time.perf_counter() - began)
        pairs.append((row, coding))
    figures = table([(row.codes, coding.behaviours) for row, coding in pairs], Behaviour)
    mean = statistics.mean(f1 for _, _, f1, n in figures.values() if n)
    wrong, good = unjust(pairs)
    took.sort()
    print(
        f"  {name:22} mean F1 {mean:.3f}   false confrontations {wrong} of {good}"
        f"   median {took[len(took) // 2] * 1e3:5.1f} ms"
        f"   p99 {took[int(len(took) * 0.99)] * 1e3:5.1f} ms   load {load * 1e3:4.0f} ms"
    )


def main() -> None:
    held_out = rows("held_out")
    weights = sum(file.stat().st_size for file in MODEL.iterdir() if file.suffix in {".npz", ".onnx", ".txt"})
    print(f"{len(held_out)} typed volleys of situations held out; weights {weights / 1e6:.1f} MB")
    _measured("heads and rules", WithoutEncoder(), held_out)
    _measured("with the encoder", Coder.load(), held_out)
    print(f"  resident, both loaded, without the screens: {psutil.Process().memory_info().rss / MIB:.0f} MiB")
    print("  aims: median 10 ms, 99th percentile 25 ms, load 400 ms, 150 MiB with the screens, weights 30 MB")


if __name__ == "__main__":
    main()
