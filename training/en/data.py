"""The sentences a model is trained on: read, cleaned, and brought to one shape."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ALLOWED_GENRES = frozenset(
    "academic bio conversation court interview news speech textbook vlog voyage".split()
)
"""Genres of GUM under CC BY or CC BY-SA, or in the public domain (see LICENSE-GUM.txt)."""

HELD_OUT = frozenset(
    "GUM_news_homeopathic GUM_news_iodine GUM_news_nasa GUM_news_sensitive "
    "GUM_news_imprisoned GUM_news_election GUM_news_korea GUM_news_defector".split()
)
"""News documents of GUM that are never trained on: its development and test ones and four more."""

_NAME_TYPES = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
}
_LINKS = frozenset("of for and the de la al und du 's ’s &".split())
_ENTITY = re.compile(r"\(([^()\s]+)\)|\(([^()\s]+)|([^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What marks say of each word: the mention it carries, the kind and the status it triggers, each
    O where there is none; and `roles`, from a trigger's word to a mention's.

    A column that is not marked at all is empty.
    """

    mentions: list[str]
    triggers: list[str]
    statuses: list[str]
    roles: list[tuple[int, int, str]]

    def cut(self, size: int) -> Reading:
        """The same of the first `size` words."""
        columns = (self.mentions, self.triggers, self.statuses)
        roles = [role for role in self.roles if max(role[:2]) < size]
        return Reading(*(column[:size] for column in columns), roles)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. `heads` count from 1 and 0 is the root; what is not known is an empty list, or None."""

    id: str
    forms: list[str]
    spaces: list[bool]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    opens: str = ""
    hints: list[int] = field(default_factory=list)
    reading: Reading | None = None

    @property
    def document(self) -> str:
        """The document's name, for treebanks that put it before the sentence number."""
        return self.id.rsplit("-", 1)[0]


def gold() -> Path:
    """The folder of third-party data: `$LETAPIS_GOLD`, by default beside the checkout."""
    return Path(
        os.environ.get("LETAPIS_GOLD", Path(__file__).parents[2] / ".." / "shared" / "gold")
    ).resolve()


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_conllu(path: Path) -> Iterator[Example]:
    """Sentences of a CoNLL-U file (gzip or plain); empty nodes are left out."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        marks: list[str] = []
        opens = ""
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                marks.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                opens = (
                    "doc"
                    if any(mark.startswith("# newdoc") for mark in marks)
                    else ("par" if any(re.match(r"# newpar\b(?!_)", mark) for mark in marks) else "")
                )
                yield _example(rows, marks, opens)
                rows, marks = [], []


def _example(rows: list[list[str]], marks: list[str], opens: str) -> Example:
    name = next((mark.split("=", 1)[1].strip() for mark in marks if mark.startswith("# sent_id")), "")
    glued: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            begin, end = map(int, row[0].split("-"))
            glued.update(dict.fromkeys(range(begin, end), True))
            glued[end] = "SpaceAfter=No" in row[9]
    words = [row for row in rows if row[0].isdigit()]
    return Example(
        id=name,
        forms=[row[1] for row in words],
        spaces=[not glued.get(int(row[0]), "SpaceAfter=No" in row[9]) for row in words],
        upos=[row[3] for row in words],
        feats=["" if row[5] == "_" else row[5] for row in words],
        lemmas=[row[2] if row[2] != "_" or row[1] == "_" else row[1] for row in words],
        heads=[int(row[6]) for row in words],
        labels=[row[7] for row in words],
        misc=[row[9] for row in words],
        opens=opens,
    )


def read_names(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Sentence id to words and name tags, from a file in the Universal NER format."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    name, forms, tags = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                forms.append(cells[1])
                tags.append(cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O")
            elif not line and forms:
                found[name] = (forms, _valid(tags))
                forms, tags = [], []
    return found


def _valid(tags: list[str]) -> list[str]:
    """The same tags with every name opened by B."""
    made: list[str] = []
    for tag in tags:
        if tag.startswith("I-") and (not made or made[-1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        made.append(tag)
    return made


def read_ewt(part: str) -> list[Example]:
    """The English Web Treebank with the names of Universal NER where their words agree."""
    ner = gold() / "uner" / ("uner_ewt_train_v0.iob2.gz" if part == "train" else f"uner_ewt_{part}.iob2.gz")
    names = read_names(ner)
    made = []
    for example in read_conllu(gold() / "ud" / f"en_ewt-ud-{part}.conllu.gz"):
        forms, tags = names.get(example.id, ([], []))
        made.append(replace(example, names=tags) if len(forms) == len(example.forms) else example)
    return made


def read_gum(part: str) -> list[Example]:
    """GUM's allowed genres, with the named persons, organisations and places of its entity layer."""
    made = []
    for example in read_conllu(gold() / "ud" / f"en_gum-ud-{part}.conllu.gz"):
        if example.document.split("_")[1] in ALLOWED_GENRES:
            made.append(example)
    return [_one_people(example) for example in _settle(name_documents(made))]


