"""Checkpoints are C2SP signed notes: known notes open, changed ones do not."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import Checkpoint, CheckpointError, sign_checkpoint, verify_checkpoint
from ledger.checkpoints import key_id, open_note, signature_line
from sealing.signing import SigningKey, VerifyKey

# The key and note of the reference implementation (golang.org/x/mod/sumdb/note).
REFERENCE_NAME = "PeterNeumann"
REFERENCE_KEY = VerifyKey(base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:])
REFERENCE_SIGNER = SigningKey.from_seed(base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:])
REFERENCE_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
REFERENCE_NOTE = (
    f"{REFERENCE_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

ORIGIN = "acts.beize.shuangcha"
KEY = SigningKey.from_seed(bytes(range(32)))
ROOT = bytes(range(32))
NOTE = sign_checkpoint(ORIGIN, 42, ROOT, KEY)


def test_the_reference_note_opens() -> None:
    assert open_note(REFERENCE_NOTE, REFERENCE_NAME, REFERENCE_KEY) == REFERENCE_TEXT


def test_the_reference_note_is_written_byte_for_byte() -> None:
    assert REFERENCE_SIGNER.verify_key == REFERENCE_KEY
    assert key_id(REFERENCE_NAME, REFERENCE_KEY).hex() == "c74f20a3"
    line = signature_line(REFERENCE_NAME, REFERENCE_TEXT, REFERENCE_SIGNER)
    assert f"{REFERENCE_TEXT}\n{line}" == REFERENCE_NOTE


def test_the_text_of_a_checkpoint_is_that_of_the_specification() -> None:
    root = base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    assert str(Checkpoint("example.com/behind-the-sofa", 20852163, root)) == (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )


def test_a_signed_checkpoint_opens() -> None:
    assert verify_checkpoint(NOTE, ORIGIN, KEY.verify_key) == Checkpoint(ORIGIN, 42, ROOT)


def test_a_second_signature_by_the_superior_office_is_passed_over() -> None:
    text = str(Checkpoint(ORIGIN, 42, ROOT))
    countersigned = NOTE + signature_line("witness.qinglan.shuangcha", text, SigningKey.generate())
    assert verify_checkpoint(countersigned, ORIGIN, KEY.verify_key).size == 42


def test_another_key_or_another_ledger_does_not_open_it() -> None:
    with pytest.raises(CheckpointError):
        verify_checkpoint(NOTE, ORIGIN, SigningKey.generate().verify_key)
    with pytest.raises(CheckpointError):
        verify_checkpoint(NOTE, "acts.shiting.shuangcha", KEY.verify_key)


def test_one_false_signature_of_our_key_refuses_the_note() -> None:
    forged = signature_line(ORIGIN, "another text\n", KEY)
    with pytest.raises(CheckpointError):
        verify_checkpoint(NOTE + forged, ORIGIN, KEY.verify_key)


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_a_note_with_one_other_character_does_not_open(at: int, character: str) -> None:
    changed = NOTE[:at] + character + NOTE[at + 1 :]
    if changed == NOTE:
        return
    with pytest.raises(CheckpointError):
        verify_checkpoint(changed, ORIGIN, KEY.verify_key)


def signed(text: str) -> str:
    return f"{text}\n{signature_line(ORIGIN, text, KEY)}"


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n042\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n-1\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n４２\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n42\n{base64.b64encode(ROOT[:31]).decode()}\n",
        f"{ORIGIN}\n42\n{base64.b64encode(ROOT).decode().rstrip('=')}\n",
        f"{ORIGIN}\n42\n{base64.b64encode(ROOT).decode()}\nextension\n",
        f"{ORIGIN}\n42\n",
        f"another\n42\n{base64.b64encode(ROOT).decode()}\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError):
        verify_checkpoint(signed(text), ORIGIN, KEY.verify_key)


@pytest.mark.parametrize(
    "note", ["", "\n\n", NOTE[:-1], NOTE.replace("\n", "\r\n"), NOTE + "\n", "x" * 70_000, "\ud800" + NOTE]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(CheckpointError):
        verify_checkpoint(note, ORIGIN, KEY.verify_key)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "a\nb", "a\x00b"])
def test_an_origin_that_no_note_can_name_is_refused(origin: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        sign_checkpoint(origin, 0, ROOT, KEY)
