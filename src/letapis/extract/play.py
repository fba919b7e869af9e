"""Stretches about a game, the stage or the stock exchange, where nobody is really beaten."""

from __future__ import annotations

import re

from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Report

_ENOUGH = 3
"""Words of play, one of them a sure one, that make a stretch about it; so does a sure one with a score."""

_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,2}(?![\d-])")


def find_play(report: Report, doc: Analysis, words: Vocabulary) -> frozenset[int]:
    """The tokens of paragraphs that tell of play and in which nothing of the state's power is named.

    Where most paragraphs of a report do, so do the rest of those that name no power.
    """
    paragraphs = [each for block in report.blocks if (each := doc.tokens_between(block.start, block.end))]
    told = [_tells_of_play(doc, each, words) for each in paragraphs]
    mostly = 2 * sum(told) > len(told)
    played = [each for each, plays in zip(paragraphs, told, strict=True) if plays or mostly]
    sentences = [range(each.start, each.end) for each in doc.sentences]
    played += [each for each in sentences if _tells_of_play(doc, each, words)]
    return frozenset(token for each in played if not _lemmas(doc, each) & words.authority for token in each)


def _tells_of_play(doc: Analysis, tokens: range, words: Vocabulary) -> bool:
    lemmas = _lemmas(doc, tokens)
    sure, score = lemmas & words.play, _SCORE.search(doc.text, doc.starts[tokens[0]], doc.ends[tokens[-1]])
    return bool(sure) and (bool(score) or len(sure | (lemmas & words.play_too)) >= _ENOUGH)


def _lemmas(doc: Analysis, tokens: range) -> set[str]:
    return {doc.lemmas[i].lower() for i in tokens} | {doc.form(i).lower() for i in tokens}
