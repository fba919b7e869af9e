"""Looking: claims, reports, people, kinds, show, why."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path
from typing import Any

import pytest

import letapis.cli.output
from letapis.cli.output import safe_cell
from letapis.model.record import claim_from_record


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_claim_stands_with_its_quotation(filled: Any) -> None:
    done = filled("claims")
    assert done.exit_code == 0
    assert "“Police detained Ales Zorny in Orlec on 2021-08-30, Lantern said.”" in done.stdout
    assert "one.txt  2021-09-03  Arrests in Orlec" in done.stdout
    assert done.stderr.strip() == "3 claims."


def test_json_is_the_public_record_and_more(filled: Any) -> None:
    first, *_ = found = records(filled("claims", "--json").stdout)
    assert len(found) == 3
    assert claim_from_record(first).key == first["key"]
    assert first["judged"] == "none"


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--kind", "fine"], 2),
        (["--kind", "fine", "--kind", "detain"], 3),
        (["--person", "zorny"], 1),
        (["--report", "fines"], 1),
        (["--until", "2021-08-31"], 1),
        (["--since", "2021-09-03", "--status", "asserted"], 2),
        (["--words", "fined", "--place", "zornica"], 1),
        (["--source", "lantern", "--min-score", "0.5", "--judged", "none"], 1),
    ],
)
def test_filters(filled: Any, options: list[str], number: int) -> None:
    assert len(records(filled("claims", "--json", *options).stdout)) == number


def test_csv_is_safe_and_whole(filled: Any) -> None:
    rows = list(csv.DictReader(filled("claims", "--csv").stdout.splitlines()))
    titles = {row["title"] for row in rows}
    assert titles == {"Arrests in Orlec", "'=Fines in Orlec"}
    assert [row["quotation"] for row in rows if row["kind"] == "detain"] == [
        "Police detained Ales Zorny in Orlec on 2021-08-30, Lantern said."
    ]
    assert all(row["key"] and row["score"] == "0.9" for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Orlec", "10 = ten", -3, 0.5, None, ""])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == value


def test_an_unknown_kind_is_told_from_an_empty_answer(filled: Any) -> None:
    done = filled("claims", "--kind", "detian")
    assert done.exit_code == 2
    assert "letapis kinds" in done.stderr
    assert filled("claims", "--kind", "torture").exit_code == 0


@pytest.mark.parametrize("command", ["claims", "reports", "people", "issues"])
def test_looking_makes_no_chronicle(letapis_command: Any, tmp_path: Path, command: str) -> None:
    done = letapis_command(command)
    assert done.exit_code == 1
    assert "letapis run" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_reports_are_plain_when_piped(filled: Any) -> None:
    lines = filled("reports").stdout.splitlines()
    assert lines[0].split("\t") == ["published", "id", "title", "language", "claims"]
    assert lines[1].split("\t") == ["2021-09-03", "one.txt", "Arrests in Orlec", "en", "2"]
    (found,) = records(filled("reports", "--json", "--words", "fines").stdout)
    assert found["id"] == "two.txt"


def test_lists_are_drawn_on_a_terminal(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letapis.cli.output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    shown = filled("reports").stdout
    assert "Arrests in Orlec" in shown
    assert "┃" in shown


def test_people(filled: Any) -> None:
    (found,) = records(filled("people", "zorn", "--json").stdout)
    assert (found["name"], found["claims"], found["first"]) == ("Ales Zorny", 1, "2021-08-30")
    assert found["kinds"] == [{"kind": "detain", "part": "recipient", "claims": 1}]
    assert "detain as recipient 1" in filled("people").stdout


def test_show(filled: Any, tmp_path: Path) -> None:
    shown = filled("show", "arrests").stdout
    assert shown.startswith("Arrests in Orlec\none.txt  2021-09-03")
    assert shown.count("“") >= 2
    assert "Court fined Piotr Kova" in filled("show", "one.txt", "--text").stdout
    whole = json.loads(filled("show", "one.txt", "--json").stdout)
    assert whole["report"]["id"] == "one.txt"
    assert [claim["kind"] for claim in whole["claims"]] == ["detain", "fine"]


def test_show_writes_a_page_for_its_owner_only(filled: Any, tmp_path: Path) -> None:
    done = filled("show", "one.txt", "--html", "one.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Ales Zorny" in (tmp_path / "one.html").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "one.html").stat().st_mode) == 0o600
    assert filled("show", "one.txt", "--html", "nowhere/one.html").exit_code == 1


@pytest.mark.parametrize("there", ["chronicle.db", "one.txt"])
def test_show_overwrites_nothing(filled: Any, tmp_path: Path, there: str) -> None:
    before = (tmp_path / there).read_bytes()
    refused = filled("show", "one.txt", "--html", there)
    assert refused.exit_code != 0
    assert "not overwritten" in refused.stderr
    assert (tmp_path / there).read_bytes() == before


def test_show_names_the_candidates(filled: Any) -> None:
    done = filled("show", "orlec")
    assert done.exit_code == 2
    assert "one.txt" in done.stderr
    assert "two.txt" in done.stderr


def test_why(filled: Any) -> None:
    (claim,) = records(filled("claims", "--json", "--kind", "detain").stdout)
    done = filled("why", claim["key"][:6])
    assert "rule:     detain/verb" in done.stdout
    assert "words:    “detained” at" in done.stdout
    assert filled("why", "zz").exit_code == 2


def test_kinds(letapis_command: Any) -> None:
    assert "detain\tcustody\t" in letapis_command("kinds").stdout
    shown = letapis_command("kinds", "detain").stdout
    assert "Not sentence:" in shown
    assert "COERCE/arrest" in shown
    assert records(letapis_command("kinds", "detain", "--json").stdout)[0]["group"] == "custody"
    wrong = letapis_command("kinds", "detai")
    assert wrong.exit_code == 2
    assert "do you mean detain" in wrong.stderr


def test_settings(letapis_command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETAPIS_CHRONICLE", "desk.db")
    found = {row["name"]: row for row in records(letapis_command("settings", "--json").stdout)}
    assert found["chronicle"]["value"] == "desk.db"
    assert found["reviewer"]["value"] == "first reader"
