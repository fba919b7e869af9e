"""A page's depth is told from its tags alone, and soon, whatever is between them."""

import pytest
from tests.seconds import least_seconds

from letapis.read.depth import MAX_DEPTH, MAX_TAGS, why_too_deep

DEEP = "<div>" * (MAX_DEPTH + 1)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH,
        "<div></div>" * 1_000,
        "<p>" * 1_000,
        f"<!-- {DEEP} --><p>Orlec",
        f"<!-- {DEEP}",
        f"<!-- - -- -> {DEEP} --->",
        f"<script>if (a < b) write('{DEEP}')</script>",
        f"<SCRIPT>write('</scripts>{DEEP}')</Script \n><p>Orlec",
        f"<style>{DEEP}",
    ],
    ids=["at the limit", "beside", "flat", "comment", "torn", "dashes", "script", "capitals", "torn style"],
)
def test_tags_beside_each_other_or_in_comments_and_scripts_are_no_depth(html: str) -> None:
    assert why_too_deep(html) is None


@pytest.mark.parametrize(
    "html",
    [
        DEEP,
        f"<script>a < b</script>{DEEP}",
        f"<!-- a --><b>{DEEP}",
        f"<scripts>{DEEP}",
        f"</div></p>{DEEP}",
        f"<style>a</style ><style>b</STYLE>{DEEP}",
        f"<!-->{DEEP}",
        f"<!--->{DEEP}",
        f"<!-- a --!>{DEEP}",
        f"<script>a</script/>{DEEP}",
        f"<style>a</style b>{DEEP}",
    ],
    ids="plain,script,comment,not a script,ends first,styles,empty,emptier,bang,slash,attribute".split(","),
)
def test_depth_behind_them_is_seen(html: str) -> None:
    assert "nests more than" in (why_too_deep(html) or "")


def test_too_many_tags_are_named() -> None:
    assert "tags" in (why_too_deep("<br>" * (MAX_TAGS + 1)) or "")


@pytest.mark.parametrize(
    "piece",
    ["<script>", "<!--", "<!-- -", "</script ", "<script></script ", "<style>-", "<", "<script" + " " * 900],
)
def test_torn_markup_takes_no_longer_than_its_length(piece: str) -> None:
    html = piece * (2_000_000 // len(piece))
    assert least_seconds(lambda: why_too_deep(html), 2) < 2
