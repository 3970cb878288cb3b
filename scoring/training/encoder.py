"""Fine-tuning a small BERT with one head per question asked of a turn."""

import json
import math
import random
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from scoring.tokens import tokens
from scoring.training.annomi import Turn
from scoring.wordpiece import WordPiece

LONGEST = 96
HEADS = {"family": 4, "present": 3, "open": 1, "complex": 1, "client": 3}
PUNCTUATION = set("?.,!-\"';:")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is fitted."""

    epochs: int = 4
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.9  # of the learning rate, for each layer below the last
    batch: int = 32
    rdrop: float = 0.0
    bare: float = 0.1  # share of turns seen without punctuation in an epoch
    layers: int = 6
    frozen: int = 0  # lowest layers left as they are
    smoothing: float = 0.05
    bar: bool = False


class Layer(nn.Module):
    """One block of BERT."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One step of the encoder."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(b, n, w))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with heads that are linear in the mean of the last hidden states, so that logits split over pieces."""

    def __init__(self, pieces: int, width: int, inner: int, layers: int, heads: int, places: int = 512) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, width)
        self.place = nn.Embedding(places, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        self.heads = nn.Linear(width, sum(HEADS.values()))

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The last hidden state of every piece."""
        x = self.drop(self.norm(self.word(ids) + self.place(torch.arange(ids.shape[1]))))
        wide = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return x

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Every head's logits."""
        x = self.states(ids, mask)
        weight = mask.unsqueeze(-1).float()
        pooled = (x * weight).sum(1) / weight.sum(1)
        return self.heads(F.dropout(pooled, 0.1, self.training))


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The arrays of a safetensors file."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    index = json.loads(raw[8 : 8 + size])
    kinds = {"F32": np.float32, "I64": np.int64, "F16": np.float16}
    found = {}
    for name, what in index.items():
        if name != "__metadata__":
            low, high = what["data_offsets"]
            values = np.frombuffer(raw, dtype=kinds[what["dtype"]], count=-1, offset=8 + size)[:0]
            values = np.frombuffer(raw[8 + size + low : 8 + size + high], dtype=kinds[what["dtype"]])
            found[name] = torch.from_numpy(values.reshape(what["shape"]).copy())
    return found


def pretrained(folder: Path, layers: int) -> tuple[Encoder, WordPiece]:
    """MiniLM from an unpacked package's `model` folder."""
    saved = read_tensors(folder / "model.safetensors")
    vocabulary = {piece: n for n, piece in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = Encoder(
        config["vocab_size"],
        config["hidden_size"],
        config["intermediate_size"],
        layers,
        config["num_attention_heads"],
    )
    with torch.no_grad():
        model.word.weight.copy_(saved["embeddings.word_embeddings.weight"])
        kind = saved["embeddings.token_type_embeddings.weight"][0]
        model.place.weight.copy_(saved["embeddings.position_embeddings.weight"] + kind)
        _copy(model.norm, saved, "embeddings.LayerNorm")
        for n, layer in enumerate(model.layers):
            name = f"encoder.layer.{n}"
            own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([saved[f"{part}.weight"] for part in own]))
            layer.qkv.bias.copy_(torch.cat([saved[f"{part}.bias"] for part in own]))
            _copy(layer.out, saved, f"{name}.attention.output.dense")
            _copy(layer.norm1, saved, f"{name}.attention.output.LayerNorm")
            _copy(layer.up, saved, f"{name}.intermediate.dense")
            _copy(layer.down, saved, f"{name}.output.dense")
            _copy(layer.norm2, saved, f"{name}.output.LayerNorm")
        model.heads.weight.normal_(0, 0.02)
        model.heads.bias.zero_()
    return model, WordPiece(vocabulary)


def _copy(module: nn.Linear | nn.LayerNorm, saved: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(saved[f"{name}.weight"])
    module.bias.copy_(saved[f"{name}.bias"])


@dataclass(frozen=True, slots=True)
class Example:
    """A turn as the encoder is taught it; weights are 0 where a head learns nothing from it."""

    text: str
    target: tuple[float, ...]  # of every head, in the order of HEADS
    weight: tuple[float, ...]  # of each head


def example(turn: Turn) -> Example:
    """Targets are annotators' shares; the agreed label counts as half the votes."""
    size = len(turn.shares)
    agreed = [0.5 * share + 0.5 * (n == turn.gold) for n, share in enumerate(turn.shares)]
    if turn.clinician:
        target = (*agreed, *(turn.present or (0, 0, 0)), turn.open or 0.0, turn.complex or 0.0, 0, 0, 0)
        weight = (
            1.0,
            0.5,
            0.5 if turn.open is not None else 0.0,
            0.5 if turn.complex is not None else 0.0,
            0.0,
        )
    else:
        assert size == 3
        target = (*([0.0] * 9), *agreed)
        weight = (0.0, 0.0, 0.0, 0.0, 1.0)
    return Example(turn.text, target, weight)


def _batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    order = list(range(len(lengths)))
    rng.shuffle(order)
    order.sort(key=lambda n: lengths[n] + rng.random() * 6)
    found = [order[n : n + size] for n in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def _pad(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, rows))
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.bool)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = True
    return ids, mask


