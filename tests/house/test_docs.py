"""The documents say what the code does: everything public is described, and nothing described is gone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import letapis
from letapis.cli import main
from letapis.model import Claim, Evidence, Mention, Quantity, When
from letapis.model.record import claim_from_record, claim_to_record

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted(path for path in (ROOT / "docs").rglob("*.md"))
PAGES = [*DOCS, ROOT / "README.md", ROOT / "CHANGELOG.md"]
OURS = ("src", "tests", "docs", "examples", "scripts", "training", "corpus", "quality", "benchmarks", ".ci")


def tracked_texts() -> list[Path]:
    """Every text file of the project, whether or not it has been committed yet."""
    found = [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    suffixes = {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".txt",
        ".jsonl",
        ".json",
        ".html",
        ".mako",
        ".ini",
        "",
    }
    return [path for path in found if path.suffix in suffixes and "__pycache__" not in path.parts]


def test_reference_is_current() -> None:
    """Whoever adds a command, a public name, a kind or a setting runs scripts/docs."""
    outcome = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr


def test_tutorial_shows_what_the_commands_print() -> None:
    outcome = subprocess.run(
        [sys.executable, ROOT / "scripts" / "console.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_reference_notices_a_missing_page(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    copy = tmp_path / "scripts" / "reference.py"
    copy.write_bytes((ROOT / "scripts" / "reference.py").read_bytes())
    outcome = subprocess.run([sys.executable, copy, "--check"], capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "commands.md" in outcome.stderr
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not broken


def test_every_page_can_be_reached() -> None:
    """A page that no other page links to is not found by anybody."""
    linked = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if "://" not in target
    }
    lost = [
        page.relative_to(ROOT).as_posix() for page in DOCS if page.name != "index.md" and page not in linked
    ]
    assert not lost


def told_commands() -> list[tuple[str, list[str]]]:
    """Every command line that a page tells the reader to type: the page, and its words."""
    found = []
    for page in [*PAGES, ROOT / "scripts" / "demo"]:
        text = page.read_text(encoding="utf-8")
        if page.name == "commands.md":
            continue
        lines = re.findall(r"(?m)^ *(?:\.venv/bin/)?(letapis [a-z].*)$", text) + re.findall(
            r"`(letapis [a-z][^`]*)`", text
        )
        found += [(page.name, re.split(r"[|>#…]|  ", line)[0].split()[1:]) for line in lines]
    return found


def test_told_commands_exist() -> None:
    """The commands and the options that pages name are those of the command line."""
    told = told_commands()
    assert len(told) > 10
    for page, (name, *words) in told:
        command = main.get_command(click.Context(main), name)
        assert command is not None, f"{page}: there is no letapis {name}"
        known = {option for parameter in [*command.params, *main.params] for option in parameter.opts} | {
            "--help"
        }
        unknown = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
        assert not unknown, f"{page}: letapis {name} has no {unknown}"


def readme_block(language: str) -> str:
    """The last block of the README in this language."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"README.md has no {language} block"
    return str(found[-1])


def test_readme_example_prints_what_it_says(tmp_path: Path) -> None:
    """The example runs in an empty folder, and prints the block that follows it."""
    outcome = subprocess.run(
        [sys.executable, "-c", readme_block("python")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.strip() == readme_block("text").strip()
    assert not list(tmp_path.iterdir()), "the example leaves files behind"


def test_readme_commands_exist() -> None:
    commands = re.findall(r"^(scripts/\w+)", readme_block("sh"), re.MULTILINE)
    assert commands == ["scripts/demo", "scripts/test"]
    assert all(os.access(ROOT / command, os.X_OK) for command in commands)


def test_own_codebook_does_what_its_page_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "own-codebook.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "ours.yaml").write_text(found[1], encoding="utf-8")
    ours, shipped = (
        {line.written for line in codebook.kinds["detain"].words["en"].lines()}
        for codebook in (letapis.load_codebook(tmp_path), letapis.load_codebook())
    )
    assert ours - shipped == {"ACTOR frogmarch RECIPIENT"}
    assert shipped - ours == {"?ACTOR capture RECIPIENT"}
    assert "cut_off" in letapis.load_codebook(tmp_path).kinds


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_is_hashed_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|@ ", text)
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(entries) > 40
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_locks_agree() -> None:
    """Tests run on the same versions as the program."""
    runtime, dev = (
        set(re.findall(r"(?m)^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8")))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime <= dev


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    # Built from pieces, so that this file does not name them either.
    homes = re.compile(r"(?<![\w.$}/])/(?:work|home|Users|root|mnt)" + r"/[\w.-]+")
    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked_texts()
        for found in homes.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not named


def test_claim_page_has_every_field() -> None:
    """docs/reference/claim.md is written by hand; the fields it tells of are those of the code."""
    page = (ROOT / "docs" / "reference" / "claim.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))
    for noun in (Claim, Mention, When, Quantity, Evidence):
        missing = set(noun.__dataclass_fields__) - told
        assert not missing, f"claim.md does not tell of {noun.__name__}'s {sorted(missing)}"


def test_claim_page_shows_a_claim_that_can_be_read_back() -> None:
    page = (ROOT / "docs" / "reference" / "claim.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert found
    record = json.loads(found[1])
    assert claim_to_record(claim_from_record(record)) == record
    assert record["evidence"]["trigger"]["text"] in record["evidence"]["text"]
