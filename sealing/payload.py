"""The payload of an age file: a nonce and the STREAM of 64 KiB chunks, both ways in constant memory.

    16 bytes nonce
    chunk 0 … chunk n      each at most 65536 bytes of plaintext and a 16-byte tag

Chunk keys come from the file key and the nonce; the chunk's own nonce is an 11-byte counter and a byte that says
whether it is the last. So a missing, extra, repeated or moved chunk does not authenticate, and only an empty
file has an empty last chunk.

A chunk can be sealed only once it is known whether another follows, so the sealer holds back at most one. Plaintext
is released chunk by chunk as it authenticates; only `finish` says that it was all.
"""

import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sealing.errors import HeaderFailure, PayloadFailure
from sealing.filekey import FileKey

CHUNK_SIZE = 64 * 1024
TAG_SIZE = 16
NONCE_SIZE = 16
_SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE
_NOT_LAST, _LAST = b"\x00", b"\x01"

Piece = bytes | bytearray | memoryview


def sealed_size(size: int) -> int:
    """How many bytes the payload of a plaintext of `size` bytes has."""
    return NONCE_SIZE + size + TAG_SIZE * max(1, -(-size // CHUNK_SIZE))


def _cipher(file_key: FileKey, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(file_key.subkey(b"payload", nonce))


def _chunk_nonce(counter: int, last: bytes) -> bytes:
    return counter.to_bytes(11, "big") + last


class _Regrouped:
    """Regroups a stream into full chunks; copies only what straddles two pieces.

    With `hold_back` a full chunk is handed out only when more data follows it.
    """

    __slots__ = ("_held", "_size", "_wanted")

    def __init__(self, size: int, *, hold_back: bool) -> None:
        self._size = size
        self._wanted = size + 1 if hold_back else size
        self._held: bytes | bytearray = b""

    def feed(self, data: Piece) -> list[Piece]:
        """The full chunks that are now there."""
        if len(self._held) + len(data) < self._wanted:
            self._hold(data)
            return []
        view = memoryview(data)
        ready: list[Piece] = []
        at = 0
        if self._held:
            at = self._size - len(self._held)
            self._hold(view[:at])
            ready.append(self._held)
            self._held = b""
        while len(view) - at >= self._wanted:
            ready.append(view[at : at + self._size])
            at += self._size
        self._hold(view[at:] if at else data)
        return ready

    def rest(self) -> bytes | bytearray:
        """What is left: the last chunk, or nothing."""
        return self._held

    def _hold(self, data: Piece) -> None:
        if not len(data):
            return
        if not self._held:
            # Immutable bytes are kept as they are; what the caller could still change is copied.
            self._held = data if isinstance(data, bytes) else bytearray(data)
            return
        if isinstance(self._held, bytes):
            self._held = bytearray(self._held)
        self._held += data


class PayloadSealer:
    """Seals one payload: `update` as data comes, `finish` once; everything returned, in order, is the payload."""

    __slots__ = ("_cipher", "_counter", "_finished", "_input", "_prefix")

    def __init__(self, file_key: FileKey) -> None:
        self._prefix = secrets.token_bytes(NONCE_SIZE)
        self._cipher = _cipher(file_key, self._prefix)
        self._input = _Regrouped(CHUNK_SIZE, hold_back=True)
        self._counter = 0
        self._finished = False

    def update(self, data: Piece) -> bytes:
        """What can be written after this data; may be empty."""
        if self._finished:
            raise ValueError("the payload is finished")
        ready = self._input.feed(data)
        if len(ready) == 1 and not self._prefix:
            return self._seal(ready[0], _NOT_LAST)
        sealed = b"".join([self._prefix, *(self._seal(chunk, _NOT_LAST) for chunk in ready)])
        self._prefix = b""
        return sealed

    def finish(self) -> bytes:
        """The last chunk (and the nonce, if nothing was returned before)."""
        if self._finished:
            raise ValueError("the payload is finished")
        self._finished = True
        return self._prefix + self._seal(self._input.rest(), _LAST)

    def _seal(self, chunk: Piece, last: bytes) -> bytes:
        sealed = self._cipher.encrypt(_chunk_nonce(self._counter, last), chunk, None)
        self._counter += 1
        return sealed


class PayloadOpener:
    """Opens one payload: `pieces` or `update` release chunks that authenticated, `finish` the last one."""

    __slots__ = ("_cipher", "_counter", "_ended", "_file_key", "_input", "_nonce")

    def __init__(self, file_key: FileKey) -> None:
        self._file_key = file_key
        self._nonce = b""
        self._cipher: ChaCha20Poly1305 | None = None
        self._input = _Regrouped(_SEALED_CHUNK_SIZE, hold_back=False)
        self._counter = 0
        self._ended = False

    def update(self, data: Piece) -> bytes:
        """The plaintext that authenticated; may be empty; PayloadFailure when any of it does not."""
        return b"".join(self.pieces(data))

    def pieces(self, data: Piece) -> Iterator[bytes]:
        """As `update`, chunk by chunk: what comes before a PayloadFailure is authentic. Run it to its end."""
        if self._cipher is None:
            missing = NONCE_SIZE - len(self._nonce)
            self._nonce += bytes(data[:missing])
            if len(self._nonce) < NONCE_SIZE:
                return
            self._cipher = _cipher(self._file_key, self._nonce)
            data = memoryview(data)[missing:]
        if self._ended and len(data):
            raise PayloadFailure("data after the last chunk")
        for chunk in self._input.feed(data):
            yield self._open_full(self._cipher, chunk)
        if self._ended and self._input.rest():
            raise PayloadFailure("data after the last chunk")

    def finish(self) -> bytes:
        """The last plaintext: the payload was whole. PayloadFailure otherwise, HeaderFailure without a nonce."""
        if self._cipher is None:
            raise HeaderFailure("the payload's nonce is missing")
        if self._ended:
            return b""
        plaintext = self._open(self._cipher, self._input.rest(), _LAST)
        if plaintext is None or (not plaintext and self._counter > 1):
            raise PayloadFailure("the payload ends without a sound last chunk")
        self._ended = True
        return plaintext

    def _open_full(self, cipher: ChaCha20Poly1305, chunk: Piece) -> bytes:
        """A full chunk says itself whether it is the last; nothing may follow the last."""
        if self._ended:
            raise PayloadFailure("data after the last chunk")
        plaintext = self._open(cipher, chunk, _NOT_LAST)
        if plaintext is None:
            plaintext = self._open(cipher, chunk, _LAST)
            self._ended = True
        if plaintext is None:
            raise PayloadFailure("a chunk does not authenticate")
        return plaintext

    def _open(self, cipher: ChaCha20Poly1305, chunk: Piece, last: bytes) -> bytes | None:
        try:
            plaintext = cipher.decrypt(_chunk_nonce(self._counter, last), chunk, None)
        except InvalidTag:
            return None
        self._counter += 1
        return plaintext


def open_stream(file_key: FileKey, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The plaintext of a payload that comes in pieces of any size, as it authenticates.

    Nothing is to be believed complete until the iterator ends: a truncated payload raises PayloadFailure at its
    end, after the sound chunks before it were yielded.
    """
    opener = PayloadOpener(file_key)
    for chunk in chunks:
        yield from opener.pieces(chunk)
    if plaintext := opener.finish():
        yield plaintext
