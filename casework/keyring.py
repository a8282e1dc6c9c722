"""The only module that meets a staff or office key.

Rules kept here:
- Plaintext is born in `open_sealed` and `open_sealed_file` and nowhere else: one grep lists every place.
- What staff write is signed inside the document with the author's or the office's key (`signer=`).
- Edges between records are tags, HMAC under the organ's wall key: SQL can compare them, nobody without
  the key can make or read them.
- An organ is an office or a unit: both hold the same four keys. The three administrators hold none.
- A key that is not held is an exception, `KeyNotHeld`; it never falls back to anything.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from config import CaseworkConfig
from sealing import HybridIdentity, Identity, Recipient, Sealed, seal_parts, unseal_parts
from sealing.derivation import hkdf, password_key
from sealing.documents import decode, decode_signed, encode, encode_signed
from sealing.signing import SigningKey, VerifyKey

MEMBER_KEYS = "member_keys"
SESSION_KEYS = "session_keys"
ORGAN_IDENTITY = "organ_identity"
ORGAN_SECRETS = "organ_secrets"


class KeyNotHeld(Exception):
    """The member's keys are unlocked, but the key asked for was never granted to this member."""


@dataclass(frozen=True, slots=True, repr=False)
class MemberKeys:
    """What is born at a member's first sign-in. `vault_identity` is a custodian's alone."""

    identity: HybridIdentity
    signing: SigningKey
    totp_secret: str
    vault_identity: HybridIdentity | None = None

    @classmethod
    def born(cls, totp_secret: str, *, custodian: bool) -> "MemberKeys":
        """Draw the keys of a member who is just enrolling."""
        vault = HybridIdentity.generate() if custodian else None
        return cls(HybridIdentity.generate(), SigningKey.generate(), totp_secret, vault)

    def body(self) -> dict[str, Any]:
        return {
            "identity": str(self.identity),
            "signing": str(self.signing),
            "totp": self.totp_secret,
            "vault": str(self.vault_identity) if self.vault_identity is not None else None,
        }

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "MemberKeys":
        vault = body["vault"]
        return cls(
            HybridIdentity.from_string(body["identity"]),
            SigningKey.from_string(body["signing"]),
            body["totp"],
            HybridIdentity.from_string(vault) if vault is not None else None,
        )


@dataclass(frozen=True, slots=True, repr=False)
class OrganKeys:
    """The four keys of an office or a unit: it reads, signs, tags and indexes with them."""

    identity: HybridIdentity
    signing: SigningKey
    wall_key: bytes
    index_key: bytes

    @classmethod
    def born(cls) -> "OrganKeys":
        """Draw the keys of an organ; only where two members have confirmed each other."""
        return cls(
            HybridIdentity.generate(),
            SigningKey.generate(),
            secrets.token_bytes(32),
            secrets.token_bytes(32),
        )


@dataclass(frozen=True, slots=True, repr=False)
class UnlockedKeys:
    """A session's open keys. `office_*`, `wall_key` and `index_key` are those of the member's organ:
    the office, or for clerks, declarants and countersigners the unit."""

    member_identity: HybridIdentity
    member_signing: SigningKey
    organ: OrganKeys | None = None
    vault_identity: HybridIdentity | None = None

    @property
    def organ_keys(self) -> OrganKeys:
        """All four keys together, to grant them on. Raises `KeyNotHeld`."""
        if self.organ is None:
            raise KeyNotHeld("this member has not been granted the keys of the office or unit")
        return self.organ

    @property
    def holds_office_keys(self) -> bool:
        return self.organ is not None

    @property
    def office_identity(self) -> HybridIdentity:
        return self.organ_keys.identity

    @property
    def office_signing(self) -> SigningKey:
        return self.organ_keys.signing

    @property
    def wall_key(self) -> bytes:
        return self.organ_keys.wall_key

    @property
    def index_key(self) -> bytes:
        return self.organ_keys.index_key

    @property
    def identities(self) -> list[Identity]:
        """Every identity a document may have been sealed to, the office's first."""
        held: list[Identity] = [] if self.organ is None else [self.organ.identity]
        held.append(self.member_identity)
        return held

    def tag(self, kind: str, id: str) -> str:  # noqa: A002
        """The blind name of (kind, id) under this organ's wall key: 32 hexadecimal digits."""
        message = f"{kind}:{id}".encode()
        return hmac.new(self.wall_key, message, hashlib.sha256).hexdigest()[:32]


def open_sealed(
    sealed: Sealed,
    keys: UnlockedKeys,
    *,
    kind: str,
    id: str,  # noqa: A002 (the field\'s name)
    verify_keys: Sequence[VerifyKey] | None = None,
    versions: Collection[int] = (1,),
) -> dict[str, Any]:
    """The body of a sealed document of this kind and id, in one of the versions the caller can read.

    With `verify_keys` the document must carry a signature of one of them; an empty list lets nothing pass.
    None is for documents that carry none. Raises `SealingError` when it
    was not sealed to these keys or was altered, `DocumentError` when it is another document.
    """
    return _opened(sealed, keys.identities, kind=kind, id=id, verify_keys=verify_keys, versions=versions)


