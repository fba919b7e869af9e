"""Reading the codebook, and laying one's own over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.seconds import least_seconds

from letapis.codebook import load_codebook
from letapis.errors import CodebookError

SLOWEST = 1.0
"""Seconds; 0.1 on a free core."""

KIND = """
curse:
  definition: "Somebody wishes another ill in public, in words that are reported as such."
  near_misses: [{kind: threaten, because: "harm is announced, not wished"}]
  roles: {actor: "who curses", recipient: "who is cursed"}
  plover: []
  counts: actor
  speech: true
  words: {en: {verbs: [ACTOR curse RECIPIENT]}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_same_codebook_is_read_once() -> None:
    assert load_codebook() is load_codebook()


def test_everything_is_read_quickly() -> None:
    def load() -> None:
        load_codebook.cache_clear()
        codebook = load_codebook()
        words = codebook.words("en")
        _ = (
            codebook.frames("en"),
            words.speech,
            words.modality,
            words.roles,
            words.people,
            words.organisations,
        )
        _ = words.countries

    assert least_seconds(load, SLOWEST) < SLOWEST


def test_adjuncts_are_added_to_every_frame_but_not_to_what_is_written() -> None:
    line = load_codebook().kinds["detain"].words["en"].verbs[0]
    assert line.text.startswith(line.written)
    assert line.text.endswith("[under ARTICLE]")
    assert "ARTICLE" not in line.written


def test_a_frame_says_what_the_codebook_wrote() -> None:
    frames = load_codebook().frames("en")["verb", "detain"]
    assert any(frame.text.startswith("ACTOR detain|arrest") and len(frame.parts) > 4 for frame in frames)
    assert not any("ARTICLE" in frame.text for frame in frames)


def test_negated_frames_are_kept_apart() -> None:
    codebook = load_codebook()
    texts = {frame.text for frames in codebook.frames("en").values() for frame in frames}
    negated = {frame.text for frames in codebook.negated_frames("en").values() for frame in frames}
    assert "ACTOR allow|permit RECIPIENT entry" in negated
    assert not texts & negated


def test_a_folder_adds_a_kind(tmp_path: Path) -> None:
    codebook = load_codebook(write(tmp_path, "kinds/words.yaml", KIND))
    assert codebook.kinds["curse"].group == "words"
    assert codebook.frames("en")["verb", "curse"][0].kind == "curse"
    assert "detain" in codebook.kinds


def test_a_folder_lengthens_a_list_and_takes_from_it(tmp_path: Path) -> None:
    text = """
detain:
  words:
    en:
      verbs: [ACTOR nick RECIPIENT]
      without: {verbs: ["?ACTOR grab RECIPIENT", "ACTOR make arrest"]}
"""
    kind = load_codebook(write(tmp_path, "kinds/custody.yaml", text)).kinds["detain"]
    written = {line.written for line in kind.words["en"].verbs}
    assert "ACTOR nick RECIPIENT" in written
    assert any(line.startswith("ACTOR detain|arrest") for line in written)
    assert not {"?ACTOR grab RECIPIENT", "ACTOR make arrest"} & written
    assert kind.group == "custody"


def test_a_folder_takes_a_kind_away(tmp_path: Path) -> None:
    text = "without: [visit]\nmeet: {near_misses: [], without: {near_misses: []}}\n"
    with pytest.raises(CodebookError, match="near miss 'visit'"):
        load_codebook(write(tmp_path, "kinds/word_and_power.yaml", text))


def test_a_folder_speaks_another_language(tmp_path: Path) -> None:
    write(tmp_path, "xx/speech.yaml", "verbs: {asserts: [dixit]}\nnouns: [verbum]\n")
    words = load_codebook(tmp_path).words("xx")
    assert words.speech.verbs == {"dixit": "asserts"}
    assert words.modality.negation == frozenset()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("curse: {definition: x}", r"kinds/words\.yaml: curse: near_misses"),
        (KIND.replace("threaten", "thraeten"), r"words\.yaml: curse: the near miss 'thraeten'"),
        (KIND.replace("counts: actor", "counts: nobody"), r"curse: counts"),
        (KIND.replace("plover: []", "plovers: []"), r"curse: plover"),
        (KIND.replace('recipient: "who is', 'victim: "who is'), r"curse: roles: give an actor and a recip"),
        (KIND.replace("[ACTOR curse RECIPIENT]", "[ACTOR curse ANY, ACTOR curse ANY]"), "stands twice"),
        ("curse: {definition: [", "cannot be read"),
        ("- curse", "holds no table"),
        ("without: [nothing]", "no 'nothing' to take away"),
        ("detain: {words: {en: {without: {verbs: [ACTOR yodel]}}}}", "no 'ACTOR yodel' to take away"),
    ],
)
def test_what_breaks_the_rules_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_codebook(write(tmp_path, "kinds/words.yaml", text))


def test_a_word_that_yaml_reads_as_no_word_is_named(tmp_path: Path) -> None:
    write(tmp_path, "en/modality.yaml", "negation: [no]")
    with pytest.raises(CodebookError, match=r"en/modality\.yaml: negation"):
        _ = load_codebook(tmp_path).words("en").modality


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no folder"):
        load_codebook(tmp_path / "nowhere")


def test_a_frame_with_exceptions_is_taken_away_by_its_line(tmp_path: Path) -> None:
    line = load_codebook().kinds["release"].words["en"].verbs[0]
    assert line.unless
    text = f"release: {{words: {{en: {{without: {{verbs: ['{line.written}']}}}}}}}}"
    kind = load_codebook(write(tmp_path, "kinds/custody.yaml", text)).kinds["release"]
    assert line.written not in {each.written for each in kind.lines("en")}
