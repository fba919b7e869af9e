"""The sceptic's reader of WARC files: it agrees with others on good files, and misses nothing on bad ones."""

from __future__ import annotations

import gzip
import io
import runpy
from pathlib import Path

import pytest

from letapis.seal import warc
from letapis.seal.warc import BrokenRecord, iter_records, read_record

WARCS = runpy.run_path(str(Path(__file__).with_name("warcs.py")))
PAGE = b"<title>Orlec</title>" + b"<p>Nothing more is known.</p>" * 9000


def make_warc(pages: int = 3, *, gzipped: bool = True, page: bytes = PAGE) -> bytes:
    made = (WARCS["make_response"](page + bytes(number), number, gzipped=gzipped) for number in range(pages))
    return b"".join(made)


@pytest.mark.parametrize("gzipped", [True, False])
def test_it_finds_what_fastwarc_finds(gzipped: bool) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc", reason="fastwarc is not installed")
    data = make_warc(gzipped=gzipped)
    found = list(iter_records(io.BytesIO(data), gzipped=gzipped))
    expected = [
        (record.stream_pos, record.record_id.strip("<>"), record.verify_block_digest())
        for record in fastwarc.ArchiveIterator(io.BytesIO(data), parse_http=False)
    ]
    assert [(one.offset, one.id, not one.faults) for one in found] == expected
    assert sum(one.length for one in found) == len(data)


def test_one_record_can_be_read_alone() -> None:
    data = make_warc()
    second = list(iter_records(io.BytesIO(data), gzipped=True))[1]
    assert read_record(io.BytesIO(data), second.offset, gzipped=True) == second
    assert second.http.startswith(b"HTTP/1.1 200 OK\r\n")


def is_noticed(data: bytes) -> bool:
    try:
        return any(record.faults for record in iter_records(io.BytesIO(data), gzipped=True))
    except BrokenRecord:
        return True


def test_every_flipped_byte_of_a_member_is_noticed() -> None:
    """But for bits that the record does not hang on, such as the time in a gzip header."""
    data = bytearray(make_warc(1, page=b"<p>Nothing.</p>"))
    record, changed = gzip.decompress(data), []
    for at in range(len(data)):
        data[at] ^= 0x10
        if not is_noticed(bytes(data)) and gzip.decompress(data) != record:
            changed.append(at)
        data[at] ^= 0x10
    assert not changed


@pytest.mark.parametrize("cut", [1, 5, 100, 700])
def test_a_cut_file_is_noticed(cut: int) -> None:
    assert is_noticed(make_warc()[:-cut])


def test_a_changed_block_is_noticed_by_its_digest() -> None:
    record = gzip.decompress(make_warc(1)).replace(b"Orlec", b"Orlov")
    assert is_noticed(gzip.compress(record))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"WARC/1.1\r\nContent-Length: 99\r\n\r\nshort\r\n\r\n", "ends before"),
        (b"WARC/1.1\r\nContent-Length: x\r\n\r\n\r\n\r\n", "state its length"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "begin as a WARC record"),
        (b"WARC/1.1\r\nno field\r\n\r\n", "no field"),
        (b"WARC/1.1\r\nWARC-Type: a\r\nWARC-Type: b\r\n\r\n", "twice"),
        (b"WARC/1.1\r\n" + b"x" * 3_000_000, "head that ends"),
        (b"WARC/1.1\r\nContent-Length: 1\r\n\r\na\r\n\r\nb", "more than the record"),
    ],
)
def test_a_record_that_cannot_be_followed(record: bytes, reason: str) -> None:
    with pytest.raises(BrokenRecord, match=reason):
        list(iter_records(io.BytesIO(gzip.compress(record)), gzipped=True))


def test_a_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST", 1 << 20)
    head = b"WARC/1.1\r\nContent-Length: 9999999\r\n\r\n"
    with pytest.raises(BrokenRecord, match="unpacks to more"):
        list(iter_records(io.BytesIO(gzip.compress(head + bytes(9_999_999))), gzipped=True))


def test_the_samples_of_other_tools_are_read(gold: Path) -> None:
    """Files that warcio's own tests hold for good: each is followed to its end without a fault."""
    folder = gold / "evidence" / "warcio-tests" / "test" / "data"
    if not folder.is_dir():
        pytest.skip(f"warcio's samples are not in {folder}")
    for name, gzipped in (("example.warc.gz", True), ("example.warc", False), ("post-test.warc.gz", True)):
        with (folder / name).open("rb") as stream:
            records = list(iter_records(stream, gzipped=gzipped))
        assert len(records) > 2
        assert not [record.faults for record in records if record.faults]
