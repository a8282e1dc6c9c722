"""The whole tree in memory: every perfect subtree's root, so that any proof costs O(log² n).

For verifying a ledger and for giving proofs. 64 bytes a leaf: a million entries are 64 MB. To append and name roots only,
`ledger.frontier` is enough.
"""

from collections.abc import Iterable

from ledger.hashing import EMPTY_ROOT, node_hash


class MerkleTree:
    """An append-only tree over leaf hashes; roots and proofs for its present and every earlier size."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash; amortised one or two hashes of work."""
        joined, level = leaf, 0
        self._levels[0].append(leaf)
        while len(self._levels[level]) % 2 == 0:
            joined = node_hash(self._levels[level][-2], joined)
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(joined)

    def root(self, size: int | None = None) -> bytes:
        """The root at `size` leaves (now, if None). IndexError beyond the present size."""
        size = self._known(len(self) if size is None else size)
        return self._range_hash(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The audit path of leaf `index` in the tree of `size` leaves (RFC 9162, 2.1.3.1), nearest sibling first."""
        size = self._known(len(self) if size is None else size)
        if not 0 <= index < size:
            raise IndexError("no such leaf")
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._range_hash(middle, end))
                end = middle
            else:
                path.append(self._range_hash(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]:
        """That the tree of `old_size` leaves is the beginning of that of `size` (RFC 9162, 2.1.4.1).

        Empty when they are the same tree, or the old one is empty. IndexError for sizes in the wrong order.
        """
        size = self._known(len(self) if size is None else size)
        if not 0 <= old_size <= size:
            raise IndexError("the old tree is larger than the new one")
        if old_size in {0, size}:
            return ()
        path: list[bytes] = []
        start, end, old_is_whole = 0, size, True
        while end != old_size:
            middle = start + _split(end - start)
            if old_size <= middle:
                path.append(self._range_hash(middle, end))
                end = middle
            else:
                path.append(self._range_hash(start, middle))
                start, old_is_whole = middle, False
        if not old_is_whole:
            path.append(self._range_hash(start, end))
        return tuple(reversed(path))

    def _known(self, size: int) -> int:
        if not 0 <= size <= len(self):
            raise IndexError("the tree has never had this size")
        return size

    def _range_hash(self, start: int, end: int) -> bytes:
        """MTH of leaves start..end, where start is a multiple of the subtree's size: read, or joined from two."""
        width = end - start
        level = width.bit_length() - 1
        if width == 1 << level:
            return self._levels[level][start >> level]
        middle = start + _split(width)
        return node_hash(self._range_hash(start, middle), self._range_hash(middle, end))


def _split(width: int) -> int:
    """The largest power of two smaller than `width`: where RFC 9162 divides a tree."""
    return 1 << (width - 1).bit_length() - 1
