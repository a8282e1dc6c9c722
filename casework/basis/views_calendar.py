"""放假安排: the years that are known, one year month by month, loading the next, confirming it."""

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.basis import tables
from casework.basis.forms import CalendarUpload, LoadTable, Withdraw
from casework.basis.labels import TABLE_FAULT_WORDS
from casework.basis.tables import Preview
from casework.basis.views import blueprint
from casework.calendar.answers import CalendarFault, NotDone
from casework.calendar.labels import CALENDAR_FAULT_WORDS
from casework.workplace import Workplace
from regulation.holiday_notices import LineFault, read_notice
from regulation.working_tables import YearTable
from web.i18n import gettext as _
from web.rendering import day as day_words
from web.uploads import accepts, received_files, refused_files

MOST_DAYS = 10
"""So many differing days are named in one sentence."""


@blueprint.get("/calendar", endpoint="calendar")
@allow(Action.SEE_WORKING_DAYS)
def calendar(officer: Officer, work: Workplace) -> str:
    """Every year with its source: built in, loaded by whom and confirmed by whom, or not published."""
    lines, waiting, names = tables.years(work.store)
    return render_template(
        "casework/basis/calendar.html",
        lines=lines,
        waiting=waiting,
        names=names,
        may_load=officer.may(Action.LOAD_WORKING_DAYS) and tables.may_keep(work.store, officer) is None,
        done=request.args.get("done", ""),
    )


@blueprint.get("/calendar/<int:year>", endpoint="calendar_year")
@allow(Action.SEE_WORKING_DAYS)
def calendar_year(work: Workplace, year: int) -> str:
    """One year as it counts now, month by month."""
    found = tables.year_in_force(work.store, year)
    if found is None:
        abort(404)
    line, months = found
    return render_template("casework/basis/calendar_year.html", line=line, months=months)


@blueprint.route("/calendar/load", methods=["GET", "POST"], endpoint="load_calendar")
@allow(Action.LOAD_WORKING_DAYS)
@accepts(CalendarUpload.LIMITS, CalendarUpload.open_sink)
def load_calendar(officer: Officer, work: Workplace) -> Response:
    """A notice typed, pasted or uploaded: shown month by month, then put before the second person."""
    form = LoadTable(data={"year": str(tables.first_year_to_load(work.store))})
    if not form.is_submitted():
        return _load_page(form)
    fault = _take_file(form)
    if not form.validate() or fault:
        if fault:
            form.text.errors = [fault]
        return _load_page(form, failed=True)
    year, text = int(str(form.year.data)), str(form.text.data)
    table = read_notice(year, str(form.notice.data), str(form.source.data), text)
    if not isinstance(table, YearTable):
        form.text.errors = [fault_words(table[0])]
        return _load_page(form, faults=table, failed=True)
    if request.form.get("step") == "preview":
        return _load_page(form, seen=tables.preview(work.store, table))
    reason = str(form.reason.data or "")
    answer = tables.load(work.store, officer, work.clock, table=table, reason=reason)
    if isinstance(answer, NotDone):
        blamed = form.reason if answer.fault is CalendarFault.REASON_MISSING else form.year
        blamed.errors = [not_done_words(answer)]
        return _load_page(form, seen=tables.preview(work.store, table), failed=True)
    return redirect(url_for("basis.calendar_table", table_id=answer), 303)


@blueprint.get("/calendar/tables/<table_id>", endpoint="calendar_table")
@allow(Action.SEE_WORKING_DAYS)
def calendar_table(officer: Officer, work: Workplace, table_id: str) -> Response:
    """One edition: what it says month by month, who loaded it, and the second person's button."""
    return _table_page(officer, work, table_id, Withdraw(formdata=None))


@blueprint.post("/calendar/tables/<table_id>/confirm", endpoint="confirm_calendar")
@allow(Action.CONFIRM_WORKING_DAYS)
def confirm_calendar(officer: Officer, work: Workplace, table_id: str) -> Response:
    """From now on the year counts."""
    answer = tables.confirm(work.store, officer, work.clock, table_id=table_id)
    if isinstance(answer, NotDone):
        return _table_page(officer, work, table_id, Withdraw(formdata=None), refused=not_done_words(answer))
    return redirect(url_for("basis.calendar", done=str(answer)), 303)


@blueprint.post("/calendar/tables/<table_id>/withdraw", endpoint="withdraw_calendar")
@allow(Action.SEE_WORKING_DAYS)
def withdraw_calendar(officer: Officer, work: Workplace, table_id: str) -> Response:
    """Taken back before it counted, by whoever may load or confirm."""
    if not _may_act(officer):
        abort(403)
    form = Withdraw()
    if not form.validate():
        return _table_page(officer, work, table_id, form, failed=True)
    answer = tables.withdraw(work.store, officer, work.clock, table_id=table_id, reason=str(form.reason.data))
    if answer is not None:
        return _table_page(officer, work, table_id, form, refused=not_done_words(answer))
    return redirect(url_for("basis.calendar_table", table_id=table_id), 303)


def _may_act(officer: Officer) -> bool:
    return officer.may(Action.LOAD_WORKING_DAYS) or officer.may(Action.CONFIRM_WORKING_DAYS)


def _load_page(
    form: LoadTable,
    *,
    faults: tuple[LineFault, ...] = (),
    seen: Preview | None = None,
    failed: bool = False,
) -> Response:
    page = render_template(
        "casework/basis/load_calendar.html",
        form=form,
        faults=tables.lines_with_faults(str(form.text.data or ""), faults),
        fault_words=fault_words,
        seen=seen,
        failed=failed,
    )
    return make_response(page, 422 if failed else 200)


def _table_page(
    officer: Officer,
    work: Workplace,
    table_id: str,
    form: Withdraw,
    *,
    refused: str = "",
    failed: bool = False,
) -> Response:
    found = tables.shown(work.store, table_id)
    if found is None:
        abort(404)
    highest = tables.may_keep(work.store, officer) is None
    page = render_template(
        "casework/basis/calendar_table.html",
        it=found,
        form=form,
        refused=refused,
        failed=failed or bool(refused),
        may_confirm=highest
        and officer.may(Action.CONFIRM_WORKING_DAYS)
        and found.edition.loaded_by != officer.member_id,
        may_withdraw=highest and _may_act(officer),
        own=found.edition.loaded_by == officer.member_id,
    )
    return make_response(page, 422 if failed or refused else 200)


def _take_file(form: LoadTable) -> str:
    """Put an uploaded file's words into the field, so that they are seen before anything is kept."""
    if refused_files("file"):
        return str(_("文件太大。放假安排只有几行，请直接贴入。"))
    files = received_files("file")
    if not files:
        return ""
    raw = bytes(files[0].stored)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            form.text.data = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ""
    return str(_("这个文件不是文字。请存成文本文件（txt、csv），或者直接贴入。"))


def fault_words(fault: LineFault) -> str:
    """One fault as a sentence, with its line."""
    words = str(_(TABLE_FAULT_WORDS[fault.fault], place=fault.place))
    return str(_("第%(line)s行：%(words)s", line=fault.line, words=words)) if fault.line else words


def not_done_words(answer: NotDone) -> str:
    """Why it was not done; with the days that differ, if there are any."""
    words = str(_(CALENDAR_FAULT_WORDS[answer.fault]))
    if not answer.days:
        return words
    days = "、".join(day_words(each) for each in answer.days[:MOST_DAYS])
    more = "……" if len(answer.days) > MOST_DAYS else ""
    return words + str(_("不同的日子：%(days)s", days=days + more))
