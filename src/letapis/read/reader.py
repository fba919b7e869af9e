"""The reader: a report's sentences, words, trees and names, by the shipped language model."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import yaml
from tokenizers import Tokenizer

from letapis.errors import ModelError
from letapis.model.analysis import Analysis, Entity, Sentence, Trigger
from letapis.model.report import CODED_BLOCKS, Block, Report
from letapis.read import decode
from letapis.read.boundaries import Boundaries, load_boundaries
from letapis.read.hints import Hints
from letapis.read.lemmas import Lexicon
from letapis.read.pieces import Batch, Pieces
from letapis.read.sentences import find_sentences
from letapis.read.spans import Grammar, agree_on_names, choose_names, mend_names
from letapis.read.tokens import Conventions, Span, find_tokens, spaces_after
from letapis.read.triggers import find_triggers

LONGEST = 256
"""Word pieces of a sentence that is read in one go; a longer one is cut at a comma."""

_HEADS = ["upos", "feats", "lemma", "name", "arc", "relation", "mention", "trigger", "status", "role"]
_BATCH = 250
_PAIRS = 60_000
_AHEAD = 6
_MOST_THREADS = 4
"""A third of the work is not the model's, and done by one thread: more of them would wait for it."""
_FILES = ("model.onnx", "tokenizer.json", "labels.json", "lexicon.json.gz", "boundaries.npz")
_TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_SCRIPTS = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence on its way: its words' places and the block it stands in."""

    spans: list[Span]
    block: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as the model saw it; heads count from 0 within it, the root being its own head.

    Triggers count words through the text.
    """

    heads: list[int]
    labels: list[str]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    names: list[tuple[int, int, str]]
    mentions: list[str]
    triggers: list[Trigger]


class Reader:
    """Reads reports in one language; made by `load_reader`, good for any number of reports."""

    def __init__(
        self,
        session: Any,
        threads: int,
        pieces: Pieces,
        labels: dict[str, list[str]],
        lexicon: Lexicon,
        hints: Hints,
        conventions: Conventions,
        boundaries: Boundaries,
        language: str,
        stage: str,
    ) -> None:
        self._session = session
        self._pool = ThreadPoolExecutor(threads, "letapis-reader") if threads > 1 else None
        self._pieces = pieces
        self._labels = labels
        self._lexicon = lexicon
        self._hints = hints
        self._conventions = conventions
        self._boundaries = boundaries
        self.language = language
        self.stage = stage

    def analyse(self, report: Report, whole: bool = False) -> Analysis:
        """Words, trees and names of a report's coded blocks; the same report gives the same answer.

        With `whole`, of all its text: furniture too, and a dateline as part of the paragraph it opens.
        """
        blocks = _lines(report) if whole else (b for b in report.blocks if b.kind in CODED_BLOCKS)
        todo = [
            piece for block in blocks for piece in self._cut(report.text, block.start, block.end, block.kind)
        ]
        read = self._read(report.text, todo)
        taught = frozenset(self._labels["triggers"][1:])
        return _assemble(report.text, todo, read, taught, self.language, self.stage)

    def split(self, text: str) -> list[list[Span]]:
        """The words of each sentence of a text that is one block."""
        return [piece.spans for piece in self._cut(text, 0, len(text), "body")]

    def _cut(self, text: str, start: int, end: int, block: str) -> Iterator[_Piece]:
        words = text[start:end]
        tokens = find_tokens(words, self._conventions)
        for first, last in find_sentences(words, tokens, self._conventions, self._boundaries):
            spans = [(start + left, start + right) for left, right in tokens[first:last]]
            for part in self._fit(text, spans):
                yield _Piece(part, block)

    def _fit(self, text: str, spans: list[Span]) -> Iterator[list[Span]]:
        """The sentence, or its parts if it is too long for the model."""
        sizes = [len(self._pieces.cut(text[left:right])) for left, right in spans]
        while sum(sizes) > LONGEST:
            room = int(np.searchsorted(np.cumsum(sizes), LONGEST))
            marks = [
                at + 1
                for at in range(room // 2, room)
                if text[slice(*spans[at])] in {";", ",", ":", "—", "--"}
            ]
            cut = marks[-1] if marks else max(1, room)
            yield spans[:cut]
            spans, sizes = spans[cut:], sizes[cut:]
        if spans:
            yield spans

    def _read(self, text: str, todo: Sequence[_Piece]) -> list[_Read]:
        forms = [[text[left:right] for left, right in piece.spans] for piece in todo]
        found: list[_Read | None] = [None] * len(todo)
        groups = list(self._groups(forms))
        batches = (
            self._pieces.batch(
                [(forms[at], spaces_after(todo[at].spans), self._hints.of(forms[at])) for at in group]
            )
            for group in groups
        )
        begins = list(accumulate(map(len, forms), initial=0))
        for group, (batch, scores) in zip(groups, self._score(batches), strict=True):
            words = [(forms[at], begins[at]) for at in group]
            for at, read in zip(group, self._decode_all(batch, scores, words), strict=True):
                found[at] = read
        return [read for read in found if read is not None]

    def _score(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, list[Any]]]:
        """The model's scores of each batch, in order; several batches at a time where there are threads."""
        pool = self._pool
        if pool is None:
            yield from ((batch, self._session.run(_HEADS, batch.feed())) for batch in batches)
            return
        ahead: deque[tuple[Batch, Future[list[Any]]]] = deque()
        for batch in batches:
            ahead.append((batch, pool.submit(self._session.run, _HEADS, batch.feed())))
            if len(ahead) > _AHEAD:
                first, scores = ahead.popleft()
                yield first, scores.result()
        yield from ((batch, scores.result()) for batch, scores in ahead)

    def _groups(self, forms: Sequence[Sequence[str]]) -> Iterator[list[int]]:
        """Sentences of like length together, as many as fit a batch."""
        sizes = [self._pieces.count(words) for words in forms]
        group: list[int] = []
        for at in sorted(range(len(forms)), key=lambda at: (sizes[at], at)):
            rows = len(group) + 1
            if group and (rows * sizes[at] > _BATCH or rows * len(forms[at]) ** 2 > _PAIRS):
                yield group
                group = []
            group.append(at)
        if group:
            yield group

    def _decode_all(
        self, batch: Batch, scores: list[Any], sentences: Sequence[tuple[Sequence[str], int]]
    ) -> Iterator[_Read]:
        """Each sentence, of which the words are given and the place of the first, from the model's scores."""
        upos, feats, lemma, name, arc, relation, mention, trigger, status, role = scores
        trees = decode.find_trees([arc[row, : n + 1, : n + 1] for row, n in enumerate(batch.words)])
        tags, features, mentions = (each.argmax(axis=2) for each in (upos, feats, mention))
        for row, (forms, begin) in enumerate(sentences):
            size = len(forms) + 1
            yield self._decode(
                forms,
                tags[row, 1:size],
                features[row, 1:size],
                lemma[row, 1:size],
                name[row, 1:size],
                trees[row],
                relation[row, :size, :, :size],
                mentions[row, 1:size],
                find_triggers(
                    trigger[row, 1:size],
                    status[row, 1:size],
                    role[row, 1:size, :, 1:size],
                    self._labels,
                    begin,
                ),
            )

    def _decode(
        self,
        forms: Sequence[str],
        upos: Any,
        feats: Any,
        lemma: Any,
        name: Any,
        heads: list[int],
        relation: Any,
        mention: Any,
        triggers: list[Trigger],
    ) -> _Read:
        chosen = relation[np.arange(len(heads)), :, heads]
        labels = decode.choose_labels(chosen, heads, self._labels["relations"])[1:]
        tags = [self._labels["upos"][at] for at in upos]
        features = [self._labels["feats"][at] for at in feats]
        order = decode.choose_best(lemma, _SCRIPTS)
        lemmas = [
            self._lexicon.choose(form, tag, feature, [self._labels["lemmas"][each] for each in row], not at)
            for at, (form, tag, feature, row) in enumerate(zip(forms, tags, features, order, strict=True))
        ]
        own = [head - 1 if head else at for at, head in enumerate(heads[1:])]
        decode.part_date_from_term(own, labels, tags, forms)
        decode.part_subjects(own, labels, forms)
        decode.join_passives(own, labels, features, forms)
        mentions = ["" if not at else self._labels["mentions"][at] for at in mention]
        decode.join_sayings(own, labels, mentions, forms)
        names = choose_names(name, self._labels["names"])
        names = mend_names(names, Grammar(forms, tags, own, labels))
        decode.attach_titles(own, labels, tags, [begin for begin, _, kind in names if kind == "PER"])
        return _Read(own, labels, tags, features, lemmas, names, mentions, triggers)


