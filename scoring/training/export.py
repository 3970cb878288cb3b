"""Writing fitted encoders as one ONNX graph with eight-bit weights, and the vocabulary and embeddings beside it.

The members share the lower layers, which fitting left alone. Weights use seven of the eight bits, so that processors
whose eight-bit sums saturate give the same sums as those whose do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from scoring.encoder import FILES, PIECES
from scoring.fitted import DEEP
from scoring.training.encoder import Encoder, Layer, shares
from scoring.wordpiece import END, START, UNKNOWN

DOMAIN = "com.microsoft"
MOST = 63  # of seven bits and a sign
HEADS = 12


@dataclass(slots=True)
class Graph:
    """A graph being written, one value at a time."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    values: list[onnx.TensorProto] = field(default_factory=list)
    count: int = 0

    def constant(self, array: NDArray) -> str:
        """A stored array."""
        self.count += 1
        name = f"c{self.count}"
        self.values.append(numpy_helper.from_array(np.require(array, requirements="C"), name))
        return name

    def call(self, kind: str, *inputs: str, domain: str = "", **how: object) -> str:
        """The value of one operator."""
        self.count += 1
        name = f"v{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **how))
        return name

    def linear(self, x: str, module: nn.Linear) -> str:
        """`x` through a linear layer, in eight bits."""
        weight = module.weight.detach().numpy().T
        scale = (np.abs(weight).max(0) / MOST).astype(np.float32)
        packed = np.rint(weight / scale).astype(np.int8)
        return self.call(
            "DynamicQuantizeMatMul",
            x,
            self.constant(packed),
            self.constant(scale),
            "",
            self.constant(module.bias.detach().numpy()),
            domain=DOMAIN,
        )

    def norm(self, x: str, module: nn.LayerNorm) -> str:
        """`x` through a layer norm."""
        weight, bias = module.weight.detach().numpy(), module.bias.detach().numpy()
        return self.call("LayerNormalization", x, self.constant(weight), self.constant(bias), axis=-1, epsilon=1e-12)

    def layer(self, x: str, layer: Layer) -> str:
        """`x` through one block."""
        width = layer.out.weight.shape[0]
        qkv = self.linear(x, layer.qkv)
        split = self.call("Reshape", qkv, self.constant(np.array([1, -1, 3, HEADS, width // HEADS])))
        parts = [
            self.call("Gather", split, self.constant(np.array(n)), axis=2) for n in range(3)
        ]  # each 1 x pieces x heads x part
        q = self.call("Transpose", parts[0], perm=[0, 2, 1, 3])
        k = self.call("Transpose", parts[1], perm=[0, 2, 3, 1])
        v = self.call("Transpose", parts[2], perm=[0, 2, 1, 3])
        q = self.call("Mul", q, self.constant(np.array((width // HEADS) ** -0.5, np.float32)))
        looks = self.call("Softmax", self.call("MatMul", q, k), axis=-1)
        seen = self.call("Transpose", self.call("MatMul", looks, v), perm=[0, 2, 1, 3])
        seen = self.call("Reshape", seen, self.constant(np.array([-1, width])))
        x = self.norm(self.call("Add", x, self.linear(seen, layer.out)), layer.norm1)
        inner = self.call("Gelu", self.linear(x, layer.up), domain=DOMAIN)
        return self.norm(self.call("Add", x, self.linear(inner, layer.down)), layer.norm2)


def graph(members: Sequence[Encoder], shared: int) -> bytes:
    """All members as one graph: from embedded pieces to the logits of `DEEP` for every piece."""
    made = Graph()
    first = members[0]
    width = first.word.weight.shape[1]
    x = made.norm("embedded", first.norm)
    for layer in first.layers[:shared]:
        x = made.layer(x, layer)
    outs = []
    for member, share in zip(members, shares(), strict=True):
        y = x
        for layer in member.layers[shared:]:
            y = made.layer(y, layer)
        weight, bias = (part.detach().numpy()[: len(share)] for part in (member.heads.weight, member.heads.bias))
        outs.append(
            made.call("Add", made.call("MatMul", y, made.constant(weight.T * share)), made.constant(bias * share))
        )
    total = outs[0]
    for other in outs[1:]:
        total = made.call("Add", total, other)
    made.nodes.append(helper.make_node("Identity", [total], ["logits"]))
    body = helper.make_graph(
        made.nodes,
        "turn",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["pieces", width])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pieces", sum(DEEP.values())])],
        made.values,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(DOMAIN, 1)])
    model.ir_version = 9
    return model.SerializeToString()


def kept_pieces(vocabulary: dict[str, int], used: Iterable[int], common: int = 14_000) -> list[str]:
    """The pieces worth shipping: all that fitting used, single characters, and the commonest English ones."""
    used = set(used)
    kept = []
    for piece, number in vocabulary.items():
        bare = piece.removeprefix("##")
        plain = bare.isascii() and (bare.isalnum() or len(bare) == 1)
        early = plain and (number < common or len(bare) == 1 or (piece != bare and len(bare) <= 3))
        if number in used or early or piece in (UNKNOWN, START, END):
            kept.append(piece)
    return kept


def write(members: Sequence[Encoder], shared: int, vocabulary: dict[str, int], kept: list[str], folder: Path) -> None:
    """Everything that `scoring.encoder.Encoder` loads."""
    first = members[0]
    (folder / FILES[0]).write_bytes(graph(members, shared))
    rows = first.word.weight.detach().numpy()[[vocabulary[piece] for piece in kept]]
    scale = (np.abs(rows).max(1) / 127).astype(np.float32)
    np.savez_compressed(
        folder / FILES[1],
        embedding=np.rint(rows / scale[:, None]).astype(np.int8),
        scale=scale,
        place=first.place.weight.detach().numpy()[:PIECES],
    )
    (folder / FILES[2]).write_text("\n".join(kept), "utf-8")
