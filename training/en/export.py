"""From a checkpoint to the files that are shipped: an int8 ONNX graph, labels, lexicon."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import yaml
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.en.data import Example, training_set
from training.en.encoder import load_tokenizer
from training.en.graph import write_graph
from training.en.network import Network, load_network
from training.en.recover import recover


def shrink(full: Path, small: Path) -> None:
    """Weights of the matrix products and of the embedding table as 8-bit integers."""
    quantize_dynamic(
        str(full),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm", "Attention"],
        extra_options={"MatMulConstBOnly": True},
    )


def count_lexicon(examples: Iterable[Example]) -> dict[str, dict[str, str]]:
    """Part of speech to word to lemma, for words whose lemma the data mostly agrees on."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for form, tag, lemma in zip(example.forms, example.upos, example.lemmas, strict=False):
            if tag in {"VERB", "AUX", "NOUN", "ADJ", "ADV"} and form.isalpha():
                seen[tag, form.lower()][lemma.lower()] += 1
    lexicon: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), counts in sorted(seen.items()):
        lemma, count = counts.most_common(1)[0]
        if count >= 0.75 * counts.total():
            lexicon[tag][form] = lemma
    fixed = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text("utf-8"))
    for base, forms in fixed["verbs"].items():
        for form in [base, *forms.split()]:
            lexicon["VERB"].setdefault(form, base)
    for tag, words in fixed["corrections"].items():
        lexicon[tag].update(words)
    return dict(lexicon)


def mean(one: Network, other: Network) -> Network:
    """The network halfway between two ends of training that set out from the same weights."""
    beside = other.state_dict()
    one.load_state_dict({name: (weight + beside[name]) / 2 for name, weight in one.state_dict().items()})
    return one


def export(folder: Path, target: Path, beside: Path | None = None) -> None:
    """Write `model.onnx`, `tokenizer.json`, `labels.json` and `lexicon.json.gz` into `target`.

    `beside` is the folder of the shipped model that the run in `folder` went on from; written is the mean of
    both.
    """
    network, labels = load_network(folder)
    if beside is not None:
        network = mean(network, recover(beside))
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside:
        full, small = Path(aside) / "full.onnx", Path(aside) / "small.onnx"
        write_graph(network, full)
        shrink(full, small)
        onnx.checker.check_model(str(small))
        (target / "model.onnx.new").write_bytes(small.read_bytes())
        (folder / "full.onnx").write_bytes(full.read_bytes())
    load_tokenizer().save(str(target / "tokenizer.json"), pretty=False)
    (target / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8")
    lexicon = json.dumps(count_lexicon(training_set()), ensure_ascii=False, separators=(",", ":"))
    (target / "lexicon.json.gz").write_bytes(gzip.compress(lexicon.encode("utf-8"), mtime=0))
    (target / "model.onnx.new").replace(target / "model.onnx")