def _one_people(example: Example) -> Example:
    """GUM's "people" has the lemma "person", EWT's is "people": one of them for both."""
    lemmas = [
        "people" if form.lower() == "people" and tag == "NOUN" else lemma
        for form, tag, lemma in zip(example.forms, example.upos, example.lemmas, strict=True)
    ]
    return replace(example, lemmas=lemmas)


def _settle(examples: list[Example]) -> list[Example]:
    """Names that are places more often than organisations are places throughout: a country that acts
    is an organisation to GUM and a place to Universal NER."""
    counts: dict[str, Counter[str]] = {}
    others = read_names(gold() / "uner" / "uner_ewt_train_v0.iob2.gz").values()
    for forms, tags in others:
        for begin, end, kind in name_spans(tags):
            counts.setdefault(" ".join(forms[begin:end]), Counter())[kind] += 1
    for example in examples:
        for begin, end, kind in name_spans(example.names):
            counts.setdefault(" ".join(example.forms[begin:end]), Counter())[kind] += 1
    made = []
    for example in examples:
        tags = list(example.names)
        for begin, end, kind in name_spans(tags):
            seen = counts[" ".join(example.forms[begin:end])]
            if kind == "ORG" and seen["LOC"] >= seen["ORG"]:
                tags[begin:end] = ["B-LOC"] + ["I-LOC"] * (end - begin - 1)
        made.append(replace(example, names=tags))
    return made


def name_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Begin, end and type of every name in a row of tags."""
    found = []
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = at + 1
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            found.append((at, end, tag[2:]))
    return found


def name_documents(examples: list[Example]) -> list[Example]:
    """Examples with name tags read off GUM's `Entity=` brackets, which may stay open over words."""
    made = []
    for example in examples:
        spans: list[tuple[int, int, str]] = []
        stack: list[tuple[str, int, str]] = []
        for at, misc in enumerate(example.misc):
            entity = next((cell[7:] for cell in misc.split("|") if cell.startswith("Entity=")), "")
            for single, opened, closed in _ENTITY.findall(entity):
                if single or opened:
                    parts = (single or opened).split("-")
                    if single:
                        spans.append((at, at + 1, parts[1]))
                    else:
                        stack.append((parts[0], at, parts[1]))
                else:
                    key = closed
                    for depth in range(len(stack) - 1, -1, -1):
                        if stack[depth][0] == key:
                            _, begin, kind = stack.pop(depth)
                            spans.append((begin, at + 1, kind))
                            break
        made.append(replace(example, names=_tag_names(example, spans)))
    return made


