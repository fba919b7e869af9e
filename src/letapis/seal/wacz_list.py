"""Check the frame of a WACZ: the ZIP itself, the list of its files, and their digests."""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from letapis.seal.finding import Finding, broken, holds, missing

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
LARGEST_FILE = 64 << 30
"""Bytes a file in it may unpack to."""

LARGEST_TEXT = 256 << 20
"""Bytes of a list, an index, a signature."""

DIGESTED_SINCE = (1, 1)
"""The version from which a package has a digest file."""

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END = 22
"""Bytes of the record that a ZIP ends with."""

_DEFERRED = 0x08
"""The flag of an entry whose sizes stand behind it."""


def check_zip(packed: zipfile.ZipFile, stream: BinaryIO) -> list[Finding]:
    """Whether the ZIP is one that says the same to every reader, with archives stored as they are."""
    faults = [*_check_names(packed), *_check_entries(packed, stream), *_check_gaps(packed, stream)]
    if faults:
        return [broken("package", f"The file is not a sound ZIP for evidence: {fault}.") for fault in faults]
    return [holds("package", f"The file is a sound ZIP of {len(packed.namelist())} files.")]


def read_package(packed: zipfile.ZipFile) -> dict[str, Any]:
    """The list of files. Raises `ValueError` where there is none that can be read."""
    try:
        package = json.loads(read_text(packed, PACKAGE))
    except KeyError as error:
        raise ValueError(f"there is no {PACKAGE}") from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise ValueError(f"{PACKAGE} is no list of files")
    return package


def read_text(packed: zipfile.ZipFile, name: str) -> bytes:
    """A small file of the package. Raises `KeyError` where there is none, `ValueError` for one too big."""
    info = packed.getinfo(name)
    with packed.open(info) as stream:
        data = stream.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise ValueError(f"{name} is longer than {LARGEST_TEXT:,} bytes")
    return data


