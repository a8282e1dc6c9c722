"""专项治理: the campaign's home, founding and ending it, the principal's signature."""

from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.campaigns import deliveries, evidence, planning, roster
from casework.campaigns.answers import Problem
from casework.campaigns.forms import NewCampaign, Reason
from casework.campaigns.labels import PROFILE_LABELS
from casework.campaigns.planning import Campaign
from casework.campaigns.showing import Crumbs, act_page, refusal_words, refuse, the_campaign
from casework.database import day_of
from casework.offices.reach import units_in_reach
from casework.workplace import Workplace
from regulation import chapters
from regulation.deadlines import CLAUSES, Milestone
from regulation.decisions import Refused
from regulation.labels import label
from web.i18n import gettext as _
from web.rendering import cited

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")


@blueprint.get("")
@allow(Action.SEE_CAMPAIGNS)
def index(officer: Officer, work: Workplace) -> Response:
    """The campaign that runs; without one, those that have ended."""
    with work.store.read() as db:
        running, known = planning.current_campaign(db), planning.campaigns(db)
        may_found = officer.may(Action.FOUND_CAMPAIGN) and planning.may_found(db, officer)
    if running is not None and "all" not in request.args:
        return redirect(url_for("campaigns.show", campaign_id=running.id), 303)
    page = render_template(
        "casework/campaigns/index.html", campaigns=known, may_found=may_found and running is None
    )
    return make_response(page)


@blueprint.route("/new", methods=["GET", "POST"])
@allow(Action.FOUND_CAMPAIGN)
def new(officer: Officer, work: Workplace) -> Response:
    """Found a campaign."""
    form = NewCampaign()
    form.profile.choices = [(name, _(PROFILE_LABELS[name])) for name in chapters.PROFILES]
    if form.is_submitted() and form.validate():
        answer = planning.create_campaign(
            work.store,
            officer,
            work.clock,
            title=str(form.title.data),
            profile=str(form.profile.data),
            opens_on=form.opens_on.data,
            declare_by=form.declare_by.data,
            countersign_by=form.countersign_by.data,
            deliver_by=form.deliver_by.data,
            review_by=form.review_by.data,
        )
        if isinstance(answer, str):
            return redirect(url_for("campaigns.show", campaign_id=answer), 303)
        is_about_days = isinstance(answer, Refused) or answer.problem is Problem.DATES_MISSING
        refuse(form, "opens_on" if is_about_days else "title", answer)
    return act_page(
        form,
        heading=_("建立专项治理"),
        address=url_for("campaigns.new"),
        crumbs=[(_("专项治理"), url_for("campaigns.index", all=1))],
        back=url_for("campaigns.index", all=1),
    )


@blueprint.get("/<campaign_id>")
@allow(Action.SEE_CAMPAIGNS)
def show(officer: Officer, work: Workplace, campaign_id: str) -> str:
    """The campaign's home: its dates, and the units with how many are obliged."""
    return _home(officer, work, campaign_id)


@blueprint.post("/<campaign_id>/sign")
@allow(Action.SIGN_CAMPAIGN)
def sign(officer: Officer, work: Workplace, campaign_id: str) -> Response:
    """The principal of a unit signs the campaign."""
    campaign = the_campaign(work, campaign_id)
    answer = evidence.acknowledge(work.store, officer, work.clock, campaign_id=campaign.id)
    if answer is not None:
        return make_response(_home(officer, work, campaign_id, refused=refusal_words(answer)), 422)
    return redirect(url_for("campaigns.show", campaign_id=campaign_id, done="signed"), 303)


@blueprint.route("/<campaign_id>/end", methods=["GET", "POST"])
@allow(Action.FOUND_CAMPAIGN)
def close(officer: Officer, work: Workplace, campaign_id: str) -> Response:
    """End a campaign."""
    campaign = the_campaign(work, campaign_id)
    form = Reason()
    if form.is_submitted() and form.validate():
        answer = planning.close_campaign(
            work.store, officer, work.clock, campaign_id=campaign_id, reason=str(form.reason.data)
        )
        if answer is None:
            return redirect(url_for("campaigns.index", all=1), 303)
        refuse(form, "reason", answer)
    return act_page(
        form,
        heading=_("结束专项治理"),
        address=url_for("campaigns.close", campaign_id=campaign_id),
        crumbs=home_crumbs(campaign),
        notes=[_("结束后名册和登记不能再改，申报表和案件照常办理。")],
        back=url_for("campaigns.show", campaign_id=campaign_id),
    )


def home_crumbs(campaign: Campaign) -> Crumbs:
    """The way from the list of campaigns to this one."""
    return [
        (_("专项治理"), url_for("campaigns.index", all=1)),
        (campaign.title, url_for("campaigns.show", campaign_id=campaign.id)),
    ]


def _home(officer: Officer, work: Workplace, campaign_id: str, *, refused: str = "") -> str:
    campaign, today = the_campaign(work, campaign_id), day_of(work.clock)
    with work.store.read() as db:
        units = units_in_reach(db, officer)
        obliged = roster.obliged_by_unit(db, campaign_id, [unit.id for unit in units])
        own = officer.unit_id or ""
        signed = evidence.evidence_of(db, campaign_id, own).signed if own else ()
        is_principal = evidence.is_principal(db, officer, campaign_id)
        receives = officer.unit_id is None and campaign.office_id == officer.office_id
        figures = deliveries.figures(db, campaign_id) if receives else ()
    return render_template(
        "casework/campaigns/show.html",
        campaign=campaign,
        steps=_steps(campaign, today),
        units=[(unit, obliged.get(unit.id, 0)) for unit in units],
        total=sum(obliged.values()),
        figures=figures,
        on_time=sum(line.all_on_time for line in figures),
        is_fixed=campaign.has_opened(today),
        signed=signed,
        may_sign=campaign.is_open and officer.may(Action.SIGN_CAMPAIGN) and is_principal and not signed,
        may_close=campaign.is_open and receives and officer.may(Action.FOUND_CAMPAIGN),
        refused=refused,
        may_ask_why=not campaign.is_open and receives,
        why=planning.why_closed(work.store, officer, work.clock, campaign_id)
        if "why" in request.args
        else None,
        done=request.args.get("done", ""),
        label=lambda member: _(label(member)),
    )


def _steps(campaign: Campaign, today: date) -> list[dict[str, object]]:
    """The five dates as steps; the first one not over yet is now."""
    dates = campaign.dates
    days: list[tuple[str, date, str]] = [(_("申报开始，名册固定"), dates.opens_on, "四(三)")]
    days += [(_(label(each)), dates.printed(each), CLAUSES[each]) for each in Milestone]
    over = [today > day for _words, day, _clause in days]
    current = over.index(False) if False in over else len(days)
    return [
        {
            "words": words,
            "on": day,
            "hint": _("工作方案%(clause)s", clause=cited(clause)),
            "state": "done" if n < current else "now" if n == current else "todo",
        }
        for n, (words, day, clause) in enumerate(days)
    ]
