"""From a capture to a report: its text, fixed once, and what each stretch of it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from letapis.issue import Issue
from letapis.model import CODED_BLOCKS, Block, Capture, Quote, Report
from letapis.read.blocks import label_blocks, split_pieces
from letapis.read.charset import UndecodableError, decode_bytes, find_damage
from letapis.read.credits import find_byline, find_wires
from letapis.read.dateline import Dateline, find_dateline
from letapis.read.language import coded_words, find_language
from letapis.read.lines import Stretch
from letapis.read.notices import find_notices
from letapis.read.page import Page, read_page
from letapis.read.published import infer_published

STAGE = "read.page/1"

SUPPORTED = frozenset({"en"})
"""Languages whose reports can be analysed."""


def read_capture(capture: Capture, supported: Collection[str] = SUPPORTED) -> Report | Issue:
    """Read a capture as a report; an Issue with the reason where there is nothing to be read.

    A plain text is kept exactly as it was decoded, page furniture and all, and only labelled. From an HTML
    page the article is taken out, one paragraph a line. A report in a language that is not in `supported`
    is an Issue. Smaller flaws (a guessed encoding, a doubtful extraction) stand in `Report.issues`.
    """
    try:
        decoded, note = decode_bytes(capture.data, capture.media, capture.charset)
    except UndecodableError as error:
        return Issue(capture.id, "encoding", f"{error}; save it as UTF-8")
    issues = [Issue(capture.id, "encoding", note, fatal=False)] if note else []
    latest = capture.captured.date() + timedelta(days=1)
    if capture.media == "text/html":
        page = read_page(decoded, capture.id, latest, capture.given.url)
        if isinstance(page, Issue):
            return page
        issues += page.issues
        text, blocks = _lay_out(page)
        return _assemble(capture, text, blocks, issues, supported, page.published)
    blocks = label_blocks(decoded)
    if not any(block.kind in CODED_BLOCKS for block in blocks):
        return Issue(capture.id, "empty", "there is nothing but page furniture in it; check what was saved")
    return _assemble(capture, decoded, blocks, issues, supported, None)


def _lay_out(page: Page) -> tuple[str, tuple[Block, ...]]:
    """The text of a page, one line a part, and its blocks."""
    lines: list[str] = []
    stretches: list[tuple[Stretch, str]] = []
    start = 0
    for part in page.parts:
        lines.append(part.text)
        end = start + len(part.text)
        stretches.append((Stretch(part.text, start, end, after_blank=False), part.kind))
        start = end + 1
    text = "\n".join(lines)
    return text, split_pieces(text, stretches)


def _assemble(
    capture: Capture,
    text: str,
    blocks: tuple[Block, ...],
    issues: Sequence[Issue],
    supported: Collection[str],
    published: date | None,
) -> Report | Issue:
    language = capture.given.language or find_language(coded_words(text, blocks))
    if language not in supported:
        known = ", ".join(sorted(supported))
        message = f"it is in a language that cannot be read yet ({language}); these can: {known}"
        return Issue(capture.id, "language", message)
    damage = find_damage(text)
    if damage:
        issues = [*issues, Issue(capture.id, "encoding", damage, fatal=False)]
    head, dateline = _dateline_of(text, blocks)
    found, how = _published_of(capture, text, blocks, dateline, published)
    agency = _quote(text, head, dateline.agency) if dateline and dateline.agency else None
    return Report(
        id=capture.id,
        text=text,
        blocks=blocks,
        language=language,
        digest=capture.digest,
        reader=STAGE,
        title=_title_of(text, blocks),
        dateline=_quote(text, head, dateline.place) if dateline and dateline.place else None,
        byline=find_byline(text, blocks),
        published=found,
        published_how=how,
        url=capture.given.url,
        wires=find_wires(text, blocks, agency),
        notices=find_notices(text, blocks, capture.captured),
        issues=tuple(issues),
    )


def _published_of(
    capture: Capture,
    text: str,
    blocks: tuple[Block, ...],
    dateline: Dateline | None,
    metadata: date | None,
) -> tuple[date | None, str]:
    if capture.given.published:
        return capture.given.published, "given"
    if metadata:
        return metadata, "metadata"
    day = dateline.day if dateline else None
    return infer_published(text, blocks, day, capture.id, capture.given.url, capture.captured)


def _dateline_of(text: str, blocks: Sequence[Block]) -> tuple[int, Dateline | None]:
    """Where the first dateline block begins, and what it says; offsets in it count from there."""
    for number, block in enumerate(blocks):
        if block.kind == "dateline":
            following = blocks[number + 1].end if number + 1 < len(blocks) else block.end
            return block.start, find_dateline(text[block.start : following]) or find_dateline(
                text[block.start : block.end]
            )
    return 0, None


def _title_of(text: str, blocks: Sequence[Block]) -> Quote | None:
    for block in blocks:
        if block.kind == "headline":
            return Quote(text[block.start : block.end], block.start, block.end)
    return None


def _quote(text: str, head: int, span: tuple[int, int]) -> Quote:
    start, end = head + span[0], head + span[1]
    return Quote(text[start:end], start, end)
