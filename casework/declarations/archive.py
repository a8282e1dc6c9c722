"""建档备案: the signed versions of a person's declarations, as each stood on its day.

They are what a finding is compared with, and what holds a countersigner to account: content, hash, both signatures,
the publicity and the objections that lay before him.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.campaigns import service as campaigns
from casework.database import CHINA
from casework.declarations import publicity, register
from casework.declarations.addressing import open_version
from casework.declarations.answers import DeclaredEntity, SignedVersion
from casework.declarations.columns import BUSINESSES, FOREIGN_POSTS, INTERMEDIARIES, KIN, SheetSpec
from casework.declarations.facts import version_facts
from casework.declarations.form import Form, Row
from casework.declarations.rows import (
    DeclarationOfficeRow,
    DeclarationRow,
    SignatureRow,
    SignRole,
    VersionRow,
)
from casework.keyring import UnlockedKeys
from casework.offices import lookups
from regulation.decisions import Refused
from regulation.publicity import publicity_end
from sealing import NoMatch


def versions_of(
    db: Session, officer: Officer, person_id: str, *, escrow: bool = False
) -> tuple[SignedVersion, ...]:
    """Every signed version of a person's declarations that the officer's keys open, the earliest first.

    The office must stand on the route. `escrow` also admits the office that keeps the escrow: only for a linked clue,
    by two persons, which the caller has made sure of (D-06). The caller records the opening before it is shown.
    """
    statement = (
        select(VersionRow, DeclarationRow)
        .join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        .where(DeclarationRow.person_id == person_id, VersionRow.signed_at.is_not(None))
        .order_by(VersionRow.signed_at, VersionRow.n)
    )
    if escrow:
        kept = select(DeclarationOfficeRow.declaration_id).where(
            DeclarationOfficeRow.office_id == officer.office_id
        )
        statement = statement.where(DeclarationRow.id.in_(kept))
    else:
        statement = statement.where(register.visible(officer))
    pairs = db.execute(statement).all()
    for row in {row.id: row for _, row in pairs}.values():
        register.version_in_force(db, row)  # raises where the newest was taken away
    opened = (_opened(db, officer.open_keys, row, version) for version, row in pairs)
    return tuple(each for each in opened if each is not None)


def versions_signed_within(
    db: Session, officer: Officer, person_id: str, *, from_on: date, to_on: date, escrow: bool = False
) -> tuple[SignedVersion, ...]:
    """Those signed from one day to another, both counted: what a finding of that interval is compared with."""
    return tuple(
        each
        for each in versions_of(db, officer, person_id, escrow=escrow)
        if from_on <= each.signed_at.astimezone(CHINA).date() <= to_on
    )


def version(db: Session, officer: Officer, declaration_id: str, n: int) -> SignedVersion | None:
    """One signed version, or None where it does not exist for this officer."""
    row = register.found(db, officer, declaration_id)
    if row is None:
        return None
    found = next(
        (each for each in register.versions(db, row.id) if each.n == n and each.signed_at is not None), None
    )
    return _opened(db, officer.open_keys, row, found) if found is not None else None


def _opened(db: Session, keys: UnlockedKeys, row: DeclarationRow, found: VersionRow) -> SignedVersion | None:
    """The version opened; None where these keys do not open it."""
    if found.signed_at is None:
        return None
    try:
        form = open_version(db, found, keys).form
    except NoMatch:
        return None
    campaign = campaigns.campaign(db, row.campaign_id)
    signer = _signer(db, found)
    began, ends = _publicity(db, row, found)
    leader = found.countersigner_id or ""
    return SignedVersion(
        declaration_id=row.id,
        version_id=found.id,
        n=found.n,
        person_id=row.person_id,
        unit_id=row.unit_id,
        campaign=campaign.title if campaign else "",
        hash=found.form_hash,
        form=form,
        facts=version_facts(
            found.id,
            form,
            unit_id=row.unit_id,
            signed_at=found.signed_at,
            countersigned_at=found.countersigned_at,
            countersigner=leader,
        ),
        declared=declared_in(form),
        signed_at=found.signed_at,
        publicity_from=began,
        publicity_to=ends,
        objections=sum(each.version_id == found.id for each in register.objections(db, row.id)),
        countersigner_id=leader,
        countersigner=lookups.names(db, [leader]).get(leader, "") if leader else "",
        countersigner_post=signer.post if signer else None,
        countersigned_at=found.countersigned_at,
        countersign_row=signer.row if signer else None,
        countersign_clause=signer.clause if signer else "",
    )


def _signer(db: Session, found: VersionRow) -> SignatureRow | None:
    """The complete countersignature of a version."""
    return (
        register.signature(db, found.id, SignRole.COUNTERSIGNER)
        if found.countersigned_at is not None
        else None
    )


def _publicity(
    db: Session, row: DeclarationRow, found: VersionRow
) -> tuple[datetime | None, datetime | None]:
    """From when to when a version hung out, as far as it did and the calendar tells."""
    began = publicity.started_at(db, row, found)
    if isinstance(began, Refused):
        return None, None
    chapters = publicity.chapters_of(db, row)
    ends = publicity_end(began, calendar_in(db, chapters), chapters)
    return began, None if isinstance(ends, Refused) else ends


def codes_in(version: SignedVersion) -> dict[str, str]:
    """The registration codes of the declared businesses, by the ids their facts have; only those that were given."""
    return {f"b{n}": row["code"] for n, row in enumerate(version.form.businesses, start=1) if row.get("code")}


def declared_in(form: Form) -> tuple[DeclaredEntity, ...]:
    """Every declared business and post in the form's own words, with the ids its facts have."""
    return (
        *_entities(form, BUSINESSES, "b", form.businesses),
        *_entities(form, INTERMEDIARIES, "m", form.intermediaries),
        *_entities(form, FOREIGN_POSTS, "p", form.foreign_posts),
    )


def _entities(form: Form, spec: SheetSpec, mark: str, rows: Sequence[Row]) -> tuple[DeclaredEntity, ...]:
    relations = {each["name"]: KIN.column("relation").word(each["relation"]) for each in form.kin}
    return tuple(
        DeclaredEntity(f"{mark}{n}", relations.get(row["kin_name"], ""), row["kin_name"], in_words(spec, row))
        for n, row in enumerate(rows, start=1)
    )


def in_words(spec: SheetSpec, row: Row) -> str:
    """A row as the form says it: title and value, in the order of its columns."""
    shown = [
        f"{column.title}：{column.said(row[column.key])}"
        for column in spec.columns
        if row.get(column.key) and column.key != "kin_name"
    ]
    return "；".join(shown)
