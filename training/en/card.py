"""The model's card: where it comes from, under which licences, how well it reads."""

from __future__ import annotations

from pathlib import Path
from string import Template

from training.en.data import digest, sources

HERE = Path(__file__).parent
SHIPPED = ("model.onnx", "tokenizer.json", "labels.json", "lexicon.json.gz")


def write_card(target: Path, scores: str) -> None:
    """Write `card.md` beside the model: `card.md.in` with digests and scores filled in."""
    files = {
        **sources(),
        **{f"training/en/{path.name}": digest(path) for path in sorted(HERE.glob("*.conllu"))},
    }
    data = [f"| `{name}` | {_use(name)} | {value} |" for name, value in files.items()]
    shipped = [
        f"| `{name}` | {(target / name).stat().st_size:,} | {digest(target / name)} |" for name in SHIPPED
    ]
    template = Template((HERE / "card.md.in").read_text("utf-8"))
    card = template.substitute(data="\n".join(data), shipped="\n".join(shipped), scores=scores)
    (target / "card.md").write_text(card, "utf-8")


def _use(name: str) -> str:
    return "measured on" if "dev" in name or "test" in name else "trained on"
