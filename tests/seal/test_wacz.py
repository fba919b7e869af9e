"""WACZ files: ours, which others accept; those of others; and falsified ones, which we do not accept."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letapis.errors import UsageError
from letapis.seal import BROKEN, HOLDS, MISSING, conclude, export_wacz, record, seal_evidence, verify_wacz
from letapis.seal.custody import read_log
from letapis.seal.keys import load_key
from letapis.seal.wacz import sign_digest

Files = dict[str, bytes]
WACZ = os.environ.get("LETAPIS_WACZ") or shutil.which("wacz")


@pytest.fixture(scope="session")
def _exported(_sealed: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("exported")
    shutil.copytree(_sealed.folder, place / "chronicle.evidence")
    export_wacz(place / "chronicle.evidence", place / "out.wacz", title="Orlec")
    return place / "out.wacz", _sealed.authorities.roots


@pytest.fixture
def exported(_exported: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(_exported[0], tmp_path / "out.wacz"))


@pytest.fixture
def roots(_exported: tuple[Path, Path]) -> Path:
    return _exported[1]


def unpack(path: Path) -> Files:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(path: Path, files: Files, method: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data, method)


def relist(files: Files) -> Files:
    """What a forger does: the list and its digest agree with the files again. The signature is left."""
    package, note = (json.loads(files[name]) for name in ("datapackage.json", "datapackage-digest.json"))
    package["resources"] = [
        {
            **one,
            "hash": "sha256:" + hashlib.sha256(files[one["path"]]).hexdigest(),
            "bytes": len(files[one["path"]]),
        }
        for one in package["resources"]
        if one["path"] in files
    ]
    files["datapackage.json"] = json.dumps(package).encode()
    note["hash"] = "sha256:" + hashlib.sha256(files["datapackage.json"]).hexdigest()
    files["datapackage-digest.json"] = json.dumps(note).encode()
    return files


def unsign(files: Files) -> Files:
    """A forger who takes the signature off, and puts the list right."""
    relist(files)
    note = json.loads(files["datapackage-digest.json"])
    del note["signedData"]
    files["datapackage-digest.json"] = json.dumps(note).encode()
    return files


def sign_with_another(files: Files, place: Path) -> Files:
    record(place / "other.evidence", "capture", {})
    seal_evidence(place / "other.evidence")
    key = load_key(place / "other.evidence")
    assert key is not None
    relist(files)
    note = json.loads(files["datapackage-digest.json"])
    note["signedData"] = sign_digest(note["hash"], note["signedData"]["created"], key)
    files["datapackage-digest.json"] = json.dumps(note).encode()
    return files


def add_to_list(files: Files, name: str, data: bytes) -> Files:
    files[name] = data
    package = json.loads(files["datapackage.json"])
    package["resources"].append({"name": "more", "path": name, "hash": "", "bytes": 0})
    files["datapackage.json"] = json.dumps(package).encode()
    return unsign(files)


def edit_note(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    note = json.loads(files["datapackage-digest.json"])
    change(note)
    files["datapackage-digest.json"] = json.dumps(note).encode()
    return files


def without(files: Files, *parts: str) -> Files:
    return {name: data for name, data in files.items() if not name.startswith(parts)}


def edit(files: Files, name: str, change: Callable[[bytes], bytes]) -> Files:
    before = files[name]
    files[name] = change(before)
    assert files[name] != before
    return files


WARC, INDEX = "archive/000001.warc.gz", "indexes/index.cdx.gz"
EMPTY = gzip.compress(b"")


def reindex(files: Files, change: Callable[[str], str]) -> Files:
    """A changed index with the directory, the list and the digest put right."""
    text = gzip.decompress(files[INDEX]).decode()
    assert change(text) != text
    files[INDEX] = gzip.compress(change(text).encode())
    files.pop("indexes/index.idx")
    return unsign(files)


def flip_first_page(data: bytes) -> bytes:
    end = next(at for at in range(1, len(data)) if data.startswith(b"\x1f\x8b\x08", at))
    return gzip.compress(gzip.decompress(data[:end]).replace(b"Nine", b"Five")) + data[end:]


FALSE: dict[str, Callable[[Files], Files]] = {
    # The five that `wacz validate` 0.6 lets pass.
    "an emptied index, list and digest put right": lambda f: unsign(
        {**f, INDEX: EMPTY, "indexes/index.idx": b'!meta 0 {"format": "cdxj-gzip-1.0"}\n'}
    ),
    "a file in archive that is not listed": lambda f: {**f, "archive/000002.warc.gz": f[WARC]},
    "no digest file": lambda f: without(f, "datapackage-digest.json"),
    "a signature of something else": lambda f: edit_note(
        f, lambda note: note["signedData"].update(signature="A" * 128)
    ),
    # Others.
    "the signature taken off": unsign,
    "the signature taken off, and the seals with it": lambda f: edit_note(
        f, lambda note: note["signedData"].pop("sealSignature")
    ),
    "a list that was changed": lambda f: edit(f, "datapackage.json", lambda d: d.replace(b"Orlec", b"Orlek")),
    "a list put right, with the old signature": lambda f: relist(
        edit(f, "pages/pages.jsonl", lambda d: d.replace(b"lantern", b"lanterm"))
    ),
    "another time of signing": lambda f: edit_note(
        f, lambda note: note["signedData"].update(created="2020-01-01T00:00:00Z")
    ),
    "a signature of another digest": lambda f: edit_note(
        f, lambda note: note["signedData"].update(hash="sha256:" + "0" * 64)
    ),
    "a digest file that names another list": lambda f: edit_note(
        f, lambda note: note.update(path="other.json")
    ),
    "a key that is none": lambda f: edit_note(f, lambda note: note["signedData"].update(publicKey="AAAA")),
    "a digest file that is no JSON": lambda f: {**f, "datapackage-digest.json": b"{"},
    "no list": lambda f: without(f, "datapackage.json"),
    "no archive": lambda f: unsign(without(f, "archive/")),
    "no index": lambda f: unsign(without(f, "indexes/")),
    "no list of pages": lambda f: unsign(without(f, "pages/")),
    "no log": lambda f: relist(without(f, "custody/")),
    "no public key": lambda f: relist(without(f, "keys/")),
    "no checkpoints": lambda f: unsign(without(f, "checkpoints/")),
    "a changed page": lambda f: unsign(edit(f, WARC, flip_first_page)),
    "a flipped byte in the archive": lambda f: edit(f, WARC, lambda d: d[:99] + bytes([d[99] ^ 1]) + d[100:]),
    "a truncated archive": lambda f: unsign(edit(f, WARC, lambda d: d[:-30])),
    "a second archive that the log does not know": lambda f: add_to_list(
        f, "archive/000002.warc.gz", f[WARC]
    ),
    "an index that leaves out a page": lambda f: reindex(f, lambda text: text[text.index("\n") + 1 :]),
    "an index with a page that is not there": lambda f: reindex(
        f, lambda text: text + text.splitlines()[-1].replace("lantern.example/2", "lantern.example/3") + "\n"
    ),
    "an index with another place": lambda f: reindex(
        f, lambda text: text.replace('"offset": "0"', '"offset": "1"')
    ),
    "an index that calls a page otherwise": lambda f: reindex(
        f, lambda text: text.replace("https://lantern.example/1", "https://lantern.example/9")
    ),
    "an index that is no gzip": lambda f: unsign({**f, INDEX: b"x"}),
    "a directory that leads nowhere": lambda f: unsign(
        edit(f, "indexes/index.idx", lambda d: d.replace(b'"offset": 0', b'"offset": 7'))
    ),
    "a page on the list that is not there": lambda f: unsign(
        edit(f, "pages/pages.jsonl", lambda d: d.replace(b"lantern.example/1", b"lantern.example/9"))
    ),
    "a changed line in the log": lambda f: unsign(
        edit(f, "custody/custody.jsonl", lambda d: d.replace(b"day-1", b"day-7"))
    ),
    "a swapped token": lambda f: unsign(
        {**f, min(n for n in f if n.endswith(".tsr")): f["custody/custody.jsonl"][:1] * 900}
    ),
    "a path that leads out": lambda f: {**f, "../evil.txt": b"x"},
    "two names that are one": lambda f: {**f, "Archive/000001.warc.gz": f[WARC]},
}


@pytest.mark.parametrize("name", FALSE)
def test_what_was_falsified_is_broken(exported: Path, roots: Path, name: str) -> None:
    pack(exported, FALSE[name](unpack(exported)))
    found = verify_wacz(exported, roots)
    assert conclude(found) == BROKEN, [(one.link, one.state, one.words) for one in found]


def test_a_good_file_holds(exported: Path, roots: Path) -> None:
    found = verify_wacz(exported, roots)
    assert conclude(found) == HOLDS, [one for one in found if one.state != HOLDS]
    pack(exported, unpack(exported))
    assert conclude(verify_wacz(exported, roots)) == HOLDS


def test_a_deflated_archive_is_broken(exported: Path, roots: Path) -> None:
    pack(exported, unpack(exported), zipfile.ZIP_DEFLATED)
    assert conclude(verify_wacz(exported, roots)) == BROKEN


def test_a_forger_with_another_key_is_noticed(exported: Path, roots: Path, tmp_path: Path) -> None:
    pack(exported, sign_with_another(unpack(exported), tmp_path))
    found = verify_wacz(exported, roots)
    assert [one.link for one in found if one.state == BROKEN] == ["signature"]


def test_every_flipped_byte_is_noticed(exported: Path, roots: Path) -> None:
    """But for what a ZIP says of systems and permissions, which changes no file in it."""
    data, files = bytearray(exported.read_bytes()), unpack(exported)
    changed = []
    for at in range(0, len(data), 499):
        data[at] ^= 0x04
        exported.write_bytes(data)
        if conclude(verify_wacz(exported, roots)) != BROKEN and unpack(exported) != files:
            changed.append(at)
        data[at] ^= 0x04
    assert not changed


@pytest.mark.parametrize("where", ["before", "behind", "between"])
def test_bytes_that_belong_to_nothing_are_noticed(exported: Path, roots: Path, where: str) -> None:
    data = exported.read_bytes()
    if where == "between":
        files = unpack(exported)
        with zipfile.ZipFile(exported, "w") as packed:
            packed.writestr("hidden.txt", "x")
            for name, content in files.items():
                packed.writestr(name, content)
            packed.filelist.pop(0)  # no directory entry leads there
    else:
        exported.write_bytes(b"x" * 40 + data if where == "before" else data + b"x" * 40)
    assert conclude(verify_wacz(exported, roots)) == BROKEN


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x03\x04" + bytes(400)])
def test_what_is_no_wacz_is_broken(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.wacz").write_bytes(content)
    assert conclude(verify_wacz(tmp_path / "x.wacz")) == BROKEN


def test_a_list_of_monstrous_depth_is_broken(exported: Path, roots: Path) -> None:
    pack(exported, {**unpack(exported), "datapackage.json": b"[" * 200_000})
    assert conclude(verify_wacz(exported, roots)) == BROKEN


ODD: tuple[Any, ...] = (None, 7, -1.5, float("inf"), "", "x", [], [[]], {}, {"hash": []}, True)
PARTS = [
    *(("datapackage.json", part) for part in ("resources", "wacz_version", "created", "profile")),
    *(("datapackage-digest.json", part) for part in ("hash", "path", "signedData")),
]


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_odd_values_confuse_nobody(exported: Path, roots: Path, name: str, part: str) -> None:
    files = unpack(exported)
    for odd in ODD:
        content = json.loads(files[name])
        content[part] = odd
        pack(exported, {**files, name: json.dumps(content).encode()})
        assert conclude(verify_wacz(exported, roots)) == BROKEN, odd


@pytest.mark.parametrize("name", ["pages/pages.jsonl", "indexes/index.cdx.gz", "custody/custody.jsonl"])
def test_odd_lines_confuse_nobody(exported: Path, roots: Path, name: str) -> None:
    files = unpack(exported)
    odd = b"".join(json.dumps({"url": one, "offset": one, "n": 0}).encode() + b"\n" for one in ODD)
    odd += b"a 20200101000000 " + odd.splitlines()[3] + b"\n[1]\n\xff\n"
    files[name] = gzip.compress(odd) if name.endswith("gz") else odd
    pack(exported, unsign(files))
    assert conclude(verify_wacz(exported, roots)) == BROKEN


def test_an_export_is_private_noted_and_never_overwrites(sealed: Any, tmp_path: Path) -> None:
    target = tmp_path / "out.wacz"
    export_wacz(sealed.folder, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    last = read_log(sealed.folder)[-1]
    assert last.says("export")
    assert last.what["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert b"PRIVATE" not in target.read_bytes()
    with pytest.raises(UsageError, match="exists"):
        export_wacz(sealed.folder, target)
    with pytest.raises(UsageError, match="no evidence"):
        export_wacz(tmp_path / "none.evidence", tmp_path / "two.wacz")
    assert not list(tmp_path.glob(".*"))


def test_small_files_have_plain_headers(exported: Path) -> None:
    """ReplayWeb.page looks for a page in the wrong place where a header is written for huge files."""
    with zipfile.ZipFile(exported) as packed, exported.open("rb") as stream:
        for info in packed.infolist():
            stream.seek(info.header_offset + 28)
            assert stream.read(2) == b"\0\0", info.filename


def test_an_index_of_many_pages_is_in_blocks(sealed: Any, tmp_path: Path) -> None:
    for number in range(10, 720):
        sealed.capture(b"<p>Page %d." % number, number)
    export_wacz(sealed.folder, tmp_path / "many.wacz")
    files = unpack(tmp_path / "many.wacz")
    assert len(files["indexes/index.idx"].splitlines()) == 4
    found = verify_wacz(tmp_path / "many.wacz", sealed.authorities.roots)
    assert {one.link for one in found if one.state != HOLDS} == {"timestamp"}


@pytest.mark.skipif(not WACZ, reason="py-wacz is not installed; name its `wacz` by $LETAPIS_WACZ")
def test_wacz_validate_accepts_it(exported: Path) -> None:
    command = [str(WACZ), "validate", "-f", str(exported)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "passed WACZ is valid" in done.stdout


# What we say of py-wacz's own examples, without trusting anybody, and why.
FIXTURES = {
    "valid_example_1.wacz": (MISSING, {"list digest", "log"}),  # version 1.0 had no digest file
    "valid_example_2.wacz": (MISSING, {"signature", "log"}),  # nobody signed it
    "valid_signed_example_1.wacz": (MISSING, {"signature", "timestamp", "log"}),  # nobody here is trusted
    "invalid_signed_example_1.wacz": (
        MISSING,
        {"signature", "timestamp", "log"},
    ),  # signed by a test authority
    "invalid_example_1.wacz": (BROKEN, {"list", "list digest", "records", "pages", "log"}),
}


@pytest.mark.parametrize("name", FIXTURES)
def test_the_examples_of_another_tool(gold: Path, tmp_path: Path, name: str) -> None:
    path = gold / "evidence" / "py-wacz-fixtures" / "tests" / "fixtures" / name
    if not path.is_file():
        pytest.skip(f"py-wacz's examples are not at {path.parent}")
    (tmp_path / "none.pem").write_bytes(b"")
    found = verify_wacz(path, tmp_path / "none.pem")
    assert (conclude(found), {one.link for one in found if one.state != HOLDS}) == FIXTURES[name]


def test_a_signed_example_holds_for_whom_its_timestamp_is_trusted(gold: Path, tmp_path: Path) -> None:
    path = gold / "evidence" / "py-wacz-fixtures" / "tests" / "fixtures" / "valid_signed_example_1.wacz"
    if not path.is_file() or not shutil.which("openssl"):
        pytest.skip("py-wacz's examples or openssl are not there")
    signed = json.loads(unpack(path)["datapackage-digest.json"])["signedData"]
    (tmp_path / "roots.pem").write_text(signed["timestampCert"])
    found = {one.link: one for one in verify_wacz(path, tmp_path / "roots.pem")}
    assert found["timestamp"].state == HOLDS
    assert "2022-01-18 19:00:12 UTC" in found["timestamp"].words
