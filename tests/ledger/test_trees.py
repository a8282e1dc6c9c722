"""The tree, its frontier and its proofs, against the RFC's own recursive definition and the reference tree."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import (
    EMPTY_ROOT,
    Frontier,
    MerkleTree,
    ProofFailure,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

# The reference inputs and roots of the Certificate Transparency test suite (RFC 6962, unchanged by RFC 9162).
REFERENCE_ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    )
]  # fmt: skip
REFERENCE_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(entries: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return leaf_hash(entries[0])
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return node_hash(naive_root(entries[:k]), naive_root(entries[k:]))


def naive_path(index: int, entries: Sequence[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1, word for word."""
    if len(entries) == 1:
        return []
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if index < k:
        return [*naive_path(index, entries[:k]), naive_root(entries[k:])]
    return [*naive_path(index - k, entries[k:]), naive_root(entries[:k])]


def naive_subproof(size: int, entries: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """RFC 9162, 2.1.4.1, word for word."""
    if size == len(entries):
        return [] if whole else [naive_root(entries)]
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if size <= k:
        return [*naive_subproof(size, entries[:k], whole=whole), naive_root(entries[k:])]
    return [*naive_subproof(size - k, entries[k:], whole=False), naive_root(entries[:k])]


def entries_of(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


def tree_of(count: int) -> MerkleTree:
    return MerkleTree(map(leaf_hash, entries_of(count)))


def frontier_of(entries: Sequence[bytes]) -> Frontier:
    frontier = Frontier()
    for entry in entries:
        frontier = frontier.append(leaf_hash(entry))
    return frontier


@pytest.mark.parametrize("size", range(1, 9))
def test_the_reference_tree_has_its_published_roots(size: int) -> None:
    entries = REFERENCE_ENTRIES[:size]
    root = bytes.fromhex(REFERENCE_ROOTS[size - 1])
    assert (
        MerkleTree(map(leaf_hash, entries)).root() == frontier_of(entries).root == naive_root(entries) == root
    )


def test_the_reference_tree_gives_its_published_proofs() -> None:
    tree = MerkleTree(map(leaf_hash, REFERENCE_ENTRIES))
    assert [node.hex() for node in tree.inclusion_proof(0, 8)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [node.hex() for node in tree.inclusion_proof(5, 8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [node.hex() for node in tree.consistency_proof(6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert MerkleTree().root() == Frontier().root == EMPTY_ROOT


@given(st.integers(0, 300))
def test_tree_and_frontier_have_the_root_of_the_definition(size: int) -> None:
    entries = entries_of(size)
    assert tree_of(size).root() == frontier_of(entries).root == naive_root(entries)


@given(st.integers(0, 200), st.data())
def test_a_tree_remembers_every_earlier_root(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(0, size))
    assert tree_of(size).root(earlier) == naive_root(entries_of(earlier))


@given(st.integers(1, 200), st.data())
def test_an_inclusion_proof_is_that_of_the_definition_and_verifies(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = tree_of(size).inclusion_proof(index)
    assert list(proof) == naive_path(index, entries_of(size))
    verify_inclusion(leaf_hash(entries_of(size)[index]), index, size, proof, naive_root(entries_of(size)))


@given(st.integers(1, 200), st.data())
def test_a_consistency_proof_is_that_of_the_definition_and_verifies(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    entries = entries_of(size)
    proof = tree_of(size).consistency_proof(old)
    assert list(proof) == naive_subproof(old, entries, whole=True)
    verify_consistency(old, naive_root(entries[:old]), size, naive_root(entries), proof)


def test_every_small_tree_is_consistent_with_all_before_it() -> None:
    tree = tree_of(40)
    for size in range(41):
        for old in range(size + 1):
            verify_consistency(old, tree.root(old), size, tree.root(size), tree.consistency_proof(old, size))
        for index in range(size):
            leaf = leaf_hash(entries_of(size)[index])
            verify_inclusion(leaf, index, size, tree.inclusion_proof(index, size), tree.root(size))


@given(st.integers(2, 60), st.data())
def test_a_changed_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = tree_of(size)
    proof, root, leaf = tree.inclusion_proof(index), tree.root(), leaf_hash(entries_of(size)[index])
    damaged = list(proof)
    at = data.draw(st.integers(0, len(proof) - 1))
    damaged[at] = hashlib.sha256(damaged[at]).digest()
    wrong_index = data.draw(st.integers(-1, size).filter(lambda other: other != index))
    for claim in (
        (leaf, index, size, damaged, root),
        (leaf, index, size, proof[:-1], root),
        (leaf, index, size, (*proof, root), root),
        (leaf, wrong_index, size, proof, root),
        (leaf_hash(b"forged"), index, size, proof, root),
        (leaf, index, size, proof, EMPTY_ROOT),
        (leaf, index, 0, proof, root),
    ):
        with pytest.raises(ProofFailure):
            verify_inclusion(*claim)


@given(st.integers(2, 60), st.data())
def test_a_rewritten_past_is_refused(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    entries = entries_of(size)
    rewritten = [*entries[:changed], b"rewritten", *entries[changed + 1 :]]
    honest, forged = tree_of(size), MerkleTree(map(leaf_hash, rewritten))
    for proof in (honest.consistency_proof(old), forged.consistency_proof(old)):
        with pytest.raises(ProofFailure):
            verify_consistency(old, honest.root(old), size, forged.root(), proof)


@given(st.integers(2, 60), st.data())
def test_a_consistency_proof_has_one_right_length(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    tree = tree_of(size)
    proof = tree.consistency_proof(old)
    for wrong in (proof[:-1], (*proof, proof[-1]), ()):
        with pytest.raises(ProofFailure):
            verify_consistency(old, tree.root(old), size, tree.root(), wrong)


def test_a_tree_is_consistent_with_itself_by_an_empty_proof_only() -> None:
    root = tree_of(5).root()
    verify_consistency(5, root, 5, root, ())
    verify_consistency(0, EMPTY_ROOT, 5, root, ())
    for claim in (
        (5, root, 5, root, (root,)),
        (5, root, 5, EMPTY_ROOT, ()),
        (0, root, 5, root, ()),
        (6, root, 5, root, ()),
    ):
        with pytest.raises(ProofFailure):
            verify_consistency(*claim)


@given(st.integers(0, 100))
def test_a_frontier_survives_storage(size: int) -> None:
    frontier = frontier_of(entries_of(size))
    assert Frontier.from_bytes(bytes(frontier)) == frontier


@pytest.mark.parametrize(
    "stored", [b"", b"\0" * 7, b"\0" * 8 + b"x" * 32, (3).to_bytes(8, "big") + b"x" * 63]
)
def test_a_damaged_frontier_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"hash|frontier"):
        Frontier.from_bytes(stored)


def test_sizes_a_tree_never_had_have_no_root_and_no_proof() -> None:
    tree = tree_of(4)
    with pytest.raises(IndexError):
        tree.root(5)
    with pytest.raises(IndexError):
        tree.inclusion_proof(4)
    with pytest.raises(IndexError):
        tree.consistency_proof(5, 4)
