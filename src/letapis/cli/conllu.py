"""An analysis in CoNLL-U, the format of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.model import Analysis

TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def conllu_lines(analysis: Analysis, report_id: str) -> Iterator[str]:
    """The analysis line by line: ten columns a token, names in MISC as `Entity=B-PER`.

    MISC also has each token's place in the report's text (`TokenRange=start:end`, code points).
    """
    names = _name_tags(analysis)
    yield f"# newdoc id = {_plain(report_id)}"
    for number, sentence in enumerate(analysis.sentences, start=1):
        if sentence.end <= sentence.start:
            continue
        text = analysis.text[analysis.starts[sentence.start] : analysis.ends[sentence.end - 1]]
        yield f"# sent_id = {number}"
        yield f"# block = {sentence.block}"
        yield f"# text = {_plain(text)}"
        for token in range(sentence.start, sentence.end):
            yield _token_line(analysis, sentence.start, sentence.end, token, names.get(token))
        yield ""


def _token_line(analysis: Analysis, first: int, end: int, token: int, name: str | None) -> str:
    head = analysis.heads[token]
    misc = [f"Entity={name}"] if name else []
    if token + 1 < end and analysis.ends[token] == analysis.starts[token + 1]:
        misc.append("SpaceAfter=No")
    misc.append(f"TokenRange={analysis.starts[token]}:{analysis.ends[token]}")
    cells = (
        str(token - first + 1),
        _plain(analysis.form(token)),
        _plain(analysis.lemmas[token]) or "_",
        analysis.upos[token] or "_",
        "_",
        analysis.feats[token] or "_",
        "0" if head == token else str(head - first + 1),
        analysis.labels[token],
        "_",
        "|".join(misc),
    )
    return "\t".join(cells)


def _name_tags(analysis: Analysis) -> dict[int, str]:
    tags = {}
    for entity in analysis.entities:
        kind = TYPES.get(entity.type, entity.type)
        for token in range(entity.start, entity.end):
            tags[token] = f"{'B' if token == entity.start else 'I'}-{kind}"
    return tags


def _plain(text: str) -> str:
    """Text without the tabs and line ends that part columns and lines."""
    return " ".join(text.split())
