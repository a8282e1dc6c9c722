"""A declaration as pages and printed forms show it: the form's own words, masked numbers, where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.campaigns import service as campaigns
from casework.database import day_of
from casework.declarations import publicity, register
from casework.declarations.addressing import OpenVersion, open_version
from casework.declarations.columns import (
    BUSINESSES,
    COMMITMENT,
    FOREIGN_POSTS,
    INTERMEDIARIES,
    KIN,
    OWN,
    SHEETS,
    Column,
    Kind,
    SheetSpec,
)
from casework.declarations.form import Form, Row, short_code
from casework.declarations.publicity import Standing
from casework.declarations.rows import DeclarationRow, ObjectionRow, SignatureRow, SignRole, VersionRow
from casework.declarations.signing import is_genuine
from casework.offices import lookups
from casework.workplace import Workplace
from regulation.calendar import Calendar, Due, UnpublishedYear
from regulation.case_terms import DeclarationState

HIDDEN = frozenset({"id_number"})
DONE = {
    DeclarationState.DRAFT: 1,
    DeclarationState.RETURNED: 1,
    DeclarationState.SIGNED: 2,
    DeclarationState.POSTED: 3,
    DeclarationState.COUNTERSIGNED: 4,
    DeclarationState.SUBMITTED: 5,
    DeclarationState.REVIEWED: 6,
    DeclarationState.ARCHIVED: 7,
}
SOON = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything one page needs, read in one transaction."""

    row: DeclarationRow
    version: VersionRow
    opened: OpenVersion
    names: dict[str, str]
    campaign: str
    due: date | None
    standing: Standing
    declarant: SignatureRow | None
    countersigner: SignatureRow | None
    genuine: bool
    scans: dict[str, bool]
    code: tuple[str, ...]
    objections: Sequence[dict[str, object]]
    returns: Sequence[dict[str, object]]
    versions: Sequence[VersionRow]
    hops: Sequence[dict[str, object]]

    @property
    def form(self) -> Form:
        return self.opened.form


def load(db: Session, officer: Officer, work: Workplace, row: DeclarationRow) -> Shown:
    """Open the version in force for this officer. The caller has recorded the opening."""
    keys = officer.open_keys
    version = register.version_in_force(db, row)
    declarant = register.signature(db, version.id, SignRole.DECLARANT)
    countersigner = register.signature(db, version.id, SignRole.COUNTERSIGNER)
    campaign = campaigns.campaign(db, row.campaign_id)
    reads = publicity.reads_objections(officer, row)
    raised = [_objection(db, each, officer, reads=reads) for each in register.objections(db, row.id)]
    given_back = [publicity.open_return(db, each, keys) for each in register.returns(db, row.id)]
    ids = [row.unit_id, row.office_id, row.expected_id or "", version.countersigner_id or ""]
    return Shown(
        row=row,
        version=version,
        opened=open_version(db, version, keys),
        names=lookups.names(db, ids),
        campaign=campaign.title if campaign else "",
        due=campaign.dates.countersign_by if campaign else None,
        standing=publicity.standing(db, row, work.clock()),
        declarant=declarant,
        countersigner=countersigner,
        genuine=declarant is not None and is_genuine(db, row, version, declarant),
        scans={
            each.role.value: each.scan_payload is not None
            for each in (declarant, countersigner)
            if each is not None
        },
        code=grouped_code(version.form_hash),
        objections=raised,
        returns=given_back,
        versions=register.versions(db, row.id),
        hops=[{"body": each.body, "at": each.at} for each in register.hops(db, row.id)],
    )


def grouped_code(form_hash: str) -> tuple[str, ...]:
    """The 25 characters that stand on the paper, in fives."""
    code = short_code(form_hash)
    return tuple(code[start : start + 5] for start in range(0, len(code), 5))


def masked(number: str) -> str:
    """First three and last four of an identity number."""
    return (
        f"{number[:3]}{'*' * max(len(number) - 7, 0)}{number[-4:]}" if len(number) > 7 else "*" * len(number)
    )


def clause_words(clause: str) -> str:
    """A clause as the plan's readers cite it: 二第3段, 三（二）."""
    return re.sub(r" ?¶(\d+)", r"第\1段", clause).replace("(", "（").replace(")", "）")


