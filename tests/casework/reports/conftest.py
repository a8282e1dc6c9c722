"""A desk of reports: the city's commission with rosters beside it, and a reporter who only knows the mailbox.

`desk.send(…)` lays a sealed report into the mailbox as the portal does; `desk.sweep()` and `desk.collect()`
bring it to the officers. `desk.reporter` opens what came back.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from casework.access import Officer, Role
from casework.offices import service as offices
from casework.reports import collecting, queries, reading, register
from casework.reports.outbox import deliver
from casework.reports.reading import OpenReport
from casework.reports.register import Swept
from casework.reports.words import View
from mailbox import deposits, replies
from mailbox.deposits import Deposit, DepositedFile, DepositKind
from mailbox.ids import BlobId, DepositId, OfficeId, ThreadId
from regulation.terms import Level, UnitKind
from sealing import HybridIdentity, parse_recipient, seal_parts
from sealing.documents import decode_signed, encode
from tests.casework.conftest import Staff

OFFICER = Role.PETITION_OFFICER.value


def subject(name: str = "", unit: str = "", post: str = "", region: str = "") -> dict[str, Any]:
    return {"name": name, "unit": unit, "post": post, "level": "", "region": region, "at_commission": "no"}


@dataclass
class Desk:
    """The staff of the city's commission, persons on its rosters, and threads of reporters."""

    staff: Staff
    persons: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    reporters: dict[str, HybridIdentity] = field(default_factory=dict)

    def unit(self, name: str, region_code: str, *aliases: str) -> str:
        made = offices.add_unit(
            self.staff.store,
            None,
            self.staff.time,
            office_id=self.staff.office_id,
            name=name,
            kind=UnitKind.GOVERNMENT,
            level=Level.DISTRICT,
            belongs_to=Level.DISTRICT,
            region_code=region_code,
            aliases=aliases,
        )
        assert isinstance(made, str)
        self.units[name] = made
        return made

    def person(
        self, key: str, name: str, unit: str | None, post: str, *, office_id: str | None = None
    ) -> str:
        with self.staff.store.write() as db:
            self.persons[key] = offices.add_person(
                db,
                None,
                self.staff.time,
                name=name,
                unit_id=self.units[unit] if unit else None,
                office_id=office_id,
                post=post,
            )
        return self.persons[key]

    def send(
        self,
        *subjects: dict[str, Any],
        text: str = "去年九月起辖区十几家商户都被要求换成他家的检测公司。",
        office_id: str | None = None,
        received_on: date | None = None,
        vault: bytes | None = None,
        files: dict[str, bytes] | None = None,
        **fields: Any,
    ) -> str:
        """Lay a report into the mailbox; returns the thread."""
        thread = secrets.token_hex(32)
        self.reporters[thread] = HybridIdentity.generate()
        day = received_on or self.staff.time().date()
        listed = [
            {
                "n": n,
                "name": name,
                "type": "image/png",
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for n, (name, data) in enumerate((files or {}).items())
        ]
        body = {
            "subjects": list(subjects),
            **dict.fromkeys(("relative", "business", "place", "acts", "when", "beneficiary"), ""),
            "text": text,
            "named": vault is not None,
            "mailbox_recipient": str(self.reporters[thread].recipient),
            "files": listed,
            "language": "zh",
            "route": {"row": "Q3", "clause": "规则 14"},
            "received_on": day.isoformat(),
            **fields,
        }
        self._deposit(thread, thread, DepositKind.REPORT, "report", body, day, office_id, vault, files or {})
        return thread

    def add(self, thread: str, text: str, *, request: str | None = None, office_id: str | None = None) -> str:
        """The reporter writes again."""
        deposit_id = secrets.token_hex(32)
        day = self.staff.time().date()
        body = {
            "thread": thread,
            "text": text,
            "files": [],
            "request": request,
            "received_on": day.isoformat(),
        }
        self._deposit(deposit_id, thread, DepositKind.MESSAGE, "message", body, day, office_id, None, {})
        return deposit_id

    def _deposit(
        self,
        deposit_id: str,
        thread: str,
        kind: DepositKind,
        document: str,
        body: dict[str, Any],
        day: date,
        office_id: str | None,
        vault: bytes | None,
        files: dict[str, bytes],
    ) -> None:
        office = office_id or self.staff.office_id
        with self.staff.store.read() as db:
            recipient = offices.recipient_of(db, office)
        assert recipient is not None
        sealed = seal_parts(encode(document, deposit_id, 1, body), [recipient])
        with self.staff.work.mailbox.write() as box:
            blobs = self.staff.work.blobs
            listed = []
            for n, data in enumerate(files.values()):
                one = seal_parts(data, [recipient])
                blob = blobs.put(box, one.payload, day)
                digest = hashlib.sha256(one.payload).digest()
                listed.append(DepositedFile(n, one.header, BlobId(blob), len(data), digest))
            deposits.deposit(
                box,
                Deposit(
                    id=DepositId(deposit_id),
                    thread_id=ThreadId(thread),
                    office_id=OfficeId(office),
                    kind=kind,
                    received_on=day,
                    header=sealed.header,
                    blob_id=blobs.put(box, sealed.payload, day),
                    vault=vault,
                    files=tuple(listed),
                ),
            )

    def sweep(self) -> Swept:
        work = self.staff.work
        return register.sweep(work.store, work.mailbox, work.blobs, work.clock)

    def collect(self, officer: Officer | None = None) -> collecting.Collected:
        return collecting.collect(self.staff.store, officer or self.officer(), self.staff.time, seconds=60)

    def deliver(self) -> int:
        return deliver(self.staff.store, self.staff.work.mailbox, self.staff.time)

    def officer(self, who: str = OFFICER) -> Officer:
        return self.staff.officer(who)

    def arrived(self, *subjects: dict[str, Any], **options: Any) -> str:
        """A report that was sent, swept and collected; returns its reference."""
        before = set(self.references())
        self.send(*subjects, **options)
        self.sweep()
        self.collect()
        [fresh] = set(self.references()) - before
        return fresh

    def references(self, who: str = OFFICER, view: View = View.ALL) -> list[str]:
        box = queries.inbox(self.staff.store, self.officer(who), self.staff.time, view=view)
        return [row.reference for row in box.rows]

    def open(self, reference: str, who: str = OFFICER) -> OpenReport:
        opened = reading.open_report(
            self.staff.store, self.officer(who), self.staff.time, reference=reference
        )
        assert opened is not None
        return opened

    def letters(self, thread: str, office_id: str | None = None) -> list[dict[str, Any]]:
        """What the reporter reads in the mailbox, signatures checked against the office's keys."""
        with self.staff.store.read() as db:
            keys = offices.verify_keys_of(db, office_id or self.staff.office_id)
        with self.staff.work.mailbox.read() as box:
            found = replies.replies_to(box, ThreadId(thread))
        opened = []
        for reply in found:
            for kind in ("status", "reply"):
                letter = _letter(reply, kind, self.reporters[thread], keys)
                if letter is not None:
                    opened.append(letter)
        return sorted(opened, key=lambda letter: (letter["on"], letter["n"]))


def _letter(reply: Any, kind: str, identity: HybridIdentity, keys: Any) -> dict[str, Any] | None:
    from sealing import Sealed, unseal_parts
    from sealing.documents import DocumentError

    data = unseal_parts(Sealed(reply.header, reply.payload), [identity])
    try:
        return {"kind": kind, **decode_signed(data, kind=kind, id=reply.id, verify_keys=keys).body}
    except DocumentError:
        return None


@pytest.fixture
def desk(staff: Staff) -> Desk:
    """The city's commission with persons of two districts on its rosters."""
    desk = Desk(staff)
    desk.unit("南桥区市场监督管理局", "990103", "南桥市监局")
    desk.unit("柳溪区交通运输局", "990104")
    desk.unit("东屿区教育局", "990102")
    desk.unit("北泽县住房和城乡建设局", "990121")
    desk.person("lin", "蔺书遥", "南桥区市场监督管理局", "副局长")
    desk.person("zhang-a", "张伟", "柳溪区交通运输局", "局长")
    desk.person("zhang-b", "张伟", "东屿区教育局", "副局长")
    desk.person("xiao-a", "肖远山", "东屿区教育局", "党委书记")
    desk.person("xiao-b", "肖远山", "北泽县住房和城乡建设局", "副局长")
    return desk


__all__ = ["Desk", "parse_recipient", "subject"]
