"""The Merkle tree: the published vectors, and proofs of our own for every size and place."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from letapis.seal.merkle import (
    EMPTY_ROOT,
    check_consistency,
    check_inclusion,
    find_root,
    find_roots,
    hash_leaf,
    prove_consistency,
    prove_inclusion,
)

LEAVES = [hash_leaf(str(number).encode()) for number in range(40)]


def read_vectors(gold: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    folder = gold / "evidence" / "rfc6962-vectors" / "testdata" / kind
    paths = sorted(folder.rglob("*.json"))
    if not paths:
        pytest.skip(f"the RFC 6962 vectors are not in {folder}")
    return [(str(path), json.loads(path.read_text())) for path in paths]


def unpack(vector: dict[str, Any], *names: str) -> list[bytes]:
    return [base64.b64decode(vector[name] or "") for name in names]


def proof_of(vector: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(part) for part in vector["proof"] or ()]


def test_every_published_vector_of_inclusion(gold: Path) -> None:
    vectors = read_vectors(gold, "inclusion")
    assert len(vectors) == 98
    for path, vector in vectors:
        leaf, root = unpack(vector, "leafHash", "root")
        good = check_inclusion(leaf, vector["leafIdx"], vector["treeSize"], proof_of(vector), root)
        assert good is not vector["wantErr"], path


def test_every_published_vector_of_consistency(gold: Path) -> None:
    vectors = read_vectors(gold, "consistency")
    assert len(vectors) == 98
    for path, vector in vectors:
        first, second = unpack(vector, "root1", "root2")
        good = check_consistency(vector["size1"], vector["size2"], proof_of(vector), first, second)
        assert good is not vector["wantErr"], path


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_proofs_hold_for_their_own_tree_only(size: int) -> None:
    leaves, root = LEAVES[:size], find_root(LEAVES[:size])
    for index in range(size):
        proof = prove_inclusion(leaves, index)
        assert check_inclusion(leaves[index], index, size, proof, root)
        assert not check_inclusion(hash_leaf(b"other"), index, size, proof, root)
        assert not check_inclusion(leaves[index], index, size, [*proof, root], root)
        assert not check_inclusion(leaves[index], (index + 1) % size, size, proof, root) or size == 1
    for earlier in range(1, size + 1):
        proof = prove_consistency(leaves, earlier)
        assert check_consistency(earlier, size, proof, find_root(LEAVES[:earlier]), root)
        assert not check_consistency(earlier, size, proof, find_root(LEAVES[1:]), root)


def test_the_root_depends_on_every_leaf_and_their_order() -> None:
    assert find_root([]) == EMPTY_ROOT
    root = find_root(LEAVES)
    assert find_root(LEAVES[::-1]) != root
    assert find_root(LEAVES[:-1]) != root
    swapped = [*LEAVES[:3], LEAVES[4], LEAVES[3], *LEAVES[5:]]
    assert find_root(swapped) != root


def test_roots_of_every_size_are_found_in_one_pass() -> None:
    assert find_roots(LEAVES, range(50)) == {size: find_root(LEAVES[:size]) for size in range(1, 41)}


def test_what_is_not_in_the_tree_cannot_be_proved() -> None:
    with pytest.raises(ValueError, match="no leaf 40"):
        prove_inclusion(LEAVES, 40)
    with pytest.raises(ValueError, match="no beginning"):
        prove_consistency(LEAVES, 41)
