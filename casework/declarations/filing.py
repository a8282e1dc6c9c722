"""Filing: a workbook becomes declarations, all of them or none.

The file is read in the confined child before the transaction. A second import of the same rows changes nothing and
says so; a changed row makes the next version of a draft or a returned form; a signed one is refused by its cell.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer, Role
from casework.campaigns import service as campaigns
from casework.campaigns.portfolio import Way, Ways
from casework.confined import FAULT_WORDS, Refusal, read_workbook
from casework.database import Clock, Store, day_of, new_id
from casework.declarations import expecting
from casework.declarations.addressing import Recipients, seal_version, version_body
from casework.declarations.answers import Imported, NotImported
from casework.declarations.commitments import promise_for
from casework.declarations.faults import CellError, CellFault
from casework.declarations.form import Form, canonical, form_hash
from casework.declarations.rows import FORM, IN_FORCE, DeclarationOfficeRow, DeclarationRow, VersionRow
from casework.declarations.workbooks import Filled, read_forms
from regulation.case_terms import DeclarationState
from regulation.facts import PersonFacts

OPEN_STATES = frozenset({DeclarationState.DRAFT, DeclarationState.RETURNED})
AMENDABLE = OPEN_STATES | {DeclarationState.SIGNED, DeclarationState.POSTED}


@dataclass(slots=True)
class _Import:
    """One import while it runs. `done` by kind, `errors` collected to the end."""

    db: Session
    officer: Officer
    clock: Clock
    campaign: campaigns.Campaign
    recipients: Recipients
    open_states: frozenset[DeclarationState] = OPEN_STATES

    @property
    def unit_id(self) -> str:
        return self.officer.unit_id or ""

    def tag(self, form: Form) -> str:
        """Blind: the same content has the same tag under the unit's own key only."""
        return self.officer.open_keys.tag("form", hashlib.sha256(canonical(form.body())).hexdigest())


_Todo = tuple[Filled, campaigns.RosterEntry, DeclarationRow | None]
"""A form with its line on the roster and the declaration it replaces the content of, if there is one."""


def import_workbook(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    campaign_id: str,
    data: bytes,
    amend: bool = False,
    confine: bool = True,
) -> Imported | NotImported:
    """Take the forms of a workbook for the officer's unit. A declarant without the clerk's role brings his own only.

    With `amend` changed facts make a new version of a form that is signed or hangs out: it must be signed again and
    its publicity starts anew (A18).
    """
    try:
        read_back = read_forms(read_workbook(data, confine=confine))
    except Refusal as refusal:
        return NotImported(words=FAULT_WORDS[refusal.fault])
    if read_back.errors:
        return NotImported(errors=read_back.errors)
    with store.write() as db:
        campaign = campaigns.campaign(db, campaign_id)
        if campaign is None or officer.unit_id is None:
            return NotImported(words="没有找到这次专项治理，请从本单位的账号进入")
        states = AMENDABLE if amend else OPEN_STATES
        return _take(_Import(db, officer, clock, campaign, Recipients(db), states), read_back.forms)


def _take(work: _Import, forms: Sequence[Filled]) -> Imported | NotImported:
    """Match everybody first; only when nobody is in doubt is anything written."""
    matched, errors = _matched(work, forms)
    known = {
        row.person_id: row
        for row in work.db.scalars(
            select(DeclarationRow).where(
                DeclarationRow.campaign_id == work.campaign.id, DeclarationRow.unit_id == work.unit_id
            )
        )
    }
    latest = _latest(work)
    taken: list[str] = []
    replaced: list[str] = []
    already: list[str] = []
    todo: list[_Todo] = []
    for filled, entry in matched:
        row = known.get(entry.person_id)
        if row is not None and latest[row.id] == work.tag(filled.form):
            already.append(entry.name)
        elif row is not None and row.state not in work.open_states:
            errors.append(CellError(filled.sheet, filled.cell, CellFault.ALREADY_SIGNED, given=entry.name))
        else:
            (taken if row is None else replaced).append(entry.name)
            todo.append((filled, entry, row))
    if errors:
        return NotImported(errors=tuple(errors))
    _write(work, todo)
    return Imported(tuple(taken), tuple(replaced), tuple(already))


def _matched(
    work: _Import, forms: Sequence[Filled]
) -> tuple[list[tuple[Filled, campaigns.RosterEntry]], list[CellError]]:
    """Each form with its line on the roster: by name, among namesakes by post."""
    roster: dict[str, list[campaigns.RosterEntry]] = {}
    for entry in campaigns.roster_of(work.db, work.campaign.id, work.unit_id):
        if entry.obliged and _may_bring(work.officer, entry.person_id):
            roster.setdefault(entry.name, []).append(entry)
    matched: list[tuple[Filled, campaigns.RosterEntry]] = []
    errors: list[CellError] = []
    for filled in forms:
        name, post = filled.form.own["name"], filled.form.own["post"]
        found = roster.get(name, [])
        same_post = [entry for entry in found if entry.post == post]
        chosen = found if len(found) == 1 else same_post
        if len(chosen) == 1:
            matched.append((filled, chosen[0]))
            continue
        fault = CellFault.NAMESAKES if found else _why_unknown(work, name)
        errors.append(CellError(filled.sheet, filled.cell, fault, "姓名", name))
    return matched, errors


