"""Erasing a page: nothing of it is left, and everything else still holds."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from letapis.errors import EvidenceError
from letapis.seal import BROKEN, conclude, erase_page, open_evidence, prove_page, record, verify_evidence
from letapis.seal.custody import read_log
from letapis.seal.erase import make_filler
from letapis.seal.warc import iter_records


def everything(folder: Path) -> bytes:
    """All that lies in the folder, packed and unpacked."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for path in (folder / "archive").glob("*"):
        with path.open("rb") as stream:
            for one in iter_records(stream, gzipped=True):
                found += [repr(one.fields).encode(), one.http]
    return b"\n".join(found)


def test_nothing_of_the_page_is_left_and_all_else_holds(sealed: Any) -> None:
    size = sealed.warc.stat().st_size
    assert b"day-1" in everything(sealed.folder)
    assert erase_page(sealed.folder, sealed.pages[0], ["day-1"], who="desk") == 1
    left = everything(sealed.folder)
    for word in (b"day-1", b"https://lantern.example/0", sealed.pages[0].encode()):
        assert word not in left
    assert b"https://lantern.example/1" in left
    assert sealed.warc.stat().st_size == size

    evidence = open_evidence(sealed.folder, sealed.authorities.roots)
    found = [*verify_evidence(evidence), *prove_page(evidence, sealed.pages[1], "day-2")]
    assert {one.link for one in found if one.state != "holds"} == {"timestamp"}  # of the deletion itself
    assert conclude(found) != BROKEN
    last = [line for line in read_log(sealed.folder) if line.says("delete")]
    assert [line.what["file"] for line in last] == ["archive/000001.warc.gz"]


def test_what_was_blacked_out_cannot_be_passed_off(sealed: Any) -> None:
    """The lines of a deletion are those that it names, and no others."""
    erase_page(sealed.folder, sealed.pages[0], ["day-1"])
    lines = sealed.log.read_bytes().split(b"\n")
    place = next(n for n, line in enumerate(read_log(sealed.folder)) if line.what.get("id") == "day-2")
    leaf = read_log(sealed.folder)[place].leaf.hex()
    lines[place] = b'{"leaf":"%s","n":%d}' % (leaf.encode(), place)
    sealed.log.write_bytes(b"\n".join(lines))
    assert conclude(sealed.check()) == BROKEN


def test_erasing_twice_or_nothing_changes_nothing(sealed: Any) -> None:
    before = sealed.log.read_bytes()
    assert erase_page(sealed.folder, "0" * 64, ["day-9"]) == 0
    assert erase_page(sealed.folder.parent / "none.evidence", "0" * 64, []) == 0
    assert sealed.log.read_bytes() == before
    erase_page(sealed.folder, sealed.pages[0], ["day-1"])
    after = sealed.log.read_bytes()
    assert erase_page(sealed.folder, sealed.pages[0], ["day-1"]) == 0
    assert sealed.log.read_bytes() == after


def test_damaged_evidence_is_not_made_to_look_whole(sealed: Any) -> None:
    sealed.warc.write_bytes(sealed.warc.read_bytes()[:-9])
    before = sealed.log.read_bytes()
    with pytest.raises(EvidenceError, match="nothing is erased"):
        erase_page(sealed.folder, sealed.pages[0], ["day-1"])
    assert sealed.log.read_bytes() == before


def test_the_log_goes_on_after_it(sealed: Any) -> None:
    erase_page(sealed.folder, sealed.pages[0], ["day-1"])
    record(sealed.folder, "verify", {"of": "all"})
    lines = read_log(sealed.folder)
    assert [line.n for line in lines] == list(range(len(lines)))
    assert not any(line.fault for line in lines)


@pytest.mark.parametrize("length", [250, 1000, 200_000])
def test_a_filler_is_a_record_of_its_length(length: int) -> None:
    (found,) = iter_records(io.BytesIO(make_filler(length)), gzipped=True)
    assert (found.length, found.type, found.faults) == (length, "metadata", ())


def test_no_filler_for_too_few_bytes() -> None:
    with pytest.raises(ValueError, match="too few"):
        make_filler(40)
