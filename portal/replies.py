"""The mailbox: opened by the receipt, closed by itself; what the office wrote, and what the reporter adds."""

import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from portal.answers import StagedFile
from portal.cookies import farewell, here, welcome
from portal.forms import Letter, LookUp
from portal.intake import Addition, NotAccepted, add_to_report
from portal.letters import Correspondence, LetterKind, Status, look_up, read_again
from portal.material import claim, take_files
from portal.pools import TooBusy
from portal.proofs import proof_of
from portal.questions import remind
from portal.reception import desk, directory, draft, go_to, now
from portal.sealed_rows import StoreRefused
from portal.sessions import OpenMailbox
from portal.visitors import Visitor
from portal.words import STATUSES
from sealing.receipts import ReceiptError, ReceiptFault, parse
from web.i18n import gettext as _
from web.i18n import lazy_gettext as _l

blueprint = Blueprint("replies", __name__)
MOST_UNSENT = 20_000


class Ask(StrEnum):
    """What a reporter may ask for from the mailbox."""

    PROTECTION = "protection"
    RECUSAL = "recusal"
    COMPLAINT = "complaint"
    RETALIATION = "retaliation"


@dataclass(frozen=True, slots=True)
class AskPage:
    """The words of one such page."""

    heading: Any
    label: Any
    hint: Any
    button: Any


ASKS = {
    Ask.PROTECTION: AskPage(
        _l("请求保护"),
        _l("担心什么"),
        _l("谁可能对您或者家人不利，怎样不利。不必写自己的姓名；需要当面保护的，可以写一种安全的联系办法。"),
        _l("发送保护请求"),
    ),
    Ask.RECUSAL: AskPage(
        _l("申请办案人回避"),
        _l("请谁回避，为什么"),
        _l("比如他是被反映人的亲属、同事，或者与这件事有利害关系。"),
        _l("发送回避申请"),
    ),
    Ask.COMPLAINT: AskPage(
        _l("投诉办理人员"),
        _l("谁做了什么"),
        _l("比如拖着不办、泄露消息、态度恶劣。"),
        _l("发送投诉"),
    ),
    Ask.RETALIATION: AskPage(
        _l("报告打击报复"),
        _l("发生了什么"),
        _l("什么时候、谁、怎样做的，有没有证据。正在发生危险，请先拨打110。"),
        _l("发送打击报复报告"),
    ),
}
FAULTS = {
    ReceiptFault.EMPTY: _l("请输入25位回执"),
    ReceiptFault.LENGTH: _l("回执是25位数字，请数一数再输入"),
    ReceiptFault.CHARACTER: _l("回执只有数字，请核对有没有把0写成O、把1写成l"),
    ReceiptFault.CHECK: _l("有一位数字抄错了，请对照回执核对"),
}


@blueprint.route("/mailbox/open", methods=["GET", "POST"])
def look() -> Response:
    """Type the receipt; a wrong one is told apart, one that opens nothing is said so plainly."""
    form = LookUp()
    if request.method == "GET":
        return _look_page(form)
    try:
        receipt = parse(form.receipt.data or "")
    except ReceiptError as error:
        return _look_page(form, FAULTS[error.fault])
    try:
        keys = desk().lookups.derive(receipt)
        found = look_up(desk(), keys)
        visitor = here() if found.exists else None
        visitor = visitor or Visitor.arrive()
        unsent = (form.unsent.data or "")[:MOST_UNSENT]
        desk().sessions.put(visitor, now(), OpenMailbox(keys.lookup_id, keys.identity, (), unsent))
    except TooBusy:
        return _look_page(form, _("查询的人多，请过一会儿再按一次“打开信箱”"), code=503)
    except StoreRefused:
        return _look_page(form, _("信箱暂时打不开，请过一会儿再试"), code=503)
    if not found.exists:
        return _look_page(
            form, _("这个回执没有打开任何信箱。请核对数字；超过一年没有回音的，请改用电话、来信或者来访。")
        )
    welcome(visitor)
    return go_to("replies.mailbox")


def _look_page(form: LookUp, error: Any = "", *, code: int = 200) -> Response:
    form.receipt.errors = [error] if error else []
    if error:
        form.receipt.data = request.form.get("receipt", "")
    page = render_template(
        "portal/replies/look.html",
        heading=_("凭回执打开信箱"),
        form=form,
        failed=bool(error),
        unsent=(form.unsent.data or "")[:MOST_UNSENT],
    )
    return make_response(page, code)


@blueprint.route("/mailbox", methods=["GET", "POST"])
def mailbox() -> Response:
    """Status, dialogue, and a letter with files."""
    return _write(None) if request.method == "POST" else _show()


def _show() -> Response:
    box = opened()
    if box is None:
        return go_to("replies.look")
    return _mailbox_page(box, read_again(desk(), box), _letter(box))


def _letter(box: OpenMailbox) -> Letter:
    return Letter(formdata=None, data={"text": box.unsent, "once": secrets.token_hex(16)})


@blueprint.route("/mailbox/ask/<what>", methods=["GET", "POST"])
def ask(what: str) -> Response:
    """Ask for protection or recusal, complain, report retaliation."""
    if what not in list(Ask):
        return go_to("replies.mailbox")
    if request.method == "POST":
        return _write(Ask(what))
    box = opened()
    if box is None:
        return go_to("replies.look")
    return _ask_page(Ask(what), _letter(box))


