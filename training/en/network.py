"""The network: a small BERT and, over it, one head for each thing read off a word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from letapis.read.hints import HINTS

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
HEADS_OUT = tuple("upos feats lemma name arc relation mention trigger status role".split())
KINDS, GLUES = 16, 4
"""How many shapes of a word and of the spaces about it `letapis.read.pieces.shape_of` tells apart."""

SHAPE, ARC, RELATION, ROLE = 32, 320, 128, 128


class Layer(nn.Module):
    """One transformer layer, with the three projections of attention kept as one matrix."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length = x.shape[0], x.shape[1]
        q, k, v = (
            part.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias, dim=-1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces in, one vector a piece out. The piece embeddings stay as they came."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, mask: Tensor, looks: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.words(pieces) + self.positions(places) + looks))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
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
        self.classes = classes
        self.pair = nn.Linear(width + 1, classes * (width + 1), bias=False)
        nn.init.zeros_(self.pair.weight)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        one = dependents[..., :1] * 0 + 1
        dependents, heads = torch.cat([dependents, one], -1), torch.cat([heads, one], -1)
        rows, words, width = dependents.shape
        mixed = self.pair(dependents).view(rows, words * self.classes, width)
        return (mixed @ heads.transpose(1, 2)).view(rows, words, self.classes, words)


class Network(nn.Module):
    """Encoder and heads. `classes` is how many classes each head has.

    Outputs are scores, in the order of `HEADS_OUT`: of words [rows, words, classes], `arc` [rows, words,
    heads], `relation` [rows, words, relations, heads] and `role` [rows, triggers, roles, mentions]; word 0 is
    the wall.
    """

    def __init__(self, classes: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.looks = nn.ModuleList(nn.Embedding(many, WIDTH) for many in (KINDS, GLUES, HINTS))
        for table in self.looks:
            nn.init.zeros_(table.weight)
        self.kinds = nn.Embedding(KINDS, SHAPE)
        self.glues = nn.Embedding(GLUES, SHAPE)
        self.hints = nn.Embedding(HINTS, SHAPE)
        self.shape = nn.Linear(3 * SHAPE + 2 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.2)
        self.upos = nn.Linear(WIDTH, classes["upos"])
        self.feats = nn.Linear(WIDTH, classes["feats"])
        self.lemma = nn.Linear(WIDTH, classes["lemmas"])
        self.inner = nn.Linear(WIDTH, 128)
        self.name = nn.Linear(128, classes["names"])
        self.sides = nn.Linear(WIDTH, 2 * (ARC + RELATION + ROLE))
        self.arc = Biaffine(ARC, 1)
        self.relation = Biaffine(RELATION, classes["relations"])
        self.told = nn.Linear(WIDTH, 256)
        self.mention = nn.Linear(256, classes["mentions"])
        self.trigger = nn.Linear(256, classes["triggers"])
        self.status = nn.Linear(256, classes["statuses"])
        self.role = Biaffine(ROLE, classes["roles"])

    def forward(
        self,
        pieces: Tensor,
        mask: Tensor,
        owners: Tensor,
        first: Tensor,
        last: Tensor,
        kinds: Tensor,
        glues: Tensor,
        hints: Tensor,
    ) -> tuple[Tensor, ...]:
        looks = self.looks[0](kinds) + self.looks[1](glues) + self.looks[2](hints)
        x = self.encoder(pieces, mask, torch.gather(looks, 1, owners[..., None].expand(-1, -1, WIDTH)))
        begin = torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))
        end = torch.gather(x, 1, last[..., None].expand(-1, -1, WIDTH))
        marks = (self.kinds(kinds), self.glues(glues), self.hints(hints))
        seen = torch.cat([begin, end, *(mark.to(x.dtype) for mark in marks)], -1)
        word = self.dropout(begin + F.gelu(self.shape(seen)))
        side = self.dropout(F.gelu(self.sides(word)))
        sides = side.split([ARC, ARC, RELATION, RELATION, ROLE, ROLE], dim=-1)
        arc = self.arc(sides[0], sides[1]).squeeze(2) / math.sqrt(ARC)
        relation = self.relation(sides[2], sides[3]) / math.sqrt(RELATION)
        name = self.name(self.dropout(F.gelu(self.inner(word))))
        told = self.dropout(F.gelu(self.told(word)))
        told_of = self.mention(told), self.trigger(told), self.status(told)
        role = self.role(sides[4], sides[5]) / math.sqrt(ROLE)
        return self.upos(word), self.feats(word), self.lemma(word), name, arc, relation, *told_of, role
