"""Merkle trees, proofs and checkpoints after RFC 9162 and the C2SP signed note; pure: no rows, no clock.

    frontier = frontier.append(leaf_hash(entry))      # O(log n); store bytes(frontier) and frontier.root
    tree = MerkleTree(leaf_hashes)                    # for proofs and for verifying the whole ledger
    verify_inclusion(leaf, index, size, tree.inclusion_proof(index, size), root)
    verify_consistency(old_size, old_root, size, root, tree.consistency_proof(old_size, size))
    note = sign_checkpoint("acts.beize.shuangcha", size, root, signing_key)
    verify_checkpoint(note, "acts.beize.shuangcha", verify_key)

Every `verify_` returns what was verified, or nothing, and raises when it does not hold.
"""

from ledger.checkpoints import Checkpoint, CheckpointError, sign_checkpoint, verify_checkpoint
from ledger.frontier import Frontier
from ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash
from ledger.proofs import ProofFailure, verify_consistency, verify_inclusion
from ledger.tree import MerkleTree

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "CheckpointError",
    "Frontier",
    "MerkleTree",
    "ProofFailure",
    "leaf_hash",
    "node_hash",
    "sign_checkpoint",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
]
