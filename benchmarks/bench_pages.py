"""Pages a second: a WARC of 2,000 pages taken in, archived and read, beside trafilatura alone on the same.

    python benchmarks/bench_pages.py [--pages 2000]

Capture is what `letapis capture` does with such a file: a confined process parses it, and every page is
archived and told to the custody log, both synced to the disk. The pages are those of
$LETAPIS_GOLD/pages/scrapinghub (181 public news pages), each many times over with a number in it, so that
none is a revisit; without them, invented pages. Those that are not read (they are in a language that cannot
be read yet, or hold no article) are counted by reason; they cost both sides their time all the same. Both
sides are measured in seconds of processor time, children included, page by page in turn, so that a busy
machine slows both alike.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from letapis.capture import captures_from
from letapis.capture.intake import Fetching, open_intake
from letapis.capture.record import HTTP_RESPONSE, Draft, pack
from letapis.issue import Issue
from letapis.model import Capture
from letapis.read import read_capture
from letapis.seal import record

GOLD = Path(os.environ.get("LETAPIS_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def sample_pages() -> list[bytes]:
    """The pages that are repeated."""
    found = sorted((GOLD / "pages" / "scrapinghub" / "html").glob("*.html.gz"))
    if found:
        return [gzip.decompress(path.read_bytes()) for path in found]
    words = "Police in Orlec detained people near the bridge on Tuesday, the Lantern centre said. "
    link = "<li><a href='/x'>Elsewhere in the news today</a></li>" * 200
    article = f"<p>{words * 3}</p>" * 12
    page = f"<html><body><ul>{link}</ul><article><h1>Day</h1>{article}</article></body></html>"
    return [page.replace("Day", f"Day {day}").encode() for day in range(100)]


def write_warc(path: Path, number: int) -> None:
    """A WARC of so many pages, no two alike."""
    pages = sample_pages()
    with path.open("wb") as stream:
        for page in range(number):
            body = pages[page % len(pages)] + f"<!-- {page} -->".encode()
            target = f"https://page-{page}.example/news"
            stream.write(pack(Draft("response", target, datetime.now(UTC), HTTP_RESPONSE, HEAD + body, body)))


def cpu() -> float:
    """Processor seconds of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def take_in(warc: Path, folder: Path) -> Iterator[Capture | Issue]:
    """The archive, taken in."""
    made = open_intake(folder, record, captures_from, lambda *_: False, Fetching())
    return made.take([warc])


def time_alone(capture: Capture) -> float:
    """Seconds that trafilatura takes for the page by itself."""
    before = cpu()
    document = capture.data.decode("utf-8", "replace")
    trafilatura.bare_extraction(document, url=capture.url, favor_precision=True, with_metadata=True)
    return cpu() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    number = parser.parse_args().pages
    alone = read = 0.0
    count = 0
    failed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "crawl.warc.gz"
        write_warc(warc, number)
        start, wall = cpu(), time.monotonic()
        for item in take_in(warc, Path(folder) / "e"):
            if isinstance(item, Issue):
                failed[item.code] += 1
                continue
            count += 1
            # Who comes second finds the other's caches warm, so they take turns.
            if count % 2:
                alone += time_alone(item)
            before = cpu()
            found = read_capture(item)
            read += cpu() - before
            if isinstance(found, Issue):
                failed[found.code] += 1
            if not count % 2:
                alone += time_alone(item)
        whole, wall = cpu() - start - alone, time.monotonic() - wall
    reasons = ", ".join(f"{code} {times}" for code, times in failed.most_common())
    print(f"pages {count}, {wall:.0f} s on the clock; not read: {reasons or 'none'}")
    print(f"capture and read  {count / whole:6.1f} pages a second of processor time ({whole:.1f} s)")
    print(f"  of which read   {count / read:6.1f} ({read:.1f} s)")
    print(f"  of which capture{count / (whole - read):6.1f} ({whole - read:.1f} s)")
    print(f"trafilatura alone {count / alone:6.1f} ({alone:.1f} s)")
    print(f"ratio {alone / whole:.2f} of trafilatura alone; above it {whole / alone - 1:.0%} of its time")


if __name__ == "__main__":
    main()
