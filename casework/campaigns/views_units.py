"""The page of one unit in a campaign: its roster, and what it shows for its part."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.campaigns import evidence, roster
from casework.campaigns.answers import NotDone
from casework.campaigns.forms import ChosenReason, FixRoster, NewEvidence, NewPerson
from casework.campaigns.labels import (
    DUTY_LABELS,
    GROUND_LABELS,
    STANDING_LABELS,
    WHY_LABELS,
    WHY_LISTED_LABELS,
    WHY_REMOVED_LABELS,
)
from casework.campaigns.planning import Campaign
from casework.campaigns.roster import NewEntry
from casework.campaigns.showing import Crumbs, act_page, day_in, offer, refuse, the_campaign
from casework.campaigns.views import blueprint, home_crumbs
from casework.campaigns.words import Duty
from casework.database import day_of
from casework.offices.reach import UnitLine, may_keep, may_see, unit_line
from casework.offices.service import add_person as register_person
from casework.workplace import Workplace
from regulation.labels import label
from regulation.late_units import InPlace
from regulation.terms import ManagedBy, Rank, Role
from web.i18n import gettext as _


@blueprint.get("/<campaign_id>/units/<unit_id>")
@allow(Action.SEE_CAMPAIGNS)
def unit(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> str:
    """Who is on the unit's roster and by which ground; the four in place, signatures, checks."""
    campaign, line = _found(officer, work, campaign_id, unit_id)
    with work.store.read() as db:
        entries = roster.roster_of(db, campaign_id, unit_id)
        whole = roster.roster_of(db, campaign_id, unit_id, removed=True)
        shown = evidence.evidence_of(db, campaign_id, unit_id)
        keeps = campaign.is_open and may_keep(db, officer, unit_id)
    return render_template(
        "casework/campaigns/unit.html",
        campaign=campaign,
        unit=line,
        entries=entries,
        removed=[entry for entry in whole if entry.removed_on is not None],
        obliged=sum(entry.obliged for entry in entries),
        evidence=shown,
        marks=list(InPlace),
        duties=DUTY_LABELS,
        why_words=WHY_LABELS,
        grounds=GROUND_LABELS,
        is_fixed=campaign.has_opened(day_of(work.clock)),
        may_keep=keeps and officer.may(Action.KEEP_ROSTER),
        may_show=keeps and officer.may(Action.SHOW_EVIDENCE),
        done=request.args.get("done", ""),
        label=lambda member: _(label(member)),
    )


