"""`letapis why`: what a claim rests on."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.claim_text import claim_lines, report_line
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import one_line, tell_flags
from letapis.extract.confidence import explain

LEAST_EFFECT = 0.1
"""Log-odds; what moves the score by less is not told."""


@click.command(short_help="Show what a claim rests on.", epilog=example("letapis why 3fa9c2"))
@click.argument("claim")
@chronicle_option
def command(claim: str, chronicle: Path) -> None:
    """Show what a claim rests on: its words, the entry of the codebook, the stage, and every judgement.

    CLAIM is the beginning of its key or id.
    """
    with archive.open(chronicle, create=False) as opened:
        kept = opened.claim(claim)
        flags = opened.flags(kept.claim.report)
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
    for title, sign in (("raised by", 1), ("lowered by", -1)):
        reasons = [name for name, effect in explain(found) if effect * sign >= LEAST_EFFECT]
        if reasons:
            click.echo(f"  {title + ':':<10} {', '.join(reasons)}")
    for judgement in kept.judgements:
        what = f" {judgement.field}={judgement.value}" if judgement.field else ""
        later = " (superseded)" if judgement.superseded else ""
        decided = f"{judgement.verdict}{what}{later}: {judgement.why}"
        line = f"{judgement.when:%Y-%m-%d %H:%M} {judgement.who}: {decided}"
        click.echo(f"  {'judged:':<10}{one_line(line)}")
    tell_flags(flags)
