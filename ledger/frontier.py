"""The frontier: what must be kept of a tree to append to it, and to name its root, in O(log n).

A tree of n leaves is a row of perfect subtrees, one for each 1 in the binary digits of n, from large to small. The
frontier is n and their roots: at most 63 hashes. So every ledger entry can carry the root of the tree that ends in
it, without reading the entries before.
"""

from dataclasses import dataclass
from functools import reduce

from ledger.hashing import EMPTY_ROOT, HASH_SIZE, node_hash

_SIZE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree's size and the roots of its perfect subtrees, the largest first. `Frontier()` is the empty tree."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size < 1 << 63 or len(self.peaks) != self.size.bit_count():
            raise ValueError("one hash for each perfect subtree")
        if any(len(peak) != HASH_SIZE for peak in self.peaks):
            raise ValueError("a hash has 32 bytes")

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one leaf hash more."""
        peaks, joined = list(self.peaks), leaf
        # Each trailing 1 of the size is a subtree as large as the one in hand: they join, as digits carry.
        for _ in range((~self.size & self.size + 1).bit_length() - 1):
            joined = node_hash(peaks.pop(), joined)
        return Frontier(self.size + 1, (*peaks, joined))

    @property
    def root(self) -> bytes:
        """The Merkle tree hash (RFC 9162, 2.1.1)."""
        if not self.peaks:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.peaks))

    def __bytes__(self) -> bytes:
        """8 bytes of size, big-endian, and the hashes: what is stored beside the newest entry."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """The stored frontier; ValueError when size and hashes do not agree."""
        if len(stored) < _SIZE_BYTES:
            raise ValueError("a frontier begins with 8 bytes of size")
        hashes = stored[_SIZE_BYTES:]
        peaks = tuple(hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE))
        return cls(int.from_bytes(stored[:_SIZE_BYTES], "big"), peaks)
