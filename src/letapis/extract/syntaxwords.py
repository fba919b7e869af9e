"""The words of a language by which its trees are read."""

from __future__ import annotations

from functools import cache

from letapis.codebook import Syntax, load_codebook


@cache
def syntax_words(language: str) -> Syntax:
    """The words of `codebook/<language>/syntax.yaml`, read once.

    They belong to the shipped language model, whose trees they read, and not to a user's own codebook.

    >>> sorted(syntax_words("en").doubtful_relatives)
    ['that']
    """
    return load_codebook().words(language).syntax
