"""A trained network made narrower: what does least inside it is cut, and a few more epochs mend the rest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import torch
from torch import Tensor, nn

from training.en.network import ARC, SLIM, Biaffine, Network, bend


def slim(network: Network, feeds: Iterable[dict[str, Tensor]]) -> Network:
    """The same network with the measures `SLIM`, of the classes it had.

    `feeds` are batches of what it will read. A unit is worth the root of its mean squared output on them
    times the length of what the next step makes of it (after Molchanov and others 2017, arXiv:1611.06440).
    """
    layers = list(network.encoder.layers)
    outputs = _mean_squares(network, [*(layer.up for layer in layers), network.sides], feeds)
    for layer, squares in zip(layers, outputs, strict=False):
        kept = _best(squares.sqrt() * layer.down.weight.norm(dim=0), SLIM.inner)
        layer.up, layer.down = _cut(layer.up, rows=kept), _cut(layer.down, columns=kept)
    _narrow_relations(network, outputs[-1].sqrt())
    return network


def _narrow_relations(network: Network, outputs: Tensor) -> None:
    """Keep the best units of both sides of a relation."""
    width, classes = network.relation.width, network.relation.classes
    pair = network.relation.pair.weight.detach().view(classes, width + 1, width + 1)
    below, above = 2 * ARC, 2 * ARC + width
    dependents = _best(outputs[below:above] * pair.norm(dim=(0, 1))[:width], SLIM.relation)
    heads = _best(outputs[above : above + width] * pair.norm(dim=(0, 2))[:width], SLIM.relation)
    one = torch.tensor([width])
    smaller = Biaffine(SLIM.relation, classes)
    cut = pair[:, torch.cat([heads, one])][:, :, torch.cat([dependents, one])]
    # A side is divided by the root of its width, which has become smaller.
    smaller.pair.weight.data.copy_(cut.flatten(0, 1) * (SLIM.relation / width) ** 0.5)
    every = torch.arange(network.sides.out_features)
    rows = torch.cat([every[:below], below + dependents, above + heads, every[above + width :]])
    network.relation, network.sides = smaller, _cut(network.sides, rows=rows)


@torch.no_grad()
def _mean_squares(
    network: Network, layers: list[nn.Linear], feeds: Iterable[dict[str, Tensor]]
) -> list[Tensor]:
    """The mean square of what each unit of some layers puts out, once bent."""
    sums = [torch.zeros(layer.out_features) for layer in layers]

    def add(at: int, module: nn.Module, given: object, out: Tensor) -> None:
        sums[at] += bend(out).pow(2).mean(dim=(0, 1))

    hooks = [layer.register_forward_hook(partial(add, at)) for at, layer in enumerate(layers)]
    network.eval()
    count = 0
    for feed in feeds:
        network(**feed)
        count += 1
    for hook in hooks:
        hook.remove()
    return [each / max(count, 1) for each in sums]


def _best(worth: Tensor, count: int) -> Tensor:
    return worth.topk(count).indices.sort().values


def _cut(layer: nn.Linear, rows: Tensor | None = None, columns: Tensor | None = None) -> nn.Linear:
    """The layer with some of its outputs, or of its inputs."""
    weight, bias = layer.weight.detach(), layer.bias.detach()
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data.copy_(weight)
    made.bias.data.copy_(bias)
    return made
