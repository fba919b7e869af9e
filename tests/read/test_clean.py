"""Markup that is shown: nothing in it acts, loads or leaves the page by itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from letapis.read.clean import clean_page

ACTIVE = re.compile(
    r"<\s*(?:script|style|iframe|object|embed|svg|math|form|input|img|video|audio|link|base|template|noscript)\b"
    r"|<[a-z][^>]*\s(?:on\w+|style|src|srcset|formaction)\s*=|href\s*=\s*[\"']?\s*(?:javascript|data|vbscript):",
    re.IGNORECASE,
)


def body_of(page: bytes) -> str:
    cleaned = clean_page(page)
    assert cleaned is not None
    return cleaned.split("<body>", 1)[1]


def test_words_and_their_order_stay() -> None:
    page = b"<h1>Orlec</h1><p onclick=x()>Ten <b>people</b> were <a href='https://a.example/'>held</a>.<script>x()</script>"
    assert re.sub(r"<[^>]+>", "", body_of(page)) == "OrlecTen people were held."


@pytest.mark.parametrize(
    "page",
    [
        b"<img src=x onerror=alert(1)>",
        b"<a href='javascript:alert(1)'>x</a>",
        b"<a href=' java\nscript:alert(1)'>x</a>",
        b"<svg><style><img src=x onerror=alert(1)></style></svg>",
        b"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x()&gt;'>",
        b"<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        b"<form action=//evil.example><input name=a autofocus onfocus=alert(1)>",
        b"<base href=//evil.example/><link rel=stylesheet href=//evil.example/a.css>",
        "<script>alert(1)</script>".encode("utf-16"),
    ],
)
def test_what_acts_or_loads_is_taken_out(page: bytes) -> None:
    assert not ACTIVE.search(body_of(page))


@pytest.mark.parametrize("page", [b"<div>" * 100_000, b"<p>" * 30_000, b"<p>" + b"x" * 2_000_000])
def test_what_cannot_be_cleaned_within_bounds_is_not_shown(page: bytes) -> None:
    assert clean_page(page) is None


def test_no_payload_of_the_lists_survives(gold: Path) -> None:
    found = json.loads(
        (gold / "evidence" / "dompurify-fixtures" / "payloads.json").read_text(encoding="utf-8")
    )
    payloads = [entry["payload"] if isinstance(entry, dict) else entry for entry in found]
    assert len(payloads) > 100
    for payload in payloads:
        assert not ACTIVE.search(body_of(str(payload).encode("utf-8", "replace"))), payload
