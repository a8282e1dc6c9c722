"""What an assessment of one case consists of: frozen answers, each with its clause."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from regulation.case_terms import Advice, DeclineGround, ExceptionState, FinalAct, InsteadOfL4, Truth
from regulation.clocks import Clock
from regulation.comparing import ComparisonReason
from regulation.deadlines import Late
from regulation.decisions import Body, Countersigner, Flag, Obligation, Receiving, Refused, Route
from regulation.facts import PersonId
from regulation.late_units import UnitStanding
from regulation.legal_basis import LegalBasis
from regulation.publicity import PostingPlace
from regulation.screening import Screening, Undertaking
from regulation.terms import ConductType, DiscrepancyKind, Step, Strand


class Flagged(Protocol):
    """An answer with flags."""

    @property
    def flags(self) -> frozenset[Flag]: ...


@dataclass(frozen=True, slots=True)
class DueDates:
    """By when each act is due; None where the plan or the profile gives no date."""

    declare_by: date | None = None
    countersign_by: date | None = None
    submit_by: date | None = None
    submit_amber_from: date | None = None
    is_deliverable: bool = False
    review_by: date | None = None
    substance_by: date | None = None


@dataclass(frozen=True, slots=True)
class Publicity:
    """Where the form hangs, from when to when; `counted` are the working days that count."""

    places: frozenset[PostingPlace]
    superior_system: str
    started_at: datetime | None
    ends_at: datetime | None
    counted: tuple[date, ...]
    clause: str
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class ConductFound:
    """A type of conduct that the facts fit, of which business or favour; `lead` is the body that leads a T3."""

    conduct: ConductType
    of: str
    clause: str
    lead: Body | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """The ladder: the step that the businesses ask for, those taken in order, the next one by the ladder alone."""

    required: Step | None
    taken: tuple[Step, ...]
    next: Step | None
    rectify_by: date | None
    fulfilled: bool
    reminders: tuple[str, ...]
    uncertain: tuple[str, ...]
    instead_of_l4: InsteadOfL4 | None
    clause: str


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """A finding against the decisive version of the declaration."""

    finding: str
    kind: DiscrepancyKind
    reason: ComparisonReason
    version: str
    flags: frozenset[Flag]
    clause: str


@dataclass(frozen=True, slots=True)
class StrandOpened:
    """An item of accountability. `competent` is None where that person's facts were not told."""

    kind: Strand
    person: PersonId
    competent: Body | None
    clause: str


@dataclass(frozen=True, slots=True)
class ExceptionStanding:
    """A written request: where it stands, who approves it, by when the form is to be filed."""

    number: str
    state: ExceptionState
    approver: Body
    file_by: date | None
    clause: str


@dataclass(frozen=True, slots=True)
class OfficerStanding:
    """What an officer may do with a report: `wall` shuts him out at once, `frozen` are acts he may not do yet."""

    person: PersonId
    wall: Refused | None
    must_recuse: bool
    frozen: tuple[FinalAct, ...]


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """A report: who receives it, which clocks run, whether a ground to decline fits, who may work on it.

    `must_accept` is None where the content was not told.
    """

    receiving: Receiving | Refused | None
    clocks: tuple[Clock, ...]
    must_accept: bool | None
    decline_ground: DeclineGround | None
    advice: Advice | None
    officers: tuple[OfficerStanding, ...]
    tracing: Refused | None
    truth: Truth | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the rules say of one case. What does not apply is None or empty; `refusals` are all the noes."""

    id: str
    profile: str
    day: date
    obligation: Obligation | None = None
    route: Route | None = None
    escrow: Body | None = None
    countersigner: Countersigner | None = None
    dates: DueDates | None = None
    publicity: Publicity | None = None
    lateness: tuple[Late, ...] = ()
    screenings: tuple[Screening, ...] = ()
    undertaking: Undertaking | None = None
    conducts: tuple[ConductFound, ...] = ()
    measures: Measures | None = None
    comparisons: tuple[ComparedFinding, ...] = ()
    strands: tuple[StrandOpened, ...] = ()
    articles: tuple[LegalBasis, ...] = ()
    exceptions: tuple[ExceptionStanding, ...] = ()
    unit: UnitStanding | None = None
    report: ReportStanding | None = None
    flags: frozenset[Flag] = frozenset()
    refusals: tuple[Refused, ...] = ()
