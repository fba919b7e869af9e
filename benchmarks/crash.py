"""Kill a capturing process again and again, and count what was lost.

    python benchmarks/crash.py [--kills 200]

Each time a process archives pages (response, request, metadata; every third one a revisit) as fast as it
can, until it is killed (SIGKILL) at a random moment. In the end the archive is opened once more and checked:
every record whole, every record in the custody log, the seals sound, both checkers of others content. Prints
the counts; exits 1 where anything is lost.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from letapis.capture.evidence import Evidence
from letapis.capture.fetch import Answer
from letapis.capture.visit import Visit
from letapis.capture.warc import Record, read_records
from letapis.seal import BROKEN, conclude, open_evidence, record, seal_evidence, verify_evidence

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def archive_pages(folder: Path, number: int) -> None:
    """Archive pages, and tell the custody log of each, until killed."""
    evidence = Evidence(folder / "evidence", record)
    chance = random.Random(number)
    for page in range(1_000_000):
        body = b"the same" if page % 3 == 2 else chance.randbytes(chance.randint(10, 300_000))
        url = f"https://page-{number}-{page}.example/"
        answer = Answer(url, datetime.now(UTC), 200, HEAD, (), body, b"GET / HTTP/1.1\r\n\r\n", 0.1)
        evidence.keep_visit(Visit(url, (answer,)))


def kill_once(folder: Path, number: int) -> None:
    """Start a process, and kill it in the middle of its work."""
    child = os.fork()
    if not child:
        archive_pages(folder, number)
        os._exit(0)
    time.sleep(random.Random(number * 7919).uniform(0.01, 0.3))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(kills):
            kill_once(folder, number)
        Evidence(folder / "evidence", record).tell("end", {})
        kinds: Counter[str] = Counter()
        damaged = 0
        logged = (folder / "evidence" / "custody.jsonl").read_text()
        unlogged = 0
        for path in sorted((folder / "evidence" / "archive").iterdir()):
            with path.open("rb") as stream:
                for item in read_records(stream):
                    if not isinstance(item, Record):
                        damaged += 1
                        continue
                    kinds[item.kind] += 1
                    unlogged += item.kind in ("response", "revisit") and item.id not in logged
        torn = len(list((folder / "evidence" / "torn").glob("*")))
        seal_evidence(folder / "evidence")
        verdict = conclude(verify_evidence(open_evidence(folder / "evidence")))
        checked = check_by_others(folder / "evidence" / "archive")
    print(f"kills {kills}; records {dict(kinds)}; recovered {logged.count('recover')}; torn ends {torn}")
    print(f"damaged records {damaged}; pages not in the log {unlogged}; seals: {verdict}; {checked}")
    return int(bool(damaged or unlogged or verdict == BROKEN or "failed" in checked))


def check_by_others(archive: Path) -> str:
    """What warcio and fastwarc say of the files."""
    said = []
    for tool in ("warcio", "fastwarc"):
        files = sorted(archive.iterdir())
        command = Path(sys.executable).parent / tool
        runs = [subprocess.run([command, "check", file], capture_output=True, check=False) for file in files]
        said.append(f"{tool} check {'failed' if any(run.returncode for run in runs) else 'clean'}")
    return ", ".join(said)


if __name__ == "__main__":
    sys.exit(main())
