"""The shipped model reads the constructions that news of a crackdown is made of."""

from datetime import date

import pytest

from letapis.errors import ModelError
from letapis.model.analysis import Analysis
from letapis.model.report import Block, Report
from letapis.read.reader import Reader, load_reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader("en", threads=1)


def report_of(*blocks: tuple[str, str]) -> Report:
    text, found = "", []
    for kind, words in blocks:
        found.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Report("test", text, tuple(found), "en", "", "test", published=date(2020, 9, 3))


def read(reader: Reader, sentence: str) -> Analysis:
    return reader.analyse(report_of(("body", sentence)))


def at(analysis: Analysis, form: str) -> int:
    return next(token for token in range(len(analysis)) if analysis.form(token) == form)


def names(analysis: Analysis) -> set[tuple[str, str]]:
    return {
        (analysis.text[analysis.starts[name.start] : analysis.ends[name.end - 1]], name.type)
        for name in analysis.entities
    }


def test_a_passive_sentence_with_its_date_and_term(reader: Reader) -> None:
    analysis = read(reader, "Anna Lapko was sentenced on September 3 to 10 days of administrative arrest.")
    verb = at(analysis, "sentenced")
    assert (analysis.heads[verb], analysis.labels[verb]) == (verb, "root")
    assert (analysis.lemmas[verb], analysis.upos[verb]) == ("sentence", "VERB")
    assert analysis.labels[at(analysis, "Anna")] == "nsubj:pass"
    assert analysis.heads[at(analysis, "days")] == verb
    assert ("Anna Lapko", "person") in names(analysis)


def test_who_says_so_at_the_end(reader: Reader) -> None:
    analysis = read(reader, "Another 10 people were detained at protests in Orlec, the rights center said.")
    said, detained = at(analysis, "said"), at(analysis, "detained")
    assert detained in analysis.dependents(said, "ccomp") or said in analysis.dependents(
        detained, "parataxis"
    )
    assert analysis.dependents(said, "nsubj") == [at(analysis, "center")]
    assert analysis.dependents(detained, "nsubj:pass") == [at(analysis, "people")]


def test_conjoined_verbs(reader: Reader) -> None:
    analysis = read(
        reader, "They have revoked the accreditation of many journalists and deported some reporters."
    )
    assert at(analysis, "deported") in analysis.dependents(at(analysis, "revoked"), "conj")
    assert at(analysis, "reporters") in analysis.dependents(at(analysis, "deported"), "obj")


def test_a_relative_clause_does_not_take_the_subject(reader: Reader) -> None:
    analysis = read(reader, "Two anchors who resigned from state TV have also been detained.")
    assert analysis.dependents(at(analysis, "anchors"), "acl:relcl") == [at(analysis, "resigned")]
    assert analysis.dependents(at(analysis, "detained"), "nsubj:pass") == [at(analysis, "anchors")]


def test_names_of_organisations_and_places(reader: Reader) -> None:
    analysis = read(
        reader, "The European Union and the Interior Ministry of Poland spoke to Reuters in Warsaw."
    )
    assert {("European Union", "organisation"), ("Warsaw", "place")} <= names(analysis)


def test_blocks_that_are_not_coded_have_no_words(reader: Reader) -> None:
    report = report_of(
        ("headline", "Police Detain Forty In Orlec"),
        ("byline", "By our correspondent"),
        ("dateline", "ORLEC --"),
        ("body", "Police detained forty people."),
        ("furniture", "Share this article"),
    )
    analysis = reader.analyse(report)
    assert [sentence.block for sentence in analysis.sentences] == ["headline", "body"]
    assert {analysis.form(token) for token in range(len(analysis))}.isdisjoint({"By", "--", "Share"})


def test_every_sentence_is_a_tree_and_the_answer_does_not_change(reader: Reader) -> None:
    bodies = ["He said so.", "", "No verb here", "😀 !!! ...", "a" * 900, "“Ünïcødé” — Лукашенко said; 你好."]
    report = report_of(*(("body", body) for body in bodies))
    analysis = reader.analyse(report)
    assert analysis == reader.analyse(report)
    for sentence in analysis.sentences:
        tokens = range(sentence.start, sentence.end)
        assert sum(analysis.heads[token] == token for token in tokens) == 1
        assert all(analysis.heads[token] in tokens for token in tokens)
        root = next(token for token in tokens if analysis.heads[token] == token)
        assert analysis.subtree(root) == list(tokens)


def test_a_sentence_without_end_is_read_in_parts(reader: Reader) -> None:
    analysis = read(reader, "police detained a man, " * 300 + "and left.")
    assert len(analysis) == 5 * 300 + 3
    assert len(analysis.sentences) > 1


def test_a_report_without_words_is_no_trouble(reader: Reader) -> None:
    assert len(reader.analyse(report_of(("furniture", "Share")))) == 0


def test_a_report_can_be_read_whole(reader: Reader) -> None:
    text = "Share\n\nORLEC, 3 September -- Police detained ten people.\n\nBy Ilmari Saarvik"
    ends = [text.index(words) + len(words) for words in ("Share", "--", "people.", "Saarvik")]
    starts = [0, text.index("ORLEC"), text.index("Police"), text.index("By")]
    kinds = ("furniture", "dateline", "body", "byline")
    blocks = tuple(map(Block, kinds, starts, ends))
    report = Report("test", text, blocks, "en", "", "test")
    whole = reader.analyse(report, whole=True)
    assert "".join(map(whole.form, range(len(whole)))) == "".join(text.split())
    assert [each.block for each in whole.sentences] == ["furniture", "body", "byline"]
    assert [reader.analyse(report).form(at) for at in range(2)] == ["Police", "detained"]


def test_a_language_without_a_model_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="training/xx/make"):
        load_reader("xx")
