"""Letapis is Apache-2.0, and so must be able to ship beside everything it needs to run."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution

import pytest
from packaging.requirements import Requirement

# A package offered under several licences: the one taken, which must be among those it names.
CHOSEN = {"tld": "MPL"}

# Weak copyleft asks only that changes to the package itself stay open; each is named here on purpose.
NOTED = {"certifi": "MPL", "tld": "MPL", "tqdm": "MPL"}


def licence_words(package: Distribution) -> str:
    """Everything the package says about its licence, in one string."""
    meta = package.metadata
    said = [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
    said += [line for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    return " | ".join(part for part in said if part and part != "UNKNOWN")


def runtime_closure() -> dict[str, Distribution]:
    """Every installed package that Letapis needs to run, with what those need in turn."""
    found: dict[str, Distribution] = {}
    todo = [("letapis", frozenset[str]())]
    while todo:
        name, extras = todo.pop()
        package = distribution(name)
        found[re.sub(r"[-_.]+", "-", name).lower()] = package
        for line in package.requires or []:
            need = Requirement(line)
            wanted = need.marker is None or any(need.marker.evaluate({"extra": x}) for x in extras | {""})
            if wanted and re.sub(r"[-_.]+", "-", need.name).lower() not in found:
                todo.append((need.name, frozenset(need.extras)))
    return found


CLOSURE = runtime_closure()


def test_the_closure_is_the_whole_tree() -> None:
    """One direct need, one need of a need, and one behind an extra (htmldate, by courlan's urllib3)."""
    assert {"click", "trafilatura", "lxml", "courlan", "urllib3", "pydantic-core"} <= CLOSURE.keys()


@pytest.mark.parametrize("name", sorted(CLOSURE.keys() - {"letapis"}))
def test_package_may_be_shipped(name: str) -> None:
    words = licence_words(CLOSURE[name])
    assert words, f"{name} does not say its licence"
    strong = re.search(r"\b(A?GPL|Affero|GNU General Public)", words)
    if strong:
        assert name in CHOSEN, f"{name} is under {words}"
        assert CHOSEN[name] in words
    weak = re.search(r"\b(LGPL|Lesser General Public|MPL|Mozilla Public|EPL)", words)
    if weak:
        assert name in NOTED, f"{name} is under {words}: allowed, but to be noted here"