def _lines(report: Report) -> list[Block]:
    """A report's blocks, those on one line as one, of the kind of the last."""
    lines: list[Block] = []
    for block in report.blocks:
        if lines and "\n" not in report.text[lines[-1].end : block.start]:
            lines[-1] = Block(block.kind, lines[-1].start, block.end)
        else:
            lines.append(block)
    return lines


def _assemble(
    text: str,
    todo: Sequence[_Piece],
    read: Sequence[_Read],
    taught: frozenset[str],
    language: str,
    stage: str,
) -> Analysis:
    sentences: list[Sentence] = []
    found: list[tuple[int, int, str]] = []
    heads: list[int] = []
    triggers: list[Trigger] = []
    at = 0
    for piece, sentence in zip(todo, read, strict=True):
        size = len(piece.spans)
        sentences.append(Sentence(at, at + size, piece.block))
        heads.extend(at + head for head in sentence.heads)
        found.extend((at + begin, at + end, kind) for begin, end, kind in sentence.names)
        triggers.extend(sentence.triggers)
        at += size
    spans = [span for piece in todo for span in piece.spans]
    words = [" ".join(text[left:right] for left, right in spans[begin:end]) for begin, end, _ in found]
    kinds = agree_on_names([(name, kind) for name, (_, _, kind) in zip(words, found, strict=True)])
    return Analysis(
        text=text,
        starts=tuple(left for left, _ in spans),
        ends=tuple(right for _, right in spans),
        heads=tuple(heads),
        labels=tuple(label for sentence in read for label in sentence.labels),
        upos=tuple(tag for sentence in read for tag in sentence.upos),
        feats=tuple(feature for sentence in read for feature in sentence.feats),
        lemmas=tuple(lemma for sentence in read for lemma in sentence.lemmas),
        sentences=tuple(sentences),
        entities=tuple(
            Entity(begin, end, _TYPES[kind]) for (begin, end, _), kind in zip(found, kinds, strict=True)
        ),
        stage=stage,
        mentions=tuple(mention for sentence in read for mention in sentence.mentions),
        triggers=tuple(triggers),
        taught=taught,
        language=language,
    )


