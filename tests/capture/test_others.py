"""Archives that others made, damaged, lying and hostile ones: what can be read is read."""

from __future__ import annotations

import gzip
import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from letapis import confine
from letapis.capture.body import BodyError, unpack
from letapis.capture.others import Trouble
from letapis.capture.record import HTTP_RESPONSE, Draft, pack
from letapis.capture.strangers import Page, read_archive
from letapis.capture.warc import Damage, Record, read_records

NOON = datetime(2021, 9, 3, 12, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
LIMIT = 100_000


def page(name: str, body: bytes | None = None, head: bytes = HEAD) -> bytes:
    """A packed record of a page."""
    body = f"<p>{name}".encode() if body is None else body
    target, known = f"http://{name}.example/", f"urn:x-test:{name}"  # known: the same bytes every time
    return pack(Draft("response", target, NOON, HTTP_RESPONSE, head + body, body, record=known))


def plain(member: bytes) -> bytes:
    return gzip.decompress(member)


def read(data: bytes) -> tuple[list[str], list[str]]:
    """The targets of the records that can be read, and the codes of the damage."""
    items = list(read_records(io.BytesIO(data), limit=LIMIT))
    targets = [item.target for item in items if isinstance(item, Record)]
    return targets, [item.code for item in items if isinstance(item, Damage)]


A, B, C = (page(name) for name in "abc")
ALL = [f"http://{name}.example/" for name in "abc"]


@pytest.mark.parametrize(
    "data",
    [
        A + B + C,
        plain(A) + plain(B) + plain(C),
        gzip.compress(plain(A) + plain(B) + plain(C)),
        A + B + C + b"\r\n",
    ],
    ids=["members", "plain", "one-member", "trailing"],
)
def test_every_kind_of_file_is_read(data: bytes) -> None:
    targets, codes = read(data)
    assert targets == ALL
    assert codes in ([], ["damaged"])


def test_places_are_those_of_the_members() -> None:
    records = [item for item in read_records(io.BytesIO(A + B + C)) if isinstance(item, Record)]
    assert [(record.offset, record.length) for record in records] == [
        (0, len(A)),
        (len(A), len(B)),
        (len(A) + len(B), len(C)),
    ]
    assert [
        record.id for record in read_records(io.BytesIO(A + B + C), len(A)) if isinstance(record, Record)
    ] == [record.id for record in records[1:]]


def flip(member: bytes, place: int) -> bytes:
    return member[:place] + bytes([member[place] ^ 0xFF]) + member[place + 1 :]


@pytest.mark.parametrize(
    ("middle", "code"),
    [
        (flip(B, 40), "damaged"),
        (flip(B, len(B) - 6), "damaged"),
        (B[: len(B) // 2], "damaged"),
        (b"\x1f\x8b\x08 no gzip at all", "damaged"),
        (gzip.compress(b"no record"), "damaged"),
        (gzip.compress(plain(B)[:-30]), "truncated"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: -5\r\n\r\n"), "damaged"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: 5\r\n" + b"A: b\r\n" * 300), "damaged"),
        (gzip.compress(b"WARC/1.1\r\nA: " + b"a" * 100_000), "damaged"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: 999999999999999\r\n\r\nx"), "too-large"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: 5000000\r\n\r\n" + bytes(5_000_000)), "too-large"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: 5000000\r\n\r\n" + bytes(50)), "truncated"),
    ],
)
def test_a_bad_record_does_not_hide_the_others(middle: bytes, code: str) -> None:
    assert read(A + middle + C) == ([ALL[0], ALL[2]], [code])


@pytest.mark.parametrize("cut", [1, 9, 100, 300])
def test_a_cut_file_is_read_as_far_as_it_goes(cut: int) -> None:
    assert read(A + B + C[:-cut]) == (ALL[:2], ["truncated"])
    assert read(plain(A) + plain(B) + plain(C)[: -cut - 4]) == (ALL[:2], ["truncated"])


def test_an_unpacked_file_is_read_on_after_damage() -> None:
    broken = plain(B).replace(b"Content-Length", b"Content-Lost", 1)
    assert read(plain(A) + broken + plain(C)) == ([ALL[0], ALL[2]], ["damaged"])


def test_no_damage_stops_the_reader() -> None:
    """Two hundred files with bytes flipped, cut and doubled at random: always an end, never an error."""
    chance = random.Random(7)
    for data in (A + B + C, plain(A) + plain(B) + plain(C)):
        for _ in range(100):
            changed = bytearray(data)
            for _ in range(chance.randint(1, 5)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            place = chance.randrange(len(changed))
            targets, codes = read(bytes(changed[:place] + changed[chance.randrange(place + 1) :]))
            assert len(targets) + len(codes) < 30


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (gzip.compress(bytes(3_000_000)), "gzip", "too-large"),
        (zlib.compress(bytes(3_000_000)), "deflate", "too-large"),
        (brotli.compress(bytes(3_000_000)), "br", "too-large"),
        (gzip.compress(gzip.compress(bytes(3_000_000))), "gzip, gzip", "too-large"),
        (b"\x1f\x8bjunk", "gzip", "packed"),
        (b"junk", "br", "packed"),
        (b"x", "zstd", "packed"),
        (b"x", "gzip,gzip,gzip,gzip", "packed"),
    ],
)
def test_bodies_are_unpacked_within_bounds(body: bytes, encoding: str, code: str) -> None:
    with pytest.raises(BodyError) as raised:
        unpack(body, encoding, 1_000_000)
    assert raised.value.code == code


def test_a_body_that_is_not_packed_as_it_says_is_taken() -> None:
    assert unpack(b"<p>Orlec", "gzip") == b"<p>Orlec"
    assert unpack(brotli.compress(b"<p>Orlec"), "br") == b"<p>Orlec"
    assert unpack(zlib.compress(b"<p>Orlec")[2:-4], "deflate") == b"<p>Orlec"


def take(path: Path) -> tuple[list[str], list[str]]:
    """What the confined process finds: addresses of pages, codes of trouble."""
    items = list(read_archive(path))
    pages = [item.record.target for item in items if isinstance(item, Page)]
    return pages, [item.code for item in items if isinstance(item, Trouble)]


def write_bombs(path: Path) -> None:
    """In one file: a record of 200 MB in 200 kB, a page of 60 MB in 60 kB, and pages around them."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    start = packer.compress(b"WARC/1.1\r\nContent-Length: 200000000\r\n\r\n")
    big = start + b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    packed = HEAD.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    bomb = page("bomb", gzip.compress(bytes(60_000_000), 1), packed)
    path.write_bytes(A + big + B + bomb + C)


def test_bombs_are_passed_over_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "bombs.warc.gz"
    write_bombs(path)
    assert take(path) == (ALL, ["too-large", "too-large"])


MEASURE = """
import resource, sys
from pathlib import Path
from letapis.capture.strangers import read_archive

pages = sum(hasattr(item, "record") for item in read_archive(Path(sys.argv[1])))
print(pages, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def test_bombs_take_less_memory_than_is_promised(tmp_path: Path) -> None:
    """The most that the confined process ever held, all its libraries counted."""
    path = tmp_path / "bombs.warc.gz"
    write_bombs(path)
    command = [sys.executable, "-c", MEASURE, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages, held = map(int, told.split())
    assert pages == len(ALL)
    assert held < 300_000_000


def test_a_wacz_bomb_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "archive/a.warc", b"WARC/1.1\r\nContent-Length: 100000000\r\n\r\n" + bytes(100_000_000)
        )
        packed.writestr("archive/b.warc.gz", B)
        packed.writestr("archive/../../b.warc.gz", C)
    pages, codes = take(path)
    assert set(pages) >= {ALL[1]}
    assert codes == ["too-large"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["bomb.wacz"]


@pytest.mark.parametrize("kind", ["cut", "empty", "lying-size", "no-archive", "not-a-zip"])
def test_a_broken_wacz_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("datapackage.json" if kind == "no-archive" else "archive/a.warc.gz", A)
    data = path.read_bytes()
    if kind == "cut":
        data = data[: len(data) // 2]
    elif kind == "lying-size":
        place = data.rindex(b"PK\x01\x02") + 20
        data = data[:place] + struct.pack("<II", 1 << 30, 1 << 30) + data[place + 8 :]
    elif kind in ("empty", "not-a-zip"):
        data = b"PK\x03\x04" if kind == "empty" else b"PK\x03\x04" + bytes(500)
    path.write_bytes(data)
    pages, codes = take(path)
    assert pages in ([], [ALL[0]])
    assert codes


def test_the_process_is_confined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What takes more time than allowed ends with words, and what was read before stays."""
    assert confine.MEMORY <= 300_000_000
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    start = packer.compress(b"WARC/1.1\r\nContent-Length: 50000000\r\n\r\n")
    big = start + packer.compress(bytes(50_000_000)) + packer.flush()
    path = tmp_path / "a.warc.gz"
    path.write_bytes(A + big * 200 + B)
    monkeypatch.setattr("letapis.capture.strangers._ARCHIVE_SECONDS", 1)
    monkeypatch.setattr("letapis.capture.strangers._BYTES_A_SECOND", 1 << 40)
    pages, codes = take(path)
    assert (pages, codes[-1]) == ([ALL[0]], "limits")


SAMPLES = "warcio-tests/test/data", "py-wacz-fixtures/tests/fixtures", "resiliparse-tests/tests/data"


@pytest.mark.parametrize("folder", SAMPLES)
def test_samples_of_others_are_read_as_fastwarc_reads_them(gold: Path, folder: str) -> None:
    """Every whole answer that fastwarc finds, we find."""
    files = [path for path in sorted((gold / "evidence" / folder).iterdir()) if ".warc" in path.name]
    files = [path for path in files if path.suffix in (".warc", ".gz")]
    # A record spread over several gzip members is what the standard forbids, and damage to us.
    files = [path for path in files if path.name != "example-wrong-chunks.warc.gz"]
    assert len(files) > 3
    for path in files:
        with path.open("rb") as stream:
            ours = {item.id for item in read_records(stream) if isinstance(item, Record)}
        with path.open("rb") as stream:
            theirs = set()
            with suppress(OSError):  # it stops at damage that we pass over
                for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                    whole = len(record.reader.read()) == record.content_length
                    content = record.headers.get("Content-Type", "")
                    if whole and content.startswith("application/http"):
                        theirs.add(record.record_id.strip("<>"))
        assert theirs <= ours, path.name
