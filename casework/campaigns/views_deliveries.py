"""What came by D3, and the written requests that somebody may file late."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.campaigns import deliveries, late_filing, roster
from casework.campaigns.answers import NotDone
from casework.campaigns.forms import ChosenReason, Decision, EndObstacle, NewDelivery, NewLateFiling
from casework.campaigns.labels import REQUEST_LABELS, WHY_VOIDED_LABELS
from casework.campaigns.late_filing import LateFiling
from casework.campaigns.planning import Campaign
from casework.campaigns.showing import Crumbs, act_page, day_in, offer, refuse, the_campaign
from casework.campaigns.views import blueprint, home_crumbs
from casework.database import day_of
from casework.offices import lookups
from casework.offices.reach import units_in_reach
from casework.workplace import Workplace
from regulation.deadlines import Milestone
from regulation.decisions import Refused
from regulation.labels import label
from regulation.late_units import Deliverable
from web.i18n import gettext as _


@blueprint.get("/<campaign_id>/deliveries")
@allow(Action.SEE_CAMPAIGNS)
def delivered(officer: Officer, work: Workplace, campaign_id: str) -> str:
    """A line for each that owes the deliverables, with what came when."""
    campaign = _receiving(officer, work, campaign_id)
    with work.store.read() as db:
        figures = deliveries.figures(db, campaign_id)
        entries = deliveries.deliveries_of(db, campaign_id, voided=True)
        names = lookups.names(db, {entry.organ_id for entry in entries})
    return render_template(
        "casework/campaigns/deliveries.html",
        campaign=campaign,
        figures=figures,
        entries=entries,
        names=names,
        items=list(Deliverable),
        due=campaign.dates.last_day(Milestone.D3),
        on_time=sum(line.all_on_time for line in figures),
        may_record=campaign.is_open and officer.may(Action.RECORD_DELIVERY),
        label=lambda member: _(label(member)),
    )


@blueprint.route("/<campaign_id>/deliveries/new", methods=["GET", "POST"])
@allow(Action.RECORD_DELIVERY)
def new_delivery(officer: Officer, work: Workplace, campaign_id: str) -> Response:
    """Enter a hand-in."""
    campaign = _receiving(officer, work, campaign_id)
    form = NewDelivery()
    with work.store.read() as db:
        form.organ.choices = [(each.id, each.name) for each in deliveries.deliverers(db, campaign_id)]
    form.item.choices = [(item.value, _(label(item))) for item in Deliverable]
    if form.is_submitted() and form.validate():
        answer = deliveries.record_delivery(
            work.store,
            officer,
            work.clock,
            campaign_id=campaign_id,
            organ_id=str(form.organ.data),
            item=Deliverable(form.item.data),
            delivered_on=day_in(form.delivered_on),
            document=str(form.document.data),
            nobody=bool(form.nobody.data),
        )
        if isinstance(answer, str):
            return redirect(url_for("campaigns.delivered", campaign_id=campaign_id), 303)
        refuse(form, "delivered_on", answer)
    return act_page(
        form,
        heading=_("登记报送材料"),
        address=url_for("campaigns.new_delivery", campaign_id=campaign_id),
        crumbs=_delivery_crumbs(campaign),
        back=url_for("campaigns.delivered", campaign_id=campaign_id),
    )


@blueprint.route("/<campaign_id>/deliveries/<delivery_id>/end", methods=["GET", "POST"])
@allow(Action.RECORD_DELIVERY)
def void_delivery(officer: Officer, work: Workplace, campaign_id: str, delivery_id: str) -> Response:
    """Take back a wrong entry."""
    campaign = _receiving(officer, work, campaign_id)
    form = ChosenReason()
    offer(form.reason, WHY_VOIDED_LABELS)
    if form.is_submitted() and form.validate():
        answer = deliveries.void_delivery(
            work.store, officer, work.clock, delivery_id=delivery_id, reason=str(form.reason.data)
        )
        if answer is None:
            return redirect(url_for("campaigns.delivered", campaign_id=campaign_id), 303)
        refuse(form, "reason", answer)
    return act_page(
        form,
        heading=_("撤销报送登记"),
        address=url_for("campaigns.void_delivery", campaign_id=campaign_id, delivery_id=delivery_id),
        crumbs=_delivery_crumbs(campaign),
        back=url_for("campaigns.delivered", campaign_id=campaign_id),
    )


@blueprint.get("/<campaign_id>/late-filing")
@allow(Action.SEE_LATE_FILING)
def requests(officer: Officer, work: Workplace, campaign_id: str) -> str:
    """The written requests this officer may look at."""
    campaign = the_campaign(work, campaign_id)
    with work.store.read() as db:
        lines = late_filing.late_filings(db, officer, campaign_id, day_of(work.clock))
        names = lookups.names(db, {line.unit_id for line in lines} | {line.approver_id for line in lines})
    return render_template(
        "casework/campaigns/requests.html",
        campaign=campaign,
        lines=lines,
        names=names,
        states=REQUEST_LABELS,
        may_request=campaign.is_open and officer.may(Action.REQUEST_LATE_FILING),
    )


@blueprint.route("/<campaign_id>/late-filing/new", methods=["GET", "POST"])
@allow(Action.REQUEST_LATE_FILING)
def new_request(officer: Officer, work: Workplace, campaign_id: str) -> Response:
    """Ask that a person may file late."""
    campaign = the_campaign(work, campaign_id)
    form = NewLateFiling()
    with work.store.read() as db:
        units = [unit.id for unit in units_in_reach(db, officer)]
        entries = [entry for unit_id in units for entry in roster.roster_of(db, campaign_id, unit_id)]
    form.person.choices = [(each.person_id, f"{each.name}　{each.post}") for each in entries if each.obliged]
    if form.is_submitted() and form.validate():
        answer = late_filing.request_late_filing(
            work.store,
            officer,
            work.clock,
            campaign_id=campaign_id,
            person_id=str(form.person.data),
            number=str(form.number.data),
            reason=str(form.reason.data),
            requested_on=day_in(form.requested_on),
        )
        if isinstance(answer, str):
            return redirect(url_for("campaigns.requests", campaign_id=campaign_id), 303)
        refuse(form, "number" if isinstance(answer, Refused) else "person", answer)
    return act_page(
        form,
        heading=_("书面请示"),
        address=url_for("campaigns.new_request", campaign_id=campaign_id),
        crumbs=_request_crumbs(campaign),
        notes=[_("请示送给应当接收这份申报表的机关批准。批准后，特殊情况消除之日起五个工作日内补报。")],
        back=url_for("campaigns.requests", campaign_id=campaign_id),
    )


@blueprint.get("/<campaign_id>/late-filing/<request_id>")
@allow(Action.SEE_LATE_FILING)
def show_request(officer: Officer, work: Workplace, campaign_id: str, request_id: str) -> str:
    """One request: its dates, and on demand its reason."""
    campaign, line = _line(officer, work, campaign_id, request_id)
    reason = None
    if "reason" in request.args and _reads(officer, line):
        reason = late_filing.reason_of(work.store, officer, work.clock, request_id)
    with work.store.read() as db:
        names = lookups.names(db, {line.unit_id, line.approver_id})
    is_open = line.facts.approved_on is None and line.declined_on is None
    own = officer.may(Action.REQUEST_LATE_FILING) and line.facts.approved_on is not None
    return render_template(
        "casework/campaigns/request.html",
        campaign=campaign,
        line=line,
        names=names,
        states=REQUEST_LABELS,
        reason=reason,
        may_read=_reads(officer, line) and reason is None,
        may_decide=is_open and officer.may(Action.DECIDE_LATE_FILING) and _reads(officer, line),
        may_end=own and line.facts.obstacle_ended_on is None,
        may_list=own and not line.facts.listed_in_report,
    )


@blueprint.route("/<campaign_id>/late-filing/<request_id>/decide", methods=["GET", "POST"])
@allow(Action.DECIDE_LATE_FILING)
def decide(officer: Officer, work: Workplace, campaign_id: str, request_id: str) -> Response:
    """Grant a request or not."""
    campaign, line = _line(officer, work, campaign_id, request_id)
    form = Decision()
    form.answer.choices = [("yes", _("批准")), ("no", _("不批准"))]
    if form.is_submitted() and form.validate():
        approved = form.answer.data == "yes"
        answer = late_filing.decide_late_filing(
            work.store, officer, work.clock, request_id=request_id, approved=approved
        )
        if answer is None:
            return _back(campaign_id, request_id)
        refuse(form, "answer", answer)
    return _request_act(form, _("批准书面请示"), "campaigns.decide", campaign, line)


@blueprint.route("/<campaign_id>/late-filing/<request_id>/obstacle", methods=["GET", "POST"])
@allow(Action.REQUEST_LATE_FILING)
def obstacle(officer: Officer, work: Workplace, campaign_id: str, request_id: str) -> Response:
    """What kept the person from filing has ended."""
    campaign, line = _line(officer, work, campaign_id, request_id)
    form = EndObstacle()
    if form.is_submitted() and form.validate():
        answer = late_filing.end_obstacle(
            work.store, officer, work.clock, request_id=request_id, ended_on=day_in(form.ended_on)
        )
        if answer is None:
            return _back(campaign_id, request_id)
        refuse(form, "ended_on", answer)
    return _request_act(form, _("登记特殊情况消除"), "campaigns.obstacle", campaign, line)


@blueprint.post("/<campaign_id>/late-filing/<request_id>/listed")
@allow(Action.REQUEST_LATE_FILING)
def listed(officer: Officer, work: Workplace, campaign_id: str, request_id: str) -> Response:
    """The unit has listed the person in its report."""
    _line(officer, work, campaign_id, request_id)
    answer = late_filing.list_in_report(work.store, officer, work.clock, request_id=request_id)
    if isinstance(answer, NotDone):
        abort(404)
    return _back(campaign_id, request_id)


def _receiving(officer: Officer, work: Workplace, campaign_id: str) -> Campaign:
    """The campaign, for the commission that founded it and receives what is handed in; else 404."""
    campaign = the_campaign(work, campaign_id)
    if officer.unit_id is not None or campaign.office_id != officer.office_id:
        abort(404)
    return campaign


def _line(
    officer: Officer, work: Workplace, campaign_id: str, request_id: str
) -> tuple[Campaign, LateFiling]:
    campaign = the_campaign(work, campaign_id)
    with work.store.read() as db:
        lines = late_filing.late_filings(db, officer, campaign_id, day_of(work.clock))
    found = next((line for line in lines if line.id == request_id), None)
    if found is None:
        abort(404)
    return campaign, found


def _reads(officer: Officer, line: LateFiling) -> bool:
    """Whether the reason is addressed to the officer's side."""
    return officer.unit_id is not None or line.approver_id == officer.office_id


def _request_act(
    form: Decision | EndObstacle, heading: str, endpoint: str, campaign: Campaign, line: LateFiling
) -> Response:
    return act_page(
        form,
        heading=heading,
        address=url_for(endpoint, campaign_id=campaign.id, request_id=line.id),
        crumbs=_request_crumbs(campaign),
        notes=[_("%(name)s，文号%(number)s", name=line.name, number=line.facts.number)],
        back=url_for("campaigns.show_request", campaign_id=campaign.id, request_id=line.id),
    )


def _delivery_crumbs(campaign: Campaign) -> Crumbs:
    return [*home_crumbs(campaign), (_("报送材料"), url_for("campaigns.delivered", campaign_id=campaign.id))]


def _request_crumbs(campaign: Campaign) -> Crumbs:
    return [*home_crumbs(campaign), (_("书面请示"), url_for("campaigns.requests", campaign_id=campaign.id))]


def _back(campaign_id: str, request_id: str) -> Response:
    return redirect(url_for("campaigns.show_request", campaign_id=campaign_id, request_id=request_id), 303)
