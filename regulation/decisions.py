"""What the rules answer: frozen records that name the clause they rest on.

A "no" is a value, `Refused`, with a reason from a closed list, the clause, and a detail for the reader (Chinese,
made of posts, dates and counts; never of names or contents). An exception means a broken profile or a broken call.
"""

from dataclasses import dataclass
from enum import StrEnum

from regulation.facts import NOBODY, OfficeId, PersonId
from regulation.terms import Charge, LeaderPost


class Reason(StrEnum):
    """Why a rule says no."""

    # routing and receiving
    NO_RECIPIENT = "no_recipient"
    OFFICE_UNKNOWN = "office_unknown"
    # countersigning
    PORTFOLIO_MISSING = "portfolio_missing"
    PORTFOLIO_OVERLAPS = "portfolio_overlaps"
    AUTHORISATION_MISSING = "authorisation_missing"
    COUNTERSIGNER_MISMATCH = "countersigner_mismatch"
    PUBLICITY_NOT_ENDED = "publicity_not_ended"
    OBJECTION_PENDING = "objection_pending"
    FORM_INCOMPLETE = "form_incomplete"
    FORM_CONTRADICTORY = "form_contradictory"
    COMMITMENT_MISSING = "commitment_missing"
    # calendar and dates
    YEAR_NOT_PUBLISHED = "year_not_published"
    DATES_IMPOSSIBLE = "dates_impossible"
    # dispositions
    STEP_SKIPPED = "step_skipped"
    STEP_NOT_DUE = "step_not_due"
    ISSUER_MISSING = "issuer_missing"
    WRONG_ISSUER = "wrong_issuer"
    REFUSAL_NOT_FOUND = "refusal_not_found"
    LADDER_ENDED = "ladder_ended"
    NO_PARTY_POST = "no_party_post"
    EXTENSION_SPENT = "extension_spent"
    PROOF_NOT_ACCEPTED = "proof_not_accepted"
    REASON_MISSING = "reason_missing"
    # accountability and closing
    TWO_PERSONS_REQUIRED = "two_persons_required"
    DECIDER_CONCERNED = "decider_concerned"
    NOT_COMPETENT = "not_competent"
    STATEMENT_MISSING = "statement_missing"
    EVIDENCE_MISSING = "evidence_missing"
    SAME_TEXT = "same_text"
    ITEM_OPEN = "item_open"
    VERIFICATION_MISSING = "verification_missing"
    NOT_COMPARED = "not_compared"
    UNCERTAIN_OPEN = "uncertain_open"
    CONDUCT_MISSING = "conduct_missing"
    ARTICLE_MISSING = "article_missing"
    RESULT_MISSING = "result_missing"
    RECEIPT_MISSING = "receipt_missing"
    # recusal
    HARD_CONFLICT = "hard_conflict"
    RECUSAL_PENDING = "recusal_pending"
    # intake
    OUTSIDE_ARTICLE_13 = "outside_article_13"
    TRACING_FORBIDDEN = "tracing_forbidden"
    NOT_CITY_LEVEL = "not_city_level"
    RECEIPT_UNCHECKED = "receipt_unchecked"
    REPEATS_REPORT = "repeats_report"
    SUPERIORS_REPORT = "superiors_report"
    # notices
    NOTICE_INCOMPLETE = "notice_incomplete"
    NOTICE_FORBIDDEN_PART = "notice_forbidden_part"
    NOT_TYPICAL = "not_typical"
    NOT_IN_FORCE = "not_in_force"
    APPROVER_CONCERNED = "approver_concerned"
    UNIT_EXCUSED = "unit_excused"
    # exceptions
    REQUEST_INCOMPLETE = "request_incomplete"
    WRONG_APPROVER = "wrong_approver"
    # lifecycles
    TRANSITION_FORBIDDEN = "transition_forbidden"
    # retention
    RETENTION_RUNNING = "retention_running"


@dataclass(frozen=True, slots=True)
class Refused:
    """A no, with its reason and clause; `detail` says what was expected."""

    reason: Reason
    clause: str
    detail: str = ""


