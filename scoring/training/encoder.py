"""Fine-tuning a small BERT with one head per question asked of a turn."""

import json
import math
import random
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from scoring.codes import TalkKind
from scoring.fitted import DEEP
from scoring.tokens import Token, tokens
from scoring.training.annomi import INPUTS, Turn
from scoring.wordpiece import WordPiece

LONGEST = 64  # pieces read of a turn
HEADS = DEEP | {"inputs": len(INPUTS), "kinds": len(TalkKind)}  # the rest only help to learn
PUNCTUATION = set("?.,!-\"';:")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is fitted."""

    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.9  # of the learning rate, for each layer below the last
    batch: int = 32
    bare: float = 0.2  # share of turns that half the epochs show without punctuation
    layers: int = 6
    dropped: float = 0.1  # share of pieces hidden from a turn while fitting
    frozen: int = 3  # lowest layers left as they are
    smoothing: float = 0.05


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
        return self.rise(x, mask, 0, len(self.layers))

    def rise(self, x: Tensor, mask: Tensor, low: int, high: int) -> Tensor:
        """Hidden states carried through the layers from `low` up to `high`."""
        wide = mask[:, None, None, :]
        for layer in self.layers[low:high]:
            x = layer(x, wide)
        return x

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Every head's logits."""
        return self.answers(self.states(ids, mask), mask)

    def answers(self, x: Tensor, mask: Tensor) -> Tensor:
        """The heads' logits for the last hidden states."""
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
class Member:
    """One of the encoders that ship, with layers of its own above those that all share."""

    name: str
    answers: tuple[str, ...]  # the heads whose logits are taken from it; where others answer too, the mean
    volleys: bool  # whether typed volleys teach it
    epochs: int
    counts: Mapping[str, tuple[float, float]]  # of each head, what a transcript's turn and a typed one count


SPOKEN = Member(
    "spoken",
    ("family", "present", "open", "complex", "client"),
    False,
    4,
    {
        "family": (1.0, 0.3),
        "present": (0.5, 0.5),
        "open": (0.5, 0.5),
        "complex": (0.5, 0.5),
        "client": (1.0, 0.3),
        "inputs": (0.5, 0.0),
        "kinds": (0.0, 0.3),
    },
)
TYPED = Member("typed", tuple(DEEP), True, 3, SPOKEN.counts | {"codes": (0.0, 1.5), "marks": (0.0, 2.0)})
MEMBERS = (SPOKEN, TYPED)
"""One learns what experts hear in transcripts, without the typed volleys that outnumber them and dull its ear; the
other learns codes and marks from the volleys, beside the transcripts."""


def shares() -> NDArray[np.float32]:
    """How much each of `MEMBERS` counts for each logit of `DEEP`; a logit's shares sum to 1."""
    answered = np.array([[head in one.answers for head, size in DEEP.items() for _ in range(size)] for one in MEMBERS])
    return (answered / answered.sum(0)).astype(np.float32)


def targets(turn: Turn) -> dict[str, tuple[float, ...] | None]:
    """What each head is taught by a turn, if anything: annotators' shares, the agreed label as half of the votes."""
    own = turn.shares if turn.gold < 0 else tuple(0.5 * s + 0.5 * (n == turn.gold) for n, s in enumerate(turn.shares))
    return {
        "family": own if turn.clinician else None,
        "present": turn.present,
        "open": _only(turn.open),
        "complex": _only(turn.complex),
        "client": None if turn.clinician else own,
        "codes": turn.codes,
        "marks": turn.marks,
        "inputs": turn.inputs,
        "kinds": turn.kinds,
    }


def _only(share: float | None) -> tuple[float, ...] | None:
    return None if share is None else (share,)


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


def _bare(words: list[Token]) -> list[Token]:
    return [word for word in words if word.text not in PUNCTUATION] or words


