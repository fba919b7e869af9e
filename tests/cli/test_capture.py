"""`letapis capture`, `letapis changes`, and `letapis run` over pages of a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.capture.hostile import answering, reply, serving

import letapis.archive

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

OPEN = "--allow-private-addresses"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pauses between requests to the test's own server."""
    made = letapis.archive.Archive._intake

    def without_pause(self: Any, **options: Any) -> Any:
        return made(self, **{"pause": 0.0, **options} if "allow_private" in options else options)

    monkeypatch.setattr(letapis.archive.Archive, "_intake", without_pause)


def text(words: str) -> bytes:
    return reply(words, media="text/plain; charset=utf-8")


def test_capture_archives_and_sums_up(letapis_command: Any, tmp_path: Path) -> None:
    with serving(index=text("News\nPolice detained Ales Zorny.")) as server:
        done = letapis_command("capture", server.url(), server.url("/no"), OPEN, "--json")
        again = letapis_command("capture", server.url(), OPEN)
    assert done.exit_code == 3
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert (told["id"], told["status"], told["seen"]) == (server.url(), 200, "new")
    assert told["warc"] == "000001.warc.gz"
    assert f"{server.url('/no')}: the page has gone: it answers 404" in done.stderr
    assert "1 page archived, 0 the same as before, 1 could not be had." in done.stderr
    assert again.exit_code == 0
    assert "again" in again.stdout
    assert "0 pages archived, 1 the same as before" in again.stderr
    assert (tmp_path / "chronicle.evidence" / "archive" / "000001.warc.gz").exists()
    assert server.url("/no") in letapis_command("issues").stdout


def test_run_reads_a_page_and_tells_of_its_change(letapis_command: Any) -> None:
    first, second = "News\nPolice detained Ales Zorny.", "News\nPolice detained Ales Zorny in Orlec."
    with serving(index=answering(text(first), text(first), text(second))) as server:
        runs = [letapis_command("run", server.url(), OPEN) for _ in range(4)]
        assert "1 report with 1 claim kept" in runs[0].stderr
        assert "1 known already" in runs[1].stderr
        assert "the page changed since" in runs[2].stderr
        assert [run.exit_code for run in runs] == [0, 0, 0, 0]
        changes = letapis_command("changes", server.url())
    assert "-Police detained Ales Zorny." in changes.stdout
    assert "+Police detained Ales Zorny in Orlec." in changes.stdout
    assert "2 versions." in changes.stderr
    assert "changed" in letapis_command("issues", "--json").stdout
    for command in ("show", "why"):
        name = (
            server.url()
            if command == "show"
            else json.loads(letapis_command("claims", "--json").stdout)["key"]
        )
        assert "Note: the page changed since" in letapis_command(command, name).stderr
    assert letapis_command("claims", "--json").stdout.count("\n") == 1


def test_claims_of_a_page_that_has_gone_are_flagged(letapis_command: Any) -> None:
    here, gone = text("News\nPolice detained Ales Zorny."), reply("x", "404 Not Found")
    with serving(index=answering(here, gone)) as server:
        for _ in range(2):
            letapis_command("run", server.url(), OPEN)
        (line,) = letapis_command("claims", "--json").stdout.splitlines()
        for command, name in (("show", server.url()), ("why", json.loads(line)["key"])):
            assert "Note: the page has gone (it answers 404)" in letapis_command(command, name).stderr


def test_local_files_are_archived_too(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("News\nPolice detained Ales Zorny.")
    for _ in range(2):
        assert letapis_command("run", "one.txt").exit_code == 0
    index = (tmp_path / "chronicle.evidence" / "index.cdxj").read_text()
    assert index.count("urn:x-letapis:one.txt") == 2  # the key, and the address: one record


def test_the_captured_page_can_be_looked_at(letapis_command: Any, tmp_path: Path) -> None:
    page = "News\nPolice detained Ales Zorny.\n<html><script>x()</script><p onclick='x()'>Orlec</p></html>"
    (tmp_path / "one.html").write_text(page)
    assert letapis_command("run", "one.html").exit_code == 0
    done = letapis_command("show", "one.html", "--page", "look.html")
    assert done.exit_code == 0, done.output
    shown = (tmp_path / "look.html").read_text()
    assert "<p>Orlec</p>" in shown
    assert "x()" not in shown
    (tmp_path / "two.txt").write_text("News\nPolice detained Ales Zorny.")
    letapis_command("run", "two.txt")
    assert letapis_command("show", "two.txt", "--page", "other.html").exit_code == 2


def test_private_addresses_are_refused(letapis_command: Any) -> None:
    with serving(index=text("News")) as server:
        done = letapis_command("capture", server.url())
        assert not server.requests
    assert done.exit_code == 3
    assert "--allow-private-addresses" in done.stderr


@pytest.mark.parametrize(
    "options", [("--proxy", "http://127.0.0.1:1"), ("--watch", "5"), ("--watch", "5m")], ids=str
)
def test_misuse(letapis_command: Any, tmp_path: Path, options: tuple[str, str]) -> None:
    (tmp_path / "one.txt").write_text("News")
    assert letapis_command("capture", "one.txt", *options).exit_code == 2
