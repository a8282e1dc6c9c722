"""A notice desk: a closed case with both strands decided, facts marked, and two principals to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from casework import acts
from casework.access import Role
from casework.cases import service as cases
from casework.cases.records import DISCLOSABLE, case_of, sealed_for_office
from casework.cases.rows import DisclosableFact
from casework.database import new_id
from casework.notices import service
from casework.notices.words import Addressee, Copy, Kin, Wrong
from mailbox.ids import NoticeId
from mailbox.notices import PublicDocument, PublicKind, find, published
from regulation.case_terms import NoticePart, Outcome
from regulation.terms import ConductType
from regulation.terms import Strand as StrandKind
from sealing.documents import decode_signed
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, Bench, bench

__all__ = ["bench"]

SIGNER = "approver2"
FACTS: tuple[tuple[NoticePart, StrandKind | None, str], ...] = (
    (NoticePart.TIME, None, "2013年9月至2026年11月"),
    (NoticePart.PLACE, None, "地点在青澜市南桥区"),
    (NoticePart.FACTS, StrandKind.DECLARANT, "其配偶实际经营青澜澄远检测技术有限公司并承揽本系统业务"),
    (NoticePart.FACTS, StrandKind.DECLARANT, "本人申报时填写“无”"),
    (NoticePart.DISCIPLINE, None, "违反廉洁纪律"),
    (NoticePart.RESULT, StrandKind.DECLARANT, "受到诫勉处理"),
    (NoticePart.FACTS, StrandKind.COUNTERSIGNER, "没有核对公示期间收到的异议即签字同意"),
    (NoticePart.RESULT, StrandKind.COUNTERSIGNER, "受到诫勉"),
)


@dataclass
class NoticeDesk:
    """`reference` is the closed case; `draft()` starts a notice of it that passes every check."""

    bench: Bench
    reference: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    def act(self, verb: Any, who: str, **told: Any) -> Any:
        staff = self.bench.staff
        return verb(staff.store, self.bench.officer(who), staff.time, **told)

    def close(self, outcomes: Mapping[StrandKind, Outcome] | None = None, **opening: Any) -> str:
        """A case from opening to its end; each strand with its outcome, held unless said otherwise."""
        bench = self.bench
        reference = bench.open(**opening)
        assert isinstance(reference, str), reference
        bench.discrepancy(reference)
        for strand in bench.page(reference).strands:
            outcome = (outcomes or {}).get(strand.kind, Outcome.HELD)
            assert bench.conclude(reference, strand.id, f"{strand.kind}的理由", outcome) is None
        bench.act(cases.record_conduct, FIRST, reference, conduct=ConductType.T1A)
        assert bench.act(cases.close_case, PRINCIPAL, reference, told_to_reporter="") == ()
        return str(reference)

    def mark(self, reference: str, part: NoticePart, strand: StrandKind | None, text: str) -> str:
        marked = self.bench.act(
            cases.mark_disclosable, REVIEWER, reference, part=part, strand=strand, text=text
        )
        assert isinstance(marked, str), marked
        self.facts[text] = marked
        return marked

    def mark_before_the_rule(self, part: NoticePart, strand: StrandKind, text: str) -> None:
        """A marked fact as it could lie there from before marking itself looked for names and numbers."""
        store, reviewer = self.bench.staff.store, self.bench.officer(REVIEWER)
        with store.write() as db:
            row = DisclosableFact(
                id=new_id(),
                case_id=case_of(db, reviewer, self.reference).id,
                part=part.value,
                marked_by=reviewer.member_id,
                marked_on=self.bench.staff.time().date(),
            )
            body = {"text": text, "strand": strand.value}
            row.sealed_body = sealed_for_office(reviewer, DISCLOSABLE, row.id, body)
            db.add(row)
            told = row.sealed_payload
            acts.record(
                db, reviewer, self.bench.staff.time, "mark_disclosable", DISCLOSABLE, row.id, new=told
            )

    def mark_all(self, reference: str) -> None:
        for part, strand, text in FACTS:
            self.mark(reference, part, strand, text)

    def draft(self, *references: str, **changes: Any) -> str:
        """A draft with everything chosen that is wanted; its reference."""
        drafted = self.act(service.draft_exposure, REVIEWER, references=list(references) or [self.reference])
        assert isinstance(drafted, str), drafted
        assert self.choose(drafted, **changes) is None
        return drafted

    def choose(self, reference: str, *, case_changes: Mapping[str, Any] | None = None, **changes: Any) -> Any:
        """Change a draft's choices and keep the rest."""
        found = service.draft_of(self.bench.staff.store, self.bench.officer(REVIEWER), reference=reference)
        assert found is not None
        notice, draft = found
        chosen = tuple(
            service.CaseChosen(
                **{
                    "reference": each.reference,
                    "wrong": Wrong.CONCEALED,
                    "kin": Kin.SPOUSE,
                    "facts": each.facts,
                    "firm_reasons": each.firm_reasons,
                    **(case_changes or {}),
                }
            )
            for each in draft.cases
        )
        choices: dict[str, Any] = {
            "addressee": Addressee.CITY,
            "copies": (Copy.ORGANISATION_DEPARTMENT,),
            "take_down_on": self.today + timedelta(days=730),
            "assessment": "公布姓名是履行法定职责所必需；不公布亲属和证件号；两年后撤下",
            "cases": chosen,
            **changes,
        }
        return self.act(
            service.change_draft,
            REVIEWER,
            reference=reference,
            edition=notice.edition,
            choices=service.Choices(**choices),
        )

    def swap(self, reference: str, old: str, new: str) -> Any:
        """Put one fact in another's place."""
        found = service.draft_of(self.bench.staff.store, self.bench.officer(REVIEWER), reference=reference)
        assert found is not None
        [case] = found[1].cases
        facts = tuple(new if each == old else each for each in case.facts)
        return self.choose(reference, case_changes={"facts": facts})

    @property
    def today(self) -> date:
        return self.bench.staff.time().date()

    def packet(self, reference: str, who: str = SIGNER) -> service.Packet:
        found = self.act(service.packet, who, reference=reference)
        assert found is not None
        return found  # type: ignore[no-any-return]  # what `act` calls is told by its argument

    def submit(self, reference: str) -> Any:
        edition = self.packet(reference, REVIEWER).notice.edition
        return self.act(service.hand_in, REVIEWER, reference=reference, edition=edition)

    def approve(self, reference: str, who: str = SIGNER, **told: Any) -> Any:
        approving: dict[str, Any] = {
            "digest": self.packet(reference, who).digest,
            "publish_on": self.today,
            "typical": True,
            "override_reason": "",
            **told,
        }
        return self.act(service.approve, who, reference=reference, told=service.Approving(**approving))

    def carry(self) -> int:
        staff = self.bench.staff
        return service.deliver(staff.store, staff.work.mailbox, staff.time)

    def publish(self, reference: str | None = None) -> str:
        """From a draft to the public; the notice's reference."""
        drafted = reference or self.draft()
        assert self.submit(drafted) is None
        answer = self.approve(drafted)
        assert answer is None, answer
        self.carry()
        return drafted

    def notice(self, reference: str) -> Any:
        return self.act(service.notice_page, REVIEWER, reference=reference).notice

    def rows(self) -> tuple[PublicDocument, ...]:
        with self.bench.staff.work.mailbox.read() as db:
            return published(db, PublicKind.NOTICE)

    def public(self, reference: str) -> dict[str, Any]:
        """The public document, its signature checked with the office's key."""
        notice = self.notice(reference)
        with self.bench.staff.work.mailbox.read() as db:
            row = find(db, NoticeId(notice.id))
        assert row is not None
        key = self.bench.officer(REVIEWER).open_keys.office_signing.verify_key
        return dict(decode_signed(row.document, kind="notice", id=notice.id, verify_keys=[key]).body)


@pytest.fixture
def empty_desk(bench: Bench) -> NoticeDesk:
    """No case yet."""
    bench.staff.add(SIGNER, Role.APPROVER)
    bench.staff.grant(Role.PETITION_OFFICER.value, SIGNER)
    return NoticeDesk(bench)


@pytest.fixture
def desk(empty_desk: NoticeDesk) -> NoticeDesk:
    """One case, closed, both strands held, every part marked."""
    empty_desk.reference = empty_desk.close()
    empty_desk.mark_all(empty_desk.reference)
    return empty_desk
