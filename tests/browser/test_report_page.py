"""A reader opens the page of a report in a browser and follows a claim from the text to its card and back.

Needs the package playwright and a Chromium: that of the system, or the one that $LETAPIS_CHROMIUM names.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from letapis.model import Block
from letapis.publish import render_report_page

MADE = runpy.run_path(str(Path(__file__).parents[1] / "publish" / "standins.py"))
BEGINNING = "Menu\nORLEC -- Quiet days came first.\n"
MIDDLE = "Nothing more is known of that day in the Veldanian capital, and little of the one before it.\n" * 40
ADDRESS = "https://lantern.example/"


def write_page(path: Path) -> None:
    text = BEGINNING + MIDDLE + MADE["TEXT"]
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Block("furniture" if line == "Menu" else "body", at, at + len(line)))
        at += len(line) + 1
    claims = [
        MADE["make_claim"]("Quiet days", "protest", text),
        MADE["make_claim"]("detained", text=text, recipients=(MADE["mention"]("nine people", text),)),
        MADE["make_claim"]("denied that anyone was beaten", "deny", text, about=("beat-missing",)),
        MADE["make_claim"]("beaten", "beat", text, status="denied"),
    ]
    report = MADE["make_report"](text, tuple(lines), url=ADDRESS)
    path.write_text(render_report_page(report, claims), encoding="utf-8")


def in_view(page: Any, selector: str) -> bool:
    found: bool = page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            return box.top >= -1 && box.top < innerHeight && box.left >= -1 && box.right <= innerWidth + 1;
        }""",
        selector,
    )
    return found


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_reader_follows_a_claim_and_nothing_leaves_the_page(
    browser: Any, tmp_path: Path, width: int
) -> None:
    write_page(tmp_path / "day.html")
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    opened = (tmp_path / "day.html").as_uri()
    page.goto(opened)

    # The last claim's mark stands inside that of another; its card is far away.
    page.locator("#report mark.x4").scroll_into_view_if_needed()
    assert not in_view(page, "#c4")
    before = page.evaluate("document.querySelector('#report mark.x4').getBoundingClientRect().top")
    page.locator("a.note[href='#c4']").click()
    assert page.url == opened + "#c4"
    assert in_view(page, "#c4")
    if width > 1000:
        after = page.evaluate("document.querySelector('#report mark.x4').getBoundingClientRect().top")
        assert abs(after - before) < 1, "the text moved away from its reader"

    # From another card back to its words, which light up with what belongs to them.
    page.goto(opened)
    dark = page.locator("#report .p.x2").evaluate("found => getComputedStyle(found).backgroundColor")
    page.locator("#c2 a.number").click()
    page.mouse.move(0, 0)
    assert in_view(page, "#t2")
    lit = page.locator("#report .p.x2").evaluate("found => getComputedStyle(found).backgroundColor")
    assert lit != dark

    # With the keyboard: the first stop leads past everything to the report.
    page.goto(opened)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#report"
    assert in_view(page, "a.skip:focus")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert set(asked) == {opened}
    assert not complaints
    page.close()


def test_print_shows_what_the_screen_folds_away(browser: Any, tmp_path: Path) -> None:
    write_page(tmp_path / "day.html")
    page = browser.new_page()
    page.goto((tmp_path / "day.html").as_uri())
    furniture = page.locator(".furniture p")
    assert not furniture.is_visible()
    page.emulate_media(media="print")
    assert furniture.is_visible()
    report, claims = (page.locator(part).bounding_box() for part in ("#report", "#claims"))
    assert report["y"] + report["height"] <= claims["y"]
    assert page.locator("#claims").evaluate("found => found.scrollHeight <= found.clientHeight + 1")
    page.close()
