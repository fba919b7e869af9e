"""A reader opens an exported WACZ in ReplayWeb.page and sees the captured page; nothing else is asked for.

Needs the package playwright, a Chromium, and ReplayWeb.page: its `ui.js` and `sw.js` in a folder named by
$LETAPIS_REPLAYWEBPAGE. It is under the AGPL and no part of Letapis.
"""

from __future__ import annotations

import functools
import http.server
import os
import runpy
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from letapis.seal import export_wacz, record

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

WARCS = runpy.run_path(str(Path(__file__).parents[1] / "seal" / "warcs.py"))
PAGE = b"<!doctype html><title>Orlec</title><h1 id='found'>Nine people were detained.</h1>"
HOST = """<!doctype html><script src="ui.js"></script>
<replay-web-page source="/out.wacz" url="https://lantern.example/0"></replay-web-page>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    program = os.environ.get("LETAPIS_REPLAYWEBPAGE")
    if not program or not (Path(program) / "ui.js").is_file():
        pytest.skip("ReplayWeb.page is not here; name its folder by $LETAPIS_REPLAYWEBPAGE")
    root = tmp_path / "site"
    (root / "replay").mkdir(parents=True)
    shutil.copy(Path(program) / "ui.js", root / "ui.js")
    shutil.copy(Path(program) / "sw.js", root / "replay" / "sw.js")
    (root / "index.html").write_text(HOST)
    export(tmp_path / "chronicle.evidence", root / "out.wacz")
    handler = functools.partial(Quiet, directory=root)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def export(folder: Path, target: Path) -> None:
    (folder / "archive").mkdir(parents=True)
    (folder / "archive" / "000001.warc.gz").write_bytes(WARCS["make_response"](PAGE))
    record(folder, "capture", {"url": "https://lantern.example/0"})
    export_wacz(folder, target, title="Orlec")


def test_the_captured_page_is_replayed_and_nothing_leaves(browser: Any, site: str) -> None:
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(site)
    found = page.frame_locator("replay-web-page iframe").frame_locator("iframe").locator("#found")
    try:
        found.wait_for(timeout=20_000)
    except Exception:  # its service worker was not in charge yet
        page.reload()
        found.wait_for(timeout=60_000)
    assert found.inner_text() == "Nine people were detained."
    outside = [url for url in asked if not url.startswith((site, "blob:", "data:"))]
    assert not outside
    context.close()