def _parts(values: Tensor) -> dict[str, Tensor]:
    return dict(zip(HEADS, values.split(list(HEADS.values()), dim=1), strict=True))


def loss_of(logits: Tensor, target: Tensor, weight: Tensor, smoothing: float) -> Tensor:
    """The heads' losses, weighted and averaged over the batch."""
    said, wanted = _parts(logits), _parts(target)
    total = torch.zeros(len(logits))
    for n, head in enumerate(HEADS):
        if head in ("family", "client"):
            size = HEADS[head]
            soft = wanted[head] * (1 - smoothing) + smoothing / size
            each = -(soft * said[head].log_softmax(1)).sum(1)
        else:
            soft = wanted[head] * (1 - smoothing) + smoothing / 2
            each = F.binary_cross_entropy_with_logits(said[head], soft, reduction="none").mean(1)
        total = total + weight[:, n] * each
    return total.mean()


def apart(one: Tensor, two: Tensor, weight: Tensor) -> Tensor:
    """R-Drop: how far two passes with other dropouts stand apart (symmetric KL)."""
    a, b = _parts(one), _parts(two)
    total = torch.zeros(len(one))
    for n, head in enumerate(HEADS):
        if head in ("family", "client"):
            p, q = a[head].log_softmax(1), b[head].log_softmax(1)
            each = ((p.exp() - q.exp()) * (p - q)).sum(1)
        else:
            p, q = a[head], b[head]
            each = ((p.sigmoid() - q.sigmoid()) * (p - q)).mean(1)
        total = total + weight[:, n] * each
    return total.mean() / 2


def _groups(model: Encoder, recipe: Recipe) -> list[dict]:
    groups = [{"params": model.heads.parameters(), "lr": recipe.head_rate}]
    rate = recipe.rate
    for n in reversed(range(len(model.layers))):
        if n < recipe.frozen:
            model.layers[n].requires_grad_(False)
        else:
            groups.append({"params": model.layers[n].parameters(), "lr": rate})
            rate *= recipe.decay
    for part in (model.word, model.place, model.norm):
        part.requires_grad_(False)
    return groups


def fit(source: Path, examples: list[Example], recipe: Recipe, seed: int, log: str = "") -> tuple[Encoder, WordPiece]:
    """Fine-tune the packaged encoder on `examples`."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model, cutter = pretrained(source, recipe.layers)
    optimizer = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01)
    words = [tokens(one.text) for one in examples]
    plain = [cutter.pieces(row, LONGEST).ids for row in words]
    bare = [cutter.pieces([t for t in row if t.text not in PUNCTUATION] or row, LONGEST).ids for row in words]
    target = torch.tensor([one.target for one in examples])
    weight = torch.tensor([one.weight for one in examples])
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
    )
    model.train()
    begun = time.monotonic()
    for epoch in range(recipe.epochs):
        total = 0.0
        for batch in _batches([len(row) for row in plain], recipe.batch, rng):
            ids, mask = _pad([bare[n] if rng.random() < recipe.bare else plain[n] for n in batch])
            logits = model(ids, mask)
            loss = loss_of(logits, target[batch], weight[batch], recipe.smoothing)
            if recipe.rdrop:
                again = model(ids, mask)
                loss = (loss + loss_of(again, target[batch], weight[batch], recipe.smoothing)) / 2
                loss = loss + recipe.rdrop * apart(logits, again, weight[batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(
            f"{log} epoch {epoch + 1}: loss {total / len(examples):.4f}, {time.monotonic() - begun:.0f} s",
            flush=True,
        )
    return model.eval(), cutter


@torch.no_grad()
def logits_of(model: Encoder, cutter: WordPiece, texts: Sequence[str], size: int = 64) -> np.ndarray:
    """Every head's logits for each text, float32."""
    rows = [cutter.pieces(tokens(text), LONGEST).ids for text in texts]
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    out = np.zeros((len(rows), sum(HEADS.values())), np.float32)
    for low in range(0, len(order), size):
        batch = order[low : low + size]
        out[batch] = model(*_pad([rows[n] for n in batch])).numpy()
    return out