def _tag_names(example: Example, spans: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * len(example.forms)
    # Larger entities first would hide "Minsk" in "the Minsk City Court": a name's head decides, and
    # the widest run of capitalised words about the head is the name.
    for begin, end, kind in sorted(spans, key=lambda span: span[1] - span[0]):
        if kind not in _NAME_TYPES:
            continue
        run = _name_run(example, begin, end, kind)
        if run is not None and not (
            kind == "organization" and example.upos[run[0]] == "ADJ" and run[1] - run[0] == 1
        ):
            tags[run[0] : run[1]] = ["B-" + _NAME_TYPES[kind]] + ["I-" + _NAME_TYPES[kind]] * (
                run[1] - run[0] - 1
            )
    return _valid(tags)


def _name_run(example: Example, begin: int, end: int, kind: str) -> tuple[int, int] | None:
    heads = [
        at for at in range(begin, end) if not begin < example.heads[at] <= end and example.heads[at] - 1 != at
    ]
    head = next((at for at in heads if not begin <= example.heads[at] - 1 < end), None)
    if head is None or example.upos[head] != "PROPN":
        return None
    low = high = head

    def part(at: int) -> bool:
        return example.forms[at][:1].isupper() and example.upos[at] in ("PROPN", "ADJ", "NOUN", "NUM", "VERB")

    if kind == "person":
        while low > begin and example.labels[low - 1] in ("compound", "flat") and part(low - 1):
            low -= 1
        while high + 1 < end and (
            example.labels[high + 1] == "flat"
            or (example.forms[high + 1] == "-" and high + 2 < end and example.labels[high + 2] == "flat")
        ):
            high += 1
        return low, high + 1
    while low > begin and (
        part(low - 1) or (low - 1 > begin and part(low - 2) and example.forms[low - 1] in {"-", "and", "&"})
    ):
        low -= 1
    while high + 1 < end:
        if part(high + 1):
            high += 1
        elif (
            kind == "organization"
            and example.forms[high + 1] in _LINKS
            and any(part(at) for at in range(high + 2, min(high + 4, end)))
        ):
            high += 1
        else:
            break
    while high > head and not part(high):
        high -= 1
    return low, high + 1


def read_wikigold() -> list[Example]:
    """Wikipedia sentences with names; words are cut at hyphens as the treebanks cut them."""
    made: list[Example] = []
    forms: list[str] = []
    tags: list[str] = []
    with gzip.open(gold() / "wikigold" / "wikigold.txt.gz", "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            cells = line.split()
            if len(cells) == 2:
                kind = cells[1][2:]
                tag = "I-" + kind if kind in ("PER", "ORG", "LOC") else "O"
                for piece in re.findall(r"[-/]|[^-/]+", cells[0]) if len(cells[0]) > 2 else [cells[0]]:
                    forms.append(piece)
                    tags.append(tag)
            elif forms:
                if forms[0] != "-DOCSTART-":
                    made.append(Example(f"wikigold-{len(made)}", forms, space(forms), names=_valid(tags)))
                forms, tags = [], []
    return made


def space(forms: list[str]) -> list[bool]:
    """Where spaces would stand between words that came without them."""
    after = []
    for here, following in zip(forms, [*forms[1:], ""], strict=True):
        closes = following in {",", ".", ";", ":", "!", "?", ")", "]", "'s", "'", "n't", "%", "-", "/"}
        after.append(not (closes or here in {"(", "[", "$", "#", "-", "/"}))
    return after


def training_set() -> list[Example]:
    """Everything that may be trained on."""
    gum = [example for example in read_gum("train") if example.document not in HELD_OUT]
    return read_ewt("train") + gum + read_wikigold()


def read_news(part: str) -> list[Example]:
    """This project's own sentences, `train` or `dev`, with their trees and names marked by hand."""
    made = []
    for example in read_conllu(Path(__file__).parent / f"news-{part}.conllu"):
        tags = [re.sub(r"(?:.*\|)?Name=([^|]+).*|.*", r"\1", misc) or "O" for misc in example.misc]
        made.append(replace(example, names=tags, opens="par"))
    return made


def held_out_news() -> list[Example]:
    """The GUM news documents kept for measuring."""
    both = read_gum("train") + read_gum("dev") + read_gum("test")
    return [example for example in both if example.document in HELD_OUT]


def sources() -> dict[str, str]:
    """Digests of the files that are trained on or measured on."""
    names = [
        "ud/en_ewt-ud-train.conllu.gz",
        "ud/en_ewt-ud-dev.conllu.gz",
        "ud/en_gum-ud-train.conllu.gz",
        "ud/en_gum-ud-dev.conllu.gz",
        "ud/en_gum-ud-test.conllu.gz",
        "uner/uner_ewt_train_v0.iob2.gz",
        "uner/uner_ewt_dev.iob2.gz",
        "wikigold/wikigold.txt.gz",
    ]
    return {name: digest(gold() / name) for name in names}
