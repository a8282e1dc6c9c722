"""Shares and keys that would make a secret known to everybody are refused, in every spelling."""

import base64
import binascii

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from sealing import FileKey, HeaderFailure, HybridIdentity, HybridRecipient, X25519Identity, X25519Recipient
from sealing.header import Stanza
from sealing.recipients import is_low_order
from sealing.signing import SigningKey, VerifyKey

FIELD = 2**255 - 19
ORDER_EIGHT = [
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
]
LOW_ORDER = [
    (u | top << 255).to_bytes(32, "little")
    for u in (0, 1, *ORDER_EIGHT, FIELD - 1, FIELD, FIELD + 1)
    for top in (0, 1)
]


@pytest.mark.parametrize("point", LOW_ORDER, ids=lambda point: point.hex()[:8])
def test_the_primitive_itself_refuses_every_point_we_list(point: bytes) -> None:
    assert is_low_order(point)
    with pytest.raises(ValueError, match="shared key"):
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(point))


@given(st.binary(min_size=32, max_size=32).filter(lambda point: point not in LOW_ORDER))
def test_a_point_we_do_not_list_is_one_the_primitive_accepts(point: bytes) -> None:
    assert not is_low_order(point)
    X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(point))


@pytest.mark.parametrize("point", LOW_ORDER, ids=lambda point: point.hex()[:8])
def test_a_share_of_low_order_is_a_header_failure(point: bytes) -> None:
    x25519, hybrid = X25519Identity.generate(), HybridIdentity.generate()
    share = binascii.b2a_base64(point, newline=False).rstrip(b"=")
    with pytest.raises(HeaderFailure):
        x25519.unwrap([Stanza((b"X25519", share), bytes(32))])
    stanza = hybrid.recipient.wrap(FileKey.generate())
    enc = base64.b64decode(stanza.arguments[1] + b"==")
    forged = binascii.b2a_base64(enc[:-32] + point, newline=False).rstrip(b"=")
    with pytest.raises(HeaderFailure):
        hybrid.unwrap([Stanza((stanza.arguments[0], forged), stanza.body)])


@pytest.mark.parametrize("point", LOW_ORDER, ids=lambda point: point.hex()[:8])
def test_a_point_of_low_order_is_no_recipient(point: bytes) -> None:
    with pytest.raises(ValueError, match="low order"):
        X25519Recipient(point)
    with pytest.raises(ValueError, match="low order"):
        HybridRecipient(HybridIdentity.generate().recipient.public[:-32] + point)


def test_an_ml_kem_key_outside_its_field_is_no_recipient() -> None:
    sound = HybridIdentity.generate().recipient.public
    with pytest.raises(ValueError, match="ML-KEM"):
        HybridRecipient(b"\xff" * 1152 + sound[1152:])


@pytest.mark.parametrize("size", [0, 31, 33, 1184, 1215, 1217])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    for make in (X25519Recipient, HybridRecipient, X25519Identity, HybridIdentity, SigningKey, VerifyKey):
        with pytest.raises(ValueError, match=r"bytes|point"):
            make(bytes([9]) * size)


EDWARDS_D = -121665 * pow(121666, -1, FIELD) % FIELD
ORDER_EIGHT_Y = [
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
]
SMALL_ORDER_VERIFY_KEYS = [
    (y | sign << 255).to_bytes(32, "little")
    for y in (0, 1, *ORDER_EIGHT_Y, FIELD - 1, FIELD, FIELD + 1)
    for sign in (0, 1)
]


@pytest.mark.parametrize("y", ORDER_EIGHT_Y)
def test_the_points_of_order_eight_satisfy_their_equation(y: int) -> None:
    # -x² + y² = 1 + dx²y², and twice the point has y = 0, that is x² = -y².
    assert (EDWARDS_D * y**4 + 2 * y**2 - 1) % FIELD == 0


@pytest.mark.parametrize("public", SMALL_ORDER_VERIFY_KEYS, ids=lambda public: public.hex()[:8])
def test_a_verify_key_under_which_anybody_can_sign_is_refused(public: bytes) -> None:
    with pytest.raises(ValueError, match="small order"):
        VerifyKey(public)