class Store:
    """Turns with their hidden states under the layers being fitted, worked out once for all fits."""

    def __init__(self, source: Path, turns: Sequence[Turn], recipe: Recipe, seed: int = 0) -> None:
        self.turns = turns
        self.source = source
        self.recipe = recipe
        model, cutter = pretrained(source, recipe.layers)
        model.eval()
        words = [tokens(turn.text) for turn in turns]
        self.plain = self._states(model, [cutter.pieces(row, LONGEST).ids for row in words])
        rng = random.Random(seed)
        chosen = [n for n in range(len(words)) if rng.random() < recipe.bare]
        rows = self._states(model, [cutter.pieces(_bare(words[n]), LONGEST).ids for n in chosen])
        self.bare = dict(zip(chosen, rows, strict=True))

    def _states(self, model: Encoder, rows: list[list[int]]) -> list[Tensor]:
        found = [torch.empty(0)] * len(rows)
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        with torch.no_grad():
            for low in range(0, len(order), 64):
                batch = order[low : low + 64]
                ids, mask = _pad([rows[n] for n in batch])
                x = model.norm(model.word(ids) + model.place(torch.arange(ids.shape[1])))
                x = model.rise(x, mask, 0, self.recipe.frozen)
                for n, states in zip(batch, x, strict=True):
                    found[n] = states[: len(rows[n])].to(torch.float16).clone()
        return found

    def pick(self, number: int, rng: random.Random) -> Tensor:
        """The states of one turn, now and then without its punctuation."""
        if number in self.bare and rng.random() < 0.5:
            return self.bare[number]
        return self.plain[number]


def _stacked(rows: list[Tensor]) -> tuple[Tensor, Tensor]:
    width = max(map(len, rows))
    x = torch.zeros(len(rows), width, rows[0].shape[1])
    mask = torch.zeros(len(rows), width, dtype=torch.bool)
    for n, row in enumerate(rows):
        x[n, : len(row)] = row.float()
        mask[n, : len(row)] = True
    return x, mask


def lessons(turns: Sequence[Turn], member: Member) -> tuple[Tensor, Tensor]:
    """What turns teach a member: the targets of all heads in the order of `HEADS`, and how much each head learns."""
    target, weight = [], []
    for turn in turns:
        taught = targets(turn)
        target.append([value for head, size in HEADS.items() for value in taught[head] or (0.0,) * size])
        counts = [member.counts.get(head, (0.0, 0.0))[not turn.votes] for head in HEADS]
        weight.append([0.0 if taught[head] is None else much for head, much in zip(HEADS, counts, strict=True)])
    return torch.tensor(target), torch.tensor(weight)


def fit(store: Store, rows: Sequence[int], member: Member, seed: int, log: str = "") -> Encoder:
    """Fine-tune the upper layers of the packaged encoder on the store's turns numbered `rows`."""
    rows = [n for n in rows if member.volleys or not store.turns[n].codes]
    torch.manual_seed(seed)
    rng = random.Random(seed)
    recipe = store.recipe
    model, _ = pretrained(store.source, recipe.layers)
    optimizer = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01, fused=True)
    begun = time.monotonic()
    lengths = [len(store.plain[n]) for n in rows]
    target, weight = lessons([store.turns[n] for n in rows], member)
    steps = member.epochs * math.ceil(len(rows) / recipe.batch)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
    )
    model.train()
    for epoch in range(member.epochs):
        total = 0.0
        for batch in _batches(lengths, recipe.batch, rng):
            x, mask = _stacked([store.pick(rows[n], rng) for n in batch])
            mask &= (torch.rand(mask.shape) >= recipe.dropped) | (torch.arange(mask.shape[1]) == 0)
            logits = model.answers(model.rise(model.drop(x), mask, recipe.frozen, recipe.layers), mask)
            loss = loss_of(logits, target[batch], weight[batch], recipe.smoothing)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"{log} epoch {epoch + 1}: loss {total / len(rows):.4f}, {time.monotonic() - begun:.0f} s", flush=True)
    return model.eval()


@torch.no_grad()
def logits_of(model: Encoder, store: Store, rows: Sequence[int], size: int = 64) -> np.ndarray:
    """Every head's logits for the store's turns numbered `rows`, float32."""
    order = sorted(range(len(rows)), key=lambda n: len(store.plain[rows[n]]))
    out = np.zeros((len(rows), sum(HEADS.values())), np.float32)
    model.eval()
    for low in range(0, len(order), size):
        batch = order[low : low + size]
        x, mask = _stacked([store.plain[rows[n]] for n in batch])
        out[batch] = model.answers(model.rise(x, mask, store.recipe.frozen, store.recipe.layers), mask).numpy()
    return out
