"""Who comes later reads what was sealed before: a colleague by the organ's key, an office and an account by a stanza."""

import pytest
from sqlalchemy import select

from casework.access import Officer, Role
from casework.acts import ActRow
from casework.declarations import readdressing, register
from casework.declarations import service as declarations
from casework.declarations.rows import DeclarationOfficeRow, DeclarationRow, VersionRow
from casework.keyring import KeyNotHeld
from regulation.terms import Level
from sealing import NoMatch
from tests.casework.conftest import Staff
from tests.casework.filing import Filing, opened_by, settle
from tests.workbooks import filling

DEPUTY = "谈绍原"


@pytest.fixture
def filing(staff: Staff) -> Filing:
    """Five declarations of one unit; the province's office stands on their routes and has no key yet."""
    filing = settle(staff)
    filed = declarations.import_workbook(
        staff.store, filing.officer(Role.UNIT_CLERK), filing.clock, campaign_id=filing.campaign_id,
        data=filling.unit_list(filling.untidy_rows()),
    )  # fmt: skip
    assert isinstance(filed, declarations.Imported)
    return filing


def version_of(filing: Filing, name: str = DEPUTY) -> VersionRow:
    with filing.staff.store.read() as db:
        row = db.scalars(select(DeclarationRow).where(DeclarationRow.name == name)).one()
        return register.version_in_force(db, row)


def reads(filing: Filing, officer: Officer, name: str = DEPUTY) -> bool:
    try:
        return opened_by(filing, version_of(filing, name), officer).form.own["name"] == name
    except NoMatch:
        return False


def founded_later(filing: Filing) -> Officer:
    """An office on the route of every form that gets its key only now; one of its officers."""
    staff = filing.staff
    province = staff.add_office("澜江省纪委", level=Level.PROVINCE, region_code="990000")
    with staff.store.write() as db:
        for declaration_id in db.scalars(select(DeclarationRow.id)):
            db.add(DeclarationOfficeRow(declaration_id=declaration_id, office_id=province, escrow=False))
    for user_name in ("one", "two"):
        staff.add(user_name, Role.INVESTIGATOR, office_id=province)
    staff.found(province, "one", "two")
    return staff.officer("one")


def test_a_member_who_is_enrolled_and_granted_the_key_afterwards_reads_an_old_declaration(
    filing: Filing,
) -> None:
    staff = filing.staff
    for role, granter, unit in (
        (Role.UNIT_CLERK, Role.UNIT_CLERK.value, staff.unit_id),
        (Role.INVESTIGATOR, Role.PETITION_OFFICER.value, None),
    ):
        newcomer = f"new-{role.value}"
        staff.add(newcomer, role, unit_id=unit)
        with pytest.raises(KeyNotHeld):
            _ = staff.officer(newcomer).open_keys.office_identity
        assert not reads(filing, staff.officer(newcomer))
        staff.grant(granter, newcomer)
        assert reads(filing, staff.officer(newcomer))
        page = staff.sign_in(newcomer).get(f"/declarations/{version_of(filing).declaration_id}")
        assert (page.status_code, DEPUTY in page.get_data(as_text=True)) == (200, True)


def test_an_office_founded_afterwards_reads_once_the_unit_has_readdressed(filing: Filing) -> None:
    later, clerk = founded_later(filing), filing.officer(Role.UNIT_CLERK)
    before = version_of(filing)
    assert not reads(filing, later)
    answer = declarations.readdress_lacking(filing.staff.store, clerk, filing.clock, seconds=60)
    assert answer == declarations.Readdressed(done=5, left=0)
    after = version_of(filing)
    assert reads(filing, later)
    assert reads(filing, clerk)
    assert (after.sealed_payload, after.form_hash) == (before.sealed_payload, before.form_hash)
    assert set(after.recipients) == {*before.recipients, later.office_id}
    with filing.staff.store.read() as db:
        assert len(db.scalars(select(ActRow).where(ActRow.act == "readdress")).all()) == 5
        assert readdressing.lacking(db, clerk) == {}


def test_it_runs_in_slices_and_the_rest_waits(filing: Filing) -> None:
    founded_later(filing)
    clerk, moments = filing.officer(Role.UNIT_CLERK), iter((0.0, 0.1, 0.2, 5.0))
    answer = declarations.readdress_lacking(
        filing.staff.store, clerk, filing.clock, seconds=1, timer=lambda: next(moments)
    )
    assert answer == declarations.Readdressed(done=2, left=3)


def test_an_account_made_for_a_person_reads_nothing_until_a_colleague_granted_it(filing: Filing) -> None:
    staff, clerk = filing.staff, filing.officer(Role.UNIT_CLERK)
    staff.add("impostor", Role.DECLARANT, unit_id=staff.unit_id, person_id=filing.persons[DEPUTY])
    with staff.store.read() as db:
        assert readdressing.lacking(db, clerk) == {}
    staff.grant(Role.UNIT_CLERK.value, "impostor")
    with staff.store.read() as db:
        assert readdressing.lacking(db, clerk) == {version_of(filing).id: [staff.members["impostor"]]}


def test_the_register_says_how_many_wait_and_the_button_does_it(filing: Filing) -> None:
    later = founded_later(filing)
    browser = filing.staff.sign_in(Role.UNIT_CLERK)
    assert "有5版申报表" in browser.get("/declarations").get_data(as_text=True)
    assert browser.post("/declarations/readdress").status_code == 303
    assert "补发密封" not in browser.get("/declarations").get_data(as_text=True)
    assert reads(filing, later)
    assert filing.staff.sign_in(Role.AUDITOR).post("/declarations/readdress").status_code == 403
