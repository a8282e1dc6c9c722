"""四(四) 严格问责: two strands from one discrepancy, who may decide each, and when a case may be closed.

对瞒报漏报的，除严肃追究本人责任外，还要按照“一案双查”要求追究审签人责任. The countersigner is the one of record, never his
successor; his item opens by itself and closes only with a reasoned decision, which may be 不予追究 (A11).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from regulation.case_terms import ActOfTwo, Outcome
from regulation.commissions import authority_commission, one_level_above, serves_in, unit_commission
from regulation.comparing import Comparison
from regulation.decisions import Body, Reason, Refused, Route, RouteRow
from regulation.facts import PersonFacts, PersonId, UnitId
from regulation.terms import Strand

CLAUSE = "四(四)"


@dataclass(frozen=True, slots=True)
class StrandFacts:
    """One item of accountability: `person` answers it; the others are those whose concern bars a decider."""

    kind: Strand
    person: PersonId
    subject: PersonId
    countersigner: PersonId
    competent: Body
    reviewed_by: frozenset[PersonId] = frozenset()
    kin: frozenset[PersonId] = frozenset()
    units: frozenset[UnitId] = frozenset()
    outcome: Outcome = Outcome.OPEN
    return_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Decider:
    """An officer who decides or confirms: who he is, where he serves, for which commission."""

    person: PersonId
    unit: UnitId
    commission: Body


@dataclass(frozen=True, slots=True)
class StrandDecision:
    """A decision with what D-03 wants of it. `other_texts` are the reasons written for the case's other strands."""

    outcome: Outcome
    on: date
    reason: str
    cited_clause: str
    evidence: str
    statement_recorded: bool
    other_texts: frozenset[str] = field(default_factory=frozenset)


def may_confirm(act: ActOfTwo, persons: Iterable[PersonId]) -> Refused | None:
    """A discrepancy, 拒不纠正, 追究 and 不予追究 each need two persons: they touch two people's lives (D-05).

    Clause: 四(四)
    """
    return None if len(set(persons)) >= 2 else Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, act)


def strands_opened_by(
    comparison: Comparison, confirmed_by: Iterable[PersonId]
) -> frozenset[Strand] | Refused:
    """Confirmed 瞒报 or 漏报 opens the declarant's strand (SR-56) and that of the countersigner of record (SR-57).

    Which strands those are the comparison says; that two officers confirmed it is asked here. Who never filed
    answers for that failure itself, and no countersigner with him (H-08).
    Clause: 四(四)
    """
    if comparison.failed_to_file:
        return frozenset({Strand.FAILURE_TO_FILE})
    refused = may_confirm(ActOfTwo.CONFIRM_DISCREPANCY, confirmed_by)
    return refused if comparison.strands and refused else comparison.strands


def competent_commission(
    person: PersonFacts, *, subject: PersonFacts, countersigner: PersonFacts | None = None
) -> Body:
    """Each strand belongs to the commission that holds management authority over that person at decision (D-04).

    Where that is the unit commission of the subject or the countersigner, or one of them serves in it, the one
    level above (H-02). For a retired person `person` is told as at his last post (H-27).
    Clause: 四(四)
    """
    commission = authority_commission(person)
    concerned = [each for each in (subject, countersigner) if each]
    barred = {unit_commission(each.unit) for each in concerned if each.unit.has_commission}
    barred |= {service for each in concerned if (service := serves_in(each))}
    while commission in barred and (above := one_level_above(commission, person)):
        commission = above
    return commission


def may_decide_strand(
    strand: StrandFacts, decider: Decider, confirmer: Decider, decision: StrandDecision
) -> Refused | None:
    """Who may decide a strand and with what: the competent commission, two unconcerned officers, a reasoned text.

    Clause: 四(四) (D-03, D-04, D-05)
    """
    for officer in (decider, confirmer):
        if officer.commission != strand.competent:
            return Refused(Reason.NOT_COMPETENT, CLAUSE)
        if is_concerned(officer, strand):
            return Refused(Reason.DECIDER_CONCERNED, CLAUSE)
    act = ActOfTwo.HOLD_ACCOUNTABLE if decision.outcome is Outcome.HELD else ActOfTwo.NOT_HOLD_ACCOUNTABLE
    if refused := may_confirm(act, (decider.person, confirmer.person)):
        return refused
    return is_reasoned(decision)


