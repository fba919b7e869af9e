"""Trees written by hand: a small notation for sentences, so that tests of the rules need no language model.

A sentence is a row of cells, `form=lemma/UPOS/head:relation/features@name`; a blank line ends it. Heads
count from 1 within the sentence, 0 is the root. The lemma is left out where it is the form in small
letters, features and name where there are none. A mark is `,/2`: the mark and its head. `~` before a form
says that no space stands before it. A line `# headline` opens a new block of that kind; without one all
is one `body`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from letapis.model import Analysis, Block, Entity, Report, Sentence

FEATURES = {
    "fin": "VerbForm=Fin",
    "inf": "VerbForm=Inf",
    "ger": "VerbForm=Ger",
    "part": "Tense=Past|VerbForm=Part",
    "pres": "Tense=Pres|VerbForm=Part",
    "pass": "Voice=Pass",
    "plur": "Number=Plur",
    "rel": "PronType=Rel",
    "dem": "PronType=Dem",
    "int": "PronType=Int",
}
_CELL = re.compile(
    r"(?P<form>~?[^\s/=]+)(=(?P<lemma>[^\s/]+))?/(?P<upos>[A-Z]+)/(?P<head>\d+):(?P<label>[a-z:]+)"
    r"(/(?P<feats>[a-z,]+))?(@(?P<name>person|organisation|place))?\Z"
)
_MARK = re.compile(r"(?P<form>~?[^\w\s]+)/(?P<head>\d+)\Z")
_CLOSE = (",", ".", ";", ":", "?", "!", ")", "”", "»", "'s", "’s", "'", "n't", "%")
_OPEN = ("(", "“", "«", "„", "$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One token of the notation."""

    form: str
    lemma: str
    upos: str
    head: int
    label: str
    feats: str
    name: str | None
    leans: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the notation, and whether it opens a block of its kind."""

    block: str
    opens: bool
    cells: list[Cell]


def build(
    trees: str, published: date | None = date(2021, 9, 3), id: str = "report"
) -> tuple[Report, Analysis]:
    """The report that a text in the notation stands for, and its analysis."""
    text, blocks = "", list[tuple[str, int, int]]()
    sentences: list[Sentence] = []
    tokens: list[tuple[int, int, int, Cell]] = []
    for line in _lines(trees):
        if line.opens or not blocks:
            text += "\n\n" if text else ""
            blocks.append((line.block, len(text), len(text)))
        else:
            text += " "
        first = len(tokens)
        for number, cell in enumerate(line.cells):
            if number and not cell.leans and not _opened(text):
                text += " "
            head = first + cell.head - 1 if cell.head else first + number
            tokens.append((len(text), len(text) + len(cell.form), head, cell))
            text += cell.form
        sentences.append(Sentence(first, len(tokens), line.block))
        blocks[-1] = (line.block, blocks[-1][1], len(text))
    report = Report(
        id, text, tuple(Block(*block) for block in blocks), "en", "0" * 64, "trees/1", published=published
    )
    cells = [cell for *_, cell in tokens]
    return report, Analysis(
        text,
        tuple(start for start, *_ in tokens),
        tuple(end for _, end, *_ in tokens),
        tuple(head for _, _, head, _ in tokens),
        tuple(cell.label for cell in cells),
        tuple(cell.upos for cell in cells),
        tuple(cell.feats for cell in cells),
        tuple(cell.lemma for cell in cells),
        tuple(sentences),
        tuple(_entities(cells, {sentence.start for sentence in sentences})),
        "trees/1",
    )


def _opened(text: str) -> bool:
    """Whether the last mark opens: an odd straight quotation mark does."""
    last_block = text.rpartition("\n\n")[2]
    return text.endswith(_OPEN) or (text.endswith('"') and last_block.count('"') % 2 == 1)


def _lines(trees: str) -> Iterator[Line]:
    block, opens, cells = "body", False, list[Cell]()
    for row in [*trees.strip().splitlines(), ""]:
        words = row.split()
        if words[:1] == ["#"]:
            block, opens = words[1], True
        elif words:
            inside = sum(cell.form == '"' for cell in cells) % 2 == 1
            for word in words:
                cells.append(_cell(word, inside))
                inside = inside != (cells[-1].form == '"')
        elif cells:
            yield Line(block, opens, cells)
            opens, cells = False, []


def _cell(word: str, inside: bool) -> Cell:
    mark = _MARK.match(word)
    if mark:
        form = mark["form"].removeprefix("~")
        leans = mark["form"] != form or form in _CLOSE or (form == '"' and inside)
        return Cell(form, form, "PUNCT", int(mark["head"]), "punct", "", None, leans)
    found = _CELL.match(word)
    assert found, f"no cell of the notation: {word!r}"
    form = found["form"].removeprefix("~")
    feats = "|".join(sorted(FEATURES[each] for each in found["feats"].split(","))) if found["feats"] else ""
    lemma = found["lemma"] or (form if found["upos"] == "PROPN" else form.lower())
    leans = found["form"] != form or form in _CLOSE
    return Cell(form, lemma, found["upos"], int(found["head"]), found["label"], feats, found["name"], leans)


def _entities(cells: list[Cell], firsts: set[int]) -> Iterator[Entity]:
    start: int | None = None
    for at, cell in enumerate([*cells, None]):
        if start is not None and (cell is None or cell.name != cells[start].name or at in firsts):
            kind = cells[start].name
            assert kind
            yield Entity(start, at, kind)
            start = None
        if cell is not None and cell.name and start is None:
            start = at
