"""Check a WACZ, ours or another's, more strictly than a replayer does."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.x509 import Certificate

from letapis.errors import EvidenceError
from letapis.seal.cdx import SHOWN, Place, check_directory, read_index, write_stamp
from letapis.seal.evidence import Evidence
from letapis.seal.examine import examine_parcel
from letapis.seal.finding import Finding, broken, holds, missing
from letapis.seal.records import examine_records
from letapis.seal.token import load_roots
from letapis.seal.wacz import CUSTODY
from letapis.seal.wacz_list import check_digest, check_list, check_zip, read_package, read_text
from letapis.seal.wacz_sign import check_signature
from letapis.seal.warc import BrokenRecord, is_gzipped, iter_records

STRANGE = (
    *(zipfile.BadZipFile, EOFError, NotImplementedError, RecursionError, zlib.error),
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError),
)
"""What a file that was built to confuse can make the readers of ZIP, JSON and certificates raise."""


def verify_wacz(path: Path, roots: Path | None = None) -> list[Finding]:
    """Everything that can be found wrong with a WACZ, and what nobody vouches for in it."""
    trusted = load_roots(roots)
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as packed:
            return _verify(packed, stream, trusted)
    except STRANGE as error:
        return [broken("package", f"The file cannot be read as a WACZ ({type(error).__name__}: {error}).")]
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}.") from error


def _verify(packed: zipfile.ZipFile, stream: object, roots: Sequence[Certificate]) -> list[Finding]:
    found = check_zip(packed, stream)  # type: ignore[arg-type]
    try:
        package = read_package(packed)
    except ValueError as error:
        return [*found, broken("list", f"The list of files cannot be read: {error}.")]
    found += [*check_list(packed, package), check_digest(packed, package)]
    if any(finding.link == "package" and finding.state == "broken" for finding in found):
        return found  # what is in it can no longer be told for certain
    with tempfile.TemporaryDirectory(prefix="letapis-") as place:
        folder = Path(place)
        _unpack(packed, folder)
        places = _read_places(folder)
        found += [*places.faults, *_check_index(packed, places.found), *_check_pages(packed, places.found)]
        evidence = Evidence(folder, roots)
        ours = CUSTODY in packed.namelist()
        found += check_signature(packed, package, evidence.key if ours else None, roots)
        found += [*examine_parcel(evidence), *examine_records(evidence)] if ours else [_no_log()]
    return found


class _Places:
    """The looks at pages that the archives in a package have, and what is wrong with their records."""

    def __init__(self) -> None:
        self.found: set[Place] = set()
        self.faults: list[Finding] = []


def _no_log() -> Finding:
    return missing("log", "It carries no custody log: who captured it, and when, only its maker can say.")


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    """Put archives and seals where a folder of evidence has them; names were checked before."""
    for info in packed.infolist():
        name = "custody.jsonl" if info.filename == CUSTODY else info.filename
        if re.match(r"(archive|keys|checkpoints|timestamps)/[^/]+$", name) or name == "custody.jsonl":
            target = folder / name
            target.parent.mkdir(mode=0o700, exist_ok=True)
            with packed.open(info) as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)


def _read_places(folder: Path) -> _Places:
    places = _Places()
    count = 0
    for path in sorted((folder / "archive").glob("*")):
        try:
            with path.open("rb") as stream:
                for record in iter_records(stream, gzipped=is_gzipped(stream)):
                    count += 1
                    if record.faults:
                        where = f"{path.name} at {record.offset}"
                        words = f"The record in {where} is not sound: {record.faults[0]}."
                        places.faults.append(broken("records", words))
                    url = record.fields.get("warc-target-uri", "").strip("<>")
                    if record.type in SHOWN:
                        stamp = write_stamp(record.fields.get("warc-date"))
                        places.found.add(Place(url, stamp, path.name, record.offset, record.length))
        except BrokenRecord as error:
            places.faults.append(broken("records", f"A record in {path.name} cannot be read: {error}."))
    if not count:
        places.faults.append(broken("records", "There is no record in it."))
    elif not places.faults:
        places.faults.append(holds("records", f"{count} records are whole."))
    return places


def _check_index(packed: zipfile.ZipFile, found: set[Place]) -> Iterator[Finding]:
    """Whether the index lists every look at a page, where it lies, and none that is not there."""
    listed: set[Place] = set()
    try:
        for name in packed.namelist():
            if re.fullmatch(r"indexes/[^/]+\.cdxj?(\.gz)?", name):
                listed |= set(read_index(read_text(packed, name), gzipped=name.endswith(".gz")))
            elif re.fullmatch(r"indexes/[^/]+\.idx", name):
                check_directory(read_text(packed, name), read_text(packed, f"{name[:-4]}.cdx.gz"))
    except (ValueError, KeyError) as error:
        yield broken("index", f"The index cannot be read: {error}.")
        return
    for which, words in (
        (found - listed, "is not where the index says, or not in it"),
        (listed - found, "is in the index and not in the archive"),
    ):
        if which:
            first = min(which, key=lambda place: (place.filename, place.offset))
            where = f"{first.url} ({first.filename} at {first.offset})"
            yield broken("index", f"{where} {words}; {len(which)} such looks in all.")
    if found == listed:
        words = f"The index lists the {len(found)} looks at pages that the archive has, and no other."
        yield holds("index", words)


def _check_pages(packed: zipfile.ZipFile, found: set[Place]) -> Iterator[Finding]:
    """Whether every page on the list of pages is in the archive."""
    known = {place.url for place in found}
    try:
        lines = read_text(packed, "pages/pages.jsonl").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        pages = [row["url"] for row in rows if "format" not in row]
    except (KeyError, ValueError, TypeError):
        yield broken("pages", "The list of pages is not there, or cannot be read.")
        return
    lost = [page for page in pages if page not in known]
    if lost:
        yield broken("pages", f"{len(lost)} pages are on the list and not in the archive, such as {lost[0]}.")
    else:
        yield holds("pages", f"{len(pages)} pages are on the list, and all are in the archive.")
