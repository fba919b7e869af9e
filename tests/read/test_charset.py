"""Decoding; the encodings of Veldania's neighbours included."""

import pytest

from letapis.read.charset import UndecodableError, decode_bytes

BELARUSIAN = (
    "Міліцыя затрымала дзесяць чалавек у цэнтры сталіцы ў нядзелю, паведаміў праваабарончы цэнтр. " * 3
)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_marked_encodings(encoding: str) -> None:
    text = "Orlec — ў"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode_bytes(mark + text.encode(encoding), "text/plain") == (text, None)


def test_a_guess_is_said_to_be_one() -> None:
    text, note = decode_bytes(BELARUSIAN.encode("cp1251"), "text/plain")
    assert text == BELARUSIAN
    assert note is not None
    assert "cp1251" in note


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-charset", "utf-16", "zlib"])
def test_a_wrong_declaration_does_not_stop_the_reading(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>“Ten held” – said the café owner in Orlec'
    assert decode_bytes(page.encode("cp1252"), "text/html")[0] == page


def test_that_server_and_page_disagree_is_said() -> None:
    page = '<meta charset="iso-8859-1"><p>“Ten held” – said the café owner in Orlec'.encode("cp1252")
    for stated in ("utf-8", "koi8-r"):
        note = decode_bytes(page, "text/html", stated)[1] or ""
        assert f"the server says {stated}, the page says cp1252" in note
    assert decode_bytes(page, "text/html", "windows-1252")[1] is None
    assert decode_bytes(page, "text/html", "no-such-charset")[1] is None


def test_cut_utf16_is_refused() -> None:
    with pytest.raises(UndecodableError, match="UTF-16"):
        decode_bytes(b"\xff\xfeO", "text/plain")
