"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test asks an authority; those that do name their own.
os.environ["LETAPIS_TIMESTAMP_AUTHORITIES"] = "none"

ROOT = Path(__file__).resolve().parent.parent

# A shared machine is slow at times, and a failure must be the same the second time.
settings.register_profile(
    "letapis", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("letapis")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of third-party gold data, or a skip that says how to give it."""
    folder = Path(os.environ.get("LETAPIS_GOLD", ROOT.parent / "shared" / "gold"))
    if not folder.is_dir():
        pytest.skip(f"no third-party gold data at {folder}; set LETAPIS_GOLD to its folder")
    return folder
