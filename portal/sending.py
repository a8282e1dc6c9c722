"""Check answers, send once, and the receipt: shown after the deposit is on disk, until it is confirmed."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from mailbox.directory import OfficeEntry
from portal import summary
from portal.answers import Answers, Sent
from portal.cookies import farewell, here
from portal.forms import Check, Kept
from portal.intake import NoRecipient, NotAccepted, NoVault, recipient_of, send_report
from portal.order import last_page, unfinished
from portal.reasons import reasons
from portal.reception import desk, directory, draft, go_to
from portal.reports import address, change_at
from portal.sealed_rows import StoreRefused
from portal.steps import PARTS
from sealing.receipts import Receipt, grouped
from web.i18n import gettext as _
from web.i18n import language

blueprint = Blueprint("sending", __name__)
ANSWER_DAYS = 15
DOWNLOAD_NAME = "notes.txt"


@dataclass(frozen=True, slots=True)
class Destination:
    """Who would receive the report and why, or why nobody does."""

    office: OfficeEntry | None = None
    why: tuple[Any, ...] = ()
    competent: OfficeEntry | None = None
    vaultless: OfficeEntry | None = None


@blueprint.route("/report/check", methods=["GET", "POST"])
def check() -> Response:
    """Everything at a glance, who receives it and why, one box, one button."""
    answers = draft()
    if answers is None:
        return go_to("reports.who")
    if answers.sent is not None and answers.sent.delivered:
        return go_to("sending.receipt")
    if request.method == "GET":
        again = "again" in request.args
        form = Check(MultiDict() if again else None)
        return _check_page(
            answers, form, failed=again and not (form.validate() and not summary.faults(answers))
        )
    if answers.sent is None and (summary.faults(answers) or not Check().validate()):
        return go_to("sending.check", again="1")
    return _send(answers.sent)


def _send(drawn: Sent | None = None) -> Response:
    visitor = here()
    try:
        outcome = send_report(desk(), visitor, language(), drawn) if visitor else None
    except (NoRecipient, NoVault):
        return go_to("sending.check")
    except NotAccepted:
        return _check_page(_draft_if_readable(), Check(formdata=None), refused=True)
    if outcome is None:
        return go_to("reports.who")
    return go_to("sending.receipt") if outcome.settled else _receipt_page(outcome.sent, Kept(formdata=None))


def _draft_if_readable() -> Answers | None:
    try:
        return draft()
    except StoreRefused:
        return None


def _check_page(
    answers: Answers | None, form: Check, *, failed: bool = False, refused: bool = False
) -> Response:
    known = answers or Answers()
    page = render_template(
        "portal/sending/check.html",
        heading=_("发送前请核对"),
        form=form,
        failed=failed or refused,
        refused=refused,
        readable=answers is not None,
        answers=known,
        people=[summary.subject_rows(each, n, directory()) for n, each in enumerate(known.subjects, start=1)],
        facts=summary.fact_rows(known),
        reporter=summary.reporter_rows(known.reporter),
        faults=summary.faults(known) if answers else [],
        destination=_destination(known) if answers else Destination(),
        change_at=change_at,
        part=5,
        parts=PARTS,
        back=address(*last_page(known)),
    )
    return make_response(page, 503 if refused else 200)


def _destination(known: Answers) -> Destination:
    try:
        receiving, office = recipient_of(known, directory(), desk().today())
    except NoRecipient as error:
        names = {office.name: office for office in directory().offices}
        return Destination(competent=names.get(error.refused.detail))
    except NoVault as error:
        return Destination(vaultless=error.office)
    why = reasons(receiving, office, known.subjects, directory(), desk().today())
    return Destination(office=office, why=tuple(why))


@blueprint.get("/report/receipt")
def receipt() -> Response:
    """The receipt: large, once, until it is confirmed or an hour has passed."""
    sent = _sent()
    if sent is None:
        return go_to("pages.home") if draft() is None else go_to("sending.check")
    form = Kept(MultiDict() if "again" in request.args else None)
    return _receipt_page(sent, form, failed="again" in request.args and not form.validate())


def _receipt_page(sent: Sent, form: Kept, *, failed: bool = False) -> Response:
    office = directory().office(sent.office_id)
    due = directory().calendar().due_after(sent.received_on, ANSWER_DAYS)
    return make_response(
        render_template(
            "portal/sending/receipt.html",
            heading=_("已收到。请保存这｜25位回执"),
            groups=grouped(Receipt(sent.receipt)),
            sent=sent,
            office=office,
            due=due,
            named=sent.named,
            form=form,
            failed=failed,
        )
    )


def _sent() -> Sent | None:
    answers = draft()
    if answers is None or answers.sent is None or not answers.sent.delivered:
        return None
    return answers.sent


@blueprint.get("/report/receipt/notes.txt")
def download() -> Response:
    """The receipt as plain text, under a name that says nothing."""
    sent = _sent()
    if sent is None:
        return go_to("pages.home")
    text = (
        " ".join(grouped(Receipt(sent.receipt)))
        + "\n\n"
        + _("请抄到纸上，然后删掉这个文件。不要存在单位的设备上，不要发给任何人。")
        + "\n"
    )
    response = make_response(text.encode("utf-8-sig"))
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{DOWNLOAD_NAME}"'
    return response


@blueprint.post("/report/receipt")
def finish() -> Response:
    """The receipt is kept: erase the draft, take the cookie away."""
    sent = _sent()
    if sent is None:
        return go_to("pages.home")
    if not Kept().validate():
        return go_to("sending.receipt", again="1")
    _erase()
    return go_to("sending.done")


def _erase() -> None:
    """Erase the draft, and take the cookie away unless an opened mailbox still needs it."""
    visitor = here()
    if visitor is not None:
        desk().drafts.forget(visitor)
        if desk().sessions.open(visitor, desk().now()) is None:
            farewell()


@blueprint.route("/report/discard", methods=["GET", "POST"])
def discard() -> Response:
    """Throw away a draft that was not sent: asked first, because nothing brings it back."""
    answers = draft()
    if answers is None or answers.sent is not None:
        return go_to("pages.home")
    if request.method == "POST":
        _erase()
        return go_to("sending.done")
    heading = _("要清除这份草稿吗？")
    return make_response(
        render_template("portal/sending/discard.html", heading=heading, go_on=address(*unfinished(answers)))
    )


@blueprint.get("/report/done")
def done() -> Response:
    """What to do now; nothing on it tells what was done."""
    return make_response(render_template("portal/sending/done.html", heading=_("会话已结束")))
