"""What we seal, others open; what others seal, we open: rage (pyrage) and typage (npm age-encryption)."""

import pyrage
import pytest

from sealing import (
    HybridIdentity,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    armor,
    dearmor,
    parse_identity,
    parse_recipient,
    seal,
    unseal,
)
from tests.sealing.conftest import NodeAge

SIZES = [0, 1, 65535, 65536, 65537, 131072, 200_000]
PASSPHRASE = "青澜市 correct horse"


def text_of(size: int) -> bytes:
    return bytes(number % 251 for number in range(size))


@pytest.mark.parametrize("size", SIZES)
def test_rage_opens_what_we_seal(size: int) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealed = seal(text_of(size), [parse_recipient(str(identity.to_public()))])
    assert pyrage.decrypt(sealed, [identity]) == text_of(size)


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_rage_seals(size: int) -> None:
    identity = X25519Identity.generate()
    sealed = pyrage.encrypt(text_of(size), [pyrage.x25519.Recipient.from_str(str(identity.recipient))])
    assert unseal(sealed, [identity]) == text_of(size)


def test_rage_and_we_write_keys_alike() -> None:
    theirs = pyrage.x25519.Identity.generate()
    ours = parse_identity(str(theirs))
    assert isinstance(ours, X25519Identity)
    assert (str(ours), str(ours.recipient)) == (str(theirs), str(theirs.to_public()))


def test_rage_opens_what_we_seal_to_a_passphrase() -> None:
    sealed = seal(b"export", [ScryptRecipient(PASSPHRASE, work_factor=12)])
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == b"export"


def test_we_open_what_rage_seals_to_a_passphrase() -> None:
    sealed = pyrage.passphrase.encrypt(b"export", PASSPHRASE)
    # rage measures the machine and takes a work factor worth about a second on it.
    assert unseal(sealed, [ScryptIdentity(PASSPHRASE, max_work_factor=22)]) == b"export"


def test_rage_reads_our_armor_and_we_read_its() -> None:
    identity = X25519Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(str(identity))
    recipient = pyrage.x25519.Recipient.from_str(str(identity.recipient))
    assert pyrage.decrypt(armor(seal(b"text", [identity.recipient])), [theirs]) == b"text"
    assert unseal(dearmor(pyrage.encrypt(b"text", [recipient], armored=True)), [identity]) == b"text"


@pytest.mark.node
@pytest.mark.parametrize("size", [0, 65536, 200_000])
def test_typage_opens_what_we_seal_to_hybrid_recipients(node_age: NodeAge, size: int) -> None:
    identities = [HybridIdentity.generate(), HybridIdentity.generate()]
    sealed = seal(text_of(size), [identity.recipient for identity in identities])
    for identity in identities:
        assert node_age("decrypt", str(identity), data=sealed) == text_of(size)


@pytest.mark.node
@pytest.mark.parametrize("size", [0, 65536, 200_000])
def test_we_open_what_typage_seals_to_hybrid_recipients(node_age: NodeAge, size: int) -> None:
    identities = [HybridIdentity.generate(), HybridIdentity.generate()]
    sealed = node_age("encrypt", *(str(identity.recipient) for identity in identities), data=text_of(size))
    for identity in identities:
        assert unseal(sealed, [identity]) == text_of(size)


@pytest.mark.node
def test_typage_and_we_derive_the_same_recipient(node_age: NodeAge) -> None:
    theirs = node_age("keygen").decode()
    ours = parse_identity(theirs)
    assert isinstance(ours, HybridIdentity)
    assert str(ours) == theirs
    assert str(ours.recipient) == node_age("recipient", theirs).decode()


@pytest.mark.node
def test_typage_and_we_seal_to_x25519_and_passphrases_both_ways(node_age: NodeAge) -> None:
    identity = X25519Identity.generate()
    assert node_age("decrypt", str(identity), data=seal(b"text", [identity.recipient])) == b"text"
    assert unseal(node_age("encrypt", str(identity.recipient), data=b"text"), [identity]) == b"text"
    ours = seal(b"text", [ScryptRecipient(PASSPHRASE, work_factor=12)])
    assert node_age("unlock", PASSPHRASE, data=ours) == b"text"
    assert unseal(node_age("lock", PASSPHRASE, data=b"text"), [ScryptIdentity(PASSPHRASE)]) == b"text"


@pytest.mark.node
@pytest.mark.parametrize("size", [1, 47, 48, 49, 1000])
def test_typage_reads_our_armor_and_we_read_its(node_age: NodeAge, size: int) -> None:
    assert node_age("dearmor", data=armor(text_of(size))) == text_of(size)
    assert dearmor(node_age("armor", data=text_of(size))) == text_of(size)