class Flag(StrEnum):
    """What a reader must know besides the answer."""

    REVIEWER_CONFLICT = "reviewer_conflict"
    MANUAL_QUEUE = "manual_queue"
    BY_HAND = "by_hand"
    ACTING_LEADER = "acting_leader"
    NON_LEADING_POST = "non_leading_post"
    REHIRED = "rehired"
    SUPERIOR_COMMISSION_ACTS = "superior_commission_acts"
    OWN_UNIT_ONLY = "own_unit_only"
    FAKE_EXIT = "fake_exit"
    NOMINEE = "nominee"
    CROSS_FORM_MISMATCH = "cross_form_mismatch"
    SELF_CORRECTED = "self_corrected"
    SUPPLEMENTARY_DUTY = "supplementary_duty"
    OBJECTION_PENDING = "objection_pending"
    PROVISIONAL = "provisional"
    NON_PARTY_MEMBER = "non_party_member"
    NO_PARTY_POST = "no_party_post"
    ARTICLE_UNVERIFIED = "article_unverified"
    SEALED_TO_SUPERIOR = "sealed_to_superior"
    ENVELOPE_BY_HAND = "envelope_by_hand"
    TRANSFER_ONWARD = "transfer_onward"
    COMMITMENT_WITH_RESERVATION = "commitment_with_reservation"
    RECTIFICATION_UNDERTAKING = "rectification_undertaking"


@dataclass(frozen=True, slots=True)
class Obligation:
    """Whether a person must declare, and the requirement that says so (SR-07)."""

    obliged: bool
    ground: str
    clause: str
    flags: frozenset[Flag] = frozenset()


class BodyKind(StrEnum):
    """The bodies that the plan names: general offices, commissions, and the committees that manage cadres."""

    CITY_PARTY_GENERAL_OFFICE = "city_party_general_office"
    CITY_CONGRESS_GENERAL_OFFICE = "city_congress_general_office"
    CITY_GOVERNMENT_GENERAL_OFFICE = "city_government_general_office"
    CITY_CPPCC_GENERAL_OFFICE = "city_cppcc_general_office"
    UNIT_PARTY_COMMITTEE = "unit_party_committee"
    UNIT_COMMISSION = "unit_commission"
    COUNTY_COMMISSION = "county_commission"
    CITY_COMMISSION = "city_commission"
    PROVINCE_COMMISSION = "province_commission"
    CENTRAL_COMMISSION = "central_commission"
    AUTHORITY_COMMISSION = "authority_commission"
    CONDUCT_SUPERVISION_OFFICE = "conduct_supervision_office"
    CENTRAL_COMMITTEE = "central_committee"
    PROVINCE_COMMITTEE = "province_committee"
    CITY_COMMITTEE = "city_committee"
    COUNTY_COMMITTEE = "county_committee"
    AUTHORITY_COMMITTEE = "authority_committee"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the routing table; `of` is the unit id, region code or authority it belongs to."""

    kind: BodyKind
    of: str = ""


class RouteRow(StrEnum):
    """The rows of 二."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"
    R7 = "R7"
    R8 = "R8"
    R9 = "R9"


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one declaration: who organises filing, the hops, who reviews, where it ends, who gets a copy.

    `substance` is set where the reviewing office checks the form only formally (A4, H-18).
    """

    row: RouteRow
    clause: str
    compiled_by: Body | None
    via: tuple[Body, ...]
    review: Body | None
    file: Body
    copies: tuple[Body, ...] = ()
    substance: Body | None = None
    flags: frozenset[Flag] = frozenset()


class ReceivingRow(StrEnum):
    """The rows of "who receives a report"."""

    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    Q5 = "Q5"
    Q6 = "Q6"
    Q7 = "Q7"
    Q8 = "Q8"
    Q8A = "Q8a"


@dataclass(frozen=True, slots=True)
class Receiving:
    """The one office that a report is sealed to. `lifted_by` is Q6 where the first receiver was itself concerned,
    `by` are the rows of all subjects where there are several (Q7)."""

    row: ReceivingRow
    clause: str
    office: OfficeId
    by: tuple[ReceivingRow, ...] = ()
    lifted_by: ReceivingRow | None = None
    flags: frozenset[Flag] = frozenset()


class CountersignRow(StrEnum):
    """The rows of 三(二) and the rules for its gaps."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    G1 = "G1"
    G2 = "G2"


class GapRule(StrEnum):
    """Why somebody else signs than the row says."""

    G0 = "G0"
    G3 = "G3"
    G4 = "G4"


@dataclass(frozen=True, slots=True)
class ExpectedPost:
    """Whose signature the table wants: a post, and what must stand in that leader's charge (the nearest first)."""

    row: CountersignRow
    clause: str
    post: LeaderPost
    charges: tuple[tuple[Charge, str], ...]


@dataclass(frozen=True, slots=True)
class Countersigner:
    """The person who must sign, found in the portfolio table of the day."""

    row: CountersignRow
    clause: str
    post: LeaderPost
    person: PersonId = NOBODY
    gap: GapRule | None = None
    document: str = ""
    flags: frozenset[Flag] = frozenset()
