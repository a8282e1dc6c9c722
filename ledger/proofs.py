"""Checking proofs without the tree (RFC 9162, 2.1.3.2 and 2.1.4.2).

A check returns nothing and raises `ProofFailure`: nobody can forget to look at its answer. A proof has exactly one
right length; longer and shorter ones are refused.
"""

import hmac
from collections.abc import Sequence

from ledger.hashing import EMPTY_ROOT, node_hash


class ProofFailure(Exception):
    """The proof does not show what it claims."""


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise ProofFailure unless leaf hash `leaf` stands at `index` in the tree of `size` leaves with this root."""
    if not 0 <= index < size:
        raise ProofFailure("no such leaf in a tree of this size")
    position, last, joined = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofFailure("the proof is too long")
        if position & 1 or position == last:
            joined = node_hash(sibling, joined)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            joined = node_hash(joined, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofFailure("the proof is too short")
    _require_equal(joined, root)


def verify_consistency(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """Raise ProofFailure unless the old tree is the beginning of the new one."""
    if not 0 <= old_size <= size:
        raise ProofFailure("the sizes are in the wrong order")
    if old_size in {0, size}:
        if proof:
            raise ProofFailure("the proof is too long")
        _require_equal(old_root, EMPTY_ROOT if old_size == 0 else root)
        return
    _verify_growth(old_size, old_root, size, root, proof)


def _verify_growth(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    path = list(proof)
    if old_size & old_size - 1 == 0:
        path.insert(
            0, old_root
        )  # the old tree is one perfect subtree, so its root is not repeated in the proof
    if not path:
        raise ProofFailure("the proof is too short")
    position, last = old_size - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_joined = joined = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofFailure("the proof is too long")
        if position & 1 or position == last:
            old_joined, joined = node_hash(sibling, old_joined), node_hash(sibling, joined)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            joined = node_hash(joined, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofFailure("the proof is too short")
    _require_equal(old_joined, old_root)
    _require_equal(joined, root)


def _require_equal(found: bytes, expected: bytes) -> None:
    if not hmac.compare_digest(found, expected):
        raise ProofFailure("the root does not match")
