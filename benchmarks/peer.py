"""The peer: a spaCy pipeline built like `en_core_web_sm`, which no package index carries.

The layers are those of that package's config (version 3): hashed embeddings of width 96, four convolutions,
a tagger of features, an arc-eager parser that also finds the sentences, an edit-tree lemmatiser, and names
with an embedding of their own. It learns for a minute from this project's own marked sentences, so that it
predicts something; how fast it reads does not depend on how well.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from training.en.data import read_news

WIDTH = 96
SEED = 20200903


def _embedding() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def build_peer(target: Path, epochs: int = 3) -> None:
    """Build the pipeline, let it learn a little, and write it to a folder."""
    spacy.util.fix_random_seed(SEED)
    nlp = spacy.blank("en")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": _embedding()})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", shared)})
    lemmas = {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}
    nlp.add_pipe("trainable_lemmatizer", config={"model": lemmas, "min_tree_freq": 1})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _embedding())})
    examples = [_example(nlp, example) for example in read_news("train")]
    nlp.initialize(lambda: examples)
    chance = random.Random(SEED)
    for _ in range(epochs):
        chance.shuffle(examples)
        for begin in range(0, len(examples), 16):
            nlp.update(examples[begin : begin + 16])
    nlp.to_disk(target)


def _example(nlp: spacy.language.Language, marked: Any) -> Example:
    doc = Doc(
        nlp.vocab,
        words=marked.forms,
        spaces=marked.spaces,
        pos=marked.upos,
        morphs=marked.feats,
        lemmas=marked.lemmas,
        heads=[head - 1 if head else at for at, head in enumerate(marked.heads)],
        deps=["ROOT" if label == "root" else label for label in marked.labels],
        ents=marked.names,
    )
    return Example(nlp.make_doc(doc.text), doc)