def _write(what: Ask | None) -> Response:
    """Send what was written; a session that has ended keeps the text and asks for the receipt again."""
    form = Letter()
    staged, faults = take_files()
    visitor = here()
    box = opened()
    if visitor is None or box is None:
        ended = LookUp(formdata=None, data={"unsent": (form.text.data or "")[:MOST_UNSENT]})
        return _look_page(ended, _("信箱因为时间长已经关上。请再输入回执，刚才写的还在。"))
    valid = form.validate()
    if faults:
        form["files"].errors = [" ".join(faults)]
    elif valid and not form.text.data and not staged:
        form["text"].errors = [_("请写几个字，或者添加文件")]
    if not valid or form.error_list():
        return _again(what, box, form)
    try:
        _send(visitor, box, form, what, staged)
    except (NotAccepted, StoreRefused):
        return _again(what, box, form, refused=True)
    return go_to("replies.mailbox", sent="1")


def _send(
    visitor: Visitor, box: OpenMailbox, form: Letter, what: Ask | None, staged: list[StagedFile]
) -> None:
    found = read_again(desk(), box)
    office = directory().office(found.office_id())
    if office is None or not office.recipient:
        raise NotAccepted
    once = form.once.data or secrets.token_hex(16)
    addition = Addition(form.text.data or "", what, tuple(staged), once)
    add_to_report(desk(), visitor, box.lookup_id, office, addition)
    for file in staged:
        desk().drafts.path(file.blob_id).unlink(missing_ok=True)
    claim(staged)
    said = {"on": desk().today().isoformat(), "files": len(staged), "request": what or "", "once": once}
    if once not in {each["once"] for each in box.said}:
        box = replace(box, said=(*box.said, said), unsent="")
        desk().sessions.put(visitor, now(), box)


def _again(what: Ask | None, box: OpenMailbox, form: Letter, *, refused: bool = False) -> Response:
    if what is not None:
        return _ask_page(what, form, failed=not refused, refused=refused)
    return _mailbox_page(box, read_again(desk(), box), form, failed=not refused, refused=refused)


def _mailbox_page(
    box: OpenMailbox, found: Correspondence, form: Letter, *, failed: bool = False, refused: bool = False
) -> Response:
    remind(form, "")
    office = directory().office(found.office_id())
    page = render_template(
        "portal/replies/mailbox.html",
        heading=_("您的信箱"),
        form=form,
        failed=failed or refused,
        refused=refused,
        found=found,
        letters=[each for each in found.letters if each.text and each.kind is not LetterKind.PROOF],
        statuses=STATUSES,
        progress=_progress(found),
        wanted=found.status is Status.MORE_WANTED,
        said=box.said,
        asks=ASKS,
        office=office,
        config=desk().config,
        proof=proof_of(found, box.lookup_id, directory().register_key),
        overdue=bool(found.thread and (desk().today() - found.thread.received_on).days > 1),
        just_sent="sent" in request.args,
    )
    return make_response(page, 503 if refused else 200)


def _progress(found: Correspondence) -> list[dict[str, Any]]:
    """The steps so far, in order; the last one is where the report is."""
    steps: list[dict[str, Any]] = []
    if found.thread and not any(each.status is Status.RECEIVED for each in found.statuses):
        steps.append({"words": STATUSES[Status.RECEIVED], "on": found.thread.received_on})
    steps += [{"words": STATUSES[each.status or Status.RECEIVED], "on": each.on} for each in found.statuses]
    for step in steps:
        step["state"] = "done"
    if steps:
        steps[-1]["state"] = "now"
    if found.status not in (Status.CLOSED, Status.DECLINED):
        steps.append({"words": STATUSES[Status.CLOSED], "state": "todo"})
    return steps


def _ask_page(what: Ask, form: Letter, *, failed: bool = False, refused: bool = False) -> Response:
    remind(form, "")
    words = ASKS[what]
    form["text"].label.text = words.label
    form["text"].description = words.hint
    page = render_template(
        "portal/replies/ask.html",
        heading=words.heading,
        what=what,
        words=words,
        form=form,
        failed=failed or refused,
        refused=refused,
        back=url_for("replies.mailbox"),
    )
    return make_response(page, 503 if refused else 200)


@blueprint.get("/mailbox/proof/notes.txt")
def proof() -> Response:
    """The checkpoint that the proof was checked against, as text."""
    box = opened()
    found = box and proof_of(read_again(desk(), box), box.lookup_id, directory().register_key)
    if not found:
        return go_to("replies.mailbox")
    response = make_response(found.text.encode())
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


@blueprint.post("/mailbox/close")
def close() -> Response:
    """End the session on the server; the cookie goes unless a draft still needs it."""
    visitor = here()
    if visitor is not None:
        desk().sessions.forget(visitor)
        if draft() is None:
            farewell()
    return go_to("sending.done")


def opened() -> OpenMailbox | None:
    """This visitor's opened mailbox."""
    visitor = here()
    return None if visitor is None else desk().sessions.open(visitor, now())
