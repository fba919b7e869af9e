"""Every command helps, with an example, and the list of commands costs nothing."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from letapis.cli import COMMANDS, main


def load(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    before, example = done.output.rstrip().split("Example:\n")
    assert len(before) > 100
    assert f"letapis {name}" in example
    assert "\n" not in example, "the example is broken over lines, and cannot be copied"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    assert load(name).short_help == COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    options = [option for option in load(name).params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_a_wrong_command_is_misuse() -> None:
    done = CliRunner().invoke(main, ["clams"])
    assert done.exit_code == 2
    assert "clams" in done.stderr


def test_help_imports_no_command() -> None:
    program = (
        "import sys; from letapis.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = ('letapis.cli.commands', 'sqlalchemy', 'rich')\n"
        "sys.exit(any(name.startswith(heavy[0]) or name in heavy[1:] for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
