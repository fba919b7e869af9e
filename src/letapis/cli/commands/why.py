"""`letapis why`: what a claim rests on."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.claim_text import claim_lines, report_line
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import one_line


@click.command(short_help="Show what a claim rests on.", epilog=example("letapis why 3fa9c2"))
@click.argument("claim")
@chronicle_option
def command(claim: str, chronicle: Path) -> None:
    """Show what a claim rests on: its words, the entry of the codebook, the stage, and every judgement.

    CLAIM is the beginning of its key or id.
    """
    with archive.open(chronicle, create=False) as opened:
        kept = opened.claim(claim)
    found = kept.claim
    click.echo(f"{report_line(kept)}\n\n{claim_lines(kept)}")
    trigger = found.evidence.trigger
    facts = {
        "words": f"“{trigger.text}” at {trigger.start}–{trigger.end}, {found.evidence.block}",
        "rule": found.rule,
        "stage": found.stage,
        "score": f"{found.score:.3f}",
        "key": found.key,
        "id": found.id,
    }
    for name, value in facts.items():
        click.echo(f"  {name + ':':<10}{one_line(value)}")
    for judgement in kept.judgements:
        what = f" {judgement.field}={judgement.value}" if judgement.field else ""
        later = " (superseded)" if judgement.superseded else ""
        decided = f"{judgement.verdict}{what}{later}: {judgement.why}"
        line = f"{judgement.when:%Y-%m-%d %H:%M} {judgement.who}: {decided}"
        click.echo(f"  {'judged:':<10}{one_line(line)}")