def words(column: Column, value: str) -> str:
    """A stored value as the form writes it; an identity number is masked."""
    if column.key in HIDDEN:
        return masked(value)
    return _date_words(value) if column.kind in (Kind.DAY, Kind.MONTH) else column.said(value)


def single(spec: SheetSpec, row: Row) -> list[tuple[str, str]]:
    """The filled columns of a single row: title and words."""
    return [(column.title, words(column, row[column.key])) for column in spec.columns if row.get(column.key)]


def tables(form: Form) -> list[tuple[SheetSpec, list[list[tuple[str, str]]]]]:
    """Every table of the form that has rows, the relatives first."""
    found = [(spec, getattr(form, spec.key)) for spec in SHEETS if spec.many]
    return [(spec, [single(spec, row) for row in rows]) for spec, rows in found if rows]


def own_rows(form: Form) -> list[tuple[str, str]]:
    return single(OWN, form.own)


def on_paper(form: Form) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """The whole form by blocks, as it is printed."""
    blocks = [(OWN.title, [own_rows(form)])]
    blocks += [(spec.title, rows) for spec, rows in tables(form)]
    return [*blocks, ("其他说明", [statement_rows(form)])]


def statement_rows(form: Form) -> list[tuple[str, str]]:
    return single(COMMITMENT, form.statement)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One line of the countersigner's table: a relative with one business, or with none."""

    relation: str
    name: str
    occupation: str
    firm: str
    contribution: str
    share: str
    assessment: str
    verdict: str


def family(form: Form) -> list[FamilyLine]:
    """Relatives with what they run, as the countersigner reads them."""
    lines: list[FamilyLine] = []
    for kin in form.kin:
        relation, name, occupation = (
            words(KIN.column(key), kin[key]) for key in ("relation", "name", "occupation")
        )
        found = [
            (spec, row)
            for spec in (BUSINESSES, INTERMEDIARIES, FOREIGN_POSTS)
            for row in getattr(form, spec.key)
            if row["kin_name"] == kin["name"]
        ]
        for spec, row in found:
            what = row.get("scope") or row.get("activity") or row.get("post") or ""
            firm = "，".join(
                part
                for part in (row["firm_name"], spec.column("registered_at").said(row["registered_at"]), what)
                if part
            )
            said = words(spec.column("assessment"), row["assessment"])
            amount, share = row.get("contribution", ""), row.get("share", "")
            lines.append(FamilyLine(relation, name, occupation, firm, amount, share, said, row["assessment"]))
        if not found:
            lines.append(FamilyLine(relation, name, occupation, "", "", "", "", ""))
    return lines


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue: whose form, its clock (state and words to be translated), what is about it."""

    row: DeclarationRow
    clock: str
    days: int
    over: bool
    ends_at: datetime | None
    last_day: Due | None
    raised: int
    pending: int


def waiting(db: Session, work: Workplace, row: DeclarationRow) -> Waiting:
    """How long is left to sign; held until its publicity is over and every objection has its finding."""
    standing = publicity.standing(db, row, work.clock())
    campaign = campaigns.campaign(db, row.campaign_id)
    over = standing.is_over(work.clock())
    due = campaign.dates.countersign_by if campaign else None
    days = _days_left(calendar_in(db, publicity.chapters_of(db, row)), day_of(work.clock), due)
    state = (
        "held" if not over or standing.pending else "late" if days < 0 else "soon" if days <= SOON else "ok"
    )
    return Waiting(
        row, state, abs(days), over, standing.ends_at, standing.last_day, standing.raised, standing.pending
    )


def _days_left(calendar: Calendar, today: date, due: date | None) -> int:
    if due is None:
        return SOON
    try:
        return calendar.between(today, due)
    except UnpublishedYear:
        return max(calendar.count_bounds(today, due)[0], 0) if due >= today else 0


def _objection(db: Session, row: ObjectionRow, officer: Officer, *, reads: bool) -> dict[str, object]:
    known = {"id": row.id, "raised_at": row.raised_at, "found_at": row.found_at, "upheld": row.upheld}
    if not reads:
        return known | {"text": "", "objector": "", "finding": ""}
    return known | publicity.open_objection(db, row, officer.open_keys)


def _date_words(value: str) -> str:
    parts = [int(part) for part in value.split("-")]
    return "".join(f"{part}{mark}" for part, mark in zip(parts, "年月日", strict=False))
