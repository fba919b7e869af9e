"""Telling text from other bytes."""

import pytest

from letapis.capture.sniff import media_of, why_binary


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1251", "koi8-r"])
def test_text_in_any_encoding_is_text(encoding: str) -> None:
    assert why_binary("Міліцыя Orlec\tПолиция\n".encode(encoding, "replace")) is None


def test_a_long_leading_comment_does_not_hide_html() -> None:
    assert media_of(b"<!-- " + b"x" * 1500 + b" -->\n<html>") == "text/html"
