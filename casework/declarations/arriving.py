"""A file that is small and needed whole: kept in memory while it arrives, never on disk."""

from typing import Final

MIB: Final = 1024 * 1024
LARGEST: Final = 20 * MIB


class InMemory:
    """A sink of `web.receiving`: `finish` gives the bytes."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def write(self, data: bytes, /) -> None:
        """Take the next bytes."""
        self._kept += data

    def finish(self) -> bytes:
        """The whole file."""
        return bytes(self._kept)

    def abort(self) -> None:
        """Keep nothing."""
        self._kept.clear()
