"""Recusal walls: which tags a session stands for, and that SQL holds it off."""

from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from casework.access import Officer, Role
from casework.keyring import open_sealed
from casework.offices import service, walls
from casework.offices.answers import Fault, NotDone
from casework.offices.rows import KinRow
from casework.offices.walls import Kinship
from tests.casework.conftest import Staff


class Shelf(DeclarativeBase):
    pass


class Folder(Shelf):
    __tablename__ = "test_folders"
    id: Mapped[str] = mapped_column(String(26), primary_key=True)


class FolderTag(Shelf):
    __tablename__ = "test_folder_tags"
    folder_id: Mapped[str] = mapped_column(String(26), primary_key=True)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True)


def person(staff: Staff, name: str, *, unit_id: str | None = None) -> str:
    with staff.store.write() as db:
        return service.add_person(db, None, staff.time, name=name, unit_id=unit_id)


def officer_who_is(staff: Staff, person_id: str, user_name: str = "miao") -> Officer:
    staff.add(user_name, Role.INVESTIGATOR, person_id=person_id)
    staff.grant(Role.PETITION_OFFICER.value, user_name)
    return staff.officer(user_name)


def walls_of(staff: Staff, officer: Officer) -> frozenset[str]:
    with staff.store.read() as db:
        return walls.walls(db, officer)


def test_a_session_is_walled_by_itself_its_kin_its_unit_and_decided_recusals(staff: Staff) -> None:
    own, brother, stranger = (
        person(staff, "苗听澜", unit_id=staff.unit_id),
        person(staff, "苗听涛"),
        person(staff, "裴映川"),
    )
    officer = officer_who_is(staff, own)
    registrar = staff.officer(Role.REGISTRAR)
    assert (
        walls.record_kin(
            staff.store, registrar, staff.time, person_id=brother, kin_id=own, kinship=Kinship.COLLATERAL
        )
        is None
    )
    keys = officer.open_keys
    assert walls_of(staff, officer) == {
        walls.member_tag(keys, officer.member_id),
        walls.person_tag(keys, own),
        walls.person_tag(keys, brother),
        walls.unit_tag(keys, staff.unit_id),
    }
    assert walls.person_tag(keys, stranger) not in walls_of(staff, officer)


def test_a_walled_record_does_not_exist_for_the_session_and_does_for_others(staff: Staff) -> None:
    own = person(staff, "苗听澜")
    officer, other = officer_who_is(staff, own), staff.officer(Role.PETITION_OFFICER)
    Shelf.metadata.create_all(staff.store.engine)
    with staff.store.write() as db:
        db.add_all([Folder(id="about-him"), Folder(id="about-another")])
        db.add(FolderTag(folder_id="about-him", tag=walls.person_tag(other.open_keys, own)))

    def seen(by: Officer) -> list[str]:
        with staff.store.read() as db:
            outside = walls.outside_walls(
                walls.walls(db, by), record=Folder.id, tagged=FolderTag.folder_id, tag=FolderTag.tag
            )
            return list(db.scalars(select(Folder.id).where(outside).order_by(Folder.id)))

    assert seen(officer) == ["about-another"]
    assert seen(other) == ["about-another", "about-him"]


def test_kinship_lies_sealed_and_is_recorded_once(staff: Staff) -> None:
    one, other = person(staff, "苗听澜"), person(staff, "许青")
    registrar = staff.officer(Role.REGISTRAR)

    def record(person_id: str, kin_id: str) -> NotDone | None:
        return walls.record_kin(
            staff.store, registrar, staff.time, person_id=person_id, kin_id=kin_id, kinship=Kinship.SPOUSE
        )

    assert record(one, one) == NotDone(Fault.SAME_PERSON)
    assert record(one, "nobody") == NotDone(Fault.UNKNOWN)
    assert record(one, other) is None
    assert record(other, one) == NotDone(Fault.ALREADY_DONE)
    with staff.store.read() as db:
        edges = list(db.scalars(select(KinRow)))
    assert {one, other}.isdisjoint({edge.of_tag for edge in edges} | {edge.wall_tag for edge in edges})
    bodies = [
        open_sealed(edge.sealed_body, registrar.open_keys, kind=walls.KIN, id=edge.id) for edge in edges
    ]
    assert sorted((body["person"], body["kin"]) for body in bodies) == sorted([(one, other), (other, one)])


def test_a_registrar_records_kinship_on_the_page(staff: Staff) -> None:
    person(staff, "苗听澜", unit_id=staff.unit_id), person(staff, "苗听澜"), person(staff, "许青")
    client = staff.sign_in(Role.REGISTRAR)
    form = {"person": "苗听澜", "person_unit": "", "kin": "许青", "kin_unit": "", "kinship": "spouse"}
    assert client.post("/units/kin", data=form).status_code == 422
    page = client.post("/units/kin", data=form | {"person_unit": "青澜市交通运输局"})
    assert page.status_code == 200
    assert "双方互相回避" in page.text
