"""The Merkle tree of RFC 6962: one root for a whole log, and short proofs of what stands in it.

A leaf is SHA-256 of 0x00 and its bytes, an inner node SHA-256 of 0x01 and its two children, so that one can
never be taken for the other. Proofs and their checks follow RFC 6962, section 2.1, and RFC 9162, section 2.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

SIZE = 32
"""Bytes of a hash."""

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a log in which nothing stands yet."""


def hash_leaf(data: bytes) -> bytes:
    """The hash of one entry.

    >>> hash_leaf(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def find_root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over these leaf hashes.

    >>> find_root([hash_leaf(b"")]).hex()[:16]
    '6e340b9cffb37a98'
    """
    return build_levels(leaves)[-1][0] if leaves else EMPTY_ROOT


def find_roots(leaves: Iterable[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """The roots that the tree had at each of these sizes, found in one pass; sizes it never had are left out.

    >>> find_roots([hash_leaf(b"a"), hash_leaf(b"b")], [1, 3]) == {1: hash_leaf(b"a")}
    True
    """
    wanted, found = set(sizes), {}
    full: list[bytes] = []  # the roots of the full trees that the leaves so far make, the largest first
    for number, leaf in enumerate(leaves, 1):
        full.append(leaf)
        for _ in range((number & -number).bit_length() - 1):
            full[-2:] = [_hash_pair(full[-2], full[-1])]
        if number in wanted:
            root = full[-1]
            for left in reversed(full[:-1]):
                root = _hash_pair(left, root)
            found[number] = root
    return found


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf at `index`: the hashes that lead from it to the root."""
    return find_path(build_levels(leaves), index)


def build_levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All nodes of the tree, from the leaves to the root, for those who want many proofs."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        level = levels[-1]
        paired = [_hash_pair(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        # A last node without a partner moves up as it is: the same tree as RFC 6962's largest power of two.
        levels.append(paired + level[len(level) & ~1 :])
    return levels


def find_path(levels: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """The audit path of the leaf at `index` in a tree that was built."""
    if not 0 <= index < len(levels[0]):
        raise ValueError(f"there is no leaf {index} in a tree of {len(levels[0])}")
    partners = [(level, (index >> height) ^ 1) for height, level in enumerate(levels[:-1])]
    return [level[partner] for level, partner in partners if partner < len(level)]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` leads from the leaf hash at `index` to the `root` of a tree of `size` leaves."""
    if not 0 <= index < size or len(leaf) != SIZE:
        return False
    node, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = _hash_pair(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = _hash_pair(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def prove_consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The hashes that show that the tree of the first `size` leaves is the beginning of the whole."""
    if not 0 < size <= len(leaves):
        raise ValueError(f"a tree of {size} is no beginning of a tree of {len(leaves)}")
    return _prove_beginning(leaves, size, whole=True)


def check_consistency(size: int, later: int, proof: Sequence[bytes], root: bytes, later_root: bytes) -> bool:
    """Whether `proof` shows that the tree of `size` leaves is the beginning of that of `later` leaves."""
    if not 0 < size <= later:
        return False
    if size == later:
        return not proof and root == later_root
    path = list(proof)
    if size & (size - 1) == 0:
        path.insert(0, root)  # a full tree is itself a node of the later one, so the proof leaves it out
    if not path:
        return False
    node, last = size - 1, later - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = _hash_pair(sibling, first), _hash_pair(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = _hash_pair(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == root and second == later_root


def _hash_pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _prove_beginning(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2; `whole` while the subtree is one that the reader already has."""
    if size == len(leaves):
        return [] if whole else [find_root(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return [*_prove_beginning(leaves[:half], size, whole=whole), find_root(leaves[half:])]
    return [*_prove_beginning(leaves[half:], size - half, whole=False), find_root(leaves[:half])]
