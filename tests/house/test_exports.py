"""Every room says at its door what comes in and what goes out, and its public names are true."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import letapis

ROOMS = sorted(f"letapis.{room.name}" for room in pkgutil.iter_modules(letapis.__path__) if room.ispkg)
DOOR = ("In:", "Out:", "By hand:", "Never:")


@pytest.fixture(params=ROOMS)
def room(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(request.param)


def test_the_door_says_what_goes_in_and_out(room: ModuleType) -> None:
    words = room.__doc__ or ""
    places = [words.find(word) for word in DOOR]
    assert -1 not in places, f"{room.__name__} does not say {DOOR[places.index(-1)]}"
    assert places == sorted(places), f"{room.__name__}: In, Out, By hand, Never stand in another order"


def test_public_names_are_sorted_and_exist(room: ModuleType) -> None:
    check_names(room)


def test_the_package_exports_what_it_says() -> None:
    check_names(letapis)


def check_names(module: ModuleType) -> None:
    """`__all__` as ruff sorts it: CONSTANTS, then Types, then functions, each by the alphabet."""
    names = module.__all__
    assert names, f"{module.__name__} exports nothing"
    assert names == sorted(names, key=lambda name: (rank(name), name)), (
        f"{module.__name__}.__all__ is not sorted"
    )
    missing = [name for name in names if not hasattr(module, name)]
    assert not missing, f"{module.__name__} does not have {missing}"


def rank(name: str) -> int:
    if name.isupper():
        return 0
    return 1 if name[0].isupper() else 2