def open_sealed_file(header: bytes, payload: bytes, keys: UnlockedKeys) -> bytes:
    """A file that was sealed as it streamed in, with the zeros that pad it.

    Raises `SealingError` when it was not sealed to these keys or was altered.
    """
    return unseal_parts(Sealed(header, payload), keys.identities)


def _opened(
    sealed: Sealed,
    identities: Sequence[Identity],
    *,
    kind: str,
    id: str,  # noqa: A002 (the field\'s name)
    verify_keys: Sequence[VerifyKey] | None = None,
    versions: Collection[int] = (1,),
) -> dict[str, Any]:
    data = unseal_parts(sealed, identities)
    if verify_keys is not None:
        return decode_signed(data, kind=kind, id=id, verify_keys=verify_keys, versions=versions).body
    return decode(data, kind=kind, id=id, versions=versions).body


def seal_document(
    recipients: Sequence[Recipient],
    *,
    kind: str,
    id: str,  # noqa: A002 (the field\'s name)
    version: int,
    body: dict[str, Any],
    signer: SigningKey | None = None,
) -> Sealed:
    """Seal one document to these recipients, signed inside by `signer` when one is given."""
    if signer is not None:
        return seal_parts(encode_signed(kind, id, version, body, signer=signer), recipients)
    return seal_parts(encode(kind, id, version, body), recipients)


def password_identity(config: CaseworkConfig, password: str, salt: bytes) -> HybridIdentity:
    """The identity a member's keys are sealed to: HKDF(Argon2id(password) ‖ pepper). Costs what Argon2id
    costs; keep it outside every transaction. Raises ValueError for an empty or overlong password."""
    key = password_key(
        password, salt, config.pepper, memory_kib=config.password_memory_kib, passes=config.password_passes
    )
    return HybridIdentity.from_seed(key)


def session_identity(session_key: bytes) -> HybridIdentity:
    """The identity a session row is sealed to; it exists only while the cookie is presented."""
    return HybridIdentity.from_seed(hkdf(session_key, b"shuangcha/v1/casework session identity"))


def session_name(session_key: bytes) -> str:
    """The name under which the row of this cookie is found; tells nothing about the cookie."""
    return hkdf(session_key, b"shuangcha/v1/casework session name").hex()


def link_name(link: str) -> str:
    """The name under which an enrolment link is found; the link itself is not kept."""
    return hkdf(link.encode(), b"shuangcha/v1/casework enrolment link").hex()


def seal_member_keys(keys: MemberKeys, recipient: Recipient, *, kind: str, member_id: str) -> Sealed:
    """Seal a member's own keys to the password's or the session's recipient."""
    return seal_document([recipient], kind=kind, id=member_id, version=1, body=keys.body())


def open_member_keys(sealed: Sealed, identity: Identity, *, kind: str, member_id: str) -> MemberKeys:
    """A member's own keys. Raises `NoMatch` when the password or cookie is not the one they wait for."""
    return MemberKeys.from_body(_opened(sealed, [identity], kind=kind, id=member_id))


def seal_organ_identity(keys: OrganKeys, recipient: Recipient, *, organ_id: str) -> Sealed:
    """A grant: the organ's identity and signing key, sealed to one entitled member."""
    body = {"identity": str(keys.identity), "signing": str(keys.signing)}
    return seal_document([recipient], kind=ORGAN_IDENTITY, id=organ_id, version=1, body=body)


def seal_organ_secrets(keys: OrganKeys, *, organ_id: str) -> Sealed:
    """The wall key and the index key, sealed to the organ itself, so that they outlive its identity."""
    body = {"wall": keys.wall_key.hex(), "index": keys.index_key.hex()}
    return seal_document([keys.identity.recipient], kind=ORGAN_SECRETS, id=organ_id, version=1, body=body)


def open_organ_keys(grant: Sealed, organ_secrets: Sealed, member: Identity, *, organ_id: str) -> OrganKeys:
    """The organ's four keys, through the member's grant."""
    own = _opened(grant, [member], kind=ORGAN_IDENTITY, id=organ_id)
    identity = HybridIdentity.from_string(own["identity"])
    kept = _opened(organ_secrets, [identity], kind=ORGAN_SECRETS, id=organ_id)
    return OrganKeys(
        identity,
        SigningKey.from_string(own["signing"]),
        bytes.fromhex(kept["wall"]),
        bytes.fromhex(kept["index"]),
    )


def fingerprint(recipient: str, verify_key: str) -> str:
    """25 digits in 5 groups that stand for a member's or an office's two public keys (83 bits)."""
    digest = hashlib.sha256(f"fingerprint\n{recipient}\n{verify_key}\n".encode()).digest()
    digits = str(int.from_bytes(digest) % 10**25).zfill(25)
    return " ".join(digits[start : start + 5] for start in range(0, 25, 5))
