from __future__ import annotations

from dataclasses import replace

import pytest

import letapis
from letapis.errors import UsageError
from letapis.model import Analysis
from letapis.model.spacy import from_spacy, to_spacy

spacy = pytest.importorskip("spacy")

TEXT = (
    "Editor freed\n\nORLEC, March 3 -- The court in Orlec released Aren Tolvik on Tuesday, his wife said.\n\n"
    '"They let me go," Tolvik told the Veldanian Press Union.\n'
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return letapis.load("en").analyse(letapis.read(TEXT, id="r"))


def test_the_language_stays(analysis: Analysis) -> None:
    assert from_spacy(to_spacy(replace(analysis, language="be"))).language == "be"


def test_there_and_back_is_the_same(analysis: Analysis) -> None:
    assert from_spacy(to_spacy(analysis)) == analysis


def test_doc_has_words_tags_trees_and_names(analysis: Analysis) -> None:
    doc = to_spacy(analysis)
    assert [token.text for token in doc] == [analysis.form(at) for at in range(len(analysis))]
    assert [token.head.i for token in doc] == list(analysis.heads)
    released = next(token for token in doc if token.text == "released")
    assert (released.lemma_, released.pos_) == ("release", "VERB")
    assert ("Aren Tolvik", "PERSON") in [(name.text, name.label_) for name in doc.ents]
    assert len(list(doc.sents)) == len(analysis.sentences)


def test_matcher_works_on_it(analysis: Analysis) -> None:
    doc = to_spacy(analysis)
    matcher = spacy.matcher.Matcher(doc.vocab)
    matcher.add("release", [[{"LEMMA": "release"}, {"ENT_TYPE": "PERSON", "OP": "+"}]], greedy="LONGEST")
    assert [doc[start:end].text for _, start, end in matcher(doc)] == ["released Aren Tolvik"]


def test_doc_of_another_pipeline_is_taken() -> None:
    nlp = spacy.blank("en")
    doc = nlp("They  came\n.")
    words = [token for token in doc if not token.is_space]
    for token in doc:
        token.head, token.dep_ = words[1], "punct"
    words[0].dep_, words[1].dep_ = "nsubj", "ROOT"
    analysis = from_spacy(doc)
    assert [analysis.form(at) for at in range(len(analysis))] == ["They", "came", "."]
    assert (analysis.heads, analysis.labels) == ((1, 1, 1), ("nsubj", "root", "punct"))
    assert analysis.text == doc.text


def test_trees_of_another_scheme_are_refused() -> None:
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words=["saw", "him"], heads=[0, 0], deps=["ROOT", "dobj"])
    with pytest.raises(UsageError, match="Universal Dependencies"):
        from_spacy(doc)
    with pytest.raises(UsageError, match="no trees"):
        from_spacy(spacy.blank("en")("saw him"))
