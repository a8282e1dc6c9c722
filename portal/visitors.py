"""A visitor: one random key in one cookie, and what is derived from it.

The server keeps no list of visitors. From the key come, under separate labels, the id of a draft, the id of an
opened mailbox, the identity both are sealed to, and the secret behind form tokens; the key itself is never stored.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Self

from sealing import HybridIdentity
from sealing.derivation import hkdf

KEY_SIZE: Final = 32
_TEXT_SIZE: Final = 43
_FLAGS: Final = {"lang": ("e", "en", "zh"), "big": ("b", "1", "0")}


@dataclass(frozen=True)
class Visitor:
    """Whoever holds this key. `choices` are language and size of text, kept beside the key in the cookie."""

    key: bytes = field(repr=False)
    choices: frozenset[str] = frozenset()

    @classmethod
    def arrive(cls) -> Self:
        """A new visitor."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @classmethod
    def from_cookie(cls, text: str) -> Self | None:
        """The visitor of a cookie, or None for a cookie that is not ours."""
        encoded, _, flags = text.partition(".")
        if len(encoded) != _TEXT_SIZE or not set(flags) <= {flag for flag, _, _ in _FLAGS.values()}:
            return None
        try:
            key = base64.urlsafe_b64decode(encoded + "=")
        except (binascii.Error, ValueError):
            return None
        return cls(key, frozenset(flags)) if len(key) == KEY_SIZE else None

    def to_cookie(self) -> str:
        """The cookie's value."""
        encoded = base64.urlsafe_b64encode(self.key).decode("ascii").rstrip("=")
        return f"{encoded}.{''.join(sorted(self.choices))}" if self.choices else encoded

    def choice(self, name: str) -> str:
        """The kept choice of `lang` or `big`."""
        flag, chosen, otherwise = _FLAGS[name]
        return chosen if flag in self.choices else otherwise

    def choosing(self, name: str, value: str) -> Self:
        """The same visitor with one choice made."""
        flag, chosen, _ = _FLAGS[name]
        return replace(self, choices=self.choices | {flag} if value == chosen else self.choices - {flag})

    @cached_property
    def draft_id(self) -> str:
        """Where the draft lies."""
        return self._derived(b"draft-id", 16).hex()

    @cached_property
    def mailbox_id(self) -> str:
        """Where the opened mailbox lies."""
        return self._derived(b"mailbox-session-id", 16).hex()

    @cached_property
    def entry_id(self) -> str:
        """Where a receipt lies that was typed and opened nothing."""
        return self._derived(b"receipt-entry-id", 16).hex()

    @cached_property
    def identity(self) -> HybridIdentity:
        """What opens both."""
        return HybridIdentity.from_seed(self._derived(b"identity", 32))

    @cached_property
    def form_secret(self) -> str:
        """What form tokens are made from."""
        return self._derived(b"form-token", 20).hex()

    def message_id(self, once: str) -> str:
        """The id of a message whose form carried `once`: sending the form again is the same message."""
        return self._derived(b"message-id/" + once.encode("utf-8", "replace"), 16).hex()

    def _derived(self, label: bytes, length: int) -> bytes:
        return hkdf(self.key, b"shuangcha/v1/visitor/" + label, length)