def _why_unknown(work: _Import, name: str) -> CellFault:
    """A clerk is told when the person stands on another unit's roster."""
    elsewhere = campaigns.roster_named(work.db, work.campaign.id, name)
    is_elsewhere = any(each.obliged and each.unit_id != work.officer.unit_id for each in elsewhere)
    tells = is_elsewhere and Role.UNIT_CLERK in work.officer.roles
    return CellFault.OTHER_UNIT if tells else CellFault.NOT_ON_ROSTER


def _may_bring(officer: Officer, person_id: str) -> bool:
    return Role.UNIT_CLERK in officer.roles or officer.person_id == person_id


def _latest(work: _Import) -> dict[str, str]:
    """The content tags of the versions in force, by declaration; no sealed content is read for them."""
    statement = (
        select(VersionRow.declaration_id, VersionRow.content_tag)
        .join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        .where(
            DeclarationRow.campaign_id == work.campaign.id,
            DeclarationRow.unit_id == work.unit_id,
            VersionRow.n == DeclarationRow.version,
        )
    )
    return {row.declaration_id: row.content_tag for row in work.db.execute(statement)}


def _write(work: _Import, todo: Sequence[_Todo]) -> None:
    """Write every form: what all of them ask of the roster, the offices and the portfolio table is read once."""
    if not todo:
        return
    people = campaigns.facts_of_unit(work.db, work.campaign, work.unit_id)
    ways, table = Ways(work.db), campaigns.portfolio_on(work.db, day_of(work.clock))
    fresh: list[DeclarationRow] = []
    seats: list[DeclarationOfficeRow] = []
    versions: list[VersionRow] = []
    done: list[acts.Doing] = []
    for filled, entry, row in todo:
        form, person = filled.form, people[entry.id]
        way = ways.of(person)
        if row is None:
            row = _declaration(work, entry, way)
            kin = {each["name"] for each in form.kin}
            expecting.write_down(row, expecting.named(work.db, person, day_of(work.clock), kin, table=table))
            fresh.append(row)
            seats += _seats(row, way)
        version = _next_version(work, row, form, person, way)
        versions.append(version)
        act = "file_declaration" if version.n == 1 else "replace_declaration"
        done.append(acts.Doing(act, FORM, version.id, row.route_clause, new=version.sealed_payload))
        done.append(acts.Doing("put_in_force", IN_FORCE, version.declaration_id, new=version.id.encode()))
    work.db.add_all(fresh)
    work.db.flush()
    work.db.add_all([*seats, *versions])
    acts.record_all(work.db, work.officer, work.clock, done)


def _declaration(work: _Import, entry: campaigns.RosterEntry, way: Way) -> DeclarationRow:
    """A new declaration; it has no version yet."""
    return DeclarationRow(
        id=new_id(),
        campaign_id=entry.campaign_id,
        person_id=entry.person_id,
        unit_id=entry.unit_id,
        office_id=way.review or work.officer.office_id,
        name=entry.name,
        post=entry.post,
        managed_by=entry.managed_by,
        state=DeclarationState.DRAFT,
        version=0,
        route_row=way.route.row,
        route_clause=way.route.clause,
        filed_by=work.officer.member_id,
        filed_on=day_of(work.clock),
    )


def _seats(row: DeclarationRow, way: Way) -> list[DeclarationOfficeRow]:
    """The offices of the route, and the one that keeps the escrow."""
    offices = dict.fromkeys((row.office_id, *way.offices), False)
    if way.escrow is not None:
        offices.setdefault(way.escrow, True)
    return [
        DeclarationOfficeRow(declaration_id=row.id, office_id=each, escrow=escrow)
        for each, escrow in offices.items()
    ]


def _next_version(
    work: _Import, row: DeclarationRow, form: Form, person: PersonFacts, way: Way
) -> VersionRow:
    """The next version of a declaration, sealed; it becomes the one in force."""
    promise = promise_for(person, form, day_of(work.clock))
    version_id, n = new_id(), row.version + 1
    body = version_body(form, declaration_id=row.id, n=n, commitment=promise.body())
    offices = [row.office_id, *way.offices, *([way.escrow] if way.escrow else [])]
    owners = work.recipients.of_version(row.unit_id, offices, row.person_id)
    version = VersionRow(
        id=version_id,
        declaration_id=row.id,
        n=n,
        form_hash=form_hash(body),
        recipients=list(owners),
        undertaking=promise.kind,
        nil=form.is_nil,
        content_tag=work.tag(form),
        counts={
            "kin": len(form.kin),
            "businesses": len(form.businesses) + len(form.intermediaries),
            "foreign_posts": len(form.foreign_posts),
            "inside": promise.inside,
            "outside": promise.outside,
            "uncertain": promise.uncertain,
        },
        made_by=work.officer.member_id,
        made_on=day_of(work.clock),
        sealed_body=seal_version(body, version_id, owners.values()),
    )
    row.version = n
    return version
