"""The network: a small BERT and, over it, one head for each thing read off a word."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from letapis.read.hints import HINTS
from letapis.read.pieces import GLUES, KINDS

WIDTH, LAYERS, HEADS, VOCABULARY, POSITIONS = 384, 6, 12, 30522, 512
ARC, ROLE = 320, 128
HEADS_OUT = tuple("upos feats lemma name arc relation mention trigger status role".split())
_SLOPE = 0.345
NOISE = 0.6
"""How long the noise on the embedding of a piece may be while a network learns, beside the embedding."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths that may be cut after a first training: inside a layer, and of the two sides of a relation."""

    inner: int
    relation: int


WIDE, SLIM = Measures(1536, 128), Measures(1280, 64)


def measures_of(weights: Mapping[str, Tensor]) -> Measures:
    """The measures of a network that has these weights."""
    return Measures(len(weights["encoder.layers.0.up.weight"]), weights["relation.pair.weight"].shape[1] - 1)


class _Bent(torch.autograd.Function):
    """`bend` as two steps of ONNX."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x * torch.clamp(_SLOPE * x + 0.5, 0, 1)

    @staticmethod
    def symbolic(graph: Any, x: Any) -> Any:
        gate = graph.op("HardSigmoid", x, alpha_f=_SLOPE, beta_f=0.5)
        return graph.op("Mul", x, gate).setType(x.type())


class _Attended(torch.autograd.Function):
    """`Layer.attend` as one step of onnxruntime's own, which is traced and never run."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, sizes: Tensor) -> Tensor:
        return x.clone()

    @staticmethod
    def symbolic(graph: Any, x: Any, weight: Any, bias: Any, sizes: Any) -> Any:
        mixed = graph.op("com.microsoft::Attention", x, weight, bias, sizes, num_heads_i=HEADS)
        return mixed.setType(x.type())


def bend(x: Tensor) -> Tensor:
    """GELU with straight pieces: x where it is large, 0 where it is small, and x (0.345 x + 0.5) between.

    Never more than 0.06 away from GELU, and two thirds cheaper in onnxruntime.
    """
    if torch.onnx.is_in_onnx_export():
        return cast(Tensor, _Bent.apply(x))
    return x * torch.clamp(_SLOPE * x + 0.5, 0, 1)


def _noise_like(words: Tensor) -> Tensor:
    """Noise for the embeddings of pieces, up to a share `NOISE` of their length, drawn for each piece.

    It keeps a network from knowing the sentences of a small corpus by heart (as in Jain and others 2023,
    https://arxiv.org/abs/2310.05914, where it is uniform and of one length).
    """
    share = NOISE * torch.rand(words.shape[:2])[..., None]
    length = words.norm(dim=-1, keepdim=True) / math.sqrt(WIDTH)
    return share * length * torch.randn_like(words)


