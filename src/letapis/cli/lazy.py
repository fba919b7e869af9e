"""Commands that are imported only when they are used, and errors that say what to do."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Mapping
from typing import Any, NamedTuple, TextIO

import click

from letapis.errors import LetapisError, UsageError


class Lazy(NamedTuple):
    """A command that is not imported yet: the module that has it as `command`, and its one line of help."""

    module: str
    help: str


class Failure(click.ClickException):
    """Something went wrong: the message on standard error, and the exit code."""

    def __init__(self, message: str, *, misused: bool = False) -> None:
        super().__init__(message)
        self.misused = misused

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """2 where the command was misused, otherwise 1."""
        return 2 if self.misused else 1

    def show(self, file: TextIO | None = None) -> None:  # type: ignore[override]
        """Print the message."""
        click.echo(f"letapis: {self.format_message()}", file=file, err=True)


class LazyGroup(click.Group):
    """A group that knows its commands by name and line of help, and imports the one that is used."""

    def __init__(self, *arguments: Any, lazy: Mapping[str, Lazy], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of this name."""
        if cmd_name not in self.lazy:
            return None
        command: click.Command = importlib.import_module(self.lazy[cmd_name].module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.help) for name, lazy in self.lazy.items()])

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line; data is UTF-8 whatever the terminal's settings."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the number it returns is the exit code."""
        try:
            code = super().invoke(ctx)
        except LetapisError as error:
            raise Failure(str(error), misused=isinstance(error, UsageError)) from error
        except KeyboardInterrupt:
            click.echo("letapis: interrupted", err=True)
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if ctx.meta.get("letapis.verbose"):
                traceback.print_exc()
            message = (
                f"stumbled ({type(error).__name__}); `letapis --verbose …` shows where: please report it"
            )
            raise Failure(message) from error
        ctx.exit(code if isinstance(code, int) else 0)
