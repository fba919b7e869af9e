"""`letapis show`: a report with its claims."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from letapis import archive
from letapis.cli.claim_text import claim_lines, judged_record
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import count, one_line, show, tell, tell_flags, write_json
from letapis.codebook import load_codebook
from letapis.errors import StoreError
from letapis.model import Report
from letapis.model.record import claim_to_record, report_to_record
from letapis.store import KeptClaim


@click.command(
    short_help="Show a report with its claims.",
    epilog=example("letapis show reports/day-1.txt --html day-1.html"),
)
@click.argument("report")
@click.option("--text", "with_text", is_flag=True, help="Also the report's own text.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with the claims marked."
)
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the captured page, cleaned of all that acts or loads.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the report and its claims as one JSON object.")
@chronicle_option
def command(
    report: str, chronicle: Path, with_text: bool, html: Path | None, page: Path | None, as_json: bool
) -> None:
    """Show a report with its claims, every claim with its quotation.

    REPORT is its id or path, the beginning or end of that, or a part of its title.
    """
    with archive.open(chronicle, create=False) as opened:
        found = opened.report(report)
        claims = list(opened.kept_claims(report=found.id))
        captured = opened.page(found.id) if page else ""
        flags = opened.flags(found.id)
    if page:
        _write_file(page, captured)
    elif html:
        _write_page(html, found, claims)
    elif as_json:
        records = [{**claim_to_record(kept.claim), **judged_record(kept)} for kept in claims]
        write_json({"report": report_to_record(found), "claims": records})
    else:
        _write_text(found, claims, with_text=with_text)
    tell_flags(flags)


def _write_text(report: Report, claims: list[KeptClaim], *, with_text: bool) -> None:
    title = report.title.text if report.title else report.id
    click.echo(click.style(one_line(title), bold=True))
    facts = (report.id, report.published and report.published.isoformat(), report.url)
    click.echo("  ".join(one_line(fact) for fact in facts if fact) + "\n")
    if with_text:
        click.echo(show(report.text.rstrip()) + "\n")
    for kept in claims:
        click.echo(claim_lines(kept))
    tell(f"{count(len(claims), 'claim')}.")


def _write_page(path: Path, report: Report, claims: list[KeptClaim]) -> None:
    # The page's templates are of no use to a terminal.
    page = importlib.import_module("letapis.publish.report_page")
    kinds = {name: kind.definition for name, kind in load_codebook().kinds.items()}
    _write_file(path, page.render_report_page(report, tuple(kept.claim for kept in claims), kinds))


def _write_file(path: Path, written: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as page_file:
            path.chmod(0o600)  # like the chronicle, for its owner only
            page_file.write(written)
    except FileExistsError as error:
        raise StoreError(f"{path} is there already, and is not overwritten: choose another name.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    tell(f"Written: {path}")
