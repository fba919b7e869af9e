"""Taking in files, folders, JSON Lines and standard input; what is said of those that cannot be read."""

import hashlib
import io
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from letapis.capture import captures_from, files
from letapis.issue import Issue
from letapis.model import Capture, Given

NOW = datetime(2020, 9, 4, 8, 0, tzinfo=UTC)
SENTENCE = "Police held ten people in Orlec — all were let go.\r\n"


def take(*sources: str | Path, given: Given | None = None) -> tuple[list[Capture], list[Issue]]:
    items = list(captures_from(sources, given, captured=NOW))
    return [x for x in items if isinstance(x, Capture)], [x for x in items if isinstance(x, Issue)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def feed(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(
        files, "sys", SimpleNamespace(stdin=SimpleNamespace(buffer=io.BytesIO(content.encode())))
    )


def test_a_file_is_kept_byte_for_byte(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt", SENTENCE)
    said = Given(published=date(2020, 9, 3))
    (capture,), issues = take(path, given=said)
    assert not issues
    assert capture == Capture(
        str(path), SENTENCE.encode(), "text/plain", hashlib.sha256(SENTENCE.encode()).hexdigest(), NOW, said
    )


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.html", "Orlec", "text/html"),
        ("a.HTM", "Orlec", "text/html"),
        ("a.txt", "\ufeff <!-- saved --> <!DOCTYPE html><p>Orlec", "text/html"),
        ("a", "<html lang=en>Orlec", "text/html"),
        ("a.txt", "The <html> tag was found in Orlec.", "text/plain"),
        ("a.md", "# Orlec", "text/plain"),
    ],
)
def test_media_is_told_by_ending_and_content(tmp_path: Path, name: str, content: str, media: str) -> None:
    (capture,), _ = take(write(tmp_path / name, content))
    assert capture.media == media


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n\n", "empty"),
        ("a.txt", b"Orlec\0\0\1", "binary"),
        ("a.pdf", b"%PDF-1.7 Orlec", "binary"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.json", b'[{"id": "a"}]', "format"),
        ("a.jsonl", b"", "empty"),
    ],
)
def test_what_is_no_text_is_named_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    bad = write(tmp_path / name, content)
    good = write(tmp_path / "good.txt", SENTENCE)
    captures, (issue,) = take(bad, good)
    assert [capture.id for capture in captures] == [str(good)]
    assert (issue.source, issue.code, issue.fatal) == (str(bad), code, True)


def test_a_missing_file_and_an_address_are_named(tmp_path: Path) -> None:
    _, issues = take(tmp_path / "none.txt", "https://orlec.example/report", "a\0b")
    assert [issue.code for issue in issues] == ["missing", "address", "missing"]


def test_utf16_with_its_mark_is_no_binary(tmp_path: Path) -> None:
    (capture,), _ = take(write(tmp_path / "a.txt", SENTENCE.encode("utf-16")))
    assert capture.data.decode("utf-16") == SENTENCE


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    exact, over = write(tmp_path / "a.txt", b"a" * 100), write(tmp_path / "b.txt", b"a" * 101)
    captures, (issue,) = take(exact, over)
    assert [capture.id for capture in captures] == [str(exact)]
    assert (issue.source, issue.code) == (str(over), "too-large")


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", "a/.git/x.txt", ".hidden.txt"):
        write(tmp_path / name, SENTENCE)
    write(tmp_path / "rows.jsonl", '{"id": "row", "text": "Orlec."}\n')
    (tmp_path / "loop").symlink_to(tmp_path)
    captures, issues = take(tmp_path)
    assert [c.id for c in captures] == [f"{tmp_path}/b.txt", "row", f"{tmp_path}/a/c.html"]
    assert not issues


def test_pictures_in_a_folder_are_no_failure_but_a_broken_text_is(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", SENTENCE)
    write(tmp_path / "photo.jpg", b"\xff\xd8\xff\xe0\0\0")
    write(tmp_path / "broken.txt", b"Orlec\0")
    captures, issues = take(tmp_path)
    assert len(captures) == 1
    assert {Path(issue.source).name: issue.fatal for issue in issues} == {
        "photo.jpg": False,
        "broken.txt": True,
    }


def test_a_folder_with_nothing_to_read_is_an_issue(tmp_path: Path) -> None:
    write(tmp_path / "photo.jpg", b"\xff\xd8\xff\xe0\0\0")
    captures, issues = take(tmp_path)
    assert not captures
    assert (str(tmp_path), "empty", True) in {(x.source, x.code, x.fatal) for x in issues}


def test_the_same_file_twice_is_taken_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCE)
    captures, (issue,) = take(path, path)
    assert len(captures) == 1
    assert (issue.code, issue.fatal) == ("duplicate", False)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCE)
    path.chmod(0)
    _, (issue,) = take(path)
    assert issue.code == "unreadable"


def test_standard_input_is_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "\n  Orlec is calm.\nPolice left.\n")
    (capture,), _ = take("-")
    assert (capture.id[:7], capture.data) == ("pasted-", b"\n  Orlec is calm.\nPolice left.\n")


def test_two_pasted_pages_are_two_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for text in ("Orlec is calm.\n", "Police left Orlec.\n", "Orlec is calm.\n"):
        feed(monkeypatch, text)
        (capture,), _ = take("-")
        ids.append(capture.id)
    assert (ids[0] == ids[2], ids[0] == ids[1]) == (True, False)


def test_standard_input_is_json_lines_where_it_begins_with_a_brace(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": f"r{i}", "text": SENTENCE} for i in range(3)]
    feed(monkeypatch, "\n" + "\n".join(map(json.dumps, rows)) + "\n{broken\n")
    captures, (issue,) = take("-")
    assert [capture.id for capture in captures] == ["r0", "r1", "r2"]
    assert (issue.source, issue.code) == ("-, line 5", "broken-line")


def test_empty_standard_input_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "\n")
    _, (issue,) = take("-")
    assert issue.code == "empty"
