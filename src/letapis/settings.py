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
    Setting(
        "authorities",
        "LETAPIS_TIMESTAMP_AUTHORITIES",
        "http://timestamp.digicert.com http://timestamp.sectigo.com",
        "Who is asked for timestamps (RFC 3161) when pages are fetched: addresses, or `none`.",
    ),
    Setting(
        "roots",
        "LETAPIS_TIMESTAMP_ROOTS",
        "",
        "Certificates (PEM) that timestamps may rest on; without it, those that the system trusts.",
    ),
    Setting(
        "passphrase_file",
        "LETAPIS_PASSPHRASE_FILE",
        "",
        "A file with the passphrase of the key that seals evidence; without it, the key has none.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    chronicle: Path
    codebook: Path | None
    reviewer: str
    authorities: tuple[str, ...]
    roots: Path | None
    passphrase_file: Path | None


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
        authorities=tuple(name for name in values["authorities"].split() if name != "none"),
        roots=Path(values["roots"]) if values["roots"] else None,
        passphrase_file=Path(values["passphrase_file"]) if values["passphrase_file"] else None,
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
