"""`letapis verify`: check the evidence, link by link."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import count, show, tell, write_json
from letapis.seal import BROKEN, HOLDS, MISSING, Finding, conclude, verify_wacz

CODES = {HOLDS: 0, BROKEN: 1, MISSING: 3}
MARKS = {HOLDS: "holds   ", BROKEN: "FALSE   ", MISSING: "missing "}
SHOWN = 2
"""Links of one sort that hold and are shown."""

RESULTS = {
    HOLDS: "Everything holds.",
    BROKEN: "Something is false: see the lines marked FALSE.",
    MISSING: "Nothing is false, but something is missing: see the lines marked so.",
}


@click.command(
    short_help="Check the evidence, link by link.",
    epilog=example("letapis verify 3fa9c2 --roots roots.pem"),
)
@click.argument("target", metavar="[CLAIM|REPORT|all|FILE.wacz]", default="all")
@click.option(
    "--roots",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificates (PEM) that timestamps may rest on. [default: those the system trusts]",
)
@click.option(
    "--known",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that you kept elsewhere: the log must go on from it.",
)
@click.option(
    "--complete",
    is_flag=True,
    help="First seal what is new and ask for missing timestamps, over the network.",
)
@click.option("--proxy", metavar="URL", help="Ask through SOCKS: socks5h://127.0.0.1:9050 for Tor.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@chronicle_option
def command(
    target: str, chronicle: Path, roots: Path | None, known: Path | None, as_json: bool, **options: Any
) -> int:
    """Check every link from a claim to its words, its report, the captured bytes and their seals.

    A CLAIM is named by the beginning of its key, a REPORT as for `show`; `all` is the whole chronicle with
    its evidence. A FILE.wacz may be anybody's; it needs no chronicle.

    Exit code 0: all holds. 1: something is false. 3: nothing is false, but something is missing, such as a
    timestamp.
    """
    if Path(target).suffix.lower() == ".wacz":
        return _tell(target, {target: verify_wacz(Path(target), roots)}, as_json=as_json)
    with archive.open(chronicle, create=False) as opened:
        if options["complete"]:
            for issue in opened.complete(options["proxy"]):
                tell(f"{issue.source}: {issue.message}")
        found = opened.verify(target, roots=roots, known=known)
    return _tell(target, found, as_json=as_json)


def _tell(target: str, found: dict[str, list[Finding]], *, as_json: bool) -> int:
    result = conclude(finding for findings in found.values() for finding in findings)
    if as_json:
        links = [
            {"of": name, "link": one.link, "state": one.state, "words": one.words, "facts": dict(one.facts)}
            for name, findings in found.items()
            for one in findings
        ]
        write_json({"target": target, "result": result, "links": links})
        return CODES[result]
    for name, findings in found.items():
        if len(found) > 2 and name and conclude(findings) == HOLDS:
            continue  # of many reports only those are shown that want a look
        if name:
            click.echo(click.style(show(name), bold=True))
        _tell_links(findings)
    states = Counter(conclude(findings) for name, findings in found.items() if name)
    if len(found) > 2:
        tell(
            f"{count(sum(states.values()), 'report')}: {states[HOLDS]} whole, "
            f"{states[MISSING]} with something missing, {states[BROKEN]} with something false."
        )
    tell(RESULTS[result])
    return CODES[result]


def _tell_links(findings: list[Finding]) -> None:
    """A line a link; of links of one sort that hold, such as many quotations, only the first few."""
    held: Counter[str] = Counter()
    for one in findings:
        held[one.link] += one.state == HOLDS
        if one.state != HOLDS or held[one.link] <= SHOWN:
            click.echo(f"  {MARKS[one.state]} {one.link:<16} {show(one.words)}")
    for link, number in held.items():
        if number > SHOWN:
            click.echo(f"  {MARKS[HOLDS]} {link:<16} … and {number - SHOWN} more.")
