"""The mailbox: opened by the receipt, closed by itself; what the office wrote, and what the reporter adds."""

import secrets
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from portal.answers import StagedFile
from portal.asks import ASKS, Ask
from portal.cookies import farewell, here, welcome
from portal.entries import Entry, Trouble, wrong_words
from portal.forms import Letter, LookUp
from portal.intake import Addition, NotAccepted, add_to_report
from portal.letters import Correspondence, LetterKind, Status, look_up, read_again
from portal.material import claim, in_words, take_files
from portal.pools import TooBusy
from portal.progress import progress
from portal.proofs import proof_of
from portal.questions import remind
from portal.reception import desk, directory, draft, go_to, now
from portal.sealed_rows import StoreRefused
from portal.sessions import OpenMailbox
from portal.visitors import Visitor
from portal.words import STATUSES
from sealing.receipts import ReceiptError, parse
from web.i18n import gettext as _

blueprint = Blueprint("replies", __name__)
MOST_UNSENT = 20_000
MOST_KEPT = 300_000
MOST_TYPED = 10_000


@blueprint.route("/mailbox/open", methods=["GET", "POST"])
def look() -> Response:
    """Type the receipt; a wrong one is told apart, one that opens nothing is said so plainly."""
    if request.method == "GET":
        return _look_again() if "again" in request.args else _look_page(LookUp())
    form = LookUp()
    try:
        entry = Entry(form.receipt.data or "", _unsent(form))
        keys = desk().lookups.derive(parse(entry.receipt))
        found = look_up(desk(), keys)
        if not found.exists:
            return _wrong(replace(entry, trouble=Trouble.OPENS_NOTHING), form)
        visitor = here() or Visitor.arrive()
        box = OpenMailbox(keys.lookup_id, keys.identity, (), entry.unsent)
        desk().sessions.put(visitor, now(), box)
    except ReceiptError:
        return _wrong(entry, form)
    except TooBusy:
        return _look_page(form, _("查询的人多，请过一会儿再按一次“打开信箱”"), code=503)
    except StoreRefused:
        return _look_page(form, _("信箱暂时打不开，请过一会儿再试"), code=503)
    welcome(visitor)
    return go_to("replies.mailbox")


def _unsent(form: LookUp) -> str:
    """The letter that waits for the mailbox to open: carried by the form, else kept with the last entry."""
    visitor = here()
    kept = desk().sessions.entry(visitor, now()) if visitor and not form.unsent.data else None
    return (form.unsent.data or (kept.unsent if kept else ""))[:MOST_UNSENT]


def _wrong(entry: Entry, form: LookUp) -> Response:
    """Keep what was typed for a few minutes and show it at an address of its own; nothing typed needs nothing kept."""
    visitor = here()
    if visitor is None and not entry.receipt and not entry.unsent:
        return go_to("replies.look", again="1")
    if len(entry.receipt) > MOST_TYPED:
        return _look_page(form, wrong_words(entry))
    visitor = visitor or Visitor.arrive()
    try:
        desk().sessions.put_entry(visitor, now(), entry)
    except StoreRefused:
        return _look_page(form, wrong_words(entry))
    welcome(visitor)
    return go_to("replies.look", again="1")


def _look_again() -> Response:
    visitor = here()
    entry = Entry() if visitor is None else desk().sessions.entry(visitor, now())
    if entry is None:
        return _look_page(LookUp(formdata=None))
    form = LookUp(formdata=None, data={"receipt": entry.receipt, "unsent": entry.unsent})
    return _look_page(form, wrong_words(entry))


def _look_page(form: LookUp, error: Any = "", *, code: int = 200) -> Response:
    form.receipt.errors = [error] if error else []
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
    form, failed = _letter(box, None)
    return _mailbox_page(box, read_again(desk(), box), form, failed=failed)


def _letter(box: OpenMailbox, what: Ask | None) -> tuple[Letter, bool]:
    """The letter of a page as it waits there, and whether it was refused. A refused one belongs to its page alone."""
    refused = box.refused == _name(what)
    data = {"text": box.unsent if refused or not box.refused else "", "once": secrets.token_hex(16)}
    if not refused or not ("again" in request.args or box.unsent):
        return Letter(formdata=None, data=data), False
    form = Letter(MultiDict(data))
    return form, not _may_go(form, [], in_words(box.faults))


def _may_go(form: Letter, staged: list[StagedFile], faults: list[str]) -> bool:
    """Whether a letter may be sent; what is wrong stands at its fields."""
    valid = form.validate()
    if faults:
        form["files"].errors = faults
    elif valid and not form.text.data and not staged:
        form["text"].errors = [_("请写几个字，或者添加文件")]
    return bool(valid and not form.error_list())


def _name(what: Ask | None) -> str:
    return what or "mailbox"


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
    form, failed = _letter(box, Ask(what))
    return _ask_page(Ask(what), form, failed=failed)


def _write(what: Ask | None) -> Response:
    """Send what was written; a session that has ended keeps the text and asks for the receipt again."""
    form = Letter()
    staged, faults = take_files()
    visitor = here()
    box = opened()
    if visitor is None or box is None:
        unsent = (form.text.data or "")[:MOST_UNSENT]
        ended = LookUp(formdata=None, data={"unsent": unsent})
        return _wrong(Entry("", unsent, Trouble.ENDED), ended)
    try:
        if not _may_go(form, staged, in_words(faults)):
            return _reject(visitor, replace(box, faults=tuple(faults)), what, form)
        _send(visitor, box, form, what, staged)
    except (NotAccepted, StoreRefused):
        return _again(what, box, form, refused=True)
    return go_to("replies.mailbox", sent="1")


def _reject(visitor: Visitor, box: OpenMailbox, what: Ask | None, form: Letter) -> Response:
    """Keep a letter that was not accepted and show it at an address of its own."""
    text = form.text.data or ""
    if len(text) > MOST_KEPT:
        return _again(what, box, form)
    desk().sessions.put(visitor, now(), replace(box, unsent=text, refused=_name(what)))
    return go_to("replies.mailbox", again="1") if what is None else go_to("replies.ask", what=what, again="1")


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
        box = replace(box, said=(*box.said, said), unsent="", refused="", faults=())
        desk().sessions.put(visitor, now(), box)


def _again(what: Ask | None, box: OpenMailbox, form: Letter, *, refused: bool = False) -> Response:
    if what is not None:
        return _ask_page(what, form, failed=not refused, refused=refused)
    return _mailbox_page(box, read_again(desk(), box), form, failed=not refused, refused=refused)


def _mailbox_page(
    box: OpenMailbox, found: Correspondence, form: Letter, *, failed: bool = False, refused: bool = False
) -> Response:
    remind(form, "")
    letters = [each for each in found.letters if each.text and each.kind is not LetterKind.PROOF]
    if not letters:
        form["text"].label.text = _("写给受理机关")
    office = directory().office(found.office_id())
    steps = progress(found)
    page = render_template(
        "portal/replies/mailbox.html",
        heading=_("您的信箱"),
        form=form,
        failed=failed or refused,
        refused=refused,
        found=found,
        letters=letters,
        statuses=STATUSES,
        progress=steps,
        now_since=next((each["on"] for each in steps if each["state"] == "now"), None),
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
