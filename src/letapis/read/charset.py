"""From bytes to text, and what was wrong with the bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_PLAUSIBLE = ["cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp1257", "cp1254", "iso8859_2", "iso8859_5"]
# What UTF-8 looks like after it was read as Windows-1252 or Windows-1251 and saved again.
_GARBLED = re.compile(
    r"â€[™œ\x9d“”˜¦]|Ã[\x80-\xbf©¨¤¶¼ŸŽ]|Ð[\x80-\xbf°±²³µ¾»½]Ð"
    r"|(?:Р[°-ї]|С[\u0402-\u040f€-™‚ѓ„]){3,}|вЂ[™њќ“”]"
)


class UndecodableError(ValueError):
    """No plausible encoding fits the bytes."""


def decode_bytes(data: bytes, media: str, stated: str | None = None) -> tuple[str, str | None]:
    """Decode a page; also say, in plain words, where its encoding is disputed or had to be guessed.

    UTF-8 (with or without its mark) and other marked encodings come first, then what the server `stated`,
    then what an HTML page declares, then the best statistical guess. Raises UndecodableError where nothing
    fits.

    >>> decode_bytes("Orlec — 3 September".encode(), "text/plain")
    ('Orlec — 3 September', None)
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        if encoding != "utf-8":
            message = f"the file begins like {encoding.upper()} but cannot be read as that"
            raise UndecodableError(message) from None
    said = {"the server": _known(stated), "the page": _declared(data) if media == "text/html" else None}
    for name in filter(None, said.values()):
        try:
            return data.decode(name), _find_dispute(said, name)
        except (UnicodeDecodeError, LookupError):
            pass  # Declarations lie; LookupError: a codec, but none of text.
    guess = from_bytes(data, cp_isolation=_PLAUSIBLE).best()
    if guess is None:
        raise UndecodableError("the file is not UTF-8, and no other encoding fits its bytes")
    note = f"not UTF-8; read as {guess.encoding}, which is a guess: check names and quotation marks"
    return data.decode(guess.encoding), note


def find_damage(text: str) -> str | None:
    """Say, in plain words, what was done to a text by a wrong decoding before it came here.

    >>> find_damage("Veldaniaâ€™s ministry")
    "1 places look like text decoded wrongly before (such as 'â€™' for an apostrophe)"
    """
    lost = text.count("\ufffd")
    if lost:
        return f"{lost} characters were lost before the page came here (shown as \ufffd)"
    garbled = len(_GARBLED.findall(text))
    if garbled:
        return f"{garbled} places look like text decoded wrongly before (such as 'â€™' for an apostrophe)"
    return None


def _find_dispute(said: Mapping[str, str | None], taken: str) -> str | None:
    """Say that server and page name different encodings, and which was taken; nothing where they agree."""
    names = [f"{who} says {name}" for who, name in said.items() if name]
    if len(set(said.values()) - {None}) < 2:
        return None
    return f"{', '.join(names)}; read as {taken}: check names and quotation marks"


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:8192])
    return _known(match[1].decode("ascii")) if match else None


def _known(stated: str | None) -> str | None:
    """The encoding that is meant by a name; None for one that is unknown or cannot be meant."""
    try:
        name = codecs.lookup(stated or "").name
    except (LookupError, ValueError):
        return None
    # A page that declares Latin-1 means Windows-1252, as the WHATWG standard says. UTF-16 cannot be meant.
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else name
