"""四(三) 把握标准: the ladder of measures for family business, one step after the other.

教育提醒 outside the jurisdiction; inside it 责令纠正, then 责令辞职或调整职务 for who refuses, then 撤销党内职务 for who
does not obey. No step is skipped (SR-53); going back needs a withdrawal with its reason. The ladder is for T1
alone: T2 and T3 are handled as cases (H-41), and L1 never closes them (A6).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from regulation.calendar import Calendar, Due
from regulation.case_terms import InsteadOfL4, ProofKind, RefusalGround
from regulation.chapters import Chapters
from regulation.commissions import management_committee
from regulation.decisions import Body, Reason, Refused, Route
from regulation.facts import PersonFacts, PersonId
from regulation.terms import Step

CLAUSE = "四(三)"
STEPS_OF_L3 = frozenset({Step.L3_ORDER_RESIGN, Step.L3_ADJUST_POST})
RUNG = {
    Step.L1_REMIND: 1,
    Step.L2_ORDER_RECTIFY: 2,
    Step.L3_ORDER_RESIGN: 3,
    Step.L3_ADJUST_POST: 3,
    Step.L4_REMOVE_PARTY_POST: 4,
}


@dataclass(frozen=True, slots=True)
class Order:
    """A step as somebody wants to take it or has taken it. `content` is what was said at L1."""

    step: Step
    on: date
    issuer: Body
    number: str = ""
    content: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RefusalFinding:
    """A finding of 拒不纠正 by two officers. `efforts_weighed`: adult kin may refuse by themselves."""

    found_on: date
    officers: tuple[PersonId, ...]
    ground: RefusalGround
    heard: bool
    efforts_weighed: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof of correction. `fake_exit_confirmed_by` are the officers who confirmed that the interest stayed."""

    kind: ProofKind
    given_on: date
    fake_exit_confirmed_by: tuple[PersonId, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """A suspected fake exit stands as fulfilled until two officers confirm it (A8, S36)."""
        return len(set(self.fake_exit_confirmed_by)) < 2


@dataclass(frozen=True, slots=True)
class Ladder:
    """The standing of one cadre: what his businesses ask for and what has been done (withdrawn steps left out).

    `required` is the step of `regulation.screening.opinion`: L1, L2 or None.
    """

    required: Step | None = None
    orders: tuple[Order, ...] = ()
    extended_to: date | None = None
    proofs: tuple[Proof, ...] = ()
    finding: RefusalFinding | None = None
    disobeyed_on: date | None = None

    def order_of(self, rung: int) -> Order | None:
        """The order in force on a rung."""
        return next((order for order in self.orders if RUNG[order.step] == rung), None)

    def accepted_proof(self, day: date) -> Proof | None:
        """The proof of a correction given by that day."""
        return next((each for each in self.proofs if each.is_accepted and each.given_on <= day), None)

    @property
    def due_on(self) -> date | None:
        """The day by which the correction is due, as extended."""
        order = self.order_of(2)
        return self.extended_to or (order.due_on if order else None)


def issuer_of_the_order(route: Route) -> Body:
    """责令纠正 is issued by the commission that holds the file; by the superior where that one is concerned (H-25).

    Clause: 四(三) (SR-50)
    """
    return route.substance or route.file


def rectification_due(ordered_on: date, calendar: Calendar, chapters: Chapters) -> Due:
    """The correction is due thirty days after the order unless the order says otherwise (A7) [P].

    A last day that is no working day moves to the next one (H-21); provisional while that year is not published.

    Clause: 四(三)
    """
    days = chapters.integer("dispositions.rectification_days", ordered_on)
    return calendar.due_on_or_after(ordered_on + timedelta(days))


def may_extend(extensions: int, approved_by: PersonId, day: date, chapters: Chapters) -> Refused | None:
    """The time for correction is extended once, with approval (A7) [P].

    Clause: 四(三)
    """
    if extensions >= chapters.integer("dispositions.extensions", day):
        return Refused(Reason.EXTENSION_SPENT, CLAUSE)
    return None if approved_by else Refused(Reason.NOT_COMPETENT, CLAUSE)


def may_withdraw(reason: str) -> Refused | None:
    """A step is undone only by 撤销 or 更正 with a reason (SR-53).

    Clause: 四(三)
    """
    return None if reason.strip() else Refused(Reason.REASON_MISSING, CLAUSE)


def next_step(ladder: Ladder) -> Step | None:
    """The step that comes next by the ladder alone; `may_take` says whether its conditions are met.

    Clause: 四(三)
    """
    if ladder.required is None or ladder.order_of(4):
        return None
    if ladder.required is Step.L1_REMIND:
        return None if ladder.order_of(1) else Step.L1_REMIND
    if ladder.order_of(2) is None:
        return Step.L2_ORDER_RECTIFY
    return Step.L4_REMOVE_PARTY_POST if ladder.order_of(3) else Step.L3_ORDER_RESIGN


def may_take(order: Order, ladder: Ladder, person: PersonFacts, route: Route) -> Refused | None:
    """Whether a step may be taken now: in its turn, by its body, on its conditions (SR-49 to SR-53).

    Clause: 四(三)
    """
    if ladder.required is None:
        return Refused(Reason.STEP_NOT_DUE, CLAUSE)
    match RUNG[order.step]:
        case 1:
            return may_remind(order)
        case 2:
            return may_order_correction(order, ladder, route)
        case 3:
            return may_order_to_leave(order, ladder, person)
        case _:
            return may_remove_party_post(order, ladder, person)


def may_remind(order: Order) -> Refused | None:
    """要进行教育提醒，打招呼、敲警钟: recorded with who, when and what was said (SR-49).

    Clause: 四(三)
    """
    return None if order.content.strip() else Refused(Reason.REASON_MISSING, CLAUSE, "教育提醒须记录内容")


def may_order_correction(order: Order, ladder: Ladder, route: Route) -> Refused | None:
    """责令该领导干部予以纠正: inside the jurisdiction, with issuer, number and due date (SR-50).

    Clause: 四(三)
    """
    if ladder.required is Step.L1_REMIND:
        return Refused(Reason.STEP_NOT_DUE, CLAUSE, "不在本人管辖地区和业务范围内")
    if order.issuer != issuer_of_the_order(route):
        return Refused(Reason.WRONG_ISSUER, CLAUSE)
    if not order.number or order.due_on is None or order.due_on <= order.on:
        return Refused(Reason.ISSUER_MISSING, CLAUSE, "责令纠正须有文号和期限")
    return None


def may_order_to_leave(order: Order, ladder: Ladder, person: PersonFacts) -> Refused | None:
    """拒不纠正的，责令其本人辞去现任职务或者予以调整职务 (SR-51).

    Only on a finding of 拒不纠正; a proof given before ends the step (H-26); ordered by the managing committee.
    Clause: 四(三)
    """
    if ladder.order_of(2) is None:
        return Refused(Reason.STEP_SKIPPED, CLAUSE, "尚未责令纠正")
    if ladder.accepted_proof(order.on):
        return Refused(Reason.LADDER_ENDED, CLAUSE, "已提交整改证明")
    if refused := is_refusal_found(ladder, order.on):
        return refused
    if order.issuer != management_committee(person):
        return Refused(Reason.WRONG_ISSUER, CLAUSE, "由有干部管理权限的党委（党组）决定")
    return None


def is_refusal_found(ladder: Ladder, day: date) -> Refused | None:
    """拒不纠正 is a finding by two officers: a written refusal, or the due date passed; the cadre heard (SR-51).

    Clause: 四(三)
    """
    finding = ladder.finding
    ordered = ladder.order_of(2)
    if finding is None or finding.found_on > day or (ordered and finding.found_on < ordered.on):
        return Refused(Reason.REFUSAL_NOT_FOUND, CLAUSE)
    if len(set(finding.officers)) < 2:
        return Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE)
    if not (finding.heard and finding.efforts_weighed):
        return Refused(Reason.STATEMENT_MISSING, CLAUSE, "须听取本人说明并考虑本人的努力")
    passed = ladder.due_on is not None and ladder.due_on < finding.found_on
    if finding.ground is RefusalGround.DUE_DATE_PASSED and not passed:
        return Refused(Reason.STEP_NOT_DUE, CLAUSE, "纠正期限未满")
    return None


