"""A case at work: a city bureau's deputy director, the secretary who countersigned his form, and the office."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casework.access import Officer, Role
from casework.cases import reading, service
from casework.cases.deciding import DecisionTold
from casework.cases.reading import CasePage
from casework.cases.states import HearingKind
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.rows import DeclarationRow
from casework.offices import service as offices
from regulation.case_terms import Outcome
from regulation.publicity import PostingPlace
from tests.casework.conftest import Staff
from tests.casework.filing import At, Filing, settle
from tests.workbooks import filling

FIRST, SECOND = Role.INVESTIGATOR.value, "investigator2"
REVIEWER, REVIEWER2 = Role.TRIAL_REVIEWER.value, "reviewer2"
PRINCIPAL = Role.APPROVER.value


def finding(**changes: Any) -> dict[str, Any]:
    """A spouse's firm that the form does not name."""
    body: dict[str, Any] = {
        "entity": "business",
        "relation": "spouse",
        "relative": "云知遥",
        "relative_id": "",
        "name": "青澜澄远检测技术有限公司",
        "code": "",
        "kind": "limited",
        "activity": "business",
        "state": "trading",
        "office": "",
        "share": 60.0,
        "amount": 300.0,
        "nominee": True,
        "fake_exit": False,
        "senior": False,
        "appointed_by": "nobody",
        "places": [{"kind": "operating", "region": "990103", "unit": ""}],
        "scope": ["检验检测"],
        "held_from": "2013-09-12",
        "held_to": "",
        "source": "registry",
        "found_on": "2026-11-19",
        "first_clue_on": "2026-11-02",
        "corrected_on": "",
        "countersigner_knew": False,
        "basis": "代持协议",
        "evidence": "证据07",
        "note": "",
        "verdict": "in",
        "verdict_reason": "经营地和经营范围都在分管之内",
    }
    return {**body, **changes}


@dataclass
class Bench:
    """The office, the two people concerned, and shortcuts that keep a test to what it is about."""

    staff: Staff
    declarant: str = ""
    countersigner: str = ""
    unit: str = ""
    officers: dict[str, Officer] = field(default_factory=dict)

    def officer(self, who: str) -> Officer:
        if who not in self.officers:
            self.officers[who] = self.staff.officer(who)
        return self.officers[who]

    def open(self, **changes: Any) -> Any:
        person = offices.person_of(self.staff.store, self.declarant)
        assert person is not None
        opening = {
            "declarant": service.PersonIn(person.id, person.name, self.unit, "青澜市交通运输局", person.post),
            "declaration_ids": (),
            "report_id": "",
            "report_reference": "",
            "facts": "核实配偶是否经营企业",
            "second_handler": self.staff.members[SECOND],
            "no_conflict_declared": True,
            "concerned_persons": (self.countersigner,),
        }
        return service.open_case(
            self.staff.store,
            self.officer(FIRST),
            self.staff.time,
            opening=service.Opening(**{**opening, **changes}),
        )

    def page(self, reference: str, who: str = PRINCIPAL) -> CasePage:
        with self.staff.store.read() as db:
            return reading.case_page(db, self.officer(who), reference)

    def act(self, verb: Any, who: str, reference: str, **told: Any) -> Any:
        return verb(self.staff.store, self.officer(who), self.staff.time, reference=reference, **told)

    def discrepancy(self, reference: str, line: int = 0) -> str:
        """Record, compare, put forward, confirm: both strands open."""
        assert isinstance(self.act(service.record_finding, FIRST, reference, body=finding()), str)
        comparison = self.act(service.compare_case, FIRST, reference)
        put = self.act(
            service.propose_discrepancy,
            FIRST,
            reference,
            comparison_id=comparison,
            line=line,
            reason="申报为无",
        )
        assert isinstance(put, str), put
        assert (
            self.act(service.settle_discrepancy, SECOND, reference, discrepancy_id=put, confirm=True) is None
        )
        return put

    def decision(self, reason: str, outcome: Outcome = Outcome.HELD) -> DecisionTold:
        today = self.staff.time().date()
        return DecisionTold(
            outcome, reason, "工作方案四（四）", "证据07", "诫勉" if outcome is Outcome.HELD else "", today
        )

    def conclude(self, reference: str, strand_id: str, reason: str, outcome: Outcome = Outcome.HELD) -> Any:
        """Hear, propose, two reviews, decide; answers the decision's refusal, if any."""
        self.heard_and_reviewed(reference, strand_id, outcome)
        return self.act(
            service.decide_strand,
            PRINCIPAL,
            reference,
            strand_id=strand_id,
            told=self.decision(reason, outcome),
        )

    def heard_and_reviewed(self, reference: str, strand_id: str, outcome: Outcome = Outcome.HELD) -> None:
        """Everything that comes before the decision of a strand."""
        self.act(
            service.hear,
            FIRST,
            reference,
            strand_id=strand_id,
            kind=HearingKind.STATEMENT,
            heard_on=date(2026, 11, 19),
            words="本人称不知情",
        )
        for verb, who in (
            (service.propose_outcome, FIRST),
            (service.review_strand, REVIEWER),
            (service.review_strand, REVIEWER2),
        ):
            told = self.act(verb, who, reference, strand_id=strand_id, outcome=outcome, words="依据充分")
            assert told is None, told


@pytest.fixture
def bench(staff: Staff) -> Bench:
    """蔺书遥 declared on 2014-12-03, 苗若榆 countersigned on 2014-12-09; two handlers and two reviewers serve."""
    for name, role in ((SECOND, Role.INVESTIGATOR), (REVIEWER2, Role.TRIAL_REVIEWER)):
        staff.add(name, role)
        staff.grant(Role.PETITION_OFFICER.value, name)
    filed = settle(staff)
    declare(filed)
    return Bench(staff, filed.persons["蔺书遥"], filed.persons["苗若榆"], staff.unit_id)


def declare(filed: Filing) -> None:
    """From the workbook to the countersignature, by the people whose acts they are."""
    rows = filling.untidy_rows()
    answer = declarations.import_workbook(
        filed.staff.store,
        filed.officer(Role.UNIT_CLERK),
        filed.clock,
        campaign_id=filed.campaign_id,
        data=filling.unit_list(rows),
    )
    assert isinstance(answer, declarations.Imported), answer
    with filed.staff.store.read() as db:
        row = db.scalars(select(DeclarationRow).where(DeclarationRow.name == "蔺书遥")).one()
        form_hash = register.version_in_force(db, row).form_hash
    shown = {"declaration_id": row.id, "form_hash": form_hash}
    store = filed.staff.store
    done(declarations.sign_commitment(store, filed.account("蔺书遥", Role.DECLARANT), filed.clock, **shown))
    done(
        declarations.post_publicity(
            store,
            filed.officer(Role.UNIT_CLERK),
            filed.clock,
            declaration_id=row.id,
            place=PostingPlace.OWN_UNIT,
            reason="没有主管系统",
        )
    )
    signer = filed.account("苗若榆", Role.COUNTERSIGNER)
    done(declarations.countersign(store, signer, At.on(2014, 12, 9, 10), **shown))


def done(answer: Any) -> None:
    assert isinstance(answer, declarations.Moved), answer