class Layer(nn.Module):
    """One transformer layer, with the three projections of attention kept as one matrix."""

    def __init__(self, inner: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, sizes: Tensor) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(self.attend(x, sizes))))
        return self.norm2(x + self.dropout(self.down(bend(self.up(x)))))

    def attend(self, x: Tensor, sizes: Tensor) -> Tensor:
        """What each piece takes from the `sizes` pieces of its sentence, [rows, pieces, width]."""
        if torch.onnx.is_in_onnx_export():
            return cast(Tensor, _Attended.apply(x, self.qkv.weight.t(), self.qkv.bias, sizes.to(torch.int32)))
        rows, length = x.shape[0], x.shape[1]
        q, k, v = (
            part.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        beyond = torch.arange(length)[None] >= sizes[:, None]
        scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        weights = torch.softmax(scores - 10000.0 * beyond[:, None, None].to(x.dtype), dim=-1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, WIDTH)


class Looks(nn.Module):
    """What the look of a word adds to a vector: its kind, its spaces and its hints, each from a table."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(many, WIDTH) for many in (KINDS, GLUES, HINTS))
        for table in self.tables:
            nn.init.zeros_(table.weight)

    def forward(self, looks: Tensor) -> Tensor:
        kind, glue, hint = self.tables
        return kind(looks % KINDS) + glue(looks // KINDS % GLUES) + hint(looks // (KINDS * GLUES))

    def as_table(self) -> nn.Embedding:
        """The same as one table, which is quicker to look up."""
        return nn.Embedding.from_pretrained(self(torch.arange(KINDS * GLUES * HINTS)).detach())


class Encoder(nn.Module):
    """Word pieces in, one vector a piece out. The piece embeddings stay as they came."""

    def __init__(self, inner: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, sizes: Tensor, looks: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1])
        words = self.words(pieces)
        if self.training:
            words = words + _noise_like(words)
        x = self.dropout(self.norm(words + self.positions(places) + looks))
        for layer in self.layers:
            x = layer(x, sizes)
        return x

    def load(self, folder: Path) -> None:
        """Take the weights of a BERT checkpoint of the same measures."""
        had = load_file(folder / "model.safetensors")
        had = {name.removeprefix("bert."): value for name, value in had.items()}
        self.words.weight.data.copy_(had["embeddings.word_embeddings.weight"])
        kind = had["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(had["embeddings.position_embeddings.weight"] + kind)
        _copy(self.norm, had, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}."
            for what in ("weight", "bias"):
                parts = [had[f"{base}attention.self.{part}.{what}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, what).data.copy_(torch.cat(parts))
            _copy(layer.out, had, base + "attention.output.dense")
            _copy(layer.norm1, had, base + "attention.output.LayerNorm")
            _copy(layer.up, had, base + "intermediate.dense")
            _copy(layer.down, had, base + "output.dense")
            _copy(layer.norm2, had, base + "output.LayerNorm")


def _copy(module: nn.Module, had: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(had[name + ".weight"])  # type: ignore[union-attr,operator]
    module.bias.data.copy_(had[name + ".bias"])  # type: ignore[union-attr,operator]


class Biaffine(nn.Module):
    """A score for every pair of a dependent and a head (Dozat and Manning 2017, arXiv:1611.01734)."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.width, self.classes = width, classes
        self.pair = nn.Linear(width + 1, classes * (width + 1), bias=False)
        nn.init.zeros_(self.pair.weight)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        dependents = dependents / math.sqrt(dependents.shape[-1])
        one = dependents[..., :1] * 0 + 1 / math.sqrt(dependents.shape[-1])
        dependents, heads = torch.cat([dependents, one], -1), torch.cat([heads, one], -1)
        rows, words, width = dependents.shape
        mixed = self.pair(dependents).view(rows, words * self.classes, width)
        return (mixed @ heads.transpose(1, 2)).view(rows, words, self.classes, words)


class Network(nn.Module):
    """Encoder and heads. `classes` is how many classes each head has, `measures` the widths that may be cut.

    Outputs are scores, in the order of `HEADS_OUT`: of words [rows, words, classes], `arc` [rows, words,
    heads], `relation` [rows, words, relations, heads] and `role` [rows, triggers, roles, mentions]; word 0 is
    the wall.
    """

    def __init__(self, classes: Mapping[str, int], measures: Measures = WIDE) -> None:
        super().__init__()
        self.encoder = Encoder(measures.inner)
        self.looks, self.marks = Looks(), Looks()
        self.shape = nn.Linear(2 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.3)
        self.upos = nn.Linear(WIDTH, classes["upos"])
        self.feats = nn.Linear(WIDTH, classes["feats"])
        self.lemma = nn.Linear(WIDTH, classes["lemmas"])
        self.inner = nn.Linear(WIDTH, 128)
        self.name = nn.Linear(128, classes["names"])
        self.sides = nn.Linear(WIDTH, 2 * (ARC + measures.relation + ROLE))
        self.arc = Biaffine(ARC, 1)
        self.relation = Biaffine(measures.relation, classes["relations"])
        self.told = nn.Linear(WIDTH, 256)
        self.mention = nn.Linear(256, classes["mentions"])
        self.trigger = nn.Linear(256, classes["triggers"])
        self.status = nn.Linear(256, classes["statuses"])
        self.role = Biaffine(ROLE, classes["roles"])

    def forward(
        self, pieces: Tensor, sizes: Tensor, looks: Tensor, first: Tensor, last: Tensor, marks: Tensor
    ) -> tuple[Tensor, ...]:
        x = self.encoder(pieces, sizes, self.looks(looks))
        begin = torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))
        end = torch.gather(x, 1, last[..., None].expand(-1, -1, WIDTH))
        seen = self.shape(torch.cat([begin, end], -1)) + self.marks(marks).to(x.dtype)
        word = self.dropout(begin + bend(seen))
        side = self.dropout(bend(self.sides(word)))
        sides = side.split([side for side in (ARC, self.relation.width, ROLE) for _ in range(2)], dim=-1)
        arc = self.arc(sides[0], sides[1]).squeeze(2)
        relation = self.relation(sides[2], sides[3])
        name = self.name(self.dropout(bend(self.inner(word))))
        told = self.dropout(bend(self.told(word)))
        told_of = self.mention(told), self.trigger(told), self.status(told)
        role = self.role(sides[4], sides[5])
        return self.upos(word), self.feats(word), self.lemma(word), name, arc, relation, *told_of, role


def load_labels(folder: Path) -> dict[str, list[str]]:
    """The classes of each head of the network of a training folder."""
    return cast(dict[str, list[str]], json.loads((folder / "labels.json").read_text("utf-8")))


def load_network(folder: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network of a training folder, ready to read: the mean of its last epochs, or what it has so far."""
    labels = load_labels(folder)
    kept = sorted(folder.glob("epoch-*.pt")) or [folder / "checkpoint.pt"]
    runs = [torch.load(path, map_location="cpu", weights_only=True)["average"] for path in kept]
    weights = {name: sum(run[name] for run in runs) / len(runs) for name in runs[0]}
    network = Network({name: len(values) for name, values in labels.items()}, measures_of(weights))
    network.load_state_dict(weights)
    return network.eval(), labels