def load_reader(language: str = "en", threads: int = 0) -> Reader:
    """The reader of a language; loading takes about a second.

    `language` is an ISO 639-1 code with a model under `read/models`. `threads` is how many the model may
    use, 0 for all cores. Raises ModelError where the model is missing or damaged.
    """
    folder = Path(__file__).parent / "models" / language
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"No model for language {language!r}: {', '.join(missing)} not found in {folder}. "
            f"Reinstall letapis, or make the model with training/{language}/make."
        )
    try:
        session = _open_session(folder / "model.onnx")
        pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        lexicon = Lexicon(json.loads(gzip.decompress((folder / "lexicon.json.gz").read_bytes())))
        boundaries = load_boundaries(folder / "boundaries.npz")
    except Exception as damage:  # onnxruntime and tokenizers raise bare classes of their own
        raise ModelError(
            f"The model in {folder} is damaged ({damage}). Reinstall letapis, or make it again with "
            f"training/{language}/make."
        ) from damage
    lists = yaml.safe_load(
        (Path(__file__).parents[1] / "codebook" / language / "abbreviations.yaml").read_text("utf-8")
    )
    weights = (folder / "model.onnx").read_bytes() + (folder / "boundaries.npz").read_bytes()
    mark = hashlib.sha256(weights).hexdigest()[:8]
    return Reader(
        session,
        min(threads or os.cpu_count() or 1, _MOST_THREADS),
        pieces,
        labels,
        lexicon,
        Hints.from_codebook(language),
        Conventions.from_lists(lists),
        boundaries,
        language,
        f"read.{language}.{mark}",
    )


def _open_session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # batches are small: two at a time are quicker than two threads for one
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The fused form of this step is far slower than its two parts: a seventh of all the model's time.
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
    )
