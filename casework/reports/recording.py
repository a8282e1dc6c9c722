"""登记来电、来信、来访: a report that came by telephone, letter or visit, typed in by an officer.

It takes its number in the same register, under its own channel, and is sealed like any other; the officer who
typed it is named by the ledger. It has no mailbox: the reporter is answered by the way he came.
"""

from dataclasses import asdict, dataclass
from datetime import date

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import seal_document
from casework.reports.answers import NotDone, Problem
from casework.reports.collecting import admit
from casework.reports.people import people
from casework.reports.register import new_report
from casework.reports.words import Channel


@dataclass(frozen=True, slots=True)
class Told:
    """What was said or written."""

    channel: Channel
    received_on: date
    name: str
    unit: str
    post: str
    region: str
    relative: str
    business: str
    text: str
    named: bool


def record_report(store: Store, officer: Officer, clock: Clock, *, told: Told) -> str | NotDone:
    """Register it; returns the reference, or a problem where neither name nor unit nor text is told."""
    if told.channel in {Channel.WEB, Channel.TRANSFER} or told.received_on > day_of(clock):
        return NotDone(Problem.WRONG_STAGE)
    if not (told.name or told.unit) or not told.text:
        return NotDone(Problem.TEXT_MISSING)
    keys = officer.open_keys
    found = people(store)
    document_id = new_id()
    sealed = seal_document(
        [keys.office_identity.recipient], kind="report", id=document_id, version=1, body=_body(told)
    )
    with store.write() as db:
        row = new_report(db, clock, officer.office_id, told.channel, told.received_on, named=told.named)
        row.document_id, row.thread_id = document_id, ""
        row.sealed_body = sealed
        db.add(row)
        db.flush()
        record(db, officer, clock, "register", "report", row.id, new=sealed.payload)
        admit(db, officer, clock, row, found)
        return row.reference


def _body(told: Told) -> dict[str, object]:
    words = asdict(told)
    subject = {key: words[key] for key in ("name", "unit", "post", "region")}
    return {
        "subjects": [{**subject, "level": "", "at_commission": ""}],
        "relative": told.relative,
        "business": told.business,
        "place": "",
        "acts": "",
        "when": "",
        "beneficiary": "",
        "text": told.text,
        "named": told.named,
        "mailbox_recipient": "",
        "files": [],
        "language": "zh",
        "route": {"row": "", "clause": ""},
        "received_on": told.received_on.isoformat(),
    }
