"""The shipped graph as a network again, so that training can go on from it when the corpus has grown."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from letapis.read.hints import HINTS
from letapis.read.pieces import GLUES, KINDS
from training.en.encoder import encoder_folder
from training.en.graph import write_graph
from training.en.network import SLIM, WIDE, Encoder, Network, load_labels

Array = npt.NDArray[np.float32]


def recover(folder: Path) -> Network:
    """The network whose 8-bit graph is `model.onnx` in a folder.

    Each weight is off by half a step of its 256 at most, which a few steps of training mend. Which part of
    the graph holds which weight is told by a network of random weights that is exported beside it.
    """
    classes = {name: len(values) for name, values in load_labels(folder).items()}
    network = Network(classes, SLIM)
    for weight in network.parameters():
        torch.nn.init.normal_(weight, std=0.02)
    drawn = {name: weight.numpy().copy() for name, weight in network.state_dict().items()}
    with TemporaryDirectory() as aside:
        write_graph(network.eval(), Path(aside) / "drawn.onnx")
        places = _parts(Path(aside) / "drawn.onnx")
    parts = _parts(folder / "model.onnx")
    found = {name: _tables(_value(parts, name + ".weight")) for name in ("looks", "marks")}
    weights = {f"{name}.tables.{at}.weight": table for name, tables in found.items() for at, table in tables}
    weights |= {name: _found(values, places, parts) for name, values in drawn.items() if name not in weights}
    network = Network(classes, SLIM)
    network.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    # The embeddings of word pieces were never trained: the encoder's own are exact.
    whole = Encoder(WIDE.inner)
    whole.load(encoder_folder())
    network.encoder.words = whole.words
    return network


def _parts(path: Path) -> dict[str, Array]:
    return {part.name: numpy_helper.to_array(part) for part in onnx.load(str(path)).graph.initializer}


def _value(parts: dict[str, Array], name: str) -> Array:
    """A part of the graph in full precision."""
    if name in parts:
        return parts[name].astype(np.float32)
    small, zero = parts[name + "_quantized"], parts[name + "_zero_point"]
    return (small.astype(np.float32) - zero.astype(np.float32)) * parts[name + "_scale"]


def _found(drawn: Array, places: dict[str, Array], parts: dict[str, Array]) -> Array:
    """What stands in the graph where a drawn weight stands in its own, turned back where it was turned."""
    for name, values in places.items():
        if values.shape == drawn.shape and np.array_equal(values, drawn):
            return _value(parts, name)
        if drawn.ndim == 2 and values.shape == drawn.T.shape and np.array_equal(values, drawn.T):
            return np.ascontiguousarray(_value(parts, name).T)
    raise ValueError("This graph was made by another version of the network: train from the beginning.")


def _tables(sums: Array) -> list[tuple[int, Array]]:
    """The tables of kinds, glues and hints whose sums one table holds (least squares)."""
    at = np.arange(KINDS * GLUES * HINTS)
    parts = [
        np.eye(KINDS)[at % KINDS],
        np.eye(GLUES)[at // KINDS % GLUES],
        np.eye(HINTS)[at // (KINDS * GLUES)],
    ]
    solved = np.linalg.lstsq(np.hstack(parts), sums, rcond=None)[0].astype(np.float32)
    return list(enumerate(np.split(solved, [KINDS, KINDS + GLUES])))
