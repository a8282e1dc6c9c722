"""分工表: the table of the day, what it lacks, entering and ending its rows, absences."""

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.campaigns import portfolio_lines, portfolio_table, signers
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.forms import EndCharge, NewAbsence, NewCharge
from casework.campaigns.labels import WHY_ENDED_LABELS, WHY_LABELS
from casework.campaigns.planning import current_campaign
from casework.campaigns.showing import Crumbs, act_page, day_in, offer, one_person, refuse
from casework.campaigns.views import blueprint
from casework.database import day_of
from casework.offices.reach import all_units, units_in_reach
from casework.workplace import Workplace
from regulation.divisions import official_divisions
from regulation.labels import label
from regulation.terms import Charge, LeaderPost
from web.i18n import gettext as _


@blueprint.get("/portfolio")
@allow(Action.SEE_CAMPAIGNS)
def portfolio(officer: Officer, work: Workplace) -> str:
    """The rows in force, and which are still wanted before everybody obliged has a countersigner."""
    today, past = day_of(work.clock), "past" in request.args
    with work.store.read() as db:
        lines = portfolio_lines.portfolio_lines(db, officer, on=today, past=past)
        ends = {line.id for line in lines if portfolio_lines.keeps_portfolio(db, officer, line)}
        campaign = current_campaign(db)
        units = [unit.id for unit in units_in_reach(db, officer)]
        gaps = signers.gaps(db, campaign.id, units, today) if campaign is not None else ()
        absences = portfolio_lines.absence_lines(db, officer, today)
    may_keep = officer.may(Action.KEEP_PORTFOLIO)
    return render_template(
        "casework/campaigns/portfolio.html",
        why_words=WHY_LABELS,
        lines=lines,
        ends=ends if may_keep else frozenset(),
        gaps=gaps,
        absences=absences,
        past=past,
        today=today,
        may_keep=may_keep,
        done=request.args.get("done", ""),
        label=lambda member: _(label(member)),
    )


@blueprint.route("/portfolio/new", methods=["GET", "POST"])
@allow(Action.KEEP_PORTFOLIO)
def new_charge(officer: Officer, work: Workplace) -> Response:
    """Enter a row of the table."""
    form = NewCharge()
    posts = portfolio_table.POSTS_OF_A_UNIT if officer.unit_id is not None else frozenset(LeaderPost)
    form.post.choices = [(post.value, _(label(post))) for post in LeaderPost if post in posts]
    form.charge.choices = [(charge.value, _(label(charge))) for charge in Charge]
    if form.is_submitted() and form.validate():
        answer = _entered(officer, work, form)
        if isinstance(answer, str):
            return redirect(url_for("campaigns.portfolio", done="added"), 303)
        refuse(form, "to_on" if answer.problem is Problem.DATES_REVERSED else "target", answer)
    return act_page(
        form,
        heading=_("登记分工"),
        address=url_for("campaigns.new_charge"),
        crumbs=_crumbs(),
        back=url_for("campaigns.portfolio"),
    )


@blueprint.route("/portfolio/<entry_id>/end", methods=["GET", "POST"])
@allow(Action.KEEP_PORTFOLIO)
def end_charge(officer: Officer, work: Workplace, entry_id: str) -> Response:
    """End a row; it stays in the table of its time."""
    with work.store.read() as db:
        lines = portfolio_lines.portfolio_lines(db, officer, on=day_of(work.clock), past=True)
        line = next((each for each in lines if each.id == entry_id), None)
        if line is None or not portfolio_lines.keeps_portfolio(db, officer, line):
            abort(404)
    form = EndCharge()
    offer(form.reason, WHY_ENDED_LABELS)
    if form.is_submitted() and form.validate():
        answer = portfolio_table.end_portfolio_entry(
            work.store,
            officer,
            work.clock,
            entry_id=entry_id,
            last_day=day_in(form.last_day),
            reason=str(form.reason.data),
        )
        if answer is None:
            return redirect(url_for("campaigns.portfolio", done="ended"), 303)
        refuse(form, "last_day", answer)
    about = _(
        "%(leader)s，%(post)s，分管%(target)s",
        leader=line.leader,
        post=_(label(line.entry.post)),
        target=line.target,
    )
    return act_page(
        form,
        heading=_("终止分工"),
        address=url_for("campaigns.end_charge", entry_id=entry_id),
        crumbs=_crumbs(),
        notes=[about],
        back=url_for("campaigns.portfolio"),
    )


@blueprint.route("/portfolio/absences/new", methods=["GET", "POST"])
@allow(Action.KEEP_PORTFOLIO)
def new_absence(officer: Officer, work: Workplace) -> Response:
    """Record that a leader is away."""
    form = NewAbsence()
    if form.is_submitted() and form.validate():
        with work.store.read() as db:
            leader = one_person(db, str(form.leader.data), str(form.leader_unit.data or ""))
        answer = portfolio_table.add_absence(
            work.store,
            officer,
            work.clock,
            leader_id=leader,
            from_on=day_in(form.from_on),
            to_on=day_in(form.to_on),
            document=str(form.document.data),
        )
        if isinstance(answer, str):
            return redirect(url_for("campaigns.portfolio", done="away"), 303)
        refuse(form, "leader" if answer.problem is Problem.UNKNOWN else "to_on", answer)
    return act_page(
        form,
        heading=_("登记领导外出"),
        address=url_for("campaigns.new_absence"),
        crumbs=_crumbs(),
        notes=[_("离岗超过三个工作日的，由持授权文件的代行领导审签。")],
        back=url_for("campaigns.portfolio"),
    )


def _entered(officer: Officer, work: Workplace, form: NewCharge) -> str | NotDone:
    charge = Charge(form.charge.data)
    with work.store.read() as db:
        leader = one_person(db, str(form.leader.data), str(form.leader_unit.data or ""))
        target = _target(db, charge, str(form.target.data))
    return portfolio_table.add_portfolio_entry(
        work.store,
        officer,
        work.clock,
        leader_id=leader,
        post=LeaderPost(form.post.data),
        charge=charge,
        target=target,
        from_on=day_in(form.from_on),
        to_on=form.to_on.data,
        document=str(form.document.data),
        acting=bool(form.acting.data),
    )


def _target(db: Session, charge: Charge, words: str) -> str:
    """What a name stands for: an id, a region code or the business word itself; empty when it is not known."""
    match charge:
        case Charge.UNIT:
            found = [unit.id for unit in all_units(db) if unit.name == words]
            return found[0] if len(found) == 1 else ""
        case Charge.PERSON:
            name, _slash, unit_name = words.partition("，")
            return one_person(db, name.strip(), unit_name.strip())
        case Charge.TERRITORY:
            codes = [code for code, each in official_divisions().by_code.items() if each.name == words]
            return words if words.isdigit() else codes[0] if len(codes) == 1 else ""
        case Charge.BUSINESS:
            return words


def _crumbs() -> Crumbs:
    return [(_("专项治理"), url_for("campaigns.index")), (_("分工表"), url_for("campaigns.portfolio"))]
