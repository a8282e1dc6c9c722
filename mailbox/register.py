"""The public register of deposits: what its leaves commit to, the same for whoever writes and whoever checks it.

A leaf is a salted commitment to a deposit's id: whoever has neither the salt nor the id learns nothing from it,
and a dummy leaf (32 random bytes) looks the same. The salt and the proof reach the reporter as a letter of the
kind `proof`: {"thread", "on", "salt", "index", "path", "checkpoint"}, salt and path in base64.
"""

import hashlib
import hmac
from typing import Final

ORIGIN: Final = "shuangcha/deposits"
"""The register's name in its checkpoints."""

_LABEL: Final = b"shuangcha/v1/register/"


def deposit_leaf(salt: bytes, deposit_id: str) -> bytes:
    """The bytes of a deposit's leaf: 32."""
    return hmac.digest(salt, _LABEL + deposit_id.encode("ascii"), hashlib.sha256)
