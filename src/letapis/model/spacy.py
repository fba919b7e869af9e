"""An analysis as a spaCy `Doc`, and a `Doc` of another pipeline as an analysis.

spaCy is no part of Letapis: `pip install letapis[spacy]`. Nothing else imports this module.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from letapis.errors import UsageError
from letapis.model.analysis import Analysis, Entity, Sentence

NAMES = {"person": "PERSON", "organisation": "ORG", "place": "LOC"}
TYPES = {
    **{label: type_ for type_, label in NAMES.items()},
    "PER": "person",
    "GPE": "place",
    "FAC": "place",
}

PLACES = "letapis"
"""Where `Doc.user_data` keeps the report's text and each token's place in it."""

_NOT_UNIVERSAL = frozenset({"dobj", "pobj", "nsubjpass", "prep", "attr", "agent", "auxpass", "poss"})


def to_spacy(analysis: Analysis, vocab: Vocab | None = None) -> Doc:
    """The analysis as a spaCy `Doc`: words, tags, trees, sentences and names.

    `vocab` is the `Vocab` to use; without one that of a blank pipeline for any language. `Doc.text` has one
    space between words and lacks what is not coded; `doc.user_data["letapis"]` has the report's text and
    the places in it.
    """
    size = range(len(analysis))
    gaps = [end < start for end, start in zip(analysis.ends, analysis.starts[1:], strict=False)]
    doc = Doc(
        vocab or spacy.blank("xx").vocab,
        words=[analysis.form(at) for at in size],
        spaces=[*gaps, False][: len(analysis)],
        pos=list(analysis.upos),
        morphs=list(analysis.feats),
        lemmas=list(analysis.lemmas),
        heads=list(analysis.heads),
        deps=["ROOT" if label == "root" else label for label in analysis.labels],
    )
    doc.set_ents(
        [
            Span(doc, name.start, name.end, label=NAMES[name.type])
            for name in analysis.entities
            if name.type in NAMES
        ]
    )
    doc.user_data[PLACES] = {
        "text": analysis.text,
        "starts": analysis.starts,
        "blocks": [sentence.block for sentence in analysis.sentences],
        "stage": analysis.stage,
        "mentions": analysis.mentions,
        "triggers": analysis.triggers,
        "language": analysis.language,
        "taught": analysis.taught,
    }
    return doc


def from_spacy(doc: Doc) -> Analysis:
    """The analysis that a spaCy `Doc` holds, from `to_spacy` or a pipeline with Universal Dependencies.

    Tokens that are only white space are left out. Places are code points of `doc.text`, or of the report's
    text where the `Doc` came from `to_spacy`. Raises `UsageError` where the trees are of another scheme, as
    those of spaCy's own English pipelines are, or missing.
    """
    strange = sorted({token.dep_ for token in doc} & _NOT_UNIVERSAL)
    if strange:
        raise UsageError(
            f"these trees are not Universal Dependencies ({', '.join(strange)}); "
            "take a pipeline trained on a UD treebank"
        )
    if not doc.has_annotation("DEP"):
        raise UsageError("the Doc has no trees; run it through a pipeline with a parser first")
    kept = [token for token in doc if not token.is_space]
    number = {token.i: at for at, token in enumerate(kept)}
    known = doc.user_data.get(PLACES, {})
    starts = known.get("starts") or tuple(token.idx for token in kept)
    blocks = known.get("blocks") or []
    return Analysis(
        text=known.get("text", doc.text),
        starts=tuple(starts),
        ends=tuple(start + len(token) for start, token in zip(starts, kept, strict=True)),
        heads=tuple(number.get(token.head.i, at) for at, token in enumerate(kept)),
        labels=tuple("root" if token.dep_ == "ROOT" else token.dep_ for token in kept),
        upos=tuple(token.pos_ for token in kept),
        feats=tuple(str(token.morph) for token in kept),
        lemmas=tuple(token.lemma_ for token in kept),
        sentences=tuple(_sentences(doc, number, blocks)),
        entities=tuple(
            Entity(number[name.start], number[name.end - 1] + 1, TYPES[name.label_])
            for name in doc.ents
            if name.label_ in TYPES and name.start in number and name.end - 1 in number
        ),
        stage=known.get("stage", f"spacy.{doc.vocab.lang}"),
        mentions=known.get("mentions", ()),
        triggers=known.get("triggers", ()),
        language=known.get("language", "en"),
        taught=known.get("taught", frozenset()),
    )


def _sentences(doc: Doc, number: dict[int, int], blocks: list[str]) -> list[Sentence]:
    spans = [[number[token.i] for token in sentence if token.i in number] for sentence in doc.sents]
    spans = [span for span in spans if span]
    blocks = blocks if len(blocks) == len(spans) else ["body"] * len(spans)
    return [Sentence(span[0], span[-1] + 1, block) for span, block in zip(spans, blocks, strict=True)]