def check_list(packed: zipfile.ZipFile, package: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the list names every file that is there, and each has the digest and size on the list."""
    names = {info.filename for info in packed.infolist() if not info.is_dir()} - {PACKAGE, DIGEST}
    listed: dict[str, Mapping[str, Any]] = {}
    faults = []
    for resource in package["resources"]:
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str) or path in listed:
            faults.append("an entry of the list names no file, or one that is on it twice")
        else:
            listed[path] = resource
    faults += [f"{name} is not on the list" for name in sorted(names - listed.keys())]
    for path, resource in listed.items():
        if path not in names:
            faults.append(f"{path} is on the list and not in the file")
        else:
            faults += _compare(packed, path, resource)
    for need, found in (
        ("WARC file in archive/", any(re.fullmatch(r"archive/[^/]+\.warc(\.gz)?", name) for name in names)),
        ("index in indexes/", any(name.startswith("indexes/") for name in names)),
        ("list of pages, pages/pages.jsonl", "pages/pages.jsonl" in names),
    ):
        if not found:
            faults.append(f"there is no {need}")
    for fault in faults:
        yield broken("list", f"The list of files is false: {fault}.")
    if not faults:
        yield holds("list", f"{len(listed)} files are on the list, and each has its digest.")


def check_digest(packed: zipfile.ZipFile, package: Mapping[str, Any]) -> Finding:
    """Whether the digest file names the list as it is."""
    try:
        note = json.loads(read_text(packed, DIGEST))
    except KeyError:
        words = f"There is no {DIGEST}, so nothing tells whether the list of files was changed."
        later = _version_of(package) >= DIGESTED_SINCE
        return broken("list digest", words) if later else missing("list digest", words)
    except ValueError as error:
        return broken("list digest", f"{DIGEST} cannot be read: {error}.")
    stated = note.get("hash") if isinstance(note, dict) else None
    if not isinstance(stated, str) or note.get("path") != PACKAGE:
        return broken("list digest", f"{DIGEST} does not name the list of files.")
    if not _has_digest(read_text(packed, PACKAGE), stated):
        return broken("list digest", "The list of files was changed: it has another digest.")
    return holds("list digest", "The list of files has the digest that is stated.", digest=stated)


def _check_names(packed: zipfile.ZipFile) -> Iterator[str]:
    seen: set[str] = set()
    for info in packed.infolist():
        name, path = info.filename, PurePosixPath(info.filename)
        if name.lower() in seen:
            yield f"{name} is in it twice"
        seen.add(name.lower())
        if path.is_absolute() or ".." in path.parts or "\\" in name or name != info.orig_filename:
            yield f"{name!r} would be unpacked somewhere else"
        limit = LARGEST_FILE if name.startswith("archive/") else LARGEST_TEXT
        if info.file_size > limit:
            yield f"{name} is larger than {limit:,} bytes"
        if info.flag_bits & 0x1:
            yield f"{name} is encrypted"
        kept = name.startswith("archive/") or (name.startswith("indexes/") and name.endswith(".gz"))
        if kept and info.compress_type != zipfile.ZIP_STORED:
            yield f"{name} is compressed once more, so nothing in it can be found at its place"


def _check_entries(packed: zipfile.ZipFile, stream: BinaryIO) -> Iterator[str]:
    """What an entry says of itself where it stands is what the directory at the end says of it."""
    for info in packed.infolist():
        stream.seek(info.header_offset)
        head = stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            yield f"{info.filename} is not where the directory says"
            continue
        _, _, flags, method, time, date, crc, packed_size, size, length, _ = _LOCAL.unpack(head)
        name = stream.read(length)
        day = (info.date_time[0] - 1980) << 9 | info.date_time[1] << 5 | info.date_time[2]
        hour = info.date_time[3] << 11 | info.date_time[4] << 5 | info.date_time[5] // 2
        same = flags == info.flag_bits and method == info.compress_type and (date, time) == (day, hour)
        if not flags & _DEFERRED:
            sizes = {(info.compress_size, info.file_size), (0xFFFFFFFF, 0xFFFFFFFF)}
            same = same and crc == info.CRC and (packed_size, size) in sizes
        try:
            same = same and name == info.orig_filename.encode("utf-8" if flags & 0x800 else "cp437")
        except UnicodeEncodeError:
            same = False
        if not same:
            yield f"{info.filename} says something else of itself than the directory does"


def _check_gaps(packed: zipfile.ZipFile, stream: BinaryIO) -> Iterator[str]:
    """No bytes lie before, between or behind the entries but their own headers."""
    end = 0
    for info in sorted(packed.infolist(), key=lambda info: info.header_offset):
        stream.seek(info.header_offset)
        head = stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            return
        length, extra = _LOCAL.unpack(head)[-2:]
        if info.header_offset != end:
            yield f"there are bytes before {info.filename} that belong to nothing"
            return
        end = info.header_offset + _LOCAL.size + length + extra + info.compress_size
        end += _measure_descriptor(stream, end) if info.flag_bits & _DEFERRED else 0
    if packed.start_dir != end:
        yield "there are bytes before the directory that belong to nothing"
    stream.seek(-min(_END, stream.seek(0, os.SEEK_END)), os.SEEK_END)
    if stream.read(4) != b"PK\x05\x06":
        yield "there are bytes at its end that belong to nothing"


def _measure_descriptor(stream: BinaryIO, at: int) -> int:
    """How long the sizes behind an entry are: with or without a mark, short or long."""
    stream.seek(at)
    tail = stream.read(28)
    start = 4 if tail.startswith(b"PK\x07\x08") else 0
    return next((size for size in (start + 12, start + 20) if tail[size : size + 2] == b"PK"), start + 12)


def _compare(packed: zipfile.ZipFile, path: str, resource: Mapping[str, Any]) -> Iterator[str]:
    stated, size = resource.get("hash"), resource.get("bytes")
    if stated is None and isinstance(resource.get("stats"), dict):  # as it was before version 1.0
        stated, size = resource["stats"].get("hash"), resource["stats"].get("bytes")
        stated = f"{resource.get('hashing', 'md5')}:{stated}"
    kind, _, value = str(stated).partition(":")
    if kind not in ("sha256", "sha512", "sha1", "md5") or not value:
        yield f"{path} has no digest on the list that can be checked"
        return
    digest, found = hashlib.new(kind, usedforsecurity=False), 0
    try:
        with packed.open(path) as stream:
            while data := stream.read(1 << 20):
                digest.update(data)
                found += len(data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield f"{path} cannot be unpacked ({error})"
        return
    if digest.hexdigest() != value.lower():
        yield f"{path} has another digest"
    elif size is not None and size != found:
        yield f"{path} has another size"


def _has_digest(data: bytes, stated: str) -> bool:
    kind, _, value = stated.partition(":")
    known = kind in ("sha256", "sha512", "sha1", "md5")
    return known and hashlib.new(kind, data, usedforsecurity=False).hexdigest() == value.lower()


def _version_of(package: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", str(package.get("wacz_version", "1.1"))))
