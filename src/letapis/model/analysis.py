"""What a machine sees in a report's sentences: tokens, trees, names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entity:
    """A named span: tokens `start` to `end` (exclusive) and its `type`: person, organisation or place."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `start` to `end` (exclusive) and the kind of block they stand in."""

    start: int
    end: int
    block: str


@dataclass(frozen=True, slots=True)
class Arc:
    """What the model takes a token for in what another tells: its `role`, and how likely (0 to 1)."""

    token: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token by which the model thinks that something is told: of which kind, and how likely (0 to 1).

    `arcs` lead to the words that carry the parties; `statuses` says how likely each status is, if it is told.
    """

    token: int
    kind: str
    score: float
    arcs: tuple[Arc, ...] = ()
    statuses: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Immutable columns over the tokens of a report, labelled by Universal Dependencies v2.

    Every column has one entry a token. `starts` and `ends` are code points of `text`; `heads` are token
    indexes in this analysis, a sentence's root being its own head; `labels` are dependency relations with
    their subtypes (`nsubj:pass`); `feats` are UD features joined by `|`, or "". Blocks that are not coded
    have no tokens. `children[i]` lists the dependents of token i in text order. `mentions` has for each token
    the type of what it alone stands for ("farmers": group), or "" for nothing, and is empty where nobody
    looked. `triggers` is what the model
    thinks is told where, several for a token that may tell of several kinds; it was `taught` these kinds and
    has no opinion on others. `language` is the ISO 639-1 code of the language model that made the trees.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    stage: str
    mentions: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    taught: frozenset[str] = frozenset()
    language: str = "en"
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _plain: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _below: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)
    _firsts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _words: dict[Sentence, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        object.__setattr__(self, "children", tuple(map(tuple, children)))
        plain = tuple(label.partition(":")[0] for label in self.labels)
        below = (
            frozenset(label for child in each for label in (plain[child], self.labels[child]))
            for each in children
        )
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "_below", tuple(below))
        object.__setattr__(self, "_firsts", tuple(each.start for each in self.sentences))

    def __len__(self) -> int:
        return len(self.starts)

    def form(self, token: int) -> str:
        """The token as written."""
        return self.text[self.starts[token] : self.ends[token]]

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[bisect_right(self._firsts, token) - 1]

    def words_of(self, sentence: Sentence) -> frozenset[str]:
        """The words of a sentence in small letters, as lemmas and as written."""
        if sentence not in self._words:
            tokens = range(sentence.start, sentence.end)
            lemmas = {self.lemmas[token].lower() for token in tokens}
            self._words[sentence] = frozenset(lemmas | {self.form(token).lower() for token in tokens})
        return self._words[sentence]

    def tokens_between(self, start: int, end: int) -> range:
        """The tokens that begin between two code points."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentences_between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin between two code points."""
        tokens = self.tokens_between(start, end)
        first, stop = (bisect_left(self._firsts, token) for token in (tokens.start, tokens.stop))
        return self.sentences[first:stop]

    def subtree(self, token: int) -> list[int]:
        """The token and everything under it, in text order."""
        found, todo = [], [token]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """The token's head, its head's head, and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def dependents(self, token: int, *labels: str) -> list[int]:
        """Children whose relation is one of `labels`; a label without subtype also matches its subtypes."""
        if self._below[token].isdisjoint(labels):
            return []
        plain, full = self._plain, self.labels
        return [child for child in self.children[token] if plain[child] in labels or full[child] in labels]