def may_remove_party_post(order: Order, ladder: Ladder, person: PersonFacts) -> Refused | None:
    """不辞去现任职务或者不服从组织调整职务的，给予撤销党内职务处分 (SR-52); who holds no party post cannot lose one (A9).

    Clause: 四(三)
    """
    left = ladder.order_of(3)
    if left is None:
        return Refused(Reason.STEP_SKIPPED, CLAUSE, "尚未责令辞职或者调整职务")
    if ladder.disobeyed_on is None or not left.on <= ladder.disobeyed_on <= order.on:
        return Refused(Reason.STEP_NOT_DUE, CLAUSE, "未记录不服从组织决定")
    if not (person.party_member and person.party_post):
        return Refused(Reason.NO_PARTY_POST, CLAUSE)
    return None


def instead_of_removal(person: PersonFacts, day: date, chapters: Chapters) -> InsteadOfL4 | None:
    """What is proposed for a cadre without a party post; None where L4 applies (A9, H-41).

    Clause: 四(三)
    """
    if not person.party_member:
        return InsteadOfL4(chapters.text("dispositions.instead_of_l4", day))
    return None if person.party_post else InsteadOfL4.SERIOUS_WARNING


def day_of_the_article(business_ended_on: date | None, disobeyed_on: date) -> date:
    """The article at L4 is that in force when the business ended or L3 was refused, whichever is later (H-41).

    Clause: 四(三)
    """
    return max(business_ended_on or disobeyed_on, disobeyed_on)
