"""The keyring: what opens with which key, and what never does."""

import pytest

from casework.access import Officer, Role
from casework.keyring import KeyNotHeld, UnlockedKeys, open_sealed, seal_document
from sealing import HybridIdentity, NoMatch
from sealing.documents import DocumentError
from sealing.signing import SigningKey
from tests.casework.conftest import Staff


@pytest.fixture
def officer(staff: Staff) -> Officer:
    return staff.officer(Role.INVESTIGATOR)


def sealed_by(officer: Officer, *, id: str = "f1", signed: bool = True):  # type: ignore[no-untyped-def]  # noqa: A002 - a Sealed
    keys = officer.open_keys
    return seal_document(
        [keys.office_identity.recipient],
        kind="finding",
        id=id,
        version=1,
        body={"text": "配偶持股"},
        signer=keys.member_signing if signed else None,
    )


def test_an_office_reads_what_is_sealed_to_it_and_knows_who_wrote_it(staff: Staff, officer: Officer) -> None:
    sealed = sealed_by(officer)
    colleague = staff.officer(Role.APPROVER).open_keys
    written_by = [officer.open_keys.member_signing.verify_key]
    body = open_sealed(sealed, colleague, kind="finding", id="f1", verify_keys=written_by)
    assert body == {"text": "配偶持股"}


def test_a_document_moved_to_another_row_does_not_open(officer: Officer) -> None:
    sealed, keys = sealed_by(officer, signed=False), officer.open_keys
    for kind, record in (("finding", "f2"), ("report", "f1")):
        with pytest.raises(DocumentError):
            open_sealed(sealed, keys, kind=kind, id=record)


def test_a_document_signed_by_somebody_else_or_by_nobody_does_not_pass(officer: Officer) -> None:
    keys = officer.open_keys
    stranger = [SigningKey.generate().verify_key]
    with pytest.raises(DocumentError):
        open_sealed(sealed_by(officer), keys, kind="finding", id="f1", verify_keys=stranger)
    with pytest.raises(DocumentError):
        open_sealed(sealed_by(officer, signed=False), keys, kind="finding", id="f1", verify_keys=[])
    own = [keys.member_signing.verify_key]
    with pytest.raises(DocumentError):
        open_sealed(sealed_by(officer, signed=False), keys, kind="finding", id="f1", verify_keys=own)


def test_a_unit_cannot_read_what_the_office_holds(staff: Staff, officer: Officer) -> None:
    sealed = sealed_by(officer, signed=False)
    for role in (Role.UNIT_CLERK, Role.AUDITOR, Role.CUSTODIAN):
        with pytest.raises(NoMatch):
            open_sealed(sealed, staff.officer(role).open_keys, kind="finding", id="f1")


def test_a_key_that_was_not_granted_is_an_exception_and_never_a_default(staff: Staff) -> None:
    keys = staff.officer(Role.AUDITOR).open_keys
    for ask in ("office_identity", "office_signing", "wall_key", "index_key"):
        with pytest.raises(KeyNotHeld):
            getattr(keys, ask)
    with pytest.raises(KeyNotHeld):
        keys.tag("person", "x")


def test_a_tag_depends_on_key_kind_and_id() -> None:
    def keys() -> UnlockedKeys:
        from casework.keyring import OrganKeys

        return UnlockedKeys(HybridIdentity.generate(), SigningKey.generate(), OrganKeys.born())

    one, other = keys(), keys()
    tags = {one.tag("person", "a"), one.tag("person", "b"), one.tag("unit", "a"), other.tag("person", "a")}
    assert len(tags) == 4
    assert one.tag("person", "a") in tags


def test_keys_do_not_show_themselves(officer: Officer) -> None:
    shown = repr(officer)
    assert "AGE-SECRET-KEY" not in shown
    assert officer.open_keys.wall_key.hex() not in shown
    assert repr(officer.open_keys.wall_key) not in shown


def test_a_custodian_holds_a_vault_identity_and_nobody_else(staff: Staff) -> None:
    holders = {role for role in Role if staff.officer(role).open_keys.vault_identity is not None}
    assert holders == {Role.CUSTODIAN}
