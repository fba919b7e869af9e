"""`letapis export`: events from the chronicle and from claims on standard input."""

from __future__ import annotations

import json
from typing import Any

import pytest


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_from_the_chronicle(filled: Any) -> None:
    done = filled("export", "--plover")
    found = records(done.stdout)
    assert done.exit_code == 0
    assert [event["event"] for event in found] == ["COERCE"] * 3
    assert found[0]["letapis"]["kind"] == "detain"
    assert done.stderr.strip() == "3 events."


def test_filters_choose_claims(filled: Any) -> None:
    assert len(records(filled("export", "--plover", "--kind", "fine").stdout)) == 2
    assert len(records(filled("export", "--plover", "--group", "custody").stdout)) == 1
    assert len(records(filled("claims", "--json", "--group", "justice").stdout)) == 2


def test_a_group_that_is_none_is_named(filled: Any) -> None:
    done = filled("claims", "--group", "gardening")
    assert done.exit_code == 2
    assert "gardening" in done.output


def test_what_was_rejected_is_left_out(filled: Any) -> None:
    first = records(filled("claims", "--json").stdout)[0]["key"]
    filled("judge", first, "reject", "--why", "another person")
    assert len(records(filled("export", "--plover").stdout)) == 2


def test_from_claims_with_and_without_their_report(filled: Any) -> None:
    claims = filled("claims", "--json").stdout
    bare = records(filled("export", "--plover", "-", input=claims).stdout)
    assert len(bare) == 3
    assert "date" not in next(event for event in bare if event["letapis"]["kind"] == "fine")
    extracted = filled("extract", "--reports", "--published", "2021-09-03", "one.txt").stdout
    dated = records(filled("export", "--plover", "-", input=extracted).stdout)
    assert [event["date"] for event in dated] == ["2021-08-30", "2021-09-03"]


@pytest.mark.parametrize(
    ("arguments", "input", "words"),
    [
        (["export"], None, "--plover"),
        (["export", "--plover", "-"], "no json\n", "Line 1"),
        (["export", "--plover", "-"], "[]\n", "Line 1"),
        (["export", "--plover", "--kind", "fine", "-"], "", "filter"),
    ],
)
def test_misuse(filled: Any, arguments: list[str], input: str | None, words: str) -> None:
    done = filled(*arguments, input=input)
    assert done.exit_code == 2
    assert words in done.output
