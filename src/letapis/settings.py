"""What can be set from outside: each setting with its variable, its default and what it is for."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, the environment variable that carries it, its default, and its help."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS = (
    Setting(
        "chronicle", "LETAPIS_CHRONICLE", "chronicle.db", "The file in which reports and claims are kept."
    ),
    Setting(
        "codebook", "LETAPIS_CODEBOOK", "", "A folder with your own kinds and words, laid over the codebook."
    ),
    Setting("reviewer", "LETAPIS_REVIEWER", "", "Who judges and deletes; without it, your login name."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    chronicle: Path
    codebook: Path | None
    reviewer: str


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment; an empty variable counts as not set.

    >>> str(read_settings({"LETAPIS_REVIEWER": "desk"}).chronicle)
    'chronicle.db'
    """
    environment = os.environ if environment is None else environment
    values = {setting.name: environment.get(setting.variable) or setting.default for setting in SETTINGS}
    return Settings(
        chronicle=Path(values["chronicle"]),
        codebook=Path(values["codebook"]) if values["codebook"] else None,
        reviewer=values["reviewer"] or _login(),
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
