"""The directory of offices, made from the register: what the portal seals to.

An office without a key is left out, so nothing is ever sealed to nobody. The document is signed by the
installation's root key, which is kept off line and is no office's; its hash is a ledger entry.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Role
from casework.calendar.service import tables_in_force
from casework.database import Clock, Store, day_of
from casework.offices.rows import MemberRoleRow, MemberRow, OfficeRow, UnitRow, VerifyKeyRow
from mailbox import directory as directories
from mailbox.directory import (
    Contact,
    Custodian,
    Directory,
    OfficeEntry,
    Region,
    UnitEntry,
    YearDays,
    sign_directory,
)
from mailbox.ids import OfficeId
from sealing.signing import SigningKey


def sign(
    store: Store,
    mailbox: Store,
    clock: Clock,
    root_key: SigningKey,
    *,
    days: int,
    site_name: str,
    regions: Sequence[Region],
    register_key: str,
    issuers: Sequence[str] = (),
) -> Directory:
    """Sign the next version and lay it into the mailbox. Returns it. `issuers` are the names at the site's foot."""
    with mailbox.read() as db:
        version = (directories.newest_version(db) or 0) + 1
    with store.write() as db:
        today = day_of(clock)
        directory = Directory(
            version=version,
            issued_on=today,
            expires_on=today + timedelta(days=days),
            site_name=site_name,
            issuers=tuple(issuers),
            offices=tuple(_offices(db)),
            regions=tuple(regions),
            units=tuple(_unit(row) for row in db.scalars(select(UnitRow).order_by(UnitRow.id))),
            register_key=register_key,
            working_days=tuple(YearDays.of(table) for table in tables_in_force(db)),
        )
        document = sign_directory(directory, root_key)
        acts.record(db, None, clock, "sign_directory", "directory", str(version), new=document)
    with mailbox.write() as db:
        directories.publish(db, version, today, document)
    return directory


def _offices(db: Session) -> list[OfficeEntry]:
    founded = [
        office
        for office in db.scalars(select(OfficeRow).order_by(OfficeRow.region_code, OfficeRow.name))
        if office.organ.recipient is not None
    ]
    return [_office(db, office) for office in founded]


def _office(db: Session, office: OfficeRow) -> OfficeEntry:
    current = str(office.organ.verify_key)
    keys = db.scalars(select(VerifyKeyRow.verify_key).where(VerifyKeyRow.owner_id == office.id))
    return OfficeEntry(
        id=OfficeId(office.id),
        name=office.name,
        level=office.level.value,
        region_code=office.region_code,
        parent_id=office.parent_id or "",
        unit_id=office.unit_id or "",
        recipient=str(office.organ.recipient),
        verify_key=current,
        former_verify_keys=tuple(sorted(key for key in keys if key != current)),
        custodians=tuple(_custodians(db, office.id)),
        contact=Contact(**office.contact),
    )


def _custodians(db: Session, office_id: str) -> list[Custodian]:
    statement = (
        select(MemberRow)
        .join(MemberRoleRow, MemberRoleRow.member_id == MemberRow.id)
        .where(
            MemberRow.office_id == office_id,
            MemberRoleRow.role == Role.CUSTODIAN,
            MemberRow.vault_recipient.is_not(None),
            MemberRow.disabled_on.is_(None),
        )
        .order_by(MemberRow.id)
    )
    return [Custodian(row.id, str(row.vault_recipient)) for row in db.scalars(statement)]


def _unit(row: UnitRow) -> UnitEntry:
    return UnitEntry(
        id=row.id,
        name=row.name,
        kind=row.kind.value,
        level=row.level.value,
        region_code=row.region_code,
        belongs_to=row.belongs_to.value,
        aliases=tuple(row.aliases),
        directly_under=row.directly_under,
        vertical=row.vertical,
        parent_id=row.parent_id or "",
    )
