"""Stretches about a game, the stage or the stock exchange, where nobody is really beaten."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Report, Sentence

_ENOUGH = 3
"""Words of play, one of them a sure one, that make a stretch about it; so does a sure one with a score."""

_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,2}(?![\d-])")


def find_play(report: Report, doc: Analysis, words: Vocabulary) -> frozenset[int]:
    """The tokens of paragraphs that tell of play and in which nothing of the state's power is named.

    Where most paragraphs of a report do, so do the rest of those that name no power.
    """
    blocks = (doc.sentences_between(block.start, block.end) for block in report.blocks)
    paragraphs = [sentences for sentences in blocks if sentences]
    told = [_tells_of_play(doc, each, words) for each in paragraphs]
    mostly = 2 * sum(told) > len(told)
    played = [each for each, plays in zip(paragraphs, told, strict=True) if plays or mostly]
    played += [(each,) for each in doc.sentences if _tells_of_play(doc, (each,), words)]
    return frozenset(
        token
        for each in played
        if not _words(doc, each) & words.authority
        for sentence in each
        for token in range(sentence.start, sentence.end)
    )


def _tells_of_play(doc: Analysis, sentences: Sequence[Sentence], words: Vocabulary) -> bool:
    said = _words(doc, sentences)
    if not (sure := said & words.play):
        return False
    start, end = doc.starts[sentences[0].start], doc.ends[sentences[-1].end - 1]
    return len(sure | (said & words.play_too)) >= _ENOUGH or bool(_SCORE.search(doc.text, start, end))


def _words(doc: Analysis, sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset().union(*map(doc.words_of, sentences))
