"""The model's card: where it comes from, under which licences, how well it reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from string import Template

from corpus.__main__ import corpus_files
from corpus.single import FOLDER

from training.en.data import digest, sources
from training.en.told import FILE

HERE = Path(__file__).parent
SHIPPED = ("model.onnx", "tokenizer.json", "labels.json", "lexicon.json.gz", "boundaries.npz")


def write_card(target: Path, scores: str) -> None:
    """Write `card.md` beside the model: `card.md.in` with digests and scores filled in."""
    files = {
        **sources(),
        **{f"training/en/{path.name}": digest(path) for path in (*sorted(HERE.glob("*.conllu")), FILE)},
        "corpus/en (training split)": _digest_of(corpus_files("train")),
        "corpus/sentences": _digest_of(sorted(FOLDER.glob("*.txt"))),
    }
    data = [f"| `{name}` | {_use(name)} | {value} |" for name, value in files.items()]
    shipped = [
        f"| `{name}` | {(target / name).stat().st_size:,} | {digest(target / name)} |" for name in SHIPPED
    ]
    template = Template((HERE / "card.md.in").read_text("utf-8"))
    card = template.substitute(data="\n".join(data), shipped="\n".join(shipped), scores=scores)
    (target / "card.md").write_text(card, "utf-8")


def _digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the lines that `sha256sum` would print of files, in order of their names."""
    lines = "".join(f"{digest(path)}  {path.name}\n" for path in paths)
    return hashlib.sha256(lines.encode()).hexdigest()


def _use(name: str) -> str:
    return "measured on" if "dev" in name or "test" in name else "trained on"
