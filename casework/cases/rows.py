"""The rows of a case. Contents are sealed; who it is about are tags; states, dates and counts are clear."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.states import (
    AmendmentKind,
    CaseState,
    DiscrepancyState,
    Duty,
    HearingKind,
    OpinionKind,
    ServingManner,
    StepState,
    StrandState,
)
from casework.database import Base, Id, SealedColumns, worded
from regulation.case_terms import Outcome
from regulation.terms import Strand as StrandKind


class Case(SealedColumns, Base):
    """One case. `reference` is random and shown to all; `number` is gapless, for registrar and auditor."""

    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("office_id", "year", "number"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    office_id: Mapped[str] = mapped_column(Id, index=True)
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[CaseState] = mapped_column(worded(CaseState))
    edition: Mapped[int] = mapped_column(Integer, default=1)
    opened_on: Mapped[date] = mapped_column(Date)
    opened_by: Mapped[str] = mapped_column(Id)
    closed_on: Mapped[date | None] = mapped_column(Date)
    closed_by: Mapped[str | None] = mapped_column(Id)
    conduct: Mapped[str | None] = mapped_column(String(10))
    comparison_id: Mapped[str | None] = mapped_column(Id)


class CaseTag(Base):
    """A blind edge from a case to a person or a unit it concerns; walls and links compare these."""

    __tablename__ = "case_tags"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class CaseMember(Base):
    """Who works on a case, at what. Verification and trial are in different hands (K-04)."""

    __tablename__ = "case_members"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    duty: Mapped[Duty] = mapped_column(worded(Duty))
    since: Mapped[date] = mapped_column(Date)


class CaseReport(SealedColumns, Base):
    """A further report that joined the case: which one, why, and the walls that came with it lie sealed."""

    __tablename__ = "case_reports"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    joined_by: Mapped[str] = mapped_column(Id)
    joined_on: Mapped[date] = mapped_column(Date)
    left_by: Mapped[str | None] = mapped_column(Id)
    left_on: Mapped[date | None] = mapped_column(Date)


class Finding(SealedColumns, Base):
    """A fact as found, with its interval and its evidence; all of it sealed."""

    __tablename__ = "case_findings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    recorded_by: Mapped[str] = mapped_column(Id)
    recorded_on: Mapped[date] = mapped_column(Date)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)


class Amendment(SealedColumns, Base):
    """What was added to a finding afterwards: taken back, or screened anew; who, when, and sealed why."""

    __tablename__ = "case_finding_amendments"
    __table_args__ = (UniqueConstraint("finding_id", "n"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    finding_id: Mapped[str] = mapped_column(ForeignKey("case_findings.id"), index=True)
    n: Mapped[int] = mapped_column(Integer)
    kind: Mapped[AmendmentKind] = mapped_column(worded(AmendmentKind))
    made_by: Mapped[str] = mapped_column(Id)
    made_on: Mapped[date] = mapped_column(Date)


class Comparison(SealedColumns, Base):
    """Declaration held against findings on a day; the lines are sealed, how many differ is clear."""

    __tablename__ = "case_comparisons"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    made_by: Mapped[str] = mapped_column(Id)
    made_on: Mapped[date] = mapped_column(Date)
    lines: Mapped[int] = mapped_column(Integer)
    differences: Mapped[int] = mapped_column(Integer)


class Discrepancy(SealedColumns, Base):
    """One difference put forward by one officer and confirmed or not by another (D-05)."""

    __tablename__ = "case_discrepancies"
    __table_args__ = (UniqueConstraint("comparison_id", "line"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    comparison_id: Mapped[str] = mapped_column(ForeignKey("case_comparisons.id"))
    line: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[DiscrepancyState] = mapped_column(worded(DiscrepancyState))
    proposed_by: Mapped[str] = mapped_column(Id)
    proposed_on: Mapped[date] = mapped_column(Date)
    settled_by: Mapped[str | None] = mapped_column(Id)
    settled_on: Mapped[date | None] = mapped_column(Date)


class Strand(SealedColumns, Base):
    """One of the two strands. Who and for what is sealed; the state is clear."""

    __tablename__ = "case_strands"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[StrandKind] = mapped_column(worded(StrandKind))
    state: Mapped[StrandState] = mapped_column(worded(StrandState))
    opened_on: Mapped[date] = mapped_column(Date)
    opened_by: Mapped[str] = mapped_column(Id)
    subject_tag: Mapped[str] = mapped_column(String(32), index=True)
    outcome: Mapped[Outcome] = mapped_column(worded(Outcome), default=Outcome.OPEN)
    decided_by: Mapped[str | None] = mapped_column(Id)
    decided_on: Mapped[date | None] = mapped_column(Date)
    in_force_on: Mapped[date | None] = mapped_column(Date)
    referred_to: Mapped[str | None] = mapped_column(String(80))
    receipt_on: Mapped[date | None] = mapped_column(Date)


class Hearing(SealedColumns, Base):
    """What the person said, or that he would not (D-03)."""

    __tablename__ = "strand_hearings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    strand_id: Mapped[str] = mapped_column(ForeignKey("case_strands.id"), index=True)
    kind: Mapped[HearingKind] = mapped_column(worded(HearingKind))
    heard_on: Mapped[date] = mapped_column(Date)
    heard_by: Mapped[str] = mapped_column(Id)


class Opinion(SealedColumns, Base):
    """A proposal or a trial opinion on a strand; a newer round leaves the older ones standing."""

    __tablename__ = "strand_opinions"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    strand_id: Mapped[str] = mapped_column(ForeignKey("case_strands.id"), index=True)
    kind: Mapped[OpinionKind] = mapped_column(worded(OpinionKind))
    outcome: Mapped[Outcome] = mapped_column(worded(Outcome))
    given_by: Mapped[str] = mapped_column(Id)
    given_on: Mapped[date] = mapped_column(Date)


class Decision(SealedColumns, Base):
    """The reasoned decision of a strand, signed inside by who made it."""

    __tablename__ = "strand_decisions"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    strand_id: Mapped[str] = mapped_column(ForeignKey("case_strands.id"), unique=True)
    decided_by: Mapped[str] = mapped_column(Id)
    decided_on: Mapped[date] = mapped_column(Date)


class Serving(SealedColumns, Base):
    """How the decision of a strand was served on its person; by whom and how it went lies sealed."""

    __tablename__ = "strand_servings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    strand_id: Mapped[str] = mapped_column(ForeignKey("case_strands.id"), unique=True)
    manner: Mapped[ServingManner] = mapped_column(worded(ServingManner))
    served_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(Id)
    recorded_on: Mapped[date] = mapped_column(Date)


class LadderStep(SealedColumns, Base):
    """One step of the ladder of 四(三): who issued it under what number, due when, what became of it."""

    __tablename__ = "case_ladder_steps"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    state: Mapped[StepState] = mapped_column(worded(StepState))
    ordered_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(Id)
    confirmed_by: Mapped[str | None] = mapped_column(Id)
    settled_on: Mapped[date | None] = mapped_column(Date)


class DisclosableFact(SealedColumns, Base):
    """A fact the trial reviewer marked as fit for publication, one by one; only these reach a notice."""

    __tablename__ = "case_disclosable_facts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    marked_by: Mapped[str] = mapped_column(Id)
    marked_on: Mapped[date] = mapped_column(Date)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
