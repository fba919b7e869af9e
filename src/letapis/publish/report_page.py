"""The page of one report: its text as it stands, and beside it what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from letapis.model import STATUSES, Claim, Report
from letapis.publish.cards import make_cards, order_claims
from letapis.publish.marks import find_spans
from letapis.publish.passages import lay_out_text
from letapis.publish.wording import clip, write_day, write_label, write_naming, write_quantity, write_when

# Control characters, lone surrogates and the characters that turn the direction of what follows them: a page
# may not hold the first two, and the third make a name look like another.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render_report_page(
    report: Report, claims: Sequence[Claim], kinds: Mapping[str, str] | None = None
) -> str:
    """Write a report and its claims as one HTML page that needs nothing else: no script, no network.

    Every word of the report is there, each claim's trigger marked and numbered, and each claim has a card
    with who, whom, when, where, how many, who says so, and the quotation. `claims` may come in any order;
    those whose offsets do not fit the text have a card and no mark. `kinds` are the codebook's definitions by
    the name of the kind. Characters that cannot be seen are written as their code points.
    """
    ordered = order_claims(claims)
    spans = find_spans(report.text, ordered)
    passages = lay_out_text(report, spans)
    segments = (s for passage in passages for p in passage.paragraphs for run in p.runs for s in run.segments)
    counts = Counter(claim.status for claim in ordered)
    return _page().render(
        report=report,
        cards=make_cards(ordered, kinds or {}),
        passages=passages,
        marked=frozenset(number for segment in segments for number in segment.opens),
        counts=[(status, counts[status]) for status in reversed(STATUSES) if counts[status]],
        address=_address(report.url),
    )


@cache
def _page() -> Template:
    environment = Environment(
        loader=PackageLoader("letapis.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_show_unseen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=write_day,
        when=write_when,
        quantity=write_quantity,
        words=write_label,
        naming=write_naming,
        clip=clip,
    )
    return environment.get_template("report.html.j2")


def _show_unseen(value: object) -> object:
    """Text with every character that cannot be seen as its code point; anything else as it is.

    >>> _show_unseen("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    if type(value) is not str:
        return value
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value)


def _address(url: str | None) -> str | None:
    """The address if a browser may follow it, else None."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
