"""A case at work: a city bureau's deputy director who declared 无, his secretary who signed, and the office."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from casework.access import Officer, Role
from casework.cases import reading, service
from casework.cases.deciding import DecisionTold
from casework.cases.reading import CasePage
from casework.cases.states import HearingKind
from casework.database import CHINA
from casework.declarations import service as declarations
from casework.offices import service as offices
from regulation.case_terms import Outcome
from regulation.facts import DeclarationVersionFacts, PersonId
from regulation.terms import ManagedBy, Rank
from tests.casework.conftest import Staff

FIRST, SECOND = Role.INVESTIGATOR.value, "investigator2"
REVIEWER, REVIEWER2 = Role.TRIAL_REVIEWER.value, "reviewer2"
PRINCIPAL = Role.APPROVER.value


def finding(**changes: Any) -> dict[str, Any]:
    """A spouse's firm that the form does not name."""
    body: dict[str, Any] = {
        "entity": "business",
        "relation": "spouse",
        "relative": "许念慈",
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

    def sign_version(self, **facts: Any) -> None:
        """A declaration signed 2014-12-03, countersigned 2014-12-09."""
        signed = datetime(2014, 12, 3, 9, tzinfo=CHINA)
        told = DeclarationVersionFacts(
            id="v1",
            signed_at=signed,
            nil=not facts,
            countersigned_at=datetime(2014, 12, 9, 10, tzinfo=CHINA),
            countersigner=PersonId(self.countersigner),
            **facts,
        )
        declarations.STORE[self.declarant] = (
            declarations.SignedVersion(
                declaration_id="d" * 26,
                n=1,
                person_id=self.declarant,
                unit_id=self.unit,
                campaign="2014年专项治理",
                hash="v1",
                facts=told,
                signed_at=signed,
                publicity_from=datetime(2014, 12, 3, 10, tzinfo=CHINA),
                publicity_to=datetime(2014, 12, 8, 17, tzinfo=CHINA),
                objections=1,
                countersigner_id=self.countersigner,
                countersigner="谈绍原",
                countersigner_post="党组书记、局长",
                countersigned_at=told.countersigned_at,
                countersign_clause="三(二)",
            ),
        )

    def open(self, **changes: Any) -> Any:
        person = offices.person_of(self.staff.store, self.declarant)
        assert person is not None
        opening = {
            "declarant": service.PersonIn(
                person.id, person.name, self.unit, "青澜市市场监督管理局", person.post
            ),
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
        return DecisionTold(outcome, reason, "工作方案四（四）", "证据07", "诫勉", today)

    def conclude(self, reference: str, strand_id: str, reason: str, outcome: Outcome = Outcome.HELD) -> Any:
        """Hear, propose, two reviews, decide; answers the decision's refusal, if any."""
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
        return self.act(
            service.decide_strand,
            PRINCIPAL,
            reference,
            strand_id=strand_id,
            told=self.decision(reason, outcome),
        )


@pytest.fixture
def bench(staff: Staff) -> Bench:
    for name, role in ((SECOND, Role.INVESTIGATOR), (REVIEWER2, Role.TRIAL_REVIEWER)):
        staff.add(name, role)
        staff.grant(Role.PETITION_OFFICER.value, name)
    made = Bench(staff, unit=staff.unit_id)
    with staff.store.write() as db:
        for field_name, name, post, standing in (
            ("declarant", "蔺书遥", "副局长", ["leadership_team_member", "party_member", "party_post"]),
            (
                "countersigner",
                "谈绍原",
                "党组书记、局长",
                [
                    "leadership_team_member",
                    "principal_leader",
                    "party_secretary",
                    "party_member",
                    "party_post",
                ],
            ),
        ):
            person = offices.add_person(
                db,
                None,
                staff.time,
                name=name,
                unit_id=staff.unit_id,
                post=post,
                rank=Rank.DIVISION_DEPUTY,
                managed_by=ManagedBy.CITY,
                standing=standing,
            )
            setattr(made, field_name, person)
    made.sign_version()
    return made
