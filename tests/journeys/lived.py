"""A house that has been lived in: forty days of reports, a case concluded and one at work, and what is unusual.

The days are the demonstration's own. Added is what its story does not leave standing and a page must show nevertheless:
forms in every state, written requests to file late, hand-ins, an absence, a notice withdrawn and one being drafted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

import pyotp

from casework.access import Officer, Role
from casework.basis import tables
from casework.campaigns import service as campaigns
from casework.campaigns.words import Duty
from casework.cases import service as case_work
from casework.database import CHINA
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.form import short_code
from casework.notices import service as notices
from casework.notices.words import Addressee, Copy, ReasonClass
from casework.offices import enrolment, signing_in
from config import PortalConfig
from demo import campaign, cases, letters, notice, people, staff, workbook
from demo.city import CITY
from demo.staff import accepted, done
from portal.desk import Desk
from regulation.case_terms import Outcome
from regulation.late_units import Deliverable, InPlace
from regulation.publicity import PostingPlace
from regulation.terms import Step
from regulation.terms import Strand as StrandKind
from tests.browser.house import House
from tests.casework.working_days import table_2027
from tests.journeys.story import photograph

DAYS: Final = 41
SIGNED_ON: Final = date(2014, 12, 2)

BRANCH: Final[Mapping[str, Any]] = {
    "relation": "child",
    "relative": "谈望舒",
    "name": "青澜澄远检测技术有限公司东屿分公司",
    "share": 30.0,
    "amount": 60.0,
    "region": "990102",
    "scope": ["检验检测"],
    "held_from": "2013-05-06",
    "basis": "登记档案",
    "evidence": "证据02",
    "verdict": "in",
    "verdict_reason": "经营地和经营范围都在管辖之内",
}
"""What was found of the second case at work."""


@dataclass
class Lived:
    """The house, and by name what its pages are about."""

    house: House
    bench: cases.Bench = field(init=False)
    post: letters.Post = field(init=False)
    reports: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    declarations: dict[str, str] = field(default_factory=dict)
    working_days: str = ""
    notices: list[str] = field(default_factory=list)

    @classmethod
    def build(cls, folder: Path) -> Self:
        """The house with everything that happened in it. The doors are not started yet."""
        lived = cls(House.build(folder, days=DAYS))
        lived.happen()
        lived.file_more_forms()
        lived.ask_to_file_late()
        lived.hand_in()
        lived.work_on_cases()
        lived.criticise()
        lived.load_working_days()
        lived.await_a_key()
        return lived

    def officer(self, user: str) -> Officer:
        """Somebody of the house with open keys; whose session has ended since the making signs in at the town's clock."""
        town = self.house.town
        if user not in town.officers:
            code = pyotp.TOTP(town.secrets[user]).at(town.clock())
            config = town.config_of(user)
            key = signing_in.sign_in(
                town.work.store, town.clock, config, user_name=user, password=staff.PASSWORD, code=code
            )
            assert key is not None, user
            town.sessions[user] = key
            self.house.codes[user] = int(town.clock().timestamp()) // 30
        return town.officer(user)

    def act(self, verb: Any, who: str, **told: Any) -> Any:
        """A service, done by somebody at the town's clock."""
        return verb(self.house.town.work.store, self.officer(who), self.house.town.clock, **told)

    def happen(self) -> None:
        """The demonstration's weeks: letters, two cases, one notice."""
        town = self.house.town
        today = datetime.now(CHINA).replace(hour=9, minute=0, second=0, microsecond=0)
        settings = PortalConfig.from_environment(self.house.settings)
        portal = Desk.open(settings, town.clock)
        try:
            post = letters.Post(town, portal, settings)
            bench = self.bench = cases.Bench(town, dict(self.house.persons))
            days = cases.happenings(bench) | {5: lambda _: notice.publish(bench)}
            letters.weeks(post, today, days)
            self.post, self.reports, self.cases = post, post.references, bench.references
        finally:
            portal.close()
        town.clock.at(datetime.now(CHINA))

    def file_more_forms(self) -> None:
        """Five more declarants of one unit, each a step further: draft, ink seen once, posted, objected, to sign."""
        town, key = self.house.town, "ssc"
        known = set(self.house.campaign.persons)
        more = [each for each in people.roster() if each.unit.key == key and each.number not in known][:5]
        persons = campaign.add_persons(town, more)
        entries = [campaigns.NewEntry(persons[each.number]) for each in more]
        with town.work.store.write() as db:
            listed = campaigns.add_roster(
                db, None, town.clock, self.house.campaign.id, entries, reason="overlooked"
            )
        assert isinstance(listed, tuple), listed
        then = datetime.now(CHINA) - timedelta(days=20)
        town.clock.at(then)
        read = self.act(
            declarations.import_workbook,
            f"{key}-a",
            campaign_id=self.house.campaign.id,
            data=workbook.unit_list(more),
            confine=False,
        )
        assert isinstance(read, declarations.Imported), read
        forms = self._forms(f"{key}-a")
        scan = declarations.Scan("image/jpeg", photograph())
        for step, each in enumerate(more):
            declaration_id, code = forms[each.name]
            self.declarations[("draft", "seen-once", "posted", "objected", "to-sign")[step]] = declaration_id
            told = {"declaration_id": declaration_id, "code": code}
            if step >= 1:
                self.moved(declarations.attest_paper, f"{key}-a", signed_on=then.date(), scan=scan, **told)
            if step >= 2:
                self.moved(declarations.confirm_paper, f"{key}-b", **told)
                town.clock.at(datetime.now(CHINA) if step == 2 else then)
                self.moved(
                    declarations.post_publicity,
                    f"{key}-a",
                    declaration_id=declaration_id,
                    place=PostingPlace.OWN_UNIT,
                    reason="没有另外的主管系统",
                )
                town.clock.at(then)
            if step == 3:
                text = "听说其妻在南桥区开有餐馆，没有写进申报表。"
                self.moved(
                    declarations.record_objection, f"{key}-a", declaration_id=declaration_id, text=text
                )
        town.clock.at(datetime.now(CHINA))

    def _forms(self, clerk: str) -> dict[str, tuple[str, str]]:
        officer = self.officer(clerk)
        with self.house.town.work.store.read() as db:
            rows, _ = register.listed(db, officer, register.Filters())
            return {
                row.name: (row.id, short_code(register.version_in_force(db, row).form_hash)) for row in rows
            }

    def moved(self, verb: Any, who: str, **told: Any) -> None:
        """A step of a declaration that must be taken."""
        answer = self.act(verb, who, **told)
        assert isinstance(answer, declarations.Moved), answer

    def ask_to_file_late(self) -> None:
        """Two requests: one waits, one was granted."""
        ids = []
        for number, name in enumerate(("蔺书遥", "谈绍原"), start=1):
            asked = self.act(
                campaigns.request_late_filing,
                "sscclerk",
                campaign_id=self.house.campaign.id,
                person_id=self.house.persons[f"{name}@ssc"],
                number=f"青市监函〔2014〕{number}号",
                reason="援外期间不能签字，返回后补报。",
                requested_on=SIGNED_ON,
            )
            ids.append(done(asked, "late filing"))
        accepted(
            self.act(campaigns.decide_late_filing, staff.PRINCIPAL, request_id=ids[1], approved=True),
            "late filing",
        )

    def hand_in(self) -> None:
        """What a unit delivered and can show, and who was away when."""
        unit_id, told = self.house.town.units["ssc"], {"document": "青市监报〔2014〕8号"}
        told["campaign_id"] = self.house.campaign.id
        for item in (Deliverable.CITY_MANAGED_FORMS, Deliverable.STATISTICS):
            delivered = self.act(
                campaigns.record_delivery,
                staff.REGISTRAR,
                organ_id=unit_id,
                item=item,
                delivered_on=date(2014, 12, 12),
                **told,
            )
            done(delivered, "delivery")
        shown = {"unit_id": unit_id, **told}
        accepted(
            self.act(
                campaigns.set_checkmark,
                "sscclerk",
                mark=InPlace.CONVEYED,
                evidence_on=SIGNED_ON,
                **shown,
            ),
            "evidence",
        )
        accepted(
            self.act(campaigns.add_progress, "sscclerk", duty=Duty.PRIMARY, checked_on=SIGNED_ON, **shown),
            "progress",
        )
        away = self.act(
            campaigns.add_absence,
            staff.REGISTRAR,
            leader_id=self.house.persons["谈绍原@ssc"],
            from_on=date(2014, 12, 20),
            to_on=date(2014, 12, 26),
            document="青组干〔2014〕31号",
        )
        done(away, "absence")

    def work_on_cases(self) -> None:
        """One strand waits for its decision, one for its review; a second report joined; a second case has one strand
        referred."""
        declarant, signer = StrandKind.DECLARANT, StrandKind.COUNTERSIGNER
        self.bench.opinions("tester", declarant, "事实清楚，应予追究。", ("同意承办意见。", "同意。"))
        self.bench.hear("tester", signer, "称只看了公示结果。")
        proposed = self.bench.act(
            case_work.propose_outcome,
            staff.FIRST,
            "tester",
            strand_id=self.bench.strand("tester", signer),
            outcome=Outcome.HELD,
            words="没有核对登记资料即签字同意。",
        )
        accepted(proposed, "proposal")
        today = self.house.town.clock().date()
        ordered = case_work.StepTold(
            Step.L1_REMIND, today, "", "谈话提醒，要求如实说明。", None, by_committee=False
        )
        done(self.bench.act(case_work.take_step, staff.FIRST, "tester", told=ordered), "step")
        self.post.link("school", self.house.persons["蔺书遥@ssc"], "说的是同一个人")
        joined = self.bench.act(
            case_work.join_report,
            staff.FIRST,
            "tester",
            report_ref=self.reports["school"],
            reason="反映的是同一家企业",
            no_conflict_declared=True,
        )
        accepted(joined, "joining")
        self.bench.open(
            self.post, "named", "谈绍原@ssc", "核实其子在辖区经营检测公司的分店。", "单位、职务一致"
        )
        self.bench.find("named", **BRANCH)
        done(self.bench.act(case_work.compare_case, staff.FIRST, "named"), "comparison")
        self.bench.confirm("named", 0, "2014年申报子女没有经商办企业，分店2013年已经登记。")
        self.bench.hear("named", declarant, "称不知情。")
        referred = self.bench.act(
            case_work.refer_strand,
            staff.PRINCIPAL,
            "named",
            strand_id=self.bench.strand("named", signer),
            to="澜江省纪委监委",
        )
        accepted(referred, "referral")

    def link_for(self, user: str) -> str:
        """The address by which a new member comes in."""
        town = self.house.town
        link = enrolment.add_member(
            town.work.store,
            None,
            town.work.clock,
            town.work.config,
            user_name=user,
            name="宁望舒",
            office_id=town.city,
            roles=frozenset({Role.INVESTIGATOR}),
        )
        return f"/enrol/{done(link, user)}"

    def load_working_days(self) -> None:
        """Next year's holidays, typed by one person of the highest office and waiting for another."""
        self.officer("r0000")
        self.working_days = done(
            self.act(tables.load, "r0000", table=table_2027(), reason=""), "working days"
        )

    def await_a_key(self) -> None:
        """A new colleague in the office and one in a unit without the key yet; two of a unit that has no key yet."""
        town = self.house.town
        town.clock.at(datetime.now(CHINA) - timedelta(days=1))  # a one-time code is good once
        staff.enrol(town, "newcomer", "宁望舒", (Role.INVESTIGATOR,), CITY)
        staff.enrol(town, "newclerk", "单位经办人", (Role.UNIT_CLERK,), CITY, "ssc")
        for user in ("firstclerk", "secondclerk"):
            staff.enrol(town, user, "单位经办人", (Role.UNIT_CLERK,), CITY, "sjy")
        town.clock.at(datetime.now(CHINA))

    def criticise(self) -> None:
        """Three notices of criticism: published and withdrawn, handed in, being drafted."""
        town = self.house.town
        late = notices.late_units(town.work.store, town.clock).units
        for units in (late[:2], late[2:3], late[3:4]):
            drafted = self.act(notices.draft_criticism, staff.REVIEWER, units=units)
            self.notices.append(done(drafted, "criticism"))
        today = town.clock().date()
        choices = notices.Choices(
            addressee=Addressee.UNITS,
            copies=(Copy.ORGANISATION_DEPARTMENT,),
            take_down_on=today + timedelta(days=365),
            assessment=notice.ASSESSMENT,
            new_date=today + timedelta(days=20),
        )
        for each in self.notices[:2]:
            told = {"reference": each, "edition": 1}
            accepted(self.act(notices.change_draft, staff.REVIEWER, choices=choices, **told), "choices")
            accepted(self.act(notices.hand_in, staff.REVIEWER, reference=each, edition=2), "handing in")
        reference = self.notices[0]
        packet = self.act(notices.packet, staff.PRINCIPAL2, reference=reference)
        approved = notices.Approving(
            digest=packet.digest, publish_on=today, typical=False, override_reason=""
        )
        accepted(self.act(notices.approve, staff.PRINCIPAL2, reference=reference, told=approved), "approval")
        notices.deliver(town.work.store, town.work.mailbox, town.clock)
        taken = self.act(notices.withdraw, staff.PRINCIPAL2, reference=reference, reason=ReasonClass.MISTAKE)
        accepted(taken, "withdrawal")
        notices.deliver(town.work.store, town.work.mailbox, town.clock)