@blueprint.route("/<campaign_id>/units/<unit_id>/new", methods=["GET", "POST"])
@allow(Action.KEEP_ROSTER)
def add_person(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> Response:
    """Put a person on the register and on the roster."""
    campaign, line = _kept(officer, work, campaign_id, unit_id)
    form = NewPerson()
    form.rank.choices = [(rank.value, _(label(rank))) for rank in Rank]
    form.managed_by.choices = [(each.value, _(label(each))) for each in ManagedBy]
    form.standing.choices = [(name, _(words)) for name, words in STANDING_LABELS.items()]
    offer(form.reason, WHY_LISTED_LABELS, none=True)
    form.roles.choices = [(role.value, _(label(role))) for role in Role]
    if form.is_submitted() and form.validate():
        answer = _listed(officer, work, campaign_id, unit_id, form)
        if not isinstance(answer, NotDone):
            return _back(campaign_id, unit_id, "added")
        refuse(form, "reason", answer)
    return act_page(
        form,
        heading=_("增加人员"),
        address=url_for("campaigns.add_person", campaign_id=campaign_id, unit_id=unit_id),
        crumbs=_crumbs(campaign, line),
        notes=[_("是不是应申报，由系统按工作方案一判断，并写明依据。")],
        back=url_for("campaigns.unit", campaign_id=campaign_id, unit_id=unit_id),
    )


@blueprint.route("/<campaign_id>/units/<unit_id>/fix", methods=["GET", "POST"])
@allow(Action.KEEP_ROSTER)
def fix(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> Response:
    """List everybody who serves in the unit and is not on the roster yet."""
    campaign, line = _kept(officer, work, campaign_id, unit_id)
    form = FixRoster()
    offer(form.reason, WHY_LISTED_LABELS, none=True)
    if form.is_submitted() and form.validate():
        answer = roster.fix_roster(
            work.store,
            officer,
            work.clock,
            campaign_id=campaign_id,
            unit_id=unit_id,
            reason=str(form.reason.data or ""),
        )
        if not isinstance(answer, NotDone):
            return _back(campaign_id, unit_id, "added")
        refuse(form, "reason", answer)
    return act_page(
        form,
        heading=_("按花名册列入"),
        address=url_for("campaigns.fix", campaign_id=campaign_id, unit_id=unit_id),
        crumbs=_crumbs(campaign, line),
        notes=[_("把这个单位花名册里还没有列入的人全部列入，逐人判断是不是应申报。")],
        back=url_for("campaigns.unit", campaign_id=campaign_id, unit_id=unit_id),
    )


@blueprint.route("/entries/<entry_id>/remove", methods=["GET", "POST"])
@allow(Action.KEEP_ROSTER)
def remove(officer: Officer, work: Workplace, entry_id: str) -> Response:
    """Take a person off the roster, with the reason."""
    with work.store.read() as db:
        entry = roster.entry_by_id(db, entry_id)
        if entry is None or not may_keep(db, officer, entry.unit_id):
            abort(404)
    campaign, line = _kept(officer, work, entry.campaign_id, entry.unit_id)
    form = ChosenReason()
    offer(form.reason, WHY_REMOVED_LABELS)
    if form.is_submitted() and form.validate():
        with work.store.write() as db:
            answer = roster.remove_roster(db, officer, work.clock, entry_id, reason=str(form.reason.data))
        if answer is None:
            return _back(entry.campaign_id, entry.unit_id, "removed")
        refuse(form, "reason", answer)
    return act_page(
        form,
        heading=_("移出名册"),
        address=url_for("campaigns.remove", entry_id=entry_id),
        crumbs=_crumbs(campaign, line),
        notes=[_("%(name)s，%(post)s。移出的记录和理由长期保留。", name=entry.name, post=entry.post)],
        back=url_for("campaigns.unit", campaign_id=entry.campaign_id, unit_id=entry.unit_id),
    )


@blueprint.route("/<campaign_id>/units/<unit_id>/evidence", methods=["GET", "POST"])
@allow(Action.SHOW_EVIDENCE)
def add_evidence(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> Response:
    """Enter evidence of one of the four, or a progress check."""
    campaign, line = _kept(officer, work, campaign_id, unit_id)
    form = NewEvidence()
    marks = [(mark.value, _(label(mark))) for mark in InPlace]
    form.what.choices = marks + [(duty.value, _(words)) for duty, words in DUTY_LABELS.items()]
    if form.is_submitted() and form.validate():
        answer = _shown(officer, work, campaign_id, unit_id, form)
        if answer is None:
            return _back(campaign_id, unit_id, "shown")
        refuse(form, "day", answer)
    return act_page(
        form,
        heading=_("登记到位情况和进展"),
        address=url_for("campaigns.add_evidence", campaign_id=campaign_id, unit_id=unit_id),
        crumbs=_crumbs(campaign, line),
        back=url_for("campaigns.unit", campaign_id=campaign_id, unit_id=unit_id),
    )


def _listed(
    officer: Officer, work: Workplace, campaign_id: str, unit_id: str, form: NewPerson
) -> tuple[str, ...] | NotDone:
    """Register and list in one transaction; a refusal takes the person back too."""
    with work.store.write() as db:
        person_id = register_person(
            db,
            officer,
            work.clock,
            name=str(form.name.data),
            unit_id=unit_id,
            post=str(form.post.data),
            rank=Rank(form.rank.data),
            managed_by=ManagedBy(form.managed_by.data),
            standing=[*(form.standing.data or []), *(form.roles.data or [])],
        )
        entries, reason = [NewEntry(person_id)], str(form.reason.data or "")
        answer = roster.add_roster(db, officer, work.clock, campaign_id, entries, reason=reason)
        if isinstance(answer, NotDone):
            db.rollback()
        return answer


def _shown(
    officer: Officer, work: Workplace, campaign_id: str, unit_id: str, form: NewEvidence
) -> NotDone | None:
    day, document = day_in(form.day), str(form.document.data)
    if form.what.data in list(Duty):
        return evidence.add_progress(
            work.store,
            officer,
            work.clock,
            campaign_id=campaign_id,
            unit_id=unit_id,
            duty=Duty(form.what.data),
            checked_on=day,
            document=document,
        )
    return evidence.set_checkmark(
        work.store,
        officer,
        work.clock,
        campaign_id=campaign_id,
        unit_id=unit_id,
        mark=InPlace(form.what.data),
        evidence_on=day,
        document=document,
    )


def _found(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> tuple[Campaign, UnitLine]:
    """The campaign and the unit of an address, or 404 where the officer does not see the unit."""
    campaign = the_campaign(work, campaign_id)
    with work.store.read() as db:
        line = unit_line(db, unit_id)
        if line is None or not may_see(db, officer, unit_id):
            abort(404)
    return campaign, line


def _kept(officer: Officer, work: Workplace, campaign_id: str, unit_id: str) -> tuple[Campaign, UnitLine]:
    """The same for what the officer keeps."""
    campaign, line = _found(officer, work, campaign_id, unit_id)
    with work.store.read() as db:
        if not may_keep(db, officer, unit_id):
            abort(404)
    return campaign, line


def _crumbs(campaign: Campaign, line: UnitLine) -> Crumbs:
    address = url_for("campaigns.unit", campaign_id=campaign.id, unit_id=line.id)
    return [*home_crumbs(campaign), (line.name, address)]


def _back(campaign_id: str, unit_id: str, done: str) -> Response:
    return redirect(url_for("campaigns.unit", campaign_id=campaign_id, unit_id=unit_id, done=done), 303)
