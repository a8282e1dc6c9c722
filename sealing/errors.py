"""What can go wrong with a sealed file: one class per outcome of the age specification's test vectors.

Messages say which check failed and never quote the input: no key, no plaintext, no name.
"""


class SealingError(Exception):
    """A sealed file could not be opened; `outcome` is the word printed by the command and used by the vectors."""

    outcome = "failure"


class NoMatch(SealingError):
    """The header is sound, but none of the identities opens any of its stanzas: not addressed to us."""

    outcome = "no match"


class HeaderFailure(SealingError):
    """The header is malformed, too large, or carries a stanza that must be refused."""

    outcome = "header failure"


class HmacFailure(SealingError):
    """A stanza opened, but the header's MAC does not belong to this header: somebody changed it."""

    outcome = "HMAC failure"


class PayloadFailure(SealingError):
    """The payload is truncated, extended or changed. What was released before this is authentic, not whole."""

    outcome = "payload failure"


class ArmorFailure(SealingError):
    """The ASCII armor is malformed."""

    outcome = "armor failure"