def is_concerned(officer: Decider, strand: StrandFacts) -> bool:
    """Not the subject, the countersigner, who signed the review, kin of any, nor of their unit (D-03, H-02).

    Clause: 四(四)
    """
    persons = {strand.subject, strand.countersigner, strand.person} | strand.reviewed_by | strand.kin
    return officer.person in persons or officer.unit in strand.units


def is_reasoned(decision: StrandDecision) -> Refused | None:
    """A reason citing a clause and evidence, the person's 说明 or its waiver; no text copied across strands (D-03).

    Clause: 四(四)
    """
    if not (decision.reason.strip() and decision.cited_clause):
        return Refused(Reason.REASON_MISSING, CLAUSE)
    if not decision.evidence:
        return Refused(Reason.EVIDENCE_MISSING, CLAUSE)
    if not decision.statement_recorded:
        return Refused(Reason.STATEMENT_MISSING, CLAUSE)
    same = {"".join(text.split()) for text in decision.other_texts}
    return Refused(Reason.SAME_TEXT, CLAUSE) if "".join(decision.reason.split()) in same else None


def outcome_without_inquiry(died_on: date | None) -> Outcome | None:
    """The strand of a dead person closes as 不予追究 with that reason; every other strand is inquired into (H-27).

    Clause: 四(四)
    """
    return Outcome.NOT_HELD if died_on else None


def is_settled(strand: StrandFacts) -> Refused | None:
    """Decided, or referred to another commission with its return receipt (D-04).

    Clause: 四(四)
    """
    if strand.outcome is Outcome.OPEN:
        return Refused(Reason.ITEM_OPEN, CLAUSE, strand.kind)
    if strand.outcome is Outcome.REFERRED and not strand.return_receipt:
        return Refused(Reason.RECEIPT_MISSING, CLAUSE, strand.kind)
    return None


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What a case holds when somebody wants to close it. `due` are the strands that `strands_opened_by` gave."""

    compared: bool
    uncertain_businesses: int = 0
    conduct_recorded: bool = False
    article_recorded: bool = False
    disposal_recorded: bool = False
    unverified_clues: int = 0
    strands: tuple[StrandFacts, ...] = ()
    due: frozenset[Strand] = frozenset()


def may_close(case: CaseStanding) -> tuple[Refused, ...]:
    """Everything that still stands against closing a case; empty where it may be closed.

    Clause: 四(四) (SR-39, SR-43, SR-54, SR-55, K-06, D-03)
    """
    wanted = (
        (case.compared, Reason.NOT_COMPARED, CLAUSE),
        (case.unverified_clues == 0, Reason.VERIFICATION_MISSING, CLAUSE),
        (case.uncertain_businesses == 0, Reason.UNCERTAIN_OPEN, "三(三)"),
        (case.conduct_recorded, Reason.CONDUCT_MISSING, "一 ¶2"),
        (case.article_recorded, Reason.ARTICLE_MISSING, CLAUSE),
        (case.disposal_recorded, Reason.RESULT_MISSING, "三(四)"),
    )
    missing = tuple(Refused(reason, clause) for holds, reason, clause in wanted if not holds)
    unopened = case.due - {strand.kind for strand in case.strands}
    missing += tuple(Refused(Reason.ITEM_OPEN, CLAUSE, kind) for kind in sorted(unopened))
    return missing + tuple(refused for strand in case.strands if (refused := is_settled(strand)))


def escrow_for(route: Route, person: PersonFacts) -> Body | None:
    """A countersigned version lies also with the commission one level above its reviewer (D-06).

    None under R1: there 省纪委's second custodian keeps it (H-40).
    Clause: 三(五)
    """
    if route.row is RouteRow.R1 or route.review is None:
        return None
    return one_level_above(route.review, person)


def may_open_escrow(*, linked_clue: bool, persons: Iterable[PersonId]) -> Refused | None:
    """Escrow opens only from a linked clue and by two persons (D-06).

    Clause: 三(五)
    """
    if not linked_clue:
        return Refused(Reason.NOT_COMPETENT, CLAUSE)
    return may_confirm(ActOfTwo.OPEN_ESCROW, persons)


def may_see_check(viewer: Body, competent: Body, *, reveals_report: bool, may_open_report: bool) -> bool:
    """An automatic check is for the competent commission; one that reveals a report, for who may open that (D-07).

    Clause: 四(四)
    """
    return viewer == competent and (may_open_report or not reveals_report)
