"""The command line.

In: what a user types. Out: data on standard output, talk on standard error, an exit code.
By hand: judgements and deletions. Never: knows how anything is done; that is the archive's.

Exit codes: 0 done, 1 failed, 2 misused, 3 done but some inputs could not be read, 130 interrupted.
"""

from __future__ import annotations

import logging
from pathlib import Path

import click

from letapis.cli.lazy import Lazy, LazyGroup

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "run": Lazy("letapis.cli.commands.run", "Read reports and keep their claims."),
    "capture": Lazy("letapis.cli.commands.capture", "Archive pages as evidence."),
    "changes": Lazy("letapis.cli.commands.changes", "Show how a page changed between captures."),
    "extract": Lazy("letapis.cli.commands.extract", "Print the claims in reports and keep nothing."),
    "read": Lazy("letapis.cli.commands.read", "Show how a page is read: its parts, or its grammar."),
    "reports": Lazy("letapis.cli.commands.reports", "List the reports in the chronicle."),
    "claims": Lazy("letapis.cli.commands.claims", "List claims, each with its quotation."),
    "export": Lazy("letapis.cli.commands.export", "Write claims as events of another system."),
    "people": Lazy("letapis.cli.commands.people", "List the people whom claims name."),
    "show": Lazy("letapis.cli.commands.show", "Show a report with its claims."),
    "why": Lazy("letapis.cli.commands.why", "Show what a claim rests on."),
    "judge": Lazy("letapis.cli.commands.judge", "Accept, reject or correct a claim."),
    "delete": Lazy("letapis.cli.commands.delete", "Delete a report and all that was found in it."),
    "issues": Lazy("letapis.cli.commands.issues", "List the inputs that could not be read."),
    "kinds": Lazy("letapis.cli.commands.kinds", "Show the codebook: what each kind of claim means."),
    "verify": Lazy("letapis.cli.commands.verify", "Check the evidence, link by link."),
    "settings": Lazy("letapis.cli.commands.settings", "Show the settings in force."),
    "backup": Lazy("letapis.cli.commands.backup", "Copy the chronicle to a new file."),
    "restore": Lazy("letapis.cli.commands.restore", "Put a backup in the place of the chronicle."),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  letapis run reports/ && letapis claims --kind detain",
)
@click.option(
    "--chronicle",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The chronicle's file; also $LETAPIS_CHRONICLE. [default: chronicle.db]",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more of what goes on, on standard error.")
@click.version_option(package_name="letapis")
@click.pass_context
def main(context: click.Context, chronicle: Path | None, verbose: bool) -> None:
    """Read news reports and keep a record of who did what to whom, and who says so."""
    context.obj = chronicle
    context.meta["letapis.verbose"] = verbose
    logging.basicConfig(level="DEBUG" if verbose else "WARNING", format="letapis: %(message)s")
    for chatty in ("alembic", "trafilatura", "htmldate", "httpcore", "httpx", "charset_normalizer"):
        logging.getLogger(chatty).setLevel("ERROR")
