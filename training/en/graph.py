"""The network as an ONNX graph."""

from __future__ import annotations

from pathlib import Path

import torch

from training.en.network import HEADS_OUT, Network

BY_PIECE = ["pieces", "looks"]
INPUTS = ["pieces", "sizes", "looks", "first", "last", "marks"]


def write_graph(network: Network, path: Path) -> None:
    """The network as an ONNX graph in full precision, its looks as tables and its attention fused."""
    network.looks, network.marks = network.looks.as_table(), network.marks.as_table()
    sizes = {"pieces": 9, "words": 6}
    over = {name: "pieces" if name in BY_PIECE else "words" for name in INPUTS}
    example = tuple(
        torch.ones(2, dtype=torch.long)
        if name == "sizes"
        else torch.ones(2, sizes[over[name]], dtype=torch.long)
        for name in INPUTS
    )
    axes = {name: {0: "rows", 1: over[name]} for name in INPUTS}
    axes["sizes"] = {0: "rows"}
    for name in HEADS_OUT:
        axes[name] = {0: "rows", 1: "words"}
    axes["arc"][2] = "words"
    axes["relation"][3] = axes["role"][3] = "words"
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=INPUTS,
        output_names=list(HEADS_OUT),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
